//! The configuration of Connectly.

use crate::message::Fields;
use crate::problem::{Code, Problem};
use crate::provider::{Surroundings, config};
use crate::rules::phone_digits;
use crate::secret::Secret;

/// A configured Connectly business.
#[derive(Debug, Clone)]
pub struct Connectly {
    /// `https://api.connectly.ai`, or a gateway's.
    pub base_url: String,
    /// The business, a part of the path.
    pub business_id: String,
    /// Travels as the header X-API-Key.
    pub api_key: Secret,
    /// The number that sends where a message names none: its digits.
    pub from: Option<String>,
}

impl Connectly {
    pub(super) fn read(fields: &mut Fields<'_>, surroundings: Surroundings) -> Self {
        let default = "https://api.connectly.ai".to_owned();
        let from = config::optional(fields, "from");
        let digits = from.as_deref().and_then(phone_digits);
        if from.is_some_and(|text| !text.trim().is_empty()) && digits.is_none() {
            let path = fields.path("from");
            let words = "Must be an international phone number: + and 7 to 15 digits.";
            fields.add(Problem::error(path, Code::InvalidFormat, words));
        }
        Self {
            base_url: config::base_url(fields, surroundings, Some(default)),
            business_id: config::path_part(fields, "businessId"),
            api_key: config::header_secret(fields, "apiKey"),
            from: digits,
        }
    }
}
