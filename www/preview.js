// The message as the contact would see it. Nothing is fetched: a file of the user's is shown, an address
// is only named.

import { el, fill } from "./dom.js";

/** The element that shows a file, made once, so that typing a caption does not make it flicker. */
const shown = new WeakMap();

/** Draws contents as bubbles in a chat, each with its number where there are several. */
export function drawPreview(place, contents, replyTo) {
  const { scrollTop } = place;
  const count = contents.length;
  fill(place, contents.map((content, index) => [
    count > 1 && el("div", { class: "part-of", "data-testid": "part" }, `Message ${index + 1} of ${count}`),
    DRAW[content.type](content, index === 0 && replyTo),
  ]));
  place.scrollTop = scrollTop;
}

const DRAW = {
  text: (content, quoted) => bubble(quoted, body(content.text)),
  image: media,
  video: media,
  audio: media,
  document: media,
  sticker: (content) => el("div", { class: "sticker" }, picture(content)),
  album: (content, quoted) => content.items.map((item, index) => media(item, index === 0 && quoted)),
  location: (content, quoted) => bubble(quoted,
    el("div", { class: "map", "aria-hidden": "true" }, el("span", { class: "pin" })),
    el("strong", {}, content.name ?? `${content.latitude ?? "?"}, ${content.longitude ?? "?"}`),
    content.address && el("div", { class: "faint" }, content.address)),
  contacts: (content, quoted) => content.contacts.map((contact, index) => bubble(index === 0 && quoted,
    el("div", { class: "card" },
      el("span", { class: "avatar", "aria-hidden": "true" }, [...(contact.name.formatted.trim() || "?")][0].toUpperCase()),
      el("div", {}, el("strong", {}, contact.name.formatted || "No name"),
        (contact.phones ?? []).map(({ phone }) => el("div", { class: "faint" }, phone)),
        (contact.emails ?? []).map(({ email }) => el("div", { class: "faint" }, email)))))),
  buttons: (content, quoted) => [
    interactive(content, quoted),
    content.buttons.map(({ title }) => el("div", { class: "reply" }, title || "Untitled")),
  ],
  list: (content, quoted) => [
    interactive(content, quoted, el("div", { class: "opener" }, content.button || "Untitled")),
    el("div", { class: "sheet" }, content.sections.map((section) => [
      section.title && el("div", { class: "sheet-title" }, section.title),
      section.rows.map((row) => el("div", { class: "sheet-row" },
        el("div", {}, el("div", {}, row.title || "Untitled"), row.description && el("div", { class: "faint" }, row.description)),
        el("span", { class: "ring", "aria-hidden": "true" }))),
    ])),
  ],
};

function bubble(quoted, ...inside) {
  return el("div", { class: "bubble" }, quoted && el("div", { class: "quote" }, "Reply to ", quoted), inside);
}

function body(text) {
  return el("div", { class: "body", dir: "auto" }, text);
}

function media(content, quoted) {
  return bubble(quoted, picture(content), content.caption && body(content.caption));
}

function interactive({ header, text, footer }, quoted, ...after) {
  return bubble(quoted,
    typeof header === "string" && el("strong", { class: "header", dir: "auto" }, header),
    typeof header === "object" && picture(header),
    body(text),
    footer && el("div", { class: "faint footer", dir: "auto" }, footer),
    after);
}

const SIGNS = { image: "Image", video: "Video", audio: "Audio", document: "File", sticker: "Sticker" };

function picture(content) {
  const { type, file } = content;
  const name = content.filename || file?.name || lastPart(content.url) || content.uploaded || "nothing chosen";
  if (file && type !== "document") {
    if (shown.get(file)?.dataset.type !== type) shown.set(file, showFile(file, type));
    return shown.get(file);
  }
  return el("div", { class: `media ${type}` }, el("span", { class: "sign" }, SIGNS[type]), el("span", { class: "media-name" }, name));
}

function showFile(file, type) {
  const src = URL.createObjectURL(file);
  const picture = type === "image" || type === "sticker";
  return picture ? el("img", { src, alt: file.name, "data-type": type }) : el(type, { src, controls: true, "data-type": type });
}

function lastPart(address = "") {
  try {
    const { pathname, host } = new URL(address);
    return decodeURIComponent(pathname.slice(pathname.lastIndexOf("/") + 1)) || host;
  } catch {
    return address;
  }
}
