//! Access to a proposal, for whoever has its reference number and its secret.

use crate::exchange::Exchange;
use crate::fields::Fields;
use crate::log::log;
use crate::reference::Reference;
use crate::refusal::Reason;
use crate::sealed::{SealedProposal, State};
use crate::shared::bundle::Opportunity;
use crate::shared::questions::names;
use crate::store::StoreError;

/// A proposal whose secret the client has.
#[derive(Debug)]
pub(crate) struct Access {
    pub(crate) opportunity: Opportunity,
    pub(crate) proposal: SealedProposal,
    /// Its first version, which knows the state of all of them.
    pub(crate) first: SealedProposal,
    /// As the client sent it: a link may be older than the function's secret.
    pub(crate) secret: String,
}

/// Why there is no access.
#[derive(Debug)]
pub(crate) enum Denied {
    /// The reason does not tell a wrong secret from a proposal that is not there.
    Refused(Reason),
    /// DynamoDB did not answer.
    NotKnown(StoreError),
}

impl Access {
    /// Finds the proposal whose reference number is the value of `field`, and whose secret is that of `secret`.
    pub(crate) async fn find(field: &str, fields: &Fields, exchange: &Exchange) -> Result<Self, Denied> {
        let unknown = || Denied::Refused(Reason::UnknownProposal);
        let reference: Reference = fields.get(field).parse().map_err(|_| unknown())?;
        let secret = fields.get(names::SECRET);
        if !exchange.keys.is_manage_secret(&reference, secret) {
            return Err(unknown());
        }
        let ids = exchange.bundle.ids().filter(|id| reference.may_be_of(id));
        for id in ids {
            let found = exchange.stored(id, &reference).await.map_err(Denied::NotKnown)?;
            let Some(proposal) = found else { continue };
            let opportunity = exchange.bundle.opportunity(id).map_err(|error| {
                log(&format_args!("bundle: {error}"));
                Denied::Refused(Reason::Fault)
            })?;
            let opportunity = opportunity.ok_or_else(unknown)?;
            let first = exchange.first_of(&proposal).await.map_err(Denied::NotKnown)?;
            return Ok(Self { opportunity, proposal, first, secret: secret.to_owned() });
        }
        Err(unknown())
    }

    /// The same, read again.
    pub(crate) async fn refreshed(self, exchange: &Exchange) -> Result<Self, StoreError> {
        let first = exchange.first_of(&self.proposal).await?;
        Ok(Self { first, ..self })
    }

    pub(crate) fn state(&self) -> State {
        self.proposal.state(&self.first)
    }
}
