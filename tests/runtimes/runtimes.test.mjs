// Every project plays the table against the simulator over HTTP. Which passed is printed as a table at the end.
import { after, before, describe, test } from "node:test";
import { rows } from "./rows.mjs";
import { table } from "./checks/table.js";
import { assertMet, countMet, settingOf } from "./support/met.mjs";
import { openBrowser } from "./support/pages.mjs";
import { prepare } from "./support/projects.mjs";

const options = { timeout: 60_000 };
const counts = new Map();
let browser;

before(async () => {
  browser = await openBrowser();
}, options);

after(async () => {
  await browser?.close();
  console.log(["", line("runtime", "init", "checks", "result"), ...rows.map(told), ""].join("\n"));
});

describe("the table is played by", { concurrency: 2 }, () => {
  for (const { name, project, folder = project, way, needsInit = false, ...settings } of rows) {
    test(name, options, async () => {
      const results = await way(prepare(project, folder), settingOf(folder), { ...settings, needsInit }, browser);
      counts.set(name, countMet(results, needsInit));
      await assertMet(results, { needsInit, sender: folder });
    });
  }
});

function told({ name, needsInit }) {
  const count = counts.get(name) ?? 0;
  const result = count === table.length ? "passed" : "FAILED";
  return line(name, needsInit ? "needed" : "", `${count} of ${table.length}`, result);
}

function line(name, init, checks, result) {
  return `${name.padEnd(24)}${init.padEnd(8)}${checks.padStart(8)}  ${result}`;
}
