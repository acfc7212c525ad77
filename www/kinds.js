// What a message can hold, as data. A kind is one entry: its label, its fields and a small valid example.
// No limit stands here: the package knows them.
//
// Field types: text, area, number, select; `source` (url, file or uploaded), `header` (text or media),
// `group` (an object), `items` (a list of objects with a blank one to add).

const text = (key, label, more = {}) => ({ type: "text", key, label, ...more });
const area = (key, label, more = {}) => ({ type: "area", key, label, ...more });
const optional = { optional: true };
const source = (accept) => ({ type: "source", accept });

const caption = area("caption", "Caption", { ...optional, rows: 2 });
const filename = text("filename", "File name", optional);
const footer = text("footer", "Footer", optional);
const header = { type: "header", key: "header", label: "Header" };

const media = (label, accept, url, more = [caption, filename]) => ({
  label,
  media: true,
  accept,
  fields: [source(accept), ...more],
  example: { url },
});

const KINDS = {
  text: {
    label: "Text",
    fields: [area("text", "Text", { rows: 5 })],
    example: { text: "Hi Mei, your order 4021 is ready.\nWe are open until 19:00." },
  },
  image: media("Image", "image/jpeg,image/png", "https://example.com/bouquet.jpg"),
  video: media("Video", "video/mp4,video/3gpp", "https://example.com/wrapping.mp4"),
  audio: media("Audio", "audio/*", "https://example.com/greeting.mp3"),
  document: media("Document", "", "https://example.com/invoice-4021.pdf"),
  sticker: media("Sticker", "image/webp", "https://example.com/thanks.webp"),
  album: {
    label: "Album",
    fields: [{
      type: "items",
      key: "items",
      label: "Items",
      one: "Item",
      item: [
        { type: "select", key: "type", label: "Kind", options: ["image", "video", "document", "audio"] },
        source(""),
        caption,
      ],
      blank: { type: "image", url: "" },
    }],
    example: {
      items: [
        { type: "image", url: "https://example.com/roses.jpg", caption: "Roses" },
        { type: "image", url: "https://example.com/tulips.jpg", caption: "Tulips" },
      ],
    },
  },
  location: {
    label: "Location",
    fields: [
      { type: "number", key: "latitude", label: "Latitude", half: true },
      { type: "number", key: "longitude", label: "Longitude", half: true },
      text("name", "Name", optional),
      text("address", "Address", optional),
    ],
    example: { latitude: 22.2819, longitude: 114.1582, name: "Harbour Flowers", address: "12 Queen's Road, Central" },
  },
  contacts: {
    label: "Contacts",
    fields: [{
      type: "items",
      key: "contacts",
      label: "Contacts",
      one: "Contact",
      item: [
        {
          type: "group",
          key: "name",
          fields: [
            text("formatted", "Full name"),
            text("first", "First name", { ...optional, half: true }),
            text("last", "Last name", { ...optional, half: true }),
          ],
        },
        {
          type: "items",
          key: "phones",
          label: "Phones",
          one: "Phone",
          optional: true,
          item: [text("phone", "Number", { half: true }), text("type", "Type", { ...optional, half: true })],
          blank: { phone: "", type: "CELL" },
        },
        {
          type: "items",
          key: "emails",
          label: "E-mail addresses",
          one: "E-mail address",
          optional: true,
          item: [text("email", "Address", { half: true }), text("type", "Type", { ...optional, half: true })],
          blank: { email: "", type: "WORK" },
        },
      ],
      blank: { name: { formatted: "" } },
    }],
    example: {
      contacts: [{ name: { formatted: "Ana Lima", first: "Ana", last: "Lima" }, phones: [{ phone: "+85261234567", type: "CELL" }] }],
    },
  },
  buttons: {
    label: "Buttons",
    fields: [
      header,
      area("text", "Text", { rows: 3 }),
      footer,
      {
        type: "items",
        key: "buttons",
        label: "Buttons",
        one: "Button",
        item: [text("title", "Title", { half: true }), text("id", "Id", { half: true, code: true })],
        blank: { id: "", title: "" },
      },
    ],
    example: {
      text: "When shall we deliver your flowers?",
      buttons: [{ id: "today", title: "Today" }, { id: "tomorrow", title: "Tomorrow" }],
    },
  },
  list: {
    label: "List",
    fields: [
      header,
      area("text", "Text", { rows: 3 }),
      footer,
      text("button", "Button that opens the list"),
      {
        type: "items",
        key: "sections",
        label: "Sections",
        one: "Section",
        item: [
          text("title", "Section title", optional),
          {
            type: "items",
            key: "rows",
            label: "Rows",
            one: "Row",
            item: [
              text("title", "Title", { half: true }),
              text("id", "Id", { half: true, code: true }),
              text("description", "Description", optional),
            ],
            blank: { id: "", title: "" },
          },
        ],
        blank: { title: "", rows: [{ id: "", title: "" }] },
      },
    ],
    example: {
      text: "Choose a time and we bring the flowers to your door.",
      button: "Choose a time",
      sections: [{
        title: "Tomorrow",
        rows: [
          { id: "am", title: "Morning", description: "9:00 to 12:00" },
          { id: "pm", title: "Afternoon", description: "13:00 to 18:00" },
        ],
      }],
    },
  },
};

/** The ways to name a recipient. */
const RECIPIENTS = {
  phone: { label: "Phone", hint: "With + and country code" },
  conversationId: { label: "Conversation id", hint: "A Texter chat or a Yeastar session" },
  bsuid: { label: "BSUID", hint: "Connectly's business-scoped user id" },
};

/** The fields of a message beside its recipient and content. */
const OPTIONS = [
  text("from", "From", { ...optional, half: true, hint: "Which of your numbers sends" }),
  text("channel", "Channel", { ...optional, half: true, hint: "whatsapp, where none is named" }),
  text("replyTo", "Reply to", { ...optional, half: true, hint: "Id of the message to quote" }),
  text("reference", "Reference", { ...optional, half: true, hint: "Your own id, echoed back" }),
  text("messageTag", "Message tag", { ...optional, half: true, hint: "Facebook, outside 24 hours" }),
];

/** Where a file comes from. */
const SOURCES = { url: "Address", file: "File", uploaded: "Uploaded before" };

/** What a header can be. */
const HEADERS = { none: "None", text: "Text", image: "Image", video: "Video", document: "Document" };

export { HEADERS, KINDS, OPTIONS, RECIPIENTS, SOURCES };
