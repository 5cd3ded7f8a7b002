//! A spawner that starts where there is too little of something: what a shell can limit, or a control group.

use crate::host::wait_until;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// `/bin/sh` with a script, and its arguments; written files are closed when it has ended, so that nobody who is forked
/// meanwhile keeps one open that is to be executed.
fn shell(script: &str, arguments: &[&str]) {
    let status = Command::new("/bin/sh")
        .args(["-c", script, "sh"])
        .args(arguments)
        .status()
        .unwrap();
    assert!(status.success(), "{script}: {status}");
}

/// A program that does what a script says and becomes the spawner; removed on drop.
pub struct Limited(pub PathBuf);

impl Limited {
    pub fn new(commands: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("playground-limited-{}-{number}", std::process::id()));
        let spawner = env!("CARGO_BIN_EXE_playground-spawner");
        let text = format!("#!/bin/sh\nset -e\n{commands}\nexec '{spawner}'\n");
        shell(
            "printf %s \"$1\" > \"$2\" && chmod 755 \"$2\"",
            &[&text, path.to_str().unwrap()],
        );
        Self(path)
    }
}

impl Drop for Limited {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A control group with limits of its own; removed on drop.
pub struct TightGroup(PathBuf);

impl TightGroup {
    /// A group of `controller` with these values in its files, by the version of its hierarchy. None for an ordinary user
    /// who has no right to make one.
    pub fn new(controller: &str, v1: &[(&str, &str)], v2: &[(&str, &str)]) -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("playground-test-{}-{number}", std::process::id());
        let first = Path::new("/sys/fs/cgroup").join(controller);
        let (above, limits) = if first.is_dir() {
            (first, v1)
        } else {
            let above = PathBuf::from("/sys/fs/cgroup");
            let _ = std::fs::write(above.join("cgroup.subtree_control"), format!("+{controller}"));
            (above, v2)
        };
        let group = Self(above.join(name));
        match std::fs::create_dir(&group.0) {
            Err(error) if std::fs::metadata("/proc/self").unwrap().uid() != 0 => {
                eprintln!("not tried, as nobody gave this user a control group: {error}");
                return None;
            }
            made => made.unwrap(),
        }
        for (file, value) in limits {
            std::fs::write(group.0.join(file), value).unwrap();
        }
        Some(group)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A spawner in this group.
    pub fn spawner(&self) -> Limited {
        Limited::new(&format!("echo $$ > '{}'", self.0.join("cgroup.procs").display()))
    }

    /// Whether no playground has a group below this one.
    pub fn is_free_of_playgrounds(&self) -> bool {
        !self.0.join("twilight-playground").exists()
    }
}

impl Drop for TightGroup {
    fn drop(&mut self) {
        // On version 2 the spawner has made a group for itself.
        let _ = std::fs::remove_dir(self.0.join("twilight-playground-service"));
        let gone = || std::fs::remove_dir(&self.0).is_ok();
        if std::thread::panicking() {
            gone();
        } else {
            wait_until("the group stays busy", &gone);
        }
    }
}
