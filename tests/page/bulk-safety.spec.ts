// What a run must not do: send twice, send what is another's, send elsewhere, or lose what became of it.
import type { Page } from "@playwright/test";
import { button, cells, counts, firstRows, openBulk, rowsOf, saved, slow, state, swift, type } from "./bulk-support.ts";
import { recorded } from "./records.ts";
import { goToSend, useOwn } from "./send-support.ts";
import { expect, expectSaid, test } from "./support.ts";

const finished = (page: Page, count: number) =>
  expect(state(page)).toHaveText(new RegExp(`^Finished: ${count} of ${count} rows? through Connectly, to the simulator$`));

test("a double click on New run begins no other run", async ({ page, request, origin }) => {
  await openBulk(page);
  await type(page, rowsOf(2));
  await button(page, "Send 2 messages by Connectly").click();
  await finished(page, 2);
  await saved(page, () => button(page, "Save results").click());
  await button(page, "New run").dblclick();
  await expect(state(page)).toHaveText("Not started");
  expect(await recorded(request, origin, "connectly")).toHaveLength(2);
});

test("by keyboard the focus does not go from New run to the button that sends", async ({ page }) => {
  await openBulk(page);
  await type(page, rowsOf(2));
  await button(page, "Send 2 messages by Connectly").click();
  await finished(page, 2);
  await saved(page, () => button(page, "Save results").click());
  await button(page, "New run").press("Enter");
  await expect(button(page, "Load checkpoint")).toBeFocused();
});

test("New run asks before results are lost that were not saved", async ({ page }) => {
  await openBulk(page);
  await type(page, rowsOf(2));
  await button(page, "Send 2 messages by Connectly").click();
  await finished(page, 2);
  page.once("dialog", (dialog) => void dialog.dismiss());
  await button(page, "New run").click();
  await finished(page, 2);
  page.once("dialog", (dialog) => void dialog.accept());
  await button(page, "New run").click();
  await expect(state(page)).toHaveText("Not started");
});

for (const [what, rows, reason] of [
  ["a quote that is never closed", '+14155550101,"Ada\n+14155550102,Grace\n+14155550103,Mei', "Quoted field unterminated."],
  ["another row after its line end", "+14155550101,Ada\r\n+14155550102,Grace\n+14155550103,Mei", "The row has 3 fields, the first row has 2."],
]) {
  test(`a row that holds others is not sent: ${what}`, async ({ page, request, origin }) => {
    await openBulk(page);
    await page
      .getByLabel("CSV or TSV file")
      .setInputFiles({ name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(`phone,name${what?.includes("line") ? "\r\n" : "\n"}${rows}`) });
    await expect(page.getByText("1 with problems")).toBeVisible();
    expect((await cells(firstRows(page))).map(([, , , said]) => said)).toContainEqual(expect.stringContaining(reason ?? ""));
    // Nor is it among all rows.
    const ready = Number(/(\d+) rows? ready/.exec(await page.getByText("1 with problems").innerText())?.[1]);
    await page.getByRole("radio", { name: `All: ${ready}` }).check();
    if (ready > 0) {
      await button(page, /^Send \d messages? by Connectly/).click();
      await finished(page, ready);
    } else await expect(button(page, /^Send 0 messages by Connectly/)).toBeDisabled();
    const texts = (await recorded(request, origin, "connectly")).map(({ body }) => JSON.stringify(body?.value));
    expect(texts.filter((text) => text.includes("Mei"))).toEqual([]);
  });
}

test("after Pause nothing more leaves, though the pace would allow it", async ({ page, request, origin }) => {
  await openBulk(page);
  await type(page, rowsOf(4));
  await page.getByLabel("Per second").fill("0.05");
  await button(page, "Send 4 messages by Connectly").click();
  await expect.poll(async () => (await recorded(request, origin, "connectly")).length).toBe(1);
  await button(page, "Pause").click();
  await expect(state(page)).toHaveText("Paused: 1 of 4 rows through Connectly, to the simulator");
  await page.getByLabel("Per second").fill("");
  await button(page, "Resume").click();
  await finished(page, 4);
  expect(await counts(page)).toEqual({ Sent: 4, "Not sent": 0, "Partly sent": 0, Unknown: 0 });
  expect(await recorded(request, origin, "connectly")).toHaveLength(4);
});

test("Pause holds though the run has not begun to send", async ({ page, request, origin }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/_simulator/faults", async (route) => {
    await held;
    await route.continue();
  });
  await openBulk(page);
  await type(page, rowsOf(40));
  await page.getByLabel("Fail one in").fill("50");
  await button(page, "Send 40 messages by Connectly").click();
  await button(page, "Pause").click();
  release();
  await expect(state(page)).toHaveText("Paused: 0 of 40 rows through Connectly, to the simulator");
  expect(await recorded(request, origin, "connectly")).toEqual([]);
  await button(page, "Resume").click();
  await finished(page, 40);
  expect(await recorded(request, origin, "connectly")).toHaveLength(40);
});

test("what the provider took and then failed is among the failures, and its status in the file", async ({ page }) => {
  await page.route("**/messages/send/*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/"status":\d/, '"status":4') });
  });
  await openBulk(page, undefined, "texter");
  await type(page, "phone,name\n+14155552671,Ada");
  await button(page, "Send 1 message by Texter").click();
  await expect(state(page)).toHaveText("Finished: 1 of 1 row through Texter, to the simulator");
  await page.getByRole("radio", { name: "Failures: 1" }).check();
  const [line] = await cells(page.getByRole("region", { name: "Results" }));
  expect(line?.[2]).toBe("Taken, then failed");
  const { text } = await saved(page, () => button(page, "Save results").click());
  expect(text).toMatch(/\r\n2,0,\+14155552671,,sent,failed,\w+,,,"The provider took it, and reports that it failed after that\."\r\n$/);
});

test("numbers stand in the results as they were sent, so that the file can be read again", async ({ page }) => {
  await openBulk(page);
  await type(page, "phone,name\n+1 (415) 555-0101,Ada");
  await button(page, "Send 1 message by Connectly").click();
  await finished(page, 1);
  const { text } = await saved(page, () => button(page, "Save results").click());
  expect(text).toContain("\r\n2,0,+14155550101,,");
});

test("a run goes on through no other account of one's own", async ({ page, request, origin }) => {
  const own = {
    "Business id": "0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00",
    "API key": "sim-connectly-key-5d8e",
    "Base URL": `${origin}/connectly`,
    "Sending number": "+14151111234",
  };
  await openBulk(page);
  await page.getByRole("link", { name: "Compose", exact: true }).click();
  await goToSend(page);
  await useOwn(page, own);
  await slow(request, origin);
  await page.getByRole("link", { name: "Bulk" }).click();
  await type(page, rowsOf(8));
  await page.getByLabel("At once").fill("2");
  await button(page, "Send 8 messages by Connectly, by your own account").click();
  await button(page, "Pause").click();
  await expect(state(page)).toHaveText(/^Paused: \d of 8 rows through Connectly, by your own account$/);
  await page.getByRole("link", { name: "Compose", exact: true }).click();
  await goToSend(page);
  await page.getByLabel("Sending number", { exact: true }).fill("+14151119999");
  await page.getByRole("link", { name: "Bulk" }).click();
  await expect(button(page, "Resume")).toBeDisabled();
  await expect(page.getByText(`baseUrl ${origin}/connectly, from +14151111234`)).toBeVisible();
  await swift(request, origin);
});

test("while a run goes on, Compose sends nothing to its simulator", async ({ page, request, origin }) => {
  await slow(request, origin);
  await openBulk(page);
  await type(page, rowsOf(8));
  await page.getByLabel("At once").fill("1");
  await button(page, "Send 8 messages by Connectly").click();
  await page.getByRole("link", { name: "Compose", exact: true }).click();
  await goToSend(page);
  await expect(page.getByText("a bulk run is under way at the simulator")).toBeVisible();
  await page.getByRole("button", { name: /^Send with / }).press("Control+Enter");
  await expectSaid(page, "Not sent: a bulk run is under way");
  await swift(request, origin);
  await page.getByRole("link", { name: "Bulk" }).click();
  await finished(page, 8);
  expect(await recorded(request, origin, "connectly")).toHaveLength(8);
});

test("a checkpoint goes on with the file that it was begun with, and no other", async ({ page, request, origin }) => {
  const file = (name: string) => ({ name, mimeType: "image/png", buffer: Buffer.alloc(64) });
  const choose = async (name: string) => {
    await page.getByRole("link", { name: "Compose", exact: true }).click();
    await page.getByRole("radio", { name: "File", exact: true }).check();
    await page.locator("input[type=file]").first().setInputFiles(file(name));
    await page.getByRole("link", { name: "Bulk" }).click();
  };
  await request.post(`${origin}/_simulator/faults`, { data: { provider: "islash", delayMs: 1_000, times: 100 } });
  await openBulk(page, { to: "", content: { type: "image", url: "" } }, "islash");
  await choose("a.png");
  await type(page, rowsOf(8));
  await page.getByLabel("At once").fill("1");
  await button(page, "Send 8 messages by iSlash").click();
  await button(page, "Pause").click();
  await expect(state(page)).toHaveText(/^Paused: /);
  const { path } = await saved(page, () => button(page, "Save checkpoint").click());
  await button(page, "New run").click();
  await choose("b.png");
  await page.getByLabel("Checkpoint file").setInputFiles(path);
  await expect(page.getByRole("alert")).toContainText("The message holds the file a.png (64 bytes)");
  await choose("a.png");
  await page.getByLabel("Checkpoint file").setInputFiles(path);
  await expect(button(page, "Resume")).toBeEnabled();
  await swift(request, origin);
});

for (const [label, text, wanted] of [
  ["Per second", "5/s", "Per second must be a number."],
  ["Fail one in", "1", "Fail one in must be a whole number from 2 on."],
] as const) {
  test(`a pace that cannot be read is no pace without a limit: ${label} ${text}`, async ({ page }) => {
    await openBulk(page);
    await type(page, rowsOf(2));
    await page.getByLabel(label).fill(text);
    await expect(page.getByText(wanted)).toBeVisible();
    await expect(button(page, "Send 2 messages by Connectly")).toBeDisabled();
    await page.getByLabel(label).fill("");
    await expect(button(page, "Send 2 messages by Connectly")).toBeEnabled();
  });
}

test("the sample message can be taken back", async ({ page }) => {
  await openBulk(page);
  await button(page, "Use a sample message").click();
  await expect(page.locator(".bulk-message")).toHaveText(/^Hi {{name}}, your order/);
  await button(page, "Undo").click();
  await expect(page.locator(".bulk-message")).toHaveText("Hi {{name}}");
});

test("a long paste goes where the cursor is, and the focus goes along", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openBulk(page);
  const rows = rowsOf(6000).split("\n").slice(1).join("\n");
  await page.evaluate((text) => navigator.clipboard.writeText(text), rows);
  await type(page, "phone,name\n");
  await page.getByLabel("CSV", { exact: true }).press("ControlOrMeta+End");
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.getByText("6,000 rows ready, 0 with problems")).toBeVisible();
  await expectSaid(page, "Pasted rows taken");
  await expect(button(page, "Remove")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("CSV", { exact: true })).toBeFocused();
});
