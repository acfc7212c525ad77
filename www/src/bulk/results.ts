// What became of each row, kept small, and as a file.
import type { BulkResult, Receipt } from "sessage";
import { recipientText } from "./messages.ts";

export type Outcome = BulkResult["outcome"];

/** What became of one row; in this order it is a line of the results file. */
export type Line = {
  /** The row's number in its file. */
  row: number;
  /** The message's place in the run, from 0. */
  index: number;
  recipient: string;
  reference: string;
  outcome: Outcome;
  /** What the provider says of a message that it took; `failed` where it gave up after that. */
  status: Receipt["status"] | "";
  messageId: string;
  code: string;
  providerCode: string;
  words: string;
};

/** The columns of the results file. */
const COLUMNS = [
  ...(["row", "index", "recipient", "reference", "outcome"] as const),
  ...(["status", "messageId", "code", "providerCode", "words"] as const),
];

/** The line of a result. */
export function lineOf(result: BulkResult, row: number): Line {
  const { index, to, reference = "", outcome, receipt, error } = result;
  return {
    row,
    index,
    recipient: bare(recipientText(to)),
    reference,
    outcome,
    status: receipt?.status ?? "",
    messageId: receipt?.messageId ?? error?.parts.find(({ messageId }) => messageId)?.messageId ?? "",
    code: error?.code ?? "",
    providerCode: error?.providerCode ?? "",
    words: receipt ? wordsOf(receipt) : (error?.message ?? ""),
  };
}

function wordsOf({ status, usedFallback }: Receipt): string {
  if (status === "failed") return "The provider took it, and reports that it failed after that.";
  return usedFallback ? "The fallback was sent." : "";
}

/** Whether the contact has the message, as far as the line tells. */
export const isFailure = ({ outcome, status }: Line): boolean => outcome !== "sent" || status === "failed";

/** A phone number without what people write between its digits. */
const bare = (to: string): string => (/^\+[\d\s().-]+$/.test(to) ? to.replaceAll(/[\s().-]/g, "") : to);

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it. A plain number with `+` stands as it
 * is: it is no formula, and the file can be read again.
 */
const FORMULA = /^(?!\+\d{7,15}$)[=+\-@\t\r]/;

/** Rows as CSV, with the mark by which spreadsheets know UTF-8. */
export async function csvOf(columns: readonly string[], rows: readonly (readonly unknown[])[]): Promise<string> {
  const { unparse } = await import("papaparse");
  return `\ufeff${unparse({ fields: [...columns], data: rows.map((row) => [...row]) }, { escapeFormulae: FORMULA })}\r\n`;
}

/** The results file, in the order of the rows. */
export function resultsCsv(lines: readonly Line[]): Promise<string> {
  const sorted = lines.toSorted((a, b) => a.index - b.index);
  return csvOf(
    COLUMNS,
    sorted.map((line) => COLUMNS.map((column) => line[column])),
  );
}
