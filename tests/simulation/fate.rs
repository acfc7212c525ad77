//! What becomes of one request: what the provider does with the message, and what comes back.

use sessage::delivery::TransportError::{self, Broken, NeverOpened, TooLarge, Unreadable};
use sessage::provider::Answer;

use crate::support_delivery::{Chance, Line, answer};

/// What becomes of a request.
#[derive(Debug, Clone)]
pub struct Fate {
    /// Whether the provider takes the message.
    pub accepts: bool,
    /// What comes back; nothing where it never answers.
    pub back: Option<Result<Answer, TransportError>>,
}

type Make = fn(&Line, &Chance) -> Fate;

/// Each fate with its weight. Where it is open what the provider did, a coin decides.
const FATES: [(usize, Make); 17] = [
    (160, |line, _| took(answer(200, line.accepted))),
    (6, |line, _| refused(answer(200, line.refused))),
    (3, |_, _| refused(answer(400, "{}"))),
    (2, |_, _| refused(answer(401, ""))),
    (2, |_, _| refused(answer(302, ""))),
    (6, |_, _| refused(answer(429, ""))),
    (6, |_, chance| refused(later(429, chance.up_to(3)))),
    (2, |_, _| refused(later(429, 3600))),
    (4, |_, chance| refused(later(503, chance.up_to(2)))),
    (3, |_, chance| open(chance, Ok(answer(503, "")))),
    (3, |_, chance| open(chance, Ok(answer(500, "oops")))),
    (3, |_, chance| open(chance, Ok(answer(200, "<html>")))),
    (2, |_, chance| open(chance, Ok(answer(200, "{}")))),
    (4, |_, _| Fate {
        accepts: false,
        back: Some(Err(NeverOpened("connect ECONNREFUSED.".to_owned()))),
    }),
    (4, |_, chance| {
        open(chance, Err(Broken("socket hang up".to_owned())))
    }),
    (2, |_, chance| {
        let reason = "terminated".to_owned();
        let status = 200;
        let cut = if chance.one_in(2) {
            Unreadable { status, reason }
        } else {
            TooLarge { status }
        };
        open(chance, Err(cut))
    }),
    (2, |_, chance| Fate {
        accepts: chance.one_in(2),
        back: None,
    }),
];

pub fn fate(line: &Line, chance: &Chance) -> Fate {
    let mut left = chance.below(FATES.iter().map(|(weight, _)| weight).sum());
    for (weight, fate) in FATES {
        if left < weight {
            return fate(line, chance);
        }
        left -= weight;
    }
    panic!("the weights add up")
}

/// While a provider is away: no connection, or one that breaks.
pub fn away(chance: &Chance) -> Fate {
    if chance.one_in(2) {
        let back = Some(Err(NeverOpened("connect ECONNREFUSED.".to_owned())));
        return Fate {
            accepts: false,
            back,
        };
    }
    Fate {
        accepts: false,
        back: Some(Err(Broken("socket hang up".to_owned()))),
    }
}

/// Where an account takes no more in this second.
pub fn throttled(chance: &Chance) -> Fate {
    refused(if chance.one_in(2) {
        later(429, 1)
    } else {
        answer(429, "")
    })
}

fn took(answer: Answer) -> Fate {
    Fate {
        accepts: true,
        back: Some(Ok(answer)),
    }
}

fn refused(answer: Answer) -> Fate {
    Fate {
        accepts: false,
        back: Some(Ok(answer)),
    }
}

fn open(chance: &Chance, back: Result<Answer, TransportError>) -> Fate {
    Fate {
        accepts: chance.one_in(2),
        back: Some(back),
    }
}

fn later(status: u16, seconds: i64) -> Answer {
    Answer {
        retry_after: Some(seconds.to_string()),
        ..answer(status, "")
    }
}
