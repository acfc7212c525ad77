//! A message of the model, written as JavaScript would hand it over.

use sessage::json::{Foreign, Json, Members, object};
use sessage::message::{
    Contact, Content, Header, Media, MediaSource, Message, Recipient, Section, TemplateBody,
    TemplateContent, TemplateHeader, UploadedFile,
};

/// The message as a tree; a file as a mark.
pub fn message(message: &Message) -> Json {
    object([
        ("to", Some(recipient(&message.to))),
        ("content", Some(content(&message.content))),
        ("from", optional(&message.from)),
        ("channel", optional(&message.channel)),
        ("replyTo", optional(&message.reply_to)),
        ("reference", optional(&message.reference)),
        ("messageTag", optional(&message.message_tag)),
        ("lastInboundAt", message.last_inbound_at.map(Json::from)),
        ("fallback", message.fallback.as_ref().map(template)),
        ("providerOptions", options(&message.provider_options)),
    ])
}

fn options(members: &Members) -> Option<Json> {
    (!members.is_empty()).then(|| Json::Object(members.clone()))
}

fn text(text: &str) -> Option<Json> {
    Some(Json::from(text))
}

fn optional(text: &Option<String>) -> Option<Json> {
    text.as_deref().map(Json::from)
}

fn items<T>(items: &[T], write: impl Fn(&T) -> Json) -> Option<Json> {
    Some(Json::Array(items.iter().map(write).collect()))
}

/// An empty list is as good as none.
fn filled<T>(list: &[T], write: impl Fn(&T) -> Json) -> Option<Json> {
    items(list, write).filter(|_| !list.is_empty())
}

fn recipient(to: &Recipient) -> Json {
    match to {
        Recipient::Phone(phone) => Json::from(phone.as_str()),
        Recipient::Conversation { id, phone } => {
            object([("conversationId", text(id)), ("phone", optional(phone))])
        }
        Recipient::Bsuid(bsuid) => object([("bsuid", text(bsuid))]),
    }
}

fn content(content: &Content) -> Json {
    let kind = ("type", text(content.kind().name()));
    match content {
        Content::Text(it) => object([kind, ("text", text(&it.text))]),
        Content::Media(it) => media(it),
        Content::Album(it) => object([kind, ("items", items(&it.items, media))]),
        Content::Location(it) => object([
            kind,
            ("latitude", Json::from_f64(it.latitude)),
            ("longitude", Json::from_f64(it.longitude)),
            ("name", optional(&it.name)),
            ("address", optional(&it.address)),
        ]),
        Content::Contacts(it) => object([kind, ("contacts", items(&it.contacts, contact))]),
        Content::Buttons(it) => object([
            kind,
            ("text", text(&it.text)),
            ("header", it.header.as_ref().map(header)),
            ("footer", optional(&it.footer)),
            (
                "buttons",
                items(&it.buttons, |button| {
                    object([("id", text(&button.id)), ("title", text(&button.title))])
                }),
            ),
        ]),
        Content::List(it) => object([
            kind,
            ("text", text(&it.text)),
            ("header", it.header.as_ref().map(header)),
            ("footer", optional(&it.footer)),
            ("button", text(&it.button)),
            ("sections", items(&it.sections, section)),
        ]),
        Content::Template(it) => template(it),
    }
}

fn media(media: &Media) -> Json {
    let (url, file, uploaded) = match &media.source {
        MediaSource::Url(url) => (text(url), None, None),
        MediaSource::File(file) => (None, Some(Json::Foreign(Foreign::Blob(file.handle))), None),
        MediaSource::Uploaded(file) => (None, None, Some(uploaded_file(file))),
    };
    object([
        ("type", text(media.kind.name())),
        ("url", url),
        ("file", file),
        ("uploaded", uploaded),
        ("caption", optional(&media.caption)),
        ("filename", optional(&media.filename)),
    ])
}

fn template(template: &TemplateContent) -> Json {
    let body = match &template.body {
        TemplateBody::Positional(values) => filled(values, |value| Json::from(value.as_str())),
        TemplateBody::Named(values) => {
            let values = values.iter();
            let values =
                values.map(|(name, value)| (name.clone().into(), Json::from(value.as_str())));
            Some(Json::Object(values.collect()))
        }
    };
    object([
        ("type", text("template")),
        ("name", text(&template.name)),
        ("language", optional(&template.language)),
        ("id", optional(&template.id)),
        ("templateId", optional(&template.template_id)),
        ("category", optional(&template.category)),
        ("header", template.header.as_ref().map(template_header)),
        ("body", body),
        (
            "buttons",
            filled(&template.buttons, |button| {
                let kind = text(button.kind.name());
                object([("type", kind), ("text", optional(&button.text))])
            }),
        ),
    ])
}

fn template_header(header: &TemplateHeader) -> Json {
    match header {
        TemplateHeader::Text(text) => Json::from(text.as_str()),
        TemplateHeader::Media(it) => media(it),
    }
}

fn uploaded_file(file: &UploadedFile) -> Json {
    let plain = UploadedFile {
        uri: file.uri.clone(),
        ..UploadedFile::default()
    };
    if *file == plain {
        return Json::from(file.uri.as_str());
    }
    object([
        ("id", optional(&file.id)),
        ("name", optional(&file.name)),
        ("uri", text(&file.uri)),
        ("type", optional(&file.content_type)),
        ("size", file.size.map(Json::from)),
    ])
}

fn header(header: &Header) -> Json {
    match header {
        Header::Text(text) => Json::from(text.as_str()),
        Header::Media {
            kind,
            url,
            filename,
        } => object([
            ("type", text(kind.name())),
            ("url", text(url)),
            ("filename", optional(filename)),
        ]),
    }
}

fn section(section: &Section) -> Json {
    object([
        ("title", optional(&section.title)),
        (
            "rows",
            items(&section.rows, |row| {
                object([
                    ("id", text(&row.id)),
                    ("title", text(&row.title)),
                    ("description", optional(&row.description)),
                ])
            }),
        ),
    ])
}

fn contact(card: &Contact) -> Json {
    let name = object([
        ("formatted", text(&card.name.formatted)),
        ("first", optional(&card.name.first)),
        ("last", optional(&card.name.last)),
    ]);
    let org = card.org.as_ref().map(|org| {
        object([
            ("company", optional(&org.company)),
            ("department", optional(&org.department)),
            ("title", optional(&org.title)),
        ])
    });
    object([
        ("name", Some(name)),
        (
            "phones",
            filled(&card.phones, |phone| {
                object([
                    ("phone", text(&phone.phone)),
                    ("type", optional(&phone.kind)),
                    ("waId", optional(&phone.wa_id)),
                ])
            }),
        ),
        (
            "emails",
            filled(&card.emails, |email| {
                object([
                    ("email", text(&email.email)),
                    ("type", optional(&email.kind)),
                ])
            }),
        ),
        (
            "urls",
            filled(&card.urls, |website| {
                object([
                    ("url", text(&website.url)),
                    ("type", optional(&website.kind)),
                ])
            }),
        ),
        ("org", org),
        (
            "addresses",
            filled(&card.addresses, |address| {
                object([
                    ("street", optional(&address.street)),
                    ("city", optional(&address.city)),
                    ("state", optional(&address.state)),
                    ("zip", optional(&address.zip)),
                    ("country", optional(&address.country)),
                    ("type", optional(&address.kind)),
                ])
            }),
        ),
        ("birthday", optional(&card.birthday)),
    ])
}
