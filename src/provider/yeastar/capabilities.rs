//! What Yeastar takes.

use crate::message::Kind;
use crate::rules::{Capabilities, Format, KindRules, Likely, Limit, Operation, Rule, whatsapp};

/// The call that sends a message.
const SEND: &str = "https://help.yeastar.com/en/p-series-software-edition/developer-guide/send-a-message-in-a-message-session.html";

/// The event of a sending result, which lists the tags.
const TAGS: &str = "https://help.yeastar.com/zh-cn/p-series-cloud-edition/developer-guide/event-message-sending-result.html";

/// The call that uploads files.
pub(super) const UPLOAD: &str = "https://help.yeastar.com/en/p-series-cloud-edition/developer-guide/upload-files-for-message-campaigns.html";

/// What a template message is made of.
pub(super) const TEMPLATE: &str = "https://help.yeastar.com/en/p-series-software-edition/developer-guide/whatsapp-message-template-component-description.html";

/// The most bytes of one upload, of all its files.
pub(super) const UPLOAD_BYTES: usize = 100 * 1024 * 1024;

/// One file: uploaded before, or by the send itself.
const FILE: &[Rule] = &[
    Rule::carried("uploaded", SEND),
    Rule::carried("uploaded/filename", SEND),
    BLOB,
    Rule::carried("file/filename", UPLOAD),
];

const BLOB: Rule = Rule::carried("file", UPLOAD).limit(Limit::Bytes(UPLOAD_BYTES));

/// The value of a template's button.
const VALUE: Rule = Rule::carried("buttons/*", TEMPLATE).format(Format::Parameter);

/// The fields beside the content, of a template too: both go out by the same call.
const MESSAGE: &[Rule] = &[
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
];

pub(super) static CAPABILITIES: Capabilities = Capabilities {
    provider: "yeastar",
    title: "Yeastar",
    source: SEND,
    message: MESSAGE,
    template: MESSAGE,
    operations: &[Operation::Upload, Operation::Templates],
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
        KindRules {
            kind: Kind::Template,
            rules: &[
                Rule::carried("name", TEMPLATE),
                Rule::carried("language", TEMPLATE)
                    .format(Format::Name)
                    .likely(Likely::Language)
                    .needed(),
                Rule::carried("id", TEMPLATE)
                    .format(Format::Digits)
                    .needed(),
                Rule::carried("templateId", TEMPLATE).needed(),
                Rule::dropped("category", TEMPLATE),
                whatsapp::TEMPLATE_HEADER,
                Rule::carried("header/image/uploaded", TEMPLATE),
                Rule::carried("header/video/uploaded", TEMPLATE),
                Rule::carried("header/document/uploaded", TEMPLATE),
                Rule::carried("header/image/uploaded/filename", TEMPLATE),
                Rule::carried("header/video/uploaded/filename", TEMPLATE),
                Rule::carried("header/document/uploaded/filename", TEMPLATE),
                BLOB.named("header/image/file"),
                BLOB.named("header/video/file"),
                BLOB.named("header/document/file"),
                Rule::carried("header/image/file/filename", UPLOAD),
                Rule::carried("header/video/file/filename", UPLOAD),
                Rule::carried("header/document/file/filename", UPLOAD),
                Rule::carried("body", TEMPLATE),
                Rule::carried("body/named", TEMPLATE),
                Rule::carried("body/named/name", whatsapp::TEMPLATES)
                    .characters(20)
                    .format(Format::ParameterName),
                whatsapp::TEMPLATE_BODY,
                whatsapp::TEMPLATE_BODY_ONLY,
                whatsapp::TEMPLATE_BUTTONS,
                whatsapp::TEMPLATE_BUTTON_URL,
                VALUE.named("buttons/*/quick_reply"),
                VALUE.named("buttons/*/flow"),
                VALUE.named("buttons/*/copy_code"),
                VALUE.named("buttons/*/voice_call"),
                VALUE.named("buttons/*/phone_number"),
            ],
        },
    ],
};
