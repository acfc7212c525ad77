import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { ProviderName } from "sessage";
import { PROVIDERS, provider } from "../state/providers.ts";
import { announce } from "../ui/announce.tsx";

/** One provider's card, marked where it is the one that Send takes. */
export function Card({ name, children }: { name: ProviderName; children: ComponentChildren }) {
  const id = useId();
  const { title, about } = PROVIDERS[name];
  const isChosen = provider.value === name;
  const choose = () => {
    provider.value = name;
    announce(`${title} chosen`);
  };
  return (
    <article class="output-card" aria-labelledby={id} aria-current={isChosen ? "true" : undefined}>
      <header>
        <h3 id={id}>{title}</h3>
        <p class="quiet">{about}</p>
        <button type="button" class="small" aria-label={`${isChosen ? "Chosen" : "Choose"}: ${title}`} onClick={choose}>
          {isChosen ? "Chosen" : "Choose"}
        </button>
      </header>
      {children}
    </article>
  );
}
