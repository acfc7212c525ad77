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
    if (next === "positional") keep(path, "names", entries.map(([name]) => name));
    write(next === "named" ? named(entries, kept(path, "names")) : entries, next);
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
        onAdd={() => write([...entries, [freeName(entries.length, new Set(entries.map(([name]) => name))), ""]])}
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

/** A number alone: an object would put it before all other names, and the value would leave its place. */
const isIndex = (name: string) => /^(0|[1-9]\d*)$/.test(name);

/**
 * The name of a value. One that another value has is not taken over: that value would be lost. Nor is one that would
 * move the value.
 */
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
  const refused = double || (typed !== undefined && isIndex(typed));
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
        value={refused ? typed : name}
        aria-describedby={`${id}-note`}
        aria-invalid={refused || over}
        onInput={({ currentTarget: { value } }) => {
          setTyped(value);
          if (!taken.includes(value) && !isIndex(value)) onRename(value);
        }}
      />
      <div class="note" id={`${id}-note`}>
        {refused ? (
          <p class="error">{double ? "Another value has this name." : "A name is more than a number."}</p>
        ) : (
          <p class="hint">{format}</p>
        )}
        <Counter path={path} limit={nameLimitAt} />
      </div>
    </div>
  );
}

/** The values under the names that they had before, and those that had none under others that are free. */
function named(entries: Entry[], before: unknown): Entry[] {
  const names = Array.isArray(before) ? before.slice(0, entries.length).map(asText) : [];
  const taken = new Set(names);
  return entries.map(([, one], index) => {
    const name = names[index] || freeName(index, taken);
    taken.add(name);
    return [name, one];
  });
}

const nameAt = (index: number): string => `name_${"abcdefghijklmnopqrstuvwxyz"[index] ?? index}`;

/** The name of the value at this place, or the next that is free. */
function freeName(index: number, taken: ReadonlySet<string>): string {
  let free = index;
  while (taken.has(nameAt(free))) free += 1;
  return nameAt(free);
}
