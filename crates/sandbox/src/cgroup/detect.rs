//! Where the controllers are mounted and which groups this process is in.
//!
//! Works on the text of `/proc/self/mountinfo` and `/proc/self/cgroup`, so that hosts unlike this one can
//! be tested.

use super::Version;
use std::path::{Path, PathBuf};

/// What a sandbox is limited by, or measured with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Controller {
    /// Bytes.
    Memory,
    /// Processes and threads.
    Pids,
    /// Share of a core; on version 2 CPU time too.
    Cpu,
    /// CPU time on version 1.
    CpuAccounting,
}

impl Controller {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Pids => "pids",
            Self::Cpu => "cpu",
            Self::CpuAccounting => "cpuacct",
        }
    }
}

/// A hierarchy with at least one of our controllers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mounted {
    pub(super) version: Version,
    /// Where its root, or what this process may see of it, is mounted.
    pub(super) root: PathBuf,
    /// The group of this process.
    pub(super) own: PathBuf,
    pub(super) controllers: Vec<Controller>,
}

/// Finds a hierarchy for each controller. A controller bound to a version 1 hierarchy is not available to
/// version 2, so version 1 is asked first. `v2_controllers` reads `cgroup.controllers` of a group.
pub(super) fn detect(
    mountinfo: &str,
    own_groups: &str,
    v2_controllers: impl Fn(&Path) -> String,
) -> Result<Vec<Mounted>, String> {
    let mounts: Vec<Mount> = mountinfo.lines().filter_map(Mount::parse).collect();
    let mut found: Vec<Mounted> = Vec::new();
    for controller in [Controller::Memory, Controller::Pids, Controller::Cpu] {
        let home = v1(&mounts, own_groups, controller)
            .or_else(|| v2(&mounts, own_groups, controller, &v2_controllers))
            .ok_or_else(|| {
                format!(
                    "the {} controller is neither mounted (v1) nor available (v2)",
                    controller.name()
                )
            })?;
        add(&mut found, home, controller);
        if controller == Controller::Cpu && found.iter().any(is_v1_cpu) {
            let accounting = v1(&mounts, own_groups, Controller::CpuAccounting)
                .ok_or("the cpuacct controller is not mounted")?;
            add(&mut found, accounting, Controller::CpuAccounting);
        }
    }
    Ok(found)
}

fn is_v1_cpu(mounted: &Mounted) -> bool {
    mounted.version == Version::V1 && mounted.controllers.contains(&Controller::Cpu)
}

/// Controllers that share a hierarchy share a group.
fn add(found: &mut Vec<Mounted>, home: Mounted, controller: Controller) {
    match found.iter_mut().find(|one| one.root == home.root) {
        Some(same) => same.controllers.push(controller),
        None => found.push(Mounted {
            controllers: vec![controller],
            ..home
        }),
    }
}

/// A line of mountinfo.
struct Mount<'a> {
    /// The part of the file system that is mounted.
    part: &'a str,
    point: &'a str,
    kind: &'a str,
    options: &'a str,
}

impl<'a> Mount<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let (left, right) = line.split_once(" - ")?;
        let mut left = left.split(' ').skip(3);
        let mut right = right.split(' ');
        Some(Self {
            part: left.next()?,
            point: left.next()?,
            kind: right.next()?,
            options: right.nth(1)?,
        })
    }

    /// The directory of group `path` as seen through this mount.
    fn own(&self, path: &str) -> PathBuf {
        let below = Path::new(path).strip_prefix(self.part).unwrap_or(Path::new(""));
        Path::new(self.point).join(below)
    }
}

fn v1(mounts: &[Mount<'_>], own_groups: &str, controller: Controller) -> Option<Mounted> {
    let named = |list: &str| list.split(',').any(|name| name == controller.name());
    let mount = mounts
        .iter()
        .find(|mount| mount.kind == "cgroup" && named(mount.options))?;
    let path = own_groups.lines().find_map(|line| {
        let mut fields = line.splitn(3, ':').skip(1);
        named(fields.next()?).then(|| fields.next())?
    })?;
    Some(Mounted {
        version: Version::V1,
        root: PathBuf::from(mount.point),
        own: mount.own(path),
        controllers: Vec::new(),
    })
}

fn v2(
    mounts: &[Mount<'_>],
    own_groups: &str,
    controller: Controller,
    controllers: &impl Fn(&Path) -> String,
) -> Option<Mounted> {
    let mount = mounts.iter().find(|mount| mount.kind == "cgroup2")?;
    let own = mount.own(own_groups.lines().find_map(|line| line.strip_prefix("0::"))?);
    let available = controllers(&own)
        .split_whitespace()
        .any(|name| name == controller.name());
    available.then(|| Mounted {
        version: Version::V2,
        root: PathBuf::from(mount.point),
        own,
        controllers: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const V2_MOUNT: &str = "30 24 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate\n";

    fn all(_: &Path) -> String {
        "cpuset cpu io memory hugetlb pids rdma misc\n".to_owned()
    }

    fn none(_: &Path) -> String {
        String::new()
    }

    #[test]
    fn a_systemd_unit_on_version_2() {
        let found = detect(V2_MOUNT, "0::/system.slice/playground.service\n", all).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].own,
            Path::new("/sys/fs/cgroup/system.slice/playground.service")
        );
        assert_eq!(
            found[0].controllers,
            [Controller::Memory, Controller::Pids, Controller::Cpu]
        );
    }

    #[test]
    fn a_container_that_sees_its_own_part_of_version_1() {
        let mountinfo = "\
            41 40 0:36 /docker/abc /sys/fs/cgroup/memory ro,nosuid master:19 - cgroup cgroup rw,memory\n\
            42 40 0:37 /docker/abc /sys/fs/cgroup/pids ro,nosuid master:20 - cgroup cgroup rw,pids\n\
            43 40 0:38 /docker/abc /sys/fs/cgroup/cpu,cpuacct ro master:21 - cgroup cgroup rw,cpu,cpuacct\n";
        let own = "4:memory:/docker/abc\n3:pids:/docker/abc/inner\n2:cpu,cpuacct:/docker/abc\n";
        let found = detect(mountinfo, own, none).unwrap();
        let directories: Vec<_> = found.iter().map(|one| one.own.as_path()).collect();
        assert_eq!(
            directories,
            [
                "/sys/fs/cgroup/memory",
                "/sys/fs/cgroup/pids/inner",
                "/sys/fs/cgroup/cpu,cpuacct"
            ]
            .map(Path::new)
        );
        assert_eq!(found[2].controllers, [Controller::Cpu, Controller::CpuAccounting]);
    }

    #[test]
    fn a_hybrid_host_takes_each_controller_where_it_is() {
        let mountinfo = "\
            50 40 0:36 / /sys/fs/cgroup/memory rw shared:1 - cgroup cgroup rw,memory\n\
            51 40 0:37 / /sys/fs/cgroup/unified rw shared:2 - cgroup2 cgroup2 rw\n";
        let own = "2:memory:/a\n0::/b\n";
        let found = detect(mountinfo, own, |_| "cpu pids\n".to_owned()).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].version, found[1].version), (Version::V1, Version::V2));
        assert_eq!(found[1].own, Path::new("/sys/fs/cgroup/unified/b"));
        assert_eq!(found[1].controllers, [Controller::Pids, Controller::Cpu]);
    }

    #[test]
    fn a_missing_controller_is_named() {
        let error = detect(V2_MOUNT, "0::/\n", |_| "memory cpu\n".to_owned()).unwrap_err();
        assert!(error.contains("pids"), "{error}");
        assert!(detect("", "", none).unwrap_err().contains("memory"));
        assert!(detect("nonsense\n - \n1 - 2", "x", all).is_err());
    }
}
