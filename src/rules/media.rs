//! The media types and sizes of the channel, which a file is checked against before it is sent.
//!
//! No provider states limits of its own, so these are WhatsApp's.

use super::whatsapp;
use crate::message::MediaKind;

/// What WhatsApp takes of one kind of media.
#[derive(Debug, Clone, Copy)]
pub struct MediaLimits {
    /// MIME types.
    pub types: &'static [&'static str],
    /// Most bytes.
    pub max_bytes: usize,
    /// Where this is written.
    pub source: &'static str,
}

const KB: usize = 1024;
const MB: usize = 1024 * KB;

/// Images.
pub const IMAGE: MediaLimits = limits(&["image/jpeg", "image/png"], 5 * MB);
/// Videos.
pub const VIDEO: MediaLimits = limits(&["video/mp4", "video/3gpp"], 16 * MB);
/// Sounds and voice recordings.
pub const AUDIO: MediaLimits = limits(
    &[
        "audio/aac",
        "audio/amr",
        "audio/mpeg",
        "audio/mp4",
        "audio/ogg",
    ],
    16 * MB,
);
/// Documents.
pub const DOCUMENT: MediaLimits = limits(
    &[
        "text/plain",
        "application/pdf",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ],
    100 * MB,
);
/// Stickers; 500 KB is the limit of an animated one, 100 KB of a still one, and a Blob does not tell.
pub const STICKER: MediaLimits = limits(&["image/webp"], 500 * KB);

const fn limits(types: &'static [&'static str], max_bytes: usize) -> MediaLimits {
    MediaLimits {
        types,
        max_bytes,
        source: whatsapp::MEDIA,
    }
}

/// The limits of a kind of media.
#[must_use]
pub fn media_limits(kind: MediaKind) -> MediaLimits {
    match kind {
        MediaKind::Image => IMAGE,
        MediaKind::Video => VIDEO,
        MediaKind::Audio => AUDIO,
        MediaKind::Document => DOCUMENT,
        MediaKind::Sticker => STICKER,
    }
}

/// Whether a MIME type is one of these. Of OGG only Opus is taken, and a type need not say that it is.
#[must_use]
pub fn fits_type(content_type: &str, types: &[&str]) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
    let mut codecs = parts.filter_map(|part| {
        let (name, value) = part.split_once('=')?;
        let is_codecs = name.trim().eq_ignore_ascii_case("codecs");
        is_codecs.then(|| value.trim().trim_matches('"'))
    });
    let is_opus = |codec: &str| codec.trim().eq_ignore_ascii_case("opus");
    types.contains(&essence.as_str())
        && (essence != "audio/ogg" || codecs.all(|codecs| codecs.split(',').all(is_opus)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ogg_is_taken_with_opus_alone() {
        let good = [
            "audio/ogg",
            "audio/ogg;codecs=opus",
            "Audio/OGG; Codecs=\"Opus\"",
            "audio/ogg; rate=16000",
            "audio/mp4; codecs=mp4a.40.2",
        ];
        for content_type in good {
            assert!(fits_type(content_type, AUDIO.types), "{content_type}");
        }
        let bad = [
            "audio/ogg; codecs=vorbis",
            "audio/ogg;codecs=\"flac\"",
            "audio/ogg; codecs=\"opus, vorbis\"",
            "audio/ogg; rate=8000; CODECS = speex",
            "audio/wav",
            "",
        ];
        for content_type in bad {
            assert!(!fits_type(content_type, AUDIO.types), "{content_type}");
        }
    }
}
