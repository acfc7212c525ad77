// Every example in docs/providers runs as it is written; only the port is another, since this file has a simulator of
// its own. The js blocks of a page are one module, in order, so a later one may use the names of those above it. What a
// line `console.log(…); // words` prints must be `words`, and each such line says what it prints; a request that is not
// answered 2xx must stand in a block that prints an error's code and outcome. What the simulator received is in
// support/docs/PROVIDER.json, which SESSAGE_BLESS=1 writes anew. The tables of errors and of what is not carried are
// played as well.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { after, before, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { at } from "../../scripts/shared.mjs";
import { installed } from "./support/consumer.mjs";
import { promised, readPage, runPage, tableBelow } from "./support/docs/page.mjs";
import { startSimulator } from "./support/private.mjs";

const options = { timeout: 60_000 };
const { Client, capabilities, providers } = await import(pathToFileURL(`${installed}/node.js`).href);
const pages = readdirSync(at("docs/providers")).map((file) => file.replace(/\.md$/, ""));
let simulator;

before(async () => {
  simulator = await startSimulator({ login: false });
}, options);

beforeEach(() => simulator.reset());

after(() => simulator?.stop());

test("there is a page for each provider, and README leads to it", () => {
  assert.deepEqual([...pages].sort(), [...providers].sort());
  const readme = readFileSync(at("README.md"), "utf8");
  for (const page of pages) assert.ok(readme.includes(`(docs/providers/${page}.md)`), page);
});

for (const name of pages) {
  describe(`docs/providers/${name}.md`, () => {
    const page = readPage(name);
    const { content } = capabilities(name);

    test("its examples run, print what they say, and send what the golden file has", options, async () => {
      const ran = await runPage(page, simulator.url);
      const sent = page.blocks.map((block, index) => {
        const { printed, received } = ran[index];
        const title = `${index + 1}. ${block.heading}`;
        assert.deepEqual(printed, promised(block), `${title} (line ${block.line})`);
        for (const { path, status } of received) {
          const isFine = status >= 200 && status < 300;
          assert.ok(isFine || showsError(block), `${title}: ${path} was answered ${status}`);
        }
        return { block: title, requests: received.map(recorded) };
      });
      assertGolden(name, sent);
    });

    test("what it links to in these pages is there", () => {
      for (const [, file, anchor] of page.text.matchAll(/\]\(([\w./]+\.md)(?:#([\w-]+))?\)/g)) {
        const target = readFileSync(at("docs/providers", file), "utf8");
        const titles = [...target.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title.toLowerCase());
        const anchors = titles.map((title) => title.replaceAll(" ", "-"));
        assert.ok(!anchor || anchors.includes(anchor), `${file}#${anchor}`);
      }
    });

    test("it has an example of every kind that is carried, and a row for every other", () => {
      const code = page.blocks.map((block) => block.code).join("\n");
      const rows = tableBelow(page, "What is not carried").map(([kind]) => kind);
      for (const [kind, { carried }] of Object.entries(content)) {
        assert.equal(new RegExp(`type: "${kind}"`).test(code) || !carried, true, `no example of ${kind}`);
        assert.equal(rows.includes(kind), !carried, `${kind} in the table of what is not carried`);
      }
    });

    test("what it says becomes of the other kinds is what a plan says", () => {
      const client = new Client(simulator.config[name]);
      const rows = tableBelow(page, "What is not carried");
      for (const [kind, becomes] of rows) {
        const { changes, problems } = client.plan({ to, content: samples[kind] }, { adapt: "reshape" });
        const named = [...becomes.matchAll(/`(\w+)`/g)].map(([, word]) => word);
        const found = [...changes, ...problems].map((it) => it.kind ?? it.code);
        assert.deepEqual(new Set(named), new Set(found), kind);
      }
      client.free();
    });

    test("its table of errors says what becomes of each code", options, async () => {
      const client = new Client(simulator.config[name], { retry: false });
      const rows = tableBelow(page, "Errors");
      assert.ok(rows.length > 0);
      for (const [codes, code, outcome] of rows) {
        for (const fault of faults(codes)) {
          await simulator.fault({ provider: name, path: "/send", ...fault });
          const error = await client.send({ to, content: samples.text }).then(
            () => assert.fail(`${codes} is no error`),
            (error) => error,
          );
          assert.deepEqual([`\`${error.code}\``, `\`${error.outcome}\``], [code, outcome], JSON.stringify(fault));
        }
      }
      client.free();
    });
  });
}

/** Whether a block prints an error's code and outcome. */
const showsError = ({ code }) => /console\.log\((\w+)\.code, \1\.outcome/.test(code);

/** Everybody's recipient: Texter has one chat with it, the others take any. */
const to = "+14155552671";

const choices = [{ id: "today", title: "Today" }];
const samples = {
  text: { type: "text", text: "Your parcel is on its way." },
  album: { type: "album", items: [{ type: "image", url: "https://files.example.com/front.jpg" }] },
  sticker: { type: "sticker", uploaded: "66" },
  location: { type: "location", latitude: 22.2793, longitude: 114.1628 },
  contacts: { type: "contacts", contacts: [{ name: { formatted: "Ada Example", first: "Ada" } }] },
  buttons: { type: "buttons", text: "When?", buttons: choices },
  list: { type: "list", text: "When?", button: "Choose", sections: [{ rows: choices }] },
  "media by url": { type: "image", url: "https://files.example.com/front.jpg" },
  "media by file": { type: "image", file: new File(["JFIF"], "front.jpg", { type: "image/jpeg" }) },
  "media uploaded before": { type: "image", uploaded: "20261120/front.jpg" },
  caption: { type: "image", uploaded: "20261120/front.jpg", caption: "The front" },
  header: { type: "buttons", header: "Delivery", text: "When?", buttons: choices },
  footer: { type: "buttons", text: "When?", footer: "Example Ltd", buttons: choices },
};

/** The faults that bring a row's codes: `CODE` is the provider's own, HTTP with a number a status. */
function faults(cell) {
  const found = [...cell.matchAll(/`([^`]+)`|HTTP (\d+)( with Retry-After)?/g)];
  assert.ok(found.length > 0, `no code in ${cell}`);
  return found.map(([, code, status, retryAfter]) =>
    code
      ? { preset: "provider_error", code: /^-?\d{1,5}$/.test(code) ? Number(code) : code, message: code }
      : { status: Number(status), body: "", ...(retryAfter ? { headers: { "retry-after": "1" } } : {}) },
  );
}

/** A request as the golden file has it. The day of an upload and Yeastar's token are another each time. */
function recorded({ method, path, query, status, body }) {
  const others = query.filter(([name]) => name !== "access_token");
  const entry = { method, path, ...(others.length > 0 ? { query: Object.fromEntries(others) } : {}), status };
  if (body === null) return entry;
  if (body.type === "multipart") return { ...entry, form: body.parts.map(part) };
  const text = JSON.stringify(body.value ?? body.text);
  return { ...entry, body: JSON.parse(text.replace(/\b20\d{6}\/(?=[0-9a-f]{32})/g, "DAY/")) };
}

const part = ({ name, value, filename, contentType, size }) =>
  filename === undefined ? `${name}=${value}` : { name, filename, contentType, size };

function assertGolden(name, sent) {
  const file = at("tests/package/support/docs", `${name}.json`);
  if (process.env.SESSAGE_BLESS) writeFileSync(file, `${JSON.stringify(sent, null, 2)}\n`);
  assert.deepEqual(sent, JSON.parse(readFileSync(file, "utf8")));
}
