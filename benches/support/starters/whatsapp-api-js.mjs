import { WhatsAppAPI } from "whatsapp-api-js";
import { Text } from "whatsapp-api-js/messages/text";
import { text, to } from "../messages.mjs";
import { recorder } from "../recorder.mjs";

export function start() {
  const { fetch, called } = recorder();
  const api = new WhatsAppAPI({ token: "token", secure: false, v: "v22.0", ponyfill: { fetch } });
  void api.sendMessage("1", to, new Text(text.text));
  return called;
}
