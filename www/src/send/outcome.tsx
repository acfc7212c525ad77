// What came of the sends. Loaded with the first of them.
import { useLayoutEffect, useRef } from "preact/hooks";
import { verdictOf } from "./advice.ts";
import { ReceivedList } from "./received.tsx";
import { Result } from "./result.tsx";
import { outcomeOf, type Run, runs, shown, shownId, titleOf } from "./run.ts";
import { clock } from "./words.ts";

/** The last run that was brought into view: one that was seen is not brought again when the page comes back. */
let brought: number | undefined;

/** The run that is looked at, what its provider received, and the runs before. */
export function SendOutcome({ onSent }: { onSent: () => void }) {
  const run = shown.value;
  const place = useRef<HTMLDivElement>(null);
  const sending = runs.value[0]?.id;
  // A send may be started from anywhere on the page. What grows on the way would lead a smooth movement astray.
  useLayoutEffect(() => {
    if (sending === brought) return;
    brought = sending;
    place.current?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }, [sending]);
  if (!run) return null;
  return (
    <>
      <div class="send-outcome" ref={place}>
        <Result key={run.id} run={run} onSent={onSent} />
        <ReceivedList key={`received ${run.id}`} run={run} />
      </div>
      {runs.value.length > 1 && <History />}
    </>
  );
}

function History() {
  return (
    <section class="send-history" aria-labelledby="send-history">
      <h3 id="send-history">Sends of this visit</h3>
      <ol class="plain">
        {runs.value.map((run) => (
          <li key={run.id}>
            <button
              type="button"
              class="small"
              aria-current={run.id === shownId.value ? "true" : undefined}
              onClick={() => (shownId.value = run.id)}
            >
              {clock(run.at)} {titleOf(run)}: <span class={`is-${outcomeOf(run)}`}>{said(run)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function said(run: Run): string {
  const outcome = outcomeOf(run);
  if (run.took === undefined) return "Sending";
  return outcome ? verdictOf(outcome, run.receipt).title : "The page failed";
}
