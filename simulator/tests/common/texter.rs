//! One Texter message of every kind.
#![allow(dead_code, missing_docs)]

use serde_json::{Value, json};

pub fn text() -> Value {
    json!({"type": "text", "text": "Hey there!"})
}

pub fn media() -> Value {
    json!({"type": "media", "media": [
        {"mediaType": "image", "url": "https://example.com/1.jpg", "caption": "One"},
    ]})
}

pub fn album() -> Value {
    json!({"type": "media", "media": [
        {"mediaType": "image", "url": "https://example.com/1.jpg", "caption": "One"},
        {"mediaType": "document", "fileId": "f-2", "filename": "two.pdf"},
        {"mediaType": "audio", "url": "https://example.com/3.mp3"},
    ]})
}

pub fn buttons() -> Value {
    json!({"type": "buttons", "text": "Choose", "buttons": [
        {"title": "Yes", "payload": "y"},
        {"title": "No", "payload": "n"},
    ]})
}

pub fn list() -> Value {
    json!({"type": "list", "text": "Choose", "list": {"button": "Open", "sections": [
        {"title": "A", "rows": [{"title": "One", "payload": "1", "description": "First"}]},
        {"title": "B", "rows": [{"title": "Two", "payload": "2"}]},
    ]}})
}

pub fn contacts() -> Value {
    json!({"type": "contacts", "contacts": [{
        "name": {"formatted_name": "Ada Example", "first_name": "Ada"},
        "phones": [{"phone": "+14155552671", "type": "CELL", "wa_id": "14155552671"}],
        "emails": [{"email": "ada@example.com", "type": "WORK"}],
        "urls": [{"url": "https://example.com"}],
        "addresses": [{"street": "1 Main St", "city": "Menlo Park", "country_code": "us"}],
        "org": {"company": "Example", "title": "Engineer"},
        "birthday": "1990-12-10",
    }]})
}

pub fn location() -> Value {
    json!({"type": "location", "location": {
        "latitude": 37.7749,
        "longitude": -122.4194,
        "name": "San Francisco",
        "address": "123 Main St",
    }})
}
