import { createPortal } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Reply } from "./bubble.tsx";
import type { Seen } from "./seen.ts";

/** The id of the element over the chat that a sheet opens in. */
export const SHEETS = "preview-sheets";

/** The button that opens a list, and its sheet. */
export function List({ seen, onReply }: { seen: Extract<Seen, { type: "list" }>; onReply: Reply }) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const title = seen.button || "Untitled";
  const place = open ? document.getElementById(SHEETS) : null;
  return (
    <div class="chat-buttons">
      <button
        type="button"
        dir="auto"
        ref={opener}
        aria-haspopup="dialog"
        aria-expanded={open}
        disabled={!onReply}
        onClick={() => setOpen(true)}
      >
        <span aria-hidden="true">☰ </span>
        {title}
      </button>
      {place &&
        createPortal(
          <Sheet
            title={title}
            sections={seen.sections}
            onClose={close}
            onLeave={() => setOpen(false)}
            onChoose={(row) => {
              close();
              onReply?.(row);
            }}
          />,
          place,
        )}
    </div>
  );
}

interface SheetProps {
  title: string;
  sections: Extract<Seen, { type: "list" }>["sections"];
  onClose: () => void;
  /** The focus went elsewhere, and stays there. */
  onLeave: () => void;
  onChoose: (title: string) => void;
}

function Sheet({ title, sections, onClose, onLeave, onChoose }: SheetProps) {
  const sheet = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    // Not modal: it covers the phone, and the form beside it stays in reach.
    sheet.current?.show();
    (sheet.current?.querySelector<HTMLElement>("ul button") ?? sheet.current?.querySelector("button"))?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") return onClose();
    const rows = [...(sheet.current?.querySelectorAll<HTMLElement>("ul button") ?? [])];
    const at = rows.indexOf(event.target as HTMLElement);
    const places: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    rows[to]?.focus();
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !sheet.current?.contains(relatedTarget)) onLeave();
  };
  return (
    <dialog ref={sheet} class="sheet" aria-labelledby={id} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <div class="sheet-head">
        <h3 id={id} dir="auto">
          {title}
        </h3>
        <button type="button" class="small" aria-label="Close the list" onClick={onClose}>
          <span aria-hidden="true">✕</span>
        </button>
      </div>
      <div class="sheet-body">
        {sections.map((section, index) => (
          <section key={index} aria-label={section.title || undefined}>
            {section.title && (
              <p class="sheet-section" dir="auto">
                {section.title}
              </p>
            )}
            <ul class="plain">
              {section.rows.map((row, place) => (
                <li key={place}>
                  <button type="button" onClick={() => onChoose(row.title)}>
                    <span dir="auto">{row.title || "Untitled"}</span>
                    {row.description && (
                      <span class="quiet" dir="auto">
                        {row.description}
                      </span>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </dialog>
  );
}
