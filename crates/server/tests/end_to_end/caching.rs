//! Answers that are given again, through the real server.

use std::thread;

use serde_json::json;

use crate::service::{Service, receive};
use crate::{ADD, SPIN};

#[test]
fn an_answer_is_given_again_as_it_was() {
    let service = Service::start(&["--answer-cache-mib", "1"]);
    for (path, request) in [
        ("/run", json!({ "code": ADD })),
        ("/v1/run", json!({"code": ADD, "gas_limit": 10})),
        ("/run", json!({"code": "pub fn main() {\n    nothing\n}\n"})),
        ("/compile", json!({"code": ADD, "emit": ["wat"]})),
        ("/run", json!({"code": ADD, "include": ["storage"]})),
    ] {
        let first = service.post(path, &request);
        assert!(first.head.contains("x-cache: miss"), "{}", first.head);
        assert!(first.head.contains("run;dur="), "{}", first.head);
        let again = service.post(path, &request);
        assert!(
            again.head.contains("x-cache: hit") && again.head.contains("server-timing: cache;dur="),
            "{}",
            again.head
        );
        assert_eq!(again.text, first.text);
        let tag = |head: &str| {
            head.split("etag: ")
                .nth(1)
                .unwrap()
                .lines()
                .next()
                .unwrap()
                .to_owned()
        };
        assert_eq!(tag(&first.head), tag(&again.head));
    }
    // What a machine's limit ended may go well another time, and times are never the same.
    let spin = json!({"code": SPIN, "gas_limit": u64::MAX});
    let stages = json!({"code": ADD, "include": ["stages"]});
    for (request, source) in [(spin, "x-cache: miss"), (stages, "x-cache: bypass")] {
        for _ in 0..2 {
            let reply = service.post("/run", &request);
            assert!(reply.head.contains(source), "{}", reply.head);
        }
    }
}

#[test]
fn requests_that_are_alike_run_once() {
    let service = Service::start(&["--answer-cache-mib", "1", "--workers", "1"]);
    // Something else holds the only place, so that all of them wait at the same time.
    let holds = service.ask("/run", &json!({"code": SPIN, "gas_limit": u64::MAX}));
    let request = json!({ "code": ADD });
    let asked: Vec<_> = (0..8).map(|_| service.ask("/run", &request)).collect();
    let replies: Vec<_> = asked
        .into_iter()
        .map(|stream| thread::spawn(move || receive(stream)))
        .map(|thread| thread.join().unwrap())
        .collect();
    let count = |source: &str| replies.iter().filter(|reply| reply.head.contains(source)).count();
    assert_eq!((count("x-cache: miss"), count("x-cache: joined")), (1, 7));
    assert!(
        replies
            .iter()
            .all(|reply| reply.text == replies[0].text && reply.status == 200)
    );
    assert_eq!(receive(holds).body["error_type"], "Timeout");
}
