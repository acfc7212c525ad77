// The module inside the JavaScript, a third larger: for bundlers that ship no .wasm file. Ready once imported.
import { base64 } from "./inline-wasm.js";
import { instantiate } from "./wasm.js";

instantiate(new WebAssembly.Module(decode(base64)));

function decode(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

export * from "./core.js";
/** Does nothing: the module is already running. */
export default async function init() {}
