//! Every code that a provider documents has a meaning here, and the meanings are the agreed ones.
//!
//! The lists are written as the documents have them, apart from the tables that they check.

use std::collections::BTreeSet;

use sessage::outcome::ErrorCode::{
    self, Conflict, Forbidden, NotFound, OptedOut, RateLimited, Rejected, Unauthorized,
    Unavailable, Unsupported, WindowClosed,
};
use sessage::provider::codes::{KnownCode, WHATSAPP};
use sessage::provider::{CONNECTLY_CODES, YEASTAR_CODES};

/// <https://docs.connectly.ai/messaging/error-codes>
const CONNECTLY_DOCUMENTS: &[&str] = &[
    "ERROR_TYPE_AUTHENTICATION",
    "ERROR_TYPE_DEADLINE_EXCEEDED",
    "ERROR_TYPE_INVALID_REQUEST",
    "ERROR_CODE_INVALID_SENDER_ID",
    "ERROR_CODE_PHONE_NUMBER_BAD_FORMAT",
    "ERROR_CODE_MESSAGE_ATTACHMENTS_NUMBER_INVALID",
    "ERROR_CODE_MESSAGE_TEXT_EMPTY",
    "ERROR_CODE_MESSAGE_TEMPLATE_NOT_FOUND",
    "ERROR_CODE_MESSAGE_TEMPLATE_INPUT_INVALID",
    "ERROR_CODE_MESSAGE_ATTACHMENT_EMPTY",
    "ERROR_CODE_MESSAGE_ATTACHMENT_INVALID",
    "ERROR_CODE_BUSINESS_MISSES_MATCHING_CHANNEL",
    "ERROR_CODE_MESSAGE_OUTSIDE_OF_ELIGIBILITY_WINDOW",
    "ERROR_CODE_BUSINESS_REACHED_LIMITS",
    "ERROR_CODE_MESSAGE_SELF_INVALID",
    "ERROR_CODE_MESSAGE_PHONE_NUMBER_INVALID",
    "ERROR_CODE_MESSAGE_CUSTOMER_OPTED_OUT",
    "ERROR_CODE_MESSAGE_CUSTOMER_NO_CONVERSATION_INITIATION",
    "ERROR_CODE_BUSINESS_KEY_SECRET_ABSENT",
    "ERROR_CODE_MESSAGE_TEMPLATE_DELETED",
];

/// <https://help.yeastar.com/en/p-series-appliance-edition/developer-guide/error-code-and-error-message.html>,
/// without 0 SUCCESS, 1 PARTIAL SUCCESS and 2 PROCESSING, which are no failures.
const YEASTAR_DOCUMENTS: &[&str] = &[
    "-2", "-1", "10001", "10002", "10003", "10004", "10005", "10009", "40001", "40002", "40003",
    "40004", "60001", "60002", "60101", "70004", "70082", "70084", "70087", "70091", "70093",
    "70106", "70120", "70123", "70128", "70130", "70132", "70510", "70514", "70515", "70516",
];

/// <https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes>
const WHATSAPP_DOCUMENTS: &[&str] = &[
    "0", "100", "190", "368", "130429", "130497", "131000", "131008", "131026", "131047", "131048",
    "131049", "131051", "131053", "131056", "132000", "132001", "132005", "132007", "132012",
    "132015", "132016",
];

type Meanings = &'static [(&'static str, ErrorCode)];

const TABLES: [(&str, &[KnownCode], &[&str]); 3] = [
    ("Connectly", CONNECTLY_CODES, CONNECTLY_DOCUMENTS),
    ("Yeastar", YEASTAR_CODES, YEASTAR_DOCUMENTS),
    ("WhatsApp", WHATSAPP, WHATSAPP_DOCUMENTS),
];

#[test]
fn every_documented_code_is_in_its_table_and_no_other() {
    for (name, table, documents) in TABLES {
        let mapped: BTreeSet<&str> = table.iter().map(|known| known.code).collect();
        let documented: BTreeSet<&str> = documents.iter().copied().collect();
        let unmapped: Vec<_> = documented.difference(&mapped).collect();
        let undocumented: Vec<_> = mapped.difference(&documented).collect();
        assert!(unmapped.is_empty(), "{name}: unmapped {unmapped:?}");
        assert!(
            undocumented.is_empty(),
            "{name}: undocumented {undocumented:?}"
        );
        assert_eq!(mapped.len(), table.len(), "{name}: a code stands twice");
    }
}

#[test]
fn the_agreed_codes_mean_what_was_agreed() {
    let agreed: [(&str, &[KnownCode], Meanings); 3] = [
        (
            "Connectly",
            CONNECTLY_CODES,
            &[
                (
                    "ERROR_CODE_MESSAGE_OUTSIDE_OF_ELIGIBILITY_WINDOW",
                    WindowClosed,
                ),
                ("ERROR_CODE_MESSAGE_CUSTOMER_OPTED_OUT", OptedOut),
                ("ERROR_CODE_BUSINESS_REACHED_LIMITS", RateLimited),
                ("ERROR_CODE_BUSINESS_KEY_SECRET_ABSENT", Unauthorized),
                ("ERROR_TYPE_AUTHENTICATION", Unauthorized),
                ("ERROR_TYPE_INVALID_REQUEST", Rejected),
            ],
        ),
        (
            "Yeastar",
            YEASTAR_CODES,
            &[
                ("-2", Unavailable),
                ("-1", Rejected),
                ("10003", Unavailable),
                ("10004", Unauthorized),
                ("10005", Forbidden),
                ("40001", Rejected),
                ("40002", Rejected),
                ("40003", Conflict),
                ("60001", NotFound),
                ("60002", RateLimited),
                ("70082", RateLimited),
                ("70087", Forbidden),
                ("70123", Unavailable),
                ("70132", Unsupported),
            ],
        ),
        (
            "WhatsApp",
            WHATSAPP,
            &[
                ("0", Unauthorized),
                ("190", Unauthorized),
                ("130429", RateLimited),
                ("131047", WindowClosed),
                ("131051", Unsupported),
                ("131056", RateLimited),
            ],
        ),
    ];
    for (name, table, codes) in agreed {
        for (code, means) in codes {
            let known = table.iter().find(|known| known.code == *code);
            assert_eq!(
                known.map(|known| known.means),
                Some(*means),
                "{name} {code}"
            );
        }
    }
}

#[test]
fn only_throttling_codes_may_be_repeated() {
    let throttling: [(&str, &[&str]); 3] = [
        ("Connectly", &["ERROR_CODE_BUSINESS_REACHED_LIMITS"]),
        ("Yeastar", &["70082"]),
        ("WhatsApp", &["130429", "131056"]),
    ];
    for ((name, table, _), (_, expected)) in TABLES.into_iter().zip(throttling) {
        let repeatable = table.iter().filter(|known| known.throttles);
        let repeatable: Vec<&str> = repeatable.map(|known| known.code).collect();
        assert_eq!(repeatable, expected, "{name}");
    }
}
