// One place that tells a screen reader what changed elsewhere on the page.
import { signal } from "@preact/signals";

const words = signal("");

/** Says this once. */
export function announce(text: string): void {
  // The same words again are no change, and would not be heard.
  words.value = words.peek() === text ? `${text}\u00a0` : text;
}

export function LiveRegion() {
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {words.value}
    </p>
  );
}
