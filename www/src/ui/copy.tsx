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
  const [done, setDone] = useState<string>();
  const tell = (words: string, aloud: string) => {
    announce(aloud);
    setDone(words);
    setTimeout(() => setDone(undefined), 1500);
  };
  const copy = () =>
    write(typeof text === "string" ? text : text()).then(
      () => tell("Copied", said),
      () => tell("Not copied", "The browser did not allow copying"),
    );
  return (
    <button type="button" class="small" aria-label={`Copy ${what}`} onClick={() => void copy()}>
      {done ?? label}
    </button>
  );
}

async function write(text: string | Promise<string>): Promise<void> {
  if (typeof text === "string") return navigator.clipboard.writeText(text);
  // Safari allows a copy only at the click itself, so it is given the promise.
  if (!("ClipboardItem" in window)) return navigator.clipboard.writeText(await text);
  const blob = text.then((made) => new Blob([made], { type: "text/plain" }));
  // Both are awaited: a text that cannot be made is the button's to tell.
  await Promise.all([blob, navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })])]);
}
