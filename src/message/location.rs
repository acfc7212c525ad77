//! A place.

use super::{Fields, Value, Walk};

/// A place on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// Degrees, -90 to 90.
    pub latitude: f64,
    /// Degrees, -180 to 180.
    pub longitude: f64,
    /// Name of the place.
    pub name: Option<String>,
    /// Address of the place.
    pub address: Option<String>,
}

impl Location {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            latitude: fields.number("latitude"),
            longitude: fields.number("longitude"),
            name: fields.string("name"),
            address: fields.string("address"),
        }
    }

    pub(super) fn walk(&self, walk: &mut Walk<'_>) {
        walk.field("latitude", Value::Number(self.latitude));
        walk.field("longitude", Value::Number(self.longitude));
        walk.optional("name", self.name.as_deref());
        walk.optional("address", self.address.as_deref());
    }
}
