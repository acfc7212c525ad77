// Runs of many messages and failing over in a page and in a Worker.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { entry, options } from "./support/hostile.mjs";
import { openBrowser, servePages } from "./support/pages.mjs";
import { startSimulator } from "./support/private.mjs";
import { runs } from "./support/project/bulk.js";
import { worker } from "./support/worker.mjs";

const sessage = await import(entry("node.js"));
let simulator, pages, browser, page, isolate;
before(async () => {
  simulator = await startSimulator({ login: false });
  pages = await servePages();
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(pages.url);
  isolate = await worker("bulk-worker.js");
}, options);
beforeEach(() => simulator.reset());
after(async () => {
  await isolate?.dispose();
  await browser?.close();
  pages?.close();
  simulator?.stop();
});

const runtimes = {
  Node: (name) => runs[name](sessage, simulator.config),
  Chromium: (name) =>
    page.evaluate(
      async ([name, configs]) => {
        const sessage = await import("/node_modules/sessage/browser.js");
        const { runs } = await import("/bulk.js");
        await sessage.default();
        return runs[name](sessage, configs);
      },
      [name, simulator.config],
    ),
  async workerd(name) {
    const body = JSON.stringify({ name, configs: simulator.config });
    const response = await isolate.dispatchFetch("http://worker/", { method: "POST", body });
    return response.json();
  },
};

for (const [runtime, run] of Object.entries(runtimes)) {
  for (const source of ["array", "generator", "async generator", "stream"]) {
    test(`${runtime}: from ${source}`, options, async () => {
      assert.deepEqual(await run(source), { sent: 24, indexes: Array.from({ length: 24 }, (_, index) => index) });
      assert.equal((await simulator.received()).length, 24);
    });
  }

  test(`${runtime}: left and resumed`, options, async () => {
    const { sent, checkpoint } = await run("resumed");
    assert.equal(sent, 24);
    assert.equal(checkpoint.version, 2);
    const texts = (await simulator.received()).map(({ body }) => body.value.message.text);
    assert.deepEqual([texts.length, new Set(texts).size], [24, 24]);
  });

  test(`${runtime}: aborted, with no Error for a reason`, options, async () => {
    const { ended, taken } = await run("aborted");
    assert.deepEqual([ended, taken < 24], [true, true]);
  });

  test(`${runtime}: a source that throws`, options, async () => {
    assert.deepEqual(await run("throwing"), { thrown: "the source's own", sent: 0 });
  });

  test(`${runtime}: a broadcast`, options, async () => {
    assert.equal((await run("broadcast")).sent, 24);
    assert.equal((await simulator.received()).length, 24);
  });

  test(`${runtime}: the second client sends`, options, async () => {
    await simulator.fault({ provider: "connectly", status: 401, body: "" });
    assert.deepEqual(await run("failover"), { provider: "islash", attempts: 2 });
  });
}
