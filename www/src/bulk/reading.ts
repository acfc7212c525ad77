// Keeps the table in step with its source.
import { effect } from "@preact/signals";
import { parseTable } from "./parse.ts";
import { EMPTY, failure, heading, reading, separator, source, table } from "./table.ts";

let current = new AbortController();

effect(() => {
  const { text, name } = source.value;
  const options = { separator: separator.value, heading: heading.value };
  current.abort();
  const mine = (current = new AbortController());
  // From now on the rows are those of another text, though typing is read only when it rests.
  reading.value = 0;
  const timer = setTimeout(() => void read(mine.signal), name === undefined ? 150 : 0);
  mine.signal.addEventListener("abort", () => clearTimeout(timer));

  async function read(signal: AbortSignal): Promise<void> {
    const onProgress = (rows: number) => {
      if (!signal.aborted) reading.value = rows;
    };
    try {
      const found = await parseTable(text, { ...options, signal, onProgress });
      if (!found) return;
      table.value = found;
    } catch {
      if (signal.aborted) return;
      table.value = EMPTY;
      failure.value = "The CSV reader did not load. Try again when there is a connection.";
    }
    reading.value = undefined;
  }
});
