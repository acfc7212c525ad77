// A field's value, and its text as it is typed.
import { computed } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import { get, put } from "../state/message.ts";

/** What signals say of the path; draws the component anew when that changes, and not for other changes. */
export function useAt<Value>(path: string, of: (path: string) => Value): Value {
  // A path that changes, such as a renamed value's, must not read what the old one gave.
  return useMemo(() => computed(() => of(path)), [path]).value;
}

/** What stands in the message at the path. */
export const useValue = (path: string): unknown => useAt(path, get);

/** Any value as the text of a field. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "object") return value instanceof Blob ? "" : JSON.stringify(value);
  return String(value);
}

/**
 * A value that is written in another form than it has. What is typed stays as typed, such as "1.", until the value is
 * changed from elsewhere.
 */
export function useTyped(
  path: string,
  format: (value: unknown) => string,
): [string, (text: string, parse: (now: unknown) => unknown) => void] {
  const value = useValue(path);
  const [typed, setTyped] = useState<{ text: string; value: unknown }>();
  const text = typed !== undefined && typed.value === value ? typed.text : format(value);
  return [
    text,
    (text, parse) => {
      put(path, parse(get(path)));
      setTyped({ text, value: get(path) });
    },
  ];
}
