// What the simulator's record says of a send, beside what the send itself could know.
import { count as counted } from "../output/words.ts";
import { outcomeOf, type Run } from "./run.ts";

/** How often the simulator took the message; undefined where it does not tell. */
export function deliveries({ received, heard, answers }: Run): number | undefined {
  if (!received) return undefined;
  const starts = heard.filter(({ event }) => event.phase === "start").map(({ event }) => event);
  const paths = new Set(starts.filter(({ purpose }) => purpose === "send").map(({ url }) => new URL(url).pathname));
  // An answer that was held back or cut off stands for a message that was taken before that.
  const sends = received.filter(({ path }) => paths.has(path));
  const answered = sends.filter(({ status }) => status === null || (status >= 200 && status < 300)).length;
  const refused = answers.filter(({ taken }, index) => taken === false && starts[index]?.purpose === "send").length;
  return Math.max(0, answered - refused);
}

const TIMES = ["not at all", "once", "twice"];
const times = (count: number) => TIMES[count] ?? `${count} times`;

/** "The simulator delivered it twice." and how that compares with the outcome. */
export function comparison(run: Run): { delivered: string; compared: string } | undefined {
  const count = deliveries(run);
  const outcome = outcomeOf(run);
  if (count === undefined || outcome === undefined) return undefined;
  const parts = run.receipt?.usedFallback ? 1 : run.parts.length;
  const delivered =
    parts > 1 && count > 0
      ? `The simulator delivered ${counted(count, "message")} for ${parts} parts.`
      : `The simulator delivered it: ${times(count)}.`;
  return { delivered, compared: COMPARED[outcome](count, parts) };
}

const BY_ITSELF =
  "The browser itself sent the request again when its connection broke. No page can forbid that; a server does not do it.";

const COMPARED: Record<NonNullable<ReturnType<typeof outcomeOf>>, (count: number, parts: number) => string> = {
  sent: (count, parts) => (count > parts ? BY_ITSELF : count === parts ? "The receipt says the same." : "The receipt says otherwise."),
  not_sent: (count) => (count === 0 ? "The error says the same, and can be sure of it." : "The error says otherwise."),
  partial: (count, parts) => (count < parts ? "The error says the same, part by part." : BY_ITSELF),
  unknown: (count) => {
    if (count === 0) return "No answer said so, which is why the error leaves it open.";
    const known = "No answer said so, which is why the error leaves it open. Sending again would deliver it once more.";
    return count > 1 ? `${known} ${BY_ITSELF}` : known;
  },
};
