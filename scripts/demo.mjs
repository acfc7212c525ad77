// Sends one message of every kind through the built package to the simulator, prints what became of each, and keeps the
// demo page up until it is stopped:  ONCE=1 ends after the table instead, and fails when a message was not sent.
import { readFileSync } from "node:fs";
import { at, fail, run } from "./shared.mjs";
import * as simulator from "./simulator.mjs";
import { messages, recipient } from "./demo-messages.mjs";

const port = Number(process.env.PORT || 8787);
const once = Boolean(process.env.ONCE);

if (!(await simulator.isFree(port))) {
  fail(
    `127.0.0.1:${port} is in use. Stop what listens there, or take another port: make demo PORT=${port + 1}`,
  );
}
run("node", ["scripts/pkg.mjs"]);
run("npm", ["run", "build", "--workspace", "www", "--silent"]);
run(simulator.build[0], simulator.build.slice(1));

const { url, stop, child } = await simulator
  .start(port, ["/=build/www"])
  .catch((error) => fail(error.message));
const { exports } = JSON.parse(readFileSync(at("pkg/package.json"), "utf8"));
const sessage = await import(at("pkg", exports["."].node));

checkKinds();
const rows = await sendAll(await simulator.configs(url));
printTable(rows);
const failed = rows.filter(({ outcome }) => outcome !== "sent");
console.log(`\n${rows.length - failed.length} of ${rows.length} sent`);

if (once) {
  stop();
  process.exitCode = failed.length === 0 ? 0 : 1;
} else {
  console.log(`\nThe demo page is up at ${url}/ until you press Ctrl+C.`);
  // Being stopped is how this ends well; Ctrl+C reaches the simulator too, so only an end of its own is a failure.
  process.exitCode = 0;
  child.once("exit", (status, signal) => signal ?? fail("the simulator ended"));
}

/** The rows must hold every kind that the package's own table says is carried. */
function checkKinds() {
  for (const [provider, rows] of Object.entries(messages)) {
    const shown = new Set(rows.map(([, { content }]) => content.type));
    const missing = Object.entries(sessage.capabilities(provider).content)
      .filter(([kind, { carried }]) => carried && !shown.has(kind))
      .map(([kind]) => kind);
    if (missing.length > 0) fail(`scripts/demo-messages.mjs has no ${missing.join(", ")} for ${provider}`);
  }
}

/** One after the other, so that each row's time is its own. */
async function sendAll(configs) {
  const rows = [];
  for (const [provider, kinds] of Object.entries(messages)) {
    const client = new sessage.Client(configs[provider]);
    for (const [kind, message] of kinds) {
      const began = performance.now();
      const result = await client.send({ to: recipient, ...message }).then(
        ({ messageId }) => ({ outcome: "sent", messageId }),
        (error) => ({
          outcome: error.outcome ?? "failed",
          messageId: "",
          why: `${error.code}: ${error.message}`,
        }),
      );
      rows.push({ provider, kind, ...result, ms: (performance.now() - began).toFixed(1) });
    }
    client.free();
  }
  return rows;
}

function printTable(rows) {
  const columns = ["provider", "kind", "outcome", "messageId", "ms"];
  const heads = { provider: "provider", kind: "kind", outcome: "outcome", messageId: "message id", ms: "ms" };
  const width = (column) => Math.max(...[heads, ...rows].map((row) => row[column].length));
  const line = (row) =>
    columns
      .map((column) =>
        column === "ms" ? row[column].padStart(width(column)) : row[column].padEnd(width(column)),
      )
      .join("  ");
  console.log(`\n${line(heads)}\n${columns.map((column) => "-".repeat(width(column))).join("  ")}`);
  for (const row of rows) console.log(line(row) + (row.why ? `  ${row.why}` : ""));
}
