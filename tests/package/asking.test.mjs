// What a provider is asked for beside sending: uploads, templates, stickers, chats. What it gives works in a message.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Client, counting, failure, options, phone as to, providers, sessage } from "./support/hostile.mjs";
import { startSimulator } from "./support/private.mjs";
import { bodyOf } from "./support/templates.mjs";

const { capabilities } = sessage;
const file = new File(["12345"], "a.png", { type: "image/png" });
let simulator;

before(async () => {
  simulator = await startSimulator({ login: false });
}, options);
beforeEach(() => simulator.reset());
after(() => simulator?.stop());

const client = (provider, more) => new Client(simulator.config[provider], more);
const ask = {
  upload: (client) => client.upload(file),
  templates: (client, provider) => client.templates({ channelId: provider === "yeastar" ? 1 : undefined }),
  stickers: (client) => client.stickers(),
  chats: (client) => client.chats({ search: "Example" }),
};

test("who has no such call says so, and is not asked", options, async () => {
  for (const provider of providers) {
    for (const [operation, call] of Object.entries(ask)) {
      if (capabilities(provider).operations.includes(operation)) continue;
      const error = await failure(call(client(provider), provider), { code: "unsupported", outcome: "not_sent", provider, attempts: 0 });
      assert.deepEqual([error.parts, error.problems], [[], []]);
    }
  }
  assert.deepEqual(await simulator.received(), []);
});

test("what is given is plain", options, async () => {
  for (const provider of providers) {
    for (const operation of capabilities(provider).operations) {
      const found = await ask[operation](client(provider), provider);
      assert.deepEqual(JSON.parse(JSON.stringify(found)), found, `${provider} ${operation}`);
    }
  }
});

// ---- uploads

const kept = {
  "a File": [file, {}, { filename: "a.png", contentType: "image/png", size: 5 }],
  "a File under another name": [file, { filename: "it's b.png" }, { filename: "it's b.png", contentType: "image/png", size: 5 }],
  "a Blob": [new Blob(["123"], { type: "application/pdf" }), {}, { filename: "file.pdf", contentType: "application/pdf", size: 3 }],
  "a Blob of no type": [new Blob(["123"]), { filename: "x" }, { filename: "x", contentType: "application/octet-stream", size: 3 }],
  "a megabyte": [new File([new Uint8Array(1e6)], "big.bin"), {}, { filename: "big.bin", contentType: "application/octet-stream", size: 1e6 }],
};
for (const [name, [blob, settings, part]] of Object.entries(kept)) {
  test(`uploaded: ${name}`, options, async () => {
    const uploaded = await client("yeastar").upload(blob, settings);
    const [record] = await simulator.received();
    assert.deepEqual(bodyOf(record), [["files", part]]);
    assert.match(uploaded.uri, /^\d{8}\/\w+$/);
    assert.deepEqual([uploaded.name, uploaded.size], [part.filename, part.size]);

    const content = { type: "document", uploaded };
    await client("yeastar").send({ to, content });
    assert.deepEqual(bodyOf((await simulator.received())[1]).files, [uploaded]);
  });
}

test("an upload that was purged is not found", options, async () => {
  const uploaded = await client("yeastar").upload(file);
  await fetch(`${simulator.url}/_simulator/purge`, { method: "POST" });
  await failure(client("yeastar").send({ to, content: { type: "image", uploaded } }), { code: "not_found", outcome: "not_sent" });
});

test("a file that is too large is refused before any request", options, async () => {
  const limit = 100 * 1024 * 1024;
  const part = new Blob([new Uint8Array(1024 * 1024)]);
  const large = new File([...Array(100).fill(part), "x"], "large.bin");
  const fetch = counting();
  const error = await failure(client("yeastar", { fetch }).upload(large), { code: "invalid_message", outcome: "not_sent", attempts: 0 });
  const [{ message, source, ...found }] = error.problems;
  assert.deepEqual(found, { path: "", code: "too_large", severity: "error", limit, actual: limit + 1, unit: "bytes" });
  assert.match(source, /^https:\/\/help\.yeastar\.com\//);
  const [problem] = client("yeastar").validate({ to, content: { type: "document", file: large } });
  assert.deepEqual([problem.path, problem.code], ["/content/file", "too_large"]);
  assert.equal(fetch.count, 0);
});

test("a file of no bytes is refused before any request", options, async () => {
  const fetch = counting();
  const empty = new File([], "empty.txt", { type: "text/plain" });
  const error = await failure(client("yeastar", { fetch }).upload(empty), { code: "invalid_message", outcome: "not_sent", attempts: 0 });
  assert.deepEqual(error.problems.map(({ path, code }) => [path, code]), [["", "required"]]);
  assert.equal(fetch.count, 0);
});

test("an upload that fails is not sent, however it fails", options, async () => {
  const faults = [{ cut: "before" }, { cut: "body" }, { status: 500, body: "x" }, { status: 200, body: "x" }, { status: 200, body: { errcode: 0, list: [] } }];
  for (const fault of faults) {
    for (const call of [(it) => it.upload(file), (it) => it.send({ to, content: { type: "image", file } })]) {
      await simulator.reset();
      await simulator.fault({ provider: "yeastar", ...fault });
      await failure(call(client("yeastar", { retry: false })), { outcome: "not_sent", attempts: 0 });
      assert.equal((await simulator.received()).length, 1);
    }
  }
});

test("an upload is cut by its signal", options, async () => {
  const controller = new AbortController();
  await simulator.fault({ provider: "yeastar", delayMs: 30_000 });
  const uploading = client("yeastar").upload(file, { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await failure(uploading, { code: "aborted", outcome: "not_sent" });
});

// ---- lists

test("iSlash lists templates, and searches them", options, async () => {
  const all = await client("islash").templates();
  assert.deepEqual(all.map(({ name }) => name), ["payment_update_en", "order_shipped_en", "opening_hours_en", "invoice_en", "how_it_works_en"]);
  const [{ raw, components, ...first }] = all;
  assert.deepEqual(first, {
    ...{ name: "payment_update_en", language: "en_US", category: "PAYMENT_UPDATE", status: "APPROVED" },
    ...{ id: "19", templateId: "1457356487940772", parameterFormat: "positional" },
  });
  assert.equal(raw.namespace, "e0c33801_c325_469b_bdb0_dfd2915b75ea");
  assert.deepEqual(components[0], { type: "header", format: "text", text: "Payment Update", parameters: [] });
  assert.deepEqual(components[1].parameters, ["1", "2"]);
  assert.deepEqual(components[3].buttons[0], { type: "url", text: "Order Detail", url: "https://islash.io/order", parameters: [] });
  const names = async (query) => (await client("islash").templates(query)).map(({ name }) => name);
  assert.deepEqual(await names({ search: "ORDER" }), ["order_shipped_en"]);
  assert.deepEqual(await names({ category: ["marketing", "PAYMENT_UPDATE"] }), ["payment_update_en", "how_it_works_en"]);
  assert.deepEqual(await names({ language: ["de"] }), []);
});

test("Yeastar lists the templates of a channel", options, async () => {
  for (const channelId of [1, "1"]) {
    const all = await client("yeastar").templates({ channelId });
    const { components, ...appointment } = all.find(({ id }) => id === "1782");
    assert.deepEqual({ ...appointment, raw: undefined }, {
      ...{ name: "appointment", language: "en", category: "UTILITY", id: "1782", templateId: "1293546285747236" },
      ...{ channelId: "1", parameterFormat: "named", raw: undefined },
    });
    assert.deepEqual(components.map(({ type, parameters }) => [type, parameters]), [
      ["header", ["customer"]],
      ["body", ["day", "time"]],
      ["buttons", []],
    ]);
  }
  const some = await client("yeastar").templates({ channelId: 1, search: "order", category: ["UTILITY"], language: ["de", "en"] });
  assert.deepEqual(some.map(({ name, language }) => [name, language]), [["order_update", "en"], ["order_update", "de"]]);
  const { query } = (await simulator.received()).at(-1);
  assert.deepEqual(query.filter(([name]) => name !== "access_token"), [
    ...[["omnichannel_id", "1"], ["category", "UTILITY"], ["language", "de,en"], ["search_value", "order"]],
    ...[["page", "1"], ["page_size", "50"]],
  ]);
});

test("iSlash lists stickers, whose ids are sent", options, async () => {
  const stickers = await client("islash").stickers();
  assert.ok(stickers.length > 0);
  for (const { id, name, type, width, height, raw } of stickers) {
    assert.match(id, /^\d+$/);
    assert.deepEqual([typeof name, typeof type, typeof width, typeof height], ["string", "string", "number", "number"]);
    assert.equal(String(raw.id), id);
  }
  const [{ id }] = stickers;
  await client("islash").send({ to, content: { type: "sticker", uploaded: id } });
  await client("islash").send({ to, content: { type: "sticker", uploaded: { id, uri: "unused" } } });
  for (const record of (await simulator.received()).slice(1)) {
    assert.deepEqual(bodyOf(record).at(-1), ["sticker_id", id]);
    assert.equal(record.status, 200);
  }
});

test("Texter searches chats, whose ids are sent to", options, async () => {
  const found = await client("texter").chats({ search: "+852 5687 2847".replaceAll(" ", "") });
  assert.deepEqual(found.map(({ id, status }) => [id, status]), [
    ["67c0a1f58b24880cc9670002", "assigned"],
    ["67c0a1f58b24880cc9670003", "pending"],
  ]);
  const [{ id, title, phone, channel, account, raw }] = await client("texter").chats({ search: "Ada", limit: 1 });
  assert.deepEqual([id, title, phone, channel, account], ["67a87067aeedqdee1271ck4d", "Ada Example", "+14155552671", "whatsapp", "14155550100"]);
  assert.equal(raw._id, id);
  const receipt = await client("texter").send({ to: { conversationId: id }, content: { type: "text", text: "Hello" } });
  assert.equal(receipt.conversationId, id);
  assert.deepEqual(await client("texter").chats({ search: "nobody here" }), []);
});

test("a list that fails says why", options, async () => {
  for (const [provider, operation] of [["islash", "stickers"], ["islash", "templates"], ["texter", "chats"], ["yeastar", "templates"]]) {
    await simulator.fault({ provider, status: 401, body: "{}" });
    await failure(ask[operation](client(provider), provider), { code: "unauthorized", outcome: "not_sent", attempts: 0, provider, parts: [] });
    await simulator.fault({ provider, cut: "before" });
    await failure(ask[operation](client(provider, { retry: false }), provider), { code: "network", outcome: "not_sent", attempts: 0 });
    await simulator.fault({ provider, preset: "rate_limited", retryAfter: 0 });
    assert.ok((await ask[operation](client(provider), provider)).length > 0, "what was throttled is asked again");
  }
});

test("a client that was freed is asked for nothing", options, async () => {
  for (const provider of providers) {
    const freed = client(provider);
    freed.free();
    for (const call of Object.values(ask)) await failure(call(freed, provider), { code: "closed" });
  }
});
