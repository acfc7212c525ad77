// Makes a release, and uploads nothing:  node scripts/release.mjs VERSION [--test-command COMMAND]
//
// It refuses what is not ready, writes the version and the date, runs every test on that, packs, commits and tags, and
// prints what publishing would upload. What fails before the commit leaves the checkout as it was.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { renewQuotes, pages } from "./documents.mjs";
import { at, crate, fail, output, root } from "./shared.mjs";

const { version, testCommand } = readArguments(process.argv.slice(2));
const tag = `v${version}`;
const read = (path) => readFileSync(at(path), "utf8");
const { version: current } = crate();
/** Each file that names the version, with what stands before it and after it. */
const naming = {
  "Cargo.toml": [/(^\[workspace\.package\][^[]*?^version = ")/ms, /"/],
  "Cargo.lock": [/(name = "sessage[\w-]*"\nversion = ")/g, /"\n(?!source)/],
  "fuzz/Cargo.lock": [/(name = "sessage[\w-]*"\nversion = ")/g, /"\n(?!source)/],
  ...Object.fromEntries(
    readdirSync(at("examples"), { recursive: true })
      .filter((path) => /^[\w-]+\/(package|deno)\.json$/.test(path))
      .map((path) => [join("examples", path), [/("sessage": "(?:npm:sessage@)?\^)/g, /"/]]),
  ),
};
const touched = [...new Set([...Object.keys(naming), "CHANGELOG.md", ...pages])];

check();
const before = new Map(touched.map((path) => [path, read(path)]));
let released = false;
process.once("exit", () => {
  if (!released) for (const [path, text] of before) if (read(path) !== text) writeFileSync(at(path), text);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

write();
const written = () => touched.filter((path) => read(path) !== before.get(path)).sort();
const intended = new Map(written().map((path) => [path, read(path)]));
test();
const sources = packCrate();
const packed = pack();
commit();
report();

function readArguments([wanted, option, command, ...rest]) {
  const usage = "usage: make release VERSION=x.y.z";
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(wanted ?? "")) fail(`VERSION is to be x.y.z; ${usage}`);
  if (rest.length > 0 || (option !== undefined && (option !== "--test-command" || !command))) fail(usage);
  return { version: wanted, testCommand: command ?? "make test" };
}

function check() {
  const changed = output("git", ["status", "--porcelain"]);
  if (changed) fail(`the tree is dirty; commit or drop first:\n${changed}`);
  if (output("git", ["tag", "--list", tag])) fail(`the tag ${tag} exists already`);
  if (isBelow(version, current)) fail(`${version} is below ${current}, the version in Cargo.toml`);
  const [first] = read("CHANGELOG.md").split(/^(?=## )/m).slice(1);
  const [heading, ...lines] = (first ?? "").split("\n");
  if (heading !== `## ${version}, not released`)
    fail(`CHANGELOG.md is to begin with "## ${version}, not released"; it begins with "${heading}"`);
  if (!lines.some((line) => line.startsWith("- "))) fail(`CHANGELOG.md says nothing of ${version}`);
}

function isBelow(one, other) {
  const [numbers, others] = [one, other].map((text) => text.split("-")[0].split(".").map(Number));
  const place = numbers.findIndex((number, index) => number !== others[index]);
  if (place >= 0) return numbers[place] < others[place];
  return one.includes("-") && !other.includes("-");
}

function write() {
  for (const [path, [start, end]] of Object.entries(naming)) {
    const escaped = current.replaceAll(".", "\\.");
    const place = new RegExp(`${start.source}${escaped}(?=${end.source})`, start.flags);
    if (!place.test(read(path))) fail(`${path} does not name ${current}`);
    writeFileSync(at(path), read(path).replace(place, `$1${version}`));
  }
  const today = new Date().toISOString().slice(0, 10);
  const changes = read("CHANGELOG.md").replace(`## ${version}, not released`, `## ${version}, ${today}`);
  writeFileSync(at("CHANGELOG.md"), changes);
  renewQuotes();
  if (crate().version !== version) fail(`Cargo reads ${crate().version} in the Cargo.toml that was written`);
}

/** What is tagged must be what was tested, so nothing else may have changed meanwhile. */
function test() {
  console.log(`release: ${testCommand}`);
  // Run by make, it is no part of that run.
  const { MAKEFLAGS: _, MAKELEVEL: __, MFLAGS: ___, ...env } = process.env;
  const { status } = spawnSync(testCommand, { cwd: root, stdio: "inherit", shell: true, env });
  if (status !== 0) fail(`\`${testCommand}\` failed; nothing is released`);
  const changed = output("git", ["status", "--porcelain", "-z"]).split("\0").filter(Boolean);
  const others = changed.map((line) => line.replace(/^.. ?/, "")).filter((path) => !intended.has(path));
  for (const [path, text] of intended) if (read(path) !== text) others.push(path);
  if (others.length > 0) fail(`\`${testCommand}\` changed ${others.join(", ")}; nothing is released`);
}

function pack() {
  const { name, version: built } = JSON.parse(read("pkg/package.json"));
  if (built !== version) fail(`pkg/ holds ${built}: \`${testCommand}\` did not build the package`);
  rmSync(at("build/release"), { recursive: true, force: true });
  mkdirSync(at("build/release"), { recursive: true });
  const told = output("npm", ["pack", at("pkg"), "--json", "--pack-destination", at("build/release")]);
  const answer = JSON.parse(told);
  return Array.isArray(answer) ? answer[0] : answer[name];
}

/** Made as publishing makes it, but for compiling it, which the tests have done. */
function packCrate() {
  const args = ["package", "--allow-dirty", "--offline", "-p", "sessage"];
  output("cargo", [...args, "--no-verify"]);
  return output("cargo", [...args, "--list"]).split("\n");
}

function commit() {
  // By its paths, so that nothing is staged where a hook refuses it.
  output("git", ["commit", "--quiet", "-m", `Release ${version}`, "--", ...intended.keys()]);
  released = true;
  output("git", ["tag", "--annotate", tag, "-m", `sessage ${version}`]);
}

function report() {
  const tarball = relative(root, at("build/release", packed.filename));
  console.log(`\nnpm publish --provenance would upload ${tarball}, ${packed.size} bytes, ${packed.integrity}`);
  for (const { path, size } of packed.files) console.log(`${String(size).padStart(9)}  ${path}`);
  console.log(`\ncargo publish would upload these ${sources.length} files`);
  for (const path of sources) console.log(`           ${path}`);
  // Without it npm refuses a prerelease, which must not become what everybody installs.
  const distTag = version.includes("-") ? " --tag next" : "";
  console.log(`
Committed and tagged ${tag}; nothing has left this machine. To publish:
  git push --follow-tags
  npm publish ${tarball} --provenance --access public${distTag}    in CI, which is where provenance comes from
  cargo publish -p sessage`);
}
