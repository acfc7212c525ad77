// The rows that messages are made of, as the visitor gave them, and what reading them found.
import { computed, signal } from "@preact/signals";
import { losable } from "../state/losable.ts";

/** One row; `number` is its number in the file, as a spreadsheet counts. One with a `fault` may hold another's data. */
export type Row = { number: number; cells: string[]; fault?: string };

/** A table as it was read. */
export type Table = {
  columns: string[];
  rows: Row[];
  /** What is wrong with the text itself, by the row's number. */
  problems: { row: number; message: string }[];
  /** What stands between the fields of a row. */
  separator: string;
};

const EMPTY: Table = { columns: [], rows: [], problems: [], separator: "," };

/** Where the rows come from: typed or pasted, or held aside under a name because it is long or a file. */
export type Source = { text: string; name?: string };

/** What stands between fields; "" finds it out. */
export const SEPARATORS = { "": "Found by itself", ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar" } as const;
export type Separator = keyof typeof SEPARATORS;

export const source = signal<Source>({ text: "" });
losable(() => source.peek().text !== "");
export const separator = signal<Separator>("");
/** Whether the first row names the columns. */
export const heading = signal(true);
/** What the source holds. */
export const table = signal<Table>(EMPTY);
/** The rows without a fault, of which each is one row. */
export const wholeRows = computed(() => table.value.rows.filter(({ fault }) => fault === undefined));
/** How many rows were read so far, while reading; else undefined. */
export const reading = signal<number | undefined>(undefined);
/** Whether a file is being opened, whose rows then replace those at hand. */
export const opening = signal(false);
/** Why a file could not be read. */
export const failure = signal<string | undefined>(undefined);

/** Longer texts are not shown for editing, which would make the page slow. */
export const LONGEST_SHOWN = 100_000;

let newest = 0;

/** Takes a text as the source, in place of any file that is still being opened. */
export function take(text: string, name?: string): void {
  newest += 1;
  opening.value = false;
  failure.value = undefined;
  source.value = name === undefined ? { text } : { text, name };
}

/** Takes a file as the source; says whether it was taken. One that another source overtook is not. */
export async function takeFile(file: File): Promise<boolean> {
  const mine = (newest += 1);
  opening.value = true;
  failure.value = undefined;
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (mine !== newest) return false;
  opening.value = false;
  if (bytes) take(decode(new Uint8Array(bytes)), file.name);
  else failure.value = `${file.name} could not be read.`;
  return bytes !== undefined;
}

/** Text in UTF-8, or in what spreadsheets write besides: UTF-16 with its mark, or the Windows code page. */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** What a row holds in the column of this place; nothing where it is shorter. */
export const cell = (row: Row, column: number): string => row.cells[column] ?? "";

export { EMPTY };
