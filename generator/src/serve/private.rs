//! What the server keeps, for its owner alone.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use submit_fn::secret::{Secret, SecretError};

/// Makes the folder of the data, if it is missing, for its owner alone. One that is there keeps its permissions, unless it
/// is devex's own.
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    let is_new = !folder.exists();
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    if is_new || folder.file_name().is_some_and(|name| name == ".devex") {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Makes a file, if it is missing, that its owner alone may read and write. What SQLite puts beside it has the same
/// permissions.
pub(super) fn make_private_file(file: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        options.mode(0o600);
        let opened = options.open(file)?;
        opened.set_permissions(fs::Permissions::from_mode(0o600))
    }
    #[cfg(not(unix))]
    options.open(file).map(drop)
}

/// The secret of the local function: made once, so that references and receipts stay what they are.
pub(super) fn secret(data: &Path) -> Result<Secret, SecretError> {
    let path = data.join("secret");
    let failed = |source| SecretError::Io { path: path.clone(), source };
    let is_empty = || fs::metadata(&path).map_or(true, |metadata| metadata.len() == 0);
    if is_empty() {
        make_private(data).and_then(|()| make_private_file(&path)).map_err(failed)?;
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| failed(error.into()))?;
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let written = OpenOptions::new().write(true).open(&path).and_then(|mut file| writeln!(file, "{digits}"));
        written.map_err(failed)?;
    }
    Secret::read(&path)
}
