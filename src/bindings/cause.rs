//! What a fetch that failed says of its cause: only a cause that surely comes before the request rules out that the
//! message was sent.

use super::fetch::Given;
use crate::delivery::TransportError;
use crate::text::contains;
use wasm_bindgen::JsValue;

/// No connection was made, or its handshake ended before a request could leave. Of TLS only what answers the first
/// message of a handshake: an alert about a certificate of the client's own comes after the request, and Bun says
/// EPROTO of everything that goes wrong in TLS, whenever that is.
const NEVER_OPENED: [&str; 18] = [
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "UND_ERR_CONNECT_TIMEOUT",
    "ConnectionRefused",
    "FailedToOpenSocket",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_SSL_HTTP_REQUEST",
    "ERR_SSL_UNSUPPORTED_PROTOCOL",
    "ERR_SSL_UNKNOWN_PROTOCOL",
    "ERR_SSL_NO_PROTOCOLS_AVAILABLE",
    "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
    "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
    "ERR_SSL_DH_KEY_TOO_SMALL",
    "ERR_SSL_EE_KEY_TOO_SMALL",
    "ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED",
];

/// The same where there is no code, or one that says less: Deno has none, nor has a port that fetch refuses to call.
const NEVER_OPENED_WORDS: [&str; 5] = [
    "tcp connect error",
    "dns error",
    "client error (Connect)",
    "bad port",
    "before secure TLS connection was established",
];

/// What OpenSSL says behind the code EPROTO of older Nodes.
const HANDSHAKE_WORDS: [&str; 3] = [
    "wrong version number",
    "unsupported protocol",
    "tlsv1 alert protocol version",
];

/// The runtime does not accept the server's certificate, which waiting does not mend.
/// <https://nodejs.org/api/tls.html#x509-certificate-error-codes>
const NOT_TRUSTED: [&str; 20] = [
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
    "UNABLE_TO_GET_CRL",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "CERT_SIGNATURE_FAILURE",
    "CERT_CHAIN_TOO_LONG",
    "CERT_REVOKED",
    "CERT_UNTRUSTED",
    "CERT_REJECTED",
    "CRL_HAS_EXPIRED",
    "INVALID_CA",
    "INVALID_PURPOSE",
    "PATH_LENGTH_EXCEEDED",
    "HOSTNAME_MISMATCH",
    "ERR_TLS_CERT_ALTNAME_INVALID",
];

/// How deep a cause is looked for: Node names it one level down, sometimes two.
const DEPTH: usize = 4;

/// What a rejected fetch means: the message may be out, but where a cause rules that out.
pub fn rejected(error: Given) -> TransportError {
    let reason = describe(&error);
    let mut cause = Some(error);
    for _ in 0..DEPTH {
        let Some(error) = cause else {
            break;
        };
        let text = |got: Result<JsValue, JsValue>| got.ok().and_then(|got| got.as_string());
        let code = text(error.code()).unwrap_or_default();
        let words = text(error.message()).unwrap_or_default();
        if let Some(means) = meaning(&code, &words) {
            return means(reason);
        }
        cause = error.cause().ok();
    }
    TransportError::Broken(reason)
}

fn meaning(code: &str, words: &str) -> Option<fn(String) -> TransportError> {
    let says = |all: &[&str]| all.iter().any(|one| contains(words, one));
    // A fetch that takes no Request takes it for an address, and its text is none.
    if code == "ERR_INVALID_URL" || says(&["[object Request]"]) {
        return Some(not_a_request);
    }
    if NOT_TRUSTED.contains(&code) || says(&["invalid peer certificate"]) {
        return Some(TransportError::NotTrusted);
    }
    let never = NEVER_OPENED.contains(&code)
        || says(&NEVER_OPENED_WORDS)
        || (code == "EPROTO" && says(&HANDSHAKE_WORDS));
    never.then_some(TransportError::NeverOpened)
}

/// What a fetch that throws at once means: the request never left.
pub fn not_taken(thrown: &Given) -> TransportError {
    let reason = describe(thrown);
    TransportError::NotTaken(format!(
        "The client's fetch threw at once, and nothing left: {reason}"
    ))
}

fn not_a_request(reason: String) -> TransportError {
    TransportError::NotTaken(format!(
        "The client's fetch did not take the request, and nothing left: {reason}"
    ))
}

/// A thrown value in words: an Error's message with its cause's, or text.
pub fn describe(error: &Given) -> String {
    let message = |error: &Given| error.message().ok()?.as_string();
    let own = message(error).or_else(|| error.as_string());
    let cause = error.cause().ok().as_ref().and_then(message);
    let own = own.unwrap_or_else(|| "The request failed.".to_owned());
    let text = cause
        .filter(|text| !text.is_empty())
        .map_or_else(|| own.clone(), |cause| format!("{own}: {cause}"));
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{text}{end}")
}
