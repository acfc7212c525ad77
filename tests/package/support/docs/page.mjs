// A page of docs: its blocks, its tables, and how it is run.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { at } from "../../../../scripts/shared.mjs";
import { consumer } from "../consumer.mjs";

const written = "127.0.0.1:8787";
const recorder = new URL("record.mjs", import.meta.url).href;

/** Reads a page, by default a provider's: its text, and its blocks with the heading that each stands below. */
export function readPage(name, folder = "docs/providers") {
  const text = readFileSync(at(folder, `${name}.md`), "utf8");
  const blocks = [];
  let heading, block;
  for (const [index, line] of text.split("\n").entries()) {
    if (block) {
      if (line === "```") {
        blocks.push({ ...block, code: block.code.join("\n") });
        block = undefined;
      } else block.code.push(line);
    } else if (line.startsWith("```")) {
      assert.equal(line, "```js", `${name}.md:${index + 1}: only js is run, and every block is to be run`);
      block = { heading, line: index + 2, code: [] };
    } else if (line.startsWith("#")) heading = line.replace(/^#+ /, "");
  }
  assert.equal(block, undefined, `${name}.md: a block has no end`);
  return { name, text, blocks };
}

/** What the page says that a block prints, in order. */
export function promised({ code }) {
  const lines = code.split("\n").filter((line) => line.includes("console.log"));
  return lines.map((line) => {
    const [, words] = /^\s*console\.log\(.*\); \/\/ (.+)$/.exec(line) ?? [];
    assert.ok(words, `says not what it prints: ${line}`);
    return words;
  });
}

/** The cells of the table below a heading, without its head. */
export function tableBelow({ name, text }, heading) {
  const section = text.split(/^## /m).find((it) => it.startsWith(`${heading}\n`));
  assert.ok(section, `${name}.md has no section ${heading}`);
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) => row.split("|").slice(1, -1).map((cell) => cell.trim()));
}

/**
 * Runs the page from the installed package. Only the simulator's port is another than the page's. `imports` are modules
 * that are loaded before it.
 */
export async function runPage({ name, blocks }, simulator, imports = []) {
  const host = new URL(simulator).host;
  const file = `${consumer}/docs-${name}.mjs`;
  // A blank line for every other of the page, so that a stack names the page's own lines.
  const lines = [];
  for (const { line, code } of blocks) {
    while (lines.length < line - 2) lines.push("");
    lines.push("await blockBegins();", ...code.replaceAll(written, host).split("\n"));
  }
  writeFileSync(file, `${lines.join("\n")}\nawait pageEnds();\n`);
  const first = [recorder, ...imports].flatMap((module) => ["--import", module]);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...first, file], {
    cwd: consumer,
    env: { ...process.env, SESSAGE_SIMULATOR: simulator },
    maxBuffer: 2 ** 26,
    timeout: 50_000,
  });
  assert.equal(stderr, "");
  const ran = JSON.parse(stdout);
  assert.equal(ran.length, blocks.length);
  return ran;
}
