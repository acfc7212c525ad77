//! A location that the provider does not carry: text with a link to a map.

use super::Adapter;
use crate::json::Json;
use crate::message::{Content, Kind, Location};
use crate::outcome::ChangeKind;

impl Adapter<'_> {
    pub(super) fn location(&mut self, place: &Location, path: &str) -> Vec<Content> {
        let degrees = [(place.latitude, 90.0), (place.longitude, 180.0)];
        let is_on_earth = degrees.iter().all(|(value, most)| value.abs() <= *most);
        if !is_on_earth || self.carries(Kind::Location) {
            return vec![Content::Location(place.clone())];
        }
        let words = format!(
            "The location is sent as text with a link to a map, since {} carries none.",
            self.title()
        );
        self.note(ChangeKind::LocationToText, path, words);
        self.split_text(&text(place), path)
    }
}

fn text(place: &Location) -> String {
    let degrees = |value| Json::from_f64(value).unwrap_or(Json::Null).to_string();
    let link = format!(
        "https://www.google.com/maps?q={},{}",
        degrees(place.latitude),
        degrees(place.longitude)
    );
    let lines = [place.name.as_deref(), place.address.as_deref(), Some(&link)];
    let lines = lines.into_iter().flatten();
    let filled: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).collect();
    filled.join("\n")
}
