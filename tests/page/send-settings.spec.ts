// Where a send goes: the simulator, elsewhere or missing, and accounts of the visitor's own.
import { readFileSync } from "node:fs";
import type { ErrorCode, ProviderName, SessageError } from "sessage";
import { adviceFor } from "../../www/src/send/advice.ts";
import { fragment } from "./fragment.ts";
import { recorded } from "./records.ts";
import {
  behave,
  expectNowhere,
  fact,
  goToSend,
  open,
  option,
  result,
  sendButton,
  stored,
  TEXT,
  useOwn,
} from "./send-support.ts";
import { expect, test } from "./support.ts";

const SECRET = "key-that-nobody-may-see";

/** The simulator's accounts as a visitor would type them. */
const TYPED: Record<ProviderName, (origin: string) => Record<string, string>> = {
  islash: (origin) => ({
    "Base URL": `${origin}/islash/api/public`,
    Token: "sim-islash-token-7f3a",
    Session: "sim-islash-session-91c2",
  }),
  connectly: (origin) => ({
    "Business id": "0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00",
    "API key": "sim-connectly-key-5d8e",
    "Base URL": `${origin}/connectly`,
    "Sending number": "+14151111234",
  }),
  texter: (origin) => ({ "Base URL": `${origin}/texter/server/api/v2`, Token: "sim-texter-token-c4b1" }),
  yeastar: (origin) => ({
    "Base URL": `${origin}/yeastar`,
    "Client id": "sim-yeastar-client",
    "Client secret": "sim-yeastar-secret-8e07",
    "Sending number (DID)": "+15550193510",
  }),
};

for (const [provider, typed] of Object.entries(TYPED) as [ProviderName, (origin: string) => Record<string, string>][]) {
  test(`an account of one's own sends, ${provider}`, async ({ page, request, origin }) => {
    await open(page, fragment(provider, TEXT));
    await useOwn(page, typed(origin));
    await expect(page.getByRole("group", { name: "The simulated provider" })).toHaveCount(0);
    await sendButton(page).click();
    await expect(result(page, "Sent")).toBeVisible();
    await expect(page.getByText("Only a simulator tells what it received.")).toBeVisible();
    expect((await recorded(request, origin, provider)).at(-1)?.status).toBeLessThan(300);
    expect(await stored(page)).toEqual({});
  });

  test(`no secret of an account is shown or in the address, ${provider}`, async ({ page, origin }) => {
    await open(page, fragment(provider, TEXT));
    await sendButton(page).click();
    await expect(result(page, "Sent")).toBeVisible();
    const secrets = Object.values(typed(origin)).filter((value) => value.startsWith("sim-"));
    await expectNowhere(page, ...secrets, "sim-yeastar-access");
  });
}

test("a typed secret is neither shown, nor logged, nor stored, nor in the address", async ({ page, origin }) => {
  const logged: string[] = [];
  page.on("console", (entry) => logged.push(entry.text()));
  await open(page, fragment("connectly", TEXT));
  await useOwn(page, { ...TYPED.connectly(origin), "API key": SECRET });
  await sendButton(page).click();
  await expect(fact(result(page, "Not sent"), "Code")).toHaveText("unauthorized");
  await expectNowhere(page, SECRET);
  expect(logged.join("\n")).not.toContain(SECRET);
  expect(await stored(page)).toEqual({});

  const field = page.getByLabel("API key", { exact: true });
  await expect(field).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show API key" }).click();
  await expect(field).toHaveAttribute("type", "text");
});

test("accounts are kept on this device where that is asked for, and removed again", async ({ page, origin }) => {
  await open(page, fragment("connectly", TEXT));
  await useOwn(page, TYPED.connectly(origin));
  const keep = page.getByLabel("Keep on this device");
  await keep.check();
  const typed = {
    businessId: "0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00",
    apiKey: "sim-connectly-key-5d8e",
    baseUrl: `${origin}/connectly`,
    from: "+14151111234",
  };
  const kept = async () => JSON.parse((await stored(page))["sessage.accounts"] ?? "null") as unknown;
  expect(await kept()).toEqual({ islash: {}, connectly: typed, texter: {}, yeastar: {} });

  await page.reload();
  await goToSend(page);
  await page.getByRole("radio", { name: "Own account", exact: true }).check();
  await expect(page.getByLabel("Business id")).toHaveValue(typed.businessId);
  await expect(keep).toBeChecked();
  await keep.uncheck();
  expect(await stored(page)).toEqual({});
});

test("what was kept wrongly is passed over", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("sessage.accounts", '{"connectly":{"apiKey":7,"from":"+1"},"texter":[]}'));
  await open(page, fragment("connectly", TEXT));
  await useOwn(page, {});
  await expect(page.getByLabel("Sending number")).toHaveValue("+1");
  await expect(page.getByLabel("API key", { exact: true })).toHaveValue("");
});

test("problems of an account stand at its fields, and come with the error", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  await useOwn(page, { "Base URL": "http://pbx.example.com" });
  const url = page.getByLabel("Base URL", { exact: true });
  await expect(url).toHaveAttribute("aria-invalid", "true");
  await expect(url).toHaveAccessibleDescription(/must be https/i);
  const key = page.getByLabel("API key", { exact: true });
  await expect(key).toHaveAttribute("aria-invalid", "false");
  await sendButton(page).click();
  const region = result(page, "Not sent");
  await expect(fact(region, "Code")).toHaveText("invalid_config");
  await expect(region).toContainText("What to do: Mend the settings that the problems name.");
  await expect(key).toHaveAccessibleDescription("This field is required.");

  await page.getByText("Timeouts and repeats", { exact: true }).click();
  await page.getByLabel("Allow http").check();
  await expect(url).toHaveAttribute("aria-invalid", "false");
});

test("problems of an option stand at it", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  await option(page, "Timeout, ms", "0");
  const field = page.getByLabel("Timeout, ms");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).not.toHaveAccessibleDescription("For one attempt.");
  await sendButton(page).click();
  await expect(fact(result(page, "Not sent"), "Problems")).toContainText("/timeoutMs");
  await option(page, "Timeout, ms", "");
  await expect(field).toHaveAccessibleDescription("For one attempt.");
});

test("what is mended leaves the options open", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  await option(page, "Timeout, ms", "0");
  const field = page.getByLabel("Timeout, ms");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill("700");
  await expect(field).toHaveAttribute("aria-invalid", "false");
  await expect(field).toBeFocused();
  await expect(field).toBeVisible();
});

test("a message is sent again only where it was sent", async ({ page, request, origin }) => {
  await open(page, fragment("connectly", TEXT));
  await option(page, "Most attempts", "1");
  await behave(page, "429 each time");
  await sendButton(page).click();
  const again = page.getByRole("button", { name: "Send again", exact: true });
  await expect(again).toBeEnabled();
  await useOwn(page, TYPED.connectly(origin));
  await expect(again).toBeDisabled();
  await expect(again).toHaveAccessibleDescription(
    `This went to the simulator at ${origin}. To send it again, choose that again under Where it goes.`,
  );

  await sendButton(page).click();
  await expect(page.getByText("Only a simulator tells what it received.")).toBeVisible();
  await page.route("**/connectly/**", (route) => route.fulfill({ status: 429, json: {} }));
  await sendButton(page).click();
  await expect(fact(result(page, "Not sent"), "Code")).toHaveText("rate_limited");
  await expect(again).toBeEnabled();
  await page.getByRole("radio", { name: "Simulator", exact: true }).check();
  await expect(again).toBeDisabled();
  await expect(again).toHaveAccessibleDescription(
    `This went by your own account (businessId 0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00, baseUrl ${origin}/connectly, from +14151111234). To send it again, choose that again under Where it goes.`,
  );
  expect((await recorded(request, origin, "connectly")).map(({ status }) => status)).toEqual([429, 201]);
});

test("back at the simulator, its accounts send again", async ({ page, origin }) => {
  await open(page, fragment("connectly", TEXT));
  await useOwn(page, { ...TYPED.connectly(origin), "API key": SECRET });
  await page.getByRole("radio", { name: "Simulator", exact: true }).check();
  await expect(page.getByRole("group", { name: "The simulated provider" })).toBeVisible();
  await sendButton(page).click();
  await expect(result(page, "Sent")).toBeVisible();
});

test("without a simulator, says that there is nothing to send to, until its address is named", async ({
  page,
  request,
  origin,
}) => {
  await page.route("**/_simulator/credentials", (route) => route.fulfill({ status: 200, body: "" }), { times: 1 });
  await open(page, fragment("connectly", TEXT));
  await expect(page.getByText("No simulator answers here")).toBeVisible();
  await sendButton(page).click();
  await expect(page.getByRole("alert")).toContainText("There is nothing to send to");
  const address = page.getByLabel("The simulator's address");
  await address.fill("not an address");
  await page.getByRole("button", { name: "Use it" }).click();
  await expect(address).toHaveAccessibleDescription("No simulator answers at not an address");
  await address.fill(origin);
  await page.getByRole("button", { name: "Use it" }).press("Enter");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByText("Another address", { exact: true })).toBeFocused();
  await sendButton(page).click();
  await expect(result(page, "Sent")).toBeVisible();
  expect(await recorded(request, origin, "connectly")).toHaveLength(1);
});

test("a simulator that went away is a network that fails, and the page says what is certain", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  await sendButton(page).click();
  await expect(result(page, "Sent")).toBeVisible();
  await page.context().setOffline(true);
  await behave(page, "HTTP 500");
  await sendButton(page).click();
  const region = result(page, "Unknown");
  await expect(fact(region, "Code")).toHaveText("network");
  await expect(page.getByText("The simulator does not answer, so it does not tell.")).toBeVisible();
  await page.context().setOffline(false);
});

test("where the network fails before the results are loaded, the page says so", async ({ page }) => {
  await page.route("**/assets/outcome-*.js", (route) => route.abort());
  await open(page, fragment("connectly", TEXT));
  await sendButton(page).click();
  await expect(page.getByText("This part of the page did not load. Reload the page when the network is back.")).toBeVisible();
});

test("every failure that the documents list has its advice", () => {
  const table = readFileSync("docs/DELIVERY.md", "utf8").split("<!-- faults:begin -->")[1]?.split("<!-- faults:end -->")[0] ?? "";
  const listed = [...table.matchAll(/\| `(\w+)` \| `(\w+)` \|/g)];
  expect(listed.length).toBeGreaterThan(25);
  for (const [, code, outcome] of listed) {
    const advice = adviceFor({ code: code as ErrorCode, outcome: outcome as SessageError["outcome"] });
    expect(advice, `${code}, ${outcome}`).not.toContain("report this");
  }
});
