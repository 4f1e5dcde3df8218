//! Settings of the stack whose effect a local AWS does not show.

use serde_json::{Value, json};
use tests::Stack;

pub(super) fn template(stack: &mut Stack) -> Value {
    let found = stack.shell.json("aws cloudformation get-template --stack-name devex --template-stage Processed");
    match &found["TemplateBody"] {
        Value::String(text) => serde_json::from_str(text).unwrap(),
        body => body.clone(),
    }
}

pub(super) fn settings_are_those_that_cannot_be_shown(stack: &mut Stack) {
    let template = template(stack);
    let resources = template["Resources"].as_object().unwrap();
    let of = |kind: &str| resources.values().filter(|resource| resource["Type"] == kind).collect::<Vec<_>>();
    let properties = |name: &str| &resources[name]["Properties"];

    let table = properties("Table");
    assert_eq!(table["BillingMode"], "PAY_PER_REQUEST");
    assert_eq!(table["DeletionProtectionEnabled"], true);
    assert_eq!(table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"], true);
    let key = json!({ "Fn::GetAtt": ["Key", "Arn"] });
    assert_eq!(table["SSESpecification"]["KMSMasterKeyId"], key);
    assert_eq!(properties("Key")["EnableKeyRotation"], true);
    for kept in ["Table", "Key"] {
        assert_eq!(resources[kept]["DeletionPolicy"], "Retain");
        assert_eq!(resources[kept]["UpdateReplacePolicy"], "Retain");
    }
    let logs = of("AWS::Logs::LogGroup");
    assert!(logs.len() == 2 && logs.iter().all(|log| log["Properties"]["KmsKeyId"] == key));
    assert!(logs.iter().all(|log| log["Properties"]["RetentionInDays"] == json!({ "Ref": "LogDays" })));

    let function = properties("Function");
    assert_eq!((&function["Runtime"], &function["Timeout"]), (&json!("provided.al2023"), &json!(12)));
    assert_eq!(function["Architectures"], json!([{ "Ref": "Architecture" }]));
    assert_eq!(function["KmsKeyArn"], key);
    let stage = properties("Stage");
    assert!(stage["DefaultRouteSettings"]["ThrottlingRateLimit"].is_object());
    assert!(stage["RouteSettings"]["$default"]["ThrottlingRateLimit"].is_number());
    assert_eq!(properties("Integration")["PayloadFormatVersion"], "2.0");
    // What calls the function calls the alias, and so a version.
    for caller in ["Integration", "ApiPermission"] {
        assert!(properties(caller).to_string().contains("FunctionAliaslive"), "{caller}");
    }

    let alarms = of("AWS::CloudWatch::Alarm");
    assert!(
        alarms.len() == 7
            && alarms.iter().all(|alarm| alarm["Properties"]["AlarmActions"] == json!([{ "Ref": "Alarms" }]))
    );
    let cache = &properties("Caching")["CachePolicyConfig"]["ParametersInCacheKeyAndForwardedToOrigin"];
    assert_eq!(cache["QueryStringsConfig"]["QueryStrings"], json!(["v"]), "assets have their fingerprint there");
    let distribution = &properties("Distribution")["DistributionConfig"];
    assert_eq!(distribution["Origins"][1]["CustomOriginConfig"]["OriginProtocolPolicy"], "https-only");
    assert_eq!(distribution["CacheBehaviors"][0]["CachePolicyId"], "4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
    let bucket = properties("Site")["PublicAccessBlockConfiguration"].as_object().unwrap();
    assert!(bucket.len() == 4 && bucket.values().all(|blocked| *blocked == json!(true)));
}
