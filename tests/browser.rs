//! A real browser: languages, the form with scripts off and on, accessibility in both colour schemes.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{Server, SiteCopy, devex, repository, tools};

const PAGE: &str = "/en/opportunities/accessible-date-picker/";

/// A running chromedriver, which ends its browser with it.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A served site with a browser on it.
struct Visit {
    client: Client,
    driver: Driver,
    server: Server,
    data: TempDir,
}

impl Visit {
    async fn start(scripts: bool, width: u32) -> Self {
        let data = tempfile::tempdir().unwrap();
        let server = Server::start(&repository(), data.path());
        Self::of(server, data, scripts, width).await
    }

    async fn of(server: Server, data: TempDir, scripts: bool, width: u32) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("chromedriver")
            .args([format!("--port={port}"), "--silent".into()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map(Driver)
            .expect("chromedriver is installed by tests/run");
        let args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Nothing scrolls smoothly: what is clicked is where it was found.
            "--force-prefers-reduced-motion",
            "--window-size=1280,1000",
        ];
        // 2 blocks scripts, as a visitor does in the browser's settings.
        let scripts = if scripts { 1 } else { 2 };
        let mut options = json!({
            "args": args,
            "prefs": { "profile.managed_default_content_settings.javascript": scripts },
        });
        if width < 500 {
            // A window cannot be as narrow as a phone: its screen is emulated.
            let metrics = json!({ "width": width, "height": 844, "pixelRatio": 2.0 });
            options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
        }
        let Value::Object(capabilities) = json!({ "goog:chromeOptions": options }) else { unreachable!() };
        let url = format!("http://127.0.0.1:{port}");
        for _ in 0..100 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let client = ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&url).await.unwrap();
        Self { client, driver, server, data }
    }

    async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.server.url)).await.unwrap();
    }

    async fn text(&self, selector: &str) -> String {
        self.client.find(Locator::Css(selector)).await.unwrap().text().await.unwrap()
    }

    async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    async fn fill(&self, selector: &str, text: &str) {
        let field = self.client.find(Locator::Css(selector)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    async fn value(&self, selector: &str) -> String {
        let field = self.client.find(Locator::Css(selector)).await.unwrap();
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    async fn tick(&self, selector: &str) {
        self.click(selector).await;
    }

    /// Clicks where scripts may be off: through the driver, after scrolling there.
    async fn click(&self, selector: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().click().await.unwrap();
    }

    /// Clicks, and waits until another page is there.
    async fn submit(&self) {
        let old = self.client.find(Locator::Css("html")).await.unwrap();
        self.click("#proposal-form [type=submit]").await;
        for _ in 0..100 {
            if old.tag_name().await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the form was not sent");
    }

    async fn end(self) -> TempDir {
        self.client.close().await.unwrap();
        drop(self.driver);
        assert_eq!(self.server.interrupt(), 0);
        self.data
    }
}

/// Sends a faulty proposal, mends it, and finds it in DynamoDB.
async fn submits(scripts: bool) {
    let visit = Visit::start(scripts, 1280).await;
    visit.open("/").await;
    visit.click("a[hreflang=en]").await;
    assert_eq!(visit.path().await, "/en/");

    visit.open(PAGE).await;
    visit.click("header a[hreflang=fr]").await;
    assert!(visit.path().await.starts_with("/fr/possibilites/"));
    visit.click("header a[hreflang=en]").await;
    assert_eq!(visit.path().await, PAGE);

    visit.fill("#proposal-form [name=name]", "Zoé L'Écuyer").await;
    visit.fill("#proposal-form [name=email]", "zoe@").await;
    let criteria = visit.client.find_all(Locator::Css("#proposal-form textarea")).await.unwrap();
    for field in criteria.iter().skip(1) {
        field.send_keys("Une réponse « assez » longue.").await.unwrap();
    }
    visit.submit().await;

    // Refused, with everything that was typed still there.
    assert!(visit.client.title().await.unwrap().starts_with("Error: "));
    assert!(visit.text("main").await.contains("There was a problem"));
    assert_eq!(visit.value("#proposal-form [name=name]").await, "Zoé L'Écuyer");
    assert_eq!(visit.value("#proposal-form [name=email]").await, "zoe@");
    let criteria = visit.client.find_all(Locator::Css("#proposal-form textarea")).await.unwrap();
    assert_eq!(criteria[1].prop("value").await.unwrap().unwrap(), "Une réponse « assez » longue.");

    visit.fill("#proposal-form [name=email]", "zoe@example.org").await;
    criteria[0].send_keys("Here it is.").await.unwrap();
    for name in ["eligibility", "accept-terms", "accept-price", "accept-date"] {
        visit.tick(&format!("#proposal-form [name={name}]")).await;
    }
    visit.tick("#proposal-form [name=correspondence][value=fr]").await;
    visit.submit().await;

    let page = visit.text("main").await;
    assert_eq!(visit.text("h1").await, "Your proposal has been submitted", "{page}");
    let reference = page.split_whitespace().find(|word| word.starts_with("DX-")).unwrap().to_owned();
    let data = visit.end().await;
    // After closing, with the key of this machine.
    let shown = devex(&[
        "--root",
        repository().to_str().unwrap(),
        "--now",
        "2027-01-19T14:00",
        "proposals",
        "show",
        &reference,
        "--data",
        data.path().to_str().unwrap(),
    ]);
    assert!(shown.out.contains("Zoé L'Écuyer") && shown.out.contains("Une réponse « assez » longue."), "{}", shown.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bidder_without_scripts_is_refused_with_kept_values_then_submits() {
    submits(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bidder_with_scripts_is_refused_with_kept_values_then_submits() {
    submits(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_off_means_off() {
    let visit = Visit::start(false, 1280).await;
    visit.client.goto("data:text/html,<title>off</title><script>document.title='on'</script>").await.unwrap();
    assert_eq!(visit.client.title().await.unwrap(), "off");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_scripts_words_are_counted_as_the_function_counts_them() {
    let visit = Visit::start(true, 1280).await;
    visit.open(PAGE).await;
    let field = visit.client.find(Locator::Css("#proposal-form textarea")).await.unwrap();
    let limit: usize = field.attr("data-max-words").await.unwrap().unwrap().parse().unwrap();
    field.send_keys("Un deux : « trois » — 4").await.unwrap();
    let left = format!("You have {} words left.", limit - 4);
    for _ in 0..40 {
        if visit.text("#proposal-form").await.contains(&left) {
            visit.end().await;
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{left:?} does not show: {}", visit.text("#proposal-form").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_reloads_after_a_change_and_shows_an_error() {
    let (site, data) = (SiteCopy::new(), tempfile::tempdir().unwrap());
    let server = Server::start(site.root(), data.path());
    let visit = Visit::of(server, data, true, 1280).await;
    visit.open(PAGE).await;
    let facts = "content/opportunities/accessible-date-picker/opportunity.yaml";
    let shows = async |text: &str| {
        for _ in 0..100 {
            // While the page reloads, what was found of it is gone.
            let body = visit.client.find(Locator::Css("body")).await;
            let shown = match body {
                Ok(body) => body.text().await.unwrap_or_default(),
                Err(_) => String::new(),
            };
            if shown.contains(text) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{text:?} does not show");
    };
    // The page asks for news once it is loaded.
    tokio::time::sleep(Duration::from_millis(500)).await;
    site.edit(facts, "value: 8200", "value: 8300");
    shows("$8,300").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    site.edit(facts, "value: 8300", "value: lots");
    shows("value: lots").await;
    site.edit(facts, "value: lots", "value: 8400");
    shows("$8,400").await;
    visit.end().await;
}

/// Every kind of page, and what the function answers with.
const PAGES: [&str; 15] = [
    "/",
    "/404.html",
    "/en/",
    "/fr/",
    "/en/opportunities/",
    PAGE,
    "/fr/possibilites/",
    "/fr/possibilites/2026/",
    "/en/opportunities/tide-station-finder/",
    "/en/opportunities/attachment-checker/",
    "/en/teams/tide-data/",
    "/fr/competences/rust/",
    "/en/news/",
    "/en/for-bidders/",
    "/en/terms/supplier-owns-copyright/",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_page_passes_axe_on_a_desktop_and_a_phone() {
    let axe = std::fs::read_to_string(tools().join("node/node_modules/axe-core/axe.min.js")).unwrap();
    let mut violations = Vec::new();
    for width in [1280, 390] {
        let visit = Visit::start(true, width).await;
        for page in PAGES {
            visit.open(page).await;
            violations.extend(checked(&visit, &axe, page).await);
        }
        visit.open(PAGE).await;
        visit.submit().await;
        violations.extend(checked(&visit, &axe, "the refused form").await);
        visit.end().await;
    }
    assert!(violations.is_empty(), "{violations:#?}");
}

/// What axe-core finds on the page that is open.
async fn checked(visit: &Visit, axe: &str, page: &str) -> Vec<String> {
    visit.client.execute(axe, vec![]).await.unwrap();
    let script = "const done = arguments[arguments.length - 1];
        axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
           .then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))))";
    let found = visit.client.execute_async(script, vec![]).await.unwrap();
    let found = found.as_array().unwrap().iter().map(|violation| format!("{page}: {}", violation.as_str().unwrap()));
    found.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_is_wider_than_a_small_phone() {
    let visit = Visit::start(true, 320).await;
    for page in PAGES {
        visit.open(page).await;
        let width = "return [document.documentElement.scrollWidth, innerWidth]";
        let width = visit.client.execute(width, vec![]).await.unwrap();
        assert_eq!(width, json!([320, 320]), "{page}");
    }
    visit.end().await;
}
