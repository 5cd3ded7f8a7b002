//! The examples of `docs/operations.md` do what it says. (Those of `playground-store` are executed in its own tests, those of the
//! doctor end to end.)
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

const OPERATIONS: &str = include_str!("../../../docs/operations.md");
const UNIT: &str = include_str!("../../../deploy/systemd/twilight-playground.service");

/// The one example in a language.
fn example(language: &str) -> &'static str {
    let mark = format!("\n```{language}\n");
    let mut found = OPERATIONS.split(&mark).skip(1);
    let text = found.next().unwrap().split("```").next().unwrap();
    assert!(
        found.next().is_none(),
        "a second example in {language}: execute it as well"
    );
    text
}

/// A directory for one test, removed on drop.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("playground-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_settings_file_is_taken_and_printed_as_one() {
    let scratch = Scratch::new("settings-example");
    let command = "`playground --config playground.toml config print`";
    assert!(OPERATIONS.contains(command));
    let print = |settings: &str| {
        fs::write(scratch.0.join("playground.toml"), settings).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_playground"))
            .args(command.trim_matches('`').split(' ').skip(1))
            .current_dir(&scratch.0)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        String::from_utf8(output.stdout).unwrap()
    };
    let printed = print(example("toml"));
    for line in example("toml").lines() {
        let key = line.split('=').next().unwrap();
        assert!(
            printed
                .lines()
                .any(|line| line.starts_with(&format!("{key}= ")) && line.ends_with(" # file")),
            "{key}: {printed}"
        );
    }
    let again = print(&printed);
    assert!(again.contains("queue = 128 # file\n"), "{again}");
}

#[test]
fn the_unit_is_installed_with_what_it_names() {
    let scratch = Scratch::new("install-example");
    let (work, root) = (scratch.0.join("work"), scratch.0.join("root"));
    fs::create_dir(&work).unwrap();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    symlink(repository.join("deploy"), work.join("deploy")).unwrap();
    let mut enabled = None;
    for line in example("sh").lines() {
        if let Some(name) = line.strip_prefix("systemctl enable --now ") {
            // The only line that takes a running systemd.
            enabled = Some(name);
            continue;
        }
        let files = line.split(' ').skip_while(|word| !word.starts_with('/')).skip(1);
        for word in files.filter(|word| !word.contains('/')) {
            // Executables, which are not looked into here.
            fs::write(work.join(word), "").unwrap();
        }
        let line = line
            .replace(" /usr/", &format!(" {}/usr/", root.display()))
            .replace(" /etc/", &format!(" {}/etc/", root.display()));
        let status = Command::new("sh")
            .args(["-e", "-c", &line])
            .current_dir(&work)
            .status();
        assert!(status.unwrap().success(), "{line}");
    }
    let at = |path: &str| root.join(path.trim_start_matches('/'));
    let unit = format!("/etc/systemd/system/{}.service", enabled.unwrap());
    assert_eq!(fs::read_to_string(at(&unit)).unwrap(), UNIT);
    let start = UNIT.lines().find_map(|line| line.strip_prefix("ExecStart="));
    let words: Vec<&str> = start
        .unwrap()
        .split(' ')
        .filter(|word| word.starts_with('/'))
        .collect();
    assert_eq!(words.len(), 2, "{words:?}");
    for path in words {
        assert!(at(path).is_file(), "{path} is not installed");
    }
    let directory = at("/usr/lib/twilight-playground");
    for program in [
        "playground-spawner",
        "playground-runner",
        "twilightc",
        "playground-store",
    ] {
        assert!(directory.join(program).is_file(), "{program}");
    }
}
