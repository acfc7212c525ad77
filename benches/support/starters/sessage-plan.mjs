import { Client } from "../../../pkg/node.js";
import { text, to } from "../messages.mjs";

export function start() {
  const client = new Client({ provider: "connectly", businessId: "biz", apiKey: "key" });
  return client.plan({ to, content: text }).requests[0].body;
}
