//! The examples of docs.connectly.ai.
#![allow(dead_code, missing_docs)]

use serde_json::{Value, json};

use super::with;

/// The page's examples all have the same two ends.
pub fn example(message: Value) -> Value {
    json!({
        "sender": {"id": "+14151111234", "channelType": "whatsapp"},
        "recipient": {"id": "+16044441111", "channelType": "whatsapp"},
        "message": message,
    })
}

pub fn text() -> Value {
    example(json!({"text": "Hello, this is a text message!"}))
}

pub fn attachment(attachment: Value) -> Value {
    example(json!({"attachments": [attachment]}))
}

pub fn document() -> Value {
    attachment(json!({
        "type": "document",
        "url": "https://example.com/document.pdf",
        "caption": "Check out this document!",
        "filename": "document.pdf",
    }))
}

pub fn location() -> Value {
    example(json!({"location": {
        "latitude": 37.7749,
        "longitude": -122.4194,
        "name": "San Francisco",
        "address": "123 Main St",
    }}))
}

/// The page's list has no text; WhatsApp requires one.
pub fn list_as_printed() -> Value {
    example(json!({"listMessage": {
        "header": {"text": "Check out this list of items!"},
        "footer": {"text": "Choose an option from the list."},
        "button": {"text": "Select"},
        "sections": [
            {"title": "Section 1", "rows": [
                {"id": "1", "text": "Item 1", "description": "Description for Item 1"},
                {"id": "2", "text": "Item 2", "description": "Description for Item 2"},
            ]},
            {"title": "Section 2", "rows": [
                {"id": "3", "text": "Item 3", "description": "Description for Item 3"},
            ]},
        ],
    }}))
}

pub fn list() -> Value {
    with(&list_as_printed(), "/message/text", Some(json!("Items")))
}

pub fn buttons() -> Value {
    example(json!({
        "text": "This is a reply button message",
        "replyButtonMessage": {
            "header": {"text": "Header"},
            "footer": {"text": "Footer"},
            "buttons": [
                {"id": "b1", "text": "Button 1"},
                {"id": "b2", "text": "Button 2"},
                {"id": "b3", "text": "Button 3"},
            ],
        },
    }))
}
