// A SessageError as plain JSON, for queues, stores and other threads, and back. It needs no module: what comes out of a
// queue is read before anything is sent.
import { errorCodes, problemCodes, providers } from "./names.js";

/** The place of a value that is not what it must be, with words. */
class Misfit {
  constructor(path, code, words) {
    Object.assign(this, { path, code, words });
  }
}

// A reader gives the value at a path, or throws a Misfit. Only what stands in an object itself is read: whoever can write
// to Object.prototype must not decide what an error says.
const own = (object, key) => (Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined);

const is = (test, words) => (value, path) => {
  if (value === undefined) throw new Misfit(path, "required", "This field is required.");
  if (!test(value)) throw new Misfit(path, "invalid_type", `Expected ${words}.`);
  return value;
};
const optional = (read) => (value, path) => (value === undefined ? undefined : read(value, path));

const text = is((value) => typeof value === "string", "a string");
const number = is((value) => typeof value === "number", "a number");
const whole = is((value) => Number.isSafeInteger(value), "a whole number");
const count = is((value) => Number.isSafeInteger(value) && value >= 0, "a whole number of at least 0");
const flag = is((value) => typeof value === "boolean", "true or false");
const anything = (value) => value;
const oneOf = (...names) => is((value) => names.includes(value), `one of: ${names.join(", ")}`);

const anArray = is(Array.isArray, "an array");
const list = (read) => (value, path) => anArray(value, path).map((item, index) => read(item, `${path}/${index}`));

const anObject = is((value) => typeof value === "object" && value !== null && !Array.isArray(value), "an object");
const object = (members) => (value, path) => {
  anObject(value, path);
  const read = {};
  for (const [key, readMember] of Object.entries(members)) {
    const member = readMember(own(value, key), `${path}/${key}`);
    if (member !== undefined) read[key] = member;
  }
  return read;
};

const problem = object({
  path: text,
  code: oneOf(...problemCodes),
  severity: oneOf("error", "warning"),
  message: text,
  limit: optional(number),
  actual: optional(number),
  unit: optional(oneOf("characters", "bytes", "items")),
  source: optional(text),
});

const part = object({
  index: count,
  outcome: oneOf("sent", "not_sent", "unknown"),
  messageId: optional(text),
  channelMessageId: optional(text),
});

const error = {
  name: oneOf("SessageError"),
  message: text,
  code: oneOf(...errorCodes),
  provider: optional(oneOf(...providers)),
  outcome: oneOf("not_sent", "partial", "unknown"),
  retryable: flag,
  retryAfterMs: optional(whole),
  retryAt: optional(whole),
  status: optional(count),
  providerCode: optional(text),
  providerMessage: optional(text),
  problems: list(problem),
  attempts: count,
  parts: list(part),
  raw: optional(anything),
};
const readError = object(error);

/** The fields of an error, and nothing else that it may hold. */
export function writeError(thrown) {
  const fields = {};
  for (const key of Object.keys(error)) if (thrown[key] !== undefined) fields[key] = thrown[key];
  return fields;
}

/** The fields as they were written, in a copy; or the problem because of which they are no error's. */
export function parseError(json) {
  try {
    // As text and back: what has no form in JSON, such as a function, a cycle or a getter that throws, ends here.
    const copy = JSON.parse(JSON.stringify(json) ?? "null");
    const { name, ...fields } = readError(copy, "");
    return { fields };
  } catch (thrown) {
    const isMisfit = thrown instanceof Misfit;
    const { path, code, words } = isMisfit ? thrown : new Misfit("", "invalid_type", "Expected what toJSON() gave.");
    return { problem: { path, code, severity: "error", message: words } };
  }
}
