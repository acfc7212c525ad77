//! Contact cards.

use super::{Fields, Value, Walk, read_object};
use crate::json::Json;
use crate::problem::Problems;

/// One or more contact cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacts {
    /// The cards, in order.
    pub contacts: Vec<Contact>,
}

/// A contact card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// The person's name.
    pub name: ContactName,
    /// Phone numbers.
    pub phones: Vec<ContactPhone>,
    /// E-mail addresses.
    pub emails: Vec<Email>,
    /// Websites.
    pub urls: Vec<Website>,
    /// Where the person works.
    pub org: Option<Organisation>,
    /// Postal addresses.
    pub addresses: Vec<Address>,
    /// `YYYY-MM-DD`.
    pub birthday: Option<String>,
}

/// The name on a card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactName {
    /// The whole name as shown.
    pub formatted: String,
    /// First name.
    pub first: Option<String>,
    /// Last name.
    pub last: Option<String>,
}

/// A phone number on a card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactPhone {
    /// The number as shown.
    pub phone: String,
    /// `CELL`, `WORK` and the like.
    pub kind: Option<String>,
    /// The WhatsApp id behind the number.
    pub wa_id: Option<String>,
}

/// An e-mail address on a card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Email {
    /// The address.
    pub email: String,
    /// `HOME`, `WORK` and the like.
    pub kind: Option<String>,
}

/// A website on a card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Website {
    /// Its address.
    pub url: String,
    /// `HOME`, `WORK` and the like.
    pub kind: Option<String>,
}

/// Where the person works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Company.
    pub company: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// Job title.
    pub title: Option<String>,
}

/// A postal address on a card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Street and number.
    pub street: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State or region.
    pub state: Option<String>,
    /// Postal code.
    pub zip: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// `HOME`, `WORK` and the like.
    pub kind: Option<String>,
}

impl Contacts {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            contacts: fields.required_list("contacts", |value, path, problems| {
                read_object(value, path, problems, Contact::read)
            }),
        }
    }

    pub(super) fn walk(&self, walk: &mut Walk<'_>) {
        walk.list("contacts", &self.contacts, Contact::walk);
    }
}

impl Contact {
    fn read(fields: &mut Fields<'_>) -> Self {
        let name = fields.object("name", |fields| ContactName {
            formatted: fields.text("formatted"),
            first: fields.string("first"),
            last: fields.string("last"),
        });
        Self {
            name: name.unwrap_or_default(),
            phones: fields.list(
                "phones",
                item(|fields| ContactPhone {
                    phone: fields.text("phone"),
                    kind: fields.string("type"),
                    wa_id: fields.string("waId"),
                }),
            ),
            emails: fields.list(
                "emails",
                item(|fields| Email {
                    email: fields.text("email"),
                    kind: fields.string("type"),
                }),
            ),
            urls: fields.list(
                "urls",
                item(|fields| Website {
                    url: fields.text("url"),
                    kind: fields.string("type"),
                }),
            ),
            org: fields.object("org", |fields| Organisation {
                company: fields.string("company"),
                department: fields.string("department"),
                title: fields.string("title"),
            }),
            addresses: fields.list(
                "addresses",
                item(|fields| Address {
                    street: fields.string("street"),
                    city: fields.string("city"),
                    state: fields.string("state"),
                    zip: fields.string("zip"),
                    country: fields.string("country"),
                    kind: fields.string("type"),
                }),
            ),
            birthday: fields.string("birthday"),
        }
    }

    /// Visits the fields of this card.
    pub fn walk(&self, walk: &mut Walk<'_>) {
        walk.object("name", |walk| {
            walk.field("formatted", Value::Text(&self.name.formatted));
            walk.optional("first", self.name.first.as_deref());
            walk.optional("last", self.name.last.as_deref());
        });
        list(walk, "phones", &self.phones, |phone, walk| {
            walk.field("phone", Value::Text(&phone.phone));
            walk.optional("type", phone.kind.as_deref());
            walk.optional("waId", phone.wa_id.as_deref());
        });
        list(walk, "emails", &self.emails, |email, walk| {
            walk.field("email", Value::Text(&email.email));
            walk.optional("type", email.kind.as_deref());
        });
        list(walk, "urls", &self.urls, |website, walk| {
            walk.field("url", Value::Text(&website.url));
            walk.optional("type", website.kind.as_deref());
        });
        if let Some(org) = &self.org {
            walk.object("org", |walk| {
                walk.optional("company", org.company.as_deref());
                walk.optional("department", org.department.as_deref());
                walk.optional("title", org.title.as_deref());
            });
        }
        list(walk, "addresses", &self.addresses, |address, walk| {
            walk.optional("street", address.street.as_deref());
            walk.optional("city", address.city.as_deref());
            walk.optional("state", address.state.as_deref());
            walk.optional("zip", address.zip.as_deref());
            walk.optional("country", address.country.as_deref());
            walk.optional("type", address.kind.as_deref());
        });
        walk.optional("birthday", self.birthday.as_deref());
    }
}

fn item<T>(
    read: impl Fn(&mut Fields<'_>) -> T,
) -> impl FnMut(&Json, &str, &mut Problems) -> Option<T> {
    move |value, path, problems| read_object(value, path, problems, &read)
}

/// A list that may as well be missing: an empty one is not visited.
fn list<T>(walk: &mut Walk<'_>, key: &str, items: &[T], visit: impl Fn(&T, &mut Walk<'_>)) {
    if !items.is_empty() {
        walk.list(key, items, visit);
    }
}
