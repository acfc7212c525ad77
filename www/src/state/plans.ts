// What would go out: the draft planned for each provider, anew whenever one of them changes.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Plan, Problem } from "sessage";
import { asMessage, draft } from "./message.ts";
import { adapt, forEach, planners, provider } from "./providers.ts";

/** The draft's plan for each provider, with `adapt` as chosen; undefined until the package is ready. */
export const plans = forEach((name) =>
  computed(() => planners[name].value?.plan(asMessage(draft.value), { adapt: adapt.value })),
);

/** How a provider takes the draft. With the session window closed, the fallback goes out instead, or nothing does. */
export type Verdict = "as_is" | "adapted" | "fallback" | "closed" | "refused";

/** What of a message tells its plan's requests apart. */
export type Planned = { readonly fallback?: unknown };

/** What a message's plan sends: so many messages, and the fallback, which is the last request of all. */
export function sendsOf({ fallback }: Planned, { requests }: Plan): { messages: number; hasFallback: boolean } {
  const sends = requests.filter(({ purpose }) => purpose === "send").length;
  const hasFallback = fallback !== undefined && sends > 0;
  return { messages: hasFallback ? sends - 1 : sends, hasFallback };
}

/** The verdict of a message's plan. One without a request sends nothing: for an error, or since the window is closed. */
export function verdict(message: Planned, plan: Plan): Verdict {
  const { requests, problems, changes } = plan;
  if (requests.length === 0) return problems.some(({ severity }) => severity === "error") ? "refused" : "closed";
  const { messages, hasFallback } = sendsOf(message, plan);
  if (hasFallback && messages === 0) return "fallback";
  return changes.length > 0 ? "adapted" : "as_is";
}

/** The problems of the draft for the chosen provider, errors first. */
export const problems: ReadonlySignal<Problem[]> = computed(() => {
  const found = plans[provider.value].value?.problems ?? [];
  return found.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
});
