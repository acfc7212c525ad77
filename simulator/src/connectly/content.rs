//! What a message may hold: docs.connectly.ai/messaging/session-messages.

use crate::{
    check::{
        Kind,
        Need::{Optional, Required},
        Object,
    },
    whatsapp::{self, Keys},
};

const KEYS: Keys = Keys {
    id: "id",
    label: "text",
};

/// The contents beside `text`, of which a message has at most one.
const CONTENTS: [&str; 6] = [
    "attachments",
    "location",
    "listMessage",
    "replyButtonMessage",
    "singleProductMessage",
    "multiProductMessage",
];

/// Exactly one content; the text beside a list or buttons is their body and no second content.
pub fn check(message: &Object<'_>) {
    message.only(&[["id", "isEcho", "text"].as_slice(), &CONTENTS].concat());
    message.text("id", Optional, 1..=usize::MAX);
    message.boolean("isEcho", Optional);
    let given: Vec<&str> = CONTENTS
        .into_iter()
        .filter(|content| message.has(content))
        .collect();
    match given.as_slice() {
        [] => {
            message.text("text", Required, 1..=whatsapp::TEXT);
        }
        ["listMessage"] => {
            // The page's own list lacks a text; WhatsApp's lists must have one.
            message.text("text", Required, 1..=whatsapp::LIST_TEXT);
            if let Some(list) = message.object("listMessage", Required) {
                check_list(&list);
            }
        }
        ["replyButtonMessage"] => {
            message.text("text", Required, 1..=whatsapp::BUTTONS_TEXT);
            if let Some(buttons) = message.object("replyButtonMessage", Required) {
                check_buttons(&buttons);
            }
        }
        ["multiProductMessage"] => {
            let why = "is documented in part only, and not played";
            message.refuse("multiProductMessage", Kind::Value, why);
        }
        [_] if message.has("text") => {
            message.refuse("text", Kind::Value, "is a second content");
        }
        ["attachments"] => check_attachments(message),
        ["location"] => {
            if let Some(location) = message.object("location", Required) {
                whatsapp::place_words(&location);
                location.number("latitude", Required, -90.0..=90.0);
                location.number("longitude", Required, -180.0..=180.0);
            }
        }
        ["singleProductMessage"] => {
            if let Some(product) = message.object("singleProductMessage", Required) {
                check_product(&product);
            }
        }
        [_, second, ..] => message.refuse(second, Kind::Value, "is a second content"),
        [_] => {}
    }
}

fn check_attachments(message: &Object<'_>) {
    let attachments = message.objects("attachments", Required, 1..=1);
    for attachment in attachments.unwrap_or_default() {
        attachment.only(&["type", "url", "caption", "filename"]);
        let types = ["image", "video", "audio", "document"];
        let kind = attachment.choice("type", Required, &types);
        attachment.web_url("url", Required);
        attachment.text("caption", Optional, 1..=whatsapp::CAPTION);
        if kind == Some("audio") && attachment.has("caption") {
            attachment.refuse("caption", Kind::Value, "audio has no caption");
        }
        check_filename(&attachment, kind);
    }
}

fn check_filename(attachment: &Object<'_>, kind: Option<&str>) {
    attachment.text("filename", Optional, 1..=usize::MAX);
    if kind != Some("document") && attachment.has("filename") {
        attachment.refuse("filename", Kind::Value, "is for documents only");
    }
}

fn check_list(list: &Object<'_>) {
    list.only(&["header", "footer", "button", "sections"]);
    // WhatsApp's lists take a text header only, whatever the page says of header media.
    whatsapp::short_text(list, "header");
    whatsapp::short_text(list, "footer");
    if let Some(button) = list.object("button", Required) {
        button.only(&["id", "text"]);
        button.text("id", Optional, 1..=usize::MAX);
        button.text("text", Required, 1..=whatsapp::LABEL);
    }
    whatsapp::sections(list, KEYS);
}

fn check_buttons(buttons: &Object<'_>) {
    buttons.only(&["header", "footer", "buttons"]);
    if let Some(header) = buttons.object("header", Optional) {
        check_header(buttons, &header);
    }
    whatsapp::short_text(buttons, "footer");
    whatsapp::buttons(buttons, "buttons", KEYS);
}

/// A header is a text or an attachment.
fn check_header(parent: &Object<'_>, header: &Object<'_>) {
    header.only(&["text", "attachment"]);
    if header.has("text") == header.has("attachment") {
        let why = "must hold a text or an attachment";
        parent.refuse("header", Kind::Value, why);
        return;
    }
    header.text("text", Optional, 1..=whatsapp::HEADER_AND_FOOTER);
    if let Some(attachment) = header.object("attachment", Optional) {
        attachment.only(&["type", "url", "filename"]);
        let kind = attachment.choice("type", Required, &["image", "video", "document"]);
        attachment.web_url("url", Required);
        check_filename(&attachment, kind);
    }
}

fn check_product(product: &Object<'_>) {
    product.only(&["footer", "catalogId", "productItem"]);
    whatsapp::short_text(product, "footer");
    product.text("catalogId", Required, 1..=usize::MAX);
    if let Some(item) = product.object("productItem", Required) {
        item.only(&["productRetailerId"]);
        item.text("productRetailerId", Required, 1..=usize::MAX);
    }
}
