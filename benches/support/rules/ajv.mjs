import { Ajv } from "ajv";
import { isPhone, problemsOf } from "./shared.mjs";

const ajv = new Ajv({ allErrors: true, discriminator: true });
ajv.addFormat("phone", isPhone);
ajv.addKeyword({
  keyword: "isList",
  type: "array",
  errors: false,
  // Every keyword is asked with `allErrors`, so the sections may not be any yet.
  validate: (_, sections) => {
    const isWhole = sections.every((section) => Array.isArray(section?.rows) && section.rows.every(Boolean));
    return !isWhole || problemsOf(sections).length === 0;
  },
});

// ajv counts code points.
const text = (maxLength) => ({ type: "string", minLength: 1, maxLength });
const object = (properties, optional = []) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  additionalProperties: false,
});
const array = (items) => ({ type: "array", items, minItems: 1 });

const row = object({ id: text(200), title: text(24), description: text(72) }, ["description"]);
const section = object({ title: text(24), rows: array(row) }, ["title"]);
const list = object(
  {
    type: { const: "list" },
    text: text(4096),
    footer: text(60),
    button: text(20),
    sections: { ...array(section), isList: true },
  },
  ["footer"],
);
const content = {
  type: "object",
  required: ["type"],
  discriminator: { propertyName: "type" },
  oneOf: [object({ type: { const: "text" }, text: text(4096) }), list],
};

export const isValid = ajv.compile(object({ to: { type: "string", format: "phone" }, content }));
