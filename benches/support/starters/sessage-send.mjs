import { Client } from "../../../pkg/node.js";
import { text, to } from "../messages.mjs";
import { recorder } from "../recorder.mjs";

export function start() {
  const { fetch, called } = recorder();
  const client = new Client({ provider: "connectly", businessId: "biz", apiKey: "key" }, { fetch });
  void client.send({ to, content: text });
  return called;
}
