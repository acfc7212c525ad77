// The whole of a first visit, by the words that stand on the page alone: write a list, see one provider refuse it and
// another take it adapted, send it by a third, break the network, and read what is certain.
import type { Page } from "@playwright/test";
import { recorded } from "./records.ts";
import { goToSend } from "./send-support.ts";
import { expect, open, test } from "./support.ts";

const card = (page: Page, title: string) => page.getByRole("article", { name: title, exact: true });
const received = (page: Page) => page.getByRole("region", { name: "What the provider received" });

/** Has the provider take the message and give no answer, sends, and reads what is certain. */
async function breakTheNetwork(page: Page): Promise<void> {
  const network = page.getByRole("group", { name: "The network fails" });
  await network.getByLabel("Cut amid the answer").check();
  await expect(page.getByText("The answer begins and breaks off. What it began to say does not count.")).toBeVisible();
  await page.getByRole("button", { name: "Send with Texter" }).click();

  const unknown = page.getByRole("region", { name: "Unknown", exact: true });
  await expect(unknown.getByText("The customer may have it: sending again may duplicate it.")).toBeVisible();
  await expect(unknown).toContainText(
    "What to do: Find out whether it arrived before sending again: by the provider's inbox, its webhook, or a person.",
  );
  await expect(unknown.getByRole("listitem").filter({ hasText: "Send the message" })).toContainText("network, after");
  await expect(received(page)).toContainText("The simulator delivered it: once.");
  await expect(received(page)).toContainText(
    "No answer said so, which is why the error leaves it open. Sending again would deliver it once more.",
  );
}

test("a first visit: a list refused, adapted, sent, and lost to a broken network", async ({ page, request, origin }) => {
  await open(page);
  await page.getByRole("group", { name: "Kind of content" }).getByLabel("List").check();
  await page.getByLabel("Text", { exact: true }).and(page.locator("textarea")).fill("When shall we call you?");
  await page.getByLabel("Button that opens the list").fill("Pick a time");
  await page.getByLabel("Title", { exact: true }).first().fill("Before noon");
  await page.getByRole("button", { name: "Add row" }).click();
  await expect(page.getByText("1 error", { exact: true })).toBeVisible();
  await page.getByLabel("Title", { exact: true }).nth(2).fill("At night");
  await expect(page.getByText("Connectly takes it as it is")).toBeVisible();
  await expect(page.getByLabel("Chat through Connectly")).toContainText("When shall we call you?");

  // One refuses it, and says which ones would not.
  const islash = card(page, "iSlash");
  await expect(islash.getByText("Refused")).toBeVisible();
  await expect(islash).toContainText("iSlash does not carry list messages. Carried by: Connectly, Texter.");
  await expect(islash.getByText("No request goes out.")).toBeVisible();

  // Another takes it adapted, and the change has a name.
  await expect(card(page, "Yeastar")).toContainText("Reshape would turn it into numbered text.");
  await card(page, "Yeastar").getByRole("button", { name: "Reshape" }).click();
  await expect(card(page, "Yeastar").getByText("Adapted")).toBeVisible();
  await expect(card(page, "Yeastar")).toContainText(
    "The choices are numbered lines of text, each with its id: Yeastar cannot carry them as they are.",
  );
  await expect(card(page, "Yeastar").getByRole("region", { name: "Body of request 2, Yeastar" })).toContainText("1. Before noon");

  // A third takes it as it is, and gets it.
  await expect(card(page, "Texter").getByText("Carried as is")).toBeVisible();
  await card(page, "Texter").getByText("Choose", { exact: true }).click();
  await goToSend(page);
  await page.getByRole("button", { name: "Send with Texter" }).click();
  const sent = page.getByRole("region", { name: "Sent", exact: true });
  await expect(sent.getByText("The provider took", { exact: false })).toBeVisible();
  await expect(sent.getByRole("term")).toHaveText(["Message id", "Channel's id", "Conversation", "Status", "Sent at", "Attempts"]);
  await expect(sent.getByRole("listitem")).toHaveText([/^Find the chatHTTP 200/, /^Send the messageHTTP 200/]);
  await expect(received(page)).toContainText("The simulator delivered it: once. The receipt says the same.");
  const [, body] = (await recorded(request, origin, "texter")).map(({ body }) => body?.value);
  expect(body).toMatchObject({ type: "list", text: "When shall we call you?", list: { button: "Pick a time" } });

  await breakTheNetwork(page);
  await expect(page.getByRole("region", { name: "Sends of this visit" }).getByRole("button")).toHaveText([
    /Texter: Unknown$/,
    /Texter: Sent$/,
  ]);
});

test("the same on a phone, from an example", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page);
  await page.getByText("Examples").click();
  await page.getByText("List in reply to a message").click();
  await expect(page.getByText("Replaced by “List in reply to a message”", { exact: true })).toBeInViewport();

  await expect(card(page, "Connectly")).toContainText("Connectly does not carry replyTo. Carried by: iSlash, Texter.");
  await expect(card(page, "Connectly").getByText("Refused")).toBeVisible();
  await expect(card(page, "iSlash").getByText("Adapted")).toBeVisible();
  await expect(card(page, "iSlash")).toContainText("The choices are numbered lines of text");
  await expect(card(page, "Texter").getByText("Carried as is")).toBeVisible();
  await card(page, "Texter").getByText("Choose", { exact: true }).click();

  await goToSend(page);
  await page.getByRole("button", { name: "Send with Texter" }).click();
  const sent = page.getByRole("region", { name: "Sent", exact: true });
  await expect(sent.getByRole("heading", { name: "Sent" })).toBeInViewport();
  await breakTheNetwork(page);
  await expect(page.getByRole("heading", { name: "Unknown", exact: true })).toBeInViewport();
  // Nothing of it made the page wider than the phone.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
