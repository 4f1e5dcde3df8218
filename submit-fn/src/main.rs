//! The Lambda function.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};
use jiff::Timestamp;
use lambda_http::request::RequestContext;
use lambda_http::{Body, Error, RequestExt, run, service_fn};
use submit_fn::function::Function;
use submit_fn::shared::bundle::Bundle;
use submit_fn::store::Store;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let bundle = Bundle::open(&bundle_dir())?;
    let function = Arc::new(Function::new(bundle, Store::from_env().await)?);
    run(service_fn(move |request: Request<Body>| {
        let function = Arc::clone(&function);
        async move {
            let arrival = arrival(&request.request_context());
            let response = function.handle(request.map(to_bytes), arrival).await;
            Ok::<Response<Body>, Error>(response.map(to_body))
        }
    }))
    .await
}

/// `DEVEX_BUNDLE`, or the folder `bundle` in the deployed package.
fn bundle_dir() -> PathBuf {
    match std::env::var_os("DEVEX_BUNDLE") {
        Some(dir) => dir.into(),
        None => PathBuf::from(std::env::var_os("LAMBDA_TASK_ROOT").unwrap_or_default()).join("bundle"),
    }
}

/// When the gateway received the request, so that a cold start never makes a bidder late.
fn arrival(context: &RequestContext) -> Timestamp {
    let RequestContext::ApiGatewayV2(context) = context else { return Timestamp::now() };
    submit_fn::arrival::from_epoch(context.time_epoch).unwrap_or_else(Timestamp::now)
}

fn to_bytes(body: Body) -> Bytes {
    match body {
        Body::Text(text) => text.into(),
        Body::Binary(bytes) => bytes.into(),
        _ => Bytes::new(),
    }
}

/// Every response is text.
fn to_body(bytes: Bytes) -> Body {
    Body::Text(String::from_utf8_lossy(&bytes).into_owned())
}
