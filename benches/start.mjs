// From the import to the first built body, in fresh processes of Node and of workerd: sessage by `plan` and by `send`,
// and other libraries. Run by `make bench`, or:  SPAWNS=15 node benches/start.mjs
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "./support/median.mjs";
import { sizeOf, table, times, title } from "./support/table.mjs";
import { modulesFor, startWorker } from "./support/worker.mjs";

const names = ["sessage-plan", "sessage-send", "whatsapp-api-js", "bird", "vonage"];
const rounds = sizeOf("SPAWNS", 15);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const starter = (name) => here(`support/starters/${name}.mjs`);

/** The medians by name, taking turns after a first round that is not counted. */
async function compare(names, measure) {
  const results = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const ms = await measure(name);
      if (round >= 0) results[name].push(ms);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(results[name])]));
}

title(`Starting: from the import to the first built body in a fresh process, median of ${rounds}`);
const inNode = await compare(names, (name) =>
  Number(execFileSync(process.execPath, [here("support/start-one.mjs"), starter(name)])),
);

// A Worker's clock stands still while it computes, so this is the time of its whole start, beside that of one that does
// nothing. Vonage's client calls require() for Node's modules, which only the platform's own bundler can give it.
const inWorker = ["nothing", ...names.filter((name) => name !== "vonage")];
const modules = {};
for (const name of inWorker) modules[name] = await modulesFor(starter(name));
const inWorkerd = await compare(inWorker, (name) => startWorker(modules[name]));

show("Node", names, inNode);
show("workerd, all of its start", inWorker, inWorkerd);
console.log("  Vonage is left out of workerd: its modules of Node come from the platform's own bundler alone.\n");

function show(where, names, each) {
  const ratio = (name) => times(each[name] / each["sessage-plan"]);
  table([where, "ms", "ratio"], ...names.map((name) => [name, each[name].toFixed(1), ratio(name)]));
}
