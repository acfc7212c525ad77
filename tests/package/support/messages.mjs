// Messages of every kind, and texts that are hard to quote, to count and to cut.

/** A phone that the simulator's Texter has one chat with. */
export const phone = "+14155552671";
const files = "https://files.example.com";

/** What a shell, a form, JSON or cURL could read as more than text. */
export const awkward = {
  quotes: `it's "quoted" 'twice' ''' \\' \\" end\\`,
  substitution: "$(touch hit) `touch hit` ${HOME} $HOME !! \\$(id) $'a'",
  operators: "; touch hit & | > hit < /etc/passwd * ? ~ # {a,b} [x] %41 %0A",
  lines: "one\ntwo\r\nthree\rfour\n\n\n  five\t.",
  at: "@/etc/hostname",
  less: "</etc/hostname",
  dash: "-d --data @x",
  semicolon: "text;type=text/html;filename=x",
  separators: "a=b&c=d=e",
  masked: "MASKED {{token}} {{{ }}} {1,2} [1-9]",
  emoji:
    "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466} \u{1F44D}\u{1F3FD} \u{1F1ED}\u{1F1F0} e\u0301 \u0E01\u0E33 \uFEFF\u2028\u202E",
};

const file = (type, name, bytes = 600) =>
  new File([Uint8Array.from({ length: bytes }, (_, at) => at)], name, { type });
const uploaded = (type, name) => ({ uri: `20261120/${name}`, name, type, size: 20480 });
const text = (text) => ({ content: { type: "text", text } });
const choices = (count) =>
  Array.from({ length: count }, (_, at) => ({ id: `choice-${at + 1}`, title: `It's no. ${at + 1}` }));
const rows = (count) =>
  choices(count).map((choice) => ({ ...choice, description: `"What" ${choice.id} is` }));
const buttons = (more) => ({
  content: { type: "buttons", text: "When's it to be?\n\n$(now)", buttons: choices(2), ...more },
});
const list = (more) => ({
  content: {
    type: "list",
    text: "When's it to be?",
    button: "Choose",
    sections: [{ rows: rows(3) }],
    ...more,
  },
});
const image = { type: "image", url: `${files}/parcel.jpg?size='big'&a=b` };

/** Templates that the simulator knows; each is what one provider or more can carry. */
const template = (name, more) => ({ content: { type: "template", name, ...more } });
const ids = { id: 1774, templateId: "1293546285747228" };
const yeastarImage = {
  ...{ id: 1773, templateId: "1293546285747227", language: "en" },
  body: {
    ...{ customertier: "it's @gold", offertype: "offer", offerdetails: "50%", expirydate: "Monday" },
    companyname: "{Example}",
  },
  buttons: [{ type: "flow" }, { type: "url" }, { type: "voice_call" }],
};

export const contacts = {
  type: "contacts",
  contacts: [
    {
      name: { formatted: "Ada O'Example", first: "Ada", last: "O'Example" },
      phones: [{ phone: "+14155552671", type: "WORK", waId: "14155552671" }],
      emails: [{ email: "ada@example.com", type: "WORK" }],
      org: { company: "Example & Sons", title: '"Lead"' },
      birthday: "1990-02-28",
    },
    { name: { formatted: "Bob", first: "Bob" }, phones: [{ phone: "+16044441111" }] },
  ],
};
export const location = {
  type: "location",
  latitude: 22.2793,
  longitude: -0.000001,
  name: "Pier 'A'",
  address: "Man Kwong Street, \u4E2D\u74B0",
};

/** Name to message without its recipient. */
export const messages = {
  text: text("Your parcel is on its way."),
  ...Object.fromEntries(Object.entries(awkward).map(([name, value]) => [`text, ${name}`, text(value)])),
  "text with a reference": { ...text("Hello"), reference: "order '4711'" },
  "text that quotes": { ...text("Hello"), replyTo: "9126" },
  "text with a tag": { ...text("Hello"), messageTag: "HUMAN_AGENT" },
  "text from a number": { ...text("Hello"), from: "+14151111234" },
  "text with fields of the provider's": {
    ...text("Hello"),
    providerOptions: { note: "it's @more", count: 3 },
  },
  ...Object.fromEntries(
    [
      ["image", "image/jpeg", "parcel.jpg"],
      ["video", "video/mp4", "unpacking.mp4"],
      ["audio", "audio/mpeg", "greeting.mp3"],
      ["document", "application/pdf", "invoice's copy.pdf"],
      ["sticker", "image/webp", "smile.webp"],
    ].flatMap(([kind, type, name]) => [
      [`${kind} by url`, { content: { type: kind, url: `${files}/${encodeURIComponent(name)}` } }],
      [
        `${kind} by url, with a caption`,
        { content: { type: kind, url: `${files}/a`, caption: awkward.quotes } },
      ],
      [`${kind} by file`, { content: { type: kind, file: file(type, name) } }],
      [`${kind} uploaded`, { content: { type: kind, uploaded: uploaded(type, name) } }],
    ]),
  ),
  "document with a name": {
    content: { type: "document", url: `${files}/a.pdf`, filename: "it's a name.pdf" },
  },
  "sticker by its id": { content: { type: "sticker", uploaded: "66" } },
  ...Object.fromEntries(
    [
      ...[`it's "this".png`, "a;b,c=d.png", "-x @y <z.png", "back\\slash.png", "\u4E2D\u74B0 \u{1F600}.png"],
      ...["-", " a.png ", "line\nbreak.png", "$(touch hit).png", "{a,b}[1-2].png", ".png", "a\tb.png"],
    ].map((name) => [
      `file named ${name}`,
      { content: { type: "image", file: file("image/png", name), caption: "@caption" } },
    ]),
  ),
  "album of one": { content: { type: "album", items: [image] } },
  "album of one uploaded": {
    content: { type: "album", items: [{ type: "image", uploaded: uploaded("image/jpeg", "1.jpg") }] },
  },
  "album of two": {
    content: { type: "album", items: [image, { type: "video", url: `${files}/b.mp4`, caption: "It's" }] },
  },
  "album of two uploaded": {
    content: {
      type: "album",
      items: [1, 2].map((at) => ({ type: "image", uploaded: uploaded("image/jpeg", `${at}.jpg`) })),
    },
  },
  location: { content: location },
  contacts: { content: contacts },
  buttons: buttons(),
  "buttons, framed": buttons({ header: "It's the header", footer: "@footer" }),
  "buttons under an image": buttons({ header: image, footer: "footer" }),
  "five buttons": buttons({ buttons: choices(5) }),
  list: list(),
  "list, framed": list({ header: "It's the header", footer: "<footer" }),
  "list of twelve": list({
    sections: [
      { title: "A", rows: rows(12).slice(0, 6) },
      { title: "B", rows: rows(12).slice(6) },
    ],
  }),
  "template with two values": template("payment_update_en", { body: ["Ada O'Example", "@4711"] }),
  "template with a file and an address": template("order_shipped_en", {
    ...{ header: { type: "image", file: file("image/png", "it's a;b.png") }, body: ["Ada", "4711", "Monday"] },
    buttons: [{ type: "url", text: "$(id)" }],
  }),
  "template with a language": template("order_update", {
    ...{ language: "en_US", header: "4711", body: ["Ada", "Monday"] },
    buttons: [{ type: "url", text: "4711" }],
  }),
  "template with a document by url": template("invoice", {
    ...{ language: "en", body: ["Ada"] },
    header: { type: "document", url: `${files}/a.pdf`, filename: "it's a name.pdf" },
  }),
  "template with a list of values": template("any-name", { language: "he", body: ["Ada", "'Monday'"] }),
  "template with ids": template("order_update", {
    ...{ language: "en", ...ids, header: "4711", body: ['"Ada"', "Monday"] },
    buttons: [{ type: "url", text: "4711" }, { type: "quick_reply" }],
  }),
  "template with ids and a file": template("discount_campaign", {
    ...yeastarImage,
    header: { type: "image", file: file("image/png", "it's a;b.png"), filename: "c 'd'.png" },
  }),
  "template with ids and a file that is there": template("discount_campaign", {
    ...yeastarImage,
    header: { type: "image", uploaded: uploaded("image/jpeg", "parcel.jpg") },
  }),
  "long text": text(
    `${'It\'s a long text, \u{1F468}\u200D\u{1F469}\u200D\u{1F467} "so" long. '.repeat(200)}\n\nEnd.`,
  ),
};
