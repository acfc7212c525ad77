// Values as a person would write them in TypeScript.

const WIDTH = 68;
const NAME = /^[A-Za-z_$][\w$]*$/;

/** Stands in a value for an expression that is no literal. */
export class Expression {
  constructor(readonly code: string) {}
}

/** A literal of plain data, on one line where it is short. `lead` is what stands before it on its first line. */
export function literal(value: unknown, indent = "", lead = 0): string {
  if (value instanceof Expression) return value.code;
  if (value === null || typeof value !== "object") {
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  }
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const members = isList
    ? value.map((item: unknown) => literal(item, deeper))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([name, item]) => [keyOf(name), item] as const)
        .map(([key, item]) => `${key}: ${literal(item, deeper, key.length + 2)}`);
  if (members.length === 0) return isList ? "[]" : "{}";
  const line = isList ? `[${members.join(", ")}]` : `{ ${members.join(", ")} }`;
  if (!line.includes("\n") && indent.length + lead + line.length <= WIDTH) return line;
  const [start, end] = isList ? "[]" : "{}";
  return `${start}\n${members.map((member) => `${deeper}${member},\n`).join("")}${indent}${end}`;
}

function keyOf(name: string): string {
  // Written out, it would be the object's prototype.
  if (name === "__proto__") return '["__proto__"]';
  return NAME.test(name) ? name : JSON.stringify(name);
}
