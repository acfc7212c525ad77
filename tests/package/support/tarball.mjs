// The tarball that `npm publish` would upload, packed anew whenever pkg/ has changed.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { at, filesBelow, fingerprint, run } from "../../../scripts/shared.mjs";

const folder = at("build/tarball");

/** Gives its path. */
export function pack() {
  const stamp = `${folder}/stamp`;
  const state = fingerprint(filesBelow(at("pkg")));
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== state) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    run("npm", ["pack", at("pkg"), "--pack-destination", folder, "--silent", "--ignore-scripts"], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    writeFileSync(stamp, state);
  }
  const [name] = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  return `${folder}/${name}`;
}

/** Installs it in a project, as npm does for anyone who has the tarball. */
export function installInto(project) {
  const quiet = ["--silent", "--ignore-scripts", "--offline", "--no-audit", "--no-fund", "--no-package-lock"];
  run("npm", ["install", ...quiet, pack()], { cwd: project });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) pack();
