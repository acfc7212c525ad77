// What the pages quote from examples/ is what stands there, their links lead somewhere, and llms.txt names them all.
// `make docs-quotes` writes the quotes anew.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, test } from "node:test";
import { at } from "../../scripts/shared.mjs";
import { brokenLinks, isProgram, linkedFrom, pages, programsOf, quoted, quotesOf, read, renewed } from "../../scripts/documents.mjs";

describe("quotes", () => {
  for (const page of pages) {
    test(page, () => {
      const text = read(page);
      const quotes = quotesOf(text);
      assert.equal(quotes.length, text.split("<!-- from ").length - 1, "a marker stands before no block");
      for (const { source, code } of quotes) assert.equal(code, quoted(source), `${source} has changed: make docs-quotes`);
    });
  }

  // The other pages with code, docs/providers and docs/DELIVERY.md, run it themselves.
  for (const page of pages.filter((page) => page === "README.md" || page.startsWith("docs/guide/"))) {
    test(`${page} has no code that nothing runs`, () => {
      const languages = quotesOf(read(page)).map(({ language }) => language);
      assert.deepEqual(programsOf(read(page)), languages.filter(isProgram));
    });
  }

  test("a quote that is stale is found, and written anew", () => {
    const stale = "<!-- from examples/node/tour.js#first -->\n```js\nold();\n```\n";
    assert.equal(quotesOf(stale)[0].code, "old();\n");
    const fresh = renewed(stale);
    assert.equal(quotesOf(fresh)[0].code, quoted("examples/node/tour.js#first"));
    assert.match(fresh, /^<!-- from .+ -->\n```js\nimport init.+```\n$/s);
    assert.throws(() => quoted("examples/node/tour.js#none"), /has no region none/);
  });
});

describe("links", () => {
  for (const page of pages) test(page, () => assert.deepEqual(brokenLinks(page), []));

  test("a link that leads nowhere is found", () => {
    const text = "[a](DESIGN.md) [b](NONE.md) [c](DESIGN.md#goals) [d](DESIGN.md#none) [e](https://example.com) `[f](x)`";
    assert.deepEqual(brokenLinks("docs/CAPABILITIES.md", text), ["NONE.md", "DESIGN.md#none"]);
  });
});

describe("llms.txt", () => {
  test("has a line for every page and every example, and each says what it is", () => {
    const lines = read("llms.txt").split("\n").filter((line) => line.startsWith("- "));
    for (const line of lines) assert.match(line, /^- \[[^\]]+\]\([^)]+\): \S.+$/);
    const examples = readdirSync(at("examples"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const wanted = [
      ...pages.filter((page) => !["llms.txt", "examples/README.md"].includes(page)),
      ...examples.map(({ name }) => `examples/${name}`),
      "npm/index.d.ts",
    ];
    const linked = linkedFrom("llms.txt").map((path) => /^examples\/[^/]+/.exec(path)?.[0] ?? path);
    assert.deepEqual(linked.sort(), wanted.sort());
  });

  test("is short, and begins with the name and what it is", () => {
    const text = read("llms.txt");
    assert.match(text, /^# sessage\n\n> \S/);
    assert.ok(text.length < 5000);
  });
});

test("every example asks for the version that is here", () => {
  const [, version] = /^\[workspace\.package\][^[]*?^version = "([^"]+)"/ms.exec(readFileSync(at("Cargo.toml"), "utf8"));
  for (const { name } of readdirSync(at("examples"), { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const file = name === "deno" ? "deno.json" : "package.json";
    assert.match(read(`examples/${name}/${file}`), new RegExp(`"(npm:sessage@|sessage": ")\\^${version}"`), name);
  }
});
