// The one place that turns sessage_bg.wasm into a running module. The entries (node.js, workerd.js, edge-light.js,
// browser.js, inline.js) differ only in where they find it. No top-level await anywhere: Safari mishandles it, bundlers
// deadlock on it, and it would keep Node's require() from loading this package.
import * as glue from "./sessage_bg.js";

let ready = false;
let loading;

export function isReady() {
  return ready;
}

/** Starts the module at once, where the runtime hands one over or lets it be compiled synchronously. */
export function instantiate(module) {
  if (!ready) start(new WebAssembly.Instance(module, imports()));
}

/**
 * Loads the module in the background: one load however many ask, and a load that failed may be asked for again.
 * `source` is a URL, a string, a Request, a Response, bytes, a WebAssembly.Module, or a promise of one.
 */
export function load(source) {
  if (ready) return Promise.resolve();
  loading ??= compile(source)
    .then((module) => WebAssembly.instantiate(module, imports()))
    .then((instance) => {
      // An inline entry may have started the module meanwhile; a second start would pull it from under living objects.
      if (!ready) start(instance);
    })
    .finally(() => {
      loading = undefined;
    });
  return loading;
}

function imports() {
  return { "./sessage_bg.js": glue };
}

function start(instance) {
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  ready = true;
}

// Kinds are told by tag and shape: `instanceof` is false for what another frame or realm made.
async function compile(source) {
  const given = await source;
  const tag = Object.prototype.toString.call(given);
  if (tag === "[object WebAssembly.Module]") return given;
  if (ArrayBuffer.isView(given) || tag === "[object ArrayBuffer]" || tag === "[object SharedArrayBuffer]") {
    return WebAssembly.compile(given);
  }
  if (tag === "[object Response]") return compileResponse(given);
  if (typeof given === "string" || tag === "[object URL]" || tag === "[object Request]") {
    return compileResponse(await fetch(given));
  }
  throw new TypeError("sessage: init takes a URL, a Request, a Response, bytes or a WebAssembly.Module");
}

async function compileResponse(response) {
  if (!response.ok) {
    throw new Error(
      `sessage: the WebAssembly module could not be loaded: HTTP ${response.status} from ${response.url || "its source"}`,
    );
  }
  // compileStreaming takes no other MIME type and no parameter beside it. Servers that send another one are common.
  const type = response.headers.get("Content-Type")?.trim().toLowerCase();
  if (type === "application/wasm" && WebAssembly.compileStreaming)
    return WebAssembly.compileStreaming(response);
  const bytes = await response.arrayBuffer();
  // Servers of single-page apps answer with their page to whatever they do not find.
  if (new Uint8Array(bytes)[0] === "<".charCodeAt(0)) {
    throw new Error(
      `sessage: a page came in place of the WebAssembly module from ${response.url}. ` +
        'Give init its address; for the dev server of Vite 7, set optimizeDeps.exclude to ["sessage"].',
    );
  }
  return WebAssembly.compile(bytes);
}
