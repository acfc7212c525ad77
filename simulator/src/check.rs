//! Checks of a JSON body, field by field. Lengths are counted in Unicode code points.

use std::{cell::RefCell, ops::RangeInclusive};

use serde_json::{Map, Value};

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A required field is not there.
    Missing,
    /// The field is not documented.
    Unknown,
    /// The value has another JSON type.
    Type,
    /// A text is empty where words are needed.
    Empty,
    /// A text is too long, or a list has too few or too many entries.
    Length,
    /// The value is of the right type and still not allowed.
    Value,
}

/// One thing that a provider refuses.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The field, with dots between the levels: `message.attachments.0.url`.
    pub field: String,
    pub kind: Kind,
    /// What was given, if anything was.
    pub value: Option<Value>,
    pub why: String,
}

/// Everything wrong with one body, in the order it was found.
#[derive(Debug, Default)]
pub struct Report(RefCell<Vec<Refusal>>);

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
}

/// A JSON object that is being checked.
#[derive(Clone, Debug)]
pub struct Object<'a> {
    path: String,
    fields: &'a Map<String, Value>,
    report: &'a Report,
}

impl Report {
    /// Notes a refusal.
    pub fn refuse(&self, field: &str, kind: Kind, value: Option<&Value>, why: &str) {
        self.0.borrow_mut().push(Refusal {
            field: field.to_owned(),
            kind,
            value: value.cloned(),
            why: why.to_owned(),
        });
    }

    /// All refusals so far.
    pub fn take(&self) -> Vec<Refusal> {
        self.0.take()
    }

    /// The body's outermost object.
    pub fn root<'a>(&'a self, body: &'a Value) -> Option<Object<'a>> {
        let fields = body.as_object();
        if fields.is_none() {
            self.refuse("", Kind::Type, Some(body), "must be an object");
        }
        Some(Object {
            path: String::new(),
            fields: fields?,
            report: self,
        })
    }
}

impl<'a> Object<'a> {
    /// The full name of a field.
    pub fn name(&self, field: &str) -> String {
        if self.path.is_empty() {
            field.to_owned()
        } else {
            format!("{}.{field}", self.path)
        }
    }

    /// Refuses a field of this object.
    pub fn refuse(&self, field: &str, kind: Kind, why: &str) {
        let value = self.fields.get(field);
        self.report.refuse(&self.name(field), kind, value, why);
    }

    /// Refuses what was found inside a field whose text was read as a body of its own.
    pub fn refuse_inside(&self, field: &str, refusals: Vec<Refusal>) {
        let outer = self.name(field);
        let moved = refusals.into_iter().map(|mut refusal| {
            refusal.field = match refusal.field.as_str() {
                "" => outer.clone(),
                inner => format!("{outer}.{inner}"),
            };
            refusal
        });
        self.report.0.borrow_mut().extend(moved);
    }

    /// Refuses every field that is not in the list.
    pub fn only(&self, known: &[&str]) {
        for field in self.fields.keys() {
            if !known.contains(&field.as_str()) {
                self.refuse(field, Kind::Unknown, "is not a documented field");
            }
        }
    }

    /// Whether the field is given, be it right or wrong.
    pub fn has(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    /// A value of any type.
    pub fn any(&self, field: &str, need: Need) -> Option<&'a Value> {
        let value = self.fields.get(field);
        if value.is_none() && need == Need::Required {
            self.refuse(field, Kind::Missing, "is required");
        }
        value
    }

    fn typed<T>(
        &self,
        field: &str,
        need: Need,
        wanted: &str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Option<T> {
        let found = read(self.any(field, need)?);
        if found.is_none() {
            self.refuse(field, Kind::Type, &format!("must be {wanted}"));
        }
        found
    }

    /// A text whose length lies in the range.
    pub fn text(&self, field: &str, need: Need, length: RangeInclusive<usize>) -> Option<&'a str> {
        let text = self.typed(field, need, "a string", Value::as_str)?;
        let actual = text.chars().count();
        if length.contains(&actual) {
            return Some(text);
        }
        let (least, most) = (length.start(), length.end());
        let kind = if actual == 0 {
            Kind::Empty
        } else {
            Kind::Length
        };
        let why = format!("has {actual} characters, must have {least} to {most}");
        self.refuse(field, kind, &why);
        None
    }

    /// One of a few texts.
    pub fn choice(&self, field: &str, need: Need, choices: &[&str]) -> Option<&'a str> {
        let text = self.typed(field, need, "a string", Value::as_str)?;
        if choices.contains(&text) {
            return Some(text);
        }
        let why = format!("must be one of {}", choices.join(", "));
        self.refuse(field, Kind::Value, &why);
        None
    }

    /// A whole number without a sign, written without point or exponent.
    pub fn integer(&self, field: &str, need: Need) -> Option<u64> {
        self.typed(field, need, "an integer", Value::as_u64)
    }

    /// A number in the range.
    pub fn number(&self, field: &str, need: Need, range: RangeInclusive<f64>) -> Option<f64> {
        let number = self.typed(field, need, "a number", Value::as_f64)?;
        if range.contains(&number) {
            return Some(number);
        }
        self.refuse(field, Kind::Value, "is out of range");
        None
    }

    /// True or false.
    pub fn boolean(&self, field: &str, need: Need) -> Option<bool> {
        self.typed(field, need, "a boolean", Value::as_bool)
    }

    /// An object inside this one.
    pub fn object(&self, field: &str, need: Need) -> Option<Object<'a>> {
        let fields = self.typed(field, need, "an object", Value::as_object)?;
        Some(Object {
            path: self.name(field),
            fields,
            report: self.report,
        })
    }

    /// A list of objects whose count lies in the range. Entries of another type are refused and left
    /// out.
    pub fn objects(
        &self,
        field: &str,
        need: Need,
        count: RangeInclusive<usize>,
    ) -> Option<Vec<Object<'a>>> {
        let list = self.typed(field, need, "an array", Value::as_array)?;
        if !count.contains(&list.len()) {
            let (least, most) = (count.start(), count.end());
            let why = format!("has {} entries, must have {least} to {most}", list.len());
            self.refuse(field, Kind::Length, &why);
            return None;
        }
        let mut found = Vec::new();
        for (index, entry) in list.iter().enumerate() {
            let path = format!("{}.{index}", self.name(field));
            match entry.as_object() {
                Some(fields) => found.push(Object {
                    path,
                    fields,
                    report: self.report,
                }),
                None => {
                    let why = "must be an object";
                    self.report.refuse(&path, Kind::Type, Some(entry), why);
                }
            }
        }
        Some(found)
    }

    /// A list of texts. Entries of another type are refused and left out.
    pub fn texts(&self, field: &str, need: Need) -> Option<Vec<&'a str>> {
        let list = self.typed(field, need, "an array", Value::as_array)?;
        let mut found = Vec::new();
        for (index, entry) in list.iter().enumerate() {
            match entry.as_str() {
                Some(text) => found.push(text),
                None => {
                    let path = format!("{}.{index}", self.name(field));
                    let why = "must be a string";
                    self.report.refuse(&path, Kind::Type, Some(entry), why);
                }
            }
        }
        Some(found)
    }

    /// The address of something on the web.
    pub fn web_url(&self, field: &str, need: Need) -> Option<&'a str> {
        let url = self.text(field, need, 1..=usize::MAX)?;
        if is_web_url(url) {
            return Some(url);
        }
        self.refuse(field, Kind::Value, "is no http or https URL");
        None
    }
}

/// Whether a text is an http or https URL with a host.
pub fn is_web_url(text: &str) -> bool {
    // RFC 3986: a scheme's case does not count.
    let rest = text.split_once("://").and_then(|(scheme, rest)| {
        let is_web = ["https", "http"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known));
        is_web.then_some(rest)
    });
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| !host.is_empty())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Whether a text is a phone number in E.164, with its plus.
pub fn is_e164(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}
