// Fetches that no caller should hand in. Each ends a send, or gives an answer all the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Client,
  config,
  counting,
  direct,
  failure,
  once,
  options,
  providers,
  taken,
} from "./support/hostile.mjs";
import { elsewhere, throwing } from "./support/input.mjs";
import { BROKEN, fake } from "./support/refused.mjs";

const venom = () => {
  const thrown = new Proxy({}, { get: () => { throw thrown; }, getPrototypeOf: () => { throw thrown; } });
  return thrown;
};
const never = new Promise(() => {});
/** Nothing has left where the caller's own fetch throws before it gives a promise. */
const AT_ONCE = { code: "invalid_config", outcome: "not_sent", retryable: false, attempts: 0 };
const values = {
  "an Error": () => new Error("broken pipe"),
  undefined: () => undefined,
  null: () => null,
  "a string": () => "broken",
  "a number": () => 7,
  "a symbol": () => Symbol("x"),
  "a bigint": () => 1n,
  "an object": () => ({ message: 7, code: 7, cause: 7 }),
  "an object that is its own cause": () => {
    const error = { message: "x" };
    error.cause = error;
    return error;
  },
  "a function": () => () => {},
  "what throws when it is looked at": venom,
  "a frozen AbortError": () => Object.freeze(new DOMException("x", "AbortError")),
  "the fields of an error of ours": () => ({ code: "rejected", problems: [], message: "x", outcome: "not_sent" }),
};
for (const [name, make] of Object.entries(values)) {
  const fetches = {
    throws: [() => { throw make(); }, AT_ONCE],
    "rejects with": [() => Promise.reject(make()), { ...BROKEN, attempts: 1 }],
    "is asynchronous and throws": [async () => { throw make(); }, { ...BROKEN, attempts: 1 }],
  };
  for (const [how, [fetch, expected]] of Object.entries(fetches)) {
    test(`fetch ${how} ${name}`, options, async () => {
      for (const provider of providers) {
        const counted = counting(fetch);
        await failure(new Client(config[provider], { fetch: counted }).send(direct(provider)), { ...expected, provider });
        assert.equal(counted.count, 1);
      }
    });
  }
}

test("a fetch that takes an address and no Request", options, async () => {
  for (const provider of providers) {
    const sent = counting((request) => fetch(String(request)));
    const error = await failure(new Client(config[provider], { fetch: sent }).send(direct(provider)), AT_ONCE);
    assert.match(error.message, /did not take the request/);
    assert.equal(sent.count, 1);
  }
});
test("a method of fetch apart from its object", options, async () => {
  class Binding {
    #own = true;
    fetch(request) {
      return this.#own && fetch(request);
    }
  }
  const client = new Client(config.islash, { fetch: new Binding().fetch });
  await failure(client.send(direct("islash")), AT_ONCE);
});

const stream = (read) => fake({ body: { getReader: () => ({ read }) } });
const thenable = (then) => Object.assign(Promise.resolve(new Response("{}")), { then });
const noResponse = {
  nothing: () => undefined,
  null: () => null,
  "a string": () => "OK",
  "a number": () => 200,
  "a function": () => Object.assign(() => {}, { status: 200 }),
  "an empty object": () => ({}),
  "what throws when it is looked at": venom,
  "a status that is NaN": () => fake({ status: NaN }),
  "a status that is Infinity": () => fake({ status: Infinity }),
  "a status that is text": () => fake({ status: "200" }),
  "a status of 0": () => fake({ status: 0 }),
  "a status below 0": () => fake({ status: -200 }),
  "a status with a fraction": () => fake({ status: 200.5 }),
  "a status of 65736": () => fake({ status: 65_736 }),
  "a status of 600": () => fake({ status: 600, text: async () => "{}" }),
  "a status of 100": () => fake({ status: 100, text: async () => "{}" }),
  "a status that throws": () => ({ get status() { throw new Error("x"); } }),
  "a status that is a boxed Number": () => fake({ status: new Number(200) }),
  "Response.error()": () => Response.error(),
  "a status and nothing else": () => ({ status: 200 }),
  "text that is no function": () => fake({ text: "{}" }),
  "text that throws": () => fake({ text: throwing(new Error("x")) }),
  "text that throws undefined": () => fake({ text: throwing(undefined) }),
  "text that rejects with null": () => fake({ text: () => Promise.reject(null) }),
  "text that rejects with a Symbol": () => fake({ text: () => Promise.reject(Symbol("x")) }),
  "text that is a promise whose then throws": () => fake({ text: () => thenable(throwing(new Error("x"))) }),
  "a body without a reader": () => fake({ body: {}, text: async () => "{}" }),
  "a body whose reader throws": () => fake({ body: { getReader: throwing(new Error("x")) } }),
  "a body whose reader is nothing": () => fake({ body: { getReader: () => undefined } }),
  "a reader that throws": () => stream(throwing(undefined)),
  "a reader that rejects": () => stream(() => Promise.reject(Symbol("x"))),
  "a reader that gives nothing": () => stream(() => undefined),
  "a reader that gives text": () => stream(async () => ({ value: "{}" })),
  "a reader that gives pieces of two bytes each": () => stream(async () => ({ value: new Uint16Array(1) })),
  "a reader that gives what only inherits from bytes": () => stream(async () => ({ value: Object.create(Uint8Array.prototype) })),
  "a reader that gives what throws": () => stream(async () => venom()),
  "a body that was read before": () => {
    const response = new Response("{}");
    response.body.getReader();
    return response;
  },
};
for (const [name, make] of Object.entries(noResponse)) {
  test(`fetch gives no answer: ${name}`, options, async () => {
    for (const provider of providers) {
      for (const fetch of [() => make(), async () => make()]) {
        const counted = counting(fetch);
        await failure(new Client(config[provider], { fetch: counted }).send(direct(provider)), { ...BROKEN, attempts: 1 });
        assert.equal(counted.count, 1);
      }
    }
  });
}

const givesTaken = {
  "a Response and no promise": (body) => Response.json(body),
  "headers that are missing": (body) => ({ status: 200, text: async () => JSON.stringify(body) }),
  "headers that throw": (body) => ({ status: 200, get headers() { throw new Error("x"); }, text: () => JSON.stringify(body) }),
  "headers that give what is no text": (body) => fake({ headers: { get: () => 7 }, text: () => JSON.stringify(body) }),
  "a thenable that resolves twice": (body) => ({
    then: (resolve, reject) => {
      resolve(Response.json(body));
      resolve(Response.json({}));
      reject(new Error("x"));
      throw new Error("x");
    },
  }),
  "a promise that calls back twice": (body) =>
    Object.assign(new Promise(() => {}), {
      then: (resolve, reject) => {
        resolve(Response.json(body));
        resolve(undefined);
        reject(new Error("x"));
      },
    }),
  "a promise of a class": (body) => (class extends Promise {}).resolve(Response.json(body)),
  "a Proxy of a Response's fields": (body) => new Proxy(fake({ text: () => JSON.stringify(body) }), {}),
  "pieces of one byte": (body) => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    let next = 0;
    return stream(async () => (next < bytes.length ? { value: bytes.slice(next, (next += 1)) } : { done: true }));
  },
  "pieces of another realm": (body) => {
    const pieces = [elsewhere("(bytes) => Uint8Array.from(bytes)")(new TextEncoder().encode(JSON.stringify(body)))];
    return stream(() => (pieces.length ? { value: pieces.shift() } : { done: true }));
  },
  "pieces that are empty": (body) => {
    const pieces = [new Uint8Array(), new TextEncoder().encode(JSON.stringify(body)), new Uint8Array()];
    return stream(() => (pieces.length ? { value: pieces.shift() } : { done: true }));
  },
};
for (const [name, make] of Object.entries(givesTaken)) {
  test(`fetch gives an answer all the same: ${name}`, options, async () => {
    for (const provider of providers) {
      const client = new Client(config[provider], { fetch: () => make(taken[provider]) });
      assert.equal((await client.send(direct(provider))).messageId, "71");
    }
  });
}

test("a promise whose own then or constructor throws", options, async () => {
  const hostile = [
    () => thenable(throwing(new Error("x"))),
    () => Object.defineProperty(Promise.resolve(new Response("{}")), "then", { get: throwing(new Error("x")) }),
    () => ({ get then() { throw undefined; } }),
  ];
  for (const fetch of hostile) {
    await failure(new Client(config.connectly, { fetch }).send(direct("connectly")), BROKEN);
  }
  const constructor = { get: throwing(new Error("x")) };
  const fetch = () => Object.defineProperty(Promise.resolve(Response.json({ id: "71" })), "constructor", constructor);
  await new Client(config.connectly, { fetch }).send(direct("connectly")).catch((error) => failure(Promise.reject(error)));
});

test("a fetch or a body that never ends is cut by the timeout", options, async () => {
  const silent = [() => never, () => ({ then() {} }), () => fake({ text: () => never }), () => stream(() => never)];
  for (const fetch of silent) {
    for (const provider of providers) {
      const client = new Client(config[provider], { ...once, fetch, timeoutMs: 50 });
      await failure(client.send(direct(provider)), { code: "timeout", outcome: "unknown", attempts: 1 });
    }
  }
});
test("a body of nothing without end is cut by the timeout", options, async () => {
  const empty = stream(() => new Promise((resolve) => setImmediate(resolve, { value: new Uint8Array() })));
  const client = new Client(config.texter, { ...once, fetch: () => empty, timeoutMs: 100 });
  await failure(client.send(direct("texter")), { code: "timeout", outcome: "unknown" });
});
