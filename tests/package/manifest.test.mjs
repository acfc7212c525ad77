import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { at, filesBelow } from "../../scripts/shared.mjs";
import { consumer, installed } from "./support/consumer.mjs";

const manifest = JSON.parse(readFileSync(`${installed}/package.json`, "utf8"));
const files = filesBelow(installed).map((file) => relative(installed, file));
const entries = ["browser.js", "workerd.js", "edge-light.js", "inline.js", "node.js"];

/** What an entry imports, directly or not. esbuild refuses top-level await in a CommonJS result. */
async function graph(entry) {
  const { metafile } = await build({
    entryPoints: [`${installed}/${entry}`],
    ...{ bundle: true, format: "cjs", metafile: true, write: false, logLevel: "silent" },
    external: ["node:*", "*.wasm", "*.wasm?module"],
    // CommonJS has no import.meta; that node.js needs it is known.
    logOverride: { "empty-import-meta": "silent" },
  });
  return Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
}

test("publint finds nothing", async () => {
  const { messages } = await publint({ pkgDir: installed, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, manifest)),
    [],
  );
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

test("the tarball's version is Cargo's", () => {
  const { packages } = JSON.parse(
    execFileSync("cargo", ["metadata", "--no-deps", "--offline", "--format-version", "1"], {
      cwd: at(),
      encoding: "utf8",
    }),
  );
  assert.equal(manifest.version, packages.find(({ name }) => name === "sessage").version);
});

for (const entry of entries) {
  test(`${entry} reaches no top-level await${entry === "node.js" ? "" : " and no module of Node's"}`, async () => {
    const imports = await graph(entry);
    if (entry !== "node.js")
      assert.deepEqual(
        imports.filter((path) => path.startsWith("node:")),
        [],
      );
  });
}

test("every entry exports the same names", async () => {
  const names = async (entry) => Object.keys(await import(`${installed}/${entry}`)).sort();
  const expected = await names("node.js");
  assert.ok(expected.includes("default"));
  for (const entry of ["browser.js", "inline.js"]) assert.deepEqual(await names(entry), expected);
});

for (const [module, resolution] of [
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
]) {
  test(`TypeScript finds the types by moduleResolution ${resolution}`, () => {
    const flags = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "false",
      "--target",
      "es2020",
      "--lib",
      "es2020,dom",
      "--types",
      "",
    ];
    execFileSync(
      at("node_modules/.bin/tsc"),
      [...flags, "--module", module, "--moduleResolution", resolution, "--ignoreConfig", "consumer.ts"],
      {
        cwd: consumer,
        stdio: ["ignore", "inherit", "inherit"],
      },
    );
  });
}
