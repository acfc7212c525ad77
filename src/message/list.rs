//! Text with a list to choose from.

use super::{Fields, Header, Value, Walk, read_object};

/// Text with a list of rows, one of which the contact chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The text.
    pub text: String,
    /// What stands above it.
    pub header: Option<Header>,
    /// Small text below it.
    pub footer: Option<String>,
    /// The label that opens the list.
    pub button: String,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// A section of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Its title; required where there is more than one section.
    pub title: Option<String>,
    /// The rows, in order.
    pub rows: Vec<Row>,
}

/// A row of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What comes back when the contact chooses it; unique in the message.
    pub id: String,
    /// Its label.
    pub title: String,
    /// Small text below the label.
    pub description: Option<String>,
}

impl List {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            text: fields.text("text"),
            header: fields.with("header", Header::read),
            footer: fields.string("footer"),
            button: fields.text("button"),
            sections: fields.required_list("sections", |value, path, problems| {
                read_object(value, path, problems, Section::read)
            }),
        }
    }

    /// The rows of all sections, each with the indexes of its section and of itself.
    pub fn rows(&self) -> impl Iterator<Item = ((usize, usize), &Row)> {
        self.sections.iter().enumerate().flat_map(|(at, section)| {
            let rows = section.rows.iter().enumerate();
            rows.map(move |(index, row)| ((at, index), row))
        })
    }

    pub(super) fn walk(&self, walk: &mut Walk<'_>) {
        walk.field("text", Value::Text(&self.text));
        if let Some(header) = &self.header {
            header.walk(walk);
        }
        walk.optional("footer", self.footer.as_deref());
        walk.field("button", Value::Text(&self.button));
        walk.field_as("sections", "rows", Value::Count(self.rows().count()));
        walk.list("sections", &self.sections, |section, walk| {
            match &section.title {
                // Of several, each needs one.
                Some(title) if self.sections.len() > 1 => walk.field("title", Value::Text(title)),
                title => walk.optional("title", title.as_deref()),
            }
            walk.list("rows", &section.rows, |row, walk| {
                walk.field("id", Value::Text(&row.id));
                walk.field("title", Value::Text(&row.title));
                walk.optional("description", row.description.as_deref());
            });
        });
    }
}

impl Section {
    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            title: fields.string("title"),
            rows: fields.required_list("rows", |value, path, problems| {
                read_object(value, path, problems, |fields| Row {
                    id: fields.text("id"),
                    title: fields.text("title"),
                    description: fields.string("description"),
                })
            }),
        }
    }
}
