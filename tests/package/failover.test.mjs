// Failing over, over HTTP: when the next client is tried, when it is not, and who rests.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { startServers } from "./support/faults.mjs";
import { Client, failure, options, phone, sessage, text } from "./support/hostile.mjs";
import { startSimulator } from "./support/private.mjs";

const { Failover } = sessage;
let simulator, servers;
before(async () => {
  simulator = await startSimulator({ login: false });
  servers = await startServers();
}, options);
beforeEach(() => simulator.reset());
after(() => {
  servers?.stop();
  simulator?.stop();
});

const client = (provider, settings) => new Client(simulator.config[provider], settings);
const pair = () => new Failover([client("connectly"), client("islash")]);
const fault = (given) => simulator.fault({ provider: "connectly", ...given });
/** The providers asked since the last reset, in order. */
const asked = async () => (await simulator.received()).map(({ provider }) => provider);

describe("the second sends where the first surely did not", () => {
  const failures = {
    "503 with Retry-After": { status: 503, body: "", headers: { "retry-after": "30" } },
    "429 with Retry-After": { status: 429, body: "", headers: { "retry-after": "30" } },
    401: { status: 401, body: "" },
    403: { status: 403, body: "" },
    404: { status: 404, body: "" },
    "a closed window": { preset: "provider_error", code: "ERROR_CODE_MESSAGE_OUTSIDE_OF_ELIGIBILITY_WINDOW" },
    "a throttling code": { preset: "provider_error", code: "ERROR_CODE_BUSINESS_REACHED_LIMITS" },
  };
  for (const [name, given] of Object.entries(failures)) {
    test(name, options, async () => {
      await fault(given);
      const receipt = await pair().send(text());
      assert.deepEqual([receipt.provider, receipt.attempts], ["islash", 2]);
      assert.deepEqual(await asked(), ["connectly", "islash"]);
    });
  }

  test("nobody listens", options, async () => {
    const first = new Client({ ...simulator.config.connectly, baseUrl: servers.urls.closed });
    const receipt = await new Failover([first, client("islash")]).send(text());
    assert.equal(receipt.provider, "islash");
    assert.deepEqual(await asked(), ["islash"]);
  });

  test("it cannot carry the message", options, async () => {
    const content = { type: "location", latitude: 1, longitude: 2 };
    const both = new Failover([client("islash"), client("connectly")]);
    assert.equal((await both.send({ to: phone, content })).provider, "connectly");
    assert.deepEqual(await asked(), ["connectly"]);
  });
});

describe("it stops at the first where", () => {
  const stops = {
    "the outcome is unknown: 503": [{ status: 503, body: "" }, { code: "unavailable", outcome: "unknown" }],
    "the outcome is unknown: 502": [{ status: 502, body: "" }, { code: "unavailable", outcome: "unknown" }],
    "the connection breaks": [{ cut: "before" }, { code: "network", outcome: "unknown" }],
    "the answer cannot be read": [{ status: 201, body: "<html>" }, { code: "bad_response", outcome: "unknown" }],
    "the contact has opted out": [
      { preset: "provider_error", code: "ERROR_CODE_MESSAGE_CUSTOMER_OPTED_OUT" },
      { code: "opted_out", outcome: "not_sent" },
    ],
    "the message is refused": [
      { preset: "provider_error", code: "ERROR_CODE_INVALID_SENDER_ID" },
      { code: "rejected", outcome: "not_sent" },
    ],
    "it is redirected": [{ redirect: "https://example.com/" }, { code: "bad_response", outcome: "not_sent" }],
  };
  for (const [name, [given, expected]] of Object.entries(stops)) {
    test(name, options, async () => {
      await fault(given);
      await failure(pair().send(text()), { ...expected, provider: "connectly", attempts: 1 });
      assert.deepEqual(await asked(), ["connectly"]);
    });
  }

  test("the message is wrong", options, async () => {
    await failure(pair().send({ to: phone, content: { type: "text", text: "" } }), { code: "invalid_message" });
    assert.deepEqual(await asked(), []);
  });

  test("the caller aborts, whatever the reason", options, async () => {
    for (const reason of [[], [undefined], [null], ["stop"], [new Error("stop")]]) {
      await simulator.reset();
      await fault({ delayMs: 60_000 });
      const controller = new AbortController();
      const first = client("connectly", { onAttempt: () => setImmediate(() => controller.abort(...reason)) });
      const sending = new Failover([first, client("islash")]).send(text(), { signal: controller.signal });
      await failure(sending, { code: "aborted", outcome: "unknown", attempts: 1 });
      assert.ok(!(await asked()).includes("islash"));
      const late = new Failover([first]).send(text(), { signal: AbortSignal.abort(...reason) });
      await failure(late, { code: "aborted", outcome: "not_sent", attempts: 0 });
    }
  });
});

test("only the last repeats", options, async () => {
  await fault({ status: 429, body: "", times: 5 });
  await simulator.fault({ provider: "islash", status: 429, body: "", times: 1 });
  const settings = { retry: { maxAttempts: 3, baseDelayMs: 1 } };
  const both = new Failover([client("connectly", settings), client("islash", settings)]);
  const receipt = await both.send(text());
  assert.deepEqual([receipt.provider, receipt.attempts], ["islash", 3]);
  assert.deepEqual(await asked(), ["connectly", "islash", "islash"]);
});

test("where all fail, the last error is thrown, and counts every attempt", options, async () => {
  await fault({ status: 401, body: "" });
  await simulator.fault({ provider: "islash", status: 403, body: "" });
  await failure(pair().send(text()), { code: "forbidden", provider: "islash", attempts: 2 });
});

test("a function makes the message for each provider", options, async () => {
  await fault({ status: 401, body: "" });
  const named = [];
  const receipt = await pair().send((provider) => {
    named.push(provider);
    return text(`by ${provider}`);
  });
  assert.deepEqual([named, receipt.provider], [["connectly", "islash"], "islash"]);
  const bodies = (await simulator.received()).map(({ body }) => JSON.stringify(body));
  assert.ok(bodies[0].includes("by connectly") && bodies[1].includes("by islash"));
});

test("what the function throws is the caller's own", options, async () => {
  for (const thrown of [new Error("mine"), undefined, null, "stop", { code: "mine" }]) {
    const sending = pair().send(() => {
      throw thrown;
    });
    assert.equal(await sending.then(() => assert.fail("it was sent"), (error) => error), thrown);
  }
  await fault({ status: 401, body: "" });
  const thrown = new Error("for the second");
  const second = pair().send((provider) => {
    if (provider === "islash") throw thrown;
    return text();
  });
  await assert.rejects(second, (error) => error === thrown);
  assert.deepEqual(await asked(), ["connectly"]);
  // What it gives is looked at as any message is: a promise is none.
  for (const given of [undefined, null, Promise.resolve(text()), "hello"]) {
    await failure(pair().send(() => given), { code: "invalid_message" });
  }
});

test("a client that failed twice in a row rests", options, async () => {
  for (const given of [{ status: 401, body: "" }, { status: 503, body: "", headers: { "retry-after": "1" } }]) {
    await simulator.reset();
    await fault({ ...given, times: 2 });
    const both = pair();
    for (let turn = 0; turn < 4; turn += 1) assert.equal((await both.send(text())).provider, "islash");
    assert.deepEqual(await asked(), ["connectly", "islash", "connectly", "islash", "islash", "islash"]);
    // Another failover knows nothing of that.
    assert.equal((await pair().send(text())).provider, "connectly");
  }
});

test("a success in between, or a failure of another kind, lets it stay", options, async () => {
  const answers = { "a success": { skip: 1 }, "429": { status: 429, body: "" } };
  for (const [name, between] of Object.entries(answers)) {
    await simulator.reset();
    const both = pair();
    await fault({ status: 401, body: "" });
    await both.send(text());
    if (between.status) await fault(between);
    await both.send(text());
    await fault({ status: 401, body: "" });
    await both.send(text());
    assert.equal((await both.send(text())).provider, "connectly", name);
  }
});

test("where all rest, the one that wakes first is asked", options, async () => {
  await fault({ status: 401, body: "", times: 2 });
  await simulator.fault({ provider: "islash", status: 401, body: "", times: 2 });
  const both = pair();
  for (let turn = 0; turn < 2; turn += 1) await failure(both.send(text()), { code: "unauthorized", provider: "islash" });
  assert.equal((await both.send(text())).provider, "connectly");
});

test("the deadline is for all together", options, async () => {
  const closed = { status: 429, body: "", headers: { "retry-after": "3600" } };
  await fault(closed);
  await simulator.fault({ provider: "islash", ...closed });
  const error = await failure(pair().send(text(), { deadlineMs: 5000 }), { code: "rate_limited", outcome: "not_sent" });
  assert.equal(typeof error.retryAt, "number");
  await simulator.reset();
  await fault({ delayMs: 60_000 });
  const late = { code: "timeout", outcome: "unknown", provider: "connectly" };
  await failure(pair().send(text(), { deadlineMs: 300 }), late);
  assert.deepEqual(await asked(), ["connectly"]);
});

test("freeing a client lets its failover go on", options, async () => {
  const first = client("connectly");
  const both = new Failover([first, client("islash")]);
  first.free();
  assert.equal((await both.send(text())).provider, "connectly");
});

test("parts are resumed with the client that has them", options, async () => {
  const resume = [{ index: 0, outcome: "not_sent" }];
  const error = await failure(pair().send(text(), { resume }), { code: "invalid_config", outcome: "not_sent", attempts: 0 });
  assert.deepEqual(error.problems.map(({ path }) => path), ["/resume"]);
  assert.deepEqual(await asked(), []);
});

test("what it is made of, and its options", options, async () => {
  const freed = client("connectly");
  freed.free();
  for (const clients of [undefined, null, [], {}, [7], [client("islash"), {}], client("islash")]) {
    await failure(() => new Failover(clients), { code: "invalid_config" });
  }
  await failure(() => new Failover([client("islash"), freed]), { code: "closed" });
  for (const given of [{ unknown: 1 }, { deadlineMs: -1 }, { signal: 7 }, null, 7]) {
    await failure(pair().send(text(), given), { code: "invalid_config" });
  }
  assert.deepEqual(await asked(), []);
});
