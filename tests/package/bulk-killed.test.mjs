// A run whose process is killed, again and again, and goes on from the checkpoint on file: nothing is sent twice, and
// what is not certain is named.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { at } from "../../scripts/shared.mjs";
import { startSimulator } from "./support/private.mjs";

const options = { timeout: 180_000 };
const CONCURRENCY = 8;
const folder = mkdtempSync(join(tmpdir(), "sessage-killed-"));
let simulator;

before(async () => {
  simulator = await startSimulator({ login: false });
}, options);
beforeEach(() => simulator.reset());
after(() => {
  simulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the program until it has so many more results on file, then kills it; gives whether it had to. */
function live(file, count, results) {
  const program = at("tests/package/support/killed.mjs");
  const child = spawn(process.execPath, [program, JSON.stringify(simulator.config.connectly), file, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = 0;
  child.stdout.on("data", (lines) => {
    told += lines.length;
    if (told >= results) child.kill("SIGKILL");
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => {
      if (signal === "SIGKILL") resolve(true);
      else if (status === 0) resolve(false);
      else reject(new Error(`the program ended with ${status}`));
    });
  });
}

/** After how many results of its own each process is killed; the last one lives. */
const lives = {
  "once, in the middle": [5000, [2500]],
  "soon, late, and in between": [5000, [1, 900, 7, 2000, 350, 1200]],
  "over and over": [600, Array.from({ length: 25 }, (_, turn) => 1 + ((turn * 7) % 19))],
};
for (const [name, [count, kills]] of Object.entries(lives)) {
  test(`killed ${name}`, options, async () => {
    const failing = { provider: "connectly", skip: 40, times: 30 };
    await simulator.fault({ ...failing, preset: "provider_error", code: "ERROR_CODE_INVALID_SENDER_ID" });
    await simulator.fault({ ...failing, skip: 300, times: 5, status: 502, body: "" });
    await simulator.fault({ ...failing, skip: 200, times: 5, cut: "before" });
    const file = join(folder, `${name}.json`);
    for (const results of kills) assert.equal(await live(file, count, results), true, "it ended before it was killed");
    assert.equal(await live(file, count, Infinity), false);

    const { sent, notSent, unknown, checkpoint } = JSON.parse(readFileSync(file, "utf8"));
    assert.equal(sent + notSent.length + unknown.length, count);
    const { version, provider, taken, below, done, inFlight, held } = checkpoint;
    assert.deepEqual([version, provider, taken, below], [2, "connectly", count, count]);
    assert.deepEqual([done, inFlight, held], [[], [], []]);

    const arrived = new Map();
    for (const { body, status } of await simulator.received()) {
      const index = Number(body.value.message.text.split(" ")[1]);
      arrived.set(index, [...(arrived.get(index) ?? []), status]);
    }
    assert.deepEqual([...arrived].filter(([, requests]) => requests.length > 1), [], "sent twice");
    const all = Array.from({ length: count }, (_, index) => index);
    const told = new Set([...notSent, ...unknown]);
    assert.equal(told.size, notSent.length + unknown.length, "told twice");
    for (const index of all.filter((index) => !told.has(index))) assert.deepEqual(arrived.get(index), [201]);
    for (const index of notSent) assert.deepEqual(arrived.get(index), [400]);
    // Ten of them by the faults; beyond those, no more than were under way at each kill.
    assert.ok(unknown.length >= 10 && unknown.length <= 10 + kills.length * (CONCURRENCY + 1), `${unknown.length} unknown`);
  });
}
