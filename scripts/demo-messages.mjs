// The messages that `make demo` sends, as data: for each provider, one of every kind that it carries.
// A row is the kind's name as printed, and the Message without its recipient. The demo fails where a kind is missing.

const files = "https://files.example.com";
// The smallest PNG: one transparent pixel.
const pixel = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);
const picture = () => new File([pixel], "pixel.png", { type: "image/png" });

const text = ["text", { content: { type: "text", text: "Your parcel is on its way." } }];
const image = [
  "image by url",
  { content: { type: "image", url: `${files}/parcel.jpg`, caption: "Your parcel" } },
];
const video = ["video by url", { content: { type: "video", url: `${files}/unpacking.mp4` } }];
const audio = ["audio by url", { content: { type: "audio", url: `${files}/greeting.mp3` } }];
const pdf = [
  "document by url",
  { content: { type: "document", url: `${files}/invoice.pdf`, filename: "invoice.pdf" } },
];
const imageFile = ["image by file", { content: { type: "image", file: picture() } }];
const location = [
  "location",
  {
    content: {
      type: "location",
      latitude: 22.2793,
      longitude: 114.1628,
      name: "Central Pier",
      address: "Man Kwong Street, Hong Kong",
    },
  },
];
const contacts = [
  "contacts",
  {
    content: {
      type: "contacts",
      contacts: [
        {
          name: { formatted: "Ada Example", first: "Ada" },
          phones: [{ phone: "+14155552671", type: "WORK" }],
        },
      ],
    },
  },
];
const album = [
  "album",
  {
    content: {
      type: "album",
      items: ["front", "back"].map((side) => ({ type: "image", url: `${files}/${side}.jpg` })),
    },
  },
];
// Where an album is one file, by its address or uploaded before.
const albumOfOne = (item) => ["album of one", { content: { type: "album", items: [item] } }];
const choices = [
  { id: "today", title: "Today" },
  { id: "tomorrow", title: "Tomorrow" },
];
const buttons = [
  "buttons",
  { content: { type: "buttons", text: "When shall we deliver?", buttons: choices } },
];
const list = [
  "list",
  {
    content: {
      type: "list",
      text: "When shall we deliver?",
      button: "Choose a day",
      sections: [{ title: "This week", rows: choices }],
    },
  },
];

export const recipient = "+14155552671";

const stored = (type, name, mime) => ({
  type,
  uploaded: { uri: `20261120/${name}`, name, type: mime, size: 20480 },
});
const uploaded = (...file) => [`${file[0]} uploaded`, { content: stored(...file) }];
const front = { type: "image", url: `${files}/front.jpg` };

export const messages = {
  islash: [
    ...[text, image, video, audio],
    // No file name: iSlash carries none beside a URL.
    ["document by url", { content: { type: "document", url: `${files}/invoice.pdf` } }],
    imageFile,
    ["sticker", { content: { type: "sticker", uploaded: "66" } }],
  ],
  connectly: [text, image, video, audio, pdf, albumOfOne(front), location, buttons, list],
  texter: [text, image, video, audio, pdf, album, location, contacts, buttons, list],
  yeastar: [
    text,
    uploaded("image", "parcel.jpg", "image/jpeg"),
    uploaded("video", "unpacking.mp4", "video/mp4"),
    uploaded("audio", "greeting.wav", "audio/wav"),
    uploaded("document", "invoice.pdf", "application/pdf"),
    albumOfOne(stored("image", "front.jpg", "image/jpeg")),
  ],
};
