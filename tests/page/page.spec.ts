import { expect, open, test } from "./support.ts";

test("opens on the composer, and its three pages are one click away", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("link", { name: "Compose", exact: true })).toHaveAttribute("aria-current", "page");
  for (const name of ["Bulk", "Capabilities", "Compose"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("link", { name, exact: true })).toHaveAttribute("aria-current", "page");
  }
});

test("static files below any path are enough to compose and plan", async ({ page, origin }) => {
  // A host that serves files, and plays no provider.
  await page.route(`${origin}/_simulator/**`, (route) => route.abort());
  await open(page, "", "/below/any/path/");
  await expect(page.getByRole("region", { name: "What goes out" })).toContainText("Carried as is");
});

test("after a first load it works without a network", async ({ page, context }) => {
  await open(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await context.setOffline(true);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-package", "ready");
  for (const name of ["Bulk", "Capabilities", "Compose"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
  }
});
