// The page's state in its fragment, which no server sees: #view=compose&provider=texter&adapt=off&message=...
// The message is deflated JSON in base64url. Accounts and files stay out.
import { effect, signal } from "@preact/signals";
import type { Adapt } from "sessage";
import { draft } from "./message.ts";
import { adapt, PROVIDERS, provider } from "./providers.ts";
import { isObject, isShallow } from "./pointer.ts";

/** The pages of this page. */
export const VIEWS = { compose: "Compose", bulk: "Bulk", capabilities: "Capabilities" } as const;
export type View = keyof typeof VIEWS;
/** The one shown. */
export const view = signal<View>("compose");

const ADAPTS: readonly string[] = ["off", "reshape", "truncate"] satisfies Adapt[];

/** Takes over what the address says, and from then on follows it. */
export async function followAddress(): Promise<void> {
  await readAddress();
  addEventListener("hashchange", () => void readAddress());
  let waiting: ReturnType<typeof setTimeout>;
  // Browsers limit how often an address may change, so it is written when the typing rests.
  effect(() => {
    const parameters = { view: view.value, provider: provider.value, adapt: adapt.value };
    const message = draft.value;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      void addressOf(parameters, message).then((hash) => history.replaceState(null, "", hash));
    }, 300);
  });
}

/** The fragment that brings the page back to this state. */
export async function addressOf(parameters: Record<string, string>, message: unknown): Promise<string> {
  const text = JSON.stringify(message, (_key, value: unknown) => (value instanceof Blob ? undefined : value));
  return `#${new URLSearchParams({ ...parameters, message: await pack(text) })}`;
}

async function readAddress(): Promise<void> {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const wanted = (name: string, known: readonly string[]) =>
    known.find((value) => value === parameters.get(name));
  const message = parameters.get("message");
  const read = message === null ? undefined : await unpack(message);
  view.value = (wanted("view", Object.keys(VIEWS)) as View | undefined) ?? view.value;
  provider.value = (wanted("provider", Object.keys(PROVIDERS)) as typeof provider.value | undefined) ?? provider.value;
  adapt.value = (wanted("adapt", ADAPTS) as Adapt | undefined) ?? adapt.value;
  if (isObject(read) && isShallow(read)) draft.value = read;
}

/** Longer than any message: a link that unpacks to more is not read. */
const LONGEST = 1_000_000;

async function pack(text: string): Promise<string> {
  const bytes = await new Response(
    new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw")),
  ).bytes();
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

async function unpack(packed: string): Promise<unknown> {
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
      char.charCodeAt(0),
    );
    const reader = new Blob([bytes])
      .stream()
      .pipeThrough(new DecompressionStream("deflate-raw"))
      .pipeThrough(new TextDecoderStream())
      .getReader();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return JSON.parse(text);
      text += value;
      if (text.length > LONGEST) {
        await reader.cancel();
        return undefined;
      }
    }
  } catch {
    return undefined;
  }
}
