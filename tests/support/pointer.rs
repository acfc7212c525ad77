//! Reading and changing a value at a JSON Pointer.

#![allow(dead_code, reason = "each test file uses its part")]

use sessage::json::Json;

/// The value there, where there is one.
pub fn get<'a>(value: &'a Json, pointer: &str) -> Option<&'a Json> {
    keys(pointer).try_fold(value, |value, key| match value {
        Json::Array(items) => items.get(key.parse::<usize>().ok()?),
        other => other.get(key),
    })
}

/// The value with another one there.
pub fn set(mut value: Json, pointer: &str, new: Json) -> Json {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match find(&mut value, parent) {
        Some(Json::Object(members)) => match members.iter_mut().find(|(name, _)| name == key) {
            Some((_, member)) => *member = new,
            None => members.push((key.to_owned().into(), new)),
        },
        Some(Json::Array(items)) => items[key.parse::<usize>().unwrap()] = new,
        other => panic!("no place for {pointer}: {other:?}"),
    }
    value
}

/// The value without the member there.
pub fn remove(mut value: Json, pointer: &str) -> Json {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    if let Some(Json::Object(members)) = find(&mut value, parent) {
        members.retain(|(name, _)| name != key);
    }
    value
}

/// Every value that holds no other, by its pointer.
pub fn leaves(value: &Json) -> Vec<String> {
    fn walk(value: &Json, pointer: &str, found: &mut Vec<String>) {
        match value {
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    walk(item, &format!("{pointer}/{index}"), found);
                }
            }
            Json::Object(members) => {
                for (key, member) in members {
                    walk(member, &format!("{pointer}/{key}"), found);
                }
            }
            _ => found.push(pointer.to_owned()),
        }
    }
    let mut found = Vec::new();
    walk(value, "", &mut found);
    found
}

fn find<'a>(value: &'a mut Json, pointer: &str) -> Option<&'a mut Json> {
    keys(pointer).try_fold(value, |value, key| match value {
        Json::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
        Json::Object(members) => {
            let member = members.iter_mut().find(|(name, _)| name == key);
            member.map(|(_, value)| value)
        }
        _ => None,
    })
}

fn keys(pointer: &str) -> impl Iterator<Item = &str> {
    pointer.split('/').skip(1)
}
