// Whether a plan is what a send does: the planned cURL lines, run by the real curl, must arrive as the send's requests did.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Client, isSessageError } from "../../../build/consumer/node_modules/sessage/node.js";

// What curl and Node say of themselves and of the connection.
const OF_THE_CLIENT = [
  ...["accept", "accept-encoding", "accept-language", "sec-fetch-mode", "connection", "host"],
  ...["content-length", "expect", "transfer-encoding"],
];
const OWN_AGENTS = /^(node|curl\/[\d.]+\S*)$/;

/** A record without what differs between two clients that make the same request. */
export function request({ method, path, query, headers, body }) {
  const kept = Object.entries(headers)
    .filter(([name]) => !OF_THE_CLIENT.includes(name))
    .filter(([name, value]) => name !== "user-agent" || !OWN_AGENTS.test(value))
    .map(([name, value]) => [name, name === "content-type" ? value.replace(/; *boundary=.*$/, "") : value]);
  return { method, path, query, headers: Object.fromEntries(kept), body };
}

/** Runs the lines one after the other in a shell, as a person would who fills them in. */
export function runAll(folder, plan, config, content) {
  const answers = {};
  writeFiles(folder, plan, content);
  for (const { purpose, curl } of plan.requests) {
    const line = curl
      .replace(/MASKED_(\w+)/g, (mask, field) => config[field] ?? mask)
      .replace(/\{\{(\w+)\.(\w+)\}\}/g, (placeholder, call, field) => answers[call]?.[field] ?? placeholder);
    const answer = execFileSync("sh", ["-c", `${line} --silent --show-error`], {
      cwd: folder,
      encoding: "utf8",
    });
    answers[purpose] = told(purpose, answer);
  }
}

/** What an answer tells those that follow. */
function told(purpose, answer) {
  if (purpose === "send") return undefined;
  const value = JSON.parse(answer);
  if (purpose === "upload") return value.list[0];
  return purpose === "token" ? { accessToken: value.access_token } : { conversationId: value.data[0]._id };
}

function writeFiles(folder, { requests }, content) {
  for (const { body } of requests) {
    for (const { filename } of body?.parts ?? []) {
      if (filename === undefined) continue;
      mkdirSync(dirname(join(folder, filename)), { recursive: true });
      writeFileSync(join(folder, filename), content);
    }
  }
}

const secretsOf = (config) =>
  ["token", "session", "apiKey", "accessToken", "clientId", "clientSecret"].flatMap(
    (key) => config[key] ?? [],
  );

/** The file that travels with a message, or with the template in its place. */
function blobOf({ content, fallback }) {
  return content.file ?? content.header?.file ?? fallback?.header?.file;
}

/** Asserts that plan and send agree on one message; gives whether validation passes it. */
export async function agree({ simulator, folder }, provider, { isRefused, ...message }, adapt) {
  const config = simulator.config[provider];
  const client = new Client(config);
  try {
    await simulator.reset();
    const plan = client.plan(message, { adapt });
    const written = JSON.stringify(plan);
    for (const secret of secretsOf(config)) assert.ok(!written.includes(secret), `${secret} in ${written}`);
    assert.deepEqual(await simulator.received(), [], "plan sent something");

    const sending = client.send(message, { adapt });
    if (plan.problems.some(({ severity }) => severity === "error")) {
      assert.deepEqual(plan.requests, []);
      const error = await sending.catch((thrown) => thrown);
      assert.ok(isSessageError(error), "send took what plan refuses");
      assert.deepEqual(error.problems, plan.problems);
      assert.deepEqual(await simulator.received(), []);
      return false;
    }
    if (isRefused) await assert.rejects(sending, { code: /rejected|not_found/ });
    else assert.deepEqual((await sending).changes, plan.changes);
    const sent = (await simulator.received()).map(request);

    await simulator.reset();
    const blob = blobOf(message);
    runAll(folder, plan, config, blob ? Buffer.from(await blob.arrayBuffer()) : "");
    const received = (await simulator.received()).map(request);
    assert.deepEqual(received, sent);
    assert.ok(!existsSync(join(folder, "hit")), "the shell ran what a message says");
    return true;
  } finally {
    client.free();
  }
}
