// The names that the package's three addresses give to TypeScript.
import init, { Client, isSessageError, providers, validate } from "sessage";
import type { Message, ProviderName, Receipt } from "sessage";
import initInline, * as inline from "sessage/inline";
import module from "sessage/sessage_bg.wasm";

const message: Message = { to: "+14155552671", content: { type: "text", text: "Hello" } };

export const loads: Promise<void>[] = [init(), init("/sessage_bg.wasm"), init(module), initInline()];
export const names: readonly ProviderName[] = [...providers, ...inline.providers];
export const problems: string[] = validate(message, "islash").map(({ path }) => path);

export async function send(): Promise<Receipt | string> {
  const client = new Client({
    provider: "islash",
    baseUrl: "https://example.com/api/public",
    token: "t",
    session: "s",
  });
  try {
    return await client.send(message);
  } catch (error) {
    return isSessageError(error) ? error.code : "unexpected";
  } finally {
    client.free();
  }
}

// @ts-expect-error: there is no such provider
validate(message, "carrier-pigeon");
