// Times, and attempts, in words.
import { PURPOSES } from "../output/words.ts";
import type { Attempt } from "./attempts.ts";

/** Why nothing is sent while text that the visitor typed is not in the message. */
export const UNREAD = "what was typed as JSON cannot be read, so it is not in the message. Mend it first.";

/** Why nothing is sent to the simulator while a run of many messages goes there. */
export const BUSY = "a bulk run is under way at the simulator. Pause it first, or let it end.";

/** "340 ms", "2.1 s". */
export const duration = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** The time of day. */
export const clock = (date: Date): string => date.toLocaleTimeString("en-GB");

/** "Send part 2 of 3, attempt 2". */
export function nameOf({ purpose, part, isFallback, attempt }: Attempt, count: number): string {
  const isPart = part !== undefined && (count > 1 || part > 0);
  const sending = isFallback ? "Send the fallback" : isPart ? `Send part ${part + 1}` : undefined;
  const name = (purpose === "send" ? sending : undefined) ?? PURPOSES[purpose];
  return attempt > 1 ? `${name}, attempt ${attempt}` : name;
}

/** "HTTP 429, rate_limited, after 12 ms". */
export function endOf({ from, to, status, code, note }: Attempt, now: number): string {
  if (to === undefined) return `under way for ${duration(Math.max(0, now - from))}`;
  const said = [status !== undefined && `HTTP ${status}`, code, note].filter(Boolean);
  return `${said.length > 0 ? said.join(", ") : "no answer"}, after ${duration(to - from)}`;
}

/** "then a wait of 2.0 s, as the provider asked (Retry-After: 2)". */
export function waitOf({ waitMs, retryAfter }: Attempt): string | undefined {
  if (waitMs === undefined) return undefined;
  const reason = retryAfter === undefined ? "before the next attempt" : `as the provider asked (Retry-After: ${retryAfter})`;
  return `then a wait of ${duration(waitMs)}, ${reason}`;
}
