//! Which programs serve requests: SHA-256 of the runner and the compiler, taken anew when one of the files changes.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use playground_store::sha256;

/// What tells one state of a file from another without reading it.
type Stamp = (u64, u64, u64, i64, i64);

/// The programs, and their hash as long as they stay the same.
pub struct Programs {
    paths: Vec<PathBuf>,
    known: Mutex<Option<(Vec<Stamp>, [u8; 32])>>,
}

impl Programs {
    /// Watches the files at `paths`.
    pub fn new(paths: Vec<PathBuf>) -> Self {
        Self {
            paths,
            known: Mutex::new(None),
        }
    }

    /// The hash of all. Reads them the first time and after a change; otherwise only asks the file system. May block.
    ///
    /// # Errors
    /// When one cannot be read, or changes while it is.
    pub fn hash(&self) -> io::Result<[u8; 32]> {
        let stamps = || {
            self.paths
                .iter()
                .map(|path| stamp(path))
                .collect::<io::Result<Vec<_>>>()
        };
        let now = stamps()?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((then, hash)) = &*known
            && *then == now
        {
            return Ok(*hash);
        }
        let mut all = Vec::new();
        for path in &self.paths {
            let mut bytes = Vec::new();
            io::Read::read_to_end(&mut File::open(path)?, &mut bytes)?;
            all.extend(sha256(&bytes));
        }
        if stamps()? != now {
            return Err(io::Error::other("a program changed while it was read"));
        }
        let hash = sha256(&all);
        *known = Some((now, hash));
        Ok(hash)
    }
}

fn stamp(path: &Path) -> io::Result<Stamp> {
    let data = fs::metadata(path)?;
    Ok((
        data.dev(),
        data.ino(),
        data.size(),
        data.mtime(),
        data.mtime_nsec(),
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_change_changes_the_hash() {
        let directory = std::env::temp_dir().join(format!("playground-programs-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let (one, two) = (directory.join("one"), directory.join("two"));
        fs::write(&one, "1").unwrap();
        fs::write(&two, "2").unwrap();
        let programs = Programs::new(vec![one.clone(), two.clone()]);
        let first = programs.hash().unwrap();
        assert_eq!(programs.hash().unwrap(), first);
        fs::write(&two, "22").unwrap();
        let second = programs.hash().unwrap();
        assert_ne!(second, first);
        // Replaced by a file of the same length, as a deployment does.
        fs::write(directory.join("new"), "11").unwrap();
        fs::rename(directory.join("new"), &two).unwrap();
        assert_ne!(programs.hash().unwrap(), second);
        fs::write(directory.join("new"), "2").unwrap();
        fs::rename(directory.join("new"), &two).unwrap();
        assert_eq!(programs.hash().unwrap(), first);
        fs::remove_file(&one).unwrap();
        assert!(programs.hash().is_err());
        fs::remove_dir_all(&directory).unwrap();
    }
}
