// Has the simulator make every n-th request of a run fail, so that a run has mixed outcomes.
import type { ProviderName } from "sessage";
import { accounts, simulator } from "../state/providers.ts";

/** What happens in turn: a refusal, an answer that leaves the outcome open, and a wait that a repeat mends. */
const FAULTS = [{ preset: "provider_error" }, { status: 500 }, { preset: "rate_limited", retryAfter: 1 }];
/** What the calls that carry a message have in their path, where others go before them. */
const PATHS: Partial<Record<ProviderName, string>> = { texter: "/send", yeastar: "/message/send" };
/** The simulator looks through all that wait at each request. */
const MOST = 2000;

/** Whether the account in use is the simulator's. */
export function atSimulator(provider: ProviderName): boolean {
  const { baseUrl } = accounts.value[provider];
  return simulator.value !== undefined && baseUrl?.startsWith(`${simulator.value}/`) === true;
}

/** Makes every n-th of so many requests fail. */
export async function failEach(nth: number, provider: ProviderName, requests: number): Promise<void> {
  await forget();
  const path = PATHS[provider];
  const faults = Array.from({ length: Math.min(MOST, Math.floor(requests / nth)) }, (_, index) => ({
    provider,
    ...(path === undefined ? {} : { path }),
    ...FAULTS[index % FAULTS.length],
    // A fault does not see the requests that those before it in line have met.
    skip: (index + 1) * nth - 1 - index,
  }));
  await fetch(address(), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(faults) });
}

/** Clears what waits still. */
export async function forget(): Promise<void> {
  await fetch(address(), { method: "DELETE" });
}

const address = (): string => `${simulator.value ?? ""}/_simulator/faults`;
