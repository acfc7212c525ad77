import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { ProviderName } from "sessage";
import { NAMES, PROVIDERS } from "../state/providers.ts";

/** A table with a column for each provider. It scrolls on its own, its head and its first column staying. */
export function Table({
  title,
  column,
  sources,
  empty,
  children,
}: {
  title: string;
  column: string;
  sources?: Record<ProviderName, string>;
  empty: boolean;
  children: ComponentChildren;
}) {
  const id = useId();
  if (empty) return null;
  return (
    <div class="caps-scroll" role="region" aria-labelledby={id} tabIndex={0}>
      <table class="caps">
        <caption id={id}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{column}</th>
            {NAMES.map((name) => (
              <th key={name} scope="col">
                {PROVIDERS[name].title}
                {sources && (
                  <a class="caps-source" href={sources[name]} target="_blank" rel="noopener noreferrer">
                    Its page
                    <span class="visually-hidden"> on sending through {PROVIDERS[name].title}</span>
                  </a>
                )}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}
