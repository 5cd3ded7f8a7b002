//! Which system calls each phase may make.
//!
//! [`SANDBOX`] holds from the start of the runner and for the compiler; [`RUN`] is added when the
//! compiler has ended and foreign code is about to run. Must never hold logic: only what is allowed, with
//! which arguments, and why where that is not plain.

use libc::c_long;

/// What happens to a system call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is executed.
    Allow,
    /// It fails with this errno and has no effect.
    Errno(u16),
    /// The process dies of `SIGSYS`, uncatchably.
    Kill,
}

/// `argument & mask == value`, on all 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Index of the argument, 0 to 5.
    pub arg: u8,
    /// Bits that matter.
    pub mask: u64,
    /// What they must be.
    pub value: u64,
}

/// The rule for one system call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The same for all arguments.
    Always(Action),
    /// Allowed when all checks of any row hold; else `otherwise`.
    When {
        /// Rows of checks.
        any: &'static [&'static [Check]],
        /// For all other arguments.
        otherwise: Action,
    },
}

/// A named list of rules; system calls it does not name kill.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// For messages and tests.
    pub name: &'static str,
    /// One rule per system call, in no particular order.
    pub rules: &'static [(c_long, Rule)],
}

const ALLOW: Rule = Rule::Always(Action::Allow);
const NO_TERMINAL: Rule = Rule::Always(Action::Errno(libc::ENOTTY as u16));
const NO_ACCESS: Rule = Rule::Always(Action::Errno(libc::EACCES as u16));

/// glibc and std try these first and fall back on `ENOSYS`. `clone3` hides its flags behind a pointer,
/// where no filter can see them.
const NOT_IMPLEMENTED: Rule = Rule::Always(Action::Errno(libc::ENOSYS as u16));

const fn equals(arg: u8, value: u64) -> Check {
    Check {
        arg,
        mask: u64::MAX,
        value,
    }
}

/// Every flag that makes a namespace: new kernel surface for an attacker.
pub(crate) const NAMESPACE_FLAGS: u64 = (libc::CLONE_NEWNS
    | libc::CLONE_NEWCGROUP
    | libc::CLONE_NEWUTS
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUSER
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWNET) as u64
    | 0x80; // CLONE_NEWTIME

const CLONE: Rule = Rule::When {
    any: &[&[Check {
        arg: 0,
        mask: NAMESPACE_FLAGS,
        value: 0,
    }]],
    otherwise: Action::Kill,
};

/// Reading limits is harmless; setting them needs a pointer in the third argument.
const PRLIMIT: Rule = Rule::When {
    any: &[&[equals(2, 0)]],
    otherwise: Action::Errno(libc::EPERM as u16),
};

/// `abort`; the process name space holds nobody else to send to.
const TGKILL: Rule = Rule::When {
    any: &[&[equals(2, libc::SIGABRT as u64)]],
    otherwise: Action::Kill,
};

const PRCTL: Rule = Rule::When {
    any: &[
        &[equals(0, libc::PR_SET_NAME as u64)],
        &[equals(0, libc::PR_GET_NAME as u64)],
        &[equals(0, libc::PR_SET_VMA as u64)],
        &[equals(0, libc::PR_SET_NO_NEW_PRIVS as u64)],
    ],
    otherwise: Action::Kill,
};

/// More filters only ever restrict more.
const SECCOMP: Rule = Rule::When {
    any: &[&[equals(0, 1), equals(1, 0)]],
    otherwise: Action::Kill,
};

macro_rules! policy {
    ($(#[$doc:meta])* $public:ident = $name:literal { $($(#[$attr:meta])* $call:ident: $rule:expr,)* }) => {
        $(#[$doc])*
        pub static $public: Policy = Policy {
            name: $name,
            rules: &[$($(#[$attr])* (libc::$call, $rule)),*],
        };
    };
}

policy! {
    /// The runner until its compiler has ended, and the compiler.
    SANDBOX = "sandbox" {
        // Memory.
        SYS_brk: ALLOW, SYS_mmap: ALLOW, SYS_munmap: ALLOW, SYS_mprotect: ALLOW, SYS_mremap: ALLOW,
        SYS_madvise: ALLOW,
        // Bytes in and out.
        SYS_read: ALLOW, SYS_write: ALLOW, SYS_readv: ALLOW, SYS_writev: ALLOW, SYS_pread64: ALLOW,
        SYS_pwrite64: ALLOW, SYS_lseek: ALLOW, SYS_close: ALLOW, SYS_close_range: ALLOW, SYS_fcntl: ALLOW,
        SYS_dup: ALLOW, SYS_dup3: ALLOW, SYS_pipe2: ALLOW, SYS_ppoll: ALLOW, SYS_ftruncate: ALLOW,
        SYS_fsync: ALLOW, SYS_fdatasync: ALLOW, SYS_ioctl: NO_TERMINAL,
        // Files: where is Landlock's and the mount table's concern. No links, devices, fifos or modes.
        SYS_openat: ALLOW, SYS_openat2: ALLOW, SYS_fstat: ALLOW, SYS_newfstatat: ALLOW, SYS_statx: ALLOW,
        SYS_getdents64: ALLOW, SYS_mkdirat: ALLOW, SYS_unlinkat: ALLOW, SYS_renameat: ALLOW,
        SYS_renameat2: ALLOW, SYS_readlinkat: ALLOW, SYS_faccessat: ALLOW, SYS_faccessat2: ALLOW,
        SYS_getcwd: ALLOW, SYS_chdir: ALLOW, SYS_fchdir: ALLOW, SYS_umask: ALLOW,
        // Signals and threads.
        SYS_rt_sigaction: ALLOW, SYS_rt_sigprocmask: ALLOW, SYS_rt_sigreturn: ALLOW, SYS_sigaltstack: ALLOW,
        SYS_restart_syscall: ALLOW, SYS_tgkill: TGKILL, SYS_futex: ALLOW, SYS_set_robust_list: ALLOW,
        SYS_set_tid_address: ALLOW, SYS_rseq: ALLOW, SYS_sched_yield: ALLOW, SYS_sched_getaffinity: ALLOW,
        // Processes.
        SYS_clone: CLONE, SYS_clone3: NOT_IMPLEMENTED, SYS_execve: ALLOW, SYS_wait4: ALLOW,
        SYS_waitid: ALLOW, SYS_exit: ALLOW, SYS_exit_group: ALLOW, SYS_prctl: PRCTL, SYS_seccomp: SECCOMP,
        SYS_prlimit64: PRLIMIT,
        // Harmless questions.
        SYS_getpid: ALLOW, SYS_getppid: ALLOW, SYS_gettid: ALLOW, SYS_getuid: ALLOW, SYS_geteuid: ALLOW,
        SYS_getgid: ALLOW, SYS_getegid: ALLOW, SYS_uname: ALLOW, SYS_sysinfo: ALLOW, SYS_getrandom: ALLOW,
        SYS_clock_gettime: ALLOW, SYS_clock_getres: ALLOW, SYS_clock_nanosleep: ALLOW, SYS_nanosleep: ALLOW,
        // Older forms of the above.
        #[cfg(target_arch = "x86_64")] SYS_open: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_stat: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_lstat: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_access: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_mkdir: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_rmdir: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_unlink: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_rename: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_readlink: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_pipe: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_dup2: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_poll: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_vfork: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_arch_prctl: ALLOW,
    }
}

policy! {
    /// The runner while it runs the compiled program: no process, no file is opened, everything it needs is
    /// already in memory. Looking for files fails softly, as libraries do so on their way to a message.
    RUN = "run" {
        SYS_brk: ALLOW, SYS_mmap: ALLOW, SYS_munmap: ALLOW, SYS_mprotect: ALLOW, SYS_mremap: ALLOW,
        SYS_madvise: ALLOW,
        SYS_read: ALLOW, SYS_write: ALLOW, SYS_writev: ALLOW, SYS_lseek: ALLOW, SYS_close: ALLOW,
        SYS_fstat: ALLOW, SYS_ioctl: NO_TERMINAL, SYS_openat: NO_ACCESS, SYS_openat2: NO_ACCESS,
        SYS_newfstatat: NO_ACCESS, SYS_statx: NO_ACCESS, SYS_readlinkat: NO_ACCESS, SYS_getcwd: NO_ACCESS,
        SYS_rt_sigaction: ALLOW, SYS_rt_sigprocmask: ALLOW, SYS_rt_sigreturn: ALLOW, SYS_sigaltstack: ALLOW,
        SYS_restart_syscall: ALLOW, SYS_tgkill: TGKILL, SYS_futex: ALLOW, SYS_sched_yield: ALLOW,
        SYS_sched_getaffinity: ALLOW, SYS_exit: ALLOW, SYS_exit_group: ALLOW, SYS_prctl: PRCTL,
        SYS_getpid: ALLOW, SYS_gettid: ALLOW, SYS_sysinfo: ALLOW, SYS_getrandom: ALLOW,
        SYS_clock_gettime: ALLOW, SYS_clock_getres: ALLOW,
        #[cfg(target_arch = "x86_64")] SYS_open: NO_ACCESS,
        #[cfg(target_arch = "x86_64")] SYS_readlink: NO_ACCESS,
        // Wasmtime flushes the instruction pipelines of other cores after writing code.
        #[cfg(target_arch = "aarch64")] SYS_membarrier: ALLOW,
    }
}
