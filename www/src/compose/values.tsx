// The values of a template's body: a list where its placeholders are numbered, an object where they have names.
import { useId, useState } from "preact/hooks";
import { get, put } from "../state/message.ts";
import { isObject, pointer } from "../state/pointer.ts";
import { Reorder } from "../ui/reorder.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { type Place, TextView } from "./controls.tsx";
import { Counter, noteOf, PartNote } from "./field.tsx";
import type { ValuesField } from "./fields.ts";
import { isOver, nameLimitAt } from "./limits.ts";
import { keep, kept } from "./memory.ts";
import { asText, useAt, useValue } from "./value.ts";

const FORMS = [
  { value: "positional", label: "By place" },
  { value: "named", label: "By name" },
] as const;
type Form = (typeof FORMS)[number]["value"];
type Entry = [name: string, value: unknown];

/** The values of a template's body, and the choice between their two forms. */
export function ValuesView({ field, at }: Place<ValuesField>) {
  const path = at + pointer([field.key]);
  const value = useValue(path);
  // Without a value, the choice leaves no trace in the message.
  const [chosen, setChosen] = useState<Form>("positional");
  const form: Form = isObject(value) ? "named" : Array.isArray(value) ? "positional" : chosen;
  const entries: Entry[] = isObject(value)
    ? Object.entries(value)
    : Array.isArray(value)
      ? value.map((one, index) => [String(index), one])
      : [];
  const write = (next: Entry[], as = form) => {
    setChosen(as);
    if (next.length === 0) put(path, undefined);
    else put(path, as === "named" ? Object.fromEntries(next) : next.map(([, one]) => one));
  };
  const choose = (next: Form) => {
    const names = kept(path, "names");
    if (next === "positional") keep(path, "names", entries.map(([name]) => name));
    const named = entries.map(([, one], index): Entry => [nameAt(names, index), one]);
    write(next === "named" ? named : entries, next);
  };
  return (
    <fieldset class="part items" data-path={path} aria-describedby={noteOf(path)}>
      <legend>
        {field.label}
        <Counter path={path} always />
      </legend>
      <Segmented legend="How values are given" options={FORMS} value={form} onChange={choose} />
      <Reorder
        items={entries}
        noun="Value"
        onAdd={() => write([...entries, [freeName(entries), ""]])}
        onRemove={(index) => write(entries.toSpliced(index, 1))}
        onMove={(from, to) => {
          const moved = entries[from];
          if (moved) write(entries.toSpliced(from, 1).toSpliced(to, 0, moved));
        }}
      >
        {([name], index) => (
          <div class="fields">
            {form === "named" && (
              <NameInput
                path={path + pointer([name])}
                name={name}
                taken={entries.filter((_, other) => other !== index).map(([other]) => other)}
                onRename={(renamed) => write(entries.with(index, [renamed, get(path + pointer([name]))]))}
              />
            )}
            <TextView
              key={form}
              field={{ type: "text", key: name, label: "Value", ...(form === "named" && { width: "half" }) }}
              at={path}
            />
          </div>
        )}
      </Reorder>
      <PartNote path={path} />
    </fieldset>
  );
}

/** The name of a value. One that another value has is not taken over: that value would be lost. */
function NameInput({
  path,
  name,
  taken,
  onRename,
}: {
  path: string;
  name: string;
  taken: string[];
  onRename: (name: string) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const double = typed !== undefined && taken.includes(typed);
  const format = useAt(path, (at) => nameLimitAt(at)?.capability.format);
  const over = useAt(path, (at) => isOver(nameLimitAt(at)));
  return (
    <div class="field field-half">
      <div class="field-head">
        <label for={id}>Name</label>
      </div>
      <input
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        class="code-text"
        value={double ? typed : name}
        aria-describedby={`${id}-note`}
        aria-invalid={double || over}
        onInput={({ currentTarget: { value } }) => {
          setTyped(value);
          if (!taken.includes(value)) onRename(value);
        }}
      />
      <div class="note" id={`${id}-note`}>
        {double ? <p class="error">Another value has this name.</p> : <p class="hint">{format}</p>}
        <Counter path={path} limit={nameLimitAt} />
      </div>
    </div>
  );
}

const nameAt = (names: unknown, index: number): string =>
  (Array.isArray(names) ? asText(names[index]) : "") || `name_${"abcdefghijklmnopqrstuvwxyz"[index] ?? index}`;

function freeName(entries: Entry[]): string {
  const taken = new Set(entries.map(([name]) => name));
  let index = entries.length;
  while (taken.has(nameAt(undefined, index))) index += 1;
  return nameAt(undefined, index);
}
