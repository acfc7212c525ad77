// Whether a runtime gave what the table says, and whether what it sent has arrived.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { config, url } from "../../package/support/simulator.mjs";
import { table } from "../checks/table.js";

const providers = Object.keys(config);

/** The setting with which a runtime plays the table. */
export const settingOf = (sender) => ({ configs: config, sender });

const expected = (needsInit) =>
  table.map(({ name, gives, givesFirst }) => ({ name, gave: (needsInit && givesFirst) || gives }));

/** How many checks of the table passed. */
export function countMet(results, needsInit) {
  return expected(needsInit).filter((right, index) => isDeepStrictEqual(results[index], right)).length;
}

/** All of them must have, and a text of the sender's must have arrived at every provider. */
export async function assertMet(results, { needsInit, sender }) {
  assert.deepEqual(results, expected(needsInit));
  const records = await (await fetch(`${url}/_simulator/requests`)).json();
  const arrived = records.filter((record) => JSON.stringify(record).includes(`Hello from ${sender}"`));
  assert.deepEqual(new Set(arrived.map(({ provider }) => provider)), new Set(providers));
}
