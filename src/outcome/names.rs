//! One table of names for each kind of outcome: what is written by it is read by it again.

/// Gives an enum its names as JavaScript sees them: `NAMES`, `name`, `by_name`, and how it is written.
macro_rules! names {
    ($kind:ident: $($variant:ident = $name:literal),+ $(,)?) => {
        impl $kind {
            /// Every one with its name.
            pub const NAMES: &'static [(&'static str, Self)] = &[$(($name, Self::$variant)),+];

            /// The name that JavaScript sees.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// The one of that name.
            #[must_use]
            pub fn by_name(name: &str) -> Option<Self> {
                let mut named = Self::NAMES.iter();
                named.find(|(known, _)| *known == name).map(|(_, kind)| *kind)
            }
        }

        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
}

pub(super) use names;
