//! Hostile programs in real sandboxes, judged from outside: which verdict, what the host saw, and that
//! nothing is left behind (`Stand::attack` checks the last after each). Run twice: in sandboxes made for each attack,
//! and in warm ones.

pub mod common;
pub mod host;
mod many;
pub mod service;
mod waiting;

use crate::RUNTIME;
use common::{Stand, unused_uid};
use host::{instances, job, slowness, wait_until};
use playground_sandbox::{Limit, Limits, Verdict};
use service::Service;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::time::Duration;

const MIB: u64 = 1024 * 1024;

fn limits() -> Limits {
    Limits {
        wall_ms: 30_000,
        cpu_ms: 400,
        memory_bytes: 48 * MIB,
        tmpfs_bytes: 8 * MIB,
        ..Limits::default()
    }
}

#[test]
fn an_honest_program_is_answered_and_measured() {
    let stand = Stand::new(Limits::default());
    let report = stand.attack("echo:hello");
    let Verdict::Reply(reply) = &report.verdict else {
        panic!("{report:?}")
    };
    assert_eq!(reply.output, "hello");
    assert!(
        report.cpu_used_us > 0 && report.memory_peak_bytes > 0,
        "{report:?}"
    );
    assert!(
        report.times.create_us > 0 && report.times.run_us > 0,
        "{report:?}"
    );
    assert!(stand.uids().contains(&report.uid), "{report:?}");
}

#[test]
fn identity_environment_and_descriptors_say_nothing_of_the_host() {
    // Descriptors that a careless parent leaves open across exec.
    let canary = std::fs::File::open("/etc/hostname").unwrap();
    for number in [20, 300, 900] {
        // SAFETY: takes a free number, never one of another test's descriptors; no close-on-exec flag.
        assert!(unsafe { libc::fcntl(canary.as_raw_fd(), libc::F_DUPFD, number) } >= number);
    }
    let stand = Stand::new(limits());
    assert_eq!(stand.output("descriptors"), "[0, 1, 2, 3]");
    assert_eq!(stand.output("environment"), "[]");
    assert_eq!(
        stand.output("identity"),
        "pid=1 ppid=0 uid=1000 euid=1000 gid=1000 host=sandbox"
    );
}

#[test]
fn time_is_up() {
    let stand = Stand::new(Limits {
        cpu_ms: 300,
        wall_ms: 30_000,
        ..limits()
    });
    for attack in ["spin", "spin-deaf", "in-child:spin"] {
        let report = stand.attack(attack);
        assert_eq!(report.verdict, Verdict::Timeout { limit: Limit::Cpu }, "{attack}");
        assert!(report.cpu_used_us >= 300_000, "{attack}: {report:?}");
    }
    let stand = Stand::new(Limits {
        wall_ms: 1_500,
        ..limits()
    });
    for attack in ["sleep:60000", "in-child:sleep:60000"] {
        assert_eq!(
            stand.attack(attack).verdict,
            Verdict::Timeout { limit: Limit::Wall },
            "{attack}"
        );
    }
    // A reply ends the sandbox, whatever it goes on to do.
    assert_eq!(stand.output("reply-then-spin"), "early");
}

#[test]
fn memory_is_up() {
    let stand = Stand::new(limits());
    // In a child too, although the runner lives on and answers that all is well.
    for attack in ["memory-bomb", "in-child:memory-bomb"] {
        let report = stand.attack(attack);
        assert_eq!(
            report.verdict.limit(),
            Some(Limit::Memory),
            "{attack}: {:?}",
            report.verdict
        );
        assert!(report.memory_peak_bytes <= 48 * MIB, "{report:?}");
    }
    // Files are memory: 15 MiB of them and the program itself do not fit into 16 MiB.
    let tight = Limits {
        memory_bytes: 16 * MIB,
        tmpfs_bytes: 16 * MIB,
        cpu_ms: 3_000,
        ..limits()
    };
    assert_eq!(Stand::new(tight).limit("fill"), Limit::Memory);
}

#[test]
fn the_disk_is_full() {
    let stand = Stand::new(limits());
    assert_eq!(stand.output("fill"), (8 * MIB).to_string());
    // The directory itself is one of 64.
    assert_eq!(stand.output("inodes"), "63");
    // Nothing of one request is seen by the next.
    assert_eq!(stand.output("canary"), "0 entries");
    assert_eq!(stand.output("canary"), "0 entries");
}

#[test]
fn files_are_as_long_as_allowed_and_no_longer() {
    let stand = Stand::new(Limits {
        file_bytes: 2 * MIB,
        ..limits()
    });
    let too_long = format!("errno {}", libc::EFBIG);
    assert_eq!(
        stand.output("long-file"),
        format!("{} bytes, {too_long}", 2 * MIB)
    );
    assert_eq!(stand.output(&format!("sparse:{}", 2 * MIB)), "made");
    assert_eq!(stand.output(&format!("sparse:{}", 2 * MIB + 1)), too_long);
    assert_eq!(stand.output(&format!("sparse:{}", 1u64 << 40)), too_long);
}

#[test]
fn as_many_files_are_open_as_allowed_and_no_more() {
    for open_files in [16, 33] {
        let stand = Stand::new(Limits {
            open_files,
            ..limits()
        });
        assert_eq!(
            stand.output("open-without-end"),
            format!("{open_files} open, errno {}", libc::EMFILE)
        );
    }
}

/// Soft and hard, by their numbers in Linux; `-` is none. The list is the one in docs/security.md.
#[test]
fn resource_limits_are_the_documented_ones() {
    let limits = limits();
    let seconds = (limits.cpu_ms * slowness()).div_ceil(1000) + 1;
    let stand = Stand::new(limits);
    let output = stand.output("limits");
    let seen: Vec<&str> = output.split(' ').collect();
    let wanted = [
        (libc::RLIMIT_CPU, seconds),
        (libc::RLIMIT_FSIZE, 16 * MIB),
        (libc::RLIMIT_STACK, 8 * MIB),
        (libc::RLIMIT_CORE, 0),
        (libc::RLIMIT_NOFILE, 32),
        (libc::RLIMIT_MEMLOCK, 0),
        (libc::RLIMIT_LOCKS, 0),
        (libc::RLIMIT_SIGPENDING, 64),
        (libc::RLIMIT_MSGQUEUE, 0),
        (libc::RLIMIT_NICE, 0),
        (libc::RLIMIT_RTPRIO, 0),
    ];
    for (resource, value) in wanted {
        let found = seen[resource as usize];
        assert_eq!(
            found,
            format!("{value}/{value}"),
            "resource {resource} of {output}"
        );
    }
}

/// A supervisor that is stopped kills nobody: the limit that the kernel keeps on each process does.
#[test]
fn who_spins_unwatched_is_ended_by_the_kernel() {
    let uid = unused_uid();
    let mut service = Service::start(&["unwatched", &uid.to_string()]);
    wait_until("the sandbox did not start", &|| {
        !service.sandboxed(uid).is_empty()
    });
    wait_until("nobody has ended it", &|| {
        service.is_stopped() && service.sandboxed(uid).iter().all(|one| one.contains("State:\tZ"))
    });
    // One second beside the limit of a tenth, rounded up, and the moments until the kernel looks. It counts this limit by
    // its clock's ticks, and so may see more than was used.
    let used = service.cpu_used();
    assert!(
        (Duration::from_millis(1_300)..Duration::from_millis(3_000)).contains(&used),
        "{used:?}"
    );
    service.kill();
    // Nobody was left to remove the control groups.
    drop(Stand::new(limits()));
}

#[test]
fn processes_are_counted_and_none_survives() {
    let stand = Stand::new(limits());
    // The runner is one of two; the kernel refuses every third.
    assert_eq!(
        stand.output("fork-bomb"),
        format!("1 children, errno {}", libc::EAGAIN)
    );
    assert_eq!(stand.output("thread-bomb"), "1 threads");
    assert_eq!(stand.output("zombies"), "1");
    assert_eq!(stand.output("daemon"), "true");
}

#[test]
fn the_network_is_out_of_reach() {
    let stand = Stand::new(limits());
    let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
    tcp.set_nonblocking(true).unwrap();
    let path = std::env::temp_dir().join(format!("playground-test-{}.sock", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let unix = UnixListener::bind(&path).unwrap();
    unix.set_nonblocking(true).unwrap();
    let families = [
        libc::AF_INET,
        libc::AF_INET6,
        libc::AF_UNIX,
        libc::AF_VSOCK,
        libc::AF_NETLINK,
        libc::AF_PACKET,
    ];
    for family in families {
        for kind in [libc::SOCK_STREAM, libc::SOCK_DGRAM] {
            let attack = format!("syscall:{},{family},{kind},0", libc::SYS_socket);
            assert_eq!(stand.limit(&attack), Limit::Syscall, "family {family}");
        }
    }
    // The listener's own descriptor number, had it leaked.
    for call in [
        libc::SYS_connect,
        libc::SYS_accept4,
        libc::SYS_sendmsg,
        libc::SYS_recvmsg,
    ] {
        assert_eq!(
            stand.limit(&format!("syscall:{call},{}", tcp.as_raw_fd())),
            Limit::Syscall
        );
    }
    assert_eq!(tcp.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
    assert_eq!(unix.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn host_files_are_out_of_reach() {
    let canary = std::env::temp_dir().join(format!("playground-canary-{}", std::process::id()));
    std::fs::write(&canary, "untouched").unwrap();
    let stand = Stand::new(limits());
    let paths = format!(
        "open:/etc/passwd,/etc/shadow,/proc/self/status,/proc/1/environ,/proc/self/exe,/sys/fs/cgroup,/dev/null,\
         /dev/zero,/dev/kvm,/dev/vsock,/root,/home,/..,/../etc/passwd,/tmp/../etc/passwd,{},{}",
        canary.display(),
        env!("CARGO_BIN_EXE_sandbox-payload")
    );
    // Runtimes need a /proc, where this name leads to the runner's own file, which it may read at its own place too.
    let readable = if RUNTIME.is_some() { "/proc/self/exe" } else { "" };
    assert_eq!(stand.output(&paths), readable);
    // Landlock: even looking at the root is not allowed, and beside the two binaries there is nothing.
    assert_eq!(stand.output("list:/"), format!("errno {}", libc::EACCES));
    let mut names: Vec<String> = stand.output("list:/bin").split(',').map(str::to_owned).collect();
    names.sort();
    assert_eq!(names, ["playground-runner", "twilightc"]);
    assert_eq!(stand.output("list:/tmp"), "");
    assert_eq!(std::fs::read_to_string(&canary).unwrap(), "untouched");
    std::fs::remove_file(&canary).unwrap();
}

#[test]
fn binaries_and_root_cannot_be_written_and_tmp_not_executed() {
    let binary = env!("CARGO_BIN_EXE_sandbox-payload");
    let before = std::fs::read(binary).unwrap();
    let stand = Stand::new(Limits {
        tmpfs_bytes: 64 * MIB,
        memory_bytes: 192 * MIB,
        cpu_ms: 3_000,
        ..limits()
    });
    assert_eq!(stand.output("write-where-forbidden"), "");
    assert_eq!(stand.output("exec-from-tmp"), format!("errno {}", libc::EACCES));
    assert!(
        std::fs::read(binary).unwrap() == before,
        "the binary on the host has changed"
    );
}

#[test]
fn forbidden_system_calls_kill() {
    let stand = Stand::new(limits());
    let new_user = i64::from(libc::CLONE_NEWUSER | libc::SIGCHLD);
    let calls = [
        (libc::SYS_mount, vec![]),
        (libc::SYS_umount2, vec![]),
        (libc::SYS_unshare, vec![i64::from(libc::CLONE_NEWUSER)]),
        (libc::SYS_setns, vec![3, 0]),
        (libc::SYS_clone, vec![new_user]),
        (libc::SYS_setuid, vec![0]),
        (libc::SYS_setresuid, vec![0, 0, 0]),
        (libc::SYS_setgid, vec![0]),
        (libc::SYS_capset, vec![]),
        (libc::SYS_ptrace, vec![i64::from(libc::PTRACE_TRACEME)]),
        (libc::SYS_process_vm_readv, vec![1]),
        (libc::SYS_kill, vec![-1, i64::from(libc::SIGKILL)]),
        (libc::SYS_kill, vec![0, i64::from(libc::SIGKILL)]),
        (libc::SYS_tgkill, vec![1, 1, i64::from(libc::SIGKILL)]),
        (libc::SYS_keyctl, vec![0]),
        (libc::SYS_add_key, vec![]),
        (libc::SYS_bpf, vec![]),
        (libc::SYS_perf_event_open, vec![]),
        (libc::SYS_userfaultfd, vec![]),
        (libc::SYS_io_uring_setup, vec![1]),
        (libc::SYS_memfd_create, vec![]),
        (libc::SYS_open_by_handle_at, vec![]),
        (libc::SYS_name_to_handle_at, vec![]),
        (libc::SYS_symlinkat, vec![]),
        (libc::SYS_linkat, vec![]),
        (libc::SYS_mknodat, vec![]),
        (libc::SYS_fchmodat, vec![]),
        (libc::SYS_fchownat, vec![]),
        (libc::SYS_clock_settime, vec![]),
        (libc::SYS_sethostname, vec![]),
        (libc::SYS_init_module, vec![]),
        (libc::SYS_reboot, vec![]),
        (libc::SYS_pivot_root, vec![]),
        (libc::SYS_chroot, vec![]),
        (libc::SYS_pidfd_open, vec![1]),
        (libc::SYS_prctl, vec![i64::from(libc::PR_SET_DUMPABLE), 1]),
        (libc::SYS_seccomp, vec![0]),
        (libc::SYS_execveat, vec![]),
        // No such call, and numbers of the x32 interface.
        (4000, vec![]),
        (0x4000_0000 | libc::SYS_getpid, vec![]),
        (0x4000_0000 | 512, vec![]),
    ];
    for (call, arguments) in calls {
        let mut text = format!("syscall:{call}");
        for argument in arguments {
            text += &format!(",{argument}");
        }
        assert_eq!(stand.limit(&text), Limit::Syscall, "{text}");
    }
    assert_eq!(stand.limit("int80"), Limit::Syscall);
}

#[test]
fn some_system_calls_fail_softly() {
    let stand = Stand::new(limits());
    // glibc falls back to clone, whose flags the filter can see.
    let clone3 = stand.output(&format!("syscall:{},0,88", libc::SYS_clone3));
    assert_eq!(clone3, format!("errno {}", libc::ENOSYS));
    // TIOCSTI: no terminal is reachable, and the call does not get that far.
    let tiocsti = stand.output(&format!("syscall:{},0,{}", libc::SYS_ioctl, libc::TIOCSTI));
    assert_eq!(tiocsti, format!("errno {}", libc::ENOTTY));
    assert_eq!(stand.output("raise-limits"), "0 raised");
}

#[test]
fn replies_are_hostile_input() {
    let stand = Stand::new(limits());
    for attack in [
        "garbage",
        "half-frame",
        "close",
        "more-gas",
        "exit:0",
        "exit:3",
        "panic",
        "segfault",
        "abort",
    ] {
        let report = stand.attack(attack);
        assert!(
            matches!(report.verdict, Verdict::Internal { .. }),
            "{attack}: {:?}",
            report.verdict
        );
    }
}

#[test]
fn output_is_capped_at_its_edge() {
    let small = Limits {
        reply_bytes: 64 * 1024,
        ..limits()
    };
    let stand = Stand::new(small);
    assert_eq!(stand.limit("flood"), Limit::Output);
    // The rest of the reply's JSON takes less than 300 bytes.
    assert_eq!(stand.output("output:65236").len(), 65_236);
    assert_eq!(stand.limit("output:65536"), Limit::Output);
}

#[test]
fn a_killed_service_leaves_nothing() {
    let uid = unused_uid();
    let mut service = Service::start(&["service", &uid.to_string()]);
    wait_until("the sandbox did not start", &|| {
        !service.sandboxed(uid).is_empty()
    });
    // The ids change before the setup ends, the parent-death signal is set after.
    std::thread::sleep(Duration::from_millis(200 * slowness()));
    assert!(!instances(&service.instance()).is_empty());
    service.kill();
    wait_until("the sandbox outlived its supervisor", &|| {
        service.sandboxed(uid).is_empty()
    });
    // Nobody was left to remove the control groups; the next life does (that of another test, maybe).
    drop(Stand::new(limits()));
    assert_eq!(instances(&service.instance()), Vec::<PathBuf>::new());
}

#[test]
fn nothing_of_the_supervisor_leaks() {
    let stand = Stand::new(limits());
    let descriptors = || std::fs::read_dir("/proc/self/fd").unwrap().count();
    stand.attack("echo:warm");
    // Other tests of this process open descriptors too: the least of several looks counts.
    let before = (0..20).map(|_| descriptors()).min().unwrap();
    for _ in 0..30 {
        stand.attack("echo:again");
    }
    let after = (0..20)
        .map(|_| {
            std::thread::sleep(Duration::from_millis(5));
            descriptors()
        })
        .min()
        .unwrap();
    assert!(after < before + 30, "{before} descriptors before, {after} after");
}

#[test]
fn refusals_name_step_and_remedy() {
    use playground_sandbox::{Config, Factory, Step};
    let payload = PathBuf::from(env!("CARGO_BIN_EXE_sandbox-payload"));
    let refused = |config: Config| match Factory::new(config) {
        Ok(_) => panic!("not refused"),
        Err(error) => error,
    };
    let missing = refused(Config::new("/nonexistent/runner".into(), payload.clone()));
    assert_eq!((missing.step, missing.errno), (Step::Binaries, libc::ENOENT));
    assert!(missing.to_string().contains("/nonexistent/runner") && missing.remedy().contains("0755"));
    let unreadable = refused(Config::new(payload.clone(), "/etc/shadow".into()));
    assert_eq!(unreadable.step, Step::Binaries);
    let good = Config::new(payload.clone(), payload.clone());
    for bad in [
        Config {
            slots: 0,
            ..good.clone()
        },
        Config {
            slots: Config::MAX_SLOTS + 1,
            ..good.clone()
        },
        Config {
            slots: 4,
            warm: 4,
            ..good.clone()
        },
        Config {
            slots: 1000,
            warm: Config::MAX_WARM + 1,
            ..good.clone()
        },
        Config {
            warm_age: Duration::from_millis(999),
            ..good.clone()
        },
        Config {
            warm_age: Duration::from_millis(3_600_001),
            ..good.clone()
        },
        Config {
            uid_base: 0,
            ..good.clone()
        },
        Config {
            uid_base: u32::MAX - 10,
            ..good.clone()
        },
        Config {
            limits: Limits {
                pids: 1,
                ..Limits::default()
            },
            ..good.clone()
        },
    ] {
        assert_eq!(refused(bad.clone()).step, Step::Configuration, "{bad:?}");
    }
    // No script and no file of another kind can be started: exec fails, is named, and nothing is left.
    let text = std::env::temp_dir().join(format!("playground-not-a-binary-{}", std::process::id()));
    std::fs::write(&text, "hello").unwrap();
    std::fs::set_permissions(&text, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let factory = Factory::new(Config::new(text.clone(), payload)).unwrap();
    let report = factory.run_one(&job("echo:x"));
    let Verdict::Sandbox {
        limit: Limit::Setup,
        detail,
    } = &report.verdict
    else {
        panic!("{report:?}")
    };
    assert!(
        detail.contains("start the runner") && detail.contains("os error 8"),
        "{detail}"
    );
    std::fs::remove_file(&text).unwrap();
}
