//! The part of GitHub that a deployment asks: who a workflow is.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// What GitHub says of a repository, as the local AWS reads it: it looks at no signature.
pub fn token(repository: &str) -> String {
    let part = |json: Value| {
        let encode = "printf %s \"$0\" | base64 -w0 | tr '+/' '-_' | tr -d =";
        let output = Command::new("sh").args(["-c", encode, &json.to_string()]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let claims = json!({
        "iss": "https://token.actions.githubusercontent.com",
        "aud": "sts.amazonaws.com",
        "sub": format!("repo:{repository}:environment:production"),
    });
    [part(json!({ "alg": "RS256", "typ": "JWT" })), part(claims), "c2ln".to_owned()].join(".")
}

/// Where GitHub gives a workflow its token.
pub struct GitHub {
    server: Child,
    /// What a workflow finds in `ACTIONS_ID_TOKEN_REQUEST_URL`, but for the query.
    pub url: String,
    _folder: TempDir,
}

impl GitHub {
    /// Starts one, for the repository `example/exchange`.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let answer = json!({ "count": 1, "value": token("example/exchange") });
        std::fs::write(folder.path().join("token"), answer.to_string()).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Command::new("python3")
            .args(["-m", "http.server", "--bind", "127.0.0.1", &port.to_string(), "--directory"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let end = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < end, "nothing listens");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { server, url: format!("http://127.0.0.1:{port}/token"), _folder: folder }
    }
}

impl Drop for GitHub {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
