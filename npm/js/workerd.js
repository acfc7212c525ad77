// Cloudflare Workers: compiling bytes is forbidden there, so the bundler hands over the compiled module.
import wasm from "./sessage_bg.wasm";
import { instantiate } from "./wasm.js";

instantiate(wasm);

export * from "./core.js";
/** Does nothing: the module is already running. */
export default async function init() {}
