// Ways to make the provider fail once, as data: what the menu says, and what the simulator is told.

export const FAULTS = {
  none: { label: "Provider works" },
  rate_limited: { label: "Too many requests, retry after 2 s", fault: { preset: "rate_limited", retryAfter: 2 } },
  refused: { label: "Refuses the message", fault: { preset: "provider_error" } },
  status_500: { label: "Answers with HTTP 500", fault: { status: 500 } },
  // A browser repeats a request by itself when a connection that it kept breaks, so the fault has to last.
  cut: { label: "Breaks the connection", fault: { cut: "before", times: 3 } },
  cut_body: { label: "Breaks off in its answer", fault: { cut: "body" } },
  nonsense: { label: "Answers with a web page", fault: { status: 200, body: "<h1>Welcome</h1>" } },
  slow: { label: "Answers after 20 s: too late", fault: { delayMs: 20000 } },
};
