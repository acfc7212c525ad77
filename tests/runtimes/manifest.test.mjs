// The tarball as a registry, TypeScript and a bundler read it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { test } from "node:test";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { rendered } from "../../scripts/manifest.mjs";
import { at, crate, filesBelow } from "../../scripts/shared.mjs";
import { pack } from "../package/support/tarball.mjs";
import { prepare } from "./support/projects.mjs";

const project = prepare("typescript");
const installed = `${project}/node_modules/sessage`;
const manifest = JSON.parse(readFileSync(`${installed}/package.json`, "utf8"));
const files = filesBelow(installed).map((file) => relative(installed, file));
const entries = ["browser.js", "workerd.js", "edge-light.js", "inline.js", "node.js"];

/** An entry's files and what they import. esbuild refuses top-level await in a CommonJS result. */
async function graph(entry) {
  const { metafile } = await build({
    entryPoints: [`${installed}/${entry}`],
    ...{ bundle: true, format: "cjs", metafile: true, write: false, logLevel: "silent" },
    external: ["node:*", "*.wasm", "*.wasm?module"],
    // CommonJS has no import.meta; that node.js needs it is known.
    logOverride: { "empty-import-meta": "silent" },
  });
  return {
    paths: Object.keys(metafile.inputs).map((path) => relative(installed, resolve(path))),
    imports: Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path)),
  };
}

test("publint finds nothing", async () => {
  const { messages } = await publint({ pkgDir: installed, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, manifest)),
    [],
  );
});

// That require() gives an ES module is what a package without CommonJS is: Node takes it.
test("are-the-types-wrong finds nothing, for any way to resolve", async () => {
  const { types, entrypoints, problems } = await checkPackage(createPackageFromTarballData(readFileSync(pack())));
  assert.equal(types.kind, "included");
  assert.deepEqual(Object.keys(entrypoints), Object.keys(manifest.exports));
  assert.deepEqual(
    problems.filter(({ kind }) => kind !== "CJSResolvesToESM"),
    [],
  );
});

test("every set of conditions is in the order in which they must be asked", () => {
  const order = ["types", "workerd", "edge-light", "browser", "node", "default"];
  const { ".": main, "./inline": inline, "./sessage_bg.wasm": wasm, ...others } = manifest.exports;
  assert.deepEqual(Object.keys(main), order);
  for (const conditions of [inline, wasm]) {
    const names = Object.keys(conditions);
    assert.deepEqual(names, order.filter((name) => names.includes(name)));
    assert.deepEqual([names.at(0), names.at(-1)], ["types", "default"]);
  }
  assert.deepEqual(others, { "./package.json": "./package.json" });
});

// They compile no bytes, so the inlined module would not run there.
test("workerd and edge functions get their own entries for the inlined one", () => {
  for (const condition of ["workerd", "edge-light"])
    assert.equal(manifest.exports["./inline"][condition], manifest.exports["."][condition]);
});

test("what does something when imported, and nothing else, is named for bundlers", () => {
  const starts = entries.filter((entry) => /^instantiate\(/m.test(readFileSync(`${installed}/${entry}`, "utf8")));
  assert.deepEqual(new Set(manifest.sideEffects), new Set(starts.map((entry) => `./${entry}`)));
});

test("the tarball holds one wasm, no dependencies and nothing that was not meant to be published", () => {
  assert.deepEqual(
    files.filter((file) => file.endsWith(".wasm")),
    ["sessage_bg.wasm"],
  );
  const expected =
    /^([\w-]+\.js|[\w-]+\.d\.ts|sessage_bg\.wasm(\.d\.ts)?|package\.json|README\.md|CHANGELOG\.md|LICENSE-(MIT|APACHE))$/;
  assert.deepEqual(
    files.filter((file) => !expected.test(file)),
    [],
  );
  for (const key of ["dependencies", "peerDependencies", "optionalDependencies", "scripts"])
    assert.equal(manifest[key], undefined);
});

test("the tarball is called and described as the crate is", () => {
  const { name, version, description, license, repository, keywords, metadata } = crate();
  assert.deepEqual(
    Object.fromEntries(["name", "version", "description", "license"].map((key) => [key, manifest[key]])),
    { name, version, description, license },
  );
  assert.deepEqual(manifest.repository, { type: "git", url: `git+${repository}.git` });
  assert.deepEqual([manifest.homepage, manifest.bugs], [`${repository}#readme`, `${repository}/issues`]);
  assert.deepEqual(manifest.keywords, [...keywords, ...metadata.npm.keywords]);
  assert.equal(new Set(manifest.keywords).size, manifest.keywords.length);
});

// https://doc.rust-lang.org/cargo/reference/manifest.html#the-keywords-field
test("crates.io takes the crate's keywords", () => {
  const { keywords } = crate();
  assert.ok(keywords.length >= 1 && keywords.length <= 5);
  for (const keyword of keywords) assert.match(keyword, /^[a-z0-9][\w+-]{0,19}$/i);
});

test("the template is filled in, and one that asks for what there is not is refused", () => {
  assert.deepEqual(rendered({ a: "{{b}}", c: ["git+{{d}}.git"], e: true }, { b: ["f"], d: "g" }), {
    ...{ a: ["f"], c: ["git+g.git"], e: true },
  });
  for (const value of [undefined, null, "", []]) {
    assert.throws(() => rendered({ a: "{{b}}" }, { b: value }), /wants b, which Cargo\.toml does not name/);
  }
  assert.doesNotMatch(JSON.stringify(manifest), /\{\{/);
});

for (const entry of entries) {
  test(`${entry} reaches no top-level await${entry === "node.js" ? "" : " and no module of Node's"}`, async () => {
    const { imports } = await graph(entry);
    if (entry !== "node.js")
      assert.deepEqual(
        imports.filter((path) => path.startsWith("node:")),
        [],
      );
  });

  test(`${entry} reaches no other package`, async () => {
    const { paths } = await graph(entry);
    assert.ok(paths.includes(entry));
    assert.deepEqual(
      paths.filter((path) => !files.includes(path)),
      [],
    );
  });
}

test("every entry and the module have a budget of size", () => {
  const budget = JSON.parse(readFileSync(at("scripts/size-budget.json"), "utf8"));
  for (const name of [...entries, "sessage_bg.wasm"]) assert.ok(budget[name] > 0, name);
});

test("every entry exports the same names", async () => {
  const names = async (entry) => Object.keys(await import(`${installed}/${entry}`)).sort();
  const expected = await names("node.js");
  assert.ok(expected.includes("default"));
  for (const entry of ["browser.js", "inline.js"]) assert.deepEqual(await names(entry), expected);
});

// What types each kind of program has beside the language's own.
const surroundings = {
  "a page": ["--lib", "es2020,dom", "--types", ""],
  Node: ["--lib", "es2022", "--types", "node"],
  "a Worker": ["--lib", "es2022", "--types", "@cloudflare/workers-types"],
};
const resolutions = { nodenext: "nodenext", bundler: "esnext" };
for (const [where, types] of Object.entries(surroundings)) {
  for (const [resolution, module] of Object.entries(resolutions)) {
    test(`TypeScript finds the types in ${where}, by moduleResolution ${resolution}`, () => {
      const flags = ["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2020", "--ignoreConfig"];
      execFileSync(
        at("node_modules/.bin/tsc"),
        [...flags, ...types, "--module", module, "--moduleResolution", resolution, "main.ts"],
        { cwd: project, stdio: ["ignore", "inherit", "inherit"] },
      );
    });
  }
}
