//! Contact cards.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use sessage::message::{
    Address, Contact, ContactName, ContactPhone, Contacts, Content, Email, Organisation, Website,
};

use super::fields::Fields;

pub fn contacts(field: Fields) -> BoxedStrategy<Content> {
    let text = move |name: &str| field.text(&format!("contacts/*/{name}"));
    let some = move |name: &str| field.optional(&format!("contacts/*/{name}"), 0.4);
    let name = (
        text("name/formatted"),
        some("name/first"),
        some("name/last"),
    )
        .prop_map(|(formatted, first, last)| ContactName {
            formatted,
            first,
            last,
        });
    let phone = (
        text("phones/*/phone"),
        some("phones/*/type"),
        some("phones/*/waId"),
    )
        .prop_map(|(phone, kind, wa_id)| ContactPhone { phone, kind, wa_id });
    let email = (text("emails/*/email"), some("emails/*/type"))
        .prop_map(|(email, kind)| Email { email, kind });
    let website =
        (text("urls/*/url"), some("urls/*/type")).prop_map(|(url, kind)| Website { url, kind });
    let org = (
        some("org/company"),
        some("org/department"),
        some("org/title"),
    )
        .prop_map(|(company, department, title)| Organisation {
            company,
            department,
            title,
        });
    let address = (
        some("addresses/*/street"),
        some("addresses/*/city"),
        some("addresses/*/state"),
        some("addresses/*/zip"),
        some("addresses/*/country"),
        some("addresses/*/type"),
    )
        .prop_map(|(street, city, state, zip, country, kind)| Address {
            street,
            city,
            state,
            zip,
            country,
            kind,
        });
    let card = (
        name,
        vec(phone, 0..3),
        vec(email, 0..2),
        vec(website, 0..2),
        weighted(0.3, org),
        vec(address, 0..2),
        some("birthday"),
    )
        .prop_map(
            |(name, phones, emails, urls, org, addresses, birthday)| Contact {
                name,
                phones,
                emails,
                urls,
                org,
                addresses,
                birthday,
            },
        );
    let most = field.most("contacts", 2);
    let few = vec(card.clone(), 1..4).boxed();
    let many = (card, most - 1..=most + 1)
        .prop_map(|(card, times)| vec![card; times])
        .boxed();
    prop_oneof![40 => few, 1 => many]
        .prop_map(|contacts| Content::Contacts(Contacts { contacts }))
        .boxed()
}
