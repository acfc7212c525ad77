// Loaded when code is first shown. Its marks are classes, so no inline style is needed.
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import http from "highlight.js/lib/languages/http";
import json from "highlight.js/lib/languages/json";
import rust from "highlight.js/lib/languages/rust";
import typescript from "highlight.js/lib/languages/typescript";

for (const [name, grammar] of Object.entries({ bash, http, json, rust, typescript })) {
  hljs.registerLanguage(name, grammar);
}

/** The code as HTML: its own text escaped, parts of it in spans. */
export function highlight(code: string, language: string): string {
  // Read as HTML, a bare carriage return would be lost.
  return hljs.highlight(code, { language }).value.replaceAll("\r", "&#13;");
}
