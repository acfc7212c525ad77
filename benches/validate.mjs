// Validating one message, and mapping it to the provider's body, side by side: sessage, zod with an equivalent schema,
// and checks written by hand. Run by `make bench`, or:  node benches/validate.mjs
// `plan` does more than the other two: it also writes the headers, the cURL line and the masks.
import assert from "node:assert/strict";
import { z } from "zod";
import { Client } from "../pkg/node.js";

const ROUNDS = 25;
const WARM_UP_ROUNDS = 5;
const ROUND_MS = 20;

const to = "+85256872847";
const row = (index) => ({ id: `row-${index}`, title: `Row ${index}`, description: `What row ${index} is for` });
const list = (rows) => ({ type: "list", text: "Choose one", button: "Open", sections: [{ title: "All", rows }] });
const rows = Array.from({ length: 10 }, (_, index) => row(index));

const messages = {
  "a text": { to, content: { type: "text", text: "Your order has left and arrives tomorrow." } },
  "a list of ten rows": { to, content: list(rows) },
};
const faulty = [
  { to: "ann", content: messages["a text"].content },
  { to, content: { type: "text" } },
  { to, content: { type: "text", text: "" } },
  { to, content: { type: "text", text: "x".repeat(4097) } },
  { to, content: { type: "text", text: "x", size: 1 } },
  { to, content: list([...rows, row(10)]) },
  { to, content: list([row(0), row(0)]) },
  { to, content: list([{ ...row(0), title: "x".repeat(25) }]) },
  { to, content: { ...list(rows), button: 5 } },
  { to, content: { ...list(rows), sections: [{ rows: [row(0)] }, { rows: [row(1)] }] } },
];

// ---- what the two others share

const segmenter = new Intl.Segmenter();
/** Whether a text has so many characters at most, as a reader counts them. */
function fits(text, max) {
  if (text.length <= max) return true;
  let count = 0;
  for (const _ of segmenter.segment(text)) if (++count > max) return false;
  return true;
}
const isPhone = (text) => /^\+[1-9]\d{6,14}$/.test(text.replace(/[ \-.()]/g, ""));

/** The body that Connectly takes. */
function map({ to, content }) {
  const recipient = { id: to.replace(/[ \-.()]/g, ""), channelType: "whatsapp" };
  if (content.type === "text") return { recipient, message: { text: content.text } };
  const sections = content.sections.map(({ title, rows }) => ({
    ...(title === undefined ? {} : { title }),
    rows: rows.map(({ id, title, description }) => ({
      id,
      text: title,
      ...(description === undefined ? {} : { description }),
    })),
  }));
  const listMessage = {
    button: { text: content.button },
    sections,
    ...(content.footer === undefined ? {} : { footer: content.footer }),
  };
  return { recipient, message: { text: content.text, listMessage } };
}

// ---- zod

const text = (max) => z.string().min(1).refine((text) => fits(text, max));
const sections = z
  .array(
    z.strictObject({
      title: text(24).optional(),
      rows: z
        .array(z.strictObject({ id: text(200), title: text(24), description: text(72).optional() }))
        .min(1),
    }),
  )
  .min(1)
  .superRefine((sections, context) => {
    const ids = new Set();
    let count = 0;
    sections.forEach(({ title, rows }, section) => {
      if (sections.length > 1 && title === undefined)
        context.addIssue({ code: "custom", path: [section, "title"], message: "required" });
      rows.forEach(({ id }, index) => {
        if (ids.has(id))
          context.addIssue({ code: "custom", path: [section, "rows", index, "id"], message: "duplicate" });
        ids.add(id);
      });
      count += rows.length;
    });
    if (count > 10) context.addIssue({ code: "custom", message: "too many" });
  });
const schema = z.strictObject({
  to: z.string().refine(isPhone),
  content: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("text"), text: text(4096) }),
    z.strictObject({
      type: z.literal("list"),
      text: text(4096),
      footer: text(60).optional(),
      button: text(20),
      sections,
    }),
  ]),
});

// ---- by hand

const FIELDS = {
  message: ["to", "content"],
  text: ["type", "text"],
  list: ["type", "text", "footer", "button", "sections"],
  section: ["title", "rows"],
  row: ["id", "title", "description"],
};

/** Every problem of a message, by its path. */
function check(message) {
  const problems = [];
  const say = (path, code) => void problems.push({ path, code });
  const isObject = (value, path, fields) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      say(path, "invalid_type");
      return false;
    }
    for (const key of Object.keys(value)) if (!fields.includes(key)) say(`${path}/${key}`, "unknown_field");
    return true;
  };
  const isList = (value, path) => {
    if (!Array.isArray(value)) say(path, "invalid_type");
    else if (value.length === 0) say(path, "too_few");
    else return true;
    return false;
  };
  const isText = (value, path, max, isOptional = false) => {
    if (value === undefined) {
      if (!isOptional) say(path, "required");
    } else if (typeof value !== "string") say(path, "invalid_type");
    else if (value === "") say(path, "empty");
    else if (!fits(value, max)) say(path, "too_long");
  };

  if (!isObject(message, "", FIELDS.message)) return problems;
  const { to, content } = message;
  if (typeof to !== "string") say("/to", "invalid_type");
  else if (!isPhone(to)) say("/to", "invalid_format");
  const isKnown = content?.type === "text" || content?.type === "list";
  if (!isObject(content, "/content", isKnown ? FIELDS[content.type] : ["type"])) return problems;
  if (!isKnown) {
    say("/content/type", "unsupported");
    return problems;
  }
  isText(content.text, "/content/text", 4096);
  if (content.type === "text") return problems;

  isText(content.footer, "/content/footer", 60, true);
  isText(content.button, "/content/button", 20);
  if (!isList(content.sections, "/content/sections")) return problems;
  const ids = new Set();
  let count = 0;
  content.sections.forEach((section, index) => {
    const path = `/content/sections/${index}`;
    if (!isObject(section, path, FIELDS.section)) return;
    isText(section.title, `${path}/title`, 24, content.sections.length === 1);
    if (!isList(section.rows, `${path}/rows`)) return;
    section.rows.forEach((row, index) => {
      const at = `${path}/rows/${index}`;
      if (!isObject(row, at, FIELDS.row)) return;
      isText(row.id, `${at}/id`, 200);
      isText(row.title, `${at}/title`, 24);
      isText(row.description, `${at}/description`, 72, true);
      if (ids.has(row.id)) say(`${at}/id`, "duplicate");
      ids.add(row.id);
    });
    count += section.rows.length;
  });
  if (count > 10) say("/content/sections", "too_many");
  return problems;
}

// ---- the three, and that they agree

const client = new Client({ provider: "connectly", businessId: "biz", apiKey: "key" });
const ways = {
  sessage: {
    validate: (message) => client.validate(message).length === 0,
    map: (message) => client.plan(message).requests[0]?.body.value,
  },
  zod: {
    validate: (message) => schema.safeParse(message).success,
    map: (message) => {
      const read = schema.safeParse(message);
      return read.success ? map(read.data) : undefined;
    },
  },
  "by hand": {
    validate: (message) => check(message).length === 0,
    map: (message) => (check(message).length === 0 ? map(message) : undefined),
  },
};
for (const [name, way] of Object.entries(ways)) {
  for (const message of Object.values(messages)) {
    assert.ok(way.validate(message), name);
    assert.deepEqual(way.map(message), map(message), name);
  }
  for (const message of faulty) {
    assert.ok(!way.validate(message), `${name}: ${JSON.stringify(message)}`);
    assert.equal(way.map(message), undefined, name);
  }
}

// ---- measuring

let sink;
/** Microseconds of one call, over about ROUND_MS. */
function measure(call, message) {
  let calls = 0;
  const began = performance.now();
  let now = began;
  while (now - began < ROUND_MS) {
    for (let index = 0; index < 20; index++) sink = call(message);
    calls += 20;
    now = performance.now();
  }
  return ((now - began) * 1000) / calls;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The median of each way, which take turns in every round, so that what slows the machine slows all of them. */
function compare(what, message) {
  const names = Object.keys(ways);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + WARM_UP_ROUNDS) % names.length];
      const time = measure(ways[name][what], message);
      if (round >= 0) times[name].push(time);
    }
  }
  return names.map((name) => ({ name, time: median(times[name]) }));
}

console.log(`Node ${process.version}: median of ${ROUNDS} rounds, in microseconds for one message\n`);
const line = (...[label, name, time, ratio]) =>
  console.log(`${label.padEnd(38)}${name.padEnd(10)}${time.padStart(10)}${ratio.padStart(14)}`);
line("", "", "µs", "to by hand");
for (const [label, message] of Object.entries(messages)) {
  for (const what of ["validate", "map"]) {
    const results = compare(what, message);
    const base = results.at(-1).time;
    for (const [index, { name, time }] of results.entries()) {
      const title = `${label}: ${what === "map" ? "validate and map" : what}`;
      line(index === 0 ? title : "", name, time.toFixed(2), `× ${(time / base).toFixed(1)}`);
    }
  }
}
assert.notEqual(sink, undefined);
client.free();
