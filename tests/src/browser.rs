//! A real browser on a served site.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{Server, repository, tools};

const BUTTON: &str = "#proposal-form [type=submit]";

/// A running chromedriver, which ends its browser with it.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
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
        let url = format!("http://127.0.0.1:{port}");
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let client = ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&url).await.unwrap();
        Self { client, server, driver, data, scripts }
    }

    /// Opens a page of the site.
    pub async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.server.url)).await.unwrap();
    }

    /// Opens a page of the site in a tab of its own, which gets the keys and clicks from now on.
    pub async fn open_tab(&self, path: &str) {
        let tab = self.client.new_window(true).await.unwrap().handle;
        self.client.switch_to_window(tab).await.unwrap();
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

    /// What axe-core finds on the page that is open, which is named in each finding.
    pub async fn violations(&self, page: &str) -> Vec<String> {
        let axe = std::fs::read_to_string(tools().join("node/node_modules/axe-core/axe.min.js")).unwrap();
        self.client.execute(&axe, vec![]).await.unwrap();
        let script = "const done = arguments[arguments.length - 1];
            axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
               .then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))))";
        let found = self.client.execute_async(script, vec![]).await.unwrap();
        let found =
            found.as_array().unwrap().iter().map(|violation| format!("{page}: {}", violation.as_str().unwrap()));
        found.collect()
    }

    /// The width of the page that is open, and that of the screen.
    pub async fn widths(&self) -> Value {
        let script = "return [document.documentElement.scrollWidth, innerWidth]";
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// Ends the browser and the server, whose data stay.
    pub async fn end(self) -> TempDir {
        self.client.close().await.unwrap();
        drop(self.driver);
        assert_eq!(self.server.interrupt(), 0);
        self.data
    }
}
