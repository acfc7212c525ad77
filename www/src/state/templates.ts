// The templates on file with the simulator, for the two providers that list them.
import { signal } from "@preact/signals";
import { capabilities, type Client, type ProviderName, type Template } from "sessage";
import { loading } from "../package.ts";
import { destinationOf } from "./destination.ts";
import { accounts, clientFor } from "./providers.ts";
import { yeastarChannel } from "./simulator.ts";

/** By the base URL of the account that they are on file with. */
const listed = signal<ReadonlyMap<string, Template[]>>(new Map());
const asked = new Set<string>();

/** Where a provider's account is; undefined where it is not the simulator's. */
function simulated(name: ProviderName): string | undefined {
  return destinationOf(name)?.to === "simulator" ? accounts.value[name].baseUrl : undefined;
}

/** The templates on file as far as they are loaded; none where the provider lists none, or is not simulated. */
export const templatesOf = (name: ProviderName): Template[] => listed.value.get(simulated(name) ?? "") ?? [];

/**
 * Loads them once, as soon as the package and the simulator are there: call it in an effect. An account that is not the
 * simulator's is not asked: nobody wanted a request to it.
 */
export async function loadTemplates(name: ProviderName): Promise<void> {
  const place = simulated(name);
  if (loading.value !== "ready" || place === undefined || asked.has(place)) return;
  if (!capabilities(name).operations.includes("templates")) return;
  asked.add(place);
  let client: Client | undefined;
  try {
    client = clientFor(name);
    const found = await client.templates(name === "yeastar" ? { channelId: yeastarChannel.peek() ?? "" } : {});
    listed.value = new Map([...listed.peek(), [place, found]]);
  } catch {
    asked.delete(place);
  } finally {
    // `using` would bring a helper for the browsers that lack it.
    client?.free();
  }
}
