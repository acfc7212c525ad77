// Rows to try the page with. A simulator takes any number; Texter's takes those of the chats that it knows.
import type { ProviderName } from "sessage";
import type { Draft } from "../state/message.ts";
import { RECIPIENT } from "../state/message.ts";

/** A message that the columns of the sample rows fill. */
export const SAMPLE_CONTENT: Draft = {
  type: "text",
  text: "Hi {{name}}, your order {{reference}} is on its way to {{city}}.",
};

const HEAD = "phone,name,reference,city";
const NAMES = ["Mei", "Ada", "Grace", "João", "Noa", "Samir", "Ines", "Kofi", "Yuki", "Olga"];
const CITIES = ["Hong Kong", "San Francisco", "Lisbon", "Tel Aviv", "Accra"];
/** Numbers with an open chat at the simulator's Texter. */
const CHATS = [RECIPIENT, "+972521234567", "+16044441111"];

/** Eight rows, of which one has no number and one a wrong one. */
export function fewRows(provider: ProviderName): string {
  const rows = Array.from({ length: 8 }, (_, index) => rowOf(provider, index));
  rows[3] = `,${NAMES[3]},A-1004,${CITIES[3]}`;
  rows[5] = `555,"${NAMES[5]}, c/o Harbour Flowers",A-1006,${CITIES[0]}`;
  return [HEAD, ...rows, ""].join("\n");
}

/** As many rows as wanted, each of which can be sent. */
export function manyRows(provider: ProviderName, count: number): string {
  return [HEAD, ...Array.from({ length: count }, (_, index) => rowOf(provider, index)), ""].join("\n");
}

function rowOf(provider: ProviderName, index: number): string {
  const phone = provider === "texter" ? CHATS[index % CHATS.length] : `+1415556${String(index).padStart(4, "0")}`;
  return [phone, NAMES[index % NAMES.length], `A-${1001 + index}`, CITIES[index % CITIES.length]].join(",");
}
