//! The stack of CloudFormation: what it is, and from one state of it to the next.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::types::{Capability, Parameter, ResourceStatus, StackStatus, TemplateStage};

use super::parameters::{Parameters, Source};
use super::request::{failed, request_error};
use super::{DeployError, Event, Report};

/// A stack by its name.
pub(super) struct Stack<'s> {
    pub(super) client: &'s Client,
    pub(super) name: &'s str,
}

/// What CloudFormation knows of a stack.
#[derive(Debug, Clone)]
pub(super) struct Known {
    status: StackStatus,
    /// Their values, or asterisks for those that are secret.
    pub(super) parameters: BTreeMap<String, String>,
    outputs: BTreeMap<String, String>,
}

impl Known {
    /// What the template says of what it made.
    pub(super) fn output(&self, name: &'static str) -> Result<&str, DeployError> {
        self.outputs.get(name).map(String::as_str).ok_or(DeployError::NoOutput(name))
    }
}

/// What a deployment does to the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StackChange {
    Created,
    Updated,
    Unchanged,
}

impl Stack<'_> {
    /// What there is of this name; `None` if there is nothing.
    pub(super) async fn find(&self) -> Result<Option<Known>, DeployError> {
        let found = match self.client.describe_stacks().stack_name(self.name).send().await {
            Ok(found) => found,
            Err(error) => {
                let error = request_error("DescribeStacks", &error);
                let is_missing = error.is(&["ValidationError"]) && error.says("does not exist");
                return if is_missing { Ok(None) } else { Err(DeployError::Request(error)) };
            }
        };
        let Some(stack) = found.stacks().first() else { return Ok(None) };
        let parameters = stack.parameters().iter().filter_map(|parameter| {
            Some((parameter.parameter_key()?.to_owned(), parameter.parameter_value()?.to_owned()))
        });
        let outputs = stack
            .outputs()
            .iter()
            .filter_map(|output| Some((output.output_key()?.to_owned(), output.output_value()?.to_owned())));
        let status = stack.stack_status().cloned().unwrap_or_else(|| StackStatus::from("UNKNOWN"));
        Ok(Some(Known { status, parameters: parameters.collect(), outputs: outputs.collect() }))
    }

    /// As [`Self::find`], once nothing is being done to the stack, as by a deployment that was stopped.
    pub(super) async fn at_rest(&self, report: Report<'_>) -> Result<Option<Known>, DeployError> {
        const LONGEST: Duration = Duration::from_secs(5);
        let mut pause = Duration::from_millis(250);
        loop {
            let known = self.find().await?;
            match &known {
                // A change set that nobody executed: there is no stack yet, and nothing will go on by itself.
                Some(found) if found.status == StackStatus::ReviewInProgress => {
                    return Err(self.unusable(&found.status));
                }
                Some(found) if found.status.as_str().ends_with("_IN_PROGRESS") => {
                    report(Event::Stack(found.status.as_str()));
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST);
                }
                _ => return Ok(known),
            }
        }
    }

    /// The names of the parameters that a template declares. CloudFormation looks at the template, too.
    pub(super) async fn declared(&self, template: &str) -> Result<Vec<String>, DeployError> {
        let summary = self.client.get_template_summary().template_body(template).send().await;
        let summary = summary.map_err(failed("GetTemplateSummary"))?;
        let names = summary.parameters().iter().filter_map(|declared| declared.parameter_key().map(str::to_owned));
        Ok(names.collect())
    }

    /// What a deployment would do to the stack, in its present state.
    pub(super) async fn change(
        &self,
        known: Option<&Known>,
        template: &str,
        parameters: &Parameters,
    ) -> Result<StackChange, DeployError> {
        let Some(known) = known else { return Ok(StackChange::Created) };
        if !matches!(
            known.status,
            StackStatus::CreateComplete
                | StackStatus::UpdateComplete
                | StackStatus::UpdateRollbackComplete
                | StackStatus::ImportComplete
                | StackStatus::ImportRollbackComplete
        ) {
            return Err(self.unusable(&known.status));
        }
        let deployed = self.client.get_template().stack_name(self.name).template_stage(TemplateStage::Original).send();
        let deployed = deployed.await.map_err(failed("GetTemplate"))?;
        let is_same = deployed.template_body().is_some_and(|body| body.trim() == template.trim());
        let is_current = is_same && parameters.are_those_of(&known.parameters);
        Ok(if is_current { StackChange::Unchanged } else { StackChange::Updated })
    }

    fn unusable(&self, status: &StackStatus) -> DeployError {
        DeployError::Unusable { stack: self.name.to_owned(), status: status.as_str().to_owned() }
    }

    /// Makes the change, waits for its end, and returns what there is then.
    pub(super) async fn apply(
        &self,
        change: StackChange,
        template: &str,
        parameters: &Parameters,
        report: Report<'_>,
    ) -> Result<Known, DeployError> {
        let all = Some(parameters.all().map(|(name, source)| parameter(name, source)).collect());
        // It makes roles, and the SAM transform expands it.
        let capabilities = Some(vec![Capability::CapabilityIam, Capability::CapabilityAutoExpand]);
        match change {
            StackChange::Unchanged => {}
            StackChange::Created => {
                let create = self.client.create_stack().stack_name(self.name).template_body(template);
                let create = create.set_parameters(all).set_capabilities(capabilities).send().await;
                create.map_err(failed("CreateStack"))?;
            }
            StackChange::Updated => {
                let update = self.client.update_stack().stack_name(self.name).template_body(template);
                let update = update.set_parameters(all).set_capabilities(capabilities);
                // A version of the function that a failed change published was never good, and is not the one to go back to.
                let update = update.retain_except_on_create(true).send().await;
                if let Err(error) = update {
                    let error = request_error("UpdateStack", &error);
                    if !error.says("No updates are to be performed") {
                        return Err(DeployError::Request(error));
                    }
                }
            }
        }
        let Some(known) = self.at_rest(report).await? else {
            return Err(self.unusable(&StackStatus::DeleteComplete));
        };
        match known.status {
            StackStatus::CreateComplete | StackStatus::UpdateComplete => Ok(known),
            // Nothing was changed since an update failed.
            _ if change == StackChange::Unchanged => Ok(known),
            status => Err(DeployError::StackFailed {
                stack: self.name.to_owned(),
                status: status.as_str().to_owned(),
                reasons: self.reasons().await?,
            }),
        }
    }

    /// Why the last change failed, as CloudFormation says it of each part.
    async fn reasons(&self) -> Result<Vec<String>, DeployError> {
        let events = self.client.describe_stack_events().stack_name(self.name).send().await;
        let events = events.map_err(failed("DescribeStackEvents"))?;
        let mut reasons = Vec::new();
        // The last event is the first one.
        for event in events.stack_events() {
            let (Some(part), Some(status)) = (event.logical_resource_id(), event.resource_status()) else { continue };
            if part == self.name
                && matches!(status, ResourceStatus::CreateInProgress | ResourceStatus::UpdateInProgress)
            {
                break;
            }
            let reason = event.resource_status_reason().unwrap_or_default();
            // What was stopped because something else failed.
            let is_consequence = reason.contains("cancelled");
            if status.as_str().ends_with("_FAILED") && part != self.name && !is_consequence {
                reasons.insert(0, format!("{part}: {reason}"));
            }
        }
        Ok(reasons)
    }
}

fn parameter(name: &str, source: &Source) -> Parameter {
    let parameter = Parameter::builder().parameter_key(name);
    match source {
        Source::Value(value) => parameter.parameter_value(value),
        Source::Previous => parameter.use_previous_value(true),
    }
    .build()
}
