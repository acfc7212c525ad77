// What a provider carries, asked of the package itself: an example of each choice is validated, and the
// problems tell. So the page repeats no rule and no limit.

import { KINDS, OPTIONS, RECIPIENTS, SOURCES } from "./kinds.js";
import { write } from "./message.js";

// Longer than any text may be that this form edits.
const LONG = "x".repeat(10000);
const EXAMPLE_IDS = { phone: "+85256872847", conversationId: "1024", bsuid: "HK.13491208655302741918" };

/** For one provider: which kinds, sources and recipients it carries. */
export function carried(client, to) {
  const takes = (message, under) => !client.validate(message).some((problem) => isUnsupported(problem, under));
  const sources = {};
  const kinds = {};
  for (const [name, kind] of Object.entries(KINDS)) {
    if (kind.media) {
      sources[name] = Object.fromEntries(Object.keys(SOURCES).map((source) => [
        source,
        takes({ to, content: { type: name, [source]: exampleOf(source, kind) } }, "/content"),
      ]));
      kinds[name] = Object.values(sources[name]).includes(true);
    } else {
      kinds[name] = takes({ to, content: { type: name, ...kind.example } }, "/content");
    }
  }
  const recipients = Object.fromEntries(Object.keys(RECIPIENTS).map((mode) => [
    mode,
    takes({ to: { [mode]: EXAMPLE_IDS[mode] }, content: { type: "text", text: "Hi" } }, "/to"),
  ]));
  return { kinds, sources, recipients };
}

/** The limits of a kind's texts, by path with `*` for every index: found by exceeding them all at once. */
export function limits(client, kind, to) {
  const found = new Map();
  const content = { type: kind, ...write(KINDS[kind].fields, exceed(KINDS[kind].fields)) };
  for (const problem of client.validate({ to, content, ...write(OPTIONS, exceed(OPTIONS)) })) {
    if (problem.code === "too_long") found.set(pattern(problem.path), { limit: problem.limit, unit: problem.unit });
  }
  return found;
}

/** A path with `*` for every index. */
export const pattern = (path) => path.replace(/\/\d+(?=\/|$)/g, "/*");

function isUnsupported(problem, under) {
  return problem.code === "unsupported" && problem.severity === "error"
    && (problem.path === under || problem.path.startsWith(`${under}/`));
}

function exampleOf(source, kind) {
  if (source === "file") {
    const type = kind.accept.split(",")[0].replace("*", "mpeg") || "application/pdf";
    return new File(["x"], "example", { type });
  }
  return source === "url" ? kind.example.url : "1024";
}

function exceed(fields) {
  const state = {};
  for (const field of fields) {
    if (field.type === "group") state[field.key] = exceed(field.fields);
    else if (field.type === "items") state[field.key] = [exceed(field.item)];
    else if (field.type === "source") state.source = { chosen: "url", url: "https://example.com/file" };
    else if (field.type === "header") state[field.key] = { chosen: "text", text: LONG };
    else if (field.type === "number") state[field.key] = "0";
    else if (field.type === "select") state[field.key] = field.options[0];
    else state[field.key] = LONG;
  }
  return state;
}
