//! Secrets must be in nothing that a caller, a log or a page may see.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A secret in every form that it may turn up in.
pub fn forms(secret: &str) -> Vec<String> {
    let percent = |hex: fn(u8) -> String| {
        let encode = |byte: u8| match byte {
            b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => hex(byte),
        };
        secret.bytes().map(encode).collect::<String>()
    };
    let mut forms = vec![
        secret.to_owned(),
        percent(|byte| format!("%{byte:02X}")),
        percent(|byte| format!("%{byte:02x}")),
        // As some write JSON.
        secret.replace('/', "\\/"),
        percent(|byte| format!("%{byte:02X}")).replace("%20", "+"),
        secret.replace('&', "&amp;").replace('"', "&quot;"),
        STANDARD.encode(secret),
        STANDARD.encode(secret).replace('+', "-").replace('/', "_"),
        // As Basic has it, without what the characters beside it have a share in.
        STANDARD.encode(format!("ab:{secret}"))[4..]
            .trim_end_matches('=')
            .to_owned(),
    ];
    forms.dedup();
    forms
}

/// No form of any of the secrets stands in the text.
#[track_caller]
pub fn assert_hidden(text: &str, secrets: &[String]) {
    for secret in secrets {
        for form in forms(secret) {
            assert!(!text.contains(&form), "the secret {form} stands in {text}");
        }
    }
}
