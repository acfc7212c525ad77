//! Templates for a provider: those that the simulator knows, with any values for their placeholders.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use sessage::message::{
    Attachment, ButtonKind, Kind, Media, MediaKind, MediaSource, TemplateBody, TemplateButton,
    TemplateContent, TemplateHeader,
};
use sessage::rules::Capabilities;
use sessage_simulator::credentials;

use super::known;
use super::messages::{Fields, unescaped, url};

/// A template that the provider's simulator takes, for the most part.
pub fn of(table: &'static Capabilities) -> BoxedStrategy<TemplateContent> {
    let provider = table.provider;
    let field = Fields(table.kind(Kind::Template).unwrap_or_default());
    let known = credentials::as_json()[provider]["templates"].clone();
    let known = known.as_array().unwrap().clone();
    select(known)
        .prop_flat_map(move |summary| {
            let (buttons, body) = (buttons(field, &summary), body(field, &summary));
            let header = header(provider, field, &summary);
            (
                Just(summary),
                header,
                body,
                buttons,
                field.optional("category", 0.1),
            )
        })
        .prop_map(move |(summary, header, body, buttons, category)| {
            let text = |key: &str| summary[key].as_str().map(str::to_owned);
            // Others have no place for ids.
            let has_ids = provider == "yeastar";
            TemplateContent {
                name: text("name").unwrap(),
                language: text("language").filter(|_| provider != "islash"),
                id: summary["id"]
                    .as_u64()
                    .filter(|_| has_ids)
                    .map(|id| id.to_string()),
                template_id: text("template_id").filter(|_| has_ids),
                category,
                header,
                body,
                buttons,
            }
        })
        .boxed()
}

fn header(
    provider: &'static str,
    field: Fields,
    summary: &Value,
) -> BoxedStrategy<Option<TemplateHeader>> {
    let header = &summary["header"];
    let format = header["format"].as_str().unwrap_or_default();
    let kind = match format {
        "IMAGE" => MediaKind::Image,
        "VIDEO" => MediaKind::Video,
        "DOCUMENT" => MediaKind::Document,
        "TEXT" if header["variable"].is_string() => {
            let text = field.text("header").prop_map(TemplateHeader::Text);
            return text.prop_map(Some).boxed();
        }
        _ if provider == "texter" => {
            let kinds = vec![MediaKind::Image, MediaKind::Video, MediaKind::Document];
            let media = select(kinds).prop_flat_map(move |kind| media(provider, field, kind));
            return weighted(0.5, media.prop_map(TemplateHeader::Media)).boxed();
        }
        _ => return Just(None).boxed(),
    };
    media(provider, field, kind)
        .prop_map(|media| Some(TemplateHeader::Media(media)))
        .boxed()
}

fn media(provider: &'static str, field: Fields, kind: MediaKind) -> BoxedStrategy<Media> {
    let place = format!("header/{}", kind.name());
    let source = match provider {
        "connectly" | "texter" => url().prop_map(MediaSource::Url).boxed(),
        "islash" => file(kind).prop_map(MediaSource::File).boxed(),
        _ => prop_oneof![
            known::uploaded(provider).prop_map(MediaSource::Uploaded),
            file(kind).prop_map(MediaSource::File),
        ]
        .boxed(),
    };
    source
        .prop_flat_map(move |source| {
            let way = match source {
                MediaSource::Url(_) => "url",
                MediaSource::File(_) => "file",
                MediaSource::Uploaded(_) => "uploaded",
            };
            let filename = field.optional(&format!("{place}/{way}/filename"), 0.4);
            (Just(source), filename)
        })
        .prop_map(move |(source, filename)| Media {
            kind,
            source,
            caption: None,
            filename: filename.map(unescaped),
        })
        .boxed()
}

/// A file of the kind, its name ending like it.
fn file(kind: MediaKind) -> BoxedStrategy<Attachment> {
    let (content_type, name) = match kind {
        MediaKind::Video => ("video/mp4", "a \"tour\".mp4"),
        MediaKind::Document => ("application/pdf", "invoice.pdf"),
        _ => ("image/png", "a.png"),
    };
    (1..3000_u64, any::<bool>())
        .prop_map(move |(size, named)| Attachment {
            handle: 0,
            content_type: content_type.to_owned(),
            size,
            name: named.then(|| name.to_owned()),
        })
        .boxed()
}

fn body(field: Fields, summary: &Value) -> BoxedStrategy<TemplateBody> {
    let names = summary["body"].as_array().cloned().unwrap_or_default();
    let rule = match summary["header"].is_null() && names_of(summary, "buttons") == 0 {
        true => "body/only/*",
        false => "body/*",
    };
    // Texter's simulator knows no template's text, so that any number of values is right.
    let count = match summary["body"].is_array() {
        true => names.len()..=names.len(),
        false => 0..=4,
    };
    let is_named = summary["parameter_format"] == "NAMED";
    vec(field.text(rule), count)
        .prop_map(move |values| match is_named {
            true => {
                let names = names.iter().map(|name| name.as_str().unwrap().to_owned());
                TemplateBody::Named(names.zip(values).collect())
            }
            false => TemplateBody::Positional(values),
        })
        .boxed()
}

fn names_of(summary: &Value, key: &str) -> usize {
    summary[key].as_array().map_or(0, Vec::len)
}

fn buttons(field: Fields, summary: &Value) -> BoxedStrategy<Vec<TemplateButton>> {
    let listed = summary["buttons"].as_array().cloned().unwrap_or_default();
    let one = |button: &Value| {
        let kind = button["type"].as_str().unwrap().to_lowercase();
        let kind = ButtonKind::by_name(&kind).unwrap();
        let text = match button["variable"] == true {
            true => field.text("buttons/*/url").prop_map(Some).boxed(),
            false => Just(None).boxed(),
        };
        text.prop_map(move |text| TemplateButton { kind, text })
    };
    listed.iter().map(one).collect::<Vec<_>>().boxed()
}
