// Files of the consumer project, bundled for a platform and run in workerd.
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { consumer, installed } from "./consumer.mjs";

/** Bundles a file as the platform's own bundler does: by its conditions, the wasm left as an import. */
export function bundle(file, conditions, settings) {
  return build({
    entryPoints: [`${consumer}/${file}`],
    bundle: true,
    format: "esm",
    conditions,
    logLevel: "error",
    ...settings,
  });
}

/** A Worker of one isolate that runs the file. */
export async function worker(file) {
  const external = ["./sessage_bg.wasm"];
  const { outputFiles } = await bundle(file, ["workerd", "worker", "browser"], { external, write: false });
  return new Miniflare({
    compatibilityDate: "2026-04-01",
    modules: [
      { type: "ESModule", path: "worker.js", contents: outputFiles[0].text },
      {
        type: "CompiledWasm",
        path: "sessage_bg.wasm",
        contents: readFileSync(`${installed}/sessage_bg.wasm`),
      },
    ],
  });
}
