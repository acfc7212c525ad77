// What every runtime does with the package: a text and a template through each provider, and each other call that it has.
// Runs unchanged in all of them.
import { templates } from "./templates.js";

const to = "+14155552671";

/** Takes the package's exports and a ProviderConfig for each provider; gives what came back. */
export async function scenario(sessage, configs, sender) {
  const receipts = {};
  for (const provider of sessage.providers) {
    const client = new sessage.Client(configs[provider]);
    const message = { to, content: { type: "text", text: `Hello from ${sender}` } };
    const { messageId, attempts } = await client.send(message);
    const late = { ...message, lastInboundAt: 0, fallback: templates[provider] };
    const { usedFallback } = await client.send(late);
    const asked = {};
    for (const operation of sessage.capabilities(provider).operations) {
      asked[operation] = await calls[operation](client, { provider, sender });
    }
    receipts[provider] = { messageId, attempts, usedFallback, asked };
    client.free();
  }
  return receipts;
}

/** Each gives whether it gave something. */
const calls = {
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
