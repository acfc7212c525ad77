// README's pictures, kept in docs/images and compared loosely; `make test-page BLESS=1` takes them anew.
import type { Page } from "@playwright/test";
import { EXAMPLES } from "../../www/src/compose/examples.ts";
import { button, openBulk } from "./bulk-support.ts";
import { fragment } from "./fragment.ts";
import { expect, open, test } from "./support.ts";

/** Where `make demo` serves the page, so that no picture shows a port of a test. */
const DEMO = "http://127.0.0.1:8787";
const MARGIN = 14;
const NAMES = ["Mei", "Ada", "Grace", "João", "Noa"];

// High enough that nothing scrolls, and so wide that a picture with its margins has 1280 pixels.
test.use({ viewport: { width: 1331, height: 1500 } });

/** Takes these, from the left upper corner of the first on, in light and in dark. The size is fixed: fonts differ. */
async function picture(page: Page, name: string, selectors: string, height: number): Promise<void> {
  await page.mouse.move(0, 0);
  const boxes = await page.locator(selectors).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
  const clip = { x: left, y: top, width: 1280, height };
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page).toHaveScreenshot(`${name}${colorScheme === "dark" ? "-dark" : ""}.png`, { clip });
  }
}

test("the composer, with a list message as the contact sees it", async ({ page }) => {
  await open(page);
  await page.getByLabel("Chat through Connectly").getByRole("button", { name: "Choose a time" }).click();
  await expect(page.getByRole("dialog", { name: "Choose a time" })).toBeVisible();
  await picture(page, "composer", ".composer, .preview", 1160);
});

test("the four providers side by side: one refuses, one adapts", async ({ page, origin }) => {
  await page.route(`${DEMO}/**`, async (route) => {
    const response = await route.fetch({ url: route.request().url().replace(DEMO, origin) });
    await route.fulfill({ response });
  });
  const message = EXAMPLES.find(({ title }) => title === "List in reply to a message")?.message();
  expect(message).toBeDefined();
  await open(page, fragment("texter", message ?? {}, "reshape"), `${DEMO}/`);
  await expect(page.locator(".output .badge")).toHaveText(["Adapted", "Refused", "Carried as is", "Refused"]);
  await page.locator(".output-note").scrollIntoViewIfNeeded();
  await expect(page.locator(".output [class^=hljs]").first()).toBeVisible();
  await page.locator(".output").scrollIntoViewIfNeeded();
  await picture(page, "side-by-side", ".output", 1200);
});

test("a bulk run on its way, with failures", async ({ page }) => {
  test.slow();
  await openBulk(page, { to: "", content: { type: "text", text: "Hi {{name}}, {{reference}} is ready." } });
  const rows = Array.from({ length: 200 }, (_, at) => `+141555${60000 + at},${NAMES[at % NAMES.length]},A-${1001 + at}`);
  const buffer = Buffer.from(["phone,name,reference", ...rows].join("\n"));
  await page.getByLabel("CSV or TSV file").setInputFiles({ name: "orders.csv", mimeType: "text/csv", buffer });
  await page.getByLabel("At once").fill("10");
  await page.getByLabel("Fail one in").fill("17");
  // From here on no answer comes, so that the picture holds still.
  let passed = 0;
  let held = 0;
  await page.route("**/connectly/**", async (route) => {
    if (passed < 120) {
      passed += 1;
      await route.continue();
    } else held += 1;
  });
  await button(page, "Send 200 messages by Connectly").click();
  await expect.poll(() => held, { timeout: 100_000 }).toBeGreaterThanOrEqual(10);
  await picture(page, "bulk-run", ".bulk-make > *, .bulk-send > :first-child, .bulk-progress", 1000);
});
