// The ways that send.mjs compares. Each takes the server's address and gives a function that sends so many texts.
import { phone, text } from "./messages.mjs";
import { pool } from "./pool.mjs";

const TIMEOUT_MS = 15_000;
const CONCURRENCY = 32;
const from = "+14151111234";
const inPool = (send) => (count) => pool(count, CONCURRENCY, (index) => send(phone(index)));

function post(url, to, settings) {
  return fetch(`${url}/v1/businesses/biz/send/messages`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-API-Key": "key" },
    body: JSON.stringify({ recipient: { id: to, channelType: "whatsapp" }, message: { text: text.text } }),
    ...settings,
  });
}

async function sessage(url) {
  const { Client } = await import("../../pkg/node.js");
  return new Client(
    { provider: "connectly", businessId: "biz", apiKey: "key", baseUrl: url },
    { timeoutMs: TIMEOUT_MS },
  );
}

export const ways = {
  "fetch, as one should": ({ url }) =>
    inPool(async (to) => {
      const response = await post(url, to, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      const answer = await response.json();
      if (!response.ok || typeof answer.id !== "string") throw new Error(`HTTP ${response.status}`);
      return answer.id;
    }),

  "fetch, no timeout, no checks": ({ url }) =>
    inPool(async (to) => {
      await (await post(url, to)).text();
    }),

  "sessage send": async ({ url }) => {
    const client = await sessage(url);
    return inPool((to) => client.send({ to, content: text }));
  },

  "sessage sendMany": async ({ url }) => {
    const client = await sessage(url);
    return async (count) => {
      const messages = Array.from({ length: count }, (_, index) => ({ to: phone(index), content: text }));
      const { sent } = await client.sendMany(messages, { concurrency: CONCURRENCY }).done();
      if (sent !== count) throw new Error(`${count - sent} were not sent`);
    };
  },

  // It has no option for its address and no timeout, but takes a fetch.
  "whatsapp-api-js": async ({ url }) => {
    const { WhatsAppAPI } = await import("whatsapp-api-js");
    const { Text } = await import("whatsapp-api-js/messages/text");
    const local = (address, init) => fetch(address.replace("https://graph.facebook.com", url), init);
    const api = new WhatsAppAPI({ token: "token", secure: false, v: "v22.0", ponyfill: { fetch: local } });
    return inPool((to) => api.sendMessage("1", to, new Text(text.text)));
  },

  Bird: async ({ url }) => {
    const { BirdClient } = await import("@messagebird/sdk");
    const bird = new BirdClient({ apiKey: "bk_eu1_key", baseUrl: url, timeout: TIMEOUT_MS });
    return inPool((to) => bird.whatsapp.send({ to, from, text: { body: text.text } }));
  },

  Vonage: async ({ url }) => {
    const { Auth } = await import("@vonage/auth");
    const { Messages, WhatsAppText } = await import("@vonage/messages");
    const auth = new Auth({ apiKey: "key", apiSecret: "secret" });
    const vonage = new Messages(auth, { apiHost: url, timeout: TIMEOUT_MS });
    return inPool((to) => vonage.send(new WhatsAppText({ to, from, text: text.text })));
  },
};
