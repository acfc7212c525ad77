// The simulator that scripts/test.mjs started, and what it has seen.
import assert from "node:assert/strict";
import { configs } from "../../../scripts/simulator.mjs";

export const url = process.env.SESSAGE_SIMULATOR;
assert.ok(url, "SESSAGE_SIMULATOR names no simulator: run these tests by `make test-package`");
export const config = await configs(url, { login: false });
const providers = ["islash", "connectly", "texter", "yeastar"];

const OPERATIONS = {
  islash: { templates: true, stickers: true },
  connectly: {},
  texter: { chats: true },
  yeastar: { upload: true, templates: true },
};

/**
 * The receipts must name a message of each provider, and each must have arrived with the sender's text. Every other call
 * must have given something.
 */
export async function assertSent(receipts, sender) {
  assert.deepEqual(Object.keys(receipts).sort(), [...providers].sort());
  for (const [provider, { messageId, usedFallback, asked }] of Object.entries(receipts)) {
    assert.match(messageId, /^\S+$/);
    assert.deepEqual([usedFallback, asked], [true, OPERATIONS[provider]]);
  }
  const records = await (await fetch(`${url}/_simulator/requests`)).json();
  const arrived = records.filter((record) => JSON.stringify(record).includes(`Hello from ${sender}`));
  assert.deepEqual(new Set(arrived.map((record) => record.provider)), new Set(providers));
}
