// Runs a command in a project. What a runtime or a bundler wants to know of its user is kept out of the home folder.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { at } from "../../../scripts/shared.mjs";

const env = {
  ...process.env,
  DENO_DIR: at("build/deno"),
  DENO_NO_UPDATE_CHECK: "1",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_WRITE_LOGS: "false",
  XDG_CONFIG_HOME: at("build/config"),
};

/** Gives what it prints. */
export async function program(folder, [command, ...args]) {
  const file = command === "node" ? process.execPath : at("node_modules/.bin", command);
  const { stdout } = await promisify(execFile)(file, args, { cwd: folder, env });
  return stdout;
}
