// A file of the consumer project, run in workerd.
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { consumer, installed } from "./consumer.mjs";

/** A Worker of one isolate that runs the file, with what else Miniflare is to give it. */
export async function worker(file, surroundings = {}) {
  // By the conditions of the platform's own bundler, the wasm left as an import.
  const { outputFiles } = await build({
    entryPoints: [`${consumer}/${file}`],
    ...{ bundle: true, format: "esm", conditions: ["workerd", "worker", "browser"] },
    ...{ external: ["./sessage_bg.wasm", "cloudflare:workers"], write: false, logLevel: "error" },
  });
  return new Miniflare({
    ...surroundings,
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
