import { undo, undoable } from "./replace.ts";

/** Says what the message was replaced by, and takes it back. */
export function Undo() {
  const words = undoable.value;
  if (words === undefined) return null;
  return (
    <span class="undo">
      <span class="quiet">{words}</span>
      <button type="button" class="small" onClick={undo}>
        Undo
      </button>
    </span>
  );
}
