// What a message and a configuration may be, kind by kind: good ones compile, and bad ones do not.
import { Client, isSessageError } from "sessage";
import type {
  AlbumContent,
  ButtonsContent,
  ClientOptions,
  ContactsContent,
  Content,
  Header,
  ListContent,
  LocationContent,
  MediaContent,
  Message,
  ProviderConfig,
  Recipient,
  TextContent,
} from "sessage";

declare const file: File;
const to = "+14155552671";
const url = "https://a.example/a.png";
const content: Content = { type: "text", text: "Hello" };

// ---- a message
export const messages: Message[] = [
  { to, content },
  { to, content, from: "+15550193510", channel: "whatsapp", replyTo: "9126", reference: "a-1", messageTag: "HUMAN_AGENT" },
  { to, content, lastInboundAt: Date.now(), providerOptions: { anything: [1, null] } },
];
// @ts-expect-error: a message has a recipient
export const addressless: Message = { content };
// @ts-expect-error: a message has a content
export const empty: Message = { to };
// @ts-expect-error: no such field
export const cc: Message = { to, content, cc: to };
// @ts-expect-error: a content is no text
export const bare: Message = { to, content: "Hello" };

// ---- who receives it
export const recipients: Recipient[] = [
  to,
  { phone: to },
  { conversationId: "67a8" },
  { conversationId: 1, phone: to },
  { bsuid: "US.1" },
];
// @ts-expect-error: a number is text
export const digits: Recipient = 14155552671;
// @ts-expect-error: one of them
export const nobody: Recipient = {};
// @ts-expect-error: a business-scoped id stands alone
export const two: Recipient = { bsuid: "US.1", phone: to };

// ---- a kind
// @ts-expect-error: there is no such kind
export const poll: Content = { type: "poll", text: "Which?" };
// @ts-expect-error: a content says its kind
export const kindless: Content = { text: "Hello" };
// @ts-expect-error: a kind's fields are its own
export const mixed: Content = { type: "text", text: "Hello", url };

export const text: TextContent = { type: "text", text: "Hello" };
// @ts-expect-error: a text has its text
export const textless: TextContent = { type: "text" };
// @ts-expect-error: a text is text
export const number: TextContent = { type: "text", text: 5 };

// ---- media: one source, and one only
export const media: MediaContent[] = [
  { type: "image", url, caption: "A" },
  { type: "document", file, filename: "a.pdf" },
  { type: "sticker", uploaded: "66" },
  { type: "video", uploaded: { uri: "20261120/a", name: "a.mp4", type: "video/mp4", size: 5 } },
];
// @ts-expect-error: a medium has a source
export const sourceless: MediaContent = { type: "image", caption: "A" };
// @ts-expect-error: two sources
export const urlAndFile: MediaContent = { type: "image", url, file };
// @ts-expect-error: two sources
export const urlAndUploaded: MediaContent = { type: "image", url, uploaded: "66" };
// @ts-expect-error: two sources
export const fileAndUploaded: MediaContent = { type: "image", file, uploaded: "66" };
// @ts-expect-error: a file is a Blob
export const path: MediaContent = { type: "image", file: "./a.png" };
// @ts-expect-error: an uploaded file has its uri
export const lost: MediaContent = { type: "image", uploaded: { id: "66" } };

export const album: AlbumContent = { type: "album", items: media };
// @ts-expect-error: an album has media
export const texts: AlbumContent = { type: "album", items: [text] };

// ---- places and cards
export const place: LocationContent = { type: "location", latitude: 22.2793, longitude: 114.1628, name: "Pier" };
// @ts-expect-error: a place has both degrees
export const half: LocationContent = { type: "location", latitude: 22.2793 };
// @ts-expect-error: degrees are numbers
export const written: LocationContent = { type: "location", latitude: "22", longitude: "114" };

export const cards: ContactsContent = { type: "contacts", contacts: [{ name: { formatted: "Ada" }, birthday: "1815-12-10" }] };
// @ts-expect-error: a card has a name
export const nameless: ContactsContent = { type: "contacts", contacts: [{ phones: [{ phone: to }] }] };

// ---- what is tapped
const headers: Header[] = ["Delivery", { type: "image", url }];
export const buttons: ButtonsContent[] = headers.map((header) => ({
  ...{ type: "buttons", text: "When?", footer: "Reply by noon", header },
  buttons: [{ id: "today", title: "Today" }],
}));
// @ts-expect-error: a button has an id
export const unnamed: ButtonsContent = { type: "buttons", text: "When?", buttons: [{ title: "Today" }] };
// @ts-expect-error: a header is no file of one's own
export const held: Header = { type: "image", file };

const rows = [{ id: "today", title: "Today", description: "Before six" }];
export const list: ListContent = { type: "list", text: "When?", button: "Choose", sections: [{ title: "All", rows }] };
// @ts-expect-error: a list has the label that opens it
export const closed: ListContent = { type: "list", text: "When?", sections: [{ rows }] };
// @ts-expect-error: rows stand in sections
export const flat: ListContent = { type: "list", text: "When?", button: "Choose", rows };

// ---- a configuration
const tokens = { clientId: "a", clientSecret: "b" };
export const configs: ProviderConfig[] = [
  { provider: "islash", baseUrl: url, token: "t", session: "s" },
  { provider: "connectly", businessId: "b", apiKey: "k" },
  { provider: "texter", projectId: "acme", token: "t" },
  { provider: "texter", baseUrl: url, token: "t" },
  { provider: "yeastar", baseUrl: url, ...tokens },
  { provider: "yeastar", baseUrl: url, accessToken: "t", senderType: 9 },
];
// @ts-expect-error: there is no such provider
new Client({ provider: "pigeon", token: "t" });
// @ts-expect-error: a configuration names its provider
new Client({ projectId: "acme", token: "t" });
// @ts-expect-error: iSlash has no default address
new Client({ provider: "islash", token: "t", session: "s" });
// @ts-expect-error: Connectly has a key
new Client({ provider: "connectly", businessId: "b", token: "t" });
// @ts-expect-error: a project or an address
new Client({ provider: "texter", token: "t" });
// @ts-expect-error: a token or a login
new Client({ provider: "yeastar", baseUrl: url, accessToken: "t", ...tokens });
// @ts-expect-error: no such sender
new Client({ provider: "yeastar", baseUrl: url, accessToken: "t", senderType: 2 });

export const options: ClientOptions[] = [
  { timeoutMs: 1, deadlineMs: 2, retry: false, adapt: "reshape", allowInsecure: true, chatCacheMs: 0 },
  { retry: { maxAttempts: 1, onUnknown: true }, fetch: async (request) => fetch(request), onAttempt: () => {} },
];
// @ts-expect-error: retrying is said by numbers, or not done
export const always: ClientOptions = { retry: true };
// @ts-expect-error: a fetch gives a response
export const silent: ClientOptions = { fetch: async () => undefined };

// ---- what comes back
export async function asked(client: Client, message: Message): Promise<string> {
  try {
    const { messageId, parts } = await client.send(message);
    return `${messageId} ${parts.length}`;
  } catch (error) {
    // @ts-expect-error: what was caught may be anything
    void error.outcome;
    if (!isSessageError(error)) throw error;
    return error.outcome === "not_sent" && error.retryable ? `later: ${error.retryAt}` : error.code;
  }
}
// @ts-expect-error: there is no such outcome
export const isLost = (error: unknown) => isSessageError(error) && error.outcome === "lost";
