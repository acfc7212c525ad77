// Replacing the whole message, which can be taken back until something else is written.
import { batch, computed, signal } from "@preact/signals";
import type { Adapt, ProviderName } from "sessage";
import { draft, type Draft, renew } from "../state/message.ts";
import { adapt, provider } from "../state/providers.ts";
import { announce } from "../ui/announce.tsx";

interface Page {
  message: Draft;
  provider: ProviderName;
  adapt: Adapt;
}

const last = signal<{ before: Page; after: Draft; words: string } | undefined>(undefined);

const now = (): Page => ({ message: draft.peek(), provider: provider.peek(), adapt: adapt.peek() });

function show(page: Page): void {
  batch(() => {
    renew(page.message);
    provider.value = page.provider;
    adapt.value = page.adapt;
  });
}

/** The words of the last replacement, as long as it can be taken back. */
export const undoable = computed(() => (last.value?.after === draft.value ? last.value.words : undefined));

/** Replaces the message, and where named the provider and the adapting. */
export function replace(next: Partial<Page> & { message: Draft }, words: string): void {
  const before = now();
  batch(() => {
    show({ ...before, ...next });
    last.value = { before, after: next.message, words };
  });
  announce(`${words}. It can be undone.`);
}

/** Takes the last replacement back. */
export function undo(): void {
  const page = last.peek()?.before;
  if (!page) return;
  show(page);
  last.value = undefined;
  announce("The message is back as it was");
}
