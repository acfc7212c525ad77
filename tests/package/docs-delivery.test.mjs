// docs/DELIVERY.md: its table of failures is the table that faults.test.mjs plays, and its examples run as they stand.
// SESSAGE_BLESS=1 writes the table anew.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { at } from "../../scripts/shared.mjs";
import { consumer } from "./support/consumer.mjs";
import { promised, readPage, runPage } from "./support/docs/page.mjs";
import { startSimulator } from "./support/private.mjs";
import { cases } from "./support/project/faults.js";

const options = { timeout: 60_000 };
const file = at("docs/DELIVERY.md");
const [BEGIN, END] = ["<!-- faults:begin -->\n", "<!-- faults:end -->"];
let simulator, ran, received;
const page = () => readPage("DELIVERY", "docs");

before(async () => {
  simulator = await startSimulator({ login: false });
}, options);
after(() => simulator?.stop());

const repeats = { yes: "yes", no: "no", onUnknown: "with `onUnknown`" };
const row = (name, { error, repeated = "no", then }) =>
  `| ${name} | \`${error.code}\` | \`${error.outcome}\` | ${repeats[repeated]} | ${verdict(error)} | ${then} |`;
const verdict = ({ next, scope }) => `\`${next}\`${next === "give_up" && scope ? `, ${scope}` : ""}`;

function table() {
  const rows = cases.flatMap((it) => [
    row(it.name, it),
    ...(it.elsewhere
      ? [row(`The same in ${it.elsewhere.runtimes.join(" and ")}`, { ...it, then: "as for any `unknown`", ...it.elsewhere })]
      : []),
  ]);
  return ["| what happened | code | outcome | repeated | `nextStep` | what to do |", "|---|---|---|---|---|---|", ...rows, ""].join("\n");
}

test("its table says what the tests of faults say", () => {
  const text = readFileSync(file, "utf8");
  const [before, rest] = text.split(BEGIN);
  const [written, ...others] = rest.split(END);
  if (process.env.SESSAGE_BLESS) writeFileSync(file, [before, BEGIN, table(), END, ...others].join(""));
  else assert.equal(written, table(), "stale: SESSAGE_BLESS=1 writes it anew");
});

test("its examples run, and print what they say", options, async () => {
  const telemetry = new URL("support/docs/telemetry.mjs", import.meta.url).href;
  const { blocks } = page();
  ran = await runPage(page(), simulator.url, [telemetry]);
  for (const [index, { printed }] of ran.entries()) {
    assert.deepEqual(printed, promised(blocks[index]), `${blocks[index].heading} (line ${blocks[index].line})`);
  }
  received = (heading) => ran[blocks.findIndex((block) => block.heading === heading)].received;
});

test("its examples send what they say", () => {
  const counts = {
    "Repeating, and how long it may take": 1,
    "Aborting": 0,
    "Another provider": 2,
    "Metrics and traces": 1,
  };
  for (const [heading, count] of Object.entries(counts)) assert.equal(received(heading).length, count, heading);
  const { blocks } = page();
  const many = ran.filter((_, index) => blocks[index].heading === "Many messages").map((block) => block.received);
  assert.deepEqual(many.map(({ length }) => length), [250, 2]);
  assert.equal(new Set(many[0].map(({ body }) => body.value.recipient.id)).size, 250);
});

test("its example tells OpenTelemetry of the attempt", () => {
  const { counts, records, spans } = JSON.parse(readFileSync(`${consumer}/telemetry.json`, "utf8"));
  const attributes = { provider: "connectly", purpose: "send", result: "ok" };
  assert.deepEqual(counts, [{ name: "sessage.attempts", value: 1, attributes }]);
  assert.deepEqual(
    records.map(({ value, ...record }) => [record, typeof value]),
    [[{ name: "sessage.attempt.duration", attributes }, "number"]],
  );
  const [{ name, startTime, endTime, attributes: about, status }, ...others] = spans;
  assert.deepEqual(others, []);
  assert.deepEqual([name, status, startTime <= endTime], ["sessage send", undefined, true]);
  assert.deepEqual([about["sessage.attempt"], about["http.response.status_code"], about["http.request.method"]], [1, 201, "POST"]);
});
