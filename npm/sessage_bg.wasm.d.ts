/** The compiled module, for `init` in runtimes and bundlers that import WebAssembly themselves. */
declare const module: WebAssembly.Module;
export default module;
