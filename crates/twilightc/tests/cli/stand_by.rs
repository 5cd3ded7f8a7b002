//! A compiler that was started before it had anything to compile does what the command line does.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::{Directory, GOOD, Ran};

const CONTRACT: &str = "contract Counter {\n    storage { n: u64 = 5; }\n    pub fn up() -> u64 {\n        storage.n += 1;\n        storage.n\n    }\n}\n";
const SOLIDITY: &str = "contract Counter {\n    uint256 n;\n    function up() public returns (uint256) {\n        n += 1;\n        return n;\n    }\n}\n";
const WRONG: &str = "fn main() -> u64 {\n    nothing\n}\n";

/// Starts it in `directory`, gives it `text` and the end of its input.
fn stand_by(directory: &Directory, text: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_twilightc"))
        .arg("stand-by")
        .current_dir(&directory.0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have ended, and says why.
    let _ = child.stdin.take().unwrap().write_all(text);
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn words(arguments: &[&str]) -> Vec<u8> {
    arguments
        .iter()
        .flat_map(|word| word.bytes().chain([0]))
        .collect()
}

#[test]
fn it_makes_what_the_command_line_makes() {
    for (source, syntax) in [
        (GOOD, "native"),
        (CONTRACT, "native"),
        (SOLIDITY, "solidity"),
        (WRONG, "native"),
    ] {
        let command = [
            "build",
            "--message-format",
            "json",
            "--syntax",
            syntax,
            "--emit",
            "bytecode,meta,tir",
            "-o",
            "out",
        ];
        let (direct, waited) = (Directory::package(source), Directory::package(source));
        let ran = direct.run(&command);
        let other = stand_by(&waited, &words(&command));
        assert_eq!(
            (ran.code, &ran.stdout, &ran.stderr),
            (other.code, &other.stdout, &other.stderr)
        );
        for extension in ["wasm", "meta", "tir"] {
            let path = format!("out/demo.{extension}");
            assert_eq!(direct.has(&path), waited.has(&path));
            assert_eq!(direct.has(&path), source != WRONG);
            if direct.has(&path) {
                assert!(direct.read(&path) == waited.read(&path), "{path} of\n{source}");
            }
        }
    }
}

#[test]
fn what_is_no_command_is_refused() {
    let directory = Directory::package(GOOD);
    let long = words(&["build", &"x".repeat(65_536)]);
    for (text, message) in [
        (&b""[..], "No command came"),
        (b"build", "No command came"),
        (&long, "longer than 65536 bytes"),
        (&words(&["stand-by"]), "not `stand-by`"),
        (&words(&["bild"]), "no command `bild`"),
        (&words(&["build", "--wrong"]), "--wrong"),
    ] {
        let ran = stand_by(&directory, text);
        assert_eq!(ran.code, 2, "{message}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
    }
    assert!(!directory.has("target"));
}

#[test]
fn it_is_not_for_people() {
    let ran = Directory::new().run(&["--help"]);
    assert!(
        ran.stdout.contains("build") && !ran.stdout.contains("stand-by"),
        "{}",
        ran.stdout
    );
}
