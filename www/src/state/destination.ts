// Where sends go, kept with what was sent so that it goes on or is sent again nowhere else.
import type { ProviderConfig, ProviderName } from "sessage";
import { OPEN } from "./open.ts";
import { isObject } from "./pointer.ts";
import { accounts, EXAMPLES, simulator } from "./providers.ts";

/**
 * Where sends go: to the simulator or a gateway at an address, or through an account of the visitor's own, which its
 * fields tell that are no secret.
 */
export type Destination = { to: "simulator" | "gateway"; base: string } | { to: "own"; account: string };

/** Where the account in use sends; nowhere where it is an example. */
export function destinationOf(name: ProviderName): Destination | undefined {
  const base = simulator.value;
  const account = accounts.value[name];
  if (base !== undefined && account.baseUrl?.startsWith(`${base}/`)) return { to: "simulator", base };
  return account === EXAMPLES[name] ? undefined : ownAccount(account);
}

/** The destination that an account of the visitor's own is. */
export function ownAccount(config: ProviderConfig): Destination {
  const { provider: _, ...fields } = config;
  const told = Object.entries(fields).filter(([name, value]) => OPEN.has(name) && value !== undefined);
  return { to: "own", account: told.map(([name, value]) => `${name} ${String(value)}`).join(", ") };
}

const placeOf = (place: Destination): string => (place.to === "own" ? place.account : place.base);

/** Whether both are the same place. */
export const isSame = (a: Destination | undefined, b: Destination | undefined): boolean =>
  a !== undefined && b !== undefined && a.to === b.to && placeOf(a) === placeOf(b);

/** Whether a value that was read is one. */
export const isDestination = (value: unknown): value is Destination =>
  isObject(value) &&
  ((value["to"] === "own" && typeof value["account"] === "string") ||
    (value["to"] === "simulator" && typeof value["base"] === "string"));

/** "to the simulator" */
export const inWords = ({ to }: Destination): string => WORDS[to];

/** "to the simulator at http://127.0.0.1:8787" */
export const exactly = (place: Destination): string =>
  place.to === "own" ? `${inWords(place)} (${place.account})` : `${inWords(place)} at ${place.base}`;

const WORDS: Record<Destination["to"], string> = {
  simulator: "to the simulator",
  own: "by your own account",
  gateway: "by the gateway",
};
