// What the tests of hostile answers share: the two errors that most of them end in, one send through each provider to a
// server of the test, and what passes for a Response.
import assert from "node:assert/strict";
import { answering } from "./answering.mjs";
import { Client, aimed, direct, failure, once, providers } from "./hostile.mjs";

export const UNREADABLE = { code: "bad_response", outcome: "unknown", retryable: false };
export const BROKEN = { code: "network", outcome: "unknown", retryable: false };

/** Sends once through each provider to a server; `expected` are the error's fields. */
export async function each(server, expected, check = () => {}) {
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

export const answer = (status, body, headers = {}) => answering((_, response) => response.writeHead(status, headers).end(body));

export const fake = (fields) => ({ status: 200, headers: new Headers(), ...fields });
