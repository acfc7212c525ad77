// Messages that no caller should hand in: what is no plain object, and what has something hostile in it.
import { phone, text } from "./hostile.mjs";
import {
  throwing,
  proxy,
  revoked,
  venom,
  nested,
  doubling,
  doublingObjects,
  cycle,
  getter,
  elsewhere,
  Message,
  endless,
  DEEP,
  list,
  contacts,
} from "./input.mjs";

// ---- what is no plain object: exactly one problem, at the root

export const notPlain = {
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

// ---- messages with something hostile in them: a problem at its place

const at = (path, value, code = "invalid_type", message = text()) => {
  const keys = path.split("/").slice(1);
  const parent = keys.slice(0, -1).reduce((object, key) => object[key], message);
  parent[keys.at(-1)] = value;
  return [message, path, code];
};
const file = (value) => at("/content/file", value, "invalid_type", { to: phone, content: { type: "image" } });

/** Each gives a message, the path of the problem, and its code. */
export const broken = {
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
  "a long number of cards that are none": () => [contacts(new Array(90_000).fill(7)), "/content/contacts/50", undefined],
  "a long number of rows with one id": () => [
    list([{ rows: Array.from({ length: 10_000 }, () => ({ id: "1", title: "1" })) }]),
    "/content/sections/0/rows/50/id",
    undefined,
  ],
  "a long number of unknown fields": () => [
    { ...text(), ...Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1])) },
    "/k50",
    "unknown_field",
  ],
};
