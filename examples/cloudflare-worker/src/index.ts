// A gateway: POST /send takes a message as JSON and sends it with keys that no page ever sees. It keeps nothing.
import { Client, type TokenStore, type Tokens } from "sessage";
import { corsFor, isAllowed, mayAsk } from "./guard";
import { failure, readMessage, Refusal, success } from "./answers";

export interface Env {
  SESSAGE_CONFIG: string;
  GATEWAY_TOKENS: string;
  ALLOWED_ORIGINS?: string;
  /** A KV namespace; wanted for Yeastar alone. */
  TOKENS?: { get(key: string, type: "json"): Promise<unknown>; put(key: string, value: string): Promise<void> };
}

// #region handler
export default {
  async fetch(request: Request, env: Env, context: { waitUntil(work: Promise<unknown>): void }): Promise<Response> {
    const cors = corsFor(request, env.ALLOWED_ORIGINS);
    if (request.method === "OPTIONS") return new Response(null, { status: cors ? 204 : 403, headers: cors });
    try {
      if (new URL(request.url).pathname !== "/send") throw new Refusal(404, "gateway_route", "There is only /send.");
      if (request.method !== "POST") throw new Refusal(405, "gateway_route", "There is only POST.", { allow: "POST" });
      if (!isAllowed(request, cors)) throw new Refusal(403, "gateway_origin", "This origin may not send.");
      if (!(await mayAsk(request, env.GATEWAY_TOKENS)))
        throw new Refusal(401, "gateway_unauthorized", "The bearer token is missing or wrong.", {
          "www-authenticate": "Bearer",
        });
      const { message, options } = await readMessage(request);
      const sending = clientFor(env).send(message, options);
      // A page that leaves must not cut a message off in the middle.
      context.waitUntil(sending.catch(() => {}));
      return success(await sending, cors);
    } catch (error) {
      return failure(error, cors);
    }
  },
};
// #endregion

// One client for all requests of an isolate: it remembers Texter's chats and Yeastar's login.
let client: Client | undefined;

function clientFor(env: Env): Client {
  if (client) return client;
  let config;
  try {
    config = JSON.parse(env.SESSAGE_CONFIG);
  } catch {
    // What JSON.parse says would quote the secret, and what is missing is not for the page.
    console.error("SESSAGE_CONFIG is missing or no JSON");
    throw new Refusal(500, "gateway_config", "The gateway is not set up.");
  }
  const tokenStore = storeFor(env);
  return (client = new Client(config, { deadlineMs: 25_000, adapt: "reshape", ...(tokenStore && { tokenStore }) }));
}

function storeFor({ TOKENS }: Env): TokenStore | undefined {
  if (!TOKENS) return undefined;
  return {
    get: async () => ((await TOKENS.get("yeastar", "json")) as Tokens | null) ?? undefined,
    set: (tokens) => TOKENS.put("yeastar", JSON.stringify(tokens)),
  };
}
