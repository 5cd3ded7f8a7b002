//! Whether every limit that was asked for is in force, as the kernel shows it from outside.
//!
//! Must never take a limit for held because nothing speaks against it: what cannot be read is not held.

use super::probe;
use crate::cgroup::{Group, Swap};
use crate::limits::Limits;
use crate::probe::Probe;
use crate::rlimits::Rlimit;

/// The largest page of any architecture: sizes are rounded up to pages.
const LARGEST_PAGE: u64 = 64 * 1024;

/// Each of `wanted` in `table`, the text of `/proc/<pid>/limits`.
pub(super) fn resources(table: &str, wanted: &[Rlimit]) -> Vec<Probe> {
    wanted
        .iter()
        .map(|limit| {
            let line = table.lines().find_map(|line| line.strip_prefix(limit.line));
            let mut cells = line.unwrap_or_default().split_whitespace();
            let [soft, hard] = [(); 2].map(|()| cells.next().unwrap_or("unknown"));
            let value = limit.value.to_string();
            let attack = format!(
                "have more than {value} of {}",
                limit.line.trim_start_matches("Max ")
            );
            let held = soft == value && hard == value;
            probe(
                "resource limits",
                &attack,
                held,
                format!("{soft}, at most {hard}"),
            )
        })
        .collect()
}

/// The size and the number of files that the sandbox's `/tmp` was mounted with.
pub(super) fn temporary_files(mountinfo: &str, limits: &Limits) -> [Probe; 2] {
    let options = mountinfo
        .lines()
        .filter(|line| line.split(' ').nth(4) == Some("/tmp"))
        .find_map(|line| line.split_once(" - ")?.1.split(' ').nth(2))
        .unwrap_or_default();
    let option = |name: &str| {
        options
            .split(',')
            .find_map(|option| option.strip_prefix(name)?.strip_prefix('='))
    };
    let size = option("size").and_then(|size| size.strip_suffix('k')?.parse::<u64>().ok());
    let has_size = size.is_some_and(|kib| kib.saturating_mul(1024) < limits.tmpfs_bytes + LARGEST_PAGE);
    let inodes = option("nr_inodes").and_then(|number| number.parse::<u64>().ok());
    let layer = "temporary file system";
    [
        probe(
            layer,
            &format!("have room for more than {} bytes", limits.tmpfs_bytes),
            has_size,
            size.map_or("no size".to_owned(), |kib| format!("{kib} KiB")),
        ),
        probe(
            layer,
            &format!("have room for more than {} files", limits.tmpfs_inodes),
            inodes == Some(limits.tmpfs_inodes),
            inodes.map_or("no number of files".to_owned(), |number| {
                format!("{number} files")
            }),
        ),
    ]
}

/// What the control groups limit and count.
pub(super) fn groups(group: &Group, limits: &Limits) -> Vec<Probe> {
    const LAYER: &str = "control groups";
    let force = group.in_force();
    // The kernel rounds memory down to pages. Without the count of kills a verdict could not tell a program that used up
    // its memory.
    let memory_held = force
        .memory
        .is_some_and(|bytes| bytes > 0 && bytes <= limits.memory_bytes)
        && group.oom_kills().is_some();
    let (swap_held, swap) = match force.swap {
        Some(Swap::Bytes(bytes)) => (bytes == 0, format!("{bytes} bytes")),
        Some(Swap::NotCounted) => (true, "this kernel does not count swap by group".to_owned()),
        None => (false, "unknown".to_owned()),
    };
    let cpu_used = group.cpu_used();
    vec![
        probe(
            LAYER,
            "use memory without a limit",
            memory_held,
            format!("{:?}", force.memory),
        ),
        probe(LAYER, "use swap", swap_held, swap),
        probe(
            LAYER,
            "start processes without a limit",
            force.pids == Some(limits.pids),
            format!("{:?}", force.pids),
        ),
        probe(
            LAYER,
            "use more than one core",
            force.cpu.is_some_and(|(quota, period)| quota <= period),
            force.cpu.map_or("no share".to_owned(), |(quota, period)| {
                format!("{quota} of {period} microseconds")
            }),
        ),
        probe(
            LAYER,
            "use CPU time unseen",
            cpu_used.is_some_and(|used| !used.is_zero()),
            format!("{cpu_used:?}"),
        ),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const TABLE: &str = "Limit                     Soft Limit           Hard Limit           Units     \n\
                         Max open files            32                   32                   files     \n\
                         Max nice priority         0                    0                    \n";

    fn limit(line: &'static str, value: u64) -> Rlimit {
        Rlimit {
            resource: libc::RLIMIT_NOFILE,
            name: "",
            line,
            value,
        }
    }

    #[test]
    fn every_line_must_say_what_was_asked_for() {
        let wanted = [limit("Max open files", 32), limit("Max nice priority", 0)];
        let held =
            |table: &str| -> Vec<bool> { resources(table, &wanted).iter().map(|probe| probe.held).collect() };
        assert_eq!(held(TABLE), [true, true]);
        assert_eq!(held(&TABLE.replacen("32  ", "31  ", 1)), [false, true]);
        // Soft alone is none: the process may raise it.
        assert_eq!(
            held(&TABLE.replace("    32                   files", "    unlimited files")),
            [false, true]
        );
        assert_eq!(
            held(&TABLE.replace("priority         0", "priority         1")),
            [true, false]
        );
        assert_eq!(held(""), [false, false]);
    }

    #[test]
    fn the_temporary_file_system_must_have_size_and_number_of_files() {
        let limits = Limits::default();
        let mount = "34 1 0:3 / /tmp rw,nosuid - tmpfs tmpfs rw,size=16384k,nr_inodes=64,mode=700\n";
        let held = |mountinfo: &str| temporary_files(mountinfo, &limits).map(|probe| probe.held);
        assert_eq!(held(mount), [true, true]);
        assert_eq!(held(&mount.replace("16384k", "16448k")), [false, true]);
        assert_eq!(held(&mount.replace("size=16384k,", "")), [false, true]);
        assert_eq!(held(&mount.replace("=64,", "=65,")), [true, false]);
        assert_eq!(held(&mount.replace("nr_inodes=64,", "")), [true, false]);
        // Another mount's options are not its.
        assert_eq!(held(&mount.replace(" /tmp ", " /bin ")), [false, false]);
    }
}
