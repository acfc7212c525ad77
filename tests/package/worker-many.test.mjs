// Two hundred requests at once to one isolate, through one client of its module: each must answer.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { options, phone as to } from "./support/hostile.mjs";
import { startSimulator } from "./support/private.mjs";
import { worker } from "./support/worker.mjs";

const COUNT = 200;
let simulator, isolate;
before(async () => {
  simulator = await startSimulator();
}, options);
beforeEach(async () => {
  await simulator.reset();
  isolate = await worker("shared-client.js");
});
afterEach(() => isolate?.dispose());
after(() => simulator?.stop());

async function ask(provider, index, settings) {
  const message = { to, content: { type: "text", text: `request ${index}` } };
  const body = JSON.stringify({ config: simulator.config[provider], options: settings, message });
  const response = await isolate.dispatchFetch("http://worker/", { method: "POST", body });
  return { status: response.status, ...(await response.json()) };
}

const cases = {
  islash: {},
  connectly: {},
  "texter, with a look-up": { chatCacheMs: 0 },
  "yeastar, with a login": {},
  "connectly, which asks to wait": { retry: { maxAttempts: 5, baseDelayMs: 50 } },
};
for (const [name, settings] of Object.entries(cases)) {
  test(name, options, async () => {
    const [provider] = name.split(",");
    if (name.includes("wait")) await simulator.fault({ provider, status: 429, body: "", times: 60 });
    const answers = await Promise.all(Array.from({ length: COUNT }, (_, index) => ask(provider, index, settings)));
    assert.deepEqual(answers.filter(({ status }) => status !== 200), []);
    assert.equal(new Set(answers.map(({ messageId }) => messageId)).size, COUNT);
    const taken = (await simulator.received()).filter(({ method, path, status }) => method === "POST" && status < 300 && !/token/.test(path));
    assert.equal(taken.length, COUNT);
    if (provider === "yeastar") assert.equal((await simulator.tokens()).logins, 1);
  });
}
