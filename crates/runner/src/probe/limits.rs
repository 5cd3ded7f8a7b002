//! Attacks on the limits of files: how many may be open, how long one may be, how many there may be and of what size
//! together.
//!
//! Must never leave a file behind.

use super::probe;
use playground_sandbox::{Limits, Probe};
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::FileExt;

const RESOURCES: &str = "resource limits";
const TEMPORARY: &str = "temporary file system";

/// Memory that is the runner's own while files fill up the rest.
const OWN_MEMORY: u64 = 24 << 20;

/// What is written at one time.
const BLOCK: usize = 64 * 1024;

/// Every one of them; `limits` are those that have to hold.
pub(super) fn run(limits: &Limits) -> Vec<Probe> {
    let mut probes = vec![
        open_files(limits.open_files),
        long_file(limits.file_bytes),
        many_files(limits.tmpfs_inodes),
    ];
    // Files are memory: where there is less of it, it ends first, and this process with it.
    if limits.tmpfs_bytes + OWN_MEMORY <= limits.memory_bytes {
        probes.push(full(limits));
    }
    probes
}

fn errno(error: &io::Error) -> i32 {
    error.raw_os_error().unwrap_or(0)
}

/// One file again and again, which costs nothing but descriptors.
fn open_files(most: u64) -> Probe {
    let mut files = Vec::new();
    let mut refused = None;
    while refused.is_none() && files.len() as u64 <= most {
        match File::open("/bin/playground-runner") {
            Ok(file) => files.push(file),
            Err(error) => refused = Some(errno(&error)),
        }
    }
    let numbers = i32::try_from(most).unwrap_or(i32::MAX).saturating_add(1);
    // SAFETY: F_GETFD takes no pointer.
    let is_open = |number: &i32| unsafe { libc::fcntl(*number, libc::F_GETFD) } >= 0;
    let open = (0..numbers).filter(is_open).count();
    probe(
        RESOURCES,
        "open files without end",
        open as u64 == most && refused == Some(libc::EMFILE),
        format!("{open} open, then errno {refused:?}"),
    )
}

/// One byte at the last place that is allowed and one behind it: sparse, so that it takes a page.
fn long_file(most: u64) -> Probe {
    const PATH: &str = "/tmp/long";
    // SAFETY: SIG_IGN for SIGXFSZ only turns the signal into an errno.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
    let tried = || -> io::Result<(usize, i32, i32)> {
        let file = File::create(PATH)?;
        let written = file.write_at(b"x", most.saturating_sub(1))?;
        let beyond = file.write_at(b"x", most).err();
        let longer = file.set_len(most.saturating_add(1)).err();
        let of = |error: Option<io::Error>| error.as_ref().map_or(0, errno);
        Ok((written, of(beyond), of(longer)))
    };
    let result = tried();
    let _ = fs::remove_file(PATH);
    probe(
        RESOURCES,
        "make a file longer than allowed",
        matches!(result, Ok((1, libc::EFBIG, libc::EFBIG))),
        format!("{result:?}"),
    )
}

/// Empty files, until there may be no more.
fn many_files(most: u64) -> Probe {
    // The directory itself is one of them.
    let before = fs::read_dir("/tmp").map_or(0, Iterator::count) as u64 + 1;
    let mut names = Vec::new();
    let mut refused = None;
    while refused.is_none() && before + names.len() as u64 <= most {
        let name = format!("/tmp/inode{}", names.len());
        match File::create(&name) {
            Ok(_) => names.push(name),
            Err(error) => refused = Some(errno(&error)),
        }
    }
    let there = before + names.len() as u64;
    for name in names {
        let _ = fs::remove_file(name);
    }
    probe(
        TEMPORARY,
        "make files without end",
        there <= most && refused == Some(libc::ENOSPC),
        format!("{there} files, then errno {refused:?}"),
    )
}

/// Bytes, until there is no more room, in as many files as it takes.
fn full(limits: &Limits) -> Probe {
    let most = limits.tmpfs_bytes;
    let block = vec![1u8; BLOCK];
    let mut names = Vec::new();
    let mut written = 0u64;
    let mut refused = None;
    while refused.is_none() && written <= most {
        let name = format!("/tmp/full{}", names.len());
        let error = File::create(&name).and_then(|mut file| {
            names.push(name);
            while written <= most {
                written += file.write(&block)? as u64;
            }
            Ok(())
        });
        // A file that has become as long as it may be is followed by another.
        refused = error
            .err()
            .map(|error| errno(&error))
            .filter(|errno| *errno != libc::EFBIG);
    }
    for name in names {
        let _ = fs::remove_file(name);
    }
    probe(
        TEMPORARY,
        "write without end",
        written <= most && refused == Some(libc::ENOSPC),
        format!("{written} bytes, then errno {refused:?}"),
    )
}
