// The keys that send from anywhere, and where they are someone else's.
import { words } from "./compose.ts";
import { fragment } from "./fragment.ts";
import { recorded } from "./records.ts";
import { result, TEXT } from "./send-support.ts";
import { expect, open, test } from "./support.ts";

test.beforeEach(async ({ page }) => open(page, fragment("connectly", TEXT)));

// Sends once more by the keys: only what this sends may have been recorded.
test.afterEach(async ({ page, request, origin }) => {
  await words(page).press("Control+Enter");
  await expect(result(page, "Sent")).toBeVisible();
  expect(await recorded(request, origin, "connectly")).toHaveLength(1);
});

test("on a link they open it in another tab", async ({ page, context }) => {
  const link = page.getByRole("link", { name: "Capabilities" });
  await link.focus();
  const opened = context.waitForEvent("page");
  await link.press("Control+Enter");
  await (await opened).close();
  await page.bringToFront();
});

test("on a summary they send nothing", async ({ page }) => {
  await page.locator("summary", { hasText: "Message options" }).press("Control+Enter");
});

test("while a word is being composed they are the input method's", async ({ page }) => {
  const prevented = await words(page).evaluate(
    (field) =>
      !field.dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, isComposing: true, bubbles: true, cancelable: true }),
      ),
  );
  expect(prevented).toBe(false);
});
