// The projects, each with the packed tarball in its own node_modules, as installing it would leave it. A package without
// dependencies and scripts is installed by unpacking it.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { at, run } from "../../../scripts/shared.mjs";
import { pack } from "../../package/support/tarball.mjs";

const sources = at("tests/runtimes/projects");
const shared = at("tests/runtimes/shared");

/** Copies a project to build/runtimes/NAME, as nothing has run it before; gives the folder. */
export function prepare(source, name = source) {
  const folder = at("build/runtimes", name);
  const installed = `${folder}/node_modules/sessage`;
  rmSync(folder, { recursive: true, force: true });
  cpSync(`${sources}/${source}`, folder, { recursive: true });
  cpSync(shared, `${folder}/shared`, { recursive: true });
  mkdirSync(installed, { recursive: true });
  run("tar", ["-xzf", pack(), "-C", installed, "--strip-components=1"]);
  return folder;
}
