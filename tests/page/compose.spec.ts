// The composer as a person uses it: kinds, counters, examples and the link.
import { AxeBuilder } from "@axe-core/playwright";
import { expectAt, field, kind, panel, useExample, words } from "./compose.ts";
import { expect, expectSaid, open, test } from "./support.ts";

const KINDS = [
  "Text",
  "Image",
  "Video",
  "Audio",
  "Document",
  "Sticker",
  "Album",
  "Location",
  "Contacts",
  "Buttons",
  "List",
  "Template",
];

test.beforeEach(async ({ page }) => open(page));

test.describe("kinds of content", () => {
  for (const name of KINDS) {
    test(`${name} can be chosen, and its form makes a message of that type`, async ({ page }) => {
      await kind(page, name).check();
      await expectAt(page, "/content/type", name.toLowerCase());
    });
  }

  test("the text goes along to another kind, and what was written comes back", async ({ page }) => {
    await panel(page).getByLabel("Button that opens the list").fill("Times");
    await kind(page, "Text").check();
    await words(page).fill("Which day suits you?");
    await kind(page, "Image").check();
    await expect(field(page, "Caption")).toHaveValue("Which day suits you?");
    await kind(page, "List").check();
    await expect(words(page)).toHaveValue("Which day suits you?");
    await expect(field(page, "Button that opens the list")).toHaveValue("Times");
  });

  test("a kind says what the provider makes of it, and can be chosen all the same", async ({ page }) => {
    await expect(kind(page, "Sticker")).toHaveAccessibleName("Sticker (not carried)");
    await expect(kind(page, "Contacts")).toHaveAccessibleName("Contacts (only in another form)");
    await expect(kind(page, "Text")).toHaveAccessibleName("Text");
    await page.getByRole("radio", { name: "iSlash" }).check();
    await expect(kind(page, "Sticker")).toHaveAccessibleName("Sticker");
    await page.getByRole("radio", { name: "Connectly" }).check();
    await kind(page, "Sticker").check();
    await expect(page.getByRole("group", { name: "Kind of content" })).toContainText(
      "Connectly does not carry sticker messages.",
    );
  });
});

test.describe("counters", () => {
  for (const { provider, unit, over } of [
    { provider: "Connectly", unit: "bytes", over: "1028 of 1024 bytes" },
    { provider: "Yeastar", unit: "characters", over: "257 of 127 characters" },
  ]) {
    test(`count in ${unit} where ${provider}'s table does`, async ({ page }) => {
      await page.getByRole("radio", { name: provider }).check();
      await page.getByText("Message options").click();
      await field(page, "Reference").fill("💐".repeat(257));
      await expect(panel(page).getByText(over)).toHaveClass(/error/);
      await expect(field(page, "Reference")).toHaveAttribute("aria-invalid", "true");
    });
  }

  test("count the name of a template's value, and say what it may hold", async ({ page }) => {
    await useExample(page, "Template, values by name");
    const value = page.getByRole("group", { name: "Value 1", exact: true });
    const name = value.getByLabel("Name");
    await name.focus();
    await expect(name).toHaveAccessibleDescription("small letters and _");
    await name.fill("a".repeat(20));
    await expect(name).toHaveAccessibleDescription("small letters and _ 20 of 20 characters");
    await expect(name).toHaveAttribute("aria-invalid", "false");
    await name.fill("a".repeat(21));
    await expect(value.getByText("21 of 20 characters")).toHaveClass(/error/);
    await expect(name).toHaveAttribute("aria-invalid", "true");
  });

  test("count code points, near the limit of a short field and always for a text", async ({ page }) => {
    await field(page, "Button that opens the list").fill("Choose");
    await expect(page.getByText("6 of 20 characters")).toHaveCount(0);
    await field(page, "Button that opens the list").fill("💐".repeat(20));
    await expect(page.getByText("20 of 20 characters")).not.toHaveClass(/error/);
    await words(page).fill("Hi 👩🏽‍🌾");
    await expect(page.getByText("7 of 4096 characters")).toBeVisible();
  });
});

test.describe("examples", () => {
  test("replace the message, and that can be undone", async ({ page }) => {
    await field(page, "Button that opens the list").fill("Mine");
    await useExample(page, "Template, values by name");
    await expect(page.getByRole("radio", { name: "Yeastar" })).toBeChecked();
    await expectAt(page, "/content/body", { day: "Friday", time: "10:00" });
    await expect(page.getByRole("region", { name: "Message" })).toContainText("Yeastar takes it as it is");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("radio", { name: "Connectly" })).toBeChecked();
    await expect(field(page, "Button that opens the list")).toHaveValue("Mine");
    await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
    await page.getByRole("button", { name: "Reset" }).click();
    await expect(field(page, "Button that opens the list")).toHaveValue("Choose a time");
    await field(page, "Button that opens the list").fill("Now");
    // What has been written since would be lost.
    await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  });

  const PROVIDERS = ["iSlash", "Connectly", "Texter", "Yeastar"];
  const REPLY = "does not carry replyTo";
  for (const { example, verdicts } of [
    { example: "Plain text", verdicts: PROVIDERS.map((name) => `${name} takes it as it is`) },
    {
      example: "List in reply to a message",
      verdicts: ["iSlash takes it adapted", `Connectly ${REPLY}`, "Texter takes it as it is", `Yeastar ${REPLY}`],
    },
  ]) {
    test(`${example}: what each provider makes of it`, async ({ page }) => {
      await useExample(page, example);
      for (const [index, words] of verdicts.entries()) {
        await page.getByRole("radio", { name: PROVIDERS[index] ?? "" }).check();
        await expect(page.locator(".problems")).toContainText(words);
      }
    });
  }

  test("the menu closes with Escape, and its button has the focus again", async ({ page }) => {
    const button = page.locator("summary", { hasText: "Examples" });
    await button.press("Enter");
    await expect(page.getByRole("button", { name: /^Plain text/ })).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: /^Plain text/ })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: /^Plain text/ })).toBeHidden();
    await expect(button).toBeFocused();
  });
});

test("a link carries the whole message, the provider and the adapting", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await useExample(page, "List in reply to a message");
  await page.getByRole("radio", { name: "Texter" }).check();
  await page.getByRole("button", { name: "Copy link" }).click();
  await expectSaid(page, "accounts and files stay out");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).not.toContain("token");
  await page.goto("about:blank");
  await page.goto(link);
  await expect(page.getByRole("radio", { name: "Texter" })).toBeChecked();
  await expectAt(page, "/replyTo", "1716360012");
  await expectAt(page, "/content/sections/1", { title: "Friday", rows: [{ id: "fri", title: "All day" }] });
  await page.getByRole("radio", { name: "iSlash" }).check();
  await expect(page.locator(".problems")).toContainText("iSlash takes it adapted");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 780 } });

  test("the recipient's field stands apart from its choice", async ({ page }) => {
    const choice = await page.getByRole("group", { name: "Recipient" }).boundingBox();
    const label = await panel(page).getByText("Phone number", { exact: true }).boundingBox();
    expect((label?.y ?? 0) - (choice?.y ?? 0) - (choice?.height ?? 0)).toBeGreaterThanOrEqual(4);
  });

  test("an item within an item has its name and its buttons on one line", async ({ page }) => {
    await kind(page, "Contacts").check();
    const name = panel(page).getByText("Phone 1", { exact: true });
    const { lines, cut } = await name.evaluate((place) => ({
      lines: place.clientHeight / Number.parseFloat(getComputedStyle(place).lineHeight),
      cut: place.scrollWidth > place.clientWidth,
    }));
    expect(lines).toBeCloseTo(1, 1);
    expect(cut).toBe(false);
  });

  test("the menu of examples stays within the page", async ({ page }) => {
    // As narrow as a scroll bar that takes room leaves it.
    await page.locator("html").evaluate((html) => Object.assign(html.style, { paddingRight: "15px" }));
    await page.locator("summary", { hasText: "Examples" }).click();
    const entry = page.getByRole("button", { name: /^Plain text/ });
    await expect(entry).toBeVisible();
    const list = await page.locator(".menu-list").boundingBox();
    expect((list?.x ?? 0) + (list?.width ?? 0)).toBeLessThanOrEqual(345);
  });
});

test.describe("nothing for axe to find", () => {
  test("a file that is not carried", async ({ page }) => {
    await kind(page, "Image").check();
    await page.getByRole("radio", { name: "File", exact: true }).check();
    const file = { name: "rose.png", mimeType: "image/png", buffer: Buffer.alloc(2048) };
    await panel(page).locator("input[type=file]").setInputFiles(file);
    await expect(page.getByRole("button", { name: "Choose another file" })).toHaveAttribute("aria-invalid", "true");
    const { violations } = await new AxeBuilder({ page }).include(".composer").analyze();
    expect(violations).toEqual([]);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const example of ["Contact card", "Closed window", "Template, values by name", "Long text"]) {
      test(`${example}, ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await useExample(page, example);
        const { violations } = await new AxeBuilder({ page }).include(".composer").analyze();
        expect(violations).toEqual([]);
      });
    }
  }
});
