//! The limits of the channel behind all four providers, for their tables to take up.
//!
//! Lengths count Unicode code points; Meta does not say which unit it counts.

use super::{Format, Likely, Limit, Rule};

/// The channel's name.
pub const CHANNEL: &str = "whatsapp";

/// Text messages.
pub const TEXTS: &str =
    "https://developers.facebook.com/docs/whatsapp/cloud-api/messages/text-messages";
/// Media: types, sizes and captions.
pub const MEDIA: &str = "https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media";
/// Interactive reply buttons.
pub const REPLY_BUTTONS: &str = "https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages";
/// Interactive lists.
pub const LISTS: &str =
    "https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages";
/// Locations.
pub const LOCATIONS: &str =
    "https://developers.facebook.com/docs/whatsapp/cloud-api/messages/location-messages";
/// Contact cards.
pub const CONTACTS: &str =
    "https://developers.facebook.com/docs/whatsapp/cloud-api/messages/contacts-messages";

/// Templates.
pub const TEMPLATES: &str =
    "https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates";

/// Longest text message.
pub const TEXT_LENGTH: usize = 4096;

/// Text of a text message.
pub const TEXT: Rule = Rule::carried("text", TEXTS).characters(TEXT_LENGTH);
/// Caption of an image, video or document.
pub const CAPTION: Rule = Rule::carried("caption", MEDIA).characters(1024);
/// A public address of a file.
pub const URL: Rule = Rule::carried("url", MEDIA).format(Format::Url);
/// Name of a file given by address.
pub const URL_FILENAME: Rule = Rule::carried("url/filename", MEDIA);
/// The same where the contact sees no file name.
pub const URL_FILENAME_UNSEEN: Rule = Rule::dropped("url/filename", MEDIA);

/// Text of buttons.
pub const BUTTONS_TEXT: Rule = Rule::carried("text", REPLY_BUTTONS).characters(1024);
/// The buttons.
pub const BUTTONS: Rule = Rule::carried("buttons", REPLY_BUTTONS).items(1, 3);
/// Id of a button.
pub const BUTTON_ID: Rule = Rule::carried("buttons/*/id", REPLY_BUTTONS)
    .characters(256)
    .format(Format::Trimmed);
/// Label of a button.
pub const BUTTON_TITLE: Rule = Rule::carried("buttons/*/title", REPLY_BUTTONS).characters(20);

/// Text header.
pub const HEADER: Rule = Rule::carried("header", REPLY_BUTTONS).characters(60);
/// Image header.
pub const HEADER_IMAGE: Rule = Rule::carried("header/image", REPLY_BUTTONS);
/// Video header.
pub const HEADER_VIDEO: Rule = Rule::carried("header/video", REPLY_BUTTONS);
/// Document header.
pub const HEADER_DOCUMENT: Rule = Rule::carried("header/document", REPLY_BUTTONS);
/// Address of a media header.
pub const HEADER_URL: Rule = Rule::carried("header/url", REPLY_BUTTONS).format(Format::Url);
/// File name of a document header.
pub const HEADER_DOCUMENT_FILENAME: Rule = Rule::carried("header/document/filename", REPLY_BUTTONS);
/// File name of an image header, which the contact does not see.
pub const HEADER_IMAGE_FILENAME: Rule = Rule::dropped("header/image/filename", REPLY_BUTTONS);
/// File name of a video header, which the contact does not see.
pub const HEADER_VIDEO_FILENAME: Rule = Rule::dropped("header/video/filename", REPLY_BUTTONS);
/// Footer.
pub const FOOTER: Rule = Rule::carried("footer", REPLY_BUTTONS).characters(60);

/// Text of a list. Older pages say 1024; the current one says 4096.
pub const LIST_TEXT: Rule = Rule::carried("text", LISTS).characters(4096);
/// Text header of a list, which takes no media header.
pub const LIST_HEADER: Rule = Rule::carried("header", LISTS).characters(60);
/// Footer of a list.
pub const LIST_FOOTER: Rule = Rule::carried("footer", LISTS).characters(60);
/// The label that opens a list.
pub const LIST_BUTTON: Rule = Rule::carried("button", LISTS).characters(20);
/// Sections of a list.
pub const SECTIONS: Rule = Rule::carried("sections", LISTS).items(1, 10);
/// Title of a section.
pub const SECTION_TITLE: Rule = Rule::carried("sections/*/title", LISTS).characters(24);
/// Rows of one section.
pub const SECTION_ROWS: Rule = Rule::carried("sections/*/rows", LISTS).items(1, usize::MAX);
/// Rows over all sections.
pub const ROWS: Rule = Rule::carried("rows", LISTS).items(0, 10);
/// Id of a row.
pub const ROW_ID: Rule = Rule::carried("sections/*/rows/*/id", LISTS)
    .characters(200)
    .format(Format::Trimmed);
/// Label of a row.
pub const ROW_TITLE: Rule = Rule::carried("sections/*/rows/*/title", LISTS).characters(24);
/// Small text of a row.
pub const ROW_DESCRIPTION: Rule =
    Rule::carried("sections/*/rows/*/description", LISTS).characters(72);

/// Latitude in degrees.
pub const LATITUDE: Rule = Rule::carried("latitude", LOCATIONS).limit(Limit::Range(-90.0, 90.0));
/// Longitude in degrees.
pub const LONGITUDE: Rule =
    Rule::carried("longitude", LOCATIONS).limit(Limit::Range(-180.0, 180.0));
/// Name of a place.
pub const LOCATION_NAME: Rule = Rule::carried("name", LOCATIONS);
/// Address of a place.
pub const LOCATION_ADDRESS: Rule = Rule::carried("address", LOCATIONS);

/// Every field of a location.
pub const LOCATION: &[Rule] = &[LATITUDE, LONGITUDE, LOCATION_NAME, LOCATION_ADDRESS];

/// Every field of contact cards.
pub const CONTACT_CARDS: &[Rule] = &[
    Rule::carried("contacts", CONTACTS).items(1, 257),
    Rule::carried("contacts/*/name/formatted", CONTACTS),
    Rule::carried("contacts/*/name/first", CONTACTS),
    Rule::carried("contacts/*/name/last", CONTACTS),
    Rule::carried("contacts/*/phones", CONTACTS),
    Rule::carried("contacts/*/phones/*/phone", CONTACTS),
    Rule::carried("contacts/*/phones/*/type", CONTACTS),
    Rule::carried("contacts/*/phones/*/waId", CONTACTS).likely(Likely::Digits),
    Rule::carried("contacts/*/emails", CONTACTS),
    Rule::carried("contacts/*/emails/*/email", CONTACTS),
    Rule::carried("contacts/*/emails/*/type", CONTACTS),
    Rule::carried("contacts/*/urls", CONTACTS),
    Rule::carried("contacts/*/urls/*/url", CONTACTS),
    Rule::carried("contacts/*/urls/*/type", CONTACTS),
    Rule::carried("contacts/*/org/company", CONTACTS),
    Rule::carried("contacts/*/org/department", CONTACTS),
    Rule::carried("contacts/*/org/title", CONTACTS),
    Rule::carried("contacts/*/addresses", CONTACTS),
    Rule::carried("contacts/*/addresses/*/street", CONTACTS),
    Rule::carried("contacts/*/addresses/*/city", CONTACTS),
    Rule::carried("contacts/*/addresses/*/state", CONTACTS),
    Rule::carried("contacts/*/addresses/*/zip", CONTACTS),
    Rule::carried("contacts/*/addresses/*/country", CONTACTS),
    Rule::carried("contacts/*/addresses/*/type", CONTACTS),
    Rule::carried("contacts/*/birthday", CONTACTS).format(Format::Date),
];

/// Every field of a list with a text header.
pub const LIST: &[Rule] = &[
    LIST_TEXT,
    LIST_HEADER,
    LIST_FOOTER,
    LIST_BUTTON,
    SECTIONS,
    SECTION_TITLE,
    SECTION_ROWS,
    ROWS,
    ROW_ID,
    ROW_TITLE,
    ROW_DESCRIPTION,
];

/// A value of a template, whose limit depends on where it stands.
const fn parameter(field: &'static str, max: usize) -> Rule {
    Rule::carried(field, TEMPLATES)
        .characters(max)
        .format(Format::Parameter)
}

/// Value of a template's text header.
pub const TEMPLATE_HEADER: Rule = parameter("header", 60);
/// Value of a template's body.
pub const TEMPLATE_BODY: Rule = parameter("body/*", 1024);
/// Value of a body that is the template's only component.
pub const TEMPLATE_BODY_ONLY: Rule = parameter("body/only/*", 32_768);
/// The buttons of a template.
pub const TEMPLATE_BUTTONS: Rule = Rule::carried("buttons", TEMPLATES).items(0, 10);
/// The end of a URL button's address.
pub const TEMPLATE_BUTTON_URL: Rule = Rule::carried("buttons/*/url", TEMPLATES)
    .format(Format::Parameter)
    .likely(Likely::AddressEnd);
