// Every way in which a send can fail, in three runtimes over HTTP: what is told, and what the provider received.
import { after, before } from "node:test";
import { playsEveryCase, startServers } from "./support/faults.mjs";
import { entry } from "./support/hostile.mjs";
import { openBrowser, servePages } from "./support/pages.mjs";
import { startSimulator } from "./support/private.mjs";
import { play } from "./support/project/faults.js";
import { worker } from "./support/worker.mjs";

const sessage = await import(entry("node.js"));
let simulator, servers, setting, pages, browser, page, isolate;

before(async () => {
  simulator = await startSimulator({ login: false });
  servers = await startServers();
  setting = { simulator: simulator.url, configs: simulator.config, servers: servers.urls };
  pages = await servePages();
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(pages.url);
  isolate = await worker("faults-worker.js");
}, { timeout: 60_000 });

after(async () => {
  await isolate?.dispose();
  await browser?.close();
  pages?.close();
  servers?.stop();
  simulator?.stop();
});

const played = { servers: () => servers };
playsEveryCase("Node", { ...played, play: (chosen) => play(sessage, setting, chosen) });
playsEveryCase("Chromium", { ...played, play: inPage });
playsEveryCase("workerd", { ...played, play: inWorker });

function inPage(chosen) {
  const run = async ([setting, chosen]) => {
    const sessage = await import("/node_modules/sessage/browser.js");
    const { play } = await import("/faults.js");
    await sessage.default();
    return play(sessage, setting, chosen);
  };
  return page.evaluate(run, [setting, chosen]);
}

async function inWorker(chosen) {
  const body = JSON.stringify({ setting, chosen });
  return (await isolate.dispatchFetch("http://worker/", { method: "POST", body })).json();
}
