//! Messages of the model for a provider: of each kind that it carries, the values on and around the limits that
//! its table gives, and what the simulator knows where only a known value is taken.

mod contacts;
mod fields;
mod interactive;
mod location;
mod media;

use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use sessage::message::{
    Attachment, Content, Kind, Media, MediaKind, MediaSource, Message, TemplateContent, Text,
};
use sessage::provider;
use sessage::rules::Capabilities;

pub use fields::{Fields, url};
pub use media::unescaped;

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
        1 => 1_230_768_000_000..=NOW - 86_400_000,
        1 => Just(0),
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
        Kind::Image => media::media(table, MediaKind::Image),
        Kind::Video => media::media(table, MediaKind::Video),
        Kind::Audio => media::media(table, MediaKind::Audio),
        Kind::Document => media::media(table, MediaKind::Document),
        Kind::Sticker => media::media(table, MediaKind::Sticker),
        Kind::Album => media::album(table, field),
        Kind::Location => location::location(field),
        Kind::Contacts => contacts::contacts(field),
        Kind::Buttons => interactive::buttons(field),
        Kind::List => interactive::list(field),
        Kind::Template => templates::of(table).prop_map(Content::Template).boxed(),
    }
}
