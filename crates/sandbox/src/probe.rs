//! What the runner reports when it attacks its own sandbox (`playground-runner --probe`).

use serde::{Deserialize, Serialize};

/// Argument that makes the runner attack instead of serve.
pub const PROBE_FLAG: &str = "--probe";

/// Most bytes of a probe report.
pub const MAX_REPORT_BYTES: usize = 64 * 1024;

/// One attack and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// The layer that has to stop it; a name of [`LAYERS`].
    pub layer: String,
    /// What was tried, as a phrase.
    pub attack: String,
    /// Whether it was stopped.
    pub held: bool,
    /// How it ended, for example `SIGSYS` or `EACCES`.
    pub detail: String,
}

/// Every layer of a sandbox and what an operator can do where it is missing. Each must be reported held by
/// at least one probe.
pub const LAYERS: &[(&str, &str)] = &[
    (
        "user namespace",
        "Enable user namespaces (user.max_user_namespaces above 0).",
    ),
    ("pid namespace", "Enable CONFIG_PID_NS in the kernel."),
    (
        "mount namespace",
        "The kernel must allow mounts in user namespaces.",
    ),
    ("network namespace", "Enable CONFIG_NET_NS in the kernel."),
    ("ipc namespace", "Enable CONFIG_IPC_NS in the kernel."),
    ("uts namespace", "Enable CONFIG_UTS_NS in the kernel."),
    (
        "cgroup namespace",
        "Enable cgroup namespaces in the kernel (Linux 4.6).",
    ),
    (
        "control groups",
        "Delegate the memory, pids and cpu controllers to the service.",
    ),
    (
        "root file system",
        "The kernel must allow pivot_root and read-only bind mounts; see mount_setattr(2).",
    ),
    (
        "temporary file system",
        "The kernel must allow tmpfs mounts in user namespaces.",
    ),
    (
        "capabilities",
        "Check for a security module that grants capabilities on exec.",
    ),
    (
        "no_new_privs",
        "This should never be missing; report it with the kernel version.",
    ),
    (
        "landlock",
        "Boot a kernel of 5.13 or newer with landlock in its lsm= list.",
    ),
    ("seccomp", "Enable CONFIG_SECCOMP_FILTER in the kernel."),
    (
        "resource limits",
        "Check the service's own hard limits (ulimit -H -a).",
    ),
    (
        "file descriptors",
        "This should never be missing; report it with the kernel version.",
    ),
    (
        "environment",
        "This should never be missing; report it with the kernel version.",
    ),
];
