//! Lambda as the function sees it: the Runtime API, and as many instances of the real binary as are wanted, which can be
//! killed at any time.

use std::collections::HashMap;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use crate::program;

/// Longer than the function may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// What an instance is started with.
#[derive(Debug, Clone)]
pub struct Environment {
    /// The folder of its bundle.
    pub bundle: String,
    /// The address of its DynamoDB.
    pub endpoint: String,
    /// What that requires.
    pub access_key: String,
    /// Its secret, and those that were in use before.
    pub secret: String,
    /// Whether programs flood the function.
    pub is_flooded: bool,
}

/// Instances of the function, each of which handles one event at a time.
pub struct Functions {
    events: mpsc::UnboundedSender<Invocation>,
    instances: Vec<Instance>,
}

struct Invocation {
    event: String,
    answer: oneshot::Sender<Value>,
}

struct Instance {
    port: u16,
    environment: Mutex<Environment>,
    process: Mutex<Child>,
    shared: Arc<Shared>,
    log: tempfile::NamedTempFile,
}

/// What the Runtime API of an instance knows.
struct Shared {
    events: Arc<tokio::sync::Mutex<mpsc::UnboundedReceiver<Invocation>>>,
    running: Mutex<HashMap<String, oneshot::Sender<Value>>>,
    handed_out: AtomicUsize,
}

impl Functions {
    /// Starts some instances.
    pub async fn start(count: usize, environment: &Environment) -> Self {
        let (events, waiting) = mpsc::unbounded_channel();
        let waiting = Arc::new(tokio::sync::Mutex::new(waiting));
        let mut instances = Vec::new();
        for _ in 0..count {
            instances.push(Instance::start(Arc::clone(&waiting), environment.clone()).await);
        }
        Self { events, instances }
    }

    /// Hands an event to an instance that is free. `None` if the instance died of it, or did not answer.
    pub async fn invoke(&self, event: &Value) -> Option<Value> {
        let (answer, answered) = oneshot::channel();
        self.events.send(Invocation { event: event.to_string(), answer }).ok()?;
        tokio::time::timeout(PATIENCE, answered).await.ok()?.ok()
    }

    /// Kills an instance, whatever it is doing, and starts another one in its place.
    pub fn replace(&self, i: usize) {
        self.instances[i % self.instances.len()].replace();
    }

    /// Kills all instances, and starts others in another environment.
    pub fn move_to(&self, environment: &Environment) {
        for instance in &self.instances {
            environment.clone_into(&mut instance.environment.lock().unwrap());
            instance.replace();
        }
    }

    /// What all instances wrote so far.
    pub fn log(&self) -> String {
        self.instances.iter().map(|instance| std::fs::read_to_string(instance.log.path()).unwrap()).collect()
    }
}

impl Instance {
    async fn start(
        events: Arc<tokio::sync::Mutex<mpsc::UnboundedReceiver<Invocation>>>,
        environment: Environment,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared { events, running: Mutex::default(), handed_out: AtomicUsize::default() });
        let app = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/response", post(respond))
            .with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, app).await });
        let log = tempfile::NamedTempFile::new().unwrap();
        let process = Mutex::new(spawn(port, &environment, &log));
        Self { port, environment: Mutex::new(environment), process, shared, log }
    }

    fn replace(&self) {
        let mut process = self.process.lock().unwrap();
        let _ = process.kill();
        let _ = process.wait();
        self.shared.running.lock().unwrap().clear();
        *process = spawn(self.port, &self.environment.lock().unwrap(), &self.log);
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let process = self.process.get_mut().unwrap();
        let _ = process.kill();
        let _ = process.wait();
    }
}

fn spawn(port: u16, environment: &Environment, log: &tempfile::NamedTempFile) -> Child {
    let Environment { bundle, endpoint, access_key, secret, is_flooded } = environment;
    let log = std::fs::OpenOptions::new().append(true).open(log.path()).unwrap();
    Command::new(program("submit-fn"))
        .stdout(Stdio::null())
        .stderr(log)
        .env("AWS_LAMBDA_RUNTIME_API", format!("127.0.0.1:{port}"))
        .env("AWS_LAMBDA_FUNCTION_NAME", "submit-fn")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
        .env("DEVEX_BUNDLE", bundle)
        .env("DEVEX_SECRET", secret)
        .env("DEVEX_FLOOD", if *is_flooded { "1" } else { "" })
        .env("AWS_ENDPOINT_URL_DYNAMODB", endpoint)
        .env("AWS_REGION", "ca-central-1")
        .env("AWS_ACCESS_KEY_ID", access_key)
        .env("AWS_SECRET_ACCESS_KEY", "local")
        .spawn()
        .unwrap()
}

async fn next(State(shared): State<Arc<Shared>>) -> Response {
    let Some(Invocation { event, answer }) = shared.events.lock().await.recv().await else {
        return StatusCode::GONE.into_response();
    };
    let id = format!("00000000-0000-4000-8000-{:012x}", shared.handed_out.fetch_add(1, Ordering::Relaxed));
    shared.running.lock().unwrap().insert(id.clone(), answer);
    let headers = [
        ("lambda-runtime-aws-request-id", id),
        ("lambda-runtime-deadline-ms", "4102444800000".to_owned()),
        (
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:ca-central-1:123456789012:function:submit-fn".to_owned(),
        ),
        ("lambda-runtime-trace-id", "Root=1-00000000-000000000000000000000000".to_owned()),
    ];
    (headers, event).into_response()
}

async fn respond(State(shared): State<Arc<Shared>>, Path(id): Path<String>, body: String) -> StatusCode {
    if let Some(answer) = shared.running.lock().unwrap().remove(&id) {
        let _ = answer.send(serde_json::from_str(&body).unwrap());
    }
    StatusCode::ACCEPTED
}
