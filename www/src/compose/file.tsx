// A file of the visitor's, dropped or picked. It stays on the page until the message is sent.
import { draft, put } from "../state/message.ts";
import { read } from "../state/pointer.ts";
import { announce } from "../ui/announce.tsx";
import { bytes } from "../ui/bytes.ts";
import { useDrop } from "../ui/drop.ts";
import { FileButton } from "../ui/file-button.tsx";
import { FieldFrame } from "./field.tsx";
import { limitAt, table } from "./limits.ts";
import { useAt, useValue } from "./value.ts";

/** The file of the object at the pointer. */
export function FileView({ at }: { at: string }) {
  const path = `${at}/file`;
  const file = useValue(path);
  const types = useAt(at, typesAt);
  const limit = useAt(path, (at) => limitAt(at)?.capability.max);
  const words = file instanceof Blob ? "Choose another file" : "Choose a file";
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    put(path, chosen);
    announce(`${describe(chosen)} chosen`);
  };
  const { over, handlers } = useDrop(choose);
  const remove = (button: string) => {
    put(path, undefined);
    document.getElementById(button)?.focus();
    announce("File removed");
  };
  return (
    <FieldFrame path={path} label="File" hint={hintOf(types, limit)} empty={file === undefined}>
      {(control) => (
        <div class={over ? "drop drop-over" : "drop"} {...handlers}>
          <FileButton label="File" accept={types.join(",")} onPick={choose} control={{ ...control, "aria-label": words }}>
            {words}
          </FileButton>
          {file instanceof Blob ? (
            <>
              <strong>{describe(file)}</strong>
              <button type="button" class="small" onClick={() => remove(control.id)}>
                Remove file
              </button>
            </>
          ) : (
            <span class="quiet">Or drop it here. It leaves this page only when you send.</span>
          )}
        </div>
      )}
    </FieldFrame>
  );
}

/** The file's name, type and size. */
function describe(file: Blob): string {
  const name = file instanceof File ? file.name : "file";
  return [name, file.type || "unknown type", bytes(file.size)].join(", ");
}

function typesAt(at: string): string[] {
  const type = read(draft.value, `${at}/type`);
  const kinds = table.value?.content;
  return kinds && typeof type === "string" && Object.hasOwn(kinds, type)
    ? (kinds[type as keyof typeof kinds].media?.types ?? [])
    : [];
}

function hintOf(types: string[], limit: number | undefined): string {
  const endings = types.map((type) => type.slice(type.lastIndexOf("/") + 1));
  // Office types have names that no one reads.
  const short = endings.every((ending) => ending.length < 10) ? endings.join(", ") : "";
  return [short, limit === undefined ? "" : `up to ${bytes(limit)}`].filter(Boolean).join(", ");
}
