// The fragment that opens the page on a message, as the page writes it.
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Adapt, Message, ProviderName } from "sessage";

/** `#view=compose&provider=…` with the message in it. It may be wrong, as a link may be. */
export function fragment(
  provider: ProviderName,
  message: Message | Record<string, unknown>,
  adapt: Adapt = "off",
): string {
  const packed = deflateRawSync(JSON.stringify(message)).toString("base64url");
  return `#${new URLSearchParams({ view: "compose", provider, adapt, message: packed })}`;
}

/** The message that an address holds; undefined where it holds none. */
export function messageIn(address: string): unknown {
  const packed = new URLSearchParams(new URL(address).hash.slice(1)).get("message");
  return packed === null ? undefined : JSON.parse(inflateRawSync(Buffer.from(packed, "base64url")).toString());
}
