// Plays the table of faults in a runtime: servers that break off, and what must have come of each case.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer as createSecure } from "node:https";
import { createServer } from "node:net";
import { describe, test } from "node:test";
import { at } from "../../../scripts/shared.mjs";
import { cases, reasons } from "./project/faults.js";

const options = { timeout: 60_000 };

/**
 * A server that ends each connection in its own way once a request other than a page's preflight begins; `requests`
 * counts them.
 */
async function breaking(breakOff) {
  const served = { requests: 0 };
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
    socket.on("data", (part) => {
      const [, method] = /^([A-Z]+) \//.exec(part.toString("latin1")) ?? [];
      if (method === "OPTIONS") return socket.write(PREFLIGHT);
      if (method) served.requests += 1;
      breakOff(socket);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return Object.assign(served, { url: `http://127.0.0.1:${server.address().port}`, stop });
}

const PREFLIGHT = [
  ...["HTTP/1.1 204 No Content", "Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods: *"],
  ...["Access-Control-Allow-Headers: *, authorization, content-type, x-api-key, x-user-token", "", ""],
].join("\r\n");

/** A server whose certificate nobody trusts, so that no request reaches it. */
async function untrusted() {
  const pem = (name) => readFileSync(at(`tests/package/support/certificates/${name}`));
  const served = { requests: 0 };
  const server = createSecure({ cert: pem("self.crt"), key: pem("server.key") }, (_, response) => {
    served.requests += 1;
    response.end("{}");
  });
  server.on("tlsClientError", () => {});
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return Object.assign(served, { url: `https://127.0.0.1:${server.address().port}`, stop });
}

/** Those that no request reaches. */
const unreached = ["closed", "untrusted"];

/** The servers that cases name. Nobody listens on `closed`. */
export async function startServers() {
  const slam = await breaking((socket) => socket.resetAndDestroy());
  const half = await breaking((socket) => socket.end("HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Ty"));
  const closed = await breaking(() => {});
  closed.stop();
  const servers = { slam, half, closed, untrusted: await untrusted() };
  return {
    urls: Object.fromEntries(Object.entries(servers).map(([name, { url }]) => [name, url])),
    received: (name) => servers[name].requests,
    stop: () => Object.values(servers).forEach((server) => server.stop()),
  };
}

/**
 * The tests of a runtime. `play` runs `play` of project/faults.js there: it takes what that takes third, and gives what
 * it gives. `servers` are those of `startServers`, once they run.
 */
export function playsEveryCase(runtime, { play, servers }) {
  describe(`in ${runtime}`, options, () => {
    for (const it of cases) {
      const hides = it.elsewhere?.runtimes.includes(runtime);
      const { error, repeated = "no" } = hides ? { ...it, ...it.elsewhere } : it;
      const isResent = it.isResentBy?.includes(runtime);
      const rounds = ["once", ...(it.abort ? [] : ["repeating"]), ...(repeated === "onUnknown" ? ["onUnknown"] : [])];

      for (const reason of it.abort ? reasonsIn(runtime) : [undefined]) {
        test(reason ? `${it.name}, with ${reason}` : it.name, options, async () => {
          for (const round of rounds) {
            const before = it.server && servers().received(it.server);
            const results = await play({ name: it.name, round, reason });
            assert.ok(results.length > 0);
            const isRepeated = repeated === round || (repeated === "yes" && round !== "once");
            for (const result of results) assertMet(result, { it, error, isRepeated, isResent, round });
            if (unreached.includes(it.server)) assert.equal(servers().received(it.server), 0);
            else if (it.server) {
              const least = results.length * (isRepeated ? 3 : 1);
              const received = servers().received(it.server) - before;
              assert.ok(received === least || (isResent && received > least), `${round}: ${received} requests`);
            }
          }
        });
      }
    }
  });
}

/** Workerd looks at a reason itself, so that `abort` throws the caller what the reason throws. */
function reasonsIn(runtime) {
  const names = Object.keys(reasons);
  return runtime === "workerd" ? names.filter((name) => !name.startsWith("what throws")) : names;
}

function assertMet({ provider, isSent, received, message, thrown, ...found }, { it, error, isRepeated, isResent, round }) {
  const about = `${provider}, ${round}: ${thrown ?? message ?? "sent"}`;
  assert.equal(thrown, undefined, about);
  // A fault of the simulator's meets one request: what is repeated is sent then. A server of the test's never answers.
  const isMended = isRepeated && !it.server;
  // The runtime itself sent it twice, which nobody can see but the provider.
  if (isResent && isSent && !it.server) return assert.equal(received, 2, about);
  assert.equal(Boolean(isSent), isMended, about);
  if (isMended) return assert.deepEqual([found.attempts, received], [2, 2], about);
  const { retryAfterMs, retryAt, parts, at, ...fields } = found;
  const { waits, received: expected, ...meant } = { scope: "message", ...error };
  assert.deepEqual(fields, { ...meant, attempts: isRepeated ? 3 : meant.attempts }, about);
  assert.deepEqual([typeof retryAfterMs, typeof retryAt], waits ? ["number", "number"] : ["undefined", "undefined"], about);
  assert.equal(at, meant.next === "again" ? (retryAt ?? 0) : undefined, about);
  assert.deepEqual(parts, [meant.outcome], about);
  assert.equal(received, it.server ? 0 : expected, about);
}
