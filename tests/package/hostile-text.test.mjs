// More text than any field takes is a problem at its place, and no more than that.
import assert from "node:assert/strict";
import { test } from "node:test";
import { options, phone, providers, sessage, text } from "./support/hostile.mjs";
import { list, contacts } from "./support/input.mjs";

const huge = "x".repeat(10_000_000);
const media = (type) => ({ to: phone, content: { type, url: "https://a.example/a", caption: "x", filename: "x" } });
const everyField = [
  { ...text(), from: "+1", channel: "x", replyTo: "1", reference: "x", messageTag: "x" },
  { to: { conversationId: "1" }, content: { type: "text", text: "x" } },
  { to: { bsuid: "1" }, content: { type: "text", text: "x" } },
  media("image"),
  { to: phone, content: { type: "image", uploaded: { id: "1", name: "x", uri: "x", type: "x" } } },
  { to: phone, content: { type: "location", latitude: 1, longitude: 1, name: "x", address: "x" } },
  contacts([{ name: { formatted: "x" }, phones: [{ phone: "1", type: "x", waId: "1" }], birthday: "2000-01-01" }]),
  { to: phone, content: { type: "buttons", text: "x", header: "x", footer: "x", buttons: [{ id: "x", title: "x" }] } },
  list([{ title: "x", rows: [{ id: "x", title: "x", description: "x" }] }]),
];
/** Every place of a string in a value, with the value in which it is replaced. */
function* replaced(value, put, path = "") {
  if (typeof value === "string") yield [path, put];
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* replaced(item, put, `${path}/${index}`);
  } else if (typeof value === "object") {
    for (const key of Object.keys(value)) yield* replaced(value[key], put, `${path}/${key}`);
  }
}
function put(message, path, value) {
  const copy = structuredClone(message);
  const keys = path.split("/").slice(1);
  keys.slice(0, -1).reduce((object, key) => object[key], copy)[keys.at(-1)] = value;
  return copy;
}
for (const message of everyField) {
  for (const [path] of replaced(message)) {
    const kind = path === "/content/type" ? "" : ` of ${message.content.type}`;
    test(`10 MB at ${path}${kind}`, options, async () => {
      for (const provider of providers) {
        const hostile = put(message, path, huge);
        const problems = sessage.validate(hostile, provider);
        assert.ok(problems.every((problem) => problem.path.length < 200 && problem.message.length < 2000));
        for (const problem of problems.filter(({ code }) => code === "too_long")) {
          assert.deepEqual([problem.path, problem.actual], [path, huge.length]);
        }
      }
    });
  }
}
test("10 MB in five fields at once are told at the first, once", options, () => {
  for (const provider of providers) {
    const hostile = { to: huge, from: huge, channel: huge, replyTo: huge, content: { type: "text", text: huge } };
    const problems = sessage.validate(hostile, provider);
    assert.deepEqual(problems.map(({ path, code }) => [path, code]), [["/to", "too_large"]]);
  }
});
test("text of many code points is counted in code points", options, () => {
  const [problem] = sessage.validate(text("\u{1f600}".repeat(100_000)), "connectly");
  assert.deepEqual([problem.code, problem.actual, problem.unit], ["too_long", 100_000, "characters"]);
});
