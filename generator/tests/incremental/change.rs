//! What happens to a site between two builds.

use proptest::prelude::*;

/// Something that happens to a site between two builds.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Body { opportunity: u8, french: bool, words: u8 },
    Title { opportunity: u8, words: u8 },
    Price { opportunity: u8, dollars: u16 },
    Deadline { opportunity: u8, day: u8 },
    Cancel { opportunity: u8 },
    Add { opportunity: u8 },
    Remove { opportunity: u8 },
    Rename { opportunity: u8 },
    Unpost { opportunity: u8 },
    Break { opportunity: u8 },
    TeamTitle { words: u8 },
    SkillName { words: u8 },
    SiteName { words: u8 },
    Template { words: u8 },
    Style { words: u8 },
    String { words: u8 },
    Picture { bytes: u8 },
    Time { hours: i16 },
    LoseOutput { file: u8 },
    SpoilOutput { file: u8 },
    LoseCache,
    SpoilCache { byte: u16 },
}

pub(crate) fn change() -> impl Strategy<Value = Change> {
    let opportunity = || 0_u8..4;
    let words = || 0_u8..200;
    prop_oneof![
        (opportunity(), any::<bool>(), words()).prop_map(|(opportunity, french, words)| Change::Body {
            opportunity,
            french,
            words
        }),
        (opportunity(), words()).prop_map(|(opportunity, words)| Change::Title { opportunity, words }),
        (opportunity(), 7000_u16..8600).prop_map(|(opportunity, dollars)| Change::Price { opportunity, dollars }),
        (opportunity(), 1_u8..4).prop_map(|(opportunity, day)| Change::Deadline { opportunity, day }),
        opportunity().prop_map(|opportunity| Change::Cancel { opportunity }),
        opportunity().prop_map(|opportunity| Change::Add { opportunity }),
        opportunity().prop_map(|opportunity| Change::Remove { opportunity }),
        opportunity().prop_map(|opportunity| Change::Rename { opportunity }),
        opportunity().prop_map(|opportunity| Change::Unpost { opportunity }),
        opportunity().prop_map(|opportunity| Change::Break { opportunity }),
        words().prop_map(|words| Change::TeamTitle { words }),
        words().prop_map(|words| Change::SkillName { words }),
        words().prop_map(|words| Change::SiteName { words }),
        words().prop_map(|words| Change::Template { words }),
        words().prop_map(|words| Change::Style { words }),
        words().prop_map(|words| Change::String { words }),
        any::<u8>().prop_map(|bytes| Change::Picture { bytes }),
        (-2000_i16..4000).prop_map(|hours| Change::Time { hours }),
        any::<u8>().prop_map(|file| Change::LoseOutput { file }),
        any::<u8>().prop_map(|file| Change::SpoilOutput { file }),
        Just(Change::LoseCache),
        any::<u16>().prop_map(|byte| Change::SpoilCache { byte }),
    ]
}
