//! A real browser: languages, the form with scripts off and on, what follows the clock of the reader.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::time::Duration;

use fantoccini::Locator;
use serde_json::json;
use tests::{OPEN_FORM as FORM, OPEN_PAGE as PAGE, Server, SiteCopy, Visit, devex, repository};

/// Sends a faulty proposal, mends it, and finds it in DynamoDB.
async fn submits(scripts: bool) {
    let visit = Visit::start(scripts, 1280).await;
    visit.open("/").await;
    visit.click("a[hreflang=en]").await;
    assert_eq!(visit.path().await, "/en/");

    visit.open(PAGE).await;
    visit.follow("header a[hreflang=fr]").await;
    assert!(visit.path().await.starts_with("/fr/possibilites/"));
    visit.follow("header a[hreflang=en]").await;
    assert_eq!(visit.path().await, PAGE);

    visit.follow(".key-facts .start a").await;
    assert_eq!(visit.path().await, FORM);
    visit.fill("#proposal-form [name=name]", "Zoé L'Écuyer").await;
    visit.fill("#proposal-form [name=email]", "zoe@").await;
    let criteria = visit.client.find_all(Locator::Css("#proposal-form textarea")).await.unwrap();
    for field in criteria.iter().skip(1) {
        field.send_keys("Une réponse « assez » longue.").await.unwrap();
    }
    visit.submit().await;

    // Refused, with everything that was typed still there.
    assert!(visit.client.title().await.unwrap().starts_with("Error: "));
    let page = visit.text("main").await;
    for told in ["There was a problem", "January 19, 2027", "$8,200 before taxes", "March 12, 2027"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert_eq!(visit.value("#proposal-form [name=name]").await, "Zoé L'Écuyer");
    assert_eq!(visit.value("#proposal-form [name=email]").await, "zoe@");
    let criteria = visit.client.find_all(Locator::Css("#proposal-form textarea")).await.unwrap();
    assert_eq!(criteria[1].prop("value").await.unwrap().unwrap(), "Une réponse « assez » longue.");

    // And in the other language too.
    visit.follow("#other-language").await;
    assert!(visit.text("h1").await.starts_with("Envoyer une proposition"));
    assert_eq!(visit.value("#proposal-form [name=email]").await, "zoe@");
    visit.follow("#other-language").await;
    assert_eq!(visit.value("#proposal-form [name=name]").await, "Zoé L'Écuyer");
    let criteria = visit.client.find_all(Locator::Css("#proposal-form textarea")).await.unwrap();

    visit.fill("#proposal-form [name=email]", "zoe@example.org").await;
    criteria[0].send_keys("Here it is.").await.unwrap();
    for name in ["eligibility", "accept-terms", "accept-price", "accept-date"] {
        visit.click(&format!("#proposal-form [name={name}]")).await;
    }
    visit.click("#proposal-form [name=correspondence][value=fr]").await;
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
        "2027-01-19T14:02",
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
async fn the_menu_of_a_phone_unfolds_by_mouse_and_keyboard() {
    // The driver does not click on the screen of a phone when scripts are off. None of the site's knows the menu.
    let visit = Visit::start(true, 390).await;
    assert!(!std::fs::read_to_string(repository().join("themes/devex/assets/devex.js")).unwrap().contains("menu"));
    visit.open("/fr/").await;
    let link = || visit.client.find(Locator::Css("#menu a"));
    assert!(!link().await.unwrap().is_displayed().await.unwrap());
    visit.click(".menu-button").await;
    assert!(link().await.unwrap().is_displayed().await.unwrap());
    for (key, is_unfolded) in [(" ", false), ("\u{e007}", true)] {
        visit.press(key).await;
        assert_eq!(link().await.unwrap().is_displayed().await.unwrap(), is_unfolded);
    }
    link().await.unwrap().click().await.unwrap();
    assert_eq!(visit.path().await, "/fr/possibilites/");
    visit.end().await;

    let visit = Visit::start(false, 1280).await;
    visit.open("/fr/").await;
    assert!(visit.client.find(Locator::Css("#menu a")).await.unwrap().is_displayed().await.unwrap());
    assert!(!visit.client.find(Locator::Css(".menu-button")).await.unwrap().is_displayed().await.unwrap());
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_left_follows_the_clock_of_the_reader() {
    let visit = Visit::start(true, 1280).await;
    visit.open("/fr/possibilites/").await;
    // Pages are made for their clock, which nobody moves here: closings are moved instead.
    let script = "const soon = Date.now();
        const left = [3 * 86400, 26 * 3600, 3600 + 30, -5].map((seconds, i) => {
            const time = document.querySelectorAll('.closing time')[i];
            time.dateTime = new Date(soon + seconds * 1000 + 900).toISOString();
            time.closest('.card').querySelector('.status').dataset.closes = time.dateTime;
            return time;
        });
        window.dispatchEvent(new Event('pageshow'));
        return left.map((time) => time.closest('.card').querySelector('.status').textContent);";
    let told = visit.client.execute(script, Vec::new()).await.unwrap();
    let told: Vec<String> = serde_json::from_value(told).unwrap();
    let plain: Vec<_> = told.iter().map(|text| text.replace(['\u{a0}', '\u{202f}'], " ")).collect();
    assert_eq!(plain, ["Il reste 3 jours", "Il reste 26 heures", "Il reste 60 minutes", "En évaluation"]);
    visit.end().await;
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
    visit.open(FORM).await;
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

/// The page of an opportunity that is not open yet.
const UPCOMING: &str = "/en/opportunities/bilingual-term-checker/";

#[tokio::test(flavor = "multi_thread")]
async fn an_opportunity_opens_and_closes_by_the_clock_of_the_reader() {
    let visit = Visit::start(true, 1280).await;
    let is_shown = async |selector: &str| {
        let script = format!("return document.querySelector({}).checkVisibility()", json!(selector));
        visit.client.execute(&script, Vec::new()).await.unwrap().as_bool().unwrap()
    };
    let set = async |opens: &str, closes: &str| {
        let script = "const [opens, closes] = arguments;
            const label = document.querySelector('.banner .status');
            const closing = document.querySelector('[data-fact=closes] time');
            label.dataset.opens = opens;
            label.dataset.closes = closing.dateTime = closes;
            window.dispatchEvent(new Event('pageshow'));";
        visit.client.execute(script, vec![json!(opens), json!(closes)]).await.unwrap();
    };
    let (past, future) = ("2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z");
    for (page, start, form) in
        [(UPCOMING.to_owned(), ".start", ".start a"), (format!("{UPCOMING}proposal/"), "form", "form")]
    {
        visit.open(&page).await;
        assert!(!is_shown(form).await && is_shown("[data-while=upcoming]").await, "{page}");
        set(past, future).await;
        assert_eq!(visit.text(".banner .status").await, "Open");
        assert!(is_shown(start).await && !is_shown("[data-while=upcoming]").await, "{page}");
        set(past, past).await;
        assert_eq!(visit.text(".banner .status").await, "Under evaluation");
        // What a bidder wrote stays.
        assert_eq!(is_shown(start).await, start == "form", "{page}");
    }
    visit.end().await;
}
