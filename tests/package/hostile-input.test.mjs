// Messages that no caller should hand in. None may throw, hang, leave a request or harm what runs beside it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import {
  Client,
  aimed,
  config,
  counting,
  failure,
  faulty,
  options,
  phone,
  providers,
  recorded,
  sessage,
  taken,
  text,
} from "./support/hostile.mjs";
import { leaving, clients, venom, getter } from "./support/input.mjs";
import { notPlain, broken } from "./support/malformed.mjs";

for (const [name, make] of Object.entries(notPlain)) {
  test(`no plain object: ${name}`, options, async () => {
    for (const provider of providers) {
      const before = leaving.count;
      for (const problems of [sessage.validate(make(), provider), clients[provider].validate(make())]) {
        assert.equal(problems.length, 1);
        assert.deepEqual([problems[0].path, problems[0].code], ["", "invalid_type"], problems[0].message);
      }
      const error = await failure(clients[provider].send(make()), {
        ...{ code: "invalid_message", outcome: "not_sent", attempts: 0, retryable: false, provider },
      });
      assert.deepEqual(error.parts, [{ index: 0, outcome: "not_sent" }]);
      assert.equal(leaving.count, before, "a request left");
    }
  });
}

for (const [name, make] of Object.entries(broken)) {
  test(`a hostile part: ${name}`, options, async () => {
    for (const provider of providers) {
      const before = leaving.count;
      const [, path, code] = make();
      const found = [sessage.validate(make()[0], provider), clients[provider].validate(make()[0])];
      for (const problems of found) {
        assert.ok(problems.some(({ severity }) => severity === "error"));
        // Where the provider carries no such kind at all, that is the one thing to say.
        const carried = !problems.some((problem) => problem.path === "/content/type" && problem.code === "unsupported");
        const there = problems.filter((problem) => problem.path === path);
        if (carried) {
          assert.ok(there.length > 0, `${provider}: ${JSON.stringify(problems.slice(0, 3))}`);
          if (code) assert.ok(there.some((problem) => problem.code === code), JSON.stringify(there));
        }
        assert.ok(problems.every((problem) => typeof problem.message === "string"));
        assert.ok(problems.length <= 101);
      }
      const error = await failure(clients[provider].send(make()[0]), { outcome: "not_sent", attempts: 0, provider });
      assert.match(error.code, /^(invalid_message|unsupported)$/);
      assert.equal(leaving.count, before, "a request left");
    }
    assert.equal({}.polluted, undefined);
    assert.deepEqual(Object.keys(Object.prototype), []);
  });
}

// ---- beside each other

test("a send that runs is not harmed by hostile ones beside it", options, async () => {
  for (const provider of providers) {
    await recorded("").catch(() => {});
    const client = new Client(config[provider], { fetch: faulty({ provider, delayMs: 300 }) });
    const good = client.send(text(`beside hostile ones ${provider}`));
    const hostile = Object.values(notPlain).slice(0, 30).map((make) => failure(client.send(make())));
    for (const make of Object.values(broken).slice(0, 40)) hostile.push(failure(client.send(make()[0])));
    await Promise.all(hostile);
    assert.match((await good).messageId, /^\S+$/);
  }
});

test("a getter of the message that frees the client", options, async () => {
  for (const call of ["validate", "send"]) {
    const client = new Client(aimed("connectly", "http://127.0.0.1:1"), { retry: false });
    const message = getter({ content: text().content }, "to", () => {
      client.free();
      return phone;
    });
    await failure(() => client[call](message), { code: "closed", outcome: "not_sent" });
  }
});

test("a getter of the message that sends another one", options, async () => {
  const fetch = counting(async () => Response.json(taken.connectly));
  const client = new Client(config.connectly, { fetch });
  let inner;
  const message = getter({ content: text().content }, "to", () => {
    inner ??= client.send(text());
    return phone;
  });
  assert.equal((await client.send(message)).messageId, "71");
  assert.equal((await inner).messageId, "71");
  assert.equal(fetch.count, 2);
});

test("no provider by a hostile name", options, async () => {
  const names = ["", "ISLASH", "__proto__", "constructor", null, undefined, 7, Symbol("islash"), {}, ["islash"], new String("islash"), venom(), "islash\0", "\ud83d"];
  for (const name of names) {
    const error = await failure(() => sessage.validate(text(), name), { code: "invalid_config" });
    assert.equal(error.problems.length, 1);
  }
});

after(async () => {
  await recorded("").catch(() => {});
  // After all of that, the same clients still send.
  for (const provider of providers) assert.match((await clients[provider].send(text("after all"))).messageId, /^\S+$/);
});
