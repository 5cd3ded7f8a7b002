//! The spawner's own life: it reads orders from the service, has its threads carry them out, and ends with the service.
//!
//! Must never outlive its socket, nor leave anything when it ends; must never look into a job or into what came out of
//! a sandbox. Where it is killed it cannot clean up: the kernel kills the sandboxes with their threads, and the next
//! spawner removes the control groups.

use super::{Settings, wire};
use crate::factory::{Factory, Remains, number_from};
use crate::notes::Hear;
use crate::sys;
use playground_protocol::spawner::{Message, Notice, Order};
use std::collections::HashMap;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The kernel sends it when the thread of the service that started this process ends.
const PARENT_DEATH: i32 = libc::SIGUSR2;

/// Signals that mean the service, of which this process is a part: it ends when the service does.
const NOT_OURS: [i32; 3] = [libc::SIGTERM, libc::SIGINT, libc::SIGHUP];

/// Memory that has been given back and may stay with the process, in bytes.
const KEPT_HEAP_BYTES: i32 = 256 * 1024;

/// Stack of a thread: none of them recurses.
const STACK_BYTES: usize = 256 * 1024;

/// What the threads share.
struct Host {
    factory: Factory,
    /// Held while one order is read: the thread that reads it carries it out, without handing it on.
    orders: Mutex<UnixStream>,
    notices: Mutex<UnixStream>,
    /// Readable where nobody waits any more, for each job that has begun.
    callers: Mutex<HashMap<u64, Arc<OwnedFd>>>,
}

/// One order, and what tells a job that nobody waits for it.
struct Taken {
    order: Message<Order>,
    left: Option<Arc<OwnedFd>>,
}

/// Serves the service at the other end of `socket` until that ends, then destroys every sandbox.
///
/// # Errors
/// A sentence for a person: the other end is not the service, or the system lacks what is needed. That no sandboxes can
/// be made is no error of this function; the service hears it.
pub fn serve(socket: UnixStream) -> Result<(), String> {
    let lost = |error: io::Error| format!("The service cannot be talked to: {error}.");
    let mut writer = socket.try_clone().map_err(lost)?;
    let mut reader = socket.try_clone().map_err(lost)?;
    let death = sys::signal_descriptor(PARENT_DEATH, &NOT_OURS)
        .and_then(|death| sys::die_with_parent(PARENT_DEATH).map(|()| death))
        .map_err(|error| format!("Signals cannot be received: {error}."))?;
    sys::limit_heap(KEPT_HEAP_BYTES);
    let Some(order) = wire::read::<Order>(&mut reader).map_err(lost)? else {
        return Ok(());
    };
    if order.kind != Order::Configure {
        return Err("The service's first message is not its configuration.".to_owned());
    }
    let settings: Settings = wire::head(&order).map_err(lost)?;
    number_from(settings.first_id);
    // Sandboxes at work at one time: all but the warm ones.
    let threads = settings.config.slots.saturating_sub(settings.config.warm).max(1);
    let made = Factory::new(settings.config);
    let ready = made.as_ref().map(|_| ());
    let notice = wire::with_head(Notice::Ready, order.id, &ready).map_err(lost)?;
    wire::write(&mut writer, &notice).map_err(lost)?;
    let Ok(factory) = made else {
        return Ok(());
    };
    let host = Arc::new(Host {
        factory,
        orders: Mutex::new(reader),
        notices: Mutex::new(writer),
        callers: Mutex::default(),
    });
    let mut workers = Vec::new();
    for _ in 0..threads {
        let host = Arc::clone(&host);
        let worker = std::thread::Builder::new()
            .name("sandbox".to_owned())
            .stack_size(STACK_BYTES)
            .spawn(move || host.work())
            .map_err(|error| format!("A thread cannot be started: {error}."))?;
        workers.push(worker);
    }
    sys::wait_for_end(socket.as_fd(), death.as_fd());
    // Wakes those who read, those who write, and those who wait for a sandbox.
    let _ = socket.shutdown(std::net::Shutdown::Both);
    host.factory.stop();
    for worker in workers {
        // A thread that panicked has said so on stderr.
        let _ = worker.join();
    }
    Ok(())
}

impl Host {
    /// Reads and carries out one order after the other until there is nobody to give them.
    fn work(&self) {
        while let Ok(Some(taken)) = self.next() {
            let Ok(done) = self.carry_out(taken) else {
                break;
            };
            let Some((notice, remains)) = done else {
                continue;
            };
            let written = {
                let mut notices = self.notices.lock().unwrap_or_else(PoisonError::into_inner);
                wire::write(&mut *notices, &notice)
            };
            // The answer first.
            drop(remains);
            if written.is_err() {
                break;
            }
        }
        // What this thread could not read or answer nobody can: without its socket the whole process ends.
        let notices = self.notices.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = notices.shutdown(std::net::Shutdown::Both);
    }

    fn callers(&self) -> MutexGuard<'_, HashMap<u64, Arc<OwnedFd>>> {
        self.callers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A job is known before the next order, which may be that nobody waits for it, is read.
    fn next(&self) -> io::Result<Option<Taken>> {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(order) = wire::read::<Order>(&mut *orders)? else {
            return Ok(None);
        };
        let mut left = None;
        if matches!(order.kind, Order::Run | Order::Follow) {
            let event = Arc::new(sys::event()?);
            self.callers().insert(order.id, Arc::clone(&event));
            left = Some(event);
        }
        Ok(Some(Taken { order, left }))
    }

    /// Where it cannot be written the answer cannot either, which ends everything.
    fn pass_on(&self, id: u64, note: &[u8]) {
        let message = Message {
            kind: Notice::Note,
            id,
            head: Vec::new(),
            body: note.to_vec(),
        };
        let mut notices = self.notices.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = wire::write(&mut *notices, &message);
    }

    /// The answer, where there is one, and what is to be dropped behind it.
    fn carry_out(&self, Taken { order, left }: Taken) -> io::Result<Option<(Message<Notice>, Remains<'_>)>> {
        let id = order.id;
        let mut remains = Remains::default();
        let notice = match (order.kind, left) {
            (kind @ (Order::Run | Order::Follow), Some(left)) => {
                let mut pass_on = |note: &[u8]| self.pass_on(id, note);
                let hear = (kind == Order::Follow).then_some(&mut pass_on as &mut Hear<'_>);
                let observation;
                (observation, remains) = self.factory.observe(&order.body, left.as_fd(), hear);
                self.callers().remove(&id);
                let notice = wire::with_head(Notice::Observed, id, &observation.seen)?;
                Ok(Message {
                    body: observation.payload.unwrap_or_default(),
                    ..notice
                })
            }
            (Order::Abandon, _) => {
                // A job that is not there has ended.
                if let Some(left) = self.callers().get(&id) {
                    sys::signal_event(left.as_fd());
                }
                return Ok(None);
            }
            (Order::SelfTest, _) => wire::with_head(Notice::SelfTest, id, &self.factory.probe()),
            (Order::PoolState, _) => wire::with_head(Notice::PoolState, id, &self.factory.pool_state()),
            (Order::Run | Order::Follow, None) => Err(io::ErrorKind::InvalidData.into()),
            (Order::Configure, _) => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "The configuration came twice.",
            )),
        };
        notice.map(|notice| Some((notice, remains)))
    }
}
