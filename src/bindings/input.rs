//! Reading what the package's JavaScript hands over: text made plain, and Blobs beside it.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::json::Json;
use crate::message::Attachment;
use crate::outcome::{Error, ErrorCode};

#[wasm_bindgen]
extern "C" {
    /// What the package's JavaScript made plain: text, and the Blobs taken out of it.
    pub type Plain;
    #[wasm_bindgen(method, getter, structural)]
    pub fn text(this: &Plain) -> Option<String>;
    #[wasm_bindgen(method, getter, structural)]
    pub fn blobs(this: &Plain) -> Vec<JsValue>;
}

impl Plain {
    /// Reads the text.
    pub fn read(&self) -> Result<Input, Error> {
        read(&self.text().unwrap_or_default())
    }
}

/// A value that a caller handed in, and what the rules and requests need of its Blobs.
pub struct Input {
    pub value: Json,
    pub attachments: Vec<Attachment>,
}

/// Reads plain text. It fails only where the package's own JavaScript is at fault.
pub fn read(text: &str) -> Result<Input, Error> {
    let unreadable = || {
        let words = "The input could not be read. Please report this.";
        Error::new(ErrorCode::Internal, words)
    };
    let Ok(Json::Object(members)) = Json::from_input(text) else {
        return Err(unreadable());
    };
    let mut members = members.into_iter().map(|(_, value)| value);
    match (members.next(), members.next()) {
        (Some(value), Some(Json::Array(files))) => Ok(Input {
            value,
            attachments: files.iter().enumerate().map(attachment).collect(),
        }),
        _ => Err(unreadable()),
    }
}

/// Reads plain text that holds no Blob.
pub fn value(text: &str) -> Result<Json, Error> {
    read(text).map(|input| input.value)
}

fn attachment((handle, file): (usize, &Json)) -> Attachment {
    let text = |key: &str| file.get(key).and_then(Json::as_str).map(str::to_owned);
    let size = file.get("size").and_then(Json::as_i64).unwrap_or_default();
    Attachment {
        handle,
        content_type: text("type").unwrap_or_default(),
        size: u64::try_from(size).unwrap_or_default(),
        name: text("name"),
    }
}
