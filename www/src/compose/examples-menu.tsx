// The menu of messages to start from.
import { useRef } from "preact/hooks";
import type { Draft } from "../state/message.ts";
import { EXAMPLES, type Example } from "./examples.ts";
import { forget } from "./memory.ts";
import { replace } from "./replace.ts";

/** Replaces the message by an example. */
function start({ title, message, about: _, ...page }: Example): void {
  forget();
  replace({ ...page, message: { ...message() } as Draft }, `Replaced by “${title}”`);
}

/** A button that opens the examples. */
export function ExamplesMenu() {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => {
    const open = details.current;
    if (!open?.open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  };
  return (
    <details
      class="menu"
      ref={details}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
      onFocusOut={({ relatedTarget }) => {
        const open = details.current;
        if (open && relatedTarget instanceof Node && !open.contains(relatedTarget)) open.open = false;
      }}
    >
      <summary class="small">Examples</summary>
      <ul class="plain menu-list">
        {EXAMPLES.map((example) => (
          <li key={example.title}>
            <button
              type="button"
              onClick={() => {
                start(example);
                close();
              }}
            >
              <strong>{example.title}</strong>
              <span>{example.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
