//! The exchange in a local AWS: the very template, the very function, and its site, deployed as the guide says.

use std::fs;

use serde_json::{Value, json};

use crate::{Answer, LocalAws, Shell, SiteCopy, guide, program, repository, request};

/// What compiles for Lambda; here, the binary of this workspace takes its place.
const COMPILE: &str = "cargo lambda build --profile lambda --arm64 --package submit-fn";
/// What a deployment names that is not the first one.
const FIRST: &str = " --parameter-overrides \"OriginKey=$(openssl rand -hex 32)\"";

/// A stack that is deployed, with the folder that it was deployed from.
pub struct Stack {
    /// The site that is deployed, to change.
    pub site: SiteCopy,
    /// The operator's.
    pub shell: Shell,
    aws: LocalAws,
    /// The name that CloudFront has for it.
    host: String,
    /// The blocks of the guide that were not run yet.
    rest: std::vec::IntoIter<String>,
    build: String,
    deploy: String,
    upload: String,
}

impl Stack {
    /// Follows the guide in an empty account, up to the upload of `site`.
    pub fn deploy(site: SiteCopy) -> Self {
        for file in ["template.yaml", "edge.yaml", "upload"] {
            site.write(&format!("submit-fn/{file}"), b"");
            // With its permissions.
            fs::copy(repository().join("submit-fn").join(file), site.root().join("submit-fn").join(file)).unwrap();
        }
        let aws = LocalAws::secured();
        let mut shell = Shell::open(site.root(), &aws.endpoint);
        shell.run(OPERATOR);
        let mut rest = guide().into_iter();
        let mut next = |begins: &str| {
            let block = rest.next().unwrap();
            assert!(block.starts_with(begins), "{block}");
            block
        };
        for begins in ["export AWS_REGION", "devex keys secret"] {
            shell.run(&next(begins));
        }
        let here = format!("install -D '{}' target/lambda/submit-fn/bootstrap", program("submit-fn").display());
        let build = next(COMPILE).replace(COMPILE, &here);
        shell.run(&build);
        shell.run(&next("packages="));
        let deploy = next("aws cloudformation package");
        assert!(deploy.contains(FIRST), "{deploy}");
        shell.run(&deploy);
        let upload = next("submit-fn/upload");
        shell.run(&upload);
        shell.run(&next("output()"));
        let deploy = deploy.replace(FIRST, "");
        let host = shell.run("output CloudFrontDomain");
        let mut stack = Self { site, shell, aws, host, rest, build, deploy, upload };
        stack.reach_the_function();
        stack
    }

    /// Deploys what the site is now, as the guide says of every day.
    pub fn deploy_again(&mut self) {
        for block in [&self.build, &self.deploy, &self.upload] {
            self.shell.run(block);
        }
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
