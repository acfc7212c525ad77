// Sends that take several calls are planned as they are made by a client that has sent nothing: a token, a look-up, an upload,
// the message, and the template in its place.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { agree } from "./support/agree.mjs";
import { Client, options, phone } from "./support/hostile.mjs";
import { startSimulator } from "./support/private.mjs";
import { templates } from "./support/templates.mjs";

const content = { type: "text", text: "It's here" };
const file = new File(["12345"], "it's a;b.png", { type: "image/png" });
const invoice = {
  ...{ type: "template", name: "invoice", language: "en", id: 1779, templateId: "1293546285747233" },
  ...{ header: { type: "document", file, filename: "invoice.pdf" }, body: ["Ada"] },
};
const place = {};

before(async () => {
  place.simulator = await startSimulator();
  place.folder = mkdtempSync(join(tmpdir(), "sessage-plan-"));
}, options);
after(() => {
  place.simulator?.stop();
  rmSync(place.folder, { recursive: true, force: true });
});

const closed = (provider) => {
  const { identity, number, chatId, phone, to } = place.simulator.known[provider].closedWindow;
  return chatId ? { conversationId: chatId, phone } : (number ?? to ?? `+${identity}`);
};
const fallback = (provider, more) => [provider, () => ({ to: phone, content, fallback: templates[provider], ...more?.() })];
const late = () => ({ lastInboundAt: 0 });

/** Name to provider, message and the calls that it takes. */
const flows = {
  "Yeastar, a text": ["yeastar", () => ({ to: phone, content }), "token send"],
  "Yeastar, a file": ["yeastar", () => ({ to: phone, content: { type: "image", file } }), "token upload send"],
  "Yeastar, a file under another name": ["yeastar", () => ({ to: phone, content: { type: "document", file, filename: "b.png" } }), "token upload send"],
  "Yeastar, a template": ["yeastar", () => ({ to: phone, content: templates.yeastar }), "token send"],
  "Yeastar, a template with a file": ["yeastar", () => ({ to: phone, content: invoice }), "token upload send"],
  "Yeastar, a template with a file, too late for the file before it": [
    "yeastar",
    () => ({ to: phone, content: { type: "image", file }, lastInboundAt: 0, fallback: invoice }),
    "token upload send",
  ],
  "Texter, a phone": ["texter", () => ({ to: phone, content }), "lookup send"],
  "Texter, a template to a phone": ["texter", () => ({ to: phone, content: templates.texter }), "send"],
  ...Object.fromEntries(
    [
      ["islash", "send", "send send"],
      ["connectly", "send", "send send"],
      ["texter", "send", "send send"],
      ["yeastar", "token send", "token send send"],
    ].flatMap(([provider, early, found]) => [
      [`${provider}, known to be closed`, [...fallback(provider, late), early]],
      [`${provider}, found closed`, [...fallback(provider, () => ({ to: closed(provider) })), found]],
    ]),
  ),
  "Texter, a phone that is found closed": [
    ...fallback("texter", () => ({ to: place.simulator.known.texter.closedWindow.phone })),
    "lookup send send",
  ],
  "Yeastar, a file that is found closed": [
    "yeastar",
    () => ({ to: closed("yeastar"), content: { type: "image", file }, fallback: templates.yeastar }),
    "token upload send send",
  ],
};
for (const [name, [provider, message, purposes]] of Object.entries(flows)) {
  test(`planned as sent: ${name}`, options, async () => {
    const { requests } = new Client(place.simulator.config[provider]).plan(message());
    assert.equal(requests.map(({ purpose }) => purpose).join(" "), purposes);
    assert.ok(await agree(place, provider, message(), "off"));
  });
}

test("what only an answer tells stands by its name", options, () => {
  const client = new Client(place.simulator.config.yeastar);
  const [token, upload, send] = client.plan({ to: phone, content: { type: "image", file } }).requests;
  assert.deepEqual(token.body.value, { username: "MASKED_clientId", password: "MASKED_clientSecret" });
  assert.match(upload.url, /\?access_token=\{\{token\.accessToken\}\}$/);
  assert.deepEqual(upload.body.parts, [{ name: "files", filename: "it's a;b.png", contentType: "image/png", size: 5 }]);
  const uploaded = { id: "{{upload.id}}", name: "it's a;b.png", uri: "{{upload.uri}}", type: "image/png", size: 5 };
  assert.deepEqual(send.body.value.files, [uploaded]);
});
