// Where a send goes: to the simulator, or through the visitor's own account. Accounts stay in memory unless they are
// to be kept.
import { effect, signal } from "@preact/signals";
import { Client, type ClientOptions, isSessageError, type Problem, type ProviderConfig, type ProviderName } from "sessage";
import { loading } from "../package.ts";
import { type Destination, ownAccount } from "../state/destination.ts";
import { losable } from "../state/losable.ts";
import { isObject } from "../state/pointer.ts";
import { accounts, EXAMPLES, forEach, insecure, NAMES, simulator } from "../state/providers.ts";
import { findSimulator, stopLooking } from "../state/simulator.ts";
import { ACCOUNT_FIELDS, OPTIONS, type Options } from "./fields.ts";

/** What the visitor typed into an account's fields. */
export type Typed = Record<string, string>;
export type Target = Destination["to"];

const KEY = "sessage.accounts";
const kept = readKept();

/** What the visitor chose. */
export const target = signal<Target>("simulator");
/** The visitor's own accounts, as typed. */
export const own = signal<Record<ProviderName, Typed>>(kept ?? forEach(() => ({})));
/** Whether they are kept on this device. */
export const keep = signal(kept !== undefined);
/** The gateway that the visitor named. It stays in this page's memory. */
export const gateway = signal({ address: "", token: "" });
losable(
  () => gateway.peek().token !== "" || (!keep.peek() && Object.values(own.peek()).some((typed) => Object.keys(typed).length > 0)),
);
/** Where a provider's send goes; nowhere while there is no simulator. */
export function destinationFor(name: ProviderName): Destination | undefined {
  const to = target.value;
  if (to === "own") return ownAccount(accountOf(name));
  const base = to === "gateway" ? gateway.value.address.trim().replace(/\/$/, "") : simulator.value;
  return base === undefined ? undefined : { to, base };
}
/** How each send is made. */
export const options = signal<Options>(OPTIONS);

/** The account that a provider's fields describe; it may be wrong. */
export function accountOf(name: ProviderName): ProviderConfig {
  const typed = own.value[name];
  const filled = ACCOUNT_FIELDS[name].flatMap((field) => {
    const value = (typed[field.name] ?? "").trim();
    return value === "" ? [] : [[field.name, field.number ? Number(value) : value]];
  });
  return { provider: name, ...Object.fromEntries(filled) } as ProviderConfig;
}

/** The account that a send uses. */
export function configFor(name: ProviderName): ProviderConfig {
  return target.value === "own" ? accountOf(name) : accounts.value[name];
}

/** What the package says against the visitor's account. */
export const problemsFor = (name: ProviderName): Problem[] =>
  problemsIn(accountOf(name), { allowInsecure: insecure.value });

/** The values that no part of the page may show. */
export function secretsFor(name: ProviderName): string[] {
  if (target.value === "gateway") return [gateway.value.token.trim()].filter(Boolean);
  const config = configFor(name) as unknown as Record<string, unknown>;
  return ACCOUNT_FIELDS[name].flatMap((field) => {
    const value = field.secret ? config[field.name] : undefined;
    return typeof value === "string" && value !== "" ? [value] : [];
  });
}

/** Where the simulator was found before the visitor chose an account of their own. */
let before: string | undefined;

/** Sends by the visitor's own accounts from now on, or by the simulator's. */
export async function choose(chosen: Target): Promise<void> {
  target.value = chosen;
  if (chosen !== "own") accounts.value = EXAMPLES;
  if (chosen !== "simulator") {
    stopLooking();
    before = simulator.peek() ?? before;
    simulator.value = undefined;
    return;
  }
  await findSimulator(before === undefined ? undefined : new URL(`${before}/`));
}

/** What the package says against an account and options. */
export function problemsIn(config: ProviderConfig, given: ClientOptions): Problem[] {
  if (loading.value !== "ready") return [];
  try {
    new Client(config, given).free();
    return [];
  } catch (error) {
    return isSessageError(error) ? error.problems : [];
  }
}

effect(() => {
  insecure.value = options.value.allowInsecure === true;
});

// The rest of the page plans with the account that would send, as soon as there is one.
effect(() => {
  if (target.value !== "own" || loading.value !== "ready") return;
  const given = { allowInsecure: options.value.allowInsecure === true };
  accounts.value = forEach<ProviderConfig>((name) => {
    const account = accountOf(name);
    return problemsIn(account, given).length === 0 ? account : EXAMPLES[name];
  });
});

effect(() => {
  try {
    if (keep.value) localStorage.setItem(KEY, JSON.stringify(own.value));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden; the accounts then last as long as the page.
  }
});

function readKept(): Record<ProviderName, Typed> | undefined {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? "");
    if (!isObject(read)) return undefined;
    const typed = (value: unknown): Typed =>
      isObject(value)
        ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"))
        : {};
    return Object.fromEntries(NAMES.map((name) => [name, typed(read[name])])) as Record<ProviderName, Typed>;
  } catch {
    return undefined;
  }
}
