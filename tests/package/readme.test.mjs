// README's first example runs as it is written; only the port is another, since each test has a simulator of its own.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, beforeEach, test } from "node:test";
import { promisify } from "node:util";
import { at } from "../../scripts/shared.mjs";
import { consumer } from "./support/consumer.mjs";
import { openBrowser, servePages } from "./support/pages.mjs";
import { startSimulator } from "./support/private.mjs";

const options = { timeout: 60_000 };
const readme = readFileSync(at("README.md"), "utf8");
let simulator, example;

/** The first code block of a language. */
function firstBlock(language) {
  const [, code] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "ms").exec(readme) ?? [];
  assert.ok(code, `README has no ${language} block`);
  return code;
}

before(async () => {
  simulator = await startSimulator();
  const written = firstBlock("js");
  assert.equal(written.split("127.0.0.1:8787").length, 2, "the example names the demo's address once");
  example = written.replace("127.0.0.1:8787", new URL(simulator.url).host);
}, options);

beforeEach(() => simulator.reset());

after(() => simulator?.stop());

/** The simulator must have received the example's message, as iSlash documents it, and nothing else. */
async function assertReceived() {
  const received = await simulator.received();
  assert.equal(received.length, 1);
  const [{ provider, method, path, headers, body, status }] = received;
  assert.deepEqual(
    { provider, method, path, status },
    { provider: "islash", method: "POST", path: "/islash/api/public/send-session-message", status: 200 },
  );
  assert.equal(headers["x-user-token"], "sim-islash-token-7f3a");
  assert.equal(body.type, "multipart");
  assert.deepEqual(
    body.parts.map(({ name, value }) => [name, value]),
    [
      ["session", "sim-islash-session-91c2"],
      ["identity", "85256872847"],
      ["text", "Your parcel is on its way."],
    ],
  );
}

test("README's first example runs in Node", options, async () => {
  writeFileSync(`${consumer}/readme.js`, example);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["readme.js"], { cwd: consumer });
  assert.equal(stderr, "");
  assert.match(stdout, /^\{\s+provider: 'islash',\s+messageId: '\S+'/);
  await assertReceived();
});

test("README's first example runs in a page with README's import map", options, async () => {
  const script = `<script type="module">\n${example}</script>`;
  writeFileSync(`${consumer}/readme.html`, `<!doctype html>\n${firstBlock("html")}${script}\n`);
  const pages = await servePages();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const printed = new Promise((resolve, reject) => {
      page.once("pageerror", reject);
      // A module that is not found throws nothing in the page.
      page.on("response", (answer) => answer.ok() || reject(new Error(`${answer.status()} ${answer.url()}`)));
      page.on("console", (line) => line.type() === "log" && resolve(line.args()[0].jsonValue()));
    });
    await Promise.all([printed, page.goto(`${pages.url}/readme.html`)]);
    const receipt = await printed;
    assert.equal(receipt.provider, "islash");
    assert.match(receipt.messageId, /^\S+$/);
  } finally {
    await browser.close();
    pages.close();
  }
  await assertReceived();
});
