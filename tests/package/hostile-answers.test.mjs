// Answers that no provider should give, and fetches that no caller should hand in. Each ends a send with the error and the
// outcome that the answer leaves certain.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { answering, speaking } from "./support/answering.mjs";
import {
  Client,
  aimed,
  config,
  counting,
  direct,
  failure,
  faulty,
  once,
  options,
  providers,
  taken,
} from "./support/hostile.mjs";

const UNREADABLE = { code: "bad_response", outcome: "unknown", retryable: false };
const BROKEN = { code: "network", outcome: "unknown", retryable: false };

/** Sends once through each provider to a server; `expected` are the error's fields. */
async function each(server, expected, check = () => {}) {
  try {
    for (const provider of providers) {
      const client = new Client(aimed(provider, server.url), once);
      const error = await failure(client.send(direct(provider)), { attempts: 1, provider, ...expected });
      assert.equal(error.parts.length, 1);
      assert.equal(error.parts[0].outcome, error.outcome);
      await check(error, provider);
    }
    assert.equal(server.requests, providers.length, "one request for each");
  } finally {
    server.stop();
  }
}

const answer = (status, body, headers = {}) => answering((_, response) => response.writeHead(status, headers).end(body));

// ---- a 2xx that is not the provider's

const strange = {
  "nothing": "",
  "blank": " \r\n\t",
  "HTML": "<!doctype html><html><body>OK</body></html>",
  "plain text": "OK",
  "half of JSON": '{"meta":{"code":"RESP_OKAY"},"id":"71","success":true,"errcode":0,"mess',
  "JSON with a comma too many": '{"id":"71","errcode":0,"msg_id":1,"success":true,}',
  "two JSON values": '{"id":"71"}{"id":"72"}',
  "JSONP": 'cb({"id":"71"})',
  "null": "null",
  "a number": "7",
  "a string": '"71"',
  "an array": '[{"id":"71","errcode":0,"msg_id":1}]',
  "an empty object": "{}",
  "NUL": "\0",
  "nested 100,000 times": "[".repeat(100_000),
  "nested 50,000 times and closed": "[".repeat(50_000) + "]".repeat(50_000),
  "objects nested 10,000 times": '{"id":'.repeat(10_000) + "1" + "}".repeat(10_000),
  "UTF-16": Buffer.from('{"id":"71"}', "utf16le"),
  "bytes that are no UTF-8": Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
  "names inherited by every object": '{"__proto__":{"id":"71","success":true,"errcode":0,"msg_id":1,"meta":{"code":"RESP_OKAY"}}}',
};
for (const [name, body] of Object.entries(strange)) {
  test(`200 with ${name}`, options, async () => {
    await each(await answer(200, body), { ...UNREADABLE, status: 200 });
    assert.equal({}.id, undefined);
  });
}
for (const status of [201, 202, 203, 204, 205, 206, 226]) {
  test(`${status} with nothing`, options, async () => each(await answer(status), { ...UNREADABLE, status }));
}

const wrongTypes = {
  islash: [
    { meta: { code: "RESP_OKAY" } },
    { meta: { code: "RESP_OKAY" }, data: null },
    { meta: { code: "RESP_OKAY" }, data: [] },
    { meta: { code: "RESP_OKAY" }, data: { message: "71" } },
    ...[null, "", {}, [], true, 1.5].map((id) => ({ meta: { code: "RESP_OKAY" }, data: { message: { id } } })),
    ...[null, "RESP_OKAY", [], ["RESP_OKAY"]].map((meta) => ({ ...taken.islash, meta })),
    ...[null, {}, [], true].map((code) => ({ ...taken.islash, meta: { code } })),
  ],
  connectly: [null, "", {}, [], true, 1.5, ["71"]].map((id) => ({ id })),
  texter: [
    ...[null, "true", 1, {}, []].map((success) => ({ ...taken.texter, success })),
    ...[null, {}, [], "71", [null], ["71"], [[]], [{}]].map((messages) => ({ success: true, messages })),
    ...[null, "", {}, true, 1.5].map((_id) => ({ success: true, messages: [{ _id }] })),
  ],
  yeastar: [
    ...[null, {}, [], true, ""].map((errcode) => ({ ...taken.yeastar, errcode })),
    ...[null, "", {}, [], true, 1.5].map((msg_id) => ({ errcode: 0, msg_id })),
    ...[null, "", {}].map((msg_id) => ({ errcode: 2, msg_id })),
  ],
};
for (const provider of providers) {
  test(`fields of another type: ${provider}`, options, async () => {
    for (const body of wrongTypes[provider]) {
      const fetch = async () => Response.json(body);
      const client = new Client(config[provider], { ...once, fetch });
      const error = await failure(client.send(direct(provider)), { ...UNREADABLE, status: 200 });
      assert.deepEqual(error.raw, body);
    }
  });
}

// What the receipt can do without may be anything.
const optional = {
  islash: (value) => ({ meta: { code: "RESP_OKAY" }, data: { message: { id: 71, sid: value, conversation_id: value, status: value, sent_at: value } } }),
  texter: (value) => ({ success: true, messages: [{ _id: "71", channelInfo: value, parent_chat: value, status: value, timestamp: value }] }),
  yeastar: (value) => ({ errcode: 0, msg_id: 71, session_id: value }),
};
for (const [provider, body] of Object.entries(optional)) {
  test(`what the receipt can do without: ${provider}`, options, async () => {
    for (const value of [null, true, {}, [], "", "x", -1, 1.5, 1e15, 1e18, 1e300, 2 ** 53, "9".repeat(30)]) {
      const fetch = async () => Response.json(body(value));
      const receipt = await new Client(config[provider], { ...once, fetch }).send(direct(provider));
      assert.equal(receipt.messageId, "71", String(value));
      assert.match(receipt.status, /^\w+$/);
      if ("sentAt" in receipt) assert.ok(!Number.isNaN(new Date(receipt.sentAt).getTime()), `sentAt ${receipt.sentAt}`);
      assert.deepEqual(receipt.raw, body(value));
    }
  });
}

const ids = ["9007199254740993", "18446744073709551617", `1${"0".repeat(40)}`, "-9007199254740993"];
const withId = {
  islash: (id) => `{"meta":{"code":"RESP_OKAY"},"data":{"message":{"id":${id},"sid":"s","conversation_id":${id}}}}`,
  connectly: (id) => `{"id":${id}}`,
  texter: (id) => `{"success":true,"messages":[{"_id":${id},"parent_chat":${id}}]}`,
  yeastar: (id) => `{"errcode":0,"msg_id":${id},"session_id":${id}}`,
};
test("ids keep every digit", options, async () => {
  for (const provider of providers) {
    for (const id of ids) {
      const fetch = async () => new Response(withId[provider](id));
      const receipt = await new Client(config[provider], { ...once, fetch }).send(direct(provider));
      assert.deepEqual([receipt.messageId, receipt.parts[0].messageId], [id, id]);
      if (provider !== "connectly") assert.equal(receipt.conversationId, id);
    }
  }
});

test("an answer may start with a byte order mark, and hold bytes that are no UTF-8", options, async () => {
  for (const provider of providers) {
    const fetch = async () => new Response(`\ufeff${JSON.stringify(taken[provider])}`);
    assert.equal((await new Client(config[provider], { ...once, fetch }).send(direct(provider))).messageId, "71");
    const bytes = Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff, 0xed, 0xa0]), Buffer.from(`",${JSON.stringify(taken[provider]).slice(1)}`)]);
    const receipt = await new Client(config[provider], { ...once, fetch: async () => new Response(bytes) }).send(direct(provider));
    assert.match(receipt.raw.x, /^\ufffd+$/);
  }
});

test("an answer may hold half a surrogate pair, as JavaScript's JSON may", options, async () => {
  for (const provider of providers) {
    for (const half of ["\\ud83d", "\\uDE00", "\\ud83dx", "\\ude00\\ud83d", "\\\\\\ud83d\\n", "\\ud83d\\ud83d\\ude00"]) {
      const body = `{"x":"${half}",${JSON.stringify(taken[provider]).slice(1)}`;
      const client = new Client(config[provider], { ...once, fetch: async () => new Response(body) });
      const receipt = await client.send(direct(provider));
      assert.deepEqual([receipt.messageId, receipt.raw], ["71", JSON.parse(body)]);
    }
  }
});

test("an answer keeps a name that would be a prototype", options, async () => {
  for (const provider of providers) {
    const body = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},${JSON.stringify(taken[provider]).slice(1)}`;
    const client = new Client(config[provider], { ...once, fetch: async () => new Response(body) });
    const { raw } = await client.send(direct(provider));
    assert.deepEqual(Object.getOwnPropertyDescriptor(raw, "__proto__").value, { polluted: true });
    assert.equal(Object.getPrototypeOf(raw), Object.prototype);
    assert.equal({}.polluted, undefined);
  }
});

// ---- statuses

const statuses = {
  400: ["rejected", "not_sent"],
  401: ["unauthorized", "not_sent"],
  402: ["rejected", "not_sent"],
  403: ["forbidden", "not_sent"],
  404: ["not_found", "not_sent"],
  405: ["rejected", "not_sent"],
  408: ["rejected", "not_sent"],
  413: ["rejected", "not_sent"],
  418: ["rejected", "not_sent"],
  429: ["rate_limited", "not_sent"],
  499: ["rejected", "not_sent"],
  500: ["unavailable", "unknown"],
  502: ["unavailable", "unknown"],
  503: ["unavailable", "unknown"],
  504: ["unavailable", "unknown"],
  599: ["unavailable", "unknown"],
};
for (const [status, [code, outcome]] of Object.entries(statuses)) {
  for (const body of ["", "<html>sorry</html>", "{}", "[]", "null", '"x"', '{"error":{"code":null,"message":[]}}']) {
    test(`${status} with ${body || "nothing"}`, options, async () =>
      each(await answer(Number(status), body), { code, outcome, status: Number(status) }));
  }
}

for (const status of [300, 301, 302, 303, 304, 305, 307, 308, 399]) {
  test(`${status} is not followed, and only its host is named`, options, async () => {
    const target = await answer(200, "{}");
    const location = `${target.url.replace("http://", "http://user:pass@")}/deep/path?token=abc#x`;
    const server = await answer(status, "", { location });
    await each(server, { code: "bad_response", outcome: "not_sent", status }, (error) => {
      assert.ok(error.message.includes(new URL(target.url).host), error.message);
      for (const part of ["user", "pass", "deep", "token=abc"]) assert.equal(error.message.includes(part), false);
    });
    assert.equal(target.requests, 0, "it was followed");
    target.stop();
  });
}
for (const location of ["/relative?x=1", "//", "javascript:alert(1)", "http://", "", "http://[", "\\\\evil\\x", "https:\\\\evil.example\\secret"]) {
  test(`a redirect to ${JSON.stringify(location)}`, options, async () =>
    each(await answer(302, "", { location }), { code: "bad_response", outcome: "not_sent" }, (error) => {
      for (const part of ["relative", "alert", "secret"]) assert.equal(error.message.includes(part), false);
    }));
}

for (const length of [undefined, 400_000_000]) {
  test(`an answer of 400 MB whose length is ${length ? "" : "not "}told is given up`, options, async () => {
  let written = 0;
  const block = Buffer.alloc(65_536, "x");
  const server = await answering(async (_, response) => {
    response.writeHead(200, length ? { "content-length": length } : {});
    response.write('{"id":"');
    while (written < 400_000_000 && !response.destroyed) {
      written += block.length;
      if (!response.write(block)) await new Promise((resolve) => {
        response.once("drain", resolve);
        response.once("close", resolve);
      });
    }
    response.end();
  });
  await each(server, { ...UNREADABLE, status: 200 });
  assert.ok(written < 100_000_000, `${written} bytes were taken`);
  });
}

test("an answer of 100 MB in one piece is given up, as a stream or as text", options, async () => {
  const large = "x".repeat(100_000_000);
  for (const fetch of [async () => new Response(large), async () => fake({ text: async () => large })]) {
    const client = new Client(config.connectly, { ...once, fetch });
    await failure(client.send(direct("connectly")), { ...UNREADABLE, status: 200 });
  }
});

test("a small answer that unpacks to 100 MB is given up", options, async () => {
  const packed = gzipSync(Buffer.alloc(100_000_000));
  assert.ok(packed.length < 200_000);
  await each(await answer(200, packed, { "content-encoding": "gzip" }), { ...UNREADABLE, status: 200 });
});

test("what is packed otherwise than it says", options, async () => {
  await each(await answer(200, "no gzip at all", { "content-encoding": "gzip" }), BROKEN);
  const half = gzipSync(JSON.stringify(taken)).subarray(0, 20);
  // Node gives what it could unpack of one that breaks off.
  await each(await answer(200, half, { "content-encoding": "gzip" }), { outcome: "unknown", retryable: false });
});

// ---- Retry-After

const garbage = ["soon", "", "-1", "1.5", "1e3", "0x10", "NaN", "Infinity", "Wed, 99 Foo 2026 99:99:99 GMT", "1, 2", "\u00ff"];
test("a Retry-After that says nothing", options, async () => {
  for (const value of garbage) {
    for (const provider of providers) {
      const fetch = async () => new Response("", { status: 429, headers: { "retry-after": value } });
      const error = await failure(new Client(config[provider], { ...once, fetch }).send(direct(provider)), {
        ...{ code: "rate_limited", outcome: "not_sent", retryable: true },
      });
      assert.equal(error.retryAfterMs, undefined, value);
      assert.equal(error.retryAt, undefined, value);
    }
  }
});
test("a Retry-After beyond every date", options, async () => {
  for (const value of ["9".repeat(12), "9".repeat(20), "9".repeat(400), "Fri, 31 Dec 9999 23:59:59 GMT"]) {
    for (const status of [429, 503]) {
      const fetch = counting(async () => new Response("", { status, headers: { "retry-after": value } }));
      const error = await failure(new Client(config.texter, { fetch }).send(direct("texter")), {
        ...{ outcome: "not_sent", retryable: true, status },
      });
      assert.ok(error.retryAfterMs > 0 && Number.isSafeInteger(error.retryAt), `${error.retryAt}`);
      assert.ok(!Number.isNaN(new Date(error.retryAt).getTime()));
      assert.equal(fetch.count, 1, "it waited");
    }
  }
});

// ---- connections

for (const cut of ["before", "headers", "body"]) {
  test(`a connection that the simulator cuts: ${cut}`, options, async () => {
    for (const provider of providers) {
      const client = new Client(config[provider], { ...once, fetch: faulty({ provider, cut }) });
      await failure(client.send(direct(provider)), { ...BROKEN, attempts: 1 });
    }
  });
}

const spoken = {
  "no byte": ["", BROKEN],
  "no HTTP": ["SSH-2.0-OpenSSH_9\r\n", BROKEN],
  "half a status line": ["HTTP/1.1 20", BROKEN],
  "half the headers": ["HTTP/1.1 200 OK\r\nContent-Type: appl", BROKEN],
  "a header with NUL": ["HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n{}", BROKEN],
  "a body shorter than told": ['HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"id":"71"}', BROKEN],
  "a chunk that breaks off": ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc", BROKEN],
  "a chunk size that is none": ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n", BROKEN],
  "two lengths": ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}abc", BROKEN],
  "a length below zero": ["HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}", BROKEN],
  "101": ["HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", BROKEN],
  "100 and then nothing": ["HTTP/1.1 100 Continue\r\n\r\n", BROKEN],
  "103 and then 204": ["HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", UNREADABLE],
  "no length, to its end": ["HTTP/1.1 200 OK\r\n\r\n{}", UNREADABLE],
};
for (const [name, [bytes, expected]] of Object.entries(spoken)) {
  test(`a server that says ${name}`, options, async () => each(await speaking((socket) => socket.end(bytes)), expected));
}
test("statuses that HTTP does not know", options, async () => {
  for (const status of ["999", "600", "099", "000"]) {
    const server = await speaking((socket) => socket.end(`HTTP/1.1 ${status} X\r\nContent-Length: 2\r\n\r\n{}`));
    await each(server, { outcome: "unknown", retryable: false });
  }
});
test("a connection that is reset", options, async () => {
  await each(await speaking((socket) => socket.resetAndDestroy()), BROKEN);
});
test("an answer that never comes, or never ends, is cut by the timeout", options, async () => {
  const silent = await speaking(() => {});
  const dripping = await answering((_, response) => {
    response.writeHead(200).write("{");
    const timer = setInterval(() => response.write(" "), 10);
    response.once("close", () => clearInterval(timer));
  });
  for (const server of [silent, dripping]) {
    for (const provider of providers) {
      const client = new Client(aimed(provider, server.url), { ...once, timeoutMs: 150 });
      await failure(client.send(direct(provider)), { code: "timeout", outcome: "unknown", retryable: false, attempts: 1 });
    }
    server.stop();
  }
});

// ---- the caller's own fetch

const venom = () => {
  const thrown = new Proxy({}, { get: () => { throw thrown; }, getPrototypeOf: () => { throw thrown; } });
  return thrown;
};
const never = new Promise(() => {});
const throws = (value) => () => {
  throw value;
};
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
  const fetches = { throws: () => { throw make(); }, "rejects with": () => Promise.reject(make()) };
  for (const [how, fetch] of Object.entries(fetches)) {
    test(`fetch ${how} ${name}`, options, async () => {
      for (const provider of providers) {
        const counted = counting(fetch);
        await failure(new Client(config[provider], { fetch: counted }).send(direct(provider)), { ...BROKEN, attempts: 1, provider });
        assert.equal(counted.count, 1);
      }
    });
  }
}

const fake = (fields) => ({ status: 200, headers: new Headers(), ...fields });
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
  "text that throws": () => fake({ text: throws(new Error("x")) }),
  "text that throws undefined": () => fake({ text: throws(undefined) }),
  "text that rejects with null": () => fake({ text: () => Promise.reject(null) }),
  "text that rejects with a Symbol": () => fake({ text: () => Promise.reject(Symbol("x")) }),
  "text that is a promise whose then throws": () => fake({ text: () => thenable(throws(new Error("x"))) }),
  "a body without a reader": () => fake({ body: {}, text: async () => "{}" }),
  "a body whose reader throws": () => fake({ body: { getReader: throws(new Error("x")) } }),
  "a body whose reader is nothing": () => fake({ body: { getReader: () => undefined } }),
  "a reader that throws": () => stream(throws(undefined)),
  "a reader that rejects": () => stream(() => Promise.reject(Symbol("x"))),
  "a reader that gives nothing": () => stream(() => undefined),
  "a reader that gives text": () => stream(async () => ({ value: "{}" })),
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
    () => thenable(throws(new Error("x"))),
    () => Object.defineProperty(Promise.resolve(new Response("{}")), "then", { get: throws(new Error("x")) }),
    () => ({ get then() { throw undefined; } }),
  ];
  for (const fetch of hostile) {
    await failure(new Client(config.connectly, { fetch }).send(direct("connectly")), BROKEN);
  }
  const constructor = { get: throws(new Error("x")) };
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

// ---- secrets

const mask = /MASKED_\w+/;
const secretsOf = (provider) => {
  const { token, session, apiKey, accessToken, clientId, clientSecret } = config[provider];
  return [token, session, apiKey, accessToken, clientId, clientSecret].filter(Boolean);
};
const escaped = (text) => [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
const echoes = {
  "as text": (secrets) => secrets.join(" "),
  "as HTML": (secrets) => `<p title="${secrets.join('"><p title="')}">`,
  "in JSON": (secrets) => JSON.stringify({ error: secrets.join(" "), message: secrets, [secrets[0]]: { deep: [secrets] } }),
  "in JSON, escaped": (secrets) => `{"error":"${secrets.map(escaped).join(" ")}","errmsg":"${escaped(secrets[0])}"}`,
  "in JSON with half a surrogate pair": (secrets) => `{"x":"\\ud83d","error":"${secrets.map(escaped).join(" ")}"}`,
  "in JSON nested deep": (secrets) => `{"x":${"[".repeat(200)}"${escaped(secrets[0])}"${"]".repeat(200)}}`,
  "in JSON that breaks off": (secrets) => `{"error":"${secrets.join(" ")}","x":`,
  "percent-encoded": (secrets) => secrets.map((secret) => `%${Buffer.from(secret).toString("hex").match(/../g).join("%")}`).join("&"),
  "as their own report": (secrets) =>
    JSON.stringify({
      ...{ meta: { code: `X ${secrets[0]}`, message: secrets.join(" ") }, code: `X ${secrets[0]}`, message: secrets.join(" ") },
      ...{ type: secrets[0], success: false, error: secrets.join(" "), errcode: 40002, errmsg: secrets.join(" ") },
      invalid_param_list: [{ field: secrets[0] }],
    }),
};
const shown = (error, events) =>
  [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 10, showHidden: true }), JSON.stringify(events)].join("\n");

for (const [name, body] of Object.entries(echoes)) {
  for (const status of [200, 302, 400, 401, 429, 500, 503]) {
    test(`credentials echoed ${name} with ${status}`, options, async () => {
      for (const provider of providers) {
        const secrets = secretsOf(provider);
        const events = [];
        const server = await answering((_, response) =>
          response
            .writeHead(status, secrets.join(" "), { location: `https://${secrets[0]}.example/${secrets[0]}`, "retry-after": "9999", "x-echo": secrets.join(" ") })
            .end(body(secrets)),
        );
        const client = new Client(aimed(provider, server.url), { retry: { maxAttempts: 2 }, onAttempt: (event) => events.push(event) });
        const error = await failure(client.send(direct(provider)));
        server.stop();
        for (const secret of secrets) assert.equal(shown(error, events).includes(secret), false, `${provider} shows ${secret}`);
        if (name === "as text") assert.match(error.raw, mask);
        assert.equal(events.length, 2);
      }
    });
  }
}

test("credentials in what a fetch throws are masked", options, async () => {
  for (const provider of providers) {
    const secrets = secretsOf(provider);
    const fetch = async (request) => {
      const headers = JSON.stringify([...request.headers]);
      throw Object.assign(new Error(`${request.url} ${headers} ${secrets}`), { cause: new Error(secrets.join()) });
    };
    const error = await failure(new Client(config[provider], { ...once, fetch }).send(direct(provider)), BROKEN);
    for (const secret of secrets) assert.equal(shown(error).includes(secret), false);
  }
});

test("wrong credentials are refused and not shown", options, async () => {
  const wrong = "wr0ng-and-s3cr3t";
  for (const provider of providers) {
    const given = { ...config[provider] };
    for (const key of ["token", "apiKey", "accessToken"]) if (given[key]) given[key] = wrong;
    const events = [];
    const client = new Client(given, { onAttempt: (event) => events.push(event) });
    const error = await failure(client.send(direct(provider)), { outcome: "not_sent", retryable: false, attempts: 1 });
    assert.match(error.code, /^(unauthorized|forbidden)$/);
    assert.equal(shown(error, events).includes(wrong), false);
  }
});

test("a login that is refused shows neither id nor secret", options, async () => {
  const { accessToken: _, ...rest } = config.yeastar;
  const credentials = { clientId: "wr0ng-id-1234", clientSecret: "wr0ng-secret-1234" };
  const events = [];
  const client = new Client({ ...rest, ...credentials }, { onAttempt: (event) => events.push(event) });
  const errors = [await failure(client.send(direct("yeastar"))), await failure(client.send(direct("yeastar")))];
  for (const error of errors) {
    assert.deepEqual([error.code, error.outcome, error.attempts], ["unauthorized", "not_sent", 0]);
    for (const value of Object.values(credentials)) assert.equal(shown(error, events).includes(value), false);
  }
  assert.equal(events.filter(({ phase }) => phase === "start").length, 1, "it logs in no more");
});

test("a token that a login gave is not shown", options, async () => {
  const { accessToken: _, ...rest } = config.yeastar;
  const tokens = { access_token: "g1ven-access-token", refresh_token: "g1ven-refresh-token" };
  const server = await answering((request, response) =>
    response.end(
      JSON.stringify(
        request.url.includes("get_token")
          ? { errcode: 0, ...tokens, access_token_expire_time: 1800, refresh_token_expire_time: 86400 }
          : { errcode: 40002, errmsg: `${request.url} ${Object.values(tokens)}` },
      ),
    ),
  );
  const events = [];
  const given = { ...rest, baseUrl: server.url, clientId: "an-id-1234", clientSecret: "a-secret-1234" };
  const client = new Client(given, { onAttempt: (event) => events.push(event) });
  const error = await failure(client.send(direct("yeastar")), { code: "rejected", outcome: "not_sent" });
  server.stop();
  for (const value of Object.values(tokens)) assert.equal(shown(error, events).includes(value), false);
  assert.match(error.raw.errmsg, mask);
});
