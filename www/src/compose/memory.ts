// What was written and is not in the message now: other kinds of content, and other choices within one.
import { draft, get, put, type Draft } from "../state/message.ts";
import { isObject } from "../state/pointer.ts";
import type { Kind } from "./fields.ts";
import { KINDS } from "./kinds.ts";

const contents = new Map<Kind, Record<string, unknown>>();
const choices = new Map<string, unknown>();

/** The kind of a message's content, where it is one that exists. */
export function kindOf({ content }: Draft): Kind | undefined {
  const type = isObject(content) ? content["type"] : undefined;
  return typeof type === "string" && Object.hasOwn(KINDS, type) ? (type as Kind) : undefined;
}

/** Changes the kind of content. What was written in it before comes back; the words go along. */
export function chooseKind(next: Kind): void {
  const now = get("/content");
  const kind = kindOf(draft.peek());
  if (kind === next) return;
  if (kind && isObject(now)) contents.set(kind, now);
  const from = kind && KINDS[kind].words;
  const to = KINDS[next].words;
  const words = from && isObject(now) ? now[from] : undefined;
  put("/content", {
    ...(contents.get(next) ?? { type: next, ...KINDS[next].start }),
    ...(to !== undefined && typeof words === "string" && words !== "" && { [to]: words }),
  });
}

const named = (path: string, choice: string) => `${kindOf(draft.peek())} ${path} ${choice}`;

/** Keeps what stood in a choice that is left. */
export function keep(path: string, choice: string, value: unknown): void {
  choices.set(named(path, choice), value);
}

/** What stood in a choice when it was left. */
export const kept = (path: string, choice: string): unknown => choices.get(named(path, choice));

/** Forgets all of it: another message has come. */
export function forget(): void {
  contents.clear();
  choices.clear();
}
