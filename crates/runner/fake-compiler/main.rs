//! A compiler for the tests of the runner and of the server: its source says how it is to behave, or is
//! `module`, the bytes of a module in hexadecimal and a `.meta` document, which become the artefacts.
//!
//! It passes for a compiler where the server looks: it has a version and compiles the server's canary.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used)]

use std::fs::{self, File};
use std::io::{Read, Write};

const MODULE: &[u8] = b"\0asm\x01\0\0\0";
const META: &str = r#"{"schema_version":"1.0","abi":{"functions":[]}}"#;

/// What the server's canary program begins with.
const CANARY: &str = "pub fn main() -> u64 {\n    40 + 2\n}";

/// `(module (memory (export "memory") 1) (data (i32.const 63) "\2a")
/// (func (export "main") (param i32 i32) (result i64) i64.const 0x2000000020))`: 32 bytes at 32, the word 42.
const CANARY_MODULE: &[u8] = b"\0asm\x01\0\0\0\
    \x01\x07\x01\x60\x02\x7f\x7f\x01\x7e\
    \x03\x02\x01\0\
    \x05\x03\x01\0\x01\
    \x07\x11\x02\x06memory\x02\0\x04main\0\0\
    \x0a\x0b\x01\x09\0\x42\xa0\x80\x80\x80\x80\x04\x0b\
    \x0b\x07\x01\0\x41\x3f\x0b\x01\x2a";
const CANARY_META: &str = r#"{"schema_version":"1.0","abi":[],"functions":{},"events":{},
    "verification_info":null,"debug_info":null,
    "source_info":{"files":[],"compiler_version":"twilightc 0.0.0-fake"},
    "bytecode_info":{"file":"playground.wasm","target":"wasm32-nova-v1","hash_type":"sha256","hash":"0x"},
    "exports":[{"mangled_name":"main","kind":"function","contract":null,"name":"main","params":[],
                "ret":{"int":{"bits":64,"signed":false}},"payable":false}]}"#;

fn artefact(extension: &str, bytes: &[u8]) {
    fs::create_dir_all("target/debug").unwrap();
    fs::write(format!("target/debug/playground.{extension}"), bytes).unwrap();
}

fn good() {
    artefact("wasm", MODULE);
    artefact("meta", META.as_bytes());
    artefact("tir", b"module playground\n");
}

fn diagnostic(severity: &str, message: &str) {
    eprintln!("   Compiling playground v0.1.0");
    eprintln!("{{\"severity\":\"{severity}\",\"code\":\"T0001\",\"message\":{message:?}}}");
}

fn spin() -> ! {
    loop {
        std::hint::spin_loop();
    }
}

fn main() {
    if std::env::args().nth(1).as_deref() == Some("--version") {
        println!("twilightc 0.0.0-fake");
        return;
    }
    if std::env::args().nth(1).as_deref() == Some("stand-by") {
        // The command says nothing that it looks at; when it ends the package is there.
        std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
    }
    assert!(fs::read_to_string("Twilight.toml").unwrap().contains("[package]"));
    let source = fs::read_to_string("src/main.twl").unwrap();
    if let Some((module, meta)) = source
        .strip_prefix("module ")
        .and_then(|rest| rest.split_once(' '))
    {
        let digits = module
            .as_bytes()
            .chunks(2)
            .map(|pair| std::str::from_utf8(pair).unwrap());
        let bytes: Vec<u8> = digits.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect();
        artefact("wasm", &bytes);
        artefact("meta", meta.as_bytes());
        return;
    }
    if source.starts_with(CANARY) {
        artefact("wasm", CANARY_MODULE);
        artefact("meta", CANARY_META.as_bytes());
        return;
    }
    if let Some(counts) = source.strip_prefix("says ") {
        good();
        let counts: Vec<usize> = counts
            .split(' ')
            .map(|count| count.trim().parse().unwrap())
            .collect();
        std::io::stdout().write_all(&vec![b'x'; counts[0]]).unwrap();
        std::io::stderr().write_all(&vec![b'x'; counts[1]]).unwrap();
        return;
    }
    match source.trim() {
        "good" => good(),
        "warning" => {
            good();
            diagnostic("warning", "Unused.");
        }
        "error" => {
            diagnostic("error", "Bad.");
            std::process::exit(1);
        }
        "error-but-0" => {
            good();
            diagnostic("error", "Bad.");
        }
        "garbage" => {
            std::io::stderr()
                .write_all(&[0xff, b'{', b'\n'].repeat(1000))
                .unwrap();
            std::process::exit(1);
        }
        "silent-1" => std::process::exit(1),
        "panic" => panic!("the compiler's own fault"),
        "abort" => std::process::abort(),
        "arguments" => {
            good();
            let arguments: Vec<String> = std::env::args().skip(1).collect();
            diagnostic("warning", &arguments.join(" "));
        }
        "surroundings" => {
            good();
            // SAFETY: F_GETFD takes no pointer.
            let open = (0..1024)
                .filter(|fd| unsafe { libc::fcntl(*fd, libc::F_GETFD) } >= 0)
                .count();
            let variables = std::env::vars_os().count();
            diagnostic("warning", &format!("{open} descriptors, {variables} variables"));
        }
        "forged-reply" => {
            good();
            let forged = b"\x02\0\0\0{}";
            // SAFETY: the bytes are valid; whatever descriptors there are, writing to them is the attack.
            let written =
                (3..64).filter(|fd| unsafe { libc::write(*fd, forged.as_ptr().cast(), forged.len()) } > 0);
            let count = written.count();
            diagnostic("warning", &format!("{count} written"));
        }
        "nothing" => {}
        "large" => {
            good();
            File::create("target/debug/playground.wasm")
                .unwrap()
                .set_len((4 << 20) + 1)
                .unwrap();
        }
        "bad-meta" => {
            good();
            artefact("meta", b"{");
        }
        "bad-tir" => {
            good();
            artefact("tir", b"\xff");
        }
        "bad-module" => {
            good();
            artefact("wasm", b"\0asm\x01\0\0\0\x01\xff");
        }
        "symlink" => {
            good();
            fs::remove_file("target/debug/playground.wasm").unwrap();
            let _ = std::os::unix::fs::symlink("/etc/passwd", "target/debug/playground.wasm");
        }
        "fifo" => {
            good();
            fs::remove_file("target/debug/playground.wasm").unwrap();
            // SAFETY: the path is a literal.
            unsafe { libc::mkfifo(c"target/debug/playground.wasm".as_ptr(), 0o600) };
        }
        "flood-stdout" => loop {
            if std::io::stdout().write_all(&[b'x'; 4096]).is_err() {
                spin();
            }
        },
        "flood-stderr" => loop {
            if std::io::stderr().write_all(&[b'x'; 4096]).is_err() {
                spin();
            }
        },
        "spin" => spin(),
        "memory" => loop {
            std::mem::forget(std::hint::black_box(vec![1u8; 1 << 20]));
        },
        "socket" => {
            // SAFETY: integers only.
            unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
            good();
        }
        "fork" => {
            // SAFETY: one thread; the child only waits.
            let child = unsafe { libc::fork() };
            if child == 0 {
                std::thread::sleep(std::time::Duration::from_secs(60));
                return;
            }
            good();
            diagnostic("warning", if child > 0 { "forked" } else { "refused" });
        }
        "write-elsewhere" => {
            good();
            let places = ["/bin/twilightc", "/bin/x", "/x", "/etc/passwd", "../../x"];
            let open = places.iter().filter(|path| File::create(path).is_ok()).count();
            diagnostic("warning", &format!("{open} written"));
        }
        other => panic!("unknown behaviour {other}"),
    }
}
