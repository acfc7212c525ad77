//! Messages that together hold every field of the model, each once in every form that excludes another.

use sessage::json::Json;
use sessage::message::Attachment;

use super::blobs;

/// A message, and the Blobs in it.
pub struct Example {
    pub message: Json,
    pub attachments: Vec<Attachment>,
}

/// Messages whose fields beside the content are all there.
const MESSAGES: [&str; 3] = [
    r#"{"to": {"phone": "+85256872847"}, "from": "+14151111234", "channel": "whatsapp", "replyTo": "9126",
        "reference": "order-4711", "messageTag": "HUMAN_AGENT", "content": {"type": "text", "text": "Hello"}}"#,
    r#"{"to": {"conversationId": "3077", "phone": "+85256872847"}, "content": {"type": "text", "text": "Hello"}}"#,
    r#"{"to": {"bsuid": "US.13491208655302741918"}, "content": {"type": "text", "text": "Hello"}}"#,
];

/// The sources of a file, `TYPE` being one that fits its kind; those of the model exclude each other.
const SOURCES: [&str; 4] = [
    r#""url": "https://example.com/file""#,
    r#""file": {"$blob": {"type": "TYPE", "size": 88555, "name": "a.jpg"}}"#,
    r#""uploaded": "f-00af""#,
    r#""uploaded": {"id": "f-00af", "name": "a.jpg", "uri": "20250725/f-00af", "type": "TYPE", "size": 88555}"#,
];

const MEDIA: [(&str, &str); 5] = [
    ("image", "image/jpeg"),
    ("video", "video/mp4"),
    ("audio", "audio/ogg"),
    ("document", "application/pdf"),
    ("sticker", "image/webp"),
];

/// Headers of buttons and lists; those of the model exclude each other.
const HEADERS: [&str; 4] = [
    r#""Header""#,
    r#"{"type": "image", "url": "https://example.com/a.jpg", "filename": "a.jpg"}"#,
    r#"{"type": "video", "url": "https://example.com/a.mp4", "filename": "a.mp4"}"#,
    r#"{"type": "document", "url": "https://example.com/a.pdf", "filename": "a.pdf"}"#,
];

const BUTTONS: &str = r#"{"type": "buttons", "text": "Coming?", "header": HEADER, "footer": "Footer",
    "buttons": [{"id": "yes", "title": "Yes"}, {"id": "no", "title": "No"}]}"#;

const LIST: &str = r#"{"type": "list", "text": "Choose", "header": HEADER, "footer": "Footer", "button": "Open",
    "sections": [{"title": "A", "rows": [{"id": "1", "title": "One", "description": "The first"}]},
                 {"title": "B", "rows": [{"id": "2", "title": "Two", "description": "The second"}]}]}"#;

const OTHERS: [&str; 3] = [
    r#"{"type": "text", "text": "Hello"}"#,
    r#"{"type": "location", "latitude": 37.7749, "longitude": -122.4194, "name": "San Francisco", "address": "123 Main St"}"#,
    r#"{"type": "contacts", "contacts": [{
        "name": {"formatted": "Ann Example", "first": "Ann", "last": "Example"},
        "phones": [{"phone": "+16044441111", "type": "CELL", "waId": "16044441111"}],
        "emails": [{"email": "ann@example.com", "type": "WORK"}],
        "urls": [{"url": "https://example.com", "type": "HOME"}],
        "org": {"company": "Example", "department": "Sales", "title": "Lead"},
        "addresses": [{"street": "123 Main St", "city": "Springfield", "state": "OR", "zip": "97477", "country": "United States", "type": "HOME"}],
        "birthday": "1990-02-28"}]}"#,
];

/// Templates without a header, of a body that stands alone or beside a button of each type.
const TEMPLATES: [&str; 9] = [
    r#"{BASE, "category": "UTILITY", "body": ["Ann"]}"#,
    r#"{BASE, "body": {"first_name": "Ann"}}"#,
    r#"{BASE, "body": {"first_name": "Ann"}, "buttons": [{"type": "flow"}]}"#,
    r#"{BASE, "body": ["Ann"], "buttons": [{"type": "quick_reply"}, {"type": "url", "text": "4711"}]}"#,
    r#"{BASE, "buttons": [{"type": "url"}, {"type": "quick_reply", "text": "4711"}]}"#,
    r#"{BASE, "buttons": [{"type": "url"}, {"type": "flow", "text": "4711"}]}"#,
    r#"{BASE, "buttons": [{"type": "url"}, {"type": "copy_code", "text": "4711"}]}"#,
    r#"{BASE, "buttons": [{"type": "url"}, {"type": "voice_call", "text": "4711"}]}"#,
    r#"{BASE, "buttons": [{"type": "url"}, {"type": "phone_number", "text": "4711"}]}"#,
];

/// What each template is known by.
const TEMPLATE: &str = r#""type": "template", "name": "order_ready", "language": "en_US", "id": "1773",
    "templateId": "1293546285747227""#;

/// The media that a template's header may be.
const TEMPLATE_HEADERS: [(&str, &str); 3] = [
    ("image", "image/jpeg"),
    ("video", "video/mp4"),
    ("document", "application/pdf"),
];

fn templates() -> Vec<String> {
    let header = |header: &str| format!(r#"{{BASE, "header": {header}, "body": ["Ann"]}}"#);
    let mut templates = TEMPLATES.map(str::to_owned).to_vec();
    templates.push(header(r#""Ann""#));
    for (kind, content_type) in TEMPLATE_HEADERS {
        for source in SOURCES {
            let source = source.replace("TYPE", content_type);
            templates.push(header(&format!(
                r#"{{"type": "{kind}", {source}, "filename": "b.jpg"}}"#
            )));
        }
    }
    templates
        .iter()
        .map(|template| template.replace("BASE", TEMPLATE))
        .collect()
}

/// Every example.
pub fn all() -> Vec<Example> {
    let mut contents: Vec<String> = OTHERS.map(str::to_owned).to_vec();
    for (kind, content_type) in MEDIA {
        for source in SOURCES {
            let source = source.replace("TYPE", content_type);
            let media = format!(
                r#"{{"type": "{kind}", {source}, "caption": "Caption", "filename": "b.jpg"}}"#
            );
            contents.push(format!(r#"{{"type": "album", "items": [{media}]}}"#));
            contents.push(media);
        }
    }
    for header in HEADERS {
        contents.push(BUTTONS.replace("HEADER", header));
        contents.push(LIST.replace("HEADER", header));
    }
    let templates = templates();
    let in_template =
        |message: &str| message.replace(r#"{"type": "text", "text": "Hello"}"#, &templates[0]);
    let messages = MESSAGES
        .map(str::to_owned)
        .into_iter()
        .chain(MESSAGES.map(in_template));
    contents.extend(templates.iter().cloned());
    let contents = contents.into_iter();
    messages
        .chain(contents.map(|content| {
            format!(r#"{{"to": {{"phone": "+85256872847"}}, "content": {content}}}"#)
        }))
        .map(|text| read(&text))
        .collect()
}

/// A message from its text, in which `{"\u0000": "NaN"}` stands for what JSON cannot say.
pub fn read(text: &str) -> Example {
    let value = Json::from_input(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let (message, attachments) = blobs::take_out(&value);
    Example {
        message,
        attachments,
    }
}
