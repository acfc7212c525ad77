// Reads CSV with the parser that is loaded when it is first used, a piece at a time, so that the page stays awake.
import type { ParseError, Parser, ParseResult } from "papaparse";
import type { Row, Table } from "./table.ts";
import { count } from "../output/words.ts";

/** Characters read in one go: about a millisecond's work. */
const PIECE = 100_000;
/** The most problems that are kept. */
const MOST = 200;

/** The table that a text holds. Gives nothing where it is aborted on the way. */
export async function parseTable(
  text: string,
  options: { separator: string; heading: boolean; signal: AbortSignal; onProgress: (rows: number) => void },
): Promise<Table | undefined> {
  const { parse } = await import("papaparse");
  const records: Row[] = [];
  const problems: Table["problems"] = [];
  let separator = options.separator;
  let before = 0;
  const finished = await new Promise<boolean>((resolve) => {
    if (text.trim() === "") return resolve(true);
    parse<string[]>(text, {
      delimiter: options.separator,
      chunkSize: PIECE,
      chunk: ({ data, errors, meta }: ParseResult<string[]>, parser: Parser) => {
        separator = meta.delimiter;
        const broken = new Map<number, string>();
        for (const { row = 0, message } of errors.filter(wrong)) {
          note(before + row + 1, message);
          broken.set(row, sentence(message));
        }
        for (const [index, cells] of data.entries()) {
          const fault = broken.get(index);
          const row = { number: before + index + 1, cells, ...(fault !== undefined && { fault }) };
          if (cells.some((value) => value.trim() !== "")) records.push(row);
        }
        before += data.length;
        options.onProgress(records.length);
        parser.pause();
        setTimeout(() => {
          if (options.signal.aborted) resolve(false);
          else parser.resume();
        });
      },
      complete: () => resolve(true),
    });
  });
  if (!finished || options.signal.aborted) return undefined;

  const width = records.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const head = options.heading ? records.shift() : undefined;
  if (head) for (const row of records) compare(row, head.cells.length);
  const columns = named(head?.cells ?? [], head ? head.cells.length : width);
  return { columns, rows: records, problems: problems.toSorted((a, b) => a.row - b.row), separator };

  function compare(row: Row, wanted: number): void {
    const found = row.cells.length;
    if (found === wanted) return;
    const message = `The row has ${count(found, "field")}, the first row has ${wanted}.`;
    note(row.number, message);
    // One that is too short has nothing of another row in it.
    if (found > wanted) row.fault ??= message;
  }
  function note(row: number, message: string): void {
    if (problems.length < MOST) problems.push({ row, message: sentence(message) });
  }
}

const sentence = (message: string): string => (/[.]$/.test(message) ? message : `${message}.`);

/** A single column has no separator to find, which is no mistake. */
const wrong = ({ code }: ParseError): boolean => code !== "UndetectableDelimiter";

/** Column names without blanks and doubles, so that each tells one column. */
function named(head: readonly string[], width: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, index) => {
    const wanted = head[index]?.trim() || `column ${index + 1}`;
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted} ${number}`;
    taken.add(name);
    return name;
  });
}
