// The projects, each with the packed tarball installed in it by npm.
import { cpSync, rmSync } from "node:fs";
import { at } from "../../../scripts/shared.mjs";
import { installInto } from "../../package/support/tarball.mjs";

const sources = at("tests/runtimes/projects");
const checks = at("tests/runtimes/checks");

/** Copies a project to build/runtimes/NAME, as nothing has run it before; gives the folder. */
export function prepare(source, name = source) {
  const folder = at("build/runtimes", name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(`${sources}/${source}`, folder, { recursive: true });
  cpSync(checks, `${folder}/checks`, { recursive: true });
  installInto(folder);
  return folder;
}
