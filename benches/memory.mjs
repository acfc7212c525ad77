// Many texts from a generator through sendMany, answered at once, and through a pool written by hand: the memory in use
// as the run goes on, which should not grow with the number of messages. Run by `make bench` for 200,000 messages, or:
//   MESSAGES=1000000 node benches/memory.mjs
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sizeOf, table, times, title, whole } from "./support/table.mjs";

const FROM = 10_000;
const count = sizeOf("MESSAGES", 200_000);
if (count <= FROM) throw new RangeError(`MESSAGES must be above ${FROM}`);

title(`Memory: ${whole(count)} texts from a generator, answered at once, 32 at a time; MiB after a collection`);
const rows = [];
let base;
for (const [name, way] of [
  ["pool by hand", "hand"],
  ["sessage sendMany", "sessage"],
]) {
  const { samples, seconds } = await run(way);
  base ??= seconds;
  rows.push([name, "", "", "", whole(count / seconds), times(base / seconds)]);
  for (const sample of samples) rows.push([`  after ${whole(sample.done)}`, ...used(sample), "", ""]);
  const last = samples.at(-1);
  const from = samples.find(({ done }) => done === FROM);
  const grown = { rss: last.rss - from.rss, heapUsed: last.heapUsed - from.heapUsed, wasm: last.wasm - from.wasm };
  rows.push([`  growth from ${whole(FROM)} on`, ...used(grown), "", ""]);
}
table(["", "rss", "heap used", "wasm", "messages/s", "ratio"], ...rows);

function used({ rss, heapUsed, wasm }) {
  return [rss, heapUsed, wasm].map((bytes) => (bytes / 2 ** 20).toFixed(1));
}

function run(way) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("support/streams.mjs", import.meta.url)), [way, String(count)]);
    child.once("message", resolve);
    child.once("exit", () => reject(new Error(`the run by ${way} ended early`)));
  });
}
