// A list of ten rows to 100,000 recipients over a transport that answers at once: what the sending itself costs. Run by
// `make bench`, or:  RECIPIENTS=100000 node benches/broadcast.mjs
import { ways } from "./support/broadcasters.mjs";
import { sizeOf, table, times, title, whole } from "./support/table.mjs";
import { takeTurns } from "./support/turns.mjs";

const ROUNDS = 10;
const size = Math.ceil(sizeOf("RECIPIENTS", 100_000) / ROUNDS);

title(
  `Broadcasting: a list of ten rows to ${whole(size * ROUNDS)} recipients, answered at once, 32 at a time, ` +
    `median of ${ROUNDS} rounds`,
);
const names = Object.keys(ways);
const results = await takeTurns({
  module: new URL("support/broadcasters.mjs", import.meta.url),
  names,
  size,
  rounds: ROUNDS,
});

const [constant, zod] = names;
const each = (name, key) => (results[name][key] * 1000) / size;
// Building is what is left once the Request, the transport and the answer are taken off. CPU time tells it better than
// elapsed time, which whatever else the machine does adds to.
const building = (name) => each(name, "cpuMs") - each(constant, "cpuMs");
table(
  ["", "µs each", "ratio", "CPU µs each", "ratio", "building alone", "ratio"],
  ...names.map((name) => [
    name,
    ...["ms", "cpuMs"].flatMap((key) => [
      each(name, key).toFixed(1),
      times(each(name, key) / each(zod, key)),
    ]),
    ...(name === constant ? ["", ""] : [building(name).toFixed(1), times(building(name) / building(zod))]),
  ]),
);
