// What the tests of sending share.
import type { Locator, Page } from "@playwright/test";
import { messageIn } from "./fragment.ts";
import { expect, open as openPage } from "./support.ts";

export const TO = "+14155552671";
export const TEXT = { to: TO, content: { type: "text", text: "Your parcel is on its way." } } as const;
/** A text that reshaping makes three of. */
export const LONG = { to: TO, content: { type: "text", text: "word ".repeat(1800).trim() } };

export const sendButton = (page: Page): Locator => page.getByRole("button", { name: /^Send with / });
export const cancelButton = (page: Page): Locator => page.getByRole("button", { name: "Cancel", exact: true });

/** Goes down to where a message is sent, which is loaded when it comes near. */
export async function goToSend(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Send", exact: true }).scrollIntoViewIfNeeded();
  await expect(sendButton(page)).toBeVisible();
}

/** Opens the page and goes to where a message is sent. */
export async function open(page: Page, fragment = "", path = "/"): Promise<void> {
  await openPage(page, fragment, path);
  await goToSend(page);
}

/** The result with this headline. */
export const result = (page: Page, title: string): Locator => page.getByRole("region", { name: title, exact: true });

/** What the result says under this name. */
export function fact(region: Locator, name: string): Locator {
  const term = region.page().getByRole("term").filter({ hasText: new RegExp(`^${name}$`) });
  return region.locator("dl > div").filter({ has: term }).getByRole("definition");
}

/** The rows of the timeline. */
export const rows = (region: Locator): Locator => region.locator(".timeline").getByRole("listitem");

/** Has the simulated provider behave like this. */
export async function behave(page: Page, label: string): Promise<void> {
  await page.getByRole("radio", { name: label, exact: true }).check();
}

/** Gives an option of sending this value. */
export async function option(page: Page, label: string, value: string): Promise<void> {
  const summary = page.getByText("Timeouts and repeats", { exact: true });
  const field = page.getByLabel(label, { exact: true });
  if (!(await field.isVisible())) await summary.click();
  await field.fill(value);
}

/** Sends by an account of the visitor's own, which has these fields. */
export async function useOwn(page: Page, fields: Record<string, string>): Promise<void> {
  await page.getByRole("radio", { name: "Own account", exact: true }).check();
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}

/** All that the browser keeps for this page. */
export const stored = (page: Page): Promise<Record<string, string>> => page.evaluate(() => ({ ...localStorage }));

/** The sheets on which what goes out is told, and what is copied from each. */
const SHEETS = { Request: "POST ", cURL: "curl ", TypeScript: "new Client(", Rust: "fn main()" };

/**
 * Nothing of what this page shows, holds or gives to copy, nor its address, holds one of the texts: on any sheet of what
 * goes out, and in the message's JSON. Only what is typed as a password may.
 */
export async function expectNowhere(page: Page, ...secrets: string[]): Promise<void> {
  for (const details of await page.locator("main details:not([open]) > summary").all()) {
    if (await details.isVisible()) await details.click();
  }
  await page.getByRole("radio", { name: "JSON", exact: true }).check();
  await expect(page.getByRole("textbox", { name: "Message as JSON" })).toBeVisible();
  const output = page.locator(".output");
  await output.scrollIntoViewIfNeeded();
  for (const [sheet, mark] of Object.entries(SHEETS)) {
    await output.getByRole("tab", { name: sheet, exact: true }).first().click();
    await expect(output.getByRole("tab", { name: sheet, exact: true, selected: true })).toHaveCount(4);
    await expect(output).toContainText(mark);
    const { held, copied } = await page.evaluate(readAll);
    expect(copied.join("\n")).toContain(mark);
    const link = copied.find((text) => text.includes("#view=compose"));
    copied.push(unpacked(link ?? ""));
    for (const secret of secrets) {
      expect(held.filter((text) => text.includes(secret)), `shown or held on the sheet ${sheet}`).toEqual([]);
      expect(copied.filter((text) => text.includes(secret)), `copied from the sheet ${sheet}`).toEqual([]);
    }
  }
  await page.getByRole("radio", { name: "Form", exact: true }).check();
  for (const secret of secrets) expect(unpacked(page.url())).not.toContain(secret);
}

/** An address as text, with the message in it. */
const unpacked = (address: string) => `${decodeURIComponent(address)} ${JSON.stringify(messageIn(address))}`;

/** What a page shows and what its fields hold, within shadow roots too, and what each of its buttons copies. */
async function readAll(): Promise<{ held: string[]; copied: string[] }> {
  const held = [document.documentElement.outerHTML];
  const copied: string[] = [];
  const look = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll("*")) {
      if (element instanceof HTMLInputElement && element.type !== "password") held.push(element.value);
      if (element instanceof HTMLTextAreaElement) held.push(element.value);
      if (element.shadowRoot) {
        held.push(element.shadowRoot.innerHTML);
        look(element.shadowRoot);
      }
    }
  };
  look(document);
  const { clipboard } = navigator;
  const buttons = document.querySelectorAll<HTMLElement>("button[aria-label^='Copy ']");
  const written = new Promise<void>((done) => {
    const note = (text: string) => {
      copied.push(text);
      if (copied.length === buttons.length) done();
    };
    Object.assign(clipboard, {
      writeText: async (text: string) => note(text),
      write: async ([item]: ClipboardItem[]) => note((await (await item?.getType("text/plain"))?.text()) ?? ""),
    });
  });
  for (const button of buttons) button.click();
  await written;
  return { held, copied };
}
