//! What Texter takes.

use crate::message::Kind;
use crate::rules::{Capabilities, Format, KindRules, Likely, Operation, Rule, whatsapp};

/// The call that sends a message to a chat.
const SEND: &str = "https://help.texterchat.com/api-reference/messages/send-a-message-to-chat";
/// The call that finds the chat of a phone number.
const SEARCH: &str = "https://help.texterchat.com/api-reference/chats/search-chats";
/// The message object, whose media, buttons and lists have these fields.
const MESSAGE: &str = "https://help.texterchat.com/api-reference/objects/message";

/// The call that sends a template.
pub(super) const TEMPLATE: &str =
    "https://help.texterchat.com/api-reference/manage-templates/send-template-message";

const URL: Rule = Rule::carried("url", SEND).format(Format::Url);
const UPLOADED: Rule = Rule::carried("uploaded", SEND).format(Format::Token);
const URL_FILENAME: Rule = Rule::carried("url/filename", MESSAGE);
const UPLOADED_FILENAME: Rule = Rule::carried("uploaded/filename", MESSAGE);

/// An image, a video or a document.
const CAPTIONED: &[Rule] = &[
    URL,
    UPLOADED,
    whatsapp::CAPTION,
    URL_FILENAME,
    UPLOADED_FILENAME,
];

pub(super) static CAPABILITIES: Capabilities = Capabilities {
    provider: "texter",
    title: "Texter",
    source: SEND,
    message: &[
        Rule::carried("to/conversationId", SEND).format(Format::PathPart),
        Rule::carried("to/phone", SEARCH).format(Format::Phone),
        Rule::carried("replyTo", SEND),
        Rule::carried("reference", SEND),
    ],
    template: &[
        Rule::carried("to/phone", TEMPLATE)
            .format(Format::Phone)
            .needed(),
        // Not needed beside the number, and no harm.
        Rule::carried("to/conversationId", TEMPLATE).format(Format::PathPart),
        Rule::carried("from", TEMPLATE).format(Format::Phone),
        Rule::dropped("reference", TEMPLATE),
    ],
    operations: &[Operation::Chats],
    content: &[
        KindRules {
            kind: Kind::Text,
            rules: &[Rule::carried("text", SEND).characters(whatsapp::TEXT_LENGTH)],
        },
        KindRules {
            kind: Kind::Image,
            rules: CAPTIONED,
        },
        KindRules {
            kind: Kind::Video,
            rules: CAPTIONED,
        },
        KindRules {
            kind: Kind::Audio,
            rules: &[URL, UPLOADED, URL_FILENAME, UPLOADED_FILENAME],
        },
        KindRules {
            kind: Kind::Document,
            rules: CAPTIONED,
        },
        KindRules {
            kind: Kind::Album,
            rules: &[Rule::carried("items", SEND).items(1, 10)],
        },
        KindRules {
            kind: Kind::Location,
            rules: whatsapp::LOCATION,
        },
        KindRules {
            kind: Kind::Contacts,
            rules: whatsapp::CONTACT_CARDS,
        },
        KindRules {
            kind: Kind::Buttons,
            rules: &[
                whatsapp::BUTTONS_TEXT,
                Rule::carried("buttons", SEND).items(1, 3),
                whatsapp::BUTTON_ID,
                whatsapp::BUTTON_TITLE,
            ],
        },
        KindRules {
            kind: Kind::List,
            rules: &[
                whatsapp::LIST_TEXT,
                whatsapp::LIST_BUTTON,
                whatsapp::SECTIONS,
                whatsapp::SECTION_TITLE,
                whatsapp::SECTION_ROWS,
                Rule::carried("rows", SEND).items(0, 10),
                whatsapp::ROW_ID,
                whatsapp::ROW_TITLE,
                whatsapp::ROW_DESCRIPTION,
            ],
        },
        KindRules {
            kind: Kind::Template,
            // The form of a button's value is not documented: it goes through providerOptions.
            rules: &[
                Rule::carried("name", TEMPLATE).format(Format::Name),
                Rule::carried("language", TEMPLATE)
                    .format(Format::Name)
                    .likely(Likely::Language),
                Rule::dropped("id", TEMPLATE),
                Rule::dropped("templateId", TEMPLATE),
                Rule::dropped("category", TEMPLATE),
                URL.named("header/image/url"),
                URL.named("header/video/url"),
                URL.named("header/document/url"),
                Rule::dropped("header/image/url/filename", TEMPLATE),
                Rule::dropped("header/video/url/filename", TEMPLATE),
                Rule::carried("header/document/url/filename", TEMPLATE),
                Rule::carried("body", TEMPLATE),
                whatsapp::TEMPLATE_BODY,
                whatsapp::TEMPLATE_BODY_ONLY,
                whatsapp::TEMPLATE_BUTTONS,
            ],
        },
    ],
};
