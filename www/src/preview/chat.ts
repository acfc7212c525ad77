// What the chat shows: the planned requests read back, or the draft itself where nothing goes out.
import { computed } from "@preact/signals";
import type { Adapt, Change, Plan, Problem } from "sessage";
import { offers } from "../output/offer.ts";
import { draft } from "../state/message.ts";
import { plans, sendsOf, type Verdict, verdict } from "../state/plans.ts";
import { isObject, read } from "../state/pointer.ts";
import { provider } from "../state/providers.ts";
import { items, type Seen, seen, words } from "./seen.ts";
import { wireOf } from "./wire.ts";

/** One message in the chat. */
export interface Bubble {
  seen: Seen;
  /** The id of the message that it quotes; empty where it quotes none. */
  quotes: string;
}

/** The chat for the chosen provider. */
export interface Chat {
  state: Verdict | "unplanned";
  bubbles: Bubble[];
  changes: Change[];
  /** Why nothing goes out, where nothing does. */
  problem: Problem | undefined;
  /** How far the provider would need the message changed to take it, where that would do. */
  remedy: Adapt | undefined;
  /** The template that goes out instead where the provider says that the window is closed. */
  fallback: Bubble | undefined;
}

/** The chat as the contact would see it. */
export const chat = computed((): Chat => {
  const plan = plans[provider.value].value;
  const message = draft.value;
  const own = { seen: seen(read(message, "/content")), quotes: words(read(message, "/replyTo")) };
  const none = { bubbles: [own], changes: [], problem: undefined, remedy: undefined, fallback: undefined };
  if (!plan) return { ...none, state: "unplanned" };

  const state = verdict(message, plan);
  const sent = bubblesOf(plan);
  if (sent.length === 0) return { ...none, state, problem: reason(plan), remedy: offers[plan.provider].value?.adapt };
  if (state === "fallback") return { ...none, state, bubbles: sent };
  // The fallback's request is the last.
  const [bubbles, fallback] = sendsOf(message, plan).hasFallback ? [sent.slice(0, -1), sent.at(-1)] : [sent, undefined];
  return { ...none, state, bubbles, changes: plan.changes, fallback };
});

function reason({ problems }: Plan): Problem | undefined {
  return (
    problems.find(({ severity }) => severity === "error") ??
    problems.find(({ path }) => path === "/lastInboundAt") ??
    problems[0]
  );
}

function bubblesOf(plan: Plan): Bubble[] {
  const find = finder(draft.value);
  return plan.requests
    .filter(({ purpose }) => purpose === "send")
    .map((request) => {
      const { content, quotes } = wireOf(plan.provider, request);
      return { seen: seen(withOwnFiles(content, find)), quotes };
    });
}

/** The draft's files in the order they are sent, each by what a request tells of it. */
function finder(message: unknown): (file: Record<string, unknown>) => unknown {
  const content = read(message, "/content");
  const own = [content, ...items(read(content, "/items")), read(content, "/header"), read(message, "/fallback/header")];
  const left = new Set(own);
  return ({ url, size }) => {
    if (typeof url === "string") return own.find((source) => read(source, "/url") === url);
    const found = [...left].find((source) => {
      const file = read(source, "/file");
      return file instanceof Blob && file.size === size;
    });
    left.delete(found);
    return found;
  };
}

/** A request only names a file; the draft holds the file itself, and knows what an address without an ending leads to. */
function withOwnFiles(content: Record<string, unknown>, find: ReturnType<typeof finder>): unknown {
  const linked = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    const own = find(value);
    const type = value["guessed"] === true ? read(own, "/type") : undefined;
    return { ...value, file: read(own, "/file"), ...(type === undefined ? {} : { type }) };
  };
  const { header } = content;
  const media = "url" in content || "size" in content;
  return {
    ...(media ? (linked(content) as object) : content),
    ...(header === undefined ? {} : { header: linked(header) }),
  };
}
