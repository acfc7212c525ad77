import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { at } from "../../scripts/shared.mjs";
import { consumer } from "./support/consumer.mjs";
import { assertSent, config } from "./support/simulator.mjs";

const options = { timeout: 60_000 };
const bin = (name) => at("node_modules/.bin", name);

/** Runs the scenario in a program of its own, in the consumer project. */
async function sends(sender, command, args) {
  const environment = { ...process.env, DENO_DIR: at("build/deno"), DENO_NO_UPDATE_CHECK: "1" };
  const { stdout } = await promisify(execFile)(command, [...args, sender, JSON.stringify(config)], {
    cwd: consumer,
    env: environment,
  });
  await assertSent(JSON.parse(stdout), sender);
}

test("Node imports it", options, () => sends("node-import", process.execPath, ["run.js"]));

// Node loads an ES module by require() since 20.19 and 22.12.
const requires = process.features.require_module
  ? false
  : `Node ${process.version} cannot require() an ES module`;
test("Node requires it", { ...options, skip: requires }, () =>
  sends("node-require", process.execPath, ["--no-warnings", "run.cjs"]),
);

test("Deno imports it", options, () =>
  sends("deno", bin("deno"), [
    "run",
    "--quiet",
    "--no-lock",
    "--allow-read",
    "--allow-net",
    "--allow-env",
    "run.js",
  ]),
);

test("Bun imports it", options, () => sends("bun", bin("bun"), ["run.js"]));

test("Node loads the inlined module", options, async () => {
  const sessage = await import(at("build/consumer/node_modules/sessage/inline.js"));
  assert.equal(await sessage.default(), undefined);
  assert.deepEqual(
    sessage.validate({ to: "+14155552671", content: { type: "text", text: "Hello" } }, "islash"),
    [],
  );
});
