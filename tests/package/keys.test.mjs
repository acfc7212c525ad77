// recipientKey and fingerprint: what is one and what is two.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { failure, options, providers, sessage } from "./support/hostile.mjs";

const { fingerprint, recipientKey } = sessage;

describe("recipientKey", () => {
  const one = {
    "a number": ["+85256872847", "+852 5687-2847", "+852.5687(2847)", { phone: "+85256872847" }, { phone: "+852 5687 2847" }],
    "a conversation": [{ conversationId: 30 }, { conversationId: "30" }, { conversationId: "30", phone: "+85256872847" }],
    "a user's id": [{ bsuid: "US.13491208655302741918" }],
  };
  for (const provider of providers) {
    test(provider, options, () => {
      const keys = Object.values(one).map((spellings) => new Set(spellings.map((to) => recipientKey(to, provider))));
      for (const key of keys) assert.equal(key.size, 1);
      assert.equal(new Set(keys.flatMap((key) => [...key])).size, keys.length);
      // Brazil's two are two.
      assert.notEqual(recipientKey("+5511987654321", provider), recipientKey("+551187654321", provider));
    });

    test(`${provider}: what is no recipient`, options, async () => {
      for (const to of [undefined, null, 7, "", "nobody", {}, [], { phone: "" }, { phone: "+85256872847", bsuid: "US.1" }, { telephone: "+85256872847" }]) {
        const error = await failure(() => recipientKey(to, provider), { code: "invalid_message", outcome: "not_sent" });
        assert.match(error.problems[0].path, /^\/to/);
      }
    });
  }

  test("of no provider", options, async () => {
    await failure(() => recipientKey("+85256872847", "post"), { code: "invalid_config" });
  });
});

describe("fingerprint", () => {
  const template = (body) => ({ to: "+85256872847", content: { type: "template", id: 7, name: "t", language: "en", body } });
  const file = (name, type, text) => ({ to: "+85256872847", content: { type: "image", file: new File([text], name, { type }) } });
  const message = { to: "+85256872847", content: { type: "text", text: "Hello" }, providerOptions: { a: [1, { b: 2, c: 3 }], d: null } };
  const same = {
    "another order of fields": [message, { providerOptions: { d: null, a: [1, { c: 3, b: 2 }] }, content: { text: "Hello", type: "text" }, to: "+85256872847" }],
    "an id as number and as text": [{ to: { conversationId: 30 }, content: message.content }, { to: { conversationId: "30" }, content: message.content }],
    "a template's id": [template(["1"]), { ...template(["1"]), content: { ...template(["1"]).content, id: "7" } }],
    "a field that is undefined": [message, { ...message, reference: undefined }],
    "the bytes of a file": [file("a.png", "image/png", "abc"), file("a.png", "image/png", "xyz")],
    "a whole number's spelling": [{ ...message, lastInboundAt: 1e12 }, { ...message, lastInboundAt: 1000000000000.0 }],
  };
  for (const [name, [first, second]] of Object.entries(same)) {
    test(`the same for ${name}`, options, () => {
      assert.match(fingerprint(first), /^[0-9a-f]{32}$/);
      assert.equal(fingerprint(first), fingerprint(second));
    });
  }
  const different = {
    "a text": [message, { ...message, content: { type: "text", text: "Hello." } }],
    "a spelling of the recipient": [message, { ...message, to: "+852 56872847" }],
    "two values that change places": [{ ...message, providerOptions: { a: "1", b: "2" } }, { ...message, providerOptions: { a: "2", b: "1" } }],
    "the order of a list": [template(["1", "2"]), template(["2", "1"])],
    "the order of named values": [template({ a: "1", b: "2" }), template({ b: "2", a: "1" })],
    "null and nothing": [message, { ...message, reference: null }],
    "a number and a text": [{ ...message, providerOptions: { a: 1 } }, { ...message, providerOptions: { a: "1" } }],
    "a file's name": [file("a.png", "image/png", "abc"), file("b.png", "image/png", "abc")],
    "a file's type": [file("a.png", "image/png", "abc"), file("a.png", "image/jpeg", "abc")],
    "a file's size": [file("a.png", "image/png", "abc"), file("a.png", "image/png", "abcd")],
    "a field moved deeper": [{ ...message, providerOptions: { a: { b: 1 } } }, { ...message, providerOptions: { a: {}, b: 1 } }],
  };
  for (const [name, [first, second]] of Object.entries(different)) {
    test(`another for ${name}`, options, () => assert.notEqual(fingerprint(first), fingerprint(second)));
  }

  test("of what is no message", options, () => {
    const cycle = {};
    cycle.cycle = cycle;
    for (const value of [undefined, null, 7, "text", [], cycle, () => {}]) assert.match(fingerprint(value), /^[0-9a-f]{32}$/);
  });

  test("stays what it is", options, () => {
    assert.equal(fingerprint(message), fingerprint(structuredClone(message)));
  });
});
