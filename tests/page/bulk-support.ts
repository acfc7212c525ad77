// What the tests of bulk sending share.
import { readFile } from "node:fs/promises";
import type { APIRequestContext, Download, Locator, Page } from "@playwright/test";
import type { Adapt, Message, ProviderName } from "sessage";
import { fragment } from "./fragment.ts";
import type { Recorded } from "./records.ts";
import { expect, open } from "./support.ts";

const MESSAGE: Message = { to: "+14155552671", content: { type: "text", text: "Hi {{name}}" } };

/** Opens the bulk page on a message, by default "Hi {{name}}" for Connectly. */
export async function openBulk(
  page: Page,
  message: Message | Record<string, unknown> = MESSAGE,
  provider: ProviderName = "connectly",
  adapt: Adapt = "off",
): Promise<void> {
  await open(page, fragment(provider, message, adapt).replace("view=compose", "view=bulk"));
  await expect(page.getByLabel("CSV", { exact: true })).toBeVisible();
}

/** Gives the page these rows, as typed. */
export const type = (page: Page, csv: string): Promise<void> => page.getByLabel("CSV", { exact: true }).fill(csv);

/** So many rows of a number and a name. */
export const rowsOf = (count: number): string =>
  ["phone,name", ...Array.from({ length: count }, (_, index) => `+1415556${String(index).padStart(4, "0")},N${index}`)].join(
    "\n",
  );

/** The cells of the first rows, without the heads. */
export const cells = (region: Locator): Promise<string[][]> =>
  region
    .locator("tbody tr")
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.innerText.trim())));

export const firstRows = (page: Page): Locator => page.getByRole("region", { name: "First rows planned" });
export const state = (page: Page): Locator => page.locator(".bulk-state strong");
export const button = (page: Page, name: string | RegExp): Locator => page.getByRole("button", { name });

/** The number under each outcome. */
export async function counts(page: Page): Promise<Record<string, number>> {
  const list = page.locator(".bulk-counts");
  const [names, values] = await Promise.all([list.locator("dt").allInnerTexts(), list.locator("dd").allInnerTexts()]);
  return Object.fromEntries(names.map((name, index) => [name, Number(values[index]?.replaceAll(",", ""))]));
}

/** What a click saves: its name and its text. */
export async function saved(page: Page, click: () => Promise<void>): Promise<{ name: string; text: string; path: string }> {
  const [download]: [Download, void] = await Promise.all([page.waitForEvent("download"), click()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), text: await readFile(path, "utf8"), path };
}

/** Whom each of these requests was for. */
export const recipients = (requests: readonly Recorded[]): string[] =>
  requests.map(({ body }) => String((body?.value as { recipient?: { id?: unknown } }).recipient?.id));

/** Has each answer held back, so that a run lasts until `swift`, however slow the machine that tests it. */
export async function slow(request: APIRequestContext, origin: string): Promise<void> {
  await request.post(`${origin}/_simulator/faults`, { data: { provider: "connectly", delayMs: 1_000, times: 10_000 } });
}

/** Has answers come at once again. */
export async function swift(request: APIRequestContext, origin: string): Promise<void> {
  await request.delete(`${origin}/_simulator/faults`);
}

/** Moves by the Tab key until this has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the Tab key does not reach it");
}
