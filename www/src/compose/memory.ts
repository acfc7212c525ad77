// What was written and is not in the message now: other kinds of content, and other choices within one.
import { computed, effect } from "@preact/signals";
import { draft, edition, get, put, type Draft } from "../state/message.ts";
import { isObject } from "../state/pointer.ts";
import type { Kind } from "./fields.ts";
import { KINDS } from "./kinds.ts";

const contents = new Map<Kind, Record<string, unknown>>();
/** By place, and there by choice. */
const choices = new Map<string, Map<string, unknown>>();

/** The kind of a message's content, where it is one that exists. */
export function kindOf({ content }: Draft): Kind | undefined {
  const type = isObject(content) ? content["type"] : undefined;
  return typeof type === "string" && Object.hasOwn(KINDS, type) ? (type as Kind) : undefined;
}

/** The kind of the draft's content; changes with that alone. */
export const kindNow = computed(() => kindOf(draft.value));

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

// Each kind has fields of its own.
const placeOf = (path: string) => (path.startsWith("/content/") ? `${kindOf(draft.peek())}${path}` : path);

/** Keeps what stood in a choice that is left. */
export function keep(path: string, choice: string, value: unknown): void {
  const place = placeOf(path);
  choices.set(place, new Map(choices.get(place)).set(choice, value));
}

/** What stood in a choice when it was left. */
export const kept = (path: string, choice: string): unknown => choices.get(placeOf(path))?.get(choice);

/** Has what was kept in a list's items go along when one is moved, or with it when it is removed. */
export function follow(path: string, from: number, to: number | undefined): void {
  const list = `${placeOf(path)}/`;
  const after = (index: number) => {
    if (index === from) return to;
    const closed = index > from ? index - 1 : index;
    return to !== undefined && closed >= to ? closed + 1 : closed;
  };
  const before = [...choices];
  choices.clear();
  for (const [place, kept] of before) {
    const [index, ...rest] = place.startsWith(list) ? place.slice(list.length).split("/") : [];
    const next = index === undefined ? place : after(Number(index));
    if (next !== undefined) choices.set(index === undefined ? place : list + [next, ...rest].join("/"), kept);
  }
}

/** Forgets what was kept in items of lists: elsewhere than in the form, nobody knows which is which. */
export function forgetItems(): void {
  for (const place of choices.keys()) if (/\/\d+(\/|$)/.test(place)) choices.delete(place);
}

effect(() => {
  void edition.value;
  contents.clear();
  choices.clear();
});
