import { signal } from "@preact/signals";
import { useId } from "preact/hooks";
import { simulator } from "../state/providers.ts";
import { check } from "./check.ts";
import { wholeRows } from "./table.ts";
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

/** The fields that are shown: only a simulator can be made to fail. */
const fieldsHere = () => [...FIELDS, ...(simulator.value === undefined ? [] : [FAILING])];

/** What keeps a run from being started: a field that holds no such number. */
export function wrongIn(given: Settings): string | undefined {
  const wrong = fieldsHere().find(({ key, isRight }) => given[key] !== "" && !isRight(Number(given[key])));
  return wrong && `${wrong.label} must be ${wrong.wanted}.`;
}

/** The pace that the fields say; an empty one leaves it to the package. */
export function paceOf({ concurrency, perSecond, perRecipientMs }: Settings): Pace {
  const given = Object.entries({ concurrency, perSecond, perRecipientMs }).filter(([, text]) => text !== "");
  return Object.fromEntries(given.map(([key, text]) => [key, Number(text)]));
}

const NUMBER = { wanted: "a number", isRight: (value: number) => value >= 0 && Number.isFinite(value) };
const FIELDS = [
  { key: "concurrency", label: "At once", hint: "messages under way", placeholder: "default", ...NUMBER },
  { key: "perSecond", label: "Per second", hint: "the most that start", placeholder: "no limit", ...NUMBER },
  { key: "perRecipientMs", label: "Per recipient", hint: "milliseconds between two", placeholder: "none", ...NUMBER },
] as const;
const FAILING = {
  key: "failNth",
  label: "Fail one in",
  hint: "requests, at the simulator",
  placeholder: "none",
  wanted: "a whole number from 2 on",
  isRight: (value: number) => Number.isSafeInteger(value) && value >= 2,
} as const;

/** The fields of a run: its pace, which rows, and failures at the simulator. */
export function Pacing() {
  const { ready } = check.value;
  const whole = wholeRows.value.length;
  const set = (key: keyof Settings, value: string | boolean) => (settings.value = { ...settings.value, [key]: value });
  return (
    <div class="bulk-pacing">
      {fieldsHere().map(({ key, ...field }) => (
        <Field key={key} {...field} value={settings.value[key]} onInput={(value) => set(key, value)} />
      ))}
      <Segmented
        legend="Rows to send"
        hideLegend={false}
        options={[
          { value: "ready", label: `Ready: ${ready.length.toLocaleString("en")}` },
          { value: "all", label: `All: ${whole.toLocaleString("en")}` },
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
  wanted,
  isRight,
  value,
  onInput,
}: {
  label: string;
  hint: string;
  placeholder: string;
  wanted: string;
  isRight: (value: number) => boolean;
  value: string;
  onInput: (value: string) => void;
}) {
  const id = useId();
  const wrong = value !== "" && !isRight(Number(value));
  return (
    <div class="bulk-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        placeholder={placeholder}
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value.trim())}
      />
      <span class={wrong ? "error" : "quiet"} id={`${id}-hint`}>
        {wrong ? `must be ${wanted}` : hint}
      </span>
    </div>
  );
}
