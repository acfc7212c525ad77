// The plain fields: text, numbers, choices and moments.
import { useId } from "preact/hooks";
import { windowState } from "sessage";
import { put } from "../state/message.ts";
import { isShallow, pointer } from "../state/pointer.ts";
import type { AreaField, MomentField, NumberField, SelectField, TextField } from "./fields.ts";
import { FieldFrame } from "./field.tsx";
import { limitAt } from "./limits.ts";
import { useUnread } from "./unread.ts";
import { asText, useAt, useTyped, useValue } from "./value.ts";

/** A field of a form, and the pointer of the object that it belongs to. */
export interface Place<Of> {
  field: Of;
  at: string;
}

const isEmpty = (value: unknown) => value === undefined || value === "";
const pathOf = ({ field, at }: Place<{ key: string }>) => at + pointer([field.key]);

/** One line of text. */
export function TextView({ field, at }: Place<TextField>) {
  const path = pathOf({ field, at });
  const value = useValue(path);
  const list = useId();
  const values = useAt(path, (at) => limitAt(at)?.capability.values);
  return (
    <FieldFrame path={path} label={field.label} hint={field.hint} width={field.width} empty={isEmpty(value)}>
      {(control) => (
        <>
          <input
            {...control}
            type="text"
            autocomplete="off"
            dir={field.code ? "ltr" : "auto"}
            spellcheck={!field.code}
            class={field.code ? "code-text" : undefined}
            list={values && list}
            value={asText(value)}
            onInput={({ currentTarget: { value } }) =>
              put(path, value === "" && field.optional ? undefined : value)
            }
          />
          {values && (
            <datalist id={list}>
              {values.map((value) => (
                <option key={value} value={value} />
              ))}
            </datalist>
          )}
        </>
      )}
    </FieldFrame>
  );
}

/** Several lines of text. */
export function AreaView({ field, at }: Place<AreaField>) {
  const path = pathOf({ field, at });
  const format = field.json ? asJson : asText;
  const [text, write] = useTyped(path, format);
  const wrong = field.json === true && text.trim() !== "" && parse(text) === undefined;
  useUnread(path, wrong);
  return (
    <FieldFrame
      path={path}
      label={field.label}
      hint={field.hint}
      unread={wrong}
      width={field.width}
      empty={text === ""}
      long
    >
      {(control) => (
        <textarea
          {...control}
          rows={field.rows}
          dir={field.code ? "ltr" : "auto"}
          spellcheck={!field.code}
          class={field.code ? "code-text" : undefined}
          value={text}
          onInput={({ currentTarget: { value } }) => {
            const left = field.json ? value.trim() === "" : field.optional && value === "";
            write(value, (now) => {
              const read = field.json ? parse(value) : value;
              return left ? undefined : read === undefined ? now : read;
            });
          }}
        />
      )}
    </FieldFrame>
  );
}

const asJson = (value: unknown) => (value === undefined ? "" : JSON.stringify(value, null, 2));

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A number. What is none goes into the message as written, for the package to say so. */
export function NumberView({ field, at }: Place<NumberField>) {
  const path = pathOf({ field, at });
  const [text, write] = useTyped(path, asText);
  return (
    <FieldFrame path={path} label={field.label} hint={field.hint} width={field.width} empty={text === ""}>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={text}
          onInput={({ currentTarget: { value } }) => {
            const number = Number(value);
            write(value, () => (value.trim() === "" ? undefined : Number.isFinite(number) ? number : value));
          }}
        />
      )}
    </FieldFrame>
  );
}

/** One of a few words. A value that is none of them stays until another is chosen. */
export function SelectView({ field, at }: Place<SelectField>) {
  const path = pathOf({ field, at });
  const value = asText(useValue(path));
  const known = Object.hasOwn(field.options, value);
  return (
    <FieldFrame path={path} label={field.label} hint={field.hint} width={field.width} empty={value === ""}>
      {(control) => (
        <select {...control} value={value} onChange={({ currentTarget: { value } }) => put(path, value)}>
          {!known && <option value={value}>{value || "Choose"}</option>}
          {Object.entries(field.options).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

const HOUR = 3_600_000;
const AGO: Readonly<Record<string, number>> = { "1 hour ago": HOUR, "2 days ago": 48 * HOUR };

/** A moment in epoch milliseconds, and what it means for the session window. */
export function MomentView({ field, at }: Place<MomentField>) {
  const path = pathOf({ field, at });
  const value = useValue(path);
  return (
    <FieldFrame path={path} label={field.label} hint={windowWords(value)} empty={isEmpty(value)}>
      {(control) => (
        <div class="moment">
          <input
            {...control}
            type="datetime-local"
            value={localTime(value)}
            onChange={({ currentTarget: { value } }) => {
              const moment = new Date(value).getTime();
              put(path, Number.isNaN(moment) ? undefined : moment);
            }}
          />
          {Object.entries(AGO).map(([words, ago]) => (
            <button key={words} type="button" class="small" onClick={() => put(path, Date.now() - ago)}>
              {words}
            </button>
          ))}
          <button type="button" class="small" disabled={value === undefined} onClick={() => put(path, undefined)}>
            Not known
          </button>
        </div>
      )}
    </FieldFrame>
  );
}

function windowWords(value: unknown): string {
  const unknown = "Left out, the provider alone decides whether the session window is open";
  if (typeof value !== "number") return unknown;
  try {
    const { state, msLeft } = windowState(value);
    if (state === "closed") return "The session window is closed: the fallback is sent, or nothing";
    return `The session window is open for another ${Math.max(1, Math.round(msLeft / HOUR))} h`;
  } catch {
    return unknown;
  }
}

/** The moment as the browser's control takes it: local, to the minute. */
function localTime(value: unknown): string {
  if (typeof value !== "number") return "";
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return "";
  const local = new Date(value - date.getTimezoneOffset() * 60_000);
  return /^\d{4}-.{11}/.exec(Number.isNaN(local.getTime()) ? "" : local.toISOString())?.[0] ?? "";
}
