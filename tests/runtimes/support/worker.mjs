// A Worker as wrangler would upload it.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { extname } from "node:path";
import { program } from "./program.mjs";

const types = { ".js": "ESModule", ".wasm": "CompiledWasm" };

/** Bundles a project by wrangler as for an upload, and gives what Miniflare needs to run it. */
export async function bundleWorker(folder) {
  await program(folder, ["wrangler", "deploy", "--dry-run", "--outdir", "dist"]);
  const modules = readdirSync(`${folder}/dist`)
    .filter((path) => extname(path) in types)
    .map((path) => ({ type: types[extname(path)], path, contents: readFileSync(`${folder}/dist/${path}`) }))
    // The first is where it starts.
    .sort((one, other) => other.type.localeCompare(one.type));
  const settings = ["wrangler.json", "wrangler.jsonc"].map((name) => `${folder}/${name}`).find(existsSync);
  const [, compatibilityDate] = /"compatibility_date": "([\d-]+)"/.exec(readFileSync(settings, "utf8"));
  return { modules, compatibilityDate };
}
