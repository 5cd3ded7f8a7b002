//! A compiler that was started before the job is there, and the wait for that job.
//!
//! Must never give a job a compiler that has died while it waited: the job would take the blame. Until the job is
//! there the death of either ends the sandbox, which the service then does not use.

use crate::compiler::{Paths, start};
use std::fs;
use std::io::{self, Write as _};
use std::os::fd::{AsRawFd, BorrowedFd};
use std::process::{Child, ChildStdin, Stdio};

/// A compiler that was started before the job was there, for this job only: it waits for its command.
pub struct StandBy {
    child: Child,
    command: ChildStdin,
}

impl StandBy {
    /// Starts it in an empty `paths.work`, which becomes this process's directory.
    ///
    /// # Errors
    /// It could not be started.
    pub fn start(paths: &Paths) -> io::Result<Self> {
        fs::create_dir_all(&paths.work)?;
        let mut child = start(paths, &["stand-by".to_owned()], Stdio::piped())?;
        let command = child
            .stdin
            .take()
            .ok_or_else(|| io::Error::other("the compiler's input is not piped"))?;
        Ok(Self { child, command })
    }

    /// Gives it its command: the words, each followed by a NUL character.
    pub(crate) fn tell(mut self, arguments: &[String]) -> io::Result<Child> {
        let words: Vec<u8> = arguments
            .iter()
            .flat_map(|word| word.bytes().chain([0]))
            .collect();
        match self.command.write_all(&words) {
            // It has ended; how tells why.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            _ => Ok(self.child),
        }
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has closed its output, which it does by ending only.
    ///
    /// # Errors
    /// Those of `poll`.
    pub fn has_ended(&self) -> io::Result<bool> {
        let mut fds = [self.hang_up()];
        poll(&mut fds, 0)?;
        Ok(fds[0].revents != 0)
    }

    /// What `poll` watches: the hang-up of its output, of which there is none before its command.
    fn hang_up(&self) -> libc::pollfd {
        libc::pollfd {
            fd: self.child.stdout.as_ref().map_or(-1, |output| output.as_raw_fd()),
            // A hang-up is told in any case.
            events: 0,
            revents: 0,
        }
    }
}

/// Waits until there is something to read on `socket`: the job, or the end of the service. Gives the compiler back as
/// long as it waits too; where it has died when the job comes, the job needs another.
///
/// # Errors
/// Those of `poll`, and one that says so where the compiler has ended and no job is there.
pub fn wait_for_job(socket: BorrowedFd<'_>, mut waiting: Option<StandBy>) -> io::Result<Option<StandBy>> {
    loop {
        let mut fds = [
            libc::pollfd {
                fd: socket.as_raw_fd(),
                events: libc::POLLIN,
                revents: 0,
            },
            waiting.as_ref().map_or(NOTHING, StandBy::hang_up),
        ];
        poll(&mut fds, -1)?;
        let [job, compiler] = fds.map(|fd| fd.revents != 0);
        if job
            && compiler
            && let Some(mut dead) = waiting.take()
        {
            // Until it is reaped it counts among the sandbox's processes.
            dead.child.wait()?;
        }
        if job {
            return Ok(waiting);
        }
        if compiler {
            return Err(io::Error::other("the compiler ended while it waited"));
        }
    }
}

/// `poll` passes over it.
const NOTHING: libc::pollfd = libc::pollfd {
    fd: -1,
    events: 0,
    revents: 0,
};

/// Waits for at most `timeout_ms`, or for ever where that is negative; interrupted, as if nothing had come.
fn poll(fds: &mut [libc::pollfd], timeout_ms: i32) -> io::Result<()> {
    // SAFETY: pointer and length describe `fds`.
    if unsafe { libc::poll(fds.as_mut_ptr(), fds.len() as libc::nfds_t, timeout_ms) } >= 0 {
        return Ok(());
    }
    let error = io::Error::last_os_error();
    if error.kind() == io::ErrorKind::Interrupted {
        for fd in fds {
            fd.revents = 0;
        }
        return Ok(());
    }
    Err(error)
}
