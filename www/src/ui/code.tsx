import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Copy } from "./copy.tsx";
import { useSeen } from "./seen.ts";
import "./code.css";

/** A language that the highlighter knows. */
export type Language = "json" | "typescript" | "rust" | "bash" | "http";

type Highlight = (code: string, language: string) => string;
let highlight: Highlight | undefined;
const load = async (): Promise<Highlight> => (highlight ??= (await import("./highlight.ts")).highlight);

/**
 * Code to read and copy. It shows at once, and is coloured when the highlighter has come, which is loaded when code is
 * first seen. With a `head` the button to copy stands beside that, else over the code.
 */
export function Code({
  code,
  language,
  label,
  head,
}: {
  code: string;
  language: Language;
  label: string;
  head?: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLElement>(null);
  const seen = useSeen(box);
  useLayoutEffect(() => {
    let current = true;
    const colour = (paint: Highlight) => {
      if (current && place.current) place.current.innerHTML = paint(code, language);
    };
    // At once where it can be, so that code that changes does not flicker. Without it the code stays plain.
    if (highlight) colour(highlight);
    else if (seen) load().then(colour, () => undefined);
    return () => {
      current = false;
    };
  }, [code, language, seen]);
  return (
    <div class={head === undefined ? "code" : "code code-headed"} data-language={language} ref={box}>
      {head !== undefined && <div class="code-head">{head}</div>}
      <Copy text={code} what={label} />
      <pre tabIndex={0} role="region" aria-label={label}>
        <code ref={place} key={code}>
          {code}
        </code>
      </pre>
    </div>
  );
}
