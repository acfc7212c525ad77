// The public names of the package. Everything they decide is decided in Rust; here are the classes that wasm-bindgen
// cannot express, and the guard before init.
import { SessageError, invalidConfig, isSessageError, toSessageError } from "./error.js";
import { isPlain, plain } from "./plain.js";
import * as glue from "./sessage_bg.js";
import { standardSchema } from "./schema.js";
import { isReady } from "./wasm.js";

export { SessageError, isSessageError };

export const providers = Object.freeze(["islash", "connectly", "texter", "yeastar"]);

function ready() {
  if (isReady()) return;
  throw new SessageError({
    code: "not_initialised",
    message: 'The module is not loaded: await init() from "sessage" once first, or import "sessage/inline".',
  });
}

function attempt(work) {
  try {
    return work();
  } catch (thrown) {
    throw toSessageError(thrown);
  }
}

export function validate(message, provider) {
  ready();
  const { text } = plain(message);
  return attempt(() => glue.validate(text, typeof provider === "string" ? provider : ""));
}

export function capabilities(provider) {
  ready();
  return attempt(() => glue.capabilities(typeof provider === "string" ? provider : ""));
}

export function measure(text) {
  ready();
  if (typeof text !== "string") throw invalidConfig("", "Expected a string.");
  return glue.measure(text);
}

export function messageSchema(provider) {
  // Asked for at once, so that a name that is no provider's is found here and not while a form is filled in.
  capabilities(provider);
  return standardSchema((value) => validate(value, provider));
}

export class Client {
  #wasm;

  constructor(config, options = {}) {
    ready();
    const callback = (key) => {
      try {
        return typeof options[key] === "function" ? options[key] : undefined;
      } catch {
        return undefined; // Rust reports the same throw with its path.
      }
    };
    const fetch = settling(callback("fetch"));
    const onAttempt = settling(callback("onAttempt"));
    this.#wasm = attempt(
      () =>
        new glue.WasmClient(
          plain(config).text,
          plain(options).text,
          fetch,
          // A rejection that nobody hears of would end Node's process.
          onAttempt && ((event) => void onAttempt(event).catch(() => {})),
          isBrowser(),
        ),
    );
  }

  get #open() {
    if (this.#wasm) return this.#wasm;
    throw new SessageError({ code: "closed", message: "The client was freed." });
  }

  get provider() {
    return this.#open.provider;
  }

  validate(message) {
    // Read first: a getter of the message may free the client.
    const { text } = plain(message);
    const wasm = this.#open;
    return attempt(() => wasm.validate(text));
  }

  plan(message, options = {}) {
    const { text } = plain(message);
    const settings = plain(options).text;
    const wasm = this.#open;
    return attempt(() => wasm.plan(text, settings));
  }

  async send(message, options = {}) {
    // A client that was freed says so before anything else is looked at; asked again below, since a getter may free it.
    void this.#open;
    const { signal, rest } = takeSignal(options);
    // Rust listens to a signal of our own: the caller's may come from anywhere and abort with anything.
    const controller = new AbortController();
    const abort = () => controller.abort();
    try {
      listen(signal, abort);
      const { text, blobs } = plain(message);
      const settings = plain(rest).text;
      return await this.#open.send(text, blobs, settings, controller.signal);
    } catch (thrown) {
      throw toSessageError(thrown);
    } finally {
      unlisten(signal, abort);
    }
  }

  free() {
    this.#wasm?.free();
    this.#wasm = undefined;
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }
}

// The caller's function, called at once: whatever it throws or gives, even a promise whose own `then` throws, becomes a
// promise that is one.
function settling(callback) {
  return callback && (async (argument) => callback(argument));
}

// The signal is the one option that is no plain value. The rest is copied unread, so that Rust reports each field at its path.
function takeSignal(options) {
  let rest;
  try {
    if (!isPlain(options)) return { rest: options };
    const { signal: _, ...others } = Object.getOwnPropertyDescriptors(options);
    rest = Object.defineProperties({}, others);
  } catch {
    return { rest: options };
  }
  try {
    const { signal } = options;
    if (signal === undefined || isSignal(signal)) return { signal, rest };
  } catch {
    // A signal that cannot be read is none.
  }
  throw noSignal();
}

function isSignal(value) {
  const methods = [value.addEventListener, value.removeEventListener];
  return typeof value.aborted === "boolean" && methods.every((method) => typeof method === "function");
}

function listen(signal, abort) {
  try {
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted) abort();
  } catch {
    throw noSignal();
  }
}

function unlisten(signal, abort) {
  try {
    signal?.removeEventListener("abort", abort);
  } catch {
    // What the signal throws must not take the place of what came of the send.
  }
}

function noSignal() {
  return invalidConfig("/signal", "Expected an AbortSignal.");
}

// A page may not set the User-Agent, and asking to would cost a preflight.
function isBrowser() {
  return typeof navigator === "object" && /^Mozilla\//.test(navigator?.userAgent ?? "");
}
