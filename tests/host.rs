//! The exchange on one machine, behind the proxy of `generator/host`, as its visitors, bidders and operator have it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use tests::{Answer, NOW, OPEN, OPEN_FORM, Output, Server, SiteCopy, devex, proposal, repository, request, tools};

const HOST: &str = "devex.example.org";

fn host_file(name: &str) -> PathBuf {
    repository().join("generator/host").join(name)
}

/// A site with a secret of its own, of which it publishes the key.
struct Machine {
    site: SiteCopy,
    data: TempDir,
}

impl Machine {
    fn new() -> Self {
        let (site, data) = (SiteCopy::new(), tempfile::tempdir().unwrap());
        let secret = data.path().join("secret");
        let made = devex(&["--root", path(site.root()), "keys", "secret", "--out", path(&secret)]);
        assert_eq!(made.status, 0, "{}", made.err);
        site.edit("site.toml", "receipts = [", &format!("receipts = [\"{}\", ", made.out.trim()));
        Self { site, data }
    }

    fn serve(&self) -> Server {
        Server::start_with(self.site.root(), self.data.path(), NOW, &["--public"])
    }

    fn devex(&self, args: &[&str]) -> Output {
        devex(&[&["--root", path(self.site.root()), "--now", NOW], args].concat())
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Caddy with our file in front of a server.
struct Caddy {
    child: Child,
    url: String,
    _home: TempDir,
}

impl Caddy {
    fn before(server: &Server) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let home = tempfile::tempdir().unwrap();
        let child = Command::new("caddy")
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(host_file("Caddyfile"))
            // Without a certificate: no authority is asked for one.
            .env("DEVEX_SITE", format!("http://{HOST}:{port}"))
            .env("DEVEX_SERVER", server.url.trim_start_matches("http://"))
            .env("HOME", home.path())
            .env("CADDY_ADMIN", "off")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("tests/run installs Caddy");
        let caddy = Self { child, url: format!("http://127.0.0.1:{port}"), _home: home };
        let end = Instant::now() + Duration::from_secs(20);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < end, "Caddy did not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        caddy
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        request(method, &format!("{}{path}", self.url), &[&[("host", HOST)], headers].concat(), body)
    }

    fn submit(&self) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(proposal("en")).finish();
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", "application/json")];
        self.ask("POST", "/api/proposals", &headers, &body)
    }
}

impl Drop for Caddy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn visitors_and_bidders_are_served_through_the_proxy() {
    let machine = Machine::new();
    let server = machine.serve();
    let caddy = Caddy::before(&server);

    let page = caddy.ask("GET", OPEN_FORM, &[], "");
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("_devex"), "nothing reloads by itself");
    assert_eq!(page.header("strict-transport-security"), "max-age=31536000");
    assert_eq!(page.header("cache-control"), "no-cache");
    assert_eq!(caddy.ask("GET", "/_devex/changes", &[], "").status, 404);
    let style =
        page.body.split("href=\"").find_map(|rest| rest.split('"').next().filter(|url| url.contains(".css"))).unwrap();
    assert!(caddy.ask("GET", style, &[], "").header("cache-control").contains("immutable"));
    assert!(!caddy.ask("GET", "/assets/none.css?v=1", &[], "").header("cache-control").contains("immutable"));
    // Another name that leads here is no site of ours.
    let other = request("GET", &format!("{}/en/", server.url), &[("host", "example.net")], "");
    assert_eq!(other.status, 421);

    let sent = caddy.submit();
    assert_eq!(sent.status, 201, "{}", sent.body);
    let receipt = machine.data.path().join("receipt.txt");
    let sent: Value = sent.json();
    fs::write(&receipt, sent["receipt"].as_str().unwrap()).unwrap();
    let verified = machine.devex(&["receipt", "verify", path(&receipt)]);
    assert_eq!(verified.status, 0, "with the keys of site.toml alone: {}{}", verified.out, verified.err);
    assert!(!machine.data.path().join("identity.txt").exists(), "no key on this machine opens it");
    // What nobody writes by hand is refused before it is read.
    let flood = format!("name={}", "a".repeat(300_000));
    let refused = caddy.ask("POST", "/api/proposals", &[("content-type", "application/x-www-form-urlencoded")], &flood);
    assert!([413, 502].contains(&refused.status), "{}", refused.status);
}

#[test]
fn a_copy_that_is_made_while_proposals_come_in_brings_them_back() {
    let machine = Machine::new();
    let server = machine.serve();
    let caddy = Caddy::before(&server);
    let reference = caddy.submit().json()["reference"].as_str().unwrap().to_owned();

    // As the unit does it, in other folders.
    let unit = fs::read_to_string(host_file("devex-backup.service")).unwrap();
    let copies = tempfile::tempdir().unwrap();
    let in_test = |command: &str| {
        command.replace("/var/lib/devex", path(machine.data.path())).replace("/var/backups/devex", path(copies.path()))
    };
    let commands: Vec<_> = unit.lines().filter_map(|line| line.strip_prefix("ExecStart=")).map(in_test).collect();
    assert_eq!(commands.len(), 2);
    for command in commands {
        assert!(Command::new("sh").args(["-c", &command]).status().unwrap().success(), "{command}");
    }
    drop((caddy, server));

    let restored = Machine { site: machine.site, data: tempfile::tempdir().unwrap() };
    for (from, name) in [(copies.path(), "proposals.sqlite"), (machine.data.path(), "secret")] {
        fs::copy(from.join(name), restored.data.path().join(name)).unwrap();
    }
    let server = restored.serve();
    assert_eq!(server.proposals, 1);
    let listed = restored.devex(&["proposals", "list", OPEN, "--data", path(restored.data.path())]);
    assert!(listed.out.contains(&reference), "{}{}", listed.out, listed.err);
    // The same bidder has the same receipt, not a second proposal.
    let again = Caddy::before(&server).submit();
    assert_eq!(again.json()["reference"], reference.as_str());
}

#[test]
fn a_public_site_needs_the_secret_that_its_settings_publish() {
    let machine = Machine::new();
    let serve = |lang| machine.devex(&["--lang", lang, "serve", "--public", "--data", path(machine.data.path())]);
    fs::remove_file(machine.data.path().join("secret")).unwrap();
    let missing = serve("en");
    assert!(missing.status == 1 && missing.err.contains("make it with `devex keys secret --out"), "{}", missing.err);
    let another = machine.data.path().join("secret");
    assert_eq!(machine.devex(&["keys", "secret", "--out", path(&another)]).status, 0);
    for (lang, text) in [("en", "does not publish what verifies"), ("fr", "ne publie pas ce qui vérifie")] {
        let refused = serve(lang);
        assert!(refused.status == 1 && refused.err.contains(text), "{}", refused.err);
    }
    let drafts = machine.devex(&["serve", "--public", "--drafts"]);
    assert_eq!(drafts.status, 2, "{}", drafts.err);
}

#[test]
fn the_units_are_good_and_let_the_service_do_little() {
    let units =
        ["devex.service", "devex-pull.service", "devex-pull.timer", "devex-backup.service", "devex-backup.timer"];
    let verified = Command::new("systemd-analyze").arg("verify").args(units.map(host_file)).output().unwrap();
    let told = String::from_utf8_lossy(&verified.stderr).into_owned();
    // The program is not where it would be installed.
    let wrong: Vec<_> =
        told.lines().filter(|line| line.contains("devex") && !line.contains("not executable")).collect();
    assert!(wrong.is_empty(), "{told}");
    let exposed = Command::new("systemd-analyze")
        .args(["security", "--offline=true", "--threshold=20"])
        .arg(host_file("devex.service"))
        .output()
        .unwrap();
    assert!(exposed.status.success(), "{}", String::from_utf8_lossy(&exposed.stdout));
}

/// The image cannot be built here, but what goes into it can.
#[test]
fn the_image_holds_what_the_program_needs() {
    let linted = Command::new(tools().join("python/bin/hadolint")).arg(host_file("Dockerfile")).output().unwrap();
    assert!(linted.status.success(), "{}", String::from_utf8_lossy(&linted.stdout));
    let linked = Command::new("ldd").arg(tests::program("devex")).output().unwrap();
    let linked = String::from_utf8_lossy(&linked.stdout).into_owned();
    for library in linked.lines().filter_map(|line| line.split_whitespace().next()) {
        let name = library.rsplit('/').next().unwrap();
        let is_there = ["linux-vdso.so", "libgcc_s.so", "libm.so", "libc.so", "ld-linux"]
            .iter()
            .any(|known| name.starts_with(known));
        assert!(is_there, "distroless/cc has no {name}");
    }
}
