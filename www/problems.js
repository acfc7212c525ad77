// Problems, each at the field that its JSON Pointer names, and all of them in a summary.

import { el, fill, sourceLink } from "./dom.js";
import { pattern } from "./probe.js";

/** Writes every note of the form anew: its problems, else its hint; and its counter where a limit is known. */
export function placeProblems(form, problems, limits) {
  const notes = new Map([...form.querySelectorAll("[data-note]")].map((note) => [note.dataset.note, note]));
  const placed = new Map();
  for (const problem of problems) {
    const path = nearest(problem.path, notes);
    if (path === undefined) continue;
    placed.set(path, [...(placed.get(path) ?? []), problem]);
  }
  for (const [path, note] of notes) {
    const here = placed.get(path) ?? [];
    writeNote(note, here);
    const control = form.querySelector(`[aria-describedby="${CSS.escape(note.id)}"]`);
    if (control) {
      control.setAttribute("aria-invalid", String(here.some((problem) => problem.severity === "error")));
      writeCounter(note.lastElementChild, control, here, limits.get(pattern(path)));
    }
  }
}

/** Writes the summary. Choosing a problem leads to its field. */
export function listProblems(list, problems, form) {
  const shown = JSON.stringify(problems);
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  fill(list, problems.map((problem) =>
    el("li", { class: `problem ${problem.severity}`, "data-path": problem.path, "data-code": problem.code },
      el("div", { class: "problem-head" },
        el("button", { type: "button", class: "path", onclick: () => focusField(form, problem.path) }, problem.path || "the whole message"),
        el("span", { class: "code-name" }, problem.code),
        problem.severity === "warning" && el("span", { class: "code-name" }, "warning")),
      el("div", {}, problem.message, " ", sourceLink(problem.source, "Rule")))));
}

/** "2 errors and 1 warning", or nothing. */
export function countProblems(problems) {
  const count = (severity) => problems.filter((problem) => problem.severity === severity).length;
  return [[count("error"), "error"], [count("warning"), "warning"]]
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}${number === 1 ? "" : "s"}`)
    .join(" and ");
}

/** The note at a path, else the nearest one above it, else the first one below it. */
function nearest(path, notes) {
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    if (notes.has(at)) return at;
    const below = [...notes.keys()].filter((key) => key.startsWith(`${at}/`));
    if (at === path && below.length === 1) return below[0];
    if (at === "/to" && below.length > 0) return below[0];
  }
  return undefined;
}

function writeNote(note, problems) {
  const shown = JSON.stringify(problems);
  if (note.dataset.shown === shown) return;
  note.dataset.shown = shown;
  note.classList.toggle("error", problems.some((problem) => problem.severity === "error"));
  note.classList.toggle("warning", problems.length > 0 && problems.every((problem) => problem.severity === "warning"));
  fill(note.firstElementChild, problems.length === 0 ? note.dataset.hint : problems.map((problem) =>
    el("p", { "data-code": problem.code }, el("span", { class: "code-name" }, problem.code), " ",
      problem.message, " ", sourceLink(problem.source, "Rule"))));
}

function writeCounter(counter, control, problems, known) {
  const tooLong = problems.find((problem) => problem.code === "too_long");
  const limit = tooLong?.limit ?? known?.limit;
  if (limit === undefined || control.type === "file") {
    counter.textContent = "";
    return;
  }
  const bytes = (tooLong?.unit ?? known?.unit) === "bytes";
  const actual = tooLong?.actual ?? (bytes ? new TextEncoder().encode(control.value).length : [...control.value].length);
  counter.textContent = `${actual} / ${limit}${bytes ? " bytes" : ""}`;
  counter.classList.toggle("over", actual > limit);
}

function focusField(form, path) {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const place = form.querySelector(`[data-path="${CSS.escape(at)}"]`);
    const control = place?.querySelector("input, textarea, select, button");
    if (control) {
      place.closest("details")?.setAttribute("open", "");
      control.focus();
      control.scrollIntoView({ block: "center" });
      return;
    }
    if (at === "") return;
  }
}
