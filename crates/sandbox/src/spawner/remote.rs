//! The service's end: asks the spawner, any number of questions at one time, and starts another when one is lost.
//!
//! Must never let a question wait for ever, nor give an answer to another question than its own.

use super::{Settings, orphans, wire};
use crate::backend::Backend;
use crate::caller::Caller;
use crate::error::{SetupError, Step};
use crate::factory::Config;
use crate::limits::Limits;
use crate::observation::{Observation, Seen};
use crate::pool::PoolState;
use crate::report::Report;
use crate::selftest::{self, Probes, SelfTest};
use crate::slots;
use crate::sys;
use playground_protocol::Job;
use playground_protocol::spawner::{Message, Notice, Order};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Pauses before spawners; the longer ones after several in a row that answered nothing, the last one again and again.
const PAUSES: [Duration; 5] = [
    Duration::from_millis(20),
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(5),
];

/// How long a question waits for a spawner where there is none: several of the short pauses, and its start.
const ABSENCE: Duration = Duration::from_secs(3);

/// How long an answer may take beyond what the limits allow: cleaning up, and a busy machine.
const GRACE: Duration = Duration::from_secs(5);

/// How long the spawner may take to read a question.
const SEND: Duration = Duration::from_secs(5);

/// How long the spawner may take to destroy everything when the service stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// How long a spawner that is lost may take for the same before it is killed.
const LAST_MOMENT: Duration = Duration::from_secs(1);

/// Numbers of sandboxes that each spawner has for itself.
const IDS_OF_A_LIFE: u64 = 1 << 32;

/// Why there is no answer; a sentence for the log.
type Lost = String;

/// Makes sandboxes in a process of its own; see the module's description. Dropping it ends that process, which destroys
/// everything first.
pub struct Remote {
    link: Arc<Link>,
    manager: Option<JoinHandle<()>>,
    limits: Limits,
}

/// What those who ask and the thread that listens share.
struct Link {
    state: Mutex<State>,
    /// A spawner came, or the service stops.
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Where to ask; none while there is no spawner. Its own lock: one question is written after the other.
    writer: Option<Arc<Mutex<UnixStream>>>,
    /// Who waits for which answer.
    waiting: HashMap<u64, Arc<Sender<Heard>>>,
    last_id: u64,
    stopping: bool,
    /// How the last spawner ended or why it did not start.
    last_end: String,
    pid: Option<u32>,
    starts: u64,
}

/// What somebody who has asked hears.
enum Heard {
    Answer(Message<Notice>),
    /// What comes before it. There are only so many.
    Note(Vec<u8>),
    /// Nobody is interested in the answer any more.
    CallerLeft,
}

/// A question that has its number.
struct Question {
    id: u64,
    /// Where to ask it.
    writer: Arc<Mutex<UnixStream>>,
    /// Where what is heard comes in, as long as there may be an answer.
    sender: Weak<Sender<Heard>>,
    /// Where its answer will be.
    heard: Receiver<Heard>,
}

/// A spawner that has said that it can make sandboxes.
struct Life {
    child: Child,
    stream: UnixStream,
}

/// Whom to tell when a spawner is lost and when there is another, in sentences for the log.
type Tell = Box<dyn Fn(&str) + Send>;

impl Remote {
    /// Starts `program` (`playground-spawner`) for sandboxes made after `config`. `tell` hears a sentence when a spawner
    /// is lost and when there is another.
    ///
    /// # Errors
    /// The step that failed, there or here, with its remedy.
    pub fn start(
        program: &Path,
        config: Config,
        tell: impl Fn(&str) + Send + 'static,
    ) -> Result<Self, SetupError> {
        let limits = config.limits;
        orphans::adopt().map_err(|error| SetupError::io(Step::Spawner, &error, "adopting its orphans"))?;
        let link = Arc::new(Link {
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        let (sender, first) = sync_channel(1);
        // One thread for the whole life of this: the spawner is told when the thread that started it ends.
        let manager = {
            let manager = Manager {
                link: Arc::clone(&link),
                program: program.to_owned(),
                config,
                tell: Box::new(tell),
            };
            std::thread::Builder::new()
                .name("spawner".to_owned())
                .spawn(move || manager.run(&sender))
                .map_err(|error| SetupError::io(Step::Threads, &error, ""))?
        };
        let remote = Self {
            link,
            manager: Some(manager),
            limits,
        };
        first
            .recv()
            .unwrap_or_else(|_| Err(SetupError::new(Step::Spawner, 0, "its thread ended")))?;
        Ok(remote)
    }

    /// How the warm sandboxes are doing.
    ///
    /// # Errors
    /// A sentence: the spawner was lost.
    pub fn pool_state(&self) -> Result<PoolState, String> {
        self.ask_for(Order::PoolState, Notice::PoolState, GRACE)
    }

    /// The process that makes the sandboxes now; none while there is none.
    pub fn pid(&self) -> Option<u32> {
        self.link.lock().pid
    }

    /// How often such a process was started.
    pub fn starts(&self) -> u64 {
        self.link.lock().starts
    }

    /// A question whose answer is all head.
    fn ask_for<T: DeserializeOwned>(
        &self,
        order: Order,
        answer: Notice,
        patience: Duration,
    ) -> Result<T, Lost> {
        let notice = self
            .link
            .ask(order, Vec::new(), answer, patience, &Caller::default())?;
        wire::head(&notice).map_err(|error| format!("The spawner's answer is not valid: {error}."))
    }

    fn observe(&self, job: &Job, caller: &Caller) -> Result<Observation, Lost> {
        let json = serde_json::to_vec(job).map_err(|error| format!("The job cannot be written: {error}."))?;
        let patience = self.limits.wall() + slots::PATIENCE + GRACE;
        let order = if caller.hears().is_some() {
            Order::Follow
        } else {
            Order::Run
        };
        let mut notice = self.link.ask(order, json, Notice::Observed, patience, caller)?;
        let payload = std::mem::take(&mut notice.body);
        let seen: Seen =
            wire::head(&notice).map_err(|error| format!("The spawner's answer is not valid: {error}."))?;
        Ok(Observation {
            seen,
            payload: Some(payload).filter(|payload| !payload.is_empty()),
        })
    }
}

impl Backend for Remote {
    fn execute_for(&self, job: &Job, caller: &Caller) -> Report {
        self.observe(job, caller)
            .unwrap_or_else(Observation::failed)
            .conclude(job, &self.limits)
    }

    fn self_test(&self) -> Result<SelfTest, SetupError> {
        let patience = selftest::patience(&self.limits) + GRACE;
        self.ask_for::<Result<Probes, SetupError>>(Order::SelfTest, Notice::SelfTest, patience)
            .unwrap_or_else(|lost| Err(SetupError::new(Step::Spawner, 0, lost)))
            .map(Probes::by_layer)
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        let writer = {
            let mut state = self.link.lock();
            state.stopping = true;
            state.writer.take()
        };
        self.link.changed.notify_all();
        if let Some(writer) = writer {
            hang_up(&writer, Shutdown::Write);
        }
        if let Some(manager) = self.manager.take() {
            let _ = manager.join();
        }
        orphans::bury();
    }
}

/// Whoever writes at this moment gets an error at once.
fn hang_up(writer: &Mutex<UnixStream>, how: Shutdown) {
    let stream = writer.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = stream.shutdown(how);
}

impl Link {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks and waits for the answer, which has to be of kind `answer`, for at most `patience`. Where `caller` leaves, the
    /// spawner is told, and answers at once.
    fn ask(
        &self,
        order: Order,
        mut body: Vec<u8>,
        answer: Notice,
        patience: Duration,
        caller: &Caller,
    ) -> Result<Message<Notice>, Lost> {
        let deadline = Instant::now() + ABSENCE;
        let (id, writer, heard) = loop {
            let Question {
                id,
                writer,
                sender,
                heard,
            } = self.enter(deadline)?;
            let question = Message {
                kind: order,
                id,
                head: Vec::new(),
                body,
            };
            let sent = {
                let mut stream = writer.lock().unwrap_or_else(PoisonError::into_inner);
                wire::write(&mut *stream, &question)
            };
            if let Err(error) = &sent
                && error.kind() == ErrorKind::InvalidInput
            {
                // Nothing was written, and no other spawner could be asked either.
                self.lock().waiting.remove(&id);
                return Err(format!("The spawner cannot be asked: {error}."));
            }
            if sent.is_ok() {
                // Not before: the spawner could not know what is abandoned. Who left in the meantime is heard of now.
                caller.on_leave(move || {
                    if let Some(sender) = sender.upgrade() {
                        // The answer may have come.
                        let _ = sender.send(Heard::CallerLeft);
                    }
                });
                break (id, writer, heard);
            }
            // It has not read the whole question, so it does nothing about it, and the next one may be asked.
            self.give_up(id, &writer);
            body = question.body;
        };
        let deadline = Instant::now() + patience;
        let mut hear = caller.hears();
        let lost = loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match heard.recv_timeout(left) {
                Ok(Heard::Answer(notice)) if notice.kind == answer => return Ok(notice),
                Ok(Heard::Answer(notice)) => {
                    break format!(
                        "The spawner answered {:?} where {answer:?} was asked for.",
                        notice.kind
                    );
                }
                Ok(Heard::Note(note)) => {
                    if let Some(hear) = &mut hear {
                        hear(&note);
                    }
                }
                Ok(Heard::CallerLeft) => self.abandon(id, &writer),
                Err(RecvTimeoutError::Timeout) => {
                    break format!("The spawner did not answer within {patience:?}.");
                }
                Err(RecvTimeoutError::Disconnected) => return Err(self.lock().last_end.clone()),
            }
        };
        self.give_up(id, &writer);
        Err(lost)
    }

    /// Tells the spawner that nobody waits for the answer to question `id`.
    fn abandon(&self, id: u64, writer: &Mutex<UnixStream>) {
        let message = Message {
            kind: Order::Abandon,
            id,
            head: Vec::new(),
            body: Vec::new(),
        };
        let mut stream = writer.lock().unwrap_or_else(PoisonError::into_inner);
        // Where it cannot be written the spawner is lost, of which the one who waits hears.
        let _ = wire::write(&mut *stream, &message);
    }

    /// The spawner at `writer` does not do its work: the manager sees the end of the stream and starts another.
    fn give_up(&self, id: u64, writer: &Arc<Mutex<UnixStream>>) {
        {
            let mut state = self.lock();
            state.waiting.remove(&id);
            if state
                .writer
                .as_ref()
                .is_some_and(|current| Arc::ptr_eq(current, writer))
            {
                state.writer = None;
            }
        }
        hang_up(writer, Shutdown::Both);
    }

    /// What is needed to ask; waits for a spawner until `deadline` where there is none.
    fn enter(&self, deadline: Instant) -> Result<Question, Lost> {
        let mut state = self.lock();
        loop {
            if state.stopping {
                return Err("The service stops.".to_owned());
            }
            if let Some(writer) = state.writer.clone() {
                state.last_id += 1;
                let id = state.last_id;
                let (sender, heard) = channel();
                let sender = Arc::new(sender);
                let question = Question {
                    id,
                    writer,
                    sender: Arc::downgrade(&sender),
                    heard,
                };
                state.waiting.insert(id, sender);
                return Ok(question);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(format!("There is no spawner. {}", state.last_end));
            }
            state = self
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }
}

/// Starts spawners, one after the other, and hears what they say.
struct Manager {
    link: Arc<Link>,
    program: PathBuf,
    config: Config,
    tell: Tell,
}

impl Manager {
    /// The manager's life; `first` hears how the first start went, which has to succeed.
    fn run(&self, first: &SyncSender<Result<(), SetupError>>) {
        let mut life = match self.launch() {
            Ok(life) => life,
            Err(error) => {
                let _ = first.send(Err(error));
                return;
            }
        };
        let _ = first.send(Ok(()));
        let mut useless = 0;
        loop {
            let (end, answers) = self.live(life);
            if self.link.lock().stopping {
                return;
            }
            (self.tell)(&end);
            if answers > 0 {
                useless = 0;
            }
            life = loop {
                let pause = PAUSES.get(useless.min(PAUSES.len() - 1)).copied();
                useless += 1;
                if !self.rest(pause.unwrap_or_default()) {
                    return;
                }
                match self.launch() {
                    Ok(life) => break life,
                    Err(error) => {
                        let text = format!("Another spawner could not be started. {error}");
                        (self.tell)(&text);
                        self.link.lock().last_end = text;
                    }
                }
            };
            (self.tell)("There is another spawner.");
        }
    }

    /// Waits for `pause`; false when the service stops.
    fn rest(&self, pause: Duration) -> bool {
        let deadline = Instant::now() + pause;
        let mut state = self.link.lock();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if state.stopping || left.is_zero() {
                return !state.stopping;
            }
            state = self
                .link
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// Starts a spawner and waits until it can make sandboxes.
    fn launch(&self) -> Result<Life, SetupError> {
        let fault = |error: io::Error, detail: &str| SetupError::io(Step::Spawner, &error, detail);
        let (ours, theirs) = sys::socket_pair().map_err(|error| fault(error, "its socket"))?;
        let name = self.program.display().to_string();
        let child = Command::new(&self.program)
            .env_clear()
            .stdin::<OwnedFd>(theirs)
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| fault(error, &name))?;
        let mut life = Life {
            child,
            stream: UnixStream::from(ours),
        };
        let first_id = self.link.lock().starts * IDS_OF_A_LIFE + 1;
        match self.configure(&mut life, first_id) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                life.end(FAREWELL);
                return Err(error);
            }
            Err(error) => {
                let end = life.end(GRACE);
                return Err(fault(error, &format!("{name} {}", how(end))));
            }
        }
        let writer = life
            .stream
            .try_clone()
            .map_err(|error| fault(error, "its socket"))?;
        let mut state = self.link.lock();
        state.writer = Some(Arc::new(Mutex::new(writer)));
        state.pid = Some(life.child.id());
        state.starts += 1;
        drop(state);
        self.link.changed.notify_all();
        // It has waited until what the last one left has ended.
        orphans::bury();
        Ok(life)
    }

    /// What the spawner says of its configuration.
    fn configure(&self, life: &mut Life, first_id: u64) -> io::Result<Result<(), SetupError>> {
        life.stream.set_write_timeout(Some(SEND))?;
        // Removing what an earlier life left is part of it.
        life.stream.set_read_timeout(Some(FAREWELL))?;
        let settings = Settings {
            config: self.config.clone(),
            first_id,
        };
        wire::write(
            &mut life.stream,
            &wire::with_head(Order::Configure, 0, &settings)?,
        )?;
        let notice: Message<Notice> = wire::read(&mut life.stream)?.ok_or(ErrorKind::UnexpectedEof)?;
        if notice.kind != Notice::Ready {
            return Err(ErrorKind::InvalidData.into());
        }
        life.stream.set_read_timeout(None)?;
        wire::head(&notice)
    }

    /// Hears what the spawner says until it is lost; says how it ended, and how often it answered.
    fn live(&self, mut life: Life) -> (String, u64) {
        let mut answers = 0;
        let why = loop {
            match wire::read::<Notice>(&mut life.stream) {
                Ok(Some(notice)) => {
                    // Who asked may have gone.
                    if notice.kind == Notice::Note {
                        if let Some(asked) = self.link.lock().waiting.get(&notice.id) {
                            let _ = asked.send(Heard::Note(notice.body));
                        }
                        continue;
                    }
                    let asked = self.link.lock().waiting.remove(&notice.id);
                    if let Some(asked) = asked {
                        answers += 1;
                        let _ = asked.send(Heard::Answer(notice));
                    }
                }
                Ok(None) => break None,
                Err(error) => break Some(error),
            }
        };
        let stopping = {
            let mut state = self.link.lock();
            state.writer = None;
            state.pid = None;
            state.stopping
        };
        // A spawner that is lost may still run, and would keep its sandboxes: it ends before another starts.
        let end = life.end(if stopping { FAREWELL } else { LAST_MOMENT });
        let mut text = format!("The process that makes sandboxes {}", how(end));
        if let Some(error) = why {
            text += &format!(" It could not be understood: {error}.");
        }
        let mut state = self.link.lock();
        state.last_end = text.clone();
        // Their ends tell those who wait.
        state.waiting.clear();
        (text, answers)
    }
}

impl Life {
    /// Closes the socket, waits for at most `patience`, kills, and reaps.
    fn end(mut self, patience: Duration) -> Option<ExitStatus> {
        let _ = self.stream.shutdown(Shutdown::Both);
        let deadline = Instant::now() + patience;
        let mut pause = Duration::from_millis(1);
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if Instant::now() < deadline => {
                    std::thread::sleep(pause);
                    pause = (pause * 2).min(Duration::from_millis(20));
                }
                _ => {
                    let _ = self.child.kill();
                    return self.child.wait().ok();
                }
            }
        }
    }
}

fn how(end: Option<ExitStatus>) -> String {
    end.map_or_else(
        || "ended, nobody knows how.".to_owned(),
        |status| format!("ended ({status})."),
    )
}
