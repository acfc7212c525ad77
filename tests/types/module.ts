// The compiled module, where types know WebAssembly at all.
import module from "sessage/sessage_bg.wasm";

export const compiled: WebAssembly.Module = module;
export const instance = new WebAssembly.Instance(module);
// @ts-expect-error: a module is no address
export const address: string = module;
