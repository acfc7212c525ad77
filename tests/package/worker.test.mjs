import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { at } from "../../scripts/shared.mjs";
import { installed } from "./support/consumer.mjs";
import { assertSent, config } from "./support/simulator.mjs";
import { bundle, worker } from "./support/worker.mjs";

const options = { timeout: 60_000 };

test("workerd runs it", options, async () => {
  const miniflare = await worker("worker.js");
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
  await bundle("worker.js", ["edge-light", "browser"], { plugins: [platform], outfile });
  const { default: edge } = await import(pathToFileURL(outfile));
  const response = await edge.fetch(
    new Request("http://edge/", {
      method: "POST",
      body: JSON.stringify({ configs: config, sender: "edge-light" }),
    }),
  );
  await assertSent(await response.json(), "edge-light");
});
