// Configurations that no client can have. Each is told at its path, none shows a secret, and nothing leaves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { base, login, notPlain, refused, right, secrets } from "./support/configs.mjs";
import { Client, options, providers, sessage, taken, text } from "./support/hostile.mjs";
import { getter, throwing } from "./support/input.mjs";

test("the configurations that the cases change are right", options, () => {
  for (const given of [...Object.values(right), login]) {
    const client = new Client(given, {});
    assert.equal(client.provider, given.provider);
    client.free();
  }
});

test("a configuration that is no plain object", options, async () => {
  for (const value of Object.values(notPlain)) await refused(value, {}, [""]);
});

const names = ["", " ", "ISLASH", "islash ", "__proto__", "constructor", "toString", "islash\0", 7, null, {}, ["islash"], Symbol("islash"), new String("islash")];
test("a provider that is none", options, async () => {
  for (const provider of names) await refused({ ...right.islash, provider }, {}, ["/provider"]);
  const { provider: _, ...none } = right.islash;
  await refused(none, {}, ["/provider"]);
  await refused(JSON.parse('{"__proto__":{"provider":"islash"}}'), {}, ["/provider"]);
});

const badUrls = [
  "",
  " ",
  "/",
  "a.example",
  "//a.example",
  "https:",
  "https:a.example",
  "https:/a.example",
  "https://",
  "https:///a",
  "https://?",
  "https://#",
  "https://:443",
  "https://@a.example",
  "https://user@a.example",
  "https://user:s3cr3t-token-1@a.example",
  "https://a.example@b.example",
  "https://a.example/?x=1",
  "https://a.example?",
  "https://a.example/#",
  "https://a.example#x",
  "https://a.example:0",
  "https://a.example:65536",
  "https://a.example:-1",
  "https://a.example:+80",
  "https://a.example:8x",
  "https://a.example:80:80",
  "https://a b.example",
  "https://a.example/a b",
  "https://a.example\r\nX-Header: y",
  "https://a.example/\0",
  "https://a.example/\t",
  "https://a.example\\@b.example",
  "https:\\\\a.example",
  "https://a.example/\u2028",
  "https://[::1",
  "https://::1",
  "javascript:alert(1)",
  "javascript://a.example/%0aalert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "file://a.example/x",
  "ftp://a.example",
  "ws://a.example",
  "wss://a.example",
  "blob:https://a.example/x",
  "httpss://a.example",
  "https\u200b://a.example",
  " https://a.example",
];
const notLoopback = [
  "http://a.example",
  "http://127.0.0.1.evil.example",
  "http://localhost.evil.example",
  "http://evil-localhost",
  "http://xlocalhost",
  "http://127.evil.example",
  "http://127.1",
  "http://127.0.1",
  "http://2130706433",
  "http://0x7f000001",
  "http://0x7f.0.0.1",
  "http://0127.0.0.1",
  "http://127.0.0.01",
  "http://+127.0.0.1",
  "http://127.0.0.256",
  "http://127.0.0.1.1",
  "http://127.0.0.-1",
  "http://0.0.0.0",
  "http://[::ffff:127.0.0.1]",
  "http://[::]",
  "http://[::1].evil.example",
  "http://[::2]",
  "http://10.0.0.1",
  "http://169.254.169.254",
  "http://localhos\u0442",
  "http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
  "http://127\u30020\u30020\u30021",
  "http://\uff11\uff12\uff17.0.0.1",
  "http://localhost%2eevil.example",
  "http://localhost\u3002evil.example",
];
const wrongTypes = [null, 7, true, {}, [], ["https://a.example"], new URL("https://a.example"), new String(base), Symbol("x"), 1n, () => base, new Date()];

test("a base URL that is none", options, async () => {
  for (const provider of providers) {
    for (const baseUrl of [...badUrls, ...wrongTypes]) await refused({ ...right[provider], baseUrl }, {}, ["/baseUrl"]);
    // allowInsecure opens http: alone, and nothing else.
    for (const baseUrl of badUrls) await refused({ ...right[provider], baseUrl }, { allowInsecure: true }, ["/baseUrl"]);
  }
});

test("plain http: to what only looks like loopback", options, async () => {
  for (const provider of providers) {
    for (const baseUrl of notLoopback) await refused({ ...right[provider], baseUrl }, {}, ["/baseUrl"]);
  }
});

const bases = [
  ["https://a.example", "https://a.example"],
  ["https://a.example/", "https://a.example"],
  ["https://a.example////", "https://a.example"],
  ["https://a.example/x/y/", "https://a.example/x/y"],
  ["HTTPS://A.example/X", "https://a.example/X"],
  ["https://a.example:8443/x", "https://a.example:8443/x"],
  ["https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x"],
  ["http://localhost:1/x", "http://localhost:1/x"],
  ["http://LOCALHOST:1", "http://localhost:1"],
  ["http://127.0.0.1:1", "http://127.0.0.1:1"],
  ["http://127.9.9.9:1", "http://127.9.9.9:1"],
  ["http://[::1]:1", "http://[::1]:1"],
];
const path = {
  islash: "/send-session-message",
  connectly: "/v1/businesses/b/send/messages",
  texter: "/messages/send/c",
  yeastar: "/openapi/v1.0/message/send?access_token=s3cr3t-token-1",
};
test("a base URL keeps its prefix and loses its last slashes", options, async () => {
  for (const provider of providers) {
    for (const [baseUrl, expected] of bases) {
      let called;
      const fetch = async (request) => {
        called = request.url;
        return Response.json(taken[provider]);
      };
      const client = new Client({ ...right[provider], baseUrl }, { fetch });
      await client.send(provider === "texter" ? { ...text(), to: { conversationId: "c" } } : text());
      assert.equal(called, expected + path[provider]);
    }
  }
});

const keys = { islash: "token", connectly: "apiKey", texter: "token", yeastar: "accessToken" };
const badHeaders = ["a\r\nX-Other: y", "a\nb", "a\rb", "a\0b", "a\tb", " a", "a ", "a b", "é", "\u{1f600}", "\u00a0", "a\x7f", "\u2028", "", " ", "\r\n"];
test("a key that no header can carry", options, async () => {
  for (const provider of providers) {
    for (const value of [...badHeaders, "\ud83d", null, 7, true, {}, [secrets[0]], Symbol("x"), 1n, () => {}]) {
      await refused({ ...right[provider], [keys[provider]]: value }, {}, [`/${keys[provider]}`]);
    }
    const { [keys[provider]]: _, ...without } = right[provider];
    await refused(without, {}, [`/${keys[provider]}`]);
    await refused(getter({ ...right[provider] }, keys[provider], throwing(new Error(secrets[0]))), {}, [`/${keys[provider]}`]);
  }
});

test("a key with a line break beside a secret shows neither", options, async () => {
  for (const provider of providers) {
    await refused({ ...right[provider], [keys[provider]]: `${secrets[0]}\r\n${secrets[3]}` }, {}, [`/${keys[provider]}`]);
  }
});

const configCases = {
  "iSlash without a session": [{ ...right.islash, session: undefined }, "/session"],
  "iSlash with a blank session": [{ ...right.islash, session: " " }, "/session"],
  "iSlash with a session that is a number": [{ ...right.islash, session: 7 }, "/session"],
  "iSlash without a base URL": [{ ...right.islash, baseUrl: undefined }, "/baseUrl"],
  "iSlash with a field of another provider": [{ ...right.islash, apiKey: "x" }, "/apiKey"],
  "an unknown field named __proto__": [JSON.parse(JSON.stringify(right.islash).replace("{", '{"__proto__":{"a":1},')), "/__proto__"],
  "an unknown field named constructor": [{ ...right.islash, constructor: 1 }, "/constructor"],
  "an unknown field that starts with NUL": [{ ...right.islash, "\0x": 1 }, "/\0x"],
  "a field in a cycle": [Object.assign({ ...right.islash }, { self: globalThis }), "/self"],
  "Connectly without a business": [{ ...right.connectly, businessId: undefined }, "/businessId"],
  "Connectly with the business ..": [{ ...right.connectly, businessId: ".." }, "/businessId"],
  "Connectly with the business .": [{ ...right.connectly, businessId: "." }, "/businessId"],
  "Connectly with an empty business": [{ ...right.connectly, businessId: "" }, "/businessId"],
  "Connectly with a blank business": [{ ...right.connectly, businessId: " " }, "/businessId"],
  "Connectly with a business that is a number": [{ ...right.connectly, businessId: 7 }, "/businessId"],
  "Connectly with half a surrogate pair for a business": [{ ...right.connectly, businessId: "\ud83d" }, "/businessId"],
  "Connectly with a number that is none": [{ ...right.connectly, from: "x" }, "/from"],
  "Connectly with a number without +": [{ ...right.connectly, from: "14155552671" }, "/from"],
  "Texter with neither project nor base URL": [{ provider: "texter", token: secrets[0] }, "/projectId"],
  "Texter with a project that is a host": [{ ...right.texter, projectId: "evil.example/" }, "/projectId"],
  "Texter with a project that ends its host": [{ provider: "texter", token: secrets[0], projectId: "evil.example#" }, "/projectId"],
  "Texter with a project with user info": [{ provider: "texter", token: secrets[0], projectId: "x@evil" }, "/projectId"],
  "Texter with a blank project": [{ provider: "texter", token: secrets[0], projectId: " " }, "/projectId"],
  "Texter with a project of another script": [{ provider: "texter", token: secrets[0], projectId: "é" }, "/projectId"],
  "Texter with a project that is too long": [{ provider: "texter", token: secrets[0], projectId: "a".repeat(64) }, "/projectId"],
  "Yeastar with both credentials": [{ ...login, accessToken: secrets[0] }, "/accessToken"],
  "Yeastar with neither credential": [{ provider: "yeastar", baseUrl: base }, "/accessToken"],
  "Yeastar with a client id alone": [{ ...login, clientSecret: undefined }, "/clientSecret"],
  "Yeastar with a client secret alone": [{ ...login, clientId: undefined }, "/clientId"],
  "Yeastar with a blank client secret": [{ ...login, clientSecret: "\t" }, "/clientSecret"],
  "Yeastar with a sender type of its own": [{ ...login, senderType: 2 }, "/senderType"],
  "Yeastar with a sender type that is text": [{ ...login, senderType: "1" }, "/senderType"],
  "Yeastar with a sender type that is NaN": [{ ...login, senderType: NaN }, "/senderType"],
  "Yeastar for an extension that it does not name": [{ ...login, senderType: 1 }, "/senderNo"],
  "Yeastar with a User-Agent that breaks lines": [{ ...login, userAgent: "a\r\nX: y" }, "/userAgent"],
  "Yeastar with a User-Agent of another script": [{ ...login, userAgent: "é" }, "/userAgent"],
  "Yeastar with a blank User-Agent": [{ ...login, userAgent: " " }, "/userAgent"],
  "Yeastar with a channel that is a number": [{ ...login, channel: 7 }, "/channel"],
};
for (const [name, [given, at]] of Object.entries(configCases)) {
  test(`configuration: ${name}`, options, () => refused(given, {}, [at]));
}

test("every problem of a configuration at once", options, () =>
  refused({ provider: "islash", baseUrl: "ftp://a", token: "a\n", session: "", extra: 1 }, {}, [
    ...["/baseUrl", "/token", "/session", "/extra"],
  ]));

test("no secret is in what a client shows of itself", options, () => {
  for (const given of [...Object.values(right), login]) {
    const client = new Client(given, { fetch() {}, onAttempt() {} });
    const shown = [inspect(client, { depth: 10, showHidden: true }), JSON.stringify(client), String(client)].join("\n");
    for (const secret of secrets) assert.equal(shown.includes(secret), false);
  }
});

test("a configuration changed after the client was made changes nothing", options, async () => {
  const given = { ...right.connectly };
  let called;
  const fetch = async (request) => {
    called = request;
    return Response.json(taken.connectly);
  };
  const client = new Client(given, { fetch });
  Object.assign(given, { baseUrl: "https://b.example", apiKey: "other" });
  await client.send(text());
  assert.deepEqual([new URL(called.url).host, called.headers.get("x-api-key")], ["a.example", secrets[0]]);
});

test("no other provider's class is needed: sessage names its providers", options, () => {
  assert.deepEqual([...sessage.providers], providers);
  assert.ok(Object.isFrozen(sessage.providers));
});
