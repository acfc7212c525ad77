import { signal } from "@preact/signals";
import { useId } from "preact/hooks";
import { simulator } from "../state/providers.ts";
import { check } from "./check.ts";
import { Segmented } from "../ui/segmented.tsx";
import type { Pace } from "./run.ts";

/** How the visitor wants the run, as it stands in the fields. */
export type Settings = {
  concurrency: string;
  perSecond: string;
  perRecipientMs: string;
  readyOnly: boolean;
  failNth: string;
};

/** What the fields say; kept while another page is shown. */
export const settings = signal<Settings>({
  concurrency: "",
  perSecond: "",
  perRecipientMs: "",
  readyOnly: true,
  failNth: "",
});

/** The pace that the fields say; an empty one leaves it to the package. */
export function paceOf({ concurrency, perSecond, perRecipientMs }: Settings): Pace {
  const given = Object.entries({ concurrency, perSecond, perRecipientMs }).filter(([, text]) => text !== "");
  return Object.fromEntries(given.map(([key, text]) => [key, Number(text)]));
}

const FIELDS = [
  { key: "concurrency", label: "At once", hint: "messages under way", placeholder: "default" },
  { key: "perSecond", label: "Per second", hint: "the most that start", placeholder: "no limit" },
  { key: "perRecipientMs", label: "Per recipient", hint: "milliseconds between two", placeholder: "none" },
] as const;

/** The fields of a run: its pace, which rows, and failures at the simulator. */
export function Pacing() {
  const { total, ready } = check.value;
  const set = (key: keyof Settings, value: string | boolean) => (settings.value = { ...settings.value, [key]: value });
  return (
    <div class="bulk-pacing">
      {FIELDS.map(({ key, ...field }) => (
        <Field key={key} {...field} value={settings.value[key]} onInput={(value) => set(key, value)} />
      ))}
      {simulator.value !== undefined && (
        <Field
          label="Fail one in"
          hint="requests, at the simulator"
          placeholder="none"
          value={settings.value.failNth}
          onInput={(value) => set("failNth", value)}
        />
      )}
      <Segmented
        legend="Rows to send"
        hideLegend={false}
        options={[
          { value: "ready", label: `Ready: ${ready.length.toLocaleString("en")}` },
          { value: "all", label: `All: ${total.toLocaleString("en")}` },
        ]}
        value={settings.value.readyOnly ? "ready" : "all"}
        onChange={(value) => set("readyOnly", value === "ready")}
      />
    </div>
  );
}

function Field({
  label,
  hint,
  placeholder,
  value,
  onInput,
}: {
  label: string;
  hint: string;
  placeholder: string;
  value: string;
  onInput: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="bulk-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min="0"
        step="any"
        inputMode="decimal"
        placeholder={placeholder}
        aria-describedby={`${id}-hint`}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <span class="quiet" id={`${id}-hint`}>
        {hint}
      </span>
    </div>
  );
}
