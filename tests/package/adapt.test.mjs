// Adapted messages through the simulator: what leaves is accepted, in order and once, and the receipt says what changed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, beforeEach, test } from "node:test";
import {
  Client,
  isSessageError,
  measure,
  providers,
} from "../../build/consumer/node_modules/sessage/node.js";
import { at } from "../../scripts/shared.mjs";
import { contacts, location, phone } from "./support/messages.mjs";
import { startSimulator } from "./support/private.mjs";

const options = { timeout: 60_000 };
const MODES = ["reshape", "truncate"];
const files = "https://files.example.com";
const family = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}";
let simulator;

before(async () => {
  simulator = await startSimulator();
}, options);
beforeEach(() => simulator.reset());
after(() => simulator?.stop());

/** Words that differ, in sentences and paragraphs, to about so many characters. */
function prose(characters, every = "") {
  let text = "";
  for (let at = 0; measure(text).characters < characters - 20; at += 1) {
    text += `word${at}${every}${at % 9 === 8 ? "." : ""}${at % 90 === 89 ? "\n\n" : " "}`;
  }
  return text.trimEnd();
}

const long = { type: "text", text: prose(10_000, family) };
const contents = {
  "five buttons under an image": {
    type: "buttons",
    text: prose(1500),
    header: { type: "image", url: `${files}/header.jpg` },
    footer: "Answer by noon",
    buttons: [1, 2, 3, 4, 5].map((at) => ({ id: `time-${at}`, title: `Option ${at}` })),
  },
  "an audio with a caption": {
    type: "audio",
    url: `${files}/greeting.mp3`,
    caption: "Please listen to this.",
  },
  "an album": {
    type: "album",
    items: [
      { type: "image", url: `${files}/front.jpg`, caption: "The front" },
      { type: "video", url: `${files}/back.mp4` },
      { type: "document", url: `${files}/manual.pdf` },
    ],
  },
  contacts,
  location,
  "a long text": long,
};

/** Every text that a value holds. */
const textsOf = (value) => {
  if (typeof value === "string") return [value];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(textsOf);
};

/** What the simulator's records say, as text; base64 and headers are no words. */
const said = (records) => records.flatMap(({ body }) => textsOf(body?.value ?? body?.parts)).join("\n");

/** The requests that carried a part of a message. */
const carrying = (records) =>
  records.filter(({ method, path }) => method === "POST" && !path.endsWith("/get_token"));

const resolve = (pointer, value) =>
  pointer
    .split("/")
    .slice(1)
    .reduce((inner, key) => inner?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], value);

const words = (text) => text.split(/\s+/).filter(Boolean);

for (const provider of providers) {
  for (const adapt of MODES) {
    for (const [name, content] of Object.entries(contents)) {
      test(`${provider}, ${adapt}: ${name}`, options, async () => {
        const message = { to: phone, content };
        const client = new Client(simulator.config[provider], { adapt });
        const plan = client.plan(message);
        assert.deepEqual(plan.problems, []);
        const receipt = await client.send(message);
        const records = await simulator.received();
        const refused = records.filter(({ status }) => status !== 200 && status !== 201);
        assert.deepEqual(refused, []);

        const parts = carrying(records);
        assert.equal(receipt.parts.length, parts.length);
        assert.equal(receipt.attempts, parts.length);
        assert.equal(plan.requests.filter(({ purpose }) => purpose === "send").length, parts.length);
        for (const [index, part] of receipt.parts.entries()) {
          assert.equal(part.index, index);
          assert.equal(part.outcome, "sent");
          assert.match(part.messageId, /^\S+$/);
        }
        assert.equal(new Set(receipt.parts.map(({ messageId }) => messageId)).size, parts.length);
        assert.equal(receipt.messageId, receipt.parts[0].messageId);

        assert.deepEqual(receipt.changes, plan.changes);
        const isCarried = client.validate(message).length === 0;
        assert.equal(receipt.changes.length === 0, isCarried);
        for (const change of receipt.changes) {
          assert.notEqual(resolve(change.path, message), undefined, change.path);
          assert.match(change.message, /^(iS|[A-Z]).*\.$/s);
        }

        // No word is lost: nothing here is too long for reshape.
        const received = said(parts);
        const given = words(
          textsOf(content)
            .filter((text) => !/^[a-z]{3,9}$/.test(text))
            .join("\n"),
        );
        const lost = given.filter((word) => !received.includes(word) && !["WORK"].includes(word));
        assert.deepEqual(lost, []);
        client.free();
      });
    }
  }
}

test("a long text arrives whole, in order, cut between words", options, async () => {
  for (const provider of providers) {
    await simulator.reset();
    const client = new Client(simulator.config[provider], { adapt: "reshape" });
    const { parts } = await client.send({ to: phone, content: long });
    assert.ok(parts.length >= 3);
    const pieces = carrying(await simulator.received()).map((record) =>
      words(said([record])).filter((word) => word.startsWith("word")),
    );
    assert.deepEqual(pieces.flat(), words(long.text));
  }
});

test("a message that fits is sent as it is, in every mode", options, async () => {
  const message = { to: phone, content: { type: "text", text: "  Hello,\n\n\nworld  " } };
  for (const provider of providers) {
    const bodies = [];
    for (const adapt of ["off", ...MODES]) {
      await simulator.reset();
      const client = new Client(simulator.config[provider], { adapt });
      const { changes, parts } = await client.send(message);
      assert.deepEqual(changes, []);
      assert.equal(parts.length, 1);
      bodies.push(carrying(await simulator.received()).map(({ body }) => body?.value ?? body?.parts));
    }
    assert.deepEqual(bodies[1], bodies[0]);
    assert.deepEqual(bodies[2], bodies[0]);
  }
});

test("reshape keeps the problem that truncate solves", options, () => {
  const content = {
    type: "list",
    text: "Choose",
    button: "Open",
    sections: [{ rows: [{ id: "a", title: `${family.repeat(8)}!` }] }],
  };
  for (const provider of ["connectly", "texter"]) {
    const client = new Client(simulator.config[provider]);
    const [kept, cut] = MODES.map((adapt) => client.plan({ to: phone, content }, { adapt }));
    assert.deepEqual(
      kept.problems.map(({ code, path }) => [code, path]),
      [["too_long", "/content/sections/0/rows/0/title"]],
    );
    assert.deepEqual(kept.requests, []);
    assert.deepEqual(cut.problems, []);
    assert.deepEqual(
      cut.changes.map(({ kind, path }) => [kind, path]),
      [["truncated", "/content/sections/0/rows/0/title"]],
    );
    // Three families of seven code points, and the ellipsis.
    assert.ok(JSON.stringify(cut.requests.at(-1).body).includes(`"${family.repeat(3)}\u2026"`));
  }
});

test("the send's adapt overrides the client's", options, async () => {
  const message = { to: phone, content: location };
  const client = new Client(simulator.config.islash, { adapt: "reshape" });
  await assert.rejects(client.send(message, { adapt: "off" }), { code: "unsupported" });
  assert.equal((await client.send(message)).changes[0].kind, "location_to_text");
});

test("replyTo goes with the first part, the reference with each", options, async () => {
  const client = new Client(simulator.config.texter, { adapt: "reshape" });
  const message = { to: phone, content: long, reference: "order-4711", replyTo: "wamid.1" };
  const plan = client.plan(message);
  const sends = plan.requests.filter(({ purpose }) => purpose === "send").map(({ curl }) => curl);
  assert.deepEqual(
    sends.map((curl) => curl.includes("wamid.1")),
    sends.map((_, index) => index === 0),
  );
  assert.ok(sends.every((curl) => curl.includes("order-4711")));
});

// ---- where a cut falls

const graphemes = JSON.parse(readFileSync(at("tests/graphemes.json"), "utf8"));
for (const [name, grapheme] of Object.entries(graphemes)) {
  test(`a text is never cut inside a grapheme: ${name}`, options, () => {
    const length = measure(grapheme).characters;
    const client = new Client(simulator.config.connectly);
    for (let before = 4096 - length - 1; before <= 4096; before += 1) {
      const text = "a".repeat(before) + grapheme.repeat(4);
      const { requests } = client.plan({ to: phone, content: { type: "text", text } }, { adapt: "reshape" });
      const pieces = requests.map(({ body }) => textsOf(body.value).find((piece) => text.includes(piece)));
      // As many whole graphemes as fit, not one fewer.
      const first = before + Math.floor((4096 - before) / length) * length;
      assert.deepEqual(
        pieces.map((piece) => measure(piece).characters),
        [first, before + 4 * length - first],
      );
      assert.equal(pieces.join(""), text);
    }
  });
}

test("where Intl.Segmenter is missing or broken, a cut falls between code points", options, () => {
  const { Segmenter } = Intl;
  const text = "a".repeat(4090) + family.repeat(2);
  const client = new Client(simulator.config.connectly);
  try {
    for (const broken of [
      undefined,
      class {
        constructor() {
          throw new Error("no");
        }
      },
      class {
        segment() {
          return [{}];
        }
      },
    ]) {
      Intl.Segmenter = broken;
      const { requests } = client.plan({ to: phone, content: { type: "text", text } }, { adapt: "reshape" });
      const pieces = requests.map(({ body }) => textsOf(body.value).find((piece) => text.includes(piece)));
      assert.equal(pieces.join(""), text);
      assert.equal(measure(pieces[0]).characters, 4096);
    }
  } finally {
    Intl.Segmenter = Segmenter;
  }
});

// ---- faults between the parts

const failures = {
  "a refusal": { fault: { preset: "provider_error", message: "no" }, outcome: "not_sent" },
  "a rate limit": { fault: { status: 429 }, outcome: "not_sent" },
  "a broken connection": { fault: { cut: "before" }, outcome: "unknown" },
};
/** Which part each request carried, told by its first word; parts are numbered as they first arrived. */
function order(records) {
  const starts = carrying(records).map((record) =>
    words(said([record])).find((word) => word.startsWith("word")),
  );
  const parts = [...new Set(starts)];
  return starts.map((start) => parts.indexOf(start));
}

const sendPath = {
  islash: "send-session-message",
  connectly: "send/messages",
  texter: "messages/send",
  yeastar: "message/send",
};

for (const provider of providers) {
  for (const [name, { fault, outcome }] of Object.entries(failures)) {
    test(
      `${provider}: after ${name} in the middle, resume sends what is missing, once`,
      options,
      async () => {
        const client = new Client(simulator.config[provider], { adapt: "reshape", retry: false });
        const message = { to: phone, content: long };
        await simulator.fault({ provider, path: sendPath[provider], skip: 1, ...fault });
        const error = await client.send(message).catch((thrown) => thrown);
        assert.ok(isSessageError(error));
        assert.equal(error.outcome, "partial");
        assert.equal(error.retryable, false);
        assert.equal(error.attempts, 2);
        const count = client.plan(message).requests.filter(({ purpose }) => purpose === "send").length;
        const expected = ["sent", outcome, ...Array(count - 2).fill("not_sent")];
        assert.deepEqual(
          error.parts.map((part) => part.outcome),
          expected,
        );

        // An unknown part is sent again only where the caller decides so; here it looked, and it had not arrived.
        const resume = JSON.parse(JSON.stringify(error.parts));
        const waiting = resume.filter((part) => part.outcome === "unknown");
        if (waiting.length > 0) {
          const left = await client.send(message, { resume }).catch((thrown) => thrown);
          assert.ok(isSessageError(left));
          assert.deepEqual([left.code, left.outcome], ["conflict", "partial"]);
          assert.deepEqual(
            left.parts.map((part) => part.outcome),
            ["sent", "unknown", ...Array(count - 2).fill("sent")],
          );
          assert.deepEqual(left.parts[0], error.parts[0]);
          assert.equal(left.attempts, count - 2);
          resume.splice(0, resume.length, ...left.parts);
          resume[1].outcome = "not_sent";
        }
        const receipt = await client.send(message, { resume });
        assert.deepEqual(
          receipt.parts.map((part) => part.outcome),
          Array(count).fill("sent"),
        );
        assert.deepEqual(receipt.parts[0], error.parts[0]);
        assert.equal(receipt.messageId, error.parts[0].messageId);

        // Every part once, but for the one that failed: it was received when it failed, and when it was sent again.
        const middle = Array.from({ length: count - 2 }, (_, index) => index + 2);
        assert.deepEqual(
          order(await simulator.received()),
          outcome === "unknown" ? [0, 1, ...middle, 1] : [0, 1, 1, ...middle],
        );
        client.free();
      },
    );
  }
}

test("resume with every part sent sends nothing", options, async () => {
  const client = new Client(simulator.config.islash, { adapt: "reshape" });
  const message = { to: phone, content: long };
  const first = await client.send(message);
  await simulator.reset();
  const again = await client.send(message, { resume: first.parts });
  assert.deepEqual(await simulator.received(), []);
  assert.deepEqual(again.parts, first.parts);
  assert.equal(again.attempts, 0);
  assert.equal(again.messageId, first.messageId);
});

test("resume must name the parts that the message has", options, async () => {
  const client = new Client(simulator.config.islash, { adapt: "reshape" });
  const message = { to: phone, content: long };
  const part = (index, outcome = "not_sent") => ({ index, outcome });
  const wrong = [
    ...[
      [],
      [part(0)],
      [part(1), part(0), part(2)],
      [0, 1, 2].map((at) => part(at, "perhaps")),
      "all",
      [null],
      [{ ...part(0), more: 1 }],
    ],
    [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => part(at)),
  ];
  for (const resume of wrong) {
    await assert.rejects(client.send(message, { resume }), { code: "invalid_config", outcome: "not_sent" });
  }
  assert.deepEqual(await simulator.received(), []);
});

test("an abort between the parts stops there", options, async () => {
  for (const provider of providers) {
    await simulator.reset();
    const controller = new AbortController();
    const client = new Client(simulator.config[provider], {
      adapt: "reshape",
      onAttempt: ({ phase, purpose }) => {
        if (phase === "end" && purpose === "send") controller.abort();
      },
    });
    const message = { to: phone, content: long };
    const error = await client.send(message, { signal: controller.signal }).catch((thrown) => thrown);
    assert.equal(error.code, "aborted");
    assert.equal(error.outcome, "partial");
    assert.deepEqual(new Set(error.parts.slice(1).map(({ outcome }) => outcome)), new Set(["not_sent"]));
    assert.equal(carrying(await simulator.received()).length, 1);
    await client.send(message, { resume: error.parts }).catch(() => {});
    assert.equal(carrying(await simulator.received()).length, error.parts.length);
  }
});
