//! The configuration of iSlash.

use crate::message::Fields;
use crate::provider::{Surroundings, config};
use crate::secret::Secret;

/// A configured iSlash account.
#[derive(Debug, Clone)]
pub struct Islash {
    /// Ends in `/api/public`; each customer has a host of its own.
    pub base_url: String,
    /// Travels as the header X-USER-TOKEN.
    pub token: Secret,
    /// The channel's session key, a field of the form.
    pub session: Secret,
}

impl Islash {
    pub(super) fn read(fields: &mut Fields<'_>, surroundings: Surroundings) -> Self {
        Self {
            base_url: config::base_url(fields, surroundings, None),
            token: config::header_secret(fields, "token"),
            session: config::secret(fields, "session"),
        }
    }
}
