import type { Page } from "@playwright/test";
import { fragment, messageIn } from "./fragment.ts";
import { goToSend } from "./send-support.ts";
import { expect, expectSaid, open, test } from "./support.ts";

const TEXT = { to: "+14155552671", content: { type: "text", text: "Hello" } } as const;
const link = (page: Page, name: string) => page.getByRole("link", { name, exact: true });
const text = (page: Page) => page.getByRole("textbox", { name: /^Text/ });

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

test("a simulator that does not answer holds nothing up", async ({ page, origin }) => {
  await page.route(`${origin}/_simulator/credentials`, () => {});
  await open(page);
  await goToSend(page);
  await expect(page.getByText("No simulator answers here")).toBeVisible();
});

test("a simulator that answers late does not undo the choice of an account", async ({ page, origin }) => {
  await open(page, fragment("connectly", TEXT));
  await goToSend(page);
  const held = new Promise<() => Promise<void>>((asked) => {
    void page.route(`${origin}/_simulator/credentials`, (route) => asked(() => route.continue()));
  });
  await page.getByText("Another address").click();
  await page.getByRole("button", { name: "Use it" }).click();
  const answer = await held;
  await page.getByRole("radio", { name: "Own account", exact: true }).check();
  await page.getByLabel("Business id", { exact: true }).fill("my-business");
  await page.getByLabel("API key", { exact: true }).fill("my-key");
  await page.getByLabel("Sending number", { exact: true }).fill("+14151111234");
  const head = page.getByRole("article", { name: "Connectly" }).getByRole("region", { name: /^Head of request/ });
  await expect(head).toContainText("/my-business/");
  await answer();
  // An answer to a later call comes after that one.
  await page.evaluate(async () => await (await fetch("_simulator/health")).text());
  await expect(head).toContainText("/my-business/");
  await expect(page.getByText("No simulator answers at")).toHaveCount(0);

  await page.unroute(`${origin}/_simulator/credentials`);
  await page.getByRole("radio", { name: "Simulator", exact: true }).check();
  await expect(page.getByText("Nothing reaches a real person.")).toBeVisible();
});

test("the skip link leads to the page, and keeps the message in the address", async ({ page }) => {
  await open(page, fragment("texter", TEXT));
  await page.keyboard.press("Tab");
  await expect(link(page, "Skip to the page")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  expect(messageIn(page.url())).toEqual(TEXT);
});

test("back and forward go between the pages and leave the message as it is", async ({ page }) => {
  await open(page, fragment("texter", TEXT));
  await expect(page).toHaveTitle(/^Compose/);
  await link(page, "Bulk").click();
  await expect(page).toHaveTitle(/^Bulk/);
  await link(page, "Capabilities").click();
  await expect(page).toHaveTitle(/^Capabilities/);
  await page.goBack();
  await expect(link(page, "Bulk")).toHaveAttribute("aria-current", "page");
  await page.goBack();
  await expect(link(page, "Compose")).toHaveAttribute("aria-current", "page");
  await text(page).fill("Written since");
  await page.goForward();
  await expect(link(page, "Bulk")).toHaveAttribute("aria-current", "page");
  await page.goBack();
  await expect(text(page)).toHaveValue("Written since");
  await expect(page).toHaveTitle(/^Compose/);
});

test("an address typed over this one is followed, once", async ({ page }) => {
  await open(page, fragment("texter", TEXT));
  await page.evaluate(() => (location.hash = "#view=bulk"));
  await expect(link(page, "Bulk")).toHaveAttribute("aria-current", "page");
  await page.goBack();
  await expect(text(page)).toHaveValue("Hello");
});

for (const [of, place] of [
  ["a page", "Bulk"],
  ["a kind", "Compose this: Location"],
] as const) {
  test(`the link to ${of} opens in a tab of its own when that is asked for`, async ({ page, context }) => {
    await open(page, "#view=capabilities");
    const [tab] = await Promise.all([
      context.waitForEvent("page"),
      link(page, place).click({ modifiers: ["ControlOrMeta"] }),
    ]);
    await expect(link(page, "Capabilities")).toHaveAttribute("aria-current", "page");
    await expect(link(tab, of === "a page" ? "Bulk" : "Compose")).toHaveAttribute("aria-current", "page");
    if (of === "a kind") await expect(tab.getByRole("region", { name: /^Chat through/ })).toContainText("Harbour Flowers");
  });
}

test("a browser without the newest calls keeps the message in the address", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Response.prototype, "bytes"));
  await open(page, fragment("texter", TEXT));
  await text(page).fill("Another text");
  const other = { ...TEXT, content: { type: "text", text: "Another text" } };
  await expect.poll(() => messageIn(page.url())).toEqual(other);
});

test("a browser that cannot pack a message leaves the address alone", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "CompressionStream"));
  await open(page);
  await link(page, "Capabilities").click();
  await page.waitForURL(/view=capabilities/);
  await link(page, "Compose").click();
  await page.waitForURL(/view=compose/);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expectSaid(page, "did not allow copying");
  await expect(page.getByRole("button", { name: "Copy link" })).toHaveText("Not copied");
});

test("the link is copied where a browser takes a copy only at the click itself", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => {
    let clicking = false;
    addEventListener("click", () => {
      clicking = true;
      setTimeout(() => (clicking = false));
    }, { capture: true });
    for (const name of ["writeText", "write"] as const) {
      const write = navigator.clipboard[name].bind(navigator.clipboard) as (data: unknown) => Promise<void>;
      Object.defineProperty(navigator.clipboard, name, {
        value: (data: unknown) => (clicking ? write(data) : Promise.reject(new DOMException("late", "NotAllowedError"))),
      });
    }
    // Packing takes longer than the click.
    const make = Response.prototype.arrayBuffer;
    Response.prototype.arrayBuffer = async function () {
      await new Promise((done) => setTimeout(done));
      return make.call(this);
    };
  });
  await open(page, fragment("texter", TEXT));
  await page.getByRole("button", { name: "Copy link" }).click();
  await expectSaid(page, "copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(messageIn(copied)).toEqual(TEXT);
});

test("a link that was cut off says so, and stays in the address until something is written", async ({ page }) => {
  const link = fragment("texter", TEXT);
  const cut = link.slice(0, -12);
  await open(page, cut);
  await expect(page.getByRole("alert")).toContainText("The message in this link could not be read.");
  await expect(page.getByRole("radio", { name: "Texter" })).toBeChecked();
  await page.getByRole("link", { name: "Bulk" }).click();
  await page.getByRole("link", { name: "Compose", exact: true }).click();
  expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get("message")).toBe(new URLSearchParams(cut.slice(1)).get("message"));
  await page.getByRole("textbox", { name: "Text", exact: true }).fill("Hi");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect.poll(() => page.url()).not.toContain(cut.slice(-20));
  expect(messageIn(page.url())).toMatchObject({ content: { text: "Hi" } });
});

test.describe("offline", () => {
  test.use({ serviceWorkers: "allow" });

  test("what else the host has is not answered by the page", async ({ page, origin }) => {
    await open(page);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    const answer = await page.goto(`${origin}/_simulator/health`);
    expect(answer?.fromServiceWorker()).toBe(false);
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
});
