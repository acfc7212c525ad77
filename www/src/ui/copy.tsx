import { useState } from "preact/hooks";
import { announce } from "./announce.tsx";

/**
 * A button that copies a text, and says so. `what` names it for who cannot see where the button stands; `said` is told
 * in place of that it was copied.
 */
export function Copy({
  text,
  what,
  label = "Copy",
  said = `${what} copied`,
}: {
  text: string | (() => string | Promise<string>);
  what: string;
  label?: string;
  said?: string;
}) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
      announce(said);
      setDone(true);
      setTimeout(() => setDone(false), 1500);
    } catch {
      announce("The browser did not allow copying");
    }
  };
  return (
    <button type="button" class="small" aria-label={`Copy ${what}`} onClick={() => void copy()}>
      {done ? "Copied" : label}
    </button>
  );
}
