//! `playground-spawner`: makes, watches and destroys sandboxes for the service, which starts it and talks to it over
//! descriptor 0.
//!
//! A thread that panics ends the process, and with it all sandboxes: the service starts another, and asks it.

use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::process::ExitCode;

fn main() -> ExitCode {
    let say = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        say(info);
        std::process::abort();
    }));
    let served = std::io::stdin()
        .as_fd()
        .try_clone_to_owned()
        .map(UnixStream::from)
        .and_then(|socket| socket.peer_addr().map(|_| socket))
        .map_err(|error| format!("Standard input is no socket to the service: {error}."))
        .and_then(playground_sandbox::serve_spawner);
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("playground-spawner: {message} It is started by the playground, not by hand.");
            ExitCode::FAILURE
        }
    }
}
