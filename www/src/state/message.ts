// The message being composed. It is plain data that may be wrong or unfinished; a file stands in it as a File.
import { batch, signal } from "@preact/signals";
import type { ListContent, Message } from "sessage";
import * as pointers from "./pointer.ts";

/** A message as it is being written. */
export type Draft = Record<string, unknown>;

/** A recipient that all four simulated providers know. */
export const RECIPIENT = "+14155552671";
/** One whose session window is closed with all four. */
export const CLOSED_RECIPIENT = "+15550131047";

/** A list to choose from, as examples have it. */
export const TIMES = {
  type: "list",
  text: "Choose a time and we bring the flowers to your door.",
  button: "Choose a time",
  sections: [
    {
      title: "Tomorrow",
      rows: [
        { id: "am", title: "Morning", description: "9:00 to 12:00" },
        { id: "pm", title: "Afternoon", description: "13:00 to 18:00" },
      ],
    },
  ],
} satisfies ListContent;

/** The message that a visitor finds. */
export const FIRST: Message = { to: RECIPIENT, content: TIMES };

/** The message being composed. Replaced as a whole at each change, never mutated. */
export const draft = signal<Draft>({ ...FIRST });

/** Where the visitor typed what is no JSON, and so not in the message. Nothing is sent before that is mended. */
export const unread = signal<readonly string[]>([]);

/** Counts the messages that came as a whole: what was kept of the one before is no part of the next. */
export const edition = signal(0);

/** Another message in place of this one. */
export function renew(message: Draft): void {
  batch(() => {
    draft.value = message;
    edition.value += 1;
  });
}

/** The draft as the package takes it: what it is, the package itself says. */
export const asMessage = (value: Draft): Message => value as unknown as Message;

/** What stands at the path. */
export const get = (path: string): unknown => pointers.read(draft.value, path);

/** Puts a value at the path; `undefined` takes it away. */
export function put(path: string, value: unknown): void {
  draft.value = pointers.write(draft.value, path, value) as Draft;
}

/** Puts an item at the end of the list at the path. */
export function append(path: string, item: unknown): void {
  put(path, [...pointers.listAt(draft.value, path), item]);
}

/** Moves an item within the list at the path. */
export function move(path: string, from: number, to: number): void {
  draft.value = pointers.move(draft.value, path, from, to) as Draft;
}
