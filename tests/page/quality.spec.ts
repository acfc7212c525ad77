import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { goToSend } from "./send-support.ts";
import { expect, open, test } from "./support.ts";

const VIEWS = ["compose", "bulk", "capabilities"];
const KINDS = ["text", "image", "video", "audio", "document", "sticker", "album", "location", "contacts"]
  .concat(["buttons", "list", "template"]);
const SIZES = { phone: { width: 360, height: 740 }, wide: { width: 1600, height: 1000 } };

/** What axe finds, in a line each. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`));
}

for (const theme of ["light", "dark"] as const) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const view of VIEWS) {
      test(`axe finds nothing: ${view}, ${theme}, ${size}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme: theme });
        await page.setViewportSize(viewport);
        await open(page, `#view=${view}`);
        await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
        // What is loaded when it comes near is looked at too.
        if (view === "compose") await goToSend(page);
        expect(await findings(page)).toEqual([]);
      });
    }
  }
}

for (const [theme, system] of [
  ["light", "dark"],
  ["dark", "light"],
] as const) {
  test(`axe finds nothing: ${theme} chosen where the system is ${system}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: system });
    await open(page);
    await page.getByLabel("Theme").selectOption(theme);
    await expect(page.locator("html")).toHaveCSS("color-scheme", theme);
    await goToSend(page);
    expect(await findings(page)).toEqual([]);
  });
}

for (const kind of KINDS) {
  test(`axe finds nothing: the form of ${kind}`, async ({ page }) => {
    await open(page);
    const kinds = page.getByRole("group", { name: "Kind of content" });
    await kinds.getByRole("radio", { name: new RegExp(`^${kind}`, "i") }).check();
    expect(await findings(page)).toEqual([]);
  });
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const view of VIEWS) {
    test(`nothing sticks out at the side: ${view}, ${size}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await open(page, `#view=${view}`);
      if (view === "compose") await goToSend(page);
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      // The gutter kept for a scroll bar may make the page narrower, never wider.
      expect(scroll).toBeLessThanOrEqual(client);
    });
  }
}

test("a first load is under its budget, and brings no editor, parser, highlighter or sending before its use", async ({
  browser,
  origin,
}) => {
  const budgets = JSON.parse(readFileSync("scripts/size-budget.json", "utf8")) as Record<string, number>;
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const bodies: Promise<[string, number]>[] = [];
  page.on("response", (response) => {
    bodies.push(response.body().then((body) => [new URL(response.url()).pathname, brotliCompressSync(body).length]));
  });
  await page.goto(origin, { waitUntil: "networkidle" });
  await expect(page.locator("html")).toHaveAttribute("data-package", "ready");
  const loaded = new Map(await Promise.all(bodies));
  expect([...loaded.keys()].filter((path) => /editor|papaparse|highlight|send|bulk/.test(path))).toEqual([]);
  const total = [...loaded.values()].reduce((sum, size) => sum + size, 0);
  expect(total, JSON.stringify([...loaded])).toBeLessThanOrEqual(budgets["first load of the demo page"] ?? 0);
  await context.close();
});

test("nothing moves while the page loads", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await open(page);
  await page.waitForLoadState("networkidle");
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  // What Chromium calls good is below 0.1.
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02);
});

test("the policy allows wasm, and nothing inline", async ({ page, errors }) => {
  await open(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(policy).toContain("style-src 'self';");
  expect(policy).toContain("default-src 'none';");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.head.append(script);
    return "ran" in window;
  });
  expect(ran).toBe(false);
  expect(errors.splice(0)).toEqual([expect.stringContaining("Content Security Policy")]);
});

test("the theme follows the system until one is chosen, and the choice stays", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await open(page);
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await background()).not.toBe(light);
  await page.getByLabel("Theme").selectOption("light");
  expect(await background()).toBe(light);
  await page.reload();
  expect(await background()).toBe(light);
});
