// What a planned request carries, read back as the content that the contact sees. Each provider writes it in its own
// way; a field that a provider's body lacks is not seen, whatever was meant.
import type { PlannedRequest, ProviderName } from "sessage";
import { isObject, read } from "../state/pointer.ts";
import { items, words } from "./seen.ts";

/** A request's content, and the message that it quotes. */
export interface Wire {
  content: Record<string, unknown>;
  quotes: string;
}

/** A content as the package writes it, as far as it could be read. */
type Content = Record<string, unknown>;

/** What a planned request would have the contact see. */
export function wireOf(provider: ProviderName, { body }: PlannedRequest): Wire {
  const value = body?.type === "json" ? body.value : body?.type === "multipart" ? partsByName(body.parts) : undefined;
  return { content: READERS[provider](value), quotes: words(read(value, QUOTES[provider])) };
}

const QUOTES: Record<ProviderName, string> = {
  islash: "/quoted_message_id/value",
  connectly: "",
  texter: "/context",
  yeastar: "",
};

const READERS: Record<ProviderName, (value: unknown) => Content> = { islash, connectly, texter, yeastar };

function islash(form: unknown): Content {
  const field = (name: string) => words(read(form, `/${name}/value`));
  const numbered = (prefix: string) => inOrder(members(form), prefix).map((part) => read(part, "/value"));
  if (isObject(read(form, "/template_name"))) {
    return {
      type: "template",
      name: field("template_name"),
      header: isObject(read(form, "/media")) ? part(read(form, "/media")) : undefined,
      body: numbered("variable_"),
      buttons: numbered("button_url_variable_").map((text) => ({ type: "url", text })),
    };
  }
  const caption = field("text");
  if (field("sticker_id")) return { type: "sticker", uploaded: field("sticker_id") };
  if (field("file_url")) return { ...byEnding({ url: field("file_url") }), caption };
  if (isObject(read(form, "/file"))) return { ...part(read(form, "/file")), caption };
  return { type: "text", text: caption };
}

function connectly(value: unknown): Content {
  if (words(read(value, "/templateName"))) return connectlyTemplate(value);
  const text = read(value, "/message/text");
  const attachment = read(value, "/message/attachments/0");
  const location = read(value, "/message/location");
  const buttons = read(value, "/message/replyButtonMessage");
  const list = read(value, "/message/listMessage");
  const framed = (from: unknown) => ({
    text,
    header: read(from, "/header/text") ?? read(from, "/header/attachment"),
    footer: read(from, "/footer/text"),
  });
  if (isObject(location)) return { ...location, type: "location" };
  if (isObject(attachment)) return attachment;
  if (isObject(buttons)) {
    const titles = items(buttons["buttons"]).map((button) => ({ title: read(button, "/text") }));
    return { type: "buttons", ...framed(buttons), buttons: titles };
  }
  if (isObject(list)) {
    const sections = sectionsOf(list["sections"], "/text");
    return { type: "list", ...framed(list), button: read(list, "/button/text"), sections };
  }
  return { type: "text", text };
}

function connectlyTemplate(value: unknown): Content {
  const named = Object.fromEntries(
    items(read(value, "/parameters")).map((parameter) => [words(read(parameter, "/name")), parameter]),
  );
  const values = (prefix: string) => inOrder(named, prefix).map((parameter) => read(parameter, "/value"));
  const file = ["image", "video", "document"].find((type) => named[`header_${type}`] !== undefined);
  const header = named[`header_${file}`];
  return {
    type: "template",
    name: read(value, "/templateName"),
    language: read(value, "/language"),
    header: file
      ? { type: file, url: read(header, "/value"), filename: read(header, "/filename") }
      : read(named["header_text"], "/value"),
    body: values("body_"),
    buttons: values("button_").map((text) => ({ type: "url", text })),
  };
}

function texter(value: unknown): Content {
  if (words(read(value, "/templateName"))) {
    return {
      type: "template",
      name: read(value, "/templateName"),
      language: read(value, "/language"),
      header: read(value, "/header"),
      body: read(value, "/body"),
      buttons: read(value, "/buttons"),
    };
  }
  const { type, text, media, location, contacts, buttons, list } = members(value);
  const files = items(media).map((item) => ({
    ...members(item),
    type: read(item, "/mediaType"),
    uploaded: read(item, "/fileId"),
  }));
  if (type === "media") return files.length === 1 ? { ...files[0] } : { type: "album", items: files };
  if (type === "location") return { ...members(location), type };
  if (type === "buttons") return { type, text, buttons };
  if (type === "list")
    return { type, text, button: read(list, "/button"), sections: sectionsOf(read(list, "/sections"), "/title") };
  if (type !== "contacts") return { type: "text", text };
  const cards = items(contacts).map((card) => ({
    ...members(card),
    name: { formatted: read(card, "/name/formatted_name") },
  }));
  return { type, contacts: cards };
}

function yeastar(value: unknown): Content {
  const file = read(value, "/files/0");
  const template = read(value, "/whatsapp_msg_param");
  if (typeof template === "string") return yeastarTemplate(template);
  return isObject(file) ? fileInfo(file) : { type: "text", text: read(value, "/msg_body") };
}

/** Yeastar takes a template as JSON within the JSON. */
function yeastarTemplate(text: string): Content {
  const value = parsed(text);
  const parameters = (type: string) =>
    items(
      read(
        items(read(value, "/components")).find((component) => read(component, "/type") === type),
        "/parameters",
      ),
    );
  const [header] = parameters("HEADER");
  const file = read(header, "/file_list/0");
  const body = parameters("BODY");
  const named = read(value, "/parameter_format") === "NAMED";
  return {
    type: "template",
    name: read(value, "/name"),
    language: read(value, "/language/code"),
    header: isObject(file)
      ? { ...fileInfo(file), type: words(read(header, "/type")).toLowerCase() }
      : read(header, "/text"),
    body: named
      ? Object.fromEntries(body.map((entry) => [words(read(entry, "/parameter_name")), read(entry, "/text")]))
      : body.map((entry) => read(entry, "/text")),
    buttons: parameters("BUTTONS").map((button) => ({
      type: words(read(button, "/type")).toLowerCase(),
      text: read(button, "/text"),
    })),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message's providerOptions may put any text there.
    return undefined;
  }
}

const members = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

function partsByName(parts: { name: string }[]): Record<string, unknown> {
  return Object.fromEntries(parts.map((part) => [part.name, part]));
}

/** The members whose name begins so, by the number that follows. */
function inOrder(all: Record<string, unknown>, prefix: string): unknown[] {
  const place = (name: string) => Number.parseInt(name.slice(prefix.length), 10);
  return Object.entries(all)
    .filter(([name]) => name.startsWith(prefix) && place(name) >= 0)
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([, value]) => value);
}

function sectionsOf(sections: unknown, title: string): unknown[] {
  return items(sections).map((section) => ({
    title: read(section, "/title"),
    rows: items(read(section, "/rows")).map((row) => ({
      title: read(row, title),
      description: read(row, "/description"),
    })),
  }));
}

const part = (value: unknown): Content =>
  byEnding({ filename: read(value, "/filename"), mime: read(value, "/contentType"), size: read(value, "/size") });

function fileInfo(file: Content): Content {
  const name = file["name"] ?? file["uri"];
  return byEnding({ filename: name, mime: file["type"], size: file["size"] });
}

const ENDINGS: Record<string, RegExp> = {
  image: /\.(jpe?g|png)$/i,
  video: /\.(mp4|3gpp?)$/i,
  audio: /\.(mp3|ogg|m4a|aac|amr|wav)$/i,
};

/** A file whose kind only its MIME type or its name tells. `guessed` where neither does. */
function byEnding(file: { url?: string; filename?: unknown; mime?: unknown; size?: unknown }): Content {
  const [major] = words(file.mime).split("/");
  const name = words(file.filename) || (file.url ?? "").replace(/[?#].*$/s, "");
  const type =
    Object.keys(ENDINGS).find((known) => known === major) ??
    Object.entries(ENDINGS).find(([, ending]) => ending.test(name))?.[0];
  return { ...file, type: type ?? "document", guessed: type === undefined };
}
