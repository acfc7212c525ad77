import { AxeBuilder } from "@axe-core/playwright";
import type { Adapt, ProviderName } from "sessage";
import { fragment } from "./fragment.ts";
import { behave, cancelButton, fact, option, recorded, result, rows, sendButton, TEXT, TO } from "./send-support.ts";
import { expect, open, test } from "./support.ts";

const ALL = ["islash", "connectly", "texter", "yeastar"] as const satisfies readonly ProviderName[];
/** A text that reshaping makes three of. */
const LONG = { to: TO, content: { type: "text", text: "word ".repeat(1800).trim() } };

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

const ASK = "Ask the provider or a person before sending again.";
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
    ...{ choice: "A web page", title: "Unknown", words: PERHAPS, advice: `${ASK} See that the base URL is right.` },
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
      await option(page, "Timeout, ms", "700");
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

test("says before sending what would become of the message", async ({ page }) => {
  await open(page, fragment("connectly", LONG));
  await expect(page.getByText("Refused: 1 problem. Sending gives the error that code would get.")).toBeVisible();
  await open(page, fragment("connectly", TEXT));
  await page.reload();
  await expect(page.locator(".send-state")).toHaveText("Carried as is");
  await page.goto(`/${fragment("connectly", LONG, "reshape")}`);
  await expect(page.locator(".send-state")).toHaveText(/^Adapted: 3 parts, \d changes?$/);
});

test("a refused message can be sent, and gives the error that code would get", async ({ page, request, origin }) => {
  await open(page, fragment("connectly", { to: TO, content: { type: "text", text: "" } }));
  await sendButton(page).click();
  const region = result(page, "Not sent");
  await expect(fact(region, "Code")).toHaveText("invalid_message");
  await expect(fact(region, "Problems")).toContainText("/content/text");
  await expect(region).toContainText("What to do: Mend what the problems name.");
  await expect(region).toContainText("No request left this page.");
  await region.getByRole("button", { name: "/content/text" }).click();
  await expect(page.getByRole("textbox", { name: "Text", exact: true })).toBeFocused();
  expect(await recorded(request, origin, "connectly")).toEqual([]);
});

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  test(`a repeat and its wait stand on the timeline, motion ${reducedMotion}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion });
    await open(page, fragment("connectly", TEXT));
    await behave(page, "429 once, retry after 2 s");
    await sendButton(page).click();
    await expect(rows(result(page, "Sending"))).toHaveText([
      /^Send the messageHTTP 429, rate_limited, after \d+ msthen a wait of 2\.0 s, as the provider asked \(Retry-After: 2\)$/,
    ]);
    const region = result(page, "Sent");
    await expect(rows(region)).toHaveText([/^Send the messageHTTP 429/, /^Send the message, attempt 2HTTP 201, after \d+ ms$/]);
    await expect(region).toContainText(/2 requests in 2\.\d s/);
    await expect(page.getByRole("status").filter({ hasText: "Sent. The provider took the message." })).toHaveCount(1);
  });
}

test("each call has its row: a login, a token that ended, its renewal", async ({ page }) => {
  await open(page, fragment("yeastar", TEXT));
  await behave(page, "Its token has ended");
  await sendButton(page).click();
  await expect(rows(result(page, "Sent"))).toHaveText([
    /^Log inHTTP 200, after/,
    /^Send the messageHTTP 200, its token had ended, after/,
    /^Log inHTTP 200, after/,
    /^Send the messageHTTP 200, after/,
  ]);
});

test("a fallback follows a closed window, and is marked", async ({ page, request, origin }) => {
  const fallback = { type: "template", name: "hello", language: "en" };
  await open(page, fragment("connectly", { ...TEXT, fallback }));
  await behave(page, "Closed window, with fallback");
  await sendButton(page).click();
  const region = result(page, "Sent");
  await expect(rows(region)).toHaveText([
    /^Send the messageHTTP 400, window_closed, after/,
    /^Send the fallbackHTTP 201, after/,
  ]);
  await expect(fact(region, "Fallback")).toHaveText("The template was sent in place of the message.");
  const [first, second] = await recorded(request, origin, "connectly");
  expect(first?.body?.value).toMatchObject({ recipient: { id: "+15550131047" }, message: { text: TEXT.content.text } });
  expect(second?.body?.value).toMatchObject({ number: "+15550131047", templateName: "hello", language: "en" });
});

test("a fallback that goes at once is marked too", async ({ page }) => {
  const fallback = { type: "template", name: "hello", language: "en" };
  await open(page, fragment("connectly", { ...TEXT, lastInboundAt: 0, fallback }));
  await sendButton(page).click();
  await expect(rows(result(page, "Sent"))).toHaveText([/^Send the fallbackHTTP 201/]);
});

test("the rest of a message in parts can be sent, and nothing twice", async ({ page, request, origin }) => {
  await open(page, fragment("connectly", LONG, "reshape"));
  await behave(page, "The second part is refused");
  await sendButton(page).click();
  const partly = result(page, "Partly sent");
  await expect(rows(partly)).toHaveText([/^Send part 1HTTP 201/, /^Send part 2HTTP 400, rejected/]);
  await expect(fact(partly, "Parts").getByRole("listitem")).toHaveText([/^1: sent/, /^2: not sent/, /^3: not sent/]);
  const texts = async () =>
    (await recorded(request, origin, "connectly")).map(({ body }) => (body?.value as { message: { text: string } }).message.text);
  const [first, refused] = await texts();

  await partly.getByRole("button", { name: "Send the rest" }).click();
  const region = result(page, "Sent");
  await expect(rows(region)).toHaveText([/^Send part 2HTTP 201/, /^Send part 3HTTP 201/]);
  await expect(sendButton(page)).toBeFocused();
  const rest = await texts();
  expect(rest).toHaveLength(2);
  expect(rest[0]).toBe(refused);
  expect([first, ...rest].join(" ")).toBe(LONG.content.text);
});

test("what surely was not sent is sent again at a press", async ({ page, request, origin }) => {
  await open(page, fragment("connectly", TEXT));
  await option(page, "Most attempts", "1");
  await behave(page, "429 each time");
  await sendButton(page).click();
  const region = result(page, "Not sent");
  await expect(fact(region, "Try again at")).toHaveText(/^\d\d:\d\d:\d\d$/);
  await region.getByRole("button", { name: "Send again" }).click();
  await expect(result(page, "Sent")).toBeVisible();
  expect((await recorded(request, origin, "connectly")).map(({ status }) => status)).toEqual([201]);
});

test("what may have been sent is sent again only after the warning", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  await behave(page, "HTTP 500");
  await sendButton(page).click();
  const region = result(page, "Unknown");
  await expect(region.getByRole("button", { name: /^Send/ })).toHaveCount(0);
  await region.getByText("Send it again all the same").click();
  await expect(region).toContainText("If the first one arrived, the customer gets the message twice.");
  await region.getByRole("button", { name: "Send again anyway" }).click();
  await expect(result(page, "Sent")).toBeVisible();
});

test("repeats what may have been sent where that is allowed", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  await page.getByText("Timeouts and repeats", { exact: true }).click();
  await page.getByLabel("Repeat what may have been sent").check();
  await behave(page, "HTTP 500");
  await sendButton(page).click();
  await expect(rows(result(page, "Sent"))).toHaveText([/HTTP 500, unavailable.*before the next attempt/, /HTTP 201/]);
});

test("cancelling ends it at once, and the outcome says what is certain", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  await behave(page, "The answer is too slow");
  await sendButton(page).click();
  await expect(rows(result(page, "Sending"))).toHaveText([/under way for/]);
  await cancelButton(page).click();
  const unknown = result(page, "Unknown");
  await expect(fact(unknown, "Code")).toHaveText("aborted");
  await expect(sendButton(page)).toBeFocused();

  await behave(page, "429 each time");
  await sendButton(page).click();
  await expect(rows(result(page, "Sending"))).toHaveText([/then a wait of 2\.0 s/]);
  await cancelButton(page).click();
  const region = result(page, "Not sent");
  await expect(fact(region, "Code")).toHaveText("aborted");
  await expect(region).toContainText("What to do: Nothing went out.");
});

test("by keyboard alone: send from a field, cancel, and stay on the button", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  const slow = page.getByRole("radio", { name: "The answer is too slow" });
  await page.getByRole("radio", { name: "As it should" }).focus();
  for (let press = 0; press < 8 && !(await slow.isChecked()); press += 1) await page.keyboard.press("ArrowRight");
  await expect(slow).toBeChecked();
  await page.keyboard.press("Control+Enter");
  await expect(result(page, "Sending")).toBeVisible();
  await sendButton(page).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(cancelButton(page)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(result(page, "Unknown")).toBeVisible();
  await expect(sendButton(page)).toBeFocused();
  await expect(page.getByRole("region", { name: "Sends of this visit" })).toHaveCount(0);
});

test("keeps the last ten sends to look at", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  await behave(page, "HTTP 500");
  await sendButton(page).click();
  await expect(result(page, "Unknown")).toBeVisible();
  await behave(page, "As it should");
  const history = page.getByRole("region", { name: "Sends of this visit" }).getByRole("button");
  for (let count = 2; count <= 11; count += 1) {
    await sendButton(page).click();
    await expect(history).toHaveCount(Math.min(count, 10));
    await expect(result(page, "Sent")).toBeVisible();
    if (count === 5) {
      await history.last().click();
      await expect(result(page, "Unknown")).toContainText("HTTP 500");
      await expect(history.last()).toHaveAttribute("aria-current", "true");
    }
  }
  await expect(history).toHaveText(Array.from({ length: 10 }, () => /^\d\d:\d\d:\d\d Connectly: Sent$/));
});

for (const [theme, width] of [
  ["light", 1600],
  ["dark", 360],
] as const) {
  test(`axe finds nothing in a result and the settings, and nothing sticks out: ${theme}, ${width} px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 900 });
    await open(page, fragment("connectly", TEXT));
    await behave(page, "429 once, retry after 2 s");
    await sendButton(page).click();
    await expect(result(page, "Sent")).toBeVisible();
    await behave(page, "HTTP 500");
    await sendButton(page).click();
    await expect(result(page, "Unknown")).toBeVisible();
    await page.getByText("Timeouts and repeats", { exact: true }).click();
    await page.getByRole("radio", { name: "Own account", exact: true }).check();
    await expect(page.getByLabel("Keep on this device")).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include(".send").analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
