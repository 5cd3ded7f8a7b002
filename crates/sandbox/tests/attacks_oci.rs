//! The attacks in sandboxes that an OCI runtime has made. It must be installed: `apt-get install runc`.
//!
//! With crun, by hand: `mount --bind /usr/bin/crun /usr/sbin/runc` in a mount namespace of its own (`unshare -m`), where
//! `/sys/fs/cgroup/unified` is unmounted if there is one; then this test's executable.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used)]

#[path = "suite/policy.rs"]
mod policy;
mod suite;

use playground_sandbox::{Config, Factory, Step};
use std::path::{Path, PathBuf};
use suite::common::Stand;
use suite::host::wait_until;

/// Warm sandboxes of each factory: a runtime takes a tenth of a second for one.
const WARM: u32 = 0;
/// Where Debian has it.
const RUNTIME: Option<&str> = Some("/usr/sbin/runc");

#[test]
fn what_is_no_runtime_is_refused_with_its_step() {
    let payload = PathBuf::from(env!("CARGO_BIN_EXE_sandbox-payload"));
    let with = |runtime: &str| {
        let config = Config {
            oci_runtime: Some(runtime.into()),
            uid_base: 9_000_000,
            ..Config::new(payload.clone(), payload.clone())
        };
        Factory::new(config).and_then(|factory| factory.self_test())
    };
    for wrong in ["/nonexistent/runc", "/etc/hostname", "/bin/false"] {
        let error = with(wrong).unwrap_err();
        assert_eq!(error.step, Step::Runtime, "{wrong}: {error}");
        assert!(
            error.to_string().contains(wrong.rsplit('/').next().unwrap()),
            "{error}"
        );
    }
}

#[test]
fn nothing_of_the_runtime_is_left() {
    let stand = Stand::new(Default::default());
    let own = format!("i{}-", std::process::id());
    let directories = || -> Vec<PathBuf> {
        std::fs::read_dir("/run/twilight-playground")
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| {
                path.file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with(&own))
            })
            .collect()
    };
    assert!(!directories().is_empty());
    assert_eq!(stand.output("echo:a"), "a");
    // Containers vanish behind the answer.
    wait_until("a bundle is left", &|| {
        directories()
            .iter()
            .all(|path| is_empty(&path.join("bundles")) || !path.exists())
    });
    drop(stand);
}

fn is_empty(path: &Path) -> bool {
    std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}
