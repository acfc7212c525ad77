// What the composer's tests share.
import { inflateRawSync } from "node:zlib";
import type { Locator, Page } from "@playwright/test";
import { read } from "../../www/src/state/pointer.ts";
import { expect } from "./support.ts";

/** The composer. */
export const panel = (page: Page) => page.getByRole("region", { name: "Message", exact: true });

/** The choice of a kind of content. */
export const kind = (page: Page, name: string) =>
  page.getByRole("group", { name: "Kind of content" }).getByRole("radio", { name: new RegExp(`^${name}`) });

/** A field of the composer, by its label. */
export const field = (page: Page, label: string) =>
  panel(page).getByLabel(label, { exact: true }).and(page.locator("input:not([type=radio]), textarea, select"));

/** A group by its name: a part of the form, or an item. */
export const group = (page: Page, name: string | RegExp) => page.getByRole("group", { name, exact: true });

/** The field of the message's own words. */
export const words = (page: Page) => field(page, "Text");

/** Starts from an example. */
export async function useExample(page: Page, title: string): Promise<void> {
  await page.locator("summary", { hasText: "Examples" }).click();
  await page.getByRole("button", { name: new RegExp(`^${title}`) }).click();
}

/** What stands in the message that the page's address carries. */
function at(page: Page, path: string): unknown {
  const packed = new URLSearchParams(new URL(page.url()).hash.slice(1)).get("message");
  return packed === null ? undefined : read(JSON.parse(inflateRawSync(Buffer.from(packed, "base64url")).toString()), path);
}

/** Waits until this stands in the message; `undefined` is nothing. */
export const expectAt = (page: Page, path: string, value: unknown) =>
  expect.poll(() => at(page, path), { message: path }).toEqual(value);

/** The editor of the JSON view, which is opened. */
export async function openJson(page: Page): Promise<Locator> {
  await view(page, "JSON");
  const editor = page.getByRole("textbox", { name: "Message as JSON" });
  await expect(editor).toBeVisible();
  return editor;
}

/** Shows the message as a form, or as JSON. */
export const view = (page: Page, name: "Form" | "JSON") =>
  page.getByRole("group", { name: "View", exact: true }).getByRole("radio", { name }).check();

/** The lines of the editor. */
export const linesOf = (editor: Locator) => editor.locator(".cm-line").allTextContents();

/** Waits until the editor holds exactly this message, as the page writes it. */
export const expectJson = (editor: Locator, message: unknown) =>
  expect.poll(async () => (await linesOf(editor)).join("\n")).toBe(JSON.stringify(message, null, 2));
