// One template of each provider's, and what arrives of a message.
export { templates } from "../../runtimes/checks/templates.js";

/** What a template's own call is named in each provider's paths, or in a body that both kinds of message share. */
const marks = {
  islash: "/send-message",
  connectly: "/whatsapp_templated_messages",
  texter: "/whatsapp/templates/send",
  yeastar: '"msg_kind":1',
};
const sends = {
  islash: "/send-session-message",
  connectly: "/send/messages",
  texter: "/messages/send/",
  yeastar: '"msg_kind":0',
};

/** Each record as `template`, `session` or the last part of its path. */
export function kinds(provider, records) {
  return records.map(({ path, body }) => {
    const shown = path + (body?.text ?? "");
    if (shown.includes(marks[provider])) return "template";
    return shown.includes(sends[provider]) ? "session" : path.split("/").at(-1);
  });
}

/** A record's body: JSON as it is, a form as pairs, a file as its name, type and size. */
export function bodyOf({ body }) {
  if (body?.type !== "multipart") return body?.value ?? null;
  return body.parts.map(({ name, value, filename, contentType, size }) => [
    name,
    filename === undefined ? value : { filename, contentType, size },
  ]);
}
