//! Snippets on their way from every kind of store to every other.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod scratch;

use std::io::Write;
use std::process::{Command, Stdio};

use playground_store::{Id, NewSnippet, Store, Takedown, open};
use playground_test_servers::{Postgres, Redis};
use scratch::Scratch;

/// More than one batch of every store.
const SNIPPETS: usize = 300;

/// What `playground-store` prints, and whether it was content.
fn tool(store: &str, command: &str, input: &[u8]) -> (bool, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_playground-store"))
        .args(["--store", store, command])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    (
        output.status.success(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn fill(store: &dyn Store) {
    let mut last = None;
    for number in 0..SNIPPETS {
        let new = NewSnippet {
            content: format!("snippet {number} \\ \" \u{1f600}\0{}", "text\n".repeat(number)),
            compiler: format!("twilightc {number}"),
            expires: (number % 3 == 0).then_some(4_000_000_000 + number as u64),
            token: [number as u8; 32],
        };
        store.create(&new, 1_000 + number as u64).unwrap();
        last = Some(new);
    }
    // Two who keep one snippet, and one that was taken down.
    let again = NewSnippet {
        token: [255; 32],
        ..last.unwrap()
    };
    store.create(&again, 5_000).unwrap();
    let first = store.export(None, 1).unwrap().remove(0);
    let id = Id::parse(&first.id).unwrap();
    assert!(store.take_down(&id, Some(Takedown::Legal)).unwrap());
}

#[test]
fn every_store_takes_what_another_gives() {
    let scratch = Scratch::new("moving");
    let (postgres, redis) = (Postgres::start(&["fsync=off"]), Redis::start(&[]));
    let file = |name: &str| format!("sqlite:{}", scratch.path(name).display());
    fill(&*open(&file("first"), u64::MAX).unwrap());
    let (good, first, said) = tool(&file("first"), "export", b"");
    assert!(
        good && said == format!("{SNIPPETS} snippets exported\n"),
        "{said}"
    );
    // From each kind to each other and back: six ways.
    let way = [
        postgres.schema("one"),
        redis.address(1),
        file("second"),
        redis.address(2),
        postgres.schema("two"),
        file("third"),
    ];
    let mut text = first.clone();
    for store in &way {
        let (good, ids, said) = tool(store, "import", text.as_bytes());
        assert!(good && ids.lines().count() == SNIPPETS, "{store}: {said}");
        text = tool(store, "export", b"").1;
        assert!(text == first, "{store} gives something else than it took");
        let (good, _, said) = tool(store, "check", b"");
        assert!(
            good && said == format!("{SNIPPETS} snippets are as they were shared\n"),
            "{said}"
        );
    }
}

#[test]
fn the_commands_of_the_documents_work() {
    const OPERATIONS: &str = include_str!("../../../docs/operations.md");
    let scratch = Scratch::new("commands");
    let store = format!("sqlite:{}", scratch.path("first").display());
    fill(&*open(&store, u64::MAX).unwrap());
    let id = open(&store, u64::MAX)
        .unwrap()
        .export(None, 2)
        .unwrap()
        .remove(1)
        .id;
    let programs = std::path::Path::new(env!("CARGO_BIN_EXE_playground-store"))
        .parent()
        .unwrap();
    let path = std::env::join_paths(
        [programs.to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let commands: Vec<&str> = OPERATIONS
        .split('`')
        .filter(|text| text.starts_with("playground-store --store"))
        .collect();
    assert!(commands.len() >= 7, "{commands:?}");
    for command in commands {
        let command = command
            .replace("--store S", &format!("--store {store}"))
            .replace("--store A", &format!("--store {store}"))
            .replace(
                "--store B",
                &format!("--store {}", scratch.path("second").display()),
            )
            .replace(" ID", &format!(" {id}"))
            .replace(['[', ']'], "");
        let output = Command::new("sh")
            .args(["-e", "-c", &command])
            .env("PATH", &path)
            .current_dir(scratch.path("."))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {said}");
    }
    let moved = open(&scratch.path("second").display().to_string(), u64::MAX).unwrap();
    assert_eq!(moved.export(None, 1_000).unwrap().len(), SNIPPETS);
}

#[test]
fn help_and_complaints_hold_no_password() {
    let address = "postgres://me:very-secret@127.0.0.1:9/db";
    for arguments in [&["--help"][..], &["check"], &["--nonsense"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_playground-store"))
            .env("PLAYGROUND_STORE", address)
            .args(arguments)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        assert!(!text.is_empty() && !text.contains("very-secret"), "{text}");
    }
}
