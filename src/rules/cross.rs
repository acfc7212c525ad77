//! What no single field shows.

use super::whatsapp;
use crate::message::{Content, List};
use crate::problem::{Code, Problem, Problems};

pub(super) fn check(content: &Content, problems: &mut Problems) {
    match content {
        Content::Buttons(buttons) => {
            let field = |key: &'static str| move |index| format!("/content/buttons/{index}/{key}");
            let ids = buttons.buttons.iter().map(|button| button.id.as_str());
            unique(ids, field("id"), whatsapp::REPLY_BUTTONS, problems);
            let titles = buttons.buttons.iter().map(|button| button.title.as_str());
            unique(titles, field("title"), whatsapp::REPLY_BUTTONS, problems);
        }
        Content::List(list) => {
            let places: Vec<(usize, usize)> = list.rows().map(|(place, _)| place).collect();
            let path = |index: usize| {
                let (section, row) = places.get(index).copied().unwrap_or_default();
                format!("/content/sections/{section}/rows/{row}/id")
            };
            let ids = list.rows().map(|(_, row)| row.id.as_str());
            unique(ids, path, whatsapp::LISTS, problems);
            section_titles(list, problems);
        }
        _ => {}
    }
}

fn unique<'a>(
    values: impl Iterator<Item = &'a str>,
    path: impl Fn(usize) -> String,
    source: &str,
    problems: &mut Problems,
) {
    let mut seen: Vec<&str> = Vec::new();
    for (index, value) in values.enumerate() {
        match seen.iter().position(|other| *other == value) {
            Some(first) if !value.trim().is_empty() => {
                let words = format!(
                    "The same value stands at {}. Each must differ.",
                    path(first)
                );
                let problem = Problem::error(path(index), Code::Duplicate, words);
                problems.add(problem.with_source(source));
            }
            _ => {}
        }
        seen.push(value);
    }
}

fn section_titles(list: &List, problems: &mut Problems) {
    if list.sections.len() < 2 {
        return;
    }
    for (index, section) in list.sections.iter().enumerate() {
        if section.title.is_none() {
            let problem = Problem::error(
                format!("/content/sections/{index}/title"),
                Code::Required,
                "Every section needs a title where there is more than one.",
            );
            problems.add(problem.with_source(whatsapp::LISTS));
        }
    }
}
