import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { announce } from "./announce.tsx";
import { followDrag } from "./reorder-drag.ts";
import "./reorder.css";

/** An item being dragged, and the gap between items that it would go to; 0 is before the first. */
interface Drag {
  from: number;
  gap: number | undefined;
}

/** Where the dragged item would stand. */
const placeOf = ({ from, gap = from }: Drag) => (gap > from ? gap - 1 : gap);

/** A key for each item, which goes along with it: what is drawn of an item, and was done in it, is its own. */
function useKeys(count: number) {
  const made = useRef(0);
  const keys = useRef<number[]>([]);
  keys.current = Array.from({ length: count }, (_, index) => keys.current[index] ?? (made.current += 1));
  return keys;
}

/**
 * Items that can be added, removed and put into another order: by dragging the handle, by its arrow keys, or by the
 * buttons. `noun` is what one is called.
 */
export function Reorder<Item>({
  items,
  noun,
  children,
  onAdd,
  onRemove,
  onMove,
}: {
  items: readonly Item[];
  noun: string;
  children: (item: Item, index: number) => ComponentChildren;
  onAdd: () => void;
  onRemove: (index: number) => void;
  onMove: (from: number, to: number) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const [dragged, setDragged] = useState<Drag>();
  const keys = useKeys(items.length);

  // Before anything else is typed: the focus goes on as soon as the items are drawn anew.
  const next = useRef<{ index: number; selector: string } | undefined>(undefined);
  useLayoutEffect(() => {
    if (!next.current) return;
    const { index, selector } = next.current;
    next.current = undefined;
    list.current?.children[index]?.querySelector<HTMLElement>(`:scope > ${selector}`)?.focus();
  });
  const focusHandle = (index: number) => (next.current = { index, selector: ".reorder-bar .reorder-handle" });
  const moveTo = (from: number, to: number) => {
    if (Math.max(from, to) >= items.length || to < 0 || to === from) return;
    keys.current = keys.current.toSpliced(from, 1).toSpliced(to, 0, ...keys.current.slice(from, from + 1));
    focusHandle(to);
    onMove(from, to);
    announce(`${noun} moved to place ${to + 1} of ${items.length}`);
  };
  // The items may have changed when a drag ends.
  const latest = useRef(moveTo);
  latest.current = moveTo;
  const onPointerDown = (from: number) => (event: PointerEvent & { currentTarget: Element }) => {
    const { target, button, isPrimary, pointerType, currentTarget: bar } = event;
    const on = target instanceof Element ? target.closest("button") : null;
    const handle = on?.classList.contains("reorder-handle") === true;
    // A mouse drags by the whole bar; a finger scrolls there.
    if (!list.current || button !== 0 || !isPrimary || !(handle || (pointerType === "mouse" && !on))) return;
    followDrag(list.current, bar, event, {
      over: (gap) => setDragged((before) => (before?.from === from && before.gap === gap ? before : { from, gap })),
      end(gap) {
        setDragged(undefined);
        const to = placeOf({ from, gap });
        if (to === from) announce(`${noun} stays at place ${from + 1}`);
        else latest.current(from, to);
      },
    });
  };
  const onKeyDown = (index: number) => (event: KeyboardEvent) => {
    const places: Record<string, number> = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: items.length - 1 };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moveTo(index, to);
  };
  const remove = (index: number) => {
    keys.current = keys.current.toSpliced(index, 1);
    if (items.length === 1) add.current?.focus();
    else focusHandle(Math.max(0, index - 1));
    onRemove(index);
    announce(`${noun} ${index + 1} removed`);
  };
  const append = () => {
    const index = items.length;
    next.current = { index, selector: ":not(.reorder-bar) :is(input:not([type=radio]), textarea, select)" };
    onAdd();
    announce(`${noun} ${index + 1} added`);
  };

  return (
    <div class="reorder">
      <ol ref={list}>
        {items.map((item, index) => (
          <li key={keys.current[index]} class={dragged && markOf(dragged, index, items.length)}>
            <div class="reorder-bar" onPointerDown={onPointerDown(index)}>
              <button
                type="button"
                class="reorder-handle"
                aria-label={`${noun} ${index + 1} of ${items.length}: drag, or move with the arrow keys`}
                onKeyDown={onKeyDown(index)}
              >
                <span aria-hidden="true">⠿</span>
              </button>
              <span class="reorder-place" aria-hidden="true">
                {noun} {index + 1}
              </span>
              {/* What is long to drag is quick to step. */}
              {([-1, 1] as const).map((by) => (
                <button
                  key={by}
                  type="button"
                  class="small reorder-step"
                  disabled={index + by < 0 || index + by >= items.length}
                  aria-label={`Move ${noun} ${index + 1} ${by < 0 ? "up" : "down"}`}
                  onClick={() => moveTo(index, index + by)}
                >
                  <span aria-hidden="true">{by < 0 ? "↑" : "↓"}</span>
                </button>
              ))}
              <button type="button" class="small" aria-label={`Remove ${noun} ${index + 1}`} onClick={() => remove(index)}>
                Remove
              </button>
            </div>
            <div role="group" aria-label={`${noun} ${index + 1}`}>
              {children(item, index)}
            </div>
          </li>
        ))}
      </ol>
      <button type="button" class="small" ref={add} onClick={append}>
        Add {noun.toLowerCase()}
      </button>
    </div>
  );
}

/** Marks the dragged item, and the one that it would stand before, or at the end behind. */
function markOf(drag: Drag, index: number, count: number): string | undefined {
  if (index === drag.from) return "reorder-dragged";
  if (placeOf(drag) === drag.from) return undefined;
  if (index === drag.gap) return "reorder-before";
  return index === count - 1 && drag.gap === count ? "reorder-after" : undefined;
}
