//! Command lines, manifests and sources that are wrong, or nearly.

use super::*;

#[test]
fn manifests_that_are_wrong() {
    let directory = Directory::new();
    let ran = directory.run(&["build"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("There is no Twilight.toml") && ran.stderr.contains("twilightc init"),
        "{}",
        ran.stderr
    );
    directory.write("src/main.twl", GOOD);
    let dependencies = format!("{MANIFEST}[dependencies]\nother = \"1\"\n");
    let escape = format!("{MANIFEST}[lib]\npath = \"../main.twl\"\n");
    let absolute = format!("{MANIFEST}[lib]\npath = \"/etc/passwd\"\n");
    let missing = format!("{MANIFEST}[lib]\npath = \"src/none.twl\"\n");
    let large = format!("{MANIFEST}# {}\n", "x".repeat(64 * 1024));
    let cases: [(&[u8], &str); 10] = [
        (b"", "package"),
        (b"[package", "not valid"),
        (b"[package]\nname = 5\n", "not valid"),
        (b"[package]\nname = \"a b\"\n", "cannot be a package"),
        (b"[package]\nname = \"a\"\nunknown = 1\n", "unknown"),
        (b"\xff\xfe", "not UTF-8"),
        (dependencies.as_bytes(), "dependency `other`"),
        (escape.as_bytes(), "inside the package"),
        (absolute.as_bytes(), "inside the package"),
        (missing.as_bytes(), "cannot be read"),
    ];
    for (manifest, part) in cases {
        directory.write("Twilight.toml", manifest);
        let ran = directory.run(&["build"]);
        assert_eq!(ran.code, 2, "{part}: {}", ran.stderr);
        assert!(ran.stderr.contains(part), "no {part} in {}", ran.stderr);
    }
    directory.write("Twilight.toml", large);
    let ran = directory.run(&["check"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("larger than 65536 bytes"), "{}", ran.stderr);
    assert!(!directory.has("target"));
}

#[test]
fn the_manifest_is_found_above() {
    let directory = Directory::package(GOOD);
    let ran = run_in(&directory.0.join("src"), &["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(directory.has("target/debug/demo.wasm"));
}

#[test]
fn sources_that_cannot_be_read() {
    let directory = Directory::package(b"fn main() {\n    \xff\n}\n");
    let ran = directory.run(&["build"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("is not UTF-8 text: byte 16 is wrong"),
        "{}",
        ran.stderr
    );
    fs::remove_file(directory.0.join("src/main.twl")).unwrap();
    let ran = directory.run(&["build"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("src/main.twl"), "{}", ran.stderr);
}

#[test]
fn sources_of_unusual_form() {
    for (source, code) in [
        ("", 0),
        ("\u{feff}fn main() -> u64 {\r\n    1\r\n}\r\n", 0),
        ("\0", 1),
        ("fn main() {", 1),
    ] {
        let directory = Directory::package(source);
        let ran = directory.run(&["build"]);
        assert_eq!(ran.code, code, "{source:?}: {}", ran.stderr);
    }
}

#[test]
fn wrong_command_lines() {
    let directory = Directory::package(GOOD);
    for arguments in [
        &[][..],
        &["compile"],
        &["build", "--fast"],
        &["build", "--message-format", "xml"],
        &["build", "extra"],
        &["new"],
        &["new", "a", "--lib", "--contract"],
    ] {
        let ran = directory.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.stderr);
        assert!(!ran.stderr.is_empty());
    }
    let help = directory.run(&["build", "--help"]);
    assert_eq!(help.code, 0);
    for option in [
        "--target",
        "--release",
        "--emit",
        "--out-dir",
        "--contract",
        "--message-format",
    ] {
        assert!(help.stdout.contains(option), "{option}");
    }
    let version = directory.run(&["--version"]);
    assert_eq!((version.code, version.stdout.trim()), (0, twilightc::VERSION));
}
