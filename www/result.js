// What send gave back: the receipt, or the error with its outcome in plain words.

import { block } from "./code.js";
import { el, fill, sourceLink } from "./dom.js";

const OUTCOMES = {
  not_sent: (error) => (error.retryable
    ? ["Not sent: safe to try again", "The customer has nothing. It may well work later, as it is."]
    : ["Not sent: safe to try again", "The customer has nothing. It will fail again until the cause is gone."]),
  partial: () => ["Partly sent", "Some parts went out, and the rest did not."],
  unknown: () => ["Unknown: the customer may have it", "The request had left before this failed. Sending again may deliver it twice."],
};

const RECEIVED = {
  pending: "The provider took it and is still working on it.",
  failed: "The provider took it, and reports that delivery failed.",
};

/** Draws a receipt; gives the headline for those who listen. */
export function drawReceipt(place, receipt, attempts) {
  const about = RECEIVED[receipt.status] ?? "The provider took the message.";
  fill(place, headline("sent", "Sent", about),
    facts([
      ["messageId", receipt.messageId],
      ["channelMessageId", receipt.channelMessageId],
      ["conversationId", receipt.conversationId],
      ["status", receipt.status],
      ["sentAt", receipt.sentAt && new Date(receipt.sentAt).toISOString()],
      ["reference", receipt.reference],
      ["attempts", receipt.attempts],
      ["parts", parts(receipt.parts)],
      ["changes", receipt.changes.length || undefined],
    ]),
    timeline(attempts), raw(receipt.raw));
  return `Sent. ${about}`;
}

/** Draws an error of the package's, or any other; gives the headline for those who listen. */
export function drawError(place, error, known, attempts) {
  if (!known) {
    fill(place, headline("unknown", "The page failed", String(error?.message ?? error)));
    return "The page failed.";
  }
  const [title, about] = OUTCOMES[error.outcome](error);
  const inProblems = error.problems?.length > 0;
  fill(place, headline(error.outcome, title, about),
    el("p", { class: "error-message" }, error.message),
    facts([
      ["code", error.code],
      ["outcome", error.outcome],
      ["retryable", error.retryable],
      ["retryAfterMs", error.retryAfterMs],
      ["retryAt", error.retryAt && new Date(error.retryAt).toISOString()],
      ["status", error.status],
      ["providerCode", error.providerCode],
      ["providerMessage", error.providerMessage],
      ["attempts", error.attempts],
      ["parts", parts(error.parts)],
    ]),
    inProblems && el("ul", { class: "plain" }, error.problems.map((problem) =>
      el("li", { class: `problem ${problem.severity}` },
        el("div", { class: "problem-head" }, el("code", { class: "path" }, problem.path || "the whole message"), el("span", { class: "code-name" }, problem.code)),
        el("div", {}, problem.message, " ", sourceLink(problem.source, "Rule"))))),
    timeline(attempts), raw(error.raw));
  return `${title}. ${about}`;
}

/** Draws that a send is running. */
export function drawRunning(place, attempts) {
  const last = attempts.at(-1);
  const waits = last?.phase === "end" && last.waitMs > 0 ? `Waiting ${seconds(last.waitMs)} before the next attempt.` : "Waiting for the provider.";
  fill(place, headline("running", "Sending", waits), timeline(attempts));
}

function headline(outcome, title, about) {
  return el("div", { class: `headline ${outcome}`, "data-testid": "outcome", "data-outcome": outcome },
    el("h3", {}, title), el("p", {}, about));
}

/** What became of each part, where there are several. */
function parts(list) {
  return list.length > 1 ? list.map(({ outcome }, index) => `${index + 1} ${outcome}`).join(", ") : undefined;
}

function facts(pairs) {
  return el("dl", { class: "facts" }, pairs
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([name, value]) => [el("dt", {}, name), el("dd", { "data-testid": `fact-${name}` }, String(value))]));
}

function timeline(events) {
  const ended = events.filter((event) => event.phase === "end");
  if (ended.length === 0) return null;
  return el("details", { class: "more", open: ended.length > 1 },
    el("summary", {}, `${ended.length} ${ended.length === 1 ? "call" : "calls"} to the provider`),
    el("ol", { class: "calls" }, ended.map((event) => el("li", {},
      el("span", { class: "code-name" }, event.purpose), " ",
      [event.status ? `HTTP ${event.status}` : event.code ?? "no answer",
        event.durationMs !== undefined && `${Math.round(event.durationMs)} ms`,
        event.waitMs > 0 && `then a wait of ${seconds(event.waitMs)}`].filter(Boolean).join(", ")))));
}

function raw(value) {
  if (value === undefined) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return el("details", { class: "more" }, el("summary", {}, "raw: the provider's answer"), block(text, "The provider's answer"));
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
