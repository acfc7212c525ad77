// The JSON view as a person uses it, in step with the form.
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { FIRST } from "../../www/src/state/message.ts";
import { expectAt, expectJson, field, kind, linesOf, openJson, panel, useExample, view, words } from "./compose.ts";
import { fragment } from "./fragment.ts";
import { recorded } from "./records.ts";
import { expect, expectSaid, open, test } from "./support.ts";

const content = { ...FIRST.content };
const withText = (text: string) => ({ ...FIRST, content: { ...content, text } });
const status = (page: Page) => panel(page).getByRole("status").filter({ hasText: "Not a message yet" });

/** A coloured word of the text: its line is one piece until its words have their colours. */
const coloured = (editor: Locator, word: string) => editor.locator(".cm-line span", { hasText: word }).last();

/** Selects a word of the text and writes another over it. */
async function overwrite(editor: Locator, word: string, other: string): Promise<void> {
  await coloured(editor, word).dblclick();
  await editor.page().keyboard.type(other);
}

/** Puts in another text for all of it, as pasting does. */
async function replaceAll(editor: Locator, text: string): Promise<void> {
  await editor.press("ControlOrMeta+a");
  await editor.page().keyboard.insertText(text);
}

test.beforeEach(async ({ page }) => open(page));

test.describe("in step with the form", () => {
  test("what is edited in one is in the other", async ({ page }) => {
    await words(page).fill("Hello");
    const editor = await openJson(page);
    await expectJson(editor, withText("Hello"));
    await overwrite(editor, "Hello", "Bye");
    await expectAt(page, "/content/text", "Bye");
    await view(page, "Form");
    await expect(words(page)).toHaveValue("Bye");
    await words(page).fill("Bye now");
    await view(page, "JSON");
    await expectJson(editor, withText("Bye now"));
  });

  test("an example and its undoing are in the JSON at once", async ({ page }) => {
    const editor = await openJson(page);
    await useExample(page, "Plain text");
    await expect(editor).not.toContainText("sections");
    await page.getByRole("button", { name: "Undo" }).click();
    await expectJson(editor, FIRST);
  });

  test("fields that nobody knows are kept, through edits in the form too, and reported", async ({ page }) => {
    const editor = await openJson(page);
    await replaceAll(editor, JSON.stringify({ ...FIRST, colour: { of: ["roses"] } }));
    await expect(panel(page).getByRole("list", { name: "Problems" })).toContainText('There is no field "colour" here');
    await view(page, "Form");
    await words(page).fill("Hello");
    await expectAt(page, "", { ...withText("Hello"), colour: { of: ["roses"] } });
    await view(page, "JSON");
    await expectJson(editor, { ...withText("Hello"), colour: { of: ["roses"] } });
  });

  test("a file stands as words, and is still there when something else was edited", async ({ page }) => {
    await page.getByRole("radio", { name: "iSlash" }).check();
    await kind(page, "Image").check();
    await page.getByRole("radio", { name: "File", exact: true }).check();
    await field(page, "File").setInputFiles({ name: "rose.png", mimeType: "image/png", buffer: Buffer.alloc(2048) });
    await field(page, "Caption").fill("Roses");
    const editor = await openJson(page);
    await expect(editor).toContainText('"file": "file: rose.png"');
    await overwrite(editor, "Roses", "Tulips");
    await view(page, "Form");
    await expect(field(page, "Caption")).toHaveValue("Tulips");
    await expect(panel(page)).toContainText("rose.png, image/png, 2 KB");
    // Words that stand for no file are what they are: a wrong value.
    await view(page, "JSON");
    await overwrite(editor, "rose", "tulip");
    await expect(panel(page).getByRole("list", { name: "Problems" })).toContainText("/content/file");
    await editor.press("ControlOrMeta+z");
    await view(page, "Form");
    await expect(panel(page)).toContainText("rose.png, image/png, 2 KB");
  });
});

test.describe("writing", () => {
  test("the cursor stays while a member is typed, through all that is not JSON yet", async ({ page }) => {
    const editor = await openJson(page);
    await editor.getByText('"button"').click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type('"footer": "Bye",');
    await expectAt(page, "/content/footer", "Bye");
    const { type, text, button, ...rest } = FIRST.content as Extract<typeof FIRST.content, { type: "list" }>;
    await expectJson(editor, { ...FIRST, content: { type, text, button, footer: "Bye", ...rest } });
  });

  test("the cursor stays when the message is changed from elsewhere", async ({ page }) => {
    const editor = await openJson(page);
    await coloured(editor, "Afternoon").dblclick();
    await page.keyboard.press("ArrowRight");
    await page.evaluate((hash) => (location.hash = hash), fragment("connectly", withText("Another, and longer than it was")));
    await expectJson(editor, withText("Another, and longer than it was"));
    await page.keyboard.type("!");
    await expectAt(page, "/content/sections/0/rows/1/title", "Afternoon!");
  });

  test("spaces stay as they are written", async ({ page }) => {
    const editor = await openJson(page);
    const text = '{ "to": "+14155552671",   "content": {"type": "text", "text": "Hi"} }';
    await replaceAll(editor, text);
    await expectAt(page, "", { to: "+14155552671", content: { type: "text", text: "Hi" } });
    await overwrite(editor, "Hi", "Hello");
    await expectAt(page, "/content/text", "Hello");
    expect(await linesOf(editor)).toEqual([text.replace("Hi", "Hello")]);
  });

  test("is undone and redone, and the message with it", async ({ page }) => {
    await words(page).fill("Hello");
    const editor = await openJson(page);
    await overwrite(editor, "Hello", "Bye");
    await expectAt(page, "/content/text", "Bye");
    await editor.press("ControlOrMeta+z");
    await expectJson(editor, withText("Hello"));
    await expectAt(page, "/content/text", "Hello");
    await editor.press("ControlOrMeta+Shift+Z");
    await expectAt(page, "/content/text", "Bye");
    // What the form wrote is a step of its own.
    await view(page, "Form");
    await words(page).fill("From the form");
    await view(page, "JSON");
    await expectJson(editor, withText("From the form"));
    await editor.press("ControlOrMeta+z");
    await expectJson(editor, withText("Bye"));
    await expectAt(page, "/content/text", "Bye");
  });

  test("nothing is sent while what is typed is no JSON", async ({ page, request, origin }) => {
    const editor = await openJson(page);
    await replaceAll(editor, '{ "to": ');
    await editor.press("ControlOrMeta+Enter");
    await expectSaid(page, "Not sent: what was typed as JSON cannot be read");
    await expect(page.getByText("Not to be sent")).toBeVisible();
    // On the form stands what would be sent.
    await view(page, "Form");
    await expect(page.getByText("Not to be sent")).toHaveCount(0);
    await page.locator("summary", { hasText: "Message options" }).click();
    const extra = field(page, "Provider options");
    await extra.fill("{");
    await extra.press("ControlOrMeta+Enter");
    await expect(page.getByText("Not to be sent")).toBeVisible();
    expect(await recorded(request, origin, "connectly")).toEqual([]);
    await extra.fill("");
    await extra.press("ControlOrMeta+Enter");
    await expect.poll(async () => (await recorded(request, origin, "connectly")).length).toBe(1);
  });

  test("Tab leaves the editor, in both directions, and the editor says so", async ({ page }) => {
    const editor = await openJson(page);
    expect(await editor.getAttribute("aria-description")).toContain("Tab leaves the editor");
    const before = (await linesOf(editor)).join("\n");
    await editor.focus();
    await page.keyboard.press("Tab");
    await expect(panel(page).locator(".problems > summary")).toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await expect(editor).toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await expect(page.getByRole("radio", { name: "JSON" })).toBeFocused();
    expect((await linesOf(editor)).join("\n")).toBe(before);
  });
});

test.describe("what is no message", () => {
  const deep = `{"to":${"[".repeat(300)}${"]".repeat(300)}}`;
  for (const { name, text, why } of [
    {
      name: "a comma too much",
      text: '{\n  "to": "+14155552671",\n}',
      why: "Line 3, column 1: Expected double-quoted property name.",
    },
    { name: "no value yet", text: '{\n  "to": \n}', why: "Line 3, column 1: Unexpected token '}'." },
    { name: "half a word", text: '{\n  "to": tru\n}', why: "Line 2, column 9: " },
    { name: "the end too early", text: '{\n  "to": "x"', why: "Line 2, column 12: Expected ',' or '}' after property value." },
    { name: "nothing", text: "", why: "Line 1, column 1: Unexpected end of JSON input." },
    { name: "a list", text: "[]", why: "that was. A message is an object." },
    { name: "a word", text: "null", why: "that was. A message is an object." },
    { name: "nested too deep", text: deep, why: "that was. No message is nested so deep." },
  ]) {
    test(`${name}: the form keeps what it had, and the place is told`, async ({ page }) => {
      const editor = await openJson(page);
      await replaceAll(editor, text);
      await expect(status(page)).toContainText("so the form keeps the last one that was");
      await expect(status(page)).toContainText(why);
      await view(page, "Form");
      await expect(field(page, "Button that opens the list")).toHaveValue("Choose a time");
      // It waits there, to be mended.
      await view(page, "JSON");
      expect((await linesOf(editor)).join("\n")).toBe(text);
      await editor.press("ControlOrMeta+z");
      await expect(status(page)).toHaveCount(0);
      await expectJson(editor, FIRST);
    });
  }

  test("the mark stands at the wrong place, and goes when it is mended", async ({ page }) => {
    const editor = await openJson(page);
    await editor.getByText('"button"').click();
    await page.keyboard.press("Home");
    await page.keyboard.type("x");
    await expect(status(page)).toContainText("Line 6, column 5");
    await expect(lineMarked(editor, "error")).toHaveText(['    x"button": "Choose a time",']);
    await page.keyboard.press("Backspace");
    await expect(status(page)).toHaveCount(0);
    await expect(lineMarked(editor, "error")).toHaveCount(0);
  });
});

/** The lines with a mark of a problem in them. */
const lineMarked = (editor: Locator, severity: "error" | "warning") =>
  editor.locator(".cm-line").filter({ has: editor.page().locator(`.cm-lintRange-${severity}, .cm-lintPoint-${severity}`) });

test.describe("problems", () => {
  const long = "A title that is far too long for a row of a list";
  const row = { id: "am", title: long, colour: "red" };
  const message = {
    to: "",
    content: { type: "list", text: "Hi", sections: [{ rows: [{ id: "pm", title: "Later" }, row] }] },
    footer: "Bye",
  };

  test("are marked in their lines and in the gutter", async ({ page }) => {
    await open(page, fragment("connectly", message));
    const editor = await openJson(page);
    await expect(lineMarked(editor, "error")).toHaveText([
      '  "to": "",',
      // A member that is missing is marked where it belongs.
      '  "content": {',
      `            "title": "${long}",`,
      '            "colour": "red"',
      '  "footer": "Bye"',
    ]);
    await expect(page.locator(".cm-lint-marker-error")).toHaveCount(5);
    await editor.getByText('"Bye"').click();
    await page.keyboard.press("ControlOrMeta+Shift+K");
    // The comma before it is now one too much, which is all that is marked until it is mended.
    await expect(lineMarked(editor, "error")).toHaveText(["}"]);
    await editor.getByText("},").last().click();
    await page.keyboard.press("End");
    await page.keyboard.press("Backspace");
    await expect(lineMarked(editor, "error")).toHaveCount(4);
  });

  test("are told at their mark, and listed by the key that the editor names", async ({ page }) => {
    await open(page, fragment("connectly", { ...FIRST, colour: "red" }));
    const editor = await openJson(page);
    await editor.getByText('"red"').hover();
    await expect(page.locator(".cm-tooltip")).toContainText('There is no field "colour" here');
    await editor.press("ControlOrMeta+Shift+M");
    const list = page.locator(".cm-panel-lint").getByRole("listbox");
    await expect(list).toContainText('There is no field "colour" here');
    await expect(list).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(list).toHaveCount(0);
    await expect(editor).toBeFocused();
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const editor = await openJson(page);
    await editor.getByText('"button"').click();
    await page.keyboard.press("Home");
    await page.keyboard.type("x");
    await expect(status(page)).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include(".composer").analyze();
    expect(violations).toEqual([]);
  });
}
