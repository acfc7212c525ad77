// A gateway of the visitor's own: what goes to it, and what its answers come to.
import type { Page, Request } from "@playwright/test";
import { fragment } from "./fragment.ts";
import { cancelButton, expectNowhere, fact, open, result, rows, sendButton, stored, TEXT } from "./send-support.ts";
import { expect, test } from "./support.ts";

const ADDRESS = "https://gateway.example.com";
const TOKEN = "token-that-nobody-may-see";
const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization, content-type" };

/** Sends through a gateway that answers like this; gives what reached it. */
async function send(page: Page, answer: { status: number; body: string }): Promise<Request[]> {
  const asked: Request[] = [];
  await page.route(`${ADDRESS}/**`, (route) => {
    if (route.request().method() === "POST") asked.push(route.request());
    return route.fulfill({ ...answer, headers: { ...CORS, "content-type": "application/json" } });
  });
  await choose(page);
  await sendButton(page).click();
  return asked;
}

async function choose(page: Page): Promise<void> {
  await page.getByRole("radio", { name: "Gateway", exact: true }).check();
  await page.getByLabel("Gateway's address").fill(`${ADDRESS}/`);
  await page.getByLabel("Gateway's token").fill(TOKEN);
}

const RECEIPT = {
  provider: "connectly",
  messageId: "m-1",
  status: "sent",
  attempts: 1,
  usedFallback: false,
  changes: [],
  parts: [{ index: 0, outcome: "sent", messageId: "m-1" }],
};

test("a message goes to the gateway as it is, and its receipt is shown", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  const asked = await send(page, { status: 200, body: JSON.stringify(RECEIPT) });
  const region = result(page, "Sent");
  await expect(fact(region, "Message id")).toHaveText("m-1");
  await expect(rows(region)).toHaveText([/^Send the messageHTTP 200, after/]);
  expect(asked.map((request) => [request.method(), request.url(), request.postDataJSON() as unknown])).toEqual([
    ["POST", `${ADDRESS}/send`, TEXT],
  ]);
  expect(asked[0]?.headers()["authorization"]).toBe(`Bearer ${TOKEN}`);
  expect(asked[0]?.headers()["content-type"]).toBe("application/json");
  await expectNowhere(page, TOKEN);
  expect(await stored(page)).toEqual({});
});

/** An answer, what it comes to, and what to do. */
const ANSWERS: [what: string, status: number, body: string, title: string, code: string, advice: string][] = [
  [
    ...(["a token that is wrong", 401] as const),
    JSON.stringify({ error: { code: "gateway_unauthorized", message: "The bearer token is missing or wrong.", outcome: "not_sent" } }),
    ...(["Not sent", "gateway_unauthorized", "Mend what the gateway names."] as const),
  ],
  [
    ...(["an error of the provider", 422] as const),
    JSON.stringify({ error: { code: "rejected", message: "No.", outcome: "not_sent", problems: [{ path: 7 }], parts: 3, retryAt: 1e99 } }),
    ...(["Not sent", "rejected", "Read the provider's code and words, or its raw answer."] as const),
  ],
  ["a receipt under a refusal", 403, JSON.stringify(RECEIPT), "Unknown", "bad_response", "Find out whether it arrived"],
  ["a web page", 200, "<!doctype html>", "Unknown", "bad_response", "Find out whether it arrived before sending again"],
  ["JSON of another kind", 200, '{"error":null,"messageId":{}}', "Unknown", "bad_response", "Find out whether it arrived"],
];
for (const [what, status, body, title, code, advice] of ANSWERS) {
  test(`a gateway's answer: ${what}`, async ({ page }) => {
    await open(page, fragment("connectly", TEXT));
    await send(page, { status, body });
    const region = result(page, title);
    await expect(fact(region, "Code")).toHaveText(code);
    await expect(fact(region, "HTTP status")).toHaveText(String(status));
    await expect(region).toContainText(`What to do: ${advice}`);
    await expect(region.getByText("The provider's answer")).toBeVisible();
  });
}

for (const outcome of ["unknown", "partial", undefined]) {
  test(`what may be out is not simply sent again, though the gateway calls it retryable: ${outcome}`, async ({ page }) => {
    await open(page, fragment("connectly", TEXT));
    await send(page, { status: 504, body: JSON.stringify({ error: { code: "timeout", message: "No.", outcome, retryable: true } }) });
    const region = result(page, outcome === "partial" ? "Partly sent" : "Unknown");
    await expect(fact(region, "Retryable")).toHaveText("no");
    await expect(region.getByRole("button", { name: "Send again", exact: true })).toHaveCount(0);
  });
}

test("a gateway that does not answer can be cancelled, and one over http is refused", async ({ page }) => {
  await open(page, fragment("connectly", TEXT));
  await page.route(`${ADDRESS}/**`, () => {});
  await choose(page);
  await sendButton(page).click();
  await expect(rows(result(page, "Sending"))).toHaveText([/under way for/]);
  await cancelButton(page).click();
  await expect(fact(result(page, "Unknown"), "Code")).toHaveText("aborted");

  await page.getByLabel("Gateway's address").fill("http://gateway.example.com");
  await expect(page.getByLabel("Gateway's address")).toHaveAccessibleDescription(/must be https/i);
  await sendButton(page).click();
  await expect(fact(result(page, "Not sent"), "Code")).toHaveText("invalid_config");
});
