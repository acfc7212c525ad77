// Sending stands below the first view: its code is loaded when it comes near, or when its keys are pressed.
import { useEffect, useRef, useState } from "preact/hooks";
import { loading } from "../package.ts";
import { announce } from "../ui/announce.tsx";
import { lazy } from "../ui/lazy.tsx";
import { Panel } from "../ui/panel.tsx";
import { useSeen } from "../ui/seen.ts";

const waiting = <p class="quiet send-waiting">Loading</p>;
const Sending = lazy(() => import("./index.tsx").then((module) => module.Sending), waiting);

/** The Send panel, and the keys that send from anywhere on the page. */
export function Send() {
  const place = useRef<HTMLDivElement>(null);
  const near = useSeen(place, "600px");
  const [called, setCalled] = useState(false);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat || event.isComposing) return;
      // A link opens in another tab by these keys.
      if (target instanceof Element && target.closest("a, summary")) return;
      event.preventDefault();
      // The editor would also break the line.
      event.stopPropagation();
      if (loading.peek() !== "ready") return;
      setCalled(true);
      import("./run.ts").then(
        ({ sendDraft }) => sendDraft(),
        () => announce("Sending did not load"),
      );
    };
    addEventListener("keydown", onKeyDown, { capture: true });
    return () => removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);

  return (
    <div ref={place}>
      <Panel title="Send" class="send">
        {near || called ? <Sending /> : waiting}
      </Panel>
    </div>
  );
}
