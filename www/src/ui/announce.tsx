// One place that tells a screen reader what changed elsewhere on the page.
import { signal } from "@preact/signals";

/** How long words stay when others follow: what is gone at once is not heard. */
const STAYS = 1500;

const said = signal<readonly { number: number; text: string }[]>([]);
let last = 0;

/** Says this once. */
export function announce(text: string): void {
  const number = (last += 1);
  said.value = [...said.value, { number, text }];
  setTimeout(() => {
    said.value = said.value.filter((one) => one.number >= number);
  }, STAYS);
}

export function LiveRegion() {
  // Only what is new is read out, and the same words again are new.
  return (
    <p class="visually-hidden" role="status" aria-live="polite" aria-atomic="false">
      {said.value.map(({ number, text }) => (
        <span key={number}>{text} </span>
      ))}
    </p>
  );
}
