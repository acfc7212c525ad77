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
 * A load that failed may be asked for again. It rejects with what went wrong, which is no {@link SessageError}: a
 * TypeError where `source` is none of these or the network failed, an Error with the HTTP status or
 * saying that a page came in its place, a WebAssembly.CompileError.
 *
 * @param source Where the module is, in a browser whose server does not have it beside this file: a URL, a string with
 *   one, a Request, a Response, bytes, a WebAssembly.Module, or a promise of one. Elsewhere it is not looked at.
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
  /** Tells that this is an iSlash account. */
  provider: "islash";
  /** Ends in `/api/public`; iSlash gives each customer a host, so there is no default. */
  baseUrl: string;
  /** The secret key; travels as the header X-USER-TOKEN. */
  token: string;
  /** The session key of the channel that sends; travels in the form. */
  session: string;
}

/** A Connectly business. */
export interface ConnectlyConfig {
  /** Tells that this is a Connectly business. */
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
  /** Tells that this is a Texter project. */
  provider: "texter";
  /** Travels as a Bearer token; its scope must include "Send session message". */
  token: string;
} & (
  | {
      /** The project's part of `https://{projectId}.texterchat.com`. */
      projectId: string;
      /** What replaces `https://{projectId}.texterchat.com/server/api/v2`, such as a gateway of your own. */
      baseUrl?: string;
    }
  | {
      /** Not needed beside a `baseUrl`. */
      projectId?: string;
      /** What replaces `https://{projectId}.texterchat.com/server/api/v2`. */
      baseUrl: string;
    }
);

/** A Yeastar P-Series PBX. */
export type YeastarConfig = {
  /** Tells that this is a Yeastar PBX. */
  provider: "yeastar";
  /** `https://host[:port][/prefix]`, without `/openapi/v1.0`; there is no default. */
  baseUrl: string;
  /** 1 for an extension user, 9 for a third-party platform. Default: 1 with a `senderNo`, else 9. */
  senderType?: 1 | 9;
  /** The number of the extension that sends. */
  senderNo?: string;
  /** The channel where a message names none. Default `whatsapp`. */
  channel?: string;
  /** The DID number that sends where a message names none. */
  from?: string;
  /**
   * The User-Agent, which the PBX requires: visible ASCII and single spaces. Browsers send their own. Default
   * `OpenAPI`.
   */
  userAgent?: string;
} & (
  | {
      /** A token that you obtain and renew; sessage does not log in. */
      accessToken: string;
      clientId?: never;
      clientSecret?: never;
    }
  | {
      accessToken?: never;
      /** The API application's client id: sessage logs in, and renews the token when it ends. */
      clientId: string;
      /** The API application's client secret. */
      clientSecret: string;
    }
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
  /** Milliseconds for one call of yours, with its waits and its token, look-up and upload calls. Default 60000. */
  deadlineMs?: number;
  /** Repeating what surely was not sent; `false` for one attempt. */
  retry?: RetryOptions | false;
  /** How far messages may be changed. Default "off". */
  adapt?: Adapt;
  /**
   * In place of the global fetch: a service binding, a proxy, a test double. Where it throws at once, or does not take
   * the Request, the send fails with `invalid_config`; where it rejects later, the message may be out.
   */
  fetch?: (request: Request) => Promise<Response>;
  /**
   * Yeastar: where the tokens of a login are kept beside the client, so that isolates and processes share one login.
   * Without it each client logs in for itself, and a PBX keeps few tokens alive.
   */
  tokenStore?: TokenStore;
  /** Texter: milliseconds that a looked-up chat is remembered. Default 600000. */
  chatCacheMs?: number;
  /** Hears of each attempt. What it throws is ignored. */
  onAttempt?: (event: AttemptEvent) => void;
  /** Whether `http:` is allowed to a host that is not loopback, such as a PBX on a LAN. Default false. */
  allowInsecure?: boolean;
  /**
   * Whether receipts and errors, those of runs and checkpoints too, carry the provider's answer as `raw`. It may hold
   * what the message holds, so `false` keeps that out of your logs and queues. Default true.
   */
  raw?: boolean;
  /**
   * The most messages that one may become by adapting; an album of ten, each with its caption, becomes 20. Beyond it the
   * message has a problem `too_many` at the field that was split. Default 20.
   */
  maxParts?: number;
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

/** What a Yeastar login gave. The tokens open the PBX: keep them as you keep the client's secret. */
export interface Tokens {
  /** Opens every call. */
  accessToken: string;
  /** Obtains the next tokens; each use of it ends the old pair. */
  refreshToken?: string;
  /** When `accessToken` ends, in epoch milliseconds. */
  expiresAt: number;
  /** When `refreshToken` ends, in epoch milliseconds. */
  refreshExpiresAt?: number;
}

/**
 * A place for tokens: a key-value store, a database, a file. It is an object with both methods, its own or its class's;
 * anything else is `invalid_config`.
 *
 * It is read before the first login and again after a refused refresh, and written after each login and refresh; one
 * task of a client does so at a time. A method that throws, rejects, gives something else or does not settle within
 * `timeoutMs` is passed over: the send goes on as though the store were empty.
 */
export interface TokenStore {
  /** The tokens that were set last, or `undefined` where there are none. */
  get(): Promise<Tokens | undefined>;
  /** Keeps these tokens in place of those before. */
  set(tokens: Tokens): Promise<void>;
}

// ---- the message

/** One message to one recipient. */
export interface Message {
  /** Who receives it. */
  to: Recipient;
  /** What they receive. */
  content: Content;
  /**
   * Which of the account's numbers sends; overrides the configuration's. Connectly and Yeastar, and Texter for a
   * template.
   */
  from?: string;
  /**
   * The channel; overrides the configuration's. Default `whatsapp` where one is needed. Connectly takes `whatsapp`
   * alone, Yeastar any of the PBX's.
   */
  channel?: string;
  /** Quotes a message: `Receipt.messageId` on iSlash, `Receipt.channelMessageId` on Texter. */
  replyTo?: string;
  /**
   * Your own id. Connectly (up to 1024 bytes), Texter and Yeastar (up to 127 characters) take it; iSlash, and Texter
   * with a template, have no place for it, which is a warning.
   */
  reference?: string;
  /** A Facebook message tag, for a message outside the 24-hour window. Yeastar. */
  messageTag?: string;
  /**
   * When the contact last wrote, in epoch milliseconds. 24 hours after it the session window is closed: the `fallback`
   * is sent, or without one the send fails with `window_closed` and no request leaves. A template and a message with a
   * `messageTag` are sent at any time.
   *
   * Without it the provider alone decides, and only Connectly documents how it answers then. iSlash, Texter and Yeastar
   * document no such error; WhatsApp's own 131047 is `window_closed` where a code stands in their answers, but none of
   * the three promises to pass it on. So give it for these three. It is asked before each attempt and each part.
   *
   * 0 says that the contact never wrote. A time in another unit, before 2009 or more than a day from now, is
   * `out_of_range`.
   *
   * https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages#customer-service-windows
   */
  lastInboundAt?: number;
  /**
   * The template that is sent once in place of the whole message when the session window is closed: by
   * `lastInboundAt`, before any request, or by the provider's answer to the first part. For iSlash, Texter and Yeastar
   * that answer is not documented, so give `lastInboundAt` too. It is not sent where the message may be out: after an
   * outcome `unknown`, and after a first part was sent.
   *
   * Its problems are found with the message's, at `/fallback/…`.
   */
  fallback?: TemplateContent;
  /**
   * Fields of the provider's body that the model lacks, merged last into its top level; form fields on iSlash. Goes
   * with each part of a split message. One that takes the place of an object or a list that sessage wrote replaces the
   * whole of it, which is a warning.
   */
  providerOptions?: Record<string, unknown>;
}

/**
 * A phone number, or one of the forms that a provider knows. A number is `+` and 7 to 15 digits; white space, dashes,
 * `.()` and what cannot be seen do not count. A zero in brackets, as in `+44 (0)20 …`, is `invalid_format`: it would make
 * it another number. Yeastar takes other numbers of the PBX too, such as `1000`; Texter looks up the chat that has the
 * number, or its other spelling in Brazil, Mexico and Argentina.
 */
export type Recipient =
  | string
  /** The same as the plain string. */
  | { phone: string; conversationId?: never; bsuid?: never }
  /** A Texter chat id, or a Yeastar session id, which is digits. A `phone` beside it is not used. */
  | { conversationId: string | number; phone?: string; bsuid?: never }
  /**
   * A Connectly business-scoped user id, whole: `US.13491208655302741918`. Authentication templates go to a phone number
   * alone.
   */
  | { bsuid: string; phone?: never; conversationId?: never };

/** What the contact receives. */
export type Content =
  | TextContent
  | MediaContent
  | AlbumContent
  | LocationContent
  | ContactsContent
  | ButtonsContent
  | ListContent
  | TemplateContent;

/** Plain text, on all four. */
export interface TextContent {
  /** Tells the kind of content. */
  type: "text";
  /** Up to 4096 characters. */
  text: string;
}

/** One file. Stickers are iSlash's alone; the others are on all four, each from its own sources. */
export type MediaContent = {
  /** What the file is shown as. */
  type: "image" | "video" | "audio" | "document" | "sticker";
  /** Text under the file, up to 1024 characters; audio and stickers have none, and Yeastar has none at all. */
  caption?: string;
  /** The name that the contact sees. Default for a `file`: `File.name`, then `file` with the type's ending. */
  filename?: string;
} & MediaSource;

/** Where a file comes from: exactly one of these. */
export type MediaSource =
  /** A public `http:` or `https:` address that the provider fetches. iSlash, Connectly and Texter. */
  | { url: string; file?: never; uploaded?: never }
  /**
   * A Blob or File. iSlash takes it with the message. Yeastar takes it in a call before the message, which
   * {@link Client.upload} makes too: what you send to many is better uploaded once.
   */
  | { file: Blob; url?: never; uploaded?: never }
  /** A file that Texter or Yeastar has already, or a sticker of iSlash's; a string stands for the `uri`. */
  | { uploaded: string | UploadedFile; url?: never; file?: never };

/**
 * A file that the provider already has, as {@link Client.upload} returns it. iSlash's sticker id and Texter's `fileId`
 * are `id` where it is given, else `uri`; Yeastar takes all of it, as its `File_Info`. A PBX removes its uploads after
 * a time.
 */
export interface UploadedFile {
  /** The provider's id of the file. */
  id?: string;
  /** The file's name, where the message gives no `filename`. Yeastar. */
  name?: string;
  /** How the provider finds the file. */
  uri: string;
  /** MIME type. Yeastar. */
  type?: string;
  /** Bytes. Yeastar. */
  size?: number;
}

/** Several media in one message. Texter takes 1 to 10, Connectly and Yeastar one; iSlash has no albums. */
export interface AlbumContent {
  /** Tells the kind of content. */
  type: "album";
  /** The media, in the order they are shown. */
  items: MediaContent[];
}

/** A place. Connectly and Texter. */
export interface LocationContent {
  /** Tells the kind of content. */
  type: "location";
  /** Degrees, -90 to 90. */
  latitude: number;
  /** Degrees, -180 to 180. */
  longitude: number;
  /** What the place is called. */
  name?: string;
  /** Its postal address, on one line. */
  address?: string;
}

/** Contact cards. Texter. */
export interface ContactsContent {
  /** Tells the kind of content. */
  type: "contacts";
  /** 1 to 257 cards. */
  contacts: Contact[];
}

/** A contact card. Each `type` is a label of yours, such as `WORK`, `HOME` or `CELL`. */
export interface Contact {
  /** `formatted` is the whole name as it is shown; WhatsApp asks for `first` or `last` beside it. */
  name: { formatted: string; first?: string; last?: string };
  /** `phone` is the number as it is shown; `waId` is its WhatsApp id, which lets the contact start a chat. */
  phones?: { phone: string; type?: string; waId?: string }[];
  /** E-mail addresses. */
  emails?: { email: string; type?: string }[];
  /** Websites. */
  urls?: { url: string; type?: string }[];
  /** Where the person works; `title` is the job's. */
  org?: { company?: string; department?: string; title?: string };
  /** Postal addresses; `street` holds the house number too, `state` is a state or region. */
  addresses?: { street?: string; city?: string; state?: string; zip?: string; country?: string; type?: string }[];
  /** `YYYY-MM-DD` */
  birthday?: string;
}

/** Text with one to three buttons, one of which the contact taps. Connectly and Texter. */
export interface ButtonsContent {
  /** Tells the kind of content. */
  type: "buttons";
  /** Up to 1024 characters. */
  text: string;
  /** Stands above the text. Connectly. */
  header?: Header;
  /** Stands below the text; up to 60 characters. Connectly. */
  footer?: string;
  /** `id` comes back when the contact taps; up to 256 characters. `title` is the label; up to 20. Each is unique. */
  buttons: { id: string; title: string }[];
}

/** Text with a list of up to ten rows, one of which the contact chooses. Connectly and Texter. */
export interface ListContent {
  /** Tells the kind of content. */
  type: "list";
  /** Up to 4096 characters. */
  text: string;
  /** Stands above the text; a string, never a file. Connectly. */
  header?: Header;
  /** Stands below the text; up to 60 characters. Connectly. */
  footer?: string;
  /** The label that opens the list; up to 20 characters. */
  button: string;
  /** 1 to 10 sections; together up to ten rows. */
  sections: ListSection[];
}

/** A section of a list. */
export interface ListSection {
  /** Stands above the rows; up to 24 characters. Required where there is more than one section. */
  title?: string;
  /**
   * At least one. `id` comes back when the contact chooses; up to 200 characters, unique. `title` is up to 24
   * characters, `description` up to 72.
   */
  rows: { id: string; title: string; description?: string }[];
}

/**
 * A template: a text that the provider has on file, which may be sent at any time. `Client.templates()` lists what
 * iSlash and Yeastar have, and {@link validateTemplate} checks the values against it.
 *
 * No value may hold a line break, a tab or more than four spaces in a row:
 * https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
export interface TemplateContent {
  /** Tells the kind of content. */
  type: "template";
  /** The name that the template has with the provider. */
  name: string;
  /**
   * The language it is written in, such as `en`, `pt_BR` or `zh_Hans`; another form is a warning. Connectly and Yeastar
   * require it, Texter takes it; iSlash has one language to a name, so there it is `unsupported`.
   */
  language?: string;
  /** Yeastar's own id of the template, which is digits and required; elsewhere a warning. */
  id?: string | number;
  /** WhatsApp's id of the template, which Yeastar requires; elsewhere a warning. */
  templateId?: string;
  /** The category that it was approved for. No provider takes it, which is a warning. */
  category?: string;
  /** The value of the header's placeholder, or its file. None where the header never changes. */
  header?: string | TemplateHeader;
  /**
   * The values of the body's placeholders: by place, in order, or by name, which is Yeastar's alone. Each is up to 1024
   * characters, in a template without header and buttons up to 32768. iSlash takes up to three, Connectly up to 15.
   */
  body?: string[] | Record<string, string>;
  /** The template's buttons in its order, those that never change too; up to ten. */
  buttons?: TemplateButton[];
}

/**
 * The file of a template's header: by `url` on Connectly and Texter, as a `file` on iSlash, as a `file` or `uploaded` on
 * Yeastar. `filename` is a document's.
 */
export type TemplateHeader = { type: "image" | "video" | "document"; filename?: string } & MediaSource;

/** A button of a template. */
export interface TemplateButton {
  /** What the button does. */
  type: "url" | "quick_reply" | "flow" | "copy_code" | "voice_call" | "phone_number";
  /**
   * The value of its placeholder, such as the end of a `url` button's address; none for a button that never changes.
   * Connectly takes those of `url` buttons, iSlash one such, Yeastar all, Texter none.
   */
  text?: string;
}

/** What stands above the text: up to 60 characters, or a file by its public address. `filename` is a document's. */
export type Header = string | { type: "image" | "video" | "document"; url: string; filename?: string };

// ---- the client

/** A configured provider, ready to send. */
export class Client {
  /** @throws {SessageError} `invalid_config`, with every problem. */
  constructor(config: ProviderConfig, options?: ClientOptions);
  /** The provider that the configuration names. */
  readonly provider: ProviderName;
  /** Every problem of the message as it stands; `[]` when it can be sent so. Never throws because of the message. */
  validate(message: Message): Problem[];
  /**
   * What `send` would do, from a client that has sent nothing yet: the requests in order, secrets masked, the problems
   * left and the changes made. Nothing is sent. Never throws because of the message. `adapt` overrides the client's.
   */
  plan(message: Message, options?: { adapt?: Adapt }): Plan;
  /**
   * Checks the message and sends it. The promise rejects with a {@link SessageError} that says whether the contact may
   * have the message.
   */
  send(message: Message, options?: SendOptions): Promise<Receipt>;
  /**
   * Keeps a file with the provider, to be `uploaded` of messages to come. Yeastar, up to 100 MB:
   * https://help.yeastar.com/en/p-series-cloud-edition/developer-guide/upload-files-for-message-campaigns.html
   *
   * Rejects with a {@link SessageError}: `unsupported` on the other three, `invalid_message` where the file is too
   * large, `invalid_config` where it is no Blob or an option is wrong. No request has left then. `filename` is the name
   * to keep it under, by default its own.
   */
  upload(file: Blob, options?: { filename?: string; signal?: AbortSignal }): Promise<UploadedFile>;
  /**
   * The templates on file: those with `search` in their name, of one `channelId`, of any of these categories and
   * languages. iSlash, whose session is the channel, and Yeastar, which needs the `channelId`:
   * https://api-docs.islash.io/template-message/get-template-message
   * https://help.yeastar.com/en/p-series-software-edition/developer-guide/get-whatsapp-message-templates.html
   *
   * Rejects with a {@link SessageError}: `unsupported` on the other two, `invalid_config` where the query is wrong.
   * Of Yeastar's, at most 100 pages of 50 are read.
   */
  templates(query?: {
    search?: string;
    channelId?: string | number;
    category?: string[];
    language?: string[];
  }): Promise<Template[]>;
  /**
   * The stickers of the account's library. iSlash: https://api-docs.islash.io/sticker-list/get-sticker-list
   *
   * Rejects with a {@link SessageError}: `unsupported` on the other three.
   */
  stickers(): Promise<Sticker[]>;
  /**
   * The chats whose phone number or name holds `search`, which has two characters at least; `limit` is the most to give,
   * up to 10000. Texter: https://help.texterchat.com/api-reference/chats/search-chats
   *
   * Rejects with a {@link SessageError}: `unsupported` on the other three, `invalid_config` where the query is wrong.
   */
  chats(query: { search: string; limit?: number }): Promise<Chat[]>;
  /**
   * Sends many messages, several at a time; each is checked and sent as by `send`. Nothing is read or sent before the
   * run is first asked for a result. See {@link BulkRun}.
   *
   * @throws {SessageError} `invalid_config` where `messages` holds none to read or an option is wrong.
   */
  sendMany(
    messages: Iterable<Message> | AsyncIterable<Message> | ReadableStream<Message>,
    options?: BulkOptions,
  ): BulkRun;
  /**
   * Sends one content to many recipients, as `sendMany` sends messages. The content is read, changed and checked once:
   * where it is wrong, every result says so and no request leaves.
   *
   * @throws {SessageError} `invalid_config` where `recipients` holds none to read or an option is wrong.
   */
  broadcast(
    content: Content,
    recipients: Iterable<Recipient> | AsyncIterable<Recipient> | ReadableStream<Recipient>,
    options?: BulkOptions,
  ): BulkRun;
  /** Lets the memory go. Later calls throw `closed`; what runs finishes. */
  free(): void;
  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void;
}

/** Options of one send, over those of its client. */
export interface SendOptions {
  /** Cuts an attempt or a wait at once; the send then fails with `aborted`. */
  signal?: AbortSignal;
  /** Milliseconds for one attempt, reading the body included; overrides the client's. */
  timeoutMs?: number;
  /**
   * Milliseconds for this send, with its waits, its parts and its token, look-up and upload calls; overrides the
   * client's. A wait that would pass it is not begun: the send fails at once, with `retryAt`.
   */
  deadlineMs?: number;
  /** How far the message may be changed; overrides the client's. */
  adapt?: Adapt;
  /**
   * `error.parts` of a send that stopped between its parts: those that are `not_sent` are sent. Set an `unknown` one
   * to `not_sent` to send it again; as long as one is left, the send rejects, `partial` or `unknown`, with the code
   * `conflict`.
   */
  resume?: PartReceipt[];
}

/**
 * Several clients for one message: the next is tried where the one before surely did not send.
 *
 * It moves on after `unsupported`, `unauthorized`, `forbidden`, `not_found`, `rate_limited`, `unavailable`, `network`
 * and `window_closed`, where the outcome is `not_sent`; at anything else it stops. All but the last client make one
 * attempt. A client that failed twice in a row on its credentials or for not working rests for 30 seconds; where all
 * rest, the one that wakes first is asked.
 */
export class Failover {
  /** @throws {SessageError} `invalid_config` where it is no array of one {@link Client} or more, `closed` after `free`. */
  constructor(clients: Client[]);
  /**
   * Sends by the first client that can. Where the providers need other messages, such as other templates, give a
   * function; what it throws is thrown here, as it is.
   *
   * `deadlineMs` is for all clients together, by default 60000. `attempts` counts those of all clients. The promise
   * rejects with the {@link SessageError} of the client tried last. `resume` is `invalid_config`: resume with the
   * client that `error.provider` names.
   */
  send(message: Message | ((provider: ProviderName) => Message), options?: SendOptions): Promise<Receipt>;
}

/** Options of a run of many messages. An unknown field is `invalid_config`. */
export interface BulkOptions {
  /**
   * The most messages that are under way at once, those finished and not handed out among them: 1 to 1000. Default 8. A
   * run starts with four, and one more leaves for every four good answers.
   */
  concurrency?: number;
  /** The most messages that start in a second, spread evenly; may be less than 1. Default: no limit. */
  perSecond?: number;
  /** The least milliseconds from the end of one message to the start of the next to the same recipient. Default 0. */
  perRecipientMs?: number;
  /**
   * Ends the run: nothing more is taken, what is being sent ends with `aborted`, and the loop ends after those results
   * without throwing.
   */
  signal?: AbortSignal;
  /**
   * Hears how far the run has come: after each result is handed out, before the loop sees it and before anything new
   * leaves, when the run is held, and once at the end. What it throws is ignored.
   */
  onProgress?: (progress: BulkProgress) => void;
  /**
   * A checkpoint of an earlier run over the same messages in the same order; give them from their start. The messages
   * that were taken must go to the same recipients in the same order: what they say may differ, and there may be more
   * after them. Otherwise the loop and `done()` throw `invalid_config`, and nothing leaves.
   */
  resume?: BulkCheckpoint;
  /** How far the messages may be changed; overrides the client's. */
  adapt?: Adapt;
  /**
   * When the provider is taken for dead, so that an outage does not use up the messages. After `failures` outcomes in a
   * row that are `network`, `timeout`, or `unavailable` and unknown (default 5), nothing starts. After `probeMs` (default
   * 5000), and each time after twice as long, up to five minutes, the base URL's host is asked by HEAD whether it
   * answers; then one message goes alone, and the others once it went well. `false`: never.
   */
  breaker?: { failures?: number; probeMs?: number } | false;
}

/**
 * A run of many messages. It starts when its first result is asked for: by `for await`, or by `done()`.
 *
 * Results come in the order in which the messages end; one that fails stops nothing. Messages to one recipient leave in
 * the order given, one at a time. A slow loop slows the taking, and memory does not grow with the number of messages.
 *
 * What one message learns of the account holds for all: where the provider asks to wait, by Retry-After or by a code,
 * nothing more starts until then, and what was refused leaves again by itself. Waiting so costs no attempt. After that
 * the run goes on at the pace that the account took before.
 *
 * - Leaving the loop (`break`, `return`, a throw) takes no more messages and lets those under way finish.
 * - A source that throws ends the run: after the results of what was under way, the loop and `done()` throw the same.
 * - Messages that were not taken are untouched.
 */
export interface BulkRun extends AsyncIterable<BulkResult> {
  /** How far the run has come, now. */
  readonly progress: BulkProgress;
  /**
   * Where the run stands, to go on from in another process: `JSON.stringify` it and save it after each result, before
   * the next is asked for. A run killed at any moment and resumed from the checkpoint saved last sends nothing twice.
   * One saved less often may be too old for that.
   *
   * The resumed run skips what is done. What was in flight comes back as `unknown` with the code `aborted` and is not
   * sent again; what had finished and was not handed out is handed out.
   *
   * Before the first result there is no checkpoint: a run killed there and begun anew may send as many messages twice as
   * `concurrency` allows at once.
   */
  checkpoint(): BulkCheckpoint;
  /** Runs to the end, dropping the results, and gives the last progress. */
  done(): Promise<BulkProgress>;
}

/** What became of one message of a run. */
export type BulkResult = {
  /** Its place among the messages given, from 0. */
  index: number;
  /** Its recipient, as it was given. */
  to: Recipient;
  /** The message's own `reference`. */
  reference?: string;
} & (
  | { outcome: "sent"; receipt: Receipt; error?: never }
  | { outcome: "not_sent" | "partial" | "unknown"; error: SessageError; receipt?: never }
);

/** How far a run has come. */
export interface BulkProgress {
  /**
   * Messages that started, or whose result came from the checkpoint. What a resumed run skips does not count, nor what
   * was refused for the account's sake and waits to leave again.
   */
  taken: number;
  /** Results handed out: the provider took the message. */
  sent: number;
  /** Results handed out: surely not sent. */
  notSent: number;
  /** Results handed out: some parts were sent. */
  partial: number;
  /** Results handed out: perhaps sent. */
  unknown: number;
  /** Taken and not handed out: being sent, or waiting for the loop. */
  inFlight: number;
  /** Results handed out a second, since the run started. */
  perSecond: number;
  /** While the run is held: until when nothing starts, in epoch milliseconds. In an outage it is asked then. */
  heldUntil?: number;
  /** Why the run is held: the account takes no more for now, or the provider does not answer. */
  heldBy?: "rate_limited" | "outage";
}

/**
 * Where a run stands, as plain JSON: a few indexes, and the results that were not handed out, at most `concurrency` of
 * them. It holds no secret.
 */
export interface BulkCheckpoint {
  /** The form of the checkpoint. */
  version: 2;
  /** Whose run it is. */
  provider: ProviderName;
  /** How many messages were taken from the source. */
  taken: number;
  /** A hash of their recipients, in order: 16 hexadecimal digits. */
  recipients: string;
  /** All messages below this index are done: their results were handed out. */
  below: number;
  /** The indexes done beyond that, as ranges from first to last, both included. */
  done: [number, number][];
  /** The indexes that are being sent, or may be before the next result is handed out. */
  inFlight: number[];
  /** Results that were not handed out, for a resumed run. They name recipients and hold the providers' answers. */
  held: unknown[];
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

/**
 * The length of a text. Limits count `characters`, which are Unicode code points; `utf16` is JavaScript's `length`,
 * `utf8` the bytes on the wire.
 *
 * @throws {SessageError} `invalid_config` where it is no string.
 */
export function measure(text: string): { characters: number; utf16: number; utf8: number };

/**
 * One text for every spelling of one recipient, to find or to group by: white space, dashes and brackets do not count in a
 * number. It goes by `conversationId` where there is one. The two spellings of a number that some countries have, as
 * Brazil's with and without its ninth digit, stay two. A run keeps the order of its messages by it.
 *
 * @throws {SessageError} `invalid_message` for what is no recipient; `invalid_config` where there is no such provider.
 */
export function recipientKey(to: Recipient, provider: ProviderName): string;

/**
 * A text of 32 hexadecimal digits by which a message as it is written can be told from others: to send each once, keep
 * it beside what was sent. It is the same for every order of fields, and another for every other change but the bytes of
 * a `file`, which counts by its name, type and size. An id counts the same as number and as text; the named values of a
 * template in their order. What passes 1 MiB of text, which no provider is sent, counts by its length alone. It does not
 * change between versions, and is no proof against who forges one.
 */
export function fingerprint(message: Message): string;

/**
 * Whether a contact may be answered freely: for `hours` after their last message. Both times are in epoch milliseconds;
 * `now` is this moment unless you name another. A `lastInboundAt` of 0 says that the contact never wrote: the window is
 * closed. A time in another unit, before 2009 or more than a day after `now`, is `out_of_range`. `hours` is 24 by
 * default, up to 8760: fewer to stop in good time, or those of another channel. The 72 hours after a click-to-WhatsApp
 * advertisement are about what messages cost: free text ends after 24 hours even so. `closesAt` is when the window
 * closes or closed, `msLeft` how many milliseconds are left, 0 where it is closed.
 *
 * https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages#customer-service-windows
 *
 * @throws {SessageError} `invalid_config` where an argument is wrong.
 */
export function windowState(
  lastInboundAt: number,
  options?: { now?: number; hours?: number },
): { state: "open" | "closed"; closesAt: number; msLeft: number };

/**
 * What a content lacks for a template that `Client.templates()` gave, or has too much: values without a placeholder,
 * placeholders without a value, another type of header or button. A template whose `status` says that it cannot be sent
 * now, such as `PAUSED` or `REJECTED`, is a `conflict` at `/name`; a status that is not known here is a warning. Paths
 * point into the content: `/body/1`. What a provider takes is not looked at; `validate` does that.
 *
 * @throws {SessageError} `invalid_config` where the template is none that was listed.
 */
export function validateTemplate(template: Template, content: TemplateContent): Problem[];

/**
 * A schema for form libraries, by the Standard Schema interface: https://standardschema.dev. Its issues are the
 * problems that are errors; warnings are left out.
 *
 * @throws {SessageError} `invalid_config` where there is no such provider.
 */
export function messageSchema(provider: ProviderName): StandardSchemaV1<Message>;

/** What a provider takes. */
export interface Capabilities {
  /** The provider that this is the table of. */
  provider: ProviderName;
  /** The name as people write it. */
  title: string;
  /** The page of the call that sends. */
  source: string;
  /** The forms of recipient. */
  recipients: Record<"phone" | "conversationId" | "bsuid", FieldCapability>;
  /** The fields beside recipient and content. */
  message: Record<"from" | "channel" | "replyTo" | "reference" | "messageTag", FieldCapability>;
  /** The same beside a template, which may go out by a call of its own; `to/phone` is a form of recipient. */
  template: Record<
    | "to/phone"
    | "to/conversationId"
    | "to/bsuid"
    | "from"
    | "channel"
    | "reference"
    | "messageTag",
    FieldCapability
  >;
  /** The kinds of content. */
  content: Record<Content["type"], KindCapability>;
  /**
   * What a message may have at all: `uploads` is a file that the provider has already, `headers` one above buttons or a
   * list, `templates` a content of that type.
   */
  features: Record<
    "reference" | "replyTo" | "messageTag" | "albums" | "headers" | "uploads" | "templates",
    boolean
  >;
  /** The methods of a client, beside sending, that the provider has a call for. */
  operations: ("upload" | "templates" | "stickers" | "chats")[];
}

/** What a provider takes of one kind of content. */
export interface KindCapability {
  /** Whether the provider carries the kind at all. */
  carried: boolean;
  /**
   * By pointer within the content, `*` for an index. `rows` counts the rows of all sections, `header/image` is a
   * header with an image, `url/filename` a filename beside a url. Of a template, `body/only/*` is a value of a body
   * without header and buttons, `body/named` a body with named values; a button's value stands under its type.
   */
  fields: Record<string, FieldCapability>;
  /**
   * WhatsApp's MIME types and largest size of such a file, and the page that states them; the providers name none of
   * their own.
   */
  media?: { channel: "whatsapp"; types: string[]; maxBytes: number; source: string };
}

/** What a provider takes of one field. */
export interface FieldCapability {
  /** Whether the provider carries the field. */
  carried: boolean;
  /** The fewest items, or the least value. None where there is no such limit. */
  min?: number;
  /** The longest text or list, or the greatest value. None where there is no such limit. */
  max?: number;
  /** What `min` and `max` count; none where they are values. `characters` are Unicode code points. */
  unit?: "characters" | "bytes" | "items";
  /** The form of the text, in words; what only the documents name is a warning where it is missing. */
  format?: string;
  /** The only values that it may have. */
  values?: string[];
  /** The page that states the rule. */
  source?: string;
}

/** The part of the Standard Schema interface that a synchronous schema has. */
export interface StandardSchemaV1<Output> {
  /** What form libraries read. */
  readonly "~standard": {
    /** The version of the interface. */
    readonly version: 1;
    /** `sessage` */
    readonly vendor: string;
    /** Gives the value itself, or issues: each with words for a person and its place as keys. */
    readonly validate: (
      value: unknown,
    ) =>
      | { readonly value: Output; readonly issues?: undefined }
      | { readonly issues: readonly { readonly message: string; readonly path: readonly (string | number)[] }[] };
    /** For TypeScript alone; there is nothing at run time. */
    readonly types?: { readonly input: Output; readonly output: Output };
  };
}

// ---- what comes back

/** What a send would do. */
export interface Plan {
  /** The provider that the message is for. */
  provider: ProviderName;
  /**
   * Every request that a send might make, in order; `[]` where a problem is an error. The last is the `fallback`'s, where
   * there is one; with the window closed by `lastInboundAt` it is the only message.
   */
  requests: PlannedRequest[];
  /** The problems left after adapting. */
  problems: Problem[];
  /** What would be changed; `[]` where the message fits or `adapt` is "off". */
  changes: Change[];
}

/** One request; a secret stands as `MASKED_<field>`, what only an earlier answer tells as `{{purpose.field}}`. */
export interface PlannedRequest {
  /**
   * `token` logs in to Yeastar or renews the login, `lookup` finds the Texter chat of a phone number, `upload` hands a
   * file to Yeastar, `send` carries the message or its fallback.
   */
  purpose: "token" | "lookup" | "upload" | "send";
  /** The HTTP method. */
  method: "GET" | "POST";
  /** The whole address, query included. */
  url: string;
  /** The headers that sessage sets. */
  headers: Record<string, string>;
  /** The body, `null` where there is none. A file has its `size` in bytes and no `value`. */
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
  /** The kind of change. */
  kind:
    /** Buttons became the rows of a list. */
    | "buttons_to_list"
    /** Buttons or a list became numbered text. */
    | "interactive_to_text"
    /** A caption became a text message of its own. */
    | "caption_split"
    /** A text became several messages. */
    | "text_split"
    /** An album became one message for each item. */
    | "album_split"
    /** A location became text with a link to a map. */
    | "location_to_text"
    /** Contact cards became text. */
    | "contacts_to_text"
    /** A file became text with a link to it. */
    | "media_to_link"
    /** A header moved into the text, or before it. */
    | "header_moved"
    /** A footer moved into the text. */
    | "footer_moved"
    /** A label was cut, with `…` at its end. */
    | "truncated";
}

/**
 * One thing that is wrong with a message, a configuration or options. Errors are listed before warnings, and at most a
 * hundred: then one more, with path `""` and code `too_many`, says how many there are (`actual`). Whether a message can
 * be sent is decided over all of them.
 */
export interface Problem {
  /** JSON Pointer (RFC 6901) into what was given: `/content/sections/0/rows/3/title`; `""` is the whole of it. */
  path: string;
  /** The kind of problem. */
  code:
    /** The field is missing, or blank. */
    | "required"
    /** The text has more characters, or bytes, than the limit. */
    | "too_long"
    /** The list has more items than the limit. */
    | "too_many"
    /** The list has fewer items than it needs. */
    | "too_few"
    /** The file is larger than the limit, or with this text the message has more than 1 MiB of it. */
    | "too_large"
    /** The number is outside its range. */
    | "out_of_range"
    /** The text does not have the form that the field needs. */
    | "invalid_format"
    /** The value is of another type than the field. */
    | "invalid_type"
    /** The value must be unique and stands twice. */
    | "duplicate"
    /** Two fields exclude each other. */
    | "conflict"
    /** The provider cannot carry it; `message` names who can. */
    | "unsupported"
    /** There is no such field. */
    | "unknown_field";
  /** An error stops the message. A warning does not: something that the contact never sees is lost or doubtful. */
  severity: "error" | "warning";
  /** What is wrong and what to do. */
  message: string;
  /** The limit that was passed, in `unit`; with every `too_…` code. */
  limit?: number;
  /** What was found instead, in `unit`. */
  actual?: number;
  /** What `limit` and `actual` count. `characters` are Unicode code points. */
  unit?: "characters" | "bytes" | "items";
  /** The page that states the rule. */
  source?: string;
}

/** What a provider answered when it took the message. */
export interface Receipt {
  /** The provider that took it. */
  provider: ProviderName;
  /**
   * The provider's id of the message, exact to the last digit; of the first part where there are several. Empty where
   * the provider names none: iSlash for a template.
   */
  messageId: string;
  /** The channel's id of it, such as WhatsApp's `wamid`. iSlash and Texter. */
  channelMessageId?: string;
  /** The conversation that it went into. iSlash, Texter and Yeastar. */
  conversationId?: string;
  /** How far it had come when the provider answered; sessage does not follow it further. */
  status:
    /** The provider has taken it. */
    | "accepted"
    /** The provider is still working on it. */
    | "pending"
    /** It is on its way to the contact. */
    | "sent"
    /** It is on the contact's device. */
    | "delivered"
    /** iSlash says received. */
    | "received"
    /** The contact has read it. */
    | "read"
    /** It failed after it was taken. */
    | "failed"
    /** It was taken back. */
    | "revoked"
    /** It was deleted. */
    | "deleted"
    /** The provider gave no status, or one that its documents do not list. */
    | "unknown";
  /** When the provider says it was sent, in epoch milliseconds. iSlash and Texter. */
  sentAt?: number;
  /** The message's own `reference`. */
  reference?: string;
  /**
   * The channel's own spelling of the recipient, where the answer names it: on WhatsApp the number's digits, which may
   * differ from those of `to`. Texter, but for a template.
   */
  to?: string;
  /** Whether the `fallback` was sent in place of the message; `changes` is `[]` then, and `parts` is the template. */
  usedFallback: boolean;
  /** How many requests carried the message, its parts and repeats included. */
  attempts: number;
  /** The messages that it was sent as, in order: one, unless adapting made several. */
  parts: PartReceipt[];
  /** What was changed so that the provider could carry it. */
  changes: Change[];
  /** The answer to the first part: JSON.parse of its text, or the text; secrets masked. None with `raw: false`. */
  raw?: unknown;
}

// ---- what a provider lists

/** A template on file with iSlash or Yeastar. */
export interface Template {
  /** `name` of a {@link TemplateContent}. */
  name: string;
  /** The language it is written in. */
  language?: string;
  /** The category that it was approved for, in capitals as WhatsApp writes it. */
  category?: string;
  /** Whether it may be sent, in capitals as WhatsApp writes it: `APPROVED`. */
  status?: string;
  /** The provider's own id of it. */
  id?: string;
  /** WhatsApp's id of it. */
  templateId?: string;
  /** The channel that it belongs to. Yeastar. */
  channelId?: string;
  /** Whether the body's values go by place, as an array, or by name, as an object. */
  parameterFormat: "positional" | "named";
  /** Its components, in order. */
  components: TemplateComponent[];
  /** The provider's own entry. */
  raw: unknown;
}

/** One component of a template. */
export interface TemplateComponent {
  /** What it is. */
  type: "header" | "body" | "footer" | "buttons";
  /** What a header holds: `text`, `image`, `video`, `document` or `location`. */
  format?: string;
  /** Its text, placeholders in double braces. */
  text?: string;
  /** The placeholders that need a value, each once, in order: `1`, `2`, or names. */
  parameters: string[];
  /** The buttons, where it is those. */
  buttons?: {
    /** What it does: as {@link TemplateButton}, or a type that sessage does not know. */
    type: string;
    /** Its label. */
    text?: string;
    /** The address that it opens, placeholder in double braces. */
    url?: string;
    /** The placeholders of the address that need a value. */
    parameters: string[];
  }[];
}

/** A sticker in iSlash's library. */
export interface Sticker {
  /** `uploaded` of a sticker message. */
  id: string;
  /** Its name. */
  name?: string;
  /** MIME type, as the provider gives it. */
  type?: string;
  /** Pixels. */
  width?: number;
  /** Pixels. */
  height?: number;
  /** The provider's own entry. */
  raw: unknown;
}

/** A conversation of Texter's, with one contact on one of the account's numbers. */
export interface Chat {
  /** `conversationId` of a recipient. */
  id: string;
  /** The contact's name. */
  title?: string;
  /** The contact's phone number, as the provider writes it. */
  phone?: string;
  /** The channel, such as `whatsapp`. */
  channel?: string;
  /** Which of the account's numbers it is on. */
  account?: string;
  /** Who or what answers it. */
  status?: "bot" | "pending" | "assigned" | "resolved" | "bulk";
  /** When the contact last wrote, in epoch milliseconds: `lastInboundAt` of a message. */
  lastInboundAt?: number;
  /** The provider's own entry. */
  raw: unknown;
}

/** One part of a message. */
export interface PartReceipt {
  /** Its place, from 0. */
  index: number;
  /** `sent`: the provider took it. `not_sent`: it surely did not go out. `unknown`: it may have. */
  outcome: "sent" | "not_sent" | "unknown";
  /** The provider's id of it, where it was sent. */
  messageId?: string;
  /** The channel's id of it, where the provider names one. */
  channelMessageId?: string;
}

/** The error that every call throws or rejects with. Tell it by {@link isSessageError}. */
export class SessageError extends Error {
  private constructor();
  /**
   * The error of what {@link SessageError.toJSON} gave, field for field, `message` too, after JSON, a structured clone or
   * a remote call. It needs no `init`. The stack is new, and members that it does not know are left out.
   *
   * @throws {SessageError} `invalid_config` where it is no such JSON; `problems` names the first place that is wrong.
   */
  static from(json: SessageErrorJson): SessageError;
  /**
   * All its fields as a plain object, for a queue, a store, a worker or a remote call, which would lose those of an
   * Error. `JSON.stringify` calls it. Secrets are masked, as in the error; the recipient may stand in `raw`.
   */
  toJSON(): SessageErrorJson;
  /** The kind of error. */
  code: ErrorCode;
  /** The provider, where one was asked or chosen. */
  provider?: ProviderName;
  /**
   * `not_sent`: the contact surely does not have the message. `unknown`: it may have been delivered, so sending again
   * may duplicate it. `partial`: some of its `parts` were sent.
   */
  outcome: "not_sent" | "partial" | "unknown";
  /** Surely not sent, and likely to succeed later as it is. */
  retryable: boolean;
  /** How many milliseconds the provider asked to wait, where it did. */
  retryAfterMs?: number;
  /**
   * When to try again, in epoch milliseconds, where the provider asked to wait or a wait would have passed the
   * deadline.
   */
  retryAt?: number;
  /** The HTTP status of the last answer, where one came. */
  status?: number;
  /** The provider's own code, verbatim. */
  providerCode?: string;
  /** The provider's own words; secrets masked. */
  providerMessage?: string;
  /** What is wrong with the message, the configuration or the options; `[]` where nothing is. */
  problems: Problem[];
  /** How many requests carried the message, its parts and repeats included. */
  attempts: number;
  /** What is known of each part, those not tried included; `[]` where no message was at hand. Give it to `resume`. */
  parts: PartReceipt[];
  /** The answer: JSON.parse of its text, or the text; secrets masked. None with `raw: false`. */
  raw?: unknown;
}

/** A {@link SessageError} as plain JSON: its fields, its name and its message, and no stack. */
export interface SessageErrorJson
  extends Pick<
    SessageError,
    | "code"
    | "message"
    | "provider"
    | "outcome"
    | "retryable"
    | "retryAfterMs"
    | "retryAt"
    | "status"
    | "providerCode"
    | "providerMessage"
    | "problems"
    | "attempts"
    | "parts"
    | "raw"
  > {
  /** Tells what it is. */
  name: "SessageError";
}

/**
 * What to do next with a message, of its receipt, its error or a later change of its status. JSON of them is as good.
 *
 * - `done`: it is out.
 * - `again`: send it again, at `at`. It was surely not sent, and is likely to succeed later or was aborted.
 * - `resume`: some of its parts are out, and none is uncertain: send it with `resume: error.parts`, at `at`.
 * - `ask`: it, or one of its parts, may have been delivered. Look at the provider, wait for a webhook or ask a person.
 * - `give_up`: it will not succeed as it is; mend what `code` and `problems` name. With the scope `account`: stop sending
 *   by this account, and keep the message.
 *
 * @throws {SessageError} `invalid_config` where the first is none of these or an option is wrong.
 */
export function nextStep(
  result: Receipt | SessageError | SessageErrorJson | StatusChange,
  options?: NextStepOptions,
): NextStep;

/** Options of {@link nextStep}. */
export interface NextStepOptions {
  /** How often you tried the message. Default: the requests that the failed send made for it. */
  attempts?: number;
  /** How often you would try it: once as often, `again` becomes `give_up`. Default: no limit. */
  maxAttempts?: number;
  /** The time to judge by, in epoch milliseconds. Default: now. */
  now?: number;
}

/** A verdict of {@link nextStep}. */
export interface NextStep {
  /** What to do. */
  do: "done" | "again" | "resume" | "ask" | "give_up";
  /** When, in epoch milliseconds, now or later; with `again` and `resume`. */
  at?: number;
  /**
   * `account` where what is true of this message is true of all: `rate_limited`, `unauthorized`, `forbidden`,
   * `unavailable` and `network`, but for WhatsApp's codes that concern one recipient (131056, 131049, 130472, 130497).
   */
  scope: "message" | "account";
}

/** What a provider tells later of a message that it took. */
export interface StatusChange {
  /** Tells that this is a change of status. */
  kind: "status";
  /** How far the message has come. */
  status: DeliveryStatus;
  /** The provider that tells, by which `providerCode` is read. */
  provider?: ProviderName;
  /** Why it failed, where it did and the provider says so. */
  error?: { code: ErrorCode; retryable: boolean; providerCode?: string; providerMessage?: string };
}

/** How far a message has come, as a provider tells later. */
export type DeliveryStatus = "accepted" | "sent" | "delivered" | "read" | "failed" | "deleted";

/** The kinds of error. */
export type ErrorCode =
  /** `init` has not been awaited. */
  | "not_initialised"
  /** The client was freed. */
  | "closed"
  /** The configuration or an option is wrong; see `problems`. Or the client's own `fetch` threw at once. */
  | "invalid_config"
  /** The message has errors; see `problems`. No request left. */
  | "invalid_message"
  /** The provider cannot carry the message. */
  | "unsupported"
  /** The credentials are wrong or expired. */
  | "unauthorized"
  /** The credentials are right and do not allow this. */
  | "forbidden"
  /** The recipient, chat or resource does not exist. */
  | "not_found"
  /** It exists twice, or already: two Texter chats have the phone number; a resumed send has a part that may be out. */
  | "conflict"
  /** The contact's session is over; only a template goes through. */
  | "window_closed"
  /** Too many messages. */
  | "rate_limited"
  /** The contact does not want messages. */
  | "opted_out"
  /** The provider refused the message. */
  | "rejected"
  /** The provider does not work at the moment. */
  | "unavailable"
  /** No answer came, or none that could be read. In a browser, CORS may be the cause. */
  | "network"
  /** No answer came in time. */
  | "timeout"
  /** The caller aborted. */
  | "aborted"
  /** The answer is not one that the provider documents, or a redirect, which is not followed. */
  | "bad_response"
  /** A fault of sessage itself. */
  | "internal";

/** Whether a value is a SessageError; true even where the package was bundled twice. */
export function isSessageError(value: unknown): value is SessageError;

/** The start or the end of an attempt. The URL is masked; there is no body. */
export interface AttemptEvent {
  /** Whether the attempt starts or has ended. */
  phase: "start" | "end";
  /** The provider that is asked. */
  provider: ProviderName;
  /** What the call is for; as in {@link PlannedRequest}. `lookup` also lists templates, stickers and chats. */
  purpose: PlannedRequest["purpose"];
  /** Which attempt at this call, from 1. */
  attempt: number;
  /** The HTTP method. */
  method: string;
  /** The whole address, secrets masked. */
  url: string;
  /** The HTTP status, at the end, where an answer came. */
  status?: number;
  /** How many milliseconds it took, at the end. */
  durationMs?: number;
  /** Milliseconds before the next attempt, where one follows. */
  waitMs?: number;
  /** Why it failed, at the end, where it did. */
  code?: ErrorCode;
  /** The message's own `reference`, with every call of its send; secrets masked. */
  reference?: string;
}

declare global {
  // Older TypeScript libs do not know it; newer ones merge with it.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}
