// The examples as somebody has them who copied them: beside the packed package, away from the sources.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
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

/** Bundles the gateway by wrangler, as for a deployment, and gives what Miniflare needs to run it. */
export async function bundleGateway() {
  const cwd = join(examples, "cloudflare-worker");
  const { status, stdout, stderr } = await execute(program("wrangler"), ["deploy", "--dry-run", "--outdir", "dist"], {
    cwd,
    env: { WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_PATH: at("build/wrangler-logs"), CI: "1" },
  });
  if (status !== 0) throw new Error(`wrangler ended with ${status}\n${stdout}${stderr}`);
  const dist = join(cwd, "dist");
  const types = { ".js": "ESModule", ".wasm": "CompiledWasm" };
  const modules = readdirSync(dist)
    .map((path) => ({ type: types[/\.\w+$/.exec(path)[0]], path: join(dist, path) }))
    .filter(({ type }) => type)
    .sort((one) => (one.path.endsWith("index.js") ? -1 : 1));
  const settings = readFileSync(join(cwd, "wrangler.jsonc"), "utf8");
  return {
    modules,
    modulesRoot: dist,
    compatibilityDate: /"compatibility_date": "([\d-]+)"/.exec(settings)[1],
    host: "127.0.0.1",
    port: 0,
  };
}
