// The page's controls: labelled inputs with a note below for a hint, a counter and problems. Every place
// carries the JSON Pointer of what it edits in `data-path`; problems find their way by it.

import { el } from "./dom.js";

const idOf = (path) => `field${path.replaceAll("/", "-")}`;

/** The line below a control. It keeps its height when empty, so that nothing moves while one types. */
export function note(path, hint = "") {
  return el("div", { class: "note", id: `${idOf(path)}-note`, "data-note": path, "data-hint": hint },
    el("div", { class: "note-text" }, hint),
    el("div", { class: "counter" }));
}

/** A labelled control in its place. */
export function labelled(field, path, control) {
  const id = idOf(path);
  control.id = id;
  control.setAttribute("aria-describedby", `${id}-note`);
  control.dataset.testid = `field:${path}`;
  return el("div", { class: field.half ? "field half" : "field", "data-path": path },
    el("label", { for: id }, field.label, field.optional && el("span", { class: "optional" }, "optional")),
    control,
    note(path, field.hint));
}

/** One line of text. */
export function textInput(field, path, value, onChange) {
  const attributes = field.type === "number" ? { inputmode: "decimal" } : {};
  return labelled(field, path, el("input", {
    type: "text", autocomplete: "off", spellcheck: "false", class: field.code && "code", ...attributes, value,
    oninput: (event) => onChange(event.target.value),
  }));
}

/** Several lines of text. */
export function textArea(field, path, value, onChange) {
  return labelled(field, path, el("textarea", {
    rows: field.rows ?? 3, value, oninput: (event) => onChange(event.target.value),
  }));
}

/** One of a few words. */
export function select(field, path, value, onChange) {
  const options = field.options.map((option) => el("option", { value: option, selected: option === value }, option));
  return labelled(field, path, el("select", { onchange: (event) => onChange(event.target.value) }, options));
}

/** A file of the user's. The browser does not let a page choose one, so its name stands beside it. */
export function fileInput(field, path, file, accept, onChange) {
  const chosen = el("span", { class: "file-name" }, describeFile(file));
  const input = el("input", {
    type: "file", accept,
    onchange: (event) => {
      const picked = event.target.files[0] ?? null;
      chosen.textContent = describeFile(picked);
      onChange(picked);
    },
  });
  const place = labelled(field, path, input);
  input.after(chosen);
  return place;
}

/** A few choices side by side. `marks` says which are not carried. */
export function choices({ legend, name, options, chosen, testid, className = "segments", hideLegend }, onChange) {
  const items = Object.entries(options).map(([value, option]) => {
    const input = el("input", {
      type: "radio", name, value, checked: value === chosen, "data-testid": `${testid}-${value}`,
      onchange: () => onChange(value),
    });
    return el("label", { class: "choice", "data-value": value }, input,
      el("span", { class: "choice-label" }, option.label ?? option),
      option.about && el("span", { class: "choice-about" }, option.about),
      el("span", { class: "choice-mark" }));
  });
  return el("fieldset", { class: className, "data-testid": testid },
    el("legend", { class: hideLegend ? "hidden-text" : undefined }, legend), el("div", { class: "choice-row" }, items));
}

/** Marks the choices that the provider does not carry; they stay selectable. */
export function mark(fieldset, carried, provider) {
  for (const label of fieldset.querySelectorAll(".choice")) {
    const missing = carried?.[label.dataset.value] === false;
    label.classList.toggle("missing", missing);
    label.title = missing ? `${provider} does not carry this` : "";
    label.querySelector(".choice-mark").textContent = missing ? "not carried" : "";
  }
}

function describeFile(file) {
  if (!file) return "No file chosen";
  const size = file.size < 1024 ? `${file.size} bytes` : `${(file.size / 1024).toFixed(1)} KB`;
  return [file.name ?? "file", file.type || "unknown type", size].join(", ");
}
