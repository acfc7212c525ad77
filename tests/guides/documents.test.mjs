// What the pages quote from examples/ is what stands there, their links lead somewhere, and llms.txt names them all.
// `make docs-quotes` writes the quotes anew.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { at, crate, filesBelow, root } from "../../scripts/shared.mjs";
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

  test("a file that is quoted whole comes without the marks of its regions", () => {
    const whole = quoted("examples/node/send.js");
    assert.ok(whole.includes(quoted("examples/node/send.js#outcome")));
    assert.doesNotMatch(whole, /#(end)?region/);
  });
});

describe("links", () => {
  for (const page of pages) test(page, () => assert.deepEqual(brokenLinks(page), []));

  test("a link that leads nowhere is found", () => {
    const text = "[a](DESIGN.md) [b](NONE.md) [c](DESIGN.md#goals) [d](DESIGN.md#none) [e](https://example.com) `[f](x)`";
    assert.deepEqual(brokenLinks("docs/CAPABILITIES.md", text), ["NONE.md", "DESIGN.md#none"]);
  });
});

// `npm run build` in docs/reference has made them. Those to other sites are not looked at.
test("every link of the rendered pages leads to a file, and to a place in it", () => {
  const folder = at("build/docs");
  const files = filesBelow(folder).filter((file) => file.endsWith(".html"));
  const text = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
  const places = new Map(files.map((file) => [file, new Set(attributes(text.get(file), "id|name"))]));
  const broken = files.flatMap((file) =>
    attributes(text.get(file), "href|src").filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const { pathname, hash } = new URL(link, pathToFileURL(file));
      const path = decodeURIComponent(pathname).replace(/\/$/, "/index.html");
      return !existsSync(path) || (hash && places.get(path)?.has(decodeURIComponent(hash.slice(1))) === false);
    }),
  );
  assert.ok(files.includes(join(folder, "documents/Start.html")));
  assert.deepEqual(broken, []);
});

/** The values of the attributes of these names, in a page of HTML. */
function attributes(html, names) {
  const values = [...html.matchAll(new RegExp(`\\s(?:${names})="([^"]*)"`, "g"))].map(([, value]) => value);
  return values.map((value) => value.replaceAll("&amp;", "&"));
}

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

describe("DESIGN", () => {
  const design = read("docs/DESIGN.md");
  const inCode = (text) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);
  const names = providers();

  test("lists each place that a new provider touches", () => {
    const [, section] = design.split("## Adding a provider");
    const listed = inCode(section);
    const folders = ["src", "npm", "simulator/src", "scripts", "www/src", "docs/guide", "examples"].flatMap((folder) => filesBelow(at(folder)));
    const single = ["Cargo.toml", "README.md", "llms.txt", "simulator/README.md", "simulator/Cargo.toml", "www/vite.config.ts"];
    const files = [...folders.map((file) => relative(root, file)), ...single].filter((file) => !/node_modules/.test(file));
    const touched = files.filter((file) => {
      const text = readFileSync(at(file), "utf8").toLowerCase();
      return names.every((name) => text.includes(name));
    });
    assert.ok(touched.length > 20, "too few were found");
    assert.deepEqual(touched.filter((file) => !listed.includes(file)), []);
    for (const path of listed.filter((path) => path.includes("/")))
      for (const name of names) assert.ok(existsSync(at(path.replace("<name>", name))), `there is no ${path}`);
  });

  test("names folders and files that are there", () => {
    const [, table] = /^## The layers$(.*?)^## /ms.exec(design);
    const paths = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell]) => inCode(cell));
    assert.ok(paths.length > 20);
    assert.deepEqual(paths.filter((path) => !existsSync(at(path))), []);
    const folders = readdirSync(at("."), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const ours = folders.map(({ name }) => name).filter((name) => !/^\.|^(node_modules|target|build|pkg)$/.test(name));
    assert.deepEqual(ours.filter((name) => !paths.some((path) => path === name || path.startsWith(`${name}/`))), []);
  });
});

/** The providers, as the package lists them. */
function providers() {
  const [, list] = /providers = Object\.freeze\(\[(.+?)\]\)/.exec(readFileSync(at("npm/js/names.js"), "utf8"));
  return JSON.parse(`[${list}]`);
}

test("every example asks for the version that is here", () => {
  const { version } = crate();
  for (const { name } of readdirSync(at("examples"), { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const file = name === "deno" ? "deno.json" : "package.json";
    assert.match(read(`examples/${name}/${file}`), new RegExp(`"(npm:sessage@|sessage": ")\\^${version.replaceAll(".", "\\.")}"`), name);
  }
});
