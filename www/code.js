// Values as the code that one would write, and as JSON; coloured without markup from strings.

import { el } from "./dom.js";

const WIDTH = 60;

/** The line that sends a message. */
export function sendCode(message, adapt) {
  const options = adapt === "off" ? "" : `, { adapt: "${adapt}" }`;
  return `const receipt = await client.send(${literal(message)}${options});`;
}

/** A JavaScript literal, on one line where it is short. */
export function literal(value, indent = "") {
  if (value instanceof Blob) return "input.files[0]";
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "undefined";
  const deeper = `${indent}  `;
  const list = Array.isArray(value);
  const members = list
    ? value.map((item) => literal(item, deeper))
    : Object.entries(value).map(([key, item]) => `${asKey(key)}: ${literal(item, deeper)}`);
  const [open, close] = list ? ["[", "]"] : ["{ ", " }"];
  if (members.length === 0) return list ? "[]" : "{}";
  const line = open + members.join(", ") + close;
  if (indent !== "" && line.length + indent.length <= WIDTH && !line.includes("\n")) return line;
  return `${open.trim()}\n${members.map((member) => `${deeper}${member},\n`).join("")}${indent}${close.trim()}`;
}

const asKey = (key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));

const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(const|await|new|true|false|null)\b|(-?\b\d[\d.e+-]*\b)/g;

/** Code as coloured nodes. */
export function coloured(code) {
  const nodes = [];
  let at = 0;
  for (const match of code.matchAll(TOKENS)) {
    const [whole, string, colon, word] = match;
    nodes.push(code.slice(at, match.index));
    const kind = string === undefined ? (word === undefined ? "number" : "word") : colon === undefined ? "string" : "key";
    nodes.push(el("span", { class: `tok-${kind}` }, string ?? whole), colon ?? "");
    at = match.index + whole.length;
  }
  return [...nodes, code.slice(at)];
}

/** A block of code that scrolls by itself and can be reached with the keyboard. */
export function block(code, label) {
  return el("pre", { tabindex: "0", role: "region", "aria-label": label }, el("code", {}, coloured(code)));
}
