// The page of capabilities says what the package itself says.
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import type { Capabilities, Content } from "sessage";
import { expect, open, test } from "./support.ts";

type Package = typeof import("sessage");
const { capabilities, providers } = (await import(new URL("../../pkg/node.js", import.meta.url).href)) as Package;

const all = providers.map(capabilities);
const [first] = all as [Capabilities];
const kinds = Object.keys(first.content) as Content["type"][];
const host = (address: string) => new URL(address).hostname;

const table = (page: Page, name: string) => page.getByRole("table", { name, exact: true });
const kindRow = (page: Page, kind: string) =>
  table(page, "Kinds of content")
    .getByRole("row")
    .filter({ has: page.getByRole("button", { name: kind, exact: true }) });
/** The row of one field, by its whole name. */
const fieldRow = (of: Locator, name: string) =>
  of.getByRole("row").filter({ has: of.page().getByRole("rowheader", { name, exact: true }) });

async function capabilitiesPage(page: Page) {
  await open(page, "#view=capabilities");
  await expect(page.getByRole("heading", { name: "What each provider takes" })).toBeVisible();
}

const title = (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1);
const digits = (number: number) => number.toLocaleString("en");

/** What a cell must say of a field, taken from the package. */
function said(field: Capabilities["recipients"]["phone"] | undefined): string[] {
  const source = field?.source ? [host(field.source)] : [];
  if (!field?.carried) return ["– Not carried", ...source];
  const { max, min, unit, format, values = [] } = field;
  // Large sizes are rounded to KB and MB, and have a test of their own.
  const file = unit === "bytes" && (max ?? 0) >= 100_000;
  const most = max === undefined || file ? "" : [digits(max), max === 1 ? unit?.slice(0, -1) : unit].join(" ").trim();
  const least = min === undefined || (min === 0 && unit !== undefined) ? "" : digits(min);
  return ["✓ Carried", most, least, format ?? "", ...values, ...source];
}

/** Compares each cell of a table's rows with what the package says of the field. */
async function compare(rows: Locator, part: (of: Capabilities) => Record<string, Capabilities["recipients"]["phone"]>) {
  const names = new Set(all.flatMap((of) => Object.keys(part(of))));
  await expect(rows.getByRole("rowheader")).toHaveCount(names.size);
  for (const name of names) {
    const cells = await fieldRow(rows, name).getByRole("cell").allInnerTexts();
    expect(cells).toHaveLength(all.length);
    for (const [index, of] of all.entries()) {
      for (const words of said(part(of)[name])) expect(cells[index], `${name} through ${of.title}`).toContain(words);
    }
  }
}

test("every kind is carried by whom the package says", async ({ page }) => {
  await capabilitiesPage(page);
  await expect(table(page, "Kinds of content").getByRole("columnheader")).toHaveText([
    "Kind",
    ...all.map(({ title }) => new RegExp(`^${title}`)),
  ]);
  await expect(table(page, "Kinds of content").getByRole("link", { name: /^Its page/ })).toHaveCount(all.length);
  for (const kind of kinds) {
    const cells = kindRow(page, title(kind)).getByRole("cell");
    await expect(cells).toHaveText(all.map((of) => (of.content[kind].carried ? /^✓ Carried/ : /^– Not carried$/)));
  }
  await expect(table(page, "Kinds of content").getByRole("button")).toHaveCount(kinds.length);
});

for (const kind of kinds) {
  test(`${kind} opens on every field, with what each provider takes of it`, async ({ page }) => {
    await capabilitiesPage(page);
    const opener = page.getByRole("button", { name: title(kind), exact: true });
    await expect(opener).toHaveAttribute("aria-expanded", "false");
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(opener).toHaveAttribute("aria-expanded", "true");

    const rows = page.locator(".caps-fields:not([hidden])");
    await compare(rows, (of) => of.content[kind].fields);

    await page.keyboard.press("Space");
    await expect(opener).toHaveAttribute("aria-expanded", "false");
    await expect(rows).toHaveCount(0);
  });
}

const FLAT: [name: string, part: (of: Capabilities) => Record<string, Capabilities["recipients"]["phone"]>][] = [
  ["Recipients", (of) => of.recipients],
  ["Fields of a message", (of) => of.message],
  ["Recipients and fields beside a template", (of) => of.template],
  ["Features", (of) => Object.fromEntries(Object.entries(of.features).map(([name, carried]) => [name, { carried }]))],
  ["Calls beside sending", (of) => Object.fromEntries(of.operations.map((name) => [name, { carried: true }]))],
];
for (const [name, part] of FLAT) {
  test(`the table ${JSON.stringify(name)} says what the package says`, async ({ page }) => {
    await capabilitiesPage(page);
    await compare(table(page, name), part);
  });
}

test("types and sizes of files stand with who takes them", async ({ page }) => {
  await capabilitiesPage(page);
  const files = table(page, "Types and sizes of files");
  for (const kind of kinds) {
    for (const of of all) {
      const { media } = of.content[kind];
      if (!media) continue;
      const row = fieldRow(files, kind).filter({ hasText: of.title });
      for (const type of media.types) await expect(row).toContainText(type);
      await expect(row.getByRole("link")).toHaveAttribute("href", media.source);
    }
  }
  await expect(fieldRow(files, "image")).toContainText("5 MB");
  await expect(fieldRow(files, "sticker")).toContainText("500 KB");
});

test("the filter finds fields by name and by what is said of them, and says how many", async ({ page }) => {
  await capabilitiesPage(page);
  const filter = page.getByRole("searchbox", { name: "Filter fields" });
  await filter.fill("waId");
  await expect(page.getByRole("status").filter({ hasText: "found" })).toHaveText("1 field found");
  await expect(page.getByRole("rowheader", { name: "contacts/*/phones/*/waId" })).toBeVisible();
  await expect(page.getByRole("rowheader")).toHaveCount(2);

  await filter.fill("image/jpeg header");
  await expect(page.getByRole("rowheader", { name: "header/image/file", exact: true })).toBeVisible();

  const template = page.getByRole("button", { name: "Template", exact: true });
  await expect(template).toHaveAttribute("aria-expanded", "true");
  await template.click();
  await expect(page.getByRole("rowheader", { name: "header/image/file", exact: true })).toHaveCount(0);

  await filter.fill("no such words");
  await expect(page.getByText("No field has these words.")).toBeVisible();
  await filter.fill("");
  await expect(table(page, "Kinds of content").getByRole("button")).toHaveCount(kinds.length);
  await expect(table(page, "Recipients")).toBeVisible();
});

test("Compose this opens the composer on an example of the kind", async ({ page }) => {
  await capabilitiesPage(page);
  await page.getByRole("link", { name: "Compose this: Location" }).click();
  await expect(page.getByRole("link", { name: "Compose", exact: true })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("region", { name: /^Chat through/ })).toContainText("Harbour Flowers");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing with a kind open, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await capabilitiesPage(page);
    await page.getByRole("button", { name: "List", exact: true }).click();
    const { violations } = await new AxeBuilder({ page }).include(".capabilities").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
  });
}

test("on a phone the table scrolls on its own, its first column staying", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await capabilitiesPage(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const region = page.getByRole("region", { name: "Kinds of content" });
  const head = page.getByRole("button", { name: "Text", exact: true });
  const before = await head.boundingBox();
  await region.evaluate((element) => element.scrollTo({ left: 300 }));
  await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBe(300);
  expect((await head.boundingBox())?.x).toBe(before?.x);
});
