// Where sends go, kept with what was sent so that it goes on or is sent again nowhere else.
import type { ProviderName } from "sessage";
import { isObject } from "./pointer.ts";
import { accounts, EXAMPLES, simulator } from "./providers.ts";

/** Where sends go: to the simulator or a gateway at an address, or through an account of the visitor's own. */
export type Destination = { to: "simulator" | "gateway"; base: string } | { to: "own" };

/** Where the account in use sends; nowhere where it is an example. */
export function destinationOf(name: ProviderName): Destination | undefined {
  const base = simulator.value;
  const account = accounts.value[name];
  if (base !== undefined && account.baseUrl?.startsWith(`${base}/`)) return { to: "simulator", base };
  return account === EXAMPLES[name] ? undefined : { to: "own" };
}

const baseOf = (place: Destination): string | undefined => (place.to === "own" ? undefined : place.base);

/** Whether both are the same place. */
export function isSame(a: Destination | undefined, b: Destination | undefined): boolean {
  return a !== undefined && a.to === b?.to && baseOf(a) === baseOf(b);
}

/** Whether a value that was read is one. */
export const isDestination = (value: unknown): value is Destination =>
  isObject(value) && (value["to"] === "own" || (value["to"] === "simulator" && typeof value["base"] === "string"));

/** "to the simulator" */
export const inWords = ({ to }: Destination): string => WORDS[to];

/** "to the simulator at http://127.0.0.1:8787" */
export const exactly = (place: Destination): string =>
  place.to === "own" ? inWords(place) : `${inWords(place)} at ${place.base}`;

const WORDS: Record<Destination["to"], string> = {
  simulator: "to the simulator",
  own: "by your own account",
  gateway: "by the gateway",
};
