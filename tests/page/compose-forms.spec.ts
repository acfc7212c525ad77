// The forms of the composer as a person fills them in, and the message that they make.
import { expectAt, field, kind, panel, view } from "./compose.ts";
import { fragment } from "./fragment.ts";
import { expect, open, test } from "./support.ts";

test.beforeEach(async ({ page }) => open(page));

test.describe("forms", () => {
  test("a list gets sections and rows, with ids of their own", async ({ page }) => {
    await page.getByRole("button", { name: "Add row" }).click();
    // The new row is ready to be written in.
    await page.keyboard.type("Evening");
    await page.getByRole("button", { name: "Add section" }).click();
    await page.keyboard.type("Friday");
    const friday = page.getByRole("group", { name: "Section 2", exact: true });
    await friday.getByLabel("Title", { exact: true }).fill("All day");
    await expectAt(page, "/content/sections", [
      {
        title: "Tomorrow",
        rows: [
          { id: "am", title: "Morning", description: "9:00 to 12:00" },
          { id: "pm", title: "Afternoon", description: "13:00 to 18:00" },
          { id: "row1", title: "Evening" },
        ],
      },
      { title: "Friday", rows: [{ id: "row2", title: "All day" }] },
    ]);
    await expect(page.getByRole("group", { name: /^Rows/ }).first()).toContainText("4 of 10 in all sections");
  });

  test("a list has a header of text, or none", async ({ page }) => {
    const header = page.getByRole("group", { name: "Header" });
    await header.getByRole("radio", { name: "Text" }).check();
    await field(page, "Header text").fill("Harbour Flowers");
    await expectAt(page, "/content/header", "Harbour Flowers");
    await header.getByRole("radio", { name: "Image" }).check();
    await field(page, "Address of the file").fill("https://example.com/a.jpg");
    await expectAt(page, "/content/header", { type: "image", url: "https://example.com/a.jpg" });
    await header.getByRole("radio", { name: "None" }).check();
    await expectAt(page, "/content/header", undefined);
    await header.getByRole("radio", { name: "Text" }).check();
    await expect(field(page, "Header text")).toHaveValue("Harbour Flowers");
  });

  test("a location takes numbers, and keeps what is no number for the package to refuse", async ({ page }) => {
    await kind(page, "Location").check();
    await field(page, "Latitude").fill("-33.5");
    await field(page, "Longitude").fill("east");
    await expectAt(page, "/content/latitude", -33.5);
    await expectAt(page, "/content/longitude", "east");
    await expect(field(page, "Longitude")).toHaveAttribute("aria-invalid", "true");
    // A point that is typed is not taken away.
    await field(page, "Longitude").fill("");
    await field(page, "Longitude").pressSequentially("151.2");
    await expect(field(page, "Longitude")).toHaveValue("151.2");
  });

  test("a contact card has every member", async ({ page }) => {
    await kind(page, "Contacts").check();
    const card = page.getByRole("group", { name: "Contact 1" });
    await card.getByLabel("WhatsApp id").fill("85261234567");
    await card.getByText("More fields").click();
    await card.getByRole("button", { name: "Add e-mail address" }).click();
    await page.keyboard.type("ana@example.com");
    await card.getByRole("button", { name: "Add website" }).click();
    await page.keyboard.type("https://example.com");
    await card.getByLabel("Company").fill("Harbour Flowers");
    await card.getByLabel("Department").fill("Roses");
    await card.getByLabel("Job title").fill("Florist");
    await card.getByRole("button", { name: "Add postal address" }).click();
    for (const [label, value] of Object.entries({
      Street: "12 Queen's Road",
      City: "Hong Kong",
      "State or region": "HK",
      Postcode: "000",
      Country: "China",
    })) {
      await card.getByLabel(label).fill(value);
    }
    await card.getByLabel("Birthday").fill("1990-02-03");
    await expectAt(page, "/content/contacts", [
      {
        name: { formatted: "Ana Lima", first: "Ana", last: "Lima" },
        phones: [{ phone: "+85261234567", type: "CELL", waId: "85261234567" }],
        emails: [{ email: "ana@example.com", type: "WORK" }],
        urls: [{ url: "https://example.com", type: "WORK" }],
        org: { company: "Harbour Flowers", department: "Roses", title: "Florist" },
        addresses: [
          {
            street: "12 Queen's Road",
            type: "HOME",
            city: "Hong Kong",
            state: "HK",
            zip: "000",
            country: "China",
          },
        ],
        birthday: "1990-02-03",
      },
    ]);
  });

  test("an object that is left empty goes, with those around it", async ({ page }) => {
    await kind(page, "Contacts").check();
    const card = page.getByRole("group", { name: "Contact 1" });
    await card.getByText("More fields").click();
    for (const [label, member] of Object.entries({ Company: "company", "Job title": "title" })) {
      await card.getByLabel(label).fill("Florist");
      await expectAt(page, "/content/contacts/0/org", { [member]: "Florist" });
      await card.getByLabel(label).fill("");
      await expectAt(page, "/content/contacts/0/org", undefined);
    }
    for (const [noun, list, key] of [
      ["Postal address", "addresses", "street"],
      ["E-mail address", "emails", "email"],
      ["Website", "urls", "url"],
    ]) {
      await card.getByRole("button", { name: `Add ${noun?.toLowerCase()}` }).click();
      await expectAt(page, `/content/contacts/0/${list}/0/${key}`, "");
      await card.getByRole("button", { name: `Remove ${noun} 1` }).click();
      await expectAt(page, `/content/contacts/0/${list}`, undefined);
    }
    // An item stays until it is removed, whatever is cleared in it.
    await card.getByRole("button", { name: "Add postal address" }).click();
    await card.getByLabel("Street").fill("x");
    await card.getByLabel("Street").fill("");
    await card.getByRole("group", { name: "Postal address 1" }).getByLabel("Type").fill("");
    await expectAt(page, "/content/contacts/0/addresses", [{}]);
  });

  test("a name that the message lacked goes again when its fields are cleared", async ({ page }) => {
    const content = { type: "contacts", contacts: [{ phones: [] }] };
    await open(page, fragment("texter", { to: "+14155552671", content }));
    await page.getByLabel("First name").fill("Ana");
    await expectAt(page, "/content/contacts", [{ phones: [], name: { first: "Ana" } }]);
    await page.getByLabel("First name").fill("");
    await expectAt(page, "/content/contacts", [{ phones: [] }]);
  });

  test("a template without values has no body, by name or by place", async ({ page }) => {
    await kind(page, "Template").check();
    await page.getByRole("radio", { name: "By name" }).check();
    for (const _ of ["Mei", "Friday"]) await page.getByRole("button", { name: "Remove Value 1" }).click();
    await expectAt(page, "/content", { type: "template", name: "order_update", language: "en_US" });
    await expect(page.getByRole("radio", { name: "By name" })).toBeChecked();
    await page.getByRole("button", { name: "Add value" }).click();
    await expectAt(page, "/content/body", { name_a: "" });
  });

  test("a value keeps its name and its place, whatever is added and however it is called", async ({ page }) => {
    await kind(page, "Template").check();
    await page.getByRole("radio", { name: "By name" }).check();
    await page.getByRole("button", { name: "Remove Value 1" }).click();
    await expectAt(page, "/content/body", { name_b: "Friday" });
    await page.getByRole("radio", { name: "By place" }).check();
    await page.getByRole("button", { name: "Add value" }).click();
    await page.keyboard.type("10:00");
    await page.getByRole("radio", { name: "By name" }).check();
    await expectAt(page, "/content/body", { name_b: "Friday", name_c: "10:00" });

    // As a name of an object, a number goes before all others.
    const name = page.getByRole("group", { name: "Value 2" }).getByLabel("Name");
    await name.fill("1");
    await expect(page.getByRole("group", { name: "Value 2" })).toContainText("A name is more than a number.");
    await expectAt(page, "/content/body", { name_b: "Friday", name_c: "10:00" });
    await name.press("End");
    await name.pressSequentially("st");
    await expectAt(page, "/content/body", { name_b: "Friday", "1st": "10:00" });
    await expect(name).toBeFocused();
  });

  test("a template takes its values by place or by name, and buttons of every type", async ({ page }) => {
    await kind(page, "Template").check();
    await page.getByRole("button", { name: "Add value" }).click();
    await page.keyboard.type("10:00");
    await expectAt(page, "/content/body", ["Mei", "Friday", "10:00"]);
    await page.getByRole("radio", { name: "By name" }).check();
    await page.getByRole("group", { name: "Value 2" }).getByLabel("Name").fill("day");
    await page.getByRole("group", { name: "Value 3" }).getByRole("textbox", { name: "Value" }).fill("11:00");
    await expectAt(page, "/content/body", { name_a: "Mei", day: "Friday", name_c: "11:00" });

    // A name that is taken would swallow the other value.
    await page.getByRole("group", { name: "Value 3" }).getByLabel("Name").fill("day");
    await expect(page.getByRole("group", { name: "Value 3" })).toContainText("Another value has this name.");
    await page.getByRole("radio", { name: "By place" }).check();
    await expectAt(page, "/content/body", ["Mei", "Friday", "11:00"]);

    const types = ["url", "quick_reply", "flow", "copy_code", "voice_call", "phone_number"];
    for (const [index, type] of types.entries()) {
      await page.getByRole("button", { name: "Add button" }).click();
      await page
        .getByRole("group", { name: `Button ${index + 1}`, exact: true })
        .getByLabel("Button type")
        .selectOption(type);
    }
    await page.getByRole("group", { name: "Button 1", exact: true }).getByLabel("Value").fill("4021");
    await expectAt(page, "/content/buttons", 
      types.map((type, index) => (index === 0 ? { type, text: "4021" } : { type })),
    );

    await page.getByRole("group", { name: "Header" }).getByRole("radio", { name: "Document" }).check();
    await page.getByRole("radio", { name: "Uploaded before" }).check();
    await field(page, "Id or URI of the upload").fill("20261120/invoice.pdf");
    await field(page, "File name").fill("Invoice.pdf");
    await expectAt(page, "/content/header", {
      type: "document",
      uploaded: "20261120/invoice.pdf",
      filename: "Invoice.pdf",
    });
  });

  test("a recipient is a phone, a conversation or a BSUID, each kept while another is looked at", async ({ page }) => {
    await field(page, "Phone number").fill("+85261234567");
    await expectAt(page, "/to", "+85261234567");
    await page.getByRole("radio", { name: "Conversation" }).check();
    await field(page, "Conversation id").fill("3077");
    await expectAt(page, "/to", { conversationId: "3077" });
    await page.getByRole("radio", { name: "BSUID" }).check();
    await field(page, "BSUID").fill("US.123");
    await expectAt(page, "/to", { bsuid: "US.123" });
    await page.getByRole("radio", { name: "Phone" }).check();
    await expect(field(page, "Phone number")).toHaveValue("+85261234567");
    await expectAt(page, "/to", "+85261234567");
  });

  test("another form of recipient is kept while the kind of content changes", async ({ page }) => {
    await page.getByRole("radio", { name: "Conversation" }).check();
    await field(page, "Conversation id").fill("3077");
    await kind(page, "Text").check();
    await page.getByRole("radio", { name: "Phone" }).check();
    await expectAt(page, "/to", "+14155552671");
  });

  test("the options of a message, its fallback among them", async ({ page }) => {
    await page.clock.setFixedTime(new Date("2026-03-01T12:00:00Z"));
    await page.getByText("Message options").click();
    await field(page, "Reference").fill("order-4021");
    await page.getByRole("button", { name: "2 days ago" }).click();
    await expect(field(page, "The contact last wrote")).toHaveValue("2026-02-27T12:00");
    await expect(panel(page)).toContainText("The session window is closed");
    await page.getByRole("button", { name: "1 hour ago" }).click();
    await expect(panel(page)).toContainText("The session window is open for another 23 h");
    await field(page, "Fallback template").check();
    await field(page, "Template name").fill("opening_hours");
    await field(page, "Provider options").fill('{"previewUrl": true');
    await expect(panel(page)).toContainText("This is not JSON yet");
    await field(page, "Provider options").fill('{"previewUrl": true}');
    await expectAt(page, "", {
      to: "+14155552671",
      content: expect.objectContaining({ type: "list" }),
      reference: "order-4021",
      lastInboundAt: Date.UTC(2026, 2, 1, 11),
      fallback: { type: "template", name: "opening_hours", language: "en" },
      providerOptions: { previewUrl: true },
    });
    await field(page, "Fallback template").uncheck();
    await expectAt(page, "/fallback", undefined);
  });

  test("a file is picked or dropped, described, and removed", async ({ page }) => {
    await page.getByRole("radio", { name: "iSlash" }).check();
    await kind(page, "Image").check();
    await page.getByRole("radio", { name: "File", exact: true }).check();
    const input = field(page, "File");
    await expect(input).toHaveAttribute("accept", "image/jpeg,image/png");
    await input.setInputFiles({ name: "rose.png", mimeType: "image/png", buffer: Buffer.alloc(2048) });
    await expect(panel(page)).toContainText("rose.png, image/png, 2 KB");
    await expect(panel(page)).toContainText("Files stay out of the link");
    // It is still by file when the form was away.
    await view(page, "JSON");
    await view(page, "Form");
    await page.getByRole("button", { name: "Remove file" }).click();
    const button = panel(page).getByRole("button", { name: "Choose a file" });
    await expect(button).toBeFocused();
    await expect(button).toHaveAttribute("aria-invalid", "false");
    await expect(panel(page)).not.toContainText("rose.png");
    const chooser = page.waitForEvent("filechooser");
    await button.press("Enter");
    await chooser;

    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["%PDF"], "order.pdf", { type: "application/pdf" }));
      return transfer;
    });
    await page.locator(".drop").dispatchEvent("drop", { dataTransfer: dropped });
    await expect(panel(page)).toContainText("order.pdf, application/pdf, 4 bytes");
    const another = panel(page).getByRole("button", { name: "Choose another file" });
    await expect(another).toHaveAttribute("aria-invalid", "true");
    await expect(another).toHaveAccessibleDescription(/image/);
  });
});
