// The tables of all four providers side by side, as they say themselves.
import {
  capabilities,
  type Capabilities,
  type Content,
  type FieldCapability,
  type MediaSource,
  type ProviderName,
} from "sessage";
import { forEach, NAMES } from "../state/providers.ts";
import { limitOf, rulesOf } from "./words.ts";

/** What each provider says of the same thing. */
export type Cells = Record<ProviderName, FieldCapability>;

/** A field, by its pointer, and what each provider takes of it. */
export interface Line {
  name: string;
  cells: Cells;
}

/** A kind of content, whether each provider carries it and with what limits, and all its fields. */
export interface KindLine {
  kind: Content["type"];
  carried: Record<ProviderName, boolean>;
  limits: Record<ProviderName, string[]>;
  fields: Line[];
}

/** A table without a second level. */
export interface Flat {
  title: string;
  column: string;
  lines: Line[];
}

/** One set of file types and a size, and who takes files so. */
export interface Files {
  kind: string;
  types: string[];
  maxBytes: number;
  source: string;
  providers: ProviderName[];
}

/** Everything that the page shows. */
export interface Tables {
  sources: Record<ProviderName, string>;
  kinds: KindLine[];
  flat: Flat[];
  files: Files[];
}

/** How many limits of a kind stand in its own line; the rest is below it. */
const MAIN = 3;

/** The tables of all providers. The package must be ready. */
export function tables(): Tables {
  const of = forEach(capabilities);
  const kinds = [...new Set(NAMES.flatMap((name) => Object.keys(of[name].content)))] as Content["type"][];
  const lines = (part: (table: Capabilities) => Record<string, FieldCapability>) =>
    sideBySide(forEach((name) => part(of[name])));
  const yes = (part: (table: Capabilities) => Record<string, boolean>) =>
    lines((table) => Object.fromEntries(Object.entries(part(table)).map(([name, carried]) => [name, { carried }])));
  return {
    sources: forEach((name) => of[name].source),
    kinds: kinds.map((kind) => ({
      kind,
      carried: forEach((name) => of[name].content[kind].carried),
      limits: forEach((name) => mainLimits(of[name].content[kind].fields)),
      fields: lines((table) => table.content[kind].fields),
    })),
    flat: [
      { title: "Recipients", column: "Form", lines: lines((table) => table.recipients) },
      { title: "Fields of a message", column: "Field", lines: lines((table) => table.message) },
      { title: "Recipients and fields beside a template", column: "Field", lines: lines((table) => table.template) },
      { title: "Features", column: "Feature", lines: yes((table) => table.features) },
      {
        title: "Calls beside sending",
        column: "Method of a client",
        lines: yes(({ operations }) => Object.fromEntries(operations.map((name) => [name, true]))),
      },
    ],
    files: kinds.flatMap((kind) => filesOf(kind, of)),
  };
}

/** The union of all fields, in the order of the provider that carries the most of them. */
function sideBySide(of: Record<ProviderName, Record<string, FieldCapability>>): Line[] {
  const carried = (name: ProviderName) => Object.values(of[name]).filter((field) => field.carried).length;
  const order = NAMES.toSorted((a, b) => carried(b) - carried(a));
  const names = new Set(order.flatMap((name) => Object.keys(of[name])));
  return [...names].map((name) => ({ name, cells: forEach((provider) => of[provider][name] ?? { carried: false }) }));
}

/** Where a file of this kind may come from; empty where the kind is no file. */
function sourcesOf(fields: Record<string, FieldCapability>): string {
  const names = (["url", "file", "uploaded"] satisfies (keyof MediaSource)[]).filter((name) => fields[name]?.carried);
  return names.length > 0 ? `by ${names.join(" or ")}` : "";
}

/** Where a file comes from, and the limits of the fields that lie nearest to the top. */
function mainLimits(fields: Record<string, FieldCapability>): string[] {
  const depth = (name: string) => name.split("/").length;
  const limits = Object.entries(fields)
    .filter(([, field]) => field.carried && field.max !== undefined)
    .toSorted(([a], [b]) => depth(a) - depth(b))
    .slice(0, MAIN)
    .map(([name, field]) => `${name}: ${limitOf(field)}`);
  return [sourcesOf(fields), ...limits].filter(Boolean);
}

function filesOf(kind: Content["type"], of: Record<ProviderName, Capabilities>): Files[] {
  const found = new Map<string, Files>();
  for (const name of NAMES) {
    const { media } = of[name].content[kind];
    if (!media) continue;
    const { types, maxBytes, source } = media;
    const key = JSON.stringify([types, maxBytes, source]);
    const same = found.get(key) ?? { kind, types, maxBytes, source, providers: [] };
    same.providers.push(name);
    found.set(key, same);
  }
  return [...found.values()];
}

/** Those lines that have all these words, in the field's name or in what a provider says of it. */
export function matching(lines: readonly Line[], filter: string, about = ""): Line[] {
  const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter(({ name, cells }) => {
    const said = Object.values(cells).flatMap(rulesOf);
    const all = [about, name, ...said].join(" ").toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
}
