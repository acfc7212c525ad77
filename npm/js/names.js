// Names that are read again before the module runs. Rust has the same; a test holds them together.

export const providers = Object.freeze(["islash", "connectly", "texter", "yeastar"]);

/** The kinds of error. */
export const errorCodes = [
  ...["not_initialised", "closed", "invalid_config", "invalid_message", "unsupported", "unauthorized", "forbidden"],
  ...["not_found", "conflict", "window_closed", "rate_limited", "opted_out", "rejected", "unavailable", "network"],
  ...["timeout", "aborted", "bad_response", "internal"],
];

/** The kinds of problem. */
export const problemCodes = [
  ...["required", "too_long", "too_many", "too_few", "too_large", "out_of_range", "invalid_format", "invalid_type"],
  ...["duplicate", "conflict", "unsupported", "unknown_field"],
];
