// Closed session windows: known before sending or told by the provider, with a template to fall back on and without one.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Client, direct, failure, once, options, phone, providers, sessage } from "./support/hostile.mjs";
import { startSimulator } from "./support/private.mjs";
import { kinds, templates } from "./support/templates.mjs";

const HOUR = 3_600_000;
const hoursAgo = (hours) => Date.now() - hours * HOUR;
const CLOSED = { code: "window_closed", outcome: "not_sent", retryable: false };
const content = { type: "text", text: "Hello" };
let simulator, closed;

before(async () => {
  simulator = await startSimulator({ login: false });
  const { islash, connectly, texter, yeastar } = simulator.known;
  closed = {
    islash: `+${islash.closedWindow.identity}`,
    connectly: connectly.closedWindow.number,
    texter: { conversationId: texter.closedWindow.chatId, phone: texter.closedWindow.phone },
    yeastar: yeastar.closedWindow.to,
  };
}, options);
beforeEach(() => simulator.reset());
after(() => simulator?.stop());

const client = (provider, more) => new Client(simulator.config[provider], more);
const received = async (provider) => kinds(provider, await simulator.received());
/** A message that leaves in one call, and its template. */
const late = (provider) => ({ to: phone, content, lastInboundAt: hoursAgo(25), fallback: templates[provider] });

for (const provider of providers) {
  test(`${provider}: known to be closed, without a fallback no request leaves`, options, async () => {
    const { fallback: _, ...message } = late(provider);
    const error = await failure(client(provider).send(message), { ...CLOSED, attempts: 0, provider });
    assert.deepEqual(error.parts, [{ index: 0, outcome: "not_sent" }]);
    assert.deepEqual(await received(provider), []);
  });

  test(`${provider}: known to be closed, only the fallback leaves`, options, async () => {
    const receipt = await client(provider).send(late(provider));
    assert.deepEqual([receipt.usedFallback, receipt.attempts, receipt.changes], [true, 1, []]);
    assert.deepEqual(receipt.parts.map(({ outcome }) => outcome), ["sent"]);
    assert.deepEqual(await received(provider), ["template"]);
  });

  test(`${provider}: found closed, the fallback leaves once`, options, async () => {
    const message = { to: closed[provider], content, fallback: templates[provider] };
    const receipt = await client(provider).send(message);
    assert.deepEqual([receipt.usedFallback, receipt.attempts], [true, 2]);
    assert.deepEqual(await received(provider), ["session", "template"]);
  });

  test(`${provider}: found closed, without a fallback`, options, async () => {
    await failure(client(provider).send({ to: closed[provider], content }), { ...CLOSED, attempts: 1 });
    assert.deepEqual(await received(provider), ["session"]);
  });

  test(`${provider}: a long message that is closed becomes one template`, options, async () => {
    const long = { ...late(provider), content: { type: "text", text: "Hello. ".repeat(2000) } };
    const receipt = await client(provider).send(long, { adapt: "reshape" });
    assert.deepEqual([receipt.usedFallback, receipt.parts.length, receipt.changes], [true, 1, []]);
    assert.deepEqual(await received(provider), ["template"]);
  });

  test(`${provider}: where the message may be out, nothing follows it`, options, async () => {
    for (const cut of ["before", "body"]) {
      await simulator.reset();
      await simulator.fault({ provider, cut });
      const message = { ...direct(provider), fallback: templates[provider] };
      if (provider === "texter") message.to.phone = phone;
      await failure(client(provider, once).send(message), { outcome: "unknown", attempts: 1 });
      assert.deepEqual(await received(provider), ["session"]);
    }
  });

  test(`${provider}: an open window needs no template`, options, async () => {
    const message = { ...late(provider), lastInboundAt: hoursAgo(23) };
    assert.equal((await client(provider).send(message)).usedFallback, false);
    assert.equal((await received(provider)).includes("template"), false);
  });

  test(`${provider}: other failures need no template`, options, async () => {
    await simulator.fault({ provider, status: 400, body: "{}" });
    const message = { ...direct(provider), fallback: templates[provider] };
    if (provider === "texter") message.to.phone = phone;
    await failure(client(provider, once).send(message), { outcome: "not_sent", attempts: 1 });
    assert.deepEqual(await received(provider), ["session"]);
  });

  test(`${provider}: a fallback that is refused is not sent again`, options, async () => {
    await simulator.fault({ provider, skip: 1, status: 400, body: "{}" });
    const message = { to: closed[provider], content, fallback: templates[provider] };
    const error = await failure(client(provider).send(message), { outcome: "not_sent", attempts: 2 });
    assert.deepEqual(error.parts, [{ index: 0, outcome: "not_sent" }]);
    assert.deepEqual(await received(provider), ["session", "template"]);
  });

  test(`${provider}: a fallback that may be out leaves every part unknown`, options, async () => {
    await simulator.fault({ provider, cut: "before" });
    const long = { ...late(provider), content: { type: "text", text: "Hello. ".repeat(1000) } };
    const error = await failure(client(provider, once).send(long, { adapt: "reshape" }), { outcome: "unknown", attempts: 1 });
    assert.deepEqual(error.parts.map(({ outcome }) => outcome), ["unknown", "unknown"]);
    assert.deepEqual(await received(provider), ["template"]);
    const again = client(provider).send(long, { adapt: "reshape", resume: error.parts });
    await failure(again, { code: "conflict", outcome: "unknown", attempts: 0 });
    assert.deepEqual(await received(provider), ["template"]);
  });

  test(`${provider}: a template is sent at any time`, options, async () => {
    const message = { to: closed[provider], content: templates[provider], lastInboundAt: 0 };
    assert.equal((await client(provider).send(message)).usedFallback, false);
    assert.deepEqual(await received(provider), ["template"]);
  });

  test(`${provider}: the plan says the same`, options, () => {
    const open = client(provider).plan({ ...late(provider), lastInboundAt: hoursAgo(1) });
    const shut = client(provider).plan(late(provider));
    const { fallback: _, ...without } = late(provider);
    const left = client(provider).plan(without);
    const first = provider === "texter" ? ["lookup"] : [];
    assert.deepEqual(open.requests.map(({ purpose }) => purpose), [...first, "send", "send"]);
    assert.deepEqual(shut.requests, open.requests.slice(-1));
    assert.deepEqual(left.requests, []);
    assert.deepEqual(left.problems.map(({ path, severity }) => [path, severity]), [["/lastInboundAt", "warning"]]);
    assert.deepEqual(client(provider).validate(without), []);
  });
}

test("once a part is out, no template follows", options, async () => {
  const codes = { islash: "131047", connectly: "ERROR_CODE_MESSAGE_OUTSIDE_OF_ELIGIBILITY_WINDOW" };
  for (const [provider, code] of Object.entries(codes)) {
    await simulator.reset();
    await simulator.fault({ provider, skip: 1, preset: "provider_error", code, message: "closed" });
    const message = { to: phone, content: { type: "text", text: "Hello. ".repeat(1000) }, fallback: templates[provider] };
    const error = await failure(client(provider).send(message, { adapt: "reshape" }), { code: "window_closed", outcome: "partial" });
    assert.deepEqual(error.parts.map(({ outcome }) => outcome), ["sent", "not_sent"]);
    assert.deepEqual(await received(provider), ["session", "session"]);
  }
});

test("a tag opens the window", options, async () => {
  const message = { to: phone, content, lastInboundAt: 0, messageTag: "HUMAN_AGENT" };
  assert.equal((await client("yeastar").send(message)).usedFallback, false);
});

test("Texter's fallback to a chat needs the phone too", options, async () => {
  const message = { to: { conversationId: "67a87067aeedqdee1271ck4d" }, content, fallback: templates.texter };
  const found = client("texter").validate(message);
  assert.deepEqual(found.map(({ path, code }) => [path, code]), [["/to/phone", "required"]]);
});

// ---- problems of a fallback stand at /fallback, beside those of the message

const wrong = {
  "no template": ["islash", { type: "text", text: "Hello" }, "/fallback/type"],
  "no object": ["islash", "payment_update_en", "/fallback"],
  "a list": ["islash", [templates.islash], "/fallback"],
  "no name": ["texter", { type: "template" }, "/fallback/name"],
  "no language": ["connectly", { type: "template", name: "hello" }, "/fallback/language"],
  "no ids": ["yeastar", { type: "template", name: "invoice", language: "en" }, "/fallback/templateId"],
  "too many values": ["islash", { ...templates.islash, body: ["a", "b", "c", "d"] }, "/fallback/body"],
  "a value with a line break": ["texter", { ...templates.texter, body: ["a", "b\nc"] }, "/fallback/body/1"],
  "a field that there is none of": ["texter", { ...templates.texter, footer: "x" }, "/fallback/footer"],
  "what throws": ["texter", { get name() { throw new Error("x"); }, type: "template" }, "/fallback/name"],
  "a cycle": ["texter", (() => { const own = { ...templates.texter }; return Object.assign(own, { header: own }); })(), "/fallback/header"],
};
for (const [name, [provider, fallback, path]] of Object.entries(wrong)) {
  test(`a fallback that is wrong: ${name}`, options, async () => {
    const message = { to: phone, content: { type: "text", text: "" }, fallback };
    for (const found of [client(provider).validate(message), sessage.validate(message, provider), client(provider).plan(message).problems]) {
      const paths = found.map((problem) => problem.path);
      assert.ok(paths.includes(path) && paths.includes("/content/text"), JSON.stringify(found));
    }
    const error = await failure(client(provider).send(message), { code: "invalid_message", attempts: 0 });
    assert.ok(error.problems.some((problem) => problem.path === path));
    assert.deepEqual(await simulator.received(), []);
  });
}

test("a time that is none", options, async () => {
  for (const lastInboundAt of [-1, 0.5, NaN, Infinity, "0", null, new Date(), 1n, {}]) {
    const found = sessage.validate({ to: phone, content, lastInboundAt }, "islash");
    assert.deepEqual(found.map(({ path }) => path), ["/lastInboundAt"], String(lastInboundAt));
  }
});
