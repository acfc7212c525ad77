//! Any value as a configuration, or as options.

use sessage::delivery::{Client, Options, SendOptions};
use sessage::json::{Json, Key};
use sessage::outcome::{Error, ErrorCode, Outcome};
use sessage::provider::{Surroundings, configure};

use super::wire::Script;
use super::{problems, request};

/// The fields that hold secrets.
const SECRET: [&str; 6] = [
    "token",
    "session",
    "apiKey",
    "accessToken",
    "clientId",
    "clientSecret",
];

/// Shorter secrets may stand in any text by chance.
const TELLING: usize = 12;

/// Whatever the configuration is: it is taken or refused with all that is wrong, what it makes is sound, and
/// nothing that is shown holds a secret.
pub fn holds(value: &Json) {
    let harmless = without_secrets(value);
    for (browser, allow_insecure) in [(false, false), (false, true), (true, false)] {
        let surroundings = Surroundings {
            browser,
            allow_insecure,
        };
        let shown = shown(value, surroundings);
        let telling = secrets(value).filter(|secret| secret.chars().count() >= TELLING);
        for secret in telling.filter(|secret| shown.contains(secret)) {
            // Another field may say the same, or the library's own words.
            let by_chance = self::shown(&harmless, surroundings).contains(secret);
            assert!(by_chance, "{secret:?} is shown: {shown}");
        }
    }
}

/// All that a caller may see of a configuration and of what it sends.
fn shown(value: &Json, surroundings: Surroundings) -> String {
    match configure(value, surroundings) {
        Err(error) => {
            is_refusal(&error, value);
            format!("{error:?} {}", serde_json::to_string(&error).unwrap())
        }
        Ok((entry, provider)) => {
            let named = value.get("provider").and_then(Json::as_str);
            assert_eq!(named, Some(entry.capabilities.provider));
            let secrets = provider.secrets();
            let is_given = |text: &str| !text.trim().is_empty();
            assert!(secrets.iter().all(|secret| is_given(secret.reveal())));
            sent(value, surroundings)
        }
    }
}

/// A client for a configuration that was taken builds sound requests.
fn sent(value: &Json, surroundings: Surroundings) -> String {
    let options = Options {
        allow_insecure: surroundings.allow_insecure,
        ..Options::default()
    };
    let client = Client::new(value, options, surroundings.browser).unwrap();
    let mut shown = String::new();
    for to in ["{\"conversationId\":\"3077\"}", "\"+16044441111\""] {
        let text = format!(r#"{{"to":{to},"content":{{"type":"text","text":"hello"}}}}"#);
        let script = Script::new(&[]);
        let sent = script.send(&client, &Json::parse(&text).unwrap(), &[]);
        assert!(sent.is_err());
        for request in script.requests.borrow().iter() {
            request::is_sound(request);
            shown.push_str(&format!("{request:?} {}\n", request.masked_url()));
        }
    }
    shown
}

fn secrets(value: &Json) -> impl Iterator<Item = &str> {
    SECRET
        .iter()
        .filter_map(|key| value.get(key).and_then(Json::as_str))
}

/// The same configuration with other secrets, as right or wrong as they were.
fn without_secrets(value: &Json) -> Json {
    let Json::Object(members) = value else {
        return value.clone();
    };
    let other = |(key, member): &(Key, Json)| {
        let member = match member {
            Json::String(secret) if SECRET.contains(&&**key) => {
                Json::from(secret.replace(|c: char| c.is_ascii_graphic(), "x"))
            }
            other => other.clone(),
        };
        (key.clone(), member)
    };
    Json::Object(members.iter().map(other).collect())
}

/// Whatever the options are: they are taken or refused with all that is wrong.
pub fn options_hold(value: &Json) {
    match Options::read(value) {
        Ok(options) => {
            assert!(options.timeout_ms >= 1 && options.deadline_ms >= 1);
            assert!(options.retry.max_attempts >= 1);
            assert!(options.retry.base_delay_ms >= 0 && options.retry.max_delay_ms >= 0);
            assert!(options.chat_cache_ms >= 0);
        }
        Err(error) => is_refusal(&error, value),
    }
    match SendOptions::read(value) {
        Ok(options) => {
            let given = [options.timeout_ms, options.deadline_ms];
            assert!(given.into_iter().flatten().all(|ms| ms >= 1));
        }
        Err(error) => is_refusal(&error, value),
    }
}

fn is_refusal(error: &Error, value: &Json) {
    assert_eq!(error.code, ErrorCode::InvalidConfig);
    assert_eq!(error.outcome, Outcome::NotSent);
    assert!(
        problems::have_error(&error.problems),
        "no problem in {value}"
    );
    problems::are_well_formed(&error.problems, value);
}
