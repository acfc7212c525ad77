// What the contact sees, made of contents that may be wrong or unfinished: a planned request's or the draft's own.
import { isObject, read } from "../state/pointer.ts";

/** What a file is shown as. */
export type MediaType = "image" | "video" | "audio" | "document" | "sticker";

/** A file in the chat: shown from its address or from the visitor's own file, else named. */
export interface SeenMedia {
  type: MediaType;
  url: string;
  file: Blob | undefined;
  name: string;
  /** MIME type; empty where none is known. */
  mime: string;
  /** Bytes. */
  size: number | undefined;
  caption: string;
}

/** A row of a list. */
export interface SeenRow {
  title: string;
  description: string;
}

/** A contact card. */
export interface SeenContact {
  name: string;
  lines: string[];
}

/** A template as far as the message itself tells. */
export interface SeenTemplate {
  type: "template";
  name: string;
  language: string;
  header: string | SeenMedia;
  /** Each value with the placeholder that it is for. */
  body: { placeholder: string; value: string }[];
  buttons: { type: string; text: string }[];
}

/** One bubble's worth of content. */
export type Seen =
  | { type: "text"; text: string }
  | { type: "media"; media: SeenMedia }
  | { type: "album"; items: SeenMedia[] }
  | { type: "location"; latitude: string; longitude: string; name: string; address: string }
  | { type: "contacts"; contacts: SeenContact[] }
  | { type: "buttons"; header: string | SeenMedia; text: string; footer: string; buttons: string[] }
  | {
      type: "list";
      header: string | SeenMedia;
      text: string;
      footer: string;
      button: string;
      sections: { title: string; rows: SeenRow[] }[];
    }
  | SeenTemplate
  | { type: "unknown" };

/** A value as text: empty where it is neither text nor a number. */
export function words(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The items of a list, or none. */
export function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The content as it is shown. Never throws, whatever the value is. */
export function seen(content: unknown): Seen {
  const type = words(read(content, "/type"));
  return Object.hasOwn(KINDS, type) ? (KINDS[type]?.(content) ?? { type: "unknown" }) : { type: "unknown" };
}

const single = (content: unknown): Seen => ({ type: "media", media: media(content) });

const KINDS: Record<string, (content: unknown) => Seen> = {
  text: (content) => ({ type: "text", text: words(read(content, "/text")) }),
  image: single,
  video: single,
  audio: single,
  document: single,
  sticker: single,
  album: (content) => ({ type: "album", items: items(read(content, "/items")).map(media) }),
  location: (content) => ({
    type: "location",
    latitude: words(read(content, "/latitude")),
    longitude: words(read(content, "/longitude")),
    name: words(read(content, "/name")),
    address: words(read(content, "/address")),
  }),
  contacts: (content) => ({ type: "contacts", contacts: items(read(content, "/contacts")).map(contact) }),
  buttons: (content) => ({
    type: "buttons",
    ...framed(content),
    buttons: items(read(content, "/buttons")).map((button) => words(read(button, "/title"))),
  }),
  list: (content) => ({
    type: "list",
    ...framed(content),
    button: words(read(content, "/button")),
    sections: items(read(content, "/sections")).map((section) => ({
      title: words(read(section, "/title")),
      rows: items(read(section, "/rows")).map((row) => ({
        title: words(read(row, "/title")),
        description: words(read(row, "/description")),
      })),
    })),
  }),
  template: (content) => ({
    type: "template",
    name: words(read(content, "/name")),
    language: words(read(content, "/language")),
    header: header(content),
    body: values(read(content, "/body")),
    buttons: items(read(content, "/buttons")).map((button) => ({
      type: words(read(button, "/type")),
      text: words(read(button, "/text")),
    })),
  }),
};

const TYPES: readonly string[] = ["image", "video", "audio", "document", "sticker"] satisfies MediaType[];

function media(value: unknown): SeenMedia {
  const type = words(read(value, "/type"));
  const found = read(value, "/file");
  const file = found instanceof Blob ? found : undefined;
  const url = words(read(value, "/url"));
  const uploaded = read(value, "/uploaded");
  const named = [read(value, "/filename"), file instanceof File ? file.name : "", read(uploaded, "/name")];
  const size = file?.size ?? read(value, "/size") ?? read(uploaded, "/size");
  return {
    type: TYPES.includes(type) ? (type as MediaType) : "document",
    url,
    file,
    name:
      named.map(words).find((name) => name !== "") ||
      lastPart(url) ||
      words(isObject(uploaded) ? (uploaded["uri"] ?? uploaded["id"]) : uploaded),
    mime: file?.type ?? words(read(value, "/mime") ?? read(uploaded, "/type")),
    size: typeof size === "number" ? size : undefined,
    caption: words(read(value, "/caption")),
  };
}

function lastPart(address: string): string {
  try {
    const { pathname, host } = new URL(address);
    return decodeURIComponent(pathname.slice(pathname.lastIndexOf("/") + 1)) || host;
  } catch {
    return address;
  }
}

function header(content: unknown): string | SeenMedia {
  const value = read(content, "/header");
  return isObject(value) ? media(value) : words(value);
}

const framed = (content: unknown) => ({
  header: header(content),
  text: words(read(content, "/text")),
  footer: words(read(content, "/footer")),
});

function values(body: unknown): SeenTemplate["body"] {
  if (Array.isArray(body)) return body.map((value, index) => ({ placeholder: String(index + 1), value: words(value) }));
  if (!isObject(body)) return [];
  return Object.entries(body).map(([placeholder, value]) => ({ placeholder, value: words(value) }));
}

function contact(value: unknown): SeenContact {
  const each = (list: string, member: string) =>
    items(read(value, `/${list}`)).map((entry) => words(read(entry, `/${member}`)));
  const joined = (from: unknown, members: string[]) =>
    members
      .map((member) => words(read(from, `/${member}`)))
      .filter(Boolean)
      .join(", ");
  const lines = [
    joined(read(value, "/org"), ["title", "department", "company"]),
    ...each("phones", "phone"),
    ...each("emails", "email"),
    ...each("urls", "url"),
    ...items(read(value, "/addresses")).map((address) =>
      joined(address, ["street", "city", "state", "zip", "country"]),
    ),
    words(read(value, "/birthday")),
  ];
  return { name: words(read(value, "/name/formatted")), lines: lines.filter(Boolean) };
}
