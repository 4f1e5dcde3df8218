//! What every endpoint works with.

use std::time::Duration;

use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::{AsyncSleep, TokioSleep};
use jiff::{SignedDuration, Timestamp};

use crate::keys::Keys;
use crate::reference::Reference;
use crate::sealed::SealedProposal;
use crate::shared::bundle::{Bundle, Opportunity};
use crate::shared::lang::Lang;
use crate::store::{Store, StoreError};

/// The site, its proposals, and the keys of the function.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) bundle: Bundle,
    pub(crate) store: Store,
    pub(crate) keys: Keys,
    /// Where this function is reached: the address of the site, unless it is served elsewhere.
    pub(crate) address: String,
    /// Whether every proposal is to be confirmed, because programs flood the function.
    pub(crate) is_flooded: bool,
}

/// A bidder waits for the response, and the function ends after ten seconds: within nine, everything is done, or the form
/// comes back with every value. Whatever DynamoDB is asked for has less time than this.
const TIME: Duration = Duration::from_secs(9);

impl Exchange {
    /// What a future leads to, if it does in time.
    pub(crate) async fn in_time<T>(&self, work: impl Future<Output = T>) -> Result<T, StoreError> {
        let work = std::pin::pin!(work);
        let timeout = Timeout::new(work, TokioSleep::new().sleep(TIME));
        timeout.await.map_err(|_| StoreError::Late)
    }

    /// The proposal that is stored for an opportunity under a reference.
    ///
    /// Fails if DynamoDB does, or if what the table says is not what the function signed.
    pub(crate) async fn stored(
        &self,
        opportunity: &str,
        reference: &Reference,
    ) -> Result<Option<SealedProposal>, StoreError> {
        match self.store.get(opportunity, reference).await? {
            Some(proposal) => self.signed(proposal).map(Some),
            None => Ok(None),
        }
    }

    /// The first version of a proposal, which knows the state of all of them.
    ///
    /// Fails as [`Self::stored`] does, or if that version is gone, or names a latest one that is none of this proposal.
    pub(crate) async fn first_of(&self, proposal: &SealedProposal) -> Result<SealedProposal, StoreError> {
        let first = self.stored(&proposal.opportunity, &proposal.first).await?;
        let first = first.ok_or_else(|| StoreError::Forged(proposal.reference.clone()))?;
        let latest = first.latest().reference;
        // Which version is the latest is not signed, but what each one replaces is.
        if latest != first.reference && latest != proposal.reference {
            let latest = self.stored(&proposal.opportunity, &latest).await?;
            if latest.is_none_or(|latest| latest.first != first.reference) {
                return Err(StoreError::Forged(first.reference));
            }
        }
        Ok(first)
    }

    /// A proposal of the table, if it says what the function signed.
    pub(crate) fn signed(&self, proposal: SealedProposal) -> Result<SealedProposal, StoreError> {
        match self.keys.signed(&proposal) {
            true => Ok(proposal),
            false => Err(StoreError::Forged(proposal.reference)),
        }
    }

    /// Until when a proposal for an opportunity is kept: all versions of it, which belong together, as long as the last one.
    pub(crate) fn expiry(&self, opportunity: &Opportunity, arrival: Timestamp) -> Timestamp {
        let retention = SignedDuration::from_hours(24 * i64::from(self.bundle.site.retention_days));
        // There is no instant after the year 9999: then the proposal expires at the last one.
        arrival.max(opportunity.closes).checked_add(retention).unwrap_or(Timestamp::MAX)
    }
}

/// A request to an endpoint.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'c> {
    /// When it arrived at the gateway.
    pub(crate) arrival: Timestamp,
    /// The language of the form, or else the one that the client prefers.
    pub(crate) lang: Lang,
    pub(crate) exchange: &'c Exchange,
}

/// Whether an opportunity no longer receives, replaces or withdraws proposals.
pub(crate) fn is_over(opportunity: &Opportunity, arrival: Timestamp) -> bool {
    opportunity.cancelled || arrival >= opportunity.closes
}
