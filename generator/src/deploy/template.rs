//! The template of the stack, as it is in git and as CloudFormation gets it.

use super::DeployError;

/// What stands in the template for the package of the function.
const PACKAGE: &str = "s3://packages/function.zip";

/// CloudFormation takes no longer one with a request.
const LONGEST: usize = 51_200;

/// A template in which one place is for the package. As a parameter, the place of the package would not be part of what SAM
/// compares to see whether to publish a version.
#[derive(Debug)]
pub(super) struct Template(String);

impl Template {
    pub(super) fn new(text: String) -> Result<Self, DeployError> {
        if text.matches(PACKAGE).count() != 1 {
            return Err(DeployError::NoPlace(PACKAGE));
        }
        // With the digest of a package in its name, and the number of an account.
        const LONGER: usize = 200;
        if text.len() + LONGER > LONGEST { Err(DeployError::LongTemplate(text.len())) } else { Ok(Self(text)) }
    }

    /// As it is in git.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// With a package in its place.
    pub(super) fn with_package(&self, bucket: &str, key: &str) -> String {
        self.0.replace(PACKAGE, &format!("s3://{bucket}/{key}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_of_the_repository_has_one_place_for_a_package() {
        let template = Template::new(include_str!("../../../submit-fn/template.yaml").to_owned()).unwrap();
        let text = template.with_package("packages-1", "devex/2.zip");
        assert!(text.contains("CodeUri: s3://packages-1/devex/2.zip\n") && !text.contains(PACKAGE));
    }

    #[test]
    fn a_template_without_a_place_or_too_long_is_refused() {
        assert!(matches!(Template::new(String::new()), Err(DeployError::NoPlace(_))));
        assert!(matches!(Template::new(format!("{PACKAGE} {PACKAGE}")), Err(DeployError::NoPlace(_))));
        let long = format!("{PACKAGE}{}", " ".repeat(LONGEST));
        assert!(matches!(Template::new(long), Err(DeployError::LongTemplate(_))));
    }
}
