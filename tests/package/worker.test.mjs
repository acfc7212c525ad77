import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { at } from "../../scripts/shared.mjs";
import { consumer, installed } from "./support/consumer.mjs";
import { assertSent, config } from "./support/simulator.mjs";

const options = { timeout: 60_000 };

/** Bundles worker.js as the platform's own bundler does: by its conditions, the wasm left as an import. */
function bundle(conditions, settings) {
  return build({
    entryPoints: [`${consumer}/worker.js`],
    bundle: true,
    format: "esm",
    conditions,
    logLevel: "error",
    ...settings,
  });
}

test("workerd runs it", options, async () => {
  const external = ["./sessage_bg.wasm"];
  const { outputFiles } = await bundle(["workerd", "worker", "browser"], { external, write: false });
  const miniflare = new Miniflare({
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
  try {
    const response = await miniflare.dispatchFetch("http://worker/", {
      method: "POST",
      body: JSON.stringify({ configs: config, sender: "workerd" }),
    });
    assert.equal(response.status, 200, await response.clone().text());
    await assertSent(await response.json(), "workerd");
  } finally {
    await miniflare.dispose();
  }
});

// Here the part of the platform is played: what it does is compile every import that ends in "?module".
test("the edge-light entry runs on a module that the platform compiled", options, async () => {
  const platform = {
    name: "edge-light",
    setup(builder) {
      builder.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "edge-light" }));
      builder.onLoad({ filter: /.*/, namespace: "edge-light" }, ({ path }) => {
        const bytes = readFileSync(`${installed}/${path.replace("?module", "")}`).toString("base64");
        return {
          contents: `export default new WebAssembly.Module(Uint8Array.from(atob("${bytes}"), (c) => c.charCodeAt(0)));`,
        };
      });
    },
  };
  const outfile = at("build/consumer/edge-light.bundle.mjs");
  await bundle(["edge-light", "browser"], { plugins: [platform], outfile });
  const { default: worker } = await import(pathToFileURL(outfile));
  const response = await worker.fetch(
    new Request("http://edge/", {
      method: "POST",
      body: JSON.stringify({ configs: config, sender: "edge-light" }),
    }),
  );
  await assertSent(await response.json(), "edge-light");
});
