// What a planned request carries, as the content that the preview draws. Each provider writes it in its own
// way; here is only what adapting can make of a message.

const READ = {
  islash({ parts }) {
    const field = (name) => parts.find((part) => part.name === name);
    const url = field("file_url")?.value;
    const name = field("file")?.filename ?? field("sticker_id")?.value;
    const text = field("text")?.value;
    if (url === undefined && name === undefined) return { type: "text", text };
    return { ...file(url, name), caption: text };
  },
  connectly({ value: { message } }) {
    const { text, attachments, location, replyButtonMessage: buttons, listMessage: list } = message;
    if (location) return { type: "location", ...location };
    if (attachments) return { ...attachments[0], caption: text };
    const framed = ({ header, footer }) => ({ text, header: header?.text ?? header?.attachment, footer: footer?.text });
    if (buttons) return { type: "buttons", ...framed(buttons), buttons: buttons.buttons.map(({ text }) => ({ title: text })) };
    if (list) return { type: "list", ...framed(list), button: list.button.text, sections: list.sections.map((section) => rows(section, "text")) };
    return { type: "text", text };
  },
  texter({ value }) {
    const { type, text, media, location, contacts, buttons, list } = value;
    if (media) return { type: "album", items: media.map(({ mediaType, ...item }) => ({ type: mediaType, ...item })) };
    if (location) return { type: "location", ...location };
    if (contacts) return { type: "contacts", contacts: contacts.map(({ name, ...card }) => ({ ...card, name: { formatted: name.formatted_name } })) };
    if (list) return { type: "list", text, button: list.button, sections: list.sections.map((section) => rows(section, "title")) };
    return buttons ? { type: "buttons", text, buttons } : { type, text };
  },
  yeastar({ value: { files, msg_body: text } }) {
    return files ? file(undefined, files[0].name) : { type: "text", text };
  },
};

/** The content that a planned request would have the contact see. */
export function contentOf(provider, { body }) {
  return READ[provider](body);
}

const rows = ({ title, rows }, key) => ({ title, rows: rows.map((row) => ({ title: row[key], description: row.description })) });

const ENDINGS = { image: /\.(jpe?g|png)$/i, video: /\.(mp4|3gpp?)$/i, audio: /\.(mp3|ogg|m4a|aac|amr|wav)$/i, sticker: /\.webp$/i };

/** A file whose kind only its name tells. */
function file(url, name) {
  const ends = name ?? url.replace(/[?#].*$/s, "");
  const [type] = Object.entries(ENDINGS).find(([, ending]) => ending.test(ends)) ?? ["document"];
  return { type, url, filename: name };
}
