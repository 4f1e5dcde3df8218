//! The bucket from which Lambda takes packages.

use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};

use super::DeployError;
use super::clients::Clients;
use super::package::Package;
use super::request::failed;

/// One bucket for each account and region, since Lambda takes packages from its own region alone.
pub(super) struct Packages<'p> {
    s3: &'p Client,
    pub(super) bucket: String,
    /// Whoever had made a bucket of this name before us would choose what Lambda runs.
    account: String,
    region: &'p str,
}

impl<'p> Packages<'p> {
    pub(super) async fn of_account(clients: &'p Clients) -> Result<Self, DeployError> {
        let identity = clients.sts.get_caller_identity().send().await.map_err(failed("GetCallerIdentity"))?;
        let account = identity.account().unwrap_or_default().to_owned();
        let bucket = format!("devex-packages-{account}-{}", clients.region);
        Ok(Self { s3: &clients.s3, bucket, account, region: &clients.region })
    }

    /// Puts a package into the bucket, unless it is there.
    pub(super) async fn put(&self, package: Package) -> Result<(), DeployError> {
        self.make_bucket().await?;
        let head = self.s3.head_object().bucket(&self.bucket).expected_bucket_owner(&self.account).key(&package.key);
        match head.send().await {
            Ok(_) => return Ok(()),
            Err(error) if error.as_service_error().is_some_and(|error| error.is_not_found()) => {}
            Err(error) => return Err(failed("HeadObject")(error)),
        }
        let put = self.s3.put_object().bucket(&self.bucket).expected_bucket_owner(&self.account).key(package.key);
        put.body(ByteStream::from(package.bytes)).send().await.map_err(failed("PutObject"))?;
        Ok(())
    }

    async fn make_bucket(&self) -> Result<(), DeployError> {
        match self.s3.head_bucket().bucket(&self.bucket).expected_bucket_owner(&self.account).send().await {
            Ok(_) => return Ok(()),
            Err(error) if error.as_service_error().is_some_and(|error| error.is_not_found()) => {}
            Err(error) => return Err(failed("HeadBucket")(error)),
        }
        let create = self.s3.create_bucket().bucket(&self.bucket);
        // This region is the one that has no name here.
        let create = match self.region {
            "us-east-1" => create,
            region => {
                let place = CreateBucketConfiguration::builder();
                let place = place.location_constraint(BucketLocationConstraint::from(region)).build();
                create.create_bucket_configuration(place)
            }
        };
        create.send().await.map_err(failed("CreateBucket"))?;
        Ok(())
    }
}
