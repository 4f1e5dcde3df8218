//! A build that finds what the last one knew must make the same site as one that starts from nothing, byte for byte,
//! whatever changed in between.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod change;
#[path = "../common/mod.rs"]
mod common;
mod content;
mod life;
mod server;

use change::change;
use life::Life;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn incremental_equals_full_whatever_changed(changes in prop::collection::vec(prop::collection::vec(change(), 1..4), 1..8)) {
        let mut life = Life::new();
        life.compare();
        for together in &changes {
            together.iter().for_each(|change| life.suffer(change));
            life.compare();
        }
    }
}
