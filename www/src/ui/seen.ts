import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** Whether the element has come near what the visitor sees; once true, it stays so. */
export function useSeen(place: RefObject<Element | null>, margin = "300px"): boolean {
  const [seen, setSeen] = useState(false);
  useLayoutEffect(() => {
    if (seen || !place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: margin },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [seen]);
  return seen;
}
