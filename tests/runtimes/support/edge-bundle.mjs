// The part of an edge platform's bundler.
import { build } from "esbuild";

const modules = {
  name: "modules",
  setup(builder) {
    builder.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "modules" }));
    builder.onLoad({ filter: /.*/, namespace: "modules" }, () => ({ contents: "export default globalThis.wasm;" }));
  },
};

export function bundleForEdge(folder) {
  return build({
    entryPoints: [`${folder}/function.js`],
    outfile: `${folder}/dist/function.js`,
    ...{ bundle: true, format: "iife", conditions: ["edge-light", "browser"] },
    ...{ plugins: [modules], logLevel: "error" },
  });
}
