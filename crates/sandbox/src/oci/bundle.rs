//! The `config.json` of one container (OCI runtime specification 1.0).
//!
//! Must never hold anything of a request.

use crate::harden::HARDEN_FLAG;
use crate::limits::Limits;
use crate::plan::{COMPILER, INNER_ID, Mode, Plan, RUNNER, WARM_FLAG};
use crate::probe::PROBE_FLAG;
use serde_json::{Value, json};
use std::ffi::CStr;
use std::path::Path;

/// Host ids of one container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ids {
    /// What the processes inside run as.
    pub(crate) user: u32,
    /// What root inside would be. Runtimes ask for it; nothing runs as it, and nothing can become it.
    pub(crate) root: u32,
}

/// The configuration of a container whose root file system is the directory `root`.
pub(super) fn config(plan: &Plan, limits: &Limits, root: &Path, ids: Ids, mode: Mode) -> Value {
    let text = |path: &CStr| path.to_string_lossy().into_owned();
    let mut arguments = vec![text(RUNNER), HARDEN_FLAG.to_owned()];
    match mode {
        Mode::Serve => {}
        Mode::Warm => arguments.push(WARM_FLAG.to_owned()),
        Mode::Probe => arguments.push(PROBE_FLAG.to_owned()),
    }
    let executable = |source: &CStr, destination: &CStr| {
        json!({
            "destination": text(destination), "type": "bind", "source": text(source),
            "options": ["bind", "ro", "nosuid", "nodev"],
        })
    };
    let map = |host_user: u32, host_root: u32| {
        json!([
            {"containerID": 0, "hostID": host_root, "size": 1},
            {"containerID": INNER_ID, "hostID": host_user, "size": 1},
        ])
    };
    let namespaces =
        ["user", "pid", "mount", "network", "ipc", "uts", "cgroup"].map(|kind| json!({"type": kind}));
    let rlimits: Vec<Value> = plan
        .rlimits
        .iter()
        .map(|limit| json!({"type": limit.name, "hard": limit.value, "soft": limit.value}))
        .collect();
    let inner = INNER_ID.to_string();
    json!({
        "ociVersion": "1.0.2",
        "hostname": "sandbox",
        "root": {"path": root, "readonly": true},
        "process": {
            "terminal": false,
            "user": {"uid": INNER_ID, "gid": INNER_ID, "umask": 0o077},
            "args": arguments,
            "env": [],
            "cwd": "/tmp",
            "noNewPrivileges": true,
            "capabilities": {"bounding": [], "effective": [], "inheritable": [], "permitted": [], "ambient": []},
            "rlimits": rlimits,
        },
        "mounts": [
            // Runtimes close inherited descriptors by way of /proc and open or compare with /dev/null; Landlock keeps
            // both from the program.
            {"destination": "/proc", "type": "proc", "source": "proc", "options": ["ro", "nosuid", "nodev", "noexec"]},
            {"destination": "/dev", "type": "bind", "source": root.join("dev"),
             "options": ["bind", "ro", "nosuid", "nodev", "noexec"]},
            {"destination": "/dev/null", "type": "bind", "source": "/dev/null",
             "options": ["bind", "ro", "nosuid", "noexec"]},
            executable(&plan.runner, RUNNER),
            executable(&plan.compiler, COMPILER),
            {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs",
             "options": ["nosuid", "nodev", "noexec", format!("size={}", limits.tmpfs_bytes),
                         format!("nr_inodes={}", limits.tmpfs_inodes), "mode=0700",
                         format!("uid={inner}"), format!("gid={inner}")]},
        ],
        "linux": {
            "namespaces": namespaces,
            "uidMappings": map(ids.user, ids.root),
            "gidMappings": map(ids.user, ids.root),
            "maskedPaths": [],
            "readonlyPaths": [],
        },
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn every_layer_that_a_runtime_puts_on_is_asked_for() {
        let own = std::env::current_exe().unwrap();
        let limits = Limits::default();
        let plan = Plan::new(&own, &own, &limits).unwrap();
        let ids = Ids { user: 7, root: 8 };
        let config = config(&plan, &limits, Path::new("/r"), ids, Mode::Probe);
        let process = &config["process"];
        assert_eq!(
            process["args"],
            json!(["/bin/playground-runner", "--harden", "--probe"])
        );
        assert_eq!(
            (&process["noNewPrivileges"], &process["env"]),
            (&json!(true), &json!([]))
        );
        for set in process["capabilities"].as_object().unwrap().values() {
            assert_eq!(set, &json!([]));
        }
        assert_eq!(process["rlimits"].as_array().unwrap().len(), plan.rlimits.len());
        assert_eq!(config["root"]["readonly"], true);
        assert_eq!(config["linux"]["namespaces"].as_array().unwrap().len(), 7);
        assert_eq!(config["linux"]["uidMappings"][1]["hostID"], 7);
        let writable: Vec<&Value> = config["mounts"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|mount| !mount["options"].as_array().unwrap().contains(&json!("ro")))
            .collect();
        assert_eq!(writable.len(), 1);
        assert_eq!(writable[0]["destination"], "/tmp");
    }
}
