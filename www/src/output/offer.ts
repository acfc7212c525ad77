// Where a provider refuses the draft: whether it would take it, were it allowed to change more.
import { computed } from "@preact/signals";
import type { Adapt, Plan } from "sessage";
import { asMessage, draft } from "../state/message.ts";
import { plans } from "../state/plans.ts";
import { adapt, forEach, planners } from "../state/providers.ts";

const FURTHER: Record<Adapt, readonly Adapt[]> = {
  off: ["reshape", "truncate"],
  reshape: ["truncate"],
  truncate: [],
};

/** The least adapting by which a provider that refuses would take the draft, and its plan. */
export type Offer = { adapt: Adapt; plan: Plan };

/** Each provider's offer; undefined where it takes the draft, or no adapting helps. */
export const offers = forEach((name) =>
  computed((): Offer | undefined => {
    const plan = plans[name].value;
    const planner = planners[name].value;
    if (!plan || !planner || plan.requests.length > 0) return undefined;
    return FURTHER[adapt.value]
      .map((further) => ({ adapt: further, plan: planner.plan(asMessage(draft.value), { adapt: further }) }))
      .find((offer) => offer.plan.requests.length > 0);
  }),
);
