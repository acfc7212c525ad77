//! What the simulator accepts. None of it is a secret of anybody's.

use serde_json::{Value, json};

use crate::{
    connectly, islash,
    template::{Template, Templates},
    yeastar,
};

/// iSlash: the header `X-USER-TOKEN`.
pub const ISLASH_TOKEN: &str = "sim-islash-token-7f3a";
/// iSlash: the form field or query parameter `session`.
pub const ISLASH_SESSION: &str = "sim-islash-session-91c2";

/// iSlash: a contact who has not written for a day, so that only templates reach them.
pub const ISLASH_CLOSED: &str = "15550131047";

/// Connectly: the business in the path.
pub const CONNECTLY_BUSINESS: &str = "0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00";
/// Connectly: the header `X-API-Key`.
pub const CONNECTLY_KEY: &str = "sim-connectly-key-5d8e";
/// Connectly: the business's one WhatsApp number.
pub const CONNECTLY_SENDER: &str = "+14151111234";

/// Connectly: a contact whose window is closed.
pub const CONNECTLY_CLOSED: &str = "+15550131047";

/// Texter: the bearer token.
pub const TEXTER_TOKEN: &str = "sim-texter-token-c4b1";
/// Texter: the account that every chat belongs to.
pub const TEXTER_ACCOUNT: &str = "14155550100";

/// A chat that Texter knows.
#[derive(Debug)]
pub struct TexterChat {
    /// The chat's `_id`.
    pub id: &'static str,
    /// The contact's phone.
    pub phone: &'static str,
    /// The contact's name.
    pub title: &'static str,
    /// The channel the chat is on.
    pub channel: &'static str,
    /// The business's account on that channel.
    pub account: &'static str,
    /// The chat's status: 0 BOT, 1 PENDING, 2 ASSIGNED, 3 RESOLVED, 4 BULK.
    pub status: u8,
}

/// Texter: the chat whose window is closed.
pub const TEXTER_CLOSED_CHAT: &str = "67c0a1f58b24880cc9670004";
/// Texter: the phone of that chat.
pub const TEXTER_CLOSED_PHONE: &str = "+15550131047";
/// Texter: a phone that has unsubscribed from templates.
pub const TEXTER_UNSUBSCRIBED: &str = "+15550131050";
/// Texter: a phone without a chat.
pub const TEXTER_NO_CHAT: &str = "+15550100000";
/// Texter: the template of the page's sample. Any other name of the documented form is taken too.
pub const TEXTER_TEMPLATE: &str = "inbox_marketing_98";

/// Texter's chats. Two share a phone, so that a search for it is ambiguous.
pub const TEXTER_CHATS: [TexterChat; 6] = [
    TexterChat {
        id: "67a87067aeedqdee1271ck4d",
        phone: "+14155552671",
        title: "Ada Example",
        channel: "whatsapp",
        account: TEXTER_ACCOUNT,
        status: 2,
    },
    TexterChat {
        id: "67bf11038b24880cc966f799",
        phone: "+972521234567",
        title: "John Doe",
        channel: "whatsapp",
        account: TEXTER_ACCOUNT,
        status: 3,
    },
    TexterChat {
        id: "67c0a1f58b24880cc9670001",
        phone: "+16044441111",
        title: "Grace Example",
        channel: "whatsapp",
        account: TEXTER_ACCOUNT,
        status: 0,
    },
    TexterChat {
        id: "67c0a1f58b24880cc9670002",
        phone: "+85256872847",
        title: "Two Chats",
        channel: "whatsapp",
        account: TEXTER_ACCOUNT,
        status: 2,
    },
    TexterChat {
        id: "67c0a1f58b24880cc9670003",
        phone: "+85256872847",
        title: "Two Chats",
        channel: "whatsapp",
        account: "14155550101",
        status: 1,
    },
    TexterChat {
        id: TEXTER_CLOSED_CHAT,
        phone: TEXTER_CLOSED_PHONE,
        title: "Closed Window",
        channel: "whatsapp",
        account: TEXTER_ACCOUNT,
        status: 3,
    },
];

/// Yeastar: an access token that never expires.
pub const YEASTAR_TOKEN: &str = "sim-yeastar-access-2ab9";
/// Yeastar: `username` of get_token.
pub const YEASTAR_CLIENT: &str = "sim-yeastar-client";
/// Yeastar: `password` of get_token.
pub const YEASTAR_SECRET: &str = "sim-yeastar-secret-8e07";
/// Yeastar: the number messages are sent from.
pub const YEASTAR_DID: &str = "+15550193510";
/// Yeastar: the message sessions that exist from the start.
pub const YEASTAR_SESSIONS: [u64; 2] = [3077, 3069];

/// Yeastar: the WhatsApp channel that the templates belong to.
pub const YEASTAR_OMNICHANNEL: u64 = 1;
/// Yeastar: a number whose window is closed.
pub const YEASTAR_CLOSED: &str = "+15550131047";
/// Yeastar: the session with that number.
pub const YEASTAR_CLOSED_SESSION: u64 = 3131;
/// Yeastar: files that are there from the start and are never purged: the page's two, and the demo's.
pub const YEASTAR_FILES: [&str; 12] = [
    "20250725/65a7872eedb341068369fe67664e0fa1",
    "20250725/d8b23d56d9974cdb90d6c2d6927861b9",
    "20261120/parcel.jpg",
    "20261120/front.jpg",
    "20261120/1.jpg",
    "20261120/2.jpg",
    "20261120/unpacking.mp4",
    "20261120/greeting.wav",
    "20261120/greeting.mp3",
    "20261120/invoice.pdf",
    "20261120/invoice's copy.pdf",
    "20261120/smile.webp",
];

/// All of it as the demo and tests read it.
pub fn as_json() -> Value {
    let chats: Vec<Value> = TEXTER_CHATS
        .iter()
        .map(|chat| json!({"id": chat.id, "phone": chat.phone, "accountId": chat.account}))
        .collect();
    json!({
        "islash": {
            "basePath": "/islash/api/public",
            "token": ISLASH_TOKEN,
            "session": ISLASH_SESSION,
            "closedWindow": {"identity": ISLASH_CLOSED},
            "templates": summaries(&islash::TEMPLATES),
        },
        "connectly": {
            "basePath": "/connectly",
            "businessId": CONNECTLY_BUSINESS,
            "apiKey": CONNECTLY_KEY,
            "sender": CONNECTLY_SENDER,
            "closedWindow": {"number": CONNECTLY_CLOSED},
            "templates": summaries(&connectly::TEMPLATES),
        },
        "texter": {
            "basePath": "/texter/server/api/v2",
            "token": TEXTER_TOKEN,
            "chats": chats,
            "closedWindow": {"chatId": TEXTER_CLOSED_CHAT, "phone": TEXTER_CLOSED_PHONE},
            "unsubscribed": TEXTER_UNSUBSCRIBED,
            "phoneWithoutChat": TEXTER_NO_CHAT,
            "templates": [{"name": TEXTER_TEMPLATE}],
        },
        "yeastar": {
            "basePath": "/yeastar",
            "accessToken": YEASTAR_TOKEN,
            "clientId": YEASTAR_CLIENT,
            "clientSecret": YEASTAR_SECRET,
            "didNumber": YEASTAR_DID,
            "sessionIds": YEASTAR_SESSIONS,
            "omnichannelId": YEASTAR_OMNICHANNEL,
            "closedWindow": {"to": YEASTAR_CLOSED, "sessionId": YEASTAR_CLOSED_SESSION},
            "files": YEASTAR_FILES,
            "templates": summaries(&yeastar::TEMPLATES),
        },
    })
}

fn summaries(templates: &Templates) -> Vec<Value> {
    templates.iter().map(Template::summary).collect()
}
