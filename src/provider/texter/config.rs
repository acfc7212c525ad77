//! The configuration of Texter.

use crate::message::Fields;
use crate::problem::{Code, Problem};
use crate::provider::{Surroundings, config};
use crate::secret::Secret;

/// A configured Texter project.
#[derive(Debug, Clone)]
pub struct Texter {
    /// `https://{projectId}.texterchat.com/server/api/v2`, or a gateway's.
    pub base_url: String,
    /// Travels as a Bearer token.
    pub token: Secret,
}

impl Texter {
    pub(super) fn read(fields: &mut Fields<'_>, surroundings: Surroundings) -> Self {
        let project = config::optional(fields, "projectId");
        if let Some(project) = &project {
            let is_label = project
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !project.starts_with('-')
                && !project.ends_with('-')
                && project.len() <= 63;
            if !project.trim().is_empty() && !is_label {
                let path = fields.path("projectId");
                let words = "Must be the first part of the project's host: letters, digits and -.";
                fields.add(Problem::error(path, Code::InvalidFormat, words));
            }
        } else if !fields.has("baseUrl") && !fields.has("projectId") {
            let path = fields.path("projectId");
            let words = "A projectId or a baseUrl is required.";
            fields.add(Problem::error(path, Code::Required, words));
        }
        let default = format!(
            "https://{}.texterchat.com/server/api/v2",
            project.unwrap_or_default()
        );
        Self {
            base_url: config::base_url(fields, surroundings, Some(default)),
            token: config::header_secret(fields, "token"),
        }
    }
}
