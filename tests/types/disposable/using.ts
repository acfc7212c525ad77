// With a lib that has Symbol.dispose, a client is let go at the end of its block.
import { Client } from "sessage";
import type { Message, Plan, ProviderConfig } from "sessage";

export function planned(config: ProviderConfig, message: Message): Plan {
  using client = new Client(config);
  return client.plan(message, { adapt: "reshape" });
}
export const disposable: Disposable = undefined as unknown as Client;
