//! The Lambda function.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::Timestamp;
use lambda_http::lambda_runtime::{LambdaEvent, run};
use lambda_http::{Error, service_fn};
use serde_json::Value;
use submit_fn::function::Function;
use submit_fn::gateway::{GatewayRequest, parse_event, to_event};
use submit_fn::origin::OriginKeys;
use submit_fn::parameter;
use submit_fn::shared::bundle::Bundle;
use submit_fn::store::Store;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Error> {
    let bundle = Bundle::open(&bundle_dir())?;
    let origin = OriginKeys::from_env()?;
    let function = Function::new(bundle, Store::from_env(), &parameter::secret().await?, None)?;
    // Set by an operator when programs send what nobody wrote.
    let function = function.in_flood(std::env::var_os("DEVEX_FLOOD").is_some_and(|value| value == "1"));
    let shared = Arc::new((function, origin));
    run(service_fn(move |event: LambdaEvent<Value>| {
        let shared = Arc::clone(&shared);
        async move {
            let (function, origin) = &*shared;
            let GatewayRequest { request, arrival } = parse_event(&event.payload);
            let response = match origin.refuse(request.headers()) {
                Some(refusal) => refusal,
                None => function.handle(request, arrival.unwrap_or_else(Timestamp::now)).await,
            };
            Ok::<Value, Error>(to_event(&response))
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
