// The package.json that is published: pkg.json.template, filled in with what Cargo.toml says.
import { readFileSync } from "node:fs";
import { at, crate } from "./shared.mjs";

export function manifest() {
  const { metadata, keywords, ...values } = crate();
  const template = JSON.parse(readFileSync(at("pkg.json.template"), "utf8"));
  return rendered(template, { ...values, keywords: [...keywords, ...metadata.npm.keywords] });
}

/** The template with each `{{key}}` replaced by the value of that key. One that is a whole string may be no text. */
export function rendered(template, values) {
  const valueOf = (key) => {
    const value = values[key];
    if (value == null || value.length === 0) throw new Error(`pkg.json.template wants ${key}, which Cargo.toml does not name`);
    return value;
  };
  const fill = (text) => {
    const [, whole] = /^\{\{(\w+)\}\}$/.exec(text) ?? [];
    return whole ? valueOf(whole) : text.replace(/\{\{(\w+)\}\}/g, (_, key) => valueOf(key));
  };
  return JSON.parse(JSON.stringify(template), (_, value) => (typeof value === "string" ? fill(value) : value));
}
