//! Everything a new sandbox needs, prepared once: the child between `clone3` and `execve` only reads it.
//!
//! Must never hold anything of a request.

use crate::error::{SetupError, Step};
use crate::landlock::Landlock;
use crate::limits::Limits;
use crate::rlimits::{self, Rlimit};
use crate::seccomp::{Program, SANDBOX};
use crate::sys;
use std::ffi::{CStr, CString, OsStr, c_char};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

/// User and group id inside every sandbox. There is no other id: 0 is not mapped, so nothing inside can
/// be or become root, not even of its own namespace.
pub(crate) const INNER_ID: u32 = 1000;

/// Where the root file system is put together; any directory that exists on every host.
pub(crate) const STAGE: &CStr = c"/tmp";

/// Paths of the two binaries inside.
pub(crate) const RUNNER: &CStr = c"/bin/playground-runner";
pub(crate) const COMPILER: &CStr = c"/bin/twilightc";

/// Argument that tells the runner that there is time before its job comes.
pub const WARM_FLAG: &str = "--warm";

/// The same, and [`PROBE_FLAG`](crate::probe::PROBE_FLAG), as `execve` takes them.
const WARM: &CStr = c"--warm";
const PROBE: &CStr = c"--probe";

/// Tells one state of the two programs on disk from another: device, inode, size and time of change of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp([(u64, u64, u64, i64, i64); 2]);

/// What `execve` runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Serve the job that is about to come.
    Serve,
    /// Get warm, then serve the job that will come.
    Warm,
    /// Attack the sandbox from inside and report.
    Probe,
}

/// See the module's description.
pub(crate) struct Plan {
    pub(crate) runner: CString,
    pub(crate) compiler: CString,
    pub(crate) tmp_options: CString,
    pub(crate) rlimits: Vec<Rlimit>,
    pub(crate) landlock: Landlock,
    pub(crate) filter: Program,
    /// Whether this process may set ids of its choice for its children (it is root).
    pub(crate) privileged: bool,
    /// Highest capability of this kernel.
    pub(crate) last_capability: u32,
}

impl Plan {
    pub(crate) fn new(runner: &Path, compiler: &Path, limits: &Limits) -> Result<Self, SetupError> {
        let configuration = |detail: String| SetupError::new(Step::Configuration, 0, detail);
        limits.validate().map_err(configuration)?;
        let filter = Program::compile(&SANDBOX).map_err(configuration)?;
        let landlock = Landlock::detect()
            .map_err(|errno| SetupError::new(Step::Landlock, errno, "asking for its version"))?;
        let tmp_options = format!(
            "size={},nr_inodes={},mode=0700",
            limits.tmpfs_bytes, limits.tmpfs_inodes
        );
        Ok(Self {
            runner: binary(runner)?,
            compiler: binary(compiler)?,
            tmp_options: CString::new(tmp_options).map_err(|error| configuration(error.to_string()))?,
            rlimits: rlimits::possible(limits)?,
            landlock,
            filter,
            privileged: sys::effective_ids().0 == 0,
            last_capability: last_capability(),
        })
    }
}

impl Plan {
    /// `limits` with what the service's own hard limits leave of them.
    pub(crate) fn possible(&self, limits: &Limits) -> Limits {
        let of = |resource, wanted: u64| {
            let limit = self.rlimits.iter().find(|limit| limit.resource == resource);
            limit.map_or(wanted, |limit| limit.value.min(wanted))
        };
        Limits {
            open_files: of(libc::RLIMIT_NOFILE, limits.open_files),
            file_bytes: of(libc::RLIMIT_FSIZE, limits.file_bytes),
            ..*limits
        }
    }

    /// What the programs are now; none where one of them is gone.
    pub(crate) fn stamp(&self) -> Option<Stamp> {
        let of = |path: &CString| {
            let file = Path::new(OsStr::from_bytes(path.as_bytes())).metadata().ok()?;
            Some((
                file.dev(),
                file.ino(),
                file.size(),
                file.ctime(),
                file.ctime_nsec(),
            ))
        };
        Some(Stamp([of(&self.runner)?, of(&self.compiler)?]))
    }
}

/// A path that can be mounted and executed inside, or a sentence why not. Better said at start than by
/// the first request.
fn binary(path: &Path) -> Result<CString, SetupError> {
    let fault = |errno, why: &str| SetupError::new(Step::Binaries, errno, format!("{}{why}", path.display()));
    let path_text =
        |error: std::io::Error| SetupError::io(Step::Binaries, &error, path.display().to_string());
    let absolute = path.canonicalize().map_err(path_text)?;
    let metadata = absolute.metadata().map_err(path_text)?;
    if !metadata.is_file() {
        return Err(fault(0, " is not a regular file"));
    }
    // The sandbox's user is nobody's owner or group.
    if metadata.permissions().mode() & 0o005 != 0o005 {
        return Err(fault(
            libc::EACCES,
            " is not readable and executable for everyone",
        ));
    }
    CString::new(absolute.as_os_str().as_bytes()).map_err(|_| fault(0, " contains a NUL byte"))
}

fn last_capability() -> u32 {
    // 40 (CAP_CHECKPOINT_RESTORE) is the highest of Linux 5.9 to 6.18; dropping one that does not exist is
    // an error the child ignores.
    std::fs::read_to_string("/proc/sys/kernel/cap_last_cap")
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(63)
}

/// The argument list of `mode`; its pointers are to literals.
pub(crate) fn arguments(mode: Mode) -> [*const c_char; 3] {
    let flag = match mode {
        Mode::Serve => std::ptr::null(),
        Mode::Warm => WARM.as_ptr(),
        Mode::Probe => PROBE.as_ptr(),
    };
    [RUNNER.as_ptr(), flag, std::ptr::null()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_what_the_runner_looks_for() {
        assert_eq!(WARM.to_bytes(), WARM_FLAG.as_bytes());
        assert_eq!(PROBE.to_bytes(), crate::probe::PROBE_FLAG.as_bytes());
    }
}
