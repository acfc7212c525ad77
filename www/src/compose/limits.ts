// What the chosen provider takes of each field, by the field's pointer.
import { computed } from "@preact/signals";
import { capabilities, type Capabilities, type FieldCapability, measure } from "sessage";
import { loading } from "../package.ts";
import { draft, type Draft } from "../state/message.ts";
import { isObject, keysOf, listAt, read } from "../state/pointer.ts";
import { provider } from "../state/providers.ts";
import { kindOf } from "./memory.ts";

/** The chosen provider's table; undefined until the package is ready. */
export const table = computed(() => (loading.value === "ready" ? capabilities(provider.value) : undefined));

const SOURCES = ["url", "file", "uploaded"];

/** What the provider takes of the field at the path; undefined where its table does not name it. */
export function capabilityAt(path: string, of: Capabilities, message: Draft): FieldCapability | undefined {
  const [first = "", ...rest] = keysOf(path);
  const kind = kindOf(message);
  if (first === "content" || first === "fallback") {
    return within(of, first === "content" ? kind : "template", message[first], rest);
  }
  const name = first === "to" ? (rest[0] ?? "phone") : first;
  const tables: Record<string, FieldCapability>[] =
    kind === "template" ? [of.template] : first === "to" ? [of.recipients] : [of.message];
  return tables[0]?.[kind === "template" && first === "to" ? `to/${name}` : name];
}

function within(of: Capabilities, kind: unknown, content: unknown, keys: string[]): FieldCapability | undefined {
  if (typeof kind !== "string" || !Object.hasOwn(of.content, kind)) return undefined;
  if (kind === "album" && keys.length > 2) {
    const item = read(content, `/items/${keys[1]}`);
    return within(of, isObject(item) ? item["type"] : undefined, item, keys.slice(2));
  }
  const { fields } = of.content[kind as keyof Capabilities["content"]];
  return fields[nameOf(kind, content, keys)];
}

/** The name in the table. What stands beside a field may be part of it: `url/filename`, `header/image`. */
function nameOf(kind: string, content: unknown, keys: string[]): string {
  const name = keys.map((key) => (/^\d+$/.test(key) ? "*" : key)).join("/");
  const [first, second] = keys;
  const at = (path: string) => read(content, path);
  const source = (path: string) => SOURCES.find((one) => at(`${path}/${one}`) !== undefined) ?? "url";
  if (name === "filename") return `${source("")}/filename`;
  if (name === "sections/*/rows") return "rows";
  if (first === "header" && isObject(at("/header"))) {
    const type = `header/${String(at("/header/type"))}`;
    if (second === undefined) return type;
    if (kind !== "template") return second === "filename" ? `${type}/filename` : name;
    return second === "filename" ? `${type}/${source("/header")}/filename` : `${type}/${second}`;
  }
  if (kind !== "template") return name;
  if (first === "body" && second !== undefined) {
    const alone = at("/header") === undefined && listAt(content, "/buttons").length === 0;
    return alone ? "body/only/*" : "body/*";
  }
  if (first === "body" && isObject(at("/body"))) return "body/named";
  return name === "buttons/*/text" ? `buttons/*/${String(at(`/buttons/${second}/type`))}` : name;
}

/** How much stands at the path, in the unit of its limit; undefined where that says nothing. */
export function countAt(path: string, { unit }: FieldCapability, message: Draft): number | undefined {
  const value = read(message, path);
  if (unit === "items") {
    const rows = /^\/content\/sections\/\d+\/rows$/.test(path);
    if (rows) {
      const sections = listAt(message, "/content/sections");
      return sections.reduce<number>((sum, section) => sum + listAt(section, "/rows").length, 0);
    }
    return Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;
  }
  return typeof value === "string" ? countOf(value, unit) : undefined;
}

function countOf(text: string, unit: FieldCapability["unit"]): number | undefined {
  if (unit === undefined) return undefined;
  const { characters, utf8 } = measure(text);
  return unit === "bytes" ? utf8 : characters;
}

/** What a provider takes of something, and how much of it is used. */
export interface Limit {
  capability: FieldCapability;
  count: number | undefined;
}

/** What the chosen provider takes of the field at the path, and how much of it is used. */
export function limitAt(path: string): Limit | undefined {
  const message = draft.value;
  const capability = table.value && capabilityAt(path, table.value, message);
  return capability && { capability, count: countAt(path, capability, message) };
}

/** The same of the name that a template's value has, which is the last key of its path. */
export function nameLimitAt(path: string): Limit | undefined {
  const capability = table.value?.content.template.fields["body/named/name"];
  const name = keysOf(path).at(-1) ?? "";
  return capability && { capability, count: countOf(name, capability.unit) };
}

/** Whether more stands there than the limit lets through. */
export function isOver(limit: Limit | undefined): boolean {
  const { capability, count } = limit ?? {};
  return count !== undefined && capability?.max !== undefined && count > capability.max;
}

/** Whether the provider carries the kind of content that the path is in; fields beside the content always count. */
export function isKindCarried(path: string): boolean {
  const kind = kindOf(draft.value);
  return !path.startsWith("/content") || (kind !== undefined && table.value?.content[kind].carried === true);
}
