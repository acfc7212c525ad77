// Vercel and Next.js edge functions: as workerd.js, but their bundlers know a compiled module by "?module".
import wasm from "./sessage_bg.wasm?module";
import { instantiate } from "./wasm.js";

instantiate(wasm);

export * from "./core.js";
/** Does nothing: the module is already running. */
export default async function init() {}
