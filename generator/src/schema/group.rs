//! Groups of keys: what a file may hold, and what of it could be read.

use super::decode::{Fields, Node, Report};
use super::{Key, Schema};

/// The keys of a group, each with its value if it is there and can be read.
pub(crate) trait Group: Sized {
    const SCHEMA: Schema;

    /// Takes the value of every key of the schema, once.
    fn take(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Self;

    /// Reads a mapping, and reports the keys that it lacks or should not have.
    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, Self::SCHEMA, report)?;
        let group = Self::take(&mut fields, report);
        fields.finish(report);
        Some(group)
    }
}

/// Defines a [`Group`]: a struct with an `Option` for each key, and its schema. A key is written once, with the
/// [`super::Form`] of its value, whether it must be there, and what it says in English and in French.
macro_rules! group {
    ($(#[$doc:meta])* $group:ident { $($key:ident: $form:ty, $need:ident, $en:literal, $fr:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) struct $group {
            $(pub(crate) $key: Option<<$form as $crate::schema::Form>::Value>,)+
        }

        impl $crate::schema::Group for $group {
            const SCHEMA: $crate::schema::Schema = $crate::schema::Schema {
                keys: &[$($crate::schema::Key {
                    name: stringify!($key),
                    value: <$form as $crate::schema::Form>::TYPE,
                    need: $crate::schema::Need::$need,
                    doc: ::submit_fn::shared::lang::Bilingual { en: $en, fr: $fr },
                },)+],
            };

            fn take(
                fields: &mut $crate::schema::decode::Fields<'_>,
                report: &mut $crate::schema::decode::Report<'_>,
            ) -> Self {
                Self { $($key: fields.take::<$form>(stringify!($key), report),)+ }
            }
        }
    };
    // A group that is, or ends with, a text in both languages.
    ($(#[$doc:meta])* $group:ident in both languages { $($keys:tt)* }) => {
        $crate::schema::group::group! {
            $(#[$doc])*
            $group {
                $($keys)*
                en: $crate::schema::values::Text, Required, "In English.", "En anglais.";
                fr: $crate::schema::values::Text, Required, "In French.", "En français.";
            }
        }
    };
}
pub(super) use group;

/// The keys of two groups that stand side by side.
pub(super) const fn joined<const N: usize>(first: Schema, second: Schema) -> [Key; N] {
    let mut keys = [first.keys[0]; N];
    let mut i = 0;
    while i < N {
        keys[i] = if i < first.keys.len() { first.keys[i] } else { second.keys[i - first.keys.len()] };
        i += 1;
    }
    keys
}
