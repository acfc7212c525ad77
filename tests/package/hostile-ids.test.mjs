// Ids that are none are told, and those that are one arrive whole.
import assert from "node:assert/strict";
import { test } from "node:test";
import { failure, options, recorded, text } from "./support/hostile.mjs";
import { leaving, clients, bodyOf } from "./support/input.mjs";

const chats = {
  "a path": ["a/b?c#d", "a%2Fb%3Fc%23d"],
  "percent-encoded already": ["%2e%2e", "%252e%252e"],
  "another script": ["é", "%C3%A9"],
  "an emoji": ["\u{1f600}", "%F0%9F%98%80"],
  "a backslash and a semicolon": ["..\\;x", "..%5C%3Bx"],
  "line breaks": ["a\r\nb", "a%0D%0Ab"],
  "three dots": ["...", "..."],
  "very long": ["a".repeat(5000), "a".repeat(5000)],
};
for (const [name, [id, encoded]] of Object.entries(chats)) {
  test(`a chat id that is ${name} arrives as one part of the path`, options, async () => {
    const words = `chat id ${name} ${process.pid}`;
    const message = { to: { conversationId: id }, content: { type: "text", text: words } };
    assert.deepEqual(clients.texter.validate(message), []);
    // Long work without a pause leaves dead connections behind; this meets them.
    await recorded(words).catch(() => {});
    await failure(clients.texter.send(message), { outcome: "not_sent" });
    const [record] = await recorded(words);
    assert.equal(record.path, `/texter/server/api/v2/messages/send/${encoded}`);
  });
}

const wrongIds = [
  ["texter", { to: { conversationId: "" } }, "/to/conversationId", "invalid_format"],
  ["texter", { to: { conversationId: "." } }, "/to/conversationId", "invalid_format"],
  ["texter", { to: { conversationId: ".." } }, "/to/conversationId", "invalid_format"],
  ["texter", { to: { conversationId: "\ud83d" } }, "/to/conversationId", "invalid_format"],
  ["texter", { to: { conversationId: 1.5 } }, "/to/conversationId", "invalid_type"],
  ["texter", { to: { conversationId: NaN } }, "/to/conversationId", "invalid_type"],
  ["texter", { to: { conversationId: null } }, "/to/conversationId", "invalid_type"],
  ["texter", { to: { conversationId: 2n } }, "/to/conversationId", "invalid_type"],
  ["yeastar", { to: { conversationId: "" } }, "/to/conversationId", undefined],
  ["yeastar", { to: { conversationId: " " } }, "/to/conversationId", undefined],
  ["yeastar", { to: { conversationId: ".." } }, "/to/conversationId", "invalid_format"],
  ["yeastar", { to: { conversationId: "30 77" } }, "/to/conversationId", "invalid_format"],
  ["yeastar", { to: { conversationId: "0x1F" } }, "/to/conversationId", "invalid_format"],
  ["yeastar", { to: { conversationId: "1e3" } }, "/to/conversationId", "invalid_format"],
  ["yeastar", { to: { conversationId: "٣٠٧٧" } }, "/to/conversationId", "invalid_format"],
  ["yeastar", { to: { conversationId: "3077\n" } }, "/to/conversationId", "invalid_format"],
  ["yeastar", { to: { conversationId: -1 } }, "/to/conversationId", "invalid_format"],
  ["islash", { replyTo: "wamid.A" }, "/replyTo", "invalid_format"],
  ["islash", { replyTo: "" }, "/replyTo", undefined],
  ["islash", { replyTo: "1\r\n2" }, "/replyTo", "invalid_format"],
  ["islash", { replyTo: 7 }, "/replyTo", "invalid_type"],
  ["islash", { content: { type: "sticker", uploaded: "" } }, "/content/uploaded", undefined],
  ["islash", { content: { type: "sticker", uploaded: "a b" } }, "/content/uploaded", undefined],
  ["islash", { content: { type: "sticker", uploaded: 66 } }, "/content/uploaded", undefined],
  ["islash", { content: { type: "sticker", uploaded: null } }, "/content/uploaded", "invalid_type"],
  ["connectly", { to: { bsuid: "" } }, "/to/bsuid", undefined],
  ["connectly", { to: { bsuid: "US 1\r\n" } }, "/to/bsuid", undefined],
];
test("ids that are none are told at their place, and nothing leaves", options, async () => {
  for (const [provider, change, path, code] of wrongIds) {
    const message = { ...text(), ...change };
    const before = leaving.count;
    const problems = clients[provider].validate(message);
    const there = problems.filter((problem) => problem.path.startsWith(path) && problem.severity === "error");
    assert.ok(there.length > 0, `${provider} ${JSON.stringify(change, (_, value) => (typeof value === "bigint" ? "2n" : value))}: ${JSON.stringify(problems)}`);
    if (code) assert.equal(there[0].code, code, `${provider} ${path}: ${there[0].message}`);
    await failure(clients[provider].send(message), { code: "invalid_message", outcome: "not_sent", attempts: 0 });
    assert.equal(leaving.count, before);
  }
});

test("a session id keeps its digits", options, async () => {
  for (const id of ["18446744073709551617", "9007199254740993"]) {
    const body = await bodyOf("yeastar", { ...text(), to: { conversationId: id } });
    assert.match(body, new RegExp(`"session_id":${id}[,}]`));
  }
});
