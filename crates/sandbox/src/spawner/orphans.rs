//! First processes of sandboxes whose spawner was killed: the kernel kills them too, and gives them to the service, as
//! whose children they stay in the process table until somebody asks how they ended. In a container, where the service
//! may be the first process, there is nobody else to ask.
//!
//! Must never take the end of a child away from who has started it: only what leads a session of its own, as sandboxes
//! do, is an orphan.

use crate::sys;
use std::fs;
use std::io;

/// Has orphans given to this process from now on.
///
/// # Errors
/// The system's error.
pub(super) fn adopt() -> io::Result<()> {
    sys::adopt_orphans()
}

/// Takes the orphans that have ended from the process table.
pub(super) fn bury() {
    let own = std::process::id();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let pid = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse::<u32>().ok());
        let Some(pid) = pid else { continue };
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        if is_dead_orphan(&stat, pid, own) {
            sys::forget(pid);
        }
    }
}

/// Whether `stat` is that of a process of its own session that has ended, a child of `parent`.
fn is_dead_orphan(stat: &str, pid: u32, parent: u32) -> bool {
    let field = |number: usize| {
        // The name in the second field may hold spaces and parentheses.
        stat.rsplit_once(") ")
            .and_then(|(_, rest)| rest.split(' ').nth(number))
    };
    let is = |number, wanted: u32| field(number).is_some_and(|text| text.parse() == Ok(wanted));
    field(0) == Some("Z") && is(1, parent) && is(3, pid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ended_leaders_of_sessions_are_orphans() {
        let stat = "17 (a) S 9 (b) Z 4 17 17 0 -1 0";
        assert!(is_dead_orphan(stat, 17, 4));
        assert!(!is_dead_orphan(stat, 17, 5), "another parent");
        assert!(!is_dead_orphan(&stat.replace(" Z ", " S "), 17, 4), "alive");
        assert!(!is_dead_orphan("17 (b) Z 4 17 4 0 -1 0", 17, 4), "our session");
        assert!(!is_dead_orphan("", 17, 4));
    }
}
