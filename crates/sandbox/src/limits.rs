//! What one sandbox may use: values, documented bounds, validation (spec 17 §3.2).
//!
//! Must never hold a limit that is not enforced somewhere in this crate.

use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use std::time::Duration;

/// One mebibyte.
const MIB: u64 = 1024 * 1024;

/// Limits of one sandbox. `Default` gives the values of spec 17 §3.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Milliseconds from the request to its reply; [`Limits::WALL_MS`].
    pub wall_ms: u64,
    /// Milliseconds of CPU time, summed over all processes inside; [`Limits::CPU_MS`].
    pub cpu_ms: u64,
    /// Bytes of memory, temporary files included; no swap; [`Limits::MEMORY_BYTES`].
    pub memory_bytes: u64,
    /// Processes and threads at one time; [`Limits::PIDS`].
    pub pids: u64,
    /// Bytes of temporary files; [`Limits::TMPFS_BYTES`].
    pub tmpfs_bytes: u64,
    /// Files and directories in the temporary file system; [`Limits::TMPFS_INODES`].
    pub tmpfs_inodes: u64,
    /// Bytes of one file; [`Limits::FILE_BYTES`].
    pub file_bytes: u64,
    /// Open files per process; [`Limits::OPEN_FILES`].
    pub open_files: u64,
    /// Bytes of the runner's reply; [`Limits::REPLY_BYTES`].
    pub reply_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            wall_ms: 5_000,
            cpu_ms: 3_000,
            memory_bytes: 256 * MIB,
            pids: 2,
            tmpfs_bytes: 16 * MIB,
            tmpfs_inodes: 64,
            file_bytes: 16 * MIB,
            open_files: 32,
            reply_bytes: 4 * MIB,
        }
    }
}

impl Limits {
    /// Below 100 ms honest programs fail on a busy machine; above a minute a place in the queue is worth
    /// more than any answer.
    pub const WALL_MS: RangeInclusive<u64> = 100..=60_000;
    /// Same bounds as the wall clock; CPU time cannot pass wall time, as a sandbox has one core.
    pub const CPU_MS: RangeInclusive<u64> = 100..=60_000;
    /// The runner with its engine needs about 20 MiB; 4 GiB is a typing error.
    pub const MEMORY_BYTES: RangeInclusive<u64> = (16 * MIB)..=(4096 * MIB);
    /// Runner and compiler need two; a few more for compilers that use threads.
    pub const PIDS: RangeInclusive<u64> = 2..=16;
    /// Source and artefacts have to fit; it counts as memory too.
    pub const TMPFS_BYTES: RangeInclusive<u64> = MIB..=(256 * MIB);
    /// The runner and the compiler make about ten files and directories.
    pub const TMPFS_INODES: RangeInclusive<u64> = 16..=4096;
    /// Source, module and `.meta` have to fit, each by itself.
    pub const FILE_BYTES: RangeInclusive<u64> = MIB..=(256 * MIB);
    /// The runner needs about ten.
    pub const OPEN_FILES: RangeInclusive<u64> = 16..=1024;
    /// A small reply is about 200 bytes; replies are buffered whole by the service.
    pub const REPLY_BYTES: RangeInclusive<u64> = (64 * 1024)..=(64 * MIB);

    /// Checks every value against its bounds.
    ///
    /// # Errors
    /// One sentence per value that is out of bounds.
    pub fn validate(&self) -> Result<(), String> {
        let checks = [
            ("wall_ms", self.wall_ms, Self::WALL_MS),
            ("cpu_ms", self.cpu_ms, Self::CPU_MS),
            ("memory_bytes", self.memory_bytes, Self::MEMORY_BYTES),
            ("pids", self.pids, Self::PIDS),
            ("tmpfs_bytes", self.tmpfs_bytes, Self::TMPFS_BYTES),
            ("tmpfs_inodes", self.tmpfs_inodes, Self::TMPFS_INODES),
            ("file_bytes", self.file_bytes, Self::FILE_BYTES),
            ("open_files", self.open_files, Self::OPEN_FILES),
            ("reply_bytes", self.reply_bytes, Self::REPLY_BYTES),
        ];
        let mut faults: Vec<String> = checks
            .into_iter()
            .filter(|(_, value, bounds)| !bounds.contains(value))
            .map(|(name, value, bounds)| {
                format!(
                    "The sandbox limit {name} must be between {} and {}; it is {value}.",
                    bounds.start(),
                    bounds.end()
                )
            })
            .collect();
        if self.tmpfs_bytes > self.memory_bytes {
            faults.push(format!(
                "The sandbox limit tmpfs_bytes ({}) must not be larger than memory_bytes ({}), as temporary \
                 files count as memory.",
                self.tmpfs_bytes, self.memory_bytes
            ));
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults.join(" "))
        }
    }

    /// The wall limit as a duration.
    pub fn wall(&self) -> Duration {
        Duration::from_millis(self.wall_ms)
    }

    /// The CPU limit as a duration.
    pub fn cpu(&self) -> Duration {
        Duration::from_millis(self.cpu_ms)
    }

    /// `RLIMIT_CPU` in whole seconds: at least one second behind the outside limit, which judges; this
    /// one holds when nobody watches.
    pub fn rlimit_cpu_seconds(&self) -> u64 {
        self.cpu_ms.div_ceil(1000) + 1
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn defaults_are_valid_and_those_of_the_specification() {
        let limits = Limits::default();
        limits.validate().unwrap();
        assert_eq!(
            (limits.wall_ms, limits.memory_bytes >> 20, limits.pids),
            (5_000, 256, 2)
        );
    }

    #[test]
    fn every_bound_is_checked_at_its_edge() {
        type Set = fn(&mut Limits, u64);
        let cases: [(&str, Set, RangeInclusive<u64>); 9] = [
            ("wall_ms", |l, v| l.wall_ms = v, Limits::WALL_MS),
            ("cpu_ms", |l, v| l.cpu_ms = v, Limits::CPU_MS),
            ("memory_bytes", |l, v| l.memory_bytes = v, Limits::MEMORY_BYTES),
            ("pids", |l, v| l.pids = v, Limits::PIDS),
            ("tmpfs_bytes", |l, v| l.tmpfs_bytes = v, Limits::TMPFS_BYTES),
            ("tmpfs_inodes", |l, v| l.tmpfs_inodes = v, Limits::TMPFS_INODES),
            ("file_bytes", |l, v| l.file_bytes = v, Limits::FILE_BYTES),
            ("open_files", |l, v| l.open_files = v, Limits::OPEN_FILES),
            ("reply_bytes", |l, v| l.reply_bytes = v, Limits::REPLY_BYTES),
        ];
        for (name, set, bounds) in cases {
            for (value, good) in [
                (bounds.start() - 1, false),
                (*bounds.start(), true),
                (*bounds.end(), true),
                (bounds.end() + 1, false),
            ] {
                let mut limits = Limits::default();
                set(&mut limits, value);
                // Keeps the rule "temporary files fit into memory" out of the way of the rule under test.
                if name == "memory_bytes" {
                    limits.tmpfs_bytes = MIB;
                } else {
                    limits.memory_bytes = 4096 * MIB;
                }
                let result = limits.validate();
                assert_eq!(result.is_ok(), good, "{name} = {value}: {result:?}");
                if let Err(text) = result {
                    assert!(text.contains(name), "{text}");
                }
            }
        }
    }

    #[test]
    fn temporary_files_must_fit_into_memory() {
        let limits = Limits {
            memory_bytes: 16 * MIB,
            tmpfs_bytes: 16 * MIB + 1,
            ..Limits::default()
        };
        assert!(
            limits
                .validate()
                .unwrap_err()
                .contains("must not be larger than memory_bytes")
        );
    }

    #[test]
    fn the_inner_cpu_limit_lies_behind_the_outer_one() {
        for cpu_ms in [100, 999, 1000, 1001, 3000] {
            let limits = Limits {
                cpu_ms,
                ..Limits::default()
            };
            assert!(limits.rlimit_cpu_seconds() * 1000 >= cpu_ms + 1000);
        }
    }
}
