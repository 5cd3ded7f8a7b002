//! The server under test: started here, stopped here.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::client::Client;

/// Time for the server to prove its sandbox and listen.
const START_TIMEOUT: Duration = Duration::from_secs(30);
/// Pause between two looks at whether it listens.
const POLL: Duration = Duration::from_millis(20);

/// A running server; stopped when dropped.
pub struct Server {
    child: Child,
    program: PathBuf,
    flags: Vec<String>,
    address: SocketAddr,
}

impl Server {
    /// Starts `program` and waits until it answers.
    ///
    /// # Errors
    /// A sentence when it does not start.
    pub fn start(program: &Path) -> Result<Self, String> {
        Self::start_with(program, &["--log-level", "warn"])
    }

    /// As [`Self::start`] with the given flags of the server.
    ///
    /// # Errors
    /// A sentence when it does not start.
    pub fn start_with(program: &Path, flags: &[&str]) -> Result<Self, String> {
        let address = free_address().map_err(|error| format!("No free port was found: {error}."))?;
        let flags: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).collect();
        let mut server = Self {
            child: spawn(program, address, &flags)?,
            program: program.to_owned(),
            flags,
            address,
        };
        server.wait()?;
        Ok(server)
    }

    /// Starts it again at the same address; it has to have ended.
    ///
    /// # Errors
    /// A sentence when it does not start.
    pub fn restart(&mut self) -> Result<(), String> {
        self.child = spawn(&self.program, self.address, &self.flags)?;
        self.wait()
    }

    /// Ends it at once, and waits until it has ended.
    pub fn kill(&mut self) {
        // Nothing useful can be done where this fails: the process is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    fn wait(&mut self) -> Result<(), String> {
        let start = Instant::now();
        while start.elapsed() < START_TIMEOUT {
            let alive = Client::connect(self.address).and_then(|mut client| client.send("/livez", None));
            if alive.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!(
                    "The server ended while it started ({status}); see its message above."
                ));
            }
            sleep(POLL);
        }
        Err(format!(
            "The server did not listen within {} s.",
            START_TIMEOUT.as_secs()
        ))
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

fn spawn(program: &Path, address: SocketAddr, flags: &[String]) -> Result<Child, String> {
    Command::new(program)
        .args(["--listen", &address.to_string()])
        .args(flags)
        .stdin(Stdio::null())
        // Its greeting has no place among the tables.
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| format!("{} could not be started: {error}.", program.display()))
}

fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
