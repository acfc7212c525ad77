import { z } from "zod";
import { fits, isPhone, problemsOf } from "./shared.mjs";

const text = (max) => z.string().min(1).refine((text) => fits(text, max));
const row = z.strictObject({ id: text(200), title: text(24), description: text(72).optional() });
const section = z.strictObject({ title: text(24).optional(), rows: z.array(row).min(1) });
const sections = z
  .array(section)
  .min(1)
  .superRefine((sections, context) => {
    for (const { path, code } of problemsOf(sections))
      context.addIssue({ code: "custom", path, message: code });
  });
const list = z.strictObject({
  type: z.literal("list"),
  text: text(4096),
  footer: text(60).optional(),
  button: text(20),
  sections,
});
const schema = z.strictObject({
  to: z.string().refine(isPhone),
  content: z.discriminatedUnion("type", [z.strictObject({ type: z.literal("text"), text: text(4096) }), list]),
});

export const isValid = (message) => schema.safeParse(message).success;
