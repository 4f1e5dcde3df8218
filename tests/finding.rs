//! A visitor who looks for something in a real browser: filters, the search, and lists that follow the clock.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use serde_json::{Value, json};
use tests::Visit;

const ROWS: &str = "[...document.querySelectorAll('.filtered .row-title')].map((title) => title.textContent)";
const FOUND: &str = "[...document.querySelectorAll('.found .item-title')].map((title) => title.textContent)";

/// The texts that a script gives.
async fn texts(visit: &Visit, script: &str) -> Vec<String> {
    let texts = visit.client.execute(&format!("return {script}"), Vec::new()).await.unwrap();
    serde_json::from_value(texts).unwrap()
}

/// Chooses an option of a filter, as a person does.
async fn choose(visit: &Visit, name: &str, value: &str) {
    let script = "const field = document.querySelector('.filters').elements[arguments[0]];
        field.value = arguments[1];
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    visit.client.execute(script, vec![json!(name), json!(value)]).await.unwrap();
}

async fn address(visit: &Visit) -> String {
    visit.client.execute("return location.search", Vec::new()).await.unwrap().as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn opportunities_are_filtered_at_once_and_the_address_keeps_the_filters() {
    let visit = Visit::start(true, 1280).await;
    visit.open("/en/opportunities/").await;
    choose(&visit, "skill", "accessibility").await;
    visit.until(&format!("{ROWS}.length === 3")).await;
    assert_eq!(
        texts(&visit, ROWS).await[0],
        "Accessible date picker",
        "open ones first, the next to close first of all"
    );
    assert_eq!(visit.text(".filtered [role=status]").await, "3 opportunities found");
    assert!(!visit.text("main").await.contains("Past opportunities"), "the whole list is put aside");
    let file = texts(&visit, "[document.querySelector('.filtered [data-file]').getAttribute('href')]").await;
    assert_eq!(file, ["/en/skills/accessibility/opportunities.csv"]);

    choose(&visit, "sort", "value").await;
    choose(&visit, "value", "2500-5000").await;
    visit.until(&format!("{ROWS}.length === 1")).await;
    assert_eq!(address(&visit).await, "?skill=accessibility&value=2500-5000&sort=value");
    visit.follow("header a[hreflang=fr]").await;
    visit.until(&format!("{ROWS}.length === 1")).await;
    assert!(visit.path().await.starts_with("/fr/possibilites/"), "the other language, filtered alike");
    assert_eq!(texts(&visit, ROWS).await, ["Un compteur de mots qui dit vrai"]);

    visit.click(".filters [type=reset]").await;
    visit.until("document.querySelector('.filtered').hidden").await;
    assert_eq!(address(&visit).await, "");
    assert!(visit.text("main").await.contains("Possibilités terminées"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_with_filters_shows_past_ones_and_says_when_there_is_nothing() {
    let visit = Visit::start(true, 1280).await;
    visit.open("/en/opportunities/?status=delivered").await;
    visit.until(&format!("{ROWS}.length === 1")).await;
    assert_eq!(texts(&visit, ROWS).await, ["Tide station finder"]);
    visit.open("/en/opportunities/?status=open&hours=0-20&skill=nonsense&colour=red").await;
    visit.until("!document.querySelector('.filtered').hidden").await;
    assert!(visit.text(".filtered").await.contains("No opportunity has all of this."));
    assert_eq!(address(&visit).await, "?status=open&hours=0-20", "what no filter knows is left out");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_skills_and_departments_lead_to_lists_of_their_own() {
    let visit = Visit::start(false, 1280).await;
    visit.open("/en/opportunities/").await;
    visit.click(".browse details:first-of-type summary").await;
    visit.click(".browse [data-skill=accessibility]").await;
    assert_eq!(visit.path().await, "/en/skills/accessibility/");
    visit.open("/en/search/?q=tide").await;
    let text = visit.text("main").await;
    assert!(text.contains("The search needs scripts"));
    // All that it would find is in lists, of which the pages are one.
    assert!(text.contains("For bidders") && text.contains("Privacy"), "{text}");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_forgives_accents_plurals_and_slips_of_the_keyboard() {
    let visit = Visit::start(true, 1280).await;
    let cases = [
        ("/fr/recherche/?q=marees%20imprimees", "Tables de marée à imprimer"),
        ("/fr/recherche/?q=S%C3%89LECTEURS", "Sélecteur de date accessible"),
        ("/fr/recherche/?q=compteru%20de%20mots", "Un compteur de mots qui dit vrai"),
        ("/en/search/?q=datepicker", "Accessible date picker"),
        ("/en/search/?q=acessible%20date%20pickr", "Accessible date picker"),
        // In the text of a page alone.
        ("/en/search/?q=recovery%20key%20safe", "For teams"),
        ("/en/search/?q=fisheries%20and%20oceans", "Fisheries and Oceans"),
        // By an abbreviation, and by a price in either way of writing it.
        ("/en/search/?q=dfo", "Fisheries and Oceans"),
        ("/en/search/?q=cancelled%20attachments", "Personal information in attachments"),
        ("/fr/recherche/?q=mpo", "Pêches et Océans"),
        ("/en/search/?q=%248,200", "Accessible date picker"),
        ("/fr/recherche/?q=8%20200%C2%A0%24", "Sélecteur de date accessible"),
    ];
    for (address, title) in cases {
        visit.open(address).await;
        visit.until(&format!("{FOUND}.slice(0, 2).includes({})", json!(title))).await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mended_word_is_told_as_it_is_written() {
    let visit = Visit::start(true, 1280).await;
    visit.open("/fr/recherche/?q=possiblité").await;
    let said = "document.querySelector('.found [role=status]').textContent";
    visit.until(&format!("{said}.includes('«\u{a0}possiblité\u{a0}»')")).await;
    let said = texts(&visit, &format!("[{said}]")).await;
    assert!(said[0].contains(". Le mot «") && said[0].ends_with("pour «\u{a0}possibilité\u{a0}»."), "{said:?}");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closing_is_told_in_the_zone_of_the_site_wherever_the_reader_is() {
    let visit = Visit::start(true, 1280).await;
    visit.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "Asia/Tokyo" })).await;
    visit.open("/en/opportunities/?status=open").await;
    visit.until(&format!("{ROWS}.length > 0")).await;
    let text = visit.text(".filtered").await.replace('\u{a0}', " ");
    assert!(text.contains("Closes January 19, 2027, 2:00 pm ET"), "{text}");
    visit.open("/en/opportunities/?status=cancelled").await;
    visit.until(&format!("{ROWS}.length > 0")).await;
    assert!(!visit.text(".filtered").await.contains("Closes"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn results_follow_what_is_typed_and_nothing_found_leads_on() {
    let visit = Visit::start(true, 1280).await;
    visit.open("/en/search/").await;
    visit.fill("#search", "tide ta").await;
    visit.until(&format!("{FOUND}.includes('Printable tide tables')")).await;
    assert_eq!(address(&visit).await, "?q=tide+ta");
    // A number is meant as it is.
    visit.fill("#search", "8210").await;
    visit.until("document.querySelector('.found [role=status]').textContent === '0 results'").await;
    visit.fill("#search", "xyzzyplugh").await;
    visit.until("document.querySelector('.found [role=status]').textContent.startsWith('0 results')").await;
    assert!(visit.text(".found").await.contains("Try fewer words"));
    visit.fill("#search", "").await;
    visit.client.execute("document.getElementById('search').dispatchEvent(new Event('input'))", vec![]).await.unwrap();
    visit.until("document.querySelector('.found').hidden").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_cannot_be_loaded_is_told_and_tried_again() {
    let visit = Visit::start(true, 1280).await;
    visit.open("/en/opportunities/").await;
    let script = "window.kept = window.fetch; window.fetch = () => Promise.reject(new TypeError('offline'));";
    visit.client.execute(script, Vec::new()).await.unwrap();
    choose(&visit, "skill", "accessibility").await;
    visit.until("document.querySelector('.filtered [role=status]').textContent.includes('could not be loaded')").await;
    visit.client.execute("window.fetch = window.kept;", Vec::new()).await.unwrap();
    choose(&visit, "sort", "value").await;
    visit.until(&format!("{ROWS}.length === 3")).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_and_counts_follow_the_clock_of_the_reader() {
    let visit = Visit::start(true, 1280).await;
    visit.open("/en/opportunities/").await;
    let close = "const card = document.querySelector('[data-group=open] .card');
        card.querySelector('.status').dataset.closes = '2020-01-01T00:00:00Z';
        window.dispatchEvent(new Event('pageshow'));
        const groups = ['open', 'upcoming', 'evaluating'];
        const cards = groups.map((group) => document.querySelectorAll(`[data-group=${group}] .card`).length);
        return [...cards, ...groups.map((group) => document.querySelector(`[data-count=${group}]`).textContent)];";
    let told = visit.client.execute(close, Vec::new()).await.unwrap();
    assert_eq!(told, json!([3, 1, 2, "3 opportunities", "1 opportunity", "2 opportunities"]));
    // The card is the first among those under evaluation: it closed last. And its facts have the names that they have then.
    let moved = "document.querySelector('[data-group=evaluating] .card')";
    let terms = texts(&visit, &format!("[...{moved}.querySelectorAll('dt')].map((term) => term.textContent)")).await;
    assert_eq!(terms, ["Fixed price, before taxes", "Closed", "Posted"]);

    // What opens goes to its place among those that are open, where the next one to close is first.
    let open = "const card = document.querySelector('[data-group=upcoming] .card');
        const status = card.querySelector('.status');
        status.dataset.opens = '2020-01-01T00:00:00Z';
        const closings = () => [...document.querySelectorAll('[data-group=open] .status[data-closes]')].map((label) => label.dataset.closes);
        window.dispatchEvent(new Event('pageshow'));
        return [card.querySelector('.card-facts').innerText.includes('Posted'), closings().length, String(closings().sort()) === String(closings())];";
    let told = visit.client.execute(open, Vec::new()).await.unwrap();
    assert_eq!(told, json!([true, 4, true]));

    // On the home page there is no place for what is under evaluation.
    visit.open("/fr/").await;
    let close = "for (const label of document.querySelectorAll('[data-group=open] .status[data-closes]'))
            label.dataset.closes = '2020-01-01T00:00:00Z';
        window.dispatchEvent(new Event('pageshow'));
        return [document.querySelectorAll('[data-group=open] .card').length, document.querySelector('.counts').textContent,
            document.querySelector('[data-group=open] [data-none]').hidden];";
    let told: Vec<Value> = serde_json::from_value(visit.client.execute(close, Vec::new()).await.unwrap()).unwrap();
    assert_eq!(told, [json!(0), json!("0 possibilité ouverte"), json!(false)]);
    visit.end().await;
}
