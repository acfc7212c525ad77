// How a run ends before its messages do: left, aborted, or by a source that throws.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { below, collect, desk, idle, indexes, message, messages, outcomes } from "./support/bulk.mjs";
import { failure, options } from "./support/hostile.mjs";
import { reasons } from "./support/project/faults.js";
import { counted } from "./support/signal.mjs";

let at;
beforeEach(async () => {
  at = await desk();
});
afterEach(() => at.stop());

/** A source that tells what was read of it and how it was left. */
function watched(count, fails) {
  const seen = { read: 0, isLeft: false, isClosed: false };
  seen.source = (function* () {
    try {
      for (let index = 0; index < count; index += 1) {
        if (fails && index === fails.after) throw fails.thrown;
        seen.read += 1;
        yield message(index);
      }
    } finally {
      seen.isClosed = true;
    }
  })();
  return seen;
}

// ---- leaving

const leaves = {
  async break(run) {
    for await (const result of run) {
      if (result.index >= 0) break;
    }
  },
  async return(run) {
    await (async () => {
      for await (const result of run) return result;
    })();
  },
  async throw(run) {
    const thrown = new Error("the loop's own");
    const looping = (async () => {
      for await (const result of run) throw Object.assign(thrown, { result });
    })();
    await assert.rejects(looping, thrown);
  },
};
for (const [name, leave] of Object.entries(leaves)) {
  test(`${name} takes no more, and lets what is under way finish`, options, async () => {
    const seen = watched(100);
    const run = at.client().sendMany(seen.source, { concurrency: 4 });
    const left = leave(run);
    await at.until(4);
    at.waiting[0].answer();
    await left;
    const { read } = seen;
    assert.ok(read <= 6, `${read} read`);
    at.open();
    await idle(run);
    assert.equal(seen.isClosed, true, "the source is told");
    assert.equal(seen.read, read);
    const { taken } = run.progress;
    assert.equal(at.arrived.length, taken, "what was taken has left, and nothing else");
    assert.ok(taken <= 5);
    // What ended after that waits for whoever asks again.
    const { results } = await collect(run);
    assert.equal(results.length, taken - 1);
    assert.deepEqual(new Set(outcomes(results)), new Set(["sent"]));
  });
}

// ---- aborting

describe("an abort ends the loop without a throw", () => {
  for (const [name, reason] of Object.entries(reasons)) {
    test(`with ${name}`, options, async () => {
      const { controller, signal, listeners } = counted();
      const seen = watched(100);
      const run = at.client().sendMany(seen.source, { concurrency: 3, signal });
      assert.equal(listeners.size, 0, "a run that has not started listens to nothing");
      const ended = collect(run);
      await at.until(3);
      assert.equal(listeners.size, 1);
      at.waiting[0].answer();
      await at.until(4);
      controller.abort(...reason);
      const { results, thrown } = await ended;
      assert.equal(thrown, undefined);
      assert.deepEqual(outcomes(results), ["sent", "unknown", "unknown", "unknown"]);
      for (const { error } of results.slice(1)) assert.deepEqual([error.code, error.retryable], ["aborted", false]);
      assert.equal(seen.isClosed, true);
      assert.ok(seen.read <= 5);
      assert.equal(at.arrived.length, 4);
      assert.deepEqual([run.progress.taken, run.progress.inFlight, listeners.size], [4, 0, 0]);
    });

    test(`before it starts, with ${name}`, options, async () => {
      const seen = watched(100);
      const run = at.client().sendMany(seen.source, { signal: AbortSignal.abort(...reason) });
      assert.deepEqual(await collect(run), { results: [] });
      assert.deepEqual([seen.read, at.arrived.length, run.progress.taken], [0, 0, 0]);
      assert.equal((await run.done()).taken, 0);
    });
  }
});

test("an abort ends a wait for the pace, for a repeat and for the source", options, async () => {
  const waits = {
    pace: [messages(5), { perSecond: 0.001 }],
    source: [(async function* () {
      yield message(0);
      await new Promise(() => {});
    })(), {}],
  };
  at.open();
  for (const [source, settings] of Object.values(waits)) {
    const controller = new AbortController();
    const run = at.client().sendMany(source, { ...settings, signal: controller.signal });
    const results = [];
    for await (const { outcome } of run) {
      results.push(outcome);
      setImmediate(() => controller.abort());
    }
    assert.deepEqual(results, ["sent"]);
  }
});

test("an abort after the end changes nothing", options, async () => {
  at.open();
  const { controller, signal, listeners } = counted();
  const run = at.client().sendMany(messages(2), { signal });
  assert.equal((await run.done()).sent, 2);
  assert.equal(listeners.size, 0);
  controller.abort();
  assert.deepEqual(await collect(run), { results: [] });
});

test("what is refused at once listens to nothing", options, async () => {
  const { signal, listeners } = counted();
  await failure(() => at.client().sendMany([], { signal, unknown: 1 }), { code: "invalid_config" });
  await failure(() => at.client().sendMany(7, { signal }), { code: "invalid_config" });
  assert.equal(listeners.size, 0);
});

// ---- a source that throws

const values = { "an Error": new Error("the source's own"), undefined: undefined, null: null, "a string": "stop" };
const faulty = {
  "a generator": (after, thrown) => watched(100, { after, thrown }).source,
  "an async generator": async function* (after, thrown) {
    yield* watched(100, { after, thrown }).source;
  },
  "a stream": (after, thrown) => {
    const { source } = watched(100, { after, thrown });
    return new ReadableStream({
      pull(controller) {
        controller.enqueue(source.next().value);
      },
    }, { highWaterMark: 0 });
  },
};
for (const [name, source] of Object.entries(faulty)) {
  describe(`${name} that throws`, () => {
    for (const [words, thrown] of Object.entries(values)) {
      test(`${words}: after the results of what was under way, the loop and done throw it`, options, async () => {
        at.open();
        for (const count of [0, 1, 5]) {
          const { signal, listeners } = counted();
          const run = at.client().sendMany(source(count, thrown), { concurrency: 2, signal });
          const ended = await collect(run);
          assert.equal("thrown" in ended, true);
          assert.equal(ended.thrown, thrown);
          // What was read ahead and had not started stays untouched.
          const { length } = ended.results;
          assert.ok(length === count || length === count - 1, `${length} results`);
          assert.deepEqual(indexes(ended.results), below(length));
          assert.deepEqual(outcomes(ended.results), Array(length).fill("sent"));
          assert.equal(await run.done().then(() => assert.fail("nothing was thrown"), (error) => error), thrown);
          assert.deepEqual([run.progress.sent, run.progress.taken, listeners.size], [length, length, 0]);
        }
      });
    }
  });
}

test("a source whose iterator cannot be had, or gives nothing that is a step", options, async () => {
  const thrown = new Error("the source's own");
  const throws = () => {
    throw thrown;
  };
  const sources = [
    { [Symbol.iterator]: throws },
    { [Symbol.asyncIterator]: async () => ({}) },
    { [Symbol.iterator]: () => ({ next: throws }) },
    { [Symbol.iterator]: () => ({ next: () => undefined }) },
    { [Symbol.asyncIterator]: () => ({ next: async () => null }) },
    { [Symbol.iterator]: () => ({ next: () => ({ get done() { throw thrown; } }) }) },
    { [Symbol.iterator]: () => ({ next: () => ({ done: false, get value() { throw thrown; } }) }) },
  ];
  for (const source of sources) {
    const ended = await collect(at.client().sendMany(source));
    assert.ok(ended.thrown === thrown || ended.thrown instanceof TypeError, String(ended.thrown));
    assert.deepEqual(ended.results, []);
  }
});

test("a source that cannot be left harms nothing", options, async () => {
  at.open();
  const thrown = new Error("the source's own");
  const returns = [() => { throw thrown; }, async () => { throw thrown; }, () => ({ get then() { throw thrown; } }), 7];
  for (const leave of returns) {
    const list = messages(10)[Symbol.iterator]();
    const source = { [Symbol.iterator]: () => ({ next: () => list.next(), return: leave }) };
    const run = at.client().sendMany(source);
    for await (const { outcome } of run) {
      assert.equal(outcome, "sent");
      break;
    }
  }
});

test("an abort ends a run that has nothing to wait for", options, async () => {
  const wrong = (function* () {
    for (;;) yield { to: "no number", content: { type: "text", text: "x" } };
  })();
  const { results, thrown } = await collect(at.client().sendMany(wrong, { signal: AbortSignal.timeout(100) }));
  assert.equal(thrown, undefined);
  assert.ok(results.length > 0);
  assert.ok(results.every(({ outcome }) => outcome === "not_sent"));
});
