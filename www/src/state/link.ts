// The page's state in its fragment, which no server sees: #view=compose&provider=texter&adapt=off&message=...
// The message is deflated JSON in base64url. Accounts and files stay out.
import { effect, signal } from "@preact/signals";
import type { Adapt } from "sessage";
import { toJson } from "./files.ts";
import { draft, type Draft, renew } from "./message.ts";
import { adapt, PROVIDERS, provider } from "./providers.ts";
import { isObject, isShallow } from "./pointer.ts";

/** The pages of this page. */
export const VIEWS = { compose: "Compose", bulk: "Bulk", capabilities: "Capabilities" } as const;
export type View = keyof typeof VIEWS;
/** The one shown. */
export const view = signal<View>("compose");

const ADAPTS: readonly string[] = ["off", "reshape", "truncate"] satisfies Adapt[];

/** The view that an entry of the browser's history shows, where this page wrote it. */
const viewOf = (entry: unknown): View | undefined =>
  isObject(entry) ? (Object.keys(VIEWS) as View[]).find((name) => name === entry["view"]) : undefined;

/** The message at hand when a link held one that could not be read. The link stays until that is edited. */
export const unreadable = signal<Draft | undefined>(undefined);

/** Takes over what the address says, and from then on follows it. */
export async function followAddress(): Promise<void> {
  await readAddress();
  addEventListener("hashchange", () => {
    const shown = viewOf(history.state);
    // Back and forward lead to another page with the message as it is now: an older one has no files.
    if (shown) view.value = shown;
    else void readAddress();
  });
  effect(() => {
    document.title = `${VIEWS[view.value]} · sessage`;
    if (viewOf(history.state) !== view.value) history.pushState({ view: view.value }, "", addressHere());
  });
  let waiting: ReturnType<typeof setTimeout>;
  // Browsers limit how often an address may change, so it is written when the typing rests.
  effect(() => {
    parametersHere();
    void draft.value;
    clearTimeout(waiting);
    waiting = setTimeout(() => void writeAddress(), 300);
  });
}

/** Writes into the address what the page holds. A browser that cannot pack a message keeps the one that is there. */
export async function writeAddress(): Promise<void> {
  const message = draft.peek();
  if (message === unreadable.peek()) return;
  try {
    const now = await pack(message);
    // A message that was changed meanwhile is written in its turn.
    if (draft.peek() !== message) return;
    packed = now;
    history.replaceState({ view: view.peek() }, "", addressHere());
  } catch {
    return;
  }
}

/** The message as the address last held it. */
let packed: string | undefined;

const parametersHere = () => ({ view: view.value, provider: provider.value, adapt: adapt.value });
const addressHere = () => fragment(packed === undefined ? parametersHere() : { ...parametersHere(), message: packed });
const fragment = (parameters: Record<string, string>) => `#${new URLSearchParams(parameters)}`;

/** The fragment that brings the page back to this state. */
export async function addressOf(parameters: Record<string, string>, message: unknown): Promise<string> {
  return fragment({ ...parameters, message: await pack(message) });
}

async function readAddress(): Promise<void> {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const wanted = (name: string, known: readonly string[]) =>
    known.find((value) => value === parameters.get(name));
  const message = parameters.get("message");
  packed = message ?? undefined;
  const read = message === null ? undefined : await unpack(message);
  const shown = (wanted("view", Object.keys(VIEWS)) as View | undefined) ?? view.value;
  // It stands in the history already.
  history.replaceState({ view: shown }, "");
  view.value = shown;
  provider.value = (wanted("provider", Object.keys(PROVIDERS)) as typeof provider.value | undefined) ?? provider.value;
  adapt.value = (wanted("adapt", ADAPTS) as Adapt | undefined) ?? adapt.value;
  const isRead = isObject(read) && isShallow(read);
  if (isRead) renew(read);
  unreadable.value = message === null || isRead ? undefined : draft.peek();
}

/** Longer than any message: a link that unpacks to more is not read. */
const LONGEST = 1_000_000;

async function pack(message: unknown): Promise<string> {
  const text = toJson(message);
  const deflated = new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw")));
  const bytes = new Uint8Array(await deflated.arrayBuffer());
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
