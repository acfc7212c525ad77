// Node, and through its "node" condition Deno and Bun. Read and compiled synchronously, so the package is ready once
// imported, and require() works.
import { readFileSync } from "node:fs";
import { instantiate } from "./wasm.js";

instantiate(new WebAssembly.Module(readFileSync(new URL("./sessage_bg.wasm", import.meta.url))));

export * from "./core.js";
/** Does nothing: the module is already running. */
export default async function init() {}
