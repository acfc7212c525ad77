// A list whose items are added, removed and put into another order.
import { append, draft, get, move, put } from "../state/message.ts";
import { isObject, pointer } from "../state/pointer.ts";
import { Reorder } from "../ui/reorder.tsx";
import type { Place } from "./controls.tsx";
import { Counter, noteOf, PartNote } from "./field.tsx";
import type { ItemsField } from "./fields.ts";
import { Fields } from "./form.tsx";
import { follow } from "./memory.ts";
import { useValue } from "./value.ts";

/** Every id in a value, so that a new item can have another. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "id" && typeof inner === "string" ? [inner] : idsIn(inner),
  );
}

/** The items of a list, each with its form. */
export function ItemsView({ field, at }: Place<ItemsField>) {
  const path = at + pointer([field.key]);
  const value = useValue(path);
  const items = Array.isArray(value) ? value : [];
  // A file's source says what is wrong with the whole item.
  const noted = field.item.every(({ type }) => type !== "source");
  return (
    <fieldset class="part items" data-path={path} aria-describedby={noteOf(path)}>
      <legend>
        {field.label}
        <Counter path={path} always counted={field.counted} />
      </legend>
      <Reorder
        items={items}
        noun={field.noun}
        onAdd={() => append(path, field.blank(new Set(idsIn(draft.peek()["content"]))))}
        onRemove={(index) => {
          follow(path, index, undefined);
          put(`${path}/${index}`, undefined);
          const left = get(path);
          if (field.optional && Array.isArray(left) && left.length === 0) put(path, undefined);
        }}
        onMove={(from, to) => {
          follow(path, from, to);
          move(path, from, to);
        }}
      >
        {(_, index) => (
          <div data-path={`${path}/${index}`}>
            <Fields fields={field.item} at={`${path}/${index}`} />
            {noted && <PartNote path={`${path}/${index}`} />}
          </div>
        )}
      </Reorder>
      <PartNote path={path} />
    </fieldset>
  );
}
