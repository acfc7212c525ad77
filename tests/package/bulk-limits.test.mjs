// Runs of many messages against an account that takes so many a second, and a provider that dies and comes back.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { below, collect, message, messages, outcomes, phoneOf } from "./support/bulk.mjs";
import { Client, failure, options } from "./support/hostile.mjs";

const account = { provider: "connectly", businessId: "acme", apiKey: "k" };
const taken = () => Response.json({ id: "7" }, { status: 201 });
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** An account that takes so many in each second of its clock, and refuses the others. */
function limited(most, refuse) {
  const seen = { requests: 0, seconds: new Map() };
  const began = Date.now();
  seen.fetch = async () => {
    seen.requests += 1;
    await pause(5);
    const second = Math.floor((Date.now() - began) / 1000);
    const count = seen.seconds.get(second) ?? 0;
    if (count >= most) return refuse();
    seen.seconds.set(second, count + 1);
    return taken();
  };
  return seen;
}

const refusals = {
  "Retry-After: 1": () => new Response("", { status: 429, headers: { "retry-after": "1" } }),
  "a code of the provider's": () =>
    Response.json({ code: "ERROR_CODE_BUSINESS_REACHED_LIMITS", message: "Limit" }, { status: 400 }),
};
describe("ten a second, 100 messages, 50 at once: all are sent", { concurrency: true }, () => {
  for (const [name, refuse] of Object.entries(refusals)) {
    test(`refused with ${name}`, options, async () => {
      const seen = limited(10, refuse);
      const held = [];
      const onProgress = ({ heldBy, heldUntil }) => heldBy && held.push([heldBy, heldUntil > Date.now() - 5]);
      const run = new Client(account, { fetch: seen.fetch }).sendMany(messages(100), { concurrency: 50, onProgress });
      const { results } = await collect(run);
      assert.deepEqual(new Set(outcomes(results)), new Set(["sent"]));
      assert.equal(results.length, 100);
      assert.ok(seen.requests <= 120, `${seen.requests} requests`);
      assert.deepEqual(held[0], ["rate_limited", true]);
      assert.equal(run.progress.heldBy, undefined);
      const refused = results.reduce((sum, { receipt }) => sum + receipt.attempts - 1, 0);
      assert.equal(refused, seen.requests - 100, "the receipts count every request");
    });
  }
});

test("what concerns one recipient holds nobody else", options, async () => {
  const left = [];
  const client = new Client(account, {
    fetch: async (request) => {
      const { recipient } = await request.json();
      left.push([recipient.id, Date.now()]);
      const isFirst = left.filter(([to]) => to === recipient.id).length === 1;
      if (recipient.id !== phoneOf(0) || !isFirst) return taken();
      return Response.json({ code: "131056", message: "(#131056) Pair rate limit hit" }, { status: 429 });
    },
  });
  const began = Date.now();
  const run = client.sendMany([message(0), ...messages(20).slice(1), message(30, phoneOf(0))]);
  const { results } = await collect(run);
  assert.deepEqual(new Set(outcomes(results)), new Set(["sent"]));
  const others = left.filter(([to]) => to !== phoneOf(0));
  assert.equal(others.length, 19);
  assert.ok(others.every(([, at]) => at - began < 3000), "the others do not wait");
  const own = left.filter(([to]) => to === phoneOf(0)).map(([, at]) => at);
  assert.equal(own.length, 3);
  assert.ok(own[1] - own[0] >= 5990, "the recipient has six seconds of peace");
});

/** A provider that is away until it is brought back. */
function mortal({ refuses = false, gateway } = {}) {
  const seen = { sends: 0, heads: [], isAway: true };
  seen.fetch = async (request) => {
    if (request.method === "HEAD") seen.heads.push(request.url);
    else seen.sends += 1;
    await pause(2);
    if (!seen.isAway) return request.method === "HEAD" ? new Response(null, { status: 404 }) : taken();
    if (gateway) return new Response("", { status: gateway });
    throw Object.assign(new TypeError("fetch failed"), refuses && { cause: { code: "ECONNREFUSED" } });
  };
  return seen;
}

describe("a provider that dies", () => {
  const ways = { "no word of why": {}, "a refused connection": { refuses: true }, "a gateway's 502": { gateway: 502 } };
  for (const [name, way] of Object.entries(ways)) {
    test(name, options, async () => {
      const seen = mortal(way);
      const client = new Client({ ...account, baseUrl: "https://gateway.example/a/path" }, { fetch: seen.fetch });
      const run = client.sendMany(messages(200), { concurrency: 20, breaker: { probeMs: 100 } });
      const done = run.done();
      while (seen.heads.length < 2) await pause(5);
      const { heldBy, heldUntil, inFlight } = run.progress;
      assert.deepEqual([heldBy, typeof heldUntil], ["outage", "number"]);
      assert.ok(inFlight <= 20);
      const { sends } = seen;
      assert.ok(sends <= 25, `${sends} left before it was known`);
      seen.isAway = false;
      const progress = await done;
      assert.equal(progress.sent + progress.unknown, 200);
      assert.ok(way.refuses ? progress.unknown === 0 : progress.unknown <= 25, `${progress.unknown} unknown`);
      assert.deepEqual(new Set(seen.heads), new Set(["https://gateway.example/"]));
    });
  }

  test("an abort ends the hold, and what had not left is untouched", options, async () => {
    const seen = mortal({ refuses: true });
    const controller = new AbortController();
    const run = new Client(account, { fetch: seen.fetch }).sendMany(messages(50), { signal: controller.signal });
    const ended = collect(run);
    // Those that left before it was known are refused too, and put back.
    while (run.progress.heldBy !== "outage" || run.progress.inFlight > 0) await pause(5);
    const began = Date.now();
    controller.abort();
    assert.deepEqual(await ended, { results: [] });
    assert.ok(Date.now() - began < 1000);
    assert.deepEqual([run.progress.taken, run.progress.inFlight, run.checkpoint().inFlight], [0, 0, []]);
  });

  test("without a breaker", options, async () => {
    const seen = mortal();
    const client = new Client(account, { fetch: seen.fetch });
    assert.equal((await client.sendMany(messages(50), { breaker: false }).done()).unknown, 50);
    assert.deepEqual(seen.heads, []);
  });
});

describe("a checkpoint", () => {
  const client = () => new Client(account, { fetch: async () => taken() });
  const stopped = async () => {
    const run = client().sendMany(messages(40));
    let told = 0;
    for await (const _ of run) if ((told += 1) === 20) break;
    while (run.checkpoint().inFlight.length > 0) await pause(1);
    return JSON.parse(JSON.stringify(run.checkpoint()));
  };
  const others = {
    "in another order": (list) => list.reverse(),
    "with one left out": (list) => list.toSpliced(3, 1),
    "that ends too soon": (list) => list.slice(0, 10),
  };
  for (const [name, change] of Object.entries(others)) {
    test(`and a source ${name}: nothing leaves`, options, async () => {
      const resume = await stopped();
      let left = 0;
      const counted = new Client(account, { fetch: async () => ((left += 1), taken()) });
      const run = counted.sendMany(change(messages(40)), { resume });
      const { results, thrown } = await collect(run);
      assert.deepEqual([results, left], [[], 0]);
      await failure(() => { throw thrown; }, { code: "invalid_config" });
      assert.equal(thrown.problems[0].path, "/resume/recipients");
      await failure(() => counted.sendMany(change(messages(40)), { resume }).done(), { code: "invalid_config" });
      assert.deepEqual(run.checkpoint(), resume);
    });
  }

  test("goes on where contents differ and more messages follow", options, async () => {
    const resume = await stopped();
    const longer = messages(60).map((one) => ({ ...one, content: { type: "text", text: "Other words" } }));
    const { results } = await collect(client().sendMany(longer, { resume }));
    assert.equal(results.length, 40);
  });

  test("with an index beyond 32 bits is refused at its place", options, async () => {
    const resume = await stopped();
    for (const index of [2 ** 32, 2 ** 32 + 20, Number.MAX_SAFE_INTEGER]) {
      const error = await failure(() => client().sendMany([], { resume: { ...resume, below: index } }), { code: "invalid_config" });
      assert.ok(error.problems.some(({ path }) => path === "/resume/below"));
    }
  });

  test("of another provider is refused at its place", options, async () => {
    const resume = await stopped();
    const other = new Client({ provider: "texter", projectId: "demo", token: "t" });
    const error = await failure(() => other.sendMany(messages(40), { resume }), { code: "invalid_config" });
    assert.deepEqual(error.problems.map(({ path }) => path), ["/resume/provider"]);
  });
});

test("messages to one recipient keep their order however it is spelled", options, async () => {
  const spellings = ["+14155550000", "+1 415 555 0000", "+1 (415) 555-0000", { phone: "+1.415.555.0000" }];
  const texts = [];
  let underWay = 0;
  const fetch = async (request) => {
    assert.equal((underWay += 1), 1, "two at once");
    texts.push((await request.json()).message.text);
    await pause(1);
    underWay -= 1;
    return taken();
  };
  const list = below(40).map((index) => message(index, spellings[index % spellings.length]));
  await new Client(account, { fetch }).sendMany(list, { concurrency: 20 }).done();
  assert.deepEqual(texts, below(40).map((index) => `message ${index}`));
});
