// Fields that stand together: an object, an object that may be left out, and what is seldom needed.
import { useState } from "preact/hooks";
import { get, put } from "../state/message.ts";
import { pointer } from "../state/pointer.ts";
import type { Place } from "./controls.tsx";
import { noteOf, PartNote } from "./field.tsx";
import type { Field, GroupField, MoreField, PartField } from "./fields.ts";
import { Fields } from "./form.tsx";
import { keep, kept } from "./memory.ts";
import { useAt, useValue } from "./value.ts";

/** The fields of an object within the object. */
export function GroupView({ field, at }: Place<GroupField>) {
  const path = at + pointer([field.key]);
  const inner = (
    <>
      <Fields fields={field.fields} at={path} />
      <PartNote path={path} />
    </>
  );
  if (field.label === undefined) return <div data-path={path}>{inner}</div>;
  return (
    <fieldset class="part" data-path={path} aria-describedby={noteOf(path)}>
      <legend>{field.label}</legend>
      {inner}
    </fieldset>
  );
}

/** An object that may be left out. What was written in it comes back when it is put in again. */
export function PartView({ field, at }: Place<PartField>) {
  const path = at + pointer([field.key]);
  const value = useValue(path);
  const there = value !== undefined;
  return (
    <div class="part" data-path={path}>
      <label class="check">
        <input
          type="checkbox"
          checked={there}
          aria-describedby={noteOf(path)}
          onChange={() => {
            if (there) keep(path, "part", get(path));
            put(path, there ? undefined : (kept(path, "part") ?? field.start));
          }}
        />
        {field.label}
      </label>
      <p class="quiet">{field.hint}</p>
      {there && <Fields fields={field.fields} at={path} />}
      <PartNote path={path} />
    </div>
  );
}

/** How many of the fields hold something. */
export function useSet(fields: readonly Field[], at: string): number {
  const keys = fields.flatMap((field) => ("key" in field ? [field.key] : []));
  return useAt(at, (at) => keys.filter((key) => get(at + pointer([key])) !== undefined).length);
}

/** Fields behind a disclosure, which is open at first where one of them holds something. */
export function MoreView({ field, at }: Place<MoreField>) {
  const set = useSet(field.fields, at);
  const [open] = useState(set > 0);
  return (
    <details class="more" open={open}>
      <summary>
        {field.label}
        {set > 0 && <span class="quiet"> {set} in use</span>}
      </summary>
      <Fields fields={field.fields} at={at} />
    </details>
  );
}
