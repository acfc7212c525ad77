// What the provider received, from the simulator's record, with credentials masked.

import { block } from "./code.js";
import { el, fill } from "./dom.js";

const SECRET_NAMES = new Set([
  "authorization", "x-api-key", "x-user-token", "access_token", "refresh_token", "session", "password", "username", "token", "apikey",
]);
const BROWSER_HEADERS = /^(sec-|accept|user-agent$|host$|connection$|origin$|referer$|cache-control$|pragma$|dnt$|priority$|content-length$|cookie$)/;
const MASK = "••••••••";

/** Draws the requests that a provider received; `made` is how many the package made. */
export function drawReceived(place, requests, made) {
  if (requests.length === 0) {
    fill(place, el("p", { class: "empty" }, "Nothing reached the provider."));
    return;
  }
  fill(place,
    requests.length > made && el("p", { class: "remark" }, "There are more requests than the package made: the browser itself repeated one when its connection broke."),
    requests.map((request) => el("article", { class: "request", "data-testid": "request" },
      el("div", { class: "request-line" },
        el("span", { class: "method" }, request.method),
        el("code", { class: "request-path" }, request.path, query(request.query)),
        el("span", { class: "code-name" }, request.status ? `HTTP ${request.status}` : "no answer")),
      headers(request.headers),
      drawBody(request.body))));
}

function query(given) {
  if (!given || (typeof given === "object" && Object.keys(given).length === 0)) return "";
  const pairs = typeof given === "string" ? [...new URLSearchParams(given)] : Array.isArray(given) ? given : Object.entries(given);
  return `?${pairs.map(([name, value]) => `${name}=${masked(name, value)}`).join("&")}`;
}

function headers(given = {}) {
  const own = Object.entries(given).filter(([name]) => !BROWSER_HEADERS.test(name));
  const added = Object.keys(given).length - own.length;
  return el("dl", { class: "facts headers" },
    own.map(([name, value]) => [el("dt", {}, name), el("dd", {}, name === "content-type" ? value.replace(/boundary=.*/, "boundary=…") : masked(name, value))]),
    added > 0 && [el("dt", {}, "and"), el("dd", {}, `${added} that the browser adds`)]);
}

/** A body as JSON, or as the parts of a form. */
export function drawBody(body) {
  if (!body) return null;
  if (body.type === "json") return block(JSON.stringify(body.value, (key, value) => masked(key, value), 2), "The request's JSON");
  if (body.type === "multipart") {
    return el("table", { class: "parts" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Part"), el("th", { scope: "col" }, "Value"))),
      el("tbody", {}, body.parts.map((part) => el("tr", {}, el("th", { scope: "row" }, part.name), el("td", {}, partText(part))))));
  }
  return block(body.text ?? "", "The request's body");
}

function partText(part) {
  if (part.filename === undefined) return masked(part.name, part.value ?? "");
  return [part.filename, part.contentType, part.size !== undefined && `${part.size} bytes`].filter(Boolean).join(", ");
}

function masked(name, value) {
  if (!SECRET_NAMES.has(name.toLowerCase()) || typeof value !== "string") return value;
  const scheme = /^Bearer /.exec(value)?.[0] ?? "";
  return scheme + MASK;
}
