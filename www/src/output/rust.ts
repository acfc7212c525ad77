// The program in Rust that plans the same requests with the crate itself.
import type { Adapt } from "sessage";
import { fieldsOf, filesOf, type Named, type Source, withoutFiles } from "./source.ts";

const MODES: Record<Adapt, string> = { off: "None", reshape: "Some(Adapt::Reshape)", truncate: "Some(Adapt::Truncate)" };

/** A whole program; secrets come from the environment, what is known of files from the disk. */
export function rust({ account, message, adapt, allowInsecure = false }: Source): string {
  const files = filesOf(message);
  // How the crate tells a file from data, by its place among the attachments.
  const mark = (file: Blob) => ({ "\0": `blob:${files.findIndex((named) => named.file === file)}` });
  const fields = fieldsOf(account).map(({ name, value, variable }) => {
    const json = variable === undefined ? literal(value) : `text(&var(${text(variable)})?)`;
    return `        (${text(name)}, ${json}),`;
  });
  const isSecret = fieldsOf(account).some(({ variable }) => variable !== undefined);
  return [
    "// cargo add sessage serde_json",
    ...(isSecret ? ["use std::env::var;"] : []),
    "use std::time::{SystemTime, UNIX_EPOCH};",
    "",
    ...(adapt === "off" ? [] : ["use sessage::adapt::Adapt;"]),
    "use sessage::delivery::{Client, Options};",
    "use sessage::json::{Json, object};",
    ...(files.length > 0 ? ["use sessage::message::Attachment;"] : []),
    "",
    "fn main() -> Result<(), Box<dyn std::error::Error>> {",
    "    let text = |it: &str| Some(Json::from(it));",
    "    let config = object([",
    ...fields,
    "    ]);",
    ...(allowInsecure
      ? [
          "    let options = Options {",
          "        allow_insecure: true,",
          "        ..Options::default()",
          "    };",
          "    let client = Client::new(&config, options, false)?;",
        ]
      : ["    let client = Client::new(&config, Options::default(), false)?;"]),
    "",
    `    let message = Json::${files.length > 0 ? "from_input" : "parse"}(`,
    `        ${raw(json(withoutFiles(message, mark)), "        ")},`,
    "    )?;",
    ...attachments(files),
    "    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis() as i64;",
    "",
    "    // The crate brings no HTTP: to send, implement sessage::delivery::Transport.",
    `    let plan = client.plan(&message, &${files.length > 0 ? "files" : "[]"}, ${MODES[adapt]}, now);`,
    "    for problem in &plan.problems {",
    '        eprintln!("{}: {}", problem.path, problem.message);',
    "    }",
    '    println!("{}", serde_json::to_string_pretty(&plan.requests)?);',
    "    Ok(())",
    "}",
    "",
  ].join("\n");
}

function attachments(files: readonly Named[]): string[] {
  if (files.length === 0) return [];
  const items = files.flatMap(({ file, name }, handle) => [
    "        Attachment {",
    `            handle: ${handle},`,
    `            content_type: ${text(file.type)}.to_owned(),`,
    `            size: std::fs::metadata(${text(name)})?.len(),`,
    `            name: Some(${text(name)}.to_owned()),`,
    "        },",
  ]);
  return ["    let files = [", ...items, "    ];"];
}

// rustc refuses these in a literal, since they hide what the code says.
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const codeOf = (character: string) => character.charCodeAt(0).toString(16).padStart(4, "0");

/** JSON text for a raw string. */
function json(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(TURNING, (character) => `\\u${codeOf(character)}`);
}

/** A raw string literal, with as many # as the text asks for. Its lines are indented, as JSON allows. */
function raw(content: string, indent: string): string {
  const longest = Math.max(0, ...Array.from(content.matchAll(/"(#*)/g), ([, marks = ""]) => marks.length + 1));
  const marks = "#".repeat(longest);
  return `r${marks}"${content.replaceAll("\n", `\n${indent}`)}"${marks}`;
}

/** A string literal. */
function text(content: string): string {
  const words = JSON.stringify(content)
    .replaceAll(/\\(?:u([0-9a-f]{4})|([bf])|.)/g, (whole, code: string | undefined, letter: string | undefined) =>
      code ? `\\u{${code}}` : letter ? (letter === "b" ? "\\u{8}" : "\\u{c}") : whole,
    );
  return words.replaceAll(TURNING, (character) => `\\u{${codeOf(character)}}`);
}

/** A member of an object. */
function literal(value: unknown): string {
  return typeof value === "string" ? `text(${text(value)})` : `Some(Json::from(${String(value)}))`;
}
