//! Reading a message from a JSON tree.

use super::{Attachment, Content, Message, Recipient, Text, check_size, read_object};
use crate::json::{Json, Members};
use crate::problem::Problems;

impl Message {
    /// Reads a message, with every problem that its shape shows. `None` where the value is no object.
    ///
    /// A field that could not be read stands empty, so that the rules can judge all the others; with an
    /// error among the problems the message must not be sent.
    pub fn read(value: &Json, attachments: &[Attachment], problems: &mut Problems) -> Option<Self> {
        check_size(value, problems);
        read_object(value, "", problems, |fields| {
            let to = fields.with("to", Recipient::read).unwrap_or_default();
            let content = if fields.has("content") {
                let content = fields.with("content", |value, path, problems| {
                    Content::read(value, path, attachments, problems)
                });
                if content.is_none() {
                    fields.leave_out("content");
                }
                content
            } else {
                let path = fields.path("content");
                fields.add_unreadable(super::missing(&path));
                None
            };
            Self {
                to,
                content: content
                    .unwrap_or_else(|| Content::Text(Text::default()))
                    .into(),
                from: fields.string("from"),
                channel: fields.string("channel"),
                reply_to: fields.string("replyTo"),
                reference: fields.string("reference"),
                message_tag: fields.string("messageTag"),
                last_inbound_at: fields.integer("lastInboundAt", 0),
                fallback: fields.with("fallback", |value, path, problems| {
                    Content::read_template(value, path, attachments, problems)
                }),
                provider_options: fields
                    .with("providerOptions", provider_options)
                    .unwrap_or_default(),
            }
        })
    }
}

fn provider_options(value: &Json, path: &str, problems: &mut Problems) -> Option<Members> {
    let Json::Object(members) = value else {
        problems.add_unreadable(super::wrong_type(path, "an object", value));
        return None;
    };
    for (key, member) in members {
        report_foreign(member, &crate::problem::join(path, key), problems);
    }
    Some(members.clone())
}

fn report_foreign(value: &Json, path: &str, problems: &mut Problems) {
    let below = |key: &str| crate::problem::join(path, key);
    match value {
        Json::Foreign(_) => {
            problems.add_unreadable(super::wrong_type(path, "a JSON value", value));
        }
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                report_foreign(item, &below(&index.to_string()), problems);
            }
        }
        Json::Object(members) => {
            for (key, member) in members {
                report_foreign(member, &below(key), problems);
            }
        }
        _ => {}
    }
}
