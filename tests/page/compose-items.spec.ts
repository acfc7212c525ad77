// The items of a list as a person puts them in order: by mouse, by finger, by key, and by button.
import type { Locator, Page } from "@playwright/test";
import { expectAt, group, openJson, panel, useExample, view } from "./compose.ts";
import { fragment } from "./fragment.ts";
import { expect, expectSaid, open, test } from "./support.ts";

const AM = { id: "am", title: "Morning", description: "9:00 to 12:00" };
const PM = { id: "pm", title: "Afternoon", description: "13:00 to 18:00" };
const DAY = { id: "fri", title: "All day" };

// Without it, the page scrolls on while a place is measured.
test.use({ contextOptions: { reducedMotion: "reduce" } });
test.beforeEach(async ({ page }) => open(page));

const expectRows = (page: Page, ...rows: unknown[]) => expectAt(page, "/content/sections/0/rows", rows);
const handle = (within: Page | Locator, name: string) => within.getByRole("button", { name: new RegExp(`^${name} of `) });

test.describe("by key and button", () => {
  test("an item is moved by the arrow keys, and the focus goes along", async ({ page }) => {
    await handle(page, "Row 2").press("ArrowUp");
    await expectRows(page, PM, AM);
    await expect(handle(page, "Row 1")).toBeFocused();
    await page.keyboard.press("End");
    await expectSaid(page, "Row moved to place 2 of 2");
    await expectRows(page, AM, PM);
  });

  test("an item is removed, and the focus stays near", async ({ page }) => {
    await page.getByRole("button", { name: "Remove Row 1" }).click();
    await expectRows(page, PM);
    await expect(handle(page, "Row 1")).toBeFocused();
    await page.getByRole("button", { name: "Remove Row 1" }).click();
    await expectRows(page);
    await expect(page.getByRole("button", { name: "Add row" })).toBeFocused();
  });
});

/** The item that a handle moves. */
const itemOf = (grip: Locator) => grip.locator("xpath=ancestor::li[1]");

/** Both ends of a drag: the middle of the handle, and a place within the other item, in shares of its size. */
async function ends(grip: Locator, target: Locator, share: number) {
  // The whole list comes into view: a pointer outside the window hits nothing.
  await itemOf(grip).locator("xpath=..").evaluate((list) => list.scrollIntoView({ block: "start" }));
  const [from, to] = [await grip.boundingBox(), await target.boundingBox()];
  if (!from || !to) throw new Error("neither end may be hidden");
  return {
    from: { x: from.x + from.width / 2, y: from.y + from.height / 2 },
    to: { x: to.x + 30, y: to.y + to.height * share },
  };
}

/** Presses the mouse on the handle and moves it to the place, without letting go. */
async function press(page: Page, grip: Locator, target: Locator, share: number): Promise<void> {
  const { from, to } = await ends(grip, target, share);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
}

test("what is typed right after adding a row goes into it, however slowly the page draws", async ({ page }) => {
  const label = await page.getByRole("button", { name: "Add row" }).evaluate(async (button: HTMLElement) => {
    button.click();
    await Promise.resolve();
    return (document.activeElement as HTMLInputElement).labels?.[0]?.textContent;
  });
  expect(label).toBe("Title");
});

const UPPER = 0.2;
const LOWER = 0.8;

test.describe("by mouse", () => {
  const THREE = [AM, PM, { id: "row1", title: "Evening" }] as const;
  const [FIRST, SECOND, THIRD] = THREE;
  for (const { name, from, to, share, rows } of [
    { name: "the last to the top", from: "Row 3", to: "Row 1", share: UPPER, rows: [THIRD, FIRST, SECOND] },
    { name: "the last between the others", from: "Row 3", to: "Row 1", share: LOWER, rows: [FIRST, THIRD, SECOND] },
    { name: "the first to the end", from: "Row 1", to: "Row 3", share: LOWER, rows: [SECOND, THIRD, FIRST] },
    { name: "the first between the others", from: "Row 1", to: "Row 3", share: UPPER, rows: [SECOND, FIRST, THIRD] },
  ]) {
    test(`rows of a section: ${name}`, async ({ page }) => {
      await page.getByRole("button", { name: "Add row" }).click();
      await page.keyboard.type("Evening");
      await expectRows(page, ...THREE);
      await press(page, handle(page, from), itemOf(handle(page, to)), share);
      await expect(itemOf(handle(page, from))).toHaveClass("reorder-dragged");
      await page.mouse.up();
      await expectSaid(page, `Row moved to place ${rows.indexOf(from === "Row 1" ? FIRST : THIRD) + 1} of 3`);
      await expectRows(page, ...rows);
    });
  }

  test("sections go with all their rows, and rows stay in their section", async ({ page }) => {
    await useExample(page, "List in reply to a message");
    const before = { title: "Tomorrow", rows: [AM, PM] };
    const friday = { title: "Friday", rows: [DAY] };
    await expectAt(page, "/content/sections", [before, friday]);
    // By the bar beside the handle.
    const bar = group(page, "Section 2").locator("xpath=preceding-sibling::*").locator(".reorder-place");
    await press(page, bar, itemOf(handle(page, "Section 1")), 0.05);
    await page.mouse.up();
    await expectAt(page, "/content/sections", [friday, before]);
    const tomorrow = group(page, "Section 2");
    await press(page, handle(tomorrow, "Row 2"), itemOf(handle(tomorrow, "Row 1")), UPPER);
    await page.mouse.up();
    await expectAt(page, "/content/sections", [friday, { ...before, rows: [PM, AM] }]);
  });

  test("the place where it would go is marked, and only there", async ({ page }) => {
    const row = itemOf(handle(page, "Row 1"));
    await press(page, handle(page, "Row 2"), row, UPPER);
    await expect(row).toHaveClass("reorder-before");
    await page.mouse.up();
    await expect(panel(page).locator(".reorder-before, .reorder-after, .reorder-dragged")).toHaveCount(0);
  });

  for (const { name, end } of [
    { name: "Escape", end: (page: Page) => page.keyboard.press("Escape") },
    { name: "a drop outside the list", end: (page: Page) => page.mouse.move(1300, 300, { steps: 4 }) },
    {
      name: "a drop where it was",
      end: async (page: Page) => {
        const box = await itemOf(handle(page, "Row 2")).boundingBox();
        await page.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + 20, { steps: 4 });
      },
    },
  ]) {
    test(`${name} changes nothing`, async ({ page }) => {
      await press(page, handle(page, "Row 2"), itemOf(handle(page, "Row 1")), UPPER);
      await expect(itemOf(handle(page, "Row 1"))).toHaveClass("reorder-before");
      await end(page);
      await expect(itemOf(handle(page, "Row 1"))).not.toHaveClass("reorder-before");
      await page.mouse.up();
      await expectSaid(page, "Row stays at place 2");
      // A later change is in the address, so an earlier one would be too.
      await panel(page).getByLabel("Section title").fill("Soon");
      await expectAt(page, "/content/sections", [{ title: "Soon", rows: [AM, PM] }]);
    });
  }

  test("a click on the handle moves nothing and takes the focus", async ({ page }) => {
    await handle(page, "Row 2").click();
    await expect(handle(page, "Row 2")).toBeFocused();
    await expectRows(page, AM, PM);
  });

  test("the page scrolls along with a drag to its edge", async ({ page }) => {
    await page.setViewportSize({ width: 900, height: 420 });
    await press(page, handle(page, "Row 1"), itemOf(handle(page, "Row 1")), UPPER);
    const before = await page.evaluate(() => scrollY);
    await page.mouse.move(100, 415);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 100);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expectRows(page, AM, PM);
  });
});

test.describe("by finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 780 } });

  /** Draws a finger over the screen. */
  async function swipe(page: Page, { from, to }: Awaited<ReturnType<typeof ends>>): Promise<void> {
    const browser = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
      browser.send("Input.dispatchTouchEvent", { type, touchPoints });
    await touch("touchStart", [from]);
    for (const share of [0.2, 0.5, 0.8, 1]) {
      await touch("touchMove", [{ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }]);
    }
    await touch("touchEnd", []);
  }

  test("the handle drags", async ({ page }) => {
    await swipe(page, await ends(handle(page, "Row 2"), itemOf(handle(page, "Row 1")), UPPER));
    await expectRows(page, PM, AM);
  });

  test("the bar beside it scrolls the page", async ({ page }) => {
    const bar = itemOf(handle(page, "Row 2")).locator(".reorder-place");
    const drawn = await ends(bar, itemOf(handle(page, "Row 1")), UPPER);
    const before = await page.evaluate(() => scrollY);
    await swipe(page, drawn);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before);
    await expectRows(page, AM, PM);
  });

  test("an item steps up and down by its buttons", async ({ page }) => {
    await page.getByRole("button", { name: "Move Row 1 down" }).tap();
    await expectRows(page, PM, AM);
    await page.getByRole("button", { name: "Move Row 2 up" }).tap();
    await expectRows(page, AM, PM);
    await expect(page.getByRole("button", { name: "Move Row 1 up" })).toBeDisabled();
  });
});

test.describe("what was left in an item stays that item's own", () => {
  const [ROSES, TULIPS, LILIES] = ["roses", "tulips", "lilies"].map((name) => `https://example.com/${name}.jpg`);
  const album = (...urls: unknown[]) => urls.map((url) => ({ type: "image", url }));
  const item = (page: Page, number: number) => group(page, `Item ${number}`);
  const source = (page: Page, number: number, name: string) =>
    item(page, number).getByRole("radio", { name, exact: true });
  const address = (page: Page, number: number) => item(page, number).getByLabel("Address of the file");

  test.beforeEach(async ({ page }) => {
    const content = { type: "album", items: album(ROSES, TULIPS, LILIES) };
    await open(page, fragment("texter", { to: "+14155552671", content }));
    // The first item has had a file, and went back to its address.
    await source(page, 1, "File").check();
    const buffer = Buffer.alloc(2048);
    await item(page, 1).locator("input[type=file]").setInputFiles({ name: "rose.png", mimeType: "image/png", buffer });
    await expect(item(page, 1)).toContainText("rose.png, image/png, 2 KB");
    await source(page, 1, "Address").check();
    await expect(address(page, 1)).toHaveValue(ROSES ?? "");
  });

  test("when it is moved", async ({ page }) => {
    await page.getByRole("button", { name: "Move Item 1 down" }).click();
    await expectAt(page, "/content/items", album(TULIPS, ROSES, LILIES));
    await source(page, 1, "File").check();
    await expectAt(page, "/content/items/0", { type: "image" });
    await expect(item(page, 1)).not.toContainText("rose.png");
    await source(page, 2, "File").check();
    await expect(item(page, 2)).toContainText("rose.png, image/png, 2 KB");
    await source(page, 1, "Address").check();
    await expect(address(page, 1)).toHaveValue(TULIPS ?? "");
  });

  test("when another is moved over it", async ({ page }) => {
    await handle(page, "Item 3").press("Home");
    await expectAt(page, "/content/items", album(LILIES, ROSES, TULIPS));
    await source(page, 2, "File").check();
    await expect(item(page, 2)).toContainText("rose.png");
    await source(page, 1, "File").check();
    await expect(item(page, 1)).not.toContainText("rose.png");
  });

  test("when it is removed", async ({ page }) => {
    await page.getByRole("button", { name: "Remove Item 1" }).click();
    await expectAt(page, "/content/items", album(TULIPS, LILIES));
    await source(page, 1, "File").check();
    await expectAt(page, "/content/items/0", { type: "image" });
    await expect(panel(page)).not.toContainText("rose.png");
  });

  test("when the JSON takes it away", async ({ page }) => {
    const editor = await openJson(page);
    await editor.fill(JSON.stringify({ to: "+14155552671", content: { type: "album", items: album(TULIPS, LILIES) } }));
    await expectAt(page, "/content/items", album(TULIPS, LILIES));
    await view(page, "Form");
    await source(page, 1, "File").check();
    await expectAt(page, "/content/items/0", { type: "image" });
    await expect(panel(page)).not.toContainText("rose.png");
  });

  test("when a link brings another message", async ({ page }) => {
    const content = { type: "album", items: album(TULIPS) };
    const hash = fragment("texter", { to: "+14155552671", content });
    await page.evaluate((to) => (location.hash = to), hash);
    await expect(address(page, 1)).toHaveValue(TULIPS ?? "");
    await source(page, 1, "File").check();
    await expectAt(page, "/content/items/0", { type: "image" });
    await expect(panel(page)).not.toContainText("rose.png");
  });

  test("and a choice that leaves no trace goes along too", async ({ page }) => {
    await source(page, 2, "File").check();
    await page.getByRole("button", { name: "Move Item 2 down" }).click();
    await expect(source(page, 3, "File")).toBeChecked();
    await expect(source(page, 2, "Address")).toBeChecked();
  });

  test("and a file that is chosen goes along, and is still told after a look at the JSON", async ({ page }) => {
    await source(page, 1, "File").check();
    await page.getByRole("button", { name: "Move Item 1 down" }).click();
    await expect(item(page, 2)).toContainText("rose.png, image/png, 2 KB");
    await expect(item(page, 1)).not.toContainText("rose.png");
    await openJson(page);
    await view(page, "Form");
    await expect(item(page, 2)).toContainText("rose.png, image/png, 2 KB");
    // The browser's own words would name no file here.
    await expect(item(page, 2).locator("input[type=file]")).toBeHidden();
    await expect(item(page, 2).getByRole("button", { name: "Choose another file" })).toBeVisible();
  });
});
