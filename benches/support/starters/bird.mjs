import { BirdClient } from "@messagebird/sdk";
import { text, to } from "../messages.mjs";
import { recorder } from "../recorder.mjs";

export function start() {
  const { fetch, called } = recorder();
  const bird = new BirdClient({ apiKey: "bk_eu1_key", fetch });
  void bird.whatsapp.send({ to, from: "+14151111234", text: { body: text.text } });
  return called;
}
