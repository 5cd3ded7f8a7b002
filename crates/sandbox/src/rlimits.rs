//! The resource limits of every process in a sandbox (`setrlimit(2)`): one table for whoever sets them, asks a runtime for
//! them, or looks whether they are in force.
//!
//! Must never hold a limit that the page on security does not name.

use crate::error::{SetupError, Step};
use crate::limits::Limits;
use crate::sys;

/// Stack of the main thread.
const STACK_BYTES: u64 = 8 * 1024 * 1024;

/// Signals that wait to be delivered: the runner needs one for the end of its compiler.
const PENDING_SIGNALS: u64 = 64;

/// One limit; soft and hard are the same, so that nothing inside can raise it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rlimit {
    pub(crate) resource: libc::__rlimit_resource_t,
    /// Its name in the OCI runtime specification.
    pub(crate) name: &'static str,
    /// What its line in `/proc/<pid>/limits` begins with.
    pub(crate) line: &'static str,
    /// In the resource's own unit: bytes, seconds or a number of things.
    pub(crate) value: u64,
}

/// What is asked for. Not set: `RLIMIT_AS`, which breaks the engine's reservations (the control group limits memory);
/// `RLIMIT_NPROC`, which counts per user and not per sandbox.
fn wanted(limits: &Limits) -> [Rlimit; 11] {
    let limit = |resource, name, line, value| Rlimit {
        resource,
        name,
        line,
        value,
    };
    [
        limit(libc::RLIMIT_CORE, "RLIMIT_CORE", "Max core file size", 0),
        limit(
            libc::RLIMIT_CPU,
            "RLIMIT_CPU",
            "Max cpu time",
            limits.rlimit_cpu_seconds(),
        ),
        limit(
            libc::RLIMIT_FSIZE,
            "RLIMIT_FSIZE",
            "Max file size",
            limits.file_bytes,
        ),
        limit(
            libc::RLIMIT_NOFILE,
            "RLIMIT_NOFILE",
            "Max open files",
            limits.open_files,
        ),
        limit(libc::RLIMIT_STACK, "RLIMIT_STACK", "Max stack size", STACK_BYTES),
        limit(libc::RLIMIT_MEMLOCK, "RLIMIT_MEMLOCK", "Max locked memory", 0),
        limit(libc::RLIMIT_MSGQUEUE, "RLIMIT_MSGQUEUE", "Max msgqueue size", 0),
        limit(
            libc::RLIMIT_SIGPENDING,
            "RLIMIT_SIGPENDING",
            "Max pending signals",
            PENDING_SIGNALS,
        ),
        limit(libc::RLIMIT_NICE, "RLIMIT_NICE", "Max nice priority", 0),
        limit(libc::RLIMIT_RTPRIO, "RLIMIT_RTPRIO", "Max realtime priority", 0),
        limit(libc::RLIMIT_LOCKS, "RLIMIT_LOCKS", "Max file locks", 0),
    ]
}

/// What is asked for, or this process's own hard limit where that is lower.
///
/// # Errors
/// The own limits cannot be read.
pub(crate) fn possible(limits: &Limits) -> Result<Vec<Rlimit>, SetupError> {
    wanted(limits)
        .into_iter()
        .map(|limit| {
            let hard = sys::hard_limit(limit.resource)
                .map_err(|error| SetupError::io(Step::Rlimits, &error, "reading our own"))?;
            Ok(Rlimit {
                value: limit.value.min(hard),
                ..limit
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    /// The page that people read, and the list as it is meant: neither is made from the table under test.
    #[test]
    fn they_are_the_documented_ones() {
        let page = include_str!("../../../docs/security.md");
        let (_, section) = page.split_once("\n## Resource limits\n").unwrap();
        let (section, _) = section.split_once("\n## ").unwrap();
        let documented: Vec<(String, u64)> = section
            .lines()
            .filter_map(|line| line.strip_prefix("| `Max "))
            .map(|line| {
                let mut cells = line.split(" | ");
                let name = cells.next().unwrap().trim_end_matches('`');
                (format!("Max {name}"), cells.next().unwrap().parse().unwrap())
            })
            .collect();
        let meant = [
            ("Max core file size", 0),
            ("Max cpu time", 4),
            ("Max file size", 16_777_216),
            ("Max open files", 32),
            ("Max stack size", 8_388_608),
            ("Max locked memory", 0),
            ("Max msgqueue size", 0),
            ("Max pending signals", 64),
            ("Max nice priority", 0),
            ("Max realtime priority", 0),
            ("Max file locks", 0),
        ]
        .map(|(line, value)| (line.to_owned(), value));
        let set: Vec<(String, u64)> = wanted(&Limits::default())
            .iter()
            .map(|limit| (limit.line.to_owned(), limit.value))
            .collect();
        assert_eq!(set, meant);
        assert_eq!(set, documented, "docs/security.md");
    }

    /// Names and lines belong to their resources: the kernel's own view of this process tells.
    #[test]
    fn every_line_is_its_resources() {
        let table = std::fs::read_to_string("/proc/self/limits").unwrap();
        for limit in wanted(&Limits::default()) {
            let hard = match sys::hard_limit(limit.resource).unwrap() {
                libc::RLIM_INFINITY => "unlimited".to_owned(),
                value => value.to_string(),
            };
            let line = table.lines().find_map(|line| line.strip_prefix(limit.line));
            assert_eq!(
                line.unwrap().split_whitespace().nth(1),
                Some(hard.as_str()),
                "{limit:?}"
            );
        }
    }
}
