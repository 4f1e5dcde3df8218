//! The local web server: the site's files, the function under `/api/`, and news of rebuilds for open pages.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use jiff::Timestamp;
use submit_fn::shared::headers::{FOREVER, SECURITY};
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use tower_http::services::{ServeDir, ServeFile};

use super::live::Live;
use super::origin;

/// What API Gateway and Lambda take at most.
const BODY_LIMIT: usize = 6 * 1024 * 1024;

/// How long the body of a request may take. The arrival of a proposal is that of its head: whoever began to send it in
/// time may end after closing, but not whenever they like.
const BODY_TIME: Duration = Duration::from_secs(30);

/// How long requests may still run once the server is to end.
const END_TIME: Duration = Duration::from_secs(5);

/// How long an open page waits for news before it asks again.
const WAIT: Duration = Duration::from_secs(25);

/// Who asks.
#[derive(Clone)]
pub(super) enum Reach {
    /// Whoever works on the site, on this machine: pages reload themselves.
    Here,
    /// Everybody, through a proxy that has this name and encrypts.
    Public { host: Arc<str> },
}

/// Serves the files of `site` and what is live until Ctrl-C or a request to end.
pub(super) async fn serve(
    listener: TcpListener,
    site: &Path,
    live: Arc<Live>,
    now: impl Fn() -> Timestamp + Copy + Send + Sync + 'static,
    reach: Reach,
) -> std::io::Result<()> {
    let (end, ended) = tokio::sync::watch::channel(false);
    let files = ServeDir::new(site).not_found_service(ServeFile::new(site.join("404.html")));
    let function = move |State(live): State<Arc<Live>>, request: Request| async move {
        // The arrival is the instant at which the head of the request is here, before its body is read.
        answer(&live, request, now()).await
    };
    let changes = move |State(live): State<Arc<Live>>, request: Request| changes(live, request, ended.clone());
    let app = Router::new().route("/api/{*path}", any(function));
    let app = match reach {
        Reach::Here => app.route("/_devex/changes", get(changes)).route("/_devex/reload.js", get(reload_script)),
        Reach::Public { .. } => app,
    };
    let app = app
        .fallback_service(files)
        .layer(middleware::map_request_with_state(reach.clone(), visible))
        .layer(middleware::from_fn_with_state(reach, with_headers))
        // What most web servers do: whoever looks at the weight of a page here sees what visitors will load.
        .layer(CompressionLayer::new())
        .with_state(live);
    let mut ending = end.subscribe();
    let serving = axum::serve(listener, app).with_graceful_shutdown(async move {
        interrupted().await;
        // Open pages that wait for news would hold the server.
        let _ = end.send(true);
    });
    let too_late = async {
        // The sender is dropped when the server has ended.
        let _ = ending.wait_for(|is_ending| *is_ending).await;
        tokio::time::sleep(END_TIME).await;
    };
    tokio::select! {
        served = serving.into_future() => served,
        () = too_late => Ok(()),
    }
}

/// Lets requests pass that are for this site, and for what is published: no hidden file is.
async fn visible(State(reach): State<Reach>, request: Request) -> Result<Request, (StatusCode, &'static str)> {
    let public = match &reach {
        Reach::Here => None,
        Reach::Public { host } => Some(host.as_ref()),
    };
    if !origin::is_ours(request.headers(), request.uri(), public) {
        const HERE: &str = "This site is served for this machine alone: open it as localhost.\n\
            Ce site n'est offert qu'à cette machine\u{a0}: ouvrez-le sous le nom de localhost.\n";
        const PUBLIC: &str = "This site has another name.\nCe site porte un autre nom.\n";
        return Err((StatusCode::MISDIRECTED_REQUEST, if public.is_some() { PUBLIC } else { HERE }));
    }
    let is_hidden = |part: &str| {
        part.starts_with('.') && part != ".well-known" || part.starts_with("%2e") || part.starts_with("%2E")
    };
    if request.uri().path().split('/').any(is_hidden) {
        return Err((StatusCode::NOT_FOUND, "Not found.\nIntrouvable.\n"));
    }
    Ok(request)
}

async fn answer(live: &Live, request: Request, arrival: Timestamp) -> Response {
    let Some(function) = live.function() else {
        return (StatusCode::SERVICE_UNAVAILABLE, "The site has never been built: see the terminal.\n").into_response();
    };
    let (head, body) = request.into_parts();
    match tokio::time::timeout(BODY_TIME, to_bytes(body, BODY_LIMIT)).await {
        Ok(Ok(bytes)) => function.handle(Request::from_parts(head, Some(bytes)), arrival).await.map(Body::from),
        Ok(Err(_)) => {
            (StatusCode::PAYLOAD_TOO_LARGE, "Too large, or incomplete.\nTrop long, ou incomplet.\n").into_response()
        }
        Err(_) => (StatusCode::REQUEST_TIMEOUT, "The request took too long.\nLa requête a pris trop de temps.\n")
            .into_response(),
    }
}

/// Answers when there is a build that the page does not know, or when it has waited for long.
async fn changes(live: Arc<Live>, request: Request, mut ended: tokio::sync::watch::Receiver<bool>) -> Response {
    let known = request.uri().query().and_then(|query| query.strip_prefix("version=")?.parse::<u64>().ok());
    let mut states = live.subscribe();
    if let Some(known) = known {
        tokio::select! {
            _ = states.wait_for(|state| state.version != known) => {}
            _ = ended.wait_for(|ended| *ended) => {}
            () = tokio::time::sleep(WAIT) => {}
        }
    }
    let state = states.borrow().clone();
    match serde_json::to_string(&state) {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn reload_script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("reload.js")).into_response()
}

async fn with_headers(State(reach): State<Reach>, request: Request, next: Next) -> Response {
    let is_asset = request.uri().path().starts_with("/assets/") && request.uri().query().is_some();
    let mut response = next.run(request).await;
    let is_found = response.status().is_success();
    let headers = response.headers_mut();
    if let Reach::Public { .. } = reach {
        // The proxy encrypts: browsers may insist on that, for a year.
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
        if is_asset && is_found {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOREVER));
        }
    }
    // A rebuilt page has to be seen at once.
    for (name, value) in SECURITY.into_iter().chain([(header::CACHE_CONTROL, "no-cache")]) {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    // All texts are in UTF-8. Some browsers guess otherwise of a table or a calendar.
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if let Some(plain) = media_type.filter(|value| value.starts_with("text/") && !value.contains(';'))
        && let Ok(value) = HeaderValue::try_from(format!("{plain}; charset=utf-8"))
    {
        headers.insert(header::CONTENT_TYPE, value);
    }
    response
}

/// Ctrl-C, or the system's request to end.
async fn interrupted() {
    let ctrl_c = async {
        // Without a handler there is nothing to wait for: the system ends the program by itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = ctrl_c => {}
        () = terminated => {}
    }
}
