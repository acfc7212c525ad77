//! docs/CAPABILITIES.md and README's table say what the tables say. `SESSAGE_BLESS=1` writes them anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support {
    pub mod capability_pages;
}

use std::{env, fs, path::Path};

use sessage::provider::PROVIDERS;
use support::capability_pages::{overview, page, tables};

const BEGIN: &str = "<!-- capabilities:begin -->\n";
const END: &str = "<!-- capabilities:end -->";

#[test]
fn the_page_is_not_stale() {
    check("docs/CAPABILITIES.md", |_| page(&tables()));
}

#[test]
fn the_table_of_the_readme_is_not_stale() {
    check("README.md", |readme| {
        let (before, rest) = readme.split_once(BEGIN).unwrap();
        let (_, after) = rest.split_once(END).unwrap();
        format!("{before}{BEGIN}{}{END}{after}", overview(&tables()))
    });
}

#[test]
fn the_page_names_every_rule_with_its_source() {
    let page = page(&tables());
    for entry in PROVIDERS {
        let content = entry
            .capabilities
            .content
            .iter()
            .flat_map(|kind| kind.rules);
        for rule in entry.capabilities.message.iter().chain(content) {
            let field = rule.field.trim_start_matches("to/");
            assert!(page.contains(&format!("| `{field}` |")), "{field}");
            assert!(
                page.contains(&format!("]({})", rule.source)),
                "{}",
                rule.source
            );
        }
    }
}

fn check(file: &str, made: impl Fn(&str) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let made = made(&committed);
    if env::var_os("SESSAGE_BLESS").is_some() {
        fs::write(&path, made).unwrap();
    } else {
        assert!(committed == made, "{file} is stale: run `make docs-table`");
    }
}
