import { useEffect, useRef } from "preact/hooks";
import { Copy } from "./copy.tsx";
import "./code.css";

export type Language = "json" | "typescript" | "rust" | "bash";

/** Code to read and copy. It shows at once, and is coloured when the highlighter has come. */
export function Code({ code, language, label }: { code: string; language: Language; label: string }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    let current = true;
    void import("./highlight.ts").then(({ highlight }) => {
      if (current && place.current) place.current.innerHTML = highlight(code, language);
    });
    return () => {
      current = false;
    };
  }, [code, language]);
  return (
    <div class="code">
      <Copy text={code} what={label} />
      <pre tabIndex={0} role="region" aria-label={label}>
        <code ref={place} key={code}>
          {code}
        </code>
      </pre>
    </div>
  );
}
