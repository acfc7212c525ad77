// What a send ends with when its caller stops it, its connection is never made, its client is freed or its callbacks misbehave.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { answering } from "./support/answering.mjs";
import { counted } from "./support/signal.mjs";
import { consumer, installed } from "./support/consumer.mjs";
import {
  Client,
  SessageError,
  aimed,
  config,
  counting,
  direct,
  entry,
  failure,
  faulty,
  isSessageError,
  once,
  options,
  providers,
  sessage,
  taken,
  text,
} from "./support/hostile.mjs";

const ABORTED = { code: "aborted", retryable: false };
const throws = (value) => () => {
  throw value;
};
const answered = (provider) => async () => Response.json(taken[provider]);

// ---- aborting

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
    await failure(new Client(config[provider], { ...once, fetch: throws(1) }).send(direct(provider), { signal }));
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
  const signal = { aborted: false, addEventListener() {}, removeEventListener: throws(new Error("x")) };
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

// ---- connections that are never made

const REFUSED = { code: "network", outcome: "not_sent", retryable: true };
// That nobody listens is a row of the table of faults.
test("a host that no name leads to", options, async () => {
  for (const provider of providers) {
    const client = new Client(aimed(provider, "https://sessage.invalid"), { ...once, timeoutMs: 30_000 });
    await failure(client.send(direct(provider)), REFUSED);
  }
});
test("a port that fetch refuses to call", options, async () => {
  for (const provider of providers) {
    const error = await failure(new Client(aimed(provider, "http://127.0.0.1:9"), once).send(direct(provider)));
    assert.deepEqual([error.code, error.outcome], ["network", "not_sent"]);
  }
});
test("a server that speaks no TLS", options, async () => {
  const server = await answering(() => {});
  for (const provider of providers) {
    const client = new Client(aimed(provider, server.url.replace("http:", "https:")), once);
    const error = await failure(client.send(direct(provider)), { code: "network" });
    assert.notEqual(error.outcome, "partial");
  }
  assert.equal(server.requests, 0);
  server.stop();
});

const causes = {
  ECONNREFUSED: "not_sent",
  ENOTFOUND: "not_sent",
  EAI_AGAIN: "not_sent",
  EHOSTUNREACH: "not_sent",
  ENETUNREACH: "not_sent",
  UND_ERR_CONNECT_TIMEOUT: "not_sent",
  ECONNRESET: "unknown",
  EPIPE: "unknown",
  ETIMEDOUT: "unknown",
  UND_ERR_SOCKET: "unknown",
  UND_ERR_HEADERS_TIMEOUT: "unknown",
  UND_ERR_BODY_TIMEOUT: "unknown",
  ABORT_ERR: "unknown",
  "": "unknown",
};
test("causes that a runtime names", options, async () => {
  for (const [code, outcome] of Object.entries(causes)) {
    const error = Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(code), { code }) });
    const fetch = counting(() => Promise.reject(error));
    await failure(new Client(config.connectly, { ...once, fetch }).send(text()), { code: "network", outcome, retryable: outcome === "not_sent" });
  }
});

// ---- callbacks that misbehave

const callbacks = {
  "throws an Error": throws(new Error("x")),
  "throws undefined": throws(undefined),
  "throws what throws": throws(new Proxy({}, { get: throws(1), getPrototypeOf: throws(1) })),
  rejects: () => Promise.reject(new Error("x")),
  "rejects with undefined": async () => {
    throw undefined;
  },
  "gives a promise whose then throws": () => Object.assign(Promise.resolve(), { then: throws(new Error("x")) }),
  "changes the event": (event) => Object.keys(event).forEach((key) => delete event[key]),
  "freezes the event": (event) => Object.freeze(event),
};
for (const [name, onAttempt] of Object.entries(callbacks)) {
  test(`onAttempt ${name}`, options, async () => {
    for (const provider of providers) {
      const client = new Client(config[provider], { onAttempt });
      assert.match((await client.send(text(`onAttempt ${name}`))).messageId, /^\S+$/);
    }
  });
}

test("onAttempt that sends, validates and makes clients", options, async () => {
  for (const provider of providers) {
    const inner = [];
    const client = new Client(config[provider], {
      fetch: answered(provider),
      onAttempt: ({ phase }) => {
        if (inner.length >= 6) return;
        assert.deepEqual(client.validate(direct(provider)), []);
        new Client(config.islash).free();
        inner.push(client.send(direct(provider, phase)));
      },
    });
    const receipts = [await client.send(direct(provider)), ...(await Promise.all(inner))];
    assert.equal(receipts.length, 7);
    assert.ok(receipts.every(({ messageId }) => messageId === "71"));
  }
});

test("fetch that sends over the same client", options, async () => {
  for (const provider of providers) {
    let depth = 0;
    const client = new Client(config[provider], {
      fetch: async () => {
        depth += 1;
        if (depth < 5) await client.send(direct(provider));
        return Response.json(taken[provider]);
      },
    });
    assert.equal((await client.send(direct(provider))).messageId, "71");
    assert.equal(depth, 5);
  }
});

// ---- after free

test("what runs when a client is freed finishes; what comes later is closed", options, async () => {
  for (const provider of providers) {
    const client = new Client(config[provider], { fetch: faulty({ provider, delayMs: 100 }) });
    const running = Array.from({ length: 5 }, (_, index) => client.send(text(`freed ${index}`)));
    client.free();
    for (const receipt of await Promise.all(running)) assert.match(receipt.messageId, /^\S+$/);
    const closed = { code: "closed", outcome: "not_sent", retryable: false, attempts: 0 };
    await failure(client.send(text()), closed);
    await failure(() => client.validate(text()), closed);
    await failure(() => client.provider, closed);
    client.free();
    client[Symbol.dispose ?? Symbol.for("Symbol.dispose")]();
    await failure(client.send(text()), closed);
  }
});

test("a client disposed of is closed", options, async () => {
  const client = new Client(config.islash);
  client[Symbol.dispose ?? Symbol.for("Symbol.dispose")]();
  await failure(client.send(text()), { code: "closed" });
});

test("fetch and onAttempt that free the client", options, async () => {
  for (const provider of providers) {
    const byFetch = new Client(config[provider], {
      fetch: async () => {
        byFetch.free();
        return Response.json(taken[provider]);
      },
    });
    assert.equal((await byFetch.send(direct(provider))).messageId, "71");
    await failure(byFetch.send(direct(provider)), { code: "closed" });
    const byEvent = new Client(config[provider], { fetch: answered(provider), onAttempt: () => byEvent.free() });
    assert.equal((await byEvent.send(direct(provider))).messageId, "71");
    await failure(byEvent.send(direct(provider)), { code: "closed" });
  }
});

test("a freed client leaves the others as they were", options, async () => {
  const clients = Array.from({ length: 100 }, () => new Client(config.connectly, { fetch: answered("connectly") }));
  for (const [index, client] of clients.entries()) if (index % 2) client.free();
  for (const [index, client] of clients.entries()) {
    if (index % 2) await failure(client.send(text()), { code: "closed" });
    else assert.equal((await client.send(text())).messageId, "71");
  }
});

test("methods apart from their client", options, async () => {
  const client = new Client(config.islash);
  const { send, validate, free } = client;
  await assert.rejects(send.call(undefined, text()), TypeError);
  await assert.rejects(send.call({}, text()), TypeError);
  assert.throws(() => validate.call(Object.create(Client.prototype), text()), TypeError);
  assert.throws(() => free.call({}), TypeError);
  assert.throws(() => Client(config.islash), TypeError);
  assert.deepEqual(client.validate(text()), []);
});

// ---- before init

test("before init every call says not_initialised", options, async () => {
  const program = `
    const sessage = await import(${JSON.stringify(entry("browser.js"))});
    const found = {};
    const calls = {
      Client: () => new sessage.Client({ provider: "islash" }),
      "Client of nothing": () => new sessage.Client(),
      validate: () => sessage.validate({}, "islash"),
      "validate of nothing": () => sessage.validate(),
    };
    for (const [name, call] of Object.entries(calls)) {
      try { await call(); found[name] = "no error"; }
      catch (error) { found[name] = [error.code, error.outcome, error instanceof sessage.SessageError, sessage.isSessageError(error)]; }
    }
    found.providers = sessage.providers;
    const { readFileSync } = await import("node:fs");
    await Promise.all([1, 2].map(() => sessage.default(readFileSync(new URL(${JSON.stringify(entry("sessage_bg.wasm"))})))));
    await sessage.default();
    found.after = sessage.validate({}, "islash").length;
    console.log(JSON.stringify(found));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
  const found = JSON.parse(stdout);
  for (const name of ["Client", "Client of nothing", "validate", "validate of nothing"]) {
    assert.deepEqual(found[name], ["not_initialised", "not_sent", true, true], name);
  }
  assert.deepEqual(found.providers, providers);
  assert.ok(found.after > 0);
});

test("init refuses what is no module, and may be asked again", options, async () => {
  const program = `
    const sessage = await import(${JSON.stringify(entry("browser.js"))});
    const { readFileSync } = await import("node:fs");
    const wrong = [() => 7, () => "", () => ({}), () => new Uint8Array(3), () => Promise.reject(undefined), () => new Response("x", { status: 404 }), () => "http://127.0.0.1:9/x.wasm", () => Symbol("x")];
    let refused = 0;
    for (const source of wrong) await sessage.default(source()).then(() => {}, () => { refused += 1; });
    await sessage.default(readFileSync(new URL(${JSON.stringify(entry("sessage_bg.wasm"))})));
    console.log(JSON.stringify([refused === wrong.length, sessage.validate(null, "islash").length]));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
  assert.deepEqual(JSON.parse(stdout), [true, 1]);
});

// ---- telling a SessageError

const brand = Symbol.for("sessage.SessageError");
test("what is no SessageError", options, () => {
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const others = [
    ...[undefined, null, 0, NaN, "", "SessageError", true, 1n, Symbol("x"), brand, () => {}, SessageError, SessageError.prototype.constructor],
    ...[{}, [], new Error("x"), { name: "SessageError" }, { code: "rejected", problems: [] }, Object.create(null)],
    ...[new Proxy({}, { get: throws(new Error("x")) }), new Proxy({}, { get: throws(undefined) }), revoked],
    ...[{ [brand]: "true" }, { get [brand]() { throw new Error("x"); } }, new Map(), new DOMException("x", "AbortError")],
  ];
  for (const other of others) assert.equal(isSessageError(other), false);
});

test("a SessageError is told by every copy of the package", options, async () => {
  const copy = `${consumer}/copy-of-sessage`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(installed, copy, { recursive: true });
  const other = await import(pathToFileURL(`${copy}/node.js`));
  assert.notEqual(other.SessageError, SessageError);
  const ours = await failure(() => new Client(null));
  const theirs = await new other.Client(config.islash).send(null).then(assert.fail, (error) => error);
  assert.equal(theirs instanceof SessageError, false);
  assert.deepEqual([isSessageError(theirs), other.isSessageError(ours)], [true, true]);
  const inline = await import(entry("inline.js"));
  const client = new inline.Client(config.islash);
  assert.equal(isSessageError(await client.send(null).then(assert.fail, (error) => error)), true);
  rmSync(copy, { recursive: true, force: true });
});

test("an error is an Error that prints, survives JSON and lists its fields", options, async () => {
  const error = await failure(new Client(config.islash).send({}), { code: "invalid_message" });
  assert.ok(error instanceof Error);
  assert.equal(error.name, "SessageError");
  assert.equal(Object.prototype.toString.call(error), "[object Error]");
  assert.match(String(error), /^SessageError: /);
  assert.match(error.stack, /outcomes\.test\.mjs/);
  const { problems, parts, code } = JSON.parse(JSON.stringify(error));
  assert.deepEqual([problems, parts, code], [error.problems, error.parts, error.code]);
  assert.deepEqual(structuredClone({ ...error }), { ...error });
});

test("what is handed out is plain", options, async () => {
  const plain = (value) => {
    if (typeof value !== "object" || value === null) return typeof value !== "bigint" && typeof value !== "function";
    const prototype = Object.getPrototypeOf(value);
    return (prototype === Object.prototype || prototype === Array.prototype) && Object.values(value).every(plain);
  };
  for (const provider of providers) {
    const events = [];
    const client = new Client(config[provider], { onAttempt: (event) => events.push(event) });
    const receipt = await client.send(text("plain"));
    assert.ok(plain(receipt) && plain(events) && plain(client.validate({})) && plain(sessage.validate(null, provider)));
    assert.deepEqual(receipt, JSON.parse(JSON.stringify(receipt)));
  }
});
