// Loaded before a page of docs/providers that runs as one module: keeps what each block printed and what the simulator
// received while it ran, and writes both to the standard output at the end.
import { formatWithOptions } from "node:util";

const requests = `${process.env.SESSAGE_SIMULATOR}/_simulator/requests`;
const blocks = [];

console.log = (...values) => {
  blocks.at(-1).printed.push(formatWithOptions({ breakLength: Infinity, depth: Infinity }, ...values));
};

async function close() {
  if (blocks.length === 0) return;
  const received = await (await fetch(requests)).json();
  blocks.at(-1).received = received.slice(blocks.reduce((sum, block) => sum + (block.received?.length ?? 0), 0));
}

/** A block begins, and the one before it has ended. */
globalThis.blockBegins = async () => {
  await close();
  blocks.push({ printed: [] });
};

/** The last block has ended. */
globalThis.pageEnds = async () => {
  await close();
  process.stdout.write(JSON.stringify(blocks));
};
