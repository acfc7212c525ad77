//! The providers, each configured so that a send is one call, and with the bodies that tests answer with.

/// A configured provider as data.
#[derive(Debug)]
pub struct Line {
    pub name: &'static str,
    pub config: &'static str,
    pub message: &'static str,
    /// The answer to a message that was taken.
    pub accepted: &'static str,
    pub message_id: &'static str,
    /// An answer that reports failure: its code, where the provider has codes, and the words `Not today`.
    pub refused: &'static str,
    /// What the configuration holds that must never be seen.
    pub secrets: &'static [&'static str],
    /// The URL of a send as events show it.
    pub url: &'static str,
}

pub static ISLASH: Line = Line {
    name: "islash",
    config: r#"{"provider":"islash","baseUrl":"https://islash.example/api/public",
        "token":"T0k/isl+1=","session":"4711081599"}"#,
    message: r#"{"to":"+85256872847","content":{"type":"text","text":"Hello"}}"#,
    accepted: r#"{"meta":{"code":"RESP_OKAY"},"data":{"message":{"id":12,"status":"sent"}}}"#,
    message_id: "12",
    refused: r#"{"meta":{"code":"RESP_NO","message":"Not today"}}"#,
    secrets: &["T0k/isl+1=", "4711081599"],
    url: "https://islash.example/api/public/send-session-message",
};

pub static CONNECTLY: Line = Line {
    name: "connectly",
    config: r#"{"provider":"connectly","businessId":"biz","apiKey":"K3y/con+2="}"#,
    message: r#"{"to":"+85256872847","content":{"type":"text","text":"Hello"}}"#,
    accepted: r#"{"id":"con-1"}"#,
    message_id: "con-1",
    refused: r#"{"code":"ERROR_CODE_NO","message":"Not today"}"#,
    secrets: &["K3y/con+2="],
    url: "https://api.connectly.ai/v1/businesses/biz/send/messages",
};

pub static TEXTER: Line = Line {
    name: "texter",
    config: r#"{"provider":"texter","projectId":"demo","token":"T0k/tex+3="}"#,
    message: r#"{"to":{"conversationId":"chat1"},"content":{"type":"text","text":"Hello"}}"#,
    accepted: r#"{"success":true,"messages":[{"_id":"tex-1","status":1}]}"#,
    message_id: "tex-1",
    refused: r#"{"success":false,"error":"Not today"}"#,
    secrets: &["T0k/tex+3="],
    url: "https://demo.texterchat.com/server/api/v2/messages/send/chat1",
};

pub static YEASTAR: Line = Line {
    name: "yeastar",
    config: r#"{"provider":"yeastar","baseUrl":"https://pbx.example","accessToken":"T0k/yea+4=",
        "from":"+16045550100"}"#,
    secrets: &["T0k/yea+4="],
    ..YEASTAR_DATA
};

/// Yeastar where sessage logs in: a send is two calls from a cold client.
pub static YEASTAR_LOGIN: Line = Line {
    name: "yeastar, logging in",
    config: r#"{"provider":"yeastar","baseUrl":"https://pbx.example","clientId":"Cl1/ent+5=",
        "clientSecret":"S3c/ret+6=","from":"+16045550100"}"#,
    secrets: &["Cl1/ent+5=", "S3c/ret+6="],
    ..YEASTAR_DATA
};

/// What both ways of Yeastar share.
const YEASTAR_DATA: Line = Line {
    name: "",
    config: "",
    message: r#"{"to":"+85256872847","content":{"type":"text","text":"Hello"}}"#,
    accepted: r#"{"errcode":0,"errmsg":"SUCCESS","msg_id":99,"session_id":30}"#,
    message_id: "99",
    refused: r#"{"errcode":40002,"errmsg":"Not today"}"#,
    secrets: &[],
    url: "https://pbx.example/openapi/v1.0/message/send?access_token=MASKED_accessToken",
};

/// All four, each with one call a send.
pub static EVERY: [&Line; 4] = [&ISLASH, &CONNECTLY, &TEXTER, &YEASTAR];
