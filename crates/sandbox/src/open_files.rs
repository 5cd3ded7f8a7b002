//! How many files the process that makes sandboxes has open at one time, and the limit that has to allow them.
//!
//! A process without a descriptor to spare can neither make a sandbox nor tell a job from another, so it does not start
//! where it could come to that. Must never lower a limit.

use crate::error::{SetupError, Step};
use crate::factory::Config;
use crate::sys;
use std::io;

/// Whatever the number of sandboxes: standard streams, the service's socket and its copies, signals, the null device, and
/// what is read now and then.
const ALWAYS: u64 = 24;

/// A sandbox as long as there is anything of it: its socket and its process.
const SANDBOX: u64 = 2;

/// A thread that makes a sandbox or watches one: for the caller, the other ends of sockets, a control group's file.
const AT_WORK: u64 = 6;

/// The same where an OCI runtime makes the sandboxes: its process, the null device three times, and a pipe.
const AT_WORK_OF_RUNTIME: u64 = AT_WORK + 8;

/// The most files that a process which makes sandboxes after `config` has open at one time.
pub fn needed(config: &Config) -> u64 {
    let slots = u64::from(config.slots);
    // One for each sandbox that is not warm, and the one that makes those.
    let threads = slots.saturating_sub(u64::from(config.warm)).max(1) + 1;
    let at_work = if config.oci_runtime.is_some() {
        AT_WORK_OF_RUNTIME
    } else {
        AT_WORK
    };
    ALWAYS + SANDBOX * slots + at_work * threads
}

/// Raises this process's limit of open files as far as the system lets it, and gives what is allowed then.
///
/// # Errors
/// The system does not tell the limit.
pub fn raise() -> io::Result<u64> {
    sys::raise_limit(libc::RLIMIT_NOFILE)
}

/// Raises the limit, and refuses where what `config` needs is above it.
pub(crate) fn allow(config: &Config) -> Result<(), SetupError> {
    let allowed = raise().map_err(|error| SetupError::io(Step::OpenFiles, &error, "asking for the limit"))?;
    let needed = needed(config);
    if allowed >= needed {
        return Ok(());
    }
    let detail = format!(
        "at most {needed} for {} sandboxes, and {allowed} are allowed",
        config.slots
    );
    Err(SetupError::new(Step::OpenFiles, 0, detail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn the_need_grows_with_the_sandboxes() {
        let config = |slots, warm| Config {
            slots,
            warm,
            ..Config::new(PathBuf::new(), PathBuf::new())
        };
        assert_eq!(needed(&config(12, 4)), 24 + 24 + 9 * 6);
        assert_eq!(needed(&config(1, 0)), 24 + 2 + 2 * 6);
        let by_runtime = Config {
            oci_runtime: Some(PathBuf::from("/usr/sbin/runc")),
            ..config(12, 4)
        };
        assert_eq!(needed(&by_runtime), 24 + 24 + 9 * 14);
        // Whatever the configuration says, which is checked later.
        assert!(needed(&config(u32::MAX, 0)) > needed(&config(u32::MAX, u32::MAX)));
    }
}
