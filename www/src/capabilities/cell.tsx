import type { FieldCapability } from "sessage";
import { NAMES } from "../state/providers.ts";
import type { Line } from "./tables.ts";
import { hostOf, rulesOf } from "./words.ts";

/** Whether it is carried, in a word and a sign. */
export function Carried({ carried }: { carried: boolean }) {
  return (
    <span class={carried ? "caps-yes" : "caps-no"}>
      <span aria-hidden="true">{carried ? "✓" : "–"}</span> {carried ? "Carried" : "Not carried"}
    </span>
  );
}

/** A field, and what each provider takes of it. */
export function FieldLine({ line: { name, cells } }: { line: Line }) {
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
      </th>
      {NAMES.map((provider) => (
        <FieldCell key={provider} field={cells[provider]} />
      ))}
    </tr>
  );
}

/** What a provider takes of one field, and where it says so. */
function FieldCell({ field }: { field: FieldCapability }) {
  return (
    <td>
      <Carried carried={field.carried} />
      {field.carried &&
        rulesOf(field).map((rule) => (
          <span key={rule} class="caps-rule">
            {rule}
          </span>
        ))}
      {field.source && <Source address={field.source} />}
    </td>
  );
}

/** A link to the page that states a rule. */
export function Source({ address }: { address: string }) {
  return (
    <a class="caps-source" href={address} target="_blank" rel="noopener noreferrer">
      {hostOf(address)}
    </a>
  );
}
