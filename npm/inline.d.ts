/** As `"sessage"`, with the module inside the JavaScript: for bundlers that ship no .wasm file. `init` does nothing. */
export * from "./index.js";
export { default } from "./index.js";
