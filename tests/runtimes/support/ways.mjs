// The ways in which a project is run. Each takes the project's folder, the setting for the table, the row's own settings
// and the browser, and gives what the table gave.
import assert from "node:assert/strict";
import { copyFileSync, readFileSync } from "node:fs";
import { EdgeRuntime } from "edge-runtime";
import { Miniflare } from "miniflare";
import { createServer } from "vite";
import { filesBelow } from "../../../scripts/shared.mjs";
import { playInPage, serve } from "./pages.mjs";
import { program as run } from "./program.mjs";
import { bundleWorker } from "./worker.mjs";

/** A program that takes the setting as its last argument and prints the results. */
export async function program(folder, setting, { command }) {
  return JSON.parse(await run(folder, [...command, JSON.stringify(setting)]));
}

/**
 * A page of a static host, after `build` if there is one. `isBeside`: the bundler leaves it to its user to copy the wasm.
 * A bundle comes with one wasm where init loads it, else with none.
 */
export async function page(folder, setting, { build, output = "", isBeside = false, needsInit }, browser) {
  if (build) await run(folder, build);
  if (isBeside) copyFileSync(`${folder}/node_modules/sessage/sessage_bg.wasm`, `${folder}/dist/sessage_bg.wasm`);
  if (build) {
    const shipped = filesBelow(`${folder}/dist`).filter((file) => file.endsWith(".wasm"));
    assert.equal(shipped.length, needsInit ? 1 : 0, `the bundle comes with ${shipped}`);
  }
  const site = await serve(`${folder}${output}`);
  try {
    return await playInPage(browser, site.url, setting);
  } finally {
    site.close();
  }
}

/** A page that Vite serves while it is being worked on. */
export async function viteDev(folder, setting, _, browser) {
  const server = await createServer({ root: folder, server: { host: "127.0.0.1", port: 0 }, logLevel: "warn" });
  try {
    await server.listen();
    return await playInPage(browser, server.resolvedUrls.local[0], setting);
  } finally {
    await server.close();
  }
}

/** A Worker, bundled by wrangler as for an upload, run in workerd. */
export async function worker(folder, setting) {
  // `cf`: else it asks the network what a request would say of its sender.
  const miniflare = new Miniflare({ ...(await bundleWorker(folder)), cf: false });
  try {
    return await answered(miniflare.dispatchFetch("http://worker/", asking(setting)));
  } finally {
    await miniflare.dispose();
  }
}

/** An edge function. Its platform's bundler compiles what is imported with "?module" and hands it over as a global. */
export async function edge(folder, setting, { build }) {
  await build(folder);
  const wasm = new WebAssembly.Module(readFileSync(`${folder}/node_modules/sessage/sessage_bg.wasm`));
  const runtime = new EdgeRuntime({
    initialCode: readFileSync(`${folder}/dist/function.js`, "utf8"),
    extend: (context) => Object.assign(context, { wasm }),
  });
  return answered(runtime.dispatchFetch("http://edge/", asking(setting)));
}

const asking = (setting) => ({ method: "POST", body: JSON.stringify(setting) });

async function answered(response) {
  const text = await (await response).text();
  if ((await response).status !== 200) throw new Error(text);
  return JSON.parse(text);
}
