import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { announce } from "./announce.tsx";
import "./reorder.css";

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
  max = Number.POSITIVE_INFINITY,
}: {
  items: readonly Item[];
  noun: string;
  children: (item: Item, index: number) => ComponentChildren;
  onAdd: () => void;
  onRemove: (index: number) => void;
  onMove: (from: number, to: number) => void;
  max?: number;
}) {
  const list = useRef<HTMLOListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  // No state: what is dragged over must know at once, not when the next rendering is through.
  const dragged = useRef<number>(undefined);
  const [over, setOver] = useState<number>();

  const focus = (index: number, selector: string) =>
    requestAnimationFrame(() =>
      list.current?.children[index]?.querySelector<HTMLElement>(`:scope > .reorder-bar ${selector}`)?.focus(),
    );
  const moveTo = (from: number, to: number) => {
    if (to < 0 || to >= items.length || to === from) return;
    onMove(from, to);
    announce(`${noun} moved to place ${to + 1} of ${items.length}`);
    focus(to, ".reorder-handle");
  };
  const onKeyDown = (index: number) => (event: KeyboardEvent) => {
    const places: Record<string, number> = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: items.length - 1 };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moveTo(index, to);
  };
  const remove = (index: number) => {
    onRemove(index);
    announce(`${noun} ${index + 1} removed`);
    if (items.length === 1) add.current?.focus();
    else focus(Math.max(0, index - 1), ".reorder-handle");
  };
  const append = () => {
    const index = items.length;
    onAdd();
    announce(`${noun} ${index + 1} added`);
    requestAnimationFrame(() =>
      list.current?.children[index]
        ?.querySelector<HTMLElement>(":scope > :not(.reorder-bar) :is(input:not([type=radio]), textarea, select)")
        ?.focus(),
    );
  };

  return (
    <div class="reorder">
      <ol ref={list}>
        {items.map((item, index) => (
          <li
            key={index}
            class={over === index ? "reorder-over" : undefined}
            onDragOver={(event) => {
              if (dragged.current === undefined) return;
              event.preventDefault();
              event.stopPropagation();
              setOver(index === dragged.current ? undefined : index);
            }}
            onDrop={(event) => {
              if (dragged.current === undefined) return;
              event.preventDefault();
              event.stopPropagation();
              moveTo(dragged.current, index);
            }}
          >
            <div
              class="reorder-bar"
              draggable
              onDragStart={(event) => {
                event.stopPropagation();
                event.dataTransfer?.setData("text/plain", noun);
                dragged.current = index;
              }}
              onDragEnd={() => {
                dragged.current = undefined;
                setOver(undefined);
              }}
            >
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
              {/* Dragging needs a mouse: these are for fingers. */}
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
      <button
        type="button"
        class="small"
        disabled={items.length >= max}
        ref={add}
        onClick={append}
      >
        Add {noun.toLowerCase()}
      </button>
    </div>
  );
}
