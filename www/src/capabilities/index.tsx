import { useMemo, useState } from "preact/hooks";
import { loading } from "../package.ts";
import { PROVIDERS } from "../state/providers.ts";
import { bytes } from "../ui/bytes.ts";
import { Panel } from "../ui/panel.tsx";
import { FieldLine, Source } from "./cell.tsx";
import { Kinds } from "./kinds.tsx";
import { Table } from "./table.tsx";
import { type Files, type Flat, matching, tables } from "./tables.ts";
import "./capabilities.css";

/** What each provider takes, from the tables that validation itself runs on. */
export function Capabilities() {
  return loading.value === "ready" ? <Ready /> : <p class="quiet">Loading</p>;
}

function Ready() {
  const all = useMemo(tables, []);
  const [filter, setFilter] = useState("");
  const wanted = filter.trim();
  const fields = [
    ...all.kinds.map(({ kind, fields }) => matching(fields, wanted, kind)),
    ...all.flat.map(({ lines }) => matching(lines, wanted)),
  ];
  const found = fields.flat().length;
  return (
    <Panel
      title="What each provider takes"
      class="capabilities"
      actions={
        <>
          <span class="quiet" role="status">
            {wanted === "" ? "" : `${found} ${found === 1 ? "field" : "fields"} found`}
          </span>
          <label for="capabilities-filter">Filter fields</label>
          <input
            id="capabilities-filter"
            type="search"
            placeholder="caption, characters, url"
            value={filter}
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
        </>
      }
    >
      <p class="quiet">
        Live from <code>capabilities()</code>, the table that validation runs on. Open a kind for all its fields and the
        pages that state them. Characters are Unicode code points.
      </p>
      <Kinds key={wanted === ""} tables={all} filter={wanted} />
      {all.flat.map((flat) => (
        <FlatTable key={flat.title} flat={flat} filter={wanted} />
      ))}
      {wanted === "" && <FilesTable files={all.files} />}
      {found === 0 && <p>No field has these words.</p>}
    </Panel>
  );
}

function FlatTable({ flat, filter }: { flat: Flat; filter: string }) {
  const lines = matching(flat.lines, filter);
  return (
    <Table title={flat.title} column={flat.column} empty={lines.length === 0}>
      <tbody>
        {lines.map((line) => (
          <FieldLine key={line.name} line={line} />
        ))}
      </tbody>
    </Table>
  );
}

function FilesTable({ files }: { files: Files[] }) {
  return (
    <div class="caps-scroll" role="region" aria-labelledby="capabilities-files" tabIndex={0}>
      <table class="caps caps-files">
        <caption id="capabilities-files">Types and sizes of files</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Types</th>
            <th scope="col">Largest</th>
            <th scope="col">Through</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ kind, types, maxBytes, source, providers }) => (
            <tr key={kind + providers.join()}>
              <th scope="row">
                <code>{kind}</code>
              </th>
              <td>
                {types.map((type) => (
                  <code key={type} class="caps-rule">
                    {type}
                  </code>
                ))}
              </td>
              <td>{bytes(maxBytes)}</td>
              <td>{providers.map((name) => PROVIDERS[name].title).join(", ")}</td>
              <td>
                <Source address={source} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
