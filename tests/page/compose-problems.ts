// Messages with a problem, and the field that each is mended in.
import type { Locator, Page } from "@playwright/test";
import type { ProviderName } from "sessage";
import { FIRST } from "../../www/src/state/message.ts";
import { field, group, words } from "./compose.ts";

/** A recipient that is right. */
export const TO = "+14155552671";
/** Two rows of a list. */
export const rows = [
  { id: "a", title: "One" },
  { id: "b", title: "Two" },
];
/** Sections of which the second has a row with a title that is too long. */
export const sections = [
  { title: "Tomorrow", rows: [{ id: "c", title: "Three" }] },
  { title: "Friday", rows: [...rows, { id: "d", title: "A title that is too long for a row" }] },
];
const template = { type: "template", name: "order", language: "en" };

/** A problem with a field of its own. */
interface Case {
  name: string;
  provider?: ProviderName;
  message: Record<string, unknown>;
  path: string;
  control: (page: Page) => Locator;
  /** What is written there in its place. */
  mended: string;
  /** What is closed before. */
  close?: string[];
}
/** Problems, and where each is mended. */
export const CASES: readonly Case[] = [
  {
    name: "a text that is missing",
    message: { ...FIRST, content: { ...FIRST.content, text: "" } },
    path: "/content/text",
    control: words,
    mended: "Hello",
  },
  {
    name: "a phone number that is none",
    message: { ...FIRST, to: "0815" },
    path: "/to",
    control: (page) => field(page, "Phone number"),
    mended: TO,
  },
  {
    name: "another form of recipient",
    message: { ...FIRST, to: { bsuid: "" } },
    path: "/to/bsuid",
    control: (page) => field(page, "BSUID"),
    mended: "US.13491208655302741918",
  },
  {
    name: "the third row of the second section",
    message: { ...FIRST, content: { ...FIRST.content, sections } },
    path: "/content/sections/1/rows/2/title",
    control: (page) => group(page, "Section 2").getByRole("group", { name: "Row 3" }).getByLabel("Title"),
    mended: "All day",
  },
  {
    name: "a header's address",
    message: {
      to: TO,
      content: { type: "buttons", text: "Hi", header: { type: "image", url: "" }, buttons: [{ id: "a", title: "A" }] },
    },
    path: "/content/header/url",
    control: (page) => field(page, "Address of the file"),
    mended: "https://example.com/a.jpg",
  },
  {
    name: "a number",
    message: { to: TO, content: { type: "location", latitude: 1, longitude: "east" } },
    path: "/content/longitude",
    control: (page) => field(page, "Longitude"),
    mended: "114.15",
  },
  {
    name: "the caption of an album's second item",
    message: {
      to: TO,
      content: {
        type: "album",
        items: [
          { type: "image", url: "https://example.com/a.jpg" },
          { type: "image", url: "https://example.com/b.jpg", caption: "x".repeat(1025) },
        ],
      },
    },
    provider: "texter",
    path: "/content/items/1/caption",
    control: (page) => group(page, "Item 2").getByLabel("Caption"),
    mended: "Tulips",
  },
  {
    name: "a field behind a disclosure",
    message: { to: TO, content: { type: "image", url: "https://example.com/a.jpg", filename: "" } },
    provider: "texter",
    path: "/content/filename",
    control: (page) => field(page, "File name"),
    mended: "a.jpg",
    close: ["More fields"],
  },
  {
    name: "a field that was never opened",
    message: { to: TO, content: { ...template, id: "1" } },
    provider: "yeastar",
    path: "/content/templateId",
    control: (page) => field(page, "WhatsApp's id"),
    mended: "1012",
  },
  {
    name: "a birthday in the second contact",
    message: {
      to: TO,
      content: {
        type: "contacts",
        contacts: [{ name: { formatted: "Ana" } }, { name: { formatted: "Mei" }, birthday: "soon" }],
      },
    },
    provider: "texter",
    path: "/content/contacts/1/birthday",
    control: (page) => group(page, "Contact 2").getByLabel("Birthday"),
    mended: "1990-02-03",
    close: ["More fields 1 in use"],
  },
  {
    name: "a template's value by its name",
    message: { to: TO, content: { ...template, id: "1", templateId: "2", body: { day: "Friday", time: "" } } },
    provider: "yeastar",
    path: "/content/body/time",
    control: (page) => group(page, "Value 2").getByRole("textbox", { name: "Value" }),
    mended: "10:00",
  },
  {
    name: "an option of the message",
    message: { ...FIRST, from: "" },
    path: "/from",
    control: (page) => field(page, "From"),
    mended: "+14151111234",
    close: ["Message options"],
  },
  {
    name: "the fallback, behind two disclosures",
    message: { to: TO, content: { type: "text", text: "Hi" }, fallback: { ...template, id: "1" } },
    provider: "yeastar",
    path: "/fallback/templateId",
    control: (page) => field(page, "WhatsApp's id"),
    mended: "1012",
    close: ["Message options"],
  },
  {
    name: "what is within a field of JSON",
    message: { to: TO, content: { type: "text", text: "Hi" }, providerOptions: { a: { b: 1 } } },
    provider: "islash",
    path: "/providerOptions/a",
    control: (page) => field(page, "Provider options"),
    mended: '{"a": 1}',
  },
];
