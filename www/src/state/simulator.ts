// The simulator that serves this page, where one does. A static host answers with the empty file in public/.
import { signal } from "@preact/signals";
import type { ProviderConfig, ProviderName } from "sessage";
import { accounts, simulator } from "./providers.ts";

type Credentials = {
  islash: { basePath: string; token: string; session: string };
  connectly: { basePath: string; businessId: string; apiKey: string; sender: string };
  texter: { basePath: string; token: string };
  yeastar: { basePath: string; clientId: string; clientSecret: string; didNumber: string; omnichannelId: number };
};

/** Yeastar's channel at the simulator, by which its templates are listed. */
export const yeastarChannel = signal<number | undefined>(undefined);

/** How long a simulator may take to answer, in milliseconds. */
const PATIENCE = 15_000;

/** The search that is under way. */
let search: AbortController | undefined;

/** Gives up looking for a simulator: what would be found is not wanted any more. */
export function stopLooking(): void {
  search?.abort();
  search = undefined;
}

/**
 * Uses the simulator's accounts where there is one at the address; says whether there is. Undefined where something
 * else was chosen before the answer came.
 */
export async function findSimulator(base = new URL(".", location.href)): Promise<boolean | undefined> {
  stopLooking();
  const mine = new AbortController();
  search = mine;
  const timer = setTimeout(() => mine.abort(), PATIENCE);
  try {
    const answer = await fetch(new URL("_simulator/credentials", base), { signal: mine.signal });
    const found = (answer.ok ? await answer.json() : {}) as Partial<Credentials>;
    if (search !== mine) return undefined;
    if (!found.islash || !found.connectly || !found.texter || !found.yeastar) return false;
    accounts.value = accountsOf(base.href.replace(/\/$/, ""), found as Credentials);
    yeastarChannel.value = found.yeastar.omnichannelId;
    simulator.value = base.href.replace(/\/$/, "");
    return true;
  } catch {
    return search === mine ? false : undefined;
  } finally {
    clearTimeout(timer);
  }
}

function accountsOf(base: string, found: Credentials): Record<ProviderName, ProviderConfig> {
  const { islash, connectly, texter, yeastar } = found;
  return {
    islash: { provider: "islash", baseUrl: base + islash.basePath, token: islash.token, session: islash.session },
    connectly: {
      provider: "connectly",
      baseUrl: base + connectly.basePath,
      businessId: connectly.businessId,
      apiKey: connectly.apiKey,
      from: connectly.sender,
    },
    texter: { provider: "texter", baseUrl: base + texter.basePath, token: texter.token },
    yeastar: {
      provider: "yeastar",
      baseUrl: base + yeastar.basePath,
      clientId: yeastar.clientId,
      clientSecret: yeastar.clientSecret,
      from: yeastar.didNumber,
    },
  };
}
