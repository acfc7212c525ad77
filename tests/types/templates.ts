// Templates, the session window, and what a provider is asked for beside sending.
import { Client, capabilities, validateTemplate, windowState } from "sessage";
import type {
  AttemptEvent,
  Capabilities,
  Chat,
  ClientOptions,
  Content,
  FieldCapability,
  Message,
  PlannedRequest,
  Problem,
  Receipt,
  Sticker,
  Template,
  TemplateContent,
  Tokens,
  TokenStore,
  UploadedFile,
} from "sessage";

declare const client: Client;
declare const file: File;
const to = "+14155552671";

// ---- a template is a content, and a fallback
const plain: TemplateContent = { type: "template", name: "hello" };
export const contents: Content[] = [
  plain,
  { type: "template", name: "order", language: "en", body: ["Ada", "4711"] },
  { type: "template", name: "order", id: 1773, templateId: "12", body: { first_name: "Ada" } },
  { type: "template", name: "order", header: "4711", buttons: [{ type: "url", text: "4711" }, { type: "flow" }] },
  { type: "template", name: "order", header: { type: "image", url: "https://a.example/a.png" } },
  { type: "template", name: "order", header: { type: "document", file, filename: "a.pdf" } },
  { type: "template", name: "order", header: { type: "video", uploaded: { uri: "20261120/a" } } },
];
export const message: Message = {
  to,
  content: { type: "text", text: "Hello" },
  lastInboundAt: Date.now(),
  fallback: plain,
};
// @ts-expect-error: a template has a name
export const nameless: TemplateContent = { type: "template" };
// @ts-expect-error: the values are texts
export const numbers: TemplateContent = { type: "template", name: "a", body: [1] };
// @ts-expect-error: the values of names are texts
export const named: TemplateContent = { type: "template", name: "a", body: { a: 1 } };
// @ts-expect-error: a header is no sound
export const sound: TemplateContent = { type: "template", name: "a", header: { type: "audio", url: "x" } };
// @ts-expect-error: a header has one source
export const both: TemplateContent = { type: "template", name: "a", header: { type: "image", url: "x", file } };
// @ts-expect-error: there is no such button
export const button: TemplateContent = { type: "template", name: "a", buttons: [{ type: "poll" }] };
// @ts-expect-error: only a template is a fallback
export const text: Message = { to, content: plain, fallback: { type: "text", text: "Hello" } };
// @ts-expect-error: times are numbers
export const date: Message = { to, content: plain, lastInboundAt: new Date() };
export const isFallback = ({ usedFallback }: Receipt): boolean => usedFallback;

// ---- the window
export const { state, closesAt, msLeft }: { state: "open" | "closed"; closesAt: number; msLeft: number } =
  windowState(Date.now(), { now: Date.now(), hours: 23 });
// @ts-expect-error: no such option
windowState(0, { minutes: 5 });
// @ts-expect-error: when the contact last wrote is needed
windowState();

// ---- what a provider is asked for
export async function asked(signal: AbortSignal): Promise<Message[]> {
  const uploaded: UploadedFile = await client.upload(file, { filename: "a.pdf", signal });
  const templates: Template[] = await client.templates();
  const some = await client.templates({ search: "order", channelId: 1, category: ["UTILITY"], language: ["en"] });
  const stickers: Sticker[] = await client.stickers();
  const chats: Chat[] = await client.chats({ search: "Ada", limit: 5 });
  return [
    { to, content: { type: "document", uploaded } },
    ...[...templates, ...some].map(({ name }): Message => ({ to, content: { type: "template", name } })),
    ...stickers.map(({ id }): Message => ({ to, content: { type: "sticker", uploaded: id } })),
    ...chats.map(({ id }): Message => ({ to: { conversationId: id }, content: plain })),
  ];
}
// @ts-expect-error: an upload takes a Blob
void client.upload("a.pdf");
// @ts-expect-error: an upload has no timeout of its own
void client.upload(file, { timeoutMs: 5 });
// @ts-expect-error: categories are a list
void client.templates({ category: "UTILITY" });
// @ts-expect-error: stickers are not searched
void client.stickers({ search: "smile" });
// @ts-expect-error: chats are searched
void client.chats();
// @ts-expect-error: chats are searched by one text
void client.chats({ phone: to });
// @ts-expect-error: a width may be missing
export const widths = (stickers: Sticker[]): number[] => stickers.map(({ width }) => width);

/** Every status of a chat has its own words. */
export function wordsFor(status: NonNullable<Chat["status"]>): string {
  switch (status) {
    case "bot":
    case "bulk":
      return "nobody";
    case "pending":
    case "assigned":
    case "resolved":
      return "a person";
  }
}

// ---- checking a template's values
export const missing = (template: Template): Problem[] => validateTemplate(template, plain);
export const places = ({ components, parameterFormat }: Template): string[] =>
  parameterFormat === "named" ? components.flatMap(({ parameters }) => parameters) : [];
export const links = ({ components }: Template): (string | undefined)[] =>
  components.flatMap(({ buttons }) => buttons?.map(({ url }) => url) ?? []);
// @ts-expect-error: the content alone is no template
validateTemplate(plain, plain);
// @ts-expect-error: a text has no placeholders
export const wrong = (template: Template) => validateTemplate(template, { type: "text", text: "Hello" });

// ---- tokens
class Kept implements TokenStore {
  #tokens: Tokens | undefined;
  async get(): Promise<Tokens | undefined> {
    return this.#tokens;
  }
  async set(tokens: Tokens): Promise<void> {
    this.#tokens = tokens;
  }
}
export const stores: ClientOptions[] = [
  { tokenStore: new Kept() },
  { tokenStore: { get: async () => undefined, set: async ({ accessToken, expiresAt }) => void [accessToken, expiresAt] } },
];
// @ts-expect-error: a store also keeps
export const half: ClientOptions = { tokenStore: { get: async () => undefined } };
// @ts-expect-error: a store promises
export const sync: ClientOptions = { tokenStore: { get: () => undefined, set: () => {} } };
// @ts-expect-error: tokens end
export const endless: Tokens = { accessToken: "a" };

// ---- plans, events and the table
export const purposes: PlannedRequest["purpose"][] = ["token", "lookup", "upload", "send"];
export const same: AttemptEvent["purpose"][] = purposes;
const table: Capabilities = capabilities("texter");
export const phone: FieldCapability = table.template["to/phone"];
export const carried: boolean = table.content.template.carried;
export const hasUpload: boolean = table.operations.includes("upload");
// @ts-expect-error: there is no such operation
table.operations.includes("broadcast");
// @ts-expect-error: a template quotes nothing
export const quoted = table.template.replyTo;
