// The four providers and the account that the page uses with each.
import { computed, signal } from "@preact/signals";
import { Client, type Adapt, type ClientOptions, type ProviderConfig, type ProviderName } from "sessage";
import { loading } from "../package.ts";

/** The providers in the order they are shown, by the names that people know. */
export const PROVIDERS: Record<ProviderName, { title: string; about: string }> = {
  islash: { title: "iSlash", about: "multipart form, by phone" },
  connectly: { title: "Connectly", about: "JSON, by phone or BSUID" },
  texter: { title: "Texter", about: "JSON, by chat or phone" },
  yeastar: { title: "Yeastar", about: "JSON to a PBX, after a login" },
};
export const NAMES = Object.keys(PROVIDERS) as ProviderName[];

/** The provider that the composer checks for and Send sends through. */
export const provider = signal<ProviderName>("connectly");
/** How far messages may be changed. */
export const adapt = signal<Adapt>("off");

/** Accounts of nobody: enough to plan with. */
export const EXAMPLES: { [Name in ProviderName]: Extract<ProviderConfig, { provider: Name }> } = {
  islash: { provider: "islash", baseUrl: "https://chat.example.com/api/public", token: "token", session: "session" },
  connectly: { provider: "connectly", businessId: "business", apiKey: "key", from: "+14151111234" },
  texter: { provider: "texter", projectId: "project", token: "token" },
  yeastar: {
    provider: "yeastar",
    baseUrl: "https://pbx.example.com",
    clientId: "client",
    clientSecret: "secret",
    from: "+15550193510",
  },
};

/** The accounts in use. They live in this page's memory, and nowhere else unless the visitor asks for it. */
export const accounts = signal<Record<ProviderName, ProviderConfig>>(EXAMPLES);
/** Whether `accounts` are the simulator's, which is then at this address. */
export const simulator = signal<string | undefined>(undefined);

/** The simulator that a run of many messages sends to, while it goes on. */
export const busyAt = signal<string | undefined>(undefined);

/** Whether the visitor allows `http:` to hosts that are not loopback. */
export const insecure = signal(false);

/** A client on the account in use, or why there is none. */
export function clientFor(name: ProviderName, options?: ClientOptions): Client {
  // The simulator holds nobody's secret, so it may be anywhere on the network.
  const allowInsecure = options?.allowInsecure === true || insecure.value || simulator.value !== undefined;
  return new Client(accounts.value[name], { ...options, allowInsecure });
}

/** Something of each provider's own. */
export function forEach<Value>(make: (name: ProviderName) => Value): Record<ProviderName, Value> {
  return { islash: make("islash"), connectly: make("connectly"), texter: make("texter"), yeastar: make("yeastar") };
}

/** A client for validating and planning; undefined until the package is ready, or where the account is wrong. */
export const planners = forEach((name) =>
  computed(() => {
    if (loading.value !== "ready") return undefined;
    try {
      return clientFor(name);
    } catch {
      return undefined;
    }
  }),
);
