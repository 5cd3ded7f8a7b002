//! `playground-store` killed in the middle of its work: what it has acknowledged is there.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod scratch;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::thread;

use playground_store::record::Claim;
use playground_store::{Id, Lookup, Record, SqliteStore, Store, sha256};
use scratch::Scratch;

/// Snippets that are shared in all.
const SNIPPETS: usize = 10_000;
/// Acknowledgements after which the process is killed, one life after the other.
const LIVES: [usize; 6] = [1, 17, 400, 1_000, 1, 2_500];

fn store_command(path: &std::path::Path, command: &str) -> Command {
    let mut started = Command::new(env!("CARGO_BIN_EXE_playground-store"));
    started.arg("--store").arg(path).arg(command);
    started
}

#[test]
fn what_is_acknowledged_survives_kill_9() {
    let scratch = Scratch::new("crash");
    let path = scratch.path("store.db");
    let records: BTreeMap<String, String> = (0..SNIPPETS)
        .map(|number| {
            let content = format!("snippet {number} {}", "text ".repeat(number % 200));
            let id = Id::candidates(&sha256(content.as_bytes())).next().unwrap();
            (id.to_string(), content)
        })
        .collect();
    let mut acknowledged: Vec<String> = Vec::new();
    let lives = LIVES.into_iter().chain([usize::MAX]);
    for life in lives {
        let mut child = store_command(&path, "import")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut text = String::from("{\"format\":\"twilight-snippets\",\"version\":1}\n");
        for (id, content) in records.iter().skip(acknowledged.len()) {
            let record = Record {
                id: id.clone(),
                content: content.clone(),
                compiler: "twilightc 0.1.0".to_owned(),
                created: 1,
                takedown: None,
                claims: vec![Claim {
                    token: "ab".repeat(32),
                    expires: None,
                }],
            };
            text += &serde_json::to_string(&record).unwrap();
            text.push('\n');
        }
        // Fails when the reader is killed.
        let writer = thread::spawn(move || drop(input.write_all(text.as_bytes())));
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut lines = output.lines();
        acknowledged.extend(lines.by_ref().take(life).map(Result::unwrap));
        // SIGKILL.
        child.kill().unwrap();
        // What was written before the signal counts as well.
        acknowledged.extend(lines.map_while(Result::ok).filter(|line| line.len() == 16));
        child.wait().unwrap();
        writer.join().unwrap();
        let store = SqliteStore::open(&path, u64::MAX, sha256).unwrap();
        for id in &acknowledged {
            match store.load(&Id::parse(id).unwrap(), 2).unwrap() {
                Lookup::Found(snippet) => assert_eq!(Some(&snippet.content), records.get(id)),
                other => panic!("{id} was acknowledged and is {other:?}"),
            }
        }
    }
    assert_eq!(acknowledged.len(), SNIPPETS);
}

#[test]
fn operators_take_down_restore_export_and_purge() {
    let scratch = Scratch::new("operator");
    let path = scratch.path("store.db");
    let stored = {
        let store = SqliteStore::open(&path, u64::MAX, sha256).unwrap();
        let new = playground_store::NewSnippet {
            content: "text".to_owned(),
            compiler: "c".to_owned(),
            expires: Some(5),
            token: [1; 32],
        };
        store.create(&new, 1).unwrap();
        store.export(None, 1).unwrap().remove(0)
    };
    let run = |arguments: &[&str]| {
        let (command, rest) = arguments.split_first().unwrap();
        let output = store_command(&path, command).args(rest).output().unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap(),
        )
    };
    let id = stored.id.as_str();
    assert_eq!(
        run(&["check"]),
        (0, "1 snippets are as they were shared\n".to_owned())
    );
    assert_eq!(run(&["takedown", id, "--status", "451"]).0, 0);
    assert!(run(&["export"]).1.contains("\"takedown\":451"));
    assert_eq!(run(&["purge"]).1, "0 expired snippets removed\n");
    assert_eq!(run(&["restore", id]).0, 0);
    assert!(
        run(&["takedown", id, "--status", "404"])
            .1
            .contains("410 or 451, not 404")
    );
    assert_eq!(
        run(&["takedown", "nothing"]),
        (1, "playground-store: There is no snippet `nothing`.\n".to_owned())
    );
    assert_eq!(run(&["purge"]).1, "1 expired snippets removed\n");
    assert_eq!(run(&["restore", id]).0, 1);
    // A text that has changed on disk is found.
    let store = SqliteStore::open(&path, u64::MAX, sha256).unwrap();
    let new = playground_store::NewSnippet {
        content: "text".to_owned(),
        compiler: "c".to_owned(),
        expires: None,
        token: [1; 32],
    };
    store.create(&new, 1).unwrap();
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute("UPDATE snippets SET content = 'test'", [])
        .unwrap();
    let (code, text) = run(&["check"]);
    assert!(code == 1 && text.contains("its digest differs"), "{text}");
}
