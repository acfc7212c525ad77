// One content of every kind, and who carries it as it stands. Nothing is sent.
import { providers, validate } from "sessage";

const to = "+14155552671";
const photo = new File(["JFIF"], "parcel.jpg", { type: "image/jpeg" }); // in a page: input.files[0]

// #region kinds
const choices = [
  { id: "today", title: "Today" }, // the id comes back when the customer taps
  { id: "tomorrow", title: "Tomorrow" },
];

const contents = {
  text: { type: "text", text: "Your parcel is on its way." },
  "image by url": { type: "image", url: "https://files.example.com/parcel.jpg", caption: "Your parcel" },
  "image by file": { type: "image", file: photo },
  document: { type: "document", url: "https://files.example.com/invoice.pdf", filename: "invoice.pdf" },
  sticker: { type: "sticker", uploaded: "66" }, // an id of client.stickers()
  album: { type: "album", items: [1, 2].map((page) => ({ type: "image", url: `https://files.example.com/${page}.jpg` })) },
  location: { type: "location", latitude: 22.2793, longitude: 114.1628, name: "Central Pier" },
  contacts: { type: "contacts", contacts: [{ name: { formatted: "Ada Example", first: "Ada" }, phones: [{ phone: to }] }] },
  buttons: { type: "buttons", text: "When shall we deliver?", buttons: choices },
  list: { type: "list", text: "When?", button: "Choose a day", sections: [{ title: "This week", rows: choices }] },
};
// #endregion

// #region carried
for (const [kind, content] of Object.entries(contents)) {
  const carries = (provider) => validate({ to, content }, provider).every(({ severity }) => severity === "warning");
  console.log(`${kind}: ${providers.filter(carries).join(", ")}`);
}
// #endregion

// #region problems
const problems = validate({ to: "4155552671", content: { type: "text", text: "" } }, "connectly");
for (const { path, code, message } of problems) console.log(path, code, message);
// #endregion
