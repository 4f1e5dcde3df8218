//! Prices, dates and effort that are not fair, or not allowed.

use jiff::civil::{Date, Weekday};
use submit_fn::shared::format::{Cents, duration, money, number};

use super::{FR, words};
use crate::diagnostic::operand::Holiday;
use crate::diagnostic::words::{Words, counted, tenths};
use crate::model::Effort;

pub(super) fn price_above_limit(with_tax: Cents, limit: Cents, most: Cents) -> Words {
    words(
        format!(
            "avec la taxe la plus élevée, ce prix est de {}, au-dessus de la limite de {}",
            money(with_tax, FR),
            money(limit, FR)
        ),
        format!("le prix le plus élevé avant les taxes est de {}", money(most, FR)),
    )
}

pub(super) fn short_posting(days: i32, least: u32) -> Words {
    words(
        format!(
            "la possibilité ferme {} après l'affichage; les soumissionnaires ont droit à au moins {}",
            counted_days(days),
            counted(u64::from(least), "jour", FR)
        ),
        "reportez la fermeture\u{a0}: il faut une fin de semaine pour répondre, et certaines personnes ne voient la \
         possibilité que tard",
    )
}

pub(super) fn hourly_rate(value: Cents, hours: u32, rate: Cents, [least, most]: [Cents; 2]) -> Words {
    words(
        format!(
            "{} pour {}, c'est {} l'heure, hors de la fourchette de {} à {}",
            money(value, FR),
            counted(u64::from(hours), "heure", FR),
            money(rate, FR),
            money(least, FR),
            money(most, FR)
        ),
        if rate < least {
            "demandez moins de travail, ou payez davantage"
        } else {
            "vérifiez le nombre d'heures estimé\u{a0}: le travail en demande peut-être plus, ou un prix plus \
             bas serait juste"
        },
    )
}

pub(super) fn heavy_workload(hours: u32, days: i32, tenths_a_week: u32, most_tenths: u32) -> Words {
    words(
        format!(
            "{} en {}, c'est {} heures par semaine; le maximum est de {}",
            counted(u64::from(hours), "heure", FR),
            counted_days(days),
            tenths(tenths_a_week, FR),
            tenths(most_tenths, FR)
        ),
        "reportez la livraison\u{a0}: les pigistes ont d'autres clients, et les étudiantes et étudiants, des cours",
    )
}

pub(super) fn too_long(effort: &Effort, limit: u32) -> String {
    format!(
        "une proposition demande environ {} ({} à lire, {} à écrire); le maximum est de {}",
        duration(effort.minutes),
        counted(u64::from(effort.words_to_read), "mot", FR),
        number(u64::from(effort.words_to_write), FR),
        duration(limit)
    )
}

/// Days between two dates that may be in the wrong order.
pub(super) fn counted_days(days: i32) -> String {
    let sign = if days < 0 { "-" } else { "" };
    format!("{sign}{}", counted(u64::from(days.unsigned_abs()), "jour", FR))
}

pub(super) fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

pub(super) const fn holiday_name(holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYear => "le jour de l'An",
        Holiday::GoodFriday => "le Vendredi saint",
        Holiday::EasterMonday => "le lundi de Pâques",
        Holiday::Victoria => "la fête de la Reine",
        Holiday::Canada => "la fête du Canada",
        Holiday::Civic => "le premier lundi d'août",
        Holiday::Labour => "la fête du Travail",
        Holiday::TruthAndReconciliation => "la Journée nationale de la vérité et de la réconciliation",
        Holiday::Thanksgiving => "l'Action de grâces",
        Holiday::Remembrance => "le jour du Souvenir",
        Holiday::Christmas => "Noël",
        Holiday::Boxing => "le lendemain de Noël",
    }
}
