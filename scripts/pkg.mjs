// Builds the npm package into pkg/:  scripts/with-tools.sh node scripts/pkg.mjs
//
//   build/wasm/   what wasm-pack makes: the module and its glue, always of one build, since they must match
//   pkg/          what is published:
//     sessage_bg.wasm        the module, through wasm-opt
//     sessage_bg.js          the glue, unchanged
//     inline-wasm.js         the module as base64, for inline.js
//     *.js, *.d.ts           npm/js/ and the declarations in npm/
//     package.json           pkg.json.template, filled in from Cargo.toml
//     README, CHANGELOG, LICENSE-*
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { manifest } from "./manifest.mjs";
import { at, fail, filesBelow, fingerprint, output, root, run } from "./shared.mjs";
import { printSizes } from "./sizes.mjs";

const wasm = "sessage_bg.wasm";
const glue = "sessage_bg.js";
const documents = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];
// What rustc turns on for this target; wasm-opt refuses a feature that it was not told of.
const features = [
  "bulk-memory",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
];

buildModule();
assemble();
printSizes();

/** Compiles and optimises, unless build/wasm/ came from these very sources, tools and flags. */
function buildModule() {
  const stamp = at("build/wasm/stamp");
  const sources = filesBelow(
    ...["Cargo.toml", "Cargo.lock", "src", "npm/Cargo.toml", "npm/src", ".cargo", "rust-toolchain.toml"].map(
      (path) => at(path),
    ),
    at("scripts/pkg.mjs"),
  );
  const tools = [
    ["rustc", "-V"],
    ["wasm-bindgen", "-V"],
    ["wasm-pack", "-V"],
    ["wasm-opt", "--version"],
  ].map(([tool, flag]) => output(tool, [flag]));
  const state = fingerprint(sources, ...tools, process.env.RUSTFLAGS ?? "");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) {
    console.log("pkg: the module is up to date");
    return;
  }
  rmSync(at("build/wasm"), { recursive: true, force: true });
  run("wasm-pack", [
    ...["build", "npm", "--release", "--target", "bundler", "--mode", "no-install"],
    ...["--no-pack", "--no-opt", "--no-typescript", "--out-dir", at("build/wasm"), "--out-name", "sessage"],
  ]);
  for (const file of [wasm, glue]) if (!existsSync(at("build/wasm", file))) fail(`wasm-pack made no ${file}`);
  if (existsSync(at("build/wasm/snippets")))
    fail("the glue imports snippets, which this script does not package");
  run("wasm-opt", [
    // Flattened, then made anew: 2 KB of brotli less. Rust's stack lies lowest, so the first 1 KB holds no object.
    ...["--flatten", "--local-cse", "--rereloop", "-Oz", "-Oz", "--converge", "--low-memory-unused"],
    ...["--one-caller-inline-max-function-size", "30"],
    ...["--strip-debug", "--strip-producers", "--strip-target-features"],
    ...features.map((feature) => `--enable-${feature}`),
    ...[at("build/wasm", wasm), "-o", at("build/wasm/optimised.wasm")],
  ]);
  writeFileSync(stamp, state);
}

/** Puts pkg/ together, unless it was put together from the same files and nobody has touched it since. */
function assemble() {
  const stamp = at("build/pkg-stamp");
  const sources = [
    at("build/wasm/optimised.wasm"),
    at("build/wasm", glue),
    at("scripts/pkg.mjs"),
    at("scripts/manifest.mjs"),
    at("pkg.json.template"),
    at("Cargo.toml"),
  ];
  const state = () =>
    fingerprint(filesBelow(...sources, ...documents.map((name) => at(name)), at("npm"), at("pkg")));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state()) {
    console.log("pkg: pkg/ is up to date");
    return;
  }
  const module = readFileSync(at("build/wasm/optimised.wasm"));
  const glueText = readFileSync(at("build/wasm", glue), "utf8");
  checkGlue(module, glueText);

  rmSync(at("pkg"), { recursive: true, force: true });
  mkdirSync(at("pkg"));
  writeFileSync(at("pkg", wasm), module);
  writeFileSync(at("pkg", glue), glueText);
  writeFileSync(
    at("pkg/inline-wasm.js"),
    `// Generated: ${wasm} as base64.\nexport const base64 = "${module.toString("base64")}";\n`,
  );
  for (const file of readdirSync(at("npm/js"))) cpSync(at("npm/js", file), at("pkg", file));
  for (const file of readdirSync(at("npm")).filter((name) => name.endsWith(".d.ts")))
    cpSync(at("npm", file), at("pkg", file));
  for (const file of documents.filter((name) => existsSync(at(name)))) cpSync(at(file), at("pkg", file));
  writeFileSync(at("pkg/package.json"), `${JSON.stringify(manifest(), undefined, 2)}\n`);
  checkExports();
  writeFileSync(stamp, state());
}

/** Glue of another build fails only when the missing function is called, so it is asked for everything here. */
function checkGlue(module, glueText) {
  const exported = new Set(
    [...glueText.matchAll(/^export (?:async )?(?:function|class|const|let) ([\w$]+)/gm)].map(
      (match) => match[1],
    ),
  );
  for (const { module: from, name } of WebAssembly.Module.imports(new WebAssembly.Module(module))) {
    if (from !== `./${glue}`) fail(`the module imports ${name} from "${from}", which no loader provides`);
    if (!exported.has(name)) fail(`the glue lacks ${name}, which the module imports`);
  }
}

/** Every file that the manifest names must be there. */
function checkExports() {
  const { exports, main, types, sideEffects } = JSON.parse(readFileSync(at("pkg/package.json"), "utf8"));
  const named = (value) => (typeof value === "string" ? [value] : Object.values(value).flatMap(named));
  const missing = [...new Set([main, types, ...sideEffects, ...named(exports)])].filter(
    (path) => !existsSync(at("pkg", path)),
  );
  if (missing.length > 0)
    fail(`pkg.json.template names files that are not in ${basename(root)}/pkg: ${missing.join(", ")}`);
}
