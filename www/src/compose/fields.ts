// What a form is made of, as data. A field stands at its key within the object that the form edits.
import type { Content } from "sessage";

/** A kind of content. */
export type Kind = Content["type"];

/** Which part of its line a field takes. */
export type Width = "half" | "third";

interface Named {
  key: string;
  label: string;
  /** Where it is missing, the form that the provider's table names is the hint. */
  hint?: string;
  /** Which part of its line it takes, where there is room. */
  width?: Width;
}

interface Written extends Named {
  /** Empty, it is taken out of the message. */
  optional?: boolean;
  /** An id or an address rather than words. */
  code?: boolean;
}

/** One line of text. */
export interface TextField extends Written {
  type: "text";
}
/** Several lines of text, which are JSON where it is `json`. */
export interface AreaField extends Written {
  type: "area";
  rows: number;
  json?: boolean;
}
/** A number. */
export interface NumberField extends Written {
  type: "number";
}
/** One of a few words. */
export interface SelectField extends Named {
  type: "select";
  options: Readonly<Record<string, string>>;
}
/** A moment, in epoch milliseconds. */
export interface MomentField extends Named {
  type: "moment";
}
/** Fields of an object within the object. */
export interface GroupField {
  type: "group";
  key: string;
  label?: string;
  fields: readonly Field[];
}
/** An object that may be left out as a whole; `start` is what stands in it at first. */
export interface PartField extends Named {
  type: "part";
  start: unknown;
  fields: readonly Field[];
}
/** Items of a list; `blank` makes a new one, given the ids that are taken. */
export interface ItemsField {
  type: "items";
  key: string;
  label: string;
  noun: string;
  item: readonly Field[];
  blank: (taken: ReadonlySet<string>) => unknown;
  /** What their limit counts, where it is more than this list. */
  counted?: string;
  optional?: boolean;
}
/** Where a file comes from: `url`, `file` or `uploaded` of the object itself. */
export interface SourceField {
  type: "source";
}
/** A header: text, or a file by its address, or with `sources` from anywhere. */
export interface HeaderField extends Named {
  type: "header";
  sources: boolean;
}
/** The values of a template's body, by place or by name. */
export interface ValuesField extends Named {
  type: "values";
}
/** Fields that are seldom needed, behind a disclosure. */
export interface MoreField {
  type: "more";
  label: string;
  fields: readonly Field[];
}

/** A part of a form. */
export type Field =
  | TextField
  | AreaField
  | NumberField
  | SelectField
  | MomentField
  | GroupField
  | PartField
  | ItemsField
  | SourceField
  | HeaderField
  | ValuesField
  | MoreField;

type Rest<One extends Field> = Partial<Omit<One, "type" | "key" | "label">>;

/** One line of text. */
export const text = (key: string, label: string, rest: Rest<TextField> = {}): Field => ({
  type: "text",
  key,
  label,
  ...rest,
});
/** One line of text that may be left out. */
export const maybe = (key: string, label: string, rest: Rest<TextField> = {}): Field =>
  text(key, label, { optional: true, ...rest });
/** Several lines of text. */
export const area = (key: string, label: string, rest: Rest<AreaField> = {}): Field => ({
  type: "area",
  key,
  label,
  rows: 3,
  ...rest,
});
/** Fields that are seldom needed. */
export const more = (label: string, ...fields: Field[]): Field => ({ type: "more", label, fields });
