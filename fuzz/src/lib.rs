//! What the fuzz targets run: the promises that the property tests check too.

#[path = "../../tests/support_properties/promises/mod.rs"]
pub mod promises;
