//! Messages of the model for a provider: of each kind that it carries, the values on and around the limits that
//! its table gives, and what the simulator knows where only a known value is taken.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use sessage::message::{
    Address, Album, Attachment, Button, Buttons, Contact, ContactName, ContactPhone, Contacts,
    Content, Email, Header, Kind, List, Location, Media, MediaKind, MediaSource, Message,
    Organisation, Row, Section, TemplateContent, Text, Website,
};
use sessage::provider;
use sessage::rules::{Capabilities, Format, Limit, Rule};

use super::promises::NOW;
use super::{known, templates};

/// A message for a provider, right for the most part.
pub fn of(provider: &'static str) -> BoxedStrategy<Message> {
    let table = provider::capabilities(provider).unwrap();
    let field = Fields(table.message);
    (
        known::recipient(provider),
        content(table),
        (known::from(provider), known::channel(provider)),
        known::quoted(provider),
        field.optional("reference", 0.3),
        field.optional("messageTag", 0.2),
        (last_inbound(), weighted(0.2, templates::of(table))),
        known::options(provider),
    )
        .prop_map(
            |(to, content, (from, channel), reply_to, reference, message_tag, guard, options)| {
                let (last, fallback) = guard;
                numbered(fitting(Message {
                    from,
                    channel,
                    reply_to,
                    reference,
                    message_tag,
                    last_inbound_at: last,
                    fallback,
                    provider_options: options,
                    ..Message::new(to, content)
                }))
            },
        )
        .boxed()
}

/// Within the session window, or long ago.
fn last_inbound() -> BoxedStrategy<Option<i64>> {
    let at = prop_oneof![
        4 => NOW - 86_399_999..=NOW,
        1 => 0..=NOW - 86_400_000,
    ];
    weighted(0.3, at).boxed()
}

/// The message without what stands in the way of a template in it, and of a template that could not go out.
fn fitting(mut message: Message) -> Message {
    if message.fallback.is_none() {
        let open = NOW - 86_399_999;
        message.last_inbound_at = message.last_inbound_at.map(|last| last.max(open));
    }
    if message.fallback.is_some() || matches!(*message.content, Content::Template(_)) {
        message.provider_options = Vec::new();
        message.channel = message.channel.filter(|channel| channel == "whatsapp");
    }
    if matches!(*message.content, Content::Template(_)) {
        message.reply_to = None;
    }
    message
}

/// The message with a handle of its own for each file.
fn numbered(mut message: Message) -> Message {
    for (handle, media) in media_of(&mut message).into_iter().enumerate() {
        if let MediaSource::File(file) = &mut media.source {
            file.handle = handle;
        }
    }
    message
}

fn media_of(message: &mut Message) -> Vec<&mut Media> {
    let mut media = match &mut *message.content {
        Content::Media(media) => vec![media],
        Content::Album(album) => album.items.iter_mut().collect(),
        Content::Template(template) => template.header_media_mut().into_iter().collect(),
        _ => Vec::new(),
    };
    media.extend(
        message
            .fallback
            .as_mut()
            .and_then(TemplateContent::header_media_mut),
    );
    media
}

/// Whether the message's template goes out in place of its content.
pub fn is_late(message: &Message) -> bool {
    let is_session = !matches!(*message.content, Content::Template(_));
    let ends = message.last_inbound_at.map(|last| last + 86_400_000);
    is_session && message.message_tag.is_none() && ends.is_some_and(|ends| ends <= NOW)
}

/// The files of a message, as they are handed over beside it.
pub fn attachments(message: &Message) -> Vec<Attachment> {
    media_of(&mut message.clone())
        .into_iter()
        .filter_map(|media| match &media.source {
            MediaSource::File(file) => Some(file.clone()),
            _ => None,
        })
        .collect()
}

/// The bytes behind an attachment.
pub fn bytes(file: &Attachment) -> Vec<u8> {
    (0..file.size)
        .map(|index| (index * 37 % 256) as u8)
        .collect()
}

fn content(table: &'static Capabilities) -> BoxedStrategy<Content> {
    let carried: Vec<Kind> = table.content.iter().map(|rules| rules.kind).collect();
    let kind = prop_oneof![40 => select(carried), 1 => select(&Kind::ALL[..])];
    kind.prop_flat_map(move |kind| of_kind(table, kind)).boxed()
}

fn of_kind(table: &'static Capabilities, kind: Kind) -> BoxedStrategy<Content> {
    let field = Fields(table.kind(kind).unwrap_or_default());
    match kind {
        Kind::Text => field
            .text("text")
            .prop_map(|text| Content::Text(Text { text }))
            .boxed(),
        Kind::Image => media(table, MediaKind::Image),
        Kind::Video => media(table, MediaKind::Video),
        Kind::Audio => media(table, MediaKind::Audio),
        Kind::Document => media(table, MediaKind::Document),
        Kind::Sticker => media(table, MediaKind::Sticker),
        Kind::Album => album(table, field),
        Kind::Location => location(field),
        Kind::Contacts => contacts(field),
        Kind::Buttons => buttons(field),
        Kind::List => list(field),
        Kind::Template => templates::of(table).prop_map(Content::Template).boxed(),
    }
}

/// The rules of one kind of content.
#[derive(Debug, Clone, Copy)]
pub struct Fields(pub &'static [Rule]);

impl Fields {
    fn rule(self, name: &str) -> Option<&'static Rule> {
        self.0.iter().find(|rule| rule.field == name)
    }

    /// A text that fits its rule, or just does not.
    pub fn text(self, name: &str) -> BoxedStrategy<String> {
        let rule = self.rule(name);
        let limit = rule.and_then(|rule| rule.limit);
        match rule.map(|rule| rule.format) {
            Some(Format::Url) => url(),
            Some(Format::Date) => {
                "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])".boxed()
            }
            Some(Format::Only(values) | Format::OneOf(values)) => {
                select(values).prop_map(str::to_owned).boxed()
            }
            Some(Format::Trimmed) => words(limit)
                .prop_map(|text| match text.trim() {
                    "" => "id".to_owned(),
                    text => text.to_owned(),
                })
                .boxed(),
            Some(Format::Parameter) => words(limit).prop_map(|text| on_one_line(&text)).boxed(),
            _ => words(limit),
        }
    }

    /// A text, more seldom where the provider does not carry it.
    pub fn optional(self, name: &str, often: f64) -> BoxedStrategy<Option<String>> {
        let often = if self.rule(name).is_some() {
            often
        } else {
            0.01
        };
        weighted(often, self.text(name)).boxed()
    }

    /// The most items of a list, and one more at times.
    fn most(self, name: &str, otherwise: usize) -> usize {
        match self.rule(name).and_then(|rule| rule.limit) {
            Some(Limit::Items(_, most)) => most,
            _ => otherwise,
        }
    }
}

/// The text as a template's value may be, as long as before.
fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], "n")
        .replace("     ", "xxxxx")
}

/// Text whose length lies anywhere up to its limit, often on it, seldom beyond.
fn words(limit: Option<Limit>) -> BoxedStrategy<String> {
    let (most, in_bytes) = match limit {
        Some(Limit::Characters(most)) => (most, false),
        Some(Limit::Bytes(most)) => (most, true),
        _ => (80, false),
    };
    let length = prop_oneof![
        24 => 1..=most.min(40),
        6 => Just(most),
        3 => Just(most - 1),
        3 => 1..=most,
        1 => Just(most + 1),
    ];
    (vec(character(), 1..8), length)
        .prop_map(move |(characters, length)| {
            let mut text = String::new();
            let mut size = 0;
            for character in characters.iter().cycle() {
                size += if in_bytes { character.len_utf8() } else { 1 };
                if size > length {
                    break;
                }
                text.push(*character);
            }
            text
        })
        .boxed()
}

fn character() -> BoxedStrategy<char> {
    prop_oneof![
        12 => proptest::char::range('a', 'z'),
        3 => proptest::char::range('0', '9'),
        2 => select(&[' ', '\n', '\r', '\t', '"', '\'', '\\', '/', '%', '&', '<', ';', '=', '-'][..]),
        2 => select(&['ß', 'é', '漢', '👍', '\u{301}', '\u{200d}', 'ש', '\u{202e}', '\u{2028}'][..]),
        1 => select(&['\u{0}', '\u{1}', '\u{7f}', '\u{a0}', '\u{feff}', '\u{fffd}', '\u{10ffff}'][..]),
    ]
    .boxed()
}

pub fn url() -> BoxedStrategy<String> {
    let known = [
        "https://e.example/a.jpg",
        "http://e.example",
        "HTTPS://E.Example/B.PDF",
        "Http://user:pass@e.example:8080/x?y=1&z=%20#f",
        "https://[::1]:8443/v.mp4",
        "https://bücher.example/ü.png?q='1'",
    ];
    prop_oneof![
        2 => select(known.to_vec()).prop_map(str::to_owned),
        1 => "https?://[a-z0-9.-]{1,20}(:[0-9]{1,4})?(/[!#-;=?-\\[\\]-~]{0,40})?",
    ]
    .boxed()
}

fn media(table: &'static Capabilities, kind: MediaKind) -> BoxedStrategy<Content> {
    one_media(table, kind).prop_map(Content::Media).boxed()
}

fn one_media(table: &'static Capabilities, kind: MediaKind) -> BoxedStrategy<Media> {
    let field = Fields(table.kind(kind.into()).unwrap_or_default());
    let sources: Vec<&'static str> = ["url", "file", "uploaded"]
        .into_iter()
        .filter(|source| field.rule(source).is_some())
        .collect();
    let source = match sources.is_empty() {
        true => Just("url").boxed(),
        false => select(sources).boxed(),
    };
    source
        .prop_flat_map(move |source| {
            let filename = match source {
                "file" => "file/filename",
                "uploaded" => "uploaded/filename",
                _ => "url/filename",
            };
            (
                media_source(table.provider, source),
                field.optional("caption", 0.5),
                field.optional(filename, 0.4),
            )
                .prop_map(move |(source, caption, filename)| Media {
                    kind,
                    source,
                    caption,
                    filename: filename.map(unescaped),
                })
        })
        .boxed()
}

fn media_source(provider: &str, source: &str) -> BoxedStrategy<MediaSource> {
    match source {
        "file" => file().prop_map(MediaSource::File).boxed(),
        "uploaded" => known::uploaded(provider)
            .prop_map(MediaSource::Uploaded)
            .boxed(),
        _ => url().prop_map(MediaSource::Url).boxed(),
    }
}

/// A file whose name may be any. A browser gives a type in lower case, or none.
fn file() -> BoxedStrategy<Attachment> {
    let types = [
        "",
        "image/png",
        "video/mp4",
        "application/pdf",
        "text/plain;charset=utf-8",
    ];
    let name = prop_oneof![
        2 => words(None),
        1 => Just("a.jpg".to_owned()),
        1 => Just("C:\\x\\\"y\".png".to_owned()),
    ];
    (select(types.to_vec()), 1..3000_u64, weighted(0.7, name))
        .prop_map(|(content_type, size, name)| Attachment {
            handle: 0,
            content_type: content_type.to_owned(),
            size,
            name: name.map(unescaped),
        })
        .boxed()
}

/// FormData does not escape backslashes, and the simulator's reader takes one before the closing quote for an
/// escape.
pub fn unescaped(name: String) -> String {
    name.trim_end_matches(|c: char| c == '\\' || c.is_ascii_control())
        .to_owned()
}

fn album(table: &'static Capabilities, field: Fields) -> BoxedStrategy<Content> {
    let kinds = [
        MediaKind::Image,
        MediaKind::Video,
        MediaKind::Audio,
        MediaKind::Document,
    ];
    let item = select(kinds.to_vec()).prop_flat_map(move |kind| one_media(table, kind));
    let most = field.most("items", 1);
    let count = prop_oneof![20 => 1..=most, 1 => Just(most + 1)];
    count
        .prop_flat_map(move |count| vec(item.clone(), count))
        .prop_map(|items| Content::Album(Album { items }))
        .boxed()
}

fn location(field: Fields) -> BoxedStrategy<Content> {
    let degrees = |most: f64| {
        prop_oneof![
            4 => -most..=most,
            1 => select(vec![most, -most, 0.0, -0.0, 5e-324, -1e-7, 37.7749]),
            1 => Just(most * 1.001),
        ]
    };
    (
        degrees(90.0),
        degrees(180.0),
        field.optional("name", 0.5),
        field.optional("address", 0.5),
    )
        .prop_map(|(latitude, longitude, name, address)| {
            // Minus zero is written as JavaScript writes it.
            Content::Location(Location {
                latitude: latitude + 0.0,
                longitude: longitude + 0.0,
                name,
                address,
            })
        })
        .boxed()
}

fn header(field: Fields) -> BoxedStrategy<Option<Header>> {
    let often = if field.rule("header").is_some() {
        0.5
    } else {
        0.01
    };
    let kinds: Vec<MediaKind> = [MediaKind::Image, MediaKind::Video, MediaKind::Document]
        .into_iter()
        .filter(|kind| field.rule(&format!("header/{}", kind.name())).is_some())
        .collect();
    let words = field.text("header").prop_map(Header::Text);
    let one = if kinds.is_empty() {
        words.boxed()
    } else {
        let media = (
            select(kinds),
            field.text("header/url"),
            field.optional("header/filename", 0.5),
        )
            .prop_map(|(kind, url, filename)| Header::Media {
                kind,
                url,
                filename,
            });
        prop_oneof![words, media].boxed()
    };
    weighted(often, one).boxed()
}

fn buttons(field: Fields) -> BoxedStrategy<Content> {
    let one = (field.text("buttons/*/id"), field.text("buttons/*/title"))
        .prop_map(|(id, title)| Button { id, title });
    let most = field.most("buttons", 3);
    let count = prop_oneof![20 => 1..=most, 1 => Just(most + 1)];
    (
        field.text("text"),
        header(field),
        field.optional("footer", 0.5),
        count.prop_flat_map(move |count| vec(one.clone(), count)),
    )
        .prop_map(|(text, header, footer, buttons)| {
            Content::Buttons(Buttons {
                text,
                header,
                footer,
                buttons,
            })
        })
        .boxed()
}

fn list(field: Fields) -> BoxedStrategy<Content> {
    let row = (
        field.text("sections/*/rows/*/id"),
        field.text("sections/*/rows/*/title"),
        field.optional("sections/*/rows/*/description", 0.5),
    )
        .prop_map(|(id, title, description)| Row {
            id,
            title,
            description,
        });
    let section = move |rows: std::ops::RangeInclusive<usize>, titled: f64| {
        (
            weighted(titled, field.text("sections/*/title")),
            vec(row.clone(), rows),
        )
            .prop_map(|(title, rows)| Section { title, rows })
    };
    let sections = prop_oneof![
        3 => vec(section(1..=10, 0.5), 1..=1),
        3 => vec(section(1..=3, 0.97), 2..=4),
        1 => vec(section(1..=1, 0.99), 10..=10),
        1 => vec(section(1..=6, 0.97), 2..=2),
    ];
    (
        field.text("text"),
        header(field),
        field.optional("footer", 0.5),
        field.text("button"),
        sections,
    )
        .prop_map(|(text, header, footer, button, sections)| {
            Content::List(List {
                text,
                header,
                footer,
                button,
                sections,
            })
        })
        .boxed()
}

fn contacts(field: Fields) -> BoxedStrategy<Content> {
    let text = move |name: &str| field.text(&format!("contacts/*/{name}"));
    let some = move |name: &str| field.optional(&format!("contacts/*/{name}"), 0.4);
    let name = (
        text("name/formatted"),
        some("name/first"),
        some("name/last"),
    )
        .prop_map(|(formatted, first, last)| ContactName {
            formatted,
            first,
            last,
        });
    let phone = (
        text("phones/*/phone"),
        some("phones/*/type"),
        some("phones/*/waId"),
    )
        .prop_map(|(phone, kind, wa_id)| ContactPhone { phone, kind, wa_id });
    let email = (text("emails/*/email"), some("emails/*/type"))
        .prop_map(|(email, kind)| Email { email, kind });
    let website =
        (text("urls/*/url"), some("urls/*/type")).prop_map(|(url, kind)| Website { url, kind });
    let org = (
        some("org/company"),
        some("org/department"),
        some("org/title"),
    )
        .prop_map(|(company, department, title)| Organisation {
            company,
            department,
            title,
        });
    let address = (
        some("addresses/*/street"),
        some("addresses/*/city"),
        some("addresses/*/state"),
        some("addresses/*/zip"),
        some("addresses/*/country"),
        some("addresses/*/type"),
    )
        .prop_map(|(street, city, state, zip, country, kind)| Address {
            street,
            city,
            state,
            zip,
            country,
            kind,
        });
    let card = (
        name,
        vec(phone, 0..3),
        vec(email, 0..2),
        vec(website, 0..2),
        weighted(0.3, org),
        vec(address, 0..2),
        some("birthday"),
    )
        .prop_map(
            |(name, phones, emails, urls, org, addresses, birthday)| Contact {
                name,
                phones,
                emails,
                urls,
                org,
                addresses,
                birthday,
            },
        );
    let most = field.most("contacts", 2);
    let few = vec(card.clone(), 1..4).boxed();
    let many = (card, most - 1..=most + 1)
        .prop_map(|(card, times)| vec![card; times])
        .boxed();
    prop_oneof![40 => few, 1 => many]
        .prop_map(|contacts| Content::Contacts(Contacts { contacts }))
        .boxed()
}
