// TLS that fails, in the three runtimes that name a cause: what surely came before the request is not_sent.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer as createPlain } from "node:http";
import { createServer } from "node:https";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { at } from "../../scripts/shared.mjs";
import { consumer } from "./support/consumer.mjs";
import { taken } from "./support/hostile.mjs";

const file = (name) => at(`tests/package/support/certificates/${name}`);
const [root, leaf, direct, self, key] = ["root.crt", "leaf.crt", "direct.crt", "self.crt", "server.key"].map((name) => readFileSync(file(name)));
const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
const kinds = {
  "in order": { cert: direct },
  "a leaf without its chain": { cert: leaf },
  "a certificate that signed itself": { cert: self },
  "an old protocol": { cert: direct, ...old },
  // The alert comes once the client has sent its request.
  "a client's certificate asked for": { cert: direct, ca: root, requestCert: true, rejectUnauthorized: true, minVersion: "TLSv1.3" },
};

const servers = [];
const urls = {};
before(async () => {
  const answer = (request, response) => {
    request.resume();
    response.end(JSON.stringify(taken.islash));
  };
  const made = Object.entries(kinds).map(([name, kind]) => [name, createServer({ key, ...kind }, answer)]);
  for (const [name, server] of [...made, ["no TLS at all", createPlain(answer)]]) {
    server.on("tlsClientError", () => {});
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    servers.push(server);
    urls[name] = `https://127.0.0.1:${server.address().port}`;
  }
});
after(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

const NOT_TRUSTED = { code: "network", outcome: "not_sent", retryable: false };
const NEVER_OPENED = { code: "network", outcome: "not_sent", retryable: true };
const OPEN = { code: "network", outcome: "unknown", retryable: false };
const expected = {
  "in order": undefined,
  "a leaf without its chain": NOT_TRUSTED,
  "a certificate that signed itself": NOT_TRUSTED,
  "an old protocol": NEVER_OPENED,
  "no TLS at all": NEVER_OPENED,
  "a client's certificate asked for": OPEN,
};
// Bun says the same of all that goes wrong in TLS, after the request too.
const inBun = { ...expected, "an old protocol": OPEN, "no TLS at all": OPEN };
const trusting = { NODE_EXTRA_CA_CERTS: file("root.crt"), DENO_CERT: file("root.crt"), DENO_DIR: at("build/deno") };
const runtimes = {
  Node: [process.execPath, [], expected],
  Bun: [at("node_modules/.bin/bun"), [], inBun],
  Deno: [at("node_modules/.bin/deno"), ["run", "--quiet", "--no-lock", "--allow-read", "--allow-net"], expected],
};
for (const [name, [command, options, right]] of Object.entries(runtimes)) {
  test(`TLS that fails in ${name}`, { timeout: 60_000 }, async () => {
    const settings = { cwd: consumer, env: { ...process.env, ...trusting } };
    const { stdout } = await promisify(execFile)(command, [...options, "tls.js", JSON.stringify(urls)], settings);
    for (const [kind, { message, messageId, ...fields }] of Object.entries(JSON.parse(stdout))) {
      if (right[kind]) assert.deepEqual(fields, right[kind], `${kind}: ${message}`);
      else assert.equal(messageId, "71", `${kind}: ${message}`);
    }
  });
}
