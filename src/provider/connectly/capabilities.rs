//! What Connectly takes.

use crate::message::Kind;
use crate::rules::{Capabilities, Format, KindRules, Likely, Limit, Rule, whatsapp};

/// The call that sends a session message.
const SEND: &str = "https://docs.connectly.ai/messaging/session-messages";
/// The call that sends a template; it also gives the size of `callbackData`.
pub(super) const TEMPLATE: &str = "https://docs.connectly.ai/messaging/template-messages";

const URL: Rule = Rule::carried("url", SEND).format(Format::Url);

pub(super) static CAPABILITIES: Capabilities = Capabilities {
    provider: "connectly",
    title: "Connectly",
    source: SEND,
    message: &[
        Rule::carried("to/phone", SEND).format(Format::Phone),
        Rule::carried("to/bsuid", SEND)
            .format(Format::Token)
            .likely(Likely::Bsuid),
        Rule::carried("from", SEND).format(Format::Phone),
        Rule::carried("channel", SEND).format(Format::Only(&["whatsapp"])),
        Rule::carried("reference", TEMPLATE).limit(Limit::Bytes(1024)),
    ],
    template: &[
        Rule::carried("to/phone", TEMPLATE).format(Format::Phone),
        Rule::carried("to/bsuid", TEMPLATE)
            .format(Format::Token)
            .likely(Likely::Bsuid),
        Rule::carried("from", TEMPLATE).format(Format::Phone),
        Rule::carried("channel", TEMPLATE).format(Format::Only(&["whatsapp"])),
        Rule::carried("reference", TEMPLATE).limit(Limit::Bytes(1024)),
    ],
    operations: &[],
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
        KindRules {
            kind: Kind::Template,
            rules: &[
                Rule::carried("name", TEMPLATE).format(Format::Name),
                Rule::carried("language", TEMPLATE)
                    .format(Format::Name)
                    .likely(Likely::Language)
                    .needed(),
                Rule::dropped("id", TEMPLATE),
                Rule::dropped("templateId", TEMPLATE),
                Rule::dropped("category", TEMPLATE),
                whatsapp::TEMPLATE_HEADER,
                URL.named("header/image/url"),
                URL.named("header/video/url"),
                URL.named("header/document/url"),
                Rule::dropped("header/image/url/filename", TEMPLATE),
                Rule::dropped("header/video/url/filename", TEMPLATE),
                Rule::carried("header/document/url/filename", TEMPLATE),
                Rule::carried("body", TEMPLATE).items(0, 15),
                whatsapp::TEMPLATE_BODY,
                whatsapp::TEMPLATE_BODY_ONLY,
                whatsapp::TEMPLATE_BUTTONS,
                whatsapp::TEMPLATE_BUTTON_URL,
            ],
        },
    ],
};
