/**
 * One typed session message, validated before it leaves, sent to WhatsApp-style providers.
 *
 * @packageDocumentation
 */

/**
 * Loads the module once; later calls do nothing.
 *
 * Node, Deno, Bun, Cloudflare Workers and edge-light need no call. In a browser, bundled or not, await it once
 * before anything else, or import "sessage/inline". A call before that throws a {@link SessageError} with the code
 * `not_initialised`.
 *
 * @param source Where the module is, where it is not beside this file: a URL, a Response, bytes or a
 *   WebAssembly.Module.
 */
export default function init(source?: object | string): Promise<void>;

/** The providers, by the names that configurations take. */
export type ProviderName = "islash" | "connectly" | "texter" | "yeastar";

/** Every provider there is. */
export const providers: readonly ProviderName[];

// ---- configuration

/** The account that sends: one of the four providers', told by `provider`. */
export type ProviderConfig = IslashConfig | ConnectlyConfig | TexterConfig | YeastarConfig;

/** An iSlash account. */
export interface IslashConfig {
  provider: "islash";
  /** Ends in `/api/public`; iSlash gives each customer a host. */
  baseUrl: string;
  /** The secret key; travels as the header X-USER-TOKEN. */
  token: string;
  /** The session key of the channel that sends; travels in the form. */
  session: string;
}

/** A Connectly business. */
export interface ConnectlyConfig {
  provider: "connectly";
  /** The id of the business. */
  businessId: string;
  /** Travels as the header X-API-Key. Do not ship it to a browser. */
  apiKey: string;
  /** Default `https://api.connectly.ai`. */
  baseUrl?: string;
  /** The number that sends, `+` and digits, where a message names none. */
  from?: string;
}

/** A Texter project, by its id or by a base URL. */
export type TexterConfig = {
  provider: "texter";
  /** Travels as a Bearer token; its scope must include "Send session message". */
  token: string;
} & (
  | {
      /** The project's part of `https://{projectId}.texterchat.com`. */
      projectId: string;
      /** A gateway of your own, ending in what replaces `/server/api/v2`. */
      baseUrl?: string;
    }
  | { projectId?: string; baseUrl: string }
);

/** A Yeastar P-Series PBX. */
export type YeastarConfig = {
  provider: "yeastar";
  /** `https://host[:port][/prefix]`, without `/openapi/v1.0`. */
  baseUrl: string;
  /** 1 for an extension user, 9 for a third-party platform. Default: 1 with a `senderNo`, else 9. */
  senderType?: 1 | 9;
  /** The extension that sends. */
  senderNo?: string;
  /** The channel where a message names none. Default `whatsapp`. */
  channel?: string;
  /** The DID number that sends where a message names none. */
  from?: string;
  /** The User-Agent, which the PBX requires. Browsers send their own. Default `OpenAPI`. */
  userAgent?: string;
} & (
  | { accessToken: string; clientId?: never; clientSecret?: never }
  | { accessToken?: never; clientId: string; clientSecret: string }
);

/**
 * How far a message may be changed so that the provider can carry it: not at all; its form, losing no word; its form,
 * and then labels that still do not fit are cut with an ellipsis. What fits is never changed.
 */
export type Adapt = "off" | "reshape" | "truncate";

/** Options of a client. An unknown field is `invalid_config`. */
export interface ClientOptions {
  /** Milliseconds for one attempt, reading the body included. Default 15000. */
  timeoutMs?: number;
  /** Milliseconds for one send, with its waits and its token and look-up calls. Default 60000. */
  deadlineMs?: number;
  /** Repeating what surely was not sent; `false` for one attempt. */
  retry?: RetryOptions | false;
  /** How far messages may be changed. Default "off". */
  adapt?: Adapt;
  /** In place of the global fetch: a service binding, a proxy, a test double. */
  fetch?: (request: Request) => Promise<Response>;
  /** Texter: milliseconds that a looked-up chat is remembered. Default 600000. */
  chatCacheMs?: number;
  /** Hears of each attempt. What it throws is ignored. */
  onAttempt?: (event: AttemptEvent) => void;
  /** Whether `http:` is allowed to a host that is not loopback, such as a PBX on a LAN. Default false. */
  allowInsecure?: boolean;
}

/** Repeating an attempt: after HTTP 429, 503 with Retry-After, a throttling code, or a connection never opened. */
export interface RetryOptions {
  /** The most attempts at one call, the first included. Default 3. */
  maxAttempts?: number;
  /** The longest first wait in milliseconds, where the provider names none. Default 500. */
  baseDelayMs?: number;
  /** The longest wait in milliseconds, where the provider names none. Default 8000. */
  maxDelayMs?: number;
  /** Whether to repeat where the message may have been sent, at the risk of sending it twice. Default false. */
  onUnknown?: boolean;
}

// ---- the message

/** One message to one recipient. */
export interface Message {
  /** Who receives it. */
  to: Recipient;
  /** What they receive. */
  content: Content;
  /** Which of the account's numbers sends; overrides the configuration's. */
  from?: string;
  /** Overrides the configuration's; `whatsapp` where a channel is needed and none is named. */
  channel?: string;
  /** Quotes a message: `Receipt.messageId` on iSlash, `Receipt.channelMessageId` on Texter. */
  replyTo?: string;
  /** Your own id, echoed where the provider can. */
  reference?: string;
  /** A Facebook message tag, for a message outside the 24-hour window. */
  messageTag?: string;
  /** When the contact last wrote, in epoch milliseconds: turns the window guard on. */
  lastInboundAt?: number;
  /** Fields of the provider's body that the model lacks, merged last into its top level. */
  providerOptions?: Record<string, unknown>;
}

/** A phone number (`+` and digits; spaces and `-.()` do not count), or one of the forms that a provider knows. */
export type Recipient =
  | string
  | { phone: string; conversationId?: never; bsuid?: never }
  /** A Texter chat id or a Yeastar session id. */
  | { conversationId: string | number; phone?: string; bsuid?: never }
  /** A Connectly business-scoped user id. */
  | { bsuid: string; phone?: never; conversationId?: never };

/** What the contact receives. */
export type Content =
  | TextContent
  | MediaContent
  | AlbumContent
  | LocationContent
  | ContactsContent
  | ButtonsContent
  | ListContent;

/** Plain text, up to 4096 characters. */
export interface TextContent {
  type: "text";
  text: string;
}

/** One file. */
export type MediaContent = {
  type: "image" | "video" | "audio" | "document" | "sticker";
  /** Text under the file; audio and stickers have none. */
  caption?: string;
  /** The name that the contact sees. Default: `File.name`, then `file` with the type's ending. */
  filename?: string;
} & MediaSource;

/** Where a file comes from: exactly one of these. */
export type MediaSource =
  /** A public address that the provider fetches. */
  | { url: string; file?: never; uploaded?: never }
  /** A file that travels in the request. */
  | { file: Blob; url?: never; uploaded?: never }
  /** A file or sticker that the provider already has. */
  | { uploaded: string | UploadedFile; url?: never; file?: never };

/** A file that the provider already has, as an upload returned it. */
export interface UploadedFile {
  id?: string;
  name?: string;
  uri: string;
  /** MIME type. */
  type?: string;
  /** Bytes. */
  size?: number;
}

/** 1 to 10 media in one message. */
export interface AlbumContent {
  type: "album";
  items: MediaContent[];
}

/** A place. */
export interface LocationContent {
  type: "location";
  /** Degrees, -90 to 90. */
  latitude: number;
  /** Degrees, -180 to 180. */
  longitude: number;
  name?: string;
  address?: string;
}

/** Contact cards. */
export interface ContactsContent {
  type: "contacts";
  contacts: Contact[];
}

/** A contact card. */
export interface Contact {
  name: { formatted: string; first?: string; last?: string };
  phones?: { phone: string; type?: string; waId?: string }[];
  emails?: { email: string; type?: string }[];
  urls?: { url: string; type?: string }[];
  org?: { company?: string; department?: string; title?: string };
  addresses?: { street?: string; city?: string; state?: string; zip?: string; country?: string; type?: string }[];
  /** `YYYY-MM-DD` */
  birthday?: string;
}

/** Text with one to three buttons, one of which the contact taps. */
export interface ButtonsContent {
  type: "buttons";
  /** Up to 1024 characters. */
  text: string;
  header?: Header;
  /** Up to 60 characters. */
  footer?: string;
  /** Ids up to 256 characters, titles up to 20; each unique. */
  buttons: { id: string; title: string }[];
}

/** Text with a list of up to ten rows, one of which the contact chooses. */
export interface ListContent {
  type: "list";
  /** Up to 4096 characters. */
  text: string;
  /** Text only. */
  header?: Header;
  /** Up to 60 characters. */
  footer?: string;
  /** The label that opens the list; up to 20 characters. */
  button: string;
  sections: ListSection[];
}

/** A section of a list; its title is required where there is more than one. */
export interface ListSection {
  title?: string;
  /** Ids up to 200 characters, titles up to 24, descriptions up to 72. */
  rows: { id: string; title: string; description?: string }[];
}

/** What stands above the text: up to 60 characters, or a file by its address. */
export type Header = string | { type: "image" | "video" | "document"; url: string; filename?: string };

// ---- the client

/** A configured provider, ready to send. */
export class Client {
  /** @throws {SessageError} `invalid_config`, with every problem. */
  constructor(config: ProviderConfig, options?: ClientOptions);
  readonly provider: ProviderName;
  /** Every problem of the message as it stands; `[]` when it can be sent so. Never throws because of the message. */
  validate(message: Message): Problem[];
  /**
   * What `send` would do, from a client that has sent nothing yet: the requests in order, secrets masked, the problems
   * left and the changes made. Nothing is sent. Never throws because of the message.
   */
  plan(message: Message, options?: { adapt?: Adapt }): Plan;
  /**
   * Checks the message and sends it. The promise rejects with a {@link SessageError} that says whether the contact may
   * have the message.
   */
  send(message: Message, options?: SendOptions): Promise<Receipt>;
  /** Lets the memory go. Later calls throw `closed`; what runs finishes. */
  free(): void;
  [Symbol.dispose](): void;
}

/** Options of one send, over those of its client. */
export interface SendOptions {
  /** Cuts an attempt or a wait at once. */
  signal?: AbortSignal;
  timeoutMs?: number;
  deadlineMs?: number;
  /** How far the message may be changed; overrides the client's. */
  adapt?: Adapt;
  /**
   * `error.parts` of a send that stopped between its parts: those that are `not_sent` are sent. Set an `unknown` one to
   * `not_sent` to send it again.
   */
  resume?: PartReceipt[];
}

/**
 * Every problem of a message for a provider, as far as it shows without a configuration.
 *
 * @throws {SessageError} `invalid_config` where there is no such provider.
 */
export function validate(message: Message, provider: ProviderName): Problem[];

/**
 * What a provider takes: the table that validation itself runs on.
 *
 * @throws {SessageError} `invalid_config` where there is no such provider.
 */
export function capabilities(provider: ProviderName): Capabilities;

/** The length of a text. Limits count `characters`, which are Unicode code points. */
export function measure(text: string): { characters: number; utf16: number; utf8: number };

/** A schema for form libraries, by the Standard Schema interface: https://standardschema.dev */
export function messageSchema(provider: ProviderName): StandardSchemaV1<Message>;

/** What a provider takes. */
export interface Capabilities {
  provider: ProviderName;
  /** The name as people write it. */
  title: string;
  /** The page of the call that sends. */
  source: string;
  /** The forms of recipient. */
  recipients: Record<"phone" | "conversationId" | "bsuid", FieldCapability>;
  /** The fields beside recipient and content. */
  message: Record<"from" | "channel" | "replyTo" | "reference" | "messageTag", FieldCapability>;
  /** The kinds of content. */
  content: Record<Content["type"], KindCapability>;
  /** What a caller may ask of the provider at all. */
  features: Record<
    "reference" | "replyTo" | "messageTag" | "albums" | "headers" | "uploads" | "templates",
    boolean
  >;
}

/** What a provider takes of one kind of content. */
export interface KindCapability {
  carried: boolean;
  /**
   * By pointer within the content, `*` for an index. `rows` counts the rows of all sections, `header/image` is a header
   * with an image, `url/filename` a filename beside a url.
   */
  fields: Record<string, FieldCapability>;
  /** WhatsApp's types and size of such a file; the providers name none of their own. */
  media?: { channel: "whatsapp"; types: string[]; maxBytes: number; source: string };
}

/** What a provider takes of one field. */
export interface FieldCapability {
  carried: boolean;
  min?: number;
  max?: number;
  unit?: "characters" | "bytes" | "items";
  format?: string;
  values?: string[];
  /** Where the rule is written. */
  source?: string;
}

/** The part of the Standard Schema interface that a synchronous schema has. */
export interface StandardSchemaV1<Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
    ) =>
      | { readonly value: Output; readonly issues?: undefined }
      | { readonly issues: readonly { readonly message: string; readonly path: readonly (string | number)[] }[] };
    readonly types?: { readonly input: Output; readonly output: Output };
  };
}

// ---- what comes back

/** What a send would do. */
export interface Plan {
  provider: ProviderName;
  /** None where a problem is an error. */
  requests: PlannedRequest[];
  /** The problems left after adapting. */
  problems: Problem[];
  changes: Change[];
}

/** One request; a secret stands as `MASKED_<field>`, what only an earlier answer tells as `{{purpose.field}}`. */
export interface PlannedRequest {
  purpose: "token" | "lookup" | "send";
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  body:
    | null
    | { type: "json"; value: unknown }
    | {
        type: "multipart";
        parts: { name: string; value?: string; filename?: string; contentType?: string; size?: number }[];
      };
  /** A cURL line that makes the same request once masks and placeholders are filled in. */
  curl: string;
}

/** One change of a message so that the provider can carry it. */
export interface Change {
  /** JSON Pointer into the message as it was given. */
  path: string;
  /** What became of it. */
  message: string;
  kind:
    | "buttons_to_list"
    | "interactive_to_text"
    | "caption_split"
    | "text_split"
    | "album_split"
    | "location_to_text"
    | "contacts_to_text"
    | "media_to_link"
    | "header_moved"
    | "footer_moved"
    | "truncated";
}

/** One thing that is wrong with a message. */
export interface Problem {
  /** JSON Pointer (RFC 6901) into the message: `/content/sections/0/rows/3/title`. */
  path: string;
  code:
    | "required"
    | "too_long"
    | "too_many"
    | "too_few"
    | "too_large"
    | "out_of_range"
    | "invalid_format"
    | "invalid_type"
    | "duplicate"
    | "conflict"
    | "unsupported"
    | "unknown_field";
  /** An error stops the message; a warning does not. */
  severity: "error" | "warning";
  /** What is wrong and what to do. */
  message: string;
  limit?: number;
  actual?: number;
  /** `characters` are Unicode code points. */
  unit?: "characters" | "bytes" | "items";
  /** Where the rule is written. */
  source?: string;
}

/** What a provider answered when it took the message. */
export interface Receipt {
  provider: ProviderName;
  /** The provider's id of the message, exact to the last digit. */
  messageId: string;
  /** The channel's id, such as WhatsApp's `wamid`. */
  channelMessageId?: string;
  conversationId?: string;
  status: "accepted" | "pending" | "sent" | "delivered" | "received" | "read" | "failed" | "revoked" | "deleted" | "unknown";
  /** Epoch milliseconds. */
  sentAt?: number;
  reference?: string;
  usedFallback: boolean;
  /** How many requests carried the message. */
  attempts: number;
  parts: PartReceipt[];
  changes: Change[];
  /** The answer to the first part: JSON.parse of its text, or the text; secrets masked. */
  raw: unknown;
}

/** One part of a message. */
export interface PartReceipt {
  index: number;
  outcome: "sent" | "not_sent" | "unknown";
  messageId?: string;
  channelMessageId?: string;
}

/** The error that every call throws or rejects with. Tell it by {@link isSessageError}. */
export class SessageError extends Error {
  private constructor();
  code: ErrorCode;
  provider?: ProviderName;
  /** `unknown`: it may have been delivered, so sending again may duplicate it. */
  outcome: "not_sent" | "partial" | "unknown";
  /** Surely not sent, and likely to succeed later as it is. */
  retryable: boolean;
  retryAfterMs?: number;
  /** Epoch milliseconds. */
  retryAt?: number;
  /** HTTP status. */
  status?: number;
  /** The provider's own code, verbatim. */
  providerCode?: string;
  /** The provider's own words; secrets masked. */
  providerMessage?: string;
  problems: Problem[];
  /** How many requests carried the message. */
  attempts: number;
  parts: PartReceipt[];
  /** The answer: JSON.parse of its text, or the text; secrets masked. */
  raw?: unknown;
}

/** The kinds of error. */
export type ErrorCode =
  | "not_initialised"
  | "closed"
  | "invalid_config"
  | "invalid_message"
  | "unsupported"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "window_closed"
  | "rate_limited"
  | "opted_out"
  | "rejected"
  | "unavailable"
  | "network"
  | "timeout"
  | "aborted"
  | "bad_response"
  | "internal";

/** Whether a value is a SessageError; true even where the package was bundled twice. */
export function isSessageError(value: unknown): value is SessageError;

/** The start or the end of an attempt. The URL is masked; there is no body. */
export interface AttemptEvent {
  phase: "start" | "end";
  provider: ProviderName;
  purpose: "token" | "lookup" | "send";
  /** Which attempt at this call, from 1. */
  attempt: number;
  method: string;
  url: string;
  status?: number;
  durationMs?: number;
  /** The wait before the next attempt, where one follows. */
  waitMs?: number;
  code?: ErrorCode;
}

declare global {
  // Older TypeScript libs do not know it; newer ones merge with it.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}
