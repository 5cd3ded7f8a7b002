//! Which step of making a sandbox failed, with what errno, and what the operator can do about it.
//!
//! Must never be shown to the author of a program: it describes the host.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! steps {
    ($($variant:ident, $name:literal, $remedy:expr;)*) => {
        /// A step of making a sandbox, in the order in which they happen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[repr(u32)]
        pub enum Step {
            $(#[doc = $name] $variant,)*
        }

        impl Step {
            /// Every step in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// What the step does, as part of a sentence.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What an operator can do when the step fails, whatever the kernel's reason; whole sentences.
            pub const fn remedy(self) -> &'static str {
                match self { $(Self::$variant => $remedy,)* }
            }
        }
    };
}

/// Where the kernel has no process or thread left for the service: also `EAGAIN`, whatever asked for one.
const MORE_PROCESSES: &str = "Raise the limit of processes and threads of the service: TasksMax= of its unit, --pids-limit of its container, pids.max of its control group and of those above it, ulimit -u, kernel.pid_max.";

/// Where a process may open no more files.
const MORE_FILES: &str = "Raise the limit of open files of the service (ulimit -n, LimitNOFILE=, --ulimit nofile= of its container).";

steps! {
    Configuration, "check the configuration", "Correct the named setting.";
    OpenFiles, "have as many files open as its service needs",
        "Raise the limit of open files of the service (ulimit -n, LimitNOFILE=, --ulimit nofile= of its container), or configure fewer --workers and --warm.";
    Binaries, "open the runner and the compiler",
        "Check that both files exist, are static executables, and that everyone may read and execute them (mode 0755).";
    Cgroups, "create a control group",
        "Run as root, or delegate the memory, pids and cpu controllers to the service (systemd: Delegate=yes); in a container, mount /sys/fs/cgroup writable.";
    Slot, "take a free user id", "Configure at least as many slots as sandboxes run at one time.";
    Threads, "start a thread", MORE_PROCESSES;
    Runtime, "run the OCI runtime",
        "Check --oci-runtime: it must be an executable with runc's commands (create, start, delete), and the service must be root. Try it by hand: what it says there is said here.";
    Spawner, "start the process that makes sandboxes",
        "Check that playground-spawner stands beside the service, or set --spawner; its own message stands above.";
    Sockets, "create sockets", MORE_FILES;
    Clone, "clone3 with new namespaces",
        "Linux 5.13 or newer is needed, with user namespaces enabled: check user.max_user_namespaces, kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns, and the seccomp profile of an outer container.";
    IdMap, "map user and group ids",
        "Run as root with CAP_SETUID and CAP_SETGID, or as an ordinary user without a restricted user namespace.";
    Attach, "move the process into its control group", "Give the service write access to cgroup.procs of its control groups.";
    Descriptors, "arrange file descriptors", MORE_FILES;
    Session, "start a session", "This should never fail; report it with the kernel version.";
    Sync, "wait for the supervisor", "The service ended while it made a sandbox; look for the reason in its log.";
    CgroupNamespace, "unshare the cgroup namespace", "Enable CONFIG_CGROUPS and cgroup namespaces in the kernel.";
    OpenRunner, "open the runner", "Check that the configured runner exists and that the service may reach it.";
    OpenCompiler, "open the compiler", "Check that the configured compiler exists and that the service may reach it.";
    Groups, "drop supplementary groups", "Give the service CAP_SETGID.";
    SetGid, "change the group id", "Choose a uid_base whose ids exist in the service's user namespace (/proc/self/gid_map).";
    SetUid, "change the user id", "Choose a uid_base whose ids exist in the service's user namespace (/proc/self/uid_map).";
    PrivateMounts, "make mounts private",
        "An outer sandbox or security module forbids mount: on AppArmor systems allow userns and mount for the service.";
    MountRoot, "mount the root file system",
        "An outer sandbox or security module forbids mount: on AppArmor systems allow userns and mount for the service. /tmp must exist.";
    MakeRoot, "fill the root file system", "This should never fail; report it with the kernel version.";
    MountRunner, "mount the runner read-only", "Linux 5.12 or newer is needed (open_tree, move_mount, mount_setattr).";
    MountCompiler, "mount the compiler read-only", "Linux 5.12 or newer is needed (open_tree, move_mount, mount_setattr).";
    MountTmp, "mount the temporary file system", "tmpfs must be mountable in user namespaces (any kernel since 3.9).";
    PivotRoot, "pivot_root", "The service must not run on an initramfs root, and chroots must be mount points.";
    DetachOldRoot, "detach the old root", "This should never fail; report it with the kernel version.";
    ReadOnlyRoot, "make the root read-only", "Linux 5.12 or newer is needed (mount_setattr).";
    Hostname, "set the host name", "Enable UTS namespaces (CONFIG_UTS_NS) in the kernel.";
    Capabilities, "drop capabilities", "This should never fail; report it with the kernel version.";
    Rlimits, "set resource limits", "The service's own hard limits must not be lower than the configured ones (ulimit -H -a).";
    NoNewPrivs, "set no_new_privs", "This should never fail; report it with the kernel version.";
    Landlock, "restrict file access with Landlock",
        "Linux 5.13 or newer with CONFIG_SECURITY_LANDLOCK is needed, and landlock in the lsm= list of the kernel command line.";
    Seccomp, "install the system call filter", "The kernel needs CONFIG_SECCOMP_FILTER.";
    Exec, "start the runner", "The runner must be a static executable for this architecture that everyone may read and execute (mode 0755).";
}

impl Step {
    /// The step with this number, as a child process reports it.
    pub(crate) fn from_number(number: u32) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }
}

/// A sandbox could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetupError {
    /// What was being done.
    pub step: Step,
    /// The kernel's reason; 0 where the kernel was not asked.
    pub errno: i32,
    /// What exactly, for example a path; may be empty.
    pub detail: String,
}

impl SetupError {
    pub(crate) fn new(step: Step, errno: i32, detail: impl Into<String>) -> Self {
        Self {
            step,
            errno,
            detail: detail.into(),
        }
    }

    pub(crate) fn io(step: Step, error: &std::io::Error, detail: impl Into<String>) -> Self {
        Self::new(step, error.raw_os_error().unwrap_or(0), detail)
    }

    /// What an operator can do about it; whole sentences. Where the kernel says what it ran out of, that counts, and not
    /// what it was wanted for.
    pub const fn remedy(&self) -> &'static str {
        match (self.step, self.errno) {
            (_, libc::EMFILE) => MORE_FILES,
            (_, libc::ENFILE) => {
                "The whole system has as many files open as it may: raise fs.file-max (sysctl)."
            }
            (_, libc::ENOMEM) => {
                "The service has no memory left: raise its limit (MemoryMax= of its unit, --memory of its container), or configure fewer --workers and --warm."
            }
            (Step::Clone | Step::Spawner | Step::Runtime | Step::SetUid, libc::EAGAIN) => MORE_PROCESSES,
            (Step::Clone, libc::ENOSPC | libc::EUSERS) => {
                "There are as many namespaces as the system allows: raise user.max_user_namespaces, and user.max_pid_namespaces and its like (sysctl), also of an outer container; namespaces of processes and users nest at most 32 deep."
            }
            (Step::Cgroups, libc::EAGAIN) => {
                "There are as many control groups as the service may have: raise cgroup.max.descendants and cgroup.max.depth of its group and of those above it."
            }
            (Step::Cgroups, libc::EINVAL) => {
                "The kernel refuses this value because of another group: look at the limits of the groups above the service's (CPUQuota= of a unit, --cpus of a container, limits of a pod), and for real-time processes, beside which version 2 has no cpu controller."
            }
            (Step::Cgroups, libc::ENOSPC) => {
                "The system has no room for another control group: look for groups that other programs have left."
            }
            _ => self.step.remedy(),
        }
    }
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The sandbox could not {}", self.step.name())?;
        if !self.detail.is_empty() {
            write!(f, " ({})", self.detail)?;
        }
        if self.errno != 0 {
            write!(f, ": {}", std::io::Error::from_raw_os_error(self.errno))?;
        }
        write!(f, ". {}", self.remedy())
    }
}

impl std::error::Error for SetupError {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn numbers_and_steps_correspond() {
        for (number, step) in Step::ALL.iter().enumerate() {
            assert_eq!(Step::from_number(u32::try_from(number).unwrap()), Some(*step));
            assert_eq!(*step as usize, number);
            assert!(step.remedy().ends_with('.'), "{step:?}");
        }
        assert_eq!(Step::from_number(u32::try_from(Step::ALL.len()).unwrap()), None);
    }

    /// What is missing decides, and not what it was missing for.
    #[test]
    fn the_remedy_fits_the_kernels_reason() {
        let rows = [
            (Step::Clone, libc::EAGAIN, "pids.max"),
            (Step::Threads, libc::EAGAIN, "TasksMax="),
            (Step::Spawner, libc::EAGAIN, "TasksMax="),
            (Step::Clone, libc::EMFILE, "LimitNOFILE="),
            (Step::Cgroups, libc::EMFILE, "LimitNOFILE="),
            (Step::IdMap, libc::ENFILE, "fs.file-max"),
            (Step::Clone, libc::ENOMEM, "MemoryMax="),
            (Step::Clone, libc::ENOSPC, "user.max_user_namespaces"),
            (Step::Clone, libc::EPERM, "kernel.unprivileged_userns_clone"),
            (Step::Clone, libc::ENOSYS, "Linux 5.13"),
            (Step::Cgroups, libc::EACCES, "Delegate=yes"),
            (Step::Cgroups, libc::EAGAIN, "cgroup.max.descendants"),
            (Step::Cgroups, libc::EINVAL, "CPUQuota="),
            (Step::OpenFiles, 0, "--workers"),
        ];
        for (step, errno, word) in rows {
            let error = SetupError::new(step, errno, "");
            assert!(error.remedy().contains(word), "{error}");
            assert!(error.remedy().ends_with('.'), "{error}");
            let others = [
                "pids.max",
                "LimitNOFILE=",
                "user.max_user_namespaces",
                "Delegate=yes",
            ];
            let named = others.iter().filter(|other| error.remedy().contains(*other));
            assert!(named.count() <= 1, "{error}");
        }
    }

    #[test]
    fn the_sentence_names_step_errno_and_remedy() {
        let text = SetupError::new(Step::Landlock, libc::ENOSYS, "").to_string();
        assert!(
            text.contains("Landlock") && text.contains("os error 38") && text.contains("lsm="),
            "{text}"
        );
    }
}
