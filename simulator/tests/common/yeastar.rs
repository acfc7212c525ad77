//! The examples of help.yeastar.com, and a message that starts a session.
#![allow(dead_code, missing_docs)]

use serde_json::{Value, json};

pub const API: &str = "/yeastar/openapi/v1.0";

pub fn image() -> Value {
    json!({
        "sender_type": 1,
        "sender_no": "1003",
        "session_id": 3077,
        "msg_kind": 0,
        "msg_type": 0,
        "files": [{
            "id": "65a7872eedb341068369fe67664e0fa1",
            "name": "demo.jpeg",
            "uri": "20250725/65a7872eedb341068369fe67664e0fa1",
            "type": "image/jpeg",
            "size": 88555,
        }],
        "request_id": "imgmsg-1003-20240918170355",
    })
}

pub fn tagged() -> Value {
    json!({
        "sender_type": 1,
        "sender_no": "1003",
        "session_id": 3069,
        "msg_kind": 0,
        "msg_type": 0,
        "msg_body": "Your account details have been updated.",
        "tag": "ACCOUNT_UPDATE",
    })
}

pub fn started() -> Value {
    json!({
        "sender_type": 9,
        "channel": "whatsapp",
        "did_number": "+15550193510",
        "to": "+14155552671",
        "msg_kind": 0,
        "msg_type": 0,
        "msg_body": "Hello",
    })
}
