//! Proposals over HTTP, against the embedded DynamoDB through the real SDK, and read back with the command.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use scraper::{Html, Selector};
use tempfile::TempDir;
use tests::{Answer, NOW, OPEN, Output, Server, devex, get, post, proposal, repository, request};

fn start() -> (Server, TempDir) {
    let data = tempfile::tempdir().unwrap();
    (Server::start(&repository(), data.path()), data)
}

/// A server of the repository's site, and what a bidder and a program do with it.
struct Exchange {
    server: Server,
    _data: TempDir,
}

impl Exchange {
    fn start() -> Self {
        let (server, data) = start();
        Self { server, _data: data }
    }

    fn api(&self) -> String {
        format!("{}/api/proposals", self.server.url)
    }

    fn send(&self, fields: &[(String, String)]) -> Answer {
        post(&self.api(), fields, &[])
    }

    fn send_json(&self, fields: &[(String, String)]) -> Answer {
        post(&self.api(), fields, &[("accept", "application/json")])
    }
}

fn with(mut fields: Vec<(String, String)>, name: &str, value: &str) -> Vec<(String, String)> {
    fields.retain(|(of, _)| of != name);
    fields.push((name.into(), value.into()));
    fields
}

fn without(mut fields: Vec<(String, String)>, name: &str) -> Vec<(String, String)> {
    fields.retain(|(of, _)| of != name);
    fields
}

fn texts(html: &str, selector: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).map(|element| element.text().collect::<String>()).collect()
}

fn proposals(data: &TempDir, args: &[&str]) -> Output {
    let root = repository();
    let mut all = vec!["--root", root.to_str().unwrap(), "--now", NOW, "proposals"];
    all.extend(args);
    all.extend(["--data", data.path().to_str().unwrap()]);
    devex(&all)
}

#[test]
fn a_complete_proposal_gets_201_a_reference_and_its_arrival_in_its_language() {
    let exchange = Exchange::start();
    for (lang, done, zone) in
        [("en", "Your proposal has been submitted", "\u{a0}ET"), ("fr", "Votre proposition a été soumise", "\u{a0}HE")]
    {
        let answer = exchange.send(&with(proposal(lang), "name", &format!("First {lang}")));
        assert_eq!(answer.status, 201, "{}", answer.body);
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.body.contains(done) && answer.body.contains(zone), "{}", answer.body);
        assert!(answer.body.contains(&format!("lang=\"{lang}-CA\"")));
        assert!(answer.body.contains("DX-"));
    }
}

#[test]
fn json_is_answered_to_who_asks_for_it() {
    let exchange = Exchange::start();
    let answer = exchange.send_json(&with(proposal("en"), "name", "A script"));
    assert_eq!(answer.status, 201);
    let json = answer.json();
    assert!(json["reference"].as_str().unwrap().starts_with("DX-"));
    assert_eq!(json["opportunity"], OPEN);
    assert!(json["received"].as_str().unwrap().starts_with("2026-11-23T17:"));
}

#[test]
fn a_refused_proposal_keeps_every_value_and_says_what_to_do_at_each_field() {
    let exchange = Exchange::start();
    let long = "mot ".repeat(3000);
    let fields = with(with(without(proposal("fr"), "name"), "criterion-skills", &long), "email", "zoe@nulle part");
    let answer = exchange.send(&fields);
    assert_eq!(answer.status, 422);
    let title = texts(&answer.body, "title").remove(0);
    assert!(title.starts_with("Erreur\u{a0}: "), "{title}");
    assert!(answer.body.contains("Un problème est survenu"));
    let kept: Vec<_> = texts(&answer.body, "textarea").into_iter().map(|text| text.trim().to_owned()).collect();
    assert!(kept.contains(&long.trim().to_owned()));
    assert!(answer.body.contains("zoe@nulle part"));
    assert!(
        answer.body.contains("Boréal &amp; Filles &lt;inc.&gt;")
            || answer.body.contains("Boréal &amp; Filles &lt;inc.&gt")
    );

    // Each error of the summary leads to a field that says the same.
    let document = Html::parse_document(&answer.body);
    let links: Vec<_> =
        document.select(&Selector::parse("main [role=alert] a, main .error-summary a").unwrap()).collect();
    assert_eq!(links.len(), 3, "name, email and one criterion");
    for link in links {
        let id = link.attr("href").unwrap().trim_start_matches('#');
        assert!(document.select(&Selector::parse(&format!("[id='{id}']")).unwrap()).next().is_some(), "{id}");
        let text: String = link.text().collect();
        assert!(answer.body.matches(text.trim()).count() >= 2, "{text}");
    }
}

#[test]
fn errors_as_json_are_problem_details_by_field() {
    let exchange = Exchange::start();
    let answer = exchange.send_json(&without(without(proposal("en"), "email"), "accept-terms"));
    assert_eq!(answer.status, 422);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let json = answer.json();
    assert_eq!(json["status"], 422);
    let fields: Vec<_> =
        json["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["email", "accept-terms"]);
}

#[test]
fn the_same_proposal_twice_is_stored_once_with_one_receipt() {
    let (server, data) = start();
    let url = format!("{}/api/proposals", server.url);
    let receipt = || {
        let json = post(&url, &proposal("en"), &[("accept", "application/json")]).json();
        (json["reference"].clone(), json["received"].clone())
    };
    let first = receipt();
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert_eq!(receipt(), first);
    let twice = std::thread::scope(|scope| [scope.spawn(receipt), scope.spawn(receipt)].map(|one| one.join().unwrap()));
    assert_eq!(twice, [first.clone(), first]);
    assert_eq!(server.interrupt(), 0);
    let list = proposals(&data, &["list", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&list.out).unwrap().len(), 1);
}

#[test]
fn what_is_not_open_is_refused_with_its_reason_and_keeps_what_was_written() {
    let exchange = Exchange::start();
    for (opportunity, status) in [
        ("printable-tide-tables", 410),
        ("attachment-checker", 410),
        ("bilingual-term-checker", 409),
        ("low-bandwidth-tide-page", 404),
        ("no-such-thing", 404),
        ("", 404),
    ] {
        let answer = exchange.send(&with(proposal("en"), "opportunity", opportunity));
        assert_eq!(answer.status, status, "{opportunity}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert!(
            answer.body.contains("L'Écuyer")
                || answer.body.contains("L&#39;Écuyer")
                || answer.body.contains("L&#x27;Écuyer"),
            "{opportunity}"
        );
        assert_eq!(exchange.send_json(&with(proposal("en"), "opportunity", opportunity)).json()["status"], status);
    }
}

#[test]
fn the_closing_instant_itself_is_late() {
    for (now, status) in [("2027-01-19T13:59:55-05:00", 201), ("2027-01-19T14:00:00-05:00", 410)] {
        let data = tempfile::tempdir().unwrap();
        let server = Server::start_at(&repository(), data.path(), now);
        let answer = post(&format!("{}/api/proposals", server.url), &proposal("en"), &[]);
        assert_eq!(answer.status, status, "{now}");
    }
}

#[test]
fn other_clients_are_understood() {
    let exchange = Exchange::start();
    let body =
        form_urlencoded::Serializer::new(String::new()).extend_pairs(with(proposal("en"), "name", "Charset")).finish();
    for content_type in
        ["Application/X-WWW-Form-Urlencoded; Charset=UTF-8", "application/x-www-form-urlencoded;charset=utf-8"]
    {
        assert_eq!(
            request("POST", &exchange.api(), &[("Content-Type", content_type)], &body).status,
            201,
            "{content_type}"
        );
    }
    let json: serde_json::Map<_, _> = proposal("en").into_iter().map(|(name, value)| (name, value.into())).collect();
    let json = serde_json::Value::Object(json).to_string();
    assert_eq!(request("POST", &exchange.api(), &[("content-type", "application/json")], &json).status, 201);
    assert_eq!(request("POST", &exchange.api(), &[("content-type", "text/csv")], "a,b").status, 415);
    assert_eq!(request("POST", &exchange.api(), &[("content-type", "application/json")], "{").status, 400);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let twice = request("POST", &exchange.api(), &form, &format!("{body}&name=Another"));
    assert_eq!(twice.status, 400);
    assert!(twice.body.contains("Charset"), "what was written comes back: {}", twice.body);
    let coded = [form[0], ("content-encoding", "gzip")];
    assert_eq!(request("POST", &exchange.api(), &coded, &body).status, 415);
}

#[test]
fn what_is_no_proposal_is_answered_as_such() {
    let exchange = Exchange::start();
    let answer = get(&exchange.api());
    assert_eq!((answer.status, answer.header("allow")), (405, "POST"));
    assert_eq!(get(&format!("{}/api/owt", exchange.server.url)).status, 404);
    let huge = "x".repeat(300 * 1024);
    assert_eq!(exchange.send(&with(proposal("en"), "criterion-skills", &huge)).status, 413);
    assert_eq!(get(&format!("{}/en/no-such-page/", exchange.server.url)).status, 404);
}

/// In 2018 a page said that a proposal of 2:00 pm was late for 2:00 pm.
#[test]
fn who_is_late_by_seconds_reads_the_seconds() {
    // A busy machine may take some seconds to start the server, whose clock goes on.
    let english = |second: u32| format!("2:00:{second:02}\u{a0}pm");
    let french = |second: u32| format!("14\u{a0}h\u{a0}0\u{a0}min\u{a0}{second}\u{a0}s");
    for (lang, at) in [("en", &english as &dyn Fn(u32) -> String), ("fr", &french)] {
        let data = tempfile::tempdir().unwrap();
        let server = Server::start_at(&repository(), data.path(), "2027-01-19T14:00:07-05:00");
        let answer = post(&format!("{}/api/proposals", server.url), &proposal(lang), &[]);
        assert_eq!(answer.status, 410);
        assert!(answer.body.contains(&at(0)), "{}", answer.body);
        assert!((7..60).any(|second| answer.body.contains(&at(second))), "{}", answer.body);
    }
}

#[test]
fn a_name_that_nobody_sees_and_an_address_that_is_more_than_one_are_refused() {
    let exchange = Exchange::start();
    for name in ["\u{200b}", "\u{feff}", "\u{2800}", "\u{3164}", "\u{202e}\u{202c}", "--"] {
        assert_eq!(exchange.send(&with(proposal("en"), "name", name)).status, 422, "{name:?}");
    }
    for email in ["a@b.c?bcc=x", "mailto:a@b.c", "a@b.c,d", "a@b\u{200b}.c"] {
        assert_eq!(exchange.send(&with(proposal("en"), "email", email)).status, 422, "{email:?}");
    }
    let spoofed = exchange.send(&with(proposal("en"), "name", "Zoé \u{202e}yalbmerT\u{202c}"));
    assert_eq!(spoofed.status, 201);
    assert!(!spoofed.body.contains('\u{202e}'), "{}", spoofed.body);
}

/// Cree syllabics take nine bytes each in a form.
#[test]
fn every_answer_at_its_limit_is_received_in_any_script() {
    let exchange = Exchange::start();
    let mut fields = proposal("en");
    let answers = fields.iter_mut().filter(|(name, _)| name.starts_with("criterion-"));
    let mut sent = 0;
    for (_, value) in answers {
        *value = vec!["\u{1472}".repeat(18); 150].join(" ");
        sent += 9 * value.chars().count();
    }
    assert!(sent > 64 * 1024, "{sent}");
    assert_eq!(exchange.send(&fields).status, 201);
}

/// Words that are joined by commas are one word, but not a short one.
#[test]
fn an_answer_is_limited_in_characters_too_and_comes_back_whole() {
    let exchange = Exchange::start();
    for (lang, text) in [("en", "characters"), ("fr", "caractères")] {
        let joined = vec!["word"; 5000].join(",");
        let answer = exchange.send(&with(proposal(lang), "criterion-skills", &joined));
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert!(answer.body.contains(text) && answer.body.contains(&joined), "{lang}");
    }
}

#[test]
fn a_filled_honeypot_is_kept_apart_but_not_lost() {
    let (server, data) = start();
    let url = format!("{}/api/proposals", server.url);
    assert_eq!(post(&url, &with(proposal("en"), "website", "http://spam.example"), &[]).status, 201);
    assert_eq!(server.interrupt(), 0);
    let list: Vec<serde_json::Value> =
        serde_json::from_str(&proposals(&data, &["list", "--format", "json"]).out).unwrap();
    assert_eq!(list[0]["quarantined"], true);
}

#[test]
fn the_team_reads_what_came_in_while_the_server_runs() {
    let (server, data) = start();
    let url = format!("{}/api/proposals", server.url);
    let reference =
        post(&url, &proposal("fr"), &[("accept", "application/json")]).json()["reference"].as_str().unwrap().to_owned();

    let table = proposals(&data, &["list"]);
    assert_eq!(table.status, 0, "{}", table.err);
    assert!(table.out.contains(&reference) && table.out.contains("2026-11-23 12:"), "{}", table.out);
    assert!(proposals(&data, &["list", OPEN]).out.contains(&reference));
    assert!(!proposals(&data, &["list", "water-level-gaps"]).out.contains(&reference));

    let json: serde_json::Value =
        serde_json::from_str(&proposals(&data, &["show", &reference, "--format", "json"]).out).unwrap();
    assert_eq!((&json["opportunity"], &json["state"]), (&OPEN.into(), &"received".into()));

    let csv = proposals(&data, &["export"]).out;
    assert!(csv.starts_with("\u{feff}reference,arrival,"), "{csv}");
    assert!(csv.contains(&reference) && !csv.contains("Boréal"), "{csv}");

    assert_eq!(proposals(&data, &["show", "DX-0000-0000-0000"]).status, 1);
}

#[test]
fn a_proposal_is_found_by_its_reference_however_it_is_typed() {
    let (server, data) = start();
    let url = format!("{}/api/proposals", server.url);
    let json = post(&url, &proposal("en"), &[("accept", "application/json")]).json();
    let reference = json["reference"].as_str().unwrap();
    let digits = reference.trim_start_matches("DX-");
    for typed in [
        reference.to_lowercase(),
        format!("DX-{}", digits.replace('0', "O").replace('1', "l")),
        digits.replace('1', "I").replace('-', ""),
        format!(" {} ", reference.replace('-', " ").to_lowercase()),
    ] {
        let shown = proposals(&data, &["show", &typed]);
        assert!(shown.out.contains(reference), "{typed}: {}", shown.err);
    }
    let (start, last) = reference.split_at(reference.len() - 1);
    let other = format!("{start}{}", if last == "0" { '1' } else { '0' });
    assert_eq!(proposals(&data, &["show", &other]).status, 1);
}
