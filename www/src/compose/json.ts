// The message as JSON text. A file stands in it as words that lead back to the file.
import { toJson } from "../state/files.ts";
import { isObject, isShallow } from "../state/pointer.ts";

const files = new Map<string, Blob>();
const words = new WeakMap<Blob, string>();

/** `file: photo.jpg`, another for each file. */
function nameOf(file: Blob): string {
  const known = words.get(file);
  if (known !== undefined) return known;
  const name = `file: ${file instanceof File ? file.name : "unnamed"}`;
  let found = name;
  for (let number = 2; files.has(found); number += 1) found = `${name} (${number})`;
  files.set(found, file);
  words.set(file, found);
  return found;
}

/** The message as text. */
export const toText = (message: unknown): string => toJson(message, nameOf, 2);

/** The message that the text describes, or why it describes none; `broken` where it is not even JSON. */
export function fromText(text: string): { message: Record<string, unknown> } | { wrong: string; broken?: true } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { wrong: wordsOf(error), broken: true };
  }
  if (!isObject(value)) return { wrong: "A message is an object." };
  if (!isShallow(value)) return { wrong: "No message is nested so deep." };
  return { message: restore(value) as Record<string, unknown> };
}

/** The browser's words without the place and the quoted text, which some have and others have not. */
const wordsOf = (error: unknown): string =>
  `${(error instanceof Error ? error.message : "").replace(/( in JSON)? at (position|line) .*$|, [."].* is not valid JSON$/s, "")}.`;

/** Puts the files back where their words stand. */
function restore(value: unknown, at = ""): unknown {
  if (at === "file" && typeof value === "string") return files.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => restore(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, restore(inner, key)]));
}
