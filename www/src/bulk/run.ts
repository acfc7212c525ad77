// The run: it lives here, not in the page that shows it, so that leaving that page loses nothing.
import { effect, signal } from "@preact/signals";
import { isSessageError, type BulkCheckpoint, type BulkResult, type BulkRun, type Message } from "sessage";
import { asMessage } from "../state/message.ts";
import { destinationOf, isSame } from "../state/destination.ts";
import { busyAt, clientFor } from "../state/providers.ts";
import { losable } from "../state/losable.ts";
import { count } from "../output/words.ts";
import { announce } from "../ui/announce.tsx";
import type { Job, Saved } from "./checkpoint.ts";
import { failEach, forget } from "./faults.ts";
import { recipe } from "./messages.ts";
import { isFailure, lineOf, type Line, type Outcome } from "./results.ts";

/** How fast a run goes; what is left out is the package's default. */
export type Pace = { concurrency?: number; perSecond?: number; perRecipientMs?: number };

/** Where the run is. Pausing lets what is under way finish, stopping ends it. */
export type Phase = "none" | "running" | "pausing" | "paused" | "stopping" | "stopped" | "done";

/** How far the run has come. */
export type Progress = {
  counts: Record<Outcome, number>;
  /** Rows with a result. */
  done: number;
  total: number;
  underWay: number;
  /** Results a second, since it was begun or resumed. */
  rate: number;
};

const still = (total = 0): Progress => ({
  counts: { sent: 0, not_sent: 0, partial: 0, unknown: 0 },
  done: 0,
  total,
  underWay: 0,
  rate: 0,
});

export const phase = signal<Phase>("none");
export const progress = signal<Progress>(still());
/** What ended the run early, in words. */
export const trouble = signal<string | undefined>(undefined);
/** The job of the run, where there is one. */
export const job = signal<Job | undefined>(undefined);
/** What became of the rows, in the order in which it came; and those that failed. They grow in place. */
export let lines: Line[] = [];
export let failures: Line[] = [];

let checkpoint: BulkCheckpoint | undefined;
let run: BulkRun | undefined;
let abortion = new AbortController();
let halt = () => {};
let saved = true;
let counts = still().counts;

/** Begins a run. */
export function start(wanted: Job, pace: Pace, failNth: number | undefined): Promise<void> {
  load({ job: wanted, lines: [], checkpoint: undefined });
  return resume(pace, failNth);
}

/** Takes over a run that stopped. */
export function load(stopped: Saved): void {
  discard();
  job.value = stopped.job;
  for (const line of stopped.lines) keep(line);
  checkpoint = stopped.checkpoint;
  phase.value = "stopped";
  draw();
}

/** Lets the run go, for another. */
export function discard(): void {
  phase.value = "none";
  job.value = undefined;
  trouble.value = undefined;
  lines = [];
  failures = [];
  counts = still().counts;
  checkpoint = undefined;
  run = undefined;
  saved = true;
  draw();
}

/** Goes on from where the run stopped. */
export async function resume(pace: Pace, failNth?: number): Promise<void> {
  const wanted = job.value;
  if (!wanted || !(phase.value === "stopped" || phase.value === "paused")) return;
  const { provider, destination, adapt, rows } = wanted;
  if (!isSame(destination, destinationOf(provider))) return;
  phase.value = "running";
  saved = false;
  trouble.value = undefined;
  abortion = new AbortController();
  const { signal } = abortion;
  busyAt.value = destination.to === "simulator" ? destination.base : undefined;
  const requests = rows.length - lines.length;
  announce(`Sending ${count(requests, "message")}`);
  const base = failNth !== undefined && destination.to === "simulator" ? destination.base : undefined;
  try {
    const client = clientFor(provider);
    const [first] = messagesOf(wanted);
    if (base !== undefined && failNth !== undefined && first) {
      await failEach(base, { nth: failNth, provider, requests, plan: client.plan(first, { adapt }) }, signal);
    }
    run = client.sendMany(messagesOf(wanted), { ...pace, adapt, signal, ...(checkpoint ? { resume: checkpoint } : {}) });
    await follow(run, wanted).finally(() => client.free());
  } catch (error) {
    trouble.value = wordsOf(error);
  }
  if (base !== undefined) await forget(base).catch(() => undefined);
  busyAt.value = undefined;
  const whole = lines.length >= rows.length;
  phase.value = whole ? "done" : trouble.value !== undefined || signal.aborted ? "stopped" : "paused";
  draw();
  const words = { done: "Run finished", paused: "Run paused", stopped: "Run stopped" }[phase.value];
  announce(`${words}: ${lines.length} of ${rows.length} rows have a result`);
}

/** Lets what is under way finish, and has nothing new leave. */
export function pause(): void {
  if (phase.value !== "running") return;
  phase.value = "pausing";
  halt();
}

/** Ends the run at once; what is being sent ends as unknown. */
export function abort(): void {
  phase.value = "stopping";
  abortion.abort();
}

/** Whether nothing is lost when the run goes: there is none, or all of it is in a file. */
export const isSaved = (): boolean => saved;

/** Notes that the results were saved. Of a run that can go on they are not all. */
export function savedResults(): void {
  if (phase.value === "done") saved = true;
}

/** The run that has stopped, to be saved as a file. It is out of date as soon as the run goes on. */
export function toSave(): Saved | undefined {
  if (!job.value) return undefined;
  saved = true;
  return { job: job.value, lines, checkpoint };
}

async function follow(results: BulkRun, { rows }: Job): Promise<void> {
  const take = (result: BulkResult): void => {
    keep(lineOf(result, rows[result.index]?.number ?? 0));
    checkpoint = results.checkpoint();
    drawSoon();
  };
  const loop = results[Symbol.asyncIterator]();
  // A loop that is left takes no more messages, and goes on with the results of those under way.
  halt = () => void loop.return?.();
  // Pause may have been pressed before there was a loop.
  if (phase.peek() === "pausing") halt();
  for (let step = await loop.next(); step.done !== true; step = await loop.next()) take(step.value);
  // What waited for its turn has not begun: only now is that certain.
  checkpoint = results.checkpoint();
}

/** The messages one by one, made as the run asks for them. */
function* messagesOf({ message, columns, mapping, rows }: Job): Generator<Message> {
  const made = recipe(message, columns, mapping);
  for (const row of rows) yield asMessage(made.message(row));
}

function keep(line: Line): void {
  lines.push(line);
  counts[line.outcome] += 1;
  if (isFailure(line)) failures.push(line);
}

let waiting = false;

function draw(): void {
  const { inFlight: underWay = 0, perSecond: rate = 0 } = run?.progress ?? {};
  progress.value = { counts: { ...counts }, done: lines.length, total: job.value?.rows.length ?? 0, underWay, rate };
}

/** Shows the state at the next frame, a few times a second at most: results come faster than anybody reads. */
function drawSoon(): void {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  }, 80);
}

function wordsOf(error: unknown): string {
  if (isSessageError(error) && error.problems.length > 0) {
    return error.problems.map(({ path, message }) => `${path.slice(1)}: ${message}`).join(" ");
  }
  return error instanceof Error ? error.message : String(error);
}

losable(() => !saved);

/** Asks before leaving loses something: results to come, or the way to go on. */
function ask(event: BeforeUnloadEvent): void {
  if (!saved) event.preventDefault();
}

effect(() => {
  // Browsers keep no page for going back that listens for this, so it listens no longer than it must.
  if (phase.value === "none") removeEventListener("beforeunload", ask);
  else addEventListener("beforeunload", ask);
});
