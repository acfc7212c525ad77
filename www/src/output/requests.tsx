import type { PlannedRequest } from "sessage";
import { Code } from "../ui/code.tsx";
import { Copy } from "../ui/copy.tsx";

type Parts = Extract<PlannedRequest["body"], { type: "multipart" }>["parts"];

/** The planned requests in order. `of` is whose they are. */
export function Requests({ requests, titles, of }: { requests: readonly PlannedRequest[]; titles: string[]; of: string }) {
  return (
    <ol class="plain requests">
      {requests.map(({ method, url, headers, body }, index) => (
        <li key={index}>
          <Code
            code={[`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join("\n")}
            language="http"
            label={`Head of request ${index + 1}, ${of}`}
            head={<h4>{titles[index]}</h4>}
          />
          {body?.type === "json" && (
            <Code
              code={JSON.stringify(body.value, null, 2)}
              language="json"
              label={`Body of request ${index + 1}, ${of}`}
              head="JSON"
            />
          )}
          {body?.type === "multipart" && <Multipart parts={body.parts} label={`Parts of request ${index + 1}, ${of}`} />}
        </li>
      ))}
    </ol>
  );
}

const COLUMNS: { title: string; cell: (part: Parts[number]) => string | undefined; ofFiles?: true }[] = [
  { title: "Name", cell: ({ name }) => name },
  { title: "Value or file", cell: ({ value, filename }) => value ?? filename },
  { title: "Type", cell: ({ contentType }) => contentType, ofFiles: true },
  { title: "Bytes", cell: ({ size }) => size?.toString(), ofFiles: true },
];

function Multipart({ parts, label }: { parts: Parts; label: string }) {
  const hasFile = parts.some(({ filename }) => filename !== undefined);
  const columns = COLUMNS.filter(({ ofFiles }) => hasFile || !ofFiles);
  const rows = [columns.map(({ title }) => title), ...parts.map((part) => columns.map(({ cell }) => cell(part) ?? ""))];
  return (
    <div class="code code-headed parts">
      <div class="code-head">Multipart</div>
      <Copy text={() => rows.map((row) => row.join("\t")).join("\n")} what={label} />
      <div class="parts-scroll" tabIndex={0} role="region" aria-label={label}>
        <table>
          <thead>
            <tr>
              {columns.map(({ title }) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(1).map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
