//! Who receives a message.

use super::{Value, Walk, read_object, wrong_type};
use crate::json::Json;
use crate::problem::{Code, Problem, Problems};

/// Who receives a message. Each provider takes some of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// A phone number, `+` and digits; spaces and `-.()` do not count.
    Phone(String),
    /// An existing conversation: Texter's chat id, Yeastar's session id.
    Conversation {
        /// The conversation.
        id: String,
        /// The contact's phone number, for what goes to a number even so.
        phone: Option<String>,
    },
    /// Connectly's business-scoped user id.
    Bsuid(String),
}

impl Default for Recipient {
    fn default() -> Self {
        Self::Phone(String::new())
    }
}

impl Recipient {
    pub(crate) fn read(value: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        match value {
            Json::String(phone) => Some(Self::Phone(phone.clone())),
            Json::Object(_) => read_object(value, path, problems, |fields| {
                let phone = fields.string("phone");
                let id = fields.id("conversationId");
                let bsuid = fields.string("bsuid");
                let named = [
                    fields.has("conversationId") || fields.has("phone"),
                    fields.has("bsuid"),
                ];
                if named == [true, true] {
                    let path = fields.own_path().to_owned();
                    fields.add_unreadable(Problem::error(
                        path,
                        Code::Conflict,
                        "A bsuid stands alone: give it, or a phone and conversationId.",
                    ));
                }
                let is_read = id.is_some() || bsuid.is_some() || phone.is_some();
                if !is_read && named.contains(&true) {
                    // What stands in for one that could not be read is an empty number.
                    fields.leave_out("phone");
                }
                match (id, bsuid) {
                    (Some(id), _) => Self::Conversation { id, phone },
                    (None, Some(bsuid)) => Self::Bsuid(bsuid),
                    (None, None) => Self::Phone(phone.unwrap_or_default()),
                }
            }),
            _ => {
                let expected = "a phone number or an object with phone, conversationId or bsuid";
                problems.add_unreadable(wrong_type(path, expected, value));
                None
            }
        }
    }

    /// The phone number, where one is given.
    #[must_use]
    pub fn phone(&self) -> Option<&str> {
        match self {
            Self::Phone(phone) => Some(phone),
            Self::Conversation { phone, .. } => phone.as_deref(),
            Self::Bsuid(_) => None,
        }
    }

    pub(super) fn walk(&self, walk: &mut Walk<'_>) {
        walk.object("to", |walk| match self {
            Self::Phone(phone) => walk.field("phone", Value::Text(phone)),
            Self::Conversation { id, phone } => {
                walk.field("conversationId", Value::Text(id));
                walk.optional("phone", phone.as_deref());
            }
            Self::Bsuid(bsuid) => walk.field("bsuid", Value::Text(bsuid)),
        });
    }
}
