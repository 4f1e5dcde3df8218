//! From the files of a built site to its bucket.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{Delete, ObjectIdentifier};
use md5::{Digest, Md5};
use rayon::prelude::*;
use submit_fn::shared::hex::hex;
use tokio::task::JoinSet;

use super::difference::{Difference, Digests, LAST, Upload, difference};
use super::headers::{cache_control, content_type, rules};
use super::request::failed;
use super::{DeployError, Event, Report, package, read_failed};

/// How many files are on their way at once.
const AT_ONCE: usize = 16;

/// Where the rules are said, by which the files were sent.
const RULES: &str = "rules";

/// The most that S3 deletes in one request.
const DELETED_AT_ONCE: usize = 1000;

/// A site that was built.
pub(super) struct Site {
    folder: PathBuf,
    files: Digests,
}

impl Site {
    /// Reads every file once, for its digest.
    pub(super) fn read(folder: &Path) -> Result<Self, DeployError> {
        let digest = |path: PathBuf| {
            let bytes = fs::read(&path).map_err(read_failed(&path))?;
            // A file that was found in a folder is in it.
            let key = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            Ok((key, hex(&Md5::digest(&bytes))))
        };
        let files = package::files(folder)?.into_par_iter().map(digest).collect::<Result<_, DeployError>>()?;
        Ok(Self { folder: folder.to_owned(), files })
    }

    /// How a bucket differs from it; all of it does, if there is no bucket yet.
    pub(super) async fn compare(&self, s3: &Client, bucket: Option<&str>) -> Result<Difference, DeployError> {
        let (there, sent_by) = match bucket {
            Some(bucket) => (list(s3, bucket).await?, sent_by(s3, bucket).await?),
            None => (BTreeMap::new(), None),
        };
        Ok(difference(&self.files, &there, sent_by == Some(rules())))
    }

    /// Makes a bucket the same as the site.
    pub(super) async fn upload(
        &self,
        s3: &Client,
        bucket: &str,
        difference: &Difference,
        report: Report<'_>,
    ) -> Result<(), DeployError> {
        let files = difference.uploads.len();
        for wave in difference.uploads.chunk_by(|one, next| one.wave == next.wave) {
            let mut sending = JoinSet::new();
            for Upload { key, .. } in wave {
                if sending.len() == AT_ONCE {
                    finished(sending.join_next().await)?;
                    report(Event::File(files));
                }
                sending.spawn(send(s3.clone(), bucket.to_owned(), key.clone(), self.folder.join(key)));
            }
            while let Some(sent) = sending.join_next().await {
                finished(Some(sent))?;
                report(Event::File(files));
            }
        }
        for keys in difference.deletions.chunks(DELETED_AT_ONCE) {
            delete(s3, bucket, keys).await?;
        }
        Ok(())
    }
}

fn finished(sent: Option<Result<Result<(), DeployError>, tokio::task::JoinError>>) -> Result<(), DeployError> {
    match sent {
        Some(Ok(sent)) => sent,
        // Nobody aborts a task, and one that panicked has said so.
        Some(Err(error)) => Err(DeployError::Runtime(error.into())),
        None => Ok(()),
    }
}

async fn send(s3: Client, bucket: String, key: String, path: PathBuf) -> Result<(), DeployError> {
    let bytes = fs::read(&path).map_err(read_failed(&path))?;
    let put = s3.put_object().bucket(bucket).content_type(content_type(&key)).cache_control(cache_control(&key));
    let put = if key == LAST { put.metadata(RULES, rules()) } else { put };
    put.key(key).body(ByteStream::from(bytes)).send().await.map_err(failed("PutObject"))?;
    Ok(())
}

/// The rules by which everything in the bucket was sent.
async fn sent_by(s3: &Client, bucket: &str) -> Result<Option<String>, DeployError> {
    match s3.head_object().bucket(bucket).key(LAST).send().await {
        Ok(found) => Ok(found.metadata().and_then(|metadata| metadata.get(RULES)).cloned()),
        Err(error) if error.as_service_error().is_some_and(|error| error.is_not_found()) => Ok(None),
        Err(error) => Err(failed("HeadObject")(error)),
    }
}

async fn list(s3: &Client, bucket: &str) -> Result<Digests, DeployError> {
    let mut files = Digests::new();
    let mut pages = s3.list_objects_v2().bucket(bucket).into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page.map_err(failed("ListObjectsV2"))?;
        let named = page.contents().iter().filter_map(|object| Some((object.key()?, object.e_tag()?)));
        files.extend(named.map(|(key, tag)| (key.to_owned(), tag.trim_matches('"').to_owned())));
    }
    Ok(files)
}

async fn delete(s3: &Client, bucket: &str, keys: &[String]) -> Result<(), DeployError> {
    let build = |key: &String| ObjectIdentifier::builder().key(key).build();
    let objects = keys.iter().map(build).collect::<Result<Vec<_>, _>>().map_err(DeployError::request)?;
    let delete = Delete::builder().set_objects(Some(objects)).quiet(true).build().map_err(DeployError::request)?;
    let deleted = s3.delete_objects().bucket(bucket).delete(delete).send().await.map_err(failed("DeleteObjects"))?;
    match deleted.errors().first() {
        Some(error) => Err(DeployError::Kept(error.key().unwrap_or_default().to_owned())),
        None => Ok(()),
    }
}
