// Prints what the package weighs: the module, and each entry with the JavaScript that it imports; raw, and compressed as
// a server would send it in one file. With --check it fails where one is over its budget in brotli bytes, which
// size-budget.json names, and where a page says another size:  node scripts/sizes.mjs --check
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { at, fail } from "./shared.mjs";

const budget = JSON.parse(readFileSync(at("scripts/size-budget.json"), "utf8"));
/** What of it is the package's: the other rows are measured where they are made. */
const names = Object.keys(budget).filter((name) => /\.(js|wasm)$/.test(name));

/** The pages that say how large the module is. */
const pages = ["README.md", "docs/DESIGN.md"];

/** Prints the table, and gives the sizes. */
export function printSizes() {
  const sizes = names.map((name) => ({ name, ...sizesOf([...filesOf(name)]) }));
  const shown = (bytes) => bytes.toLocaleString("en-US");
  const rows = [
    ["", "raw", "gzip -9", "brotli 11", "budget"],
    ...sizes.map(({ name, raw, gzip, brotli }) => [name, ...[raw, gzip, brotli, budget[name]].map(shown)]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  for (const cells of rows) {
    const padded = cells.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column] + 2),
    );
    console.log(padded.join(""));
  }
  return sizes;
}

/** The pages whose size of the module, in KB of brotli, is off by more than the versions of the tools explain. */
function stale(brotli) {
  return pages.filter((page) => {
    const [, said] = /module is (\d+) KB in brotli/.exec(readFileSync(at(page), "utf8")) ?? [];
    return !(Math.abs(said * 1000 - brotli) <= 1000);
  });
}

/** A file of the package, and the JavaScript that it imports, directly or not. */
function filesOf(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  if (!name.endsWith(".js")) return found;
  const text = readFileSync(at("pkg", name), "utf8");
  for (const [, other] of text.matchAll(/\b(?:from|import)\s*"\.\/([\w-]+\.js)"/g)) filesOf(other, found);
  return found;
}

function sizesOf(files) {
  const bytes = Buffer.concat(files.map((name) => readFileSync(at("pkg", name))));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sizes = printSizes();
  if (process.argv.includes("--check")) {
    const over = sizes.filter(({ name, brotli }) => brotli > budget[name]).map(({ name }) => name);
    if (over.length > 0) fail(`over the budget in scripts/size-budget.json: ${over.join(", ")}`);
    const { brotli } = sizes.find(({ name }) => name === "sessage_bg.wasm");
    const old = stale(brotli);
    if (old.length > 0) fail(`the module is ${Math.round(brotli / 1000)} KB in brotli, and these say otherwise: ${old.join(", ")}`);
  }
}
