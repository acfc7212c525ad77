// What every benchmark prints: its subject, the machine, and a table.
import { availableParallelism, cpus } from "node:os";

export function title(text) {
  const day = new Date().toISOString().slice(0, 10);
  const cores = availableParallelism();
  console.log(`\n${text}\n${cpus()[0].model}, ${cores} cores, Node ${process.version}, ${day}\n`);
}

/** The first column is of words, the others of numbers. */
export function table(head, ...rows) {
  const lines = [head, ...rows].map((line) => line.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines) {
    const cells = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column] + 3),
    );
    console.log(`  ${cells.join("")}`.trimEnd());
  }
  console.log("");
}

export const times = (ratio) => `× ${ratio.toFixed(2)}`;
export const whole = (number) => Math.round(number).toLocaleString("en");

/** A size that the environment may change:  SENDS=500 node benches/send.mjs */
export function sizeOf(name, usual) {
  const size = Number(process.env[name] ?? usual);
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`${name} must be a whole number above 0`);
  return size;
}
