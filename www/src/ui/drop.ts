import { useState } from "preact/hooks";

/** What makes an element take a dropped file, and whether one is over it. */
export function useDrop(take: (file: File | undefined) => void) {
  const [over, setOver] = useState(false);
  // Words that are dragged are the browser's to put where they are dropped.
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") === true;
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      take(event.dataTransfer?.files[0]);
    },
  };
  return { over, handlers };
}
