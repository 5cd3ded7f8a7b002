//! Programs in sandboxes that wait until a test lets them go on: who of them is at work, and the sign to go on.

use std::fs;

/// What a waiting program is called: `what`, which is short, and whose test it is of all on this host.
pub fn name(what: &str) -> String {
    let name = format!("{}-{what}", std::process::id());
    assert!(name.len() < 16, "{name} is longer than names of processes are");
    name
}

/// One of them.
pub struct Waiting {
    pub pid: libc::pid_t,
    pub uid: u32,
    /// Its control groups, which no two sandboxes share.
    pub groups: String,
}

/// All that wait as `name`.
pub fn at_work(name: &str) -> Vec<Waiting> {
    let entries = fs::read_dir("/proc").unwrap().flatten();
    entries
        .filter_map(|entry| {
            let pid = entry.file_name().to_str()?.parse().ok()?;
            let status = fs::read_to_string(entry.path().join("status")).ok()?;
            let field = |field: &str| {
                let line = status.lines().find_map(|line| line.strip_prefix(field))?;
                line.split_whitespace().next()
            };
            if field("Name:") != Some(name) || field("State:") == Some("Z") {
                return None;
            }
            Some(Waiting {
                pid,
                uid: field("Uid:")?.parse().ok()?,
                groups: fs::read_to_string(entry.path().join("cgroup")).ok()?,
            })
        })
        .collect()
}

impl Waiting {
    /// Lets it go on, which it takes from the limit on its stack; once or several times.
    pub fn release(&self) {
        let mut limit = libc::rlimit {
            rlim_cur: 0,
            rlim_max: 0,
        };
        // SAFETY: the limits are valid for reads and writes; the process is a sandbox of this test. Where it has ended
        // both calls fail and nothing happens.
        unsafe {
            if libc::prlimit(self.pid, libc::RLIMIT_STACK, std::ptr::null(), &mut limit) == 0 {
                limit.rlim_cur = 1 << 20;
                libc::prlimit(self.pid, libc::RLIMIT_STACK, &limit, std::ptr::null_mut());
            }
        }
    }
}
