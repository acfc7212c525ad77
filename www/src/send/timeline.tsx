// The attempts of a send, along the time they took. The words say all of it; the bars are for the eye.
import { useEffect, useState } from "preact/hooks";
import { count as counted } from "../output/words.ts";
import { type Attempt, attemptsOf } from "./attempts.ts";
import type { Run } from "./run.ts";
import { duration, endOf, nameOf, waitOf } from "./words.ts";

/** The attempts of a run as a list. */
export function Timeline({ run }: { run: Run }) {
  const now = useElapsed(run);
  const attempts = attemptsOf(run.heard, run);
  const total = Math.max(now, 1);
  if (attempts.length === 0) {
    return <p class="quiet">{run.took === undefined ? "Nothing has left yet." : "No request left this page."}</p>;
  }
  return (
    <div class="timeline">
      <p class="quiet">
        {counted(attempts.length, "request")} in {duration(total)}
      </p>
      <ol>
        {attempts.map((attempt, index) => (
          <Row key={index} attempt={attempt} now={now} total={total} count={run.parts.length} />
        ))}
      </ol>
    </div>
  );
}

function Row({ attempt, now, total, count }: { attempt: Attempt; now: number; total: number; count: number }) {
  const { from, to = now, waitMs, code, note } = attempt;
  const state = attempt.to === undefined ? "running" : code ? "failed" : note ? "passed" : "done";
  const waited = waitMs === undefined ? 0 : Math.max(0, Math.min(waitMs, now - to));
  const wait = waitOf(attempt);
  return (
    <li class={attempt.isFallback ? "is-fallback" : undefined}>
      <span class="timeline-name">{nameOf(attempt, count)}</span>
      <span class="timeline-track" aria-hidden="true">
        <span class={`timeline-bar is-${state}`} style={span(from, to, total)} />
        {waited > 0 && <span class="timeline-wait" style={span(to, to + waited, total)} />}
      </span>
      <span class={`timeline-end is-${state}`}>
        {endOf(attempt, now)}
        {wait && <span class="timeline-then">{wait}</span>}
      </span>
    </li>
  );
}

const span = (from: number, to: number, total: number) => ({
  left: `${Math.min(100, (from / total) * 100)}%`,
  width: `${Math.min(100, (Math.max(0, to - from) / total) * 100)}%`,
});

/** How long the run has taken so far. It follows the clock only while the run goes on. */
function useElapsed({ took, began }: Run): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (took !== undefined) return;
    const tick = () => setNow(performance.now());
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const timer = setInterval(tick, 1000);
      return () => clearInterval(timer);
    }
    let frame = requestAnimationFrame(function next() {
      tick();
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [took, began]);
  return took ?? Math.max(0, now - began);
}
