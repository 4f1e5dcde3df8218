//! The words of the messages of the command.

pub(super) mod en;
pub(super) mod fr;

use submit_fn::shared::lang::Lang;

use super::message::Message;

pub(super) fn text(message: &Message<'_>, lang: Lang) -> String {
    match lang {
        Lang::En => en::text(message),
        Lang::Fr => fr::text(message),
    }
}
