// What a message may have beside its recipient and content.
import { area, type Field, maybe } from "./fields.ts";
import { FALLBACK, TEMPLATE } from "./template.ts";

/** The fields beside recipient and content. */
export const OPTIONS: readonly Field[] = [
  maybe("from", "From", { width: "third", hint: "Which of your numbers sends" }),
  maybe("channel", "Channel", { width: "third", hint: "whatsapp, where none is named" }),
  maybe("replyTo", "Reply to", { width: "third", code: true, hint: "Id of the message to quote" }),
  maybe("reference", "Reference", { width: "third", code: true, hint: "Your own id" }),
  maybe("messageTag", "Message tag", { width: "third", code: true, hint: "Facebook's, outside the 24 hours" }),
  { type: "moment", key: "lastInboundAt", label: "The contact last wrote" },
  {
    type: "part",
    key: "fallback",
    label: "Fallback template",
    hint: "Sent in place of the message when the session window is closed",
    start: FALLBACK,
    fields: TEMPLATE,
  },
  area("providerOptions", "Provider options", {
    rows: 2,
    json: true,
    code: true,
    optional: true,
    hint: "A JSON object, merged into the request's body",
  }),
];
