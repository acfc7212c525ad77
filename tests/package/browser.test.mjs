import assert from "node:assert/strict";
import { copyFileSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { at } from "../../scripts/shared.mjs";
import { consumer, installed } from "./support/consumer.mjs";
import { servePages } from "./support/pages.mjs";
import { assertSent, config } from "./support/simulator.mjs";

const options = { timeout: 60_000 };
let pages, browser, page;

before(async () => {
  pages = await servePages({
    octets: () => ({ type: "application/octet-stream" }),
    parameter: () => ({ type: "application/wasm; charset=utf-8" }),
    flaky: (count) => (count === 1 ? { status: 503 } : {}),
  });
  const { args } = JSON.parse(readFileSync(at("webdriver.json"), "utf8"))["goog:chromeOptions"];
  browser = await chromium.launch({ executablePath: process.env.CHROME, args });
  page = await browser.newPage();
  await page.goto(pages.url);
}, options);

after(async () => {
  await browser?.close();
  pages?.close();
});

/** Runs the scenario on the entry at this address, in the page. */
async function sends(entry, sender) {
  const run = async ([entry, configs, sender]) => {
    const sessage = await import(entry);
    const { scenario } = await import("/scenario.js");
    await sessage.default();
    return scenario(sessage, configs, sender);
  };
  await assertSent(await page.evaluate(run, [entry, config, sender]), sender);
}

test("a page loads the browser entry", options, () => sends("/node_modules/sessage/browser.js", "browser"));

test("a page loads the inlined module", options, () => sends("/node_modules/sessage/inline.js", "inline"));

test("a page loads a bundle, with the wasm beside it", options, async () => {
  await build({
    stdin: { contents: 'export { default } from "sessage"; export * from "sessage";', resolveDir: consumer },
    ...{
      bundle: true,
      format: "esm",
      platform: "browser",
      logLevel: "error",
      outfile: `${consumer}/bundle/app.js`,
    },
  });
  copyFileSync(`${installed}/sessage_bg.wasm`, `${consumer}/bundle/sessage_bg.wasm`);
  await sends("/bundle/app.js", "bundle");
});

test("a page loads a bundle that is no module, by the inlined entry", options, async () => {
  await build({
    stdin: { contents: 'export * from "sessage/inline";', resolveDir: consumer },
    ...{
      bundle: true,
      format: "iife",
      globalName: "sessage",
      logLevel: "error",
      outfile: `${consumer}/bundle/classic.js`,
    },
  });
  await page.addScriptTag({ url: "/bundle/classic.js" });
  assert.deepEqual(
    await page.evaluate(() =>
      sessage.validate({ to: "+14155552671", content: { type: "text", text: "Hello" } }, "islash"),
    ),
    [],
  );
});

test("a call before init says so", options, async () => {
  const code = await page.evaluate(async () => {
    const sessage = await import("/fresh/early/browser.js");
    try {
      sessage.validate({ to: "+14155552671", content: { type: "text", text: "Hello" } }, "islash");
    } catch (error) {
      return sessage.isSessageError(error) && error.code;
    }
  });
  assert.equal(code, "not_initialised");
});

test("importing the inlined entry initialises the browser entry too", options, async () => {
  const problems = await page.evaluate(async () => {
    const sessage = await import("/fresh/both/browser.js");
    await import("/fresh/both/inline.js");
    return sessage.validate({ to: "+14155552671", content: { type: "text", text: "Hello" } }, "islash");
  });
  assert.deepEqual(problems, []);
  assert.equal(pages.timesAsked("/fresh/both/sessage_bg.wasm"), 0);
});

test("many calls of init load the module once", options, async () => {
  await page.evaluate(async () => {
    const { default: init } = await import("/fresh/once/browser.js");
    await Promise.all([init(), init(), init()]);
    await init();
  });
  assert.equal(pages.timesAsked("/fresh/once/sessage_bg.wasm"), 1);
});

for (const [name, type] of [
  ["octets", "another MIME type"],
  ["parameter", "a MIME type with a parameter"],
]) {
  test(`the module loads under ${type}`, options, () => sends(`/fresh/${name}/browser.js`, name));
}

test("a load that failed may be tried again", options, async () => {
  const message = await page.evaluate(async () => {
    const { default: init } = await import("/fresh/flaky/browser.js");
    const failure = await init().then(
      () => "no failure",
      (error) => error.message,
    );
    await init();
    return failure;
  });
  assert.match(message, /HTTP 503/);
});

const sources = {
  string: () => "/node_modules/sessage/sessage_bg.wasm",
  url: () => new URL("/node_modules/sessage/sessage_bg.wasm", location.href),
  request: () => new Request("/node_modules/sessage/sessage_bg.wasm"),
  response: () => fetch("/node_modules/sessage/sessage_bg.wasm"),
  bytes: async () => (await fetch("/node_modules/sessage/sessage_bg.wasm")).arrayBuffer(),
  module: async () => WebAssembly.compileStreaming(fetch("/node_modules/sessage/sessage_bg.wasm")),
};
for (const [name, source] of Object.entries(sources)) {
  test(`init takes the module from: ${name}`, options, async () => {
    await page.evaluate(`(async () => {
      const sessage = await import("/fresh/from-${name}/browser.js");
      await sessage.default(await (${source})());
      sessage.validate({}, "islash");
    })()`);
    assert.equal(pages.timesAsked(`/fresh/from-${name}/sessage_bg.wasm`), 0);
  });
}

test("init refuses what is no source", options, async () => {
  const message = await page.evaluate(async () => {
    const { default: init } = await import("/fresh/wrong/browser.js");
    return init({}).catch((error) => error.message);
  });
  assert.match(message, /init takes/);
});
