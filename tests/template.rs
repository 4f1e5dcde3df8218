//! The templates of the stack, without a stack: what their checkers say, and what the function of CloudFront does.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::process::{Command, Output};

use serde_json::{Value, json};
use tests::{repository, tools};

const TEMPLATES: [&str; 3] = ["submit-fn/template.yaml", "submit-fn/edge.yaml", "submit-fn/deployer.yaml"];

fn tool(name: &str, args: &[&str]) -> Output {
    let program = tools().join("python/bin").join(name);
    Command::new(program).args(args).current_dir(repository()).output().expect("tests/run installs it")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn template() -> String {
    std::fs::read_to_string(repository().join(TEMPLATES[0])).unwrap()
}

#[test]
fn cfn_lint_finds_nothing() {
    for (template, region) in TEMPLATES.into_iter().zip(["ca-central-1", "us-east-1", "ca-central-1"]) {
        let found = tool("cfn-lint", &["--regions", region, "--", template]);
        assert!(found.status.success(), "{}{}", text(&found.stdout), text(&found.stderr));
    }
}

/// Every check that is skipped would fail, and has a reason.
#[test]
fn checkov_finds_nothing_but_what_is_justified_beside_it() {
    let mut skips = 0;
    for template in TEMPLATES {
        let args = ["--file", template, "--framework", "cloudformation", "--skip-download", "--output", "json"];
        let found = tool("checkov", &args);
        let report: Value = serde_json::from_slice(&found.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}{}", text(&found.stdout), text(&found.stderr)));
        let results = &report["results"];
        assert_eq!(results["failed_checks"], json!([]), "{template}");
        assert_eq!(report["summary"]["parsing_errors"], 0, "{template}");
        let reasons = results["skipped_checks"].as_array().unwrap();
        assert!(
            reasons
                .iter()
                .all(|skip| skip["check_result"]["suppress_comment"].as_str().is_some_and(|why| why.len() > 20))
        );
        let source = std::fs::read_to_string(repository().join(template)).unwrap();
        assert_eq!(source.matches("- id: CKV").count(), reasons.len(), "{template} skips what would not fail");
        skips += reasons.len();
    }
    assert!(skips > 0);
}

/// CloudFront runs an older JavaScript than Node.js does.
#[test]
fn the_function_of_cloudfront_uses_what_cloudfront_knows() {
    let code = addresses();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    for word in [" of ", "class ", "...", "??", "?.", "import "] {
        assert!(!code.contains(word), "{word}: {code}");
    }
}

/// An alarm that waits for words that nobody writes is none.
#[test]
fn the_function_writes_the_words_that_alarms_wait_for() {
    let template = template();
    let patterns = template.lines().filter_map(|line| line.trim().strip_prefix("FilterPattern: '\""));
    let words: Vec<_> = patterns.map(|pattern| pattern.trim_end_matches("\"'")).collect();
    assert_eq!(words.len(), 2);
    let sources = walkdir::WalkDir::new(repository().join("submit-fn/src")).into_iter().map(Result::unwrap);
    let sources = sources.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs"));
    let source: String = sources.map(|file| std::fs::read_to_string(file.path()).unwrap()).collect();
    let logged: Vec<_> = source.lines().filter(|line| line.contains("log(") || line.contains("apart")).collect();
    for words in words {
        assert!(logged.iter().any(|line| line.contains(words)), "{words}");
    }
    assert!(template.contains("\"status\":\"$context.status\""), "what the filter of the gateway's log reads");
}

/// The code of the function that CloudFront runs before it looks for a file.
fn addresses() -> String {
    let template = template();
    let rest = template.split_once("      FunctionCode: |\n").expect("its code is in the template").1;
    let lines = rest.lines().take_while(|line| line.is_empty() || line.starts_with("        "));
    lines.map(|line| format!("{}\n", line.get(8..).unwrap_or_default())).collect()
}

/// What the function makes of requests, each with a path and with what CloudFront found in its query.
fn handled(requests: &Value) -> Value {
    let script = format!(
        "{}\nconst requests = {requests};\n\
         const results = requests.map(([uri, querystring]) => handler({{ request: {{ method: 'GET', uri, querystring, headers: {{}} }} }}));\n\
         console.log(JSON.stringify(results.map(result => result.uri || [result.statusCode, result.headers.location.value])));",
        addresses()
    );
    let output = tool("node", &["--eval", &script]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_address_of_a_page_leads_to_its_file() {
    let requests = json!([
        ["/", {}],
        ["/en/about/", {}],
        ["/en/about/index.html", {}],
        ["/assets/devex.css", { "v": { "value": "a45bdf0f" } }],
        ["/.well-known/security.txt", {}],
        ["/favicon.ico", {}],
        ["/en/opportunities/2027/", {}],
    ]);
    let files = json!([
        "/index.html",
        "/en/about/index.html",
        "/en/about/index.html",
        "/assets/devex.css",
        "/.well-known/security.txt",
        "/favicon.ico",
        "/en/opportunities/2027/index.html",
    ]);
    assert_eq!(handled(&requests), files);
}

#[test]
fn an_address_without_its_last_slash_leads_to_the_one_with_it() {
    let requests = json!([
        ["/en", {}],
        ["/en/search", { "q": { "value": "date%20picker" } }],
        ["/en/search", { "a": { "value": "1", "multiValue": [{ "value": "1" }, { "value": "" }] }, "b": { "value": "é\"" } }],
    ]);
    let places = json!([[307, "/en/"], [307, "/en/search/?q=date%20picker"], [307, "/en/search/?a=1&a&b=%C3%A9%22"]]);
    assert_eq!(handled(&requests), places);
}

/// Browsers take `//example.org/` for another site, and a backslash for a slash.
#[test]
fn no_address_leads_to_another_site() {
    let paths = ["//example", "///example", "/\\example", "\\\\example", "/\\/example"];
    let requests: Vec<_> = paths.iter().map(|path| json!([path, {}])).collect();
    for result in handled(&json!(requests)).as_array().unwrap() {
        assert_eq!(*result, json!([307, "/example/"]));
    }
}

/// CloudFront caches errors for ten seconds, without looking at queries, unless it is told not to: then, what one bidder is
/// told of their proposal would be shown to others.
#[test]
fn no_error_of_the_function_is_shown_to_somebody_else() {
    let template = template();
    for status in [400, 404, 405, 414, 500, 502, 503, 504] {
        assert!(template.contains(&format!("- {{ ErrorCode: {status}, ErrorCachingMinTTL: 0 }}")), "{status}");
    }
}

/// CloudFront has one page for a status, whoever says it. S3 says 403 of what is missing, and so the function never does.
#[test]
fn the_function_does_not_use_the_status_of_missing_files() {
    let sources = walkdir::WalkDir::new(repository().join("submit-fn/src"));
    for file in sources.into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let source = std::fs::read_to_string(file.path()).unwrap();
        assert!(!source.contains("FORBIDDEN"), "{}", file.path().display());
    }
    assert!(template().contains("- { ErrorCode: 403, ResponseCode: 404, ResponsePagePath: /404.html,"));
}

#[test]
fn every_parameter_has_a_description_and_none_holds_a_secret() {
    let template = template();
    let parameters = template.split_once("\nParameters:\n").unwrap().1.split_once("\nRules:\n").unwrap().0;
    let starts_one = |line: &&str| line.starts_with("  ") && !line.starts_with("   ") && line.ends_with(':');
    let names: Vec<_> = parameters.lines().filter(starts_one).map(|line| line.trim().trim_end_matches(':')).collect();
    assert!(names.contains(&"OriginKey") && names.contains(&"RebuildToken"), "{names:?}");
    for name in &names {
        let parameter = parameters.split_once(&format!("  {name}:\n")).unwrap().1;
        assert!(parameter.starts_with("    Description: "), "{name}");
        if name.ends_with("Key") || name.ends_with("Token") {
            assert!(parameter.split("\n  ").take(8).any(|line| line == "  NoEcho: true"), "{name}");
        }
    }
    let used = |name: &&str| template.contains(&format!("!Ref {name}")) || template.contains(&format!("${{{name}}}"));
    assert_eq!(names.iter().copied().filter(|name| !used(name)).collect::<Vec<_>>(), Vec::<&str>::new());
}

/// No address of anybody, no name of a browser, and no query, in which links to proposals have their secrets.
#[test]
fn the_log_of_the_gateway_holds_nothing_personal() {
    let template = template();
    let format = template.split_once("        Format: >-\n").unwrap().1.lines().next().unwrap().trim().to_owned();
    let fields: serde_json::Map<String, Value> = serde_json::from_str(&format).unwrap();
    let known = [
        "$context.requestTimeEpoch",
        "$context.requestId",
        "$context.routeKey",
        "$context.status",
        "$context.responseLatency",
        "$context.integrationStatus",
        "$context.integrationErrorMessage",
    ];
    assert!(fields.values().all(|field| known.contains(&field.as_str().unwrap())), "{format}");
}
