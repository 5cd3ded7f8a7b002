//! The layers that an OCI runtime does not put on: a process that it started puts them on itself, before it reads a job.
//!
//! Must never be left out in silence: where a layer fails, the process ends.

use crate::error::{SetupError, Step};
use crate::landlock::Landlock;
use crate::seccomp::{self, Program, SANDBOX};

/// Argument that makes the runner call [`harden`] first.
pub const HARDEN_FLAG: &str = "--harden";

/// Clears the environment, ends with the supervisor, restricts files with Landlock, and installs the filter of system calls: the last layers,
/// in the order in which sandboxes of the namespace back end have them.
///
/// # Errors
/// The layer that failed, with its remedy.
pub fn harden() -> Result<(), SetupError> {
    let filter =
        Program::compile(&SANDBOX).map_err(|detail| SetupError::new(Step::Configuration, 0, detail))?;
    let landlock = Landlock::detect()
        .map_err(|errno| SetupError::new(Step::Landlock, errno, "asking for its version"))?;
    for (name, _) in std::env::vars_os() {
        // SAFETY: the runner calls this first of all, in its only thread.
        unsafe { std::env::remove_var(name) };
    }
    // SAFETY: integers.
    let parent_death = unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) };
    if parent_death != 0 {
        return Err(SetupError::io(
            Step::Session,
            &std::io::Error::last_os_error(),
            "",
        ));
    }
    // The runtime has done this; doing it again changes nothing, and Landlock and the filter need it.
    // SAFETY: integers.
    if unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) } != 0 {
        return Err(SetupError::io(
            Step::NoNewPrivs,
            &std::io::Error::last_os_error(),
            "",
        ));
    }
    match landlock.restrict() {
        0 => {}
        errno => return Err(SetupError::new(Step::Landlock, errno, "")),
    }
    seccomp::install(&filter).map_err(|error| SetupError::io(Step::Seccomp, &error, ""))
}
