//! The configuration of Yeastar.

use crate::message::Fields;
use crate::problem::{Code, Problem};
use crate::provider::{Surroundings, config};
use crate::rules::did_fault;
use crate::secret::Secret;

/// A configured PBX.
#[derive(Debug, Clone)]
pub struct Yeastar {
    /// `https://host[:port][/prefix]`, without `/openapi/v1.0`.
    pub base_url: String,
    /// How tokens are had.
    pub access: Access,
    /// 1 for an extension user, 9 for a third-party platform.
    pub sender_type: i64,
    /// The extension that sends.
    pub sender_no: Option<String>,
    /// The channel where a message names none.
    pub channel: Option<String>,
    /// The DID number where a message names none.
    pub from: Option<String>,
    /// The User-Agent, which every request must have; none in a browser, which sets its own.
    pub user_agent: Option<String>,
}

/// How access tokens are had.
#[derive(Debug, Clone)]
pub enum Access {
    /// The caller keeps the token.
    Token(Secret),
    /// sessage logs in.
    Login {
        /// The API application's client id.
        id: Secret,
        /// Its client secret.
        secret: Secret,
    },
}

impl Yeastar {
    /// The User-Agent of the provider's own examples.
    const USER_AGENT: &str = "OpenAPI";

    pub(super) fn read(fields: &mut Fields<'_>, surroundings: Surroundings) -> Self {
        let base_url = config::base_url(fields, surroundings, None);
        let access = Access::read(fields);
        let sender_no = config::optional(fields, "senderNo");
        let user_agent = config::header_text(fields, "userAgent");
        let from = config::optional(fields, "from");
        if let Some(problem) = did_fault(&fields.path("from"), from.as_deref()) {
            fields.add(problem);
        }
        Self {
            base_url,
            access,
            sender_type: sender_type(fields, sender_no.is_some()),
            sender_no,
            channel: config::optional(fields, "channel"),
            from,
            user_agent: (!surroundings.browser)
                .then(|| user_agent.unwrap_or_else(|| Self::USER_AGENT.to_owned())),
        }
    }
}

fn sender_type(fields: &mut Fields<'_>, has_sender_no: bool) -> i64 {
    let given = fields.integer("senderType", 0);
    let path = fields.path("senderType");
    match given {
        None => {
            if has_sender_no {
                1
            } else {
                9
            }
        }
        Some(1) => {
            if !has_sender_no {
                let path = fields.path("senderNo");
                let words = "With senderType 1 the sending extension is required.";
                fields.add(Problem::error(path, Code::Required, words));
            }
            1
        }
        Some(9) => 9,
        Some(other) => {
            let words = "Must be 1 (extension user) or 9 (third-party platform).";
            fields.add(Problem::error(path, Code::InvalidFormat, words));
            other
        }
    }
}

impl Access {
    fn read(fields: &mut Fields<'_>) -> Self {
        let [id, secret, token] =
            ["clientId", "clientSecret", "accessToken"].map(|key| fields.has(key));
        let logs_in = id || secret;
        if logs_in && token {
            let path = fields.path("accessToken");
            let words = "Give accessToken, or clientId and clientSecret, not both.";
            fields.add_unreadable(Problem::error(path, Code::Conflict, words));
        }
        if logs_in {
            Self::Login {
                id: config::secret(fields, "clientId"),
                secret: config::secret(fields, "clientSecret"),
            }
        } else {
            Self::Token(config::header_secret(fields, "accessToken"))
        }
    }
}
