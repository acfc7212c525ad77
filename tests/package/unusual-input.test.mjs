// Messages, options and files that are unusual and right arrive as they are.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Client,
  config,
  counting,
  direct,
  options,
  phone,
  providers,
  sessage,
  taken,
  text,
} from "./support/hostile.mjs";
import { leaving, clients, throwing, proxy, getter, elsewhere, Liar, bodyOf } from "./support/input.mjs";

const fine = {
  "a null prototype": () => Object.assign(Object.create(null), text()),
  "frozen through and through": () => Object.freeze({ to: phone, content: Object.freeze(text().content) }),
  "sealed": () => Object.seal(text()),
  "of another realm": () => elsewhere(`(${JSON.stringify(text())})`),
  "a Proxy that only passes on": () => proxy({}, text()),
  "getters that give": () => getter(getter({}, "to", () => phone), "content", () => text().content),
  "toJSON that is not enumerable": () => Object.defineProperty(text(), "toJSON", { value: throwing(new Error("x")) }),
  "undefined for what is optional": () => ({ ...text(), from: undefined, fallback: undefined, [Symbol("x")]: 1 }),
  "one object at two places": () => {
    const shared = { x: 1 };
    return { ...text(), providerOptions: {}, content: { ...text().content }, shared: undefined, also: undefined && shared };
  },
  "text that looks like JSON": () => text('{"\\u0000":"blob:0"} ]}\\u0000\\'),
  "text with BOM, separators and marks of direction": () => text("a\ufeff\u2028\u2029\u202bb\u202c\u200d"),
};

for (const [name, make] of Object.entries(fine)) {
  test(`a message that is fine: ${name}`, options, async () => {
    for (const provider of providers) {
      assert.deepEqual(sessage.validate(make(), provider), []);
      const sent = counting(async () => Response.json(taken[provider]));
      // A look-up before the send would need an answer of its own.
      const message = make();
      const client = new Client(config[provider], { fetch: sent });
      if (provider === "texter") continue;
      assert.equal((await client.send(message)).messageId, "71");
      assert.equal(sent.count, 1);
    }
  });
}

for (const provider of ["connectly", "texter", "yeastar"]) {
  test(`provider options keep every key: ${provider}`, options, async () => {
    const given = '{"__proto__":{"polluted":true},"constructor":1,"\\u0000":"blob:0","\\u0000\\u0000a":1,"$serde_json::private::Number":"7","deep":{"\\u0000":"function","__proto__":2,"n":{"$serde_json::private::Number":"7"}}}';
    const body = await bodyOf(provider, { ...direct(provider), providerOptions: JSON.parse(given) });
    const arrived = JSON.parse(body);
    for (const [key, value] of Object.entries(JSON.parse(given))) {
      assert.deepEqual(Object.getOwnPropertyDescriptor(arrived, key)?.value, value, key);
    }
    assert.equal({}.polluted, undefined);
  });
}

test("provider options of a form keep every key", options, async () => {
  const form = await bodyOf("islash", {
    ...text(),
    providerOptions: JSON.parse('{"__proto__":"a","constructor":"b","x\\"\\r\\ny":"c","\\u0000":"d"}'),
  });
  assert.deepEqual([form.get("__proto__"), form.get("constructor"), form.get("\0")], ["a", "b", "d"]);
  assert.equal([...form.keys()].length, 7);
});

const files = {
  "a Blob": [() => new Blob(["abc"], { type: "image/png" }), "file.png"],
  "a File": [() => new File(["abc"], "real.png", { type: "image/png" }), "real.png"],
  "a File of a class whose name throws": [
    () => new (class extends File { get name() { throw new Error("x"); } })(["abc"], "real.png", { type: "image/png" }),
    "real.png",
  ],
  "a File of a class whose name is no string": [
    () => new (class extends File { get name() { return 7; } })(["abc"], "real.png", { type: "image/png" }),
    "real.png",
  ],
  "a File whose name breaks lines": [() => new File(["abc"], 'a"\r\nb.png', { type: "image/png" })],
  "a File whose name has half a surrogate pair": [() => new File(["abc"], "a\ud83d.png", { type: "image/png" }), "a\ufffd.png"],
};
for (const [name, [make, filename]] of Object.entries(files)) {
  test(`a file that is one: ${name}`, options, async () => {
    const message = { to: phone, content: { type: "image", file: make() } };
    assert.deepEqual(sessage.validate(message, "islash"), []);
    const arrived = (await bodyOf("islash", message)).get("file");
    assert.equal(await arrived.text(), "abc");
    if (filename) assert.equal(arrived.name, filename);
  });
}

// Runtimes read a Blob by its own getters when they send it. What lies to them is not sent, and harms nothing.
const liars = {
  "getters that throw": () => new Liar(["abc"], { type: "image/png" }),
  "a size of its own": () => Object.defineProperty(new Blob(["abc"]), "size", { value: 1e12 }),
};
for (const [name, make] of Object.entries(liars)) {
  test(`a Blob with ${name}`, options, async () => {
    const message = { to: phone, content: { type: "image", file: make() } };
    assert.deepEqual(sessage.validate(message, "islash").filter(({ severity }) => severity === "error"), []);
    const before = leaving.count;
    await assert.rejects(clients.islash.send(message), (error) => {
      assert.ok(sessage.isSessageError(error));
      assert.equal(error.outcome, "not_sent");
      return true;
    });
    assert.equal(leaving.count, before);
  });
}
