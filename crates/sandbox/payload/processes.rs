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
