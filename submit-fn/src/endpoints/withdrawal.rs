//! `POST /api/proposals/withdraw`: withdraws a proposal until its opportunity closes.

use super::access::{Access, Denied};
use super::manage::{deny, status};
use crate::arrival;
use crate::exchange::{Call, is_over};
use crate::fields::Fields;
use crate::log::log;
use crate::receipt::Withdrawal;
use crate::reply::Reply;
use crate::shared::questions::names;

/// Withdraws all versions of a proposal, and shows its state. After closing it shows that alone, and says why.
pub(crate) async fn withdraw(fields: Fields, call: Call<'_>) -> Reply {
    let Call { arrival, exchange, .. } = call;
    let access = match Access::find(names::REFERENCE, &fields, exchange).await {
        Ok(access) => access,
        Err(denied) => return deny(denied, call),
    };
    if is_over(&access.opportunity, arrival) {
        return status(&access, call).gone();
    }
    let first = access.first.reference.clone();
    let withdrawal = Withdrawal {
        site: exchange.bundle.site.base_url.clone(),
        opportunity: access.opportunity.id.clone(),
        reference: first.clone(),
        withdrawn: arrival,
    };
    if let Err(error) = exchange.store.withdraw(&withdrawal, &exchange.keys.sign(&withdrawal)).await {
        return deny(Denied::NotKnown(error), call);
    }
    log(&format_args!("withdrew {first} at {}", arrival::text(arrival)));
    match access.refreshed(exchange).await {
        Ok(access) => status(&access, call),
        Err(error) => deny(Denied::NotKnown(error), call),
    }
}
