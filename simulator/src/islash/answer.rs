//! The shapes of iSlash's answers, key by key as in its samples.

use axum::http::StatusCode;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::send::Message;
use crate::{
    multipart::Part,
    respond::Reply,
    state::{State, lock, take_next},
    whatsapp::{WINDOW_CLOSED, WINDOW_CLOSED_CODE},
};

/// What a message carries beside text.
#[derive(Debug)]
pub struct Media {
    media_type: String,
    filename: String,
    is_sticker: bool,
}

impl Media {
    /// An uploaded file.
    pub fn of_file(part: &Part) -> Self {
        let filename = part.filename.clone().unwrap_or_default();
        let declared = part.content_type.clone();
        Self {
            media_type: declared.unwrap_or_else(|| type_of(&filename).to_owned()),
            filename,
            is_sticker: false,
        }
    }

    /// A file on the web.
    pub fn of_url(url: &str) -> Self {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let filename = path.rsplit('/').next().unwrap_or_default();
        Self {
            media_type: type_of(filename).to_owned(),
            filename: filename.to_owned(),
            is_sticker: false,
        }
    }

    /// A sticker from the list.
    pub fn of_sticker(name: &str) -> Self {
        Self {
            media_type: "image/webp".to_owned(),
            filename: format!("{name}.webp"),
            is_sticker: true,
        }
    }
}

/// The media type that a file's name tells.
pub fn type_of(filename: &str) -> &'static str {
    match filename.rsplit('.').next() {
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("mp4") => "video/mp4",
        Some("3gp") => "video/3gpp",
        Some("mp3") => "audio/mpeg",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// Success with the given data.
pub fn okay(data: Value) -> Reply {
    let body = json!({"meta": {"code": "RESP_OKAY", "message": "Success"}, "data": data});
    Reply::json(StatusCode::OK, &body)
}

/// The answer to a message whose contact has not written for a day. iSlash documents no such answer, so
/// WhatsApp's code stands where iSlash's own would.
pub fn window_closed() -> Reply {
    let meta = json!({"code": WINDOW_CLOSED_CODE, "message": WINDOW_CLOSED});
    Reply::json(StatusCode::OK, &json!({"meta": meta}))
        .with_note("the shape of this error is not documented; the contact's window is closed")
}

/// The answer to a message that was taken.
pub fn sent(state: &State, message: &Message<'_>) -> Reply {
    let mut memory = lock(&state.islash);
    let id = take_next(&mut memory.next_message);
    let conversation = memory.conversations.of(&message.identity);
    let now = state.clock.now_s();
    let shown = message
        .media
        .as_ref()
        .map(|media| Shown::new(media, id, state.clock.now_ms()));
    let shown = shown.unwrap_or_default();
    okay(json!({"message": {
        "id": id,
        "conversation_id": conversation,
        "user": null,
        "user_id": null,
        "contact": null,
        "status": "sent",
        "body": message.text,
        "media_type": shown.media_type,
        "media_url": shown.url,
        "sid": sid(id),
        "direction": "outbound",
        "is_auto_message": true,
        "is_forwarded": false,
        "is_template_message": false,
        "is_sticker": message.media.as_ref().is_some_and(|media| media.is_sticker),
        "is_cloned": false,
        "quoted_message": null,
        "media_thumbnail": shown.thumbnail,
        "media_filename": shown.filename,
        "media_status": shown.status,
        "media_resolution_x": shown.width,
        "media_resolution_y": shown.height,
        "message_at": now,
        "sent_at": now,
        "delivered_at": null,
        "received_at": null,
        "read_at": null,
        "read_by": null,
        "read_by_user": null,
        "revoked_at": null,
    }}))
}

/// WhatsApp's id of the message, in the form the samples have.
fn sid(id: u64) -> String {
    let mut bytes = [0x85, 0x29, 0x48, 0x46, 0x84, 0x2f, 0x02, 0x09].to_vec();
    bytes.extend(id.to_be_bytes());
    format!("gBGG{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The message's media fields; all null for a text.
#[derive(Default)]
struct Shown {
    media_type: Option<String>,
    url: Option<String>,
    thumbnail: Option<String>,
    filename: Option<String>,
    status: Option<&'static str>,
    width: Option<u32>,
    height: Option<u32>,
}

impl Shown {
    fn new(media: &Media, id: u64, now_ms: u64) -> Self {
        let micros = now_ms.saturating_mul(1000);
        let ending = media.filename.rsplit('.').next().unwrap_or("bin");
        let is_image = media.media_type.starts_with("image/");
        // The sticker sample has a blank before one address, and one inside the other too.
        let (blank, inner) = if media.is_sticker {
            (" ", " ")
        } else {
            ("", "")
        };
        let thumb = if media.is_sticker {
            ".webp"
        } else {
            "-thumb.jpg"
        };
        let (width, height) = match (media.is_sticker, is_image) {
            (true, _) => (Some(0), Some(0)),
            (false, true) => (Some(681), Some(425)),
            (false, false) => (None, None),
        };
        Self {
            media_type: Some(media.media_type.clone()),
            url: Some(format!(
                "{blank}https://cms.islash.io/media/{id}/{micros}.{ending}"
            )),
            thumbnail: is_image.then(|| {
                format!("{blank}https://cms.islash.io{inner}/media/{id}/thumb/{micros}{thumb}")
            }),
            filename: Some(media.filename.clone()),
            status: Some("ready"),
            width,
            height,
        }
    }
}
