import { useState } from "preact/hooks";
import { announce } from "./announce.tsx";

/** A button that copies a text, and says so. `what` names it for who cannot see where the button stands. */
export function Copy({ text, what }: { text: string | (() => string); what: string }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : text());
      announce(`${what} copied`);
      setDone(true);
      setTimeout(() => setDone(false), 1500);
    } catch {
      announce("The browser did not allow copying");
    }
  };
  return (
    <button type="button" class="small" aria-label={`Copy ${what}`} onClick={() => void copy()}>
      {done ? "Copied" : "Copy"}
    </button>
  );
}
