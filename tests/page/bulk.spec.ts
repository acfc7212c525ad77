import { AxeBuilder } from "@axe-core/playwright";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { button, cells, firstRows, openBulk, saved, type } from "./bulk-support.ts";
import { recorded } from "./records.ts";
import { expect, said, test } from "./support.ts";

const AS_IS = "Carried as is";

test("pasted rows find their columns, and another column may be chosen", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openBulk(page);
  const csv = "Mobile Number,Name,Ref,office\n+14155550101,Ada,a-1,+14155550901\n+14155550102,Grace,a-2,+14155550902\n";
  await page.evaluate((text) => navigator.clipboard.writeText(text), csv);
  await page.getByLabel("CSV", { exact: true }).focus();
  await page.keyboard.press("ControlOrMeta+V");

  await expect(page.getByText("2 rows, 4 columns, separated by comma")).toBeVisible();
  await expect(page.getByLabel("Recipient", { exact: true })).toHaveValue("Mobile Number");
  await expect(page.getByLabel("Reference", { exact: true })).toHaveValue("Ref");
  await expect(page.getByLabel("Last wrote at")).toHaveValue("");
  expect(await cells(firstRows(page))).toEqual([
    ["2", "+14155550101", "Hi Ada", AS_IS],
    ["3", "+14155550102", "Hi Grace", AS_IS],
  ]);

  await page.getByLabel("Recipient", { exact: true }).selectOption("office");
  await expect
    .poll(async () => (await cells(firstRows(page))).map(([, to]) => to))
    .toEqual(["+14155550901", "+14155550902"]);
});

const TEXTS: Record<string, { csv: string; rows: [number: string, to: string, message: string][] }> = {
  "quotes around commas, quotes and line breaks": {
    csv: 'phone,name\n+14155550101,"Lovelace, ""Ada""\nof London"\n+14155550102,Grace',
    rows: [
      ["2", "+14155550101", 'Hi Lovelace, "Ada" of London'],
      ["3", "+14155550102", "Hi Grace"],
    ],
  },
  "a byte order mark and Windows line ends": {
    csv: "\ufeffphone,name\r\n+14155550101,Ada\r\n",
    rows: [["2", "+14155550101", "Hi Ada"]],
  },
  semicolons: { csv: "phone;name\n+14155550101;Ada, of London", rows: [["2", "+14155550101", "Hi Ada, of London"]] },
  tabs: { csv: "phone\tname\n+14155550101\tAda", rows: [["2", "+14155550101", "Hi Ada"]] },
  "blank rows between": { csv: "phone,name\n\n+14155550101,Ada\n,\n", rows: [["3", "+14155550101", "Hi Ada"]] },
  "other letter case in the names": { csv: "PHONE,NAME\n+14155550101,Ada", rows: [["2", "+14155550101", "Hi Ada"]] },
};
for (const [name, { csv, rows }] of Object.entries(TEXTS)) {
  test(`reads ${name}`, async ({ page }) => {
    await openBulk(page);
    await type(page, csv);
    await expect(page.getByText(`${rows.length === 1 ? "1 row" : `${rows.length} rows`} ready, 0 with problems`)).toBeVisible();
    expect((await cells(firstRows(page))).map((row) => row.map((cell) => cell.replaceAll("\n", " ")))).toEqual(
      rows.map((row) => [...row, AS_IS]),
    );
  });
}

test("a list of numbers without a head is read by its place", async ({ page }) => {
  await openBulk(page, { to: "", content: { type: "text", text: "Hello {{column 1}}" } });
  await type(page, "+14155550101\n+14155550102");
  await page.getByLabel("The first row names the columns").uncheck();
  await expect(page.getByText("2 rows ready, 0 with problems")).toBeVisible();
  expect(await cells(firstRows(page))).toEqual([
    ["1", "+14155550101", "Hello +14155550101", AS_IS],
    ["2", "+14155550102", "Hello +14155550102", AS_IS],
  ]);
});

const FILES: Record<string, Buffer> = {
  "UTF-8": Buffer.from("phone,name\n+14155550101,João"),
  "UTF-16 as spreadsheets write it": Buffer.from("\ufeffphone\tname\n+14155550101\tJoão", "utf16le"),
  "the Windows code page": Buffer.from("phone,name\n+14155550101,João", "latin1"),
};
for (const [name, buffer] of Object.entries(FILES)) {
  test(`a chosen file in ${name}`, async ({ page }) => {
    await openBulk(page);
    await page.getByLabel("CSV or TSV file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
    await expect(page.getByText("people.csv", { exact: true })).toBeVisible();
    await expect(page.getByText("1 row ready, 0 with problems")).toBeVisible();
    expect(await cells(firstRows(page))).toEqual([["2", "+14155550101", "Hi João", AS_IS]]);
    await button(page, "Remove").click();
    await expect(page.getByLabel("CSV", { exact: true })).toHaveValue("");
  });
}

test("dragged words go where they are dropped, by the browser", async ({ page }) => {
  await openBulk(page);
  const isLeft = await page.getByRole("textbox", { name: "CSV" }).evaluate((field) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "phone,name");
    return ["dragover", "drop"].map((type) =>
      field.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })),
    );
  });
  expect(isLeft).toEqual([true, true]);
});

test("a dropped file", async ({ page }) => {
  await openBulk(page);
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["phone,name\n+14155550101,Ada"], "dropped.csv"));
    return transfer;
  });
  await page.locator(".bulk-drop").dispatchEvent("drop", { dataTransfer: files });
  await expect(page.getByText("dropped.csv", { exact: true })).toBeVisible();
  await expect(page.getByText("1 row ready, 0 with problems")).toBeVisible();
});

test("mistakes of the text are told by their row", async ({ page }) => {
  await openBulk(page);
  await type(page, 'phone,name\n+14155550101\n+14155550102,Grace,extra\n+14155550103,"never closed');
  const problems = page.getByRole("list", { name: "Problems of the text" });
  await expect(problems.getByRole("listitem")).toHaveText([
    "Row 2: The row has 1 field, the first row has 2.",
    "Row 3: The row has 3 fields, the first row has 2.",
    "Row 4: Quoted field unterminated.",
  ]);
});

test("the sample rows show problems in words, and the rows with problems can be saved", async ({ page }) => {
  await openBulk(page);
  await button(page, "8 sample rows").click();
  await button(page, "Use a sample message").click();
  await expect(page.getByText("6 rows ready, 2 with problems")).toBeVisible();
  const number =
    "to: The value must be an international phone number: + and 7 to 15 digits, such as +85256872847.";
  expect((await cells(firstRows(page))).slice(3, 6)).toEqual([
    ["5", "", "Hi João, your order A-1004 is on its way to Tel Aviv.", "Refused\n\nto: Must not be missing or blank."],
    ["6", "+14155560004", "Hi Noa, your order A-1005 is on its way to Accra.", AS_IS],
    ["7", "555", "Hi Samir, c/o Harbour Flowers, your order A-1006 is on its way to Hong Kong.", `Refused\n\n${number}`],
  ]);

  await page.getByText("2 rows with problems").click();
  await expect(page.getByRole("list", { name: "Rows with problems" }).getByRole("listitem")).toHaveText([
    "Row 5 to: Must not be missing or blank.",
    `Row 7 555 ${number}`,
  ]);
  const { name, text } = await saved(page, () => button(page, "Save all as CSV").click());
  expect(name).toBe("rows-with-problems.csv");
  expect(text).toBe(
    `\ufeffrow,recipient,problems\r\n5,,to: Must not be missing or blank.\r\n7,555,"${number}"\r\n`,
  );
});

test("rows that can be sent and are doubtful are counted", async ({ page }) => {
  await openBulk(page);
  await type(page, "phone,name\n+14155550101,Ada\n+1 (415) 555-0101,\n");
  await expect(page.getByText("2 rows ready, 0 with problems")).toBeVisible();
  await expect(page.getByText("1 row to a recipient that an earlier row has already")).toBeVisible();
  await expect(page.getByText("1 row with a warning, such as: {{name}} is empty in this row.")).toBeVisible();
});

test("a placeholder without a column is named, and nothing can be sent", async ({ page }) => {
  await openBulk(page, { to: "", content: { type: "text", text: "Hi {{nmae}}" } });
  await type(page, "phone,name\n+14155550101,Ada");
  await expect(page.getByRole("alert")).toHaveText("No column is called {{nmae}}.");
  await expect(button(page, "Send 1 message by Connectly")).toBeDisabled();
});

test("numbers that lost their + get it back on request", async ({ page }) => {
  await openBulk(page);
  await type(page, "phone,name\n14155550101,Ada");
  await expect(page.getByText("0 rows ready, 1 with problems")).toBeVisible();
  await page.getByLabel("Put + before numbers without it").check();
  await expect(page.getByText("1 row ready, 0 with problems")).toBeVisible();
  expect(await cells(firstRows(page))).toEqual([["2", "+14155550101", "Hi Ada", AS_IS]]);
});

test("a contact who wrote too long ago gets no free text", async ({ page }) => {
  await openBulk(page);
  await type(page, "phone,name,last wrote at\n+14155550101,Ada,not a time\n+14155550102,Grace,2020-01-02T03:04Z");
  await expect(page.getByLabel("Last wrote at")).toHaveValue("last wrote at");
  await expect(page.getByText("0 rows ready, 2 with problems")).toBeVisible();
  expect((await cells(firstRows(page))).map((row) => row[3])).toEqual([
    "Refused\n\nlastInboundAt: Expected a whole number of milliseconds, found a string.",
    "Window closed\n\nlastInboundAt: The session window is closed, so nothing would be sent. Give a fallback.",
  ]);
});

test("a contact who wrote too long ago gets the fallback, where there is one", async ({ page }) => {
  const fallback = { type: "template", name: "hello", language: "en" };
  await openBulk(page, { to: "", content: { type: "text", text: "Hi {{name}}" }, fallback });
  await type(page, "phone,name,last wrote at\n+14155550101,Ada,\n+14155550102,Grace,2020-01-02T03:04Z");
  await expect(page.getByText("2 rows ready, 0 with problems")).toBeVisible();
  expect((await cells(firstRows(page))).map((row) => row[3])).toEqual([AS_IS, expect.stringMatching(/^Fallback instead/)]);
});

test("while rows are being read, those before them cannot be sent", async ({ page }) => {
  await page.clock.install();
  await openBulk(page);
  await type(page, "phone,name\n+14155550101,Ada\n+14155550102,Grace");
  const send = button(page, /^Send \d messages? by Connectly/);
  await expect(send).toHaveText("Send 2 messages by Connectly, to the simulator");
  await expect(send).toBeEnabled();

  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 10_000));
  await type(page, "phone,name\n+14155550103,Mei");
  await expect(page.getByText("The rows are being read.")).toBeVisible();
  await expect(send).toBeDisabled();
  await page.clock.resume();
  await expect(send).toHaveText("Send 1 message by Connectly, to the simulator");
  await expect(send).toBeEnabled();
  expect((await cells(firstRows(page))).map(([, to]) => to)).toEqual(["+14155550103"]);
});

/** Files whose reading waits to be let go, or fails, by their name. */
const holdFiles = (page: Page) =>
  page.addInitScript(() => {
    const waiting: Record<string, () => void> = {};
    const read = File.prototype.arrayBuffer;
    File.prototype.arrayBuffer = function () {
      if (this.name === "broken.csv") return Promise.reject(new Error("gone"));
      return new Promise<void>((resolve) => (waiting[this.name] = resolve)).then(() => read.call(this));
    };
    Object.assign(window, { release: (name: string) => waiting[name]?.() });
  });
const release = (page: Page, name: string) =>
  page.evaluate((name) => (window as unknown as { release: (name: string) => void }).release(name), name);
const csvFile = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

test("of two files the newer is taken, whichever is read first", async ({ page }) => {
  await holdFiles(page);
  await openBulk(page);
  await type(page, "phone,name\n+14155550100,Olga");
  const send = button(page, /^Send \d messages? by Connectly/);
  await expect(send).toBeEnabled();
  const input = page.getByLabel("CSV or TSV file");
  await input.setInputFiles(csvFile("older.csv", "phone,name\n+14155550101,Ada"));
  await expect(send).toBeDisabled();
  await input.setInputFiles(csvFile("newer.csv", "phone,name\n+14155550102,Grace"));
  await release(page, "newer.csv");
  await expect(page.getByText("newer.csv", { exact: true })).toBeVisible();
  await expect(send).toBeEnabled();
  await release(page, "older.csv");
  await button(page, "Use a sample message").click();
  expect((await cells(firstRows(page))).map(([, to]) => to)).toEqual(["+14155550102"]);
  expect((await said(page)).filter((text) => text.includes(".csv"))).toEqual(["newer.csv taken"]);
});

test("a file that could not be read is not announced as taken", async ({ page }) => {
  await holdFiles(page);
  await openBulk(page);
  await page.getByLabel("CSV or TSV file").setInputFiles(csvFile("broken.csv", "phone"));
  await expect(page.getByText("broken.csv could not be read.")).toBeVisible();
  expect((await said(page)).filter((text) => text.includes(".csv"))).toEqual([]);
});

test("blanks without an end are no placeholder, and the page stays awake", async ({ page }) => {
  await openBulk(page, { to: "", content: { type: "text", text: `Hi {{name}} {{${" ".repeat(20_000)}` } });
  await type(page, "phone,name\n+14155550101,Ada");
  await expect(page.getByText("0 rows ready, 1 with problems")).toBeVisible();
  expect((await cells(firstRows(page)))[0]?.[2]).toMatch(/^Hi Ada \{\{$/);
});

test("a placeholder takes the column of its very name before one in other letter case", async ({ page }) => {
  await openBulk(page, { to: "", content: { type: "text", text: "{{name}}, {{Name}}, {{NAME}}" } });
  await type(page, "phone,name,Name\n+14155550101,Ada,Grace");
  await expect(page.getByText("1 row ready, 0 with problems")).toBeVisible();
  expect((await cells(firstRows(page)))[0]?.[2]).toBe("Ada, Grace, Ada");
});

test("each value of a template can be a column or stay as written", async ({ page, request, origin }) => {
  await openBulk(page, {
    to: "",
    content: {
      type: "template",
      name: "order_update",
      language: "en_US",
      header: "4021",
      body: ["Ada", "Monday"],
      buttons: [{ type: "url", text: "4021" }],
    },
  });
  await type(page, "phone,first,order\n+14155550101,Grace,5001\n+14155550102,Mei,5002");
  await page.getByLabel("Header", { exact: true }).selectOption("order");
  await page.getByLabel("Body value 1").selectOption("first");
  await expect(page.getByLabel("Body value 2")).toHaveValue("");
  await page.getByLabel("Button 1").selectOption("order");
  await expect(page.getByText("2 rows ready, 0 with problems")).toBeVisible();
  expect(await cells(firstRows(page))).toEqual([
    ["2", "+14155550101", "order_update (Grace, Monday)", AS_IS],
    ["3", "+14155550102", "order_update (Mei, Monday)", AS_IS],
  ]);

  await page.getByLabel("At once").fill("1");
  await button(page, "Send 2 messages by Connectly").click();
  await expect(page.getByText("Finished: 2 of 2 rows through Connectly")).toBeVisible();
  expect((await recorded(request, origin, "connectly")).map(({ body }) => body?.value)).toEqual(
    [
      ["+14155550101", "Grace", "5001"],
      ["+14155550102", "Mei", "5002"],
    ].map(([number, name, order]) => ({
      number,
      sender: "+14151111234",
      language: "en_US",
      templateName: "order_update",
      parameters: [
        { name: "header_text", value: order },
        { name: "body_1", value: name },
        { name: "body_2", value: "Monday" },
        { name: "button_1_url", value: order },
      ],
    })),
  );
});

test("named values of a template take the columns of their names", async ({ page }) => {
  const content = { type: "template", name: "n", language: "en", body: { tier: "gold", expiry: "Monday" } };
  await openBulk(page, { to: "", content }, "yeastar");
  await type(page, "phone,tier\n+14155550101,silver");
  await expect(page.getByLabel("Body value tier")).toHaveValue("tier");
  await expect(page.getByLabel("Body value expiry")).toHaveValue("");
  expect((await cells(firstRows(page)))[0]?.[2]).toBe("n (silver, Monday)");
});

test("without a simulator everything works but sending, and the page says so", async ({ page }) => {
  await page.route("**/_simulator/credentials", (route) => route.fulfill({ json: {} }));
  await openBulk(page);
  await button(page, "8 sample rows").click();
  await expect(page.getByText("6 rows ready, 2 with problems")).toBeVisible();
  await expect(button(page, "Send 6 messages by Connectly")).toBeDisabled();
  await expect(page.getByText("This page has neither a simulator nor an account of yours")).toBeVisible();
  await expect(page.getByLabel("Fail one in")).toHaveCount(0);
});

test("a message that is none does no harm", async ({ page }) => {
  for (const message of [{}, { to: 3, content: "x" }, { content: { type: "template", body: { a: { toString: 1 } } } }]) {
    await openBulk(page, message);
    await button(page, "8 sample rows").click();
    await expect(page.getByText("0 rows ready, 8 with problems")).toBeVisible();
    await page.goto("about:blank");
  }
});

test("axe finds nothing with rows, problems and results on the page", async ({ page }) => {
  await openBulk(page);
  await button(page, "8 sample rows").click();
  await page.getByText("2 rows with problems").click();
  await page.getByRole("radio", { name: "All: 8" }).check();
  await button(page, "Send 8 messages by Connectly").click();
  await expect(page.getByText("Finished: 8 of 8 rows through Connectly")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(" "))])).toEqual([]);
});

test("what a spreadsheet would take for a formula is saved as text", async ({ page }) => {
  await openBulk(page);
  await type(page, 'phone,name,reference\n+14155550101,Ada,"=HYPERLINK(""http://x.example"")"\n@SUM(A1),Grace,-1');
  await page.getByRole("radio", { name: "All: 2" }).check();
  await page.getByLabel("At once").fill("1");
  await button(page, "Send 2 messages by Connectly").click();
  await expect(page.getByText("Finished: 2 of 2 rows through Connectly")).toBeVisible();
  const { path } = await saved(page, () => button(page, "Save results").click());
  const [, first, second] = (await readFile(path, "utf8")).split("\r\n");
  expect(first).toMatch(/^2,0,\+14155550101,"'=HYPERLINK\(""http:\/\/x\.example""\)",sent,accepted,\w+,,,$/);
  expect(second).toMatch(/^3,1,"'@SUM\(A1\)","'-1",not_sent,,,invalid_message,,/);
});
