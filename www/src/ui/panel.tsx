import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** A section of the page with its heading, and what acts on the whole of it beside the heading. */
export function Panel({
  title,
  actions,
  children,
  class: className = "",
}: {
  title: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
  class?: string;
}) {
  const id = useId();
  return (
    <section class={`panel ${className}`} aria-labelledby={id}>
      <div class="panel-head">
        <h2 id={id}>{title}</h2>
        {actions && <div class="panel-actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
