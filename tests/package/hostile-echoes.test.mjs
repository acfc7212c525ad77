// Secrets that an answer or a fetch says back are not shown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { answering } from "./support/answering.mjs";
import { Client, aimed, config, direct, failure, once, options, providers } from "./support/hostile.mjs";
import { BROKEN } from "./support/refused.mjs";

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
