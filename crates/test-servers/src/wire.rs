//! A wire that can be held.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::PAUSE;

/// A TCP port that leads to a Unix socket, until it is held: then everything stands still and nothing is closed.
pub struct Wire {
    /// The port, on 127.0.0.1.
    pub port: u16,
    held: Arc<AtomicBool>,
}

impl Wire {
    /// A wire to a socket.
    pub fn to(socket: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let held: Arc<AtomicBool> = Arc::default();
        let (socket, holds) = (socket.to_owned(), Arc::clone(&held));
        // These threads end with the test's process.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = UnixStream::connect(&socket) else {
                    continue;
                };
                let (from, to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                let held = Arc::clone(&holds);
                thread::spawn(move || {
                    pass(from, &to, &held);
                    let _ = to.shutdown(Shutdown::Both);
                });
                let held = Arc::clone(&holds);
                thread::spawn(move || {
                    pass(server, &client, &held);
                    let _ = client.shutdown(Shutdown::Both);
                });
            }
        });
        Self { port, held }
    }

    /// Lets nothing through, or everything again.
    pub fn hold(&self, held: bool) {
        self.held.store(held, Ordering::SeqCst);
    }
}

fn pass(mut from: impl Read, mut to: impl Write, held: &AtomicBool) {
    let mut buffer = [0; 65_536];
    while let Ok(count) = from.read(&mut buffer) {
        while held.load(Ordering::SeqCst) {
            thread::sleep(PAUSE);
        }
        if count == 0 || to.write_all(&buffer[..count]).is_err() {
            return;
        }
    }
}
