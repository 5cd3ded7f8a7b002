//! The child between `clone3` and `execve`: puts on every layer, in the order that works.
//!
//! The parent has threads, so this runs on a copy of one thread with locks in unknown states: only raw
//! system calls on memory prepared by [`Plan`]; no allocation, no lock, no panic, no return.

use crate::bytes::pair;
use crate::error::Step;
use crate::plan::{COMPILER, INNER_ID, Mode, Plan, RUNNER, STAGE, arguments};
use crate::rlimits::Rlimit;
use crate::seccomp;
use crate::sys::{
    MOUNT_ATTR_NODEV, MOUNT_ATTR_NOEXEC, MOUNT_ATTR_NOSUID, MOUNT_ATTR_RDONLY, check, errno, mount_setattr,
    move_mount, open_tree,
};
use std::ffi::CStr;
use std::os::fd::RawFd;

/// Descriptor of the job and reply socket in the runner.
const JOB_FD: RawFd = 3;
/// Descriptor of the control socket; closed by `execve`, which tells the parent of its success.
const CONTROL_FD: RawFd = 4;
/// All descriptors the parent passes have at least this number, so that none is overwritten on its way.
pub(crate) const LEAST_PASSED_FD: RawFd = 10;

/// Descriptors of one new sandbox, by their numbers in the parent.
#[derive(Clone, Copy)]
pub(crate) struct Passed {
    pub(crate) null: RawFd,
    pub(crate) job: RawFd,
    pub(crate) control: RawFd,
}

/// A failed step and its errno.
type Failure = (Step, i32);

/// Becomes the runner, or reports the failed step and ends.
///
/// # Safety
/// Only in the child of [`crate::sys::clone3`].
pub(crate) unsafe fn run(plan: &Plan, passed: Passed, mode: Mode) -> ! {
    let Err((step, errno)) = set_up(plan, passed, mode);
    let report = pair(step as u32, errno);
    // SAFETY: plain writes from and to valid memory, then the end. Before its descriptor was moved the
    // control socket still has the parent's number.
    unsafe {
        let fd = if step as u32 <= Step::Descriptors as u32 {
            passed.control
        } else {
            CONTROL_FD
        };
        libc::write(fd, report.as_ptr().cast(), report.len());
        libc::_exit(127)
    }
}

fn set_up(plan: &Plan, passed: Passed, mode: Mode) -> Result<std::convert::Infallible, Failure> {
    descriptors(passed)?;
    // SAFETY (all blocks below): system calls on literals, on integers, or on memory of `plan` and of this
    // frame that outlives them.
    step(Step::Session, unsafe { libc::setsid() }.into())?;
    wait_for_parent()?;
    // Now, not in clone3: the namespace's root is the group the process is in, which is the sandbox's own
    // since the parent said go.
    let unshared = unsafe { libc::syscall(libc::SYS_unshare, libc::CLONE_NEWCGROUP) };
    step(Step::CgroupNamespace, unshared)?;
    // Before the ids change: the service's user may reach directories that others may not.
    let runner = open_path(&plan.runner, Step::OpenRunner)?;
    let compiler = open_path(&plan.compiler, Step::OpenCompiler)?;
    become_inner_user(plan.privileged)?;
    file_system(plan, runner, compiler)?;
    let host = b"sandbox";
    step(
        Step::Hostname,
        unsafe { libc::sethostname(host.as_ptr().cast(), host.len()) }.into(),
    )?;
    no_capabilities(plan.last_capability)?;
    for Rlimit { resource, value, .. } in &plan.rlimits {
        let limit = libc::rlimit {
            rlim_cur: *value,
            rlim_max: *value,
        };
        step(
            Step::Rlimits,
            unsafe { libc::setrlimit(*resource, &limit) }.into(),
        )?;
    }
    // Cleared by changes of ids and capabilities, so only now: no sandbox outlives its supervisor.
    let parent_death = unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) };
    step(Step::Session, parent_death.into())?;
    default_signals();
    step(
        Step::NoNewPrivs,
        unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) }.into(),
    )?;
    errno_of(Step::Landlock, plan.landlock.restrict())?;
    errno_of(Step::Seccomp, seccomp::install_raw(&plan.filter))?;
    let arguments = arguments(mode);
    let environment = [std::ptr::null()];
    unsafe { libc::execve(RUNNER.as_ptr(), arguments.as_ptr(), environment.as_ptr()) };
    Err((Step::Exec, errno()))
}

/// stdin, stdout and stderr at the null device, the job and control sockets, and nothing else: whatever
/// other threads of the service had open is gone from here on.
fn descriptors(passed: Passed) -> Result<(), Failure> {
    // SAFETY: dup3 and close_range take integers; the parent passed open descriptors above the targets.
    unsafe {
        for target in 0..JOB_FD {
            step(
                Step::Descriptors,
                libc::syscall(libc::SYS_dup3, passed.null, target, 0),
            )?;
        }
        step(
            Step::Descriptors,
            libc::syscall(libc::SYS_dup3, passed.job, JOB_FD, 0),
        )?;
        let control = libc::syscall(libc::SYS_dup3, passed.control, CONTROL_FD, libc::O_CLOEXEC);
        step(Step::Descriptors, control)?;
        step(
            Step::Descriptors,
            libc::syscall(libc::SYS_close_range, CONTROL_FD + 1, u32::MAX, 0),
        )
    }
}

/// The parent maps ids and attaches control groups, then writes one byte; its death is the end.
fn wait_for_parent() -> Result<(), Failure> {
    let mut byte = [0u8; 1];
    loop {
        // SAFETY: one byte is read into one byte.
        let count = unsafe { libc::read(CONTROL_FD, byte.as_mut_ptr().cast(), 1) };
        match count {
            1 => return Ok(()),
            0 => return Err((Step::Sync, libc::EPIPE)),
            _ if errno() == libc::EINTR => {}
            _ => return Err((Step::Sync, errno())),
        }
    }
}

fn open_path(path: &CStr, at: Step) -> Result<RawFd, Failure> {
    // SAFETY: `path` is NUL-terminated.
    let fd = unsafe { libc::open(path.as_ptr(), libc::O_PATH | libc::O_CLOEXEC) };
    if fd < 0 { Err((at, errno())) } else { Ok(fd) }
}

/// Raw calls: glibc's wrappers would try to tell the parent's threads. Capabilities of the new user
/// namespace survive, as neither the old nor the new id is root inside.
fn become_inner_user(privileged: bool) -> Result<(), Failure> {
    // SAFETY: integers, and a null pointer with length 0.
    unsafe {
        if privileged {
            let groups = libc::syscall(libc::SYS_setgroups, 0, std::ptr::null::<libc::gid_t>());
            step(Step::Groups, groups)?;
        }
        step(
            Step::SetGid,
            libc::syscall(libc::SYS_setresgid, INNER_ID, INNER_ID, INNER_ID),
        )?;
        step(
            Step::SetUid,
            libc::syscall(libc::SYS_setresuid, INNER_ID, INNER_ID, INNER_ID),
        )
    }
}

/// A read-only tmpfs with `/bin` (our two binaries, each its own read-only mount) and `/tmp` (a small
/// tmpfs, the only place to write); no `/proc`, `/sys` or `/dev`.
fn file_system(plan: &Plan, runner: RawFd, compiler: RawFd) -> Result<(), Failure> {
    mount(
        Step::PrivateMounts,
        c"none",
        c"/",
        None,
        libc::MS_REC | libc::MS_PRIVATE,
        None,
    )?;
    let root_flags = libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;
    let root_options = c"size=64k,nr_inodes=16,mode=0755";
    mount(
        Step::MountRoot,
        c"tmpfs",
        STAGE,
        Some(c"tmpfs"),
        root_flags,
        Some(root_options),
    )?;
    // SAFETY: system calls on literals; descriptors made here are closed once.
    unsafe {
        step(Step::MakeRoot, libc::chdir(STAGE.as_ptr()).into())?;
        step(Step::MakeRoot, libc::mkdir(c"bin".as_ptr(), 0o755).into())?;
        step(Step::MakeRoot, libc::mkdir(c"tmp".as_ptr(), 0o700).into())?;
        let binaries = [
            (Step::MountRunner, runner, RUNNER),
            (Step::MountCompiler, compiler, COMPILER),
        ];
        for (at, fd, target) in binaries {
            // Relative to the new root: without the leading slash.
            let Ok(target) = CStr::from_bytes_with_nul(target.to_bytes_with_nul().get(1..).unwrap_or(b"\0"))
            else {
                return Err((at, libc::EINVAL));
            };
            let file = libc::open(
                target.as_ptr(),
                libc::O_CREAT | libc::O_WRONLY | libc::O_CLOEXEC,
                0o444,
            );
            step(Step::MakeRoot, file.into())?;
            libc::close(file);
            let tree = open_tree(fd);
            step(at, tree.into())?;
            let read_only = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;
            errno_of(at, mount_setattr(tree, c"", read_only))?;
            errno_of(at, move_mount(tree, target))?;
            libc::close(tree);
            libc::close(fd);
        }
        mount(
            Step::MountTmp,
            c"tmpfs",
            c"tmp",
            Some(c"tmpfs"),
            root_flags,
            Some(&plan.tmp_options),
        )?;
        // The old root ends up mounted over the new one and is detached from there: nothing of the host
        // stays reachable, and no directory for it is needed.
        step(
            Step::PivotRoot,
            libc::syscall(libc::SYS_pivot_root, c".".as_ptr(), c".".as_ptr()),
        )?;
        step(
            Step::DetachOldRoot,
            libc::umount2(c".".as_ptr(), libc::MNT_DETACH).into(),
        )?;
        step(Step::DetachOldRoot, libc::chdir(c"/".as_ptr()).into())?;
        let read_only = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
        errno_of(Step::ReadOnlyRoot, mount_setattr(libc::AT_FDCWD, c"/", read_only))?;
        step(Step::MountTmp, libc::chdir(c"/tmp".as_ptr()).into())?;
        libc::umask(0o077);
    }
    Ok(())
}

fn mount(
    at: Step,
    source: &CStr,
    target: &CStr,
    kind: Option<&CStr>,
    flags: libc::c_ulong,
    options: Option<&CStr>,
) -> Result<(), Failure> {
    let pointer = |text: Option<&CStr>| text.map_or(std::ptr::null(), CStr::as_ptr);
    // SAFETY: all strings are NUL-terminated or null where mount(2) allows it.
    let result = unsafe {
        libc::mount(
            source.as_ptr(),
            target.as_ptr(),
            pointer(kind),
            flags,
            pointer(options).cast(),
        )
    };
    step(at, result.into())
}

/// Empties every capability set: ambient, bounding, then effective, permitted and inheritable.
fn no_capabilities(last: u32) -> Result<(), Failure> {
    const VERSION_3: u32 = 0x2008_0522;
    // SAFETY: integers; `header` and `none` have the layout of version 3 (one header, two data blocks of
    // three words).
    unsafe {
        let ambient = libc::prctl(libc::PR_CAP_AMBIENT, libc::PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
        step(Step::Capabilities, ambient.into())?;
        for capability in 0..=last {
            let result = libc::prctl(libc::PR_CAPBSET_DROP, capability, 0, 0, 0);
            // A number past the kernel's last capability.
            if result != 0 && errno() != libc::EINVAL {
                return Err((Step::Capabilities, errno()));
            }
        }
        let header: [u32; 2] = [VERSION_3, 0];
        let none = [0u32; 6];
        step(
            Step::Capabilities,
            libc::syscall(libc::SYS_capset, header.as_ptr(), none.as_ptr()),
        )
    }
}

/// `execve` resets caught signals but keeps ignored ones and the mask.
fn default_signals() {
    // SAFETY: a zeroed sigaction is SIG_DFL without flags; a zeroed set is empty; null old values are
    // allowed. Failures (SIGKILL, SIGSTOP, numbers glibc reserves) change nothing.
    unsafe {
        let action: libc::sigaction = std::mem::zeroed();
        for signal in 1..32 {
            libc::sigaction(signal, &action, std::ptr::null_mut());
        }
        let mut empty: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut empty);
        libc::sigprocmask(libc::SIG_SETMASK, &empty, std::ptr::null_mut());
    }
}

fn step(at: Step, result: libc::c_long) -> Result<(), Failure> {
    errno_of(at, check(result))
}

fn errno_of(at: Step, errno: i32) -> Result<(), Failure> {
    if errno == 0 { Ok(()) } else { Err((at, errno)) }
}
