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


// A template, and the same sent in place of a text that comes too late.
const template = (content) => [
  ["template", { content: { type: "template", ...content } }],
  ["text, window closed", { ...text[1], lastInboundAt: 0, fallback: { type: "template", ...content } }],
];

export const messages = {
  islash: [
    ...template({ name: "payment_update_en", body: ["Ada", "4021"] }),
    ...[text, image, video, audio],
    // No file name: iSlash carries none beside a URL.
    ["document by url", { content: { type: "document", url: `${files}/invoice.pdf` } }],
    imageFile,
    ["sticker", { content: { type: "sticker", uploaded: "66" } }],
  ],
  connectly: [
    ...template({ name: "hello", language: "en" }),
    ...[text, image, video, audio, pdf, albumOfOne(front), location, buttons, list],
  ],
  texter: [
    ...template({ name: "inbox_marketing_98" }),
    ...[text, image, video, audio, pdf, album, location, contacts, buttons, list],
  ],
  yeastar: [
    ...template({
      name: "discount_campaign",
      id: 1773,
      templateId: "1293546285747227",
      language: "en",
      header: { type: "image", file: picture() },
      body: {
        customertier: "VIP",
        offertype: "discount",
        offerdetails: "20% off for all products",
        expirydate: "July 31, 2026",
        companyname: "SmartMal",
      },
      buttons: [{ type: "flow" }, { type: "url" }, { type: "voice_call" }],
    }),
    text,
    imageFile,
    uploaded("image", "parcel.jpg", "image/jpeg"),
    uploaded("video", "unpacking.mp4", "video/mp4"),
    uploaded("audio", "greeting.wav", "audio/wav"),
    uploaded("document", "invoice.pdf", "application/pdf"),
    albumOfOne(stored("image", "front.jpg", "image/jpeg")),
  ],
};
