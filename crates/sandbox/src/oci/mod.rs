//! Sandboxes made by an OCI runtime: any program with runc's commands (`create`, `start`, `delete`).
//!
//! The runtime makes namespaces, root file system, ids, capabilities and resource limits; control groups and every verdict
//! stay ours, and what no runtime does the runner puts on itself ([`mod@crate::harden`]). Must never trust the runtime to have
//! done anything: the self-test looks at its sandboxes as at all others.

mod bundle;

pub(crate) use bundle::Ids;

use crate::cgroup::{self, Group};
use crate::child::LEAST_PASSED_FD;
use crate::error::{SetupError, Step};
use crate::limits::Limits;
use crate::plan::{Mode, Plan};
use crate::spawn::{Sandbox, milliseconds, passable_pair};
use crate::sys;
use std::fs::{self, File};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Where bundles and the runtime's own notes are, a directory for each factory.
const FAMILY: &str = "/run/twilight-playground";

/// How long a runtime may take to forget a container.
const DELETE_PATIENCE: Duration = Duration::from_secs(10);

/// Most of a runtime's message that goes to the log.
const MESSAGE_CHARS: usize = 300;

/// A runtime, and the directory that one factory has for it.
#[derive(Debug)]
pub(crate) struct Runtime {
    program: PathBuf,
    directory: PathBuf,
}

/// What identifies one container and who it is.
pub(crate) struct Identity {
    pub(crate) name: String,
    pub(crate) ids: Ids,
}

/// A container that the runtime knows; forgotten on drop.
#[derive(Debug)]
pub(crate) struct Container {
    runtime: Arc<Runtime>,
    name: String,
}

impl Runtime {
    /// Removes what earlier lives left, and makes this factory's directory.
    ///
    /// # Errors
    /// The program is none, or the service may not use it.
    pub(crate) fn open(program: &Path) -> Result<Arc<Self>, SetupError> {
        let fault = |detail: String| SetupError::new(Step::Runtime, 0, detail);
        let io = |error: std::io::Error| SetupError::io(Step::Runtime, &error, program.display().to_string());
        if sys::effective_ids().0 != 0 {
            return Err(fault("only root can use one".to_owned()));
        }
        let program = program.canonicalize().map_err(io)?;
        let metadata = program.metadata().map_err(io)?;
        if !metadata.is_file() || metadata.permissions().mode() & 0o111 == 0 {
            return Err(fault(format!("{} is not executable", program.display())));
        }
        // What the runtime starts becomes our child when the runtime ends: only so can its end be seen.
        sys::adopt_orphans().map_err(io)?;
        let runtime = Self {
            program,
            directory: Path::new(FAMILY).join(cgroup::instance_name()),
        };
        let made = |error: std::io::Error| {
            SetupError::io(Step::Runtime, &error, runtime.directory.display().to_string())
        };
        // Others may pass through, for bundles are mounted by users of the sandboxes; nobody may list.
        let mut directories = fs::DirBuilder::new();
        directories.recursive(true).mode(0o711);
        directories.create(FAMILY).map_err(made)?;
        runtime.forget_earlier_lives();
        for below in ["state", "bundles"] {
            directories.create(runtime.directory.join(below)).map_err(made)?;
        }
        // The runtime enters the root file system as the user inside.
        directories.mode(0o755);
        for below in ["root", "root/bin", "root/tmp", "root/proc", "root/dev"] {
            directories.create(runtime.directory.join(below)).map_err(made)?;
        }
        for file in [
            "root/bin/playground-runner",
            "root/bin/twilightc",
            "root/dev/null",
        ] {
            File::create(runtime.directory.join(file)).map_err(made)?;
        }
        Ok(Arc::new(runtime))
    }

    /// One line for the log and the self-test.
    pub(crate) fn describe(&self) -> String {
        format!("sandboxes by {}", self.program.display())
    }

    /// Makes a sandbox whose first process is about to be, or is already, the runner.
    ///
    /// # Errors
    /// The step that failed; nothing is left behind then.
    pub(crate) fn spawn(
        self: &Arc<Self>,
        plan: &Plan,
        limits: &Limits,
        group: Group,
        identity: Identity,
        mode: Mode,
        deadline: Instant,
    ) -> Result<Sandbox, SetupError> {
        let sockets = |error: std::io::Error| SetupError::io(Step::Sockets, &error, "");
        let (job, inside) = passable_pair().map_err(sockets)?;
        // From here on dropping it cleans up.
        let container = Container {
            runtime: Arc::clone(self),
            name: identity.name,
        };
        let bundle = container.bundle();
        let written =
            |error: std::io::Error| SetupError::io(Step::Runtime, &error, bundle.display().to_string());
        fs::create_dir(&bundle).map_err(written)?;
        let root = self.directory.join("root");
        let config = bundle::config(plan, limits, &root, identity.ids, mode);
        fs::write(bundle.join("config.json"), config.to_string()).map_err(written)?;
        self.create(&container, inside, deadline)?;
        let pid = fs::read_to_string(bundle.join("pid"))
            .ok()
            .and_then(|text| text.trim().parse::<libc::pid_t>().ok())
            .ok_or_else(|| SetupError::new(Step::Runtime, 0, "it left no process number"))?;
        let pidfd =
            sys::pidfd_open(pid).map_err(|error| SetupError::io(Step::Runtime, &error, "its process"))?;
        let name = container.name.clone();
        let sandbox = Sandbox::of_container(pid, pidfd, File::from(job), group, container);
        sandbox.group.attach(pid)?;
        let mut start = self.command("start");
        start.arg(&name);
        self.run(&mut start, &bundle, deadline)?;
        sys::set_nonblocking(sandbox.job.as_fd()).map_err(sockets)?;
        Ok(sandbox)
    }

    /// The runtime's `create`: everything but the program, which waits for `start`.
    fn create(&self, container: &Container, inside: OwnedFd, deadline: Instant) -> Result<(), SetupError> {
        let bundle = container.bundle();
        let mut create = self.command("create");
        create.arg("--bundle").arg(&bundle);
        create.arg("--pid-file").arg(bundle.join("pid"));
        create.args(["--preserve-fds", "1", &container.name]);
        let socket = inside.as_raw_fd();
        debug_assert!(socket >= LEAST_PASSED_FD);
        let passed = move || {
            // SAFETY: dup2 takes integers. The copy survives exec, which is what it is for.
            match unsafe { libc::dup2(socket, 3) } {
                3 => Ok(()),
                _ => Err(std::io::Error::last_os_error()),
            }
        };
        // SAFETY: the closure makes one system call, which is safe between fork and exec; the descriptor lives until
        // the call of `run` has ended.
        unsafe { create.pre_exec(passed) };
        let result = self.run(&mut create, &bundle, deadline);
        drop(inside);
        result
    }

    /// `command` of the runtime; what it has to say goes to `log` in the bundle.
    fn command(&self, command: &str) -> Command {
        let mut program = Command::new(&self.program);
        program
            .arg("--root")
            .arg(self.directory.join("state"))
            .args(["--log-format", "json"]);
        // Before the command, where all runtimes take it.
        program.arg("--log").arg(self.directory.join("log"));
        program.arg(command);
        program
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("XDG_RUNTIME_DIR", &self.directory)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        program
    }

    /// Runs a command until it ends, or kills it at `deadline`.
    fn run(&self, command: &mut Command, of: &Path, deadline: Instant) -> Result<(), SetupError> {
        let io =
            |error: std::io::Error| SetupError::io(Step::Runtime, &error, self.program.display().to_string());
        let mut child = command.spawn().map_err(io)?;
        let number = libc::pid_t::try_from(child.id()).unwrap_or(0);
        let pidfd = sys::pidfd_open(number).map_err(io)?;
        let mut fds = [libc::pollfd {
            fd: pidfd.as_raw_fd(),
            events: libc::POLLIN,
            revents: 0,
        }];
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let _ = child.kill();
                let _ = child.wait();
                return Err(SetupError::new(
                    Step::Runtime,
                    libc::ETIMEDOUT,
                    of.display().to_string(),
                ));
            }
            sys::poll(&mut fds, milliseconds(left)).map_err(io)?;
            if fds[0].revents != 0 {
                break;
            }
        }
        let status = child.wait().map_err(io)?;
        if status.success() {
            return Ok(());
        }
        Err(SetupError::new(
            Step::Runtime,
            0,
            format!(
                "{} ended with {status}: {}",
                self.program.display(),
                self.last_message()
            ),
        ))
    }

    /// The runtime's last word.
    fn last_message(&self) -> String {
        let log = fs::read_to_string(self.directory.join("log")).unwrap_or_default();
        let line = log.lines().next_back().unwrap_or("it said nothing");
        let message = serde_json::from_str::<serde_json::Value>(line)
            .ok()
            .and_then(|entry| Some(entry.get("msg")?.as_str()?.to_owned()));
        message
            .unwrap_or_else(|| line.to_owned())
            .chars()
            .take(MESSAGE_CHARS)
            .collect()
    }

    /// Removes the containers and directories of services that are no more.
    fn forget_earlier_lives(&self) {
        for instance in cgroup::subdirectories(Path::new(FAMILY)) {
            if !cgroup::is_dead_instance(&instance) {
                continue;
            }
            let earlier = Arc::new(Self {
                program: self.program.clone(),
                directory: instance.clone(),
            });
            for container in cgroup::subdirectories(&instance.join("bundles")) {
                if let Some(name) = container.file_name().and_then(|name| name.to_str()) {
                    drop(Container {
                        runtime: Arc::clone(&earlier),
                        name: name.to_owned(),
                    });
                }
            }
            drop(earlier);
        }
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.directory);
        // Succeeds for the last factory only, which is right.
        let _ = fs::remove_dir(FAMILY);
    }
}

impl Container {
    fn bundle(&self) -> PathBuf {
        self.runtime.directory.join("bundles").join(&self.name)
    }
}

impl Drop for Container {
    fn drop(&mut self) {
        let bundle = self.bundle();
        let mut delete = self.runtime.command("delete");
        delete.args(["--force", &self.name]);
        // A container that was never made is none to delete; the next life tries again in any case.
        let _ = self
            .runtime
            .run(&mut delete, &bundle, Instant::now() + DELETE_PATIENCE);
        let _ = fs::remove_dir_all(&bundle);
    }
}
