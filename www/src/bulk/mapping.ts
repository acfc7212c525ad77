// Which column fills which field of the message. A field is told by its JSON Pointer.
import { computed, signal } from "@preact/signals";
import { draft, type Draft } from "../state/message.ts";
import { isObject, keysOf, listAt, pointer, read } from "../state/pointer.ts";
import { words as plainText } from "../preview/seen.ts";
import { recipientText } from "./messages.ts";
import { table } from "./table.ts";

/** The forms of a recipient that a column can hold. */
export const FORMS = { phone: "Phone number", conversationId: "Conversation id", bsuid: "BSUID" } as const;
export type Form = keyof typeof FORMS;

/** Column names by path; a field without one stays as it is written in the message. */
export type Mapping = { columns: Record<string, string>; form: Form; plus: boolean };

/** A field that a column can fill. */
export type Field = { path: string; label: string; hint?: string; written: string | undefined };

/** What the visitor chose; "" is "as written". What they did not choose is guessed. */
export const chosen = signal<Record<string, string>>({});
/** How the recipients are told; guessed from the column's name until chosen. */
export const chosenForm = signal<Form | undefined>(undefined);
/** Whether numbers without `+` get one, since spreadsheets drop it. */
export const plus = signal(false);

/** The fields of the draft that a column can fill. */
export const fields = computed<Field[]>(() => [
  { path: "/to", label: "Recipient", written: recipientText(draft.value["to"]) || undefined },
  { path: "/reference", label: "Reference", hint: "your own id", written: writtenAt(draft.value, "/reference") },
  {
    path: "/lastInboundAt",
    label: "Last wrote at",
    hint: "epoch milliseconds, or a date such as 2026-03-09T14:00Z",
    written: writtenAt(draft.value, "/lastInboundAt"),
  },
  ...templateFields(draft.value),
]);

/** The mapping in force: what was chosen, else what the columns' names tell. */
export const mapping = computed<Mapping>(() => {
  const { columns } = table.value;
  const found: Record<string, string> = {};
  for (const { path } of fields.value) {
    const choice = chosen.value[path];
    const column = choice === "" || (choice && columns.includes(choice)) ? choice : guess(path, columns);
    if (column) found[path] = column;
  }
  return { columns: found, form: chosenForm.value ?? formOf(found["/to"] ?? ""), plus: plus.value };
});

/** What a template takes: its header, the values of its body and those of its buttons. */
function templateFields(message: Draft): Field[] {
  const content = read(message, "/content");
  if (!isObject(content) || content["type"] !== "template") return [];
  const body = content["body"];
  const keys = Array.isArray(body) ? [...body.keys()] : isObject(body) ? Object.keys(body) : [];
  const paths = [
    ...(typeof content["header"] === "string" ? [{ path: "/content/header", label: "Header" }] : []),
    ...keys.map((key) => ({
      path: `/content/body${pointer([key])}`,
      label: typeof key === "number" ? `Body value ${key + 1}` : `Body value ${key}`,
    })),
    ...listAt(content, "/buttons")
      .map((button, index) => ({ button, path: `/content/buttons/${index}/text`, label: `Button ${index + 1}` }))
      .filter(({ button }) => isObject(button) && button["text"] !== undefined),
  ];
  return paths.map(({ path, label }) => ({ path, label, written: writtenAt(message, path) }));
}

const writtenAt = (message: Draft, path: string): string | undefined => plainText(read(message, path)) || undefined;

/** How columns are commonly called, in letters and digits alone. */
const NAMES: Record<string, string[]> = {
  "/to": [
    ...["phone", "phonenumber", "mobile", "mobilenumber", "number", "to", "recipient", "whatsapp", "msisdn", "tel"],
    ...["telephone", "cell", "conversationid", "conversation", "chatid", "chat", "sessionid", "session", "bsuid"],
  ],
  "/reference": ["reference", "ref", "externalid", "id", "orderid"],
  "/lastInboundAt": ["lastinboundat", "lastinbound", "lastwroteat", "lastwrote", "lastmessageat"],
};
const FORM_NAMES: [RegExp, Form][] = [
  [/conversation|chat|session/, "conversationId"],
  [/bsuid/, "bsuid"],
];

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

function guess(path: string, columns: readonly string[]): string | undefined {
  const wanted = NAMES[path] ?? [plain(keysOf(path).at(-1) ?? "")];
  const found = wanted.map((name) => columns.find((column) => plain(column) === name)).find(Boolean);
  if (found !== undefined || path !== "/to") return found;
  return columns.find((column) => /phone|mobile|number/.test(plain(column))) ?? columns[0];
}

function formOf(column: string): Form {
  return FORM_NAMES.find(([pattern]) => pattern.test(plain(column)))?.[1] ?? "phone";
}
