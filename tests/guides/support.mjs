// The examples as somebody has them who copied them: beside the packed package, away from the sources.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { at, filesBelow } from "../../scripts/shared.mjs";
import { installed } from "../package/support/consumer.mjs";

/** Each test file has a copy of its own. */
export const examples = at("build/examples", basename(process.argv[1], ".test.mjs"));
export const program = (name) => at("node_modules/.bin", name);

/** Copies the examples. Those that name the demo's simulator name this one instead. */
export function copyExamples(simulator) {
  rmSync(examples, { recursive: true, force: true });
  mkdirSync(join(examples, "node_modules"), { recursive: true });
  cpSync(at("examples"), examples, {
    recursive: true,
    filter: (path) => !/\/(node_modules|dist|\.wrangler)$/.test(path),
  });
  cpSync(installed, join(examples, "node_modules/sessage"), { recursive: true });
  for (const file of filesBelow(join(examples, "node"))) {
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replaceAll("127.0.0.1:8787", new URL(simulator).host));
  }
}

/** Runs a program to its end, whatever the end is. */
export function execute(command, args, { cwd, env } = {}) {
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd, env: { ...process.env, ...env }, timeout: 60_000 },
      (error, stdout, stderr) => resolve({ status: error ? (error.code ?? error.signal) : 0, stdout, stderr }),
    );
  });
}
