// What goes out, as the page shows it, held against the package itself.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Plan } from "sessage";
import { accountsOf, blocks, card, choose, Client, copied, headOf, isRefused, MESSAGES, NAMES, show } from "./output-support.ts";
import { fragment } from "./fragment.ts";
import { expect, expectSaid, said, test } from "./support.ts";

/** The verdict on a plan, its changes and its problems as words. */
function expected(plan: Plan, instead: boolean) {
  const found = (wanted: string, word: string) =>
    plan.problems
      .filter(({ severity }) => severity === wanted)
      .map(({ message, code, path, source }) =>
        [word, message, code, path, source && `Rule for ${path}`].filter(Boolean).join(" "),
      );
  const changes = plan.changes.map(({ message, path }) => `${message} ${path}`);
  const refused = isRefused(plan);
  const stopped = plan.problems.some(({ severity }) => severity === "error") ? "Refused" : "Window closed";
  const verdict = refused ? stopped : instead ? "Fallback instead" : changes.length > 0 ? "Adapted" : "Carried as is";
  return { verdict, findings: [...(refused ? [] : changes), ...found("error", "Error"), ...found("warning", "Warning")] };
}

/** The same without regard to line breaks, which a list item does not show. */
const words = (texts: readonly string[]) => texts.map((text) => text.replaceAll(/\s+/g, " ").trim());

for (const [kind, message] of Object.entries(MESSAGES)) {
  test(`shows of ${kind} what the package plans`, async ({ page, request, origin }) => {
    const accounts = await accountsOf(request, origin);
    await show(page, message);
    for (const adapt of ["off", "reshape", "truncate"] as const) {
      await page.getByRole("group", { name: "Adapting" }).locator(`[value=${adapt}]`).check();
      for (const name of NAMES) {
        const plan = new Client(accounts[name]).plan(message, { adapt });
        const { verdict, findings } = expected(plan, message.fallback !== undefined && message.lastInboundAt !== undefined);
        const place = card(page, name);
        await expect(place.locator(".badge")).toContainText(verdict);
        const shown = await place.getByRole("list").and(page.locator(".findings")).getByRole("listitem").allTextContents();
        expect(words(shown), `${name} ${adapt}`).toEqual(words(findings));
        expect(await blocks(page, name, "Head of request")).toEqual(plan.requests.map(headOf));
        const bodies = plan.requests.flatMap(({ body }) => (body?.type === "json" ? [JSON.stringify(body.value, null, 2)] : []));
        expect(await blocks(page, name, "Body of request")).toEqual(bodies);
        const parts = plan.requests.flatMap(({ body }) => (body?.type === "multipart" ? body.parts : []));
        const shownParts = await place.getByRole("table").locator("tbody").getByRole("row").allTextContents();
        expect(shownParts).toEqual(parts.map(({ name, value }) => name + (value ?? "")));
      }
    }
  });
}

test("offers the least adapting that makes a refused message fit, in words, and takes it", async ({ page }) => {
  const cases: [string, string, string][] = [
    ["a long text", "Connectly", "Reshape would make it 3 texts. Reshape"],
    ["list", "iSlash", "Reshape would turn it into numbered text. Reshape"],
    ["location", "Yeastar", "Reshape would turn the place into text with a map link. Reshape"],
    ["buttons under a header", "Connectly", "Truncate would cut 1 label. Truncate"],
  ];
  for (const [kind, title, words] of cases) {
    await show(page, MESSAGES[kind]);
    const place = page.getByRole("article", { name: title, exact: true });
    await expect(place.locator(".badge")).toHaveText("Refused");
    await expect(place.locator(".offer")).toHaveText(words);
    const label = words.split(" ").at(-1) ?? "";
    await place.getByRole("button", { name: label, exact: true }).click();
    await expect(page.getByRole("group", { name: "Adapting" }).getByRole("radio", { name: label })).toBeChecked();
    await expect(place.locator(".badge")).toContainText("Adapted");
    await expect(place.locator(".offer")).toHaveCount(0);
  }
});

test("offers nothing where nothing helps", async ({ page }) => {
  await show(page, MESSAGES["an empty text to nobody"]);
  await expect(page.locator(".badge")).toHaveText(["Refused", "Refused", "Refused", "Refused"]);
  await expect(page.locator(".offer")).toHaveCount(0);
  await expect(page.getByText("No request goes out.")).toHaveCount(4);
});

test("a card chooses the provider, and is marked", async ({ page }) => {
  await show(page, MESSAGES["text"]);
  await expect(card(page, "connectly")).toHaveAttribute("aria-current", "true");
  await page.getByRole("button", { name: "Choose: Texter" }).click();
  await expect(card(page, "texter")).toHaveAttribute("aria-current", "true");
  await expect(card(page, "connectly")).not.toHaveAttribute("aria-current");
  await expect(page.getByRole("button", { name: "Chosen: Texter" })).toBeFocused();
  await expect(page.getByRole("banner").getByRole("radio", { name: "Texter" })).toBeChecked();
});

test("one choice of sheet for all four, by keyboard too", async ({ page }) => {
  await show(page, MESSAGES["text"]);
  const selected = (name: string) => expect(page.getByRole("tab", { name, selected: true })).toHaveCount(4);
  await selected("Request");
  const tabs = card(page, "texter");
  await tabs.getByRole("tab", { name: "Request" }).focus();
  for (const [key, name] of [
    ["ArrowRight", "cURL"],
    ["End", "Rust"],
    ["ArrowRight", "Request"],
    ["ArrowLeft", "Rust"],
    ["Home", "Request"],
  ] as const) {
    await page.keyboard.press(key);
    await selected(name);
    await expect(tabs.getByRole("tab", { name })).toBeFocused();
  }
});

test("copies each block to the letter", async ({ page }) => {
  test.slow();
  await show(page, MESSAGES["text"], "reshape");
  const labels = async () => page.locator(".output").getByRole("region").evaluateAll((all) => all.map((it) => it.ariaLabel ?? ""));
  let count = 0;
  for (const tab of ["Request", "cURL", "TypeScript", "Rust"]) {
    await choose(page, tab);
    for (const label of await labels()) {
      const block = page.getByRole("region", { name: label, exact: true });
      const shown = label.startsWith("Parts") ? await tableOf(page, label) : await block.textContent();
      expect(await copied(page, label), label).toBe(shown);
      count += 1;
    }
  }
  // Six requests: six heads, four JSON bodies and a form; six cURL lines; four programs in each language.
  expect(count).toBe(6 + 5 + 6 + 8);
});

/** A table's cells between tabs and line breaks. */
async function tableOf(page: Page, label: string): Promise<string> {
  const rows = page.getByRole("region", { name: label, exact: true }).getByRole("row");
  const texts = await rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? "").join("\t")));
  return texts.join("\n");
}

test("a path leads to its field", async ({ page }) => {
  await show(page, MESSAGES["an empty text to nobody"]);
  await card(page, "connectly").getByRole("button", { name: "Go to /content/text" }).click();
  await expect(page.locator('[data-path="/content/text"]').getByRole("textbox")).toBeFocused();
});

const ADAPTED = "iSlash: adapted, Connectly: carried as is, Texter: carried as is, Yeastar: adapted";

test("says aloud when a provider takes the message in another way", async ({ page }) => {
  await show(page, MESSAGES["list"]);
  await page.getByRole("group", { name: "Adapting" }).locator("[value=reshape]").check();
  await expectSaid(page, ADAPTED);
});

test("says so too when the visitor is quicker than the package", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/${fragment("connectly", { ...MESSAGES["list"] })}`);
  const reshape = page.getByRole("group", { name: "Adapting" }).locator("[value=reshape]");
  await reshape.scrollIntoViewIfNeeded();
  await page.evaluate((radio) => {
    // In the moment that the package is there, before its first words could be said.
    new MutationObserver(() => (radio as HTMLElement).click()).observe(document.documentElement, {
      attributeFilter: ["data-package"],
    });
  }, await reshape.elementHandle());
  release();
  await expectSaid(page, ADAPTED);
  // What was there first is no change.
  expect(await said(page)).toEqual([ADAPTED]);
});

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in what goes out, ${theme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: theme });
    await show(page, MESSAGES["buttons under a header"], "reshape");
    for (const tab of ["cURL", "TypeScript", "Rust", "Request"]) {
      await choose(page, tab);
      await expect(page.locator(".output [class^=hljs]").first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).include(".output").analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`)), tab).toEqual([]);
    }
  });
}
