// A server of one folder's files, as any static host serves them, and the browser that opens its pages.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, normalize } from "node:path";
import { chromium } from "playwright-core";
import { at } from "../../../scripts/shared.mjs";

const types = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".html": "text/html",
};
const blank = "<!doctype html><title>sessage</title>";

/**
 * Serves a folder. Below /fresh/NAME/ lies its installed package under an address of its own, so that each use starts
 * from a module graph that nothing has initialised; `answers[NAME]` may decide how the wasm there is served:
 * (count) => ({ status, type, body }).
 */
export async function serve(folder, answers = {}) {
  const asked = new Map();
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://pages").pathname));
    const count = (asked.get(path) ?? 0) + 1;
    asked.set(path, count);
    const [, name, file] = /^\/fresh\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const { status = 200, type, body = await read(folder, fileAt(path, file)) } =
      (path.endsWith(".wasm") && answers[name]?.(count)) || {};
    if (body === undefined && path !== "/") return response.writeHead(404).end();
    const usual = path === "/" ? types[".html"] : types[extname(path)];
    response.writeHead(status, { "Content-Type": type ?? usual ?? "application/octet-stream" }).end(body ?? blank);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    timesAsked: (path) => asked.get(path) ?? 0,
    close: () => server.close(),
  };
}

const fileAt = (path, file) => (path === "/" ? "/index.html" : file ? `/node_modules/sessage/${file}` : path);
const read = (folder, path) => readFile(`${folder}${path}`).catch(() => undefined);

export function openBrowser() {
  const { args } = JSON.parse(readFileSync(at("webdriver.json"), "utf8"))["goog:chromeOptions"];
  return chromium.launch({ executablePath: process.env.CHROME, args });
}

/** Opens a page that plays the table. A module that is not found throws nothing in the page, so it is watched for. */
export async function playInPage(browser, url, setting) {
  const page = await browser.newPage();
  try {
    const broken = new Promise((_, reject) => {
      page.once("pageerror", reject);
      page.on("response", (answer) => {
        const isScript = answer.request().resourceType() === "script";
        if (isScript && !answer.ok()) reject(new Error(`${answer.status()} ${answer.url()}`));
      });
    });
    const play = async () => {
      await page.goto(url);
      await page.waitForFunction(() => globalThis.run);
      return page.evaluate((setting) => run(setting), setting);
    };
    return await Promise.race([play(), broken]);
  } finally {
    await page.close();
  }
}
