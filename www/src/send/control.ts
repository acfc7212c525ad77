// The simulator's own calls: how its providers shall fail, and what they received.
import type { Plan, ProviderName } from "sessage";
import { isObject, read } from "../state/pointer.ts";
import type { Fault } from "./scenarios.ts";

/** One request as the simulator recorded it. */
export interface Received {
  method: string;
  path: string;
  query: [string, string][];
  headers: Record<string, string>;
  body: ReceivedBody | null;
  /** null where the answer was held back, or its connection cut. */
  status: number | null;
}

export type ReceivedBody =
  /** Of a very large one there is no value, and the text is its beginning. */
  | { type: "json"; value?: unknown; text: string }
  | { type: "text"; text: string }
  | { type: "multipart"; parts: { name: string; size: number; filename?: string; contentType?: string; value?: string }[] };

/** What the page saw of one answer of the simulator's. */
export interface Answer {
  retryAfter?: string;
  /** Whether it has the mark by which this provider says that it took a message. */
  taken?: boolean;
}

/** Forgets what came before, and lets the requests that carry the message meet a fault. */
export async function prepare(
  base: string,
  { provider, fault, plan, signal }: { provider: ProviderName; fault: Fault | undefined; plan: Plan; signal: AbortSignal },
): Promise<void> {
  await call(base, "requests", { method: "DELETE", signal });
  await withdraw(base, signal);
  const path = sendPath(plan);
  if (fault && path !== undefined) await arrange(base, [{ provider, path, ...fault }], signal);
}

/** Lets requests meet faults, in this order. */
export async function arrange(base: string, faults: readonly Fault[], signal: AbortSignal): Promise<void> {
  const headers = { "content-type": "application/json" };
  await call(base, "faults", { method: "POST", headers, body: JSON.stringify(faults), signal });
}

/** Takes back the faults that no request met. */
export const withdraw = (base: string, signal: AbortSignal) => call(base, "faults", { method: "DELETE", signal });

/** What a provider received since `prepare`. */
export async function received(base: string, provider: ProviderName, signal: AbortSignal): Promise<Received[]> {
  const answer = await call(base, `requests?provider=${provider}`, { signal });
  return (await answer.json()) as Received[];
}

/** The mark of success in each provider's answer. */
const TAKEN: Record<ProviderName, (body: unknown) => boolean> = {
  islash: (body) => read(body, "/meta/code") === "RESP_OKAY",
  connectly: (body) => typeof read(body, "/id") === "string",
  texter: (body) => read(body, "/success") === true,
  yeastar: (body) => read(body, "/errcode") === 0,
};

/** The browser's fetch, which notes in `seen` what the simulator answered, one entry for each request. */
export function watching(provider: ProviderName, seen: () => Answer[]): (request: Request) => Promise<Response> {
  return async (request) => {
    const answer: Answer = {};
    seen().push(answer);
    const response = await fetch(request);
    const retryAfter = response.headers.get("retry-after");
    if (retryAfter !== null) answer.retryAfter = retryAfter;
    if (!response.ok) return response;
    const text = await response.clone().text().catch(() => undefined);
    // An answer that broke off says nothing.
    if (text !== undefined) answer.taken = TAKEN[provider](parsed(text));
    return response;
  };
}

/** The path of the first request that carries the message, as far as it is known before. */
export function sendPath({ requests }: Plan): string | undefined {
  const url = requests.find(({ purpose }) => purpose === "send")?.url.split("{{")[0];
  return url === undefined || !URL.canParse(url) ? undefined : new URL(url).pathname;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function call(base: string, path: string, options: RequestInit): Promise<Response> {
  const answer = await fetch(`${base}/_simulator/${path}`, options);
  if (!answer.ok) throw new Error(`The simulator answered ${answer.status} to ${path}.`);
  return answer;
}
