import { capabilities } from "sessage";
import { draft } from "../state/message.ts";
import { read } from "../state/pointer.ts";
import { loading } from "../package.ts";
import { PROVIDERS, provider } from "../state/providers.ts";
import { Panel } from "../ui/panel.tsx";
import { Select } from "../ui/select.tsx";
import { chosen, chosenForm, fields, FORMS, mapping, plus, type Field, type Form } from "./mapping.ts";
import { cell, table } from "./table.ts";

/** Which column fills which field of the message. */
export function Columns() {
  return (
    <Panel title="Columns">
      <table class="bulk-map">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Filled from</th>
            <th scope="col">In the first row</th>
          </tr>
        </thead>
        <tbody>
          {fields.value.map((field) => (
            <FieldRow key={field.path} field={field} />
          ))}
        </tbody>
      </table>
      <div class="bulk-line">
        <Select label="Recipients are" options={FORMS} value={mapping.value.form} onChange={(form) => (chosenForm.value = form)} />
        <label class="bulk-check">
          <input
            type="checkbox"
            checked={plus.value}
            disabled={mapping.value.form !== "phone"}
            onChange={(event) => (plus.value = event.currentTarget.checked)}
          />
          Put + before numbers without it
        </label>
      </div>
      <Carried form={mapping.value.form} />
    </Panel>
  );
}

function FieldRow({ field: { path, label, hint, written } }: { field: Field }) {
  const { columns, rows } = table.value;
  const column = mapping.value.columns[path] ?? "";
  const [first] = rows;
  const id = `bulk-map${path}`;
  return (
    <tr>
      <th scope="row">
        <label for={id}>{label}</label>
        {hint && (
          <span class="quiet" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </th>
      <td>
        <select
          id={id}
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={column}
          onChange={(event) => (chosen.value = { ...chosen.value, [path]: event.currentTarget.value })}
        >
          <option value="">{written === undefined ? "No column" : "As in the message"}</option>
          {columns.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </td>
      <td class="bulk-value" dir="auto">
        {column === "" ? (written ?? "") : first ? cell(first, columns.indexOf(column)) : ""}
      </td>
    </tr>
  );
}

/** Says where the provider takes no recipients of this form. */
function Carried({ form }: { form: Form }) {
  if (loading.value !== "ready") return null;
  const { recipients, template } = capabilities(provider.value);
  const isTemplate = read(draft.value, "/content/type") === "template";
  const { carried } = isTemplate ? template[`to/${form}`] : recipients[form];
  if (carried) return null;
  return (
    <p class="error">
      {PROVIDERS[provider.value].title} takes no {FORMS[form].replace(/^[PC]/, (letter) => letter.toLowerCase())} here.
    </p>
  );
}
