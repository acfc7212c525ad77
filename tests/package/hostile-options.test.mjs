// Options that no client and no send can have. Each is told at its path, none shows a secret, and nothing leaves.
import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";
import { notPlain, refused, right, secrets } from "./support/configs.mjs";
import { Client, config, counting, failure, options, providers, sessage, taken, text } from "./support/hostile.mjs";
import { getter, revoked, throwing } from "./support/input.mjs";

test("options that are no plain object", options, async () => {
  for (const [name, value] of Object.entries(notPlain)) {
    if (name === "undefined") continue;
    for (const provider of providers) await refused(right[provider], value, [""]);
  }
});
test("options of a send that are no plain object", options, async () => {
  const fetch = counting(async () => Response.json(taken.connectly));
  const client = new Client(config.connectly, { fetch });
  for (const [name, value] of Object.entries(notPlain)) {
    if (name === "undefined") continue;
    const error = await failure(client.send(text(), value), { code: "invalid_config", outcome: "not_sent", attempts: 0 });
    assert.equal(error.problems[0].path, "", name);
  }
  assert.equal(fetch.count, 0);
});

const milliseconds = [0, -1, 0.5, NaN, Infinity, -Infinity, "1000", null, true, {}, [], 1n, 2 ** 31, 2 ** 53, 1e300, new Date(), () => 1];
const optionCases = {
  timeoutMs: milliseconds,
  deadlineMs: milliseconds,
  chatCacheMs: milliseconds.filter((value) => value !== 0),
  retry: [true, null, 0, 3, "3", [], () => {}, new Map(), NaN],
  fetch: [null, 7, "fetch", {}, [], Promise.resolve(), Symbol("x")],
  onAttempt: [null, 7, "x", {}, [], true],
  allowInsecure: [null, 0, 1, "true", {}, []],
  raw: [null, 0, 1, "true", {}, []],
  signal: [new AbortController().signal, null],
  resume: [[]],
  unknown: [1, null, false],
  __proto__x: [1],
  "\0": [1],
  "$serde_json::private::Number": ["7"],
};
for (const [key, values] of Object.entries(optionCases)) {
  test(`an option that is none: ${JSON.stringify(key)}`, options, async () => {
    for (const value of values) await refused(right.islash, { [key]: value }, [`/${key}`]);
    await refused(right.islash, getter({}, key, throwing(new Error(secrets[0]))), [`/${key}`]);
    await refused(right.islash, getter({}, key, throwing(undefined)), [`/${key}`]);
  });
}
const retryCases = {
  maxAttempts: [0, -1, 1.5, NaN, Infinity, "3", null, 1n],
  baseDelayMs: [-1, 0.5, NaN, Infinity, "1", null, 2 ** 31],
  maxDelayMs: [-1, 0.5, NaN, Infinity, "1", null, 2 ** 31],
  onUnknown: [1, "true", null],
  maxAttempt: [1],
};
for (const [key, values] of Object.entries(retryCases)) {
  test(`an option of retry that is none: ${key}`, options, async () => {
    for (const value of values) await refused(right.islash, { retry: { [key]: value } }, [`/retry/${key}`]);
  });
}

const fineOptions = [
  undefined,
  {},
  Object.create(null),
  Object.freeze({ retry: Object.freeze({ maxAttempts: 1 }) }),
  vm.runInNewContext("({ timeoutMs: 1000, retry: { onUnknown: false } })"),
  { timeoutMs: undefined, fetch: undefined, onAttempt: undefined, retry: undefined },
  { timeoutMs: 1, deadlineMs: 2 ** 31 - 1, chatCacheMs: 0, retry: { maxAttempts: 1e6, baseDelayMs: 0, maxDelayMs: 0 } },
  { timeoutMs: 1e3, retry: false, allowInsecure: true, [Symbol("x")]: 1 },
  { fetch: class {}, onAttempt: async () => {} },
];
test("options that are fine", options, () => {
  for (const given of fineOptions) new Client(right.islash, given).free();
});

const sendOptions = {
  timeoutMs: milliseconds,
  deadlineMs: milliseconds,
  signal: [
    ...[null, 7, "x", true, {}, [], () => {}, Symbol("x"), new EventTarget(), new AbortController()],
    ...[{ aborted: false }, { aborted: "no", addEventListener() {}, removeEventListener() {} }],
    ...[{ aborted: false, addEventListener() {} }, { aborted: false, addEventListener: 1, removeEventListener: 1 }],
    { aborted: false, addEventListener: throwing(new Error("x")), removeEventListener() {} },
    { aborted: false, addEventListener: throwing(undefined), removeEventListener: throwing(null) },
    { get aborted() { throw new Error("x"); }, addEventListener() {}, removeEventListener() {} },
    new Proxy({}, { get: throwing({ code: "x", problems: [] }) }),
    revoked({}),
  ],
  onUnknown: [true],
  retry: [false],
  fetch: [() => {}],
  unknown: [1],
  "\0": [1],
};
for (const [key, values] of Object.entries(sendOptions)) {
  test(`an option of a send that is none: ${JSON.stringify(key)}`, options, async () => {
    for (const provider of providers) {
      const fetch = counting(async () => Response.json(taken[provider]));
      const client = new Client(config[provider], { fetch });
      const given = values.map((value) => ({ [key]: value }));
      for (const thrown of [new Error("x"), undefined, "x"]) given.push(getter({}, key, throwing(thrown)));
      for (const sent of given) {
        const error = await failure(client.send(text(), sent), { code: "invalid_config", outcome: "not_sent", attempts: 0 });
        assert.ok(error.problems.some((problem) => problem.path === `/${key}`), JSON.stringify(error.problems));
      }
      assert.equal(fetch.count, 0);
    }
  });
}

// ---- what an unknown field is told

const client = () => new Client(right.islash);
const each = "timeoutMs deadlineMs adapt resume signal";
const ofRun = "onProgress concurrency perSecond perRecipientMs adapt breaker resume signal";
/** Name to what is called with a field that nothing knows, and the fields that there are. */
const known = {
  "a client": [(x) => new Client(right.islash, x), "fetch onAttempt timeoutMs deadlineMs retry tokenStore chatCacheMs allowInsecure adapt maxParts raw"],
  "a configuration": [(x) => new Client({ ...right.yeastar, ...x }), "provider baseUrl channel from senderType senderNo clientId clientSecret accessToken userAgent"],
  "a message": [(x) => client().send({ ...text(), ...x }), "to content from channel replyTo reference messageTag lastInboundAt fallback providerOptions"],
  "a recipient": [(x) => client().send({ ...text(), to: { phone: text().to, ...x } }), "phone conversationId bsuid"],
  send: [(x) => client().send(text(), x), each],
  "a failover's send": [(x) => new sessage.Failover([client()]).send(text(), x), each],
  plan: [(x) => client().plan(text(), x), "adapt"],
  sendMany: [(x) => client().sendMany([], x), ofRun],
  broadcast: [(x) => client().broadcast(text().content, [], x), ofRun],
  upload: [(x) => client().upload(new Blob(["x"]), x), "filename signal"],
  templates: [(x) => client().templates(x), "search channelId category language"],
  chats: [(x) => client().chats({ search: "Ada", ...x }), "search limit"],
  windowState: [(x) => sessage.windowState(0, x), "now hours"],
};
for (const [name, [call, fields]] of Object.entries(known)) {
  test(`an unknown field is told which there are: ${name}`, options, async () => {
    const error = await failure(async () => call({ nothing: 1 }));
    const { message } = error.problems.find(({ code }) => code === "unknown_field");
    const [, told] = /Known fields: (.*)\.$/.exec(message);
    assert.deepEqual(told.split(", ").sort(), fields.split(" ").sort());
  });
}
