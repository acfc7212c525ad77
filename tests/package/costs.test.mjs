// What an attacker or an accident makes the package do: what enters the module and what comes out of it is bounded.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, answered, direct, entry, failure, once, options, phone, sessage, taken, text } from "./support/hostile.mjs";
import { config } from "./support/simulator.mjs";

const { plain } = await import(entry("plain.js"));
const LIMIT = 1024 * 1024;

test("of 30 MB of text in one field nothing enters the module", options, () => {
  const { text: written } = plain(text("a".repeat(30_000_000)));
  assert.ok(written.length < 200, `${written.length} characters`);
  for (const provider of ["islash", "connectly", "texter", "yeastar"]) {
    const [problem, ...others] = sessage.validate(text("é".repeat(LIMIT)), provider);
    assert.deepEqual(others, []);
    const { path, code, limit, actual, unit } = problem;
    const before = phone.length + "text".length;
    assert.deepEqual([path, code, limit, actual, unit], ["/content/text", "too_large", LIMIT, 2 * LIMIT + before, "bytes"]);
  }
});

test("what fits after a text that does not is read as it is, and no more than fits enters", options, () => {
  const half = "a".repeat(LIMIT / 2);
  const message = { to: phone, content: { type: "text", text: half, a: half, b: half, c: "x", d: half } };
  const { text: written } = plain(message);
  assert.ok(written.length < LIMIT + 200, `${written.length} characters`);
  const problems = sessage.validate(message, "connectly");
  const told = problems.map(({ path, code }) => [path, code]);
  assert.deepEqual(told, [["/content/a", "too_large"], ["/content/text", "too_long"], ["/content/c", "unknown_field"]]);
});

test("a message of exactly as much text as fits is measured by its own limits", options, () => {
  const words = "é".repeat((LIMIT - phone.length - "text".length) / 2 - 1);
  for (const more of ["", "ab"].map((end) => words + end)) {
    const problems = sessage.validate(text(more), "connectly");
    assert.deepEqual(problems.map(({ code }) => code), ["too_long"]);
  }
  const beyond = sessage.validate(text(`${words}abcd`), "connectly");
  assert.deepEqual(beyond.map(({ code }) => code), ["too_large"]);
});

test("the names of fields are bounded as their texts are", options, () => {
  const names = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`${"n".repeat(1_000)}${index}`, 1]));
  assert.ok(plain({ ...text(), ...names }).text.length < 2 * LIMIT);
  const [problem] = sessage.validate({ to: phone, content: names }, "connectly");
  assert.deepEqual([problem.path, problem.code], ["/content", "too_large"]);
});

test("a file's name and type count as text", options, () => {
  const file = new File(["x"], "n".repeat(2_000_000), { type: "image/png" });
  const { text: written } = plain({ to: phone, content: { type: "image", file } });
  assert.ok(written.length < 300, `${written.length} characters`);
  const [problem] = sessage.validate({ to: phone, content: { type: "image", file } }, "islash");
  assert.deepEqual([problem.path, problem.code], ["/content/file", "too_large"]);
});

test("each part of a message is read once", options, () => {
  let reads = 0;
  const counted = (value) =>
    typeof value === "object"
      ? new Proxy(value, {
          get(target, key) {
            reads += 1;
            return counted(target[key]);
          },
        })
      : value;
  const rows = Array.from({ length: 5_000 }, () => ({}));
  sessage.validate({ to: phone, content: { type: "list", text: "t", button: "b", sections: [{ rows: counted(rows) }] } }, "texter");
  // The length is asked for before each.
  assert.ok(reads <= 2 * rows.length + 10, `${reads} reads`);
});

test("a configuration and options are bounded too", options, async () => {
  const huge = "a".repeat(2_000_000);
  const wrong = [
    [{ ...config.texter, token: huge }, {}, "/token"],
    [config.texter, { adapt: huge }, "/adapt"],
  ];
  for (const [given, settings, path] of wrong) {
    const error = await failure(() => new Client(given, settings), { code: "invalid_config" });
    assert.deepEqual(error.problems.map((it) => [it.path, it.code]), [[path, "too_large"]]);
  }
});

test("a source of many messages as a whole has no bound", options, async () => {
  const fetch = answered("connectly");
  const client = new Client(config.connectly, { fetch, adapt: "reshape", maxParts: 1000 });
  const run = client.sendMany((function* () {
    for (let index = 0; index < 3; index += 1) yield text("a".repeat(700_000));
  })());
  assert.equal((await run.done()).sent, 3);
});

test("a message of too many parts is refused before anything leaves", options, async () => {
  const client = new Client(config.connectly, { fetch: () => assert.fail("a request left"), adapt: "reshape" });
  const error = await failure(client.send(text("word ".repeat(100_000))), { code: "invalid_message", outcome: "not_sent" });
  const [{ path, code, limit, actual, unit }] = error.problems;
  assert.deepEqual([path, code, limit, unit], ["/content/text", "too_many", 20, "items"]);
  assert.ok(actual > 20);
  for (const maxParts of [0, 1.5, "2", -1]) {
    await failure(() => new Client(config.connectly, { maxParts }), { code: "invalid_config" });
  }
});

test("a list of 10,000 chats is read, and an answer to a send is not that large", options, async () => {
  const chat = (index) => ({ _id: `c${index}`, title: "x".repeat(800), channelInfo: { id: "1", name: "whatsapp" } });
  const chats = Array.from({ length: 10_000 }, (_, index) => chat(index));
  const fetch = async (request) => Response.json(/search/.test(request.url) ? { success: true, data: chats, total: 10_000 } : { ...taken.texter, chats });
  const client = new Client(config.texter, { ...once, fetch });
  const found = await client.chats({ search: "x", limit: 10_000 });
  assert.equal(found.length, 10_000);
  await failure(client.send(direct("texter")), { code: "bad_response", outcome: "unknown" });
  const larger = new Client(config.texter, { ...once, fetch: async () => Response.json({ success: true, data: chats, more: "x".repeat(16 * LIMIT) }) });
  await failure(larger.chats({ search: "x", limit: 10_000 }), { code: "bad_response", outcome: "not_sent" });
});
