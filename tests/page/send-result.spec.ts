// What the panel says before a send, while it runs and after it: the line by the button, the timeline, what can be done next.
import { AxeBuilder } from "@axe-core/playwright";
import type { Adapt } from "sessage";
import { fragment } from "./fragment.ts";
import { recorded } from "./records.ts";
import { behave, cancelButton, fact, LONG, open, option, result, rows, sendButton, TEXT, TO } from "./send-support.ts";
import { expect, expectSaid, open as openAtTop, test } from "./support.ts";

const FALLBACK = { type: "template", name: "hello", language: "en" };
const ANYWAY = "Sending gives the error that code would get.";
/** A message, what becomes of it in two words, and what else the line by the button says. */
const STATES: [string, Record<string, unknown>, Adapt, string, string | RegExp][] = [
  ["as it is", TEXT, "off", "Carried as is", ""],
  ["in parts", LONG, "reshape", "Adapted", ": 3 messages, 1 change"],
  [
    ...(["too long", LONG, "off", "Refused"] as const),
    `: Has 8999 characters (Unicode code points); at most 4096 fit. Shorten it. ${ANYWAY}`,
  ],
  [
    ...(["wrong twice", { to: "nobody", content: { type: "text", text: "" } }, "off", "Refused"] as const),
    /: The value must be an international phone number: .+ And 1 more problem\. Sending gives the error/,
  ],
  [
    ...(["too late", { ...TEXT, lastInboundAt: 0 }, "off", "Window closed"] as const),
    `: only a template goes through, as the message itself or as its fallback. ${ANYWAY}`,
  ],
  [
    ...(["too late, with a fallback", { ...TEXT, lastInboundAt: 0, fallback: FALLBACK }, "off", "Fallback instead"] as const),
    ": the session window is closed.",
  ],
];

for (const [what, message, adapt, verdict, words] of STATES) {
  test(`says before sending what would become of it: ${what}`, async ({ page }) => {
    await open(page, fragment("connectly", message, adapt));
    await expect(page.locator(".send-state strong")).toHaveText(verdict);
    await expect(page.locator(".send-state")).toHaveText(typeof words === "string" ? verdict + words : words);
    // The card and the preview give the same verdict.
    await expect(page.getByRole("article", { name: "Connectly", exact: true }).locator(".badge")).toContainText(verdict);
    await expect(page.locator(".preview-state")).toHaveText(verdict);
  });
}

test("a message too late is sent nowhere, and the error says what goes through", async ({ page, request, origin }) => {
  await open(page, fragment("texter", { ...TEXT, lastInboundAt: 0 }));
  await sendButton(page).click();
  const region = result(page, "Not sent");
  await expect(fact(region, "Code")).toHaveText("window_closed");
  await expect(region).toContainText("What to do: Send a template, or give a fallback.");
  await expect(region).toContainText("No request left this page.");
  expect(await recorded(request, origin, "texter")).toEqual([]);
});

test("a send started far from its result, before Send was ever seen, brings it into view", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openAtTop(page, fragment("connectly", TEXT));
  await page.getByRole("textbox", { name: "Text", exact: true }).press("Control+Enter");
  await expect(result(page, "Sent").getByRole("heading", { name: "Sent" })).toBeInViewport();
});

test("a result that was seen is not brought into view again when the page comes back", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  await sendButton(page).click();
  await expect(result(page, "Sent")).toBeVisible();
  // So tall that the panel is near from the top on.
  await page.setViewportSize({ width: 1360, height: 1600 });
  await page.getByRole("link", { name: "Capabilities" }).click();
  await expect(page.getByText("What each provider takes")).toBeVisible();
  await page.evaluate(() => scrollTo(0, 0));
  await page.getByRole("link", { name: "Compose", exact: true }).click();
  await expect(result(page, "Sent")).toBeAttached();
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test("a message that failed after it was taken does not stand as sent", async ({ page }) => {
  await page.route("**/messages/send/*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/"status":\d/, '"status":4') });
  });
  await open(page, fragment("texter", TEXT));
  await sendButton(page).click();
  const region = result(page, "Taken, then failed");
  await expect(region).toContainText("The provider took it and reports that it failed after that.");
  await expect(fact(region, "Status")).toHaveText("failed");
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
    const region = result(page, "Sent");
    await expect(rows(region)).toHaveText([
      /^Send the messageHTTP 429, rate_limited, after \d+ msthen a wait of 2\.0 s, as the provider asked \(Retry-After: 2\)$/,
      /^Send the message, attempt 2HTTP 201, after \d+ ms$/,
    ]);
    await expect(region).toContainText(/2 requests in \d+\.\d s/);
    await expectSaid(page, "Sent. The provider took the message.");
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

test("a last part that may have been sent is sent again only after the warning", async ({ page, request, origin }) => {
  const twoParts = { ...TEXT, content: { type: "text", text: "word ".repeat(1000).trim() } };
  let sends = 0;
  await page.route("**/send/messages", (route) => {
    sends += 1;
    return sends === 2 ? route.fulfill({ status: 500, body: "" }) : route.continue();
  });
  await open(page, fragment("connectly", twoParts, "reshape"));
  await sendButton(page).click();
  const partly = result(page, "Partly sent");
  await expect(fact(partly, "Parts").getByRole("listitem")).toHaveText([/^1: sent/, /^2: unknown/]);
  await partly.getByText("Send it again all the same").click();
  await expect(partly).toContainText("If the first one arrived, the customer gets that part twice.");
  await partly.getByRole("button", { name: "Send again anyway" }).click();
  await expect(rows(result(page, "Sent"))).toHaveText([/^Send part 2HTTP 201/]);
  expect(await recorded(request, origin, "connectly")).toHaveLength(1);
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
  await option(page, "Timeout, ms", "15000");
  await behave(page, "The answer is too slow");
  await sendButton(page).click();
  await expect(rows(result(page, "Sending"))).toHaveText([/under way for/]);
  await cancelButton(page).click();
  const unknown = result(page, "Unknown");
  await expect(fact(unknown, "Code")).toHaveText("aborted");
  await expect(sendButton(page)).toBeFocused();

  // A wait long enough to be seen, however slow the machine is.
  await page.route("**/v1/businesses/**", (route) => route.fulfill({ status: 429, headers: { "retry-after": "15" }, json: {} }));
  await sendButton(page).click();
  await expect(rows(result(page, "Sending"))).toHaveText([/then a wait of 15\.0 s/]);
  await cancelButton(page).click();
  const region = result(page, "Not sent");
  await expect(fact(region, "Code")).toHaveText("aborted");
  await expect(region).toContainText("What to do: Nothing went out.");
});

test("a simulator that hangs before the send can be cancelled, and the button is free again", async ({ page, request, origin }) => {
  await open(page, fragment("connectly", TEXT));
  await page.route("**/_simulator/*", () => {});
  await sendButton(page).click();
  await expect(result(page, "Sending")).toBeVisible();
  await cancelButton(page).click();
  const region = result(page, "Not sent");
  await expect(fact(region, "Code")).toHaveText("aborted");
  await expect(page.getByText("The simulator does not answer, so it does not tell.")).toBeVisible();
  expect(await recorded(request, origin, "connectly")).toEqual([]);

  // Nor does it keep a message from being sent.
  await expect(sendButton(page)).toHaveAttribute("aria-disabled", "false");
  await sendButton(page).click();
  await expect(result(page, "Sent")).toBeVisible();
  await expect(sendButton(page)).toHaveAttribute("aria-disabled", "false");
  expect(await recorded(request, origin, "connectly")).toHaveLength(1);
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
