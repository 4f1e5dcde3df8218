//! The exchange in a local AWS: the very template, the very function, and its site, deployed as the guide says.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use crate::{Answer, LocalAws, Shell, SiteCopy, guide, program, repository, request};

/// A stack that is deployed, with the folder that it was deployed from.
pub struct Stack {
    /// The site that is deployed, to change.
    pub site: SiteCopy,
    /// The operator's.
    pub shell: Shell,
    /// Where it is.
    pub aws: LocalAws,
    /// The name that CloudFront has for it.
    host: String,
    /// The blocks of the guide that were not run yet.
    rest: std::vec::IntoIter<String>,
}

impl Stack {
    /// Follows the guide in an empty account, up to the first deployment of `site`.
    pub fn deploy(site: SiteCopy) -> Self {
        for file in ["submit-fn/template.yaml", "submit-fn/edge.yaml", "submit-fn/deployer.yaml", ".github/deploy"] {
            site.write(file, &fs::read(repository().join(file)).unwrap());
        }
        // As in the repository, and what the operator has beside it.
        let ignored = fs::read_to_string(repository().join(".gitignore")).unwrap();
        site.write(".gitignore", (ignored + "/bin\n/shell.log\n/secret.txt\n/*.json\n").as_bytes());
        site.commit("Begin", "2026-11-23");
        let aws = LocalAws::secured();
        let mut shell = Shell::open(site.root(), &aws.endpoint);
        compile_for_this_machine(&site);
        shell.run(OPERATOR);
        let mut rest = guide().into_iter();
        for begins in ["export AWS_REGION", "devex keys secret"] {
            let block = rest.next().unwrap();
            assert!(block.starts_with(begins), "{block}");
            shell.run(&block);
        }
        let block = rest.next().unwrap();
        let (dry_run, deploy) = block.split_once('\n').unwrap();
        let files = shell.run(dry_run);
        assert!(files.lines().all(|line| line.starts_with("+ ")) && files.ends_with("\n+ 404.html"), "{files}");
        let made = shell.run("aws cloudformation list-stacks --query 'StackSummaries[]' --output text; aws s3 ls");
        assert_eq!(made, "", "a dry run makes nothing");
        shell.run(deploy);
        shell.run(OUTPUT);
        let host = shell.run("output CloudFrontDomain");
        let mut stack = Self { site, shell, aws, host, rest };
        stack.reach_the_function();
        stack
    }

    /// Commits what the site is now.
    pub fn commit(&self, message: &str) {
        self.site.commit(message, "2026-11-23");
    }

    /// Runs the next block of the guide.
    pub fn next(&mut self, begins: &str) -> String {
        let block = self.rest.next().unwrap();
        assert!(block.starts_with(begins), "{block}");
        self.shell.run(&block)
    }

    /// Whether all of the guide was run.
    pub fn is_at_the_end(&self) -> bool {
        self.rest.as_slice().is_empty()
    }

    /// The settings of CloudFront.
    fn distribution(&mut self) -> Value {
        self.shell.json("aws cloudfront get-distribution-config --id \"$(output DistributionId)\"")
    }

    /// The local CloudFront reaches no name of AWS. The address of the API is changed to where it is on this machine; what is
    /// sent to it stays.
    pub fn reach_the_function(&mut self) {
        let found = self.distribution();
        let mut config = found["DistributionConfig"].clone();
        let origin = function_origin(&mut config);
        let name = origin["DomainName"].as_str().unwrap().to_owned();
        let api = name.strip_suffix(".execute-api.ca-central-1.amazonaws.com").expect("an HTTP API");
        let (host, port) = self.aws.endpoint.trim_start_matches("http://").split_once(':').unwrap();
        origin["DomainName"] = json!(host);
        origin["OriginPath"] = json!(format!("/_aws/execute-api/{api}/$default"));
        origin["CustomOriginConfig"]["HTTPPort"] = json!(port.parse::<u16>().unwrap());
        origin["CustomOriginConfig"]["HTTPSPort"] = json!(443);
        origin["CustomOriginConfig"]["OriginProtocolPolicy"] = json!("http-only");
        fs::write(self.site.root().join("distribution.json"), config.to_string()).unwrap();
        let tag = found["ETag"].as_str().unwrap();
        self.shell.run(&format!(
            "aws cloudfront update-distribution --id \"$(output DistributionId)\" --if-match {tag} --distribution-config file://distribution.json"
        ));
    }

    /// Sends a request to CloudFront, by TLS as far as it knows.
    pub fn visit(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut all = vec![("host", self.host.as_str())];
        if !headers.iter().any(|(name, _)| *name == "x-forwarded-proto") {
            all.push(("x-forwarded-proto", "https"));
        }
        all.extend(headers);
        request(method, &format!("{}{path}", self.aws.endpoint), &all, body)
    }

    /// Gets a page.
    pub fn page(&self, path: &str) -> Answer {
        self.visit("GET", path, &[], "")
    }

    /// Sends fields to the function, as a browser does.
    pub fn submit(&self, fields: &[(String, String)], accept: &str) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", accept)];
        self.visit("POST", "/api/proposals", &headers, &body)
    }

    /// Asks the gateway around CloudFront, which sends this key.
    pub fn around(&mut self, key: &str) -> Answer {
        let mut config = self.distribution()["DistributionConfig"].take();
        let path = function_origin(&mut config)["OriginPath"].as_str().unwrap().to_owned();
        let url = format!("{}{path}/api/proposals", self.aws.endpoint);
        request("POST", &url, &[("x-devex-origin", key), ("accept", "application/json")], "")
    }

    /// What CloudFront sends to the function, and nobody else knows.
    pub fn origin_key(&mut self) -> String {
        let mut config = self.distribution()["DistributionConfig"].take();
        let header = &function_origin(&mut config)["CustomHeaders"]["Items"][0];
        assert_eq!(header["HeaderName"], "x-devex-origin");
        header["HeaderValue"].as_str().unwrap().to_owned()
    }
}

/// cargo-lambda takes minutes. In its place, for what the guide asks of it, stands the binary of this workspace, without what
/// only a debugger reads.
fn compile_for_this_machine(site: &SiteCopy) {
    let binary = site.root().join("bin/submit-fn");
    assert!(Command::new("strip").arg("-o").arg(&binary).arg(program("submit-fn")).status().unwrap().success());
    let script = format!(
        r#"#!/usr/bin/env bash
set -euo pipefail
[ "$*" != "lambda --version" ] || exit 0
[[ "$*" == "lambda build --profile lambda --arm64 --package submit-fn --lambda-dir "* ]]
install -D '{}' "${{@: -1}}/submit-fn/bootstrap"
"#,
        binary.display()
    );
    site.write("bin/cargo", script.as_bytes());
    let path = site.root().join("bin/cargo");
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}

/// As the guide has it.
const OUTPUT: &str = r#"output() { aws cloudformation describe-stacks --stack-name devex --output text --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue"; }"#;

/// An account's root user takes on no role; whoever deploys is somebody else.
const OPERATOR: &str = r#"
aws iam create-user --user-name operator
aws iam put-user-policy --user-name operator --policy-name all --policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
keys=$(aws iam create-access-key --user-name operator --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)
read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY <<<"$keys"
"#;

fn function_origin(config: &mut Value) -> &mut Value {
    let origins = config["Origins"]["Items"].as_array_mut().unwrap();
    origins.iter_mut().find(|origin| origin["Id"] == "function").unwrap()
}
