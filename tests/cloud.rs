//! The stack on a local AWS, deployed by the commands of the operator's guide, as its visitors and bidders have it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeMap;
use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::Value;
use tests::{
    Fault, GitHub, NOW, OPEN, OPEN_FORM, OPEN_PAGE, Proxy, Server, SiteCopy, Stack, get, proposal, request, token,
};

#[path = "cloud/settings.rs"]
mod settings;

use settings::{settings_are_those_that_cannot_be_shown, template};

/// What no test here shows. The template is looked at instead, where that is possible.
const NOT_SHOWN: &str = "
The local AWS does not do all that AWS does. What these tests do not show:
  - CloudFront: caching and compression, TLS, HTTP/2 and 3, domains, the web ACL. Looked at: the policies, and what is sent for caching.
  - CloudFront to API Gateway by name: the origin is given its local address. Looked at: the name, TLS, and the key that is sent.
  - API Gateway: limits for each route, access logs. Looked at: the settings of the stage, and the format of the log.
  - Lambda: arm64, Amazon Linux, reserved concurrency, time limits. Looked at: the settings. The binary is the one of this machine.
  - DynamoDB: expiry, protection from deletion, a restored table's encryption. Looked at: the settings, and the attribute of the items.
  - KMS: DynamoDB, SNS and the logs encrypt nothing here. Looked at: that each names the key, and that the key turns.
  - Alarms and e-mail: nothing fails here for long enough. Looked at: that each alarm has the topic.
  - cargo-lambda, which takes minutes: the binary is that of this workspace. Looked at: how it is called.
  - EventBridge's call of GitHub, and everything of edge.yaml: cfn-lint and checkov only.
";

/// A site of which one opportunity is open whatever the time is: the gateway of the local AWS has the clock of this machine.
fn site() -> SiteCopy {
    let site = SiteCopy::new();
    let file = format!("content/opportunities/{OPEN}/opportunity.yaml");
    for (from, to) in [
        ("closes: 2027-01-19T14:00", "closes: 2099-12-01T14:00"),
        ("questions_close: 2027-01-07T14:00", "questions_close: 2099-11-24T14:00"),
        ("selection: 2027-01-29", "selection: 2099-12-11"),
        ("starts: 2027-02-01", "starts: 2099-12-14"),
        ("delivers: 2027-03-12", "delivers: 2100-02-12"),
    ] {
        site.edit(&file, from, to);
    }
    site
}

#[test]
fn the_guide_leads_from_an_empty_account_to_an_exchange_that_works() {
    writeln!(std::io::stderr(), "{NOT_SHOWN}").unwrap();
    let mut stack = Stack::deploy(site());
    visitors_have_what_devex_serve_has(&mut stack);
    let version = bidders_are_served(&mut stack);
    nothing_is_allowed_that_is_not_needed(&mut stack);
    the_repository_deploys_by_itself_and_reads_no_proposal(&mut stack);
    settings_are_those_that_cannot_be_shown(&mut stack);
    a_new_site_is_a_new_version_and_the_one_before_comes_back(&mut stack, &version);
    a_deployment_that_was_stopped_leaves_a_site_that_works_and_is_started_again(&mut stack);
    a_change_of_the_stack_that_fails_is_undone(&mut stack);
    the_team_reads_and_changes_nothing(&mut stack);
    the_key_of_cloudfront_is_replaced(&mut stack);
    the_table_comes_back_and_outlives_the_stack(&mut stack);
    assert!(stack.is_at_the_end(), "the guide has more commands than this test runs");
}

fn visitors_have_what_devex_serve_has(stack: &mut Stack) {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(stack.site.root(), data.path());

    // One file of each kind.
    let root = stack.site.root().join("target/deploy/target/site");
    let mut files = BTreeMap::new();
    for file in walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap) {
        if let (Some(kind), true) = (file.path().extension(), file.file_type().is_file()) {
            let path = file.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            files.entry(kind.to_str().unwrap().to_owned()).or_insert(path);
        }
    }
    files.insert("splash".into(), String::new());
    files.insert("page in French".into(), "fr/a-propos/".into());
    files.insert("page of an opportunity".into(), OPEN_PAGE.trim_start_matches('/').into());
    assert!(files.len() > 12, "{files:?}");
    for path in files.values() {
        let cloud = stack.visit("HEAD", &format!("/{path}"), &[], "");
        let local = request("HEAD", &format!("{}/{path}", server.url), &[], "");
        assert_eq!((cloud.status, local.status), (200, 200), "{path}");
        let media_type = |value: &str| value.split(';').next().unwrap().to_owned();
        assert_eq!(media_type(cloud.header("content-type")), media_type(local.header("content-type")), "{path}");
        let is_in_utf_8 = cloud.header("content-type").ends_with("; charset=utf-8");
        assert_eq!(is_in_utf_8, cloud.header("content-type").starts_with("text/"), "{path}");
        assert_eq!(headers_of(&cloud.headers), with_hsts(headers_of(&local.headers)), "{path}");
        let lasts = if path.starts_with("assets/") { "immutable" } else { "max-age=0" };
        assert!(cloud.header("cache-control").contains(lasts), "{path}: {}", cloud.header("cache-control"));
    }

    for path in ["/en", "/fr/a-propos", "/en/about"] {
        let (cloud, local) = (stack.page(path), get(&format!("{}{path}", server.url)));
        assert_eq!((cloud.status, cloud.header("location")), (local.status, local.header("location")), "{path}");
    }
    let missing = stack.page("/en/no-such-page/");
    assert_eq!((missing.status, get(&format!("{}/en/no-such-page/", server.url)).status), (404, 404));
    assert!(missing.body.contains("Page not found") && missing.body.contains("Page non trouvée"), "{}", missing.body);
    assert_eq!(headers_of(&missing.headers), with_hsts(headers_of(&get(&server.url).headers)));
    // What is beside the site in its folder is not on it.
    assert_eq!(stack.page("/.devex-files").status, 404);

    // Without TLS, a visitor is sent to it.
    let plain = stack.visit("GET", OPEN_PAGE, &[("x-forwarded-proto", "http")], "");
    assert!(plain.status == 301 && plain.header("location").starts_with("https://"), "{plain:?}");
    assert_eq!(stack.visit("POST", OPEN_PAGE, &[], "").status, 403);
    the_table_is_the_one_of_devex_serve(stack, &server);
}

/// What a browser is to obey.
fn headers_of(headers: &ureq::http::HeaderMap) -> BTreeMap<String, String> {
    let transport = |name: &str| {
        ["content-", "cache-", "accept-", "last-", "x-amz-", "x-cache"].iter().any(|begin| name.starts_with(begin))
            && !name.starts_with("content-security")
            || ["date", "etag", "via", "vary", "server", "age", "connection", "transfer-encoding"].contains(&name)
    };
    let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap().to_owned();
    let all = headers.iter().map(|(name, value)| (name.to_string(), text(value)));
    all.filter(|(name, _)| !transport(name)).collect()
}

/// `devex serve` has no TLS, and so it cannot ask for it.
fn with_hsts(mut headers: BTreeMap<String, String>) -> BTreeMap<String, String> {
    assert!(headers.len() >= 5, "{headers:?}");
    assert!(headers.insert("strict-transport-security".into(), "max-age=31536000".into()).is_none());
    headers
}

fn the_table_is_the_one_of_devex_serve(stack: &mut Stack, server: &Server) {
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={}/20261123/ca-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
        server.access_key
    );
    let headers = [
        ("content-type", "application/x-amz-json-1.0"),
        ("x-amz-target", "DynamoDB_20120810.DescribeTable"),
        ("authorization", authorization.as_str()),
    ];
    let local = request("POST", &server.endpoint, &headers, r#"{"TableName":"devex-proposals"}"#).json();
    let cloud = stack.shell.json("aws dynamodb describe-table --table-name \"$(output TableName)\"");
    let sorted = |table: &Value, part: &str| {
        let mut parts: Vec<_> = table["Table"][part].as_array().into_iter().flatten().map(Value::to_string).collect();
        parts.sort();
        parts
    };
    for part in ["AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes"] {
        assert_eq!(sorted(&cloud, part), sorted(&local, part), "{part}");
    }
    assert_eq!(sorted(&cloud, "KeySchema").len(), 2);
}

/// Gives the version of the opportunity that was answered.
fn bidders_are_served(stack: &mut Stack) -> String {
    for (form, words) in [
        (OPEN_FORM, "Send a proposal"),
        ("/fr/possibilites/selecteur-de-date-accessible/proposition/", "Envoyer une proposition"),
    ] {
        let form = stack.page(form);
        assert!(
            form.status == 200 && form.body.contains(words) && form.body.contains("action=\"/api/proposals\""),
            "{}",
            form.body
        );
    }
    let receipt = stack.submit(&proposal("fr"), "text/html");
    assert_eq!(receipt.status, 201, "{}", receipt.body);
    assert!(receipt.body.contains("lang=\"fr-CA\"") && receipt.body.contains("DX-"), "{}", receipt.body);
    assert_eq!(receipt.header("strict-transport-security"), "max-age=31536000");
    // The address of a proposal has a secret in it: the function's own policy stands.
    assert_eq!(receipt.header("referrer-policy"), "strict-origin");
    assert_eq!(receipt.header("cache-control"), "no-store");
    let received = stack.submit(&proposal("fr"), "application/json").json();
    let reference = received["reference"].as_str().unwrap();
    assert!(receipt.body.contains(reference), "the same proposal has the same receipt");
    let version = received["version"].as_str().unwrap().to_owned();

    // The link to "Your proposal": its query reaches the function.
    let manage = received["manage"].as_str().unwrap();
    let path = &manage[manage.find("/api/").unwrap()..];
    let shown = stack.visit("GET", path, &[("accept", "application/json")], "");
    assert_eq!((shown.status, shown.json()["state"].as_str()), (200, Some("received")), "{}", shown.body);

    // What is refused comes back with what was written, and not as CloudFront's page for its status.
    for (opportunity, status) in [("form-drop-off-guide", 410), ("no-such-thing", 404)] {
        let mut fields = proposal("fr");
        fields[0].1 = opportunity.to_owned();
        let refused = stack.submit(&fields, "text/html");
        assert_eq!(refused.status, status, "{}", refused.body);
        assert!(refused.body.contains("zoe@example.org"), "{opportunity}: {}", refused.body);
    }
    let mut incomplete = proposal("en");
    incomplete.retain(|(name, _)| name != "email");
    assert_eq!(stack.submit(&incomplete, "text/html").status, 422);
    for (method, status) in [("GET", 405), ("PUT", 405), ("DELETE", 405)] {
        assert_eq!(
            stack.visit(method, "/api/proposals", &[("accept", "application/json")], "").status,
            status,
            "{method}"
        );
    }

    // Nobody goes around CloudFront.
    let key = stack.origin_key();
    for wrong in ["", "0000", &key[1..]] {
        let refused = stack.around(wrong);
        assert_eq!(refused.status, 421, "{}", refused.body);
    }
    // With the key it is answered, although there is nothing in it.
    assert_eq!(stack.around(&key).status, 404);
    the_table_holds_what_is_sealed(stack, reference);
    version
}

fn the_table_holds_what_is_sealed(stack: &mut Stack, reference: &str) {
    let found = stack.shell.json("aws dynamodb scan --table-name \"$(output TableName)\"");
    let items = found["Items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{found}");
    assert_eq!(items[0]["sk"]["S"], reference);
    assert!(items[0]["sealed"]["B"].is_string());
    for word in ["zoe@", "Zoé", "Boréal", "deux lignes"] {
        assert!(!found.to_string().contains(word), "{word}");
    }
    // The attribute by which they expire is the one that the table looks at.
    let expiry = template(stack)["Resources"]["Table"]["Properties"]["TimeToLiveSpecification"].take();
    assert_eq!(expiry["Enabled"], true);
    let expires = items[0][expiry["AttributeName"].as_str().unwrap()]["N"].as_str().unwrap();
    // After 2099-12-01.
    assert!(expires.parse::<i64>().unwrap() > 4_099_766_400, "{expires}");
    let log =
        stack.shell.run("aws logs filter-log-events --log-group-name /devex/devex/function --query 'events[].message'");
    assert!(log.contains(reference), "{log}");
    for word in ["zoe@", "Zoé", "Boréal", "deux lignes", "secret="] {
        assert!(!log.contains(word), "{log}");
    }
}

fn nothing_is_allowed_that_is_not_needed(stack: &mut Stack) {
    let mut decisions = |role: &str, actions: &str| {
        let found = stack.shell.json(&format!(
            "arn=$(aws dynamodb describe-table --table-name \"$(output TableName)\" --query Table.TableArn --output text)
             role=$(aws cloudformation describe-stack-resource --stack-name devex --logical-resource-id {role} \
               --query StackResourceDetail.PhysicalResourceId --output text)
             aws iam simulate-principal-policy --policy-source-arn \"arn:aws:iam::000000000000:role/$role\" \
               --resource-arns \"$arn\" --action-names {actions} --query 'EvaluationResults[].EvalDecision'"
        ));
        found.as_array().unwrap().iter().map(|decision| decision == "allowed").collect::<Vec<_>>()
    };
    let writes = "dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem";
    assert_eq!(decisions("FunctionRole", writes), [true; 3]);
    let more = "dynamodb:DeleteItem dynamodb:Scan dynamodb:Query dynamodb:DeleteTable dynamodb:UpdateTable dynamodb:ExportTableToPointInTime";
    assert_eq!(decisions("FunctionRole", more), [false; 6]);
    assert_eq!(
        decisions("TeamRole", "dynamodb:DescribeTable dynamodb:GetItem dynamodb:Query dynamodb:Scan"),
        [true; 4]
    );
    let more = "dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:BatchWriteItem dynamodb:DeleteTable";
    assert_eq!(decisions("TeamRole", more), [false; 5]);
}

/// The template as it was deployed, expanded.
/// As GitHub runs it: with a token of its own, and no key.
fn the_repository_deploys_by_itself_and_reads_no_proposal(stack: &mut Stack) {
    stack.next("aws iam create-open-id-connect-provider");
    let output = "aws cloudformation describe-stacks --stack-name devex-deployer --output text";
    let role = stack.shell.run(&format!("{output} --query 'Stacks[0].Outputs[0].OutputValue'"));
    let trusted = stack.shell.json(
        "aws iam get-role --role-name \"${DEVEX_ROLE##*/}\" --output json"
            .replace("${DEVEX_ROLE##*/}", role.rsplit('/').next().unwrap())
            .as_str(),
    );
    let condition = &trusted["Role"]["AssumeRolePolicyDocument"]["Statement"][0]["Condition"]["StringEquals"];
    assert_eq!(condition["token.actions.githubusercontent.com:sub"], "repo:example/exchange:environment:production");

    let github = GitHub::start();
    let program = stack.site.root().join("bin/devex-now");
    std::fs::write(&program, format!("#!/bin/sh\nexec devex --now {NOW} \"$@\"\n")).unwrap();
    std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    stack.site.edit("content/pages/about/en.md", "## ", "## Deployed by its repository. ");
    stack.commit("Say so");
    let by_github = |stack: &mut Stack, command: &str| {
        stack.shell.run(&format!(
            "(unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN\n\
             export AWS_ROLE_ARN='{role}' ACTIONS_ID_TOKEN_REQUEST_TOKEN=t \
             ACTIONS_ID_TOKEN_REQUEST_URL='{}?api-version=2' DEVEX=bin/devex-now\n{command})",
            github.url
        ))
    };
    by_github(stack, "bash .github/deploy");
    assert!(stack.page("/en/about/").body.contains("Deployed by its repository."));
    let table = stack.shell.run("output TableName");
    let read = format!(
        "printf %s {} >token.json; export AWS_WEB_IDENTITY_TOKEN_FILE=token.json\n\
         aws dynamodb scan --table-name {table} 2>&1 || true\n\
         aws ssm get-parameter --name /devex/secret --with-decryption 2>&1 || true",
        token("example/exchange")
    );
    let refused = by_github(stack, &read);
    assert_eq!(refused.matches("AccessDenied").count(), 2, "{refused}");
    // Another repository does nothing with it.
    let other = format!(
        "printf %s {} >token.json; export AWS_WEB_IDENTITY_TOKEN_FILE=token.json\n\
         aws sts get-caller-identity 2>&1 || true",
        token("example/other")
    );
    let refused = by_github(stack, &other);
    assert!(refused.contains("AccessDenied"), "{refused}");
}

fn a_new_site_is_a_new_version_and_the_one_before_comes_back(stack: &mut Stack, version: &str) {
    let another = |stack: &Stack, name: &str| {
        let mut fields = proposal("en");
        fields[2].1 = name.to_owned();
        let received = stack.submit(&fields, "application/json");
        assert_eq!(received.status, 201, "{}", received.body);
        received.json()["version"].as_str().unwrap().to_owned()
    };
    assert_eq!(another(stack, "Before"), version);
    // What is deployed twice is deployed once.
    let state = state_of(stack);
    assert_eq!(stack.shell.run("devex deploy --dry-run"), "");
    stack.shell.run("devex deploy");
    assert_eq!(state_of(stack), state);
    // Nor is a file sent with other headers than the rest: as this one shows, which had been sent by somebody else.
    let copy = "aws s3 cp target/deploy/target/site/404.html \"s3://$(output SiteBucket)/404.html\" --only-show-errors";
    stack.shell.run(copy);
    let files = stack.shell.run("devex deploy --dry-run");
    assert!(files.lines().count() > 300 && files.ends_with("\n~ 404.html"), "{files}");
    stack.shell.run("devex deploy");
    assert_eq!(stack.shell.run("devex deploy --dry-run"), "");

    let file = format!("content/opportunities/{OPEN}/opportunity.yaml");
    stack.site.edit(&file, "value: 8200", "value: 8300");
    // What is not committed is not deployed.
    assert_eq!(stack.shell.run("devex deploy --dry-run"), "");
    assert!(stack.shell.errors().contains("one file is not committed"), "{}", stack.shell.errors());
    stack.commit("Amend");
    // A page that is gone from the site goes from the bucket.
    stack
        .shell
        .run("aws s3 cp target/deploy/target/site/404.html \"s3://$(output SiteBucket)/en/gone/index.html\" --only-show-errors");
    assert_eq!(stack.page("/en/gone/").status, 200);
    let state = state_of(stack);
    let files = stack.shell.run("devex deploy --dry-run");
    assert!(files.contains(&format!("~ {}index.html\n", OPEN_PAGE.trim_start_matches('/'))), "{files}");
    assert!(files.ends_with("\n- en/gone/index.html"), "{files}");
    assert_eq!(state_of(stack), state, "a dry run changes nothing");

    stack.next("devex deploy");
    assert!(stack.page(OPEN_PAGE).body.contains("$8,300"));
    assert_eq!(stack.page("/en/gone/").status, 404);
    assert_ne!(another(stack, "After"), version);
    // Whoever has the form from before is told.
    let mut former = proposal("en");
    former[2].1 = "With the form from before".into();
    former.push(("version".into(), version.to_owned()));
    assert_eq!(stack.submit(&former, "application/json").status, 409);

    stack.next("devex rollback");
    assert_eq!(another(stack, "Once more before"), version);
    assert!(stack.page(OPEN_PAGE).body.contains("$8,200"));
    // There is nothing before the first one; and the next deployment goes forward again, although the stack is as it was.
    stack.shell.run("devex rollback");
    let refused = stack.shell.run("devex rollback 2>&1 || true");
    assert!(refused.contains("there is no version before 1"), "{refused}");
    stack.shell.run("devex deploy");
    assert!(stack.page(OPEN_PAGE).body.contains("$8,300"));
    assert_ne!(another(stack, "After all"), version);
}

/// All that a deployment could change, as AWS tells it, with the times of the files.
fn state_of(stack: &mut Stack) -> String {
    stack.shell.run(
        r#"function=${function:-$(output FunctionName)} distribution=${distribution:-$(output DistributionId)}
aws cloudformation describe-stacks
for bucket in $(aws s3api list-buckets --query 'Buckets[].Name' --output text); do
  aws s3api list-objects-v2 --bucket "$bucket" --query 'Contents[].[Key,ETag,LastModified]' --output text
done
aws lambda list-versions-by-function --function-name "$function"
aws lambda get-alias --function-name "$function" --name live
aws cloudfront list-invalidations --distribution-id "$distribution""#,
    )
}

fn a_deployment_that_was_stopped_leaves_a_site_that_works_and_is_started_again(stack: &mut Stack) {
    let file = format!("content/opportunities/{OPEN}/opportunity.yaml");
    stack.site.edit(&file, "value: 8300", "value: 8400");
    stack.commit("Amend again");
    let all = stack.shell.run("devex deploy --dry-run").lines().count();
    let data = "/data/opportunities.csv";
    assert!(stack.page(data).body.contains("8300"));

    // On a slow line, until the first files are there.
    let proxy = Proxy::before(&stack.aws.endpoint);
    proxy.set(Fault::Slow(Duration::from_millis(100)));
    stack.shell.run(&format!("AWS_ENDPOINT_URL={} command devex --now {NOW} deploy & deployment=$!", proxy.endpoint));
    let end = Instant::now() + Duration::from_secs(120);
    while !stack.page(data).body.contains("8400") {
        assert!(Instant::now() < end, "{}", stack.shell.errors());
    }
    stack.shell.run("kill -KILL $deployment; wait $deployment || true");
    for path in ["/en/", "/fr/", OPEN_PAGE, OPEN_FORM, "/en/search/"] {
        assert_eq!(stack.page(path).status, 200, "{path}");
    }
    let rest = stack.shell.run("devex deploy --dry-run").lines().count();
    assert!(0 < rest && rest < all, "{rest} of {all} files were left");

    stack.shell.run("devex deploy");
    assert_eq!(stack.shell.run("devex deploy --dry-run"), "");
    assert!(stack.page(OPEN_PAGE).body.contains("$8,400"));
}

fn a_change_of_the_stack_that_fails_is_undone(stack: &mut Stack) {
    let versions =
        "aws lambda list-versions-by-function --function-name \"$(output FunctionName)\" --query 'Versions[].Version'";
    let before = stack.shell.json(versions);
    let never = "\nResources:\n  Handle: { Type: AWS::CloudFormation::WaitConditionHandle }\n  Never:\n    \
                 Type: AWS::CloudFormation::WaitCondition\n    DependsOn: Distribution\n    \
                 Properties: { Handle: !Ref Handle, Timeout: \"1\" }\n";
    stack.site.edit("submit-fn/template.yaml", "\nResources:\n", never);
    stack.commit("Wait for what never comes");
    let failed = stack.shell.run("devex deploy 2>&1 || true");
    assert!(failed.contains("ended as UPDATE_ROLLBACK_COMPLETE") && failed.contains("Never: "), "{failed}");
    // What it published is no version to go back to.
    assert_eq!(stack.shell.json(versions), before);
    stack.site.edit("submit-fn/template.yaml", never, "\nResources:\n");
    stack.commit("Do not wait");
    stack.shell.run("devex deploy");
    assert_eq!(stack.submit(&proposal("fr"), "application/json").status, 201);
}

fn the_team_reads_and_changes_nothing(stack: &mut Stack) {
    let list = stack.next("output()");
    assert!(list.contains("DX-") && list.contains(OPEN), "{list}");
    let refused = stack.shell.run(
        r#"(
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<<"$credentials"
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
  aws dynamodb delete-item --table-name "$table" --key '{"pk":{"S":"a"},"sk":{"S":"b"}}' 2>&1 || true
  aws ssm get-parameter --name /devex/secret --with-decryption 2>&1 || true
)"#,
    );
    assert_eq!(refused.matches("AccessDenied").count(), 2, "{refused}");
}

fn the_key_of_cloudfront_is_replaced(stack: &mut Stack) {
    let former = stack.origin_key();
    stack.next("former=$(aws cloudfront get-distribution-config");
    // A version that does not know the new key would answer nobody.
    let refused = stack.shell.run("devex rollback 2>&1 || true");
    assert!(refused.contains("does not know the key that CloudFront sends"), "{refused}");
    stack.reach_the_function();
    let key = stack.origin_key();
    assert_ne!(key, former);
    // Both are good for now; one that is neither is not.
    assert_eq!((stack.around(&key).status, stack.around(&former).status, stack.around("0").status), (404, 404, 421));
    assert_eq!(stack.submit(&proposal("en"), "application/json").status, 201);
    // Neither is in what the commands said.
    let errors = stack.shell.errors();
    assert!(errors.contains("deployed: https://") && !errors.contains(&key) && !errors.contains(&former), "{errors}");
}

fn the_table_comes_back_and_outlives_the_stack(stack: &mut Stack) {
    let table = stack.shell.run("output TableName");
    let stored = |stack: &mut Stack, table: &str| {
        let scan = format!("aws dynamodb scan --table-name {table} --output json --query 'Items[].sk.S'");
        let mut references: Vec<String> = serde_json::from_value(stack.shell.json(&scan)).unwrap();
        references.sort();
        references
    };
    let before = stored(stack, &table);
    assert!(before.len() >= 3, "{before:?}");
    let listed = stack.next("aws dynamodb restore-table-to-point-in-time");
    assert_eq!(stored(stack, "devex-restored"), before);
    assert!(listed.contains("DX-") && listed.contains(OPEN), "{listed}");
    stack.next("aws s3 rm --recursive");
    let gone = stack.shell.run("aws cloudformation describe-stacks --stack-name devex 2>&1 || true");
    assert!(gone.contains("does not exist"), "{gone}");
    assert_eq!(stored(stack, &table), before, "a stack that is gone takes no proposal with it");
}
