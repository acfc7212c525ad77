// The error that every call of the package throws or rejects with.
const BRAND = Symbol.for("sessage.SessageError");

export class SessageError extends Error {
  constructor({ message, ...fields }) {
    super(message);
    Object.assign(this, { outcome: "not_sent", retryable: false, problems: [], attempts: 0, parts: [] }, fields);
  }
}
for (const [key, value] of [
  ["name", "SessageError"],
  [BRAND, true],
]) {
  Object.defineProperty(SessageError.prototype, key, { value, configurable: true });
}

/** Told by a mark rather than by class: a package that was bundled twice has the class twice. */
export function isSessageError(value) {
  try {
    return typeof value === "object" && value !== null && value[BRAND] === true;
  } catch {
    return false;
  }
}

/** The SessageError of whatever was thrown: Rust throws the fields of one. */
export function toSessageError(thrown) {
  if (isSessageError(thrown)) return thrown;
  if (typeof thrown?.code === "string" && Array.isArray(thrown.problems)) return new SessageError(thrown);
  return new SessageError({ code: "internal", message: "sessage failed in a way it should not. Please report this." });
}

/** The error of an option that is wrong at its path, or of an argument as a whole, whose path is "". */
export function invalidConfig(path, message) {
  const problem = { path, code: "invalid_type", severity: "error", message };
  const what = path ? `The options have problems: ${path}` : "The argument has problems";
  return new SessageError({ code: "invalid_config", message: `${what}: ${message}`, problems: [problem] });
}
