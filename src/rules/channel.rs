//! The channel's own rules, where a provider documents none of its own: warnings, since the provider alone decides.

use super::media::{fits_type, media_limits};
use super::{Capabilities, Format, Limit, rule, whatsapp};
use crate::message::{
    Content, Kind, Media, MediaSource, Message, Recipient, TemplateHeader, Value,
};
use crate::problem::{Code, Problem, Problems};
use crate::text::shown;

/// Adds what WhatsApp would not take of a message that goes out over it.
pub fn check_channel(message: &Message, capabilities: &Capabilities, problems: &mut Problems) {
    match &*message.content {
        Content::Media(media) => file(media, "/content", capabilities, problems),
        Content::Album(album) => {
            for (index, item) in album.items.iter().enumerate() {
                file(
                    item,
                    &format!("/content/items/{index}"),
                    capabilities,
                    problems,
                );
            }
        }
        Content::Template(template) => {
            if let Some(TemplateHeader::Media(media)) = &template.header {
                file(media, "/content/header", capabilities, problems);
            }
            let category = template.category.as_deref().unwrap_or_default();
            let is_authentication = category.eq_ignore_ascii_case("AUTHENTICATION");
            if is_authentication && matches!(message.to, Recipient::Bsuid(_)) {
                let words = "WhatsApp sends no authentication template to a bsuid (131062): give the phone number.";
                let problem = Problem::error("/to/bsuid", Code::Conflict, words);
                problems.add(problem.warning().with_source(whatsapp::TEMPLATES));
            }
        }
        _ => {}
    }
}

/// Types and sizes, where the provider's table does not hold files to WhatsApp's.
fn file(media: &Media, path: &str, capabilities: &Capabilities, problems: &mut Problems) {
    let limits = media_limits(media.kind);
    let Some(rules) = capabilities.kind(Kind::from(media.kind)) else {
        return;
    };
    let own = rule(rules, "file");
    if own.is_some_and(|rule| matches!(rule.format, Format::MediaType(_))) {
        return;
    }
    let (key, content_type, size) = match &media.source {
        MediaSource::Url(_) => return,
        MediaSource::File(file) => ("file", Some(&file.content_type), Some(file.size)),
        MediaSource::Uploaded(file) => {
            let size = file.size.and_then(|size| u64::try_from(size).ok());
            ("uploaded", file.content_type.as_ref(), size)
        }
    };
    let path = [path, "/", key].concat();
    let mut warn = |problem: Problem| problems.add(problem.warning().with_source(limits.source));
    let known = content_type.filter(|it| !it.is_empty());
    if let Some(found) = known.filter(|it| !fits_type(it, limits.types)) {
        let words = [
            "The file's type is ",
            shown(found),
            ", which WhatsApp does not take as ",
            media.kind.name(),
            ".",
        ];
        warn(Problem::error(
            path.clone(),
            Code::InvalidFormat,
            words.concat(),
        ));
    }
    let attachment = crate::message::Attachment {
        size: size.unwrap_or_default(),
        ..Default::default()
    };
    let too_large = Limit::Bytes(limits.max_bytes).fault(&path, Value::File(&attachment));
    // Beyond the provider's own limit the error says it all.
    let beyond_own = own.and_then(|rule| rule.limit?.fault(&path, Value::File(&attachment)));
    if let Some(problem) = too_large.filter(|_| beyond_own.is_none()) {
        warn(problem);
    }
}
