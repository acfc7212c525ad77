// A second build of the page takes the place of the first, kept by the service worker.
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import type { Page } from "@playwright/test";
import { expect, open, test as base } from "./support.ts";

const FOLDER = process.env["SESSAGE_PAGE"] ?? "build/www";
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** A host whose second build has every asset under another name, and nothing under the first. */
interface Host {
  address: string;
  deploy: () => void;
}

const ASSET = /(-[\w-]{8})(\.(?:js|css|wasm))/g;

async function answer(path: string, isSecond: boolean): Promise<{ type: string; body: Buffer | string }> {
  const isAsset = path.startsWith("/assets/");
  const isOfSecond = /-second\.\w+$/.test(path);
  if (isAsset && isOfSecond !== isSecond) throw new Error("of another build");
  const file = path === "/" ? "/index.html" : path.replace("-second.", ".");
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  const body = await readFile(FOLDER + file);
  if (!isSecond || !/html|javascript/.test(type)) return { type, body };
  const text = body.toString().replaceAll(ASSET, "$1-second$2");
  // The build tells by a hash that a page of the same name is another one.
  return { type, body: text.replace(/(url:"index\.html",revision:")\w+/, "$1second") };
}

const test = base.extend<{ host: Host }>({
  host: async ({}, use) => {
    let isSecond = false;
    const server: Server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://host");
      answer(pathname, isSecond).then(
        ({ type, body }) => response.writeHead(200, { "content-type": type, "cache-control": "no-cache" }).end(body),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    await use({ address: `http://127.0.0.1:${port}/`, deploy: () => (isSecond = true) });
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  },
});

test.use({ serviceWorkers: "allow" });

/** Opens the page, and waits until it is kept. */
async function keep(page: Page, host: Host): Promise<void> {
  await open(page, "", host.address);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** The name of the page's own script. */
const script = (page: Page) => page.locator("script[type=module]").last().getAttribute("src");

/** The builds whose page of capabilities is kept. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const parts = requests.flat().filter(({ url }) => /capabilities-[^/]+\.js$/.test(url));
    return parts.map(({ url }) => (url.includes("-second.") ? "second" : "first"));
  });

/** Puts the second build on the host, and has the browser look for one, as it does by itself after a while. */
async function update(page: Page, host: Host): Promise<void> {
  host.deploy();
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await expect.poll(() => kept(page)).toEqual(["second"]);
}

test("a reload shows the new build, though a page of the old one is open", async ({ page, context, host }) => {
  await keep(page, host);
  await open(await context.newPage(), "", host.address);
  await update(page, host);
  await page.reload();
  expect(await script(page)).toContain("-second.js");
  await expect(page.locator("html")).toHaveAttribute("data-package", "ready");
});

test("where a reload would lose what was typed, it is asked for", async ({ page, host }) => {
  await keep(page, host);
  await page.getByRole("link", { name: "Bulk", exact: true }).click();
  await page.getByLabel("CSV", { exact: true }).fill("phone,name");
  await update(page, host);
  const asked = page.waitForEvent("dialog");
  const pressed = page.getByRole("link", { name: "Capabilities", exact: true }).click();
  const dialog = await asked;
  expect(dialog.message()).toContain("There is a newer version of this page");
  await dialog.dismiss();
  await pressed;
  await page.getByRole("link", { name: "Bulk", exact: true }).click();
  await expect(page.getByLabel("CSV", { exact: true })).toHaveValue("phone,name");
});

test("a part that went with the old build brings the new one, at the place that was asked for", async ({ page, host }) => {
  await keep(page, host);
  await update(page, host);
  await page.getByRole("link", { name: "Capabilities", exact: true }).click();
  await expect(page.getByRole("heading", { name: "What each provider takes" })).toBeVisible();
  expect(await script(page)).toContain("-second.js");
});
