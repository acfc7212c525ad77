// Whether a session window is open: 24 hours, or as many as the caller says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { failure, sessage } from "./support/hostile.mjs";

const { windowState } = sessage;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = 1_700_000_000_000;

/** Name to what the contact's last message and the options are, and what comes back. */
const states = {
  "just written": [at, { now: at }, { state: "open", closesAt: at + DAY, msLeft: DAY }],
  "the last millisecond": [at, { now: at + DAY - 1 }, { state: "open", closesAt: at + DAY, msLeft: 1 }],
  "the first millisecond after it": [at, { now: at + DAY }, { state: "closed", closesAt: at + DAY, msLeft: 0 }],
  "long ago": [at, { now: at + 30 * DAY }, { state: "closed", closesAt: at + DAY, msLeft: 0 }],
  "a contact who never wrote": [0, { now: at }, { state: "closed", closesAt: DAY, msLeft: 0 }],
  "72 hours": [at, { now: at + DAY, hours: 72 }, { state: "open", closesAt: at + 3 * DAY, msLeft: 2 * DAY }],
  "half an hour": [at, { now: at, hours: 0.5 }, { state: "open", closesAt: at + HOUR / 2, msLeft: HOUR / 2 }],
  "no hours": [at, { now: at, hours: 0 }, { state: "closed", closesAt: at, msLeft: 0 }],
  "a year": [at, { now: at, hours: 8760 }, { state: "open", closesAt: at + 365 * DAY, msLeft: 365 * DAY }],
  "a message from the future": [at, { now: at - HOUR }, { state: "open", closesAt: at + DAY, msLeft: DAY + HOUR }],
  "options without a prototype": [at, Object.assign(Object.create(null), { now: at }), { state: "open", closesAt: at + DAY, msLeft: DAY }],
  "options that are undefined": [at, { now: at, hours: undefined }, { state: "open", closesAt: at + DAY, msLeft: DAY }],
};
for (const [name, [last, options, expected]] of Object.entries(states)) {
  test(`the window: ${name}`, () => {
    const found = windowState(last, options);
    assert.deepEqual(found, expected);
    assert.equal(Object.getPrototypeOf(found), Object.prototype);
  });
}

test("without options it is now that counts", () => {
  assert.equal(windowState(Date.now()).state, "open");
  assert.equal(windowState(Date.now() - DAY).state, "closed");
});

/** Name to arguments, and where the problem is. */
const wrong = {
  nothing: [[], "/lastInboundAt"],
  "a text": [["now"], "/lastInboundAt"],
  null: [[null], "/lastInboundAt"],
  "a Date": [[new Date()], "/lastInboundAt"],
  NaN: [[NaN], "/lastInboundAt"],
  "a time before the epoch": [[-1], "/lastInboundAt"],
  "half a millisecond": [[0.5], "/lastInboundAt"],
  "a bigint": [[1n], "/lastInboundAt"],
  seconds: [[at / 1000], "/lastInboundAt"],
  "a time after the clock that judges": [[at, { now: at - 2 * DAY }], "/lastInboundAt"],
  "a now in seconds": [[at, { now: at / 1000 }], "/options/now"],
  "a now that is none": [[at, { now: "now" }], "/options/now"],
  "negative hours": [[at, { hours: -1 }], "/options/hours"],
  "more than a year": [[at, { hours: 8761 }], "/options/hours"],
  "hours that are no number": [[at, { hours: "24" }], "/options/hours"],
  "endless hours": [[at, { hours: Infinity }], "/options/hours"],
  "an unknown option": [[at, { minutes: 5 }], "/options/minutes"],
  "an option that throws": [[at, { get now() { throw new Error("x"); } }], "/options/now"],
  "options that are null": [[at, null], "/options"],
  "options that are a list": [[at, []], "/options"],
  "options that are a number": [[at, 5], "/options"],
};
for (const [name, [given, path]] of Object.entries(wrong)) {
  test(`no window: ${name}`, async () => {
    const error = await failure(() => windowState(...given), { code: "invalid_config" });
    assert.ok(error.problems.some((problem) => problem.path === path), JSON.stringify(error.problems));
  });
}
