// The message as JSON, in step with the form: what is edited here is in the message as soon as it is an object.
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { draft } from "../state/message.ts";
import { problems } from "../state/plans.ts";
import type { JsonEditor, Wrong } from "./editor.ts";
import { fromText, toText } from "./json.ts";
import { sought } from "./lead.ts";
import { forgetItems } from "./memory.ts";
import { useUnread } from "./unread.ts";

/** The JSON view. It stays when it is hidden, so that its cursor and its history do. */
export function JsonView({ hidden }: { hidden: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useSignal<JsonEditor | undefined>(undefined);
  const failed = useSignal(false);
  const wrong = useSignal<Wrong | undefined>(undefined);

  const load = () => {
    failed.value = false;
    import("./editor.ts").then(
      ({ mount }) => {
        if (!host.current || editor.peek()) return;
        const mounted = mount(host.current, {
          text: toText(draft.peek()),
          label: "Message as JSON",
          describedBy: "Tab leaves the editor. Ctrl-Shift-M lists the problems.",
          onEdit() {
            const read = fromText(mounted.text());
            if ("wrong" in read) {
              wrong.value = { words: read.wrong, ...(read.broken && { place: mounted.breaks() }) };
            } else {
              wrong.value = undefined;
              if (toText(read.message) === toText(draft.peek())) return;
              forgetItems();
              draft.value = read.message;
            }
          },
        });
        editor.value = mounted;
      },
      () => {
        failed.value = true;
      },
    );
  };
  useEffect(() => {
    load();
    return () => editor.peek()?.destroy();
  }, []);

  useSignalEffect(() => {
    const text = toText(draft.value);
    const view = editor.value;
    if (!view) return;
    const read = fromText(view.text());
    // The same message may be written with other spaces, which stay.
    if ("message" in read && toText(read.message) === text) return;
    view.setText(text);
    wrong.value = undefined;
  });
  useSignalEffect(() => editor.value?.mark(problems.value, wrong.value));

  useUnread("", wrong.value !== undefined && !hidden);

  const view = editor.value;
  const path = sought.value;
  // Only what is drawn can take the focus.
  useEffect(() => {
    if (hidden || !view || path === undefined) return;
    sought.value = undefined;
    view.reveal(path);
  }, [hidden, view, path]);

  return (
    <div class="json" hidden={hidden}>
      <div class="json-editor" ref={host} aria-busy={!view && !failed.value} />
      <p class={wrong.value ? "note error" : "note"} role="status">
        {failed.value && (
          <>
            The editor did not load.{" "}
            <button type="button" class="small" onClick={load}>
              Try again
            </button>
          </>
        )}
        {wrong.value && whyNot(wrong.value)}
      </p>
    </div>
  );
}

function whyNot({ words, place }: Wrong): string {
  const where = place ? `Line ${place.line}, column ${place.column}: ` : "";
  return `Not a message yet, so the form keeps the last one that was. ${where}${words}`;
}
