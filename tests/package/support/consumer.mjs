// A project that depends on sessage the way a user's does: from the packed tarball, not from pkg/.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { at, filesBelow, fingerprint } from "../../../scripts/shared.mjs";
import { installInto } from "./tarball.mjs";

export const consumer = at("build/consumer");
export const installed = at("build/consumer/node_modules/sessage");
/** The files below support/project, which every runtime finds beside node_modules/sessage. */
const project = at("tests/package/support/project");

function install() {
  const stamp = at("build/consumer/stamp");
  const state = fingerprint([...filesBelow(at("pkg")), ...filesBelow(project)]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) return;
  rmSync(consumer, { recursive: true, force: true });
  mkdirSync(consumer, { recursive: true });
  cpSync(project, consumer, { recursive: true });
  installInto(consumer);
  writeFileSync(stamp, state);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) install();
