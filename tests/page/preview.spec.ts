// The chat of the preview: what the contact sees of each kind through each provider, read back from what goes out.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Adapt, Content, Message, ProviderName } from "sessage";
import { fragment } from "./fragment.ts";
import { CASES, type Shown } from "./preview-cases.ts";
import { goToSend } from "./send-support.ts";
import { expect, open, test } from "./support.ts";

const TITLES: Record<ProviderName, string> = {
  islash: "iSlash",
  connectly: "Connectly",
  texter: "Texter",
  yeastar: "Yeastar",
};
const to = "+14155552671";

const phone = (page: Page) => page.getByRole("region", { name: "Preview" });
const chat = (page: Page) => page.getByRole("region", { name: /^Chat through/ });
const bubbles = (page: Page) => chat(page).locator("ol > li");

async function show(page: Page, provider: ProviderName, message: Partial<Message>, adapt: Adapt = "reshape") {
  await open(page, fragment(provider, { to, ...message }, adapt));
}

/** Looks at the same message through another provider. */
async function through(page: Page, name: ProviderName): Promise<void> {
  await page.getByRole("group", { name: "Provider" }).getByRole("radio", { name: TITLES[name] }).check();
  await expect(page.getByRole("region", { name: `Chat through ${TITLES[name]}` })).toBeVisible();
}

for (const { kind, content, shown } of CASES) {
  test(`${kind}, through each provider`, async ({ page }) => {
    await show(page, "connectly", { content });
    for (const [name, expected] of Object.entries(shown) as [ProviderName, Shown][]) {
      await test.step(TITLES[name], async () => {
        await through(page, name);
        if (Array.isArray(expected)) {
          await expect(bubbles(page)).toHaveText(expected, { useInnerText: true });
          await expect(chat(page).getByText("Refused")).toHaveCount(0);
        } else {
          await expect(chat(page)).toContainText("Refused: nothing goes out");
          await expect(chat(page)).toContainText(expected.refused);
        }
      });
    }
  });
}

const TEMPLATES: { provider: ProviderName; content: Content; shown: string }[] = [
  {
    provider: "islash",
    content: { type: "template", name: "payment_update_en", body: ["Ann", "4711"] },
    shown:
      "Template payment_update_en Payment Update Hello Ann, the payment of your order 4711 has been received iSlash Order Detail Contact Us",
  },
  {
    provider: "yeastar",
    content: {
      type: "template",
      name: "order_update",
      language: "de",
      id: 1775,
      templateId: "1293546285747229",
      header: "4711",
      body: ["Ann", "Montag"],
      buttons: [{ type: "url", text: "4711" }, { type: "quick_reply" }],
    },
    shown:
      "Template order_update · de Bestellung 4711 Hallo Ann, Ihre Bestellung kommt am Montag. Example Ltd Verfolgen OK",
  },
  {
    provider: "yeastar",
    content: {
      type: "template",
      name: "appointment",
      language: "en",
      id: 1782,
      templateId: "1293546285747236",
      header: "Ann",
      body: { day: "Monday", time: "noon" },
    },
    shown: "Monday",
  },
];
for (const { provider, content, shown } of TEMPLATES) {
  test(`fills in the template ${JSON.stringify(shown)} that ${TITLES[provider]} lists`, async ({ page }) => {
    await show(page, provider, { content });
    await expect(chat(page).getByText("on file with")).toHaveCount(0);
    await expect(bubbles(page)).toContainText(shown, { useInnerText: true });
  });
}

test("an account of one's own is not filled from the simulator's templates", async ({ page, origin }) => {
  const [islash] = TEMPLATES;
  await show(page, "islash", { content: islash?.content ?? LIST });
  await expect(bubbles(page)).toContainText("Payment Update");
  await goToSend(page);
  await page.getByRole("radio", { name: "Own account", exact: true }).check();
  await page.getByLabel("Base URL", { exact: true }).fill(`${origin}/islash/api/public`);
  await page.getByLabel("Token", { exact: true }).fill("mine");
  await page.getByLabel("Session", { exact: true }).fill("mine");
  await expect(chat(page)).toContainText("Its text is on file with iSlash.");

  await page.getByRole("radio", { name: "Simulator", exact: true }).check();
  await expect(bubbles(page)).toContainText("Payment Update");
});

const LIST: Content = {
  type: "list",
  text: "Choose a time",
  button: "Times",
  sections: [
    {
      title: "Tomorrow",
      rows: [
        { id: "am", title: "Morning", description: "9 to 12" },
        { id: "pm", title: "Afternoon" },
      ],
    },
    { title: "Later", rows: [{ id: "su", title: "Sunday" }] },
  ],
};

test("a list opens its sheet, and the row that is chosen answers, by keyboard alone", async ({ page }) => {
  await show(page, "connectly", { content: LIST }, "off");
  const opener = chat(page).getByRole("button", { name: "Times" });
  await expect(opener).toHaveAttribute("aria-expanded", "false");
  await opener.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Times" });
  await expect(sheet.getByRole("button", { name: "Morning 9 to 12" })).toBeFocused();
  await expect(sheet.getByRole("listitem")).toHaveText([/^Morning/, "Afternoon", "Sunday"]);

  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(opener).toBeFocused();

  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await expect(sheet.getByRole("button", { name: "Sunday" })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(sheet).toHaveCount(0);
  await expect(opener).toBeFocused();
  await expect(chat(page).getByRole("listitem", { name: "The contact's answer" })).toHaveText("Afternoon");
});

test("a sheet closes when the focus leaves it, and a button's tap answers", async ({ page }) => {
  await show(page, "texter", { content: LIST }, "off");
  await chat(page).getByRole("button", { name: "Times" }).click();
  await expect(page.getByRole("dialog", { name: "Times" })).toBeVisible();
  await page.getByRole("link", { name: "Compose", exact: true }).focus();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await show(page, "texter", { content: { type: "buttons", text: "When?", buttons: [{ id: "a", title: "Today" }] } });
  await chat(page).getByRole("button", { name: "Today" }).click();
  await expect(bubbles(page)).toHaveText(["When? Today", "Today"], { useInnerText: true });
});

test("a refused message is shown as it was written, and adapted where that helps", async ({ page }) => {
  await show(page, "islash", { content: LIST }, "off");
  await expect(chat(page)).toContainText("Refused: nothing goes out");
  await expect(chat(page)).toContainText("iSlash does not carry list messages.");
  await expect(chat(page).getByRole("button", { name: "Times" })).toBeDisabled();
  await expect(chat(page)).toContainText("iSlash would take it after adapting.");

  await chat(page).getByRole("button", { name: "Adapt: Reshape" }).click();
  await expect(chat(page).getByText("Refused")).toHaveCount(0);
  await expect(bubbles(page)).toHaveText(
    ["Choose a time Times Tomorrow 1. Morning: 9 to 12 (am) 2. Afternoon (pm) Later 3. Sunday (su)"],
    { useInnerText: true },
  );
  await expect(phone(page).getByRole("listitem").filter({ hasText: "interactive to text" })).toContainText(
    "The choices are numbered lines of text, each with its id: iSlash cannot carry them as they are.",
  );
});

const FALLBACK = {
  type: "template",
  name: "opening_hours",
  language: "en",
  id: 1777,
  templateId: "1293546285747231",
} as const;

test("the fallback waits below an open window's chat", async ({ page }) => {
  await show(page, "connectly", { content: { type: "text", text: "Hello" }, fallback: FALLBACK });
  await expect(bubbles(page)).toHaveText(["Hello"]);
  await phone(page).getByText("If the provider says that the session window is closed").click();
  await expect(phone(page).getByText("opening_hours")).toBeVisible();
});

test("the fallback alone is shown when the window is closed", async ({ page }) => {
  await show(page, "texter", { content: { type: "text", text: "Hello" }, fallback: FALLBACK, lastInboundAt: 0 });
  await expect(chat(page)).toContainText("The session window is closed, so the fallback goes out instead.");
  await expect(bubbles(page)).toHaveText(["Template opening_hours · en Its text is on file with Texter."], {
    useInnerText: true,
  });
});

test("a closed window without a fallback lets nothing out", async ({ page }) => {
  await show(page, "texter", { content: { type: "text", text: "Hello" }, lastInboundAt: 0 });
  await expect(chat(page)).toContainText("Window closed: nothing goes out");
  await expect(chat(page)).toContainText("The session window is closed, so nothing would be sent.");
});

test("quotes where the provider carries it", async ({ page }) => {
  await show(page, "islash", { content: { type: "text", text: "Yes" }, replyTo: "9007199254740993" });
  await expect(bubbles(page)).toHaveText(["Reply to 9007199254740993 Yes"], { useInnerText: true });
});

test("each line takes its own direction", async ({ page }) => {
  await show(page, "texter", { content: { type: "text", text: "שלום עולם\nHello" } });
  const text = chat(page).getByText("שלום עולם");
  await expect(text).toHaveCSS("direction", "rtl");
  await expect(text).toHaveCSS("unicode-bidi", "plaintext");
});

const SIZES: [text: string, big: boolean][] = [
  ["🌷", true],
  ["👨‍👩‍👧 🇭🇰 👍🏽", true],
  ["🌷🌷🌷🌷", false],
  ["🌷 for you", false],
  ["12", false],
  ["©", false],
];
for (const [text, big] of SIZES) {
  test(`${JSON.stringify(text)} is shown ${big ? "large" : "as any text"}`, async ({ page }) => {
    await show(page, "texter", { content: { type: "text", text } });
    await expect(chat(page).getByText(text, { exact: true })).toHaveCSS("font-size", big ? "34px" : "14.5px");
  });
}

test("WhatsApp's formatting and links are drawn, and HTML is text", async ({ page }) => {
  const text = "*bold _both_* ~old~ `code` ```mono``` 2*3*4 snake_case_name <b>x</b> https://example.com/a_b_c.";
  await show(page, "connectly", { content: { type: "text", text } });
  const bubble = bubbles(page);
  await expect(bubble).toHaveText("bold both old code mono 2*3*4 snake_case_name <b>x</b> https://example.com/a_b_c.");
  await expect(bubble.getByRole("strong")).toHaveText("bold both");
  await expect(bubble.getByRole("emphasis")).toHaveText("both");
  await expect(bubble.getByRole("deletion").or(bubble.locator("s"))).toHaveText("old");
  await expect(bubble.getByRole("code")).toHaveText(["code", "mono"]);
  await expect(bubble.getByRole("link")).toHaveAttribute("href", "https://example.com/a_b_c");
});

test("a long word wraps within the phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await show(page, "connectly", {
    content: { type: "buttons", text: "x".repeat(900), buttons: [{ id: "a", title: "w".repeat(20) }] },
  });
  const overflow = await chat(page).evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(overflow).toBe(0);
});

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const FILES: { provider: ProviderName; shown: string[] }[] = [
  { provider: "islash", shown: ["A pixel"] },
  { provider: "yeastar", shown: ["", "A pixel"] },
];
for (const { provider, shown } of FILES) {
  test(`the visitor's own file is shown through ${TITLES[provider]}`, async ({ page }) => {
    await show(page, provider, {
      content: { type: "image", caption: "A pixel", url: "https://example.invalid/x.png" },
    });
    await page.getByRole("radio", { name: "File", exact: true }).check({ force: true });
    await page.getByLabel("File", { exact: true }).and(page.locator("input[type=file]")).setInputFiles({
      name: "pixel.png",
      mimeType: "image/png",
      buffer: PIXEL,
    });
    const picture = chat(page).getByRole("img", { name: "pixel.png" });
    await expect(picture).toHaveAttribute("src", /^blob:/);
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    await expect(bubbles(page)).toHaveText(shown, { useInnerText: true });
  });
}

const STATES: [name: string, provider: ProviderName, message: Partial<Message>][] = [
  ["a list", "connectly", { content: LIST }],
  ["a refused list", "islash", { content: LIST }],
  ["an album", "texter", { content: CASES.find(({ kind }) => kind === "album")?.content ?? LIST }],
  ["a fallback", "connectly", { content: { type: "text", text: "Hello" }, fallback: FALLBACK, lastInboundAt: 0 }],
];
for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, provider, message] of STATES) {
    test(`axe finds nothing in the preview of ${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await show(page, provider, message, "off");
      await expect(bubbles(page)).not.toHaveCount(0);
      if (name === "a list") await chat(page).getByRole("button", { name: "Times" }).click();
      const { violations } = await new AxeBuilder({ page }).include(".preview").analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
    });
  }
}

test("a picture at the page's own address is shown", async ({ page, origin }) => {
  await show(page, "connectly", { content: { type: "image", url: `${origin}/favicon.svg`, caption: "Our sign" } });
  const picture = chat(page).getByRole("img", { name: "favicon.svg" });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
});

const WRONG: [name: string, message: Record<string, unknown>][] = [
  ["no content", { to }],
  ["a content that is text", { to, content: "hello" }],
  ["a kind that is none", { to, content: { type: "constructor" } }],
  ["lists that are none", { to, content: { type: "list", text: 5, sections: [null, { rows: "x" }], header: [] } }],
  [
    "an album of nothing",
    { to, content: { type: "album", items: [null, 7, { type: "image", url: "javascript:alert(1)" }] } },
  ],
  [
    "cards without names",
    { to, content: { type: "contacts", contacts: [{}, { name: 1, phones: [1], addresses: {} }] } },
  ],
  [
    "options in place of the body",
    {
      to,
      content: { type: "text", text: "x" },
      providerOptions: { message: 7, whatsapp_msg_param: "{", media: [1], type: "media" },
    },
  ],
];
for (const [name, message] of WRONG) {
  test(`stays whole with ${name}, through each provider`, async ({ page }) => {
    await open(page, fragment("connectly", message, "truncate"));
    for (const provider of Object.keys(TITLES) as ProviderName[]) {
      await through(page, provider);
      await expect(bubbles(page)).not.toHaveCount(0);
    }
  });
}

// Texts of which a careless pattern takes the square of their length, or worse.
const LONG: [name: string, text: string][] = [
  ["an address of stops", `http://${".".repeat(400_000)}x`],
  ["a placeholder of spaces", `{{${" ".repeat(8_000)}x`],
];
for (const [name, text] of LONG) {
  test(`draws ${name} that a link brings`, async ({ page }) => {
    await show(page, "texter", { content: { type: "text", text } }, "off");
    await expect(bubbles(page)).toContainText(/x$/);
    await through(page, "yeastar");
    await expect(bubbles(page)).toContainText(/x$/);
  });
}
