// What validate.mjs measures, for any runtime.
import { median } from "./median.mjs";
import { tenRows, text, to } from "./messages.mjs";
import * as ajv from "./rules/ajv.mjs";
import * as byHand from "./rules/by-hand.mjs";
import { map } from "./rules/shared.mjs";
import * as valibot from "./rules/valibot.mjs";
import * as zod from "./rules/zod.mjs";

export const ROUNDS = 25;
const WARM_UP_ROUNDS = 5;
const ROUND_MS = 15;

export const subjects = { text: { to, content: text }, list: { to, content: tenRows } };

const withMapping = ({ isValid }) => ({
  validate: isValid,
  build: (message) => (isValid(message) ? JSON.stringify(map(message)) : undefined),
});

/** By name: `validate` tells whether a message can be sent, `build` gives its body as JSON, or undefined. */
export function waysWith(Client) {
  const client = new Client({ provider: "connectly", businessId: "biz", apiKey: "key" });
  return {
    sessage: {
      validate: (message) => client.validate(message).length === 0,
      build: (message) => {
        const [request] = client.plan(message).requests;
        return request && JSON.stringify(request.body.value);
      },
    },
    zod: withMapping(zod),
    valibot: withMapping(valibot),
    ajv: withMapping(ajv),
    "by hand": withMapping(byHand),
  };
}

/** Microseconds for each subject and task, by way. */
export function compareAll(Client) {
  const ways = waysWith(Client);
  return Object.entries(subjects).flatMap(([subject, message]) => [
    { label: `${subject}: validate`, times: compare(ways, "validate", message) },
    { label: `${subject}: and build`, times: compare(ways, "build", message) },
  ]);
}

/** The ways take turns in every round, so that what slows the machine slows all of them. */
function compare(ways, task, message) {
  const names = Object.keys(ways);
  const times = names.map(() => []);
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const index = (turn + round + WARM_UP_ROUNDS) % names.length;
      const time = measure(ways[names[index]][task], message);
      if (round >= 0) times[index].push(time);
    }
  }
  return Object.fromEntries(names.map((name, index) => [name, median(times[index])]));
}

// Kept, so that no call is optimised away.
let sink;

/** Microseconds of one call, over about ROUND_MS. */
function measure(call, message) {
  let calls = 0;
  const began = performance.now();
  let now = began;
  while (now - began < ROUND_MS) {
    for (let index = 0; index < 20; index++) sink = call(message);
    calls += 20;
    now = performance.now();
  }
  if (sink === undefined) throw new Error("nothing was measured");
  return ((now - began) * 1000) / calls;
}
