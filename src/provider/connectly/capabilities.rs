//! What Connectly takes.

use crate::message::Kind;
use crate::rules::{Capabilities, Format, KindRules, Limit, Rule, whatsapp};

/// The call that sends a session message.
const SEND: &str = "https://docs.connectly.ai/messaging/session-messages";
/// The page that gives the size of `callbackData`.
const CALLBACK: &str = "https://docs.connectly.ai/messaging/template-messages";

const URL: Rule = Rule::carried("url", SEND).format(Format::Url);

pub(super) static CAPABILITIES: Capabilities = Capabilities {
    provider: "connectly",
    title: "Connectly",
    source: SEND,
    message: &[
        Rule::carried("to/phone", SEND).format(Format::Phone),
        Rule::carried("to/bsuid", SEND).format(Format::Token),
        Rule::carried("from", SEND).format(Format::Phone),
        Rule::carried("channel", SEND).format(Format::Only(&["whatsapp"])),
        Rule::carried("reference", CALLBACK).limit(Limit::Bytes(1024)),
    ],
    content: &[
        KindRules {
            kind: Kind::Text,
            rules: &[whatsapp::TEXT],
        },
        KindRules {
            kind: Kind::Image,
            rules: &[URL, whatsapp::CAPTION, whatsapp::URL_FILENAME_UNSEEN],
        },
        KindRules {
            kind: Kind::Video,
            rules: &[URL, whatsapp::CAPTION, whatsapp::URL_FILENAME_UNSEEN],
        },
        KindRules {
            kind: Kind::Audio,
            rules: &[URL, whatsapp::URL_FILENAME_UNSEEN],
        },
        KindRules {
            kind: Kind::Document,
            rules: &[URL, whatsapp::CAPTION, whatsapp::URL_FILENAME],
        },
        KindRules {
            kind: Kind::Album,
            rules: &[Rule::carried("items", SEND).items(1, 1)],
        },
        KindRules {
            kind: Kind::Location,
            rules: whatsapp::LOCATION,
        },
        KindRules {
            kind: Kind::Buttons,
            rules: &[
                whatsapp::BUTTONS_TEXT,
                whatsapp::HEADER,
                whatsapp::HEADER_IMAGE,
                whatsapp::HEADER_VIDEO,
                whatsapp::HEADER_DOCUMENT,
                whatsapp::HEADER_URL,
                whatsapp::HEADER_DOCUMENT_FILENAME,
                whatsapp::HEADER_IMAGE_FILENAME,
                whatsapp::HEADER_VIDEO_FILENAME,
                whatsapp::FOOTER,
                whatsapp::BUTTONS,
                whatsapp::BUTTON_ID,
                whatsapp::BUTTON_TITLE,
            ],
        },
        KindRules {
            kind: Kind::List,
            rules: whatsapp::LIST,
        },
    ],
};
