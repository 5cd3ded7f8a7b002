//! The spawner's own life: it reads orders from the service, has its threads carry them out, and ends with the service.
//!
//! Must never outlive its socket, nor leave anything when it ends; must never look into a job or into what came out of
//! a sandbox. Where it is killed it cannot clean up: the kernel kills the sandboxes with their threads, and the next
//! spawner removes the control groups.

use super::{Settings, wire};
use crate::error::{SetupError, Step};
use crate::factory::{Factory, Remains, number_from};
use crate::notes::Hear;
use crate::observation::Observation;
use crate::open_files;
use crate::sys;
use playground_protocol::spawner::{Message, Notice, Order};
use std::collections::HashMap;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

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
    /// An error where the system has nothing to tell it with.
    left: Option<io::Result<Arc<OwnedFd>>>,
}

/// Serves the service at the other end of `socket` until that ends, then destroys every sandbox.
///
/// # Errors
/// A sentence for a person: the other end is not the service, or the system lacks what is needed. That no sandboxes can
/// be made is no error of this function; the service hears it.
pub fn serve(socket: UnixStream) -> Result<(), String> {
    let lost = |error: io::Error| format!("The service cannot be talked to: {error}.");
    let writer = socket.try_clone().map_err(lost)?;
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
    let config = settings.config;
    let made = config
        .validate()
        .and_then(|()| open_files::allow(&config))
        .and_then(|()| Factory::new(config));
    let (crew, started) = match made {
        Ok(factory) => {
            let (crew, started) = Crew::start(factory, reader, writer, threads);
            (Some(crew), started)
        }
        Err(error) => (None, Err(error)),
    };
    // Nobody in the crew writes before the service has read this and asked.
    let answered = wire::with_head(Notice::Ready, order.id, &started)
        .and_then(|notice| wire::write(&mut &socket, &notice));
    if started.is_ok() && answered.is_ok() {
        sys::wait_for_end(socket.as_fd(), death.as_fd());
    }
    if let Some(crew) = crew {
        crew.dismiss(&socket);
    }
    answered.map_err(lost)
}

/// The threads that carry out orders, and what they share.
struct Crew {
    host: Arc<Host>,
    workers: Vec<JoinHandle<()>>,
}

impl Crew {
    /// Starts `threads` of them, or as many as the system has; the error says that these are fewer.
    fn start(
        factory: Factory,
        reader: UnixStream,
        writer: UnixStream,
        threads: u32,
    ) -> (Self, Result<(), SetupError>) {
        let host = Arc::new(Host {
            factory,
            orders: Mutex::new(reader),
            notices: Mutex::new(writer),
            callers: Mutex::default(),
        });
        let mut workers = Vec::new();
        for _ in 0..threads {
            let shared = Arc::clone(&host);
            let worker = std::thread::Builder::new()
                .name("sandbox".to_owned())
                .stack_size(STACK_BYTES)
                .spawn(move || shared.work());
            match worker {
                Ok(worker) => workers.push(worker),
                Err(error) => {
                    let detail = format!("{} of {threads} run", workers.len());
                    return (
                        Self { host, workers },
                        Err(SetupError::io(Step::Threads, &error, detail)),
                    );
                }
            }
        }
        (Self { host, workers }, Ok(()))
    }

    /// Ends all of them, whatever they are at. What they shared goes with the last, and so every sandbox and control group.
    fn dismiss(self, socket: &UnixStream) {
        // Wakes those who read, those who write, and those who wait for a sandbox.
        let _ = socket.shutdown(std::net::Shutdown::Both);
        self.host.factory.stop();
        for worker in self.workers {
            // A thread that panicked has said so on stderr.
            let _ = worker.join();
        }
    }
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
            let event = sys::event().map(Arc::new);
            if let Ok(event) = &event {
                self.callers().insert(order.id, Arc::clone(event));
            }
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
            (kind @ (Order::Run | Order::Follow), Some(Ok(left))) => {
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
            (Order::Run | Order::Follow, Some(Err(error))) => {
                // This job's misfortune, not that of the others.
                let Observation { seen, .. } =
                    Observation::without_sandbox(SetupError::io(Step::Sockets, &error, "for the caller"));
                wire::with_head::<Notice>(Notice::Observed, id, &seen)
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
