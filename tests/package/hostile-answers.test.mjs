// Answers that no provider should give. Each ends a send with the error and the outcome that the answer leaves certain.
import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { answering } from "./support/answering.mjs";
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
import { UNREADABLE, BROKEN, each, answer, fake } from "./support/refused.mjs";

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

test("an answer of a few bytes that unpacks to 100 MB is given up", options, async () => {
  const packed = brotliCompressSync(Buffer.alloc(100_000_000));
  assert.ok(packed.length < 1_000);
  await each(await answer(200, packed, { "content-encoding": "br" }), { ...UNREADABLE, status: 200 });
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
test("a Retry-After beyond a day is not believed", options, async () => {
  for (const value of ["86401", "9".repeat(12), "9".repeat(20), "9".repeat(400), "Fri, 31 Dec 9999 23:59:59 GMT"]) {
    const meant = { 429: { outcome: "not_sent", retryable: true }, 503: { outcome: "unknown", retryable: false } };
    for (const [status, fields] of Object.entries(meant)) {
      const fetch = counting(async () => new Response("", { status, headers: { "retry-after": value } }));
      const client = new Client(config.texter, { fetch, retry: { baseDelayMs: 0 } });
      const error = await failure(client.send(direct("texter")), { ...fields, status: Number(status) });
      assert.deepEqual([error.retryAfterMs, error.retryAt], [undefined, undefined]);
      assert.ok(error.message.includes(value.slice(0, 40)), error.message);
      assert.equal(fetch.count, status === "429" ? 3 : 1);
    }
  }
});
