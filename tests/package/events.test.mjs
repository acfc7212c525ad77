// onAttempt over HTTP: one event before and one after each attempt, of every call that a send makes.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Client, failure, options, phone, sessage, text } from "./support/hostile.mjs";
import { startSimulator } from "./support/private.mjs";
import { templates } from "./support/templates.mjs";

let simulator;
before(async () => {
  simulator = await startSimulator();
}, options);
beforeEach(() => simulator.reset());
after(() => simulator?.stop());

const file = () => new File([new Uint8Array(9)], "a.png", { type: "image/png" });
const image = () => ({ to: phone, content: { type: "image", file: file() } });
const busy = { status: 429, body: "" };
const later = { ...busy, headers: { "retry-after": "1" } };

/** A start as its purpose and attempt; an end as that, the status, the code, and the wait where one is certain. */
const cases = {
  "a send": ["islash", text(), [], ["send 1", "send 1: 200"]],
  "a repeat": ["connectly", text(), [later], ["send 1", "send 1: 429 rate_limited, 1000 ms", "send 2", "send 2: 201"]],
  "a refusal": ["connectly", text(), [{ status: 401, body: "" }], ["send 1", "send 1: 401 unauthorized"], "unauthorized"],
  "an unknown outcome": ["islash", text(), [{ cut: "before" }], ["send 1", "send 1: network"], "network"],
  "a look-up": ["texter", text(), [], ["lookup 1", "lookup 1: 200", "send 1", "send 1: 200"]],
  "a look-up that is repeated": [
    ...["texter", text(), [{ ...later, path: "/chats" }]],
    ["lookup 1", "lookup 1: 429 rate_limited, 1000 ms", "lookup 2", "lookup 2: 200", "send 1", "send 1: 200"],
  ],
  "a login and an upload": [
    ...["yeastar", image(), []],
    ["token 1", "token 1: 200", "upload 1", "upload 1: 200", "send 1", "send 1: 200"],
  ],
};
for (const [name, [provider, message, faults, expected, code]] of Object.entries(cases)) {
  test(name, options, async () => {
    for (const fault of faults) await simulator.fault({ provider, ...fault });
    const events = [];
    const client = new Client(simulator.config[provider], { onAttempt: (event) => events.push(event) });
    if (code) await failure(client.send(message), { code });
    else await client.send(message);
    const shown = events.map(({ phase, purpose, attempt, status, code, waitMs }) => {
      if (phase === "start") return `${purpose} ${attempt}`;
      const found = [status, code].filter((part) => part !== undefined).join(" ");
      return `${purpose} ${attempt}: ${found}${waitMs === undefined ? "" : `, ${waitMs} ms`}`;
    });
    assert.deepEqual(shown, expected);
    for (const event of events) {
      assert.equal(event.provider, provider);
      assert.match(event.method, /^(GET|POST)$/);
      assert.ok(event.url.startsWith(simulator.url));
      assert.equal(typeof event.durationMs, event.phase === "end" ? "number" : "undefined");
    }
    assert.equal((await simulator.received()).length, expected.length / 2);
  });
}

test("a wait that nobody asked for is told too", options, async () => {
  await simulator.fault({ provider: "connectly", ...busy });
  const waits = [];
  const client = new Client(simulator.config.connectly, {
    retry: { baseDelayMs: 10 },
    onAttempt: ({ phase, waitMs }) => phase === "end" && waits.push(waitMs),
  });
  await client.send(text());
  assert.equal(waits.length, 2);
  assert.ok(waits[0] >= 0 && waits[0] <= 10);
  assert.equal(waits[1], undefined);
});

test("the sends of a run and of a failover are heard of", options, async () => {
  const heard = [];
  const hearing = (provider) =>
    new Client(simulator.config[provider], { onAttempt: ({ phase, provider }) => heard.push(`${provider} ${phase}`) });
  await hearing("connectly").sendMany([text("one"), text("two")], { concurrency: 1 }).done();
  assert.deepEqual(heard.splice(0), Array(2).fill(["connectly start", "connectly end"]).flat());
  await simulator.fault({ provider: "connectly", status: 401, body: "" });
  await new sessage.Failover([hearing("connectly"), hearing("islash")]).send(text());
  assert.deepEqual(heard, ["connectly start", "connectly end", "islash start", "islash end"]);
});

test("every event of a send has the message's reference, and no other has one", options, async () => {
  const sends = {
    "a look-up": ["texter", text(), ["lookup", "send"]],
    "a login and an upload": ["yeastar", image(), ["token", "upload", "send"]],
    "a repeat": ["connectly", text(), ["send", "send"], later],
    parts: ["connectly", text("word ".repeat(1700).trim()), ["send", "send", "send"]],
    "a fallback": ["connectly", { ...text(), lastInboundAt: 0, fallback: templates.connectly }, ["send"]],
  };
  for (const [name, [provider, message, purposes, fault]] of Object.entries(sends)) {
    if (fault) await simulator.fault({ provider, ...fault });
    const events = [];
    const client = new Client(simulator.config[provider], { adapt: "reshape", onAttempt: (event) => events.push(event) });
    await client.send({ ...message, reference: "order-7" });
    const shown = events.map(({ purpose, reference }) => `${purpose} ${reference}`);
    assert.deepEqual(shown, purposes.flatMap((purpose) => Array(2).fill(`${purpose} order-7`)), name);
    events.length = 0;
    await client.send(message);
    assert.ok(events.length > 0 && events.every((event) => !("reference" in event)), name);
  }
});

test("the events of a run name their messages; what is no send has none", options, async () => {
  const heard = [];
  const client = new Client(simulator.config.connectly, { onAttempt: ({ phase, reference }) => phase === "end" && heard.push(reference) });
  const messages = ["a", "b", undefined].map((reference, index) => ({ ...text(), to: `+1415555267${index}`, ...(reference && { reference }) }));
  await client.sendMany(messages).done();
  assert.deepEqual(heard.sort(), ["a", "b", undefined]);
  const events = [];
  const other = new Client(simulator.config.yeastar, { onAttempt: (event) => events.push(event) });
  await other.upload(file());
  assert.ok(events.length > 0 && events.every((event) => !("reference" in event)));
});

test("a secret in a reference is masked", options, async () => {
  const events = [];
  const { apiKey } = simulator.config.connectly;
  const client = new Client(simulator.config.connectly, { onAttempt: (event) => events.push(event) });
  await client.send({ ...text(), reference: `by ${apiKey}` });
  assert.deepEqual(events.map(({ reference }) => reference), Array(2).fill("by MASKED_apiKey"));
});
