// How each way of behaving of the simulated provider ends, and exactly what goes out.
import type { Adapt, ProviderName } from "sessage";
import { fragment } from "./fragment.ts";
import { recorded } from "./records.ts";
import { behave, fact, LONG, open, option, result, sendButton, TEXT, TO } from "./send-support.ts";
import { expect, test } from "./support.ts";

const ALL = ["islash", "connectly", "texter", "yeastar"] as const satisfies readonly ProviderName[];

const SURELY_NOT = "The customer surely does not have it.";
const PERHAPS = "The customer may have it: sending again may duplicate it.";
const TOOK = /The provider took/;
const NOT_AT_ALL = "The simulator delivered it: not at all.";
const ONCE = "The simulator delivered it: once.";

type Case = {
  /** What is chosen in the panel. */
  choice: string;
  providers?: readonly ProviderName[];
  message?: Record<string, unknown>;
  adapt?: Adapt;
  title: "Sent" | "Not sent" | "Partly sent" | "Unknown";
  words: string | RegExp;
  /** What to do, where there is an error. */
  advice?: string | RegExp;
  code?: string;
  attempts: number;
  delivered: string | RegExp;
  /** The statuses of the requests that carried the message; `null` where no answer arrived. */
  statuses?: (number | null)[];
};

const ASK = "Find out whether it arrived before sending again: by the provider's inbox, its webhook, or a person.";
const LATER = /What to do: Send again, not before \d\d:\d\d:\d\d\./;
const CASES: Case[] = [
  { choice: "As it should", providers: ALL, title: "Sent", words: TOOK, attempts: 1, delivered: ONCE },
  {
    ...{ choice: "HTTP 200 with an error", providers: ALL, title: "Not sent", words: SURELY_NOT, code: "rejected" },
    ...{ attempts: 1, delivered: NOT_AT_ALL, advice: "Read the provider's code and words, or its raw answer." },
  },
  {
    ...{ choice: "HTTP 500", title: "Unknown", words: PERHAPS, advice: ASK, code: "unavailable" },
    ...{ attempts: 1, delivered: NOT_AT_ALL, statuses: [500] },
  },
  {
    ...{ choice: "A web page", title: "Unknown", words: PERHAPS, advice: ASK },
    ...{ code: "bad_response", attempts: 1, delivered: NOT_AT_ALL, statuses: [200] },
  },
  {
    ...{ choice: "429 once, retry after 2 s", title: "Sent", words: TOOK },
    ...{ attempts: 2, delivered: ONCE, statuses: [429, 201] },
  },
  {
    ...{ choice: "429 each time", title: "Not sent", words: SURELY_NOT, advice: LATER, code: "rate_limited" },
    ...{ attempts: 3, delivered: NOT_AT_ALL, statuses: [429, 429, 429] },
  },
  { choice: "Its own throttling code", providers: ALL, title: "Sent", words: TOOK, attempts: 2, delivered: ONCE },
  {
    ...{ choice: "503, retry after 2 s", title: "Sent", words: TOOK },
    ...{ attempts: 2, delivered: ONCE, statuses: [503, 201] },
  },
  {
    ...{ choice: "Its token has ended", providers: ["yeastar"], title: "Sent", words: TOOK },
    ...{ attempts: 2, delivered: ONCE, statuses: [200, 200] },
  },
  {
    ...{ choice: "The answer is too slow", title: "Unknown", words: PERHAPS, advice: ASK, code: "timeout" },
    ...{ attempts: 1, delivered: ONCE, statuses: [null] },
  },
  {
    // Chromium itself sends again what it lost with a connection that it kept open.
    ...{ choice: "Cut before the answer", title: "Unknown", words: PERHAPS, code: "network" },
    ...{ attempts: 1, delivered: /The simulator delivered it: (once|twice|\d times)\./ },
  },
  {
    ...{ choice: "Cut amid the answer", title: "Unknown", words: PERHAPS, code: "network" },
    ...{ attempts: 1, delivered: ONCE, statuses: [null] },
  },
  {
    ...{ choice: "Closed window", providers: ALL, title: "Not sent", words: SURELY_NOT, code: "window_closed" },
    ...{ attempts: 1, delivered: NOT_AT_ALL, advice: "Send a template, or give a fallback." },
  },
  {
    ...{ choice: "Closed window, with fallback", providers: ALL, title: "Sent", words: TOOK },
    ...{ attempts: 2, delivered: ONCE },
  },
  {
    ...{ choice: "The second part is refused", message: LONG, adapt: "reshape", title: "Partly sent" },
    ...{ words: "Some parts were sent, the rest was not.", code: "rejected", attempts: 2, statuses: [201, 400] },
    ...{ advice: "Send the rest: parts that were sent are not sent again." },
    delivered: "The simulator delivered 1 message for 3 parts.",
  },
];

for (const { choice, providers = ["connectly"] as const, message = TEXT, adapt, ...expected } of CASES) {
  for (const provider of providers) {
    test(`${choice}, ${provider}: ${expected.title}`, async ({ page, request, origin }) => {
      await open(page, fragment(provider, message, adapt));
      if (expected.code === "timeout") await option(page, "Timeout, ms", "1500");
      await behave(page, choice);
      await sendButton(page).click();
      const region = result(page, expected.title);
      await expect(region).toContainText(expected.words);
      if (expected.advice) await expect(region).toContainText(expected.advice);
      if (expected.code) await expect(fact(region, "Code")).toHaveText(expected.code);
      await expect(fact(region, "Attempts")).toHaveText(String(expected.attempts));
      await expect(page.getByRole("region", { name: "What the provider received" })).toContainText(expected.delivered);

      const sends = (await recorded(request, origin, provider)).filter(({ path }) => /send/.test(path));
      if (expected.statuses) expect(sends.map(({ status }) => status)).toEqual(expected.statuses);
      else expect(sends.length).toBeGreaterThanOrEqual(expected.attempts);
      expect(await (await request.get(`${origin}/_simulator/faults`)).json()).toEqual({ waiting: 0 });
    });
  }
}

const BODIES: Record<ProviderName, unknown> = {
  islash: [
    ["session", "sim-islash-session-91c2"],
    ["identity", "14155552671"],
    ["text", TEXT.content.text],
  ],
  connectly: {
    sender: { id: "+14151111234", channelType: "whatsapp" },
    recipient: { id: TO, channelType: "whatsapp" },
    message: { text: TEXT.content.text },
  },
  texter: { type: "text", text: TEXT.content.text },
  yeastar: {
    ...{ sender_type: 9, channel: "whatsapp", did_number: "+15550193510", to: TO },
    ...{ msg_kind: 0, msg_type: 0, msg_body: TEXT.content.text },
  },
};

for (const provider of ALL) {
  test(`what goes out is exactly the message, ${provider}`, async ({ page, request, origin }) => {
    await open(page, fragment(provider, TEXT));
    await sendButton(page).click();
    await expect(result(page, "Sent")).toBeVisible();
    const body = (await recorded(request, origin, provider)).at(-1)?.body;
    const found = body?.parts?.map(({ name, value }) => [name, value]) ?? body?.value;
    expect(found).toEqual(BODIES[provider]);
    await expect(page.getByRole("region", { name: "What the provider received" })).toContainText(TEXT.content.text);
  });
}
