//! The service over real sockets: slow and rude clients, and shutting down.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/endless.rs"]
mod endless;
#[path = "connections/heads.rs"]
mod heads;
#[path = "connections/smuggling.rs"]
mod smuggling;
mod support;

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use endless::Endless;
use playground_protocol::Job;
use playground_server::answering::Answers;
use playground_server::execute::ExecReport;
use playground_server::programs::Programs;
use playground_server::request::max_body_bytes;
use playground_server::routes::App;
use playground_server::serve::{Ended, ServeLimits, serve};
use support::{actor, app, app_of};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

struct Service {
    address: std::net::SocketAddr,
    app: Arc<App>,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Ended>,
}

async fn start(execute: impl Fn(Job) -> ExecReport + Send + Sync + 'static, drain: Duration) -> Service {
    start_app(app(execute, 4), drain).await
}

async fn start_app(app: Arc<App>, drain: Duration) -> Service {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let limits = ServeLimits {
        max_connections: 2,
        write_timeout: Duration::from_millis(200),
        drain_timeout: drain,
    };
    let served = Arc::clone(&app);
    let ended = tokio::spawn(async move {
        serve(listener, served, limits, async {
            let _ = stopped.await;
        })
        .await
    });
    Service {
        address,
        app,
        stop,
        ended,
    }
}

const LONG: Duration = Duration::from_secs(30);

fn head(length: usize) -> String {
    format!(
        "POST /run HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    )
}

fn request(code: &str) -> String {
    let body = serde_json::json!({ "code": code }).to_string();
    head(body.len()) + &body
}

async fn exchange(service: &Service, text: &str) -> String {
    let mut stream = TcpStream::connect(service.address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let count = tokio::time::timeout(LONG, stream.read(&mut answer))
        .await
        .unwrap()
        .unwrap();
    answer.truncate(count);
    String::from_utf8(answer).unwrap()
}

/// An executor that waits until it is released.
fn gated() -> (
    mpsc::Sender<()>,
    impl Fn(Job) -> ExecReport + Send + Sync + 'static,
) {
    let (release, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    (release, move |job| {
        gate.lock().unwrap().recv().unwrap();
        actor(job)
    })
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_408() {
    let service = start(actor, LONG).await;
    let answer = exchange(&service, &(head(100) + "{")).await;
    assert!(
        answer.starts_with("HTTP/1.1 408") && answer.contains("/problems/body-timeout"),
        "{answer}"
    );
    assert!(answer.to_lowercase().contains("connection: close"), "{answer}");
}

#[tokio::test]
async fn a_body_that_says_it_is_too_large_is_refused_before_it_arrives() {
    let service = start(actor, LONG).await;
    let most = max_body_bytes(service.app.limits.max_source_bytes);
    for (length, status) in [(most, "408"), (most + 1, "413"), (usize::MAX / 2, "413")] {
        let answer = exchange(&service, &(head(length) + "{")).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{length}: {answer}"
        );
        assert!(answer.to_lowercase().contains("connection: close"), "{answer}");
    }
}

#[tokio::test]
async fn a_client_that_hangs_up_leaves_the_queue() {
    let (release, execute) = gated();
    let service = start(execute, LONG).await;
    let mut first = TcpStream::connect(service.address).await.unwrap();
    first.write_all(request("ok").as_bytes()).await.unwrap();
    while service.app.admission.free() > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let mut second = TcpStream::connect(service.address).await.unwrap();
    second.write_all(request("ok").as_bytes()).await.unwrap();
    while service.app.admission.waiting() == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    drop(second);
    while service.app.admission.waiting() > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    // The one that runs keeps its slot until its sandbox is gone, which it never is before the executor says so.
    drop(first);
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(service.app.admission.free(), 0);
    release.send(()).unwrap();
    tokio::time::timeout(LONG, service.app.admission.idle())
        .await
        .unwrap();
}

async fn until(condition: impl Fn() -> bool) {
    let waiting = async {
        while !condition() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(LONG, waiting).await.unwrap();
}

/// A client that asks and does not read.
async fn ask(service: &Service, code: &str) -> TcpStream {
    let mut stream = TcpStream::connect(service.address).await.unwrap();
    stream.write_all(request(code).as_bytes()).await.unwrap();
    stream
}

#[tokio::test]
async fn a_client_that_hangs_up_ends_what_runs_for_it() {
    let executor = Arc::new(Endless::default());
    let service = start_app(app_of(executor.clone(), 4), LONG).await;
    let first = ask(&service, "first").await;
    until(|| executor.begun.load(Ordering::SeqCst) == 1).await;
    let second = ask(&service, "second").await;
    until(|| service.app.admission.waiting() == 1).await;
    drop(first);
    // Its place is the next one's at once.
    until(|| executor.begun.load(Ordering::SeqCst) == 2).await;
    assert_eq!(executor.abandoned.load(Ordering::SeqCst), 1);
    drop(second);
    tokio::time::timeout(LONG, service.app.admission.idle())
        .await
        .unwrap();
    assert_eq!(executor.abandoned.load(Ordering::SeqCst), 2);
    executor.released.store(true, Ordering::SeqCst);
    let answer = exchange(&service, &request("third")).await;
    assert!(answer.contains(r#""return_value":"42""#), "{answer}");
}

#[tokio::test]
async fn a_job_of_several_clients_ends_with_the_last_of_them() {
    let executor = Arc::new(Endless::default());
    let mut app = Arc::into_inner(app_of(executor.clone(), 4)).unwrap();
    let answers = Arc::new(Answers::new(1 << 20, Programs::new(Vec::new())));
    app.answers = Some(Arc::clone(&answers));
    let service = start_app(Arc::new(app), LONG).await;
    let first = ask(&service, "same").await;
    let second = ask(&service, "same").await;
    until(|| answers.cache.awaited() == 2).await;
    until(|| executor.begun.load(Ordering::SeqCst) == 1).await;
    drop(first);
    until(|| answers.cache.awaited() == 1).await;
    // Another joins: it is still under way.
    let third = ask(&service, "same").await;
    until(|| answers.cache.awaited() == 2).await;
    drop(second);
    until(|| answers.cache.awaited() == 1).await;
    let counts = || {
        (
            executor.begun.load(Ordering::SeqCst),
            executor.abandoned.load(Ordering::SeqCst),
        )
    };
    assert_eq!(counts(), (1, 0));
    drop(third);
    until(|| counts() == (1, 1)).await;
    // It begins anew for who asks now.
    let fourth = ask(&service, "same").await;
    until(|| counts() == (2, 1)).await;
    executor.released.store(true, Ordering::SeqCst);
    until(|| answers.cache.size().0 == 1).await;
    drop(fourth);
}

#[tokio::test]
async fn shutting_down_answers_what_is_in_flight() {
    let (release, execute) = gated();
    let service = start(execute, LONG).await;
    let mut stream = TcpStream::connect(service.address).await.unwrap();
    stream.write_all(request("ok").as_bytes()).await.unwrap();
    while service.app.admission.free() > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let idle = TcpStream::connect(service.address).await.unwrap();
    service.stop.send(()).unwrap();
    while TcpStream::connect(service.address).await.is_ok() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    release.send(()).unwrap();
    let mut answer = String::new();
    tokio::time::timeout(LONG, stream.read_to_string(&mut answer))
        .await
        .unwrap()
        .unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains(r#""return_value":"42""#),
        "{answer}"
    );
    assert_eq!(
        tokio::time::timeout(LONG, service.ended).await.unwrap().unwrap(),
        Ended::Drained
    );
    drop(idle);
}

#[tokio::test]
async fn shutting_down_is_bounded() {
    let (release, execute) = gated();
    let service = start(execute, Duration::from_millis(50)).await;
    let mut stream = TcpStream::connect(service.address).await.unwrap();
    stream.write_all(request("ok").as_bytes()).await.unwrap();
    while service.app.admission.free() > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    service.stop.send(()).unwrap();
    assert_eq!(
        tokio::time::timeout(LONG, service.ended).await.unwrap().unwrap(),
        Ended::DrainTimeout
    );
    release.send(()).unwrap();
}

#[tokio::test]
async fn a_client_that_never_reads_is_cut_off() {
    let service = start(
        |job| {
            let mut report = actor(job);
            report.reply.output = "x".repeat(32 << 20);
            report
        },
        LONG,
    )
    .await;
    // Both connections the service allows are taken by clients that ask and do not read.
    let mut deaf = Vec::new();
    for _ in 0..2 {
        let socket = TcpSocket::new_v4().unwrap();
        // A fixed small window: the kernel must not take the whole answer in the client's place.
        socket.set_recv_buffer_size(8192).unwrap();
        let mut stream = socket.connect(service.address).await.unwrap();
        stream.write_all(request("ok").as_bytes()).await.unwrap();
        deaf.push(stream);
    }
    // Well before an idle connection would be closed: only the cut can have made room.
    let soon = Duration::from_secs(10);
    let asking = exchange(&service, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
    let answer = tokio::time::timeout(soon, asking).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(deaf);
}
