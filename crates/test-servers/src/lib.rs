//! Private servers for one test: PostgreSQL, Redis and nginx on Unix sockets in a directory of their own, and a wire to them that
//! can be held.
//!
//! What the machine lacks is a panic with the remedy, and so is everything else that goes wrong: only tests use this crate. A
//! server ends with the value that started it; none ever listens where other machines could reach it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod nginx;
mod postgres;
mod redis;
mod wire;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

pub use nginx::Nginx;
pub use postgres::Postgres;
pub use redis::Redis;
pub use wire::Wire;

/// How long a server may take to start or end on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(20);

/// The password of every server.
pub const PASSWORD: &str = "s3cret-of-the-tests";

/// Number of the next directory of this process.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The path of a program of the distribution, which `package` holds.
pub fn program(name: &str, package: &str) -> PathBuf {
    let mut places: Vec<PathBuf> =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    places.extend(["/usr/bin", "/usr/sbin"].map(PathBuf::from));
    // Debian keeps several versions of PostgreSQL beside each other; the newest comes first.
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    versions.sort();
    places.splice(0..0, versions.into_iter().rev());
    places
        .iter()
        .map(|place| place.join(name))
        .find(|path| path.is_file())
        .unwrap_or_else(|| {
            panic!(
                "This test needs `{name}`, which this machine lacks. Install it (Debian: `apt-get install {package}`), or run `cargo xtask test`, which does."
            )
        })
}

/// A directory of a server, removed on drop.
struct Directory(PathBuf);

impl Directory {
    fn new(name: &str) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("tw-{name}-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn wait_for(what: &str, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < PATIENCE, "{what} takes too long");
        thread::sleep(PAUSE);
    }
}

/// The processes that `parent` has started.
fn children(parent: u32) -> Vec<u32> {
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| {
            let process: u32 = entry.file_name().to_str()?.parse().ok()?;
            let status = fs::read_to_string(entry.path().join("stat")).ok()?;
            // After the name, which may hold anything, come the state and the parent.
            let (_, rest) = status.rsplit_once(')')?;
            (rest.split_whitespace().nth(1)?.parse() == Ok(parent)).then_some(process)
        })
        .collect()
}

/// SIGKILL; the processes that it has started are gone when this returns.
fn kill(mut child: Child) {
    let processes = children(child.id());
    child.kill().unwrap();
    child.wait().unwrap();
    wait_for("the end of a server's processes", || {
        !processes
            .iter()
            .any(|process| Path::new(&format!("/proc/{process}")).exists())
    });
}
