// Dragging an item of a list by pointer: mouse, pen and finger alike, which the browser's own dragging is not.

/** How far the pointer goes before it drags. */
const SLACK = 4;
/** How far beside the list a drop still counts. */
const REACH = 24;
/** How near to the window's edge the page scrolls along, and by how much in each frame. */
const EDGE = 48;
const STEP = 12;

/** The gap between the list's items that the point is nearest to: 0 is before the first. Undefined outside the list. */
function gapAt(list: Element, x: number, y: number): number | undefined {
  const { left, right, top, bottom } = list.getBoundingClientRect();
  if (x < left - REACH || x > right + REACH || y < top - REACH || y > bottom + REACH) return undefined;
  const above = [...list.children].filter((item) => {
    const box = item.getBoundingClientRect();
    return y > box.top + box.height / 2;
  });
  return above.length;
}

/**
 * Follows a pointer that went down until it is up. `over` hears of the gap that the item would go to, and `end` of the
 * one it was dropped in: none when it was dropped outside, or Escape was pressed, or the browser took the pointer.
 */
export function followDrag(
  list: Element,
  bar: Element,
  down: PointerEvent,
  { over, end }: { over: (gap: number | undefined) => void; end: (gap: number | undefined) => void },
): void {
  const { pointerId } = down;
  const listening = new AbortController();
  const { signal } = listening;
  let { clientX: x, clientY: y } = down;
  let dragging = false;
  let frame = 0;

  const finish = (gap: number | undefined) => {
    listening.abort();
    cancelAnimationFrame(frame);
    if (dragging) end(gap);
  };
  // Each frame anew: the page may scroll below a pointer that rests.
  const look = () => {
    if (!bar.isConnected) return finish(undefined);
    const by = y < EDGE ? -STEP : y > innerHeight - EDGE ? STEP : 0;
    if (by !== 0) scrollBy({ top: by, behavior: "instant" });
    over(gapAt(list, x, y));
    frame = requestAnimationFrame(look);
  };
  const on = (type: "pointermove" | "pointerup" | "lostpointercapture" | "pointercancel", does: () => void) =>
    bar.addEventListener(
      type,
      (event) => {
        if (!(event instanceof PointerEvent) || event.pointerId !== pointerId) return;
        if (type === "pointermove" || type === "pointerup") ({ clientX: x, clientY: y } = event);
        does();
      },
      { signal },
    );

  bar.setPointerCapture(pointerId);
  on("pointermove", () => {
    if (dragging || Math.hypot(x - down.clientX, y - down.clientY) < SLACK) return;
    dragging = true;
    look();
  });
  on("pointerup", () => finish(gapAt(list, x, y)));
  on("pointercancel", () => finish(undefined));
  on("lostpointercapture", () => finish(undefined));
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !dragging) return;
      event.preventDefault();
      event.stopPropagation();
      finish(undefined);
    },
    { signal, capture: true },
  );
}
