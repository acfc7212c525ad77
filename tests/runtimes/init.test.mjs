// How the entry of browsers loads its module: once, from what it is given, and again after a failure.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertMet, settingOf } from "./support/met.mjs";
import { openBrowser, serve } from "./support/pages.mjs";
import { prepare } from "./support/projects.mjs";

const options = { timeout: 60_000 };
let pages, browser, page;

before(async () => {
  pages = await serve(prepare("page", "init"), {
    octets: () => ({ type: "application/octet-stream" }),
    parameter: () => ({ type: "application/wasm; charset=utf-8" }),
    page: () => ({ type: "text/html", body: "<!doctype html>" }),
    flaky: (count) => (count === 1 ? { status: 503 } : {}),
  });
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(pages.url);
}, options);

after(async () => {
  await browser?.close();
  pages?.close();
});

/** Plays the table on the entry at this address, in the page. */
async function plays(entry, sender) {
  const run = async ([entry, setting]) => {
    const { play } = await import("/checks/table.js");
    return play(await import(entry), setting);
  };
  await assertMet(await page.evaluate(run, [entry, settingOf(sender)]), { needsInit: true, sender });
}

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
  test(`the module loads under ${type}`, options, () => plays(`/fresh/${name}/browser.js`, name));
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

test("a page in place of the module is told, with what to do", options, async () => {
  const message = await page.evaluate(async () => {
    const { default: init } = await import("/fresh/page/browser.js");
    return init().catch((error) => error.message);
  });
  assert.match(message, /^sessage: a page came in place of the WebAssembly module from http.+sessage_bg\.wasm\. Give init/);
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
