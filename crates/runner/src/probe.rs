//! Attacks this process's own sandbox and reports what was stopped, for the service's self-test.
//!
//! Runs before anything is served, on the operator's host, from a binary that has not seen hostile input:
//! its word counts. What the kernel can tell from outside is checked from outside.

mod limits;

use playground_sandbox::seccomp;
use playground_sandbox::{Limits, Probe};
use std::ffi::CStr;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;

/// Most processes tried until the control group refuses.
const MOST_FORKS: usize = 64;

/// Every attack, in turn; `limits` are those that have to hold.
pub fn run(limits: &Limits) -> Vec<Probe> {
    let mut probes = system_calls();
    probes.extend(after_tightening());
    probes.extend(files());
    probes.extend(limits::run(limits));
    probes.extend(identity());
    probes.push(fork_bomb());
    probes.push(raise_limits());
    probes
}

fn probe(layer: &str, attack: &str, held: bool, detail: impl Into<String>) -> Probe {
    Probe {
        layer: layer.to_owned(),
        attack: attack.to_owned(),
        held,
        detail: detail.into(),
    }
}

/// How a child ended.
enum ChildEnd {
    Code(i32),
    Signal(i32),
    NotStarted(io::Error),
}

/// Runs `attack` in a child process, which a stopped attack may kill; the child's exit code is the result.
fn in_child(attack: impl FnOnce() -> i32) -> ChildEnd {
    // SAFETY: this process has one thread, so the child may do anything; it never returns from here.
    unsafe {
        match libc::fork() {
            -1 => ChildEnd::NotStarted(io::Error::last_os_error()),
            0 => libc::_exit(attack()),
            child => {
                let mut status = 0;
                while libc::waitpid(child, &mut status, 0) < 0 {
                    let error = io::Error::last_os_error();
                    if error.kind() != io::ErrorKind::Interrupted {
                        return ChildEnd::NotStarted(error);
                    }
                }
                if libc::WIFSIGNALED(status) {
                    ChildEnd::Signal(libc::WTERMSIG(status))
                } else {
                    ChildEnd::Code(libc::WEXITSTATUS(status))
                }
            }
        }
    }
}

/// The attack must end in SIGSYS.
fn must_be_killed(attack: &str, call: impl FnOnce() -> i32) -> Probe {
    let (held, detail) = match in_child(call) {
        ChildEnd::Signal(libc::SIGSYS) => (true, "SIGSYS".to_owned()),
        ChildEnd::Signal(signal) => (false, format!("signal {signal}")),
        ChildEnd::Code(code) => (false, format!("it went on (code {code})")),
        ChildEnd::NotStarted(error) => (false, format!("not tried: {error}")),
    };
    probe("seccomp", attack, held, detail)
}

fn system_calls() -> Vec<Probe> {
    let new_user = libc::CLONE_NEWUSER as libc::c_long;
    let calls: [(&str, libc::c_long, libc::c_long, libc::c_long); 14] = [
        (
            "open an IPv4 socket",
            libc::SYS_socket,
            libc::AF_INET.into(),
            libc::SOCK_STREAM.into(),
        ),
        (
            "open a unix socket",
            libc::SYS_socket,
            libc::AF_UNIX.into(),
            libc::SOCK_STREAM.into(),
        ),
        (
            "open a vsock socket",
            libc::SYS_socket,
            libc::AF_VSOCK.into(),
            libc::SOCK_STREAM.into(),
        ),
        (
            "open a netlink socket",
            libc::SYS_socket,
            libc::AF_NETLINK.into(),
            libc::SOCK_RAW.into(),
        ),
        ("mount a file system", libc::SYS_mount, 0, 0),
        ("unshare a user namespace", libc::SYS_unshare, new_user, 0),
        (
            "clone a user namespace",
            libc::SYS_clone,
            new_user | libc::SIGCHLD as libc::c_long,
            0,
        ),
        (
            "trace a process",
            libc::SYS_ptrace,
            libc::PTRACE_TRACEME.into(),
            0,
        ),
        ("become root", libc::SYS_setuid, 0, 0),
        ("signal every process", libc::SYS_kill, -1, 0),
        ("load a BPF program", libc::SYS_bpf, 0, 0),
        ("set up an io_uring", libc::SYS_io_uring_setup, 1, 0),
        ("use the keyring", libc::SYS_keyctl, 0, 0),
        ("make a link", libc::SYS_symlinkat, 0, 0),
    ];
    calls
        .into_iter()
        .map(|(attack, number, first, second)| {
            must_be_killed(attack, || {
                // SAFETY: pointers are null and integers harmless, should the call be executed after all.
                unsafe { libc::syscall(number, first, second, 0, 0, 0, 0) };
                0
            })
        })
        .collect()
}

/// The filter for running compiled programs, tried in children so that this process keeps its own.
fn after_tightening() -> Vec<Probe> {
    let program = match seccomp::Program::compile(&seccomp::RUN) {
        Ok(program) => program,
        Err(error) => return vec![probe("seccomp", "compile the policy for running", false, error)],
    };
    let fork = must_be_killed("start a process while a program runs", || {
        if seccomp::install(&program).is_err() {
            return 1;
        }
        // SAFETY: one thread; a child that should not exist ends at once.
        unsafe {
            if libc::fork() == 0 {
                libc::_exit(0);
            }
        }
        0
    });
    let open = in_child(|| {
        if seccomp::install(&program).is_err() {
            return 1;
        }
        match File::open("/bin/playground-runner") {
            Ok(_) => 2,
            Err(error) if error.raw_os_error() == Some(libc::EACCES) => 0,
            Err(_) => 3,
        }
    });
    let held = matches!(open, ChildEnd::Code(0));
    vec![
        fork,
        probe(
            "seccomp",
            "open a file while a program runs",
            held,
            if held { "EACCES" } else { "it did" },
        ),
    ]
}

/// The attack must fail; the error is the detail.
fn must_fail<T>(layer: &str, attack: &str, result: io::Result<T>) -> Probe {
    match result {
        Ok(_) => probe(layer, attack, false, "it succeeded"),
        Err(error) => probe(layer, attack, true, error.to_string()),
    }
}

fn files() -> Vec<Probe> {
    let write = |path: &str| OpenOptions::new().write(true).open(path);
    let mut probes: Vec<Probe> = [
        "/etc/passwd",
        "/proc/self/status",
        "/proc/1/environ",
        "/sys/kernel",
        "/dev/null",
    ]
    .into_iter()
    .map(|path| must_fail("root file system", &format!("read {path}"), File::open(path)))
    .collect();
    probes.extend([
        must_fail(
            "root file system",
            "write to the runner",
            write("/bin/playground-runner"),
        ),
        must_fail(
            "root file system",
            "write to the compiler",
            write("/bin/twilightc"),
        ),
        must_fail("root file system", "make a file in /bin", File::create("/bin/x")),
        must_fail("root file system", "make a directory in /", fs::create_dir("/x")),
    ]);
    // By its mode everyone may list the root; only Landlock objects.
    let listing = fs::read_dir("/").map(|_| ());
    let held = matches!(&listing, Err(error) if error.raw_os_error() == Some(libc::EACCES));
    probes.push(probe(
        "landlock",
        "list the root directory",
        held,
        format!("{listing:?}"),
    ));
    probes.extend(temporary_files());
    probes
}

fn temporary_files() -> Vec<Probe> {
    const LAYER: &str = "temporary file system";
    const FILE: &CStr = c"/tmp/probe";
    let made = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o700)
        .open("/tmp/probe")
        .and_then(|mut file| io::Write::write_all(&mut file, b"\x7fELF"));
    if let Err(error) = made {
        return vec![probe(LAYER, "be unusable", false, error.to_string())];
    }
    let exec = in_child(|| {
        let arguments = [FILE.as_ptr(), std::ptr::null()];
        let environment = [std::ptr::null()];
        // SAFETY: all strings and arrays are terminated and outlive the call.
        unsafe { libc::execve(FILE.as_ptr(), arguments.as_ptr(), environment.as_ptr()) };
        io::Error::last_os_error().raw_os_error().unwrap_or(0)
    });
    let held = matches!(exec, ChildEnd::Code(libc::EACCES));
    let detail = if held {
        "EACCES"
    } else {
        "the kernel looked at the file"
    };
    let _ = fs::remove_file("/tmp/probe");
    vec![probe(LAYER, "execute a file made there", held, detail)]
}

fn identity() -> Vec<Probe> {
    // SAFETY: these calls take nothing; `uname` fills a valid struct.
    let (pid, parent, uid, host) = unsafe {
        let mut names: libc::utsname = std::mem::zeroed();
        libc::uname(&mut names);
        let host = CStr::from_ptr(names.nodename.as_ptr())
            .to_string_lossy()
            .into_owned();
        (libc::getpid(), libc::getppid(), libc::getuid(), host)
    };
    // SAFETY: F_GETFD takes no pointer.
    let open: Vec<i32> = (0..1024)
        .filter(|fd| unsafe { libc::fcntl(*fd, libc::F_GETFD) } >= 0)
        .collect();
    let variables = std::env::vars_os().count();
    vec![
        probe(
            "pid namespace",
            "see processes outside",
            pid == 1 && parent == 0,
            format!("pid {pid}, parent {parent}"),
        ),
        probe("user namespace", "be root inside", uid != 0, format!("uid {uid}")),
        probe("uts namespace", "see the host's name", host == "sandbox", host),
        probe(
            "file descriptors",
            "use inherited ones",
            open == [0, 1, 2, 3],
            format!("{open:?}"),
        ),
        probe(
            "environment",
            "read variables",
            variables == 0,
            format!("{variables} variables"),
        ),
    ]
}

/// Children that wait for the end of a pipe, until the kernel refuses another.
fn fork_bomb() -> Probe {
    let mut pipe = [-1; 2];
    // SAFETY: `pipe` has room for two descriptors; each is closed once per process. Children close the
    // writing end, wait for its last copy to close, and end.
    unsafe {
        if libc::pipe(pipe.as_mut_ptr()) != 0 {
            return probe(
                "control groups",
                "fork without end",
                false,
                io::Error::last_os_error().to_string(),
            );
        }
        let [reading, writing] = pipe;
        let mut children = 0;
        let mut refused = None;
        while children < MOST_FORKS && refused.is_none() {
            match libc::fork() {
                -1 => refused = Some(io::Error::last_os_error()),
                0 => {
                    libc::close(writing);
                    let mut byte = 0u8;
                    libc::read(reading, std::ptr::from_mut(&mut byte).cast(), 1);
                    libc::_exit(0);
                }
                _ => children += 1,
            }
        }
        libc::close(writing);
        libc::close(reading);
        while libc::waitpid(-1, std::ptr::null_mut(), 0) > 0 {}
        let held = refused
            .as_ref()
            .is_some_and(|error| error.raw_os_error() == Some(libc::EAGAIN));
        probe(
            "control groups",
            "fork without end",
            held,
            format!("{children} children, then {refused:?}"),
        )
    }
}

/// Whatever a limit is, it stays: the filter refuses every change.
fn raise_limits() -> Probe {
    let limit = libc::rlimit {
        rlim_cur: 4096,
        rlim_max: 4096,
    };
    // SAFETY: `limit` is valid for reads.
    let result = unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &limit) };
    let result = if result == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    };
    must_fail("seccomp", "change the number of open files", result)
}
