import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { draft } from "../state/message.ts";
import { plans, verdict } from "../state/plans.ts";
import { NAMES, PROVIDERS } from "../state/providers.ts";
import { announce } from "../ui/announce.tsx";
import { VERDICTS } from "./words.ts";

const verdicts = computed(() => {
  return NAMES.flatMap((name) => {
    const plan = plans[name].value;
    return plan ? [`${PROVIDERS[name].title}: ${VERDICTS[verdict(draft.value, plan)].toLowerCase()}`] : [];
  }).join(", ");
});

/** Tells a screen reader when a provider takes the message in another way, once the typing rests. */
export function useAnnouncedVerdicts(): void {
  useEffect(() => {
    let said = verdicts.peek();
    let waiting: ReturnType<typeof setTimeout>;
    const stop = verdicts.subscribe((words) => {
      clearTimeout(waiting);
      // The first words are no change.
      if (said === "") said = words;
      if (words === said) return;
      waiting = setTimeout(() => {
        announce(words);
        said = words;
      }, 1200);
    });
    return () => {
      clearTimeout(waiting);
      stop();
    };
  }, []);
}
