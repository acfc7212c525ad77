// The reports in tests/field, played on the package; README.md there says what a row holds.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, test } from "node:test";
import { at } from "../../scripts/shared.mjs";
import { Client, SessageError, options, sessage } from "./support/hostile.mjs";

const folder = at("tests/field");
const read = (file) => JSON.parse(readFileSync(`${folder}/${file}`, "utf8"));
const configs = read("configs.json");
const isRows = (file) => file.endsWith(".json") && file !== "configs.json";
const files = readdirSync(folder, { recursive: true }).filter(isRows).sort();

/** The rows that a row with `each` stands for. */
function expand({ each = {}, ...row }) {
  let texts = [JSON.stringify(row)];
  for (const [name, values] of Object.entries(each)) {
    const put = (text, value) => text.replaceAll(`"{{${name}:number}}"`, value).replaceAll(`{{${name}}}`, value);
    texts = texts.flatMap((text) => values.map((value) => put(text, String(value))));
  }
  return texts.map((text) => JSON.parse(text));
}

/** The message, to the provider's usual recipient where it names none; "Hello" where there is none. */
function messageOf({ provider, message = { content: { type: "text", text: "Hello" } } }) {
  const isObject = typeof message === "object" && message !== null && !Array.isArray(message);
  return live(isObject && !("to" in message) ? { to: configs[provider].to, ...message } : message);
}

/** The value with its Blobs made and its times put in. */
function live(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(live);
  if (value.$blob) return file(value.$blob);
  if (value.$now !== undefined) return Date.now() + value.$now;
  if (value.$repeat) return repeated(...value.$repeat);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, live(member)]));
}

function repeated(item, times) {
  return typeof item === "string" ? item.repeat(times) : Array.from({ length: times }, () => live(item));
}

function file({ type, size, name }) {
  const bytes = new Uint8Array(size);
  return name === undefined ? new Blob([bytes], { type }) : new File([bytes], name, { type });
}

const failed = (cause) => Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(cause.code), cause) });

/** What comes back for one request. */
function comeBack({ refused, broken, throws, status, headers, body }) {
  if (throws) throw Object.assign(new TypeError(throws.message), throws.cause && { cause: Object.assign(new Error(throws.cause.message ?? ""), throws.cause) });
  if (refused) throw failed({ code: "ECONNREFUSED" });
  if (broken) throw failed({ code: "ECONNRESET" });
  const text = body === undefined || typeof body === "string" ? (body ?? "") : JSON.stringify(body);
  return new Response(text, { status, headers });
}

function clientOf(row) {
  const answers = [...(row.answers ?? [])];
  const bodies = [];
  const fetch = async (request) => {
    const text = await request.clone().text();
    if (request.method === "POST" && /json/.test(request.headers.get("content-type"))) bodies.push(JSON.parse(text));
    assert.ok(answers.length > 0, `one request too many: ${request.url}`);
    return comeBack(answers.shift());
  };
  const config = { ...configs[row.provider].config, ...row.config };
  for (const key of Object.keys(config)) if (config[key] === null) delete config[key];
  const waits = { retry: { baseDelayMs: 0 } };
  return { client: new Client(config, { ...waits, ...live(row.options ?? {}), fetch }), answers, bodies };
}

async function ended(work) {
  try {
    return { value: await work() };
  } catch (error) {
    assert.ok(error instanceof SessageError, String(error?.stack ?? error));
    return { error };
  }
}

function agree(right, found, what) {
  for (const [key, value] of Object.entries(right ?? {})) {
    assert.deepEqual(found[key] ?? null, value, `${key} of ${what}: ${JSON.stringify(found)}`);
  }
}

function says(right, message) {
  for (const words of [right ?? []].flat()) assert.ok(message.includes(words), `"${words}" is not in "${message}"`);
}

function agreeProblems(right, found) {
  if (!right) return;
  assert.equal(found.length, right.length, JSON.stringify(found, null, 2));
  right.forEach(({ says: words, ...members }, index) => {
    agree(members, found[index], "the problem");
    says(words, found[index].message);
  });
}

const plays = {
  async send(row, { client }) {
    const { right } = row;
    const { value, error } = await ended(() => client.send(messageOf(row), live(row.send ?? {})));
    if (error) {
      assert.ok(right.error ?? right.problems, `it failed: ${error.code}, ${error.message}`);
      agree(right.error, error, "the error");
      says(right.says, error.message);
      agreeProblems(right.problems, error.problems);
    } else {
      assert.ok(right.receipt, `it was sent: ${JSON.stringify(value)}`);
      agree(right.receipt, value, "the receipt");
    }
  },
  async validate(row, { client }) {
    agreeProblems(row.right.problems, client.validate(messageOf(row)));
  },
};

/** A function of the package. */
async function callFunction(row) {
  const { value, error } = await ended(() => sessage[row.function](...live(row.arguments)));
  const { right } = row;
  if (right.error) {
    assert.ok(error, `no error but ${JSON.stringify(value)}`);
    agree(right.error, error, "the error");
    says(right.says, error.message);
    return agreeProblems(right.problems, error.problems);
  }
  assert.equal(error, undefined);
  if (right.problems) return agreeProblems(right.problems, value);
  assert.deepEqual(value, right.value);
}

for (const name of files) {
  describe(name, options, () => {
    for (const row of read(name).flatMap(expand)) {
      test(row.name, options, async () => {
        if (row.function) return callFunction(row);
        const stage = clientOf(row);
        await plays[row.call ?? "send"](row, stage);
        assert.equal(stage.answers.length, 0, "answers that nobody asked for");
        if (row.right.bodies) assert.deepEqual(stage.bodies, row.right.bodies);
      });
    }
  });
}
