// What the tests of sending share.
import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { expect, open as openPage } from "./support.ts";

export const TO = "+14155552671";
export const TEXT = { to: TO, content: { type: "text", text: "Your parcel is on its way." } } as const;
/** A text that reshaping makes three of. */
export const LONG = { to: TO, content: { type: "text", text: "word ".repeat(1800).trim() } };

/** One request as the simulator recorded it. */
export interface Recorded {
  method: string;
  path: string;
  status: number | null;
  body: null | { type: string; value?: unknown; parts?: { name: string; value?: string }[] };
}

/** What the simulator recorded for a provider. */
export async function recorded(request: APIRequestContext, origin: string, provider: string): Promise<Recorded[]> {
  return (await (await request.get(`${origin}/_simulator/requests?provider=${provider}`)).json()) as Recorded[];
}

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

/** Nothing of what this page shows, or of its address, holds the text. */
export async function expectNowhere(page: Page, secret: string): Promise<void> {
  for (const details of await page.locator("main details:not([open]) > summary").all()) {
    if (await details.isVisible()) await details.click();
  }
  const html = await page.evaluate(() => document.documentElement.outerHTML);
  expect(html).not.toContain(secret);
  expect(decodeURIComponent(page.url())).not.toContain(secret);
}
