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

/** The verdict of a plan. One without a request sends nothing: for an error, or since the window is closed. */
export function verdict({ requests, problems, changes }: Plan, hasFallback = false): Verdict {
  if (requests.length === 0) return problems.some(({ severity }) => severity === "error") ? "refused" : "closed";
  // The fallback's request is the last; where it is the only one, the window is closed.
  if (hasFallback && requests.filter(({ purpose }) => purpose === "send").length === 1) return "fallback";
  return changes.length > 0 ? "adapted" : "as_is";
}

/** The problems of the draft for the chosen provider, errors first. */
export const problems: ReadonlySignal<Problem[]> = computed(() => {
  const found = plans[provider.value].value?.problems ?? [];
  return found.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
});
