// Browsers, bundled or not. The URL is written out here, in this form, because bundlers look for it to ship the file.
import { isReady, load } from "./wasm.js";

export * from "./core.js";

/** Loads the module once; later calls do nothing. */
export default function init(source) {
  if (isReady()) return Promise.resolve();
  return load(source ?? new URL("./sessage_bg.wasm", import.meta.url));
}
