//! Every code that a provider documents has a meaning here, and the meanings are the agreed ones.
//!
//! The lists are written as the documents have them, apart from the tables that they check.

use std::collections::BTreeSet;

use sessage::outcome::ErrorCode::{
    self, Conflict, Forbidden, NotFound, OptedOut, RateLimited, Rejected, Unauthorized,
    Unavailable, Unsupported, WindowClosed,
};
use sessage::provider::codes::{Again, KnownCode, WHATSAPP, known};
use sessage::provider::{CONNECTLY_CODES, YEASTAR_CODES};

/// <https://docs.connectly.ai/messaging/error-codes>
const CONNECTLY_DOCUMENTS: &[&str] = &[
    "ERROR_TYPE_UNSPECIFIED",
    "ERROR_CODE_UNSPECIFIED",
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

/// <https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes> and
/// <https://github.com/david-lev/pywa>; a row by its first code.
const WHATSAPP_DOCUMENTS: &[&str] = &[
    "0", "1", "2", "3", "4", "10", "33", "100", "190", "200", "368", "506", "613", "80007",
    "130429", "130472", "130497", "131000", "131001", "131002", "131005", "131006", "131008",
    "131009", "131016", "131020", "131021", "131026", "131030", "131031", "131037", "131041",
    "131042", "131043", "131044", "131045", "131047", "131048", "131049", "131050", "131051",
    "131052", "131053", "131056", "131057", "131059", "131062", "131063", "131064", "131201",
    "132000", "132001", "132005", "132007", "132008", "132012", "132015", "132016", "132068",
    "132069", "133000", "133004", "133016", "135000", "137000", "138000", "139000",
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
                ("10002", Rejected),
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
                ("1", Unavailable),
                ("3", Forbidden),
                ("33", NotFound),
                ("100", Rejected),
                ("190", Unauthorized),
                ("368", Forbidden),
                ("80007", RateLimited),
                ("130429", RateLimited),
                ("130472", Rejected),
                ("130497", Forbidden),
                ("131000", Unavailable),
                ("131005", Forbidden),
                ("131031", Forbidden),
                ("131037", Forbidden),
                ("131041", NotFound),
                ("131042", Forbidden),
                ("131044", Forbidden),
                ("131045", Forbidden),
                ("131047", WindowClosed),
                ("131048", RateLimited),
                ("131049", RateLimited),
                ("131050", OptedOut),
                ("131051", Unsupported),
                ("131056", RateLimited),
                ("131062", Unsupported),
                ("131063", Rejected),
                ("131064", RateLimited),
                ("132001", NotFound),
                ("133004", Unavailable),
                ("137000", Rejected),
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
fn what_follows_from_each_code() {
    let listed = |table: &[KnownCode], again: Again| -> Vec<&'static str> {
        let codes = table.iter().filter(|known| known.again == again);
        codes.map(|known| known.code).collect()
    };
    let follows: [(&str, &[KnownCode], Again, &[&str]); 9] = [
        (
            "Connectly",
            CONNECTLY_CODES,
            Again::AfterWait,
            &["ERROR_CODE_BUSINESS_REACHED_LIMITS"],
        ),
        (
            "Connectly",
            CONNECTLY_CODES,
            Again::Open,
            &["ERROR_CODE_UNSPECIFIED", "ERROR_TYPE_UNSPECIFIED"],
        ),
        ("Connectly", CONNECTLY_CODES, Again::Later, &[]),
        ("Yeastar", YEASTAR_CODES, Again::AfterWait, &["70082"]),
        ("Yeastar", YEASTAR_CODES, Again::Open, &["-2"]),
        (
            "Yeastar",
            YEASTAR_CODES,
            Again::Later,
            &["10003", "70123", "70514"],
        ),
        (
            "WhatsApp",
            WHATSAPP,
            Again::AfterWait,
            &[
                "4", "613", "80007", "130429", "131056", "131057", "132069", "133016",
            ],
        ),
        (
            "WhatsApp",
            WHATSAPP,
            Again::Open,
            &["1", "2", "131000", "131016", "135000"],
        ),
        ("WhatsApp", WHATSAPP, Again::Later, &["133004"]),
    ];
    for (name, table, again, codes) in follows {
        assert_eq!(listed(table, again), codes, "{name} {again:?}");
    }
    for (name, table, _) in TABLES {
        for known in table {
            let is_slow = known.means == RateLimited;
            assert!(!known.throttles() || is_slow, "{name} {}", known.code);
            assert_eq!(known.is_open(), known.again == Again::Open);
        }
    }
    let of_recipient: Vec<&str> = WHATSAPP
        .iter()
        .filter(|known| known.of_recipient)
        .map(|known| known.code)
        .collect();
    assert_eq!(of_recipient, ["130472", "130497", "131049", "131056"]);
}

#[test]
fn rows_of_codes_are_told_by_their_ends() {
    let means = |code: &str| known("connectly", Some(code), None).map(|known| known.means);
    let cases = [
        ("199", None),
        ("200", Some(Forbidden)),
        ("250", Some(Forbidden)),
        ("299", Some(Forbidden)),
        ("300", None),
        ("2500", None),
        ("131200", None),
        ("131201", Some(Rejected)),
        ("131215", Some(Rejected)),
        ("131216", None),
        ("133000", Some(Rejected)),
        ("133004", Some(Unavailable)),
        ("133015", Some(Rejected)),
        ("133016", Some(RateLimited)),
        ("133017", None),
        ("138000", Some(Rejected)),
        ("139999", Some(Rejected)),
        ("13999a", None),
        ("140000", None),
    ];
    for (code, expected) in cases {
        assert_eq!(means(code), expected, "{code}");
    }
}

#[test]
fn a_code_is_known_where_it_stands_and_nowhere_else() {
    let cases: [(&str, Option<&str>, Option<&str>, Option<&str>); 20] = [
        ("texter", Some("131056"), None, Some("131056")),
        (
            "islash",
            Some("RESP_NO"),
            Some("(#131047) Re-engagement"),
            Some("131047"),
        ),
        (
            "islash",
            Some("RESP_NO"),
            Some("Failed: (#131047) Re"),
            Some("131047"),
        ),
        (
            "islash",
            Some("RESP_NO"),
            Some("131047: Re-engagement"),
            None,
        ),
        ("islash", Some("RESP_NO"), Some("ref 131047"), None),
        ("islash", Some("RESP_NO"), Some("#131047"), None),
        ("islash", Some("RESP_NO"), Some("(#131047x)"), None),
        ("islash", Some("RESP_NO"), Some("(#1310471)"), None),
        ("islash", None, Some("(#1) and (#131056)"), Some("131056")),
        (
            "islash",
            None,
            Some("No \"(#131047)\" (#131056)"),
            Some("131056"),
        ),
        ("texter", None, Some("Bad text: \"(#131047)\""), None),
        (
            "texter",
            None,
            Some("Bad text: \u{201c}(#131047)\u{201d}"),
            None,
        ),
        ("texter", Some("100"), None, None),
        ("yeastar", Some("4"), None, None),
        ("connectly", Some("4"), None, Some("4")),
        (
            "connectly",
            None,
            Some("(#100) Invalid parameter"),
            Some("100"),
        ),
        ("yeastar", Some("40002"), Some("(#131047)"), Some("40002")),
        ("yeastar", Some("79999"), Some("(#131047)"), Some("131047")),
        (
            "connectly",
            Some("ERROR_CODE_MESSAGE_CUSTOMER_OPTED_OUT"),
            Some("ref (#131047)"),
            Some("ERROR_CODE_MESSAGE_CUSTOMER_OPTED_OUT"),
        ),
        ("nobody", Some("131047"), None, Some("131047")),
    ];
    for (provider, code, words, expected) in cases {
        let found = known(provider, code, words).map(|known| known.code);
        assert_eq!(found, expected, "{provider} {code:?} {words:?}");
    }
}
