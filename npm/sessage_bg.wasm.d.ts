// Node's own types know no WebAssembly.
type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : object;

/** The compiled module, for `init` in runtimes and bundlers that import WebAssembly themselves. */
declare const module: CompiledModule;
export default module;
