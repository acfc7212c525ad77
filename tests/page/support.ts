// What every test of the page starts from: the page at its worker's simulator, watched for errors.
import { expect, test as base, type Page } from "@playwright/test";
import { firstPort } from "./playwright.config.ts";

type Fixtures = {
  /** The origin of this worker's simulator, which serves the page at `/`. */
  origin: string;
  /** What the page wrote to the console as an error, threw, or was refused by its policy. */
  errors: string[];
};

/** How many times slower the page runs: a test must not need a fast one. */
const slowdown = Number(process.env.SESSAGE_SLOWDOWN ?? 1);
if (!(slowdown >= 1)) throw new Error(`SESSAGE_SLOWDOWN is ${process.env.SESSAGE_SLOWDOWN}; it must be a number from 1 on`);

export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    if (slowdown > 1) {
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    }
    await page.addInitScript(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver((changes) => {
        for (const { target, addedNodes } of changes) {
          if (!(target instanceof Element) || !target.matches("[role=status]")) continue;
          for (const { textContent } of addedNodes) if (textContent) said.push(textContent.trim());
        }
      }).observe(document, { childList: true, subtree: true });
    });
    await use(page);
  },
  origin: async ({}, use, { parallelIndex }) => use(`http://127.0.0.1:${firstPort + parallelIndex}`),
  baseURL: async ({ origin }, use) => use(origin),
  errors: [
    async ({ page, request, origin }, use) => {
      await request.post(`${origin}/_simulator/reset`);
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (entry) => {
        if (entry.type() === "error" && !expected(entry.text())) errors.push(entry.text());
      });
      await use(errors);
      expect(errors, "the page never logs an error").toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };

/** What the page has said aloud since it was loaded, in order. On the page itself, words soon make way for others. */
export const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { said: string[] }).said);

/** Waits until the page has said something with these words. */
export const expectSaid = (page: Page, words: string): Promise<void> =>
  expect.poll(() => said(page)).toContainEqual(expect.stringContaining(words));

/** Chromium itself logs each answer that a test makes fail; the page cannot keep it from that. */
const expected = (text: string) => /^Failed to load resource: /.test(text);

/** Opens the page and waits until the package can be called. */
export async function open(page: Page, fragment = "", path = "/"): Promise<void> {
  await page.goto(`${path}${fragment}`);
  await expect(page.locator("main")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-package", "ready");
}
