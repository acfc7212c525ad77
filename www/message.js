// Between the form and the message. The form keeps strings, and remembers choices that a message has no
// place for (which source, which header); a message holds only what the caller would write.

import { KINDS, OPTIONS } from "./kinds.js";

/** The message that the form describes. */
export function toMessage(form) {
  const content = { type: form.kind, ...write(KINDS[form.kind].fields, form.contents[form.kind]) };
  return { to: recipient(form.to), content, ...write(OPTIONS, form.options) };
}

/** The form that describes a message; what the form has no field for is left out. */
export function toForm(message) {
  const kind = Object.hasOwn(KINDS, message?.content?.type ?? "") ? message.content.type : "text";
  return {
    kind,
    to: readRecipient(message?.to),
    options: read(OPTIONS, message ?? {}),
    contents: { ...examples(), [kind]: read(KINDS[kind].fields, message?.content ?? {}) },
  };
}

/** Every kind's example, as the form keeps it. */
export function examples() {
  return Object.fromEntries(Object.entries(KINDS).map(([name, kind]) => [name, read(kind.fields, kind.example)]));
}

export function readRecipient(to) {
  const given = typeof to === "string" ? { phone: to } : to ?? {};
  const mode = ["conversationId", "bsuid"].find((key) => given[key] !== undefined) ?? "phone";
  return { mode, phone: asText(given.phone), conversationId: asText(given.conversationId), bsuid: asText(given.bsuid) };
}

function recipient(to) {
  if (to.mode === "phone") return to.phone;
  return { [to.mode]: to[to.mode] };
}

/** Writes the fields of a form's part as the object of a message. */
export function write(fields, state) {
  const object = {};
  for (const field of fields) WRITE[field.type](field, state, object);
  return object;
}

/** Reads an object of a message into a form's part. */
export function read(fields, object) {
  const state = {};
  const given = object !== null && typeof object === "object" ? object : {};
  for (const field of fields) READ[field.type](field, given, state);
  return state;
}

function writeText({ key, optional }, state, object) {
  if (state[key] !== "" || !optional) object[key] = state[key];
}

const WRITE = {
  text: writeText,
  area: writeText,
  select: writeText,
  number({ key }, state, object) {
    const written = state[key].trim();
    if (written === "") return;
    // What is no number goes in as written, for the package to say so.
    object[key] = Number.isNaN(Number(written)) ? written : Number(written);
  },
  group({ key, fields }, state, object) {
    object[key] = write(fields, state[key]);
  },
  items({ key, item, optional }, state, object) {
    if (optional && state[key].length === 0) return;
    object[key] = state[key].map((part) => write(item, part));
  },
  source(_, { source }, object) {
    const value = source[source.chosen];
    if (value !== null) object[source.chosen] = value;
  },
  header({ key }, state, object) {
    const { chosen, text, url, filename } = state[key];
    if (chosen === "none") return;
    object[key] = chosen === "text" ? text : { type: chosen, url, ...(filename === "" ? {} : { filename }) };
  },
};

function readText({ key }, object, state) {
  state[key] = asText(object[key]);
}

const READ = {
  text: readText,
  area: readText,
  number: readText,
  select(field, object, state) {
    state[field.key] = field.options.includes(object[field.key]) ? object[field.key] : field.options[0];
  },
  group({ key, fields }, object, state) {
    state[key] = read(fields, object[key]);
  },
  items({ key, item }, object, state) {
    state[key] = Array.isArray(object[key]) ? object[key].map((part) => read(item, part)) : [];
  },
  source(_, object, state) {
    const chosen = ["uploaded", "file"].find((key) => object[key] !== undefined) ?? "url";
    const file = object.file instanceof Blob ? object.file : null;
    state.source = { chosen, url: asText(object.url), file, uploaded: asText(object.uploaded?.uri ?? object.uploaded) };
  },
  header({ key }, object, state) {
    const header = object[key];
    const part = { chosen: "none", text: "", url: "", filename: "" };
    if (typeof header === "string") Object.assign(part, { chosen: "text", text: header });
    else if (["image", "video", "document"].includes(header?.type)) {
      Object.assign(part, { chosen: header.type, url: asText(header.url), filename: asText(header.filename) });
    }
    state[key] = part;
  },
};

function asText(value) {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
