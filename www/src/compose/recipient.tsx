// Who receives the message: a phone number, or one of the forms that a provider knows.
import { useState } from "preact/hooks";
import { get, put } from "../state/message.ts";
import { isObject } from "../state/pointer.ts";
import { Segmented } from "../ui/segmented.tsx";
import { TextView } from "./controls.tsx";
import { noteOf, PartNote } from "./field.tsx";
import type { TextField } from "./fields.ts";
import { keep, kept } from "./memory.ts";
import { useValue } from "./value.ts";

const FORMS = {
  phone: { label: "Phone", field: "Phone number" },
  conversationId: { label: "Conversation", field: "Conversation id", hint: "A Texter chat or a Yeastar session" },
  bsuid: { label: "BSUID", field: "BSUID", hint: "Connectly's business-scoped user id" },
} as const;
type Form = keyof typeof FORMS;
const NAMES = Object.keys(FORMS) as Form[];
const OPTIONS = NAMES.map((value) => ({ value, label: FORMS[value].label }));

/** The recipient, in one of its forms. */
export function RecipientView() {
  const to = useValue("/to");
  const [chosen, setChosen] = useState<Form>("phone");
  const given = isObject(to) ? ["conversationId", "bsuid", "phone"].find((name) => to[name] !== undefined) : "phone";
  const form = (given as Form | undefined) ?? chosen;
  const path = isObject(to) ? `/to/${form}` : "/to";
  const choose = (next: Form) => {
    keep("/to", form, get(path));
    const before = kept("/to", next) ?? "";
    put("/to", next === "phone" ? before : { [next]: before });
    setChosen(next);
  };
  const { field: label, ...rest } = FORMS[form];
  const field: TextField = {
    type: "text",
    key: isObject(to) ? form : "to",
    label,
    code: true,
    ...("hint" in rest && { hint: rest.hint }),
  };
  return (
    <div class="recipient" data-path={isObject(to) ? "/to" : undefined}>
      <Segmented
        legend="Recipient"
        hideLegend={false}
        options={OPTIONS}
        value={form}
        onChange={choose}
        describedBy={isObject(to) ? noteOf("/to") : undefined}
      />
      <TextView key={path} field={field} at={isObject(to) ? "/to" : ""} />
      {isObject(to) && <PartNote path="/to" />}
    </div>
  );
}
