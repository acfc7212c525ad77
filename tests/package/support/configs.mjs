// What the tests of configurations and options share: configurations that are right, what is no plain object, and the
// check that a client cannot be made.
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Client, failure } from "./hostile.mjs";
import { revoked, throwing } from "./input.mjs";

export const secrets = ["s3cr3t-token-1", "s3cr3t-session-2", "s3cr3t-id-3", "s3cr3t-secret-4"];
export const base = "https://a.example";
export const right = {
  islash: { provider: "islash", baseUrl: base, token: secrets[0], session: secrets[1] },
  connectly: { provider: "connectly", baseUrl: base, businessId: "b", apiKey: secrets[0] },
  texter: { provider: "texter", baseUrl: base, token: secrets[0] },
  yeastar: { provider: "yeastar", baseUrl: base, from: "1", accessToken: secrets[0] },
};
export const login = { provider: "yeastar", baseUrl: base, from: "1", clientId: secrets[2], clientSecret: secrets[3] };

/** The client cannot be made: `paths` are among those of its problems, and no secret is shown. */
export async function refused(given, clientOptions, paths) {
  const error = await failure(() => new Client(given, clientOptions), {
    ...{ code: "invalid_config", outcome: "not_sent", retryable: false, attempts: 0 },
  });
  const found = error.problems.map(({ path }) => path);
  for (const path of paths) assert.ok(found.includes(path), `${path} is not among ${JSON.stringify(error.problems)}`);
  for (const problem of error.problems) {
    assert.equal(problem.severity, "error");
    assert.ok(problem.message.length > 0 && problem.message.length < 1000);
  }
  const shown = [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 10 })].join("\n");
  for (const secret of secrets) assert.equal(shown.includes(secret), false, `${secret} is shown: ${shown}`);
}

export const notPlain = {
  null: null,
  undefined: undefined,
  "a number": 7,
  "a string": "islash",
  "a boolean": true,
  "a symbol": Symbol("x"),
  "a bigint": 1n,
  "a function": () => {},
  "an array": [right.islash],
  "a Map": new Map(Object.entries(right.islash)),
  "a Date": new Date(),
  "a class instance": new (class { provider = "islash"; })(),
  "an AbortSignal": new AbortController().signal,
  "a revoked Proxy": revoked({}),
  "a Proxy whose keys throw": new Proxy({}, { ownKeys: throwing(undefined) }),
};
