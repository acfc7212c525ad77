// Runs of many messages. Rust decides what is taken, sent and handed out when; here is the loop that a caller writes, and
// the reading of whatever holds their messages.
import { invalidConfig, toSessageError } from "./error.js";
import { plain } from "./plain.js";

/** A run, which a caller loops over or awaits the end of. */
export class BulkRun {
  #wasm;
  #begin;

  /** `begin` is called once, before the run starts. */
  constructor(wasm, begin) {
    this.#wasm = wasm;
    this.#begin = begin;
  }

  get progress() {
    return this.#wasm.progress;
  }

  checkpoint() {
    return this.#wasm.checkpoint();
  }

  async done() {
    return settled(await this.#started().done());
  }

  #started() {
    this.#begin?.();
    this.#begin = undefined;
    return this.#wasm;
  }

  [Symbol.asyncIterator]() {
    const next = () => this.#started().next();
    const stop = () => this.#wasm.stop();
    return {
      async next() {
        const result = settled(await next());
        if (result === undefined) return { value: undefined, done: true };
        if (result.error) result.error = toSessageError(result.error);
        return { value: result, done: false };
      },
      async return(value) {
        stop();
        return { value, done: true };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

/** What Rust gave: a source that is not the one of the checkpoint is an error in its place. */
function settled(given) {
  if (given?.refused) throw toSessageError(given.refused);
  return given;
}

/** The two functions by which Rust reads a source: nothing is opened before the first value is asked for. */
export function readerOf(source) {
  const open = openerOf(source);
  if (!open) {
    throw invalidConfig("", "Expected an array, an iterable, an async iterable or a ReadableStream.");
  }
  let iterator;
  let isOver = false;
  const give = ({ done, value }) => {
    if (!done) return plain(value);
    isOver = true;
    return undefined;
  };
  return {
    take() {
      iterator ??= open();
      const step = iterator.next();
      return isPromise(step) ? Promise.resolve(step).then(give) : give(step);
    },
    leave() {
      if (isOver) return;
      isOver = true;
      try {
        // A rejection that nobody hears of would end Node's process.
        Promise.resolve(iterator?.return?.()).catch(() => {});
      } catch {
        // The run has what it needs.
      }
    },
  };
}

function openerOf(source) {
  if (typeof source !== "object" || source === null) return undefined;
  for (const key of [Symbol.asyncIterator, Symbol.iterator]) {
    if (typeof source[key] === "function") return () => source[key]();
  }
  // Safari's streams are not iterable.
  if (typeof source.getReader === "function") {
    return () => {
      const reader = source.getReader();
      return { next: () => reader.read(), return: () => reader.cancel() };
    };
  }
  return undefined;
}

function isPromise(value) {
  return typeof value?.then === "function";
}
