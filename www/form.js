// The form, drawn from the table of kinds. It edits the form's state in place and says that it changed.

import { choices, fileInput, note, select, textArea, textInput } from "./controls.js";
import { el, fill } from "./dom.js";
import { HEADERS, OPTIONS, RECIPIENTS, SOURCES } from "./kinds.js";
import { read } from "./message.js";

/** Draws fields of a state. `changed` is called after each edit, `redrawn` after parts came or went. */
export function drawFields(fields, state, path, page) {
  return el("div", { class: "fields" }, fields.map((field) => DRAW[field.type](field, state, path, page)));
}

/** Draws the choice of a recipient. */
export function drawRecipient(to, page) {
  const place = el("div", { class: "fields" });
  const draw = () => {
    const { label, hint } = RECIPIENTS[to.mode];
    const path = `/to/${to.mode}`;
    fill(place, textInput({ type: "text", label, hint }, path, to[to.mode], (value) => {
      to[to.mode] = value;
      page.changed();
    }));
  };
  const picker = choices({ legend: "Recipient", name: "recipient", options: RECIPIENTS, chosen: to.mode, testid: "recipient", hideLegend: true }, (mode) => {
    to.mode = mode;
    draw();
    page.redrawn();
  });
  draw();
  return el("div", { "data-path": "/to", class: "part" }, picker, place);
}

/** Draws the fields beside recipient and content. */
export function drawOptions(options, page) {
  return drawFields(OPTIONS, options, "", page);
}

const simple = (draw) => (field, state, path, page) =>
  draw(field, `${path}/${field.key}`, state[field.key], (value) => {
    state[field.key] = value;
    page.changed();
  });

const DRAW = {
  text: simple(textInput),
  number: simple(textInput),
  area: simple(textArea),
  select: simple(select),
  group: (field, state, path, page) =>
    el("div", { "data-path": `${path}/${field.key}`, class: "part" },
      drawFields(field.fields, state[field.key], `${path}/${field.key}`, page), note(`${path}/${field.key}`)),
  source: drawSource,
  header: drawHeader,
  items: drawItems,
};

function drawSource(field, { source }, path, page) {
  const place = el("div", { class: "fields" });
  const change = (key) => (value) => {
    source[key] = value;
    page.changed();
  };
  const draw = () => {
    const at = `${path}/${source.chosen}`;
    if (source.chosen === "url") {
      fill(place, textInput({ type: "text", label: "Address", hint: "Public, for the provider to fetch", code: true }, at, source.url, change("url")));
    } else if (source.chosen === "file") {
      fill(place, fileInput({ label: "File" }, at, source.file, field.accept, change("file")));
    } else {
      fill(place, textInput({ type: "text", label: "What the upload gave", hint: "An id or a uri", code: true }, at, source.uploaded, change("uploaded")));
    }
  };
  const picker = choices({ legend: "Source", name: `source${path}`, options: SOURCES, chosen: source.chosen, testid: `source:${path}` }, (chosen) => {
    source.chosen = chosen;
    draw();
    page.redrawn();
  });
  picker.dataset.sources = path;
  draw();
  return el("div", { class: "part" }, picker, place);
}

function drawHeader(field, state, path, page) {
  const header = state[field.key];
  const at = `${path}/${field.key}`;
  const place = el("div", { class: "fields" });
  const change = (key) => (value) => {
    header[key] = value;
    page.changed();
  };
  const draw = () => {
    const address = () => textInput({ type: "text", label: "Address", code: true, half: header.chosen === "document" }, `${at}/url`, header.url, change("url"));
    const filename = () => textInput({ type: "text", label: "File name", optional: true, half: true }, `${at}/filename`, header.filename, change("filename"));
    fill(place,
      header.chosen === "text" && textInput({ type: "text", label: "Header text" }, at, header.text, change("text")),
      header.chosen in { image: 1, video: 1, document: 1 } && [address(), header.chosen === "document" && filename(), note(at)]);
  };
  const picker = choices({ legend: field.label, name: `header${path}`, options: HEADERS, chosen: header.chosen, testid: `header:${at}` }, (chosen) => {
    header.chosen = chosen;
    draw();
    page.redrawn();
  });
  draw();
  return el("div", { "data-path": at, class: "part" }, picker, place);
}

function drawItems(field, state, path, page) {
  const at = `${path}/${field.key}`;
  const parts = state[field.key];
  const list = el("ol", { class: "items" });
  const add = el("button", { type: "button", class: "quiet add", "data-testid": `add:${at}` }, `Add ${article(field.one)}`);
  const draw = () => {
    fill(list, parts.map((part, index) => {
      const name = `${field.one} ${index + 1}`;
      const remove = el("button", { type: "button", class: "quiet remove", "aria-label": `Remove ${name}`, "data-testid": `remove:${at}/${index}`, onclick: () => {
        parts.splice(index, 1);
        draw();
        page.redrawn();
        add.focus();
      } }, "Remove");
      return el("li", { "data-path": `${at}/${index}`, class: "item", role: "group", "aria-label": name },
        el("div", { class: "item-head" }, el("span", {}, name), remove),
        drawFields(field.item, part, `${at}/${index}`, page),
        note(`${at}/${index}`));
    }));
  };
  add.addEventListener("click", () => {
    parts.push(read(field.item, field.blank));
    draw();
    page.redrawn();
    list.lastElementChild.querySelector("input:not([type=radio]), textarea, select")?.focus();
  });
  draw();
  return el("fieldset", { class: "part list", "data-path": at },
    el("legend", {}, field.label, field.optional && el("span", { class: "optional" }, "optional")),
    list, note(at), add);
}

const article = (noun) => `${/^[AEIOU]/.test(noun) ? "an" : "a"} ${noun.toLowerCase()}`;
