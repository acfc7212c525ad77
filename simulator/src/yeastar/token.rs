//! Access tokens: help.yeastar.com, get, refresh and revoke an access token.

use serde_json::{Value, json};

use super::{answer, body};
use crate::{
    bounds::REMEMBERED,
    call::Call,
    check::{Need::Required, Refusal, Report},
    credentials::{YEASTAR_CLIENT, YEASTAR_SECRET, YEASTAR_TOKEN},
    respond::Reply,
    state::{State, lock, take_next},
};

const ACCESS_SECONDS: u64 = 1800;
const REFRESH_SECONDS: u64 = 86_400;
const LIVE: usize = 8;

/// The tokens that have been given out.
#[derive(Debug, Default)]
pub struct Tokens {
    next: u64,
    pairs: Vec<Pair>,
    /// The most that lived at once.
    most: usize,
    logins: u64,
    refreshes: u64,
}

#[derive(Debug)]
struct Pair {
    access: String,
    access_until: u64,
    refresh: String,
    refresh_until: u64,
}

impl Tokens {
    fn live(&self, now: u64) -> usize {
        self.pairs
            .iter()
            .filter(|pair| pair.access_until > now)
            .count()
    }

    /// How many live and have lived at once, and how many were given for what.
    pub fn as_json(&self, now: u64) -> Value {
        json!({
            "live": self.live(now),
            "most": self.most,
            "logins": self.logins,
            "refreshes": self.refreshes,
        })
    }

    /// Ends every access token now; the refresh tokens live on.
    pub fn expire(&mut self, now: u64) {
        for pair in &mut self.pairs {
            pair.access_until = pair.access_until.min(now);
        }
    }

    fn mint(&mut self, now: u64) -> Reply {
        let number = take_next(&mut self.next);
        let pair = Pair {
            access: format!("sim-yeastar-access-{number:06}"),
            access_until: now.saturating_add(ACCESS_SECONDS),
            refresh: format!("sim-yeastar-refresh-{number:06}"),
            refresh_until: now.saturating_add(REFRESH_SECONDS),
        };
        let reply = answer::success(&[
            ("access_token_expire_time", json!(ACCESS_SECONDS)),
            ("access_token", json!(pair.access)),
            ("refresh_token_expire_time", json!(REFRESH_SECONDS)),
            ("refresh_token", json!(pair.refresh)),
        ]);
        self.pairs.retain(|pair| pair.refresh_until > now);
        self.pairs.push(pair);
        if self.pairs.len() > REMEMBERED {
            self.pairs.remove(0);
        }
        self.most = self.most.max(self.live(now));
        reply
    }
}

/// Answers with `play` if the call carries a token that lives.
pub fn guarded(state: &State, call: &Call, play: impl FnOnce() -> Reply) -> Reply {
    let token = call.parameter("access_token").unwrap_or_default();
    let now = state.clock.now_s();
    let lives = token == YEASTAR_TOKEN
        || lock(&state.yeastar)
            .tokens
            .pairs
            .iter()
            .any(|pair| pair.access == token && pair.access_until > now);
    if lives {
        play()
    } else {
        answer::failure(answer::TOKEN_EXPIRED)
    }
}

/// A new pair of tokens for the right credentials, while fewer than eight live.
pub fn get(state: &State, call: &Call) -> Reply {
    let [username, password] = match texts(call, ["username", "password"]) {
        Ok(texts) => texts,
        Err(refusals) => return answer::refused(&refusals),
    };
    if username != YEASTAR_CLIENT || password != YEASTAR_SECRET {
        let wrong = [("username or password".to_owned(), json!("error"))];
        return answer::invalid(answer::FAILURE, &wrong);
    }
    let now = state.clock.now_s();
    let tokens = &mut lock(&state.yeastar).tokens;
    if tokens.live(now) >= LIVE {
        return answer::failure(answer::LIMIT);
    }
    tokens.logins = tokens.logins.saturating_add(1);
    tokens.mint(now)
}

/// A new pair for a refresh token; the pair it came from ends.
pub fn refresh(state: &State, call: &Call) -> Reply {
    let [given] = match texts(call, ["refresh_token"]) {
        Ok(texts) => texts,
        Err(refusals) => return answer::refused(&refusals),
    };
    let now = state.clock.now_s();
    let tokens = &mut lock(&state.yeastar).tokens;
    let known = tokens
        .pairs
        .iter()
        .position(|pair| pair.refresh == given && pair.refresh_until > now);
    let Some(known) = known else {
        return answer::failure(answer::TOKEN_EXPIRED);
    };
    // The pair that ends makes room, unless its access token had ended before.
    let others = tokens.pairs.iter().enumerate();
    let others = others.filter(|(index, pair)| *index != known && pair.access_until > now);
    if others.count() >= LIVE {
        return answer::failure(answer::LIMIT);
    }
    tokens.pairs.remove(known);
    tokens.refreshes = tokens.refreshes.saturating_add(1);
    tokens.mint(now)
}

/// Ends the token that the call carries. The fixed one lives on.
pub fn delete(state: &State, call: &Call) -> Reply {
    let token = call.parameter("access_token").unwrap_or_default();
    let tokens = &mut lock(&state.yeastar).tokens;
    tokens.pairs.retain(|pair| pair.access != token);
    answer::success(&[])
}

/// The texts of a body that has these fields and no others.
fn texts<const N: usize>(call: &Call, names: [&str; N]) -> Result<[String; N], Vec<Refusal>> {
    let report = Report::default();
    let texts = body(call, &report).map(|object| {
        object.only(&names);
        names.map(|name| {
            object
                .text(name, Required, 1..=usize::MAX)
                .unwrap_or_default()
                .to_owned()
        })
    });
    let refusals = report.take();
    texts.filter(|_| refusals.is_empty()).ok_or(refusals)
}
