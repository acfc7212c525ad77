//! Visiting the fields of a message, each with its pointer and with the name under which the rules know it.

use super::Attachment;
use crate::problem::push_index;

/// What a field holds, as far as rules are concerned.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// How many items a list has.
    Count(usize),
    /// A number.
    Number(f64),
    /// A file.
    File(&'a Attachment),
    /// The field is there; there is no more to check.
    Present,
}

/// One visited field.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// JSON Pointer into the message.
    pub path: &'a str,
    /// Name in the rule table: the pointer within the content, `*` for an index.
    pub name: &'a str,
    /// What it holds.
    pub value: Value<'a>,
    /// Whether it may be left out.
    pub is_optional: bool,
}

/// Walks over fields, keeping the pointer and the name of where it is.
pub struct Walk<'v> {
    path: String,
    name: String,
    visit: &'v mut dyn FnMut(Field<'_>),
}

impl<'v> Walk<'v> {
    /// A walk that starts at `path`.
    pub fn new(path: &str, visit: &'v mut dyn FnMut(Field<'_>)) -> Self {
        Self {
            path: path.to_owned(),
            name: String::new(),
            visit,
        }
    }

    /// A field under its own name.
    pub fn field(&mut self, key: &str, value: Value<'_>) {
        self.field_as(key, key, value);
    }

    /// A field whose rule has another name than the field.
    pub fn field_as(&mut self, key: &str, rule: &str, value: Value<'_>) {
        self.visit(key, rule, value, false);
    }

    /// A text field that may be missing.
    pub fn optional(&mut self, key: &str, text: Option<&str>) {
        self.optional_as(key, key, text);
    }

    /// A text field that may be missing and whose rule has another name than the field.
    pub fn optional_as(&mut self, key: &str, rule: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.visit(key, rule, Value::Text(text), true);
        }
    }

    fn visit(&mut self, key: &str, rule: &str, value: Value<'_>, is_optional: bool) {
        self.inside(key, rule, |walk| {
            (walk.visit)(Field {
                path: &walk.path,
                name: &walk.name,
                value,
                is_optional,
            });
        });
    }

    /// A list: its length, then each item with `visit`.
    pub fn list<T>(&mut self, key: &str, items: &[T], visit: impl Fn(&T, &mut Self)) {
        self.field(key, Value::Count(items.len()));
        self.inside(key, key, |walk| {
            let (path, name) = (walk.path.len(), walk.name.len());
            walk.name.push_str("/*");
            for (index, item) in items.iter().enumerate() {
                push_index(&mut walk.path, index);
                visit(item, walk);
                walk.path.truncate(path);
            }
            walk.name.truncate(name);
        });
    }

    /// The fields of a nested object.
    pub fn object(&mut self, key: &str, visit: impl FnOnce(&mut Self)) {
        self.inside(key, key, visit);
    }

    /// The fields of a nested object whose rules have another name than the object.
    pub fn object_as(&mut self, key: &str, rule: &str, visit: impl FnOnce(&mut Self)) {
        self.inside(key, rule, visit);
    }

    fn inside(&mut self, key: &str, rule: &str, visit: impl FnOnce(&mut Self)) {
        let (path, name) = (self.path.len(), self.name.len());
        self.path.push('/');
        self.path.push_str(key);
        if !self.name.is_empty() {
            self.name.push('/');
        }
        self.name.push_str(rule);
        visit(self);
        self.path.truncate(path);
        self.name.truncate(name);
    }
}
