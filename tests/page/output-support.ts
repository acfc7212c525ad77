// What the tests of what goes out share: messages of every kind, the accounts, and the package to hold the page against.
import { fileURLToPath } from "node:url";
import type { APIRequestContext, Page } from "@playwright/test";
import type { Adapt, Message, Plan, PlannedRequest, ProviderConfig, ProviderName } from "sessage";
import { fragment } from "./fragment.ts";
import { expect, open, said } from "./support.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const { Client } = (await import(`${root}/pkg/node.js`)) as typeof import("sessage");

export const TITLES: Record<ProviderName, string> = {
  islash: "iSlash",
  connectly: "Connectly",
  texter: "Texter",
  yeastar: "Yeastar",
};
export const NAMES = Object.keys(TITLES) as ProviderName[];

const to = "+14155552671";
const url = (name: string) => `https://files.example.com/${name}`;
const row = { id: "1", title: "Morning" };

/** One of every kind, and what adapting and refusing bring about. */
export const MESSAGES: Record<string, Message> = {
  text: { to, content: { type: "text", text: "It's \"here\": $HOME `id` \\n\nשלום 👩‍👩‍👧 # r#\"x\"#" } },
  "a long text": { to, content: { type: "text", text: "A long text. ".repeat(700) } },
  image: { to, content: { type: "image", url: url("parcel.jpg"), caption: "Your parcel" } },
  video: { to, content: { type: "video", url: url("unpacking.mp4") } },
  "audio with a caption": { to, content: { type: "audio", url: url("a.mp3"), caption: "Listen" }},
  document: { to, content: { type: "document", url: url("invoice.pdf"), filename: "invoice.pdf" } },
  sticker: { to, content: { type: "sticker", uploaded: "66" } },
  album: {
    to,
    content: { type: "album", items: ["front", "back"].map((side) => ({ type: "image", url: url(`${side}.jpg`) })) },
  },
  location: { to, content: { type: "location", latitude: 22.2793, longitude: -114.1628, name: "Central Pier" } },
  contacts: {
    to,
    content: { type: "contacts", contacts: [{ name: { formatted: "Ada Example", first: "Ada" }, phones: [{ phone: to }] }] },
  },
  "buttons under a header": {
    to,
    content: {
      type: "buttons",
      text: "When?",
      header: { type: "image", url: url("parcel.jpg") },
      footer: "Thanks",
      buttons: [row, { id: "2", title: "A title of more than twenty characters" }],
    },
  },
  list: { to, content: { type: "list", text: "When?", button: "Choose", sections: [{ title: "Today", rows: [row] }] } },
  "a template": { to, content: { type: "template", name: "hello", language: "en", category: "UTILITY" } },
  "a text with a fallback": {
    to,
    reference: "order-1",
    content: { type: "text", text: "Hello" },
    fallback: { type: "template", name: "hello", language: "en" },
  },
  "a text too late": {
    to,
    lastInboundAt: 0,
    content: { type: "text", text: "Hello" },
    fallback: { type: "template", name: "hello", language: "en" },
  },
  "a text too late without a fallback": { to, lastInboundAt: 0, content: { type: "text", text: "Hello" } },
  "an empty text to nobody": { to: "nobody", content: { type: "text", text: "" } },
};

/** The accounts that the page uses at this simulator. */
export async function accountsOf(request: APIRequestContext, origin: string) {
  const { islash, connectly, texter, yeastar } = await (await request.get(`${origin}/_simulator/credentials`)).json();
  const accounts: Record<ProviderName, ProviderConfig> = {
    islash: { provider: "islash", baseUrl: origin + islash.basePath, token: islash.token, session: islash.session },
    connectly: {
      provider: "connectly",
      baseUrl: origin + connectly.basePath,
      businessId: connectly.businessId,
      apiKey: connectly.apiKey,
      from: connectly.sender,
    },
    texter: { provider: "texter", baseUrl: origin + texter.basePath, token: texter.token },
    yeastar: {
      provider: "yeastar",
      baseUrl: origin + yeastar.basePath,
      clientId: yeastar.clientId,
      clientSecret: yeastar.clientSecret,
      from: yeastar.didNumber,
    },
  };
  return accounts;
}

/** Opens the page on a message, with the panel in view. */
export async function show(page: Page, message: Message | undefined, adapt: Adapt = "off"): Promise<void> {
  if (!message) throw new Error("there is no such message");
  await open(page, fragment("connectly", message, adapt));
  await card(page, "islash").scrollIntoViewIfNeeded();
  await expect(page.getByRole("tab", { name: "Rust" })).toHaveCount(NAMES.length);
}

/** A provider's card. */
export const card = (page: Page, name: ProviderName) => page.getByRole("article", { name: TITLES[name], exact: true });

/** Has all cards show this sheet. */
export async function choose(page: Page, tab: string): Promise<void> {
  await card(page, "connectly").getByRole("tab", { name: tab }).click();
  await expect(page.getByRole("tab", { name: tab, selected: true })).toHaveCount(NAMES.length);
}

/** Whether a plan sends nothing. */
export const isRefused = ({ requests }: Plan) => requests.length === 0;

/** A request's first lines, as the page writes them: a page leaves the User-Agent to its browser. */
export const headOf = ({ method, url, headers }: PlannedRequest) =>
  [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)]
    .filter((line) => !line.startsWith("User-Agent:"))
    .join("\n");

/** The text of every block whose name begins so. */
export const blocks = (page: Page, name: ProviderName, label: string) =>
  card(page, name).getByRole("region", { name: new RegExp(`^${label}`) }).allTextContents();

/** What the copy button of a block put on the clipboard. */
export async function copied(page: Page, label: string): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const before = (await said(page)).length;
  await page.getByRole("button", { name: `Copy ${label}`, exact: true }).click();
  await expect.poll(async () => (await said(page)).slice(before)).toContain(`${label} copied`);
  return page.evaluate(() => navigator.clipboard.readText());
}
