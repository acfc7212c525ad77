// What the contact sees of each kind through each provider.
import type { Content, ProviderName } from "sessage";

/** What the chat shows: a text for each message, or the words of the refusal. */
export type Shown = string[] | { refused: string };

const CHOICES = "Options 1. Today (today) 2. Later (later)";
/** Each kind, and what the chat shows of it through each provider. */
export const CASES: { kind: string; content: Content; shown: Record<ProviderName, Shown> }[] = [
  {
    kind: "text",
    content: { type: "text", text: "Hi Mei,\nyour order is ready." },
    shown: {
      islash: ["Hi Mei, your order is ready."],
      connectly: ["Hi Mei, your order is ready."],
      texter: ["Hi Mei, your order is ready."],
      yeastar: ["Hi Mei, your order is ready."],
    },
  },
  {
    kind: "image with a caption",
    content: { type: "image", url: "https://example.invalid/rose.jpg", caption: "A rose" },
    shown: {
      islash: ["Image rose.jpg It does not load here. A rose"],
      connectly: ["Image rose.jpg It does not load here. A rose"],
      texter: ["Image rose.jpg It does not load here. A rose"],
      yeastar: ["A rose https://example.invalid/rose.jpg"],
    },
  },
  {
    kind: "video whose address has no ending",
    content: { type: "video", url: "https://example.invalid/watch" },
    shown: {
      islash: ["Video watch It does not load here."],
      connectly: ["Video watch It does not load here."],
      texter: ["Video watch It does not load here."],
      yeastar: ["https://example.invalid/watch"],
    },
  },
  {
    kind: "audio",
    content: { type: "audio", url: "https://example.invalid/hello.mp3" },
    shown: {
      islash: ["Audio hello.mp3 It does not load here."],
      connectly: ["Audio hello.mp3 It does not load here."],
      texter: ["Audio hello.mp3 It does not load here."],
      yeastar: ["https://example.invalid/hello.mp3"],
    },
  },
  {
    kind: "document",
    content: { type: "document", url: "https://example.invalid/invoice.pdf", caption: "Yours" },
    shown: {
      islash: ["PDF Document: invoice.pdf Document Yours"],
      connectly: ["PDF Document: invoice.pdf Document Yours"],
      texter: ["PDF Document: invoice.pdf Document Yours"],
      yeastar: ["Yours https://example.invalid/invoice.pdf"],
    },
  },
  {
    kind: "file uploaded before",
    content: {
      type: "document",
      uploaded: { id: "7", uri: "20250725/7", name: "Prices.csv", type: "text/csv", size: 2048 },
    },
    shown: {
      islash: { refused: "iSlash does not carry uploaded." },
      connectly: { refused: "Connectly does not carry uploaded." },
      texter: ["File Document: 7 Document"],
      yeastar: ["CSV Document: Prices.csv text/csv, 2 KB"],
    },
  },
  {
    kind: "sticker",
    content: { type: "sticker", uploaded: "7" },
    shown: {
      islash: ["Sticker 7"],
      connectly: { refused: "Connectly does not carry sticker messages." },
      texter: { refused: "Texter does not carry sticker messages." },
      yeastar: { refused: "Yeastar does not carry sticker messages." },
    },
  },
  {
    kind: "album",
    content: {
      type: "album",
      items: [
        { type: "image", url: "https://example.invalid/1.jpg", caption: "One" },
        { type: "document", url: "https://example.invalid/2.pdf" },
      ],
    },
    shown: {
      islash: ["Image 1.jpg It does not load here. One", "PDF Document: 2.pdf Document"],
      connectly: ["Image 1.jpg It does not load here. One", "PDF Document: 2.pdf Document"],
      texter: ["Image 1.jpg It does not load here. One PDF Document: 2.pdf Document"],
      yeastar: ["One https://example.invalid/1.jpg", "https://example.invalid/2.pdf"],
    },
  },
  {
    kind: "location",
    content: {
      type: "location",
      latitude: 22.2819,
      longitude: 114.1582,
      name: "Harbour Flowers",
      address: "12 Queen's Road",
    },
    shown: {
      islash: ["Harbour Flowers 12 Queen's Road https://www.google.com/maps?q=22.2819,114.1582"],
      connectly: ["Harbour Flowers 12 Queen's Road 22.2819, 114.1582"],
      texter: ["Harbour Flowers 12 Queen's Road 22.2819, 114.1582"],
      yeastar: ["Harbour Flowers 12 Queen's Road https://www.google.com/maps?q=22.2819,114.1582"],
    },
  },
  {
    kind: "contacts",
    content: {
      type: "contacts",
      contacts: [
        {
          name: { formatted: "Ana Lima", first: "Ana" },
          phones: [{ phone: "+85261234567" }],
          emails: [{ email: "ana@example.com" }],
        },
      ],
    },
    shown: {
      islash: ["Ana Lima +85261234567 ana@example.com"],
      connectly: ["Ana Lima +85261234567 ana@example.com"],
      texter: ["A Ana Lima +85261234567 ana@example.com"],
      yeastar: ["Ana Lima +85261234567 ana@example.com"],
    },
  },
  {
    kind: "buttons with header and footer",
    content: {
      type: "buttons",
      header: "Delivery",
      text: "When?",
      footer: "Harbour Flowers",
      buttons: [
        { id: "today", title: "Today" },
        { id: "later", title: "Later" },
      ],
    },
    shown: {
      islash: [`Delivery When? ${CHOICES} Harbour Flowers`],
      connectly: ["Delivery When? Harbour Flowers Today Later"],
      texter: ["Delivery When? Harbour Flowers Today Later"],
      yeastar: [`Delivery When? ${CHOICES} Harbour Flowers`],
    },
  },
  {
    kind: "list",
    content: {
      type: "list",
      text: "Choose a time",
      button: "Times",
      sections: [{ title: "Tomorrow", rows: [{ id: "am", title: "Morning", description: "9 to 12" }] }],
    },
    shown: {
      islash: ["Choose a time Times Tomorrow 1. Morning: 9 to 12 (am)"],
      connectly: ["Choose a time ☰ Times"],
      texter: ["Choose a time ☰ Times"],
      yeastar: ["Choose a time Times Tomorrow 1. Morning: 9 to 12 (am)"],
    },
  },
  {
    kind: "template with its values",
    content: {
      type: "template",
      name: "greeting",
      language: "en",
      id: 9,
      templateId: "90",
      header: "4711",
      body: ["Ann", "Monday"],
    },
    shown: {
      islash: { refused: "iSlash does not carry language." },
      connectly: ["Template greeting · en header 4711 1 Ann 2 Monday Its text is on file with Connectly."],
      texter: { refused: "Texter does not carry header." },
      yeastar: ["Template greeting · en header 4711 1 Ann 2 Monday Its text is on file with Yeastar."],
    },
  },
  {
    kind: "template with a picture above it",
    content: {
      type: "template",
      name: "greeting",
      language: "en",
      id: 9,
      templateId: "90",
      header: { type: "image", url: "https://example.invalid/h.jpg" },
      body: ["Ann"],
    },
    shown: {
      islash: { refused: "iSlash does not carry language." },
      connectly: [
        "Template greeting · en Image h.jpg It does not load here. 1 Ann Its text is on file with Connectly.",
      ],
      texter: ["Template greeting · en Image h.jpg It does not load here. 1 Ann Its text is on file with Texter."],
      yeastar: { refused: "Yeastar does not carry a header by url." },
    },
  },
];
