import { verdict } from "../state/plans.ts";
import { PROVIDERS, provider } from "../state/providers.ts";
import { Panel } from "../ui/panel.tsx";
import { save } from "../ui/save.ts";
import { count, VERDICTS } from "../output/words.ts";
import { check, current, inWords, planRow, type BadRow } from "./check.ts";
import { recipientText, summary } from "./messages.ts";
import { csvOf } from "./results.ts";
import { table, type Row } from "./table.ts";

const FIRST = 8;
const SHOWN = 100;

/** The first rows as they would go out, and how all rows fare. */
export function FirstRows() {
  const first = table.value.rows.slice(0, FIRST);
  return (
    <Panel title="First rows">
      <div class="bulk-scroll" tabIndex={0} role="region" aria-label="First rows planned">
        <table class="bulk-table">
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Recipient</th>
              <th scope="col">Message</th>
              <th scope="col">{PROVIDERS[provider.value].title}</th>
            </tr>
          </thead>
          <tbody>
            {first.map((row) => (
              <Planned key={row.number} row={row} />
            ))}
            {first.length === 0 && (
              <tr>
                <td colSpan={4} class="quiet">
                  Rows appear here as they would be sent.
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <Checked />
    </Panel>
  );
}

function Planned({ row }: { row: Row }) {
  const message = current.value.message(row);
  const { plan, problems } = planRow(row, current.value);
  const found = plan && (row.fault === undefined ? verdict(message, plan) : "refused");
  return (
    <tr>
      <td>{row.number}</td>
      <td class="bulk-to">{recipientText(message["to"])}</td>
      <td class="bulk-text" dir="auto">
        {summary(message["content"])}
      </td>
      <td>
        {found && <span class={`bulk-verdict bulk-${found}`}>{VERDICTS[found]}</span>}
        {problems.map((problem) => (
          <p key={inWords(problem)} class={problem.severity}>
            {inWords(problem)}
          </p>
        ))}
      </td>
    </tr>
  );
}

/** How all rows fare, and those that cannot be sent. */
function Checked() {
  const { done, total, ready, bad, warned, warning, repeated } = check.value;
  return (
    <>
      <p class="bulk-checked" aria-live={done === total ? "polite" : "off"}>
        {total === 0
          ? "Nothing to check yet"
          : done < total
            ? `Checking: ${done.toLocaleString("en")} of ${count(total, "row")}`
            : `${count(ready.length, "row")} ready, ${bad.length.toLocaleString("en")} with problems`}
      </p>
      <ul class="bulk-notes quiet">
        {repeated > 0 && <li>{count(repeated, "row")} to a recipient that an earlier row has already</li>}
        {warning !== undefined && (
          <li>
            {count(warned, "row")} with a warning, such as: {warning}
          </li>
        )}
      </ul>
      {done === total && bad.length > 0 && <Bad bad={bad} />}
    </>
  );
}

function Bad({ bad }: { bad: BadRow[] }) {
  const saveAll = async () => {
    const rows = bad.map(({ row, to, reasons }) => [row, to, reasons.join(" ")]);
    save("rows-with-problems.csv", await csvOf(["row", "recipient", "problems"], rows), "text/csv");
  };
  return (
    <details class="bulk-bad">
      <summary>{count(bad.length, "row")} with problems</summary>
      <ul aria-label="Rows with problems" tabIndex={0} role="list">
        {bad.slice(0, SHOWN).map(({ row, to, reasons }) => (
          <li key={row}>
            <strong>Row {row}</strong> {to} <span class="error">{reasons.join(" ")}</span>
          </li>
        ))}
      </ul>
      <div class="bulk-line">
        <button type="button" class="small" onClick={() => void saveAll()}>
          Save all as CSV
        </button>
        {bad.length > SHOWN && <span class="quiet">The first {SHOWN} are shown.</span>}
      </div>
    </details>
  );
}
