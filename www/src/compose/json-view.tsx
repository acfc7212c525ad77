// The message as JSON, in step with the form: what is edited here is in the message as soon as it is an object.
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { draft } from "../state/message.ts";
import { problems } from "../state/plans.ts";
import type { JsonEditor } from "./editor.ts";
import { fromText, toText } from "./json.ts";
import { inEditor } from "./lead.ts";

/** The JSON view. It stays when it is hidden, so that its cursor and its history do. */
export function JsonView({ hidden }: { hidden: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useSignal<JsonEditor | undefined>(undefined);
  const failed = useSignal(false);
  const wrong = useSignal("");
  const id = useId();

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
            if ("wrong" in read) wrong.value = read.wrong;
            else {
              wrong.value = "";
              if (toText(read.message) !== toText(draft.peek())) draft.value = read.message;
            }
          },
        });
        editor.value = mounted;
        inEditor.reveal = mounted.reveal;
      },
      () => {
        failed.value = true;
      },
    );
  };
  useEffect(() => {
    load();
    return () => {
      editor.peek()?.destroy();
      delete inEditor.reveal;
    };
  }, []);

  useSignalEffect(() => {
    const text = toText(draft.value);
    const view = editor.value;
    if (!view) return;
    const read = fromText(view.text());
    // The same message may be written with other spaces, which stay.
    if ("message" in read && toText(read.message) === text) return;
    view.setText(text);
    wrong.value = "";
  });
  useSignalEffect(() => editor.value?.mark(problems.value, wrong.value || undefined));

  return (
    <div class="json" hidden={hidden}>
      <div class="json-editor" ref={host} aria-busy={!editor.value && !failed.value} />
      <p id={id} class={wrong.value ? "note error" : "note"} role="status">
        {failed.value && (
          <>
            The editor did not load.{" "}
            <button type="button" class="small" onClick={load}>
              Try again
            </button>
          </>
        )}
        {wrong.value && `Not a message yet, so the form keeps the last one that was. ${wrong.value}`}
      </p>
    </div>
  );
}
