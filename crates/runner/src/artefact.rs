//! Opens what the compiler has written: regular files below its output directory, up to a size, by way of
//! no link.
//!
//! Must never wait (a fifo), follow a link, or read more than the cap.

use std::ffi::{CString, OsStr};
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsRawFd, FromRawFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Most bytes of one artefact. The compiler's own output limit lies below it.
pub const MAX_ARTEFACT_BYTES: u64 = 4 * 1024 * 1024;

/// Most entries looked at in the output directory.
const MAX_ENTRIES: usize = 64;

/// Why there is no artefact.
#[derive(Debug)]
pub enum ArtefactError {
    /// The compiler did not write one.
    Missing(String),
    /// It is no regular file, or is reached through a link.
    Hostile(String),
    /// It is larger than [`MAX_ARTEFACT_BYTES`].
    TooLarge(String),
    /// It could not be read.
    Io(String),
}

impl ArtefactError {
    /// A sentence for the log.
    pub fn message(&self) -> &str {
        match self {
            Self::Missing(text) | Self::Hostile(text) | Self::TooLarge(text) | Self::Io(text) => text,
        }
    }
}

/// The kernel's `struct open_how`.
#[repr(C)]
struct OpenHow {
    flags: u64,
    mode: u64,
    resolve: u64,
}

const RESOLVE_NO_SYMLINKS: u64 = 0x04;
const RESOLVE_NO_MAGICLINKS: u64 = 0x02;
const RESOLVE_BENEATH: u64 = 0x08;

/// Reads `path`, relative to `directory`.
///
/// # Errors
/// See [`ArtefactError`].
pub fn read(directory: &File, path: &Path) -> Result<Vec<u8>, ArtefactError> {
    let name = path.display();
    let mut file = open_beneath(directory, path).map_err(|error| match error.raw_os_error() {
        Some(libc::ENOENT) => ArtefactError::Missing(format!("The compiler did not write {name}.")),
        Some(libc::ELOOP | libc::EXDEV | libc::ENXIO | libc::ENOTDIR) => {
            ArtefactError::Hostile(format!("The artefact {name} is not a regular file ({error})."))
        }
        _ => ArtefactError::Io(format!("The artefact {name} could not be opened: {error}.")),
    })?;
    let unreadable =
        |error: io::Error| ArtefactError::Io(format!("The artefact {name} could not be read: {error}."));
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(ArtefactError::Hostile(format!(
            "The artefact {name} is not a regular file."
        )));
    }
    let too_large = || {
        ArtefactError::TooLarge(format!(
            "The artefact {name} is larger than {MAX_ARTEFACT_BYTES} bytes."
        ))
    };
    if metadata.len() > MAX_ARTEFACT_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // One more than allowed, should the file still grow.
    file.by_ref()
        .take(MAX_ARTEFACT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_ARTEFACT_BYTES {
        Err(too_large())
    } else {
        Ok(bytes)
    }
}

fn open_beneath(directory: &File, path: &Path) -> io::Result<File> {
    let path = CString::new(path.as_os_str().as_bytes())?;
    let how = OpenHow {
        // A fifo opens at once instead of waiting for its writer, and is then refused.
        flags: (libc::O_RDONLY | libc::O_CLOEXEC | libc::O_NONBLOCK | libc::O_NOCTTY) as u64,
        mode: 0,
        resolve: RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    // SAFETY: `path` is NUL-terminated and `how` has the size passed; both outlive the call.
    let fd = unsafe {
        libc::syscall(
            libc::SYS_openat2,
            directory.as_raw_fd(),
            path.as_ptr(),
            std::ptr::from_ref(&how),
            size_of::<OpenHow>(),
        )
    } as RawFd;
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the kernel just made this descriptor, and nobody else owns it.
    Ok(unsafe { File::from_raw_fd(fd) })
}

/// The name without extension that the artefacts in `directory` share: `preferred` where there is such a
/// `.wasm`, else that of the only `.wasm`.
///
/// # Errors
/// [`ArtefactError::Missing`] without any, or with several that could be meant.
pub fn stem(directory: &Path, preferred: &str) -> Result<String, ArtefactError> {
    let missing = |text: &str| ArtefactError::Missing(text.to_owned());
    let entries = std::fs::read_dir(directory)
        .map_err(|error| missing(&format!("The compiler wrote nothing: {error}.")))?;
    let mut stems: Vec<String> = Vec::new();
    for entry in entries.take(MAX_ENTRIES).flatten() {
        let path = entry.path();
        if path.extension() == Some(OsStr::new("wasm"))
            && let Some(stem) = path.file_stem().and_then(OsStr::to_str)
        {
            stems.push(stem.to_owned());
        }
    }
    if stems.iter().any(|stem| stem == preferred) {
        return Ok(preferred.to_owned());
    }
    match (stems.pop(), stems.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) => Err(missing(
            "The compiler ended without an error and without a .wasm file.",
        )),
        (Some(_), false) => Err(missing("The compiler wrote several .wasm files.")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::os::unix::fs::symlink;

    struct Scratch(std::path::PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("runner-{name}-{}", std::process::id()));
            let _ = std::fs::remove_dir_all(&path);
            std::fs::create_dir_all(path.join("out")).unwrap();
            Self(path)
        }

        fn read(&self, path: &str) -> Result<Vec<u8>, ArtefactError> {
            read(&File::open(&self.0).unwrap(), Path::new(path))
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn regular_files_are_read_up_to_the_cap() {
        let scratch = Scratch::new("cap");
        for (size, fits) in [
            (0, true),
            (1, true),
            (MAX_ARTEFACT_BYTES, true),
            (MAX_ARTEFACT_BYTES + 1, false),
        ] {
            File::create(scratch.0.join("out/a.wasm"))
                .unwrap()
                .set_len(size)
                .unwrap();
            match scratch.read("out/a.wasm") {
                Ok(bytes) => assert!(fits && bytes.len() as u64 == size),
                Err(error) => assert!(!fits && matches!(error, ArtefactError::TooLarge(_)), "{error:?}"),
            }
        }
        // A sparse file of 1 TiB is refused by its size, before a byte of it is read.
        File::create(scratch.0.join("out/a.wasm"))
            .unwrap()
            .set_len(1 << 40)
            .unwrap();
        assert!(matches!(
            scratch.read("out/a.wasm"),
            Err(ArtefactError::TooLarge(_))
        ));
    }

    #[test]
    fn links_fifos_and_directories_are_hostile() {
        let scratch = Scratch::new("hostile");
        let out = scratch.0.join("out");
        std::fs::write(scratch.0.join("secret"), "secret").unwrap();
        symlink("../secret", out.join("relative.wasm")).unwrap();
        symlink("/etc/passwd", out.join("absolute.wasm")).unwrap();
        symlink("out", scratch.0.join("directory")).unwrap();
        std::fs::write(out.join("good.wasm"), "good").unwrap();
        let fifo = CString::new(out.join("fifo.wasm").as_os_str().as_bytes()).unwrap();
        // SAFETY: the path is NUL-terminated.
        assert_eq!(unsafe { libc::mkfifo(fifo.as_ptr(), 0o600) }, 0);
        std::os::unix::net::UnixListener::bind(out.join("socket.wasm")).unwrap();
        std::fs::create_dir(out.join("dir.wasm")).unwrap();
        for path in [
            "out/relative.wasm",
            "out/absolute.wasm",
            "directory/good.wasm",
            "out/fifo.wasm",
            "out/socket.wasm",
            "out/dir.wasm",
            "out/good.wasm/x",
            "../hostile",
            "/etc/passwd",
        ] {
            let error = scratch.read(path).unwrap_err();
            assert!(matches!(error, ArtefactError::Hostile(_)), "{path}: {error:?}");
        }
        assert_eq!(scratch.read("out/good.wasm").unwrap(), b"good");
        assert!(matches!(
            scratch.read("out/none.wasm"),
            Err(ArtefactError::Missing(_))
        ));
    }

    #[test]
    fn the_stem_is_unambiguous() {
        let scratch = Scratch::new("stem");
        let out = scratch.0.join("out");
        assert!(matches!(stem(&out, "main"), Err(ArtefactError::Missing(_))));
        std::fs::write(out.join("token.wasm"), "").unwrap();
        std::fs::write(out.join("token.meta"), "").unwrap();
        assert_eq!(stem(&out, "main").unwrap(), "token");
        std::fs::write(out.join("vault.wasm"), "").unwrap();
        assert!(matches!(stem(&out, "main"), Err(ArtefactError::Missing(_))));
        std::fs::write(out.join("main.wasm"), "").unwrap();
        assert_eq!(stem(&out, "main").unwrap(), "main");
        assert!(matches!(
            stem(&scratch.0.join("none"), "main"),
            Err(ArtefactError::Missing(_))
        ));
    }
}
