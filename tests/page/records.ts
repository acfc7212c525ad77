// What the simulator recorded of the requests that reached it.
import type { APIRequestContext } from "@playwright/test";
import type { ProviderName } from "sessage";

/** One request; `status` is what it was answered, where it was. */
export interface Recorded {
  provider: ProviderName;
  method: string;
  path: string;
  headers: Record<string, string>;
  status: number | null;
  body: null | {
    type: string;
    value?: unknown;
    parts?: { name: string; value?: string; filename?: string; contentType?: string; size: number }[];
  };
}

/** What a provider was asked, in order. */
export async function recorded(
  request: APIRequestContext,
  origin: string,
  provider: ProviderName,
): Promise<Recorded[]> {
  return (await (await request.get(`${origin}/_simulator/requests?provider=${provider}`)).json()) as Recorded[];
}
