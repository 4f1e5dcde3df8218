//! A real browser on a served site.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{NOW, Server, repository, request, tools};

const FONT: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
const BUTTON: &str = "#proposal-form [type=submit]";

/// A running chromedriver, which ends its browser with it.
struct Driver {
    process: Child,
    url: String,
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A served site with a browser on it.
pub struct Visit {
    /// The browser.
    pub client: Client,
    /// The site.
    pub server: Server,
    driver: Driver,
    data: TempDir,
    scripts: bool,
}

impl Visit {
    /// A visit of the repository's site, with or without scripts, in a window of some width.
    pub async fn start(scripts: bool, width: u32) -> Self {
        let data = tempfile::tempdir().unwrap();
        let server = Server::start(&repository(), data.path());
        Self::of(server, data, scripts, width).await
    }

    /// A visit of a served site with its data.
    pub async fn of(server: Server, data: TempDir, scripts: bool, width: u32) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        // The same fonts on every machine, since a page looks different with others.
        assert!(Path::new(FONT).exists(), "fonts-dejavu-core is not installed: tests/run does it");
        let process = Command::new("chromedriver")
            .args([format!("--port={port}"), "--silent".into()])
            .env("FONTCONFIG_FILE", repository().join("tests/fonts.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed by tests/run");
        let driver = Driver { process, url: format!("http://127.0.0.1:{port}") };
        let args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--font-render-hinting=none",
            "--force-color-profile=srgb",
            // Nothing scrolls smoothly: what is clicked is where it was found.
            "--force-prefers-reduced-motion",
            "--window-size=1280,1000",
        ];
        // 2 blocks scripts, as a visitor does in the browser's settings.
        let setting = if scripts { 1 } else { 2 };
        let mut options = json!({
            "args": args,
            "prefs": { "profile.managed_default_content_settings.javascript": setting },
        });
        if width < 500 {
            // A window cannot be as narrow as a phone: its screen is emulated.
            let metrics = json!({ "width": width, "height": 844, "pixelRatio": 2.0 });
            options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
        }
        let Value::Object(capabilities) = json!({ "goog:chromeOptions": options }) else { unreachable!() };
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let builder = ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).to_owned();
        let client = builder.connect(&driver.url).await.unwrap();
        let visit = Self { client, server, driver, data, scripts };
        visit.set_clock().await;
        visit
    }

    /// Asks the browser, by its DevTools protocol, for what WebDriver has no command for.
    pub async fn devtools(&self, method: &str, params: Value) -> Value {
        let session = self.client.session_id().await.unwrap().unwrap();
        let url = format!("{}/session/{session}/goog/cdp/execute", self.driver.url);
        let answer = request("POST", &url, &[], &json!({ "cmd": method, "params": params }).to_string());
        assert_eq!(answer.status, 200, "{method}: {}", answer.body);
        answer.json()["value"].take()
    }

    /// Sets the clock of the pages of a tab to the tests' present, from where it goes on, as that of the server does.
    async fn set_clock(&self) {
        let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
        let script = format!(
            "{{
                const shift = Date.parse('{NOW}') - {started}, now = () => Clock.now() + shift, Clock = Date;
                Date = class extends Clock {{
                    constructor(...parts) {{ parts.length ? super(...parts) : super(now()); }}
                    static now() {{ return now(); }}
                }};
            }}"
        );
        self.run_on_every_page(&script).await;
    }

    /// Runs a script on every page that is opened in this tab from now on, before those of the page.
    pub async fn run_on_every_page(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// Makes the screen as large as this, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await;
    }

    /// Shows pages as a medium does, to a reader with these preferences: names and values of media features.
    pub async fn emulate(&self, medium: &str, features: &[(&str, &str)]) {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features })).await;
    }

    /// Opens a page of the site.
    pub async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.server.url)).await.unwrap();
    }

    /// Opens a page of the site in a tab of its own, which gets the keys and clicks from now on.
    pub async fn open_tab(&self, path: &str) {
        let tab = self.client.new_window(true).await.unwrap().handle;
        self.client.switch_to_window(tab).await.unwrap();
        self.set_clock().await;
        self.open(path).await;
    }

    /// The text that is shown of an element.
    pub async fn text(&self, selector: &str) -> String {
        self.client.find(Locator::Css(selector)).await.unwrap().text().await.unwrap()
    }

    /// The path of the page that is open.
    pub async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    /// Types a text into an emptied field.
    pub async fn fill(&self, selector: &str, text: &str) {
        let field = self.client.find(Locator::Css(selector)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// What a field holds.
    pub async fn value(&self, selector: &str) -> String {
        let field = self.client.find(Locator::Css(selector)).await.unwrap();
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Whether a box is ticked.
    pub async fn is_ticked(&self, selector: &str) -> bool {
        self.client.find(Locator::Css(selector)).await.unwrap().is_selected().await.unwrap()
    }

    /// Clicks where scripts may be off: through the driver, after scrolling there.
    pub async fn click(&self, selector: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().click().await.unwrap();
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: &str) {
        let actions = keys.chars().fold(KeyActions::new("keyboard".into()), |actions, value| {
            actions.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Runs a script on the page that is open.
    pub async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Waits until a script's expression holds.
    pub async fn until(&self, expression: &str) {
        let script = format!("return Boolean({expression})");
        for _ in 0..100 {
            if self.client.execute(&script, vec![]).await.is_ok_and(|holds| holds == json!(true)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("never: {expression}");
    }

    /// Fills in what every proposal needs, and answers all criteria with a text.
    pub async fn answer(&self, name: &str, answer: &str) {
        self.fill("#proposal-form [name=name]", name).await;
        self.fill("#proposal-form [name=email]", "zoe@example.org").await;
        for field in self.client.find_all(Locator::Css("#proposal-form textarea")).await.unwrap() {
            field.send_keys(answer).await.unwrap();
        }
        for name in ["eligibility", "accept-terms", "accept-price", "accept-date"] {
            self.click(&format!("#proposal-form [name={name}]")).await;
        }
        self.click("#proposal-form [name=correspondence][value=fr]").await;
    }

    /// Presses the button of the form, and waits for the review that scripts show.
    pub async fn review(&self) {
        self.click(BUTTON).await;
        self.until("document.querySelector('#proposal-form .review')").await;
        // A second click this soon would be a double one, which does not send.
        tokio::time::sleep(Duration::from_millis(600)).await;
    }

    /// Presses the button that sends the form, and waits until another page is there.
    pub async fn send(&self) {
        self.follow(BUTTON).await;
    }

    /// Clicks on what leads to another page, and waits until that is there.
    pub async fn follow(&self, selector: &str) {
        let old = self.client.find(Locator::Css("html")).await.unwrap();
        self.click(selector).await;
        for _ in 0..100 {
            if old.tag_name().await.is_err() {
                self.until("document.readyState === 'complete'").await;
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{selector} led nowhere");
    }

    /// Sends the form, after the review if scripts run.
    pub async fn submit(&self) {
        if self.scripts {
            self.review().await;
        }
        self.send().await;
    }

    /// What axe-core finds on the page that is open.
    pub async fn violations(&self) -> Vec<String> {
        let is_there = self.client.execute("return Boolean(window.axe)", vec![]).await.unwrap();
        if is_there == json!(false) {
            let axe = std::fs::read_to_string(tools().join("node/node_modules/axe-core/axe.min.js")).unwrap();
            self.client.execute(&axe, vec![]).await.unwrap();
        }
        let script = "const done = arguments[arguments.length - 1];
            axe.run({
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                resultTypes: ['violations'],
            }).then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))))";
        let found = self.client.execute_async(script, vec![]).await.unwrap();
        serde_json::from_value(found).unwrap()
    }

    /// Ends the browser and the server, whose data stay.
    pub async fn end(self) -> TempDir {
        self.client.close().await.unwrap();
        drop(self.driver);
        assert_eq!(self.server.interrupt(), 0);
        self.data
    }
}
