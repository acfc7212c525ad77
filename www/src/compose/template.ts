// The form of a template, which stands in the content and, to be sent in place of it, in the fallback.
import { type Field, maybe, more, text } from "./fields.ts";

/** The fields of a template. */
export const TEMPLATE: readonly Field[] = [
  text("name", "Template name", { width: "half", code: true }),
  maybe("language", "Language", { width: "half", code: true, hint: "Such as en or pt_BR" }),
  { type: "header", key: "header", label: "Header", sources: true },
  { type: "values", key: "body", label: "Body values" },
  {
    type: "items",
    key: "buttons",
    label: "Buttons",
    noun: "Button",
    optional: true,
    item: [
      {
        type: "select",
        key: "type",
        label: "Button type",
        width: "half",
        options: {
          url: "Open an address",
          quick_reply: "Quick reply",
          flow: "Flow",
          copy_code: "Copy a code",
          voice_call: "Voice call",
          phone_number: "Phone number",
        },
      },
      maybe("text", "Value", { width: "half", hint: "None for a button that never changes" }),
    ],
    blank: () => ({ type: "url" }),
  },
  more(
    "More fields",
    maybe("id", "Provider's id", { width: "half", code: true, hint: "Yeastar's own id of the template" }),
    maybe("templateId", "WhatsApp's id", { width: "half", code: true }),
    maybe("category", "Category", { width: "half", code: true, hint: "Such as UTILITY" }),
  ),
];

/** A template to start a fallback from. */
export const FALLBACK = { type: "template", name: "hello", language: "en" };
