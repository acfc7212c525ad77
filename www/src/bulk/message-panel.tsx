import { replace } from "../compose/replace.ts";
import { Undo } from "../compose/undo.tsx";
import { draft } from "../state/message.ts";
import { PROVIDERS, provider } from "../state/providers.ts";
import { view } from "../state/link.ts";
import { Panel } from "../ui/panel.tsx";
import { current } from "./check.ts";
import { summary } from "./messages.ts";
import { placeholders } from "./placeholders.ts";
import { SAMPLE_CONTENT } from "./samples.ts";
import { table } from "./table.ts";

/** The message that each row gets, as it stands in the composer. */
export function MessagePanel() {
  const content = draft.value["content"];
  const found = placeholders(draft.value);
  const unknown = table.value.columns.length > 0 ? current.value.unknown : [];
  return (
    <Panel
      title="Message"
      actions={
        <>
          <Undo />
          <button type="button" class="small" onClick={() => replace({ message: { ...draft.peek(), content: SAMPLE_CONTENT } }, "A sample message in place of yours")}>
            Use a sample message
          </button>
          <button type="button" class="small" onClick={() => (view.value = "compose")}>
            Edit in Compose
          </button>
        </>
      }
    >
      <blockquote class="bulk-message" dir="auto">
        {summary(content) || "Nothing yet"}
      </blockquote>
      <p class="quiet">
        Sent by {PROVIDERS[provider.value].title}, to each row.{" "}
        {found.length > 0 ? (
          <>
            Filled from the row: <code>{found.join(" ")}</code>
          </>
        ) : (
          <>
            Write <code>{"{{name}}"}</code> in any of its texts, and each row puts its own name there.
          </>
        )}
      </p>
      {unknown.length > 0 && (
        <p class="error" role="alert">
          No column is called {unknown.join(", ")}.
        </p>
      )}
    </Panel>
  );
}
