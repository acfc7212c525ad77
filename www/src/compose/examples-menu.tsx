// The menu of messages to start from.
import { useRef, useState } from "preact/hooks";
import { lazy } from "../ui/lazy.tsx";

const ExamplesList = lazy(
  () => import("./examples-list.tsx").then((module) => module.ExamplesList),
  <p class="quiet menu-list">Loading</p>,
);

/** A button that opens the examples. */
export function ExamplesMenu() {
  const details = useRef<HTMLDetailsElement>(null);
  const [wasOpen, setWasOpen] = useState(false);
  const close = () => {
    const open = details.current;
    if (!open?.open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  };
  return (
    <details
      class="menu"
      ref={details}
      onToggle={() => setWasOpen(true)}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
      onFocusOut={({ relatedTarget }) => {
        const open = details.current;
        if (open && relatedTarget instanceof Node && !open.contains(relatedTarget)) open.open = false;
      }}
    >
      <summary class="small">Examples</summary>
      {wasOpen && <ExamplesList onTaken={close} />}
    </details>
  );
}
