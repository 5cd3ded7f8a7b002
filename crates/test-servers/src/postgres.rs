//! PostgreSQL.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use crate::{Directory, PASSWORD, PATIENCE, PAUSE, kill, program};

/// The user and group `nobody`, as whom PostgreSQL runs where the test is root, which it refuses to be.
fn nobody() -> Option<(u32, u32)> {
    let me = fs::metadata("/proc/self").unwrap().uid();
    (me == 0).then(|| {
        let users = fs::read_to_string("/etc/passwd").unwrap();
        let line = users
            .lines()
            .find(|line| line.starts_with("nobody:"))
            .expect("there is a user `nobody`");
        let mut fields = line.split(':').skip(2).map(|field| field.parse().unwrap());
        (fields.next().unwrap(), fields.next().unwrap())
    })
}

/// A PostgreSQL server.
pub struct Postgres {
    directory: Directory,
    child: Option<Child>,
    settings: Vec<String>,
}

impl Postgres {
    /// A new server with `settings` such as `fsync=off`.
    pub fn start(settings: &[&str]) -> Self {
        let directory = Directory::new("postgres");
        let user = nobody();
        if let Some((uid, gid)) = user {
            chown(&directory.0, Some(uid), Some(gid)).unwrap();
        }
        let secret = directory.0.join("password");
        fs::write(&secret, PASSWORD).unwrap();
        let output = Self::command("initdb", user)
            .arg("--pgdata")
            .arg(directory.0.join("data"))
            .args(["--username=playground", "--auth=scram-sha-256", "--encoding=UTF8"])
            // Another order than that of bytes, where the system has one.
            .args(["--no-sync", "--locale=C.UTF-8"])
            .arg(format!("--pwfile={}", secret.display()))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "initdb failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let mut server = Self {
            directory,
            child: None,
            settings: settings.iter().map(ToString::to_string).collect(),
        };
        server.up();
        server
    }

    fn command(name: &str, user: Option<(u32, u32)>) -> Command {
        let mut command = Command::new(program(name, "postgresql"));
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
        command.current_dir("/").env_clear().stdin(Stdio::null());
        command
    }

    /// Starts it again after [`Self::kill`].
    pub fn up(&mut self) {
        let start = Instant::now();
        loop {
            let log = fs::File::options()
                .create(true)
                .append(true)
                .open(self.directory.0.join("log"))
                .unwrap();
            let mut child = Self::command("postgres", nobody())
                .arg("-D")
                .arg(self.directory.0.join("data"))
                .arg("-k")
                .arg(&self.directory.0)
                .args([
                    "-c",
                    "listen_addresses=",
                    "-c",
                    "shared_buffers=16MB",
                    "-c",
                    "max_connections=60",
                ])
                .args(self.settings.iter().flat_map(|setting| ["-c", setting]))
                .stdout(Stdio::null())
                .stderr(log)
                .spawn()
                .unwrap();
            // What a killed one has left may keep the next from starting for a moment.
            loop {
                if let Some(status) = child.try_wait().unwrap() {
                    let log = fs::read_to_string(self.directory.0.join("log")).unwrap_or_default();
                    assert!(
                        start.elapsed() < PATIENCE,
                        "PostgreSQL ended with {status}:\n{log}"
                    );
                    thread::sleep(PAUSE);
                    break;
                }
                if self.sql("SELECT 1").is_ok() {
                    self.child = Some(child);
                    return;
                }
                assert!(start.elapsed() < PATIENCE, "PostgreSQL takes too long to start");
                thread::sleep(PAUSE);
            }
        }
    }

    /// SIGKILL; its processes are gone when it returns.
    pub fn kill(&mut self) {
        if let Some(child) = self.child.take() {
            kill(child);
        }
    }

    /// The path of its socket.
    pub fn socket(&self) -> PathBuf {
        self.directory.0.join(".s.PGSQL.5432")
    }

    /// The address of its database.
    pub fn address(&self) -> String {
        let directory = self.directory.0.display().to_string().replace('/', "%2F");
        format!("postgres://playground:{PASSWORD}@{directory}/postgres")
    }

    /// The address of an empty schema.
    pub fn schema(&self, name: &str) -> String {
        self.sql(&format!("CREATE SCHEMA {name}")).unwrap();
        format!("{}?options=-csearch_path%3D{name}", self.address())
    }

    /// What `psql` prints for a statement.
    ///
    /// # Errors
    /// What it complains of.
    pub fn sql(&self, statement: &str) -> Result<String, String> {
        let output = Command::new(program("psql", "postgresql"))
            .env("PGPASSWORD", PASSWORD)
            .args([
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-U",
                "playground",
                "-h",
            ])
            .arg(&self.directory.0)
            .args(["-d", "postgres", "-c", statement])
            .output()
            .unwrap();
        if output.status.success() {
            Ok(String::from_utf8(output.stdout).unwrap().trim().to_owned())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.kill();
    }
}
