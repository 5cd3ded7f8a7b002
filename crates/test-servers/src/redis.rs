//! Redis.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::{Directory, PASSWORD, kill, program, wait_for};

/// A Redis server.
pub struct Redis {
    directory: Directory,
    child: Option<Child>,
    settings: Vec<String>,
}

impl Redis {
    /// A new server with `settings` such as `appendonly yes`.
    pub fn start(settings: &[&str]) -> Self {
        let mut server = Self {
            directory: Directory::new("redis"),
            child: None,
            settings: settings.iter().map(ToString::to_string).collect(),
        };
        server.up();
        server
    }

    /// Starts it again after [`Self::kill`].
    pub fn up(&mut self) {
        let mut text = format!(
            "port 0\nunixsocket {}\ndir {}\ndatabases 200\nsave \"\"\nrequirepass {PASSWORD}\ndaemonize no\n",
            self.socket().display(),
            self.directory.0.display()
        );
        for setting in &self.settings {
            text += setting;
            text.push('\n');
        }
        let config = self.directory.0.join("redis.conf");
        fs::write(&config, text).unwrap();
        let _ = fs::remove_file(self.socket());
        let log = fs::File::create(self.directory.0.join("log")).unwrap();
        let mut child = Command::new(program("redis-server", "redis-server"))
            .arg(config)
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait_for("Redis's start", || {
            if let Some(status) = child.try_wait().unwrap() {
                let log = fs::read_to_string(self.directory.0.join("log")).unwrap_or_default();
                panic!("Redis ended with {status}:\n{log}");
            }
            // It listens before it has read its file.
            self.ask("PING").is_ok_and(|answer| answer.starts_with("+PONG"))
        });
        self.child = Some(child);
    }

    /// SIGKILL; its processes are gone when it returns.
    pub fn kill(&mut self) {
        if let Some(child) = self.child.take() {
            kill(child);
        }
    }

    /// The path of its socket.
    pub fn socket(&self) -> PathBuf {
        self.directory.0.join("redis.sock")
    }

    /// The address of its database `number`.
    pub fn address(&self, number: u32) -> String {
        format!(
            "redis+unix://{}?db={number}&pass={PASSWORD}",
            self.socket().display()
        )
    }

    /// What it answers to one line, as it is sent over the socket (database 0).
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn ask(&self, line: &str) -> Result<String, std::io::Error> {
        let mut stream = UnixStream::connect(self.socket())?;
        write!(stream, "AUTH {PASSWORD}\r\n{line}\r\nQUIT\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let answer = answer.strip_prefix("+OK\r\n").unwrap_or(&answer);
        Ok(answer.strip_suffix("+OK\r\n").unwrap_or(answer).to_owned())
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.kill();
    }
}
