// What a plan says, in words.
import type { Adapt, Change, Plan, PlannedRequest } from "sessage";
import { type Planned, sendsOf, type Verdict } from "../state/plans.ts";

/** How far messages may be changed, and what that means. */
export const ADAPT: Record<Adapt, { label: string; hint: string }> = {
  off: { label: "Off", hint: "What a provider does not carry is refused." },
  reshape: { label: "Reshape", hint: "The form may change, no word is lost." },
  truncate: { label: "Truncate", hint: "Labels that are still too long are also cut." },
};

/** The verdicts as they are shown. */
export const VERDICTS: Record<Verdict, string> = {
  as_is: "Carried as is",
  adapted: "Adapted",
  fallback: "Fallback instead",
  closed: "Window closed",
  refused: "Refused",
};

/** What a closed window means for the message. */
export const CLOSED = {
  fallback: "The session window is closed, so the fallback goes out instead.",
  closed: "only a template goes through, as the message itself or as its fallback.",
} as const;

/** What each call is for. */
export const PURPOSES: Record<PlannedRequest["purpose"], string> = {
  token: "Log in",
  lookup: "Find the chat",
  upload: "Upload the file",
  send: "Send the message",
};

const WHAT: Record<Change["kind"], (messages: number, times: number) => string> = {
  buttons_to_list: () => "turn the buttons into a list",
  interactive_to_text: () => "turn it into numbered text",
  caption_split: () => "send the caption as a text of its own",
  text_split: (messages) => `make it ${count(messages, "text")}`,
  album_split: (messages) => `make it ${count(messages, "message")}`,
  location_to_text: () => "turn the place into text with a map link",
  contacts_to_text: () => "turn the contact cards into text",
  media_to_link: (_, times) => (times > 1 ? "turn the files into links" : "turn the file into a link"),
  header_moved: () => "move the header",
  footer_moved: () => "move the footer into the text",
  truncated: (_, times) => `cut ${count(times, "label")}`,
};

/** "turn it into numbered text and cut 2 labels": what the changes of a plan come to. */
export function outcomeOf(message: Planned, plan: Plan): string {
  const messages = messagesOf(message, plan);
  const kinds = [...new Set(plan.changes.map(({ kind }) => kind))];
  const times = (wanted: Change["kind"]) => plan.changes.filter(({ kind }) => kind === wanted).length;
  return sentence(kinds.map((kind) => WHAT[kind](messages, times(kind))));
}

/** How many messages the contact gets. */
export function messagesOf(message: Planned, plan: Plan): number {
  return Math.max(sendsOf(message, plan).messages, plan.requests.length > 0 ? 1 : 0);
}

/** "3 requests: find the chat, send it in 2 parts." */
export function stepsOf(message: Planned, plan: Plan): string {
  const before = plan.requests.map(({ purpose }) => purpose).filter((purpose) => purpose !== "send");
  const { messages, hasFallback } = sendsOf(message, plan);
  const steps = [
    ...[...new Set(before)].map((purpose) => PURPOSES[purpose].toLowerCase()),
    ...(messages > 0 ? [messages > 1 ? `send it in ${messages} parts` : "send the message"] : []),
    ...(hasFallback ? [messages > 0 ? "if the window is closed send the fallback" : "send the fallback"] : []),
  ];
  return `${count(plan.requests.length, "request")}: ${steps.join(", ")}.`;
}

/** "1. Log in", "2. Send part 1 of 3", "5. Send the fallback". */
export function titlesOf(message: Planned, plan: Plan): string[] {
  const { messages } = sendsOf(message, plan);
  let sent = 0;
  return plan.requests.map(({ purpose }, index) => {
    if (purpose !== "send") return `${index + 1}. ${PURPOSES[purpose]}`;
    sent += 1;
    if (sent > messages) return `${index + 1}. Send the fallback${messages > 0 ? ", if the window is closed" : ""}`;
    return `${index + 1}. ${messages > 1 ? `Send part ${sent} of ${messages}` : PURPOSES.send}`;
  });
}

/** "1 text", "3 texts", "10,000 texts". */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function sentence(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
