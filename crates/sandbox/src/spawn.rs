//! Makes one sandbox: `clone3`, id maps, control groups, and waiting for `execve`; destroys it on drop.

use crate::bytes::unpair;
use crate::cgroup::Group;
use crate::child::{self, LEAST_PASSED_FD, Passed};
use crate::error::{SetupError, Step};
use crate::oci::Container;
use crate::plan::{INNER_ID, Mode, Plan};
use crate::sys::{self, Exit, Side};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

/// Namespaces made by `clone3`; the cgroup namespace follows once the process is in its group.
const NAMESPACES: u64 = (libc::CLONE_NEWUSER
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWNS
    | libc::CLONE_NEWNET
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUTS) as u64;

/// A running sandbox. Dropping it kills everything inside, reaps it and removes its control groups.
pub(crate) struct Sandbox {
    pub(crate) pid: libc::pid_t,
    pidfd: OwnedFd,
    /// The supervisor's end of the job and reply socket.
    pub(crate) job: File,
    /// Where an OCI runtime made it; forgotten before its control groups go.
    _container: Option<Container>,
    pub(crate) group: Group,
    exit: Option<Exit>,
}

impl Sandbox {
    /// Makes a sandbox whose processes are `host_id` outside, and waits until the runner was started.
    ///
    /// # Errors
    /// The step that failed; nothing is left behind then.
    pub(crate) fn spawn(
        plan: &Plan,
        null: &File,
        group: Group,
        host_id: u32,
        mode: Mode,
        deadline: Instant,
    ) -> Result<Self, SetupError> {
        let sockets = |error: std::io::Error| SetupError::io(Step::Sockets, &error, "");
        let (job, job_inside) = passable_pair().map_err(sockets)?;
        let (control, control_inside) = passable_pair().map_err(sockets)?;
        let passed = Passed {
            null: null.as_raw_fd(),
            job: job_inside.as_raw_fd(),
            control: control_inside.as_raw_fd(),
        };
        // SAFETY: the child only calls `child::run`, which keeps to async-signal-safe calls and never returns.
        let side =
            unsafe { sys::clone3(NAMESPACES) }.map_err(|errno| SetupError::new(Step::Clone, errno, ""))?;
        let (pid, pidfd) = match side {
            // SAFETY: this is the child of clone3.
            Side::Child => unsafe { child::run(plan, passed, mode) },
            Side::Parent { pid, pidfd } => (pid, pidfd),
        };
        // From here on dropping `sandbox` cleans up.
        let sandbox = Self {
            pid,
            pidfd,
            job: File::from(job),
            _container: None,
            group,
            exit: None,
        };
        drop((job_inside, control_inside));
        map_ids(plan.privileged, pid, host_id)?;
        sandbox.group.attach(pid)?;
        sandbox.wait_for_exec(File::from(control), deadline)?;
        sys::set_nonblocking(sandbox.job.as_fd()).map_err(sockets)?;
        Ok(sandbox)
    }

    /// The sandbox around a process that an OCI runtime has made.
    pub(crate) fn of_container(
        pid: libc::pid_t,
        pidfd: OwnedFd,
        job: File,
        group: Group,
        container: Container,
    ) -> Self {
        Self {
            pid,
            pidfd,
            job,
            _container: Some(container),
            group,
            exit: None,
        }
    }

    /// Says go, then reads the failed step, or the end of file that `execve` causes.
    fn wait_for_exec(&self, mut control: File, deadline: Instant) -> Result<(), SetupError> {
        let sync = |error: std::io::Error| SetupError::io(Step::Sync, &error, "");
        // A child that has failed already reports why; its closed socket is not the reason.
        match control.write_all(&[1]) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(sync(error)),
            _ => {}
        }
        let mut report = [0u8; 8];
        let mut have = 0;
        while let Some(room) = report.get_mut(have..).filter(|room| !room.is_empty()) {
            let mut fds = [libc::pollfd {
                fd: control.as_raw_fd(),
                events: libc::POLLIN,
                revents: 0,
            }];
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(SetupError::new(
                    Step::Sync,
                    libc::ETIMEDOUT,
                    "the setup took longer than the wall limit",
                ));
            }
            sys::poll(&mut fds, milliseconds(left)).map_err(sync)?;
            if fds[0].revents == 0 {
                continue;
            }
            match control.read(room) {
                Ok(0) => break,
                Ok(count) => have += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
                Err(error) => return Err(sync(error)),
            }
        }
        match have {
            0 => Ok(()),
            8 => {
                let (number, errno) = unpair(report);
                let step = Step::from_number(number).unwrap_or(Step::Sync);
                Err(SetupError::new(step, errno, ""))
            }
            _ => Err(SetupError::new(Step::Sync, 0, "the child's report is incomplete")),
        }
    }

    pub(crate) fn pidfd(&self) -> BorrowedFd<'_> {
        self.pidfd.as_fd()
    }

    /// Whether the first process has not ended.
    pub(crate) fn is_running(&self) -> bool {
        let mut fds = [libc::pollfd {
            fd: self.pidfd.as_raw_fd(),
            events: libc::POLLIN,
            revents: 0,
        }];
        sys::poll(&mut fds, 0).is_ok() && fds[0].revents == 0
    }

    /// Ends every process inside: the first one is init of the pid namespace, whose death kills the rest.
    pub(crate) fn kill(&self) {
        if self.exit.is_none() {
            self.group.kill();
            sys::kill_pidfd(self.pidfd.as_fd());
        }
    }

    /// Waits for the end of the first process, and with it of all others; at once after [`Self::kill`].
    pub(crate) fn reap(&mut self) -> std::io::Result<Exit> {
        if let Some(exit) = self.exit {
            return Ok(exit);
        }
        let exit = sys::reap(self.pidfd.as_fd())?;
        self.exit = Some(exit);
        Ok(exit)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.kill();
        // The group removes itself when it is dropped after this, with no process left in it.
        let _ = self.reap();
    }
}

/// A socket pair whose second end has a number that the child overwrites nothing with.
pub(crate) fn passable_pair() -> std::io::Result<(OwnedFd, OwnedFd)> {
    let (ours, theirs) = sys::socket_pair()?;
    let passable = sys::duplicate_above(theirs.as_fd(), LEAST_PASSED_FD)?;
    Ok((ours, passable))
}

/// Milliseconds for `poll`, rounded up, so that a wait never turns into a busy loop.
pub(crate) fn milliseconds(duration: Duration) -> i32 {
    i32::try_from(duration.as_micros().div_ceil(1000)).unwrap_or(i32::MAX)
}

/// Maps the one inner id to `host_id`. An ordinary user may map nothing but their own ids.
fn map_ids(privileged: bool, pid: libc::pid_t, host_id: u32) -> Result<(), SetupError> {
    let write = |file: &str, text: &str| {
        let path = format!("/proc/{pid}/{file}");
        OpenOptions::new()
            .write(true)
            .open(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|error| SetupError::io(Step::IdMap, &error, path))
    };
    let (uid, gid) = if privileged {
        (host_id, host_id)
    } else {
        sys::effective_ids()
    };
    if !privileged {
        write("setgroups", "deny")?;
    }
    write("uid_map", &format!("{INNER_ID} {uid} 1"))?;
    write("gid_map", &format!("{INNER_ID} {gid} 1"))
}
