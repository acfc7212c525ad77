import papa from "papaparse";
import {
  button,
  cells,
  counts,
  firstRows,
  openBulk,
  recipients,
  rowsOf,
  saved,
  slow,
  state,
  swift,
  tabTo,
  type,
} from "./bulk-support.ts";
import { recorded } from "./records.ts";
import { goToSend, useOwn } from "./send-support.ts";
import { expect, test } from "./support.ts";

/** How the simulator's Connectly reports a failure of its own. */
const CLOSED = "ERROR_CODE_MESSAGE_OUTSIDE_OF_ELIGIBILITY_WINDOW";
const WORDS = `Connectly takes no session message now, only a template: the session is over. It says: Simulated failure (${CLOSED}).`;

test("a small run with one failure: what was received, what is shown, and the results file", async ({
  page,
  request,
  origin,
}) => {
  await openBulk(page);
  await type(page, "phone,name,reference\n+14155550101,Ada,a-1\n+14155550102,Grace,a-2\n+14155550103,Mei,a-3");
  await page.getByLabel("At once").fill("1");
  await page.getByLabel("Fail one in").fill("3");
  await button(page, "Send 3 messages by Connectly").click();
  await expect(state(page)).toHaveText("Finished: 3 of 3 rows through Connectly, to the simulator");
  expect(await counts(page)).toEqual({ Sent: 2, "Not sent": 1, "Partly sent": 0, Unknown: 0 });

  expect((await recorded(request, origin, "connectly")).map(({ body, status }) => [body?.value, status])).toEqual(
    [
      ["+14155550101", "Hi Ada", "a-1", 201],
      ["+14155550102", "Hi Grace", "a-2", 201],
      ["+14155550103", "Hi Mei", "a-3", 400],
    ].map(([id, text, reference, status]) => [
      {
        sender: { id: "+14151111234", channelType: "whatsapp" },
        recipient: { id, channelType: "whatsapp" },
        callbackData: reference,
        message: { text },
      },
      status,
    ]),
  );

  const shown = await cells(page.getByRole("region", { name: "Results" }));
  const ids = shown.slice(1).map((row) => row[3]);
  const { name, text } = await saved(page, () => button(page, "Save results").click());
  expect(name).toBe("sessage-results.csv");
  expect(text).toBe(
    [
      "\ufeffrow,index,recipient,reference,outcome,status,messageId,code,providerCode,words",
      `2,0,+14155550101,a-1,sent,accepted,${ids[1]},,,`,
      `3,1,+14155550102,a-2,sent,accepted,${ids[0]},,,`,
      `4,2,+14155550103,a-3,not_sent,,,window_closed,${CLOSED},"${WORDS}"`,
      "",
    ].join("\r\n"),
  );
  await page.getByRole("radio", { name: "Failures: 1" }).check();
  expect((await cells(page.getByRole("region", { name: "Results" }))).map((row) => row.slice(0, 3))).toEqual([
    ["4", "+14155550103", "Not sent"],
  ]);
});

test("Texter and iSlash and Yeastar take the sample rows too", async ({ page }) => {
  for (const [provider, title] of [
    ["texter", "Texter"],
    ["islash", "iSlash"],
    ["yeastar", "Yeastar"],
  ] as const) {
    await openBulk(page, { to: "", content: { type: "text", text: "Hi {{name}}" } }, provider);
    await button(page, "8 sample rows").click();
    await button(page, /^Send \d messages? by / ).click();
    await expect(state(page)).toHaveText(new RegExp(`^Finished: (\\d) of \\1 rows through ${title}, to the simulator$`));
    const { Sent, ...others } = await counts(page);
    expect(Sent).toBeGreaterThanOrEqual(6);
    expect(others).toEqual({ "Not sent": 0, "Partly sent": 0, Unknown: 0 });
    await page.goto("about:blank");
  }
});

test("a wrong pace is said in the package's words, and nothing is sent", async ({ page, request, origin }) => {
  await openBulk(page);
  await type(page, rowsOf(2));
  await page.getByLabel("At once").fill("0");
  await button(page, "Send 2 messages by Connectly").click();
  await expect(page.getByRole("alert")).toHaveText("concurrency: Expected a whole number of at least 1, found a number.");
  await expect(state(page)).toHaveText("Stopped: 0 of 2 rows through Connectly, to the simulator");
  expect(await recorded(request, origin, "connectly")).toEqual([]);
  await page.getByLabel("At once").fill("2");
  await button(page, "Resume").click();
  await expect(state(page)).toHaveText("Finished: 2 of 2 rows through Connectly, to the simulator");
});

test("nothing leaves while the run is paused", async ({ page, request, origin }) => {
  await slow(request, origin);
  await openBulk(page);
  await type(page, rowsOf(60));
  await page.getByLabel("At once").fill("4");
  await button(page, "Send 60 messages by Connectly").click();
  await button(page, "Pause").click();
  await expect(state(page)).toHaveText(/^Paused: /);

  // What was under way has its result, and beyond it nothing came.
  const done = Number(/^Paused: (\d+) of 60/.exec(await state(page).innerText())?.[1]);
  expect(done).toBeLessThan(60);
  expect((await recorded(request, origin, "connectly")).map(({ status }) => status)).toEqual(Array(done).fill(201));
  await page.getByRole("link", { name: "Compose" }).click();
  await page.getByRole("link", { name: "Bulk" }).click();
  await saved(page, () => button(page, "Save results").click());
  await saved(page, () => button(page, "Save checkpoint").click());
  expect(await recorded(request, origin, "connectly")).toHaveLength(done);
  await expect(state(page)).toHaveText(`Paused: ${done} of 60 rows through Connectly, to the simulator`);

  await swift(request, origin);
  await button(page, "Resume").click();
  await expect(state(page)).toHaveText("Finished: 60 of 60 rows through Connectly, to the simulator");
  expect(new Set(recipients(await recorded(request, origin, "connectly"))).size).toBe(60);
  expect(await recorded(request, origin, "connectly")).toHaveLength(60);
});

test("an aborted run resumes, and no row is sent twice", async ({ page, request, origin }) => {
  await slow(request, origin);
  await openBulk(page);
  await type(page, rowsOf(40));
  await page.getByLabel("At once").fill("4");
  await button(page, "Send 40 messages by Connectly").click();
  await expect.poll(async () => (await counts(page))["Sent"]).toBeGreaterThanOrEqual(4);
  await button(page, "Abort").click();
  await expect(state(page)).toHaveText(/^Stopped: \d+ of 40 rows through Connectly, to the simulator$/);
  const before = await counts(page);
  expect(before["Unknown"]).toBeGreaterThan(0);
  const arrived = (await recorded(request, origin, "connectly")).length;
  expect(arrived).toBeLessThan(40);

  await swift(request, origin);
  await expect(button(page, "Resume")).toBeFocused();
  await button(page, "Resume").click();
  await expect(state(page)).toHaveText("Finished: 40 of 40 rows through Connectly, to the simulator");
  expect(await counts(page)).toEqual({ ...before, Sent: 40 - (before["Unknown"] ?? 0) - (before["Not sent"] ?? 0) });
  const all = recipients(await recorded(request, origin, "connectly"));
  expect(new Set(all).size).toBe(all.length);
});

test("a checkpoint goes on after a reload, with all results and no row sent twice", async ({ page, request, origin }) => {
  await slow(request, origin);
  await openBulk(page);
  await type(page, rowsOf(30));
  await page.getByLabel("At once").fill("3");
  await button(page, "Send 30 messages by Connectly").click();
  await expect.poll(async () => (await counts(page))["Sent"]).toBeGreaterThanOrEqual(3);
  await button(page, "Pause").click();
  await expect(state(page)).toHaveText(/^Paused: /);
  const done = Number(/^Paused: (\d+) of 30/.exec(await state(page).innerText())?.[1]);
  const { name, text, path } = await saved(page, () => button(page, "Save checkpoint").click());
  expect(name).toBe("sessage-run.json");
  expect(text).not.toContain("sim-connectly-key");

  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked, "nothing is lost once it is saved").toEqual([]);

  await swift(request, origin);
  await page.getByLabel("Checkpoint file").setInputFiles(path);
  await expect(state(page)).toHaveText(`Stopped: ${done} of 30 rows through Connectly, to the simulator`);
  await page.getByLabel("At once").fill("3");
  await button(page, "Resume").click();
  await expect(state(page)).toHaveText("Finished: 30 of 30 rows through Connectly, to the simulator");
  expect(await counts(page)).toEqual({ Sent: 30, "Not sent": 0, "Partly sent": 0, Unknown: 0 });
  const all = recipients(await recorded(request, origin, "connectly"));
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBe(30);

  const results = await saved(page, () => button(page, "Save results").click());
  const rows = papa.parse<Record<string, string>>(results.text, { header: true, skipEmptyLines: true }).data;
  expect(rows.map((row) => row["recipient"])).toEqual(rowsOf(30).split("\n").slice(1).map((row) => row.split(",")[0]));
});

/** What stands by the button of a run that was begun at the simulator while another way to send is chosen. */
const ELSEWHERE = "This run went to the simulator at ORIGIN. To go on with it, choose that again in Compose, under Send.";

test("a run goes on only where it was going, and says so", async ({ page, request, origin }) => {
  await slow(request, origin);
  await openBulk(page);
  await type(page, rowsOf(20));
  await page.getByLabel("At once").fill("2");
  await button(page, "Send 20 messages by Connectly, to the simulator").click();
  await button(page, "Pause").click();
  await expect(state(page)).toHaveText(/^Paused: \d+ of 20 rows through Connectly, to the simulator$/);
  const done = (await recorded(request, origin, "connectly")).length;

  await page.getByRole("link", { name: "Compose" }).click();
  await goToSend(page);
  await useOwn(page, {
    "Business id": "0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00",
    "API key": "sim-connectly-key-5d8e",
    "Base URL": `${origin}/connectly`,
    "Sending number": "+14151111234",
  });
  await page.getByRole("link", { name: "Bulk" }).click();
  await expect(button(page, "Resume")).toBeDisabled();
  await expect(page.getByText(ELSEWHERE.replace("ORIGIN", origin))).toBeVisible();
  const { text, path } = await saved(page, () => button(page, "Save checkpoint").click());
  expect(text).not.toContain("sim-connectly-key");
  await button(page, "New run").click();
  await expect(button(page, "Send 20 messages by Connectly, by your own account")).toBeEnabled();

  // Nor does the file go elsewhere.
  await page.getByLabel("Checkpoint file").setInputFiles(path);
  await expect(button(page, "Resume")).toBeDisabled();
  expect(await recorded(request, origin, "connectly")).toHaveLength(done);

  await swift(request, origin);
  await page.getByRole("link", { name: "Compose" }).click();
  await goToSend(page);
  await page.getByRole("radio", { name: "Simulator", exact: true }).check();
  await page.getByRole("link", { name: "Bulk" }).click();
  await button(page, "Resume").click();
  await expect(state(page)).toHaveText("Finished: 20 of 20 rows through Connectly, to the simulator");
  expect(new Set(recipients(await recorded(request, origin, "connectly"))).size).toBe(20);
});

test("a simulator that refuses to fail stops the run before anything is sent", async ({ page, request, origin }) => {
  await page.route("**/_simulator/faults", (route) => route.fulfill({ status: 500, body: "" }));
  await openBulk(page);
  await type(page, rowsOf(2));
  await page.getByLabel("Fail one in").fill("2");
  await button(page, "Send 2 messages by Connectly").click();
  await expect(state(page)).toHaveText("Stopped: 0 of 2 rows through Connectly, to the simulator");
  await expect(page.getByRole("alert")).toHaveText("The simulator answered 500 to faults.");
  expect(await recorded(request, origin, "connectly")).toEqual([]);
});

test("a reload in the middle of a run asks first", async ({ page, request, origin }) => {
  await slow(request, origin);
  await openBulk(page);
  await type(page, rowsOf(40));
  await button(page, "Send 40 messages by Connectly").click();
  await expect(state(page)).toHaveText(/^Sending: /);
  const asked = page.waitForEvent("dialog");
  const reloaded = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
  await reloaded;
  await expect(state(page)).toHaveText("Not started");
});

for (const [name, text] of Object.entries({
  "no JSON": "phone,name",
  "another file's JSON": '{"version":1}',
  "a broken checkpoint": '{"kind":"sessage bulk run","version":2,"job":{},"lines":[],"files":[]}',
})) {
  test(`a file that is no checkpoint is refused: ${name}`, async ({ page }) => {
    await openBulk(page);
    await page.getByLabel("Checkpoint file").setInputFiles({ name: "x.json", mimeType: "", buffer: Buffer.from(text) });
    await expect(page.getByRole("alert")).toHaveText("That is no checkpoint of this page.");
    await expect(state(page)).toHaveText("Not started");
  });
}

test("a run goes on while another page is shown", async ({ page, request, origin }) => {
  await slow(request, origin);
  await openBulk(page);
  await type(page, rowsOf(24));
  await page.getByLabel("At once").fill("2");
  await button(page, "Send 24 messages by Connectly").click();
  await page.getByRole("link", { name: "Compose" }).click();
  await swift(request, origin);
  await expect.poll(async () => (await recorded(request, origin, "connectly")).length).toBe(24);
  await page.getByRole("link", { name: "Bulk" }).click();
  await expect(state(page)).toHaveText("Finished: 24 of 24 rows through Connectly, to the simulator");
  expect(await counts(page)).toEqual({ Sent: 24, "Not sent": 0, "Partly sent": 0, Unknown: 0 });
});

test("by the keyboard alone: sample, check, send, save", async ({ page }) => {
  await openBulk(page);
  for (const name of ["Use a sample message", "8 sample rows"]) {
    await tabTo(page, button(page, name));
    await page.keyboard.press("Enter");
  }
  await expect(page.getByText("6 rows ready, 2 with problems")).toBeVisible();
  expect((await cells(firstRows(page))).length).toBe(8);
  const send = button(page, "Send 6 messages by Connectly");
  await expect(send).toBeEnabled();
  await tabTo(page, send);
  await page.keyboard.press("Space");
  await expect(state(page)).toHaveText("Finished: 6 of 6 rows through Connectly, to the simulator");
  await expect(button(page, "New run")).toBeFocused();
  await tabTo(page, button(page, "Save results"));
  const { text } = await saved(page, () => page.keyboard.press("Enter"));
  expect(text.split("\r\n")).toHaveLength(8);
});

test("10,000 rows: every outcome is counted, and the file has every row", async ({ page, request, origin }) => {
  test.setTimeout(400_000);
  await openBulk(page);
  await button(page, "10,000 sample rows").click();
  await expect(page.getByText("10,000 rows ready, 0 with problems")).toBeVisible({ timeout: 60_000 });
  await page.getByLabel("At once").fill("24");
  await page.getByLabel("Fail one in").fill("100");
  await button(page, "Send 10,000 messages by Connectly").click();
  await expect(state(page)).toHaveText("Finished: 10,000 of 10,000 rows through Connectly, to the simulator", { timeout: 300_000 });

  // Of each hundred requests one fails: refused, left open and repeated in turn. Repeats are requests too.
  expect(await counts(page)).toEqual({ Sent: 9933, "Not sent": 34, "Partly sent": 0, Unknown: 33 });
  const requests = recipients(await recorded(request, origin, "connectly"));
  expect(requests).toHaveLength(10_033);
  expect(new Set(requests).size).toBe(10_000);

  // A long run is smooth since few of its rows are drawn.
  expect(await cells(page.getByRole("region", { name: "Results" }))).toHaveLength(50);
  expect(await page.locator("main tr").count()).toBeLessThan(100);
  await page.getByRole("radio", { name: "Failures: 67" }).check();
  expect(await cells(page.getByRole("region", { name: "Results" }))).toHaveLength(67);
  const { text } = await saved(page, () => button(page, "Save results").click());
  const rows = papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
  expect(rows).toHaveLength(10_000);
  const withOutcome = (outcome: string) => rows.filter((row) => row["outcome"] === outcome).length;
  expect([withOutcome("sent"), withOutcome("not_sent"), withOutcome("unknown")]).toEqual([9933, 34, 33]);
  expect(new Set(rows.map((row) => row["recipient"])).size).toBe(10_000);
});
