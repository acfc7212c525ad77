// scripts/release.mjs in scratch clones of this checkout as it stands. The tests it would run are played by a program
// that does what `make test` does to a checkout: it builds pkg/, here from the one that is built.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, describe, test } from "node:test";
import { at } from "../../scripts/shared.mjs";

const options = { timeout: 60_000 };
const scratch = at("build/release-test");
const origin = join(scratch, "origin");
const identity = { GIT_CONFIG_GLOBAL: join(scratch, "gitconfig"), GIT_CONFIG_SYSTEM: "/dev/null" };

function execute(command, args, { cwd, input } = {}) {
  const env = { ...process.env, ...identity, NO_COLOR: "1" };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, input, env, encoding: "utf8" });
  if (error) throw error;
  return { status, stdout, stderr };
}

function git(cwd, ...args) {
  const { status, stdout, stderr } = execute("git", args, { cwd });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

before(() => {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(origin, { recursive: true });
  writeFileSync(identity.GIT_CONFIG_GLOBAL, "[user]\n\tname = Test\n\temail = test@example.com\n");
  const files = git(at(), "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  for (const file of files.filter((file) => file && existsSync(at(file)))) {
    mkdirSync(dirname(join(origin, file)), { recursive: true });
    cpSync(at(file), join(origin, file));
  }
  // Whatever has been released of this checkout, its scratch copy has something to release.
  const changes = readFileSync(join(origin, "CHANGELOG.md"), "utf8");
  const next = changes.replace(/^## .+$/m, "## 7.8.9, not released\n\n- Something new.\n\n$&");
  writeFileSync(join(origin, "CHANGELOG.md"), next);
  for (const args of [["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "All"]]) git(origin, ...args);
  writeFileSync(
    join(scratch, "tests.mjs"),
    `import { cpSync, readFileSync, writeFileSync } from "node:fs";
     const version = /^version = "(.+)"$/m.exec(readFileSync("Cargo.toml", "utf8"))[1];
     cpSync(${JSON.stringify(at("pkg"))}, "pkg", { recursive: true });
     const manifest = JSON.parse(readFileSync("pkg/package.json", "utf8"));
     writeFileSync("pkg/package.json", JSON.stringify({ ...manifest, version }));`,
  );
}, options);

const tests = `node ${join(scratch, "tests.mjs")}`;

/** A clone in which everything is ready, but for what `prepare` does to it. */
function clone(name, prepare) {
  const folder = join(scratch, name.replaceAll(/\W+/g, "-"));
  git(scratch, "clone", "--quiet", origin, folder);
  prepare?.(folder);
  return folder;
}

const release = (cwd, ...args) => execute(process.execPath, ["scripts/release.mjs", ...args], { cwd });

/** Writes a file anew and commits it. */
function change(folder, path, edit) {
  writeFileSync(join(folder, path), edit(readFileSync(join(folder, path), "utf8")));
  git(folder, "commit", "--quiet", "--all", "-m", "Change");
}

describe("it refuses", () => {
  const ready = ["7.8.9", "--test-command", tests];
  const refusals = [
    ["no version", [], undefined, /VERSION is to be x\.y\.z/],
    ["a version that is none", ["v7"], undefined, /VERSION is to be x\.y\.z/],
    ["an option that it does not know", ["7.8.9", "--skip-tests"], undefined, /usage: make release/],
    ["a changed file", ready, (folder) => writeFileSync(join(folder, "README.md"), ""), /the tree is dirty.*M README\.md/s],
    ["a new file", ready, (folder) => writeFileSync(join(folder, "new"), ""), /the tree is dirty.*\?\? new/s],
    ["a tag that exists", ready, (folder) => git(folder, "tag", "v7.8.9"), /the tag v7\.8\.9 exists/],
    ["a version below the current one", ["0.0.1", "--test-command", tests], undefined, /0\.0\.1 is below/],
    ["a changelog without the version", ["7.9.0", "--test-command", tests], undefined, /CHANGELOG\.md is to begin with "## 7\.9\.0/],
    [
      "a changelog that has a date already",
      ready,
      (folder) => change(folder, "CHANGELOG.md", (text) => text.replace("7.8.9, not released", "7.8.9, 2026-11-20")),
      /CHANGELOG\.md is to begin with/,
    ],
    [
      "a changelog that says nothing",
      ready,
      (folder) => change(folder, "CHANGELOG.md", (text) => text.replace("- Something new.", "")),
      /CHANGELOG\.md says nothing of 7\.8\.9/,
    ],
    ["failing tests", ["7.8.9", "--test-command", "false"], undefined, /`false` failed; nothing is released/],
    [
      "tests that change the checkout",
      ["7.8.9", "--test-command", `${tests} && touch stray && echo >> Cargo.lock`],
      undefined,
      /changed (stray, Cargo\.lock|Cargo\.lock, stray)/,
    ],
    [
      "a crate that Cargo does not pack",
      ready,
      (folder) => change(folder, "Cargo.toml", (text) => text.replace('readme = "README.md"', 'readme = "NONE.md"')),
      /`cargo package .+` failed: .*NONE\.md/s,
    ],
    ["tests that built no package", ["7.8.9", "--test-command", `${tests} && sed -i s/7.8.9/7.8.8/ pkg/package.json`], undefined, /pkg\/ holds 7\.8\.8/],
  ];
  for (const [name, args, prepare, words] of refusals) {
    test(name, options, () => {
      const folder = clone(`refuses ${name}`, prepare);
      const [commit, state] = [git(folder, "rev-parse", "HEAD"), git(folder, "status", "--porcelain")];
      const { status, stderr } = release(folder, ...args);
      assert.equal(status, 1);
      assert.match(stderr, words);
      assert.equal(git(folder, "rev-parse", "HEAD"), commit, "it committed");
      assert.equal(git(folder, "status", "--porcelain").replace("?? stray", ""), state, "it left something changed");
      assert.equal(existsSync(join(folder, "build/release")), false, "it packed");
    });
  }
});

test("a commit that a hook refuses leaves nothing changed", options, () => {
  const folder = clone("refused commit");
  writeFileSync(join(folder, ".git/hooks/pre-commit"), "#!/bin/sh\necho not today >&2\nexit 1\n", { mode: 0o755 });
  const { status, stderr } = release(folder, "7.8.9", "--test-command", tests);
  assert.equal(status, 1);
  assert.match(stderr, /not today/);
  assert.equal(git(folder, "status", "--porcelain"), "");
  assert.equal(git(folder, "tag", "--list"), "");
});

test("without a test command it runs make test", () => {
  const folder = clone("runs make test", (folder) => change(folder, "Makefile", () => "test:\n\t@echo all of it; false\n"));
  const { status, stdout, stderr } = release(folder, "7.8.9");
  assert.equal(status, 1);
  assert.match(stdout, /^release: make test\nall of it\n/);
  assert.match(stderr, /`make test` failed; nothing is released/);
});

test("what is ready is written, committed, tagged and packed, and nothing is uploaded", options, () => {
  const folder = clone("ready");
  const { status, stdout, stderr } = release(folder, "7.8.9", "--test-command", tests);
  assert.equal(status, 0, stderr);
  assert.equal(git(folder, "status", "--porcelain"), "");
  assert.equal(git(folder, "log", "-1", "--format=%s"), "Release 7.8.9");
  assert.equal(git(folder, "cat-file", "-t", "v7.8.9"), "tag");
  assert.equal(git(folder, "rev-parse", "v7.8.9^{commit}"), git(folder, "rev-parse", "HEAD"));
  assert.deepEqual(git(folder, "show", "--name-only", "--format=").split("\n"), [
    ...["CHANGELOG.md", "Cargo.lock", "Cargo.toml", "docs/guide/runtimes.md", "examples/bun/package.json"],
    ...["cloudflare-worker/package.json", "deno/deno.json", "node/package.json", "vite-dashboard/package.json"].map(
      (path) => `examples/${path}`,
    ),
    "fuzz/Cargo.lock",
  ]);
  const text = (path) => readFileSync(join(folder, path), "utf8");
  assert.match(text("CHANGELOG.md"), /^## 7\.8\.9, \d{4}-\d\d-\d\d$/m);
  assert.match(text("docs/guide/runtimes.md"), /npm:sessage@\^7\.8\.9/);

  // Cargo itself finds nothing to change in the lock that was written.
  const locked = execute("cargo", ["metadata", "--locked", "--offline", "--format-version", "1"], { cwd: folder });
  assert.equal(locked.status, 0, locked.stderr);
  const { packages } = JSON.parse(locked.stdout);
  for (const { name, version } of packages.filter(({ name }) => name.startsWith("sessage"))) assert.equal(version, "7.8.9", name);

  assert.equal(existsSync(join(folder, "build/release/sessage-7.8.9.tgz")), true);
  const [npm, cargo] = stdout.slice(stdout.indexOf("npm publish")).split("cargo publish would upload");
  for (const file of ["sessage_bg.wasm", "index.d.ts", "package.json", "LICENSE-MIT"]) assert.ok(npm.includes(`  ${file}\n`), file);
  assert.match(npm, /build\/release\/sessage-7\.8\.9\.tgz, \d+ bytes, sha512-/);
  for (const file of ["Cargo.toml", "src/lib.rs", "README.md"]) assert.ok(cargo.includes(` ${file}\n`), file);
  assert.match(stdout, /nothing has left this machine/);
  assert.match(stdout, /npm publish build\/release\/sessage-7\.8\.9\.tgz --provenance --access public {4}/);
});

test("a prerelease is to be published by a tag of its own", options, () => {
  const folder = clone("prerelease", (folder) =>
    change(folder, "CHANGELOG.md", (text) => text.replace("## 7.8.9, not", "## 7.8.9-rc.1, not")),
  );
  const { status, stdout, stderr } = release(folder, "7.8.9-rc.1", "--test-command", tests);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /npm publish build\/release\/sessage-7\.8\.9-rc\.1\.tgz --provenance --access public --tag next /);
});
