//! `playground-runner`: the first process of a sandbox. Its job comes, and its reply goes, over descriptor 3.
//!
//! The engine is built before the job is read; with `--warm` there will be time until it comes, in which the engine is
//! warmed and the compiler started. Exits with 0 after a reply, with [`EXIT_PROTOCOL`] when the job could not be read, the compiler ended before there
//! was one, or the reply could not be written.
#![allow(unsafe_code)]

use playground_protocol::{EXIT_PROTOCOL, Job};
use playground_runner::compiler::Paths;
use playground_runner::notes::Notes;
use playground_runner::stand_by::{StandBy, wait_for_job};
use playground_runner::{probe, serve};
use playground_sandbox::probe::PROBE_FLAG;
use playground_sandbox::{HARDEN_FLAG, WARM_FLAG, frame, harden, seccomp};
use playground_simulator::Simulator;
use std::fs::File;
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};
use std::process::ExitCode;

/// Most bytes of a job: the service allows far fewer.
const MAX_JOB_BYTES: usize = 16 * 1024 * 1024;

fn main() -> ExitCode {
    // SAFETY: the supervisor passes the socket as descriptor 3 and nothing else in this process has it.
    let mut socket = File::from(unsafe { OwnedFd::from_raw_fd(3) });
    match talk(&mut socket) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Seen only where a person runs this by hand; in a sandbox stderr is the null device.
            eprintln!("playground-runner: {error} It is started by the playground, not by hand.");
            ExitCode::from(u8::try_from(EXIT_PROTOCOL).unwrap_or(u8::MAX))
        }
    }
}

/// Whether the job is there already, so that there is no time to get warm.
fn is_readable(socket: &File) -> bool {
    let mut fds = [libc::pollfd {
        fd: socket.as_raw_fd(),
        events: libc::POLLIN,
        revents: 0,
    }];
    // SAFETY: pointer and length describe `fds`.
    unsafe { libc::poll(fds.as_mut_ptr(), 1, 0) == 1 }
}

fn talk(socket: &mut File) -> Result<(), String> {
    // The compiler must not have the socket: a reply is ours to write.
    // SAFETY: F_SETFD takes an integer.
    if unsafe { libc::fcntl(socket.as_raw_fd(), libc::F_SETFD, libc::FD_CLOEXEC) } != 0 {
        return Err("There is no socket at descriptor 3.".to_owned());
    }
    let unread = |error: std::io::Error| format!("The job could not be read: {error}.");
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|flag| flag == HARDEN_FLAG).is_some() {
        harden().map_err(|error| error.to_string())?;
    }
    let flag = arguments.next();
    let reply = if flag.as_deref() == Some(PROBE_FLAG) {
        // The supervisor looks at this process from outside until it says go, and what has to hold.
        let limits = frame::read(socket, MAX_JOB_BYTES).map_err(unread)?;
        let limits = serde_json::from_slice(&limits)
            .map_err(|error| format!("The limits to try are not valid: {error}."))?;
        serde_json::to_vec(&probe::run(&limits))
    } else {
        let paths = Paths::in_sandbox();
        // Where the job comes before all is warm, the rest would only delay it.
        let is_early = || flag.as_deref() == Some(WARM_FLAG) && !is_readable(socket);
        let waiting = is_early()
            .then(|| StandBy::start(&paths))
            .transpose()
            .map_err(|error| format!("The compiler could not be started: {error}."))?;
        let filter = seccomp::Program::compile(&seccomp::RUN)?;
        let mut simulator = Simulator::new()?;
        if is_early() {
            simulator.warm()?;
        }
        let waiting = wait_for_job(socket.as_fd(), waiting).map_err(unread)?;
        let job = frame::read(socket, MAX_JOB_BYTES).map_err(unread)?;
        let job: Job =
            serde_json::from_slice(&job).map_err(|error| format!("The job is not valid: {error}."))?;
        let tighten = || {
            let text = |error| format!("The filter for running could not be installed: {error}.");
            seccomp::install(&filter).map_err(text)
        };
        let notes = job
            .notes
            .then(|| Notes::new(socket))
            .transpose()
            .map_err(|error| format!("Notes cannot be sent: {error}."))?;
        if let Some(notes) = notes.clone() {
            simulator.echo(move |text| notes.output(text));
        }
        let tell = |stage| {
            if let Some(notes) = &notes {
                notes.stage(stage);
            }
        };
        let reply = serve::serve(&job, &paths, &simulator, waiting, tighten, tell);
        if let Some(notes) = &notes {
            notes.end();
        }
        serde_json::to_vec(&reply)
    };
    let reply = reply.map_err(|error| format!("The reply could not be written down: {error}."))?;
    frame::write(socket, &reply).map_err(|error| format!("The reply could not be sent: {error}."))
}
