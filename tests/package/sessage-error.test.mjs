// A SessageError is told from everything else. It and all that is handed out can be printed and copied.
import assert from "node:assert/strict";
import { cpSync, rmSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { consumer, installed } from "./support/consumer.mjs";
import {
  Client,
  SessageError,
  config,
  entry,
  failure,
  isSessageError,
  options,
  providers,
  sessage,
  text,
} from "./support/hostile.mjs";
import { revoked, throwing } from "./support/input.mjs";

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
