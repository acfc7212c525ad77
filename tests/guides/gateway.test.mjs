// examples/cloudflare-worker, bundled by wrangler and run in workerd, and examples/vite-dashboard, built by Vite and
// used in Chromium, which sends through it, as the demo page does.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { Miniflare } from "miniflare";
import { at } from "../../scripts/shared.mjs";
import { startSimulator } from "../package/support/private.mjs";
import { openBrowser, serve } from "../runtimes/support/pages.mjs";
import { bundleWorker } from "../runtimes/support/worker.mjs";
import { copyExamples, examples, execute, program } from "./support.mjs";

const options = { timeout: 90_000 };
const tokens = "token-of-ada,token-of-bob";
const message = { to: "+14155552671", content: { type: "text", text: "Your parcel is on its way." } };
const texterSend = "/texter/server/api/v2/messages/send/67a87067aeedqdee1271ck4d";
const started = [];
let simulator, pages, origin, bundled, gateway;

before(async () => {
  simulator = await startSimulator();
  copyExamples(simulator.url);
  bundled = await bundleWorker(join(examples, "cloudflare-worker"));
  pages = await serve(join(examples, "vite-dashboard/dist"));
  origin = pages.url;
  gateway = await start(simulator.config.texter);
}, options);
beforeEach(() => simulator.reset());
after(async () => {
  for (const it of started) await it.miniflare.dispose();
  pages?.close();
  simulator?.stop();
});

/** Runs the gateway as it is deployed. A configuration that is no object stands as it is. */
async function start(config, bindings = {}) {
  const miniflare = new Miniflare({
    ...{ ...bundled, host: "127.0.0.1", port: 0, cf: false },
    kvNamespaces: config.provider === "yeastar" ? ["TOKENS"] : [],
    bindings: {
      SESSAGE_CONFIG: typeof config === "string" ? config : JSON.stringify(config),
      ...{ GATEWAY_TOKENS: tokens, ALLOWED_ORIGINS: `https://elsewhere.example.com, ${origin}` },
      ...bindings,
    },
  });
  const it = { miniflare, url: (await miniflare.ready).origin };
  started.push(it);
  return it;
}

/** One request, by default one that is right in everything. */
async function ask({ url } = gateway, { path = "/send", method = "POST", headers = {}, body = message } = {}) {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: "Bearer token-of-bob", "content-type": "application/json", ...headers },
    body: method === "POST" ? (typeof body === "string" || body instanceof Buffer ? body : JSON.stringify(body)) : undefined,
  });
  const text = await answer.text();
  assert.ok(!text.includes(simulator.config.texter.token), "a secret is in the answer");
  return { status: answer.status, headers: answer.headers, value: text && JSON.parse(text) };
}

describe("the gateway", () => {
  test("sends, and answers the receipt to a page of a listed origin", options, async () => {
    const { status, headers, value } = await ask(gateway, { headers: { origin } });
    assert.deepEqual([status, value.provider, value.status], [200, "texter", "accepted"]);
    assert.equal("raw" in value, false, "the provider's answer is in the gateway's");
    assert.deepEqual([headers.get("access-control-allow-origin"), headers.get("vary")], [origin, "origin"]);
    assert.equal((await simulator.received()).at(-1).path, texterSend);
  });

  test("answers a preflight by the page's origin", options, async () => {
    const preflight = (from) =>
      fetch(`${gateway.url}/send`, {
        method: "OPTIONS",
        headers: { origin: from, "access-control-request-method": "POST" },
      });
    const listed = await preflight(origin);
    assert.deepEqual([listed.status, listed.headers.get("access-control-allow-origin")], [204, origin]);
    assert.equal(listed.headers.get("access-control-allow-headers"), "authorization, content-type");
    const other = await preflight("https://evil.example.com");
    assert.deepEqual([other.status, other.headers.get("access-control-allow-origin")], [403, null]);
  });

  const refused = [
    ["no token", 401, "gateway_unauthorized", { headers: { authorization: "" } }],
    ["an empty token", 401, "gateway_unauthorized", { headers: { authorization: "Bearer " } }],
    ["the start of a token", 401, "gateway_unauthorized", { headers: { authorization: "Bearer token-of" } }],
    ["all tokens at once", 401, "gateway_unauthorized", { headers: { authorization: `Bearer ${tokens}` } }],
    ["another scheme", 401, "gateway_unauthorized", { headers: { authorization: "Basic token-of-bob" } }],
    ["another origin", 403, "gateway_origin", { headers: { origin: "https://evil.example.com" } }],
    ["another path", 404, "gateway_route", { path: "/" }],
    ["another method", 405, "gateway_route", { method: "GET" }],
    ["another type", 415, "gateway_body", { headers: { "content-type": "text/plain" } }],
    ["what is no JSON", 400, "gateway_body", { body: "{" }],
    ["a large body", 413, "gateway_body", { body: JSON.stringify("x".repeat(200_000)) }],
    ["a body that is large in bytes alone", 413, "gateway_body", { body: JSON.stringify("é".repeat(100_000)) }],
    ["a body that is not UTF-8", 400, "gateway_body", { body: Buffer.from('{"to":"\xff"}', "latin1") }],
    ["a field that is not the page's", 422, "gateway_body", { body: { ...message, providerOptions: {} } }],
    ["null", 422, "invalid_message", { body: "null" }],
    ["parts that the message has not", 422, "invalid_config", { body: { ...message, resume: [] } }],
    ["parts that are none", 422, "invalid_config", { body: { ...message, resume: [{ index: 0, outcome: "perhaps" }] } }],
    ["null as parts", 422, "invalid_config", { body: { ...message, resume: null } }],
    ["a message with a problem", 422, "invalid_message", { body: { ...message, to: "1" } }],
    ["a kind that Texter lacks", 422, "unsupported", { body: { ...message, content: { type: "sticker", uploaded: "66" } } }],
  ];
  for (const [name, status, code, request] of refused) {
    test(`refuses ${name}, and nothing leaves`, options, async () => {
      const { status: found, value } = await ask(gateway, request);
      assert.deepEqual([found, value.error.code, value.error.outcome], [status, code, "not_sent"]);
      assert.equal(typeof value.error.message, "string");
      assert.deepEqual([value.error.retryable, value.error.attempts], [false, 0]);
      if (!code.startsWith("gateway_")) assert.match(value.error.problems[0].path, /^(\/|$)/);
      assert.deepEqual(await simulator.received(), []);
    });
  }

  const failed = [
    ["its own credentials are refused", { status: 401 }, 502, "gateway_account", "not_sent"],
    ["its own rights do not suffice", { status: 403 }, 502, "gateway_account", "not_sent"],
    ["the provider refuses the message", { status: 400 }, 422, "rejected", "not_sent"],
    ["it is too many messages", { preset: "rate_limited", retryAfter: 120 }, 429, "rate_limited", "not_sent"],
    ["the provider rests", { preset: "unavailable", retryAfter: 120 }, 503, "unavailable", "not_sent"],
    ["the provider fails, and the message may be out", { status: 503, body: "" }, 502, "unavailable", "unknown"],
    ["the connection breaks, and the message may be out", { cut: "headers" }, 502, "network", "unknown"],
  ];
  for (const [name, fault, status, code, outcome] of failed) {
    test(`says so where ${name}`, options, async () => {
      await simulator.fault({ path: "/send/", ...fault });
      const { status: found, headers, value } = await ask();
      assert.deepEqual([found, value.error.code, value.error.outcome], [status, code, outcome]);
      assert.deepEqual([value.error.attempts, value.error.raw], [1, undefined]);
      const wait = Number(headers.get("retry-after"));
      assert.equal(wait > 100 && wait <= 120, fault.retryAfter !== undefined, `Retry-After is ${wait}`);
    });
  }

  test("sends the rest of a message that stopped between its parts", options, async () => {
    const long = { ...message, content: { type: "text", text: "word ".repeat(1000) } };
    await simulator.fault({ path: "/send/", skip: 1, status: 400 });
    const { status, value } = await ask(gateway, { body: long });
    assert.deepEqual([status, value.error.outcome], [502, "partial"]);
    assert.deepEqual(value.error.parts.map(({ outcome }) => outcome), ["sent", "not_sent"]);

    const before = (await simulator.received()).length;
    const rest = await ask(gateway, { body: { ...long, resume: value.error.parts } });
    assert.equal(rest.status, 200, JSON.stringify(rest.value));
    assert.deepEqual(rest.value.parts.map(({ outcome }) => outcome), ["sent", "sent"]);
    assert.equal(rest.value.parts[0].messageId, value.error.parts[0].messageId);
    const sent = (await simulator.received()).slice(before).filter(({ path }) => path === texterSend);
    assert.equal(sent.length, 1);
  });

  test("with a configuration that is none, says so without a word of it", options, async () => {
    const broken = await start('{"token":"sim-secret"');
    const { status, value } = await ask(broken);
    assert.deepEqual([status, value.error.code], [500, "gateway_config"]);
    assert.doesNotMatch(JSON.stringify(value), /sim-secret|SESSAGE_CONFIG/);
    const wrong = await ask(await start({ provider: "texter", token: "sim-secret" }));
    assert.deepEqual([wrong.status, wrong.value.error.code, wrong.value.error.problems], [500, "gateway_account", []]);
    assert.ok(!JSON.stringify(wrong.value).includes("sim-secret"));
  });

  // RFC 9110: the scheme's name in any case.
  for (const scheme of ["bearer", "BEARER", "beaRer ", "Bearer"]) {
    test(`takes the token of "${scheme}"`, options, async () => {
      const { status } = await ask(gateway, { headers: { authorization: `${scheme} token-of-ada` } });
      assert.equal(status, 200);
    });
  }

  test("says how to ask where it refuses", options, async () => {
    const { headers } = await ask(gateway, { headers: { authorization: "" } });
    assert.equal(headers.get("www-authenticate"), "Bearer");
    assert.equal((await ask(gateway, { method: "GET" })).headers.get("allow"), "POST");
  });

  test("answers without reading a body to its end, where it is too large already", options, async () => {
    let given = 0;
    // It tells no length and never ends: whoever waits for its end never answers.
    const body = new ReadableStream({
      pull(controller) {
        given += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
        if (given > 262_144) return new Promise(() => {});
      },
    });
    const answer = await fetch(`${gateway.url}/send`, {
      ...{ method: "POST", body, duplex: "half", signal: AbortSignal.timeout(20_000) },
      headers: { authorization: "Bearer token-of-bob", "content-type": "application/json" },
    });
    assert.equal(answer.status, 413);
    assert.equal((await answer.json()).error.code, "gateway_body");
    assert.deepEqual(await simulator.received(), []);
  });

  const closed = "http://127.0.0.1:9/inner-path/server/api/v2";
  const inner = { error: "inner-words" };
  const leaks = [
    ["the provider refuses its account", { status: 401, body: inner }],
    ["the provider gives it no right", { status: 403, body: inner }],
    ["the provider fails", { status: 500, body: inner }],
    ["the provider rests", { preset: "unavailable", retryAfter: 120, body: inner }],
    ["the provider's answer is none", { body: "inner-words" }],
    ["the provider leads elsewhere", { redirect: "http://inner-words.example.com/" }],
    ["the provider cannot be reached", undefined, { baseUrl: closed }],
    ["its address is wrong", undefined, { baseUrl: "ftp://inner-words/" }],
    ["its configuration has another field", undefined, { "inner-words": 1 }],
    ["its configuration has another value", undefined, { token: ["inner-words"] }],
  ];
  for (const [name, fault, config] of leaks) {
    test(`tells a page nothing of itself where ${name}`, options, async () => {
      if (fault) await simulator.fault({ path: "/send/", ...fault });
      const to = config ? await start({ ...simulator.config.texter, ...config }) : gateway;
      const { status, value } = await ask(to);
      assert.ok(status >= 500, `${status}`);
      const text = JSON.stringify(value);
      for (const word of ["inner", "127.0.0.1", "baseUrl", "token", "stack", "raw", "CORS", "fetch"])
        assert.ok(!text.includes(word), `${word} is in ${text}`);
      const fields = ["attempts", "code", "message", "outcome", "parts", "problems", "retryAfterMs", "retryAt", "retryable"];
      assert.deepEqual(Object.keys(value.error).filter((field) => !fields.includes(field)), []);
    });
  }

  test("tells a page what the provider says of its message", options, async () => {
    await simulator.fault({ path: "/send/", status: 400, body: { success: false, error: "No such button." } });
    const { status, value } = await ask();
    assert.deepEqual([status, value.error.code, value.error.providerMessage], [422, "rejected", "No such button."]);
  });

  for (const outcomes of [["unknown", "unknown"], ["sent", "unknown"], ["unknown", "not_sent"]]) {
    test(`reports no success while a part is unknown: ${outcomes}`, options, async () => {
      const long = { ...message, content: { type: "text", text: "word ".repeat(1000) } };
      const resume = outcomes.map((outcome, index) => ({ index, outcome, ...(outcome === "sent" && { messageId: "1" }) }));
      const { status, value } = await ask(gateway, { body: { ...long, resume } });
      assert.equal(status, 502, JSON.stringify(value));
      assert.notEqual(value.error.outcome, "not_sent");
      assert.equal(value.error.parts.some(({ outcome }) => outcome === "unknown"), true);
    });
  }

  test("copied elsewhere, commits none of the secrets that `wrangler dev` reads", async () => {
    const ignored = await readFile(join(examples, "cloudflare-worker/.gitignore"), "utf8");
    assert.ok(ignored.split("\n").includes(".dev.vars*"));
  });

  test("without tokens lets nobody send", options, async () => {
    const open = await start(simulator.config.texter, { GATEWAY_TOKENS: "" });
    for (const authorization of ["Bearer ", "Bearer undefined", ""])
      assert.equal((await ask(open, { headers: { authorization } })).status, 401);
  });

  test("keeps Yeastar's login in KV, where every isolate finds it", options, async () => {
    const yeastar = await start(simulator.config.yeastar);
    assert.equal((await ask(yeastar)).status, 200);
    const kept = await (await yeastar.miniflare.getKVNamespace("TOKENS")).get("yeastar", "json");
    assert.equal(typeof kept.accessToken, "string");
    assert.equal((await simulator.tokens()).logins, 1);
  });
});

test("the dashboard checks as one types, and sends through the gateway", options, async () => {
  const built = await execute(program("vite"), ["build"], {
    cwd: join(examples, "vite-dashboard"),
    env: { VITE_GATEWAY: gateway.url },
  });
  assert.equal(built.status, 0, built.stderr);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    page.once("pageerror", (error) => assert.fail(error));
    await page.goto(origin);
    const button = page.getByRole("button", { name: "Send" });
    const status = page.getByRole("status");

    await page.getByLabel("Your access token").fill("token-of-nobody");
    await page.getByLabel("To", { exact: true }).fill("4155552671");
    await page.locator("#to-problem", { hasText: "international phone number" }).waitFor();
    await page.getByLabel("To", { exact: true }).fill(message.to);
    await page.getByLabel("Text").fill("x".repeat(4097));
    await page.locator("#content-problem", { hasText: "4096" }).waitFor();
    assert.equal(await button.isDisabled(), true);
    await page.getByLabel("Text").fill(message.content.text);
    assert.equal(await button.isDisabled(), false);

    await button.click();
    await status.filter({ hasText: "The bearer token is missing or wrong." }).waitFor();
    assert.deepEqual(await simulator.received(), []);

    await page.getByLabel("Your access token").fill("token-of-ada");
    await button.click();
    await status.filter({ hasText: "Sent." }).waitFor();
    const sent = (await simulator.received()).at(-1);
    assert.deepEqual([sent.path, sent.body.value.text], [texterSend, message.content.text]);

    // Typing while it is under way does not let it be sent a second time.
    await simulator.fault({ path: "/send/", delayMs: 2000 });
    await button.click();
    await status.filter({ hasText: "Sending" }).waitFor();
    await page.getByLabel("Text").fill("Your parcel is late.");
    assert.equal(await button.isDisabled(), true);
    await status.filter({ hasText: "Sent." }).waitFor();
    assert.equal(await button.isDisabled(), false);

    await simulator.fault({ path: "/send/", cut: "headers" });
    await button.click();
    await status.filter({ hasText: "The customer may have it" }).waitFor();

    // What stands between may answer in the gateway's place, whatever with.
    const receipt = { provider: "texter", messageId: "1", status: "sent" };
    for (const [status, body, says] of [
      [403, { message: "Forbidden" }, "answered with status 403."],
      [403, receipt, "answered with status 403."],
      [429, null, "answered with status 429."],
      [502, "<h1>Bad gateway</h1>", "answered with status 502. The customer may have it"],
      [200, {}, "answered with status 200. The customer may have it"],
      [200, null, "answered with status 200. The customer may have it"],
      [200, { error: null }, "answered with status 200. The customer may have it"],
      [200, { ...receipt, status: "failed" }, "The provider could not deliver it."],
      [200, receipt, "Sent."],
    ]) {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*, authorization" };
      await page.route(`${gateway.url}/send`, (route) => route.fulfill({ status, headers, body: text }));
      await button.click();
      await page.getByRole("status").filter({ hasText: says }).waitFor({ timeout: 5000 });
      await page.unroute(`${gateway.url}/send`);
    }
  } finally {
    await browser.close();
  }
});

test("the demo page sends through the gateway, and shows what became of it", options, async () => {
  const folder = join(examples, "demo-page");
  const built = await execute(program("vite"), ["build", "--outDir", folder], { cwd: at("www") });
  assert.equal(built.status, 0, built.stderr);
  const demo = await serve(folder);
  const listed = await start(simulator.config.texter, { ALLOWED_ORIGINS: demo.url });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    page.once("pageerror", (error) => assert.fail(error));
    await page.goto(demo.url);
    await page.getByRole("radio", { name: "Texter" }).check();
    await page.getByRole("heading", { name: "Send", exact: true }).scrollIntoViewIfNeeded();
    await page.getByRole("radio", { name: "Gateway", exact: true }).check();
    await page.getByLabel("Gateway's address").fill(listed.url);
    const send = page.getByRole("button", { name: /^Send with / });

    await page.getByLabel("Gateway's token").fill("token-of-nobody");
    await send.click();
    await page.getByText("The bearer token is missing or wrong.", { exact: true }).waitFor();
    assert.deepEqual(await simulator.received(), []);

    await page.getByLabel("Gateway's token").fill("token-of-ada");
    await send.click();
    await page.getByRole("region", { name: "Sent", exact: true }).waitFor();
    const sent = (await simulator.received()).at(-1);
    assert.deepEqual([sent.path, sent.body.value.list.button], [texterSend, "Choose a time"]);

    await simulator.fault({ path: "/send/", cut: "headers" });
    await send.click();
    await page.getByRole("region", { name: "Unknown", exact: true }).waitFor();
  } finally {
    await browser.close();
    demo.close();
  }
});
