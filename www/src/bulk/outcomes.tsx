import { useState } from "preact/hooks";
import { save } from "../ui/save.ts";
import { Segmented } from "../ui/segmented.tsx";
import { count } from "../output/words.ts";
import { verdictOf } from "../send/advice.ts";
import { resultsCsv, type Line } from "./results.ts";
import { failures, lines, phase, progress, savedResults } from "./run.ts";

/** What is shown of a long run; the rest is in the file. */
const LAST = 50;
const FAILED = 200;

/** What became of the rows: the last ones, or those that were not sent, and all of them as a file. */
export function Outcomes() {
  const [shown, setShown] = useState<"last" | "failed">("last");
  const { done, total } = progress.value;
  if (phase.value === "none") return null;
  const failed = failures.length;
  const visible = shown === "last" ? lines.slice(-LAST).reverse() : failures.slice(0, FAILED);
  const saveAll = async () => {
    save("sessage-results.csv", await resultsCsv(lines), "text/csv");
    savedResults();
  };
  return (
    <div class="bulk-results">
      <div class="bulk-line">
        <Segmented
          legend="Results shown"
          options={[
            { value: "last", label: `Last ${LAST}` },
            { value: "failed", label: `Failures: ${failed.toLocaleString("en")}` },
          ]}
          value={shown}
          onChange={setShown}
        />
        <button type="button" disabled={done === 0} onClick={() => void saveAll()}>
          Save results
        </button>
        <span class="quiet">
          {done < total ? `${count(done, "row")} so far, as CSV` : `${count(done, "row")}, as CSV`}
        </span>
      </div>
      <div class="bulk-scroll bulk-scroll-results" tabIndex={0} role="region" aria-label="Results">
        <table class="bulk-table">
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Recipient</th>
              <th scope="col">Outcome</th>
              <th scope="col">Message id, or why not</th>
            </tr>
          </thead>
          <tbody>
            {visible.map((line) => (
              <Result key={line.index} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet">
        {shown === "failed" && failed > FAILED ? `The first ${FAILED} are shown. ` : ""}
        In the file, a text that a spreadsheet would take for a formula has an apostrophe before it; phone numbers stand
        as they are.
      </p>
    </div>
  );
}

function Result({ line: { row, recipient, outcome, status, messageId, code, providerCode, words } }: { line: Line }) {
  return (
    <tr>
      <td>{row}</td>
      <td class="bulk-to">{recipient}</td>
      <td class={`bulk-outcome bulk-${outcome}`}>{verdictOf(outcome, status === "" ? undefined : { status }).title}</td>
      <td class="bulk-text">
        {code === "" ? (
          <>
            <code>{messageId}</code> {words}
          </>
        ) : (
          <>
            <code>{providerCode === "" ? code : `${code} ${providerCode}`}</code> {words}
          </>
        )}
      </td>
    </tr>
  );
}
