// The public names of the package. Everything they decide is decided in Rust; here are the classes that wasm-bindgen
// cannot express, and the guard before init.
import { SessageError, invalidConfig, isSessageError, toSessageError } from "./error.js";
import { plain } from "./plain.js";
import * as glue from "./sessage_bg.js";
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
    this.#wasm = attempt(
      () =>
        new glue.WasmClient(
          plain(config).text,
          plain(options).text,
          callback("fetch"),
          callback("onAttempt"),
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
    const wasm = this.#open;
    const { text } = plain(message);
    return attempt(() => wasm.validate(text));
  }

  async send(message, options = {}) {
    const wasm = this.#open;
    const { signal, rest } = takeSignal(options);
    // Rust listens to a signal of our own: the caller's may come from anywhere and abort with anything.
    const controller = new AbortController();
    const abort = () => controller.abort();
    try {
      if (signal?.aborted) abort();
      signal?.addEventListener("abort", abort, { once: true });
      const { text, blobs } = plain(message);
      return await wasm.send(text, blobs, plain(rest).text, controller.signal);
    } catch (thrown) {
      throw toSessageError(thrown);
    } finally {
      signal?.removeEventListener("abort", abort);
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

// The signal is the one option that is no plain value.
function takeSignal(options) {
  if (typeof options !== "object" || options === null) return { rest: options };
  let signal;
  let rest;
  try {
    ({ signal, ...rest } = options);
    if (signal === undefined) return { rest };
    if (typeof signal.aborted === "boolean" && typeof signal.addEventListener === "function") {
      return { signal, rest };
    }
  } catch {
    throw invalidConfig("", "Expected an object that can be read.");
  }
  throw invalidConfig("/signal", "Expected an AbortSignal.");
}

// A page may not set the User-Agent, and asking to would cost a preflight.
function isBrowser() {
  return typeof navigator === "object" && /^Mozilla\//.test(navigator?.userAgent ?? "");
}
