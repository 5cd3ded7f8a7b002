//! Both versions against a directory tree that stands in for the kernel's.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::detect::{Controller, Mounted};
use super::*;

/// A directory that is removed with everything in it.
struct Tree(PathBuf);

impl Tree {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("playground-cgroup-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn mounted(&self, version: Version, controllers: &[Controller]) -> Mounted {
        Mounted {
            version,
            root: self.0.clone(),
            own: self.0.join("unit"),
            controllers: controllers.to_vec(),
        }
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const ALL: [Controller; 3] = [Controller::Memory, Controller::Pids, Controller::Cpu];

#[test]
fn version_2_limits_and_evidence() {
    let tree = Tree::new("v2");
    let cgroups = Cgroups::open_in(&[tree.mounted(Version::V2, &ALL)], None, "i1-1-0").unwrap();
    let base = "unit/twilight-playground/i1-1-0";
    for level in ["unit", "unit/twilight-playground", base] {
        assert_eq!(
            tree.read(&format!("{level}/cgroup.subtree_control")),
            "+memory +pids +cpu"
        );
    }
    let limits = Limits::default();
    let group = cgroups.create("s1", &limits).unwrap();
    let files = [
        ("memory.max", "268435456"),
        ("memory.swap.max", "0"),
        ("memory.oom.group", "1"),
        ("pids.max", "2"),
        ("cpu.max", "100000 100000"),
    ];
    for (file, text) in files {
        assert_eq!(tree.read(&format!("{base}/s1/{file}")), text, "{file}");
    }
    let force = group.in_force();
    assert_eq!(
        (force.memory, force.swap, force.pids, force.cpu),
        (
            Some(limits.memory_bytes),
            Some(Swap::Bytes(0)),
            Some(limits.pids),
            Some((100_000, 100_000))
        )
    );
    group.attach(4711).unwrap();
    assert_eq!(tree.read(&format!("{base}/s1/cgroup.procs")), "4711");
    let kernel = tree.0.join(base).join("s1");
    assert_eq!(group.oom_kills(), None);
    fs::write(
        kernel.join("memory.events"),
        "low 0\noom 3\noom_kill 2\noom_group_kill 1\n",
    )
    .unwrap();
    fs::write(kernel.join("memory.peak"), "12345\n").unwrap();
    fs::write(kernel.join("cpu.stat"), "usage_usec 1500\nuser_usec 1000\n").unwrap();
    fs::write(kernel.join("cgroup.kill"), "").unwrap();
    assert_eq!(group.oom_kills(), Some(2));
    assert_eq!(group.memory_peak(), Some(12345));
    assert_eq!(group.cpu_used(), Some(Duration::from_micros(1500)));
    group.kill();
    assert_eq!(tree.read(&format!("{base}/s1/cgroup.kill")), "1");
    assert!(group.name().ends_with("i1-1-0/s1"));
}

/// The last instance removes the directory of all; one that starts at that moment makes it again.
#[test]
fn instances_come_and_go_at_once() {
    let tree = Tree::new("race");
    let mounted = [tree.mounted(Version::V1, &ALL)];
    fs::create_dir(tree.0.join("unit")).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let mounted = &mounted;
            scope.spawn(move || {
                for _ in 0..2_000 {
                    // Named after no process, so that no instance reaps another.
                    let instance = format!("instance-{thread}");
                    drop(Cgroups::open_in(mounted, None, &instance).unwrap());
                }
            });
        }
    });
    assert!(!tree.0.join("unit/twilight-playground").exists());
}

#[test]
fn version_1_limits_and_evidence() {
    let tree = Tree::new("v1");
    let mut controllers = ALL.to_vec();
    controllers.push(Controller::CpuAccounting);
    let parent = Path::new("/elsewhere");
    let cgroups =
        Cgroups::open_in(&[tree.mounted(Version::V1, &controllers)], Some(parent), "i1-1-0").unwrap();
    let group = cgroups.create("s2", &Limits::default()).unwrap();
    let base = "elsewhere/twilight-playground/i1-1-0/s2";
    let files = [
        ("memory.limit_in_bytes", "268435456"),
        ("memory.memsw.limit_in_bytes", "268435456"),
        ("memory.swappiness", "0"),
        ("pids.max", "2"),
        ("cpu.cfs_period_us", "100000"),
        ("cpu.cfs_quota_us", "100000"),
    ];
    for (file, text) in files {
        assert_eq!(tree.read(&format!("{base}/{file}")), text, "{file}");
    }
    assert!(!tree.0.join("elsewhere/cgroup.subtree_control").exists());
    let kernel = tree.0.join(base);
    fs::write(
        kernel.join("memory.oom_control"),
        "oom_kill_disable 0\nunder_oom 0\noom_kill 7\n",
    )
    .unwrap();
    fs::write(kernel.join("memory.max_usage_in_bytes"), "99\n").unwrap();
    fs::write(kernel.join("cpuacct.usage"), "2500\n").unwrap();
    assert_eq!(group.oom_kills(), Some(7));
    assert_eq!(group.memory_peak(), Some(99));
    assert_eq!(group.cpu_used(), Some(Duration::from_nanos(2500)));
}

#[test]
fn earlier_lives_are_removed_and_living_ones_kept() {
    let tree = Tree::new("reaper");
    let family = tree.0.join("unit").join(FAMILY);
    let me = std::process::id();
    let started = start_time(me).unwrap();
    let dead = family.join(format!("i{me}-{}-0", started + 1));
    let alive = family.join(format!("i{me}-{started}-0"));
    let foreign = family.join("notes");
    for path in [&dead.join("s1"), &dead.join("s2"), &alive.join("s1"), &foreign] {
        fs::create_dir_all(path).unwrap();
    }
    reap_earlier_lives(&family);
    assert!(!dead.exists());
    assert!(alive.join("s1").exists() && foreign.exists());
}

/// A process that starts where an earlier one has moved the service to works in the same place.
#[test]
fn the_leaf_is_not_taken_for_the_service() {
    let tree = Tree::new("leaf");
    let unit = tree.0.join("unit");
    let group = |version, own: &str| {
        let mounted = Mounted {
            own: tree.0.join(own),
            ..tree.mounted(version, &ALL)
        };
        service_group(&mounted).to_path_buf()
    };
    let leaf = format!("unit/{LEAF}");
    assert_eq!(group(Version::V2, &leaf), unit);
    assert_eq!(group(Version::V2, "unit"), unit);
    assert_eq!(group(Version::V2, "unit/supervisor"), unit.join("supervisor"));
    assert_eq!(group(Version::V1, &leaf), unit.join(LEAF));
}

#[test]
fn groups_are_removed_on_drop() {
    let tree = Tree::new("drop");
    let cgroups = Cgroups::open_in(&[tree.mounted(Version::V1, &[])], None, "i1-1-0").unwrap();
    let group = cgroups.create("s1", &Limits::default()).unwrap();
    let base = tree.0.join("unit").join(FAMILY);
    assert!(base.join("i1-1-0/s1").exists());
    drop(group);
    assert!(!base.join("i1-1-0/s1").exists());
    drop(cgroups);
    assert!(!base.exists());
}

#[test]
fn what_cannot_be_made_is_named() {
    let tree = Tree::new("missing");
    let mounted = Mounted {
        version: Version::V2,
        root: tree.0.clone(),
        own: tree.0.join("does/not/exist"),
        controllers: ALL.to_vec(),
    };
    let error = Cgroups::open_in(&[mounted], None, "i1-1-0").unwrap_err();
    assert_eq!((error.step, error.errno), (Step::Cgroups, libc::ENOENT));
    assert!(error.to_string().contains("does/not/exist"), "{error}");
}
