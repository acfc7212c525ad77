import { useEffect, useId, useState } from "preact/hooks";
import { KINDS } from "../compose/kinds.ts";
import { replace } from "../compose/replace.ts";
import { addressOf, view } from "../state/link.ts";
import { draft, RECIPIENT } from "../state/message.ts";
import { adapt, NAMES, provider } from "../state/providers.ts";
import { isPlain } from "../ui/click.ts";
import { Carried, FieldLine } from "./cell.tsx";
import { Table } from "./table.tsx";
import { type KindLine, matching, type Tables } from "./tables.ts";

/** Every kind of content, with all its fields below it where it is opened. */
export function Kinds({ tables, filter }: { tables: Tables; filter: string }) {
  // What was opened; while a filter shows what it found, what was closed.
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (kind: string) => {
    const others = [...opened].filter((other) => other !== kind);
    setOpened(new Set(opened.has(kind) ? others : [...others, kind]));
  };
  const lines = tables.kinds.filter(({ kind, fields }) => matching(fields, filter, kind).length > 0);
  return (
    <Table title="Kinds of content" column="Kind" sources={tables.sources} empty={lines.length === 0}>
      {lines.map((line) => (
        <Kind
          key={line.kind}
          line={line}
          filter={filter}
          open={(filter !== "") !== opened.has(line.kind)}
          onToggle={() => toggle(line.kind)}
        />
      ))}
    </Table>
  );
}

const exampleOf = (kind: KindLine["kind"]) => ({
  to: draft.peek()["to"] ?? RECIPIENT,
  content: { type: kind, ...KINDS[kind].start },
});

interface KindProps {
  line: KindLine;
  filter: string;
  open: boolean;
  onToggle: () => void;
}

function Kind({ line, filter, open, onToggle }: KindProps) {
  const { kind, carried, limits, fields } = line;
  const id = useId();
  const { label } = KINDS[kind];
  const [address, setAddress] = useState("#view=compose");
  useEffect(() => {
    // A browser that cannot pack the message leads to the composer alone.
    const parameters = { view: "compose", provider: provider.peek(), adapt: adapt.peek() };
    void addressOf(parameters, exampleOf(kind)).then(setAddress, () => undefined);
  }, [kind]);
  const compose = (event: MouseEvent) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    replace({ message: exampleOf(kind) }, `${label}: an example`);
    view.value = "compose";
    document.getElementById("main")?.focus();
  };
  return (
    <>
      <tbody class="caps-kind">
        <tr>
          <th scope="row">
            <button type="button" aria-expanded={open} aria-controls={id} onClick={onToggle}>
              <span class="caps-arrow" aria-hidden="true">
                ▸
              </span>
              {label}
            </button>
            <a class="caps-source" href={address} aria-label={`Compose this: ${label}`} onClick={compose}>
              Compose this
            </a>
          </th>
          {NAMES.map((name) => (
            <td key={name}>
              <Carried carried={carried[name]} />
              {limits[name].map((limit) => (
                <span key={limit} class="caps-rule">
                  {limit}
                </span>
              ))}
            </td>
          ))}
        </tr>
      </tbody>
      <tbody id={id} class="caps-fields" hidden={!open}>
        {open && matching(fields, filter, kind).map((line) => <FieldLine key={line.name} line={line} />)}
      </tbody>
    </>
  );
}
