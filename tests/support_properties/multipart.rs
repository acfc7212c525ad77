//! Forms as FormData writes them.
//! <https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data>

use sessage::provider::{Part, PartValue};

use super::messages::bytes;

const BOUNDARY: &str = "----a-boundary-that-stands-in-no-part-7d81f0";

/// The content type and the bytes of a form.
pub fn encode(parts: &[Part]) -> (String, Vec<u8>) {
    let mut form = Vec::new();
    for part in parts {
        let name = name(&crlf(&part.name));
        form.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"").bytes(),
        );
        match &part.value {
            PartValue::Text(text) => {
                form.extend(format!("\r\n\r\n{}", crlf(&text.reveal())).bytes());
            }
            PartValue::File(file, given) => {
                let (given, kind) = (self::name(given), content_type(&file.content_type));
                form.extend(
                    format!("; filename=\"{given}\"\r\nContent-Type: {kind}\r\n\r\n").bytes(),
                );
                form.extend(bytes(file));
            }
        }
        form.extend(b"\r\n");
    }
    form.extend(format!("--{BOUNDARY}--\r\n").bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), form)
}

/// A form has its own line breaks.
pub fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\n', "\r\n")
}

/// A name or a file name within its quotes.
pub fn name(text: &str) -> String {
    text.replace('\n', "%0A")
        .replace('\r', "%0D")
        .replace('"', "%22")
}

/// The type of a file's part.
pub fn content_type(given: &str) -> &str {
    if given.is_empty() {
        "application/octet-stream"
    } else {
        given
    }
}
