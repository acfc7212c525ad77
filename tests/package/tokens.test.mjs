// Yeastar's tokens: a client that knows id, secret and address logs in by itself, once, and keeps one token alive.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Client, failure, options, phone as to } from "./support/hostile.mjs";
import { startSimulator } from "./support/private.mjs";
import { kinds, templates } from "./support/templates.mjs";

const text = (words = "Hello") => ({ to, content: { type: "text", text: words } });
const file = new File(["12345"], "a.png", { type: "image/png" });
const invoice = {
  ...{ type: "template", name: "invoice", language: "en", id: 1779, templateId: "1293546285747233" },
  ...{ header: { type: "document", file }, body: ["Ada"] },
};
let simulator;

before(async () => {
  simulator = await startSimulator();
}, options);
beforeEach(() => simulator.reset());
after(() => simulator?.stop());

const client = (more) => new Client(simulator.config.yeastar, more);
const received = async () => kinds("yeastar", await simulator.received());
const many = (count, work) => Promise.all(Array.from({ length: count }, (_, index) => work(index)));

test("one login serves a text, a file, a template, an upload and a list", options, async () => {
  const own = client();
  await own.send(text());
  await own.send({ to, content: { type: "image", file } });
  await own.send({ to, content: templates.yeastar });
  await own.send({ to, content: invoice });
  await own.upload(file);
  await own.templates({ channelId: 1 });
  assert.deepEqual(await received(), [
    ...["get_token", "session", "batchupload", "session", "template", "batchupload", "template"],
    ...["batchupload", "whatsapp_template"],
  ]);
  assert.deepEqual(await simulator.tokens(), { live: 1, most: 1, logins: 1, refreshes: 0 });
});

test("each kind of call logs in where it is the first", options, async () => {
  const calls = {
    upload: (own) => own.upload(file),
    templates: (own) => own.templates({ channelId: 1 }),
    "a file": (own) => own.send({ to, content: { type: "image", file } }),
  };
  for (const [name, call] of Object.entries(calls)) {
    await simulator.reset();
    await call(client());
    assert.equal((await simulator.tokens()).logins, 1, name);
  }
});

test("50 sends at once share one login", options, async () => {
  const own = client();
  await many(50, (index) => own.send(text(`${index}`)));
  assert.deepEqual(await simulator.tokens(), { live: 1, most: 1, logins: 1, refreshes: 0 });
});

test("a token that ends amid 50 sends is refreshed once", options, async () => {
  const own = client();
  await own.send(text());
  const running = many(25, (index) => own.send(text(`before ${index}`)));
  await simulator.expireTokens();
  await Promise.all([running, many(25, (index) => own.send(text(`after ${index}`)))]);
  assert.deepEqual(await simulator.tokens(), { live: 1, most: 1, logins: 1, refreshes: 1 });
  const refused = (await simulator.received()).filter(({ path }) => path.endsWith("refresh_token"));
  assert.equal(refused.length, 1);
});

test("a token that ended is found by its time, without a call in vain", options, async () => {
  const own = client();
  await own.send(text());
  // The client's own clock has not moved, so the PBX tells it.
  await simulator.advance(1_800_000);
  const receipt = await own.send(text());
  assert.equal(receipt.attempts, 2, "the repeat after an expired token counts");
  assert.deepEqual(await received(), ["get_token", "session", "session", "refresh_token", "session"]);
});

test("a token that ends between the upload and the message is renewed, and nothing is uploaded again", options, async () => {
  const own = client();
  await own.send(text());
  await simulator.fault({ provider: "yeastar", path: "message/send", body: { errcode: 10004, errmsg: "TOKEN EXPIRED" } });
  await own.send({ to, content: { type: "image", file } });
  assert.deepEqual((await received()).slice(2), ["batchupload", "session", "refresh_token", "session"]);
});

test("where the refresh is refused it logs in", options, async () => {
  const own = client();
  await own.send(text());
  await simulator.expireTokens();
  await simulator.fault({ provider: "yeastar", path: "refresh_token", body: { errcode: 10004, errmsg: "TOKEN EXPIRED" } });
  await many(10, () => own.send(text()));
  const { live, logins } = await simulator.tokens();
  assert.deepEqual([live, logins], [1, 2]);
});

test("a token that the PBX refuses at once ends the send, not the PBX's tokens", options, async () => {
  const expired = { provider: "yeastar", path: "message/send", times: 9, body: { errcode: 10004, errmsg: "TOKEN EXPIRED" } };
  await simulator.fault(expired);
  await failure(client().send(text()), { code: "unauthorized", outcome: "not_sent", attempts: 2, providerCode: "10004" });
  assert.deepEqual(await received(), ["get_token", "session", "refresh_token", "session"]);
});

test("a login refused for its credentials is not tried again", options, async () => {
  const wrong = new Client({ ...simulator.config.yeastar, clientSecret: "another" });
  const errors = await many(10, () => failure(wrong.send(text()), { outcome: "not_sent", attempts: 0, code: "unauthorized" }));
  await failure(wrong.upload(file), { outcome: "not_sent", code: "unauthorized" });
  await failure(wrong.templates({ channelId: 1 }), { outcome: "not_sent", code: "unauthorized" });
  assert.equal(errors.length, 10);
  assert.deepEqual(await received(), ["get_token"]);
});

test("a login that fails otherwise ends that send alone", options, async () => {
  for (const fault of [{ status: 500, body: "x" }, { cut: "before" }, { body: { errcode: 60002, errmsg: "MAX LIMITATION EXCEEDED" } }, { body: "{}" }]) {
    await simulator.reset();
    const own = client({ retry: false });
    await simulator.fault({ provider: "yeastar", path: "get_token", ...fault });
    await failure(own.send(text()), { outcome: "not_sent", attempts: 0 });
    await own.send(text());
    assert.deepEqual(await received(), ["get_token", "get_token", "session"]);
  }
});

test("an access token of the caller's is not renewed", options, async () => {
  const { clientId, clientSecret, ...rest } = simulator.config.yeastar;
  const own = new Client({ ...rest, accessToken: "ended" });
  const error = await failure(own.send(text()), { code: "unauthorized", outcome: "not_sent", attempts: 1 });
  assert.match(error.message, /Give a new one/);
  assert.deepEqual(await received(), ["session"]);
});

test("an abort while another logs in ends that send alone", options, async () => {
  const own = client();
  await simulator.fault({ provider: "yeastar", path: "get_token", delayMs: 300 });
  const controller = new AbortController();
  const first = own.send(text("first"));
  const waiting = own.send(text("waiting"), { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await failure(waiting, { code: "aborted", outcome: "not_sent", attempts: 0 });
  await first;
  assert.deepEqual(await received(), ["get_token", "session"]);
});

test("a login that its caller aborts leaves the gate to the next", options, async () => {
  const own = client();
  await simulator.fault({ provider: "yeastar", path: "get_token", delayMs: 30_000 });
  const controller = new AbortController();
  const first = own.send(text("first"), { signal: controller.signal });
  const others = many(5, () => own.send(text("next")));
  setTimeout(() => controller.abort(), 50);
  await failure(first, { code: "aborted", outcome: "not_sent", attempts: 0 });
  await others;
  assert.equal((await received()).filter((kind) => kind === "session").length, 5);
});
