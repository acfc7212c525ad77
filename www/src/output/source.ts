// What a program needs to make a request: the account without its secrets, the message, the files in it.
import type { Adapt, ProviderConfig } from "sessage";
import { filesIn } from "../state/files.ts";
import { OPEN } from "../state/open.ts";
import { isObject } from "../state/pointer.ts";

/** What a program is written from. `allowInsecure` where the account is not taken without it. */
export type Source = { account: ProviderConfig; message: unknown; adapt: Adapt; allowInsecure?: boolean };

/** The fields of an account; a secret one by the environment variable that holds it. */
export function fieldsOf(account: ProviderConfig): { name: string; value?: unknown; variable?: string }[] {
  return Object.entries(account)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) =>
      OPEN.has(name) ? { name, value } : { name, variable: variableOf(account.provider, name) },
    );
}

/** CONNECTLY_API_KEY */
function variableOf(provider: string, field: string): string {
  return `${provider}_${field.replaceAll(/[A-Z]/g, "_$&")}`.toUpperCase();
}

/** A file of a message, and what a program calls it. */
export type Named = { file: Blob; name: string; variable: string };

/** The files in a message, each once, in order. */
export function filesOf(message: unknown): Named[] {
  const files = [...new Set(filesIn(message).map(([, file]) => file))];
  return files.map((file, index) => ({
    file,
    name: file instanceof File && file.name !== "" ? file.name : `file-${index + 1}`,
    variable: files.length === 1 ? "file" : `file${index + 1}`,
  }));
}

/** The value with something else in place of each file. */
export function withoutFiles(value: unknown, replace: (file: Blob) => unknown): unknown {
  if (value instanceof Blob) return replace(value);
  if (Array.isArray(value)) return value.map((item: unknown) => withoutFiles(item, replace));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutFiles(item, replace)]));
}
