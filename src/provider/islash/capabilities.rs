//! What iSlash takes.

use crate::message::Kind;
use crate::rules::media::{AUDIO, DOCUMENT, IMAGE, VIDEO};
use crate::rules::{Capabilities, Format, KindRules, Operation, Rule, whatsapp};

/// The call that sends a session message.
const SEND: &str = "https://api-docs.islash.io/session-message/send-session-message";
/// The list of stickers, whose ids are numbers.
const STICKERS: &str = "https://api-docs.islash.io/sticker-list/get-sticker-list";

/// The call that sends a template.
pub(super) const TEMPLATE: &str =
    "https://api-docs.islash.io/template-message/send-template-message";

const URL: Rule = Rule::carried("url", SEND).format(Format::Url);
/// Travels as the text beside the file.
const CAPTION: Rule = whatsapp::CAPTION;
const FILE_NAME: Rule = Rule::carried("file/filename", SEND);

pub(super) static CAPABILITIES: Capabilities = Capabilities {
    provider: "islash",
    title: "iSlash",
    source: SEND,
    message: &[
        Rule::carried("to/phone", SEND).format(Format::Phone),
        Rule::carried("replyTo", SEND).format(Format::Digits),
        Rule::dropped("reference", SEND),
    ],
    template: &[
        Rule::carried("to/phone", TEMPLATE).format(Format::Phone),
        Rule::dropped("reference", TEMPLATE),
    ],
    operations: &[Operation::Templates, Operation::Stickers],
    content: &[
        KindRules {
            kind: Kind::Text,
            rules: &[whatsapp::TEXT],
        },
        KindRules {
            kind: Kind::Image,
            rules: &[
                URL,
                Rule::file(SEND, IMAGE),
                CAPTION,
                FILE_NAME,
                whatsapp::URL_FILENAME_UNSEEN,
            ],
        },
        KindRules {
            kind: Kind::Video,
            rules: &[
                URL,
                Rule::file(SEND, VIDEO),
                CAPTION,
                FILE_NAME,
                whatsapp::URL_FILENAME_UNSEEN,
            ],
        },
        KindRules {
            kind: Kind::Audio,
            rules: &[
                URL,
                Rule::file(SEND, AUDIO),
                FILE_NAME,
                whatsapp::URL_FILENAME_UNSEEN,
            ],
        },
        KindRules {
            kind: Kind::Document,
            rules: &[URL, Rule::file(SEND, DOCUMENT), CAPTION, FILE_NAME],
        },
        KindRules {
            kind: Kind::Sticker,
            rules: &[Rule::carried("uploaded", STICKERS).format(Format::Token)],
        },
        KindRules {
            kind: Kind::Template,
            rules: &[
                Rule::carried("name", TEMPLATE),
                Rule::dropped("id", TEMPLATE),
                Rule::dropped("templateId", TEMPLATE),
                Rule::dropped("category", TEMPLATE),
                Rule::file(TEMPLATE, IMAGE).named("header/image/file"),
                Rule::file(TEMPLATE, VIDEO).named("header/video/file"),
                Rule::file(TEMPLATE, DOCUMENT).named("header/document/file"),
                Rule::carried("header/image/file/filename", TEMPLATE),
                Rule::carried("header/video/file/filename", TEMPLATE),
                Rule::carried("header/document/file/filename", TEMPLATE),
                Rule::carried("body", TEMPLATE).items(0, 3),
                whatsapp::TEMPLATE_BODY,
                whatsapp::TEMPLATE_BODY_ONLY,
                whatsapp::TEMPLATE_BUTTONS,
                whatsapp::TEMPLATE_BUTTON_URL,
            ],
        },
    ],
};
