//! A bidder at the form in a real browser: the draft on the device, the review, tabs in two languages, the keyboard.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::time::Duration;

use serde_json::json;
use tests::{OPEN_FORM as PAGE, Visit};

const PAGE_FR: &str = "/fr/possibilites/selecteur-de-date-accessible/proposition/";
const NAME: &str = "#proposal-form [name=name]";
const ANSWER: &str = "#proposal-form textarea";
const BOX: &str = "#proposal-form .draft input";
const CHANGE: &str = "#proposal-form [type=button]";
/// The draft as a script reads it.
const DRAFT: &str = "localStorage.getItem('devex-draft-accessible-date-picker')";

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";

/// Waits until the draft holds a text.
async fn kept(visit: &Visit, text: &str) {
    visit.until(&format!("{DRAFT}.includes({})", json!(text))).await;
}

/// Waits until something has the focus.
async fn focused(visit: &Visit, selector: &str) {
    visit.until(&format!("document.activeElement.matches({})", json!(selector))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_survives_a_closed_tab_and_appears_in_the_other_language_until_it_is_sent() {
    let visit = Visit::start(true, 1280).await;
    visit.open(PAGE).await;
    assert!(!visit.is_ticked(BOX).await);
    visit.fill(NAME, "Not kept").await;
    tokio::time::sleep(Duration::from_millis(600)).await;
    visit.until(&format!("{DRAFT} === null")).await;

    visit.click(BOX).await;
    visit.answer("Zoé L'Écuyer", "Une réponse.\nDeux lignes.").await;
    kept(&visit, "Deux lignes.").await;
    let script = format!("return Object.keys(JSON.parse({DRAFT}))");
    let names = visit.client.execute(&script, vec![]).await.unwrap();
    for other in ["website", "opportunity", "version", "lang", "elapsed"] {
        assert!(!names.as_array().unwrap().contains(&json!(other)), "{names}");
    }

    let first = visit.client.window().await.unwrap();
    visit.open_tab("/fr/").await;
    let second = visit.client.window().await.unwrap();
    visit.client.switch_to_window(first).await.unwrap();
    visit.client.close_window().await.unwrap();
    visit.client.switch_to_window(second).await.unwrap();
    visit.open(PAGE_FR).await;
    assert_eq!(visit.value(NAME).await, "Zoé L'Écuyer");
    assert_eq!(visit.value(ANSWER).await, "Une réponse.\nDeux lignes.");
    assert!(visit.is_ticked(BOX).await && visit.is_ticked("[name=correspondence][value=fr]").await);
    assert!(visit.is_ticked("[name=accept-price]").await);
    visit.until("document.querySelector('.draft [role=status]').textContent.includes('rétabli')").await;
    assert!(visit.text("#proposal-form .counter").await.starts_with("Il vous reste 246"), "counted after the draft");

    visit.submit().await;
    assert_eq!(visit.text("h1").await, "Votre proposition a été soumise");
    visit.until(&format!("{DRAFT} === null")).await;
    visit.open(PAGE).await;
    assert_eq!(visit.value(NAME).await, "");
    assert!(!visit.is_ticked(BOX).await);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unticking_the_box_removes_the_draft() {
    let visit = Visit::start(true, 1280).await;
    visit.open(PAGE).await;
    visit.click(BOX).await;
    visit.fill(NAME, "Zoé L'Écuyer").await;
    kept(&visit, "Zoé").await;
    visit.click(BOX).await;
    visit.until(&format!("{DRAFT} === null")).await;
    assert_eq!(visit.value(NAME).await, "Zoé L'Écuyer", "the form keeps what it holds");
    visit.fill(NAME, "Zoé again").await;
    visit.open(PAGE_FR).await;
    assert_eq!(visit.value(NAME).await, "");
    visit.until(&format!("{DRAFT} === null")).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_comes_along_into_the_other_language() {
    let visit = Visit::start(true, 1280).await;
    visit.open(PAGE).await;
    visit.follow("header a[hreflang=fr]").await;
    assert_eq!(visit.path().await, PAGE_FR, "nothing is written yet: an ordinary link");
    visit.fill(NAME, "Zoé L'Écuyer").await;
    visit.fill(ANSWER, "Une réponse.").await;
    visit.follow("header a[hreflang=en]").await;
    assert_eq!(visit.text("h1").await, "Send a proposal: Accessible date picker");
    assert!(!visit.text("main").await.contains("There was a problem"), "nothing was submitted");
    assert_eq!((visit.value(NAME).await, visit.value(ANSWER).await), ("Zoé L'Écuyer".into(), "Une réponse.".into()));
    visit.follow("header a[hreflang=fr]").await;
    assert_eq!(visit.text("h1").await, "Envoyer une proposition : Sélecteur de date accessible");
    assert_eq!(visit.value(ANSWER).await, "Une réponse.");

    visit.answer("Zoé", " Et la suite.").await;
    visit.submit().await;
    let page = visit.text("main").await;
    assert_eq!(visit.text("h1").await, "Votre proposition a été soumise", "{page}");
    assert!(page.contains("Une réponse. Et la suite."), "{page}");
    assert_eq!(visit.text("header .language").await, "Cette page est en français seulement.");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_never_replaces_what_the_server_sent_back() {
    let visit = Visit::start(true, 1280).await;
    visit.open(PAGE).await;
    visit.fill(NAME, "As sent").await;
    let script = "localStorage.setItem('devex-draft-accessible-date-picker', JSON.stringify({ name: 'An older one' }))";
    visit.client.execute(script, vec![]).await.unwrap();
    visit.submit().await;
    assert!(visit.client.title().await.unwrap().starts_with("Error: "));
    assert_eq!(visit.value(NAME).await, "As sent");
    visit.open(PAGE).await;
    assert_eq!(visit.value(NAME).await, "An older one");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_works_when_the_storage_holds_rubbish_or_nothing_can_be_stored() {
    let visit = Visit::start(true, 1280).await;
    visit.open(PAGE).await;
    for rubbish in ["{\"name\":", "null", "7", "\"text\"", "[1]", "{\"name\":{}}", "{\"name\":null,\"email\":[\"x\"]}"]
    {
        let script = "localStorage.setItem('devex-draft-accessible-date-picker', arguments[0])";
        visit.client.execute(script, vec![json!(rubbish)]).await.unwrap();
        visit.open(PAGE).await;
        assert_eq!(visit.value(NAME).await, "", "{rubbish}");
        assert_eq!(visit.text("#proposal-form [type=submit]").await, "Review and submit", "{rubbish}");
    }
    let full = "localStorage.clear(); Storage.prototype.setItem = () => { throw new DOMException('full'); }";
    visit.client.execute(full, vec![]).await.unwrap();
    visit.open(PAGE).await;
    visit.client.execute(full, vec![]).await.unwrap();
    visit.click(BOX).await;
    visit.until("!document.querySelector('.draft input').checked").await;
    visit.answer("Zoé L'Écuyer", "An answer.").await;
    visit.submit().await;
    assert_eq!(visit.text("h1").await, "Your proposal has been submitted");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_review_shows_what_was_written_and_leads_back_without_loss() {
    let visit = Visit::start(true, 1280).await;
    visit.open(PAGE).await;
    visit.answer("Zoé <b>L'Écuyer</b>", "Une réponse.\nDeux lignes.").await;
    visit.review().await;
    let review = visit.text("#proposal-form .review").await;
    assert!(
        review.starts_with("Review your answers\nName\nZoé <b>L'Écuyer</b>\nOrganization\nNot provided\n"),
        "{review}"
    );
    assert!(review.contains("write to you?\nFrench\n") && review.contains("Une réponse.\nDeux lignes."), "{review}");
    assert!(review.contains("by March 12, 2027.\nConfirmed") && !review.contains("(required)"), "{review}");
    assert_eq!(visit.text("#proposal-form").await, format!("{review}\nSubmitChange these answers"));
    focused(&visit, ".review h2").await;

    visit.click(CHANGE).await;
    focused(&visit, "[type=submit]").await;
    assert_eq!(visit.text("#proposal-form [type=submit]").await, "Review and submit");
    assert!(visit.value(ANSWER).await.contains("Deux lignes."));

    // The browser's own button leads back too, as from a page, and forward again.
    visit.review().await;
    visit.client.back().await.unwrap();
    visit.until("!document.querySelector('.review')").await;
    assert_eq!(visit.path().await, PAGE);
    visit.fill(NAME, "Zoé L'Écuyer").await;
    visit.client.execute("history.forward()", vec![]).await.unwrap();
    visit.until("document.querySelector('.review')?.textContent.includes(\"Zoé L'Écuyer\")").await;

    visit.send().await;
    let page = visit.text("main").await;
    assert!(page.contains("Your proposal has been submitted") && page.contains("Zoé L'Écuyer"), "{page}");
    visit.client.back().await.unwrap();
    visit.until("!document.querySelector('#proposal-form [type=submit]').disabled").await;
    assert!(visit.value(ANSWER).await.contains("Deux lignes."), "nothing is lost by going back");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_is_sent_once_and_says_how_long_it_was_open() {
    let visit = Visit::start(true, 1280).await;
    visit.open(PAGE).await;
    visit.until("Number(new FormData(document.getElementById('proposal-form')).get('elapsed')) > 0").await;
    visit.answer("Zoé L'Écuyer", "An answer.").await;
    // A double click on the first button does not send what nobody has reviewed.
    let double = "const button = document.querySelector('#proposal-form [type=submit]');
        for (const detail of [1, 2]) button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }))";
    visit.client.execute(double, vec![]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(visit.path().await, PAGE);
    // Nor does a second press send twice.
    let twice = "let sent = 0;
        const form = document.getElementById('proposal-form');
        form.addEventListener('submit', (event) => { sent += 1; event.preventDefault(); });
        const button = form.querySelector('[type=submit]');
        button.click(); button.click();
        return [sent, button.disabled]";
    assert_eq!(visit.client.execute(twice, vec![]).await.unwrap(), json!([1, true]));
    tokio::time::sleep(Duration::from_secs(5)).await;
    visit.until("!document.querySelector('#proposal-form [type=submit]').disabled").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_form_is_sent_at_once() {
    let visit = Visit::start(false, 1280).await;
    visit.open(PAGE_FR).await;
    assert_eq!(visit.text("#proposal-form [type=submit]").await, "Soumettre");
    assert!(!visit.text("#proposal-form").await.contains("brouillon"));
    visit.answer("Zoé L'Écuyer", "Une réponse.").await;
    visit.submit().await;
    assert_eq!(visit.text("h1").await, "Votre proposition a été soumise");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_keep_what_is_typed_and_each_answers_in_its_language() {
    let visit = Visit::start(true, 1280).await;
    visit.open(PAGE_FR).await;
    let french = visit.client.window().await.unwrap();
    visit.answer("Zoé", "Une réponse.").await;
    visit.open_tab(PAGE).await;
    visit.click(BOX).await;
    visit.answer("Zoe", "An answer.").await;
    kept(&visit, "An answer.").await;
    let english = visit.client.window().await.unwrap();

    visit.client.switch_to_window(french.clone()).await.unwrap();
    assert_eq!((visit.value(NAME).await, visit.value(ANSWER).await), ("Zoé".into(), "Une réponse.".into()));
    // The last one to write is kept, and the other goes on unharmed.
    visit.click(BOX).await;
    kept(&visit, "Une réponse.").await;
    visit.client.switch_to_window(english).await.unwrap();
    assert_eq!(visit.value(ANSWER).await, "An answer.");
    visit.submit().await;
    assert_eq!(visit.text("h1").await, "Your proposal has been submitted");

    visit.client.switch_to_window(french).await.unwrap();
    visit.until("!document.querySelector('.draft input').checked").await;
    visit.submit().await;
    assert_eq!(visit.text("h1").await, "Votre proposition a été soumise");
    assert!(visit.text("main").await.contains("Une réponse."));
    visit.until(&format!("{DRAFT} === null")).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_needs_no_more_than_a_keyboard() {
    let visit = Visit::start(true, 1280).await;
    visit.open(&format!("{PAGE}#main")).await;
    visit.press(TAB).await;
    focused(&visit, ".draft input").await;
    visit.press(" ").await;
    visit.press(&format!("{TAB}Zoé")).await;
    // Enter in a field asks for the review, and changing the answers leads back to that field.
    visit.press(ENTER).await;
    focused(&visit, ".review h2").await;
    visit.press(&format!("{TAB}{TAB}{ENTER}")).await;
    focused(&visit, "[name=name]").await;

    visit.press(&format!("{TAB}{TAB}zoe@example.org{TAB} ")).await;
    focused(&visit, "[name=correspondence]").await;
    visit.press(&format!("{TAB} ")).await;
    focused(&visit, "[name=eligibility]").await;
    for _ in 0..3 {
        visit.press(&format!("{TAB}An answer.")).await;
    }
    visit.press(TAB).await;
    focused(&visit, "a[target=_blank]").await;
    visit.press(&format!("{TAB} {TAB} {TAB} {TAB}")).await;
    focused(&visit, ".privacy summary").await;
    visit.press(&format!("{TAB}{ENTER}")).await;
    focused(&visit, ".review h2").await;
    visit.press(TAB).await;
    focused(&visit, "[type=submit]").await;
    visit.press(ENTER).await;
    visit.until("document.querySelector('[data-answer=done]')").await;
    assert!(visit.text("main").await.contains("Zoé"));
    visit.end().await;
}
