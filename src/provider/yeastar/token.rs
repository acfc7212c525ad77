//! Access tokens: login, refresh and what the answers give.
//! <https://help.yeastar.com/en/p-series-software-edition/developer-guide/get-access-token.html>

use super::Yeastar;
use super::request::headers;
use super::response::{ACCESS_DENIED, FAILURE, LIMIT, TOKEN_EXPIRED, code, refusal};
use crate::json::Json;
use crate::outcome::{ErrorCode, Outcome};
use crate::provider::{Answer, Body, END_OF_TIME, Failure, Method, Purpose, Request, Tokens};
use crate::secret::Secret;
use crate::text::contains;

/// A token is renewed this long before its end, so that it does not end on the way: 30 s.
const MARGIN_MS: i64 = 30_000;

/// Whether a token still opens calls.
pub(super) fn is_live(expires_at: i64, now: i64) -> bool {
    expires_at.saturating_sub(MARGIN_MS) > now
}

impl Tokens {
    /// Whether there is a refresh token that has not ended.
    #[must_use]
    pub fn can_refresh(&self, now: i64) -> bool {
        self.refresh.is_some() && self.refresh_expires_at.is_none_or(|end| is_live(end, now))
    }
}

/// The login: the client id travels as `username`, the secret as `password`.
pub(super) fn log_in(config: &Yeastar, id: &Secret, secret: &Secret) -> Request {
    call(
        config,
        "get_token",
        vec![("username", id.clone()), ("password", secret.clone())],
    )
}

/// The refresh, which ends the old refresh token.
pub(super) fn refresh(config: &Yeastar, token: Option<Secret>) -> Request {
    let token = token.map(|token| ("refresh_token", token));
    call(config, "refresh_token", token.into_iter().collect())
}

fn call(config: &Yeastar, name: &str, credentials: Vec<(&'static str, Secret)>) -> Request {
    Request {
        purpose: Purpose::Token,
        method: Method::Post,
        address: format!("{}/openapi/v1.0/{name}", config.base_url),
        query: Vec::new(),
        headers: headers(config),
        body: Body::Credentials(credentials),
    }
}

/// The tokens that a login or refresh gave.
pub(super) fn read(answer: &Answer, now: i64) -> Result<Tokens, Failure> {
    let body = answer.json().ok_or_else(|| answer.failure())?;
    let code = code(&body).ok_or_else(|| answer.failure())?;
    if code != "0" {
        let mut failure = refusal(answer, &body);
        if code == FAILURE && names_credentials(&body) {
            failure.code = ErrorCode::Unauthorized;
        }
        // Here it means that too many tokens live, and those end within half an hour.
        failure.lasts &= code != LIMIT;
        return Err(failure);
    }
    let text = |key: &str| body.get(key).and_then(Json::as_str);
    let end = |key: &str| {
        let seconds = body.get(key).and_then(Json::as_i64)?;
        Some(now.saturating_add(seconds.saturating_mul(1000)))
    };
    match text("access_token") {
        Some(access) if !access.is_empty() => Ok(Tokens {
            access: Secret::obtained("token.accessToken", access),
            expires_at: end("access_token_expire_time").unwrap_or(END_OF_TIME),
            refresh: text("refresh_token")
                .map(|token| Secret::obtained("token.refreshToken", token)),
            refresh_expires_at: end("refresh_token_expire_time"),
        }),
        _ => Err(Failure::bad_response("It reports success and no token.")),
    }
}

/// The answer of a login in a plan: what it will bring is not known yet.
pub(super) fn placeholder() -> Answer {
    let text = |name: &str| Some(Json::from(crate::secret::later(name)));
    let body = crate::json::object([
        ("errcode", Some(Json::from(0))),
        ("access_token", text("token.accessToken")),
        ("access_token_expire_time", Some(Json::from(1800))),
    ]);
    Answer {
        status: 200,
        text: body.to_string(),
        ..Answer::default()
    }
}

/// Whether a login was refused for its credentials, so that the same login would be refused again.
pub(super) fn is_refused(answer: &Answer) -> bool {
    answer
        .json()
        .is_some_and(|body| match code(&body).as_deref() {
            Some(ACCESS_DENIED) => true,
            Some(FAILURE) => names_credentials(&body),
            _ => false,
        })
}

/// Whether it is the refresh token that was refused, so that a login may still work. Any other failure ends the
/// send alone: each login takes one of the few tokens that a PBX keeps alive.
pub(super) fn is_refresh_refused(failure: &Failure) -> bool {
    const REFUSED: [&str; 5] = [FAILURE, TOKEN_EXPIRED, ACCESS_DENIED, "40001", "40002"];
    let code = failure.provider_code.as_deref();
    code.is_some_and(|code| REFUSED.contains(&code))
}

/// The failure of a send whose client was refused before.
pub(super) fn refused_before() -> Failure {
    Failure::new(ErrorCode::Unauthorized, Outcome::NotSent)
        .noted("Its login was refused for its credentials, so it is not tried again.")
}

fn names_credentials(body: &Json) -> bool {
    let list = body.get("invalid_param_list").and_then(Json::as_array);
    list.unwrap_or_default().iter().any(|item| {
        let field = item.get("field").and_then(Json::as_str).unwrap_or_default();
        contains(field, "username") || contains(field, "password")
    })
}
