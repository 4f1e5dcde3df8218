//! What should be on the record by now, and is not.

use jiff::civil::Date;
use submit_fn::shared::format::date;

use super::facts::counted_days;
use super::{EN, words};
use crate::diagnostic::words::Words;
use crate::model::Step;

pub(super) fn late(step: Step, day: Date, days: i32, id: &str) -> Words {
    let (day, ago) = (date(day, EN), format!("{} ago", counted_days(days)));
    match step {
        Step::Answers => words(
            format!("the last day for questions was {day}, {ago}, and published questions wait for an answer"),
            format!("add `answered` and `answer` to each of them in content/opportunities/{id}/questions.yaml"),
        ),
        Step::Selection => words(
            format!("the supplier was to be selected on {day}, {ago}, and no outcome is recorded"),
            format!("run `devex award {id}` (with --none if nobody won), or `devex cancel {id}`"),
        ),
        Step::Outcome => words(
            format!("it closed on {day}, {ago}, and no outcome is recorded"),
            format!("run `devex award {id}` (with --none if nobody won), or `devex cancel {id}`"),
        ),
        Step::Delivery => words(
            format!("the work was to be delivered on {day}, {ago}, and no delivery is recorded"),
            format!("run `devex deliver {id}`, with --failed if the contract ended without delivery"),
        ),
        Step::Payment => words(
            format!("the supplier was to be paid by {day}, {ago}, and no payment is recorded"),
            format!("pay, then run `devex pay {id}`"),
        ),
    }
}
