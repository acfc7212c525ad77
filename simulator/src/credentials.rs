//! What the simulator accepts. None of it is a secret of anybody's.

use serde_json::{Value, json};

/// iSlash: the header `X-USER-TOKEN`.
pub const ISLASH_TOKEN: &str = "sim-islash-token-7f3a";
/// iSlash: the form field or query parameter `session`.
pub const ISLASH_SESSION: &str = "sim-islash-session-91c2";

/// Connectly: the business in the path.
pub const CONNECTLY_BUSINESS: &str = "0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00";
/// Connectly: the header `X-API-Key`.
pub const CONNECTLY_KEY: &str = "sim-connectly-key-5d8e";
/// Connectly: the business's one WhatsApp number.
pub const CONNECTLY_SENDER: &str = "+14151111234";

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

/// Texter's chats; the last two share a phone, so that a search for it is ambiguous.
pub const TEXTER_CHATS: [TexterChat; 5] = [
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
        },
        "connectly": {
            "basePath": "/connectly",
            "businessId": CONNECTLY_BUSINESS,
            "apiKey": CONNECTLY_KEY,
            "sender": CONNECTLY_SENDER,
        },
        "texter": {
            "basePath": "/texter/server/api/v2",
            "token": TEXTER_TOKEN,
            "chats": chats,
        },
        "yeastar": {
            "basePath": "/yeastar",
            "accessToken": YEASTAR_TOKEN,
            "clientId": YEASTAR_CLIENT,
            "clientSecret": YEASTAR_SECRET,
            "didNumber": YEASTAR_DID,
            "sessionIds": YEASTAR_SESSIONS,
        },
    })
}
