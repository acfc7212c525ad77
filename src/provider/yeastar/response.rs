//! Yeastar's answer: `errcode`, whatever the HTTP status.

use crate::json::Json;
use crate::outcome::{ErrorCode, Status};
use crate::provider::codes::{KnownCode, Report};
use crate::provider::{Answer, Failure, Sent, Step};

/// The error of a token that has ended.
pub(super) const TOKEN_EXPIRED: &str = "10004";
/// The general failure.
pub(super) const FAILURE: &str = "-1";
/// The application may not call the API.
pub(super) const ACCESS_DENIED: &str = "10005";
/// A limit of the account is reached, such as that of live tokens.
pub(super) const LIMIT: &str = "60002";

/// Yeastar's codes.
/// <https://help.yeastar.com/en/p-series-appliance-edition/developer-guide/error-code-and-error-message.html>
pub const CODES: &[KnownCode] = &[
    KnownCode::open("-2"),
    KnownCode::new(FAILURE, ErrorCode::Rejected).general(),
    KnownCode::new("10001", ErrorCode::NotFound),
    // A version that is maintained no more does not come back.
    KnownCode::new("10002", ErrorCode::Rejected),
    KnownCode::new("10003", ErrorCode::Unavailable),
    KnownCode::new(TOKEN_EXPIRED, ErrorCode::Unauthorized),
    KnownCode::new(ACCESS_DENIED, ErrorCode::Forbidden),
    KnownCode::new("10009", ErrorCode::Rejected),
    KnownCode::new("40001", ErrorCode::Rejected),
    KnownCode::new("40002", ErrorCode::Rejected),
    KnownCode::new("40003", ErrorCode::Conflict),
    KnownCode::new("40004", ErrorCode::Rejected),
    KnownCode::new("60001", ErrorCode::NotFound),
    KnownCode::new(LIMIT, ErrorCode::RateLimited),
    KnownCode::new("60101", ErrorCode::NotFound),
    KnownCode::new("70004", ErrorCode::Forbidden),
    KnownCode::throttling("70082"),
    KnownCode::new("70084", ErrorCode::Forbidden),
    KnownCode::new("70087", ErrorCode::Forbidden),
    KnownCode::new("70091", ErrorCode::Conflict),
    KnownCode::new("70093", ErrorCode::NotFound),
    KnownCode::new("70106", ErrorCode::NotFound),
    KnownCode::new("70120", ErrorCode::Forbidden),
    KnownCode::new("70123", ErrorCode::Unavailable),
    KnownCode::new("70128", ErrorCode::NotFound),
    KnownCode::new("70130", ErrorCode::NotFound),
    KnownCode::new("70132", ErrorCode::Unsupported),
    KnownCode::new("70510", ErrorCode::Rejected),
    KnownCode::new("70514", ErrorCode::Unavailable),
    KnownCode::new("70515", ErrorCode::NotFound),
    KnownCode::new("70516", ErrorCode::Rejected),
];

pub(super) fn read(answer: &Answer) -> Step {
    let Some(body) = answer.json() else {
        return Step::Failed(answer.failure());
    };
    let sent = |status| sent(&body, status);
    match code(&body).as_deref() {
        Some("0") if answer.is_success() => sent(Status::Accepted)
            .map_or_else(|| failed("It reports success and no message."), Step::Sent),
        // Partial success and processing: no failure by name, and no promise either.
        Some("1" | "2") if answer.is_success() => sent(Status::Pending).map_or_else(
            || failed("It reports neither success nor failure, and no message."),
            Step::Sent,
        ),
        _ => Step::Failed(refusal(answer, &body)),
    }
}

/// The body of an answer that reports success.
pub(super) fn okay(answer: &Answer) -> Result<Json, Failure> {
    let body = answer.json().ok_or_else(|| answer.failure())?;
    match code(&body).as_deref() {
        Some("0") if answer.is_success() => Ok(body),
        _ => Err(refusal(answer, &body)),
    }
}

pub(super) fn code(body: &Json) -> Option<String> {
    body.get("errcode").and_then(Json::as_id)
}

fn failed(note: &str) -> Step {
    Step::Failed(Failure::bad_response(note))
}

fn sent(body: &Json, status: Status) -> Option<Sent> {
    Some(Sent {
        message_id: body.get("msg_id").and_then(Json::as_id)?,
        channel_message_id: None,
        conversation_id: body.get("session_id").and_then(Json::as_id),
        status,
        sent_at: None,
    })
}

/// Whether the failure says that the token has ended.
pub(super) fn is_token_expired(failure: &Failure) -> bool {
    failure.provider_code.as_deref() == Some(TOKEN_EXPIRED)
}

/// The failure that an `errcode` reports, with the fields that the answer lists as wrong. Its words stand in
/// `errmsg`, more of them in `submsg`.
pub(super) fn refusal(answer: &Answer, body: &Json) -> Failure {
    let code = code(body).filter(|code| !matches!(code.as_str(), "0" | "1" | "2"));
    let is_failure = code.is_some();
    let words = |key: &str| body.get(key).and_then(Json::as_str).filter(|_| is_failure);
    let report = Report {
        table: CODES,
        code,
        words: words("errmsg").map(str::to_owned),
        more_words: words("submsg"),
        holders: &[body],
        is_failure,
        ..Report::default()
    };
    let failure = report.failure(answer);
    let fields = listed_fields(body);
    if fields.is_empty() {
        failure
    } else {
        failure.noted(&format!("It names: {}.", fields.join(", ")))
    }
}

fn listed_fields(body: &Json) -> Vec<String> {
    ["invalid_param_list", "duplicate_field_list"]
        .iter()
        .filter_map(|list| body.get(list).and_then(Json::as_array))
        .flatten()
        .filter_map(|item| item.get("field").and_then(Json::as_str))
        .map(str::to_owned)
        .collect()
}
