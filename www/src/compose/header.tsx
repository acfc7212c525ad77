// What stands above a text: nothing, text, or a file.
import { get, put } from "../state/message.ts";
import { isObject, pointer } from "../state/pointer.ts";
import { Segmented } from "../ui/segmented.tsx";
import { type Place, TextView } from "./controls.tsx";
import { noteOf, PartNote } from "./field.tsx";
import { type Field, type HeaderField, maybe, text } from "./fields.ts";
import { Fields } from "./form.tsx";
import { keep, kept } from "./memory.ts";
import { asText, useValue } from "./value.ts";

const CHOICES = { none: "None", text: "Text", image: "Image", video: "Video", document: "Document" } as const;
type Choice = keyof typeof CHOICES;
const OPTIONS = (Object.keys(CHOICES) as Choice[]).map((value) => ({ value, label: CHOICES[value] }));

const address = text("url", "Address of the file", { code: true });
const source: Field = { type: "source" };
const filename = maybe("filename", "File name", { hint: "Of a document: what the contact sees" });

function choiceOf(header: unknown): Choice {
  if (header === undefined) return "none";
  if (!isObject(header)) return "text";
  const type = asText(header["type"]);
  return Object.hasOwn(CHOICES, type) ? (type as Choice) : "image";
}

/** A header, and the choice of what it is. What was written in another choice comes back with it. */
export function HeaderView({ field, at }: Place<HeaderField>) {
  const path = at + pointer([field.key]);
  const value = useValue(path);
  const choice = choiceOf(value);
  const choose = (next: Choice) => {
    keep(path, choice, get(path));
    const other = next === "text" ? "" : { type: next, url: "" };
    // From one file to another, only the kind of file changes.
    const same = isObject(value) && next !== "none" && next !== "text" ? { ...value, type: next } : undefined;
    put(path, next === "none" ? undefined : (same ?? kept(path, next) ?? other));
  };
  return (
    <div class="part header" data-path={choice === "text" ? undefined : path}>
      <Segmented
        legend={field.label}
        hideLegend={false}
        options={OPTIONS}
        value={choice}
        onChange={choose}
        describedBy={choice === "text" ? undefined : noteOf(path)}
      />
      {choice === "text" && <TextView field={{ type: "text", key: field.key, label: "Header text" }} at={at} />}
      {isObject(value) && (
        <>
          <Fields key={choice} fields={[field.sources ? source : address, filename]} at={path} />
          {!field.sources && <PartNote path={path} />}
        </>
      )}
      {choice === "none" && <PartNote path={path} />}
    </div>
  );
}
