// What a send ends with when its caller stops it, and that no listener stays behind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answering } from "./support/answering.mjs";
import {
  Client,
  aimed,
  answered,
  config,
  counting,
  direct,
  failure,
  faulty,
  once,
  options,
  providers,
  text,
} from "./support/hostile.mjs";
import { throwing } from "./support/input.mjs";
import { counted } from "./support/signal.mjs";

const ABORTED = { code: "aborted", retryable: false };

// That a send ends so whatever the reason is, in every runtime, is tested by the table of faults.
test("an abort while the answer is awaited ends the request", options, async () => {
  for (const provider of providers) {
    const controller = new AbortController();
    let given;
    const fetch = (request) => {
      given = request.signal;
      setTimeout(() => controller.abort(), 20);
      return faulty({ provider, delayMs: 30_000 })(request);
    };
    const client = new Client(config[provider], { fetch });
    const error = await failure(client.send(direct(provider), { signal: controller.signal }), {
      ...{ ...ABORTED, outcome: "unknown", attempts: 1, provider },
    });
    assert.equal(error.parts[0].outcome, "unknown");
    assert.equal(given.aborted, true, "the request goes on");
  }
});

test("aborted within fetch, or within onAttempt", options, async () => {
  for (const provider of providers) {
    const controller = new AbortController();
    const fetch = counting(() => {
      controller.abort();
      return new Promise(() => {});
    });
    await failure(new Client(config[provider], { fetch }).send(direct(provider), { signal: controller.signal }), {
      ...{ ...ABORTED, outcome: "unknown", attempts: 1 },
    });
    const earlier = new AbortController();
    const leaving = counting();
    const client = new Client(config[provider], { fetch: leaving, onAttempt: () => earlier.abort() });
    await failure(client.send(direct(provider), { signal: earlier.signal }), { ...ABORTED, outcome: "not_sent", attempts: 0 });
    assert.equal(leaving.count, 0);
  }
});

test("aborted while a body is read, and while a repeat is awaited", options, async () => {
  for (const provider of providers) {
    const server = await answering((_, response) => response.writeHead(200).write("{"));
    const controller = new AbortController();
    const reading = new Client(aimed(provider, server.url)).send(direct(provider), { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await failure(reading, { ...ABORTED, outcome: "unknown", attempts: 1 });
    server.stop();

    const later = new AbortController();
    const fetch = counting(async () => new Response("", { status: 429, headers: { "retry-after": "30" } }));
    const waiting = new Client(config[provider], { fetch }).send(direct(provider), { signal: later.signal });
    setTimeout(() => later.abort("enough"), 50);
    await failure(waiting, { ...ABORTED, outcome: "not_sent", attempts: 1 });
    assert.equal(fetch.count, 1);
  }
});

test("no listener is left on the signal, however the send ends", options, async () => {
  for (const provider of providers) {
    const { signal, listeners, controller } = counted();
    const client = new Client(config[provider], { ...once, fetch: answered(provider) });
    const sending = client.send(direct(provider), { signal });
    assert.equal(listeners.size, 1);
    assert.equal((await sending).messageId, "71");
    await failure(client.send(null, { signal }), { code: "invalid_message" });
    await failure(client.send(text(), { signal, unknown: 1 }), { code: "invalid_config" });
    await failure(new Client(config[provider], { ...once, fetch: throwing(1) }).send(direct(provider), { signal }));
    const hanging = new Client(config[provider], { ...once, fetch: () => new Promise(() => {}) });
    await failure(hanging.send(direct(provider), { signal, timeoutMs: 20 }), { code: "timeout" });
    const stopped = hanging.send(direct(provider), { signal });
    setTimeout(() => controller.abort(), 20);
    await failure(stopped, ABORTED);
    await failure(client.send(direct(provider), { signal }), { ...ABORTED, outcome: "not_sent" });
    assert.equal(listeners.size, 0);
  }
});

test("an abort after the end changes nothing", options, async () => {
  for (const provider of providers) {
    const controller = new AbortController();
    const client = new Client(config[provider], { fetch: answered(provider) });
    const receipt = await client.send(direct(provider), { signal: controller.signal });
    controller.abort();
    assert.equal(receipt.messageId, "71");
    assert.equal((await client.send(direct(provider))).messageId, "71");
  }
});

test("a signal of another make is listened to", options, async () => {
  const signal = Object.assign(new EventTarget(), { aborted: false });
  const client = new Client(config.connectly, { fetch: () => new Promise(() => {}) });
  const sending = client.send(text(), { signal });
  setTimeout(() => {
    signal.aborted = true;
    signal.dispatchEvent(new Event("abort"));
  }, 20);
  await failure(sending, { ...ABORTED, outcome: "unknown" });
});

test("a signal that cannot be let go of takes nothing from the receipt", options, async () => {
  const signal = { aborted: false, addEventListener() {}, removeEventListener: throwing(new Error("x")) };
  const client = new Client(config.connectly, { fetch: answered("connectly") });
  assert.equal((await client.send(text(), { signal })).messageId, "71");
});

test("one signal for many sends stops them all, and no other", options, async () => {
  const { controller, signal, listeners } = counted();
  const client = new Client(config.connectly, { fetch: faulty({ provider: "connectly", delayMs: 200 }) });
  const stopped = Array.from({ length: 50 }, () => failure(client.send(text(), { signal }), ABORTED));
  const other = client.send(text("goes on"));
  assert.equal(listeners.size, 50);
  setTimeout(() => controller.abort(), 50);
  await Promise.all(stopped);
  assert.equal(listeners.size, 0);
  assert.match((await other).messageId, /^\S+$/);
});
