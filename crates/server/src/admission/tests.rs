//! Who runs, waits and is refused, without any real job.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

const LONG: Duration = Duration::from_secs(30);

fn client(number: u8) -> IpAddr {
    IpAddr::from([10, 0, 0, number])
}

async fn until_waiting(admission: &Admission, count: usize) {
    while admission.waiting() != count {
        tokio::task::yield_now().await;
    }
}

type Entering = tokio::task::JoinHandle<Result<Place, Refused>>;

/// Puts a request into the queue and returns when it is there.
async fn enqueue(admission: &Arc<Admission>, from: u8) -> Entering {
    let count = admission.waiting();
    let entering = tokio::spawn({
        let admission = Arc::clone(admission);
        async move { admission.enter(client(from)).await }
    });
    until_waiting(admission, count + 1).await;
    entering
}

/// The queue holds nothing of what has left it.
fn assert_empty(admission: &Admission) {
    let queue = admission.gate.lock();
    assert!(
        queue.waiting == 0 && queue.clients.is_empty() && queue.turns.is_empty() && queue.lengths.is_empty(),
        "{queue:?}"
    );
}

#[tokio::test]
async fn the_queue_holds_exactly_its_size() {
    let admission = Arc::new(Admission::new(1, 2, LONG));
    let running = admission.enter(client(1)).await.unwrap();
    let queue = [enqueue(&admission, 1).await, enqueue(&admission, 1).await];
    assert_eq!(admission.enter(client(1)).await.unwrap_err(), Refused::QueueFull);
    assert_eq!(admission.waiting(), 2, "a refused request leaves the queue");
    drop(running);
    for waiter in queue {
        assert!(waiter.await.unwrap().is_ok());
    }
    assert_empty(&admission);
    assert_eq!(admission.free(), 1);
}

#[tokio::test]
async fn no_queue_at_all_refuses_at_once() {
    let admission = Admission::new(1, 0, LONG);
    let running = admission.enter(client(1)).await.unwrap();
    assert_eq!(admission.enter(client(2)).await.unwrap_err(), Refused::QueueFull);
    drop(running);
    assert!(admission.enter(client(2)).await.is_ok());
}

#[tokio::test]
async fn a_long_wait_is_refused() {
    let admission = Admission::new(1, 1, Duration::from_millis(5));
    let _running = admission.enter(client(1)).await.unwrap();
    assert_eq!(
        admission.enter(client(1)).await.unwrap_err(),
        Refused::WaitedTooLong
    );
    assert_empty(&admission);
}

#[tokio::test]
async fn a_client_that_goes_away_frees_its_place() {
    let admission = Arc::new(Admission::new(1, 2, LONG));
    let running = admission.enter(client(1)).await.unwrap();
    let first = enqueue(&admission, 1).await;
    let second = enqueue(&admission, 1).await;
    first.abort();
    until_waiting(&admission, 1).await;
    drop(running);
    drop(second.await.unwrap().unwrap());
    assert_empty(&admission);
    assert_eq!(admission.free(), 1);
}

#[tokio::test]
async fn a_slot_that_is_given_to_who_has_just_gone_is_not_lost() {
    let admission = Admission::new(1, 1, LONG);
    let running = admission.enter(client(1)).await.unwrap();
    let mut entering = Box::pin(admission.enter(client(1)));
    assert!(futures_ready(entering.as_mut()).await.is_none());
    drop(running);
    // The slot is its own, which it does not hear any more.
    assert_eq!(admission.free(), 0);
    drop(entering);
    assert_eq!(admission.free(), 1);
    assert_empty(&admission);
}

/// What a future gives at once.
async fn futures_ready<F: Future>(mut future: std::pin::Pin<&mut F>) -> Option<F::Output> {
    std::future::poll_fn(|cx| {
        std::task::Poll::Ready(match future.as_mut().poll(cx) {
            std::task::Poll::Ready(output) => Some(output),
            std::task::Poll::Pending => None,
        })
    })
    .await
}

#[tokio::test]
async fn clients_take_turns() {
    let admission = Arc::new(Admission::new(1, 8, LONG));
    let mut running = admission.enter(client(1)).await.unwrap();
    let mut queue = Vec::new();
    // One client sends five, then two others one and two.
    for from in [1, 1, 1, 1, 1, 2, 3, 3] {
        queue.push((from, enqueue(&admission, from).await));
    }
    let mut order = Vec::new();
    while !queue.is_empty() {
        let before = queue.len();
        drop(running);
        let (from, place) = loop {
            if let Some(index) = queue.iter().position(|(_, entering)| entering.is_finished()) {
                let (from, entering) = queue.remove(index);
                break (from, entering.await.unwrap().unwrap());
            }
            tokio::task::yield_now().await;
        };
        assert_eq!(queue.len(), before - 1);
        order.push(from);
        running = place;
    }
    assert_eq!(order, [1, 2, 3, 1, 3, 1, 1, 1]);
    drop(running);
    assert_empty(&admission);
}

#[tokio::test]
async fn a_full_queue_has_room_for_who_has_less_in_it() {
    let admission = Arc::new(Admission::new(1, 4, LONG));
    let running = admission.enter(client(1)).await.unwrap();
    let first = enqueue(&admission, 1).await;
    let second = enqueue(&admission, 1).await;
    let third = enqueue(&admission, 1).await;
    let fourth = enqueue(&admission, 1).await;
    let enter = |from| {
        let admission = Arc::clone(&admission);
        tokio::spawn(async move { admission.enter(client(from)).await })
    };
    // The last ones of the first client make room for two of another, and not for a third: both have two.
    let other = enter(2);
    assert_eq!(fourth.await.unwrap().unwrap_err(), Refused::QueueFull);
    let another = enter(2);
    assert_eq!(third.await.unwrap().unwrap_err(), Refused::QueueFull);
    assert_eq!(admission.enter(client(2)).await.unwrap_err(), Refused::QueueFull);
    assert_eq!(admission.enter(client(1)).await.unwrap_err(), Refused::QueueFull);
    assert_eq!(admission.waiting(), 4);
    drop(running);
    for entering in [first, other, second, another] {
        drop(entering.await.unwrap().unwrap());
    }
    assert_empty(&admission);
}

#[tokio::test]
async fn idle_waits_for_the_last_job() {
    let admission = Arc::new(Admission::new(2, 1, LONG));
    admission.idle().await;
    let running = admission.enter(client(1)).await.unwrap();
    let other = admission.enter(client(1)).await.unwrap();
    let waiting = enqueue(&admission, 1).await;
    let idle = tokio::spawn({
        let admission = Arc::clone(&admission);
        async move { admission.idle().await }
    });
    drop(running);
    let last = waiting.await.unwrap().unwrap();
    drop(other);
    tokio::task::yield_now().await;
    assert!(!idle.is_finished());
    drop(last);
    idle.await.unwrap();
}
