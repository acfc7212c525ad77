// The caller's store of tokens: clients that share one share a login, and a store that misbehaves harms no send.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { inspect } from "node:util";
import { Client, failure, options, phone as to } from "./support/hostile.mjs";
import { proxy, revoked, throwing, venom } from "./support/input.mjs";
import { startSimulator } from "./support/private.mjs";
import { kinds } from "./support/templates.mjs";

const text = (words = "Hello") => ({ to, content: { type: "text", text: words } });
let simulator;

before(async () => {
  simulator = await startSimulator();
}, options);
beforeEach(() => simulator.reset());
after(() => simulator?.stop());

const client = (tokenStore, more) => new Client(simulator.config.yeastar, { tokenStore, ...more });
const received = async () => kinds("yeastar", await simulator.received());

/** A store whose methods are its class's, and that knows how often they were called. */
class Shelf {
  calls = [];
  async get() {
    this.calls.push("get");
    return this.tokens;
  }
  async set(tokens) {
    this.calls.push("set");
    this.tokens = tokens;
  }
}
class Inherited extends Shelf {}

test("what is stored is plain, and what a login gave", options, async () => {
  const shelf = new Inherited();
  const began = Date.now();
  await client(shelf).send(text());
  assert.deepEqual(shelf.calls, ["get", "set"]);
  assert.deepEqual(Object.keys(shelf.tokens).sort(), ["accessToken", "expiresAt", "refreshExpiresAt", "refreshToken"]);
  assert.equal(Object.getPrototypeOf(shelf.tokens), Object.prototype);
  const { expiresAt, refreshExpiresAt } = shelf.tokens;
  assert.ok(expiresAt >= began + 1_800_000 && expiresAt <= Date.now() + 1_800_000);
  assert.ok(refreshExpiresAt >= began + 86_400_000);
});

test("two clients of one store log in once", options, async () => {
  const shelf = new Shelf();
  await client(shelf).send(text("one"));
  await Promise.all([client(shelf), client(shelf)].map((it) => it.send(text("two"))));
  assert.deepEqual(await simulator.tokens(), { live: 1, most: 1, logins: 1, refreshes: 0 });
  assert.deepEqual(shelf.calls, ["get", "set", "get", "get"]);
});

test("a token that another client renewed is taken from the store", options, async () => {
  const shelf = new Shelf();
  const [one, two] = [client(shelf), client(shelf)];
  await one.send(text());
  await two.send(text());
  await simulator.expireTokens();
  await one.send(text());
  // Its refresh token ended with that; the store has the new pair.
  await two.send(text());
  assert.deepEqual(await simulator.tokens(), { live: 1, most: 1, logins: 1, refreshes: 1 });
});

test("many sends read the store once and write it once", options, async () => {
  const shelf = new Shelf();
  const own = client(shelf);
  await Promise.all(Array.from({ length: 50 }, () => own.send(text())));
  assert.deepEqual(shelf.calls, ["get", "set"]);
  await simulator.expireTokens();
  await Promise.all(Array.from({ length: 50 }, () => own.send(text())));
  assert.deepEqual(shelf.calls, ["get", "set", "set"]);
  assert.deepEqual(await simulator.tokens(), { live: 1, most: 1, logins: 1, refreshes: 1 });
});

test("stored tokens that have ended are refreshed, or a login follows", options, async () => {
  const shelf = new Shelf();
  await client(shelf).send(text());
  shelf.tokens = { ...shelf.tokens, expiresAt: 0 };
  await client(shelf).send(text());
  assert.deepEqual((await received()).slice(2), ["refresh_token", "session"]);
  shelf.tokens = { ...shelf.tokens, expiresAt: 0, refreshExpiresAt: 0 };
  await client(shelf).send(text());
  assert.deepEqual((await received()).slice(4), ["get_token", "session"]);
});

test("a store is asked where another Promise took the place of the runtime's", options, async () => {
  const { yeastar } = simulator.known;
  const stored = { accessToken: yeastar.accessToken, expiresAt: Date.now() + 1e6 };
  const { Promise: own } = globalThis;
  // As zone.js does: what an async function gives is no instance of it.
  globalThis.Promise = class extends own {};
  try {
    await client({ get: async () => stored, set: async () => {} }).send(text());
  } finally {
    globalThis.Promise = own;
  }
  assert.deepEqual(await received(), ["session"]);
});

test("a stored token needs nothing to refresh it", options, async () => {
  const { yeastar } = simulator.known;
  const stored = { accessToken: yeastar.accessToken, expiresAt: Date.now() + 1e6 };
  const shelf = { get: async () => stored, set: async () => {} };
  await client(shelf).send(text());
  assert.deepEqual(await received(), ["session"]);
});

// ---- stores that misbehave: the send goes on as though they were empty

const never = () => new Promise(() => {});
const set = async () => {};
const odd = {
  "get gives nothing": { get: () => undefined, set },
  "get gives null": { get: async () => null, set },
  "get gives a text": { get: async () => "token", set },
  "get gives a list": { get: async () => [1], set },
  "get gives a token without its end": { get: async () => ({ accessToken: "a" }), set },
  "get gives a blank token": { get: async () => ({ accessToken: "", expiresAt: 9e15 }), set },
  "get gives an end that is a text": { get: async () => ({ accessToken: "a", expiresAt: "soon" }), set },
  "get gives an end that is NaN": { get: async () => ({ accessToken: "a", expiresAt: NaN }), set },
  "get gives an object that throws": { get: async () => ({ get accessToken() { throw new Error("x"); }, expiresAt: 1 }), set },
  "get gives a cycle": { get: async () => { const own = { accessToken: "a" }; return Object.assign(own, { expiresAt: own }); }, set },
  "get gives a Map": { get: async () => new Map([["accessToken", "a"]]), set },
  "get gives a revoked Proxy": { get: () => revoked({}), set },
  "get gives a thenable that throws": { get: () => ({ then: throwing(new Error("x")) }), set },
  "get throws": { get: throwing(new Error("x")), set },
  "get throws undefined": { get: throwing(undefined), set },
  "get throws what throws": { get: throwing(venom()), set },
  "get rejects": { get: () => Promise.reject(new Error("x")), set },
  "get never settles": { get: never, set },
  "set throws": { get: async () => undefined, set: throwing(new Error("x")) },
  "set rejects": { get: async () => undefined, set: () => Promise.reject(venom()) },
  "set never settles": { get: async () => undefined, set: never },
  "set changes what it is given": { get: async () => undefined, set: async (tokens) => void Object.keys(tokens).forEach((key) => delete tokens[key]) },
};
for (const [name, store] of Object.entries(odd)) {
  test(`a store that misbehaves: ${name}`, options, async () => {
    const own = client(store, { timeoutMs: 400 });
    await Promise.all([own.send(text()), own.send(text())]);
    await own.send(text());
    const { logins, refreshes } = await simulator.tokens();
    assert.deepEqual([logins, refreshes], [1, 0]);
  });
}

test("tokens in the store that the PBX does not know end in one login", options, async () => {
  const stored = { accessToken: "made-up", refreshToken: "made-up-too", expiresAt: Date.now() + 1e6 };
  const own = client({ get: async () => stored, set }, { timeoutMs: 400 });
  await Promise.all([own.send(text()), own.send(text())]);
  const { logins, live } = await simulator.tokens();
  assert.deepEqual([logins, live], [1, 1]);
});

test("a token that a header could not carry harms nothing but the send", options, async () => {
  const stored = { accessToken: "a\r\nb &c=d#e", expiresAt: Date.now() + 1e6 };
  await client({ get: async () => stored, set }).send(text());
  assert.equal((await simulator.tokens()).logins, 1);
  const [{ query }] = await simulator.received();
  assert.deepEqual(query, [["access_token", "a\r\nb &c=d#e"]]);
});

test("an abort while the store is asked, or written", options, async () => {
  for (const store of [{ get: never, set }, { get: async () => undefined, set: never }]) {
    const controller = new AbortController();
    const own = client(store);
    const sending = own.send(text(), { signal: controller.signal });
    setTimeout(() => controller.abort(), 150);
    await failure(sending, { code: "aborted", outcome: "not_sent", attempts: 0 });
  }
});

test("a set that rejects after its send was aborted is heard", options, async () => {
  const controller = new AbortController();
  const late = (tokens) => new Promise((_, reject) => (controller.abort(), setTimeout(reject, 20, tokens)));
  const sending = client({ get: async () => undefined, set: late }).send(text(), { signal: controller.signal });
  await failure(sending, { code: "aborted", outcome: "not_sent" });
  await new Promise((resolve) => setTimeout(resolve, 50));
});

test("a method put in its place later is not called", options, async () => {
  const shelf = new Shelf();
  const own = client(shelf);
  shelf.get = shelf.set = throwing(new Error("x"));
  await own.send(text());
  assert.deepEqual(shelf.calls, ["get", "set"]);
});

// ---- what is no store

const wrong = {
  "/tokenStore": [null, 7, "store", true, () => {}, Symbol("x"), revoked({})],
  "/tokenStore/get /tokenStore/set": [{}, [], { getItem: never, setItem: never }, proxy({ get: throwing(venom()) })],
  "/tokenStore/get": [{ set }, { get: 7, set }, { get: null, set }, { get: {}, set }, new (class { async set() {} })()],
  "/tokenStore/set": [{ get: never }, { get: never, set: "set" }, new (class { async get() {} })()],
};
for (const [paths, stores] of Object.entries(wrong)) {
  test(`no store, at ${paths}`, options, async () => {
    for (const store of stores) {
      const error = await failure(() => client(store), { code: "invalid_config" });
      assert.equal(error.problems.map(({ path }) => path).join(" "), paths, inspect(store));
    }
  });
}

test("a getter that throws is found at its place", options, async () => {
  const given = { get tokenStore() { throw new Error("s3cr3t"); }, timeoutMs: -1 };
  const error = await failure(() => new Client(simulator.config.yeastar, given), { code: "invalid_config" });
  assert.deepEqual(error.problems.map(({ path }) => path).sort(), ["/timeoutMs", "/tokenStore"]);
});

test("a store beside a token of the caller's, or on another provider, is not asked", options, async () => {
  const shelf = new Shelf();
  const { clientId, clientSecret, ...rest } = simulator.config.yeastar;
  await new Client({ ...rest, accessToken: simulator.known.yeastar.accessToken }, { tokenStore: shelf }).send(text());
  for (const provider of ["islash", "connectly", "texter"]) await new Client(simulator.config[provider], { tokenStore: shelf }).send(text());
  assert.deepEqual(shelf.calls, []);
});

test("what a store holds is shown nowhere", options, async () => {
  const tokens = { accessToken: "st0red-access-token", refreshToken: "st0red-refresh-token" };
  const events = [];
  const stored = { get: async () => ({ ...tokens, expiresAt: Date.now() + 1e6 }), set };
  const own = client(stored, { retry: false, onAttempt: (event) => events.push(event) });
  const body = { errcode: 40002, errmsg: Object.values(tokens).join(" ") };
  await simulator.fault({ provider: "yeastar", times: 3, body });
  const errors = [own.send(text()), own.upload(new Blob(["x"])), own.templates({ channelId: 1 })].map((call) => failure(call));
  const shown = inspect([await Promise.all(errors), events, own, own.plan(text())], { depth: 10, showHidden: true });
  for (const token of Object.values(tokens)) assert.equal(shown.includes(token), false);
  assert.match(shown, /MASKED_/);
});
