// Where a file comes from: an address, a file of the visitor's, or one that the provider has.
import { useState } from "preact/hooks";
import { get, put } from "../state/message.ts";
import { isObject } from "../state/pointer.ts";
import { Segmented } from "../ui/segmented.tsx";
import { type Place, TextView } from "./controls.tsx";
import { noteOf, PartNote } from "./field.tsx";
import { type Field, maybe, type SourceField, text } from "./fields.ts";
import { FileView } from "./file.tsx";
import { Fields } from "./form.tsx";
import { keep, kept } from "./memory.ts";
import { asText, useValue } from "./value.ts";

const SOURCES = { url: "Address", file: "File", uploaded: "Uploaded before" } as const;
type Source = keyof typeof SOURCES;
const NAMES = Object.keys(SOURCES) as Source[];
const OPTIONS = NAMES.map((value) => ({ value, label: SOURCES[value] }));

/** What a source starts with, where it had nothing before. */
const START: Readonly<Record<Source, unknown>> = { url: "", file: undefined, uploaded: "" };

/** The source of the file that the object at the pointer describes. */
export function SourceView({ at }: Place<SourceField>) {
  const value = useValue(at);
  const given = NAMES.find((name) => isObject(value) && value[name] !== undefined);
  // A file that is not chosen yet, or no longer, leaves no trace in the message.
  const [chosen, setChosen] = useState<Source>(given ?? "url");
  const source = given ?? chosen;
  const choose = (next: Source) => {
    const there = get(`${at}/${source}`);
    if (there !== undefined) keep(at, source, there);
    put(`${at}/${source}`, undefined);
    put(`${at}/${next}`, kept(at, next) ?? START[next]);
    setChosen(next);
  };
  return (
    <div class="source">
      <Segmented
        legend="Source of the file"
        options={OPTIONS}
        value={source}
        onChange={choose}
        describedBy={noteOf(at)}
      />
      {source === "url" && <TextView field={URL_FIELD} at={at} />}
      {source === "file" && <FileView at={at} />}
      {source === "uploaded" && <Uploaded at={at} />}
      <PartNote path={at} />
    </div>
  );
}

const URL_FIELD = { type: "text", key: "url", label: "Address of the file", code: true } as const;
const ID_FIELD = {
  type: "text",
  key: "uploaded",
  label: "Id or URI of the upload",
  code: true,
} as const;
const UPLOAD: readonly Field[] = [
  text("uri", "URI", { width: "third", code: true }),
  maybe("id", "Id", { width: "third", code: true }),
  maybe("name", "Name", { width: "third" }),
  maybe("type", "MIME type", { width: "third", code: true }),
  { type: "number", key: "size", label: "Size in bytes", width: "third" },
];

/** What an upload gave: its id alone, or all of it. */
function Uploaded({ at }: { at: string }) {
  const path = `${at}/uploaded`;
  const value = useValue(path);
  const whole = isObject(value);
  return (
    <>
      {whole ? (
        <div data-path={path}>
          <Fields fields={UPLOAD} at={path} />
          <PartNote path={path} />
        </div>
      ) : (
        <TextView field={ID_FIELD} at={at} />
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={whole}
          onChange={() => put(path, whole ? asText(value["uri"]) : { uri: asText(value) })}
        />
        Give all that the upload gave
      </label>
    </>
  );
}
