// Browsers, bundled or not. The URL is written out here, in this form, because bundlers look for it to ship the file.
import { isReady, load } from "./wasm.js";

export * from "./core.js";

// Async, so that an address that cannot be made, as in a classic script, is a rejection too.
/** Loads the module once; later calls do nothing. */
export default async function init(source) {
  if (isReady()) return;
  await load(source ?? new URL("./sessage_bg.wasm", import.meta.url));
}
