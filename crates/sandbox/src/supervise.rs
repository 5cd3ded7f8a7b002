//! Watches one sandbox from outside: sends the job, takes the reply, enforces time, gathers evidence.
//!
//! Must never wait for the sandbox without a deadline, nor read more from it than the cap.

use crate::frame::{Collector, Progress};
use crate::limits::Limits;
use crate::notes::{Hear, Splitter};
use crate::spawn::{Sandbox, milliseconds};
use crate::sys;
use crate::verdict::Evidence;
use playground_protocol::{Reply, ReplyBounds};
use std::io::{ErrorKind, Read, Write};
use std::os::fd::{AsRawFd, BorrowedFd};
use std::time::{Duration, Instant};

/// What a read takes at one time.
const READ_BYTES: usize = 64 * 1024;

/// CPU time is read at least this often: a sandbox has one core, so the limit is passed by at most this.
const LONGEST_CPU_PAUSE: Duration = Duration::from_millis(250);
/// And at most this often, however often something arrives.
const SHORTEST_CPU_PAUSE: Duration = Duration::from_millis(2);

/// The exchange ended, and why.
enum End {
    /// A whole frame arrived.
    Reply,
    /// The socket was closed or the first process ended.
    Closed {
        /// Before it had read the whole job, as the kernel knows.
        unread: bool,
    },
    TooLong,
    Wall,
    Cpu,
    /// Nobody waits for the answer any more.
    Left,
    Failure(String),
}

/// Who takes part in an exchange beside the sandbox.
pub(crate) struct Others<'a> {
    /// Readable when the service ends.
    pub(crate) service: BorrowedFd<'a>,
    /// Readable when the caller has left, where one may.
    pub(crate) caller: Option<BorrowedFd<'a>>,
    /// Hears the runner's notes, where it was asked for them.
    pub(crate) hear: Option<&'a mut Hear<'a>>,
}

/// What one exchange gave.
pub(crate) struct Exchange {
    pub(crate) evidence: Evidence,
    /// The payload of the reply's frame, where it is complete.
    pub(crate) payload: Option<Vec<u8>>,
    pub(crate) memory_peak: Option<u64>,
    /// The runner ended before it had read the whole job, so nothing in there has acted on it.
    pub(crate) unread: bool,
    /// When the reply was there, or the verdict certain; before killing and reaping.
    pub(crate) answered: Instant,
}

/// Sends `request` (a frame) and takes the answer, until the service ends or the caller leaves. CPU time is counted from `before`.
/// Afterwards the sandbox is to be destroyed, which it is not yet where it replied.
pub(crate) fn exchange(
    sandbox: &mut Sandbox,
    request: &[u8],
    limits: &Limits,
    before: Duration,
    deadline: Instant,
    others: Others<'_>,
) -> Exchange {
    let mut collector = Collector::new(usize::try_from(limits.reply_bytes).unwrap_or(usize::MAX));
    let end = converse(sandbox, request, limits, before, deadline, others, &mut collector);
    let answered = Instant::now();
    // A reply is whole or there is none: whatever still runs inside has nothing to add, and what it did before is
    // counted already. After `Closed` the first process has ended or is about to; how it ended is evidence, so it
    // gets a moment.
    if matches!(end, End::Closed { .. }) {
        let mut fds = [libc::pollfd {
            fd: sandbox.pidfd().as_raw_fd(),
            events: libc::POLLIN,
            revents: 0,
        }];
        let _ = sys::poll(&mut fds, 100);
    }
    let exit = if matches!(end, End::Reply) {
        None
    } else {
        sandbox.kill();
        Some(sandbox.reap())
    };
    let mut evidence = Evidence {
        oom_kills: sandbox.group.oom_kills().unwrap_or(0),
        cpu_used: sandbox
            .group
            .cpu_used()
            .unwrap_or_default()
            .saturating_sub(before),
        ..Evidence::default()
    };
    let mut payload = None;
    let unread = matches!(end, End::Closed { unread: true }) && collector.is_empty();
    match end {
        End::Reply => payload = Some(collector.into_payload()),
        End::Closed { .. } => {
            match exit {
                None => {}
                Some(Ok(exit)) => evidence.exit = Some(exit),
                Some(Err(error)) => {
                    evidence.failure = Some(format!("The runner could not be reaped: {error}."))
                }
            }
            if !collector.is_empty() {
                evidence.failure = Some("The reply ended early.".to_owned());
            }
        }
        End::TooLong => evidence.reply_too_long = true,
        End::Wall => evidence.wall_expired = true,
        End::Cpu => evidence.cpu_expired = true,
        End::Left => evidence.caller_left = true,
        End::Failure(detail) => evidence.failure = Some(detail),
    }
    // A reply that came in at the last moment does not excuse the time.
    evidence.cpu_expired |= payload.is_some() && evidence.cpu_used >= limits.cpu();
    Exchange {
        evidence,
        payload,
        memory_peak: sandbox.group.memory_peak(),
        unread,
        answered,
    }
}

/// Reads a reply's payload as untrusted input.
pub(crate) fn parse(payload: &[u8], limits: &Limits, gas_limit: u64) -> Result<Reply, String> {
    let bytes = usize::try_from(limits.reply_bytes).unwrap_or(usize::MAX);
    // Text and lists cannot be longer than the reply that holds them; an entry takes at least two bytes.
    let bounds = ReplyBounds {
        bytes,
        output_bytes: bytes,
        events: bytes / 2,
        diagnostics: bytes / 2,
        gas_limit,
    };
    Reply::parse(payload, &bounds)
}

fn converse(
    sandbox: &mut Sandbox,
    request: &[u8],
    limits: &Limits,
    before: Duration,
    deadline: Instant,
    others: Others<'_>,
    collector: &mut Collector,
) -> End {
    let mut unsent = request;
    // Before anything else is prepared: nearly every job fits into the socket, and the runner waits for it.
    let mut refused = match send(sandbox, &mut unsent) {
        Ok(refused) => refused,
        Err(end) => return end,
    };
    let mut buffer = vec![0u8; READ_BYTES];
    // Read just now, as `before`, or not there before.
    let mut used = Duration::ZERO;
    let mut used_at = Instant::now();
    let mut ended = false;
    let mut splitter = others.hear.map(Splitter::new);
    loop {
        let now = Instant::now();
        if now >= deadline {
            return End::Wall;
        }
        if now - used_at >= SHORTEST_CPU_PAUSE {
            used = match sandbox.group.cpu_used() {
                Some(used) => used.saturating_sub(before),
                None => return End::Failure("The sandbox's CPU time cannot be read.".to_owned()),
            };
            used_at = now;
            if used >= limits.cpu() {
                return End::Cpu;
            }
        }
        let pause = (limits.cpu() - used)
            .clamp(SHORTEST_CPU_PAUSE, LONGEST_CPU_PAUSE)
            .min(deadline - now);
        let events = if unsent.is_empty() {
            libc::POLLIN
        } else {
            libc::POLLIN | libc::POLLOUT
        };
        let mut fds = [
            libc::pollfd {
                fd: sandbox.job.as_raw_fd(),
                events,
                revents: 0,
            },
            libc::pollfd {
                fd: sandbox.pidfd().as_raw_fd(),
                events: libc::POLLIN,
                revents: 0,
            },
            libc::pollfd {
                fd: others.service.as_raw_fd(),
                events: libc::POLLIN,
                revents: 0,
            },
            libc::pollfd {
                // A negative number is passed over.
                fd: others.caller.map_or(-1, |caller| caller.as_raw_fd()),
                events: libc::POLLIN,
                revents: 0,
            },
        ];
        if let Err(error) = sys::poll(&mut fds, milliseconds(pause)) {
            return failure("Waiting for the sandbox failed", &error);
        }
        let [job, process, service, caller] = fds;
        if caller.revents != 0 {
            return End::Left;
        }
        if service.revents != 0 {
            return End::Failure("The service stopped while the program ran.".to_owned());
        }
        if job.revents & libc::POLLOUT != 0 && !unsent.is_empty() {
            match send(sandbox, &mut unsent) {
                Ok(closed) => refused |= closed,
                Err(end) => return end,
            }
        }
        if job.revents & (libc::POLLIN | libc::POLLHUP | libc::POLLERR) != 0 {
            match sandbox.job.read(&mut buffer) {
                Ok(0) => return End::Closed { unread: refused },
                Ok(count) => {
                    let arrived = buffer.get(..count).unwrap_or_default();
                    let Ok(arrived) = splitter
                        .as_mut()
                        .map_or(Ok(arrived.into()), |splitter| splitter.rest(arrived))
                    else {
                        return End::TooLong;
                    };
                    match collector.push(&arrived) {
                        Progress::More => {}
                        Progress::Complete => return End::Reply,
                        Progress::TooLong => return End::TooLong,
                    }
                }
                Err(error) if is_transient(&error) => {}
                // The socket that went had something to read in it.
                Err(error) if error.kind() == ErrorKind::ConnectionReset => {
                    return End::Closed { unread: true };
                }
                Err(error) => return failure("Reading the reply failed", &error),
            }
        } else if process.revents != 0 {
            // Ended with nothing left to read: its socket may live on in a child that has yet to die. But
            // poll looks at the socket before the process, and a reply may have come in between: look again.
            if ended {
                return End::Closed { unread: refused };
            }
            ended = true;
        }
    }
}

/// Sends of `unsent` what the socket takes; whether nobody takes it any more.
fn send(sandbox: &mut Sandbox, unsent: &mut &[u8]) -> Result<bool, End> {
    match sandbox.job.write(unsent) {
        Ok(count) => *unsent = unsent.get(count..).unwrap_or_default(),
        Err(error) if is_transient(&error) => {}
        // The runner closed its end; what it sent before that, or how it ended, tells why.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {
            *unsent = &[];
            return Ok(true);
        }
        Err(error) => return Err(failure("Sending the job failed", &error)),
    }
    Ok(false)
}

fn failure(what: &str, error: &std::io::Error) -> End {
    End::Failure(format!("{what}: {error}."))
}

fn is_transient(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}
