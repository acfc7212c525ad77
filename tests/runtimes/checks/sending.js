// The part of the table that goes over the network.
import { templates } from "./templates.js";

const to = "+14155552671";
const message = (sender) => ({ to, content: { type: "text", text: `Hello from ${sender}` } });
const isId = (value) => /^\S+$/.test(value);

/** A fetch that meets one fault of the simulator's with its first request. */
function failingFirst(fault) {
  let isFirst = true;
  return (request) => {
    if (isFirst) request.headers.set("x-simulator-fault", JSON.stringify(fault));
    isFirst = false;
    return fetch(request);
  };
}

const told = ({ name, code, outcome }) => [name, code, outcome];

/** Each gives whether it gave something. */
const operations = {
  async upload(client, { sender }) {
    const file = new File([`From ${sender}`], `${sender}.txt`, { type: "text/plain" });
    const uploaded = await client.upload(file);
    for (const source of [{ uploaded }, { file }]) {
      await client.send({ to, content: { type: "document", ...source } });
    }
    return uploaded.name === file.name;
  },
  async templates(client, { provider }) {
    const found = await client.templates(provider === "yeastar" ? { channelId: 1 } : {});
    return found.length > 0;
  },
  async stickers(client) {
    return (await client.stickers()).length > 0;
  },
  async chats(client) {
    return (await client.chats({ search: to })).length > 0;
  },
};

const given = { islash: ["templates", "stickers"], connectly: [], texter: ["chats"], yeastar: ["upload", "templates"] };

/** A text and a template in a text's place through one provider, and each other call that it has. */
const provider = (provider) => ({
  name: `sends through ${provider}`,
  async does(sessage, { configs, sender }) {
    const client = new sessage.Client(configs[provider]);
    const { messageId } = await client.send(message(sender));
    const { usedFallback } = await client.send({
      ...message(sender),
      ...{ lastInboundAt: 0, fallback: templates[provider] },
    });
    const asked = {};
    for (const operation of sessage.capabilities(provider).operations) {
      asked[operation] = await operations[operation](client, { provider, sender });
    }
    client.free();
    return { isSent: isId(messageId), usedFallback, asked };
  },
  gives: {
    ...{ isSent: true, usedFallback: true },
    asked: Object.fromEntries(given[provider].map((operation) => [operation, true])),
  },
});

export const sending = [
  ...Object.keys(given).map(provider),
  {
    name: "sends many",
    async does({ Client }, { configs, sender }) {
      const run = new Client(configs.islash).sendMany(Array.from({ length: 3 }, () => message(sender)));
      const results = [];
      for await (const { index, outcome } of run) results.push(`${index} ${outcome}`);
      return results;
    },
    gives: ["0 sent", "1 sent", "2 sent"],
  },
  {
    name: "waits and sends again",
    async does({ Client }, { configs, sender }) {
      const fetch = failingFirst({ status: 429, body: "" });
      const client = new Client(configs.connectly, { fetch, retry: { baseDelayMs: 1 } });
      const { attempts, messageId } = await client.send(message(sender));
      return { attempts, isSent: isId(messageId) };
    },
    gives: { attempts: 2, isSent: true },
  },
  {
    name: "a wrong token",
    async does({ Client }, { configs, sender }) {
      const client = new Client({ ...configs.connectly, apiKey: "wrong" });
      return client.send(message(sender)).then(() => "sent", told);
    },
    gives: ["SessageError", "unauthorized", "not_sent"],
  },
  {
    name: "no answer in time",
    async does({ Client }, { configs, sender }) {
      const client = new Client(configs.islash, { fetch: failingFirst({ delayMs: 60_000 }), retry: false });
      return client.send(message(sender), { timeoutMs: 100 }).then(() => "sent", told);
    },
    gives: ["SessageError", "timeout", "unknown"],
  },
  {
    name: "aborted before it leaves",
    async does({ Client }, { configs, sender }) {
      const controller = new AbortController();
      controller.abort("no Error");
      const { signal } = controller;
      return new Client(configs.islash).send(message(sender), { signal }).then(() => "sent", told);
    },
    gives: ["SessageError", "aborted", "not_sent"],
  },
];
