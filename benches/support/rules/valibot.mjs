import * as v from "valibot";
import { fits, isPhone, problemsOf } from "./shared.mjs";

const text = (max) =>
  v.pipe(
    v.string(),
    v.minLength(1),
    v.check((text) => fits(text, max)),
  );
const row = v.strictObject({ id: text(200), title: text(24), description: v.optional(text(72)) });
const section = v.strictObject({ title: v.optional(text(24)), rows: v.pipe(v.array(row), v.minLength(1)) });
const sections = v.pipe(
  v.array(section),
  v.minLength(1),
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed) for (const { code } of problemsOf(dataset.value)) addIssue({ message: code });
  }),
);
const list = v.strictObject({
  type: v.literal("list"),
  text: text(4096),
  footer: v.optional(text(60)),
  button: text(20),
  sections,
});
const schema = v.strictObject({
  to: v.pipe(v.string(), v.check(isPhone)),
  content: v.variant("type", [v.strictObject({ type: v.literal("text"), text: text(4096) }), list]),
});

export const isValid = (message) => v.safeParse(schema, message).success;
