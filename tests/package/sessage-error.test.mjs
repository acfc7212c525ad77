// A SessageError is told from everything else. It and all that is handed out can be printed and copied.
import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { pathToFileURL } from "node:url";
import { consumer, installed } from "./support/consumer.mjs";
import {
  Client,
  SessageError,
  config,
  entry,
  failure,
  faulty,
  isSessageError,
  options,
  providers,
  sessage,
  text,
} from "./support/hostile.mjs";
import { revoked, throwing } from "./support/input.mjs";
import { worker } from "./support/worker.mjs";

const brand = Symbol.for("sessage.SessageError");
test("what is no SessageError", options, () => {
  const others = [
    ...[undefined, null, 0, NaN, "", "SessageError", true, 1n, Symbol("x"), brand, () => {}, SessageError, SessageError.prototype.constructor],
    ...[{}, [], new Error("x"), { name: "SessageError" }, { code: "rejected", problems: [] }, Object.create(null)],
    ...[new Proxy({}, { get: throwing(new Error("x")) }), new Proxy({}, { get: throwing(undefined) }), revoked({})],
    ...[{ [brand]: "true" }, { get [brand]() { throw new Error("x"); } }, new Map(), new DOMException("x", "AbortError")],
  ];
  for (const other of others) assert.equal(isSessageError(other), false);
});

test("a SessageError is told by every copy of the package", options, async () => {
  const copy = `${consumer}/copy-of-sessage`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(installed, copy, { recursive: true });
  const other = await import(pathToFileURL(`${copy}/node.js`));
  assert.notEqual(other.SessageError, SessageError);
  const ours = await failure(() => new Client(null));
  const theirs = await new other.Client(config.islash).send(null).then(assert.fail, (error) => error);
  assert.equal(theirs instanceof SessageError, false);
  assert.deepEqual([isSessageError(theirs), other.isSessageError(ours)], [true, true]);
  const inline = await import(entry("inline.js"));
  const client = new inline.Client(config.islash);
  assert.equal(isSessageError(await client.send(null).then(assert.fail, (error) => error)), true);
  rmSync(copy, { recursive: true, force: true });
});

test("an error is an Error that prints, survives JSON and lists its fields", options, async () => {
  const error = await failure(new Client(config.islash).send({}), { code: "invalid_message" });
  assert.ok(error instanceof Error);
  assert.equal(error.name, "SessageError");
  assert.equal(Object.prototype.toString.call(error), "[object Error]");
  assert.match(String(error), /^SessageError: /);
  assert.match(error.stack, /sessage-error\.test\.mjs/);
  const { problems, parts, code } = JSON.parse(JSON.stringify(error));
  assert.deepEqual([problems, parts, code], [error.problems, error.parts, error.code]);
  assert.deepEqual(structuredClone({ ...error }), { ...error });
});

test("what is handed out is plain", options, async () => {
  const plain = (value) => {
    if (typeof value !== "object" || value === null) return typeof value !== "bigint" && typeof value !== "function";
    const prototype = Object.getPrototypeOf(value);
    return (prototype === Object.prototype || prototype === Array.prototype) && Object.values(value).every(plain);
  };
  for (const provider of providers) {
    const events = [];
    const client = new Client(config[provider], { onAttempt: (event) => events.push(event) });
    const receipt = await client.send(text("plain"));
    assert.ok(plain(receipt) && plain(events) && plain(client.validate({})) && plain(sessage.validate(null, provider)));
    assert.deepEqual(receipt, JSON.parse(JSON.stringify(receipt)));
  }
});

// ---- as JSON and back

/** Errors of every kind there is: of a message, of a configuration, of answers, of parts, of none. */
async function errors() {
  const refused = (provider, fault, settings) =>
    failure(new Client(config[provider], { retry: false, ...settings, fetch: faulty({ provider, ...fault }) }).send(text()));
  const long = { to: "+14155552671", content: { type: "text", text: "word ".repeat(1700).trim() } };
  let asked = 0;
  const breaking = async () => {
    asked += 1;
    return asked === 1 ? Response.json({ id: "first" }) : new Response("", { status: 429, headers: { "retry-after": "7" } });
  };
  return {
    "a message": await failure(new Client(config.islash).send({ to: "1", content: { type: "text", text: "" }, x: 1 })),
    "a configuration": await failure(() => new Client({ provider: "islash" })),
    "a refusal": await refused("connectly", { preset: "provider_error", code: "ERROR_CODE_INVALID_SENDER_ID", message: "No" }),
    "an answer that is a page": await refused("islash", { status: 502, body: "<html>\u{1f600} Bad Gateway</html>" }),
    "an answer that is a JSON string": await refused("islash", { status: 400, body: '"7"' }),
    "an answer with a key that means something": await refused("islash", { status: 400, body: '{"__proto__":{"polluted":true},"toJSON":1}' }),
    "no answer": await refused("islash", { cut: "before" }),
    "a wait": await refused("texter", { status: 429, body: "", headers: { "retry-after": "3" } }),
    "parts": await failure(new Client(config.connectly, { retry: false, adapt: "reshape", fetch: breaking }).send(long), { outcome: "partial" }),
    closed: await failure(async () => {
      const client = new Client(config.islash);
      client.free();
      await client.send(text());
    }),
  };
}
const FIELDS = ["message", "code", "provider", "outcome", "retryable", "retryAfterMs", "retryAt", "status", "providerCode", "providerMessage", "problems", "attempts", "parts", "raw"];
const fieldsOf = (error) => Object.fromEntries(FIELDS.map((key) => [key, error[key]]));

const ways = {
  "as it is": (error) => error.toJSON(),
  "as text": (error) => JSON.parse(JSON.stringify(error)),
  "within other text": (error) => JSON.parse(JSON.stringify({ result: [{ error }] })).result[0].error,
  "as a clone": (error) => structuredClone(error.toJSON()),
  "of an error": (error) => error,
};
for (const [name, way] of Object.entries(ways)) {
  test(`an error comes back field for field, ${name}`, options, async () => {
    for (const [kind, error] of Object.entries(await errors())) {
      const back = SessageError.from(way(error));
      assert.deepEqual(fieldsOf(back), fieldsOf(error), kind);
      assert.deepEqual([isSessageError(back), back instanceof SessageError, back.name], [true, true, "SessageError"]);
      assert.deepEqual(Object.keys(back).sort(), Object.keys(error).sort(), kind);
      assert.equal(String(back), String(error));
      assert.match(back.stack, /sessage-error\.test\.mjs/);
      assert.deepEqual(back.toJSON(), error.toJSON());
    }
  });
}

test("an error comes back from a thread", options, async () => {
  const all = Object.entries(await errors());
  const program = `
    import { parentPort } from "node:worker_threads";
    const { SessageError, isSessageError } = await import(${JSON.stringify(entry("node.js"))});
    parentPort.on("message", (json) => {
      const error = SessageError.from(json);
      parentPort.postMessage({ json: error.toJSON(), is: isSessageError(error) });
    });`;
  const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`));
  for (const [kind, error] of all) {
    const answered = new Promise((resolve) => thread.once("message", resolve));
    thread.postMessage(error.toJSON());
    assert.deepEqual(await answered, { json: error.toJSON(), is: true }, kind);
  }
  await thread.terminate();
});

test("an error comes back from a remote call and a queue of Workers", options, async () => {
  const { parts, "a refusal": refusal } = await errors();
  for (const [error, step] of [[parts, { do: "resume", at: parts.retryAt, scope: "account" }], [refusal, { do: "give_up", scope: "message" }]]) {
    const isolate = await worker("error-worker.js", {
      name: "errors",
      serviceBindings: { OTHER: { name: "errors", entrypoint: "Other" } },
      queueProducers: { QUEUE: "errors" },
      queueConsumers: { errors: { maxBatchTimeout: 0 } },
    });
    try {
      const response = await isolate.dispatchFetch("http://worker/", { method: "POST", body: JSON.stringify(error) });
      assert.deepEqual(JSON.parse(await response.text()), Array(2).fill({ json: error.toJSON(), is: true, step }));
    } finally {
      await isolate.dispose();
    }
  }
});

test("an error's JSON is its fields and nothing else", options, async () => {
  for (const error of Object.values(await errors())) {
    Object.assign(error, { mine: "private", stack: "at home" });
    const json = error.toJSON();
    const given = ["name", ...FIELDS].filter((key) => error[key] !== undefined);
    assert.deepEqual(Object.keys(json).sort(), given.sort());
    assert.deepEqual([json.name, json.message], ["SessageError", error.message]);
    assert.equal(Object.getPrototypeOf(json), Object.prototype);
  }
});

test("a secret is in no JSON of an error", options, async () => {
  const { token, session } = config.islash;
  const fetch = async () => Response.json({ meta: { code: "NO", message: `${token} of ${session}` }, echo: { token, session } }, { status: 400 });
  const error = await failure(new Client(config.islash, { retry: false, fetch }).send(text()));
  for (const secret of [token, session]) assert.ok(!JSON.stringify(error).includes(secret));
  assert.match(JSON.stringify(error), /MASKED_/);
});

test("an error is read and written before init", options, async () => {
  const copy = `${consumer}/unloaded-copy`;
  cpSync(installed, copy, { recursive: true });
  const { SessageError, isSessageError, nextStep } = await import(pathToFileURL(`${copy}/browser.js`));
  rmSync(copy, { recursive: true });
  const { parts } = await errors();
  const back = SessageError.from(JSON.parse(JSON.stringify(parts)));
  assert.ok(isSessageError(back));
  assert.deepEqual(back.toJSON(), parts.toJSON());
  assert.throws(() => nextStep(back), (error) => error.code === "not_initialised");
});

test("what is no error's JSON is refused by its place", options, async () => {
  const good = (await errors()).parts.toJSON();
  good.problems = [{ path: "", code: "required", severity: "error", message: "" }];
  SessageError.from(good);
  const cyclic = { ...good };
  cyclic.raw = cyclic;
  const inherited = Object.create(good);
  const refused = [
    ...[undefined, null, 0, "", JSON.stringify(good), [], [good], () => {}, Symbol("x"), 1n].map((value) => [value, ""]),
    ...[cyclic, revoked({}), new Proxy({}, { get: throwing(new Error("x")), ownKeys: throwing(1) }), { ...good, raw: 1n }].map((value) => [value, ""]),
    ...[{}, { code: "rejected" }, new Error("x"), structuredClone(new Error("x")), inherited, new Map(Object.entries(good))].map((value) => [value, "/name"]),
    ...Object.keys(good)
      .filter((key) => !["provider", "retryAfterMs", "retryAt", "status", "providerCode", "providerMessage", "raw"].includes(key))
      .flatMap((key) => [[{ ...good, [key]: undefined }, `/${key}`], [Object.assign(Object.create({ [key]: good[key] }), { ...good, [key]: undefined }), `/${key}`]]),
    ...Object.keys(good).filter((key) => key !== "raw").flatMap((key) => [null, {}, [{}]].map((value) => [{ ...good, [key]: value }, `/${key}`])),
    [{ ...good, name: "Error" }, "/name"],
    [{ ...good, code: "gone" }, "/code"],
    [{ ...good, code: "toString" }, "/code"],
    [{ ...good, provider: "carrier-pigeon" }, "/provider"],
    [{ ...good, outcome: "sent" }, "/outcome"],
    [{ ...good, retryable: 1 }, "/retryable"],
    [{ ...good, retryAt: NaN }, "/retryAt"],
    [{ ...good, attempts: -1 }, "/attempts"],
    [{ ...good, parts: [{ index: 0, outcome: "partial" }] }, "/parts/0/outcome"],
    [{ ...good, problems: [{ ...good.problems[0], code: "gone" }] }, "/problems/0/code"],
    [{ ...good, problems: [good.problems[0], null] }, "/problems/1"],
  ];
  for (const [json, path] of refused) {
    const error = await failure(() => SessageError.from(json), { code: "invalid_config", outcome: "not_sent", retryable: false });
    assert.equal(error.problems.length, 1);
    assert.ok(error.problems[0].path.startsWith(path), `${path}: ${error.message}`);
    assert.ok(error.message.includes(path || "the value"), error.message);
  }
});

test("an error's JSON trusts no prototype and keeps no stranger", options, async () => {
  const json = (await errors()).parts.toJSON();
  const strange = JSON.parse(`{"__proto__":{"retryable":true},"constructor":1,"later":{"a":1},${JSON.stringify(json).slice(1)}`);
  const back = SessageError.from(strange);
  assert.deepEqual(back.toJSON(), json);
  assert.equal(Object.getPrototypeOf(back), SessageError.prototype);
  assert.deepEqual([Object.hasOwn(back, "later"), Object.hasOwn(back, "constructor")], [false, false]);
  Object.defineProperty(Object.prototype, "retryAt", { value: 1, configurable: true });
  try {
    const { retryAt: _, ...rest } = json;
    assert.equal(Object.hasOwn(SessageError.from(rest), "retryAt"), false);
  } finally {
    delete Object.prototype.retryAt;
  }
  // A copy: who changes what was read changes no error.
  const mine = structuredClone(json);
  const kept = SessageError.from(mine);
  mine.parts[0].outcome = "unknown";
  mine.raw = "changed";
  assert.deepEqual(kept.toJSON(), json);
});

test("the names that are read without the module are those that are declared", async () => {
  const declared = readFileSync(`${installed}/index.d.ts`, "utf8");
  const { errorCodes, problemCodes, providers: named } = await import(entry("names.js"));
  const names = (from, to) => {
    const [, part] = declared.split(from);
    return [...part.split(to)[0].matchAll(/\| "(\w+)"/g)].map(([, name]) => name);
  };
  assert.deepEqual(names("export type ErrorCode =\n", "\n\n"), errorCodes);
  assert.deepEqual(names("The kind of problem. */\n  code:\n", "severity:"), problemCodes);
  assert.deepEqual(named, sessage.providers);
});

test("a checkpoint carries errors in the same form", options, async () => {
  const fetch = async () => Response.json({ message: "no", code: "ERROR_CODE_INVALID_SENDER_ID" }, { status: 400 });
  const client = new Client(config.connectly, { retry: false, fetch });
  const messages = ["1", "2", "3"].map((last) => ({ ...text(), to: `+1415555267${last}` }));
  const run = client.sendMany(messages, { concurrency: 3 });
  const loop = run[Symbol.asyncIterator]();
  const first = (await loop.next()).value;
  await new Promise((resolve) => setTimeout(resolve, 200));
  const checkpoint = JSON.parse(JSON.stringify(run.checkpoint()));
  assert.ok(checkpoint.held.length > 0);
  for (const { error } of checkpoint.held) {
    assert.deepEqual(SessageError.from(error).toJSON(), error);
    assert.deepEqual(error, first.error.toJSON());
  }
  await run.done();
  for await (const { error } of client.sendMany(messages, { resume: checkpoint })) {
    if (error.code === "rejected") assert.deepEqual(error.toJSON(), first.error.toJSON());
  }
});
