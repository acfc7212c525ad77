// Every program below examples/, run as its first lines say, against a simulator of this file's own.
import assert from "node:assert/strict";
import { existsSync, linkSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { quoted } from "../../scripts/documents.mjs";
import { at, crate } from "../../scripts/shared.mjs";
import { startSimulator } from "../package/support/private.mjs";
import { copyExamples, examples, execute, program } from "./support.mjs";

const options = { timeout: 90_000 };
let simulator;

before(async () => {
  simulator = await startSimulator();
  copyExamples(simulator.url);
  for (const [name, text] of Object.entries(inputs)) writeFileSync(join(examples, name), text);
}, options);
beforeEach(() => simulator.reset());
after(() => simulator?.stop());

const buttons = { type: "buttons", header: "Delivery", text: "When?", buttons: [{ id: "today", title: "Today" }] };
const inputs = {
  "message.json": JSON.stringify({ to: "+14155552671", content: buttons }),
  "empty.json": JSON.stringify({ to: "+14155552671", content: { type: "text", text: "" } }),
  // The second has two chats: a conflict, which stops nothing.
  "numbers.txt": "+14155552671\n+85256872847\n+14155552671\n",
  "content.json": JSON.stringify({ type: "text", text: "We are closed today." }),
};

const deno = (...args) => [
  program("deno"),
  ...["run", "--quiet", "--no-lock", "--node-modules-dir=manual", "--allow-read", "--allow-env=SESSAGE_CONFIG"],
  ...args,
];
const send = (...args) => [process.execPath, "send.js", ...args];
const texterSends = "/texter/server/api/v2/messages/send/67a87067aeedqdee1271ck4d";
const lookup = "/texter/server/api/v2/chats/search";

/** Somebody took the variable for the token alone. */
const noConfig = {
  ...{ config: ({ token }) => token, status: 1, received: [] },
  complains: [/^SESSAGE_CONFIG is missing or no JSON\n$/],
};

/**
 * `received`: the paths that the simulator saw, refused ones too. `status` is 0 unless it says otherwise, and `config`
 * gives another configuration than the simulator's.
 */
const runs = [
  {
    name: "node: the tour of README",
    ...{ folder: "node", run: [process.execPath, "tour.js"] },
    prints: [/^\{\s+provider: 'islash',\s+messageId: '\d+'/, /A plan masks the token: true\n$/],
    received: [
      ...["/islash/api/public/send-session-message", "/islash/api/public/send-session-message"],
      "/yeastar/openapi/v1.0/get_token",
      "/yeastar/openapi/v1.0/message_channel/whatsapp_template",
      "/yeastar/openapi/v1.0/message/send",
      ...Array(4).fill("/islash/api/public/send-session-message"),
    ],
  },
  {
    name: "node: every kind of content, and who carries it",
    ...{ folder: "node", run: [process.execPath, "messages.js"] },
    prints: [
      /^text: islash, connectly, texter, yeastar\n/,
      /^image by file: islash, yeastar$/m,
      /^location: connectly, texter$/m,
      /^\/to invalid_format .+\n\/content\/text required .+\n$/m,
    ],
    received: [],
  },
  {
    name: "node: one text",
    ...{ folder: "node", run: send("+14155552671", "Hello!") },
    prints: [/^texter took it as [0-9a-f]{24}\n$/],
    received: [lookup, texterSends],
  },
  {
    name: "node: a text that is to be mended",
    ...{ folder: "node", run: send("+1", "Hello!"), status: 1, received: [] },
    complains: [/^  \/to: The value must be an international phone number/m],
  },
  {
    name: "node: a text that may be out",
    ...{ folder: "node", run: send("+14155552671", "Hello!"), status: 2, received: [lookup, texterSends] },
    fault: { path: "/send/", cut: "before" },
  },
  {
    name: "node: a text for later",
    ...{ folder: "node", run: send("+14155552671", "Hello!"), status: 75, received: [lookup, texterSends] },
    fault: { path: "/send/", preset: "rate_limited", retryAfter: 120 },
  },
  {
    name: "node: a configuration that is no JSON",
    ...{ folder: "node", run: send("+14155552671", "Hello!"), ...noConfig },
  },
  {
    name: "deno: a configuration that is no JSON",
    ...{ folder: "deno", run: deno("preview.ts", "../message.json"), ...noConfig },
  },
  {
    name: "bun: a configuration that is no JSON",
    ...{ folder: "bun", run: [program("bun"), "broadcast.ts", "../numbers.txt", "../content.json"], ...noConfig },
  },
  {
    name: "deno: a preview sends nothing and shows no secret",
    ...{ folder: "deno", run: deno("preview.ts", "../message.json"), received: [] },
    prints: [/^change \/content\/header: .+\ncurl --url .+\ncurl --request 'POST' .+'Authorization: Bearer MASKED_token'/],
  },
  {
    name: "deno: a message with a problem",
    ...{ folder: "deno", run: deno("preview.ts", "../empty.json"), status: 1, received: [] },
    prints: [/^error \/content\/text: .+\n$/],
  },
  {
    name: "deno: a message is sent",
    ...{ folder: "deno", run: deno("--allow-net", "preview.ts", "../message.json", "--send") },
    prints: [/^sent [0-9a-f]{24}, 1 in all\n$/m],
    received: [lookup, texterSends],
  },
  {
    name: "bun: a content to every number of a file",
    ...{ folder: "bun", run: [program("bun"), "broadcast.ts", "../numbers.txt", "../content.json"] },
    prints: [/^not_sent \+85256872847 conflict$/m, /^2 sent, 1 not sent, 0 in part, 0 unknown\n$/m],
    received: [lookup, lookup, texterSends, texterSends],
  },
];

describe("the programs", () => {
  for (const { name, folder, run, status = 0, prints = [], complains = [], received, fault, config } of runs) {
    test(name, options, async () => {
      if (fault) await simulator.fault(fault);
      const [command, ...args] = run;
      const ran = await execute(command, args, {
        cwd: join(examples, folder),
        env: {
          SESSAGE_CONFIG: config?.(simulator.config.texter) ?? JSON.stringify(simulator.config.texter),
          ...{ DENO_DIR: at("build/deno"), DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" },
        },
      });
      assert.equal(ran.status, status, ran.stderr);
      for (const pattern of prints) assert.match(ran.stdout, pattern);
      for (const pattern of complains) assert.match(ran.stderr, pattern);
      if (status === 0) assert.equal(ran.stderr, "");
      assert.ok(!`${ran.stdout}${ran.stderr}`.includes(simulator.config.texter.token), "a secret is printed");
      assert.deepEqual((await simulator.received()).map(({ path }) => path).sort(), [...received].sort());
    });
  }

  test("bun: a run that was killed goes on and sends nothing twice", options, async () => {
    const numbers = join(examples, "numbers.txt");
    const { Client } = await import(pathToFileURL(join(examples, "node_modules/sessage/node.js")).href);
    const killed = new Client(simulator.config.texter).broadcast({ type: "text", text: "a" }, inputs["numbers.txt"].split("\n").slice(0, 2));
    await killed.done();
    await simulator.reset();
    const checkpoint = killed.checkpoint();
    writeFileSync(`${numbers}.checkpoint.json`, JSON.stringify(checkpoint));
    // A second name for the same file: whoever writes into it, or empties it first, changes this one too.
    const old = join(examples, "old-checkpoint.json");
    linkSync(`${numbers}.checkpoint.json`, old);
    const { status, stdout, stderr } = await execute(
      program("bun"),
      ["broadcast.ts", numbers, join(examples, "content.json")],
      { cwd: join(examples, "bun"), env: { SESSAGE_CONFIG: JSON.stringify(simulator.config.texter) } },
    );
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^1 sent, 0 not sent/m);
    assert.deepEqual((await simulator.received()).map(({ path }) => path), [lookup, texterSends]);
    assert.equal(existsSync(`${numbers}.checkpoint.json`), false);
    const whole = readFileSync(old, "utf8");
    assert.equal(whole, JSON.stringify(checkpoint), "it was written in place: who is killed then has half a file");
  });
});

test("Start's lines install a copy of the package", options, async () => {
  const [, lines] = /^```sh\n(.*?)^```$/ms.exec(readFileSync(at("docs/guide/start.md"), "utf8"));
  const [, command] = lines.split("\n"); // The first, make pkg, has been done.
  const project = join(examples, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }');
  mkdirSync(join(examples, "sessage"));
  symlinkSync(at("pkg"), join(examples, "sessage/pkg"));
  const env = { npm_config_offline: "true", npm_config_audit: "false" };
  const { status, stderr } = await execute("sh", ["-c", command], { cwd: project, env });
  assert.equal(status, 0, stderr);
  const installed = join(project, "node_modules/sessage");
  assert.equal(lstatSync(installed).isSymbolicLink(), false, "it is a link");
  const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  assert.equal(version, crate().version);
});

const bun = `
  interface BunFile extends Blob {
    exists(): Promise<boolean>;
    json(): Promise<any>;
    delete(): Promise<void>;
  }
  declare module "node:fs/promises" {
    export function rename(from: string, to: string): Promise<void>;
  }
  declare const process: { exit(code: number): never };
  declare const Bun: {
    argv: string[];
    env: Record<string, string | undefined>;
    file(path: string): BunFile;
    write(path: string, text: string): Promise<number>;
  };
`;

describe("the types", () => {
  for (const folder of ["cloudflare-worker", "vite-dashboard"]) {
    test(`${folder} compiles`, options, async () => {
      const { status, stdout } = await execute(program("tsc"), ["-p", "."], { cwd: join(examples, folder) });
      assert.equal(status, 0, stdout);
    });
  }

  // As Start and README tell those who copy the first example into TypeScript.
  test("the first example compiles with `satisfies Message`, and only so", options, async () => {
    const cwd = join(examples, "vite-dashboard/src");
    const plain = quoted("examples/node/tour.js#first");
    const typed = plain.replace("{ Client }", "{ Client, type Message }").replace(" } };\n", " } } satisfies Message;\n");
    writeFileSync(join(cwd, "plain.ts"), plain);
    writeFileSync(join(cwd, "typed.ts"), typed);
    const { status, stdout } = await execute(program("tsc"), ["-p", ".."], { cwd });
    for (const file of ["plain.ts", "typed.ts"]) rmSync(join(cwd, file));
    assert.notEqual(status, 0);
    assert.match(stdout, /plain\.ts.+ TS2345: /);
    assert.doesNotMatch(stdout, /typed\.ts/);
  });

  // The types of Bun are a package of its own: what is asked of it here is little.
  test("bun compiles", options, async () => {
    const cwd = join(examples, "bun");
    writeFileSync(join(cwd, "bun.d.ts"), bun);
    const flags = ["--noEmit", "--strict", "--ignoreConfig", "--target", "es2022", "--lib", "es2022,dom", "--types", ""];
    const { status, stdout } = await execute(
      program("tsc"),
      [...flags, "--module", "esnext", "--moduleResolution", "bundler", "bun.d.ts", "broadcast.ts"],
      { cwd },
    );
    assert.equal(status, 0, stdout);
  });

  test("deno compiles", options, async () => {
    const { status, stderr } = await execute(
      program("deno"),
      ["check", "--quiet", "--no-lock", "--node-modules-dir=manual", "preview.ts"],
      { cwd: join(examples, "deno"), env: { DENO_DIR: at("build/deno"), DENO_NO_UPDATE_CHECK: "1" } },
    );
    assert.equal(status, 0, stderr);
  });
});
