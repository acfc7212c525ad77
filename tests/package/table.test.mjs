// What is known before sending: the table as data, the length of a text, and files judged before they are read.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Client,
  capabilities,
  measure,
  providers,
  validate,
} from "../../build/consumer/node_modules/sessage/node.js";
import { messages, phone as to } from "./support/messages.mjs";

const KINDS = [
  ...["text", "image", "video", "audio", "document", "sticker"],
  ...["album", "location", "contacts", "buttons", "list", "template"],
];

/** Every object in a value, with where it is. */
function* objects(value, path = "") {
  if (value === null || typeof value !== "object") return;
  yield [path, value];
  for (const [key, inner] of Object.entries(value)) yield* objects(inner, `${path}/${key}`);
}

const isField = (value) => typeof value.carried === "boolean" && !("fields" in value);

for (const provider of providers) {
  const table = capabilities(provider);

  test(`${provider}: the table is plain data`, () => {
    assert.deepEqual(JSON.parse(JSON.stringify(table)), table);
    for (const [path, value] of objects(table)) {
      const prototype = Object.getPrototypeOf(value);
      assert.ok(prototype === Object.prototype || prototype === Array.prototype, path);
      for (const inner of Object.values(value)) {
        assert.ok(["string", "number", "boolean", "object"].includes(typeof inner), path);
        if (typeof inner === "number") assert.ok(Number.isSafeInteger(inner), path);
      }
    }
  });

  test(`${provider}: the table has what its type says`, () => {
    assert.deepEqual(Object.keys(table).sort(), [
      "content",
      "features",
      "message",
      "operations",
      "provider",
      "recipients",
      "source",
      "template",
      "title",
    ]);
    assert.equal(table.provider, provider);
    assert.match(table.source, /^https:\/\//);
    assert.deepEqual(Object.keys(table.recipients).sort(), ["bsuid", "conversationId", "phone"]);
    for (const key of ["from", "channel", "replyTo", "reference", "messageTag"])
      assert.ok(key in table.message, key);
    assert.deepEqual(Object.keys(table.template).sort(), [
      ...["channel", "from", "messageTag", "reference", "to/bsuid", "to/conversationId", "to/phone"],
    ]);
    assert.deepEqual(
      KINDS.filter((kind) => !(kind in table.content)),
      [],
    );
    for (const key of ["reference", "replyTo", "messageTag", "albums", "headers", "uploads", "templates"])
      assert.equal(typeof table.features[key], "boolean", key);
  });

  test(`${provider}: every carried field names its source, and every limit its unit`, () => {
    let carried = 0;
    for (const [path, field] of objects(table)) {
      if (!isField(field)) continue;
      if (field.carried && !/^\/content\/[a-z]+$/.test(path)) {
        carried += 1;
        assert.match(field.source ?? "", /^https:\/\//, path);
      }
      // Degrees have no unit.
      const isPlace = /\/(latitude|longitude)$/.test(path);
      if (!isPlace && ("max" in field || "min" in field))
        assert.match(field.unit ?? "", /^(characters|bytes|items)$/, path);
      if (!field.carried)
        assert.deepEqual(
          ["max", "min", "unit", "format"].filter((key) => key in field),
          [],
          path,
        );
    }
    assert.ok(carried > 10);
  });

  test(`${provider}: media types are WhatsApp's, and say so`, () => {
    for (const kind of ["image", "video", "audio", "document", "sticker"]) {
      const { carried, media } = table.content[kind];
      if (!carried) continue;
      assert.equal(media.channel, "whatsapp");
      assert.match(media.source, /^https:\/\/developers\.facebook\.com\//);
      assert.ok(media.maxBytes > 0 && media.types.every((type) => /^[a-z]+\/[\w.+-]+$/.test(type)));
    }
  });

  test(`${provider}: changing what was given changes nothing`, () => {
    const given = capabilities(provider);
    given.content.text.fields.text.max = 1;
    given.features.albums = "perhaps";
    delete given.recipients;
    assert.deepEqual(capabilities(provider), table);
    assert.deepEqual(validate({ to, content: { type: "text", text: "two" } }, provider), []);
  });

  test(`${provider}: the table's limits are those that validation holds`, () => {
    const { content, message } = table;
    const problems = (message) => validate({ to, ...message }, provider);
    const at = (path, message) => problems(message).filter((problem) => problem.path === path);
    const rows = [
      ["text", "text", "/content/text", (text) => ({ content: { type: "text", text } })],
      [
        "image",
        "caption",
        "/content/caption",
        (caption) => ({ content: { type: "image", url: "https://a.example/a", caption } }),
      ],
      [
        "buttons",
        "text",
        "/content/text",
        (text) => ({ content: { type: "buttons", text, buttons: [{ id: "a", title: "A" }] } }),
      ],
      [
        "buttons",
        "footer",
        "/content/footer",
        (footer) => ({ content: { type: "buttons", text: "A", footer, buttons: [{ id: "a", title: "A" }] } }),
      ],
      [
        "buttons",
        "buttons/*/title",
        "/content/buttons/0/title",
        (title) => ({ content: { type: "buttons", text: "A", buttons: [{ id: "a", title }] } }),
      ],
      [
        "list",
        "sections/*/rows/*/title",
        "/content/sections/0/rows/0/title",
        (title) => ({
          content: { type: "list", text: "A", button: "B", sections: [{ rows: [{ id: "a", title }] }] },
        }),
      ],
    ];
    let held = 0;
    for (const [kind, field, path, build] of rows) {
      const rule = content[kind].fields?.[field];
      if (!content[kind].carried || !rule?.carried || rule.max === undefined) continue;
      // A letter of two UTF-16 units and four bytes: only code points are counted.
      assert.deepEqual(at(path, build("\u{1D49C}".repeat(rule.max))), [], path);
      const [problem] = at(path, build("\u{1D49C}".repeat(rule.max + 1)));
      assert.equal(problem?.code, "too_long", path);
      assert.deepEqual([problem.limit, problem.actual, problem.unit], [rule.max, rule.max + 1, "characters"]);
      held += 1;
    }
    assert.ok(held >= 1);
    const found = at("/messageTag", { content: { type: "text", text: "A" }, messageTag: "HUMAN_AGENT" });
    assert.equal(found.length === 0, message.messageTag.carried);
  });
}

test("a kind is carried where some message of it has no error", () => {
  for (const provider of providers) {
    const taken = Object.values(messages).filter((message) =>
      validate({ to, ...message }, provider).every(({ severity }) => severity === "warning"),
    );
    const carried = KINDS.filter((kind) => capabilities(provider).content[kind].carried);
    assert.deepEqual([...new Set(taken.map(({ content }) => content.type))].sort(), carried.sort(), provider);
  }
});

test("what is no provider's name is invalid_config", () => {
  for (const name of [
    "pigeon",
    "",
    "ISLASH",
    "islash ",
    "constructor",
    "__proto__",
    undefined,
    null,
    1,
    {},
    ["islash"],
    Symbol("islash"),
    1n,
  ]) {
    assert.throws(() => capabilities(name), {
      name: "SessageError",
      code: "invalid_config",
      outcome: "not_sent",
    });
  }
});

test("measure counts code points, UTF-16 units and bytes", () => {
  const rows = [
    ["", 0, 0, 0],
    ["a", 1, 1, 1],
    ["a\0b", 3, 3, 3],
    ["\u00E9", 1, 1, 2],
    ["e\u0301", 2, 2, 3],
    ["\u20AC", 1, 1, 3],
    ["\u{1F600}", 1, 2, 4],
    ["\u{10FFFF}", 1, 2, 4],
    ["\u{1F468}\u200D\u{1F469}\u200D\u{1F467}", 5, 8, 18],
    ["\uFEFF", 1, 1, 3],
    ["\r\n", 2, 2, 2],
  ];
  for (const [text, characters, utf16, utf8] of rows) {
    assert.deepEqual(measure(text), { characters, utf16, utf8 }, JSON.stringify(text));
  }
  const large = "\u{1F600}a".repeat(500_000);
  assert.deepEqual(measure(large), { characters: 1_000_000, utf16: 1_500_000, utf8: 2_500_000 });
});

test("measure counts a lone surrogate as one character, as TextEncoder writes it", () => {
  for (const text of ["\uD800", "\uDC00", "a\uD83Db", "\uDE00\uD83D", "\uD83D\u{1F600}"]) {
    assert.deepEqual(measure(text), {
      characters: [...text].length,
      utf16: text.length,
      utf8: new TextEncoder().encode(text).length,
    });
  }
});

test("measure refuses what is no string", () => {
  for (const value of [
    undefined,
    null,
    1,
    {},
    [],
    new String("a"),
    Symbol("a"),
    1n,
    { toString: () => "a" },
  ]) {
    assert.throws(() => measure(value), { name: "SessageError", code: "invalid_config" });
  }
});

// ---- files, before they are read

const blob = (size, type) => new Blob([new Uint8Array(size)], { type });
const problemsOf = (content) =>
  validate({ to, content }, "islash").map(({ path, code, severity }) => [path, code, severity]);

test("a Blob's type is checked against the table", () => {
  for (const [type, mime] of [
    ["image", "image/png"],
    ["image", "IMAGE/PNG"],
    ["image", "image/jpeg; q=1"],
    ["audio", "audio/ogg; codecs=opus"],
    ["document", "application/pdf"],
  ])
    assert.deepEqual(problemsOf({ type, file: blob(9, mime) }), [], mime);
  for (const [type, mime] of [
    ["image", "image/gif"],
    ["image", "application/pdf"],
    ["video", "video/webm"],
    ["audio", "audio/wav"],
    ["document", "image/png"],
  ])
    assert.deepEqual(
      problemsOf({ type, file: blob(9, mime) }),
      [["/content/file", "invalid_format", "error"]],
      mime,
    );
  // A type that nobody knows may still be right.
  assert.deepEqual(
    problemsOf({ type: "image", file: blob(9, "") }).filter(([, , severity]) => severity === "error"),
    [],
  );
});

test("a Blob's size is checked against the table, on both sides", () => {
  const { media } = capabilities("islash").content.image;
  assert.deepEqual(problemsOf({ type: "image", file: blob(media.maxBytes, "image/png") }), []);
  const [problem] = validate(
    { to, content: { type: "image", file: blob(media.maxBytes + 1, "image/png") } },
    "islash",
  );
  assert.equal(problem.code, "too_large");
  assert.equal(problem.severity, "error");
  assert.deepEqual(
    [problem.path, problem.limit, problem.actual, problem.unit],
    ["/content/file", media.maxBytes, media.maxBytes + 1, "bytes"],
  );
  assert.equal(problem.source, media.source);
});

test("a File's own name and type are what counts, not what is written over them", () => {
  const file = new File([new Uint8Array(3)], "a.gif", { type: "image/gif" });
  Object.defineProperty(file, "type", { value: "image/png" });
  Object.defineProperty(file, "size", {
    get: () => {
      throw new Error("no");
    },
  });
  assert.deepEqual(problemsOf({ type: "image", file }), [["/content/file", "invalid_format", "error"]]);
});

test("a URL's ending gives at most a warning", () => {
  for (const url of [
    "https://a.example/a.exe",
    "https://a.example/a.gif?b=c.png",
    "https://a.example/a",
    "https://a.example/a.PNG",
  ]) {
    for (const [, , severity] of problemsOf({ type: "image", url })) assert.equal(severity, "warning", url);
  }
  assert.deepEqual(
    problemsOf({ type: "image", url: "https://a.example/a.gif" }).map(([path]) => path),
    ["/content/url"],
  );
  assert.deepEqual(problemsOf({ type: "image", url: "https://a.example/a.png" }), []);
});

test("a client refuses a file that is too large without a request", async () => {
  let asked = 0;
  const client = new Client(
    { provider: "islash", baseUrl: "https://islash.example/api/public", token: "t", session: "s" },
    {
      fetch: async () => {
        asked += 1;
        return new Response();
      },
    },
  );
  const content = { type: "image", file: blob(6 * 1024 * 1024, "image/png") };
  await assert.rejects(client.send({ to, content }), { code: "invalid_message", outcome: "not_sent" });
  assert.equal(asked, 0);
});
