//! The limits of WhatsApp, which stands behind the providers' session messages.
//!
//! Sources: developers.facebook.com/docs/whatsapp/cloud-api (interactive lists, contacts) and mirrors
//! of its pages. Whether WhatsApp counts lengths in code points is not documented; here it does.

use crate::check::{
    Kind, Need,
    Need::{Optional, Required},
    Object,
};

/// WhatsApp's code for a message outside the customer's window.
pub const WINDOW_CLOSED_CODE: &str = "131047";
/// The same as WhatsApp words it.
pub const WINDOW_CLOSED: &str = "(#131047) Re-engagement message";

/// A plain text.
pub const TEXT: usize = 4096;
/// The words above a list.
pub const LIST_TEXT: usize = 4096;
/// The words above buttons.
pub const BUTTONS_TEXT: usize = 1024;
/// The words below an image, a video or a document.
pub const CAPTION: usize = 1024;
/// A header's text, and a footer's.
pub const HEADER_AND_FOOTER: usize = 60;
/// A label that is tapped: of a button, or of the opener of a list.
pub const LABEL: usize = 20;
/// Contact cards in one message.
pub const CONTACTS: usize = 257;

const BUTTON_ID: usize = 256;
const BUTTONS: usize = 3;
const SECTIONS: usize = 10;
const ROWS: usize = 10;
const SECTION_TITLE: usize = 24;
const ROW_TITLE: usize = 24;
const ROW_DESCRIPTION: usize = 72;
const ROW_ID: usize = 200;

/// The provider's names for what identifies a button or row, and for what is read on it.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    pub id: &'static str,
    pub label: &'static str,
}

/// One to three reply buttons, their labels unlike each other.
pub fn buttons(parent: &Object<'_>, field: &str, keys: Keys) {
    let mut seen = Vec::new();
    for button in parent
        .objects(field, Required, 1..=BUTTONS)
        .unwrap_or_default()
    {
        button.only(&[keys.id, keys.label]);
        if let Some(id) = button.text(keys.id, Required, 1..=BUTTON_ID)
            && id.trim() != id
        {
            button.refuse(keys.id, Kind::Value, "begins or ends with a space");
        }
        if let Some(label) = button.text(keys.label, Required, 1..=LABEL) {
            if seen.contains(&label) {
                button.refuse(keys.label, Kind::Value, "is on another button too");
            }
            seen.push(label);
        }
    }
}

/// The sections of a list: titles where there are several, at most ten rows in all of them.
pub fn sections(list: &Object<'_>, keys: Keys) {
    let sections = list.objects("sections", Required, 1..=SECTIONS);
    let sections = sections.unwrap_or_default();
    let title_need = if sections.len() > 1 {
        Required
    } else {
        Optional
    };
    let mut rows_in_all: usize = 0;
    for section in &sections {
        section.only(&["title", "rows"]);
        section.text("title", title_need, 1..=SECTION_TITLE);
        let rows = section
            .objects("rows", Required, 1..=ROWS)
            .unwrap_or_default();
        rows_in_all = rows_in_all.saturating_add(rows.len());
        for row in rows {
            row.only(&[keys.id, keys.label, "description"]);
            row.text(keys.id, Required, 1..=ROW_ID);
            row.text(keys.label, Required, 1..=ROW_TITLE);
            row.text("description", Optional, 1..=ROW_DESCRIPTION);
        }
    }
    if rows_in_all > ROWS {
        let why = format!("hold {rows_in_all} rows in all, may hold {ROWS}");
        list.refuse("sections", Kind::Length, &why);
    }
}

/// `{text}`, as headers and footers have it.
pub fn short_text(parent: &Object<'_>, field: &str) {
    if let Some(object) = parent.object(field, Optional) {
        object.only(&["text"]);
        object.text("text", Required, 1..=HEADER_AND_FOOTER);
    }
}

/// The words that a name or an address may add to a place.
pub fn place_words(location: &Object<'_>) {
    location.only(&["latitude", "longitude", "name", "address"]);
    location.text("name", Optional, 0..=usize::MAX);
    location.text("address", Optional, 0..=usize::MAX);
}

/// One contact card: a formatted name, one more part of the name, and what may follow.
pub fn contact(card: &Object<'_>) {
    card.only(&[
        "name",
        "phones",
        "emails",
        "urls",
        "addresses",
        "org",
        "birthday",
    ]);
    if let Some(name) = card.object("name", Required) {
        let parts = ["first_name", "last_name", "middle_name", "suffix", "prefix"];
        name.only(&[["formatted_name"].as_slice(), &parts].concat());
        name.text("formatted_name", Required, 1..=usize::MAX);
        for part in parts {
            name.text(part, Optional, 1..=usize::MAX);
        }
    }
    texts_in(card, "phones", &["phone", "type", "wa_id"]);
    texts_in(card, "emails", &["email", "type"]);
    texts_in(card, "urls", &["url", "type"]);
    let address = [
        "street",
        "city",
        "state",
        "zip",
        "country",
        "country_code",
        "type",
    ];
    texts_in(card, "addresses", &address);
    if let Some(org) = card.object("org", Optional) {
        texts(&org, &["company", "department", "title"], Optional);
    }
    if let Some(birthday) = card.text("birthday", Optional, 10..=10)
        && !is_date(birthday)
    {
        card.refuse("birthday", Kind::Value, "must be YYYY-MM-DD");
    }
}

fn texts_in(card: &Object<'_>, field: &str, known: &[&str]) {
    for entry in card
        .objects(field, Optional, 0..=usize::MAX)
        .unwrap_or_default()
    {
        texts(&entry, known, Optional);
    }
}

fn texts(object: &Object<'_>, known: &[&str], need: Need) {
    object.only(known);
    for field in known {
        object.text(field, need, 0..=usize::MAX);
    }
}

fn is_date(text: &str) -> bool {
    text.bytes().enumerate().all(|(index, byte)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    })
}
