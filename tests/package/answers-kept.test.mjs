// The provider's answer in receipts and errors: kept as `raw`, or with `raw: false` nowhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, answered, config, direct, failure, options, providers, sessage, taken, text } from "./support/hostile.mjs";

const REFUSED = { secretly: "Jane Doe" };
const refusing = async () => Response.json(REFUSED, { status: 422 });
const messages = (provider) => ["1", "2", "3", "4"].map((words) => ({ ...direct(provider, words), to: provider === "texter" ? { conversationId: words } : `+1415555267${words}` }));

for (const raw of [undefined, true, false]) {
  const holds = raw !== false;
  test(`with raw ${raw}`, options, async () => {
    for (const provider of providers) {
      const settings = { retry: false, ...(raw !== undefined && { raw }) };
      const receipt = await new Client(config[provider], { ...settings, fetch: answered(provider) }).send(direct(provider));
      assert.deepEqual("raw" in receipt ? receipt.raw : "none", holds ? taken[provider] : "none");
      const client = new Client(config[provider], { ...settings, fetch: refusing });
      const errors = [await failure(client.send(direct(provider))), await failure(new sessage.Failover([client]).send(direct(provider)))];
      if (provider === "texter") errors.push(await failure(client.send(text())), await failure(client.chats({ search: "Ada" })));
      for (const error of errors) {
        assert.deepEqual("raw" in error ? error.raw : "none", holds ? REFUSED : "none");
        assert.equal("raw" in error.toJSON(), holds);
        assert.equal(JSON.stringify(error).includes("Jane"), holds);
        assert.deepEqual([error.code, error.status], ["rejected", 422]);
      }
      for (const fetch of [refusing, answered(provider)]) await inRun(provider, { ...settings, fetch }, holds);
    }
  });
}

/** Neither results nor a checkpoint hold what they must not, nor does what is handed out of an older checkpoint. */
async function inRun(provider, settings, holds) {
  const run = (settings, resume) => new Client(config[provider], settings).sendMany(messages(provider), { concurrency: 4, resume });
  const toldOf = ({ receipt, error }) => receipt ?? error;
  const first = run(settings);
  const loop = first[Symbol.asyncIterator]();
  const { value } = await loop.next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const checkpoint = JSON.parse(JSON.stringify(first.checkpoint()));
  assert.ok(checkpoint.held.length > 0);
  for (const told of [value, ...checkpoint.held].map(toldOf)) assert.equal("raw" in told, holds);
  for await (const result of first) assert.equal("raw" in toldOf(result), holds);
  for await (const result of run({ ...settings, raw: false }, checkpoint)) assert.equal("raw" in toldOf(result), false);
}

test("raw is true or false", options, async () => {
  for (const raw of ["false", 0, null]) {
    const { problems } = await failure(() => new Client(config.islash, { raw }), { code: "invalid_config" });
    assert.deepEqual(problems.map(({ path }) => path), ["/raw"]);
  }
});

test("a receipt names the recipient as the channel spells it, where the answer does", options, async () => {
  const message = (rest) => ({ success: true, messages: [{ ...taken.texter.messages[0], ...rest }] });
  const spelled = async (provider, answer) => {
    const fetch = async () => Response.json(answer);
    return (await new Client(config[provider], { fetch }).send(direct(provider))).to;
  };
  assert.equal(await spelled("texter", message({ chatChannelInfo: { name: "whatsapp", id: "551187654321", accountId: "972" } })), "551187654321");
  assert.equal(await spelled("texter", message({ chatChannelInfo: { name: "whatsapp", id: 551187654321 } })), "551187654321");
  for (const rest of [{}, { chatChannelInfo: null }, { chatChannelInfo: { id: "" } }]) assert.equal(await spelled("texter", message(rest)), undefined);
  for (const provider of ["islash", "connectly", "yeastar"]) assert.equal(await spelled(provider, taken[provider]), undefined);
});
