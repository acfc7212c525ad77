//! Locations.

use proptest::prelude::*;
use proptest::sample::select;
use sessage::message::{Content, Location};

use super::fields::Fields;

pub fn location(field: Fields) -> BoxedStrategy<Content> {
    let degrees = |most: f64| {
        prop_oneof![
            4 => -most..=most,
            1 => select(vec![most, -most, 0.0, -0.0, 5e-324, -1e-7, 37.7749]),
            1 => Just(most * 1.001),
        ]
    };
    (
        degrees(90.0),
        degrees(180.0),
        field.optional("name", 0.5),
        field.optional("address", 0.5),
    )
        .prop_map(|(latitude, longitude, name, address)| {
            // Minus zero is written as JavaScript writes it.
            Content::Location(Location {
                latitude: latitude + 0.0,
                longitude: longitude + 0.0,
                name,
                address,
            })
        })
        .boxed()
}
