// Uploads, templates, stickers and chats with hostile arguments, hostile answers and echoed secrets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { answering } from "./support/answering.mjs";
import { Client, aimed, config, counting, failure, options, providers, sessage } from "./support/hostile.mjs";
import { DEEP, cycle, nested, proxy, revoked, throwing, venom } from "./support/input.mjs";

/** A server for the length of some work; it ends however the work does. */
async function served(handler, work) {
  const server = await answering(handler);
  try {
    return await work(server);
  } finally {
    server.stop();
  }
}

const file = new File(["12345"], "a.png", { type: "image/png" });
const calls = [
  ["yeastar", "upload", (client) => client.upload(file)],
  ["yeastar", "templates", (client) => client.templates({ channelId: 1 })],
  ["islash", "templates", (client) => client.templates()],
  ["islash", "stickers", (client) => client.stickers()],
  ["texter", "chats", (client) => client.chats({ search: "Ada" })],
];

/** Asserts that the call is refused before any request, with its problem at the path. */
async function refused(provider, call, path) {
  const fetch = counting();
  const client = new Client(config[provider], { fetch });
  const error = await failure(call(client), { code: "invalid_config", outcome: "not_sent", attempts: 0 });
  assert.ok(error.problems.some((problem) => problem.path === path), `${path}: ${JSON.stringify(error.problems)}`);
  assert.equal(fetch.count, 0);
}

const noObject = [null, 7, "x", true, [], () => {}, Symbol("x"), 1n, new Map(), new Date(), revoked({}), proxy({ ownKeys: throwing(venom()) })];
const noText = [7, null, true, [], {}, () => {}, Symbol("x"), 1n, NaN, "\ud83d", cycle(), nested(DEEP, (below) => [below])];

// ---- arguments

test("a file that is none", options, async () => {
  const duck = { size: 1, type: "image/png", arrayBuffer() {}, stream() {}, slice() {} };
  const none = [undefined, "x", {}, duck, { "\0": "blob:0" }, [file], new Uint8Array(5), Object.create(Blob.prototype), ...noObject];
  for (const value of none) await refused("yeastar", (client) => client.upload(value), "");
});

test("options of an upload that are none", options, async () => {
  for (const given of noObject) await refused("yeastar", (client) => client.upload(file, given), "");
  for (const filename of noText) await refused("yeastar", (client) => client.upload(file, { filename }), "/filename");
  for (const signal of [null, 7, {}, "x"]) await refused("yeastar", (client) => client.upload(file, { signal }), "/signal");
  await refused("yeastar", (client) => client.upload(file, { timeoutMs: 5 }), "/timeoutMs");
});

test("queries for templates that are none", options, async () => {
  for (const provider of ["islash", "yeastar"]) {
    for (const query of noObject) await refused(provider, (client) => client.templates(query), "");
    for (const search of noText) await refused(provider, (client) => client.templates({ search, channelId: 1 }), "/search");
    for (const key of ["category", "language"]) {
      for (const value of ["UTILITY", 7, null, {}, new Set()]) await refused(provider, (client) => client.templates({ [key]: value }), `/${key}`);
      for (const value of noText) await refused(provider, (client) => client.templates({ [key]: ["a", value] }), `/${key}/1`);
    }
    await refused(provider, (client) => client.templates({ page: 1 }), "/page");
  }
  for (const channelId of [undefined, null, "", "a", "1/../2", "-1", 1.5, NaN, {}, [], true]) {
    await refused("yeastar", (client) => client.templates({ channelId }), "/channelId");
  }
  await refused("islash", (client) => client.templates({ channelId: 1 }), "/channelId");
});

test("queries for chats that are none", options, async () => {
  for (const query of noObject) await refused("texter", (client) => client.chats(query), "");
  for (const search of [undefined, "", "a", "  a  ", ...noText]) await refused("texter", (client) => client.chats({ search }), "/search");
  for (const limit of [0, -1, 1.5, 10_001, NaN, Infinity, "5", null, {}]) await refused("texter", (client) => client.chats({ search: "Ada", limit }), "/limit");
  await refused("texter", (client) => client.chats({ search: "Ada", labels: [] }), "/labels");
  await refused("texter", (client) => client.chats(), "");
});

test("a search is one value, whatever it holds", options, async () => {
  const search = "a b&limit=9#c/../?%41+é\u{1F600}";
  let called;
  const fetch = async (request) => {
    called = new URL(request.url);
    return Response.json({ data: [], total: 0 });
  };
  await new Client(config.texter, { fetch }).chats({ search, limit: 5 });
  assert.deepEqual([...called.searchParams], [["search", search], ["limit", "5"]]);
});

test("methods apart from their client, and before it is whole", options, async () => {
  for (const name of ["upload", "templates", "stickers", "chats"]) {
    const { [name]: method } = Client.prototype;
    await assert.rejects(method.call(undefined), TypeError);
    await assert.rejects(method.call({}), TypeError);
  }
});

// ---- answers

const unreadable = {
  "an empty answer": "",
  "no JSON": "<html>",
  null: "null",
  "a list": "[]",
  "success and nothing": '{"errcode":0,"meta":{"code":"RESP_OKAY"},"success":true}',
  "success and lists that are none": '{"errcode":0,"list":{},"data":{"templates":7,"stickers":{}},"meta":{"code":"RESP_OKAY"}}',
  "nesting without end": "[".repeat(100_000),
};
for (const [name, body] of Object.entries(unreadable)) {
  test(`an answer to a list that is none: ${name}`, options, async () => {
    for (const [provider, operation, call] of calls) {
      await served((_, response) => response.end(body), async (server) => {
        const error = await failure(call(new Client(aimed(provider, server.url))), { outcome: "not_sent", attempts: 0, provider });
        assert.equal(error.code, "bad_response", operation);
        assert.equal(server.requests, 1);
      });
    }
  });
}

test("entries that are none are left out, and ids keep their digits", options, async () => {
  const odd = '[null,7,"x",[],{},{"id":12345678901234567890,"name":"a","uri":"u","_id":"c","components":7,"width":"12","height":[]}]';
  const body = `{"errcode":0,"total_number":1,"list":[{"uri":"u","id":12345678901234567890}],"data":DATA,"meta":{"code":"RESP_OKAY"}}`;
  for (const [provider, operation, call] of calls) {
    const data = provider === "islash" ? `{"templates":${odd},"stickers":${odd}}` : odd;
    await served((_, response) => response.end(body.replace("DATA", data)), async (server) => {
      const found = [await call(new Client(aimed(provider, server.url)))].flat();
      assert.equal(found.length, 1, operation);
      assert.equal(found[0].id, operation === "chats" ? "c" : "12345678901234567890");
    });
  }
});

test("pages of templates that never end are not read for ever", options, async () => {
  const page = '{"errcode":0,"total_number":1000000000,"data":[{"name":"a"}]}';
  await served((_, response) => response.end(page), async (server) => {
    const found = await new Client(aimed("yeastar", server.url)).templates({ channelId: 1 });
    assert.equal(found.length, server.requests);
  });
});

// ---- secrets

const secretsOf = (provider) =>
  ["token", "session", "apiKey", "accessToken", "clientSecret"].flatMap((key) => config[provider][key] ?? []);

for (const status of [200, 302, 401, 429, 500]) {
  test(`what echoes a secret with ${status} shows none`, options, async () => {
    for (const [provider, operation, call] of calls) {
      const secrets = secretsOf(provider);
      const echo = secrets.join(" ");
      const entry = { id: secrets[0], _id: secrets[0], name: echo, uri: echo, title: echo, type: secrets[0], components: [{ type: "BODY", text: echo }] };
      const body = {
        ...{ errcode: status === 200 ? 0 : 40002, errmsg: echo, message: echo, error: echo },
        ...{ meta: { code: status === 200 ? "RESP_OKAY" : echo, message: echo }, list: [entry], total_number: 1 },
        data: provider === "islash" ? { templates: [entry], stickers: [entry] } : [entry],
      };
      const events = [];
      const headers = { location: `https://${secrets[0]}.example`, "x-echo": echo };
      const answer = ({ url }, response) => response.writeHead(status, headers).end(JSON.stringify({ ...body, echo: url }));
      const found = await served(answer, (server) => {
        const client = new Client(aimed(provider, server.url), { retry: false, onAttempt: (event) => events.push(event) });
        return call(client).catch((error) => error);
      });
      assert.equal(sessage.isSessageError(found), status !== 200, operation);
      const shown = [inspect([found, events], { depth: 20, showHidden: true }), JSON.stringify(found), found.stack].join("\n");
      for (const secret of secrets) assert.equal(shown.includes(secret), false, `${provider} ${operation} shows ${secret}`);
      assert.match(shown, /MASKED_/);
      assert.equal(events.length, 2);
    }
  });
}

test("iSlash's session in the address of the stickers is masked in events and in what fetch throws", options, async () => {
  const events = [];
  const fetch = async (request) => {
    throw new Error(request.url);
  };
  const client = new Client(config.islash, { retry: false, fetch, onAttempt: (event) => events.push(event) });
  const error = await failure(client.stickers(), { code: "network", outcome: "not_sent" });
  assert.deepEqual(events.map(({ purpose, method }) => [purpose, method]), [["lookup", "GET"], ["lookup", "GET"]]);
  for (const { url } of events) assert.match(url, /\?session=MASKED_session$/);
  assert.equal(inspect([error, events], { depth: 10, showHidden: true }).includes(config.islash.session), false);
});

test("a callback that throws harms no call", options, async () => {
  for (const [provider, , call] of calls) assert.ok(await call(new Client(config[provider], { onAttempt: throwing(venom()) })));
});

test("every call is there for every provider", options, () => {
  for (const provider of providers) {
    const client = new Client(config[provider]);
    for (const name of ["upload", "templates", "stickers", "chats"]) assert.equal(typeof client[name], "function");
  }
});
