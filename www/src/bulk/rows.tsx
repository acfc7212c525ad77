import { useLayoutEffect, useRef } from "preact/hooks";
import { provider } from "../state/providers.ts";
import { announce } from "../ui/announce.tsx";
import { useDrop } from "../ui/drop.ts";
import { FileButton } from "../ui/file-button.tsx";
import { Panel } from "../ui/panel.tsx";
import { Select } from "../ui/select.tsx";
import { count } from "../output/words.ts";
import { fewRows, manyRows } from "./samples.ts";
import {
  failure,
  heading,
  LONGEST_SHOWN,
  reading,
  separator,
  SEPARATORS,
  source,
  table,
  take,
  takeFile,
} from "./table.ts";

const MANY = 10_000;

/** Where the rows come from: pasted, dropped, picked, or the samples. */
export function Rows() {
  const pick = (file: File | undefined) => {
    if (file) void takeFile(file).then((isTaken) => isTaken && announce(`${file.name} taken`));
  };
  const { over, handlers } = useDrop(pick);
  return (
    <Panel
      title="Rows"
      actions={
        <>
          <button type="button" class="small" onClick={() => take(fewRows(provider.value))}>
            8 sample rows
          </button>
          <button
            type="button"
            class="small"
            onClick={() => take(manyRows(provider.value, MANY), `${MANY.toLocaleString("en")} sample rows`)}
          >
            {MANY.toLocaleString("en")} sample rows
          </button>
        </>
      }
    >
      <div class={over ? "bulk-drop bulk-over" : "bulk-drop"} {...handlers}>
        {source.value.name === undefined ? <Typed /> : <Held name={source.value.name} />}
        <div class="bulk-line">
          <FileButton label="CSV or TSV file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values" onPick={pick}>
            Choose a file
          </FileButton>
          <span class="quiet">or drop a CSV or TSV file here</span>
        </div>
      </div>
      <div class="bulk-line">
        <Select
          label="Separator"
          options={SEPARATORS}
          value={separator.value}
          onChange={(value) => (separator.value = value)}
        />
        <label class="bulk-check">
          <input
            type="checkbox"
            checked={heading.value}
            onChange={(event) => (heading.value = event.currentTarget.checked)}
          />
          The first row names the columns
        </label>
      </div>
      <Found />
    </Panel>
  );
}

/** Whether the focus goes along when what it was in makes way. */
let follows = false;

/** The element that takes the focus over from the one before. */
function useFollow<Of extends HTMLElement>() {
  const place = useRef<Of>(null);
  useLayoutEffect(() => {
    if (follows) place.current?.focus();
    follows = false;
  }, []);
  return place;
}

function Typed() {
  const place = useFollow<HTMLTextAreaElement>();
  return (
    <>
      <label for="bulk-csv">CSV</label>
      <textarea
        id="bulk-csv"
        ref={place}
        rows={8}
        spellcheck={false}
        placeholder={"phone,name\n+14155552671,Ada"}
        value={source.value.text}
        onInput={(event) => take(event.currentTarget.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData("text/plain") ?? "";
          if (pasted.length <= LONGEST_SHOWN) return;
          event.preventDefault();
          const { value, selectionStart, selectionEnd } = event.currentTarget;
          follows = true;
          take(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd), "Pasted rows");
          announce("Pasted rows taken");
        }}
      />
    </>
  );
}

function Held({ name }: { name: string }) {
  const place = useFollow<HTMLButtonElement>();
  const remove = () => {
    follows = true;
    take("");
    announce("Rows removed");
  };
  return (
    <div class="bulk-held">
      <p>
        <strong>{name}</strong>
      </p>
      <p class="quiet">{count(source.value.text.length, "character")}</p>
      <button type="button" class="small" ref={place} onClick={remove}>
        Remove
      </button>
    </div>
  );
}

/** What reading found, and what is wrong with the text. */
function Found() {
  const { columns, rows, problems, separator: found } = table.value;
  const label = Object.entries(SEPARATORS).find(([value]) => value === found)?.[1].toLowerCase();
  return (
    <>
      <p class="quiet bulk-found" aria-live="polite">
        {failure.value ? (
          <span class="error">{failure.value}</span>
        ) : reading.value ? (
          `Reading: ${count(reading.value, "row")}`
        ) : columns.length === 0 ? (
          "No rows yet"
        ) : (
          `${count(rows.length, "row")}, ${count(columns.length, "column")}${
            columns.length > 1 && label ? `, separated by ${label}` : ""
          }`
        )}
      </p>
      {problems.length > 0 && (
        <ul class="bulk-problems" aria-label="Problems of the text">
          {problems.map(({ row, message }) => (
            <li key={`${row} ${message}`} class="warning">
              Row {row}: {message}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
