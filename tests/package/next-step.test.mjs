// What to do next with a message: of receipts, errors and later changes of status, as they are and as JSON. The verdict on
// each fault is in the table that faults.test.mjs plays, and further cases are rows of tests/field.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { installed } from "./support/consumer.mjs";
import { Client, SessageError, answered, config, failure, faulty, options, providers, sessage, text } from "./support/hostile.mjs";
import { revoked, throwing } from "./support/input.mjs";

const { nextStep } = sessage;
const { errorCodes } = await import(`${new URL("names.js", `file://${installed}/`)}`);
const NOW = 1_800_000_000_000;

/** An error as it comes out of a queue. */
const error = (code, outcome, rest = {}) => {
  const own = { not_sent: ["not_sent"], unknown: ["unknown"], partial: ["sent", "not_sent"] }[outcome];
  const parts = own.map((outcome, index) => ({ index, outcome }));
  return { name: "SessageError", message: "It failed.", code, outcome, retryable: false, problems: [], attempts: 1, parts, ...rest };
};
const account = ["rate_limited", "unauthorized", "forbidden", "unavailable", "network"];
const passing = ["rate_limited", "unavailable", "network", "timeout", "aborted"];

test("every code, with every outcome, as JSON and as an error", () => {
  for (const code of errorCodes) {
    const scope = account.includes(code) ? "account" : "message";
    const at = NOW;
    const giveUp = { do: "give_up", scope };
    const cases = [
      [error(code, "not_sent"), code === "aborted" ? { do: "again", at, scope } : giveUp],
      [error(code, "not_sent", { retryable: true }), { do: "again", at, scope }],
      [error(code, "partial"), passing.includes(code) ? { do: "resume", at, scope } : giveUp],
      [error(code, "unknown"), { do: "ask", scope }],
    ];
    for (const [json, right] of cases) {
      for (const result of [json, SessageError.from(json)]) assert.deepEqual(nextStep(result, { now: NOW }), right, `${code} ${json.outcome}`);
    }
  }
});

test("the codes of one recipient concern no account", () => {
  for (const provider of [...providers, undefined]) {
    for (const providerCode of ["131056", "131049", "130472", "130497"]) {
      for (const code of ["rate_limited", "forbidden", "rejected"]) {
        for (const outcome of ["not_sent", "partial", "unknown"]) {
          assert.equal(nextStep(error(code, outcome, { provider, providerCode })).scope, "message", providerCode);
        }
      }
    }
    assert.equal(nextStep(error("rate_limited", "not_sent", { provider, providerCode: "130429" })).scope, "account");
  }
});

test("the wait of an error that was thrown", options, async () => {
  const fetch = faulty({ provider: "connectly", status: 429, body: "", headers: { "retry-after": "5" } });
  const thrown = await failure(new Client(config.connectly, { retry: false, fetch }).send(text()));
  const before = Date.now();
  for (const result of [thrown, thrown.toJSON(), JSON.parse(JSON.stringify(thrown)), structuredClone(thrown.toJSON())]) {
    assert.deepEqual(nextStep(result), { do: "again", at: thrown.retryAt, scope: "account" });
    assert.deepEqual(nextStep(result, { now: thrown.retryAt + 1 }), { do: "again", at: thrown.retryAt + 1, scope: "account" });
  }
  const { at } = nextStep(error("timeout", "not_sent", { retryable: true }));
  assert.ok(at >= before && at <= Date.now());
});

test("a receipt of every provider is done, as it is and as JSON", options, async () => {
  for (const provider of providers) {
    const receipt = await new Client(config[provider], { fetch: answered(provider) }).send({ ...text(), to: provider === "texter" ? { conversationId: "1" } : text().to });
    for (const result of [receipt, JSON.parse(JSON.stringify(receipt))]) assert.deepEqual(nextStep(result), { do: "done", scope: "message" });
    for (const status of ["failed", "deleted"]) assert.deepEqual(nextStep({ ...receipt, status }), { do: "give_up", scope: "message" });
  }
});

test("an answer of any size and depth decides nothing", () => {
  const deep = JSON.parse("[".repeat(20_000) + "]".repeat(20_000));
  const wide = Array.from({ length: 300_000 }, () => 0);
  for (const raw of [deep, wide, new Proxy({}, { get: throwing(1), ownKeys: throwing(1) }), 1n]) {
    assert.deepEqual(nextStep(error("rejected", "not_sent", { raw })), { do: "give_up", scope: "message" });
  }
});

test("an error of another copy of the package, which knows less", () => {
  class Older extends Error {
    constructor({ message, ...fields }) {
      super(message);
      Object.assign(this, fields);
    }
  }
  const older = new Older(error("network", "unknown"));
  Object.defineProperty(Older.prototype, Symbol.for("sessage.SessageError"), { value: true });
  assert.deepEqual(nextStep(older), { do: "ask", scope: "account" });
});

test("what is no end of a send is refused", options, async () => {
  const inherited = Object.create(error("network", "unknown"));
  const others = [
    ...[undefined, null, 0, "", "sent", true, 1n, Symbol("x"), () => {}, [], {}, new Map(), new Error("x"), inherited],
    ...[revoked({}), new Proxy({}, { get: throwing(new Error("x")), getOwnPropertyDescriptor: throwing(1) })],
    ...[{ status: "sent" }, { messageId: "1" }, { messageId: "1", status: "gone" }, { kind: "message", messageId: "1" }],
    ...[{ kind: "status" }, { kind: "status", status: "gone" }, { kind: "status", status: "failed", error: { code: "gone", retryable: true } }],
    ...[error("gone", "not_sent"), { ...error("network", "unknown"), outcome: "sent" }, { ...error("network", "unknown"), parts: "none" }],
  ];
  for (const other of others) {
    const { problems } = await failure(() => nextStep(other), { code: "invalid_config", outcome: "not_sent" });
    assert.deepEqual(problems.map(({ path }) => path), [""]);
  }
  const good = error("network", "unknown");
  const wrong = [[null, ""], [5, ""], [{ tries: 1 }, "/tries"], [{ attempts: -1 }, "/attempts"], [{ attempts: 1.5 }, "/attempts"], [{ maxAttempts: 0 }, "/maxAttempts"], [{ now: "now" }, "/now"], [{ now: NaN }, "/now"]];
  for (const [settings, path] of wrong) {
    const { problems } = await failure(() => nextStep(good, settings), { code: "invalid_config" });
    assert.deepEqual(problems.map(({ path }) => path), [path]);
  }
  assert.deepEqual(nextStep(good, undefined), nextStep(good, {}));
});

test("what is declared is what is given", () => {
  const declared = readFileSync(`${installed}/index.d.ts`, "utf8");
  assert.match(declared, /do: "done" \| "again" \| "resume" \| "ask" \| "give_up";/);
});
