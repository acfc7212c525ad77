// The files in a message, which JSON does not carry.
import { isObject, type Key, pointer } from "./pointer.ts";

/** The files in a value and where they stand, in order. */
export function filesIn(value: unknown, keys: readonly Key[] = []): [path: string, file: Blob][] {
  if (value instanceof Blob) return [[pointer(keys), value]];
  if (Array.isArray(value)) return value.flatMap((item, index) => filesIn(item, [...keys, index]));
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => filesIn(item, [...keys, key])) : [];
}

/** A value as JSON text. A file is left out, or has what is given in its place. */
export function toJson(value: unknown, instead?: (file: Blob) => unknown, space?: number): string {
  return JSON.stringify(value, (_key, item: unknown) => (item instanceof Blob ? instead?.(item) : item), space);
}
