import { Panel } from "../ui/panel.tsx";
import { Outcomes } from "./outcomes.tsx";
import { Pacing } from "./pacing.tsx";
import { RunButtons } from "./run-buttons.tsx";
import { OUTCOMES, type Outcome } from "../send/advice.ts";
import { job, phase, progress, trouble } from "./run.ts";
import { count } from "../output/words.ts";
import { inWords } from "../state/destination.ts";
import { PROVIDERS } from "../state/providers.ts";

/** Sends the rows: how fast, how far it has come, and what became of them. */
export function Run() {
  return (
    <Panel title="Send">
      <Pacing />
      <RunButtons />
      {trouble.value !== undefined && (
        <p class="error" role="alert">
          {trouble.value}
        </p>
      )}
      <Bar />
      <Outcomes />
    </Panel>
  );
}

const PHASES = {
  none: "",
  running: "Sending",
  pausing: "Pausing",
  paused: "Paused",
  stopping: "Stopping",
  stopped: "Stopped",
  done: "Finished",
} as const;

/** How far the run has come. Its place is kept before there is one. */
function Bar() {
  const { counts, done, total, underWay, rate } = progress.value;
  const through = job.value && `${PROVIDERS[job.value.provider].title}, ${inWords(job.value.destination)}`;
  const moving = phase.value === "running";
  return (
    <div class="bulk-progress" aria-busy={moving}>
      <progress aria-label="Rows with a result" max={Math.max(1, total)} value={done} />
      <p class="bulk-state">
        <strong>
          {through
            ? `${PHASES[phase.value]}: ${done.toLocaleString("en")} of ${count(total, "row")} through ${through}`
            : "Not started"}
        </strong>
        <span class="quiet">
          {moving && rate > 0 && `${perSecond(rate)} a second, ${left((total - done) / rate)} left`}
          {phase.value === "pausing" && `${underWay} under way; nothing new leaves`}
        </span>
      </p>
      <dl class="bulk-counts">
        {(Object.entries(OUTCOMES) as [Outcome, { title: string }][]).map(([outcome, { title }]) => (
          <div key={outcome}>
            <dt>{title}</dt>
            <dd>{counts[outcome].toLocaleString("en")}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const perSecond = (rate: number): string => rate.toLocaleString("en", { maximumFractionDigits: rate < 10 ? 1 : 0 });

/** A time in words, no finer than anybody needs. */
function left(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toLocaleString("en", { maximumFractionDigits: 1 })} h`;
}
