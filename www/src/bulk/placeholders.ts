// {{column}} in the texts of a message, filled in from a row.
import { isObject, pointer, write, type Key } from "../state/pointer.ts";
import { cell, type Row } from "./table.ts";

/** The blanks around a name are cut off after: a pattern that looks for them takes for ever where there are many. */
const PLACEHOLDER = /\{\{([^{}]+)\}\}/g;

/** A text with gaps: what stands in it as it is, and the places of the columns that fill the gaps. */
type Blank = { path: string; parts: (string | number)[] };

/** The texts of a value that have placeholders, and the names that no column has. */
export function findBlanks(
  root: unknown,
  columns: readonly string[],
  skip: ReadonlySet<string>,
): { blanks: Blank[]; unknown: string[]; used: number[] } {
  const exact = new Map(columns.map((name, index) => [name, index]));
  // Of names that differ in letter case alone, the first.
  const loose = new Map([...exact].reverse().map(([name, index]) => [name.toLowerCase(), index]));
  const unknown = new Set<string>();
  const used = new Set<number>();
  const blanks: Blank[] = [];
  for (const [path, text] of texts(root)) {
    if (skip.has(path)) continue;
    const parts: (string | number)[] = [];
    let from = 0;
    for (const found of text.matchAll(PLACEHOLDER)) {
      const name = (found[1] ?? "").trim();
      const place = exact.get(name) ?? loose.get(name.toLowerCase());
      if (place === undefined) {
        unknown.add(found[0]);
        continue;
      }
      parts.push(text.slice(from, found.index), place);
      used.add(place);
      from = found.index + found[0].length;
    }
    if (parts.length > 0) blanks.push({ path, parts: [...parts, text.slice(from)] });
  }
  return { blanks, unknown: [...unknown], used: [...used] };
}

/** A copy whose gaps are filled from the row. */
export function fill<Root>(root: Root, blanks: readonly Blank[], row: Row): Root {
  let filled: unknown = root;
  for (const { path, parts } of blanks) {
    const text = parts.map((part) => (typeof part === "number" ? cell(row, part) : part)).join("");
    filled = write(filled, path, text);
  }
  return filled as Root;
}

/** The placeholders of a value, as they are written, each once. */
export function placeholders(root: unknown): string[] {
  return [...new Set(texts(root).flatMap(([, text]) => text.match(PLACEHOLDER) ?? []))];
}

/** Deeper than any message; a draft may be anything. */
const DEEPEST = 20;

/** Every text in a value with its path. `type` tells kinds apart and is no text. */
function texts(root: unknown, keys: Key[] = []): [path: string, text: string][] {
  if (keys.length > DEEPEST) return [];
  if (typeof root === "string") return [[pointer(keys), root]];
  if (Array.isArray(root)) return root.flatMap((item, index) => texts(item, [...keys, index]));
  if (!isObject(root)) return [];
  return Object.entries(root)
    .filter(([key]) => key !== "type")
    .flatMap(([key, value]) => texts(value, [...keys, key]));
}
