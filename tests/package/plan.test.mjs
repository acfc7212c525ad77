// What plan says is what send does: every planned cURL line, run by the real curl, must arrive as send's requests did.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Client, capabilities, providers } from "../../build/consumer/node_modules/sessage/node.js";
import { agree, request, runAll } from "./support/agree.mjs";
import { messages, phone } from "./support/messages.mjs";
import { startSimulator } from "./support/private.mjs";

const options = { timeout: 120_000 };
let simulator, folder;

before(async () => {
  simulator = await startSimulator();
  folder = mkdtempSync(join(tmpdir(), "sessage-plan-"));
}, options);

after(() => {
  simulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const agreed = (provider, message, adapt) => agree({ simulator, folder }, provider, message, adapt);

// Valid, but the simulator knows no such sticker, number, field or template: the request leaves all the same.
const REFUSED = {
  islash: ["sticker uploaded", "text with fields of the provider's"],
  connectly: ["text with fields of the provider's", "template with a list of values", "template with ids"],
  texter: ["text with fields of the provider's"],
  yeastar: ["text from a number", "text with fields of the provider's"],
};

// The PBX keeps these names in another form, which only the answer to the upload tells.
const RENAMED = ["it's \"this\".png", "back\\slash.png", "line\nbreak.png"].map((name) => `file named ${name}`);
const isForeseen = (provider, name) => provider !== "yeastar" || !RENAMED.includes(name);

for (const provider of providers) {
  test(`${provider}: the planned cURL lines make the requests that send makes`, options, async (t) => {
    const seen = new Set();
    for (const [name, message] of Object.entries(messages)) {
      if (!isForeseen(provider, name)) continue;
      for (const adapt of ["off", "reshape", "truncate"]) {
        await t.test(`${name}, ${adapt}`, async () => {
          const isRefused = REFUSED[provider]?.includes(name);
          const taken = await agreed(provider, { to: phone, ...message, isRefused }, adapt);
          if (taken && adapt === "off") seen.add(message.content.type);
        });
      }
    }
    await t.test("every kind that the table says is carried was among them", () => {
      const carried = Object.entries(capabilities(provider).content).filter(([, { carried }]) => carried);
      assert.deepEqual([...seen].sort(), carried.map(([kind]) => kind).sort());
    });
  });
}

test("the requests to the other forms of recipient are planned as they are sent", options, async (t) => {
  const rows = [
    ["connectly", { bsuid: "US.13491208655302741918" }],
    ["texter", { conversationId: "67a87067aeedqdee1271ck4d" }],
    ["yeastar", { conversationId: "3077" }],
    ["yeastar", { conversationId: 3069 }],
  ];
  for (const [provider, to] of rows) {
    await t.test(`${provider} ${JSON.stringify(to)}`, async () => {
      assert.ok(await agreed(provider, { to, content: { type: "text", text: "It's here" } }, "off"));
    });
  }
});

test("a file's name and type are planned as they are sent", options, async (t) => {
  const file = (name, type) => ({
    to: phone,
    content: { type: "image", file: new File(["12345"], name, { type }) },
  });
  const rows = [
    ["a parameter", file("a.png", "image/png;a=b")],
    ["no type", file("a.png", "")],
    ["a folder", file("folder/a.png", "image/png")],
  ];
  for (const [name, message] of rows) {
    await t.test(name, async () => assert.ok(await agreed("islash", message, "off")));
  }
});

test("brackets in a base URL are no pattern of curl's", options, async () => {
  await simulator.reset();
  const config = { ...simulator.config.connectly, baseUrl: `${simulator.config.connectly.baseUrl}/a[1-2]` };
  const client = new Client(config);
  const message = { to: phone, content: { type: "text", text: "Hello" } };
  await client.send(message).catch(() => {});
  const sent = (await simulator.received()).map(request);
  await simulator.reset();
  runAll(folder, client.plan(message), config, "");
  assert.deepEqual((await simulator.received()).map(request), sent);
});

test("a plan is that of a client that has sent nothing", options, async () => {
  const message = { to: phone, content: { type: "text", text: "Hello" } };
  for (const provider of providers) {
    const client = new Client(simulator.config[provider]);
    const before = client.plan(message);
    await client.send(message);
    assert.deepEqual(client.plan(message), before);
    client.free();
  }
});

test("the client's own adapt holds where plan names none", options, () => {
  const message = { to: phone, content: { type: "location", latitude: 1, longitude: 2 } };
  const client = new Client(simulator.config.islash, { adapt: "reshape" });
  assert.equal(client.plan(message).requests.length, 1);
  assert.equal(client.plan(message, { adapt: "off" }).requests.length, 0);
  assert.deepEqual(
    client.validate(message).map(({ code }) => code),
    ["unsupported"],
  );
});

test("plan never throws because of the message, and plans nothing for what is none", options, () => {
  const cycle = { to: phone };
  cycle.content = cycle;
  const throwing = {
    get content() {
      throw new Error("no");
    },
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const trap = new Proxy(
    {},
    new Proxy(
      {},
      {
        get: () => () => {
          throw cycle;
        },
      },
    ),
  );
  const deep = Array.from({ length: 5000 }).reduce((inner) => [inner], 1);
  const values = [
    ...[
      undefined,
      null,
      0,
      NaN,
      1n,
      "",
      "text",
      Symbol("x"),
      true,
      () => 1,
      [],
      [[]],
      {},
      new Map(),
      new Date(NaN),
    ],
    ...[
      cycle,
      throwing,
      revoked.proxy,
      trap,
      deep,
      Object.create({ to: phone }),
      new (class Own {})(),
      new Proxy([], {}),
    ],
    ...[
      { to: phone, content: null },
      { to: phone, content: [] },
      { to: phone, content: { type: {} } },
      { to: [], content: 1 },
    ],
    { to: phone, content: { type: "text", text: "\uD800" } },
    { to: phone, content: { type: "image", file: revoked.proxy } },
    { to: phone, content: { type: "image", file: {} } },
    { to: phone, content: { type: "album", items: new Array(5) } },
    { to: phone, content: { type: "buttons", text: "x", buttons: [null, 1, deep] } },
    { to: phone, content: { type: "list", text: "", button: "\uDFFF", sections: [{ rows: [throwing] }] } },
    { to: phone, content: { type: "contacts", contacts: [{}] } },
    { to: phone, content: { type: "location", latitude: NaN, longitude: Infinity } },
    { to: phone, content: { type: "text", text: "x" }, providerOptions: { deep } },
    { to: phone, content: { type: "text", text: "x" }, "\0": 1 },
    JSON.parse('{"__proto__": {"to": "x"}, "to": "+1", "content": {"type": "text", "text": "x"}}'),
  ];
  for (const provider of providers) {
    const client = new Client(simulator.config[provider]);
    for (const [index, value] of values.entries()) {
      for (const adapt of ["off", "reshape", "truncate"]) {
        const plan = client.plan(value, { adapt });
        assert.ok(
          plan.problems.some(({ severity }) => severity === "error"),
          `${provider}, value ${index}`,
        );
        assert.deepEqual(plan.requests, [], `${provider}, value ${index}`);
        assert.equal(plan.provider, provider);
      }
    }
    client.free();
  }
});

test("plan refuses options that are none", options, () => {
  const client = new Client(simulator.config.islash);
  const message = { to: phone, content: { type: "text", text: "Hello" } };
  for (const [wrong, path] of [
    [{ adapt: "much" }, "/adapt"],
    [{ adapt: 1 }, "/adapt"],
    [{ other: 1 }, "/other"],
    [null, ""],
  ]) {
    assert.throws(
      () => client.plan(message, wrong),
      (error) => error.code === "invalid_config" && error.problems[0].path === path,
    );
  }
  client.free();
  assert.throws(() => client.plan(message), { code: "closed" });
});

test("a Blob is planned by name, type and size, and not read", options, () => {
  const file = new File(["12345"], "note.txt", { type: "text/plain" });
  const { requests } = new Client(simulator.config.islash).plan({
    to: phone,
    content: { type: "document", file },
  });
  const part = requests[0].body.parts.find(({ filename }) => filename);
  assert.deepEqual(part, { name: part.name, filename: "note.txt", contentType: "text/plain", size: 5 });
  assert.ok(requests[0].curl.includes(`--form '${part.name}=@note.txt;type=text/plain'`));
});

test("a plan is plain and its order is that of the calls", options, () => {
  const plans = providers.map((provider) =>
    new Client(simulator.config[provider]).plan({ to: phone, content: { type: "text", text: "Hello" } }),
  );
  for (const plan of plans) assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan);
  assert.deepEqual(
    plans.map(({ requests }) => requests.map(({ purpose }) => purpose)),
    [["send"], ["send"], ["lookup", "send"], ["token", "send"]],
  );
});
