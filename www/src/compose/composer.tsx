// Where the message is written: as a form, or as JSON.
import { computed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { filesIn } from "../state/files.ts";
import { addressOf } from "../state/link.ts";
import { draft, type Draft, edition, FIRST } from "../state/message.ts";
import { adapt, provider } from "../state/providers.ts";
import { Copy } from "../ui/copy.tsx";
import { lazy } from "../ui/lazy.tsx";
import { Panel } from "../ui/panel.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { ExamplesMenu } from "./examples-menu.tsx";
import { PartNote } from "./field.tsx";
import { Fields } from "./form.tsx";
import { KindPicker } from "./kind-picker.tsx";
import { KINDS } from "./kinds.ts";
import { mode } from "./lead.ts";
import { kindNow } from "./memory.ts";
import { OPTIONS } from "./options.ts";
import { useSet } from "./parts.tsx";
import { Problems } from "./problems.tsx";
import { RecipientView } from "./recipient.tsx";
import { replace } from "./replace.ts";
import { Undo } from "./undo.tsx";
import "./form.css";
import "./composer.css";

const JsonView = lazy(
  () => import("./json-view.tsx").then((module) => module.JsonView),
  <div class="json-editor" aria-busy="true" />,
);

const MODES = [
  { value: "form", label: "Form" },
  { value: "json", label: "JSON" },
] as const;

/** The composer. */
export function Composer() {
  const wasJson = useRef(false);
  const json = mode.value === "json";
  wasJson.current ||= json;
  return (
    <Panel
      title="Message"
      class="composer"
      actions={
        <>
          <Undo />
          {holdsFile.value && <span class="quiet">Files stay out of the link</span>}
          <ExamplesMenu />
          <Copy
            what="link"
            label="Copy link"
            text={() => addressHere()}
            said="Link copied. It holds the message; accounts and files stay out."
          />
          <button type="button" class="small" onClick={reset}>
            Reset
          </button>
          <Segmented legend="View" options={MODES} value={mode.value} onChange={(next) => (mode.value = next)} />
        </>
      }
    >
      {!json && <Form />}
      {wasJson.current && <JsonView hidden={!json} />}
      <Problems />
    </Panel>
  );
}

const holdsFile = computed(() => filesIn(draft.value).length > 0);

const addressHere = async () => {
  const parameters = { view: "compose", provider: provider.value, adapt: adapt.value };
  return new URL(await addressOf(parameters, draft.value), location.href).href;
};

function reset(): void {
  replace({ message: { ...FIRST } as Draft }, "Back to the first message");
}

function Form() {
  const kind = kindNow.value;
  return (
    <div data-form data-path="">
      <RecipientView />
      <KindPicker />
      <div class="content" data-path="/content" key={`${kind} ${edition.value}`}>
        {kind && <Fields fields={KINDS[kind].fields} at="/content" />}
        {!(kind && KINDS[kind].fields.some(({ type }) => type === "source")) && <PartNote path="/content" />}
      </div>
      <Options />
      <PartNote path="" />
    </div>
  );
}

function Options() {
  const set = useSet(OPTIONS, "");
  // Once open, it does not close on the one who empties its last field.
  const open = useRef(false);
  open.current ||= set > 0;
  return (
    <details class="more options" open={open.current}>
      <summary>
        Message options
        {set > 0 && <span class="quiet"> {set} in use</span>}
      </summary>
      <Fields fields={OPTIONS} at="" />
    </details>
  );
}
