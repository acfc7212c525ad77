// Prints what the package weighs: raw, and compressed as a server would send it. With --check it fails where a row is over
// its budget in brotli bytes:  node scripts/sizes.mjs --check
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { at, fail, filesBelow } from "./shared.mjs";

const budget = JSON.parse(readFileSync(at("scripts/size-budget.json"), "utf8"));

export function printSizes() {
  const rows = [["", "raw", "gzip -9", "brotli 11", "budget"]];
  const scripts = filesBelow(at("pkg")).filter((file) => file.endsWith(".js"));
  rows.push(row("sessage_bg.wasm", [at("pkg/sessage_bg.wasm")]));
  // What a browser loads beside the module: its entry, without the other runtimes' and the inlined module.
  const others = /\/(node|workerd|edge-light|inline|inline-wasm)\.js$/;
  rows.push(
    row(
      "JavaScript of the browser entry",
      scripts.filter((file) => !others.test(file)),
    ),
  );
  rows.push(row("inline-wasm.js", [at("pkg/inline-wasm.js")]));
  for (const cells of rows.slice(1)) cells.push(shown(budget[cells[0]]));
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  for (const cells of rows) {
    console.log(
      cells
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column] + 2)))
        .join(""),
    );
  }
  return rows.slice(1).filter(([name, , , brotli]) => !(Number(brotli.replaceAll(",", "")) <= budget[name]));
}

const shown = (bytes) => bytes.toLocaleString("en-US");

function row(name, files) {
  const bytes = Buffer.concat(files.map((file) => readFileSync(file)));
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return [
    name,
    ...[bytes, gzipSync(bytes, { level: 9 }), brotli].map((data) => shown(data.length)),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const over = printSizes().map(([name]) => name);
  if (process.argv.includes("--check") && over.length > 0) {
    fail(`over the budget in scripts/size-budget.json: ${over.join(", ")}`);
  }
}
