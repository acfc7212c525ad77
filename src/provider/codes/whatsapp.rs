//! WhatsApp's codes, in answers and in statuses, for every provider that passes them on.
//!
//! Those on Meta's page, <https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes>, and those that
//! clients of the Cloud API know beside them, <https://github.com/david-lev/pywa> and
//! <https://github.com/Secreto31126/whatsapp-api-js>. What may be repeated follows from the meanings; where Meta says
//! it, the row says so.

use super::KnownCode;
use crate::outcome::ErrorCode::{
    Forbidden, NotFound, OptedOut, RateLimited, Rejected, Unauthorized, Unavailable, Unsupported,
    WindowClosed,
};

/// About one message in six seconds to one contact: <https://dev.to>, and the code's own words.
const PAIR_RATE_MS: i64 = 6000;

/// WhatsApp's codes. A code of its own comes before the row that holds it.
pub const WHATSAPP: &[KnownCode] = &[
    KnownCode::new("0", Unauthorized),
    KnownCode::open("1"),
    KnownCode::open("2"),
    KnownCode::new("3", Forbidden),
    // 429 in one place and 400 in another: the code decides.
    KnownCode::throttling("4"),
    KnownCode::new("10", Forbidden),
    KnownCode::new("33", NotFound),
    KnownCode::new("100", Rejected),
    KnownCode::new("190", Unauthorized),
    KnownCode::new("200", Forbidden).to("299"),
    KnownCode::new("368", Forbidden),
    KnownCode::new("506", Rejected),
    KnownCode::throttling("613"),
    KnownCode::throttling("80007"),
    KnownCode::throttling("130429"),
    // An experiment of WhatsApp's leaves this contact out.
    KnownCode::new("130472", Rejected).of_recipient(),
    // The business may not write to this contact's country.
    KnownCode::new("130497", Forbidden).of_recipient(),
    KnownCode::open("131000"),
    KnownCode::new("131001", Rejected),
    KnownCode::new("131002", Rejected),
    KnownCode::new("131005", Forbidden),
    KnownCode::new("131006", Rejected),
    KnownCode::new("131008", Rejected),
    KnownCode::new("131009", Rejected),
    KnownCode::open("131016"),
    KnownCode::new("131020", Rejected),
    KnownCode::new("131021", Rejected),
    KnownCode::new("131026", Rejected),
    KnownCode::new("131030", Rejected),
    KnownCode::new("131031", Forbidden),
    KnownCode::new("131037", Forbidden),
    KnownCode::new("131041", NotFound),
    KnownCode::new("131042", Forbidden),
    KnownCode::new("131043", Rejected),
    KnownCode::new("131044", Forbidden),
    KnownCode::new("131045", Forbidden),
    KnownCode::new("131047", WindowClosed),
    // The number's quality, which does not mend in a minute.
    KnownCode::new("131048", RateLimited),
    // This contact has had enough marketing; Meta: not again before 24 hours.
    KnownCode::new("131049", RateLimited).of_recipient(),
    KnownCode::new("131050", OptedOut),
    KnownCode::new("131051", Unsupported),
    KnownCode::new("131052", Rejected),
    KnownCode::new("131053", Rejected),
    KnownCode::throttling("131056")
        .of_recipient()
        .waits(PAIR_RATE_MS),
    // Maintenance, and for a minute while the throughput is raised, as Meta says.
    KnownCode::throttling("131057"),
    KnownCode::new("131059", Rejected),
    KnownCode::new("131062", Unsupported),
    KnownCode::new("131063", Rejected),
    KnownCode::new("131064", RateLimited),
    // Calls to groups.
    KnownCode::new("131201", Rejected).to("131215"),
    KnownCode::new("132000", Rejected),
    KnownCode::new("132001", NotFound),
    KnownCode::new("132005", Rejected),
    KnownCode::new("132007", Rejected),
    KnownCode::new("132008", Rejected),
    KnownCode::new("132012", Rejected),
    KnownCode::new("132015", Rejected),
    KnownCode::new("132016", Rejected),
    KnownCode::new("132068", Rejected),
    KnownCode::throttling("132069"),
    // The number's registration.
    KnownCode::new("133004", Unavailable),
    KnownCode::throttling("133016"),
    KnownCode::new("133000", Rejected).to("133015"),
    KnownCode::open("135000"),
    KnownCode::new("137000", Rejected),
    // Calling.
    KnownCode::new("138000", Rejected).to("138999"),
    // Flows and blocking.
    KnownCode::new("139000", Rejected).to("139999"),
];
