// messageSchema in a form: react-hook-form takes it through its own resolver for Standard Schema, as it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { createFormControl } from "react-hook-form";
import { messageSchema, providers, validate } from "../../build/consumer/node_modules/sessage/node.js";

const to = "+14155552671";
const valid = { to, content: { type: "text", text: "Hello" } };
const invalid = {
  to: "nobody",
  content: {
    type: "list",
    text: "Choose",
    button: "Open the whole list of times",
    sections: [
      {
        rows: [
          { id: "a", title: "A" },
          { id: "a", title: "B".repeat(25) },
        ],
      },
    ],
  },
};

/** Submits a form that holds these values; gives what either handler was called with. */
async function submit(values, provider) {
  const form = createFormControl({
    defaultValues: values,
    resolver: standardSchemaResolver(messageSchema(provider)),
  });
  const result = {};
  await form.handleSubmit(
    (data) => (result.data = data),
    (errors) => (result.errors = errors),
  )();
  return result;
}

test("a form with a valid message is submitted", async () => {
  for (const provider of providers) {
    const { data, errors } = await submit(valid, provider);
    assert.equal(errors, undefined);
    assert.deepEqual(data, valid);
  }
});

test("a form shows each problem at its field", async () => {
  const { data, errors } = await submit(invalid, "texter");
  assert.equal(data, undefined);
  assert.match(errors.to.message, /phone/i);
  assert.match(errors.content.button.message, /20/);
  const [row, wrong] = errors.content.sections[0].rows;
  assert.equal(row, undefined);
  assert.match(wrong.title.message, /24/);
  assert.match(wrong.id.message, /./);
  assert.ok(Array.isArray(errors.content.sections) && Array.isArray(errors.content.sections[0].rows));
});

test("a form that was mended is submitted", async () => {
  const form = createFormControl({
    defaultValues: structuredClone(invalid),
    resolver: standardSchemaResolver(messageSchema("texter")),
  });
  const outcomes = [];
  const submit = form.handleSubmit(
    () => outcomes.push("sent"),
    () => outcomes.push("refused"),
  );
  await submit();
  form.setValue("to", to);
  form.setValue("content.button", "Open");
  form.setValue("content.sections.0.rows.1.title", "B");
  form.setValue("content.sections.0.rows.1.id", "b");
  await submit();
  assert.deepEqual(outcomes, ["refused", "sent"]);
});

const issuesOf = (value, provider = "texter") => messageSchema(provider)["~standard"].validate(value).issues;

test("the schema has the shape of the interface", () => {
  for (const provider of providers) {
    const { version, vendor, validate } = messageSchema(provider)["~standard"];
    assert.deepEqual([version, vendor, typeof validate], [1, "sessage", "function"]);
    const result = validate(valid);
    assert.equal(result.value, valid);
    assert.equal(result.issues, undefined);
  }
});

test("an issue's path holds keys, and numbers for the indexes of arrays", () => {
  const paths = issuesOf(invalid).map(({ path }) => path);
  assert.ok(paths.some((path) => JSON.stringify(path) === '["content","sections",0,"rows",1,"title"]'));
  const odd = { to, content: { type: "text", text: "Hello", "a/b~c": 1, 0: 2 } };
  const keys = issuesOf(odd).map(({ path }) => path);
  assert.deepEqual(keys.sort(), [
    ["content", "0"],
    ["content", "a/b~c"],
  ]);
});

test("issues are the problems that are errors, and a warning is none", () => {
  const problems = validate(invalid, "texter").filter(({ severity }) => severity === "error");
  assert.deepEqual(
    issuesOf(invalid).map(({ message }) => message),
    problems.map(({ message }) => message),
  );
  const warned = { ...valid, reference: "order-4711" };
  assert.deepEqual(
    validate(warned, "islash").map(({ severity }) => severity),
    ["warning"],
  );
  assert.equal(issuesOf(warned, "islash"), undefined);
});

test("what is no message is an issue of the whole, and nothing throws", () => {
  const revoked = Proxy.revocable([], {});
  revoked.revoke();
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error("no");
      },
      ownKeys: () => {
        throw new Error("no");
      },
    },
  );
  for (const value of [undefined, null, 1, "text", [], new Map(), () => 1, Symbol("a"), 1n, revoked.proxy]) {
    assert.deepEqual(
      issuesOf(value).map(({ path }) => path),
      [[]],
    );
  }
  for (const value of [trap, { to, content: trap }, { to, content: revoked.proxy }])
    assert.ok(issuesOf(value).length > 0);
});

test("a schema of a provider that is none is refused at once", () => {
  for (const name of ["pigeon", undefined, {}])
    assert.throws(() => messageSchema(name), { code: "invalid_config" });
});
