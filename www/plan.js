// What send would do, before it does it: how far the message may be changed, what would be changed, and the requests.

import { el, fill } from "./dom.js";
import { drawBody } from "./received.js";

/** How far a message may be changed, as the package names it. */
export const ADAPT = {
  off: { label: "As it is", hint: "What the provider does not carry stays a problem." },
  reshape: { label: "Reshape", hint: "The form may change; no word is lost." },
  truncate: { label: "Truncate", hint: "The form may change, and labels that are too long are cut." },
};

const PURPOSES = { token: "Log in", lookup: "Look the chat up", upload: "Upload", send: "Send" };

/** Draws the changes and the requests of a plan. */
export function drawPlan(place, plan) {
  const shown = JSON.stringify(plan);
  if (place.dataset.shown === shown) return;
  place.dataset.shown = shown;
  fill(place, changes(plan.changes), requests(plan));
}

/** "3 messages, 2 changes", or nothing. */
export function countPlan({ requests, changes }) {
  const messages = requests.filter(({ purpose }) => purpose === "send").length;
  return [[messages, "message"], [changes.length, "change"]]
    .filter(([count, word]) => count > 1 || (count === 1 && word === "change"))
    .map(([count, word]) => `${count} ${word}${count === 1 ? "" : "s"}`)
    .join(", ");
}

function changes(list) {
  if (list.length === 0) return null;
  return el("ul", { class: "plain changes", "data-testid": "changes" }, list.map(({ path, kind, message }) =>
    el("li", { "data-kind": kind }, el("span", {}, message), " ", el("code", { class: "code-name" }, path))));
}

function requests({ requests: planned, problems }) {
  if (planned.length === 0) {
    const errors = problems.filter(({ severity }) => severity === "error").length;
    return el("p", { class: "empty" }, `No request: ${errors} ${errors === 1 ? "problem is" : "problems are"} left.`);
  }
  return el("ol", { class: "plain steps" }, planned.map((request, index) => el("li", { class: "step", "data-testid": "planned", "data-purpose": request.purpose },
    el("div", { class: "request-line" },
      el("span", { class: "method" }, `${index + 1}. ${PURPOSES[request.purpose]}`),
      el("code", { class: "request-path" }, `${request.method} ${new URL(request.url).pathname.replaceAll("%7B", "{").replaceAll("%7D", "}")}`)),
    request.body && el("details", { class: "more" }, el("summary", {}, "What it carries"), drawBody(request.body)),
    el("div", { class: "line" },
      el("pre", { tabindex: "0", role: "region", "aria-label": `cURL line of request ${index + 1}` }, el("code", { "data-testid": "curl" }, request.curl)),
      copyButton(request.curl)))));
}

function copyButton(text) {
  const copy = async ({ target }) => {
    target.textContent = await navigator.clipboard.writeText(text).then(() => "Copied", () => "Not allowed");
    setTimeout(() => (target.textContent = "Copy"), 1500);
  };
  return el("button", { type: "button", class: "quiet", "data-testid": "copy-curl", onclick: copy }, "Copy");
}
