// The messages to start from. Loaded when their menu is first opened.
import type { Draft } from "../state/message.ts";
import { EXAMPLES, type Example } from "./examples.ts";
import { replace } from "./replace.ts";

/** Replaces the message by an example. */
function start({ title, message, about: _, ...page }: Example): void {
  replace({ ...page, message: { ...message() } as Draft }, `Replaced by “${title}”`);
}

/** The examples, of which one is taken. */
export function ExamplesList({ onTaken }: { onTaken: () => void }) {
  return (
    <ul class="plain menu-list">
      {EXAMPLES.map((example) => (
        <li key={example.title}>
          <button
            type="button"
            onClick={() => {
              start(example);
              onTaken();
            }}
          >
            <strong>{example.title}</strong>
            <span>{example.about}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
