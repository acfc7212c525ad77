// The program in TypeScript that sends the message.
import { Expression, literal } from "./literal.ts";
import { fieldsOf, filesOf, type Source, withoutFiles } from "./source.ts";

/** A whole program; secrets come from the environment, files from the disk. */
export function typescript({ account, message, adapt, allowInsecure = false }: Source): string {
  const files = filesOf(message);
  const variable = (file: Blob) => new Expression(files.find((named) => named.file === file)?.variable ?? "undefined");
  const config = Object.fromEntries(
    fieldsOf(account).map(({ name, value, variable }) => [
      name,
      variable === undefined ? value : new Expression(`process.env.${variable} ?? ""`),
    ]),
  );
  const options = { ...(adapt === "off" ? {} : { adapt }), ...(allowInsecure ? { allowInsecure } : {}) };
  return [
    ...(files.length > 0 ? ['import { readFile } from "node:fs/promises";'] : []),
    'import { Client, isSessageError, type Message, type ProviderConfig } from "sessage";',
    "",
    '// In a browser: import init from "sessage", and await init() first.',
    `const account: ProviderConfig = ${literal(config, "", 34)};`,
    `const client = new Client(account${Object.keys(options).length === 0 ? "" : `, ${literal(options)}`});`,
    "",
    ...files.flatMap(({ file, name, variable }) => [
      `const ${variable} = new File([await readFile(${literal(name)})], ${literal(name)}, ${literal({ type: file.type })});`,
    ]),
    `const message: Message = ${literal(withoutFiles(message, variable), "", 26)};`,
    "",
    "try {",
    "  const receipt = await client.send(message);",
    "  console.log(receipt.status, receipt.messageId);",
    "} catch (error) {",
    "  if (!isSessageError(error)) throw error;",
    "  // not_sent: surely not out. unknown: may be out, so ask before sending again.",
    "  // partial: client.send(message, { resume: error.parts }) sends the rest.",
    "  console.error(error.code, error.outcome, error.message, error.problems);",
    "}",
    "",
  ].join("\n");
}
