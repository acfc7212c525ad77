// One of the ways that memory.mjs compares, in a process of its own:  streams.mjs WAY COUNT
// Sends back what it used as it went on, and how long it took.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { phone, text } from "./messages.mjs";
import { pool } from "./pool.mjs";
import { post } from "./post.mjs";
import { map } from "./rules/shared.mjs";
import { transport } from "./transport.mjs";

const CONCURRENCY = 32;
const [way, given] = process.argv.slice(2);
const count = Number(given);

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const memory = catchMemory();

function* messages() {
  for (let index = 0; index < count; index++) yield { to: phone(index), content: text };
}

const ways = {
  async hand(tell) {
    const source = messages();
    await pool(count, CONCURRENCY, async () => {
      await post(JSON.stringify(map(source.next().value)));
      tell();
    });
  },
  async sessage(tell) {
    const { Client } = await import("../../pkg/node.js");
    const client = new Client(
      { provider: "connectly", businessId: "biz", apiKey: "key" },
      { fetch: transport },
    );
    for await (const { outcome } of client.sendMany(messages(), { concurrency: CONCURRENCY })) {
      if (outcome !== "sent") throw new Error(`a message came out as ${outcome}`);
      tell();
    }
  },
};

const marks = new Set([Math.ceil(count / 100), 10_000, count]);
const samples = [];
let done = 0;
let paused = 0;
const began = performance.now();
await ways[way](() => {
  done += 1;
  if (marks.has(done)) sample();
});
process.send({ samples, seconds: (performance.now() - began - paused) / 1000 });
process.disconnect();

/** What is in use after a collection. */
function sample() {
  const began = performance.now();
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  samples.push({ done, rss, heapUsed, wasm: memory.held?.buffer.byteLength ?? 0 });
  paused += performance.now() - began;
}

/** The package shows its memory to nobody, so it is caught where the module is started. */
function catchMemory() {
  const { Instance } = WebAssembly;
  const caught = { held: undefined };
  WebAssembly.Instance = function (...given) {
    const instance = new Instance(...given);
    caught.held = instance.exports.memory;
    return instance;
  };
  return caught;
}
