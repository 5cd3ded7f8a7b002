//! Thin wrappers around system calls that std and libc lack, or whose libc form is unsafe to use between
//! `clone3` and `execve`.
//!
//! Functions that return `i32` give 0 or an errno, never allocate and take no lock.

use serde::{Deserialize, Serialize};
use std::ffi::CStr;
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};

/// `struct mount_attr` of `mount_setattr(2)`.
#[repr(C)]
struct MountAttr {
    set: u64,
    clear: u64,
    propagation: u64,
    userns: u64,
}

pub(crate) const MOUNT_ATTR_RDONLY: u64 = 1;
pub(crate) const MOUNT_ATTR_NOSUID: u64 = 2;
pub(crate) const MOUNT_ATTR_NODEV: u64 = 4;
pub(crate) const MOUNT_ATTR_NOEXEC: u64 = 8;

const OPEN_TREE_CLONE: libc::c_uint = 1;
const MOVE_MOUNT_F_EMPTY_PATH: libc::c_uint = 4;

/// errno of the last call of this thread.
pub(crate) fn errno() -> i32 {
    // SAFETY: glibc's errno location is valid for the calling thread at all times.
    unsafe { *libc::__errno_location() }
}

/// 0 for success, else errno.
pub(crate) fn check(result: libc::c_long) -> i32 {
    if result >= 0 { 0 } else { errno() }
}

/// A detached copy of the mount at `fd`, as a descriptor; negative on failure.
pub(crate) fn open_tree(fd: RawFd) -> RawFd {
    // SAFETY: the path is a literal; the flags ask for a new descriptor and nothing else.
    unsafe {
        libc::syscall(
            libc::SYS_open_tree,
            fd,
            c"".as_ptr(),
            OPEN_TREE_CLONE | libc::O_CLOEXEC as libc::c_uint | libc::AT_EMPTY_PATH as libc::c_uint,
        ) as RawFd
    }
}

/// Attaches the mount `tree` at `target`.
pub(crate) fn move_mount(tree: RawFd, target: &CStr) -> i32 {
    // SAFETY: both paths are NUL-terminated and outlive the call.
    check(unsafe {
        libc::syscall(
            libc::SYS_move_mount,
            tree,
            c"".as_ptr(),
            libc::AT_FDCWD,
            target.as_ptr(),
            MOVE_MOUNT_F_EMPTY_PATH,
        )
    })
}

/// Adds attributes to the mount at `fd` (with an empty path) or at `path`.
pub(crate) fn mount_setattr(fd: RawFd, path: &CStr, set: u64) -> i32 {
    let attr = MountAttr {
        set,
        clear: 0,
        propagation: 0,
        userns: 0,
    };
    let flags = if path.is_empty() { libc::AT_EMPTY_PATH } else { 0 };
    // SAFETY: `path` and `attr` outlive the call and the size is that of `attr`.
    check(unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            fd,
            path.as_ptr(),
            flags,
            std::ptr::from_ref(&attr),
            size_of::<MountAttr>(),
        )
    })
}

/// The kernel's `struct clone_args` up to its first revision.
#[repr(C, align(8))]
#[derive(Default)]
struct CloneArgs {
    flags: u64,
    pidfd: u64,
    child_tid: u64,
    parent_tid: u64,
    exit_signal: u64,
    stack: u64,
    stack_size: u64,
    tls: u64,
}

/// Resets caught signals to their defaults in the child.
const CLONE_CLEAR_SIGHAND: u64 = 0x1_0000_0000;

/// Which side of a `clone3` this is.
pub(crate) enum Side {
    Parent { pid: libc::pid_t, pidfd: OwnedFd },
    Child,
}

/// `fork` into new namespaces, with a descriptor for the child.
///
/// # Safety
/// The child of a process with threads must call only async-signal-safe functions and must not return
/// from the caller's frame.
pub(crate) unsafe fn clone3(namespaces: u64) -> Result<Side, i32> {
    let mut pidfd: RawFd = -1;
    let mut args = CloneArgs {
        flags: namespaces | libc::CLONE_PIDFD as u64 | CLONE_CLEAR_SIGHAND,
        pidfd: std::ptr::from_mut(&mut pidfd) as u64,
        exit_signal: libc::SIGCHLD as u64,
        ..CloneArgs::default()
    };
    // SAFETY: `args` has the size passed; without CLONE_VM and with no stack the child continues on a copy
    // of this stack, as after fork. The caller upholds what a child may do.
    let result = unsafe {
        libc::syscall(
            libc::SYS_clone3,
            std::ptr::from_mut(&mut args),
            size_of::<CloneArgs>(),
        )
    };
    match result {
        0 => Ok(Side::Child),
        pid if pid > 0 => Ok(Side::Parent {
            pid: pid as libc::pid_t,
            // SAFETY: on success the kernel stored a new descriptor that nobody else owns.
            pidfd: unsafe { OwnedFd::from_raw_fd(pidfd) },
        }),
        _ => Err(errno()),
    }
}

/// A descriptor for the process `pid`, which must not have been reaped.
pub(crate) fn pidfd_open(pid: libc::pid_t) -> io::Result<OwnedFd> {
    // SAFETY: integers.
    let fd = unsafe { libc::syscall(libc::SYS_pidfd_open, pid, 0) };
    match RawFd::try_from(fd) {
        // SAFETY: the kernel just made this descriptor, and nobody else owns it.
        Ok(fd) if fd >= 0 => Ok(unsafe { OwnedFd::from_raw_fd(fd) }),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Sends a signal to the process behind `pidfd`; it being gone is no error.
pub(crate) fn kill_pidfd(pidfd: BorrowedFd<'_>) {
    // SAFETY: no pointer but null is passed.
    let _ = unsafe {
        libc::syscall(
            libc::SYS_pidfd_send_signal,
            pidfd.as_raw_fd(),
            libc::SIGKILL,
            std::ptr::null::<libc::siginfo_t>(),
            0,
        )
    };
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Exit {
    Code(i32),
    Signal(i32),
}

/// Waits for the process behind `pidfd` and takes it from the process table.
pub(crate) fn reap(pidfd: BorrowedFd<'_>) -> io::Result<Exit> {
    loop {
        // SAFETY: an all-zero siginfo_t is valid, and waitid fills it.
        let mut info: libc::siginfo_t = unsafe { std::mem::zeroed() };
        // SAFETY: `info` is a valid out pointer.
        let result = unsafe {
            libc::waitid(
                libc::P_PIDFD,
                pidfd.as_raw_fd() as libc::id_t,
                &mut info,
                libc::WEXITED,
            )
        };
        if result == 0 {
            // SAFETY: waitid succeeded with WEXITED, so the SIGCHLD fields are filled.
            let status = unsafe { info.si_status() };
            return Ok(if info.si_code == libc::CLD_EXITED {
                Exit::Code(status)
            } else {
                Exit::Signal(status)
            });
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

/// A connected pair of unix stream sockets, closed on exec.
pub(crate) fn socket_pair() -> io::Result<(OwnedFd, OwnedFd)> {
    let mut fds: [RawFd; 2] = [-1; 2];
    // SAFETY: `fds` has room for the two descriptors.
    let result = unsafe {
        libc::socketpair(
            libc::AF_UNIX,
            libc::SOCK_STREAM | libc::SOCK_CLOEXEC,
            0,
            fds.as_mut_ptr(),
        )
    };
    if result != 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the kernel just made both, and nobody else owns them.
    Ok(unsafe { (OwnedFd::from_raw_fd(fds[0]), OwnedFd::from_raw_fd(fds[1])) })
}

/// A copy of `fd` with a number of at least `least`, closed on exec.
pub(crate) fn duplicate_above(fd: BorrowedFd<'_>, least: RawFd) -> io::Result<OwnedFd> {
    // SAFETY: F_DUPFD_CLOEXEC takes an integer argument.
    let copy = unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_DUPFD_CLOEXEC, least) };
    if copy < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the kernel just made it, and nobody else owns it.
    Ok(unsafe { OwnedFd::from_raw_fd(copy) })
}

/// Makes reads and writes on `fd` return instead of waiting.
pub(crate) fn set_nonblocking(fd: BorrowedFd<'_>) -> io::Result<()> {
    // SAFETY: F_GETFL and F_SETFL take and give integers.
    let result = unsafe {
        let flags = libc::fcntl(fd.as_raw_fd(), libc::F_GETFL);
        if flags < 0 {
            flags
        } else {
            libc::fcntl(fd.as_raw_fd(), libc::F_SETFL, flags | libc::O_NONBLOCK)
        }
    };
    if result < 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(())
    }
}

/// A descriptor that [`signal_event`] makes readable for good.
pub(crate) fn event() -> io::Result<OwnedFd> {
    // SAFETY: eventfd takes integers.
    let fd = unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the kernel just made it, and nobody else owns it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Makes `event` readable. It is already where its counter cannot grow, which is the only way to fail.
pub(crate) fn signal_event(event: BorrowedFd<'_>) {
    let one = 1u64.to_ne_bytes();
    // SAFETY: eight bytes are read from eight bytes.
    let _ = unsafe { libc::write(event.as_raw_fd(), one.as_ptr().cast(), one.len()) };
}

/// Blocks `signal` and `others` in this thread and those it will start; the descriptor becomes readable by `signal`,
/// and nothing by the others.
pub(crate) fn signal_descriptor(signal: i32, others: &[i32]) -> io::Result<OwnedFd> {
    // SAFETY: an all-zero set is valid, and the calls get valid pointers to it; a null old mask is allowed.
    let fd = unsafe {
        let mut blocked: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut blocked);
        for one in others.iter().chain([&signal]) {
            libc::sigaddset(&mut blocked, *one);
        }
        let failed = libc::pthread_sigmask(libc::SIG_BLOCK, &blocked, std::ptr::null_mut());
        if failed != 0 {
            return Err(io::Error::from_raw_os_error(failed));
        }
        let mut read: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut read);
        libc::sigaddset(&mut read, signal);
        libc::signalfd(-1, &read, libc::SFD_CLOEXEC | libc::SFD_NONBLOCK)
    };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the kernel just made it, and nobody else owns it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Has the kernel send `signal` to this process when the thread that started it ends.
pub(crate) fn die_with_parent(signal: i32) -> io::Result<()> {
    // SAFETY: the option takes an integer.
    if unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, signal) } == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

/// Gives descendants whose parents end to this process.
pub(crate) fn adopt_orphans() -> io::Result<()> {
    // SAFETY: the option takes an integer.
    if unsafe { libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1) } == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

/// Takes the child `pid`, which has ended, from the process table; that it is gone already is no error.
pub(crate) fn forget(pid: u32) {
    // SAFETY: a null pointer is allowed where nothing is to be told.
    let _ = unsafe {
        libc::waitid(
            libc::P_PID,
            pid,
            std::ptr::null_mut(),
            libc::WEXITED | libc::WNOHANG,
        )
    };
}

/// Keeps at most `bytes` of memory that was given back, for each of two arenas, and gives larger pieces back at once.
pub(crate) fn limit_heap(bytes: i32) {
    // SAFETY: integers. A setting that the allocator refuses changes nothing but memory.
    #[cfg(target_env = "gnu")]
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 2);
        libc::mallopt(libc::M_MMAP_THRESHOLD, bytes);
        libc::mallopt(libc::M_TRIM_THRESHOLD, bytes);
    }
    #[cfg(not(target_env = "gnu"))]
    let _ = bytes;
}

/// Waits until the other end of `socket` is gone or `signal` came.
pub(crate) fn wait_for_end(socket: BorrowedFd<'_>, signal: BorrowedFd<'_>) {
    loop {
        let mut fds = [(socket, libc::POLLRDHUP), (signal, libc::POLLIN)].map(|(fd, events)| libc::pollfd {
            fd: fd.as_raw_fd(),
            events,
            revents: 0,
        });
        // Without poll nothing could be watched, and this process had better end.
        if poll(&mut fds, -1).is_err() || fds.iter().any(|fd| fd.revents != 0) {
            return;
        }
    }
}

/// `poll` with a timeout in milliseconds, repeated when a signal interrupts it... which only makes the
/// wait longer by what had passed; callers look at their own clock.
pub(crate) fn poll(fds: &mut [libc::pollfd], timeout_ms: i32) -> io::Result<()> {
    // SAFETY: pointer and length describe `fds`.
    let result = unsafe { libc::poll(fds.as_mut_ptr(), fds.len() as libc::nfds_t, timeout_ms) };
    if result < 0 {
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
        for fd in fds {
            fd.revents = 0;
        }
    }
    Ok(())
}

/// The effective user and group id of this process.
pub(crate) fn effective_ids() -> (u32, u32) {
    // SAFETY: these calls take nothing and cannot fail.
    unsafe { (libc::geteuid(), libc::getegid()) }
}

/// The soft and the hard limit of this process for `resource`.
fn limit(resource: libc::__rlimit_resource_t) -> io::Result<libc::rlimit> {
    let mut limit = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: `limit` is a valid out pointer.
    if unsafe { libc::getrlimit(resource, &mut limit) } != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(limit)
}

/// The hard limit of this process for `resource`.
pub(crate) fn hard_limit(resource: libc::__rlimit_resource_t) -> io::Result<u64> {
    limit(resource).map(|limit| limit.rlim_max)
}

/// Raises the soft limit of this process for `resource` to the hard one, where that is allowed; gives the soft limit
/// then.
pub(crate) fn raise_limit(resource: libc::__rlimit_resource_t) -> io::Result<u64> {
    let found = limit(resource)?;
    let raised = libc::rlimit {
        rlim_cur: found.rlim_max,
        ..found
    };
    // SAFETY: `raised` is a valid pointer.
    let done = unsafe { libc::setrlimit(resource, &raised) } == 0;
    Ok(if done { raised.rlim_cur } else { found.rlim_cur })
}
