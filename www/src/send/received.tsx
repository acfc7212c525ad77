// What the simulated provider received, so that a visitor sees whether the customer got it.
import { useId } from "preact/hooks";
import { bytes } from "../ui/bytes.ts";
import { Code } from "../ui/code.tsx";
import { comparison } from "./compare.ts";
import type { Received, ReceivedBody } from "./control.ts";
import { masked, maskedJson } from "./mask.ts";
import type { Run } from "./run.ts";

/** The simulator's record of a run. */
export function ReceivedList({ run }: { run: Run }) {
  const id = useId();
  const compared = comparison(run);
  // The last one carries the message; what comes before it are logins, look-ups and failed attempts.
  const last = (run.received?.length ?? 0) - 1;
  return (
    <section class="send-received" aria-labelledby={id}>
      <h3 id={id}>What the provider received</h3>
      {compared && (
        <p class="send-delivered">
          <strong>{compared.delivered}</strong> {compared.compared}
        </p>
      )}
      {!run.received && <p class="quiet">{missing(run)}</p>}
      {run.received?.length === 0 && <p class="quiet">Nothing reached it.</p>}
      <ol class="plain">
        {run.received?.map((request, index) => (
          <li key={index}>
            <Request request={request} secrets={run.secrets} number={index + 1} isOpen={index === last} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function missing({ scenario, took }: Run): string {
  if (scenario === undefined) return "Only a simulator tells what it received.";
  return took === undefined ? "Its record follows when the send has ended." : "The simulator does not answer, so it does not tell.";
}

function Request({
  request,
  secrets,
  number,
  isOpen,
}: {
  request: Received;
  secrets: string[];
  number: number;
  isOpen: boolean;
}) {
  const { method, path, query, headers, status, body } = request;
  const search = query.map(([name, value]) => `${name}=${masked(name, value, secrets)}`).join("&");
  const key = ["authorization", "x-api-key", "x-user-token"].find((name) => headers[name] !== undefined);
  return (
    <details open={isOpen}>
      <summary>
        <strong>{method}</strong> <code>{path + (search && `?${search}`)}</code>{" "}
        <span class={status !== null && status < 300 ? "quiet" : "warning"}>
          {status === null ? "no answer arrived" : `HTTP ${status}`}
        </span>
      </summary>
      {key && (
        <p class="quiet">
          <code>
            {key}: {masked(key, headers[key] ?? "", secrets)}
          </code>
        </p>
      )}
      <Body body={body} secrets={secrets} label={`request ${number}`} />
    </details>
  );
}

function Body({ body, secrets, label }: { body: ReceivedBody | null; secrets: string[]; label: string }) {
  if (body === null) return <p class="quiet">No body.</p>;
  if (body.type === "json" && "value" in body) return <Code code={maskedJson(body.value, secrets)} language="json" label={label} />;
  if (body.type !== "multipart") return <Code code={masked("", body.text, secrets)} language="json" label={label} />;
  return (
    <dl class="send-facts">
      {body.parts.map(({ name, value, filename, contentType, size }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            {filename === undefined
              ? masked(name, value ?? "", secrets)
              : [filename, contentType, bytes(size)].filter(Boolean).join(", ")}
          </dd>
        </div>
      ))}
    </dl>
  );
}
