// A checkpoint is plain JSON, and a run goes on from it; one content goes to many recipients.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { below, collect, desk, idle, indexes, message, messages, outcomes, phoneOf } from "./support/bulk.mjs";
import { Client, failure, isSessageError, options } from "./support/hostile.mjs";
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

/** What crosses to another process. */
const crossed = (run) => JSON.parse(JSON.stringify(run.checkpoint()));
const texts = () => at.arrived.map(({ text }) => text);

test("a checkpoint has the form that its type says", options, async () => {
  const run = at.client().sendMany(messages(6), { concurrency: 3 });
  const start = { version: 2, provider: "connectly", taken: 0, recipients: "0000000000000000" };
  assert.deepEqual(run.checkpoint(), { ...start, below: 0, done: [], inFlight: [], held: [] });
  const results = run[Symbol.asyncIterator]();
  const first = results.next();
  await at.until(3);
  at.waiting[1].answer();
  assert.equal((await first).value.index, 1);
  const { recipients, ...stand } = run.checkpoint();
  assert.match(recipients, /^[0-9a-f]{16}$/);
  const taken = { version: 2, provider: "connectly", taken: 3 };
  assert.deepEqual(stand, { ...taken, below: 0, done: [[1, 1]], inFlight: [0, 2, 3], held: [] });
  assert.deepEqual(crossed(run), run.checkpoint());
  at.open();
  await run.done();
  const end = run.checkpoint();
  assert.notEqual(end.recipients, recipients);
  assert.deepEqual([end.taken, end.below, end.done, end.inFlight, end.held], [6, 6, [], [], []]);
});

for (const stopAfter of [1, 4, 9, 15]) {
  test(`left after ${stopAfter} results and resumed, each message is sent once`, options, async () => {
    at.open();
    const first = at.client().sendMany(messages(16), { concurrency: 3 });
    const told = [];
    for await (const result of first) {
      told.push(result);
      if (told.length === stopAfter) break;
    }
    // What is under way ends while nobody asks; it is held.
    await idle(first);
    const resume = crossed(first);
    const second = at.client().sendMany(messages(16), { concurrency: 3, resume });
    const { results } = await collect(second);
    assert.deepEqual(indexes([...told, ...results]), below(16));
    assert.deepEqual(new Set(outcomes([...told, ...results])), new Set(["sent"]));
    assert.deepEqual([...texts()].sort(), messages(16).map(({ content }) => content.text).sort());
    for (const { index, to, reference, receipt } of results) {
      assert.deepEqual([to, reference, receipt.messageId], [phoneOf(index), `r${index}`, `id of message ${index}`]);
      assert.deepEqual(receipt.raw, { id: `id of message ${index}` });
    }
  });
}

test("what was in flight comes back as unknown, and is not sent", options, async () => {
  const first = at.client().sendMany(messages(8), { concurrency: 3 });
  const results = first[Symbol.asyncIterator]();
  const next = results.next();
  await at.until(3);
  at.waiting[0].answer();
  await next;
  const resume = crossed(first);
  assert.deepEqual(resume.inFlight, [1, 2, 3]);
  const sent = at.arrived.length;
  at.open();
  const second = at.client().sendMany(messages(8), { resume });
  const ended = (await collect(second)).results;
  assert.deepEqual(indexes(ended), [1, 2, 3, 4, 5, 6, 7]);
  for (const { index, outcome, error, to, reference } of ended) {
    assert.deepEqual([to, reference], [phoneOf(index), `r${index}`]);
    assert.equal(outcome, index < 4 ? "unknown" : "sent");
    if (index < 4) {
      assert.ok(isSessageError(error));
      assert.deepEqual([error.code, error.outcome, error.retryable], ["aborted", "unknown", false]);
    }
  }
  const after = texts().slice(sent);
  assert.deepEqual(after.sort(), [4, 5, 6, 7].map((index) => `message ${index}`));
});

test("an error that was held is an error again", options, async () => {
  await simulator.fault({ provider: "connectly", preset: "provider_error", code: "ERROR_CODE_INVALID_SENDER_ID", message: "No", times: 9 });
  const client = new Client(simulator.config.connectly, { retry: false });
  const first = client.sendMany([...messages(3), { to: "x" }], { concurrency: 4 });
  for await (const { outcome } of first) {
    assert.equal(outcome, "not_sent");
    break;
  }
  await idle(first);
  const resume = crossed(first);
  assert.equal(resume.held.length, 3);
  const { results } = await collect(client.sendMany([...messages(3), { to: "x" }], { resume }));
  assert.equal(results.length, 3);
  for (const { error, outcome } of results) {
    assert.ok(isSessageError(error) && error instanceof Error);
    assert.equal(outcome, "not_sent");
    assert.ok(error.code === "rejected" ? error.providerCode === "ERROR_CODE_INVALID_SENDER_ID" : error.problems.length > 0);
  }
  assert.equal((await simulator.received()).length, 3);
});

test("a checkpoint saved in onProgress while done() runs is as good", options, async () => {
  at.open();
  const saved = [];
  const run = at.client().sendMany(messages(30), {
    concurrency: 4,
    onProgress: () => saved.push({ checkpoint: crossed(run), left: [...texts()] }),
  });
  await run.done();
  for (const { checkpoint, left } of saved) {
    const isDone = (index) => index < checkpoint.below || checkpoint.done.some(([first, last]) => first <= index && index <= last);
    const named = new Set([...checkpoint.inFlight, ...checkpoint.held.map(({ index }) => index)]);
    for (const text of left) {
      const index = Number(text.split(" ")[1]);
      assert.ok(isDone(index) || named.has(index), `${text} had left and stands nowhere`);
    }
    assert.ok(checkpoint.inFlight.length <= 4);
  }
});

test("a checkpoint does not grow with the number of messages", options, async () => {
  const client = new Client(simulator.config.connectly, {
    fetch: async () => Response.json({ id: "7" }, { status: 201 }),
  });
  const source = (function* () {
    for (let index = 0; index < 20_000; index += 1) yield message(index % 9000);
  })();
  let longest = 0;
  const run = client.sendMany(source, {
    concurrency: 50,
    onProgress: ({ sent }) => {
      if (sent % 100 === 0) longest = Math.max(longest, JSON.stringify(run.checkpoint()).length);
    },
  });
  assert.equal((await run.done()).sent, 20_000);
  assert.ok(longest < 20_000, `${longest} characters`);
});

describe("broadcast", () => {
  const content = { type: "text", text: "We are closed on Monday." };
  const recipients = {
    "an array": below(12).map(phoneOf),
    "an async generator": (async function* () {
      yield* below(12).map(phoneOf);
    })(),
    "a ReadableStream": new ReadableStream({
      start(controller) {
        for (const to of below(12).map(phoneOf)) controller.enqueue(to);
        controller.close();
      },
    }),
  };
  for (const [name, source] of Object.entries(recipients)) {
    test(`to ${name}`, options, async () => {
      const { results } = await collect(new Client(simulator.config.connectly).broadcast(content, source));
      assert.deepEqual(indexes(results), below(12));
      for (const { index, to, outcome, receipt } of results) {
        assert.deepEqual([to, outcome], [phoneOf(index), "sent"]);
        assert.match(receipt.messageId, /^\S+$/);
      }
      const received = await simulator.received();
      assert.deepEqual(received.map(({ body }) => body.value.recipient.id).sort(), below(12).map(phoneOf));
      for (const { body } of received) assert.equal(body.value.message.text, content.text);
    });
  }

  test("of a file", options, async () => {
    const file = new File([new Uint8Array(9)], "a.png", { type: "image/png" });
    const run = new Client(simulator.config.islash).broadcast({ type: "image", file }, below(5).map(phoneOf));
    assert.equal((await run.done()).sent, 5);
    const files = (await simulator.received()).map(({ body }) => body.parts.find(({ filename }) => filename));
    assert.deepEqual(files.map(({ filename, size }) => [filename, size]), Array(5).fill(["a.png", 9]));
  });

  test("of a content in parts", options, async () => {
    const run = new Client(simulator.config.connectly).broadcast(
      { type: "text", text: "word ".repeat(1000) },
      below(3).map(phoneOf),
      { adapt: "reshape" },
    );
    const { results } = await collect(run);
    for (const { receipt } of results) assert.deepEqual([receipt.parts.length, receipt.changes[0].kind], [2, "text_split"]);
    assert.equal((await simulator.received()).length, 6);
  });

  test("of a content that is wrong: every result says so, and nothing leaves", options, async () => {
    for (const wrong of [null, { type: "text", text: "" }, { type: "sticker", uploaded: "1" }, "text"]) {
      const { results } = await collect(new Client(simulator.config.connectly).broadcast(wrong, below(3).map(phoneOf)));
      assert.deepEqual(outcomes(results), ["not_sent", "not_sent", "not_sent"]);
      for (const { error } of results) assert.ok(error.problems.length > 0);
    }
    assert.deepEqual(await simulator.received(), []);
  });

  test("to a recipient that is wrong: it alone is not sent", options, async () => {
    const list = [phoneOf(0), "nobody", null, { phone: phoneOf(1), bsuid: "US.1" }, phoneOf(2)];
    const { results } = await collect(new Client(simulator.config.connectly).broadcast(content, list));
    const byIndex = results.sort((one, other) => one.index - other.index);
    assert.deepEqual(outcomes(byIndex), ["sent", "not_sent", "not_sent", "not_sent", "sent"]);
    assert.deepEqual(byIndex.map(({ to }) => to), list);
    for (const { error } of byIndex.slice(1, 4)) assert.match(error.problems[0].path, /^\/to/);
  });

  test("goes on from a checkpoint", options, async () => {
    at.open();
    const list = below(10).map(phoneOf);
    const run = at.client().broadcast(content, list, { concurrency: 2 });
    let told = 0;
    for await (const { outcome } of run) {
      assert.equal(outcome, "sent");
      if ((told += 1) === 4) break;
    }
    await idle(run);
    const rest = at.client().broadcast(content, list, { resume: crossed(run) });
    assert.equal((await rest.done()).sent, 6);
    assert.deepEqual(at.arrived.map(({ to }) => to).sort(), list);
  });

  test("has the options of a run", options, async () => {
    await failure(() => new Client(simulator.config.connectly).broadcast(content, [], { reference: "a" }), {
      code: "invalid_config",
    });
  });
});
