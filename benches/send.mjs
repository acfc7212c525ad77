// 10,000 texts to a local server, 32 at a time: fetch written by hand, sessage, and other libraries aimed at the same
// server. Run by `make bench`, or:  SENDS=10000 node benches/send.mjs
// Bird's and Vonage's clients send their own providers' bodies; the answer is the same for all.
import { ways } from "./support/senders.mjs";
import { startServer } from "./support/server.mjs";
import { sizeOf, table, times, title, whole } from "./support/table.mjs";
import { takeTurns } from "./support/turns.mjs";

const ROUNDS = 10;
const size = Math.ceil(sizeOf("SENDS", 10_000) / ROUNDS);

title(`Sending: ${whole(size * ROUNDS)} texts to a local server, 32 at a time, median of ${ROUNDS} rounds`);
const server = await startServer();
const names = Object.keys(ways);
const results = await takeTurns({
  module: new URL("support/senders.mjs", import.meta.url),
  names,
  setting: { url: server.url },
  size,
  rounds: ROUNDS,
});
server.stop();

const base = results[names[0]];
table(
  ["", "requests/s", "ratio", "CPU µs each", "ratio"],
  ...names.map((name) => {
    const { ms, cpuMs } = results[name];
    const rate = whole((size * 1000) / ms);
    return [name, rate, times(base.ms / ms), ((cpuMs * 1000) / size).toFixed(0), times(cpuMs / base.cpuMs)];
  }),
);
