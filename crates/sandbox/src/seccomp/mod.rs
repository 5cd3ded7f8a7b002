//! System call policy: declared as data, compiled to BPF, installed.
//!
//! The runner uses this too, to tighten its own filter once the compiler is gone. A policy names what is
//! allowed; everything else kills the process, which the supervisor sees as `SIGSYS`.

mod bpf;
#[cfg(test)]
mod interpreter;
mod policy;

pub use bpf::{Instruction, Program};
pub use policy::{Action, Check, Policy, RUN, Rule, SANDBOX};

use std::io;

/// `SECCOMP_SET_MODE_FILTER`.
const SET_MODE_FILTER: libc::c_uint = 1;

/// Adds `program` to the calling process's filters; the strictest of all filters wins. Needs
/// `no_new_privs`.
///
/// # Errors
/// The kernel's refusal, for example without `CONFIG_SECCOMP_FILTER`.
pub fn install(program: &Program) -> io::Result<()> {
    match install_raw(program) {
        0 => Ok(()),
        errno => Err(io::Error::from_raw_os_error(errno)),
    }
}

/// [`install`] for the time between `clone3` and `execve`: no allocation; the errno, or 0.
pub(crate) fn install_raw(program: &Program) -> i32 {
    let instructions = program.instructions();
    let header = libc::sock_fprog {
        // A program has at most `bpf::MAX_INSTRUCTIONS` instructions, which fits.
        len: instructions.len() as libc::c_ushort,
        filter: instructions.as_ptr().cast::<libc::sock_filter>().cast_mut(),
    };
    // SAFETY: `header` and the instructions outlive the call; the kernel copies both and writes neither.
    // `Instruction` has the layout of `sock_filter`.
    let result = unsafe { libc::syscall(libc::SYS_seccomp, SET_MODE_FILTER, 0, std::ptr::from_ref(&header)) };
    if result == 0 { 0 } else { crate::sys::errno() }
}
