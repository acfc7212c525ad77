// The attempts of a send, out of the events that the package gives.
import type { AttemptEvent, ErrorCode } from "sessage";
import type { Answer } from "./control.ts";

/** An event, and when the page heard it, in milliseconds since the send began. */
export interface Heard {
  at: number;
  event: AttemptEvent;
}

/** One attempt at one call. */
export interface Attempt {
  purpose: AttemptEvent["purpose"];
  /** Which attempt at this call, from 1. */
  attempt: number;
  /** Which of the message's parts it carries, from 0; undefined for the fallback and other calls. */
  part?: number;
  isFallback: boolean;
  from: number;
  /** When it ended; undefined while it runs. */
  to?: number;
  status?: number;
  code?: ErrorCode;
  /** What it was that failed, where the package names no code. */
  note?: string;
  waitMs?: number;
  /** What the provider asked for, where the page could see it. */
  retryAfter?: string;
}

/** The attempts so far, out of what was heard; `parts` are those to be sent, in order. */
export function attemptsOf(
  heard: readonly Heard[],
  { answers, parts, isFallback }: { answers: readonly Answer[]; parts: readonly number[]; isFallback: boolean },
): Attempt[] {
  const list: Attempt[] = [];
  for (const { at, event } of heard) {
    if (event.phase === "start") list.push(begun(at, event, isFallback));
    else end(list.at(-1), at, event, answers[list.length - 1]);
  }
  place(list, parts);
  return list;
}

function begun(at: number, { purpose, attempt }: AttemptEvent, isFallback: boolean): Attempt {
  return { purpose, attempt, isFallback: isFallback && purpose === "send", from: at };
}

function end(attempt: Attempt | undefined, at: number, event: AttemptEvent, answer: Answer | undefined): void {
  if (!attempt) return;
  const { status, code, waitMs } = event;
  // The page may have been busy when the event came; how long the attempt took, the package knows.
  attempt.to = Math.min(at, attempt.from + (event.durationMs ?? at - attempt.from));
  Object.assign(attempt, status !== undefined && { status }, code && { code }, waitMs !== undefined && { waitMs });
  if (answer?.retryAfter !== undefined) attempt.retryAfter = answer.retryAfter;
}

/** Numbers the parts, and finds the fallback: the template that follows a closed window. */
function place(list: readonly Attempt[], parts: readonly number[]): void {
  let done = 0;
  let isFallback = false;
  list.forEach((attempt, index) => {
    if (attempt.purpose !== "send") return;
    attempt.isFallback ||= isFallback;
    const part = parts[done];
    if (!attempt.isFallback && part !== undefined) attempt.part = part;
    const next = list[index + 1];
    if (attempt.code === "window_closed") isFallback = true;
    else if (attempt.code === undefined && next?.purpose === "token") attempt.note = "its token had ended";
    else if (attempt.code === undefined) done += 1;
  });
}
