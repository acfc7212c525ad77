// Messages to start from.
import type { Adapt, Message, ProviderName } from "sessage";
import { CLOSED_RECIPIENT, RECIPIENT, TIMES } from "../state/message.ts";

/** A message to start from, and what else of the page it sets. */
export interface Example {
  title: string;
  about: string;
  provider?: ProviderName;
  adapt?: Adapt;
  message: () => Message;
}

const DAY = 86_400_000;

/** The examples, the plainest first. */
export const EXAMPLES: readonly Example[] = [
  {
    title: "Plain text",
    about: "All four take it as it is",
    message: () => ({
      to: RECIPIENT,
      content: { type: "text", text: "Hi Mei, your order 4021 is ready.\nWe are open until 19:00." },
    }),
  },
  {
    title: "List in reply to a message",
    about: "Refused by Connectly, adapted for iSlash, as it is on Texter",
    adapt: "reshape",
    message: () => ({
      to: RECIPIENT,
      replyTo: "1716360012",
      content: { ...TIMES, sections: [...TIMES.sections, { title: "Friday", rows: [{ id: "fri", title: "All day" }] }] },
    }),
  },
  {
    title: "Buttons under a picture",
    about: "A header, a footer, three replies",
    message: () => ({
      to: RECIPIENT,
      content: {
        type: "buttons",
        header: { type: "image", url: "https://example.com/bouquet.jpg" },
        text: "When shall we deliver your flowers?",
        footer: "Harbour Flowers",
        buttons: [
          { id: "today", title: "Today" },
          { id: "tomorrow", title: "Tomorrow" },
          { id: "later", title: "Another day" },
        ],
      },
    }),
  },
  {
    title: "Template, values by place",
    about: "Connectly, with a header and a button",
    provider: "connectly",
    message: () => ({
      to: RECIPIENT,
      content: {
        type: "template",
        name: "order_update",
        language: "en_US",
        header: "4021",
        body: ["Mei", "Friday"],
        buttons: [{ type: "url", text: "4021" }],
      },
    }),
  },
  {
    title: "Template, values by name",
    about: "Yeastar alone has these",
    provider: "yeastar",
    message: () => ({
      to: RECIPIENT,
      content: {
        type: "template",
        name: "appointment",
        language: "en",
        id: "1782",
        templateId: "1293546285747236",
        header: "Mei",
        body: { day: "Friday", time: "10:00" },
        buttons: [{ type: "quick_reply" }, { type: "phone_number" }],
      },
    }),
  },
  {
    title: "Closed window, with a fallback",
    about: "The contact last wrote two days ago, so the template goes out",
    provider: "connectly",
    message: () => ({
      to: CLOSED_RECIPIENT,
      lastInboundAt: Date.now() - 2 * DAY,
      content: { type: "text", text: "Your flowers are on their way." },
      fallback: { type: "template", name: "hello", language: "en" },
    }),
  },
  {
    title: "Arabic",
    about: "Right to left, with a number and a name inside",
    message: () => ({
      to: RECIPIENT,
      content: {
        type: "buttons",
        text: "مرحبًا مي، طلبك رقم 4021 من Harbour Flowers جاهز. متى تودين استلامه؟",
        buttons: [
          { id: "today", title: "اليوم" },
          { id: "tomorrow", title: "غدًا" },
        ],
      },
    }),
  },
  {
    title: "Long text with emoji",
    about: "Beyond the limit: refused, or split when adapting",
    message: () => ({
      to: RECIPIENT,
      content: { type: "text", text: LONG },
    }),
  },
  {
    title: "Location",
    about: "A pin, or text with a link to a map",
    message: () => ({
      to: RECIPIENT,
      content: {
        type: "location",
        latitude: 22.2819,
        longitude: 114.1582,
        name: "Harbour Flowers",
        address: "12 Queen's Road, Central",
      },
    }),
  },
  {
    title: "Contact card",
    about: "A person with phone, e-mail and work",
    message: () => ({
      to: RECIPIENT,
      content: {
        type: "contacts",
        contacts: [
          {
            name: { formatted: "Ana Lima", first: "Ana", last: "Lima" },
            phones: [{ phone: "+85261234567", type: "CELL", waId: "85261234567" }],
            emails: [{ email: "ana@example.com", type: "WORK" }],
            org: { company: "Harbour Flowers", title: "Florist" },
          },
        ],
      },
    }),
  },
  {
    title: "Album",
    about: "Three pictures, as one message or as three",
    message: () => ({
      to: RECIPIENT,
      content: {
        type: "album",
        items: [
          { type: "image", url: "https://example.com/roses.jpg", caption: "Roses" },
          { type: "image", url: "https://example.com/tulips.jpg", caption: "Tulips" },
          { type: "image", url: "https://example.com/peonies.jpg", caption: "Peonies" },
        ],
      },
    }),
  },
];

const SEASONS: readonly string[] = [
  "🌸 In spring we cut peonies, tulips and ranunculus before sunrise, and they reach you the same day.",
  "🌻 In summer the sunflowers stand taller than our van; we tie them with raffia and send water along.",
  "🍁 In autumn there are dahlias, rose hips and maple, and each bunch looks like no other.",
  "❄️ In winter we force hyacinths 👩🏽‍🌾 and weave wreaths that keep until the thaw.",
];
/** Enough of it to be beyond any provider's limit. */
const LONG = Array.from({ length: 12 }, (_, year) => [`Year ${year + 1}`, ...SEASONS].join("\n")).join("\n\n");
