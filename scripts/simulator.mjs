// Starts the simulator, and says how a client is configured to talk to it.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { at, root } from "./shared.mjs";

export const build = ["cargo", "build", "-p", "sessage-simulator"];

/** Whether nothing listens on the port yet. */
export function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** Starts the simulator, built before, and waits until it listens. It ends with `stop`, and with this process. */
export function start(port, pages = []) {
  const folder = process.env.CARGO_TARGET_DIR ?? at("target");
  const child = spawn(
    `${folder}/debug/sessage-simulator`,
    ["--port", String(port), ...pages.flatMap((page) => ["--static", page])],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const stop = () => child.kill("SIGTERM");
  process.once("exit", stop);
  // A signal alone ends a process without its exit handlers, and would leave the simulator behind.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.once(signal, () => process.exit(process.exitCode ?? 1));
  return new Promise((resolve, reject) => {
    let seen = "";
    child.once("error", reject);
    child.once("exit", (status, signal) =>
      reject(new Error(`the simulator ended (${signal ?? `status ${status}`})`)),
    );
    child.stdout.setEncoding("utf8").on("data", (text) => {
      seen = (seen + text).slice(-1000);
      const url = /listening on (http:\/\/\S+)/.exec(seen)?.[1];
      if (url) resolve({ url, stop, child });
    });
  });
}

/**
 * One ProviderConfig for each provider that the simulator at this address plays. Yeastar keeps eight logins alive, no
 * more, so many clients at once had better share the access token that never expires.
 */
export async function configs(url, { login = true } = {}) {
  const answer = await fetch(`${url}/_simulator/credentials`);
  if (!answer.ok) throw new Error(`the simulator at ${url} answered ${answer.status}`);
  const { islash, connectly, texter, yeastar } = await answer.json();
  const base = (provider) => url + provider.basePath;
  return {
    islash: { provider: "islash", baseUrl: base(islash), token: islash.token, session: islash.session },
    connectly: {
      provider: "connectly",
      baseUrl: base(connectly),
      businessId: connectly.businessId,
      apiKey: connectly.apiKey,
      from: connectly.sender,
    },
    texter: { provider: "texter", baseUrl: base(texter), token: texter.token },
    yeastar: {
      provider: "yeastar",
      baseUrl: base(yeastar),
      from: yeastar.didNumber,
      ...(login
        ? { clientId: yeastar.clientId, clientSecret: yeastar.clientSecret }
        : { accessToken: yeastar.accessToken }),
    },
  };
}
