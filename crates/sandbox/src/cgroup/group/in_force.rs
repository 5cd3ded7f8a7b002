//! The limits of a group as the kernel has them, for the self-test.
//!
//! Must never answer from what was asked for: every number is read back.

use super::{Controller, Group, Part, Version, number};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// How much swap the group may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Swap {
    /// Bytes beside memory; `u64::MAX` is no limit.
    Bytes(u64),
    /// The kernel does not count swap by group.
    NotCounted,
}

/// See the module's description; none is what cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InForce {
    /// Bytes of memory.
    pub(crate) memory: Option<u64>,
    pub(crate) swap: Option<Swap>,
    /// Processes and threads.
    pub(crate) pids: Option<u64>,
    /// Microseconds of CPU time, and in how many of the clock: the tightest share from here to the hierarchy's root.
    pub(crate) cpu: Option<(u64, u64)>,
}

impl Group {
    /// What holds for the group's processes.
    pub(crate) fn in_force(&self) -> InForce {
        let memory = self.part(Controller::Memory);
        let bytes = memory.and_then(|part| match part.version {
            Version::V1 => number(&part.path.join("memory.limit_in_bytes")),
            Version::V2 => number(&part.path.join("memory.max")),
        });
        InForce {
            memory: bytes,
            swap: memory.and_then(|part| swap(part, bytes)),
            pids: self
                .part(Controller::Pids)
                .and_then(|part| number(&part.path.join("pids.max"))),
            cpu: self.part(Controller::Cpu).and_then(cpu_share),
        }
    }
}

fn swap(part: &Part, memory: Option<u64>) -> Option<Swap> {
    let file = match part.version {
        Version::V1 => "memory.memsw.limit_in_bytes",
        Version::V2 => "memory.swap.max",
    };
    let text = match fs::read_to_string(part.path.join(file)) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Some(Swap::NotCounted),
        Err(_) => return None,
    };
    let limit = match text.trim() {
        "max" => u64::MAX,
        digits => digits.parse().ok()?,
    };
    Some(Swap::Bytes(match part.version {
        // Memory and swap together.
        Version::V1 => limit.saturating_sub(memory?),
        Version::V2 => limit,
    }))
}

/// A group gets no more than those above it, and may have no share of its own where one of them has a smaller one.
fn cpu_share(part: &Part) -> Option<(u64, u64)> {
    part.path
        .ancestors()
        .map_while(|directory| share_of(part.version, directory))
        .flatten()
        .min_by(|one, other| {
            let [one, other] = [(one, other), (other, one)].map(|(share, by)| product(share.0, by.1));
            one.cmp(&other)
        })
}

fn product(a: u64, b: u64) -> u128 {
    u128::from(a) * u128::from(b)
}

/// None outside the hierarchy; none within where the directory has no limit.
fn share_of(version: Version, directory: &Path) -> Option<Option<(u64, u64)>> {
    let (quota, period) = match version {
        Version::V1 => {
            let read = |file: &str| fs::read_to_string(directory.join(file)).ok();
            (read("cpu.cfs_quota_us")?, read("cpu.cfs_period_us")?)
        }
        Version::V2 => {
            let text = fs::read_to_string(directory.join("cpu.max")).ok()?;
            let (quota, period) = text.split_once(' ')?;
            (quota.to_owned(), period.to_owned())
        }
    };
    // "max" and -1 are no limit.
    Some(quota.trim().parse().ok().zip(period.trim().parse().ok()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::path::PathBuf;

    /// A group in a tree of plain files; removed with everything in it.
    struct Tree {
        group: Option<Group>,
        root: PathBuf,
    }

    impl Tree {
        fn new(version: Version) -> Self {
            let root =
                std::env::temp_dir().join(format!("playground-force-{version:?}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&root);
            let path = root.join("a/b");
            fs::create_dir_all(&path).unwrap();
            let part = Part {
                version,
                path,
                controllers: vec![Controller::Memory, Controller::Pids, Controller::Cpu],
            };
            Self {
                group: Some(Group { parts: vec![part] }),
                root,
            }
        }

        fn write(&self, files: &[(&str, &str)]) {
            for (file, text) in files {
                fs::write(self.root.join(file), text).unwrap();
            }
        }

        fn read(&self) -> InForce {
            self.group.as_ref().unwrap().in_force()
        }
    }

    impl Drop for Tree {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.root);
        }
    }

    #[test]
    fn version_1_is_read_back() {
        let tree = Tree::new(Version::V1);
        let nothing = InForce {
            memory: None,
            swap: Some(Swap::NotCounted),
            pids: None,
            cpu: None,
        };
        assert_eq!(tree.read(), nothing);
        tree.write(&[
            ("a/b/memory.limit_in_bytes", "4096\n"),
            ("a/b/memory.memsw.limit_in_bytes", "4096\n"),
            ("a/b/pids.max", "2\n"),
            ("a/b/cpu.cfs_quota_us", "100000\n"),
            ("a/b/cpu.cfs_period_us", "100000\n"),
            ("a/cpu.cfs_quota_us", "-1\n"),
            ("a/cpu.cfs_period_us", "100000\n"),
        ]);
        let one_core = InForce {
            memory: Some(4096),
            swap: Some(Swap::Bytes(0)),
            pids: Some(2),
            cpu: Some((100_000, 100_000)),
        };
        assert_eq!(tree.read(), one_core);
        tree.write(&[("a/b/memory.memsw.limit_in_bytes", "9223372036854771712\n")]);
        assert_eq!(
            tree.read().swap,
            Some(Swap::Bytes(9_223_372_036_854_771_712 - 4096))
        );
        // Half a core above, and none of its own.
        tree.write(&[
            ("a/cpu.cfs_quota_us", "50000\n"),
            ("a/b/cpu.cfs_quota_us", "-1\n"),
        ]);
        assert_eq!(tree.read().cpu, Some((50_000, 100_000)));
        tree.write(&[("a/cpu.cfs_quota_us", "-1\n")]);
        assert_eq!(tree.read().cpu, None);
    }

    #[test]
    fn version_2_is_read_back() {
        let tree = Tree::new(Version::V2);
        tree.write(&[
            ("a/b/memory.max", "4096\n"),
            ("a/b/memory.swap.max", "0\n"),
            ("a/b/pids.max", "2\n"),
            ("a/b/cpu.max", "100000 100000\n"),
        ]);
        let one_core = InForce {
            memory: Some(4096),
            swap: Some(Swap::Bytes(0)),
            pids: Some(2),
            cpu: Some((100_000, 100_000)),
        };
        assert_eq!(tree.read(), one_core);
        tree.write(&[
            ("a/b/memory.max", "max\n"),
            ("a/b/memory.swap.max", "max\n"),
            ("a/b/pids.max", "max\n"),
            ("a/b/cpu.max", "max 100000\n"),
            ("a/cpu.max", "10000 200000\n"),
        ]);
        let none = InForce {
            memory: None,
            swap: Some(Swap::Bytes(u64::MAX)),
            pids: None,
            cpu: Some((10_000, 200_000)),
        };
        assert_eq!(tree.read(), none);
    }
}
