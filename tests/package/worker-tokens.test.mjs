// A Worker whose requests share one client: each request has its own I/O, and none may wait for another's.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { options, phone as to } from "./support/hostile.mjs";
import { startSimulator } from "./support/private.mjs";
import { worker } from "./support/worker.mjs";

const COUNT = 60;
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

/** One request to the Worker, which sends one message. */
async function ask(words, { settings = {}, signal, isAbandoned } = {}) {
  const message = { to, content: { type: "text", text: words } };
  const body = JSON.stringify({ config: simulator.config.yeastar, options: settings, message, isAbandoned });
  const response = await isolate.dispatchFetch("http://worker/", { method: "POST", body, signal });
  return { status: response.status, ...(await response.json()) };
}
const many = (words, given) => Promise.all(Array.from({ length: COUNT }, (_, index) => ask(`${words} ${index}`, given)));

function assertAnswered(answers) {
  assert.deepEqual(answers.filter(({ status }) => status !== 200), []);
  assert.equal(new Set(answers.map(({ messageId }) => messageId)).size, answers.length);
}

const slowLogin = { provider: "yeastar", path: "get_token", delayMs: 500 };

test("60 requests that need a login at the same time share one", options, async () => {
  await simulator.fault(slowLogin);
  assertAnswered(await many("login"));
  assert.deepEqual(await simulator.tokens(), { live: 1, most: 1, logins: 1, refreshes: 0 });
});

test("60 requests that need a refresh at the same time share one", options, async () => {
  assertAnswered([await ask("first")]);
  await simulator.expireTokens();
  await simulator.fault({ ...slowLogin, path: "refresh_token" });
  assertAnswered(await many("refresh"));
  assert.deepEqual(await simulator.tokens(), { live: 1, most: 1, logins: 1, refreshes: 1 });
});

test("60 requests share a login that is refused", options, async () => {
  await simulator.fault({ ...slowLogin, body: { errcode: 10005, errmsg: "ACCESS DENIED" } });
  const answers = await many("refused");
  const [first, ...others] = answers.map(({ code, outcome }) => `${code} ${outcome}`).sort();
  assert.equal(first, "forbidden not_sent");
  assert.deepEqual(new Set(others), new Set(["unauthorized not_sent"]));
  assert.equal((await simulator.received()).length, 1);
});

/** Small, since the gate is held for so long where nobody lets it go. */
const settings = { timeoutMs: 1500, retry: false };

for (const path of ["get_token", "refresh_token"]) {
  test(`a request whose client disconnects amid ${path} blocks no other`, options, async () => {
    if (path === "refresh_token") {
      assertAnswered([await ask("first", { settings })]);
      await simulator.expireTokens();
    }
    await simulator.fault({ provider: "yeastar", path, delayMs: 60_000 });
    const controller = new AbortController();
    const left = assert.rejects(ask("left", { settings, signal: controller.signal }));
    await received(path);
    const others = many("others", { settings });
    controller.abort();
    await left;
    assertAnswered(await others);
  });
}

test("a request that the runtime drops while it logs in blocks no other", options, async () => {
  await ask("left", { settings, isAbandoned: true });
  assertAnswered(await many("others", { settings }));
  const { ended } = await ask("last", { settings });
  assert.equal(ended.length, COUNT + 1);
  assert.equal(ended.includes("left"), false);
});

/** Waits until a call has arrived. */
async function received(path) {
  while (!(await simulator.received()).some((record) => record.path.endsWith(path))) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test("requests that are cancelled while they wait for a login harm no other", options, async () => {
  await simulator.fault(slowLogin);
  const first = ask("first");
  const controllers = Array.from({ length: 10 }, () => new AbortController());
  const cancelled = controllers.map(({ signal }) => assert.rejects(ask("cancelled", { signal })));
  const others = many("others");
  for (const controller of controllers) controller.abort();
  await Promise.all(cancelled);
  assertAnswered([await first, ...(await others)]);
  assert.equal((await simulator.tokens()).logins, 1);
});
