//! What is sealed: nobody reads a proposal without a key of its officers, and they not before closing.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;
use tests::{OPEN, Output, Server, SiteCopy, devex, post, program, proposal, repository};

/// When all that arrived in time is recorded.
const AFTER: &str = "2027-01-19T14:02:00-05:00";
const JUST_AFTER: &str = "2027-01-19T14:01:30-05:00";
const BEFORE: &str = "2027-01-19T13:59:30-05:00";

/// In every answer that the tests send, and in no place where nobody should read it.
const CANARY: &str = "Canari-Zephyrin-4711";

/// A complete proposal whose every free text has the canary.
fn canary(name: &str) -> Vec<(String, String)> {
    let written = |(field, value): (String, String)| match field.as_str() {
        "name" => (field, format!("{name} {CANARY}")),
        "organization" => (field, CANARY.to_owned()),
        "email" => (field, format!("{CANARY}@example.org")),
        other if other.starts_with("criterion-") => (field, format!("{CANARY}\n{value}")),
        _ => (field, value),
    };
    proposal("en").into_iter().map(written).collect()
}

fn send(server: &Server, fields: &[(String, String)]) -> Value {
    let answer = post(&format!("{}/api/proposals", server.url), fields, &[("accept", "application/json")]);
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.json()
}

fn proposals_at(root: &Path, data: &Path, now: &str, args: &[&str]) -> Output {
    let mut all = vec!["--root", root.to_str().unwrap(), "--now", now, "proposals"];
    all.extend(args);
    all.extend(["--data", data.to_str().unwrap()]);
    devex(&all)
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| entry.path().to_owned()).collect()
}

#[test]
fn nothing_that_is_written_anywhere_has_a_word_of_a_proposal() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(&repository(), data.path());
    let receipt = send(&server, &canary("First"));
    assert!(receipt["copy"].as_str().unwrap().contains(CANARY));
    // Refused, late and odd ones too.
    let mut refused = canary("Refused");
    refused.retain(|(name, _)| name != "accept-terms");
    let url = format!("{}/api/proposals", server.url);
    assert_eq!(post(&url, &refused, &[]).status, 422);
    let unknown: Vec<_> = canary("x")
        .into_iter()
        .map(|(name, value)| if name == "opportunity" { (name, CANARY.to_owned()) } else { (name, value) })
        .collect();
    assert_eq!(post(&url, &unknown, &[]).status, 404);
    let listed = proposals_at(&repository(), data.path(), BEFORE, &["list", "--format", "json"]).out;
    assert!(!listed.contains(CANARY), "{listed}");
    let log = server.log();
    assert!(log.iter().any(|line| line.contains(receipt["reference"].as_str().unwrap())), "{log:?}");
    assert!(!log.iter().any(|line| line.contains(CANARY) || line.contains("Zephyrin")), "{log:?}");
    assert_eq!(server.interrupt(), 0);
    for file in files(data.path()) {
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()), "{}", file.display());
    }
}

#[test]
fn proposals_are_opened_after_closing_and_not_before() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(&repository(), data.path());
    let sent = send(&server, &canary("First"));
    let out = data.path().join("opened");
    let open = |now, lang: &'static str| {
        let args = ["open", OPEN, "--out", out.to_str().unwrap(), "--format", "json", "--lang", lang];
        proposals_at(&repository(), data.path(), now, &args)
    };
    for (lang, reason) in
        [("en", "until January 19, 2027, 2:00\u{a0}pm\u{a0}ET"), ("fr", "jusqu'au 19\u{a0}janvier 2027")]
    {
        let refused = open(BEFORE, lang);
        assert_eq!((refused.status, refused.out.as_str()), (1, ""), "{}", refused.err);
        assert!(refused.err.contains(reason), "{}", refused.err);
        assert!(!out.exists());
    }
    let settling = open(JUST_AFTER, "en");
    assert!(settling.status == 1 && settling.err.contains("2:02:00\u{a0}pm") && !out.exists(), "{}", settling.err);
    let show = ["show", sent["reference"].as_str().unwrap(), "--identity", "any"];
    assert!(proposals_at(&repository(), data.path(), BEFORE, &show).err.contains("until January 19"));

    let opened = open(AFTER, "en");
    assert_eq!(opened.status, 0, "{}", opened.err);
    let all: Vec<Value> = serde_json::from_str(&opened.out).unwrap();
    assert_eq!(all[0]["content"]["opened"]["name"], format!("First {CANARY}"));
    // What is written is the bidder's copy, to the last byte, for nobody else on the machine.
    let copy = fs::read_to_string(out.join(format!("{}.json", sent["reference"].as_str().unwrap()))).unwrap();
    assert_eq!(copy, sent["copy"].as_str().unwrap());
    assert!(fs::read_to_string(out.join("proposals.csv")).unwrap().contains("criterion-skills"));
    #[cfg(unix)]
    for file in files(&out) {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }
    // Again is the same, and nothing is left half written.
    assert_eq!(open(AFTER, "en").out, opened.out);
    assert_eq!(files(&out).len(), 2);
}

#[test]
fn what_is_opened_says_which_version_counts_and_which_look_alike() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(&repository(), data.path());
    let (first, second) = (send(&server, &canary("First")), send(&server, &canary("Second")));
    let opened = proposals_at(&repository(), data.path(), AFTER, &["open", OPEN, "--format", "json"]);
    let all: Vec<Value> = serde_json::from_str(&opened.out).unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(all[0]["same_bidder"], Value::from(vec![second["reference"].clone()]));
    assert_eq!(all[1]["same_bidder"], Value::from(vec![first["reference"].clone()]));
    assert!(all.iter().all(|one| one["state"] == "received"));
}

#[test]
fn what_was_replaced_or_withdrawn_stays_sealed() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(&repository(), data.path());
    let (kept, withdrawn) = (send(&server, &canary("Kept")), send(&server, &canary("Withdrawn")));
    let link = withdrawn["manage"].as_str().unwrap();
    let secret = link.split("secret=").nth(1).unwrap().split('&').next().unwrap();
    let owner = [("reference", withdrawn["reference"].as_str().unwrap()), ("secret", secret)];
    let owner = owner.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(post(&format!("{}/api/proposals/withdraw", server.url), &owner, &[]).status, 200);
    let out = data.path().join("opened");
    let opened = proposals_at(&repository(), data.path(), AFTER, &["open", OPEN, "--out", out.to_str().unwrap()]);
    assert_eq!(opened.status, 0, "{}", opened.err);
    assert!(opened.out.contains("Kept") && !opened.out.contains("Withdrawn"), "{}", opened.out);
    let names: Vec<_> = files(&out).iter().map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert!(names.contains(&kept["reference"].as_str().unwrap().to_owned()) && names.len() == 2, "{names:?}");
}

#[test]
fn what_was_replaced_is_shown_sealed_whichever_version_is_asked_for() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(&repository(), data.path());
    let first = send(&server, &canary("First"));
    let secret = first["manage"].as_str().unwrap().split("secret=").nth(1).unwrap().split('&').next().unwrap();
    let by = |name: &str| {
        let mut fields = canary(name);
        fields.push(("replaces".into(), first["reference"].as_str().unwrap().into()));
        fields.push(("secret".into(), secret.into()));
        send(&server, &fields)
    };
    let (second, third) = (by("Second"), by("Third"));
    for (receipt, counts) in [(&first, false), (&second, false), (&third, true)] {
        let shown = proposals_at(&repository(), data.path(), AFTER, &["show", receipt["reference"].as_str().unwrap()]);
        assert_eq!((shown.status, shown.out.contains(CANARY)), (0, counts), "{}{}", shown.out, shown.err);
    }
}

#[test]
fn a_latest_version_that_is_none_of_the_proposal_is_not_believed() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(&repository(), data.path());
    let (mine, other) = (send(&server, &canary("Mine")), send(&server, &canary("Other")));
    let scanned = write_table(&server, "Scan", &serde_json::json!({ "TableName": "devex-proposals" }));
    let items = scanned["Items"].as_array().unwrap();
    let mut item = items.iter().find(|item| item["sk"]["S"] == mine["reference"]).unwrap().clone();
    item["latest_reference"] = serde_json::json!({ "S": other["reference"] });
    item["latest_arrival"] = serde_json::json!({ "S": "2027-01-01T00:00:00.000Z" });
    write_table(&server, "PutItem", &serde_json::json!({ "TableName": "devex-proposals", "Item": item }));
    let status = tests::request("GET", mine["manage"].as_str().unwrap(), &[("accept", "application/json")], "");
    assert!(status.status == 500 && !status.body.contains(other["reference"].as_str().unwrap()), "{}", status.body);
    let again = post(&format!("{}/api/proposals", server.url), &canary("Mine"), &[]);
    assert_eq!(again.status, 500, "{}", again.body);
    let opened = proposals_at(&repository(), data.path(), AFTER, &["open", OPEN]);
    assert!(opened.out.contains("Mine") && opened.out.contains("Other"), "{}", opened.out);
}

/// Sends a request to the embedded DynamoDB, as whoever may write the table.
fn write_table(server: &Server, operation: &str, body: &Value) -> Value {
    let authorization =
        format!("AWS4-HMAC-SHA256 Credential={}/20261123/ca-central-1/dynamodb/aws4_request", server.access_key);
    let headers = [
        ("content-type", "application/x-amz-json-1.0"),
        ("x-amz-target", &format!("DynamoDB_20120810.{operation}")),
        ("authorization", &authorization),
    ];
    let answer = tests::request("POST", &server.endpoint, &headers, &body.to_string());
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

#[test]
fn what_is_changed_in_the_table_is_neither_receipted_nor_opened() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(&repository(), data.path());
    let sent = send(&server, &canary("First"));
    let scanned = write_table(&server, "Scan", &serde_json::json!({ "TableName": "devex-proposals" }));
    let item = &scanned["Items"][0];
    for (attribute, value) in [
        ("arrival", "2026-11-03T14:00:00.000Z"),
        ("version", "0-00000000000000000000000000000000"),
        ("digest", &"0".repeat(64)),
        ("withdrawn", "2026-11-23T17:30:00.000Z"),
        ("lang", "xx"),
    ] {
        let mut changed = item.clone();
        changed[attribute] = serde_json::json!({ "S": value });
        write_table(&server, "PutItem", &serde_json::json!({ "TableName": "devex-proposals", "Item": changed }));
        let status = tests::request("GET", sent["manage"].as_str().unwrap(), &[("accept", "application/json")], "");
        assert_eq!(status.status, 500, "{attribute}: {}", status.body);
        assert!(status.body.contains("was not done"), "{attribute}: {}", status.body);
        let opened = proposals_at(&repository(), data.path(), AFTER, &["open", OPEN]);
        assert!(opened.status == 1 && !opened.out.contains("First"), "{attribute}: {}", opened.out);
        // Whoever sends the same again is not told to wait.
        let again = post(&format!("{}/api/proposals", server.url), &canary("First"), &[]);
        assert_eq!(again.status, 500, "{attribute}: {}", again.body);
    }
    let unknown = proposals_at(&repository(), data.path(), BEFORE, &["list", "web-acessibility-audit"]);
    assert!(unknown.status == 1 && unknown.err.contains("there is no opportunity"), "{}", unknown.err);
    let listed = proposals_at(&repository(), data.path(), BEFORE, &["list"]);
    assert!(listed.status == 1 && listed.err.contains(sent["reference"].as_str().unwrap()), "{}", listed.err);
    write_table(&server, "PutItem", &serde_json::json!({ "TableName": "devex-proposals", "Item": item }));
    // The same once more in another shard is not a second proposal.
    let mut copied = item.clone();
    let shard = item["pk"]["S"].as_str().unwrap();
    let other = if shard.ends_with('0') { '1' } else { '0' };
    copied["pk"]["S"] = format!("{}{other}", &shard[..shard.len() - 1]).into();
    write_table(&server, "PutItem", &serde_json::json!({ "TableName": "devex-proposals", "Item": copied }));
    let listed = proposals_at(&repository(), data.path(), BEFORE, &["list", "--format", "json"]);
    let all: Vec<Value> = serde_json::from_str(&listed.out).unwrap();
    assert_eq!((listed.status, all.len()), (1, 1), "{}", listed.err);
    assert_eq!(send(&server, &canary("First"))["receipt"], sent["receipt"]);
}

#[test]
fn what_holds_no_table_is_not_taken_for_one_without_proposals() {
    let data = tempfile::tempdir().unwrap();
    let refused = |folder: &Path, command: &[&str], why: &str| {
        let output = proposals_at(&repository(), folder, AFTER, command);
        assert!(output.status == 1 && output.err.contains(why), "{command:?}: {}{}", output.out, output.err);
    };
    let commands = [["list"].as_slice(), &["open", OPEN], &["show", "DX-0000-0000-0000-0001-X"]];
    for command in commands {
        refused(&data.path().join("typo"), command, "has kept no proposals");
    }
    assert!(!data.path().join("typo").exists());
    // A file that was emptied, and a copy without the log that SQLite keeps beside it while it runs.
    let server = Server::start(&repository(), &data.path().join("live"));
    send(&server, &canary("First"));
    let [empty, partial, other] = ["empty", "partial", "other"].map(|name| data.path().join(name));
    for folder in [&empty, &partial, &other] {
        fs::create_dir(folder).unwrap();
        fs::copy(data.path().join("live/identity.txt"), folder.join("identity.txt")).unwrap();
    }
    fs::write(empty.join("proposals.sqlite"), "").unwrap();
    fs::copy(data.path().join("live/proposals.sqlite"), partial.join("proposals.sqlite")).unwrap();
    fs::write(other.join("proposals.sqlite"), "no such thing").unwrap();
    for command in commands.into_iter().take(2) {
        refused(&empty, command, "has kept no proposals");
        refused(&partial, command, "has kept no proposals");
        refused(&other, command, "not a database of proposals");
    }
    assert_eq!(empty.join("proposals.sqlite").metadata().unwrap().len(), 0, "nothing was made there");
}

#[test]
fn a_private_key_that_is_pasted_into_the_site_is_shown_to_nobody() {
    let (custody, _) = Custody::new(&["one"]);
    let identity = fs::read_to_string(custody.identity("one")).unwrap();
    let key = identity.lines().last().unwrap();
    custody.site.edit("site.toml", "age14tshsp4r0qqrthd6jl03frw20l3z6cfsk8lydrprmlq28s6dfylsvngpqr", key);
    for format in ["human", "json", "github", "sarif"] {
        for lang in ["en", "fr"] {
            let checked = custody.devex(&["check", "--format", format, "--lang", lang]);
            assert_eq!(checked.status, 1);
            let all = checked.out + &checked.err;
            assert!(all.contains("E0909") && !all.contains(&key[16..24]), "{format}: {all}");
        }
    }
    let verified = custody.devex(&["receipt", "verify", &custody.identity("one"), "--key", key]);
    assert!(verified.status == 1 && !verified.err.contains(&key[16..24]), "{}", verified.err);
}

/// A site whose department has officers of its own, with their keys.
struct Custody {
    site: SiteCopy,
    keys: TempDir,
}

impl Custody {
    /// Makes a pair of keys for each name.
    fn new(names: &[&str]) -> (Self, Vec<String>) {
        let custody = Self { site: SiteCopy::new(), keys: tempfile::tempdir().unwrap() };
        let recipients = names.iter().map(|name| custody.pair(name)).collect();
        (custody, recipients)
    }

    fn pair(&self, name: &str) -> String {
        let dir = self.keys.path().join(name);
        let made = self.devex(&["keys", "new", "--out", dir.to_str().unwrap()]);
        assert_eq!(made.status, 0, "{}", made.err);
        made.out.trim().to_owned()
    }

    fn identity(&self, name: &str) -> String {
        self.keys.path().join(name).join("identity.txt").to_str().unwrap().to_owned()
    }

    fn devex(&self, args: &[&str]) -> Output {
        let mut all = vec!["--root", self.site.root().to_str().unwrap()];
        all.extend(args);
        devex(&all)
    }
}

#[test]
fn a_pair_of_keys_is_private_and_never_overwritten() {
    let (custody, _) = Custody::new(&["one"]);
    let file = custody.identity("one");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("\nAGE-SECRET-KEY-1") && text.contains("# public key: age1"), "a file of age");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(Path::new(&file).metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    let dir = custody.keys.path().join("one");
    for (lang, word) in [("en", "never overwritten"), ("fr", "jamais écrasée")] {
        let again = custody.devex(&["keys", "new", "--out", dir.to_str().unwrap(), "--lang", lang]);
        assert!(again.status == 1 && again.err.contains(word), "{}", again.err);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

/// As on a disk that is full.
#[cfg(unix)]
#[test]
fn a_private_key_that_could_not_be_written_leaves_nothing_in_the_way_of_the_next_one() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().to_str().unwrap();
    let full = "trap '' XFSZ; ulimit -f 0; exec \"$0\" keys new --out \"$1\"";
    let refused = std::process::Command::new("sh").args(["-c", full]).arg(program("devex")).arg(out).output().unwrap();
    assert!(!refused.status.success() && refused.stdout.is_empty(), "{refused:?}");
    assert_eq!(files(dir.path()), Vec::<PathBuf>::new());
    assert_eq!(devex(&["keys", "new", "--out", out]).status, 0);
}

#[test]
fn opening_is_rehearsed_on_the_keys_of_the_site() {
    let (custody, recipients) = Custody::new(&["one", "other"]);
    let file = "content/departments/pco/department.yaml";
    let officers = format!("{}officers:\n  - recipient: {}\n", custody.site.read(file), recipients[0]);
    custody.site.write(file, officers.as_bytes());
    let checked = custody.devex(&["keys", "check", "--identity", &custody.identity("one"), "--now", "2026-11-05"]);
    assert_eq!(checked.status, 0, "{}", checked.err);
    assert!(checked.err.contains("checked: 2026-11-05") && checked.err.contains(file), "{}", checked.err);
    let other = custody.devex(&["keys", "check", "--identity", &custody.identity("other"), "--lang", "fr"]);
    assert!(other.status == 1 && other.err.contains("aucune de ces clés"), "{}", other.err);
    // Until the day is written, the check says so at what is posted.
    assert!(custody.devex(&["check", "--now", "2026-11-23"]).out.contains("W0912"));
    custody.site.write(file, format!("{officers}    checked: 2026-11-05\n").as_bytes());
    assert!(!custody.devex(&["check", "--now", "2026-11-23"]).out.contains("W0912"));
}

#[test]
fn two_officers_open_together_what_neither_opens_alone() {
    let (custody, recipients) = Custody::new(&["first", "second", "recovery"]);
    let file = "content/departments/pco/department.yaml";
    let keys = format!(
        "{}officers: [{{ recipient: {} }}]\nsecond_officers: [{{ recipient: {} }}]\n",
        custody.site.read(file),
        recipients[0],
        recipients[1]
    );
    custody.site.write(file, keys.as_bytes());
    custody.site.edit("site.toml", "age1wjkd8jx99wwg7l22mpt5fy5x4rq5fh8ygremaszwqp5r7vuykgrsrykvy3", &recipients[2]);
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(custody.site.root(), data.path());
    send(&server, &canary("First"));
    let open = |names: &[&str]| {
        let identities: Vec<String> = names.iter().map(|name| custody.identity(name)).collect();
        let mut args = vec!["open", OPEN, "--format", "json"];
        args.extend(identities.iter().flat_map(|file| ["--identity", file.as_str()]));
        proposals_at(custody.site.root(), data.path(), AFTER, &args)
    };
    for alone in ["first", "second"] {
        let opened = open(&[alone]);
        assert!(opened.status == 1 && opened.out.contains("no-identity"), "{}", opened.out);
        assert!(opened.err.contains("both keys if two are needed") && !opened.out.contains(CANARY), "{}", opened.err);
    }
    for together in [&["first", "second"][..], &["second", "first"], &["recovery"]] {
        let opened = open(together);
        assert!(opened.status == 0 && opened.out.contains(CANARY), "{}", opened.err);
    }
}

#[test]
fn a_site_without_a_recovery_key_is_not_built() {
    let site = SiteCopy::new();
    site.edit("site.toml", "recovery = {", "# recovery = {");
    let built = devex(&["--root", site.root().to_str().unwrap(), "check"]);
    assert!(built.status == 1 && built.out.contains("recovery"), "{}{}", built.out, built.err);
}
