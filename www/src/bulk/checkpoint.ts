// A stopped run as a file: all that going on needs, after a reload too. It holds no account and no secret.
import type { Adapt, BulkCheckpoint, ProviderName } from "sessage";
import { isDestination, type Destination } from "../state/destination.ts";
import { filesIn, toJson } from "../state/files.ts";
import type { Draft } from "../state/message.ts";
import { isObject, read, write } from "../state/pointer.ts";
import { NAMES } from "../state/providers.ts";
import type { Mapping } from "./mapping.ts";
import { words as plainText } from "../preview/seen.ts";
import { OUTCOMES } from "../send/advice.ts";
import { bytes } from "../ui/bytes.ts";
import type { Line } from "./results.ts";
import type { Row } from "./table.ts";

/** What a run sends: rows, and how messages are made of them. It does not change while the run lasts. */
export type Job = {
  provider: ProviderName;
  /** Where it goes; it goes on nowhere else. */
  destination: Destination;
  adapt: Adapt;
  message: Draft;
  columns: string[];
  mapping: Mapping;
  rows: Row[];
};

/** A run that can go on: its job, what became of the rows so far, and where it stands. */
export type Saved = { job: Job; lines: Line[]; checkpoint: BulkCheckpoint | undefined };

const KIND = "sessage bulk run";
const VERSION = 3;

/** The text of the file. */
export function writeSaved({ job, lines, checkpoint }: Saved): string {
  const files = filesIn(job.message).map(([path, file]): FileNote => ({ path, ...noteOf(file) }));
  return toJson({ kind: KIND, version: VERSION, files, job, lines, checkpoint });
}

/** Reads the file. A file that the message holds is none of it, and is taken from the message at hand. */
export function readSaved(text: string, draft: Draft): Saved | { wrong: string } {
  const saved = parsed(text);
  if (!isSaved(saved)) return { wrong: "That is no checkpoint of this page." };
  const { job, lines, checkpoint, files } = saved;
  let message: unknown = job.message;
  for (const { path, ...wanted } of files) {
    const file = read(draft, path);
    // Another file would go to those who are left.
    if (!(file instanceof Blob) || !isNoted(file, wanted)) {
      return {
        wrong: `The message holds the file ${wanted.name} (${bytes(wanted.size)}), which a checkpoint does not. Choose it in Compose again, at ${path.slice(1)}, and load the checkpoint after that.`,
      };
    }
    message = write(message, path, file);
  }
  return { job: { ...job, message: message as Draft }, lines: lines.map(lineFrom), checkpoint };
}

/** What tells a file of the message from another one: a checkpoint does not hold the file itself. */
type FileNote = { path: string; name: string; size: number };

const noteOf = (file: Blob) => ({ name: file instanceof File ? file.name : "", size: file.size });
const isNoted = (file: Blob, { name, size }: Omit<FileNote, "path">): boolean =>
  noteOf(file).name === name && file.size === size;
const isFileNote = (value: unknown): value is FileNote =>
  isObject(value) && typeof value["path"] === "string" && typeof value["name"] === "string" && typeof value["size"] === "number";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether it has the parts that going on needs; the checkpoint itself is the package's to check. */
function isSaved(value: unknown): value is Saved & { files: FileNote[] } {
  if (!isObject(value) || value["kind"] !== KIND || value["version"] !== VERSION) return false;
  const { job, lines, files } = value;
  if (!isObject(job) || !Array.isArray(lines) || !Array.isArray(files) || !files.every(isFileNote)) return false;
  const { provider, destination, message, columns, mapping, rows } = job;
  return (
    NAMES.some((name) => name === provider) &&
    isDestination(destination) &&
    isObject(message) &&
    Array.isArray(columns) &&
    isObject(mapping) &&
    isObject(mapping["columns"]) &&
    Array.isArray(rows) &&
    rows.every((row) => isObject(row) && Array.isArray(row["cells"])) &&
    lines.every((line) => isObject(line) && Object.hasOwn(OUTCOMES, plainText(line["outcome"])))
  );
}

/** A line whose texts are texts, whatever the file holds. */
function lineFrom({ row, index, outcome, ...rest }: Line): Line {
  const text = (key: keyof typeof rest): string => plainText(rest[key]);
  return {
    row: Number(row),
    index: Number(index),
    recipient: text("recipient"),
    reference: text("reference"),
    outcome,
    status: text("status") as Line["status"],
    messageId: text("messageId"),
    code: text("code"),
    providerCode: text("providerCode"),
    words: text("words"),
  };
}
