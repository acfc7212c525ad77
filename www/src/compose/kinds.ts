// Every kind of content: its name, its form, and a small message to start from. No limit stands here.
import { area, type Field, type Kind, maybe, more, text, type Width } from "./fields.ts";
import { FIRST } from "../state/message.ts";
import { TEMPLATE } from "./template.ts";

interface KindForm {
  label: string;
  fields: readonly Field[];
  /** What stands in it when it is first chosen. */
  start: Record<string, unknown>;
  /** The member that holds the message's words, which go along to another kind. */
  words?: "text" | "caption";
}

const source: Field = { type: "source" };
const caption = area("caption", "Caption", { rows: 2, optional: true });
const filename = maybe("filename", "File name", { hint: "What the contact sees" });
const footer = maybe("footer", "Footer", { width: "half" });
const header: Field = { type: "header", key: "header", label: "Header", sources: false };
const label = (width: Width = "half") => maybe("type", "Type", { width, hint: "Such as WORK, HOME or CELL" });

const media = (name: string, url: string, ...fields: Field[]): KindForm => ({
  label: name,
  fields: [source, ...fields],
  start: { url: `https://example.com/${url}` },
  ...(fields.includes(caption) && { words: "caption" }),
});

/** The first of `row1`, `row2`, … that is not taken. */
function free(name: string, taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`${name}${number}`)) number += 1;
  return `${name}${number}`;
}
const row = (taken: ReadonlySet<string>) => ({ id: free("row", taken), title: "" });

/** The forms of all kinds. */
export const KINDS: Readonly<Record<Kind, KindForm>> = {
  text: {
    label: "Text",
    fields: [area("text", "Text", { rows: 6 })],
    start: { text: "Hi Mei, your order 4021 is ready.\nWe are open until 19:00." },
    words: "text",
  },
  image: media("Image", "bouquet.jpg", caption, more("More fields", filename)),
  video: media("Video", "wrapping.mp4", caption, more("More fields", filename)),
  audio: media("Audio", "greeting.mp3", more("More fields", filename)),
  document: media("Document", "invoice-4021.pdf", caption, filename),
  sticker: { ...media("Sticker", "", more("More fields", filename)), start: { uploaded: "66" } },
  album: {
    label: "Album",
    fields: [
      {
        type: "items",
        key: "items",
        label: "Items",
        noun: "Item",
        item: [
          {
            type: "select",
            key: "type",
            label: "Kind",
            options: { image: "Image", video: "Video", document: "Document", audio: "Audio" },
          },
          source,
          caption,
          more("More fields", filename),
        ],
        blank: () => ({ type: "image", url: "" }),
      },
    ],
    start: {
      items: [
        { type: "image", url: "https://example.com/roses.jpg", caption: "Roses" },
        { type: "image", url: "https://example.com/tulips.jpg", caption: "Tulips" },
      ],
    },
  },
  location: {
    label: "Location",
    fields: [
      { type: "number", key: "latitude", label: "Latitude", width: "half" },
      { type: "number", key: "longitude", label: "Longitude", width: "half" },
      maybe("name", "Name", { width: "half" }),
      maybe("address", "Address", { width: "half", hint: "On one line" }),
    ],
    start: { latitude: 22.2819, longitude: 114.1582, name: "Harbour Flowers", address: "12 Queen's Road, Central" },
  },
  contacts: {
    label: "Contacts",
    fields: [
      {
        type: "items",
        key: "contacts",
        label: "Contacts",
        noun: "Contact",
        item: [
          {
            type: "group",
            key: "name",
            fields: [
              text("formatted", "Full name"),
              maybe("first", "First name", { width: "half" }),
              maybe("last", "Last name", { width: "half" }),
            ],
          },
          {
            type: "items",
            key: "phones",
            label: "Phones",
            noun: "Phone",
            optional: true,
            item: [
              text("phone", "Number", { width: "third" }),
              label("third"),
              maybe("waId", "WhatsApp id", { width: "third", code: true, hint: "Lets the contact start a chat" }),
            ],
            blank: () => ({ phone: "", type: "CELL" }),
          },
          more(
            "More fields",
            {
              type: "items",
              key: "emails",
              label: "E-mail addresses",
              noun: "E-mail address",
              optional: true,
              item: [text("email", "E-mail", { width: "half" }), label()],
              blank: () => ({ email: "", type: "WORK" }),
            },
            {
              type: "items",
              key: "urls",
              label: "Websites",
              noun: "Website",
              optional: true,
              item: [text("url", "Address", { width: "half", code: true }), label()],
              blank: () => ({ url: "", type: "WORK" }),
            },
            {
              type: "group",
              key: "org",
              label: "Work",
              fields: [
                maybe("company", "Company", { width: "third" }),
                maybe("department", "Department", { width: "third" }),
                maybe("title", "Job title", { width: "third" }),
              ],
            },
            {
              type: "items",
              key: "addresses",
              label: "Postal addresses",
              noun: "Postal address",
              optional: true,
              item: [
                maybe("street", "Street", { width: "third" }),
                maybe("city", "City", { width: "third" }),
                maybe("state", "State or region", { width: "third" }),
                maybe("zip", "Postcode", { width: "third" }),
                maybe("country", "Country", { width: "third" }),
                label("third"),
              ],
              blank: () => ({ street: "", type: "HOME" }),
            },
            maybe("birthday", "Birthday", { width: "half" }),
          ),
        ],
        blank: () => ({ name: { formatted: "" } }),
      },
    ],
    start: {
      contacts: [
        {
          name: { formatted: "Ana Lima", first: "Ana", last: "Lima" },
          phones: [{ phone: "+85261234567", type: "CELL" }],
        },
      ],
    },
  },
  buttons: {
    label: "Buttons",
    fields: [
      header,
      area("text", "Text"),
      footer,
      {
        type: "items",
        key: "buttons",
        label: "Buttons",
        noun: "Button",
        item: [text("title", "Title", { width: "half" }), text("id", "Id", { width: "half", code: true })],
        blank: (taken) => ({ id: free("button", taken), title: "" }),
      },
    ],
    start: {
      text: "When shall we deliver your flowers?",
      buttons: [
        { id: "today", title: "Today" },
        { id: "tomorrow", title: "Tomorrow" },
      ],
    },
    words: "text",
  },
  list: {
    label: "List",
    fields: [
      header,
      area("text", "Text"),
      footer,
      text("button", "Button that opens the list", { width: "half" }),
      {
        type: "items",
        key: "sections",
        label: "Sections",
        noun: "Section",
        item: [
          maybe("title", "Section title"),
          {
            type: "items",
            key: "rows",
            label: "Rows",
            noun: "Row",
            item: [
              text("title", "Title", { width: "third" }),
              text("id", "Id", { width: "third", code: true }),
              maybe("description", "Description", { width: "third" }),
            ],
            blank: row,
            counted: "in all sections",
          },
        ],
        blank: (taken) => ({ title: "", rows: [row(taken)] }),
      },
    ],
    start: { ...FIRST.content },
    words: "text",
  },
  template: {
    label: "Template",
    fields: TEMPLATE,
    start: { name: "order_update", language: "en_US", body: ["Mei", "Friday"] },
  },
};

/** The kinds as they are offered. */
export const GROUPS: Readonly<Record<string, readonly Kind[]>> = {
  Words: ["text", "buttons", "list", "template"],
  Media: ["image", "video", "audio", "document", "sticker", "album"],
  "Places and people": ["location", "contacts"],
};
