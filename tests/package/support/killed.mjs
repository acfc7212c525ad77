// A program that sends many messages and keeps a state file, to be killed:  killed.mjs CONFIG FILE COUNT
// Each result prints a line, once it is on file.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { Client } from "../../../build/consumer/node_modules/sessage/node.js";
import { message } from "./bulk.mjs";

const [config, file, count] = process.argv.slice(2);
const state = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : { checkpoint: undefined, sent: 0, notSent: [], unknown: [] };

const source = (function* () {
  for (let index = 0; index < Number(count); index += 1) yield message(index);
})();
const client = new Client(JSON.parse(config), { retry: false });
const run = client.sendMany(source, { resume: state.checkpoint, concurrency: 8 });
for await (const { index, outcome } of run) {
  if (outcome === "sent") state.sent += 1;
  else if (outcome === "not_sent") state.notSent.push(index);
  else state.unknown.push(index);
  writeFileSync(`${file}.new`, JSON.stringify({ ...state, checkpoint: run.checkpoint() }));
  renameSync(`${file}.new`, file);
  process.stdout.write("\n");
}
