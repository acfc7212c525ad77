import { Auth } from "@vonage/auth";
import { Messages, WhatsAppText } from "@vonage/messages";
import { text, to } from "../messages.mjs";
import { recorder } from "../recorder.mjs";

export function start() {
  const { fetch, called } = recorder();
  // It takes no fetch of one's own.
  globalThis.fetch = fetch;
  const vonage = new Messages(new Auth({ apiKey: "key", apiSecret: "secret" }), { timeout: 15_000 });
  void vonage.send(new WhatsAppText({ to, from: "+14151111234", text: text.text }));
  return called;
}
