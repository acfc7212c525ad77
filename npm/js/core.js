// The public names of the package. Everything they decide is decided in Rust; here are the classes that wasm-bindgen
// cannot express, and the guard before init.
import { BulkRun, readerOf } from "./bulk.js";
import { SessageError, invalidConfig, isSessageError, toSessageError } from "./error.js";
import { providers } from "./names.js";
import { isPlain, plain } from "./plain.js";
import * as glue from "./sessage_bg.js";
import { standardSchema } from "./schema.js";
import { isReady } from "./wasm.js";

export { SessageError, isSessageError, providers };

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
  const [characters, utf16, utf8] = glue.measure(text);
  return { characters, utf16, utf8 };
}

export function windowState(lastInboundAt, options = {}) {
  ready();
  const { text } = plain({ lastInboundAt, options });
  return attempt(() => glue.windowState(text));
}

export function nextStep(result, options = {}) {
  ready();
  const texts = [plain(withoutRaw(result)).text, plain(options).text];
  return attempt(() => glue.nextStep(...texts));
}

export function recipientKey(to, provider) {
  ready();
  const { text } = plain(to);
  return attempt(() => glue.recipientKey(text, typeof provider === "string" ? provider : ""));
}

export function fingerprint(message) {
  ready();
  const { text } = plain(message);
  return attempt(() => glue.fingerprint(text));
}

export function validateTemplate(template, content) {
  ready();
  const texts = [plain(template).text, plain(content).text];
  return attempt(() => glue.validateTemplate(...texts));
}

export function messageSchema(provider) {
  // Asked for at once, so that a name that is no provider's is found here and not while a form is filled in.
  capabilities(provider);
  return standardSchema((value) => validate(value, provider));
}

let isClient;
let addTo;

export class Client {
  #wasm;

  constructor(config, options = {}) {
    ready();
    const callback = (key) => functionOf(options, key);
    const fetch = callback("fetch");
    const { store, rest } = takeStore(options);
    this.#wasm = attempt(
      () =>
        new glue.WasmClient(
          plain(config).text,
          plain(rest).text,
          fetch,
          listening(callback("onAttempt")),
          store?.get,
          store?.set,
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
    return this.#call(message, options, (wasm, ...given) => wasm.send(...given));
  }

  async upload(file, options = {}) {
    return this.#ask("upload", file, options);
  }

  async templates(query = {}) {
    return this.#ask("templates", query, {});
  }

  async stickers() {
    return this.#ask("stickers", {}, {});
  }

  async chats(query) {
    return this.#ask("chats", query, {});
  }

  sendMany(messages, options = {}) {
    return this.#bulk(messages, options, (wasm, ...rest) => wasm.sendMany(...rest));
  }

  broadcast(content, recipients, options = {}) {
    const { text, blobs } = plain(content);
    return this.#bulk(recipients, options, (wasm, ...rest) => wasm.broadcast(text, blobs, ...rest));
  }

  #bulk(source, options, start) {
    void this.#open;
    const { take, leave } = readerOf(source);
    const { signal, rest } = takeSignal(options);
    const onProgress = listening(functionOf(options, "onProgress"));
    const controller = signal && new AbortController();
    const abort = () => controller.abort();
    // One listener for the whole run, from its start until nothing of it runs any more.
    const [begin, end] = [() => listen(signal, abort), () => unlisten(signal, abort)];
    // A checkpoint among the options holds as many results as were in flight.
    const settings = plain(rest, 1000).text;
    const wasm = this.#open;
    const run = attempt(() => start(wasm, take, leave, end, settings, onProgress, controller?.signal));
    return new BulkRun(run, begin);
  }

  // For Failover, which tries this client among others.
  static {
    isClient = (value) => typeof value === "object" && value !== null && #wasm in value;
    addTo = (clients, client) => clients.add(client.#open);
  }

  #ask(operation, given, options) {
    return this.#call(given, options, (wasm, ...rest) => wasm.ask(operation, ...rest));
  }

  async #call(given, options, work) {
    // A client that was freed says so before anything else is looked at; asked again below, since a getter may free it.
    void this.#open;
    const { signal, rest } = takeSignal(options);
    // Rust listens to a signal of our own: the caller's may come from anywhere and abort with anything.
    const controller = signal && new AbortController();
    const abort = () => controller.abort();
    try {
      listen(signal, abort);
      const { text, blobs } = plain(given);
      const settings = plain(rest).text;
      return await work(this.#open, text, blobs, settings, controller?.signal);
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

export class Failover {
  #wasm;

  constructor(clients) {
    ready();
    // Copied first: a place that is empty is no client either.
    const all = Array.isArray(clients) ? Array.from(clients) : [];
    if (all.length === 0 || !all.every(isClient)) {
      throw invalidConfig("", "Expected an array of one Client or more.");
    }
    const collected = new glue.WasmClients();
    for (const client of all) addTo(collected, client);
    this.#wasm = collected.failover();
  }

  async send(message, options = {}) {
    const { signal, rest } = takeSignal(options);
    const controller = signal && new AbortController();
    const abort = () => controller.abort();
    let thrown;
    const messageFor = (provider) => {
      try {
        return plain(typeof message === "function" ? message(provider) : message);
      } catch (error) {
        thrown = { error };
        throw error;
      }
    };
    try {
      listen(signal, abort);
      return await this.#wasm.send(messageFor, plain(rest).text, controller?.signal);
    } catch (error) {
      // What the caller's own function threw is theirs.
      if (thrown) throw thrown.error;
      throw toSessageError(error);
    } finally {
      unlisten(signal, abort);
    }
  }
}

function functionOf(options, key) {
  try {
    return typeof options[key] === "function" ? options[key] : undefined;
  } catch {
    return undefined; // Rust reports the same throw with its path.
  }
}

// A callback that tells nothing back. A rejection that nobody hears of would end Node's process.
function listening(callback) {
  // Whatever it throws or gives, even a promise whose own `then` throws, becomes a promise that is one.
  const called = async (event) => callback(event);
  return callback && ((event) => void called(event).catch(() => {}));
}

// A store may be of a class, and its methods inherited: Rust sees which of them there are, and calls them through
// functions that make what crosses plain. What a store throws is as if it had nothing.
function takeStore(options) {
  try {
    const { tokenStore } = options;
    if (typeof tokenStore !== "object" || tokenStore === null) return { rest: options };
    const { get, set } = tokenStore;
    if (!isPlain(options)) return { rest: options };
    const rest = without(options, "tokenStore");
    rest.tokenStore = { get, set };
    if (typeof get !== "function" || typeof set !== "function") return { rest };
    const store = {
      get: async () => plain(await get.call(tokenStore)).text,
      // Caught here, since a send that ends first hears of nothing more, and a rejection that nobody hears of ends Node.
      set: async (text) => {
        try {
          await set.call(tokenStore, JSON.parse(text));
        } catch {
          // The client itself has the tokens.
        }
      },
    };
    return { store, rest };
  } catch {
    return { rest: options };
  }
}

// A copy of the options that leaves one out and reads none of the others, so that Rust reports each at its path.
function without(options, key) {
  const { [key]: _, ...others } = Object.getOwnPropertyDescriptors(options);
  return Object.defineProperties({}, others);
}

// An answer decides nothing, and may be larger than what is made plain. An error of whatever copy of the package becomes
// its fields.
function withoutRaw(result) {
  try {
    return without(result, "raw");
  } catch {
    return undefined; // no object at all, or one that cannot be looked at
  }
}

// The signal is no plain value.
function takeSignal(options) {
  let rest;
  try {
    if (!isPlain(options)) return { rest: options };
    rest = without(options, "signal");
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
