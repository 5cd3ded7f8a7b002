//! What every store must do: each function takes a way to make an empty store with a given digest.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::{Arc, Barrier};
use std::thread;

use playground_store::id::{MAX_ID_CHARS, MIN_ID_CHARS, base32};
use playground_store::{
    Creation, Deletion, DigestFn, Id, Lookup, MAX_CLAIMS, NewSnippet, Record, Snippet, Store, StoreError,
    Stored, Takedown, sha256, transfer,
};

/// Makes an empty store.
pub type Make = dyn Fn(DigestFn) -> Arc<dyn Store>;

/// Runs the whole suite.
pub fn run_all(make: &Make) {
    for case in [
        what_is_shared_is_loaded,
        equal_texts_are_one_snippet,
        a_token_deletes_and_no_other,
        the_last_claim_takes_the_snippet_along,
        tokens_are_bounded,
        ends_are_kept_and_the_latest_counts,
        an_expired_text_can_be_shared_anew,
        purging_removes_what_has_expired,
        taken_down_is_taken_down,
        clashing_ids_grow,
        clashing_digests_are_refused,
        odd_texts_come_back_as_they_are,
        exports_bring_everything_along,
        imports_are_checked,
        many_at_once_share_equal_and_clashing_texts,
    ] {
        case(make);
    }
}

pub fn new(content: &str, token: u8) -> NewSnippet {
    NewSnippet {
        content: content.to_owned(),
        compiler: "twilightc 0.1.0".to_owned(),
        expires: None,
        token: [token; 32],
    }
}

fn until(content: &str, token: u8, expires: u64) -> NewSnippet {
    NewSnippet {
        expires: Some(expires),
        ..new(content, token)
    }
}

pub fn create(store: &dyn Store, new: &NewSnippet, now: u64) -> Stored {
    match store.create(new, now).unwrap() {
        Creation::Stored(stored) => stored,
        other => panic!("{other:?}"),
    }
}

fn found(store: &dyn Store, id: &Id, now: u64) -> Snippet {
    match store.load(id, now).unwrap() {
        Lookup::Found(snippet) => snippet,
        other => panic!("{id}: {other:?}"),
    }
}

fn what_is_shared_is_loaded(make: &Make) {
    let store = make(sha256);
    store.check().unwrap();
    let stored = create(&*store, &until("text", 1, 200), 100);
    assert_eq!(stored.id.as_str(), &base32(&sha256(b"text"))[..MIN_ID_CHARS]);
    assert!(stored.fresh && stored.deletable);
    assert_eq!((stored.created, stored.expires), (100, Some(200)));
    let snippet = found(&*store, &stored.id, 150);
    let expected = Snippet {
        id: stored.id,
        content: "text".to_owned(),
        compiler: "twilightc 0.1.0".to_owned(),
        created: 100,
        expires: Some(200),
    };
    assert_eq!(snippet, expected);
    let other = Id::parse(&"a".repeat(MIN_ID_CHARS)).unwrap();
    assert_eq!(store.load(&other, 150).unwrap(), Lookup::Missing);
}

fn equal_texts_are_one_snippet(make: &Make) {
    let store = make(sha256);
    let first = create(&*store, &new("text", 1), 100);
    let mut again = new("text", 2);
    again.compiler = "twilightc 9.9.9".to_owned();
    let second = create(&*store, &again, 200);
    assert_eq!(
        second,
        Stored {
            fresh: false,
            ..first.clone()
        }
    );
    // The compiler is the one that it was first shared with.
    assert_eq!(found(&*store, &first.id, 300).compiler, "twilightc 0.1.0");
    let other = create(&*store, &new("text ", 1), 300);
    assert!(other.fresh && other.id != first.id);
}

fn a_token_deletes_and_no_other(make: &Make) {
    let store = make(sha256);
    let id = create(&*store, &new("text", 1), 100).id;
    let other = create(&*store, &new("other", 2), 100).id;
    assert_eq!(store.delete(&id, &[2; 32], 100).unwrap(), Deletion::WrongToken);
    assert_eq!(store.delete(&id, &[0; 32], 100).unwrap(), Deletion::WrongToken);
    assert_eq!(store.delete(&id, &[1; 32], 100).unwrap(), Deletion::Deleted);
    assert_eq!(store.load(&id, 100).unwrap(), Lookup::Missing);
    assert_eq!(store.delete(&id, &[1; 32], 100).unwrap(), Deletion::Missing);
    assert_eq!(found(&*store, &other, 100).content, "other");
}

fn the_last_claim_takes_the_snippet_along(make: &Make) {
    let store = make(sha256);
    let id = create(&*store, &new("text", 1), 100).id;
    create(&*store, &until("text", 2, 500), 100);
    // One token used twice is one claim.
    create(&*store, &new("text", 1), 100);
    assert_eq!(store.delete(&id, &[1; 32], 100).unwrap(), Deletion::KeptForOthers);
    assert_eq!(store.delete(&id, &[1; 32], 100).unwrap(), Deletion::WrongToken);
    // What remains is kept as long as the one who remains wanted it.
    assert_eq!(found(&*store, &id, 499).expires, Some(500));
    assert_eq!(store.load(&id, 500).unwrap(), Lookup::Missing);
    assert_eq!(store.delete(&id, &[2; 32], 499).unwrap(), Deletion::Deleted);
    // A claim that has ended keeps nothing.
    create(&*store, &until("text", 1, 300), 200);
    create(&*store, &until("text", 2, 400), 200);
    assert_eq!(store.delete(&id, &[2; 32], 350).unwrap(), Deletion::Deleted);
}

fn tokens_are_bounded(make: &Make) {
    let store = make(sha256);
    let most = u8::try_from(MAX_CLAIMS).unwrap();
    for token in 1..=most {
        assert!(create(&*store, &new("text", token), 100).deletable, "{token}");
    }
    let stored = create(&*store, &until("text", most + 1, 500), 100);
    assert!(!stored.deletable && !stored.fresh);
    create(&*store, &until("text", most + 2, 400), 100);
    assert_eq!(
        store.delete(&stored.id, &[most + 1; 32], 100).unwrap(),
        Deletion::WrongToken
    );
    // Those without a token keep the text as long as the last of them wanted.
    for token in 1..=most {
        let deletion = store.delete(&stored.id, &[token; 32], 100).unwrap();
        assert_eq!(deletion, Deletion::KeptForOthers, "{token}");
    }
    assert_eq!(found(&*store, &stored.id, 100).expires, Some(500));
}

fn ends_are_kept_and_the_latest_counts(make: &Make) {
    let store = make(sha256);
    let id = create(&*store, &until("text", 1, 200), 100).id;
    assert_eq!(found(&*store, &id, 199).expires, Some(200));
    assert_eq!(store.load(&id, 200).unwrap(), Lookup::Missing);
    assert_eq!(store.delete(&id, &[1; 32], 200).unwrap(), Deletion::Missing);
    assert_eq!(create(&*store, &until("text", 2, 150), 100).expires, Some(200));
    assert_eq!(create(&*store, &until("text", 3, 300), 100).expires, Some(300));
    assert_eq!(create(&*store, &new("text", 4), 100).expires, None);
    assert_eq!(create(&*store, &until("text", 5, 400), 100).expires, None);
    assert_eq!(found(&*store, &id, u64::MAX).expires, None);
}

fn an_expired_text_can_be_shared_anew(make: &Make) {
    let store = make(sha256);
    let first = create(&*store, &until("text", 1, 200), 100);
    let again = create(&*store, &until("text", 2, 400), 300);
    assert!(again.fresh);
    assert_eq!((again.id, again.created), (first.id.clone(), 300));
    // The old token went with the old snippet.
    assert_eq!(
        store.delete(&first.id, &[1; 32], 300).unwrap(),
        Deletion::WrongToken
    );
}

fn purging_removes_what_has_expired(make: &Make) {
    let store = make(sha256);
    for (text, end) in [("a", 100), ("b", 200), ("c", 300)] {
        create(&*store, &until(text, 1, end), 50);
    }
    let kept = create(&*store, &new("kept", 1), 50).id;
    let down = create(&*store, &until("down", 1, 100), 50).id;
    store.take_down(&down, Some(Takedown::Gone)).unwrap();
    assert_eq!(store.purge(99).unwrap(), 0);
    assert_eq!(store.purge(200).unwrap(), 2);
    assert_eq!(store.purge(200).unwrap(), 0);
    assert_eq!(store.export(None, 10).unwrap().len(), 3);
    found(&*store, &kept, 1_000);
    assert_eq!(
        store.load(&down, 1_000).unwrap(),
        Lookup::TakenDown(Takedown::Gone)
    );
}

fn taken_down_is_taken_down(make: &Make) {
    let store = make(sha256);
    let id = create(&*store, &new("text", 1), 100).id;
    let nothing = Id::parse(&"a".repeat(MIN_ID_CHARS)).unwrap();
    assert!(!store.take_down(&nothing, Some(Takedown::Gone)).unwrap());
    for takedown in [Takedown::Gone, Takedown::Legal] {
        assert!(store.take_down(&id, Some(takedown)).unwrap());
        assert_eq!(store.load(&id, 100).unwrap(), Lookup::TakenDown(takedown));
        assert_eq!(
            store.create(&new("text", 2), 100).unwrap(),
            Creation::TakenDown(takedown)
        );
        assert_eq!(
            store.delete(&id, &[1; 32], 100).unwrap(),
            Deletion::TakenDown(takedown)
        );
    }
    assert!(store.take_down(&id, None).unwrap());
    assert_eq!(found(&*store, &id, 100).content, "text");
    assert_eq!(store.delete(&id, &[1; 32], 100).unwrap(), Deletion::Deleted);
}

/// Equal first ten bytes (16 characters) for all texts, then what they begin with.
fn clashing(bytes: &[u8]) -> [u8; 32] {
    let mut digest = [0x5a; 32];
    for (to, from) in digest[10..].iter_mut().zip(bytes) {
        *to = *from;
    }
    digest
}

fn clashing_ids_grow(make: &Make) {
    let store = make(clashing);
    let texts = ["aaa", "baa", "caa", "aab", "b", "zzz"];
    let mut ids: Vec<Id> = Vec::new();
    for text in texts {
        ids.push(create(&*store, &new(text, 1), 100).id);
    }
    assert_eq!(ids[0].as_str().len(), MIN_ID_CHARS);
    assert!(
        ids[1..].iter().all(|id| id.as_str().len() > MIN_ID_CHARS),
        "{ids:?}"
    );
    for (text, id) in texts.iter().zip(&ids) {
        assert!(base32(&clashing(text.as_bytes())).starts_with(id.as_str()));
        assert_eq!(found(&*store, id, 100).content, *text);
        assert_eq!(create(&*store, &new(text, 2), 100).id, *id);
    }
    // The id that one leaves does not become a second id of another.
    for token in [1, 2] {
        store.delete(&ids[0], &[token; 32], 100).unwrap();
    }
    assert_eq!(create(&*store, &new("baa", 3), 100).id, ids[1]);
    assert_eq!(store.load(&ids[0], 100).unwrap(), Lookup::Missing);
}

fn clashing_digests_are_refused(make: &Make) {
    let store = make(|_| [1; 32]);
    let id = create(&*store, &new("text", 1), 100).id;
    assert_eq!(
        store.create(&new("other", 1), 100).unwrap_err(),
        StoreError::Clash(id.clone())
    );
    assert_eq!(found(&*store, &id, 100).content, "text");
}

fn odd_texts_come_back_as_they_are(make: &Make) {
    let store = make(sha256);
    let long = "\u{1f600}\r\n".repeat(40_000);
    for text in [
        "",
        " ",
        "\0",
        "a\0b",
        "\u{feff}x",
        "'; DROP TABLE snippets; --",
        "é\u{301}\n\r\n",
        &long,
    ] {
        let id = create(&*store, &new(text, 1), 100).id;
        assert_eq!(found(&*store, &id, 100).content, text);
    }
}

fn exported(store: &dyn Store) -> String {
    let mut out = Vec::new();
    transfer::export(store, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn exports_bring_everything_along(make: &Make) {
    let (store, other) = (make(sha256), make(sha256));
    // More than one batch.
    for number in 0..300 {
        create(&*store, &new(&format!("text {number}"), 1), number);
    }
    let shared = create(&*store, &until("text 7", 2, 900), 400).id;
    let down = create(&*store, &until("down", 1, 100), 50).id;
    store.take_down(&down, Some(Takedown::Legal)).unwrap();
    let text = exported(&*store);
    assert_eq!(text.lines().count(), 302);
    let mut ids = Vec::new();
    let import = |text: &str, ids: &mut Vec<String>| {
        transfer::import(&*other, &mut Cursor::new(text), |id| ids.push(id.to_owned()))
    };
    assert_eq!(import(&text, &mut ids), Ok(301));
    assert_eq!((ids.len(), ids.is_sorted()), (301, true));
    assert_eq!(exported(&*other), text);
    // A second time changes nothing; tokens and takedowns are those of the first store.
    assert_eq!(import(&text, &mut ids), Ok(301));
    assert_eq!(exported(&*other), text);
    assert_eq!(other.load(&down, 60).unwrap(), Lookup::TakenDown(Takedown::Legal));
    assert_eq!(
        other.delete(&shared, &[1; 32], 500).unwrap(),
        Deletion::KeptForOthers
    );
    assert_eq!(other.delete(&shared, &[2; 32], 500).unwrap(), Deletion::Deleted);
}

fn imports_are_checked(make: &Make) {
    let source = make(sha256);
    create(&*source, &new("text", 1), 100);
    let head = exported(&*make(sha256));
    let record = source.export(None, 1).unwrap().remove(0);
    let changed = |change: &dyn Fn(&mut Record)| {
        let mut record = record.clone();
        change(&mut record);
        format!("{head}{}\n", serde_json::to_string(&record).unwrap())
    };
    for (text, why) in [
        (String::new(), "is empty"),
        ("{}\n".to_owned(), "Line 1"),
        (head.replace(":1}", ":2}"), "version 2"),
        (
            format!("{head}{{}}\n"),
            "Line 2 of the import: It is not a record",
        ),
        (
            changed(&|record| record.content.push('x')),
            "does not follow from its content",
        ),
        (
            changed(&|record| record.id.replace_range(..1, "A")),
            "does not follow",
        ),
        (changed(&|record| record.claims.clear()), "no claims"),
        (
            changed(&|record| record.claims[0].token = "zz".to_owned()),
            "64 hexadecimal",
        ),
    ] {
        let store = make(sha256);
        let error =
            transfer::import(&*store, &mut Cursor::new(text), |_| panic!("acknowledged")).unwrap_err();
        assert!(error.contains(why), "{why}: {error}");
        assert_eq!(store.export(None, 1).unwrap(), Vec::new(), "{why}");
    }
    // Another text has the id, or the text has another id.
    let store = make(clashing);
    let longer = |id: &mut String, text: &str, length: usize| {
        *id = base32(&clashing(text.as_bytes()))[..length].to_owned();
    };
    let mut other = record.clone();
    other.content = "b".to_owned();
    longer(&mut other.id, "b", MIN_ID_CHARS);
    store.import(&other).unwrap();
    let mut again = record;
    longer(&mut again.id, "text", MIN_ID_CHARS);
    assert!(matches!(store.import(&again), Err(StoreError::Clash(_))));
    longer(&mut other.id, "b", MAX_ID_CHARS);
    assert!(matches!(store.import(&other), Err(StoreError::Clash(_))));
}

fn many_at_once_share_equal_and_clashing_texts(make: &Make) {
    const THREADS: u8 = 8;
    const TEXTS: usize = 12;
    let store = make(clashing);
    let start = Arc::new(Barrier::new(usize::from(THREADS)));
    let threads: Vec<_> = (0..THREADS)
        .map(|thread| {
            let (store, start) = (Arc::clone(&store), Arc::clone(&start));
            thread::spawn(move || {
                start.wait();
                (0..TEXTS)
                    .map(|step| {
                        let text = format!("{}", (step + usize::from(thread)) % TEXTS);
                        let stored = create(&*store, &new(&text, thread + 1), 100);
                        (text, stored)
                    })
                    .collect::<Vec<_>>()
            })
        })
        .collect();
    let mut ids: BTreeMap<String, Id> = BTreeMap::new();
    let mut fresh = 0;
    for thread in threads {
        for (text, stored) in thread.join().unwrap() {
            fresh += usize::from(stored.fresh);
            assert_eq!(*ids.entry(text).or_insert_with(|| stored.id.clone()), stored.id);
        }
    }
    assert_eq!(fresh, TEXTS);
    for (text, id) in &ids {
        assert_eq!(found(&*store, id, 100).content, *text);
    }
    let all = store.export(None, 100).unwrap();
    assert_eq!(all.len(), TEXTS);
    assert!(
        all.iter()
            .all(|record| record.claims.len() == usize::from(THREADS))
    );
}

/// Fills `store`, which holds about a MiB, until it refuses; what is there stays, and deleting makes room.
pub fn a_full_store_refuses_and_goes_on(store: &dyn Store) {
    // Nothing that a database could store in less.
    let noise = |seed: usize, length: usize| {
        let mut text = String::new();
        while text.len() < length {
            text += &base32(&sha256(format!("{seed} {}", text.len()).as_bytes()));
        }
        text
    };
    let mut kept = Vec::new();
    let error = loop {
        match store.create(&new(&noise(kept.len(), 50_000), 1), 100) {
            Ok(Creation::Stored(stored)) => kept.push(stored.id),
            Ok(other) => panic!("{other:?}"),
            Err(error) => break error,
        }
        assert!(kept.len() < 40, "1 MiB holds more than it should");
    };
    assert_eq!(error, StoreError::Full);
    assert!(kept.len() > 10, "{}", kept.len());
    for id in &kept {
        assert!(matches!(store.load(id, 100).unwrap(), Lookup::Found(_)));
    }
    for id in &kept[..4] {
        store.delete(id, &[1; 32], 100).unwrap();
    }
    create(store, &new(&noise(1_000, 40_000), 1), 100);
}
