// The list of problems as a person uses it: each entry leads to what it is about, and goes when that is mended.
import type { Page } from "@playwright/test";
import { FIRST } from "../../www/src/state/message.ts";
import { expectAt, field, group, kind, linesOf, openJson, panel, useExample, words } from "./compose.ts";
import { CASES, rows, sections, TO } from "./compose-problems.ts";
import { fragment } from "./fragment.ts";
import { expect, expectSaid, open, said, test } from "./support.ts";

// Without it, the page scrolls on while a place is looked at.
test.use({ contextOptions: { reducedMotion: "reduce" } });

const list = (page: Page) => page.getByRole("list", { name: "Problems" });
const entries = (page: Page, path: string) =>
  list(page).getByRole("listitem").filter({ has: page.getByText(path, { exact: true }) });
const messageOf = async (page: Page, path: string) =>
  (await entries(page, path).locator(".problem-message").innerText()).replace(/^error:\s*/, "");
const containing = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
test.describe("an entry leads to", () => {
  for (const { name, provider = "connectly", message, path, control, mended, close = [] } of CASES) {
    test(`${name}, which tells it and is mended there`, async ({ page }) => {
      await open(page, fragment(provider, message));
      for (const title of close) await page.locator("summary").filter({ hasText: title }).click();
      if (close.length > 0) await expect(control(page)).toBeHidden();
      const problem = containing(await messageOf(page, path));
      await entries(page, path).getByRole("button").press("Enter");
      await expect(control(page)).toBeFocused();
      await expect(control(page)).toBeInViewport({ ratio: 1 });
      await expect(control(page)).toHaveAttribute("aria-invalid", "true");
      await expect(control(page)).toHaveAccessibleDescription(problem);
      await control(page).fill(mended);
      await expect(entries(page, path)).toHaveCount(0);
      await expect(control(page)).not.toHaveAccessibleDescription(problem);
      await expect(control(page)).toHaveAttribute("aria-invalid", "false");
    });
  }
});

test.describe("an entry about a part leads into it, and the part tells it", () => {
  const button = (id: string) => ({ id, title: id });
  for (const { name, provider, message, path, part, focused } of [
    {
      name: "too many items",
      provider: "connectly",
      message: { to: TO, content: { type: "buttons", text: "Hi", buttons: ["a", "b", "c", "d"].map(button) } },
      path: "/content/buttons",
      part: (page: Page) => group(page, /^Buttons/),
      focused: (page: Page) => page.getByRole("button", { name: /^Button 1 of 4/ }),
    },
    {
      name: "a kind that is not carried",
      provider: "connectly",
      message: { to: TO, content: { type: "sticker", uploaded: "66" } },
      path: "/content/type",
      part: (page: Page) => group(page, "Kind of content"),
      focused: (page: Page) => kind(page, "Sticker"),
    },
    {
      name: "a kind that does not exist",
      provider: "connectly",
      message: { to: TO, content: { type: "smoke" } },
      path: "/content/type",
      part: (page: Page) => group(page, "Kind of content"),
      focused: (page: Page) => kind(page, "Text"),
    },
    {
      name: "a file without a source",
      provider: "texter",
      message: { to: TO, content: { type: "image" } },
      path: "/content",
      part: (page: Page) => group(page, "Source of the file"),
      focused: (page: Page) => page.getByRole("radio", { name: "Address" }),
    },
    {
      name: "a header that is not carried",
      provider: "connectly",
      message: { ...FIRST, content: { ...FIRST.content, header: { type: "image", url: "https://example.com/a.jpg" } } },
      path: "/content/header",
      part: (page: Page) => group(page, "Header"),
      focused: (page: Page) => page.getByRole("group", { name: "Header" }).getByRole("radio", { name: "Image" }),
    },
  ] as const) {
    test(name, async ({ page }) => {
      await open(page, fragment(provider, message));
      await expect(part(page)).toHaveAccessibleDescription(await messageOf(page, path));
      await entries(page, path).getByRole("button").click();
      await expect(focused(page)).toBeFocused();
      await expect(focused(page)).toBeInViewport({ ratio: 1 });
    });
  }
});

test.describe("what the form has no field for is shown in the JSON", () => {
  for (const { name, message, path, line } of [
    { name: "an unknown field", message: { ...FIRST, colour: "red" }, path: "/colour", line: '"colour": "red"' },
    {
      name: "an unknown field of a row",
      message: {
        ...FIRST,
        content: { ...FIRST.content, sections: [{ rows: [{ ...rows[0] }, { ...rows[1], colour: ["red"] }] }] },
      },
      path: "/content/sections/0/rows/1/colour",
      line: '"colour": [',
    },
    {
      name: "a wrong type of fallback",
      message: { ...FIRST, fallback: { type: "text", text: "Hi" } },
      path: "/fallback/type",
      line: '"type": "text",',
    },
  ]) {
    test(name, async ({ page }) => {
      await open(page, fragment("connectly", message));
      await entries(page, path).getByRole("button").click();
      await expect(page.getByRole("radio", { name: "JSON" })).toBeChecked();
      const editor = page.getByRole("textbox", { name: "Message as JSON" });
      await expect(editor).toBeFocused();
      await expect(editor.locator(".cm-activeLine")).toHaveText(line);
      await expect(editor.locator(".cm-activeLine")).toBeInViewport({ ratio: 1 });
      await expectSaid(page, "The form has no field for this");
    });
  }

  test("in the JSON, every entry leads to its line, again and again", async ({ page }) => {
    await open(page, fragment("connectly", { ...FIRST, content: { ...FIRST.content, sections, footer: "" } }));
    const editor = await openJson(page);
    expect((await linesOf(editor)).length).toBeGreaterThan(30);
    const lines = {
      "/content/sections/1/rows/2/title": '"title": "A title that is too long for a row"',
      "/content/footer": '"footer": ""',
    };
    for (const [path, line] of [...Object.entries(lines), ...Object.entries(lines)]) {
      await entries(page, path).getByRole("button").click();
      await expect(editor).toBeFocused();
      await expect(editor.locator(".cm-activeLine")).toHaveText(line);
    }
  });
});

test.describe("the list", () => {
  test("stands at once in a page opened by a link, for the provider that the link names", async ({ page }) => {
    const message = { ...FIRST, to: "", replyTo: "1716360012", content: { ...FIRST.content, button: "" } };
    await open(page, fragment("texter", message));
    const paths = () => list(page).locator(".problem-path").allTextContents();
    await expect.poll(paths).toEqual(["/to", "/content/button"]);
    await expect(panel(page).locator(".problems > summary")).toContainText("2 errors");
    await page.getByRole("radio", { name: "Connectly" }).check();
    await expect.poll(paths).toEqual(["/to", "/replyTo", "/content/button"]);
  });

  test("tells its count when it changes, and says so when nothing is left", async ({ page }) => {
    await open(page);
    await words(page).fill("");
    await expectSaid(page, "Problems: 1 error");
    await words(page).fill("Hello");
    await expectSaid(page, "Problems: none");
    // Nobody heard of a problem that is mended at once.
    await page.clock.install();
    await words(page).fill("");
    await words(page).fill("Hello");
    await page.clock.runFor(5000);
    expect((await said(page)).filter((text) => text.startsWith("Problems"))).toEqual(["Problems: 1 error", "Problems: none"]);
    await expect(list(page)).toHaveCount(0);
  });
});

test("nothing is said of a message that could not be checked", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("The package did not load");
  const summary = panel(page).locator(".problems > summary");
  await expect(summary).toHaveText(/^Problems\s*not checked$/);
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(summary).toHaveText(/^Problems\s*none\s*Connectly takes it as it is$/);
});

test("emptying the last option leaves the options open", async ({ page }) => {
  await open(page);
  await page.getByText("Message options").click();
  await field(page, "Reference").fill("4021");
  await expectAt(page, "/reference", "4021");
  await field(page, "Reference").fill("");
  await expectAt(page, "/reference", undefined);
  await expect(field(page, "Reference")).toBeFocused();
  await expect(field(page, "Reference")).toBeVisible();
  // An example that uses them opens them.
  await page.getByText("Message options").click();
  await expect(field(page, "Reference")).toBeHidden();
  await useExample(page, "Closed window");
  await expect(field(page, "Fallback template")).toBeChecked();
});
