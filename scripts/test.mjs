// Runs the checks and tests, all of them or those named:  scripts/with-tools.sh node scripts/test.mjs [STEP...]
// A step that fails does not hide what the others find; only those that build on it are left out. The last line counts.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { at, root } from "./shared.mjs";
import * as simulator from "./simulator.mjs";

// Fixed, since the browser tests read the address when they are compiled: another port would compile them again.
const port = Number(process.env.SESSAGE_TEST_PORT ?? 8788);
const wasm = "--target wasm32-unknown-unknown";
const browserTests = "--test browser";
const testsIn = (folder) =>
  readdirSync(at(folder))
    .filter((name) => name.endsWith(".test.mjs"))
    .map((name) => `${folder}/${name}`)
    .join(" ");

/**
 * `run`: the commands, their words apart by spaces. `simulator`: it runs, and SESSAGE_SIMULATOR names it. `onlyInCi`:
 * takes long, so without being named it runs only where CI is set.
 */
const steps = [
  { name: "fmt", run: ["cargo fmt --all --check"] },
  { name: "clippy", run: ["cargo clippy --workspace --all-targets -- -D warnings"] },
  {
    name: "clippy-wasm",
    env: { SESSAGE_SIMULATOR: `http://127.0.0.1:${port}` },
    run: [`cargo clippy -p sessage -p sessage-npm --lib ${browserTests} ${wasm} -- -D warnings`],
  },
  {
    name: "docs",
    env: { RUSTDOCFLAGS: "-D warnings" },
    // The bindings exist for wasm alone, so their documentation is only seen there.
    run: ["cargo doc --workspace --no-deps", `cargo doc -p sessage -p sessage-npm --no-deps ${wasm}`],
  },
  // Shown, since the simulation names its seeds: SESSAGE_SEED runs one of them again.
  { name: "native", env: { RUST_TEST_NOCAPTURE: "1" }, run: ["cargo test --workspace --no-fail-fast"] },
  { name: "fuzz", onlyInCi: true, run: ["scripts/fuzz.sh 5"] },
  { name: "pkg", run: ["node scripts/pkg.mjs"] },
  { name: "size", needs: ["pkg"], run: ["node scripts/sizes.mjs --check"] },
  {
    name: "types",
    needs: ["pkg"],
    run: [
      "tsc -p tests/types",
      "tsc -p tests/types/tsconfig.disposable.json",
      "tsc -p tests/types/tsconfig.node.json",
      "tsc -p tests/types/tsconfig.workers.json",
      "tsc -p www",
      "tsc -p tests/page",
    ],
  },
  {
    name: "browser",
    simulator: true,
    run: [
      "wasm-pack test --headless --chrome --mode no-install " +
        `--chromedriver ${process.env.CHROMEDRIVER} -- ${browserTests}`,
    ],
  },
  {
    name: "package",
    needs: ["pkg"],
    simulator: true,
    run: ["node tests/package/support/consumer.mjs", `node --test --test-concurrency=3 --test-reporter=spec ${testsIn("tests/package")}`],
  },
  {
    name: "runtimes",
    needs: ["pkg"],
    simulator: true,
    run: [
      "node tests/package/support/tarball.mjs",
      `node --test --test-concurrency=2 --test-reporter=spec ${testsIn("tests/runtimes")}`,
    ],
  },
  {
    name: "page",
    needs: ["pkg"],
    // Its simulators are its own, one a worker.
    run: [simulator.build.join(" "), "npm run build --workspace www --silent", "playwright test -c tests/page"],
  },
  {
    name: "guides",
    run: [
      "npm run build --workspace docs/reference --silent",
      "node --test --test-reporter=spec tests/guides/documents.test.mjs",
    ],
  },
  {
    name: "examples",
    needs: ["pkg"],
    simulator: true,
    run: [
      "node tests/package/support/consumer.mjs",
      "node --test --test-concurrency=2 --test-reporter=spec tests/guides/examples.test.mjs tests/guides/gateway.test.mjs",
    ],
  },
  { name: "release", needs: ["pkg"], run: ["node --test --test-reporter=spec tests/guides/release.test.mjs"] },
];

// How cargo and wasm-bindgen's runner, how Node's, how Playwright, and how libFuzzer say what they counted.
const counted = [
  { passed: /^test result: \w+\. (\d+) passed/gm, failed: /^test result: \w+\. \d+ passed; (\d+) failed/gm },
  { passed: /^ℹ pass (\d+)/gm, failed: /^ℹ fail (\d+)/gm },
  // Flaky is what passed at its second try.
  { passed: /^ {2}(\d+) (?:passed|flaky)/gm, failed: /^ {2}(\d+) (?:failed|did not run|interrupted)/gm },
  { passed: /^Done \d+ runs in \d+ second/gm, failed: /^Error: Fuzz target exited/gm },
];

function count(text) {
  const plain = text.replace(/\u001b\[[\d;]*m/g, "");
  // A line without a number stands for one.
  const sum = (pattern) =>
    [...plain.matchAll(pattern)].reduce((total, match) => total + Number(match[1] ?? 1), 0);
  return {
    passed: counted.reduce((total, { passed }) => total + sum(passed), 0),
    failed: counted.reduce((total, { failed }) => total + sum(failed), 0),
  };
}

// How Node's and Playwright's runners, and how cargo's, name a test that failed.
const failure = /^ *[✖✘] +(?:\d+ )?(?!failing tests)(.+?)(?: \([\d.]+(?:ms|[smh])\))?$|^test (.+) \.\.\. FAILED$/gm;
// How Playwright names one that passed at its second try, and how many of them a busy machine explains.
const mostRecovered = 3;
const recovery = /^ *✓ +\d+ (.+?) \(retry #\d+\)/gm;

/** The names of the tests that failed, and of those of them that passed at their second try. */
function failures(text) {
  const plain = text.replace(/\u001b\[[\d;]*m/g, "");
  const recovered = new Set([...plain.matchAll(recovery)].map(([, name]) => name));
  const failed = [...plain.matchAll(failure)].map(([, name, native]) => (name ?? native).replace(/ \(retry #\d+\)$/, ""));
  return { failed: failed.filter((name) => !recovered.has(name)), recovered };
}

// An interrupted run must leave no browser and no server behind, so each command leads a process group of its own.
let current;
process.once("exit", () => {
  try {
    if (current) process.kill(-current.pid, "SIGTERM");
  } catch {
    // It ended by itself in the meantime.
  }
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/** Runs one command with its output shown and kept. */
function execute(line, env) {
  const [command, ...args] = line.split(" ").filter(Boolean);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    current = child.pid ? child : undefined;
    // Kept apart: where one stream breaks off amid a line, the other would hide the start of the next.
    const kept = { stdout: "", stderr: "" };
    for (const name of Object.keys(kept)) {
      child[name].setEncoding("utf8").on("data", (part) => {
        kept[name] += part;
        process[name].write(part);
      });
    }
    const finish = (status) => {
      current = undefined;
      resolve({ status, text: `${kept.stdout}\n${kept.stderr}` });
    };
    child.once("error", (error) => {
      console.error(error.message);
      finish(1);
    });
    child.once("close", (status) => finish(status ?? 1));
  });
}

let running;
async function simulatorUrl() {
  if (running) return running.url;
  const built = await execute(simulator.build.join(" "));
  if (built.status !== 0) throw new Error("the simulator does not build");
  running = await simulator.start((await simulator.isFree(port)) ? port : 0);
  return running.url;
}

async function runStep(step) {
  const began = Date.now();
  const result = { name: step.name, ok: true, passed: 0, failed: 0, names: new Set(), recovered: new Set() };
  console.log(`\n=== ${step.name}`);
  try {
    const env = { ...step.env, ...(step.simulator ? { SESSAGE_SIMULATOR: await simulatorUrl() } : {}) };
    for (const command of step.run) {
      const { status, text } = await execute(command, env);
      const { passed, failed } = count(text);
      result.passed += passed;
      result.failed += failed;
      const named = failures(text);
      for (const name of named.recovered) result.recovered.add(name);
      if (status === 0 && result.recovered.size <= mostRecovered) continue;
      for (const name of named.failed) result.names.add(name);
      result.ok = false;
      break;
    }
  } catch (error) {
    console.error(error.message);
    result.ok = false;
  }
  // A step without tests of its own is one check.
  if (result.ok && result.passed === 0) result.passed = 1;
  if (!result.ok && result.failed === 0) result.failed = 1;
  result.seconds = (Date.now() - began) / 1000;
  return result;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `error: no such step: ${unknown.join(", ")}; there are ${steps.map((step) => step.name).join(", ")}`,
  );
  process.exit(2);
}

const isWanted = ({ name, onlyInCi = false }) =>
  wanted.length > 0 ? wanted.includes(name) : !onlyInCi || Boolean(process.env.CI);

const results = [];
for (const step of steps.filter(isWanted)) {
  const broken = (step.needs ?? []).filter((name) =>
    results.some((result) => result.name === name && !result.ok),
  );
  if (broken.length === 0) results.push(await runStep(step));
  else
    results.push({
      name: step.name,
      ok: false,
      passed: 0,
      failed: 1,
      seconds: 0,
      note: `left out, since ${broken.join(" and ")} failed`,
    });
}
running?.stop();

console.log("\n=== summary");
for (const { name, ok, passed, failed, seconds, note = "" } of results) {
  const counts = `${String(passed).padStart(4)} passed ${String(failed).padStart(3)} failed`;
  console.log(
    `${ok ? "ok    " : "FAILED"} ${name.padEnd(12)}${counts} ${seconds.toFixed(1).padStart(6)} s ${note}`.trimEnd(),
  );
}
for (const { name: step, names = [], recovered = [] } of results) {
  for (const name of names) console.log(`failed in ${step}: ${name}`);
  for (const name of recovered) console.log(`passed at its second try in ${step}: ${name}`);
}
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
console.log(`tests: ${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
