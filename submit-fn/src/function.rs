//! From a request to a response: the same under Lambda and on a developer's machine.

use bytes::Bytes;
use http::{Request, Response};
use jiff::Timestamp;

use crate::endpoints::{manage, proposals, withdrawal};
use crate::exchange::{Call, Exchange};
use crate::fields::{BodyError, Fields};
use crate::keys::Keys;
use crate::log::log;
use crate::negotiation::Negotiated;
use crate::page::Pages;
use crate::refusal::{Reason, Refused, refuse};
use crate::reply::Reply;
use crate::route::{Endpoint, endpoint};
use crate::secret::Secret;
use crate::shared::bundle::Bundle;
use crate::shared::lang::Lang;
use crate::shared::questions::names;
use crate::store::Store;

/// The maximum size of what is sent, in bytes of names and values: some 900 words at their limit in characters, in a script
/// of three bytes for each.
const FIELDS_LIMIT: usize = 64 * 1024;

/// The maximum size of a body. Forms take nine bytes for a character of three, and names take some.
const BODY_LIMIT: usize = 4 * FIELDS_LIMIT;

/// The function of a site.
#[derive(Debug)]
pub struct Function {
    exchange: Exchange,
    pages: Pages,
}

impl Function {
    /// A function for the site of `bundle`, whose templates are parsed once, here. Its keys are derived from `secret`. It
    /// is reached at `address`, by default the address of the site.
    ///
    /// # Errors
    /// If a template cannot be parsed.
    pub fn new(bundle: Bundle, store: Store, secret: &Secret, address: Option<String>) -> Result<Self, tera::Error> {
        let pages = Pages::new(&bundle.site)?;
        let keys = Keys::new(secret, &bundle.site.base_url);
        if !bundle.site.receipt_keys.contains(&keys.signer.verifier_key()) {
            log(&format_args!("the site does not publish what verifies receipts: {}", keys.signer.verifier_key()));
        }
        let address = address.unwrap_or_else(|| bundle.site.base_url.clone());
        Ok(Self { exchange: Exchange { bundle, store, keys, address, is_flooded: false }, pages })
    }

    /// The same function in a flood: every proposal must be confirmed by sending it once more, with the ticket from the response.
    /// A program that ignores responses has nothing stored; a bidder who confirms is not late for it.
    #[must_use]
    pub fn in_flood(mut self, is_flooded: bool) -> Self {
        self.exchange.is_flooded = is_flooded;
        self
    }

    /// Handles a request that arrived at the gateway at `arrival`; its body is `None` if it cannot be read. Every failure is a
    /// response too.
    pub async fn handle(&self, request: Request<Option<Bytes>>, arrival: Timestamp) -> Response<Bytes> {
        let mut negotiated = Negotiated::from_headers(request.headers());
        // What is stored, signed and compared is in milliseconds.
        let arrival = Timestamp::from_millisecond(arrival.as_millisecond()).unwrap_or(arrival);
        let reply = match read(&request) {
            Ok((endpoint, fields)) => {
                negotiated.lang = lang_of(&fields, negotiated.lang);
                let call = Call { arrival, lang: negotiated.lang, exchange: &self.exchange };
                // In a box, what waits for DynamoDB is not a part of every future around it.
                Box::pin(self.call(endpoint, fields, call)).await
            }
            Err(Rejection { reason, fields }) => {
                negotiated.lang = fields.as_ref().map_or(negotiated.lang, |fields| lang_of(fields, negotiated.lang));
                let proposal = fields.as_ref().map(|fields| Refused { opportunity: None, fields, arrival });
                refuse(reason, proposal, negotiated.lang, &self.exchange.bundle)
            }
        };
        reply.into_response(negotiated, &self.pages)
    }

    async fn call(&self, endpoint: Endpoint, fields: Fields, call: Call<'_>) -> Reply {
        match endpoint {
            Endpoint::Proposals => proposals::receive(fields, call).await,
            Endpoint::Manage => in_time(manage::show(fields, call), call).await,
            Endpoint::Replacement => in_time(manage::replace(fields, call), call).await,
            Endpoint::Withdrawal => in_time(withdrawal::withdraw(fields, call), call).await,
        }
    }
}

/// The reply to what is asked of a proposal, if it is ready in time.
async fn in_time(reply: impl Future<Output = Reply>, call: Call<'_>) -> Reply {
    let reply = call.exchange.in_time(reply).await;
    reply.unwrap_or_else(|late| manage::unavailable(&late, call))
}

/// A form is answered in its own language, unless it is to be shown in another one.
fn lang_of(fields: &Fields, otherwise: Lang) -> Lang {
    let named = [names::SHOW_IN, names::LANG].into_iter().find_map(|name| fields.get(name).parse().ok());
    named.unwrap_or(otherwise)
}

/// A request that leads to no endpoint, with what could be read of it, so that nothing is lost.
struct Rejection {
    reason: Reason,
    fields: Option<Fields>,
}

/// The endpoint of a request, and the fields of its body, or of its query.
fn read(request: &Request<Option<Bytes>>) -> Result<(Endpoint, Fields), Rejection> {
    let rejection = |reason| Rejection { reason, fields: None };
    let endpoint = endpoint(request.method(), request.uri().path()).map_err(rejection)?;
    if !endpoint.is_post() {
        return Ok((endpoint, Fields::parse_query(request.uri().query().unwrap_or_default())));
    }
    // What the gateway itself spoiled.
    let body = request.body().as_ref().ok_or_else(|| rejection(Reason::Unreadable))?;
    if body.len() > BODY_LIMIT {
        return Err(rejection(Reason::TooLarge));
    }
    let fields = Fields::parse(request.headers(), body).map_err(|error| match error {
        BodyError::ContentType => rejection(Reason::ContentType),
        BodyError::Json => rejection(Reason::Unreadable),
        BodyError::Duplicate(fields) => Rejection { reason: Reason::Unreadable, fields: Some(fields) },
    })?;
    match fields.size() > FIELDS_LIMIT {
        true => Err(Rejection { reason: Reason::TooLarge, fields: Some(fields) }),
        false => Ok((endpoint, fields)),
    }
}
