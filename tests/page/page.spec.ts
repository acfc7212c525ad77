import { expect, open, test } from "./support.ts";

test("opens on the composer, and its three pages are one click away", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("link", { name: "Compose" })).toHaveAttribute("aria-current", "page");
  for (const name of ["Bulk", "Capabilities", "Compose"]) {
    await page.getByRole("link", { name }).click();
    await expect(page.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
  }
});
