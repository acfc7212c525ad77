//! Files: help.yeastar.com, upload files for message campaigns.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::answer;
use crate::{
    bounds::{REMEMBERED, UPLOAD_BYTES},
    call::{Call, Content},
    check::{
        Need::{Optional, Required},
        Object,
    },
    clock::iso,
    credentials::YEASTAR_FILES,
    multipart::Part,
    respond::Reply,
    state::{State, lock, take_next},
};

/// The files that were uploaded and not purged since.
#[derive(Debug, Default)]
pub struct Files {
    next: u64,
    /// The latest, as they were uploaded.
    uris: VecDeque<String>,
}

impl Files {
    /// Whether a file may be sent.
    pub fn has(&self, uri: &str) -> bool {
        self.uris.iter().any(|kept| kept == uri) || YEASTAR_FILES.contains(&uri)
    }

    /// Forgets every upload; what was there from the start stays.
    pub fn purge(&mut self) {
        self.uris.clear();
    }

    fn add(&mut self, part: &Part, day: &str) -> Value {
        let number = u128::from(take_next(&mut self.next)).saturating_add(1);
        // An odd factor keeps the ids apart and makes them look like the page's.
        let id = number.wrapping_mul(0x65a7_872e_edb3_4106_8369_fe67_664e_0fa1);
        let id = format!("{id:032x}");
        let uri = format!("{day}/{id}");
        self.uris.push_back(uri.clone());
        if self.uris.len() > REMEMBERED {
            self.uris.pop_front();
        }
        let media_type = part.content_type.as_deref();
        json!({
            "id": id,
            "name": bare(part.filename.as_deref().unwrap_or_default()),
            "uri": uri,
            "type": media_type.unwrap_or("application/octet-stream"),
            "size": part.size,
        })
    }
}

/// A file's name without the folders it came from.
fn bare(filename: &str) -> &str {
    filename.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// Takes the files of a form.
pub fn play(state: &State, call: &Call) -> Reply {
    let Content::Form(parts) = &call.body else {
        return answer::failure(answer::SYNTAX).with_note("the body must be multipart/form-data");
    };
    let wrong: Vec<(String, Value)> = parts
        .iter()
        .filter(|part| part.name != "files" || part.filename.is_none())
        .map(|part| (part.name.clone(), json!("")))
        .collect();
    if !wrong.is_empty() {
        return answer::invalid(answer::PARAMETER, &wrong)
            .with_note("every part must be named files and have a filename");
    }
    if parts.is_empty() {
        let missing = [("files".to_owned(), json!(""))];
        return answer::invalid(answer::PARAMETER, &missing);
    }
    let size = parts
        .iter()
        .fold(0_usize, |sum, part| sum.saturating_add(part.size));
    if size > UPLOAD_BYTES {
        return answer::failure(answer::FILE_SIZE);
    }
    let today = iso(state.clock.now_ms());
    let day: String = today.chars().filter(|c| *c != '-').take(8).collect();
    let files = &mut lock(&state.yeastar).files;
    let list: Vec<Value> = parts.iter().map(|part| files.add(part, &day)).collect();
    answer::success(&[("list", json!(list))])
}

/// Checks a File_Info and gives its uri.
pub fn check(file: &Object<'_>) -> Option<String> {
    file.only(&["id", "name", "uri", "type", "size"]);
    file.text("id", Optional, 0..=usize::MAX);
    file.text("name", Optional, 0..=usize::MAX);
    file.text("type", Optional, 0..=usize::MAX);
    file.integer("size", Optional);
    let uri = file.text("uri", Required, 1..=usize::MAX)?;
    Some(uri.to_owned())
}
