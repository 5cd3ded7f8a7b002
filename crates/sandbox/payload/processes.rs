//! Attacks on processes, privileges and system calls.

use std::process::{Command, Stdio};

fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// Forks without end; children wait. Gives how many there could be at one time.
pub fn fork_bomb() -> String {
    let mut children = 0;
    for _ in 0..10_000 {
        // SAFETY: this process has one thread; the child only sleeps.
        match unsafe { libc::fork() } {
            0 => loop {
                std::thread::sleep(std::time::Duration::from_secs(60));
            },
            -1 => return format!("{children} children, errno {}", errno()),
            _ => children += 1,
        }
    }
    format!("{children} children")
}

/// Starts threads without end.
pub fn thread_bomb() -> String {
    let mut threads = 0;
    for _ in 0..10_000 {
        let thread = std::thread::Builder::new().stack_size(65536).spawn(|| {
            loop {
                std::thread::park();
            }
        });
        match thread {
            Ok(_) => threads += 1,
            Err(_) => break,
        }
    }
    format!("{threads} threads")
}

/// A child that leaves session and parent behind.
pub fn daemon() -> String {
    // SAFETY: this process has one thread; the child only sleeps.
    match unsafe { libc::fork() } {
        0 => loop {
            std::thread::sleep(std::time::Duration::from_secs(60));
        },
        child => format!("{}", child > 0),
    }
}

/// Children that end and are never waited for.
pub fn zombies() -> String {
    let mut made = 0;
    for _ in 0..1000 {
        // SAFETY: this process has one thread; the child ends at once.
        match unsafe { libc::fork() } {
            0 => unsafe { libc::_exit(0) },
            -1 => break,
            _ => made += 1,
        }
    }
    made.to_string()
}

/// Ignores every signal that can be ignored, and spins.
pub fn spin_deaf() -> ! {
    for signal in 1..65 {
        // SAFETY: SIG_IGN is valid for every signal; errors do not matter.
        unsafe { libc::signal(signal, libc::SIG_IGN) };
    }
    loop {
        std::hint::spin_loop();
    }
}

/// Runs the attack in a child started from the compiler's path; then answers as if all were well.
pub fn in_child(attack: &str) -> String {
    let child = Command::new("/bin/twilightc")
        .arg(attack)
        .stdin(Stdio::inherit())
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit())
        .status();
    match child {
        Ok(status) => format!("child: {status}"),
        Err(error) => format!("child: {error}"),
    }
}

/// One raw system call, `number` or `number,arg,arg..`; gives the result or the errno.
pub fn syscall(numbers: &str) -> String {
    let mut values = [0i64; 7];
    for (value, text) in values.iter_mut().zip(numbers.split(',')) {
        *value = text.parse().unwrap();
    }
    let [number, a, b, c, d, e, f] = values;
    // SAFETY: none in general; the tests pass integers that make no call valid.
    let result = unsafe { libc::syscall(number, a, b, c, d, e, f) };
    if result < 0 {
        format!("errno {}", errno())
    } else {
        format!("result {result}")
    }
}

/// `vfork`, whose child shares this stack and so may not touch it: it ends within the same few instructions.
#[cfg(target_arch = "x86_64")]
pub fn vfork() -> String {
    let result: i64;
    // SAFETY: the child executes `exit` only; registers that the kernel or the child change are named.
    unsafe {
        std::arch::asm!(
            "syscall",
            "test rax, rax",
            "jnz 2f",
            "xor edi, edi",
            "mov eax, {exit}",
            "syscall",
            "2:",
            exit = const libc::SYS_exit,
            inout("rax") libc::SYS_vfork => result,
            out("rdi") _, out("rcx") _, out("r11") _,
        )
    };
    if result > 0 {
        "result 0".to_owned()
    } else {
        format!("errno {}", -result)
    }
}

/// There is no such call on other architectures.
#[cfg(not(target_arch = "x86_64"))]
pub fn vfork() -> String {
    format!("errno {}", libc::ENOSYS)
}

/// A 32-bit system call (`getpid`), whose numbers mean other calls.
#[cfg(target_arch = "x86_64")]
pub fn int80() -> String {
    let result: i64;
    // SAFETY: `int 0x80` with getpid's number changes no memory.
    unsafe {
        std::arch::asm!("int 0x80", inout("rax") 20i64 => result, out("r8") _, out("r9") _, out("r10") _, out("r11") _)
    };
    format!("result {result}")
}

/// There is no such instruction on other architectures.
#[cfg(not(target_arch = "x86_64"))]
pub fn int80() -> String {
    syscall(&libc::SYS_socket.to_string())
}

/// Limits can only stay or go down... and here not even that.
pub fn raise_limits() -> String {
    let resources = [
        libc::RLIMIT_CORE,
        libc::RLIMIT_CPU,
        libc::RLIMIT_NOFILE,
        libc::RLIMIT_FSIZE,
    ];
    let raised = resources.into_iter().filter(|resource| {
        let limit = libc::rlimit {
            rlim_cur: libc::RLIM_INFINITY,
            rlim_max: libc::RLIM_INFINITY,
        };
        // SAFETY: `limit` is valid for reads.
        unsafe { libc::setrlimit(*resource, &limit) == 0 }
    });
    format!("{} raised", raised.count())
}

/// The limits of this process, soft and hard, in the order of their numbers.
pub fn limits() -> String {
    (0..16)
        .map(|resource| {
            let limit = limit_of(resource);
            let shown = [limit.rlim_cur, limit.rlim_max].map(|value| match value {
                libc::RLIM_INFINITY => "-".to_owned(),
                value => value.to_string(),
            });
            shown.join("/")
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn limit_of(resource: libc::__rlimit_resource_t) -> libc::rlimit {
    let mut limit = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: `limit` is valid for writes.
    assert_eq!(unsafe { libc::getrlimit(resource, &mut limit) }, 0);
    limit
}

/// Is called `name` from now on, and waits until somebody outside lowers this process's limit on its stack: of all that can
/// be changed from outside the only thing that can be seen from here without a file or a signal.
pub fn wait(name: &str) -> String {
    let before = limit_of(libc::RLIMIT_STACK).rlim_cur;
    let name = std::ffi::CString::new(name).unwrap();
    // SAFETY: the name ends with a NUL character and outlives the call.
    unsafe { libc::prctl(libc::PR_SET_NAME, name.as_ptr()) };
    while limit_of(libc::RLIMIT_STACK).rlim_cur == before {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    "released".to_owned()
}

/// Outside any sandbox: takes hold of a process, which nobody else can reap then, until its input ends.
pub fn hold(pid: libc::pid_t) {
    // SAFETY: integers; the process is the test's.
    assert_eq!(
        unsafe { libc::ptrace(libc::PTRACE_SEIZE, pid, 0, 0) },
        0,
        "errno {}",
        errno()
    );
    println!("held");
    std::io::Read::read_to_end(&mut std::io::stdin(), &mut Vec::new()).unwrap();
}
