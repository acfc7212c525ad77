// The message of a row: the draft, with its placeholders filled and the mapped columns put in.
import type { Draft } from "../state/message.ts";
import { words as plainText } from "../preview/seen.ts";
import { isObject, write } from "../state/pointer.ts";
import { fill, findBlanks } from "./placeholders.ts";
import type { Mapping } from "./mapping.ts";
import { cell, type Row } from "./table.ts";

/** How messages are made of rows. */
export type Recipe = {
  /** The row's message. */
  message: (row: Row) => Draft;
  /** The columns of placeholders that are empty in the row. */
  empty: (row: Row) => string[];
  /** The placeholders that name no column. */
  unknown: string[];
};

/** Prepares what is the same for all rows, so that a row costs little. */
export function recipe(draft: Draft, columns: readonly string[], mapping: Mapping): Recipe {
  const mapped = Object.entries(mapping.columns).map(([path, name]) => ({ path, place: columns.indexOf(name) }));
  const { blanks, unknown, used } = findBlanks(draft, columns, new Set(mapped.map(({ path }) => path)));
  const fromRow = (path: string, text: string): unknown => {
    if (path === "/to") return recipientOf(text.trim(), mapping);
    if (path === "/lastInboundAt") return timeOf(text.trim());
    return path === "/reference" ? text.trim() || undefined : text;
  };
  return {
    unknown,
    message: (row) => {
      let message: unknown = fill(draft, blanks, row);
      for (const { path, place } of mapped) message = write(message, path, fromRow(path, cell(row, place)));
      return message as Draft;
    },
    empty: (row) =>
      used.filter((place) => cell(row, place).trim() === "").map((place) => columns[place] ?? ""),
  };
}

function recipientOf(text: string, { form, plus }: Mapping): unknown {
  if (form !== "phone") return { [form]: text };
  return plus && /^[0-9]/.test(text) ? `+${text}` : text;
}

/** A time in epoch milliseconds. What is none stays as it is, for the package to say so. */
function timeOf(text: string): unknown {
  if (text === "") return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? text : time;
}

/** A recipient as people write it. */
export function recipientText(to: unknown): string {
  if (!isObject(to)) return plainText(to);
  return plainText(to["conversationId"] ?? to["bsuid"] ?? to["phone"]);
}

/** What a content says, on one line. */
export function summary(content: unknown): string {
  if (!isObject(content)) return "";
  const { type, text, caption, name, body, url, filename } = content;
  if (type === "template") {
    const values = Array.isArray(body) ? body : isObject(body) ? Object.values(body) : [];
    return `${plainText(name)} (${values.map(plainText).join(", ")})`;
  }
  const words = [text, caption, name, filename, url].map(plainText).find((value) => value !== "") ?? "";
  return type === "text" ? words : [plainText(type), words].filter((part) => part !== "").join(": ");
}
