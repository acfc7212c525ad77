// A SessageError as plain JSON, for queues, stores and other threads, and back. It needs no module: what comes out of a
// queue may be read before anything is loaded.
import { errorCodes, problemCodes, providers } from "./names.js";

// A shape is a type, a list of names, `[shape]` for an array, or the members of an object; a name with `?` may be missing.
const part = { index: "count", outcome: ["sent", "not_sent", "unknown"], "messageId?": "string", "channelMessageId?": "string" };
const problem = {
  ...{ path: "string", code: problemCodes, severity: ["error", "warning"], message: "string" },
  ...{ "limit?": "number", "actual?": "number", "unit?": ["characters", "bytes", "items"], "source?": "string" },
};
const error = {
  ...{ name: ["SessageError"], message: "string", code: errorCodes, "provider?": providers },
  ...{ outcome: ["not_sent", "partial", "unknown"], retryable: "boolean", "retryAfterMs?": "count", "retryAt?": "count" },
  ...{ "status?": "count", "providerCode?": "string", "providerMessage?": "string" },
  ...{ problems: [problem], attempts: "count", parts: [part], "raw?": "any" },
};

/** The fields of an error, and nothing else that it may hold. */
export function writeError(thrown) {
  const fields = {};
  for (const name of Object.keys(error)) {
    const key = name.replace("?", "");
    if (thrown[key] !== undefined) fields[key] = thrown[key];
  }
  return fields;
}

/** The fields as they were written, in a copy; or the problem because of which they are no error's. */
export function parseError(json) {
  const misfit = {};
  try {
    // As text and back: what has no form in JSON, such as a function, a cycle or a getter that throws, ends here.
    const { name, ...fields } = read(JSON.parse(JSON.stringify(json) ?? "null"), error, "", misfit);
    return { fields };
  } catch (thrown) {
    const { path, is } = thrown === misfit ? misfit : { path: "", is: "what toJSON() gave" };
    return { problem: { path, code: "invalid_type", severity: "error", message: `Expected ${is}.` } };
  }
}

function read(value, shape, path, misfit) {
  const check = (isRight, is) => {
    if (!isRight) throw Object.assign(misfit, { path, is });
    return value;
  };
  if (shape === "any") return value;
  if (shape === "count") return check(Number.isSafeInteger(value) && value >= 0, "a whole number of at least 0");
  if (typeof shape === "string") return check(typeof value === shape, `a ${shape}`);
  if (Array.isArray(shape)) {
    if (typeof shape[0] === "string") return check(shape.includes(value), `one of: ${shape.join(", ")}`);
    return check(Array.isArray(value), "an array").map((item, index) => read(item, shape[0], `${path}/${index}`, misfit));
  }
  check(typeof value === "object" && value !== null && !Array.isArray(value), "an object");
  const members = {};
  for (const [name, of] of Object.entries(shape)) {
    const key = name.replace("?", "");
    // Only what stands in the object itself: whoever can write to Object.prototype must not decide what an error says.
    if (Object.prototype.hasOwnProperty.call(value, key)) members[key] = read(value[key], of, `${path}/${key}`, misfit);
    else if (key === name) read(undefined, of, `${path}/${key}`, misfit);
  }
  return members;
}
