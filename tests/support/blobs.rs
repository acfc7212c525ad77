//! Messages with Blobs, as a file can write them: `{"$blob": {"type": "image/jpeg", "size": 5, "name": "a.jpg"}}`.

use sessage::json::{Foreign, Json};
use sessage::message::Attachment;

/// The value with its Blobs taken out, as the JavaScript side does it, and what is known of each.
pub fn take_out(value: &Json) -> (Json, Vec<Attachment>) {
    let mut attachments = Vec::new();
    let plain = without_blobs(value, &mut attachments);
    (plain, attachments)
}

fn without_blobs(value: &Json, attachments: &mut Vec<Attachment>) -> Json {
    match value {
        Json::Array(items) => Json::Array(
            items
                .iter()
                .map(|item| without_blobs(item, attachments))
                .collect(),
        ),
        Json::Object(members) => match value.get("$blob") {
            Some(blob) => {
                let handle = attachments.len();
                attachments.push(attachment(handle, blob));
                Json::Foreign(Foreign::Blob(handle))
            }
            None => Json::Object(
                members
                    .iter()
                    .map(|(key, member)| (key.clone(), without_blobs(member, attachments)))
                    .collect(),
            ),
        },
        other => other.clone(),
    }
}

fn attachment(handle: usize, blob: &Json) -> Attachment {
    let size = blob.get("size").and_then(Json::as_i64);
    Attachment {
        handle,
        content_type: blob.get("type").and_then(Json::as_str).unwrap().to_owned(),
        size: size.unwrap().try_into().unwrap(),
        name: blob.get("name").and_then(Json::as_str).map(str::to_owned),
    }
}
