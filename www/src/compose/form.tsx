// Draws a form from its fields.
import type { ComponentType } from "preact";
import { AreaView, MomentView, NumberView, type Place, SelectView, TextView } from "./controls.tsx";
import type { Field } from "./fields.ts";
import { HeaderView } from "./header.tsx";
import { ItemsView } from "./items.tsx";
import { GroupView, MoreView, PartView } from "./parts.tsx";
import { SourceView } from "./source.tsx";
import { ValuesView } from "./values.tsx";

const VIEWS: { [Type in Field["type"]]: ComponentType<Place<Extract<Field, { type: Type }>>> } = {
  text: TextView,
  area: AreaView,
  number: NumberView,
  select: SelectView,
  moment: MomentView,
  group: GroupView,
  part: PartView,
  items: ItemsView,
  source: SourceView,
  header: HeaderView,
  values: ValuesView,
  more: MoreView,
};

/** The fields of the object at the pointer. */
export function Fields({ fields, at }: { fields: readonly Field[]; at: string }) {
  return (
    <div class="fields">
      {fields.map((field, index) => {
        const View = VIEWS[field.type] as ComponentType<Place<Field>>;
        return <View key={"key" in field ? field.key : `${field.type}${index}`} field={field} at={at} />;
      })}
    </div>
  );
}
