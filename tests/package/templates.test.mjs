// A template on each provider: the request that arrives, and what is refused before any leaves.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Client, failure, options, phone, providers, sessage } from "./support/hostile.mjs";
import { startSimulator } from "./support/private.mjs";
import { bodyOf, templates } from "./support/templates.mjs";

const to = phone;
const file = new File(["12345"], "a.png", { type: "image/png" });
let simulator;

before(async () => {
  simulator = await startSimulator({ login: false });
}, options);
beforeEach(() => simulator.reset());
after(() => simulator?.stop());

const islash = (...parts) => [
  ["session", "sim-islash-session-91c2"],
  ["identity", "14155552671"],
  ...parts,
];
const yeastar = (param, more) => ({
  ...{ sender_type: 9, channel: "whatsapp", did_number: "+15550193510", to: "+14155552671" },
  ...{ msg_kind: 1, msg_type: 0, whatsapp_msg_param: JSON.stringify(param), ...more },
});
const uploaded = { id: "1", name: "a.jpg", uri: "20261120/parcel.jpg", type: "image/jpeg", size: 5 };

/** Name to provider, content, and what arrives: the end of the path and the body. */
const sent = {
  "iSlash: values go by place": ["islash", templates.islash, "/send-message", () =>
    islash(["template_name", "payment_update_en"], ["variable_1", "Ada"], ["variable_2", "4711"]),
  ],
  "iSlash: a file and the end of an address": [
    "islash",
    {
      ...{ type: "template", name: "order_shipped_en", header: { type: "image", file } },
      ...{ body: ["Ada", "4711", "Monday"], buttons: [{ type: "url", text: "4711" }] },
    },
    "/send-message",
    () =>
      islash(
        ...[["template_name", "order_shipped_en"], ["variable_1", "Ada"], ["variable_2", "4711"]],
        ...[["variable_3", "Monday"], ["button_url_variable_1", "4711"]],
        ["media", { filename: "a.png", contentType: "image/png", size: 5 }],
      ),
  ],
  "Connectly: values have names": ["connectly", templates.connectly, "/send/whatsapp_templated_messages", () => ({
    ...{ number: "+14155552671", templateName: "order_update", language: "en_US" },
    parameters: [
      { name: "header_text", value: "4711" },
      { name: "body_1", value: "Ada" },
      { name: "body_2", value: "Monday" },
      { name: "button_1_url", value: "4711" },
    ],
    sender: "+14151111234",
  })],
  "Connectly: a document by its address": [
    "connectly",
    {
      ...{ type: "template", name: "invoice", language: "en", body: ["Ada"] },
      header: { type: "document", url: "https://files.example.com/a.pdf", filename: "invoice.pdf" },
    },
    "/send/whatsapp_templated_messages",
    () => ({
      ...{ number: "+14155552671", templateName: "invoice", language: "en" },
      parameters: [
        { name: "header_document", value: "https://files.example.com/a.pdf", filename: "invoice.pdf" },
        { name: "body_1", value: "Ada" },
      ],
      sender: "+14151111234",
    }),
  ],
  "Texter: values are a list": ["texter", templates.texter, "/whatsapp/templates/send", () => ({
    ...{ templateName: "inbox_marketing_98", to: "14155552671", language: "en", body: ["Ada", "Monday"] },
  })],
  "Texter: an image by its address": [
    "texter",
    { type: "template", name: "inbox_marketing_98", header: { type: "image", url: "https://files.example.com/a.png" } },
    "/whatsapp/templates/send",
    () => ({
      ...{ templateName: "inbox_marketing_98", to: "14155552671" },
      header: { type: "image", url: "https://files.example.com/a.png" },
    }),
  ],
  "Yeastar: values by place, a button that never changes too": ["yeastar", templates.yeastar, "/message/send", () =>
    yeastar({
      ...{ id: 1774, template_id: "1293546285747228", name: "order_update", language: { code: "en" } },
      parameter_format: "POSITIONAL",
      components: [
        { type: "HEADER", parameters: [{ type: "TEXT", text: "4711" }] },
        { type: "BODY", parameters: [{ type: "TEXT", text: "Ada" }, { type: "TEXT", text: "Monday" }] },
        { type: "BUTTONS", parameters: [{ type: "URL", text: "4711" }, { type: "QUICK_REPLY", text: "" }] },
      ],
    }),
  ],
  "Yeastar: values by name, in the order written": [
    "yeastar",
    {
      ...{ type: "template", name: "appointment", language: "en", id: "1782", templateId: "1293546285747236" },
      ...{ header: "Ada", body: { day: "Monday", time: "9:00" } },
      buttons: [{ type: "quick_reply" }, { type: "phone_number" }],
    },
    "/message/send",
    () =>
      yeastar({
        ...{ id: 1782, template_id: "1293546285747236", name: "appointment", language: { code: "en" } },
        parameter_format: "NAMED",
        components: [
          { type: "HEADER", parameters: [{ type: "TEXT", text: "Ada" }] },
          {
            type: "BODY",
            parameters: [
              { type: "TEXT", text: "Monday", parameter_name: "day" },
              { type: "TEXT", text: "9:00", parameter_name: "time" },
            ],
          },
          { type: "BUTTONS", parameters: [{ type: "QUICK_REPLY", text: "" }, { type: "PHONE_NUMBER", text: "" }] },
        ],
      }),
  ],
  "Yeastar: a file that it has already": [
    "yeastar",
    {
      ...{ type: "template", name: "invoice", language: "en", id: 1779, templateId: "1293546285747233" },
      ...{ header: { type: "document", uploaded, filename: "b.jpg" }, body: ["Ada"] },
    },
    "/message/send",
    () =>
      yeastar({
        ...{ id: 1779, template_id: "1293546285747233", name: "invoice", language: { code: "en" } },
        parameter_format: "POSITIONAL",
        components: [
          { type: "HEADER", parameters: [{ type: "DOCUMENT", file_list: [{ ...uploaded, name: "b.jpg" }] }] },
          { type: "BODY", parameters: [{ type: "TEXT", text: "Ada" }] },
        ],
      }),
  ],
};
for (const [name, [provider, content, path, body]] of Object.entries(sent)) {
  test(`sent, ${name}`, options, async () => {
    const receipt = await new Client(simulator.config[provider]).send({ to, content });
    // iSlash says of a template only that it took it.
    assert.match(receipt.messageId, provider === "islash" ? /^$/ : /^\S+$/);
    assert.deepEqual([receipt.usedFallback, receipt.attempts, receipt.parts.length], [false, 1, 1]);
    const received = await simulator.received();
    assert.equal(received.length, 1);
    assert.ok(received[0].path.endsWith(path), received[0].path);
    assert.deepEqual(bodyOf(received[0]), body());
  });
}

test("a template with the wrong values is the provider's to refuse, and was not sent", options, async () => {
  for (const provider of ["islash", "connectly", "yeastar"]) {
    const content = { ...templates[provider], body: ["Ada"] };
    const client = new Client(simulator.config[provider]);
    await failure(client.send({ to, content }), { code: "rejected", outcome: "not_sent", attempts: 1 });
  }
});

test("a contact of Texter's who takes no templates", options, async () => {
  const message = { to: simulator.known.texter.unsubscribed, content: templates.texter };
  const error = await failure(new Client(simulator.config.texter).send(message), { outcome: "not_sent", status: 200 });
  assert.match(error.code, /^(opted_out|rejected)$/);
});

// ---- what is refused before any request leaves: [provider, content, path, code]

const [by, url] = [templates, "https://files.example.com/a.png"];
const refused = {
  "no name": ["texter", { type: "template" }, "/content/name", "required"],
  "a blank name": ["texter", { ...by.texter, name: " " }, "/content/name", "required"],
  "a name that Texter cannot have": ["texter", { ...by.texter, name: "a b" }, "/content/name", "invalid_format"],
  "a field that there is none of": ["texter", { ...by.texter, footer: "x" }, "/content/footer", "unknown_field"],
  "a fourth value on iSlash": ["islash", { ...by.islash, body: ["a", "b", "c", "d"] }, "/content/body", "too_many"],
  "a language on iSlash": ["islash", { ...by.islash, language: "en" }, "/content/language", "unsupported"],
  "a text header on iSlash": ["islash", { ...by.islash, header: "x" }, "/content/header", "unsupported"],
  "an address on iSlash": ["islash", { ...by.islash, header: { type: "image", url } }, "/content/header/url", "unsupported"],
  "named values elsewhere": ["islash", { ...by.islash, body: { a: "b" } }, "/content/body", "unsupported"],
  "no language on Connectly": ["connectly", { ...by.connectly, language: undefined }, "/content/language", "required"],
  "a file on Connectly": ["connectly", { ...by.connectly, header: { type: "image", file } }, "/content/header/file", "unsupported"],
  "no id on Yeastar": ["yeastar", { ...by.yeastar, id: undefined }, "/content/id", "required"],
  "no WhatsApp id on Yeastar": ["yeastar", { ...by.yeastar, templateId: undefined }, "/content/templateId", "required"],
  "an id that is no number": ["yeastar", { ...by.yeastar, id: "a1" }, "/content/id", "invalid_format"],
  "a line break in a value": ["texter", { ...by.texter, body: ["a\nb"] }, "/content/body/0", "invalid_format"],
  "a tab in a value": ["texter", { ...by.texter, body: ["a", "b\tc"] }, "/content/body/1", "invalid_format"],
  "five spaces in a value": ["texter", { ...by.texter, body: ["a     b"] }, "/content/body/0", "invalid_format"],
  "a value that is a number": ["texter", { ...by.texter, body: [7] }, "/content/body/0", "invalid_type"],
  "a body that is a text": ["texter", { ...by.texter, body: "Ada" }, "/content/body", "invalid_type"],
  "a header that is a sound": ["connectly", { ...by.connectly, header: { type: "audio", url } }, "/content/header/type", "invalid_format"],
  "a header with two files": ["connectly", { ...by.connectly, header: { type: "image", url, file } }, "/content/header", "conflict"],
  "a button of no type": ["connectly", { ...by.connectly, buttons: [{ text: "x" }] }, "/content/buttons/0/type", "required"],
  "a button of another type": ["connectly", { ...by.connectly, buttons: [{ type: "poll" }] }, "/content/buttons/0/type", "invalid_format"],
};
for (const [name, [provider, content, path, code]] of Object.entries(refused)) {
  test(`refused, ${name}`, options, async () => {
    const client = new Client(simulator.config[provider]);
    const found = client.validate({ to, content });
    assert.ok(found.some((problem) => problem.path === path && problem.code === code), JSON.stringify(found));
    const error = await failure(client.send({ to, content }), { outcome: "not_sent", attempts: 0, problems: found });
    assert.match(error.code, /^(invalid_message|unsupported)$/);
    assert.deepEqual(await simulator.received(), []);
  });
}

test("what the contact never sees is a warning", options, () => {
  const content = { ...templates.texter, category: "MARKETING", id: 7, templateId: "8" };
  const found = sessage.validate({ to, content, reference: "4711" }, "texter");
  assert.deepEqual(found.map(({ severity }) => severity), Array(4).fill("warning"));
});

test("a Texter template goes to a phone, which may stand beside a conversation", options, async () => {
  const client = new Client(simulator.config.texter);
  const conversationId = "67a87067aeedqdee1271ck4d";
  const alone = client.validate({ to: { conversationId }, content: templates.texter });
  assert.deepEqual(alone.map(({ path, code }) => [path, code]), [["/to/phone", "required"]]);
  await client.send({ to: { conversationId, phone: to }, content: templates.texter });
  assert.equal((await simulator.received())[0].body.value.to, "14155552671");
});

test("adapting changes no template", options, () => {
  for (const provider of providers) {
    const content = { ...templates[provider], body: ["Ada", "x".repeat(40_000)] };
    const plan = new Client(simulator.config[provider]).plan({ to, content }, { adapt: "truncate" });
    assert.deepEqual([plan.changes, plan.requests], [[], []]);
    assert.deepEqual(plan.problems.map(({ path, code }) => [path, code]), [["/content/body/1", "too_long"]]);
  }
});
