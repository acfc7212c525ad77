// What a send ends with when its connection is never made, its client is freed or its callbacks misbehave.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import vm from "node:vm";
import { build } from "esbuild";
import { answering } from "./support/answering.mjs";
import {
  Client,
  aimed,
  answered,
  config,
  counting,
  direct,
  entry,
  failure,
  faulty,
  once,
  options,
  providers,
  sessage,
  taken,
  text,
} from "./support/hostile.mjs";
import { throwing } from "./support/input.mjs";

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
    await failure(client.send(direct(provider)), { code: "network", outcome: "not_sent", retryable: true });
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
  "throws an Error": throwing(new Error("x")),
  "throws undefined": throwing(undefined),
  "throws what throws": throwing(new Proxy({}, { get: throwing(1), getPrototypeOf: throwing(1) })),
  rejects: () => Promise.reject(new Error("x")),
  "rejects with undefined": async () => {
    throw undefined;
  },
  "gives a promise whose then throws": () => Object.assign(Promise.resolve(), { then: throwing(new Error("x")) }),
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

test("init of a classic script, which has no address, rejects and takes the module by hand", options, async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry("browser.js"))],
    bundle: true,
    format: "iife",
    globalName: "bundled",
    logLevel: "silent",
    write: false,
  });
  const bundled = vm.runInThisContext(`${outputFiles[0].text}; bundled`);
  // What is thrown at once is no rejection here.
  await assert.rejects(() => bundled.default(), TypeError);
  await bundled.default(readFileSync(new URL(entry("sessage_bg.wasm"))));
  assert.equal(bundled.validate(null, "islash").length, 1);
});
