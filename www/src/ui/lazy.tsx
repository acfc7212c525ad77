import { signal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { NotLoaded } from "./not-loaded.tsx";

/**
 * A component whose code is loaded when it is first drawn; `waiting` stands in its place until then. Where the code
 * cannot be loaded, the page says so there.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ComponentChildren = <p class="quiet">Loading</p>,
) {
  const loaded = signal<ComponentType<Props>>();
  let asked: Promise<void> | undefined;
  const ask = () =>
    (asked ??= load().then(
      (component) => void (loaded.value = component),
      () => void (loaded.value = NotLoaded),
    ));
  return function Lazy(props: Props) {
    const Loaded = loaded.value;
    if (Loaded) return <Loaded {...props} />;
    void ask();
    return <>{waiting}</>;
  };
}
