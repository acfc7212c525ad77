import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { draft } from "../state/message.ts";
import { destinationOf, exactly, inWords, isSame, type Destination } from "../state/destination.ts";
import { adapt, PROVIDERS, provider } from "../state/providers.ts";
import { FileButton } from "../ui/file-button.tsx";
import { save } from "../ui/save.ts";
import { check, current } from "./check.ts";
import { readSaved, writeSaved, type Job } from "./checkpoint.ts";
import { mapping } from "./mapping.ts";
import { paceOf, settings, wrongIn } from "./pacing.tsx";
import { count } from "../output/words.ts";
import { abort, discard, isSaved, job, load, pause, phase, resume, start, toSave } from "./run.ts";
import { opening, reading, table, type Row, wholeRows } from "./table.ts";

/** What acts on the run: to begin it, hold it, end it, go on, and to keep it as a file. */
export function RunButtons() {
  const [wrong, setWrong] = useState<string>();
  const { readyOnly, failNth: nth } = settings.value;
  const pace = paceOf(settings.value);
  const name = job.value?.provider ?? provider.value;
  const place = destinationOf(name);
  const isElsewhere = job.value !== undefined && !isSame(job.value.destination, place);
  const failNth = place?.to === "simulator" && nth !== "" ? Number(nth) : undefined;
  const rows = readyOnly ? check.value.ready : wholeRows.value;
  const missing = whatIsMissing(rows);

  const keep = () => {
    const saved = toSave();
    if (saved) save("sessage-run.json", writeSaved(saved), "application/json");
  };
  const take = async (file: File) => {
    const found = readSaved(await file.text(), draft.value);
    setWrong("wrong" in found ? found.wrong : undefined);
    if (!("wrong" in found) && mayDiscard()) load(found);
  };

  const state = phase.value;
  const bar = useFocusKept(state);
  const going = state === "running" || state === "pausing";
  const held = state === "paused" || state === "stopped";
  return (
    <>
      <div class="bulk-line bulk-buttons" ref={bar}>
        {state === "none" && (
          <button
            type="button"
            class="primary"
            disabled={missing !== undefined}
            onClick={once(() => place && void start(jobOf(rows, place), pace, failNth))}
          >
            Send {count(rows.length, "message")} by {PROVIDERS[name].title}
            {place && `, ${inWords(place)}`}
          </button>
        )}
        {going && (
          <button type="button" disabled={state === "pausing"} onClick={pause}>
            Pause
          </button>
        )}
        {held && (
          <button
            type="button"
            class="primary"
            disabled={isElsewhere || wrongIn(settings.value) !== undefined}
            onClick={once(() => void resume(pace, failNth))}
          >
            Resume
          </button>
        )}
        {going && (
          <button type="button" onClick={abort}>
            Abort
          </button>
        )}
        {(held || state === "done") && (
          <button type="button" onClick={once(() => mayDiscard() && discard())}>
            New run
          </button>
        )}
        {held && (
          <button type="button" onClick={keep}>
            Save checkpoint
          </button>
        )}
        {(state === "none" || state === "done") && (
          <FileButton label="Checkpoint file" accept=".json,application/json" onPick={(file) => void take(file)}>
            Load checkpoint
          </FileButton>
        )}
      </div>
      <p class="quiet bulk-hint">{held && isElsewhere ? elsewhere(job.value?.destination) : hintOf(state, missing)}</p>
      {wrong !== undefined && (
        <p class="error" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}

/** Without the second click of a double one: it would meet the button that stands there after the first. */
const once = (act: () => unknown) => (event: MouseEvent) => {
  if (event.detail < 2) act();
};

/** Asks where letting the run go loses something. */
const mayDiscard = (): boolean =>
  isSaved() || confirm("Let this run go? What became of its rows, and the way to go on, was not saved.");

/** Keeps the focus among these buttons when the one that had it makes way for others. */
function useFocusKept(state: string) {
  const bar = useRef<HTMLDivElement>(null);
  const inside = useRef(false);
  useEffect(() => {
    const follow = ({ target }: FocusEvent) => {
      inside.current = target instanceof Node && bar.current?.contains(target) === true;
    };
    document.addEventListener("focusin", follow);
    return () => document.removeEventListener("focusin", follow);
  }, []);
  useLayoutEffect(() => {
    if (!inside.current || document.activeElement !== document.body) return;
    // A key that is held must not come to send what the last run sent.
    const next = state === "none" ? "button:enabled:not(.primary)" : "button:enabled";
    bar.current?.querySelector<HTMLElement>(next)?.focus({ preventScroll: true });
  }, [state]);
  return bar;
}

const NO_ACCOUNT =
  "This page has neither a simulator nor an account of yours, so nothing can be sent; everything else works. Enter an account in Compose, under Send, or open the page by make demo.";

/** Why a run that was begun at one place cannot go on: another is chosen. */
const elsewhere = (place: Destination | undefined): string =>
  place ? `This run went ${exactly(place)}. To go on with it, choose that again in Compose, under Send.` : "";

function whatIsMissing(rows: readonly Row[]): string | undefined {
  const { done, total } = check.value;
  if (!destinationOf(provider.value)) return NO_ACCOUNT;
  if (opening.value || reading.value !== undefined) return "The rows are being read.";
  if (total === 0) return "Give it rows first.";
  if (done < total) return "The rows are being checked.";
  if (current.value.unknown.length > 0) return `No column is called ${current.value.unknown.join(", ")}.`;
  return rows.length === 0 ? "No row is ready." : wrongIn(settings.value);
}

function hintOf(state: typeof phase.value, missing: string | undefined): string {
  if (missing !== undefined && state === "none") return missing;
  if (state === "paused" || state === "stopped") {
    return "Resuming never sends a row twice; one that was being sent when the run was cut off is named unknown and left alone. A checkpoint is good until the run goes on.";
  }
  if (state === "running" || state === "pausing") {
    return "Pause lets what is under way finish. Abort ends it at once, and its outcome is unknown.";
  }
  return "Leaving this tab of the page does not stop a run.";
}

function jobOf(rows: readonly Row[], destination: Destination): Job {
  return {
    provider: provider.value,
    destination,
    adapt: adapt.value,
    message: draft.value,
    columns: table.value.columns,
    mapping: mapping.value,
    rows: [...rows],
  };
}
