//! What Yeastar takes.

use crate::message::Kind;
use crate::rules::{Capabilities, Format, KindRules, Rule, whatsapp};

/// The call that sends a message.
const SEND: &str = "https://help.yeastar.com/en/p-series-software-edition/developer-guide/send-a-message-in-a-message-session.html";

/// The event of a sending result, which lists the tags.
const TAGS: &str = "https://help.yeastar.com/zh-cn/p-series-cloud-edition/developer-guide/event-message-sending-result.html";

/// One file, which was uploaded before.
const FILE: &[Rule] = &[
    Rule::carried("uploaded", SEND),
    Rule::carried("uploaded/filename", SEND),
];

pub(super) static CAPABILITIES: Capabilities = Capabilities {
    provider: "yeastar",
    title: "Yeastar",
    source: SEND,
    message: &[
        Rule::carried("to/phone", SEND).format(Format::DialString),
        Rule::carried("to/conversationId", SEND).format(Format::Digits),
        Rule::carried("from", SEND),
        Rule::carried("channel", SEND),
        Rule::carried("reference", SEND).characters(127),
        Rule::carried("messageTag", TAGS).format(Format::OneOf(&[
            "ACCOUNT_UPDATE",
            "CONFIRMED_EVENT_UPDATE",
            "HUMAN_AGENT",
            "POST_PURCHASE_UPDATE",
        ])),
    ],
    content: &[
        KindRules {
            kind: Kind::Text,
            rules: &[whatsapp::TEXT],
        },
        KindRules {
            kind: Kind::Image,
            rules: FILE,
        },
        KindRules {
            kind: Kind::Video,
            rules: FILE,
        },
        KindRules {
            kind: Kind::Audio,
            rules: FILE,
        },
        KindRules {
            kind: Kind::Document,
            rules: FILE,
        },
        KindRules {
            kind: Kind::Album,
            rules: &[Rule::carried("items", SEND).items(1, 1)],
        },
    ],
};
