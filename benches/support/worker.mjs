// The starters in workerd, each bundled into a Worker of its own.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

const pkg = fileURLToPath(new URL("../../pkg/", import.meta.url));
const wasm = { type: "CompiledWasm", path: "sessage_bg.wasm", contents: readFileSync(`${pkg}sessage_bg.wasm`) };

/** The modules of a Worker that answers once the starter of this file has built its first body. */
export async function modulesFor(file) {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { start } from ${JSON.stringify(file)};
        export default { fetch: async () => new Response((await start()) ? "built" : "nothing") };`,
      resolveDir: pkg,
    },
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    external: ["./sessage_bg.wasm"],
    // As a project's bundler finds this entry, by its condition.
    plugins: [
      {
        name: "entry",
        setup: ({ onResolve }) =>
          onResolve({ filter: /\/pkg\/node\.js$/ }, () => ({ path: `${pkg}workerd.js` })),
      },
    ],
    logLevel: "error",
    write: false,
  });
  const contents = outputFiles[0].text;
  const script = { type: "ESModule", path: "worker.js", contents };
  return contents.includes("sessage_bg.wasm") ? [script, wasm] : [script];
}

/** The milliseconds that a Worker takes from nothing to its first answer. */
export async function startWorker(modules) {
  const began = performance.now();
  const miniflare = new Miniflare({
    compatibilityDate: "2026-04-01",
    modules,
  });
  const response = await miniflare.dispatchFetch("http://worker/");
  const answer = await response.text();
  const ms = performance.now() - began;
  await miniflare.dispose();
  if (answer !== "built") throw new Error(answer);
  return ms;
}
