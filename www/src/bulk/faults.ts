// Has the simulator make every n-th request of a run fail, so that a run has mixed outcomes.
import type { Plan, ProviderName } from "sessage";
import { arrange, sendPath, withdraw } from "../send/control.ts";

/** What happens in turn: a refusal, an answer that leaves the outcome open, and a wait that a repeat mends. */
const FAULTS = [{ preset: "provider_error" }, { status: 500 }, { preset: "rate_limited", retryAfter: 1 }];
/** The simulator looks through all that wait at each request. */
const MOST = 2000;
/** How long the simulator may take to answer. */
const PATIENCE_MS = 5000;

/** What shall fail: every n-th of so many requests that carry a message, as this plan has them. */
export type Failing = { nth: number; provider: ProviderName; requests: number; plan: Plan };

/** Makes them fail. */
export async function failEach(base: string, { nth, provider, requests, plan }: Failing, signal: AbortSignal): Promise<void> {
  const patient = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  await withdraw(base, patient);
  const path = sendPath(plan);
  const faults = Array.from({ length: Math.min(MOST, Math.floor(requests / nth)) }, (_, index) => ({
    provider,
    ...(path === undefined ? {} : { path }),
    ...FAULTS[index % FAULTS.length],
    // A fault does not see the requests that those before it in line have met.
    skip: (index + 1) * nth - 1 - index,
  }));
  await arrange(base, faults, patient);
}

/** Clears what waits still. */
export async function forget(base: string): Promise<void> {
  await withdraw(base, AbortSignal.timeout(PATIENCE_MS));
}
