// Validating one message, and making the JSON of the provider's body, side by side: sessage, three schema libraries
// with a mapping written by hand, and checks written by hand. In Node and in Chromium. Run by `make bench`, or:
//   scripts/with-tools.sh node benches/validate.mjs
// `plan`, which stands for sessage's building, does more than the others: it also writes the headers, the cURL line and
// the masks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { Client } from "../pkg/node.js";
import { faulty } from "./support/messages.mjs";
import { map } from "./support/rules/shared.mjs";
import { table, times, title } from "./support/table.mjs";
import { ROUNDS, compareAll, subjects, waysWith } from "./support/validation.mjs";

const BASE = "by hand";
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

agree(waysWith(Client));
title(`Validating: one message, median of ${ROUNDS} rounds; ratios are to checks by hand`);
show("Node", compareAll(Client));
if (process.env.CHROME) {
  const { version, results } = await inChromium(process.env.CHROME);
  show(`Chromium ${version}`, results);
} else {
  console.log("  Chromium is left out: scripts/with-tools.sh finds it\n");
}

/** All ways must mean the same, or comparing them would mean nothing. */
function agree(ways) {
  for (const [name, way] of Object.entries(ways)) {
    for (const message of Object.values(subjects)) {
      assert.ok(way.validate(message), name);
      assert.deepEqual(JSON.parse(way.build(message)), map(message), name);
    }
    for (const message of faulty) {
      assert.ok(!way.validate(message), `${name}: ${JSON.stringify(message)}`);
      assert.equal(way.build(message), undefined, name);
    }
  }
}

function show(where, results) {
  const names = Object.keys(results[0].times);
  const cells = ({ times: each }, name) => [each[name].toFixed(2), times(each[name] / each[BASE])];
  table(
    [`${where}, µs`, ...results.flatMap(({ label }) => [label, ""])],
    ...names.map((name) => [name, ...results.flatMap((result) => cells(result, name))]),
  );
}

async function inChromium(executablePath) {
  const bundle = await build({
    stdin: {
      contents: `
        import { Client } from "../pkg/inline.js";
        import { compareAll } from "./support/validation.mjs";
        globalThis.compareAll = () => compareAll(Client);`,
      resolveDir: here("."),
    },
    bundle: true,
    format: "iife",
    logLevel: "error",
    write: false,
  });
  const { args } = JSON.parse(readFileSync(here("../webdriver.json"), "utf8"))["goog:chromeOptions"];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: bundle.outputFiles[0].text });
    return { version: browser.version().split(".")[0], results: await page.evaluate("compareAll()") };
  } finally {
    await browser.close();
  }
}
