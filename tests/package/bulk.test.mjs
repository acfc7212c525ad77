// Runs of many messages: where they come from, how many are under way, in which order, and how a run ends.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { below, collect, desk, indexes, message, messages, outcomes, phoneOf, settle } from "./support/bulk.mjs";
import { Client, failure, isSessageError, options, phone, providers } from "./support/hostile.mjs";
import { startSimulator } from "./support/private.mjs";

let simulator, at;
before(async () => {
  simulator = await startSimulator({ login: false });
}, options);
beforeEach(async () => {
  await simulator.reset();
  at = await desk();
});
afterEach(() => at.stop());
after(() => simulator?.stop());

const own = (iterator) => ({ [Symbol.asyncIterator]: () => iterator });
const counter = (count, wrap) => {
  let index = 0;
  return { next: () => wrap(index < count ? { done: false, value: message(index++) } : { done: true }) };
};
const stream = (count) =>
  new ReadableStream({
    start(controller) {
      for (const one of messages(count)) controller.enqueue(one);
      controller.close();
    },
  });

describe("messages come from", () => {
  const sources = {
    "an array": () => messages(20),
    "a Set": () => new Set(messages(20)),
    "a generator": function* () {
      yield* messages(20);
    },
    "an async generator": async function* () {
      for (const one of messages(20)) {
        await null;
        yield one;
      }
    },
    "a ReadableStream": () => stream(20),
    "a stream that is not iterable": () => {
      const { readable } = { readable: stream(20) };
      return { getReader: () => readable.getReader() };
    },
    "an iterator without return": () => own(counter(20, async (step) => step)),
    "an iterator that gives no promise": () => own(counter(20, (step) => step)),
  };
  for (const [name, source] of Object.entries(sources)) {
    test(name, options, async () => {
      for (const provider of ["islash", "connectly", "yeastar"]) {
        await simulator.reset();
        const run = new Client(simulator.config[provider]).sendMany(source());
        const { results, thrown } = await collect(run);
        assert.equal(thrown, undefined);
        assert.deepEqual(indexes(results), below(20));
        for (const { index, to, reference, outcome, receipt } of results) {
          assert.deepEqual([to, reference, outcome], [phoneOf(index), `r${index}`, "sent"]);
          assert.match(receipt.messageId, /^\S+$/);
        }
        assert.equal((await simulator.received()).length, 20);
      }
    });
  }

  for (const [name, source] of Object.entries({ undefined, null: null, "a string": "abc", "a number": 7, "an object": {} })) {
    test(`not from ${name}`, options, async () => {
      const client = new Client(simulator.config.connectly);
      await failure(() => client.sendMany(source), { code: "invalid_config", outcome: "not_sent" });
      await failure(() => client.broadcast({ type: "text", text: "a" }, source), { code: "invalid_config" });
    });
  }
});

test("nothing is read and nothing leaves before the first result is asked for", options, async () => {
  let read = 0;
  const source = (function* () {
    for (const one of messages(3)) {
      read += 1;
      yield one;
    }
  })();
  const run = at.client().sendMany(source);
  await settle();
  assert.deepEqual([read, at.arrived.length, run.progress.taken], [0, 0, 0]);
  at.open();
  const { perSecond, ...progress } = await run.done();
  assert.deepEqual(progress, { taken: 3, sent: 3, notSent: 0, partial: 0, unknown: 0, inFlight: 0 });
  assert.ok(perSecond > 0);
  assert.deepEqual([read, at.arrived.length], [3, 3]);
});

for (const concurrency of [1, 3, 8]) {
  test(`as many are under way as allowed: ${concurrency}`, options, async () => {
    const run = at.client().sendMany(messages(60), concurrency === 8 ? {} : { concurrency });
    const done = run.done();
    // A run starts with four at most.
    const first = Math.min(concurrency, 4);
    await at.until(first);
    await settle();
    assert.deepEqual([at.arrived.length, run.progress.inFlight], [first, first]);
    // Sixteen good answers later all places are used.
    for (let turn = 0; turn < 16; turn += 1) {
      while (at.waiting.length === 0) await settle();
      at.waiting[0].answer();
      await settle();
    }
    await at.until(16 + concurrency);
    await settle();
    assert.deepEqual([at.arrived.length, run.progress.inFlight], [16 + concurrency, concurrency]);
    at.open();
    assert.equal((await done).sent, 60);
    assert.equal(at.most(), concurrency);
  });
}

test("messages to one recipient leave in their order, one at a time", options, async () => {
  const list = below(40).map((index) => message(index, [phoneOf(index % 4), { phone: phoneOf(index % 4) }][index % 2]));
  const under = new Map();
  const ends = [];
  const fetch = async (request) => {
    const { recipient, message } = await request.clone().json();
    assert.equal(under.has(recipient.id), false, "two at once");
    under.set(recipient.id, message.text);
    const response = await globalThis.fetch(request);
    under.delete(recipient.id);
    ends.push([recipient.id, message.text]);
    return response;
  };
  at.open();
  const { results } = await collect(at.client({ fetch }).sendMany(list, { concurrency: 16 }));
  assert.equal(results.length, 40);
  for (const number of below(4)) {
    const texts = ends.filter(([to]) => to === phoneOf(number)).map(([, text]) => text);
    assert.deepEqual(texts, below(10).map((turn) => `message ${turn * 4 + number}`));
  }
});

test("results come as the messages end", options, async () => {
  const run = at.client().sendMany(messages(3))[Symbol.asyncIterator]();
  const first = run.next();
  await at.until(3);
  const order = [2, 0, 1];
  for (const [turn, index] of order.entries()) {
    const next = turn === 0 ? first : run.next();
    at.waiting.find(({ text }) => text === `message ${index}`).answer();
    assert.equal((await next).value.index, index);
  }
  assert.deepEqual(await run.next(), { value: undefined, done: true });
});

test("perRecipientMs lets others go first", options, async () => {
  at.open();
  const list = [message(0, phone), message(1, phone), message(2), message(3)];
  await at.client().sendMany(list, { concurrency: 1, perRecipientMs: 1500 }).done();
  assert.deepEqual(at.arrived.map(({ text }) => text), [0, 2, 3, 1].map((index) => `message ${index}`));
});

test("perSecond spreads the starts", options, async () => {
  at.open();
  const began = Date.now();
  await at.client().sendMany(messages(4), { perSecond: 20 }).done();
  // Timers may be a little early; nothing is said of how late they are.
  assert.ok(Date.now() - began >= 140);
});

test("a slow loop slows the taking", options, async () => {
  let read = 0;
  const endless = (function* () {
    for (;;) yield message(read++ % 9000);
  })();
  at.open();
  const run = at.client().sendMany(endless, { concurrency: 4 });
  let handed = 0;
  for await (const { outcome } of run) {
    assert.equal(outcome, "sent");
    handed += 1;
    await settle();
    assert.ok(read <= handed + 4 + 1, `${read} read after ${handed}`);
    assert.ok(at.arrived.length <= handed + 4);
    assert.ok(run.progress.inFlight <= 4);
    if (handed === 50) break;
  }
});

test("progress adds up, and the last is what done gives", options, async () => {
  await simulator.fault({ provider: "connectly", preset: "provider_error", code: "ERROR_CODE_INVALID_SENDER_ID", times: 3 });
  await simulator.fault({ provider: "connectly", status: 502, body: "", times: 2 });
  const seen = [];
  const client = new Client(simulator.config.connectly, { retry: false });
  const run = client.sendMany([...messages(20), { to: "nobody" }], { onProgress: (progress) => seen.push(progress) });
  const last = await run.done();
  const { perSecond, ...counts } = last;
  assert.deepEqual(counts, { taken: 21, sent: 15, notSent: 4, partial: 0, unknown: 2, inFlight: 0 });
  assert.ok(perSecond > 0 && Number.isFinite(perSecond));
  assert.ok(seen.length >= 21);
  const out = ({ sent, notSent, partial, unknown }) => sent + notSent + partial + unknown;
  for (const [index, progress] of seen.entries()) {
    assert.equal(progress.taken, out(progress) + progress.inFlight);
    assert.ok(index === 0 || out(progress) - out(seen[index - 1]) <= 1);
  }
  assert.deepEqual(counts, (({ perSecond: _, ...rest }) => rest)(seen.at(-1)));
  assert.deepEqual((({ perSecond: _, ...rest }) => rest)(run.progress), counts);
});

test("a callback that throws or rejects harms nothing", options, async () => {
  at.open();
  const thrown = new Proxy({}, { get: () => assert.fail("looked at") });
  for (const onProgress of [() => { throw thrown; }, async () => { throw thrown; }, () => Promise.reject(undefined)]) {
    assert.equal((await at.client().sendMany(messages(3), { onProgress }).done()).sent, 3);
  }
});

test("a message with errors stops no other", options, async () => {
  const wrong = { null: null, "no recipient": { content: message(1).content }, text: "hello", cycle: {} };
  wrong.cycle.cycle = wrong.cycle;
  for (const provider of providers.filter((name) => name !== "texter")) {
    await simulator.reset();
    const list = [message(0), ...Object.values(wrong), message(5)];
    const { results } = await collect(new Client(simulator.config[provider]).sendMany(list));
    const byIndex = results.sort((one, other) => one.index - other.index);
    assert.deepEqual(outcomes(byIndex), ["sent", "not_sent", "not_sent", "not_sent", "not_sent", "sent"]);
    for (const { error } of byIndex.slice(1, 5)) {
      assert.ok(isSessageError(error));
      assert.equal(error.code, "invalid_message");
      assert.ok(error.problems.length > 0);
    }
    assert.equal((await simulator.received()).length, 2);
  }
});

test("freeing the client lets a run finish", options, async () => {
  const client = at.client();
  const run = client.sendMany(messages(10), { concurrency: 2 });
  const done = run.done();
  await at.until(2);
  client.free();
  at.open();
  assert.equal((await done).sent, 10);
  await failure(() => client.sendMany([]), { code: "closed" });
});

test("options that are wrong", options, async () => {
  const standing = { version: 2, provider: "connectly", taken: 0, recipients: "00000000000000aa", below: 0, done: [], inFlight: [], held: [] };
  const wrong = {
    "/concurrency": [0, 1001, 2.5, "8", null],
    "/perSecond": [0, -1, "9", NaN, Infinity],
    "/perRecipientMs": [-1, 0.5, "1"],
    "/onProgress": [7, {}, null],
    "/signal": [7, {}, null, new AbortController()],
    "/adapt": ["yes", true],
    "/resume": [7, []],
    "/resume/version": [{ ...standing, version: 3 }, { version: 1, below: 0, done: [], inFlight: [], held: [] }],
    "/resume/provider": [{ ...standing, provider: "texter" }],
    "/resume/recipients": [{ ...standing, recipients: "?" }],
    "/resume/below": [{ ...standing, below: -1 }, { ...standing, below: "1" }],
    "/resume/done": [{ ...standing, done: undefined }],
    "/resume/done/0": [{ ...standing, done: [[30, 20]] }, { ...standing, done: [[1.5, 2]] }, { ...standing, done: [[2 ** 32, 2 ** 32]] }],
    "/resume/done/1": [{ ...standing, taken: 9, done: [[2, 6], [4, 8]] }, { ...standing, taken: 9, done: [[2, 3], [2, 3]] }],
    "/resume/inFlight/0": [{ ...standing, taken: 9, done: [[2, 6]], inFlight: [4] }],
    "/resume/inFlight/1": [{ ...standing, inFlight: [4, 4] }],
    "/breaker": [true, null, 5],
    "/breaker/failures": [{ failures: 0 }, { failures: "5" }],
    "/breaker/probeMs": [{ probeMs: 0 }, { probeMs: 2 ** 31 }],
    "/breaker/unknown": [{ unknown: 1 }],
    "/timeoutMs": [5],
    "/unknown": [undefined, 1],
  };
  let read = 0;
  const source = own(counter(1, (step) => ((read += 1), step)));
  for (const [path, values] of Object.entries(wrong)) {
    const [, key] = path.split("/");
    for (const value of values) {
      // Undefined is as if it were not there.
      if (value === undefined) continue;
      for (const start of ["sendMany", "broadcast"]) {
        const given = start === "sendMany" ? [source] : [{ type: "text", text: "a" }, source];
        const error = await failure(() => at.client()[start](...given, { [key]: value }), { code: "invalid_config" });
        assert.deepEqual(error.problems.map((problem) => problem.path), [path], `${start}: ${JSON.stringify(value)}`);
      }
    }
  }
  for (const value of [null, 7, "x", []]) await failure(() => at.client().sendMany([], value), { code: "invalid_config" });
  assert.equal(read, 0);
});
