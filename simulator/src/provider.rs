//! The four providers: their names, their prefixes, and who answers for them.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use crate::{call::Call, connectly, islash, respond::Reply, state::State, texter, yeastar};

/// One of the four providers.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// iSlash, below `/islash`.
    Islash,
    /// Connectly, below `/connectly`.
    Connectly,
    /// Texter, below `/texter`.
    Texter,
    /// Yeastar P-Series, below `/yeastar`.
    Yeastar,
}

impl Provider {
    /// All four, in the order of the documents.
    pub const ALL: [Self; 4] = [Self::Islash, Self::Connectly, Self::Texter, Self::Yeastar];

    /// The name, which is also the first part of the provider's paths.
    pub fn name(self) -> &'static str {
        match self {
            Self::Islash => "islash",
            Self::Connectly => "connectly",
            Self::Texter => "texter",
            Self::Yeastar => "yeastar",
        }
    }

    /// The provider's answer to a call.
    pub fn answer(self, state: &State, call: &Call) -> Reply {
        match self {
            Self::Islash => islash::answer(state, call),
            Self::Connectly => connectly::answer(state, call),
            Self::Texter => texter::answer(state, call),
            Self::Yeastar => yeastar::answer(state, call),
        }
    }

    /// An answer in which the provider itself reports the failure `code`, in the shape it documents.
    pub fn own_error(self, code: Option<&Value>, message: Option<&str>) -> Reply {
        match self {
            Self::Islash => islash::own_error(code, message),
            Self::Connectly => connectly::own_error(code, message),
            Self::Texter => texter::own_error(message),
            Self::Yeastar => yeastar::own_error(code, message),
        }
    }
}

/// A path the provider does not have; no shape is documented for that.
pub fn no_such_path() -> Reply {
    Reply::undocumented(StatusCode::NOT_FOUND, "no such path")
}
