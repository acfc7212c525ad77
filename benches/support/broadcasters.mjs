// The ways that broadcast.mjs compares. Each gives a function that sends the list to so many recipients.
import { phone, tenRows } from "./messages.mjs";
import { pool } from "./pool.mjs";
import { post } from "./post.mjs";
import { map } from "./rules/shared.mjs";
import { transport } from "./transport.mjs";

const CONCURRENCY = 32;
const inPool = (bodyFor) => (count) => pool(count, CONCURRENCY, (index) => post(bodyFor(phone(index))));

export const ways = {
  "one constant body": () => {
    const body = JSON.stringify(map({ to: phone(0), content: tenRows }));
    return inPool(() => body);
  },

  "zod, map, JSON.stringify": async () => {
    const { isValid } = await import("./rules/zod.mjs");
    return inPool((to) => {
      const message = { to, content: tenRows };
      if (!isValid(message)) throw new Error("the message has a problem");
      return JSON.stringify(map(message));
    });
  },

  "sessage broadcast": async () => {
    const { Client } = await import("../../pkg/node.js");
    const client = new Client(
      { provider: "connectly", businessId: "biz", apiKey: "key" },
      { fetch: transport },
    );
    return async (count) => {
      const recipients = Array.from({ length: count }, (_, index) => phone(index));
      const { sent } = await client.broadcast(tenRows, recipients, { concurrency: CONCURRENCY }).done();
      if (sent !== count) throw new Error(`${count - sent} were not sent`);
    };
  },
};
