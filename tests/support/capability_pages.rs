//! The pages that show what each provider carries, made of the table that validation runs on.

use std::fmt::Write as _;

use sessage::json::{Json, Key};
use sessage::provider::PROVIDERS;
use sessage::rules::Capabilities;

const MEDIA: [&str; 5] = ["image", "video", "audio", "document", "sticker"];
const SOURCES: [(&str, &str); 3] = [
    ("url", "by url"),
    ("file", "by file"),
    ("uploaded", "uploaded"),
];

/// What a template's header may be, as shown by that of an image.
const TEMPLATE_HEADERS: [(&str, &str); 4] = [
    ("header", "as text"),
    ("header/image/url", "by url"),
    ("header/image/file", "by file"),
    ("header/image/uploaded", "uploaded"),
];

/// Every provider's table as data.
pub fn tables() -> Vec<Json> {
    let peers: Vec<&Capabilities> = PROVIDERS.iter().map(|entry| entry.capabilities).collect();
    peers.iter().map(|table| table.describe(&peers)).collect()
}

/// The whole page.
pub fn page(tables: &[Json]) -> String {
    let mut page = "# What each provider carries\n\n\
        Made by `make docs-table` of the tables that validation runs on; `capabilities(provider)` gives the\n\
        same as data. Lengths count Unicode code points where the unit is characters. A KB is 1,024 bytes, an MB 1,048,576.\n\n"
        .to_owned();
    page.push_str(&overview(tables));
    page.push_str("\n## Files\n\nThese limits are WhatsApp's. A file given by Blob is checked against them where its \
        provider's table says so.\n\n| kind | types | largest | source |\n|---|---|---|---|\n");
    for kind in MEDIA {
        let media = at(&tables[0], &["content", kind, "media"]);
        let types = list(at(media, &["types"]));
        let largest = bytes(at(media, &["maxBytes"]).as_i64().unwrap());
        let _ = writeln!(page, "| {kind} | {types} | {largest} | {} |", source(media));
    }
    for table in tables {
        provider(&mut page, table);
    }
    page
}

/// What README shows: one column for each provider.
pub fn overview(tables: &[Json]) -> String {
    let titles: Vec<&str> = tables.iter().map(|table| text(table, "title")).collect();
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    let mut row = |name: &str, cell: &dyn Fn(&Json) -> String| {
        let cells: Vec<String> = tables.iter().map(cell).collect();
        match rows.last_mut() {
            Some((names, last)) if *last == cells => *names = format!("{names}, {name}"),
            _ => rows.push((name.to_owned(), cells)),
        }
    };
    for (kind, _) in members(at(&tables[0], &["content"])) {
        row(kind, &|table| content_cell(at(table, &["content", kind])));
    }
    row("recipient", &|table| {
        let ways = members(at(table, &["recipients"])).iter();
        let ways = ways.filter(|(_, rule)| is_carried(rule));
        ways.map(|(way, _)| &**way).collect::<Vec<_>>().join(", ")
    });
    for (field, _) in members(at(&tables[0], &["message"])) {
        let name = format!("`{field}`");
        row(&name, &|table| match at(table, &["message", field]) {
            rule if is_carried(rule) => "✓".to_owned(),
            rule if rule.get("source").is_some() => "dropped, with a warning".to_owned(),
            _ => String::new(),
        });
    }
    row("beside sending", &operations);
    let mut lines = format!(
        "| | {} |\n|---|{}\n",
        titles.join(" | "),
        "---|".repeat(tables.len())
    );
    for (name, cells) in rows {
        let cells = cells
            .iter()
            .map(|cell| format!(" {cell} |").replace("  |", " |"));
        let _ = writeln!(lines, "| {name} |{}", cells.collect::<String>());
    }
    lines
}

fn content_cell(kind: &Json) -> String {
    if !is_carried(kind) {
        return String::new();
    }
    let field = |name: &str| kind.at(&["fields", name]).filter(|rule| is_carried(rule));
    if let Some(items) = field("items") {
        return match at(items, &["max"]).as_i64() {
            Some(1) => "one item".to_owned(),
            most => format!("1 to {} items", most.unwrap()),
        };
    }
    let ways = SOURCES.iter().filter(|(name, _)| field(name).is_some());
    let ways: Vec<&str> = ways.map(|(_, words)| *words).collect();
    if !ways.is_empty() {
        return ways.join(", ");
    }
    let ways = TEMPLATE_HEADERS
        .iter()
        .filter(|(name, _)| field(name).is_some());
    let ways: Vec<&str> = ways.map(|(_, words)| *words).collect();
    if field("name").is_some() && !ways.is_empty() {
        return format!("✓ header {}", ways.join(", "));
    }
    let around = ["header", "footer"]
        .into_iter()
        .filter(|name| field(name).is_some());
    let around: Vec<&str> = around.collect();
    format!("✓ {}", around.join(", ")).trim_end().to_owned()
}

fn provider(page: &mut String, table: &Json) {
    let _ = write!(
        page,
        "\n## {}\n\nRules are from [{}]({}) where no other source stands beside them.\n",
        text(table, "title"),
        host(text(table, "source")),
        text(table, "source")
    );
    let features = members(at(table, &["features"])).iter();
    let (has, lacks): (Vec<_>, Vec<_>) = features.partition(|(_, has)| *has == Json::Bool(true));
    let names = |flags: Vec<&(Key, Json)>| -> String {
        let names: Vec<String> = flags.iter().map(|(name, _)| format!("`{name}`")).collect();
        if names.is_empty() {
            "nothing".to_owned()
        } else {
            names.join(", ")
        }
    };
    let _ = writeln!(page, "\nHas {}. Lacks {}.", names(has), names(lacks));
    let _ = writeln!(page, "\nBeside sending: {}.", operations(table));
    page.push_str("\n### Recipients\n\n");
    rules(page, at(table, &["recipients"]));
    page.push_str("\n### Fields beside the content\n\n");
    rules(page, at(table, &["message"]));
    let mut lacking = Vec::new();
    for (name, kind) in members(at(table, &["content"])) {
        if is_carried(kind) {
            let _ = write!(page, "\n### {}\n\n", capitalised(name));
            rules(page, at(kind, &["fields"]));
            if name == "template" {
                page.push_str("\n### Recipients and fields beside a template\n\n");
                rules(page, at(table, &["template"]));
            }
        } else {
            lacking.push(&**name);
        }
    }
    if !lacking.is_empty() {
        let _ = write!(
            page,
            "\n### Kinds that are not carried\n\n{}\n",
            lacking.join(", ")
        );
    }
}

/// What the provider can be asked for beside sending, as calls of a client.
fn operations(table: &Json) -> String {
    let names = at(table, &["operations"]).as_array().unwrap().iter();
    let names: Vec<String> = names
        .map(|name| format!("`{}()`", name.as_str().unwrap()))
        .collect();
    if names.is_empty() {
        "nothing".to_owned()
    } else {
        names.join(", ")
    }
}

/// The rules of some fields, and the fields that only others carry.
fn rules(page: &mut String, fields: &Json) {
    let (own, others): (Vec<_>, Vec<_>) = members(fields)
        .iter()
        .partition(|(_, rule)| rule.get("source").is_some());
    page.push_str("| field | limit | form | source |\n|---|---|---|---|\n");
    for (field, rule) in own {
        let limit = if is_carried(rule) {
            limit(rule)
        } else {
            "dropped, with a warning".to_owned()
        };
        let row = format!(
            "| `{field}` | {limit} | {} | {} |",
            form(rule),
            source(rule)
        );
        let _ = writeln!(
            page,
            "{}",
            row.replace("|  |", "| |").replace("|  |", "| |")
        );
    }
    if !others.is_empty() {
        let names: Vec<String> = others
            .iter()
            .map(|(field, _)| format!("`{field}`"))
            .collect();
        let _ = writeln!(page, "\nNot carried: {}.", names.join(", "));
    }
}

fn limit(rule: &Json) -> String {
    let number = |key| rule.get(key).map(Json::to_string);
    let unit = rule.get("unit").and_then(Json::as_str).unwrap_or_default();
    let size = rule.get("max").and_then(Json::as_i64);
    match (number("min"), number("max"), size) {
        (None, Some(_), Some(size)) if unit == "bytes" && size > 4096 => bytes(size),
        (None, Some(max), _) => format!("{max} {unit}"),
        (Some(min), None, _) => format!("at least {min} {unit}"),
        (Some(min), Some(max), _) => format!("{min} to {max} {unit}").trim_end().to_owned(),
        (None, None, _) => String::new(),
    }
}

fn form(rule: &Json) -> String {
    let name = rule
        .get("format")
        .and_then(Json::as_str)
        .unwrap_or_default();
    match rule.get("values") {
        Some(_) if name == "MIME type" => "a type of [Files](#files)".to_owned(),
        Some(values) => format!("{name} {}", list(values)),
        None => name.to_owned(),
    }
}

fn bytes(count: i64) -> String {
    match count {
        count if count % (1 << 20) == 0 => format!("{} MB", count >> 20),
        count => format!("{} KB", count >> 10),
    }
}

fn source(rule: &Json) -> String {
    let url = text(rule, "source");
    format!("[{}]({url})", host(url))
}

fn host(url: &str) -> &str {
    url.split('/').nth(2).unwrap()
}

fn list(values: &Json) -> String {
    let values = values.as_array().unwrap().iter();
    let values: Vec<String> = values
        .map(|it| format!("`{}`", it.as_str().unwrap()))
        .collect();
    values.join(", ")
}

fn capitalised(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

fn is_carried(rule: &Json) -> bool {
    rule.get("carried") == Some(&Json::Bool(true))
}

fn text<'a>(value: &'a Json, key: &str) -> &'a str {
    at(value, &[key]).as_str().unwrap()
}

fn at<'a>(value: &'a Json, path: &[&str]) -> &'a Json {
    value
        .at(path)
        .unwrap_or_else(|| panic!("no {path:?} in {value}"))
}

fn members(value: &Json) -> &[(Key, Json)] {
    match value {
        Json::Object(members) => members,
        other => panic!("no object: {other}"),
    }
}
