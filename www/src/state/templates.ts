// The templates on file with the simulator, for the two providers that list them.
import { type Signal, signal } from "@preact/signals";
import type { Client, ProviderName, Template } from "sessage";
import { loading } from "../package.ts";
import { accounts, clientFor, simulator } from "./providers.ts";
import { yeastarChannel } from "./simulator.ts";

const listed: Partial<Record<ProviderName, Signal<Template[]>>> = { islash: signal([]), yeastar: signal([]) };
const asked = new Set<ProviderName>();

/** The templates on file as far as they are loaded; none where the provider lists none. */
export const templatesOf = (name: ProviderName): Template[] => listed[name]?.value ?? [];

/**
 * Loads them once, as soon as the package and the simulator are there: call it in an effect. An account that is not the
 * simulator's is not asked: nobody wanted a request to it.
 */
export async function loadTemplates(name: ProviderName): Promise<void> {
  const found = listed[name];
  const account = accounts.value[name];
  const base = simulator.value;
  const simulated = base !== undefined && account.baseUrl?.startsWith(`${base}/`);
  if (loading.value !== "ready" || !simulated || !found || asked.has(name)) return;
  asked.add(name);
  let client: Client | undefined;
  try {
    client = clientFor(name);
    found.value = await client.templates(name === "yeastar" ? { channelId: yeastarChannel.peek() ?? "" } : {});
  } catch {
    asked.delete(name);
  } finally {
    // `using` would bring a helper for the browsers that lack it.
    client?.free();
  }
}
