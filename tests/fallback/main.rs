//! The session window: a template in place of a session message, when it goes out and when it must not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

#[path = "../support_delivery/mod.rs"]
mod support_delivery;

mod guard;
mod plans;
mod said;

use sessage::outcome::{PartOutcome, PartReceipt};
use sessage::provider::{Body, Purpose};
use support_delivery::{Bench, CONNECTLY, ISLASH, Line, Reply, Sending, TEXTER, YEASTAR};

const DAY: i64 = 86_400_000;
/// Nothing is repeated, so that an attempt is a request.
const ONCE: &str = r#"{"adapt":"reshape","retry":false}"#;
const SENT: PartOutcome = PartOutcome::Sent;
const NOT_SENT: PartOutcome = PartOutcome::NotSent;
const UNKNOWN: PartOutcome = PartOutcome::Unknown;

/// How a provider says that the window is closed, and that it took a template.
struct Window {
    line: &'static Line,
    closed: &'static str,
    template_taken: &'static str,
    template_id: &'static str,
    /// What the template needs beside its name.
    known_by: &'static str,
}

static WINDOWS: [Window; 4] = [
    Window {
        line: &ISLASH,
        closed: r#"{"meta":{"code":"RESP_FAIL","message":"(#131047) Re-engagement message"}}"#,
        template_taken: r#"{"meta":{"code":"RESP_OKAY","message":"Success"},"data":{}}"#,
        template_id: "",
        known_by: "",
    },
    Window {
        line: &CONNECTLY,
        closed: r#"{"code":"ERROR_CODE_MESSAGE_OUTSIDE_OF_ELIGIBILITY_WINDOW","message":"closed"}"#,
        template_taken: r#"{"id":"con-9"}"#,
        template_id: "con-9",
        known_by: r#","language":"en""#,
    },
    Window {
        line: &TEXTER,
        closed: r#"{"success":false,"error":"(#131047) Re-engagement message"}"#,
        template_taken: r#"{"success":true,"messageId":"tex-9"}"#,
        template_id: "tex-9",
        known_by: "",
    },
    Window {
        line: &YEASTAR,
        closed: r#"{"errcode":-1,"errmsg":"FAILURE: (#131047) Re-engagement message"}"#,
        template_taken: r#"{"errcode":0,"msg_id":999,"session_id":30}"#,
        template_id: "999",
        known_by: r#","id":7,"templateId":"8","language":"en""#,
    },
];

impl Window {
    fn bench(&self) -> Bench {
        Bench::with(self.line, ONCE)
    }

    fn template(&self) -> String {
        let known_by = self.known_by;
        format!(r#"{{"type":"template","name":"come_back"{known_by}}}"#)
    }

    /// A text with this and that beside it.
    fn message(&self, text: &str, rest: &str) -> String {
        let to = match self.line.name {
            "texter" => r#"{"conversationId":"chat1","phone":"+85256872847"}"#,
            _ => r#""+85256872847""#,
        };
        format!(r#"{{"to":{to},{rest}"content":{{"type":"text","text":"{text}"}}}}"#)
    }

    /// A text with its fallback.
    fn guarded(&self, text: &str, rest: &str) -> String {
        let rest = format!(r#"{rest}"fallback":{},"#, self.template());
        self.message(text, &rest)
    }

    fn taken(&self, id: &str) -> Reply {
        let accepted = self.line.accepted.replace(self.line.message_id, id);
        Reply::from(accepted.as_str())
    }
}

/// A text of three parts.
fn three() -> String {
    ["a", "b", "c"].map(|it| it.repeat(4000)).join(" ")
}

fn sending(bench: &Bench, message: String) -> Sending {
    Sending {
        message,
        ..bench.sending()
    }
}

/// For each request whether it carried the template.
fn templates(bench: &Bench) -> Vec<bool> {
    let seen = bench.seen();
    let is_template = |body: &Body| match body {
        Body::Json(text) => text.contains("come_back"),
        Body::Form(parts) => format!("{parts:?}").contains("come_back"),
        _ => false,
    };
    let sends = seen.iter().filter(|it| it.request.purpose == Purpose::Send);
    sends.map(|it| is_template(&it.request.body)).collect()
}

fn outcomes(parts: &[PartReceipt]) -> Vec<PartOutcome> {
    parts.iter().map(|part| part.outcome).collect()
}
