// The lines and programs of what goes out, run by those who are to take them: a shell, tsc, Node and cargo.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import type { PlannedRequest } from "sessage";
import { rust } from "../../www/src/output/rust.ts";
import { typescript } from "../../www/src/output/typescript.ts";
import { accountsOf, blocks, card, choose, Client, copied, headOf, MESSAGES, NAMES, root, show, TITLES } from "./output-support.ts";
import { recorded, type Recorded } from "./records.ts";
import { goToSend, useOwn } from "./send-support.ts";
import { expect, test } from "./support.ts";

const run = promisify(execFile);

/** An empty folder below build/. */
function folder(name: string): string {
  const path = `${root}/build/page/${name}`;
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

/** The text with the secrets in place of their masks. */
const unmasked = (text: string, account: object) =>
  text.replaceAll(/MASKED_(\w+)/g, (_, field: string) => String((account as Record<string, unknown>)[field]));

/** What the simulator heard, held against a planned request whose masks are filled in. */
function expectHeard(heard: Recorded | undefined, planned: PlannedRequest): void {
  expect(heard?.status).toBe(heard?.provider === "connectly" ? 201 : 200);
  expect(heard?.method).toBe(planned.method);
  expect(heard?.path).toBe(new URL(planned.url).pathname);
  const { "Content-Type": _, ...headers } = planned.headers;
  for (const [name, value] of Object.entries(headers)) expect(heard?.headers[name.toLowerCase()]).toBe(value);
  if (planned.body?.type === "json") expect(heard?.body?.value).toEqual(planned.body.value);
  else {
    const parts = heard?.body?.parts?.map(({ name, value, filename, contentType, size }) =>
      filename === undefined ? { name, value } : { name, filename, contentType, size },
    );
    expect(parts).toEqual(planned.body?.parts);
  }
}

for (const [name, kind] of [
  ["islash", "text"],
  ["islash", "image"],
  ["connectly", "text"],
  ["connectly", "list"],
  ["connectly", "location"],
] as const) {
  test(`the copied cURL line sends a message of the kind ${kind} by ${TITLES[name]}`, async ({ page, request, origin }) => {
    const account = (await accountsOf(request, origin))[name];
    await show(page, MESSAGES[kind]);
    await choose(page, "cURL");
    const line = await copied(page, `cURL of request 1, ${TITLES[name]}`);
    expect(line).not.toContain("{{");
    await run("sh", ["-c", `${unmasked(line, account)} --silent --show-error --fail`]);
    const [planned] = new Client(account).plan(MESSAGES[kind] as never).requests;
    const heard = await recorded(request, origin, name);
    expect(heard).toHaveLength(1);
    expectHeard(heard[0], JSON.parse(unmasked(JSON.stringify(planned), account)) as PlannedRequest);
  });
}

/** A project with the package in it, in which the programs are compiled. */
function project(name: string, programs: Record<string, string>): string {
  const place = folder(name);
  mkdirSync(`${place}/node_modules`);
  symlinkSync(`${root}/pkg`, `${place}/node_modules/sessage`, "dir");
  writeFileSync(`${place}/package.json`, '{ "type": "module" }');
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2023", "dom", "esnext.disposable"],
    types: ["node"],
    paths: { sessage: [`${root}/pkg/index.d.ts`] },
    outDir: "out",
  };
  writeFileSync(`${place}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  for (const [file, text] of Object.entries(programs)) writeFileSync(`${place}/${file}.ts`, text);
  return place;
}

const tsc = (place: string) => run(`${root}/node_modules/.bin/tsc`, ["-p", place]).catch((error) => error);

test("the copied TypeScript compiles, and sends what was planned", async ({ page, request, origin }) => {
  test.slow();
  const account = (await accountsOf(request, origin)).connectly;
  const message = MESSAGES["buttons under a header"];
  await show(page, message, "truncate");
  await choose(page, "TypeScript");
  const place = project("typescript", { program: await copied(page, "TypeScript for Connectly") });
  expect((await tsc(place)).stdout).toBe("");
  const env = { ...process.env, CONNECTLY_API_KEY: unmasked("MASKED_apiKey", account) };
  const { stdout, stderr } = await run("node", ["out/program.js"], { cwd: place, env });
  expect([stdout, stderr]).toEqual([expect.stringMatching(/^accepted \S+\n$/), ""]);
  const { requests } = new Client(account).plan(message as never, { adapt: "truncate" });
  const heard = await recorded(request, origin, "connectly");
  expect(heard).toHaveLength(1);
  expectHeard(heard[0], JSON.parse(unmasked(JSON.stringify(requests[0]), account)) as PlannedRequest);
  // Without the key it says what is wrong rather than what went wrong.
  const failed = await run("node", ["out/program.js"], { cwd: place, env: { ...env, CONNECTLY_API_KEY: "" } }).catch((error) => error);
  expect(failed.stderr).toContain("apiKey");
});

/** The fields of an account that nobody may see. */
const secretsOf = (account: object) =>
  Object.entries(account).filter(([name]) => ["token", "session", "apiKey", "clientId", "clientSecret"].includes(name));

for (const name of NAMES) {
  test(`the Rust for ${TITLES[name]} holds no secret, and reads each from the environment`, async ({ request, origin }) => {
    const account = (await accountsOf(request, origin))[name];
    const secrets = secretsOf(account);
    expect(secrets.length).toBeGreaterThan(0);
    for (const message of Object.values(MESSAGES)) {
      const text = rust({ account, message, adapt: "truncate" });
      for (const [field, secret] of secrets) {
        expect(text).not.toContain(secret);
        const variable = `${name}_${field.replaceAll(/[A-Z]/g, "_$&")}`.toUpperCase();
        expect(text).toContain(`("${field}", text(&var("${variable}")?)),`);
      }
    }
  });
}

test("the TypeScript of every message that is carried compiles, and holds no secret", async ({ request, origin }) => {
  test.slow();
  const accounts = await accountsOf(request, origin);
  const programs = NAMES.flatMap((name) =>
    Object.entries(MESSAGES)
      .filter(([, message]) => new Client(accounts[name]).plan(message, { adapt: "truncate" }).requests.length > 0)
      .map(([kind, message]) => {
        const text = typescript({ account: accounts[name], message, adapt: "truncate" });
        for (const [, secret] of secretsOf(accounts[name])) expect(text).not.toContain(secret);
        return [`${name}-${kind.replaceAll(" ", "-")}`, text] as const;
      }),
  );
  expect(programs.length).toBeGreaterThan(30);
  expect((await tsc(project("typescript-kinds", Object.fromEntries(programs)))).stdout).toBe("");
});

test("a file is read from the disk by its name", async ({ request, origin }) => {
  test.slow();
  const account = (await accountsOf(request, origin)).islash;
  const file = new File(["picture"], "it's a.png", { type: "image/png" });
  const message = { to: "+14155552671", content: { type: "image" as const, file, caption: "Look" } };
  const place = project("typescript-file", { program: typescript({ account, message, adapt: "off" }) });
  expect((await tsc(place)).stdout).toBe("");
  writeFileSync(`${place}/it's a.png`, "picture");
  const env = { ...process.env, ISLASH_TOKEN: unmasked("MASKED_token", account), ISLASH_SESSION: unmasked("MASKED_session", account) };
  await run("node", ["out/program.js"], { cwd: place, env });
  const heard = await recorded(request, origin, "islash");
  expect(heard).toHaveLength(1);
  const [planned] = new Client(account).plan(message).requests;
  expectHeard(heard[0], JSON.parse(unmasked(JSON.stringify(planned), account)) as PlannedRequest);
});

for (const [baseUrl, isCarried] of [
  ["http://pbx.lan", true],
  ["https://pbx.example.com", false],
] as const) {
  test(`what allows http stands in the programs ${isCarried ? "that need it" : "alone that need it"}, ${baseUrl}`, async ({ page }) => {
    await show(page, { to: "+14155552671", content: { type: "text", text: "Hello" } });
    await goToSend(page);
    await page.getByRole("group", { name: "Provider" }).getByRole("radio", { name: "Yeastar" }).check();
    await page.getByText("Timeouts and repeats", { exact: true }).click();
    await page.getByLabel("Allow http").check();
    await useOwn(page, {
      "Base URL": baseUrl,
      "Client id": "id",
      "Client secret": "secret",
      "Sending number (DID)": "+15550193510",
    });
    await expect(card(page, "yeastar").getByRole("region", { name: /^Head of request 1/ })).toContainText(baseUrl);
    await choose(page, "TypeScript");
    const program = await copied(page, "TypeScript for Yeastar");
    expect(program.includes("allowInsecure: true")).toBe(isCarried);
    expect((await tsc(project(`typescript-insecure-${isCarried}`, { program }))).stdout).toBe("");
    await choose(page, "Rust");
    const native = await copied(page, "Rust for Yeastar");
    expect(native.includes("allow_insecure: true")).toBe(isCarried);
  });
}

test("the copied Rust compiles, and plans the requests that the page shows", async ({ page, request, origin }) => {
  // The first build of the crate takes its time.
  test.setTimeout(240_000);
  const accounts = await accountsOf(request, origin);
  await show(page, MESSAGES["list"]);
  const heads = await blocks(page, "connectly", "Head of request");
  const bodies = await blocks(page, "connectly", "Body of request");
  await choose(page, "Rust");
  const file = new File(["picture"], "a.png", { type: "image/png" });
  const nasty = { to: "+14155552671", content: { type: "text", text: 'r##"x"### \\ \u202e' }, reference: "\"#\u0000" };
  const programs = {
    list: await copied(page, "Rust for Connectly"),
    file: rust({ account: accounts.islash, message: { to: "+14155552671", content: { type: "image", file } }, adapt: "reshape" }),
    nasty: rust({
      account: { ...accounts.yeastar, baseUrl: "http://pbx.lan", senderType: 9 } as never,
      message: nasty,
      adapt: "truncate",
      allowInsecure: true,
    }),
  };
  const place = folder("rust");
  mkdirSync(`${place}/src/bin`, { recursive: true });
  cpSync(`${root}/Cargo.lock`, `${place}/Cargo.lock`);
  const manifest = ["[package]", 'name = "page-output"', 'edition = "2024"', "[workspace]", "[dependencies]"];
  writeFileSync(`${place}/Cargo.toml`, [...manifest, `sessage = { path = "${root}" }`, 'serde_json = "1"', ""].join("\n"));
  for (const [name, text] of Object.entries(programs)) writeFileSync(`${place}/src/bin/${name}.rs`, text);
  writeFileSync(`${place}/a.png`, "picture");
  const env = {
    ...process.env,
    CARGO_TARGET_DIR: process.env["CARGO_TARGET_DIR"] ?? `${root}/target`,
    RUSTFLAGS: "-D warnings",
    ...Object.fromEntries(["CONNECTLY_API_KEY", "ISLASH_TOKEN", "ISLASH_SESSION", "YEASTAR_CLIENT_ID", "YEASTAR_CLIENT_SECRET"].map((name) => [name, `value-of-${name}`])),
  };
  const planned = async (name: string) => {
    const { stdout } = await run("cargo", ["run", "--quiet", "--offline", "--bin", name], { cwd: place, env });
    return JSON.parse(stdout) as PlannedRequest[];
  };
  const list = await planned("list");
  expect(list.map(headOf)).toEqual(heads);
  expect(list.map(({ body }) => JSON.stringify(body?.type === "json" && body.value, null, 2))).toEqual(bodies);
  const [withFile] = await planned("file");
  expect(withFile?.body).toMatchObject({ parts: expect.arrayContaining([{ name: "file", filename: "a.png", contentType: "image/png", size: 7 }]) });
  expect(await planned("nasty")).toHaveLength(2);
});
