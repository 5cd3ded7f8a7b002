//! Attacks on files and descriptors.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;

fn errno(error: &std::io::Error) -> i32 {
    error.raw_os_error().unwrap_or(0)
}

/// Numbers of all open descriptors below 4096.
pub fn descriptors() -> String {
    // SAFETY: F_GETFD takes no pointer.
    let open: Vec<i32> = (0..4096)
        .filter(|fd| unsafe { libc::fcntl(*fd, libc::F_GETFD) } >= 0)
        .collect();
    format!("{open:?}")
}

/// Which of the paths, separated by commas, can be opened in any way.
pub fn open(paths: &str) -> String {
    let opened: Vec<&str> = paths
        .split(',')
        .filter(|path| File::open(path).is_ok() || OpenOptions::new().write(true).open(path).is_ok())
        .collect();
    opened.join(",")
}

/// Entries of a directory, or the errno.
pub fn list(path: &str) -> String {
    match fs::read_dir(path) {
        Ok(entries) => {
            let names = entries
                .flatten()
                .map(|entry| entry.file_name().to_string_lossy().into_owned());
            names.collect::<Vec<_>>().join(",")
        }
        Err(error) => format!("errno {}", errno(&error)),
    }
}

/// Everything here must fail; gives what did not.
pub fn write_where_forbidden() -> String {
    let mut done = Vec::new();
    for path in ["/bin/playground-runner", "/bin/twilightc", "/proc/self/exe"] {
        for append in [false, true] {
            if OpenOptions::new().write(true).append(append).open(path).is_ok() {
                done.push(format!("open {path} for writing"));
            }
        }
        if fs::remove_file(path).is_ok() {
            done.push(format!("remove {path}"));
        }
        if fs::rename(path, "/tmp/x").is_ok() {
            done.push(format!("move {path}"));
        }
    }
    for path in ["/x", "/bin/x", "/../x", "/tmp/../x"] {
        if File::create(path).is_ok() {
            done.push(format!("create {path}"));
        }
        if fs::create_dir(path).is_ok() {
            done.push(format!("make directory {path}"));
        }
    }
    done.join(", ")
}

/// Writes until the file system is full; gives the bytes that went in.
pub fn fill() -> String {
    let mut total = 0u64;
    let block = vec![1u8; 1 << 16];
    'files: for number in 0.. {
        let Ok(mut file) = File::create(format!("/tmp/fill{number}")) else {
            break;
        };
        // Below the limit on the size of one file.
        for _ in 0..64 {
            match file.write(&block) {
                Ok(count) => total += count as u64,
                Err(error) if error.kind() == ErrorKind::StorageFull => break 'files,
                Err(error) => return format!("errno {}", errno(&error)),
            }
        }
    }
    total.to_string()
}

/// Makes files until there are no more inodes; gives their number.
pub fn inodes() -> String {
    (0..100_000)
        .take_while(|number| File::create(format!("/tmp/inode{number}")).is_ok())
        .count()
        .to_string()
}

/// A file of so many bytes without contents.
pub fn sparse(length: u64) -> String {
    no_file_size_signal();
    let file = File::create("/tmp/sparse").unwrap();
    match file.set_len(length) {
        Ok(()) => "made".to_owned(),
        Err(error) => format!("errno {}", errno(&error)),
    }
}

/// Turns the signal that comes with a file too long into an errno.
fn no_file_size_signal() {
    // SAFETY: SIG_IGN is valid for this signal.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
}

/// Writes one file to its end; gives its length, and why it grows no more.
pub fn long_file() -> String {
    no_file_size_signal();
    let mut file = File::create("/tmp/long").unwrap();
    let block = vec![1u8; 1 << 16];
    let error = loop {
        if let Err(error) = file.write(&block) {
            break errno(&error);
        }
    };
    format!("{} bytes, errno {error}", file.metadata().unwrap().len())
}

/// Opens files without end; gives how many descriptors there were.
pub fn open_without_end() -> String {
    let mut files = Vec::new();
    let error = loop {
        match File::open("/bin/playground-runner") {
            Ok(file) => files.push(file),
            Err(error) => break errno(&error),
        }
    };
    // SAFETY: F_GETFD takes no pointer.
    let open = (0..4096)
        .filter(|fd| unsafe { libc::fcntl(*fd, libc::F_GETFD) } >= 0)
        .count();
    format!("{open} open, errno {error}")
}

/// A copy of this program in the one place that can be written to.
pub fn exec_from_tmp() -> String {
    let mut bytes = Vec::new();
    File::open("/bin/playground-runner")
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    let mut copy = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o755)
        .open("/tmp/copy")
        .unwrap();
    copy.write_all(&bytes).unwrap();
    drop(copy);
    match std::process::Command::new("/tmp/copy")
        .arg("echo:")
        .stdin(std::process::Stdio::inherit())
        .status()
    {
        Ok(status) => format!("ran: {status}"),
        Err(error) => format!("errno {}", errno(&error)),
    }
}

/// Whether an earlier request left its mark; leaves one for the next.
pub fn canary() -> String {
    let found = fs::read_dir("/tmp").unwrap().count();
    fs::write("/tmp/canary", "was here").unwrap();
    format!("{found} entries")
}
