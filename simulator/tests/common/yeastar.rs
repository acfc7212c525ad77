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

/// The page's template, filled in as the page does.
pub const PARAM: &str = concat!(
    r#"{"id":1773,"template_id":"1293546285747227","name":"discount_campaign","#,
    r#""language":{"code":"en"},"parameter_format":"NAMED","components":[{"type":"HEADER","#,
    r#""parameters":[{"type":"IMAGE","file_list":[{"id":"d8b23d56d9974cdb90d6c2d6927861b9","#,
    r#""name":"demo.jpeg","uri":"20250725/d8b23d56d9974cdb90d6c2d6927861b9","#,
    r#""type":"image/jpeg","size":88555}]}]},{"type":"BODY","parameters":[{"type":"TEXT","#,
    r#""text":"VIP","parameter_name":"customertier"},{"type":"TEXT","text":"discount","#,
    r#""parameter_name":"offertype"},{"type":"TEXT","text":"20% off for all products","#,
    r#""parameter_name":"offerdetails"},{"type":"TEXT","text":"July 31, 2025","#,
    r#""parameter_name":"expirydate"},{"type":"TEXT","text":"SmartMal","#,
    r#""parameter_name":"companyname"}]},{"type":"BUTTONS","parameters":[{"type":"FLOW","#,
    r#""text":""},{"type":"URL","text":""},{"type":"VOICE_CALL","text":""}]}]}"#,
);

/// The page's template message, sent where such messages go.
pub fn template() -> Value {
    json!({
        "sender_type": 1,
        "sender_no": "1003",
        "channel": "whatsapp",
        "did_number": "+15550193510",
        "to": "+14155552671",
        "msg_kind": 1,
        "msg_type": 0,
        "whatsapp_msg_param": PARAM,
    })
}
