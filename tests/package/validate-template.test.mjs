// Values for a template, checked against the template as templates() lists it, before anything is sent.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client, failure, options, phone as to, sessage } from "./support/hostile.mjs";
import { nested, proxy, revoked, throwing, venom } from "./support/input.mjs";
import { startSimulator } from "./support/private.mjs";

const { validateTemplate } = sessage;
const url = "https://files.example.com/a.png";
const file = new File(["12345"], "a.png", { type: "image/png" });
let simulator, listed;

before(async () => {
  simulator = await startSimulator({ login: false });
  const by = (templates) => Object.fromEntries(templates.map((template) => [`${template.name} ${template.language}`, template]));
  listed = {
    ...by(await new Client(simulator.config.islash).templates()),
    ...by(await new Client(simulator.config.yeastar).templates({ channelId: 1 })),
  };
}, options);
after(() => simulator?.stop());

/** What a template message needs to name it. */
const named = ({ name, language, id, templateId }) => ({ type: "template", name, language, id, templateId });
const order = { header: "4711", body: ["Ada", "Monday"], buttons: [{ type: "url", text: "4711" }, { type: "quick_reply" }] };
const appointment = { header: "Ada", body: { day: "Monday", time: "9:00" }, buttons: [{ type: "quick_reply" }, { type: "phone_number" }] };
const shipped = { header: { type: "image", file }, body: ["a", "b", "c"], buttons: [{ type: "url", text: "4711" }] };

/** Name to template, values, and the problems as path and code. */
const cases = {
  "all values by place": ["order_update en", order, []],
  "all values by name": ["appointment en", appointment, []],
  "a file and the end of an address": ["order_shipped_en en_US", shipped, []],
  "nothing to fill in": ["opening_hours en", {}, []],
  "buttons that never change may be left out": ["order_update en", { ...order, buttons: order.buttons.slice(0, 1) }, []],
  "no body": ["order_update en", { ...order, body: undefined }, [["/body/0", "required"], ["/body/1", "required"]]],
  "one value of two": ["order_update en", { ...order, body: ["Ada"] }, [["/body/1", "required"]]],
  "three values for two": ["order_update en", { ...order, body: ["a", "b", "c"] }, [["/body", "too_many"]]],
  "a value where there is none": ["opening_hours en", { body: ["a"] }, [["/body", "too_many"]]],
  "names for places": ["order_update en", { ...order, body: { name: "Ada" } }, [["/body", "invalid_type"]]],
  "places for names": ["appointment en", { ...appointment, body: ["Monday", "9:00"] }, [["/body", "invalid_type"]]],
  "a name that is missing": ["appointment en", { ...appointment, body: { day: "Monday" } }, [["/body/time", "required"]]],
  "a name that there is none of": ["appointment en", { ...appointment, body: { ...appointment.body, "a/b~": "x" } }, [["/body/a~1b~0", "unknown_field"]]],
  "no header": ["order_update en", { ...order, header: undefined }, [["/header", "required"]]],
  "a header that never changes": ["payment_update_en en_US", { header: "x", body: ["a", "b"] }, [["/header", "too_many"]]],
  "a text for a file": ["order_shipped_en en_US", { ...shipped, header: "x" }, [["/header", "invalid_type"]]],
  "no file": ["order_shipped_en en_US", { ...shipped, header: undefined }, [["/header", "required"]]],
  "a file of another type": ["order_shipped_en en_US", { ...shipped, header: { type: "video", url } }, [["/header/type", "invalid_type"]]],
  "a file for a text": ["order_update en", { ...order, header: { type: "image", url } }, [["/header", "invalid_type"]]],
  "no buttons": ["order_update en", { ...order, buttons: undefined }, [["/buttons/0", "required"]]],
  "a button without its value": ["order_update en", { ...order, buttons: [{ type: "url" }] }, [["/buttons/0/text", "required"]]],
  "a button of another type": ["order_update en", { ...order, buttons: [{ type: "flow", text: "x" }] }, [["/buttons/0/type", "conflict"]]],
  "a button too many": ["order_update en", { ...order, buttons: [...order.buttons, { type: "flow" }] }, [["/buttons", "too_many"]]],
  "another template": ["order_update en", { ...order, name: "invoice", language: "de", id: 1, templateId: "2" }, [
    ...[["/name", "conflict"], ["/language", "conflict"], ["/id", "conflict"], ["/templateId", "conflict"]],
  ]],
  "a field that there is none of": ["order_update en", { ...order, footer: "x" }, [["/footer", "unknown_field"]]],
  "a value that is no text": ["order_update en", { ...order, body: [1, "b"] }, [["/body/0", "invalid_type"]]],
};
for (const [name, [key, values, expected]] of Object.entries(cases)) {
  test(`values for a template: ${name}`, options, () => {
    const found = validateTemplate(listed[key], { ...named(listed[key]), ...values });
    assert.deepEqual(found.map(({ path, code }) => [path, code]), expected, JSON.stringify(found));
    for (const problem of found) {
      assert.equal(problem.severity, "error");
      if (problem.code === "too_many") assert.deepEqual([typeof problem.limit, typeof problem.actual, problem.unit], ["number", "number", "items"]);
    }
  });
}

test("what passes is what the provider takes", options, async () => {
  const rows = [["yeastar", "order_update en", order], ["yeastar", "appointment en", appointment], ["islash", "order_shipped_en en_US", shipped]];
  for (const [provider, key, values] of rows) {
    const { language, ...content } = { ...named(listed[key]), ...values };
    const client = new Client(simulator.config[provider]);
    await client.send({ to, content: provider === "islash" ? content : { ...content, language } });
  }
});

test("a template that was kept as JSON is one still", options, () => {
  const template = JSON.parse(JSON.stringify(listed["order_update en"]));
  assert.deepEqual(validateTemplate(template, { ...named(template), ...order }), []);
});

// ---- what is no template, and what is hostile

const none = {
  undefined: undefined,
  null: null,
  "a name": "order_update",
  "a content": { type: "template", name: "order_update" },
  "a list": [],
  "components that are none": { name: "a", parameterFormat: "positional", components: [1] },
  "components of another form": { name: "a", parameterFormat: "positional", components: [{ type: "BODY", text: "{{1}}" }] },
  "a Map": new Map(),
  "a revoked Proxy": revoked({}),
  "a Proxy that throws": proxy({ ownKeys: throwing(venom()) }),
  "depth without end": nested(1000, (below) => ({ components: [below] })),
};
for (const [name, template] of Object.entries(none)) {
  test(`no template: ${name}`, options, async () => {
    const error = await failure(() => validateTemplate(template, { type: "template", name: "a" }), { code: "invalid_config" });
    assert.deepEqual(error.problems.map(({ path, code }) => [path, code]), [["", "invalid_type"]]);
  });
}

test("a content that is none has its problems, and none is thrown", options, () => {
  for (const content of [undefined, null, 7, "x", [], new Map(), revoked({}), proxy({ getPrototypeOf: throwing(1) })]) {
    const found = validateTemplate(listed["order_update en"], content);
    assert.deepEqual(found.map(({ path, code }) => [path, code]), [["", "invalid_type"]]);
  }
  const text = validateTemplate(listed["opening_hours en"], { type: "text", text: "Hello" });
  assert.deepEqual(text.map(({ path, code }) => [path, code]), [["/type", "invalid_format"]]);
  const lone = validateTemplate(listed["opening_hours en"], { type: "template", name: "\ud83d" });
  assert.deepEqual(lone.map(({ path, code }) => [path, code]), [["/name", "invalid_format"]]);
});
