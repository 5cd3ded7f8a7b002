//! The share of a sandbox in the processors on version 1: one core, or as much as the groups above it have.
//!
//! Version 2 takes any share and holds the smallest on the way to the root; version 1 refuses one that is larger than that of
//! a group above. Must never leave a sandbox without a share of its own: limits above it may change.

use super::write;
use crate::error::SetupError;
use std::fs;
use std::path::Path;

/// One core is this many microseconds in as many.
pub(super) const PERIOD_US: u64 = 100_000;

/// The kernel takes no shorter quota, in microseconds.
const LEAST_QUOTA_US: u64 = 1_000;

/// `quota` microseconds of CPU time in every `period` microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Share {
    quota: u64,
    period: u64,
}

impl Share {
    const ONE_CORE: Self = Self {
        quota: PERIOD_US,
        period: PERIOD_US,
    };

    /// The share of the group `path`; none inside where it has none, none outside where this is no group.
    fn of(path: &Path) -> Option<Option<Self>> {
        let read = |file: &str| fs::read_to_string(path.join(file)).ok();
        let (quota, period) = (read("cpu.cfs_quota_us")?, read("cpu.cfs_period_us")?);
        // No share is -1.
        let share = quota.trim().parse().ok().zip(period.trim().parse().ok());
        Some(share.map(|(quota, period)| Self { quota, period }))
    }

    fn is_below(self, other: Self) -> bool {
        let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
        product(self.quota, other.period) < product(other.quota, self.period)
    }

    fn set(self, group: &Path) -> Result<(), SetupError> {
        write(&group.join("cpu.cfs_period_us"), &self.period.to_string())?;
        write(&group.join("cpu.cfs_quota_us"), &self.quota.to_string())
    }
}

/// Gives the new group `group` one core, or less where the kernel refuses that: what the tightest group above has, or
/// where that cannot be seen from here (in a container) the largest half of a half that is taken.
pub(super) fn limit(group: &Path) -> Result<(), SetupError> {
    let refused = match Share::ONE_CORE.set(group) {
        Err(error) if error.errno == libc::EINVAL => error,
        other => return other,
    };
    if let Some(above) = tightest_above(group)
        && above.set(group).is_ok()
    {
        return Ok(());
    }
    let halves = std::iter::successors(Some(PERIOD_US / 2), |quota| Some(quota / 2));
    for quota in halves.take_while(|quota| *quota >= LEAST_QUOTA_US) {
        let share = Share {
            quota,
            ..Share::ONE_CORE
        };
        if share.set(group).is_ok() {
            return Ok(());
        }
    }
    Err(refused)
}

/// The smallest share of the groups above `group`, as far as they can be seen, where it is less than one core.
fn tightest_above(group: &Path) -> Option<Share> {
    let above = group.ancestors().skip(1).map_while(Share::of).flatten();
    above
        .filter(|share| share.is_below(Share::ONE_CORE))
        .reduce(|least, share| if share.is_below(least) { share } else { least })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn the_tightest_group_that_is_seen_counts() {
        let root = std::env::temp_dir().join(format!("playground-share-{}", std::process::id()));
        let group = root.join("a/b/c");
        fs::create_dir_all(&group).unwrap();
        let set = |path: &str, quota: &str, period: &str| {
            fs::write(root.join(path).join("cpu.cfs_quota_us"), format!("{quota}\n")).unwrap();
            fs::write(root.join(path).join("cpu.cfs_period_us"), format!("{period}\n")).unwrap();
        };
        let share = |quota, period| Some(Share { quota, period });
        assert_eq!(tightest_above(&group), None, "there are no groups");
        set("a/b/c", "1000", "100000");
        set("a/b", "-1", "100000");
        set("a", "200000", "100000");
        assert_eq!(tightest_above(&group), None, "nobody has less than a core");
        set("a", "100000", "100000");
        assert_eq!(tightest_above(&group), None, "one core is enough");
        set("a", "99999", "100000");
        assert_eq!(tightest_above(&group), share(99_999, 100_000));
        // By what they are worth: a tenth is less than a fifth.
        set("a", "10000", "50000");
        set("a/b", "100000", "1000000");
        assert_eq!(tightest_above(&group), share(100_000, 1_000_000));
        fs::remove_dir_all(&root).unwrap();
    }
}
