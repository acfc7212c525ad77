// The message being composed. It is plain data that may be wrong or unfinished; a file stands in it as a File.
import { signal } from "@preact/signals";
import type { Message } from "sessage";
import * as pointers from "./pointer.ts";

/** A message as it is being written. */
export type Draft = Record<string, unknown>;

/** A recipient that all four simulated providers know. */
export const RECIPIENT = "+14155552671";
/** One whose session window is closed with all four. */
export const CLOSED_RECIPIENT = "+15550131047";

/** The message that a visitor finds. */
export const FIRST: Message = {
  to: RECIPIENT,
  content: {
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
  },
};

/** The message being composed. Replaced as a whole at each change, never mutated. */
export const draft = signal<Draft>({ ...FIRST });

/** The draft as the package takes it: what it is, the package itself says. */
export const asMessage = (value: Draft): Message => value as unknown as Message;

/** What stands at the path. */
export const get = (path: string): unknown => pointers.read(draft.value, path);

/** Puts a value at the path; `undefined` takes it away. */
export function put(path: string, value: unknown): void {
  draft.value = pointers.write(draft.value, path, value) as Draft;
}

/** Puts an item into the list at the path, by default at its end. */
export function insert(path: string, item: unknown, index = pointers.listAt(draft.value, path).length): void {
  draft.value = pointers.insert(draft.value, path, index, item) as Draft;
}

/** Moves an item within the list at the path. */
export function move(path: string, from: number, to: number): void {
  draft.value = pointers.move(draft.value, path, from, to) as Draft;
}
