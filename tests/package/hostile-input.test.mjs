// Messages that no caller should hand in. None may throw, hang, leave a request or harm what runs beside it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import vm from "node:vm";
import {
  Client,
  aimed,
  config,
  counting,
  direct,
  failure,
  faulty,
  options,
  phone,
  providers,
  recorded,
  sessage,
  taken,
  text,
} from "./support/hostile.mjs";

const leaving = counting();
const clients = Object.fromEntries(
  providers.map((provider) => [provider, new Client(config[provider], { fetch: leaving })]),
);

const throwing = (value) => () => {
  throw value;
};
const proxy = (traps, target = {}) => new Proxy(target, traps);
const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
/** Thrown, it throws again where anybody looks at it. */
const venom = () => {
  const thrown = proxy({
    get: () => {
      throw thrown;
    },
    getPrototypeOf: () => {
      throw thrown;
    },
    has: () => {
      throw thrown;
    },
  });
  return thrown;
};
const nested = (depth, wrap) => {
  let value = "x";
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
};
/** Each level holds the next one twice. */
const doubling = (depth) => nested(depth, (below) => [below, below]);
const doublingObjects = (depth) => nested(depth, (below) => ({ left: below, right: below }));
const cycle = () => {
  const value = text();
  value.content.self = value;
  return value;
};
const getter = (object, key, get) => Object.defineProperty(object, key, { get, enumerable: true });
const foreign = vm.createContext({});
const elsewhere = (source) => vm.runInContext(source, foreign);
class Message {
  to = phone;
  content = { type: "text", text: "Hello" };
}
const endless = () =>
  proxy({
    ownKeys: () => ["left", "right"],
    getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
    get: () => endless(),
  });
/** Deep enough that walking it recursively overflows the stack. */
const DEEP = 10_000;

// ---- what is no plain object: exactly one problem, at the root

const notPlain = {
  null: () => null,
  undefined: () => undefined,
  "a number": () => 7,
  NaN: () => NaN,
  "minus zero": () => -0,
  Infinity: () => Infinity,
  "a string": () => "Hello",
  "an empty string": () => "",
  "a string with half a surrogate pair": () => "\ud83d",
  "a string of 10 MB": () => "x".repeat(10_000_000),
  "a string of 50 MB": () => "x".repeat(50_000_000),
  "a boolean": () => true,
  "a symbol": () => Symbol("message"),
  "a bigint": () => 10n ** 40n,
  "a function": () => () => text(),
  "a class": () => Message,
  "an async function": () => async () => text(),
  "an array": () => [text()],
  "an empty array": () => [],
  "an array in itself": () => {
    const list = [];
    list.push(list);
    return list;
  },
  "an array of a million": () => new Array(1_000_000).fill(0),
  "a sparse array of a billion": () => new Array(1_000_000_000),
  "an array of another realm": () => elsewhere("[1]"),
  "a Map": () => new Map(Object.entries(text())),
  "a Set": () => new Set([text()]),
  "a WeakMap": () => new WeakMap(),
  "a Date": () => new Date(),
  "a Date of another realm": () => elsewhere("new Date()"),
  "a RegExp": () => /x/,
  "a Promise": () => Promise.resolve(text()),
  "a thenable of a class": () => new (class { then() {} })(),
  "a class instance": () => new Message(),
  "an Error": () => new Error("x"),
  "a boxed String": () => new String("Hello"),
  "a boxed Number": () => new Number(7),
  "a typed array": () => new Uint8Array(8),
  "a typed array of 50 MB": () => new Uint8Array(50_000_000),
  "an ArrayBuffer": () => new ArrayBuffer(8),
  "a DataView": () => new DataView(new ArrayBuffer(8)),
  "a URL": () => new URL("https://a.example"),
  "a Blob": () => new Blob(["x"]),
  "a File": () => new File(["x"], "a.txt"),
  "a WebAssembly.Memory": () => new WebAssembly.Memory({ initial: 1 }),
  "a lie about its class": () => new (class { get [Symbol.toStringTag]() { return "Object"; } })(),
  "a class whose tag throws": () => new (class { get [Symbol.toStringTag]() { throw new Error("x"); } })(),
  "a Proxy whose keys throw": () => proxy({ ownKeys: throwing(new Error("x")) }),
  "a Proxy whose keys throw undefined": () => proxy({ ownKeys: throwing(undefined) }),
  "a Proxy whose keys throw what throws": () => proxy({ ownKeys: throwing(venom()) }),
  "a Proxy whose prototype throws": () => proxy({ getPrototypeOf: throwing(null) }),
  "a Proxy whose prototype throws what throws": () => proxy({ getPrototypeOf: throwing(venom()) }),
  "a Proxy whose descriptors throw": () => proxy({ getOwnPropertyDescriptor: throwing("x") }, text()),
  "a Proxy with a prototype that is a Proxy without end": () => {
    const endless = proxy({ getPrototypeOf: () => endless });
    return endless;
  },
  "a revoked Proxy": () => revoked({}),
  "a revoked Proxy of an array": () => revoked([]),
  "a revoked Proxy of a function": () => revoked(() => {}),
  "a Proxy of an array whose length throws": () => proxy({ get: throwing(new Error("x")) }, []),
  "a Proxy of an array without end": () => proxy({ get: (_, key) => (key === "length" ? Infinity : 1) }, []),
  "a Proxy of an array whose length is a bigint": () => proxy({ get: () => 1n }, []),
  "a Proxy with 150,000 keys": () =>
    proxy({
      ownKeys: () => Array.from({ length: 150_000 }, (_, index) => `k${index}`),
      getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
    }),
  "a Proxy that is a tree without end": () => endless(),
  "a Proxy of a message of a class": () => proxy({}, new Message()),
  "lists doubling 60 times": () => doubling(60),
  "objects doubling 60 times": () => doublingObjects(60),
  "lists nested 10,000 times": () => nested(DEEP, (below) => [below]),
  "150,000 fields": () =>
    Object.fromEntries(Array.from({ length: 150_000 }, (_, index) => [`k${index}`, 1])),
  "150,000 fields that are undefined": () =>
    Object.fromEntries(Array.from({ length: 150_000 }, (_, index) => [`k${index}`, undefined])),
};

for (const [name, make] of Object.entries(notPlain)) {
  test(`no plain object: ${name}`, options, async () => {
    for (const provider of providers) {
      const before = leaving.count;
      for (const problems of [sessage.validate(make(), provider), clients[provider].validate(make())]) {
        assert.equal(problems.length, 1);
        assert.deepEqual([problems[0].path, problems[0].code], ["", "invalid_type"], problems[0].message);
      }
      const error = await failure(clients[provider].send(make()), {
        ...{ code: "invalid_message", outcome: "not_sent", attempts: 0, retryable: false, provider },
      });
      assert.deepEqual(error.parts, [{ index: 0, outcome: "not_sent" }]);
      assert.equal(leaving.count, before, "a request left");
    }
  });
}

// ---- messages with something hostile in them: a problem at its place

const at = (path, value, code = "invalid_type", message = text()) => {
  const keys = path.split("/").slice(1);
  const parent = keys.slice(0, -1).reduce((object, key) => object[key], message);
  parent[keys.at(-1)] = value;
  return [message, path, code];
};
const file = (value) => at("/content/file", value, "invalid_type", { to: phone, content: { type: "image" } });
const list = (sections) => ({ to: phone, content: { type: "list", text: "x", button: "x", sections } });
const contacts = (cards) => ({ to: phone, content: { type: "contacts", contacts: cards } });
class Liar extends Blob {
  get size() {
    throw new Error("x");
  }
  get type() {
    throw new Error("x");
  }
}

/** Each gives a message, the path of the problem, and its code. */
const broken = {
  "an empty object": () => [{}, "/to", "required"],
  "a null prototype and nothing else": () => [Object.create(null), "/content", "required"],
  "fields that are inherited": () => [Object.create(Object.freeze(Object.assign(Object.create(null), text()))), "/to", "required"],
  "fields that are symbols": () => [{ [Symbol("to")]: phone }, "/to", "required"],
  "fields that are not enumerable": () => [
    Object.defineProperties({}, { to: { value: phone }, content: { value: text().content } }),
    "/to",
    "required",
  ],
  "null for a recipient": () => at("/to", null),
  "a number for a recipient": () => at("/to", 14155552671),
  "a boxed String for a recipient": () => at("/to", new String(phone)),
  "a symbol for text": () => at("/content/text", Symbol("x")),
  "a bigint for text": () => at("/content/text", 1n),
  "a function for text": () => at("/content/text", () => "x"),
  "NaN for text": () => at("/content/text", NaN),
  "a Promise for text": () => at("/content/text", Promise.resolve("x")),
  "a typed array for text": () => at("/content/text", new Uint8Array(3)),
  "a Blob for text": () => at("/content/text", new Blob(["x"])),
  "half a surrogate pair": () => at("/content/text", "a\ud83d", "invalid_format"),
  "the other half": () => at("/content/text", "\ude00b", "invalid_format"),
  "halves the wrong way round": () => at("/content/text", "\ude00\ud83d", "invalid_format"),
  "half a surrogate pair in a key": () => at("/content/\ud83d", 1, "unknown_field").with(1, "/content/\ufffd"),
  "a recipient in a cycle": () => {
    const message = text();
    message.to = message;
    return [message, "/to", "invalid_type"];
  },
  "content in a cycle": () => [cycle(), "/content/self", "unknown_field"],
  "a getter that throws an Error": () => [getter(text(), "to", throwing(new Error("x"))), "/to", "invalid_type"],
  "a getter that throws a string": () => [getter(text(), "to", throwing("x")), "/to", "invalid_type"],
  "a getter that throws undefined": () => [getter(text(), "to", throwing(undefined)), "/to", "invalid_type"],
  "a getter that throws null": () => [getter(text(), "to", throwing(null)), "/to", "invalid_type"],
  "a getter that throws what throws": () => [getter(text(), "to", throwing(venom())), "/to", "invalid_type"],
  "a getter that calls itself": () => [
    getter(text(), "to", function () {
      return this.to;
    }),
    "/to",
    "invalid_type",
  ],
  "a revoked Proxy for content": () => at("/content", revoked({})),
  "a Proxy for content that throws what throws": () => at("/content", proxy({ ownKeys: throwing(venom()) })),
  "a Proxy for text": () => at("/content/text", proxy({ get: () => "x" })),
  "toJSON that throws": () => at("/content/toJSON", throwing(new Error("x")), "unknown_field"),
  "toJSON that lies": () => [{ to: phone, content: 7, toJSON: () => text() }, "/content", "invalid_type"],
  "valueOf and toString that throw": () =>
    at("/content/text", { valueOf: throwing(1), toString: throwing(1), [Symbol.toPrimitive]: throwing(1) }),
  "an infinite latitude": () => [
    { to: phone, content: { type: "location", latitude: Infinity, longitude: NaN } },
    "/content/latitude",
    "invalid_type",
  ],
  "objects nested 10,000 times": () => at("/content/deep", nested(DEEP, (below) => ({ below })), "unknown_field"),
  "rows nested 10,000 times": () => [list([{ rows: nested(DEEP, (below) => [below]) }]), "/content/sections/0/rows/0", "invalid_type"],
  "own __proto__": () => [
    JSON.parse('{"__proto__":{"to":"+14155552671","polluted":true},"content":{"type":"text","text":"x"}}'),
    "/__proto__",
    "unknown_field",
  ],
  "own __proto__ of content": () => [
    JSON.parse('{"to":"+14155552671","content":{"__proto__":{"polluted":true},"type":"text","text":"x"}}'),
    "/content/__proto__",
    "unknown_field",
  ],
  "own constructor": () => at("/constructor", { prototype: { polluted: true } }, "unknown_field"),
  "own prototype": () => at("/prototype", { polluted: true }, "unknown_field"),
  "content of a kind named __proto__": () => [{ to: phone, content: { type: "__proto__" } }, "/content/type", undefined],
  "content of a kind named constructor": () => [{ to: phone, content: { type: "constructor" } }, "/content/type", undefined],
  "a key of NUL": () => at("/\0", 1, "unknown_field"),
  "a key that starts with NUL": () => at("/\0to", phone, "unknown_field"),
  "a key of two NULs": () => at("/\0\0", phone, "unknown_field"),
  "a forged mark for the message": () => [{ "\0": "blob:0" }, "/\0", "unknown_field"],
  "a forged mark for text": () => at("/content/text", { "\0": "function" }),
  "a forged mark for a file": () => file({ "\0": "blob:0" }),
  "a forged mark for a file beside a real one": () => [
    { to: phone, content: { type: "image", file: { "\0": "blob:0" } }, extra: new Blob(["x"]) },
    "/content/file",
    "invalid_type",
  ],
  "a forged mark, twice escaped": () => file({ "\0\0": "blob:0" }),
  "a forged mark in a null prototype": () => file(Object.assign(Object.create(null), { "\0": "blob:0" })),
  "a forged number": () => at("/content/text", { "$serde_json::private::Number": "7" }),
  "a forged number beside other fields": () => at("/content/text", { "$serde_json::private::Number": "7", b: 1 }),
  "a forged number for the message": () => [{ "$serde_json::private::Number": "7", ...text() }, "/$serde_json::private::Number", "unknown_field"],
  "a forged raw value": () => at("/content/text", { "$serde_json::private::RawValue": "7" }),
  "an object with the tag of a Blob": () => file({ size: 1, type: "image/png", [Symbol.toStringTag]: "Blob" }),
  "a duck of a Blob": () =>
    file({ size: 1, type: "image/png", arrayBuffer() {}, stream() {}, slice() {}, text() {} }),
  "an object with the prototype of Blob": () => file(Object.create(Blob.prototype)),
  "an object with the prototype of File": () => file(Object.create(File.prototype)),
  "a Proxy of a Blob that throws": () =>
    file(proxy({ get: throwing(venom()), has: throwing(1), getPrototypeOf: throwing(1) }, new Blob(["x"]))),
  "a class with the tag of a Blob": () => file(new (class { size = 1; type = "image/png"; get [Symbol.toStringTag]() { return "Blob"; } })()),
  "a long number of rows that are none": () => [list([{ rows: new Array(20_000).fill(7) }]), "/content/sections/0/rows/0", undefined],
  "a long number of cards that are none": () => [contacts(new Array(90_000).fill(7)), "/content/contacts/89999", undefined],
  "a long number of rows with one id": () => [
    list([{ rows: Array.from({ length: 10_000 }, () => ({ id: "1", title: "1" })) }]),
    "/content/sections/0/rows/9999/id",
    undefined,
  ],
  "a long number of unknown fields": () => [
    { ...text(), ...Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1])) },
    "/k19999",
    "unknown_field",
  ],
};

for (const [name, make] of Object.entries(broken)) {
  test(`a hostile part: ${name}`, options, async () => {
    for (const provider of providers) {
      const before = leaving.count;
      const [, path, code] = make();
      const found = [sessage.validate(make()[0], provider), clients[provider].validate(make()[0])];
      for (const problems of found) {
        assert.ok(problems.some(({ severity }) => severity === "error"));
        // Where the provider carries no such kind at all, that is the one thing to say.
        const carried = !problems.some((problem) => problem.path === "/content/type" && problem.code === "unsupported");
        const there = problems.filter((problem) => problem.path === path);
        if (carried) {
          assert.ok(there.length > 0, `${provider}: ${JSON.stringify(problems.slice(0, 3))}`);
          if (code) assert.ok(there.some((problem) => problem.code === code), JSON.stringify(there));
        }
        assert.ok(problems.every((problem) => typeof problem.message === "string"));
      }
      const error = await failure(clients[provider].send(make()[0]), { outcome: "not_sent", attempts: 0, provider });
      assert.match(error.code, /^(invalid_message|unsupported)$/);
      assert.equal(leaving.count, before, "a request left");
    }
    assert.equal({}.polluted, undefined);
    assert.deepEqual(Object.keys(Object.prototype), []);
  });
}

// ---- 10 MB in each text field

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
test("10 MB in five fields at once are more text than is read", options, () => {
  for (const provider of providers) {
    const hostile = { to: huge, from: huge, channel: huge, replyTo: huge, content: { type: "text", text: huge } };
    const problems = sessage.validate(hostile, provider);
    assert.deepEqual(problems.map(({ path, code }) => [path, code]), [["", "invalid_type"]]);
  }
});
test("text of many code points is counted in code points", options, () => {
  const [problem] = sessage.validate(text("\u{1f600}".repeat(100_000)), "connectly");
  assert.deepEqual([problem.code, problem.actual, problem.unit], ["too_long", 100_000, "characters"]);
});

// ---- unusual and right

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
  "text with NUL, BOM and separators": () => text("a\0b\ufeff\u2028\u2029\u0085\x7f"),
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

/** The body of the one request that a message becomes. */
async function bodyOf(provider, message) {
  let body;
  const fetch = async (request) => {
    body = provider === "islash" ? await request.formData() : await request.text();
    return Response.json(taken[provider]);
  };
  await new Client(config[provider], { fetch }).send(message);
  return body;
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
    assert.deepEqual(sessage.validate(message, "islash"), []);
    const before = leaving.count;
    await assert.rejects(clients.islash.send(message), (error) => {
      assert.ok(sessage.isSessageError(error));
      assert.equal(error.outcome, "not_sent");
      return true;
    });
    assert.equal(leaving.count, before);
  });
}

// ---- ids

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

// ---- beside each other

test("a send that runs is not harmed by hostile ones beside it", options, async () => {
  for (const provider of providers) {
    await recorded("").catch(() => {});
    const client = new Client(config[provider], { fetch: faulty({ provider, delayMs: 300 }) });
    const good = client.send(text(`beside hostile ones ${provider}`));
    const hostile = Object.values(notPlain).slice(0, 30).map((make) => failure(client.send(make())));
    for (const make of Object.values(broken).slice(0, 40)) hostile.push(failure(client.send(make()[0])));
    await Promise.all(hostile);
    assert.match((await good).messageId, /^\S+$/);
  }
});

test("a getter of the message that frees the client", options, async () => {
  for (const call of ["validate", "send"]) {
    const client = new Client(aimed("connectly", "http://127.0.0.1:1"), { retry: false });
    const message = getter({ content: text().content }, "to", () => {
      client.free();
      return phone;
    });
    await failure(() => client[call](message), { code: "closed", outcome: "not_sent" });
  }
});

test("a getter of the message that sends another one", options, async () => {
  const fetch = counting(async () => Response.json(taken.connectly));
  const client = new Client(config.connectly, { fetch });
  let inner;
  const message = getter({ content: text().content }, "to", () => {
    inner ??= client.send(text());
    return phone;
  });
  assert.equal((await client.send(message)).messageId, "71");
  assert.equal((await inner).messageId, "71");
  assert.equal(fetch.count, 2);
});

test("no provider by a hostile name", options, async () => {
  const names = ["", "ISLASH", "__proto__", "constructor", null, undefined, 7, Symbol("islash"), {}, ["islash"], new String("islash"), venom(), "islash\0", "\ud83d"];
  for (const name of names) {
    const error = await failure(() => sessage.validate(text(), name), { code: "invalid_config" });
    assert.equal(error.problems.length, 1);
  }
});

after(async () => {
  await recorded("").catch(() => {});
  // After all of that, the same clients still send.
  for (const provider of providers) assert.match((await clients[provider].send(text("after all"))).messageId, /^\S+$/);
});
