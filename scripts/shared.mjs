// What several of the Node scripts need: paths, running programs, hashing files.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
export const at = (...parts) => join(root, ...parts);

export function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}

/** Runs a program to its end with its output shown; anything but success ends this script. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (result.error) fail(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0)
    fail(`\`${command} ${args.join(" ")}\` failed (${result.signal ?? `status ${result.status}`})`);
}

/** What a program prints, trimmed. */
export function output(command, args) {
  const result = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  if (result.error || result.status !== 0)
    fail(`\`${command} ${args.join(" ")}\` failed: ${result.error?.message ?? result.stderr}`);
  return result.stdout.trim();
}

/** The crate, as Cargo reads Cargo.toml. */
export function crate() {
  const { packages } = JSON.parse(output("cargo", ["metadata", "--no-deps", "--offline", "--format-version", "1"]));
  return packages.find(({ name }) => name === "sessage");
}

/** Every file below the given paths, sorted; what is not there is left out. */
export function filesBelow(...paths) {
  const files = [];
  for (const path of paths) {
    if (!existsSync(path)) continue;
    if (statSync(path).isDirectory())
      files.push(...filesBelow(...readdirSync(path).map((name) => join(path, name))));
    else files.push(path);
  }
  return files.sort();
}

/** One hash over the names and contents of files, and over further text such as the versions of tools. */
export function fingerprint(files, ...text) {
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  for (const part of text) hash.update(String(part)).update("\0");
  return hash.digest("hex");
}
