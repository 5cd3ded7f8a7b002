//! Runs `twilightc` as a subprocess and captures its output and exit code (spec 17 §4.2, §4.3).
//!
//! Must never pass it an environment, a descriptor of ours, or edited source: what is written to
//! `src/main.twl` is what the user sent, byte for byte, so that places in messages are theirs.

use crate::stand_by::StandBy;
use playground_protocol::{Job, MAIN_FILE, Task, is_source_path};
use std::fs;
use std::io::{self, Read, Write as _};
use std::os::fd::AsRawFd;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// Most bytes taken from each of stdout and stderr.
pub const MAX_OUTPUT_BYTES: usize = 256 * 1024;

/// The package's name, and so the artefacts' preferred one.
pub const PACKAGE: &str = "playground";

/// Where artefacts are written, relative to the package.
pub const OUTPUT_DIRECTORY: &str = "target/debug";

/// The smallest manifest that makes a package.
const MANIFEST: &str = "[package]\nname = \"playground\"\nversion = \"0.1.0\"\n";

/// Where things are; fixed in the sandbox, elsewhere in tests.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The compiler.
    pub compiler: PathBuf,
    /// An empty or absent directory for the package.
    pub work: PathBuf,
}

impl Paths {
    /// The places inside a sandbox.
    pub fn in_sandbox() -> Self {
        Self {
            compiler: PathBuf::from("/bin/twilightc"),
            work: PathBuf::from("/tmp/job"),
        }
    }
}

/// How the compiler ended and what it said.
#[derive(Debug)]
pub struct Compilation {
    /// Exit code or signal.
    pub end: End,
    /// At most [`MAX_OUTPUT_BYTES`].
    pub stdout: Vec<u8>,
    /// At most [`MAX_OUTPUT_BYTES`].
    pub stderr: Vec<u8>,
}

/// How the compiler ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It exited with this code.
    Exited(i32),
    /// It died of this signal.
    Signaled(i32),
    /// It wrote more than [`MAX_OUTPUT_BYTES`] to one stream and may still run. The end of this process,
    /// the first of its pid namespace, ends it too.
    TooMuchOutput,
}

impl From<ExitStatus> for End {
    fn from(status: ExitStatus) -> Self {
        match (status.code(), status.signal()) {
            (Some(code), _) => Self::Exited(code),
            (None, Some(signal)) => Self::Signaled(signal),
            (None, None) => Self::Signaled(0),
        }
    }
}

/// Writes the package for `job` into `paths.work`.
///
/// # Errors
/// Those of the file system.
pub fn write_package(job: &Job, work: &Path) -> io::Result<()> {
    fs::create_dir_all(work.join("src"))?;
    fs::write(work.join("Twilight.toml"), MANIFEST)?;
    fs::write(work.join(MAIN_FILE), &job.code)?;
    for file in &job.files {
        if !is_source_path(&file.path) {
            return Err(io::Error::other("a source file's path leaves the package"));
        }
        let path = work.join(&file.path);
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory)?;
        }
        // Not over another one: the job would mean two programs.
        fs::File::create_new(&path)?.write_all(file.text.as_bytes())?;
    }
    Ok(())
}

/// The compiler's arguments for `job`.
pub fn arguments(job: &Job) -> Vec<String> {
    if let Task::Test { filter } = &job.task {
        return test_arguments(job, filter);
    }
    let mut emit = "bytecode,meta".to_owned();
    let mut arguments: Vec<String> = [
        "build",
        "--target",
        "wasm",
        "--message-format",
        "json",
        "--syntax",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(job.syntax_mode.as_str().to_owned());
    match &job.task {
        Task::Test { .. } => {}
        Task::Run { .. } | Task::Simulate(_) => {
            // In one word: a name that starts with a hyphen stays a name.
            match (only_entry(&job.task), &job.contract) {
                (Some(entry_point), _) => arguments.push(format!("--entry-point={entry_point}")),
                (None, Some(contract)) => arguments.push(format!("--contract={contract}")),
                (None, None) => {}
            }
            // The module runs here and nowhere else, on an engine that has it.
            arguments.push("--target-feature=wide-arithmetic".to_owned());
            // Nobody would read it, but who counts gas by line.
            if !matches!(&job.task, Task::Simulate(simulation) if simulation.gas_profile) {
                arguments.push("--debug-info=none".to_owned());
            }
        }
        Task::Compile { emit: wanted } => {
            if let Some(contract) = &job.contract {
                arguments.push(format!("--contract={contract}"));
            }
            if wanted.tir {
                emit += ",tir";
            }
        }
    }
    arguments.extend([
        "--emit".to_owned(),
        emit,
        "-o".to_owned(),
        OUTPUT_DIRECTORY.to_owned(),
    ]);
    arguments
}

/// The arguments that run the program's tests.
fn test_arguments(job: &Job, filter: &str) -> Vec<String> {
    let mut arguments: Vec<String> = [
        "test",
        "--message-format",
        "json",
        "--syntax",
        job.syntax_mode.as_str(),
    ]
    .map(str::to_owned)
    .to_vec();
    if let Some(contract) = &job.contract {
        arguments.push(format!("--contract={contract}"));
    }
    if !filter.is_empty() {
        // Whatever it begins with, it is no option.
        arguments.extend(["--".to_owned(), filter.to_owned()]);
    }
    arguments
}

/// The function that is run without arguments and alone, which need not be public. Whatever else is called has to be part of
/// the contract's interface.
fn only_entry(task: &Task) -> Option<&str> {
    match task {
        Task::Run { entry_point, .. } => Some(entry_point),
        Task::Simulate(simulation) => match simulation.calls.as_slice() {
            [call] if call.args.is_none() && !simulation.sequence => Some(&call.function),
            _ => None,
        },
        Task::Compile { .. } | Task::Test { .. } => None,
    }
}

/// Starts the compiler in `paths.work`, which becomes this process's directory.
pub(crate) fn start(paths: &Paths, arguments: &[String], stdin: Stdio) -> io::Result<Child> {
    // This process moves, not only its child: so std uses posix_spawn, which is several times faster than
    // fork and needs no system call outside the sandbox's policy.
    std::env::set_current_dir(&paths.work)?;
    Command::new(&paths.compiler)
        .args(arguments)
        .env_clear()
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
}

/// Runs the compiler, one on stand-by where there is one, on the package in `paths.work`, which becomes this process's
/// directory, until it ends or says too much.
///
/// # Errors
/// It could not be started or watched.
pub fn run(paths: &Paths, arguments: &[String], waiting: Option<StandBy>) -> io::Result<Compilation> {
    let mut child = match waiting {
        Some(waiting) => waiting.tell(arguments)?,
        // stdin stays the null device this process has: there is no /dev to open another from.
        None => start(paths, arguments, Stdio::inherit())?,
    };
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(io::Error::other("the compiler's output is not piped"));
    };
    let mut streams = [Stream::new(stdout), Stream::new(stderr)];
    let complete = capture(&mut streams)?;
    let end = if complete {
        child.wait()?.into()
    } else {
        End::TooMuchOutput
    };
    let [stdout, stderr] = streams.map(|stream| stream.bytes);
    Ok(Compilation { end, stdout, stderr })
}

/// One of the compiler's output streams.
struct Stream {
    /// `None` after its end.
    source: Option<Box<dyn ReadFd>>,
    bytes: Vec<u8>,
}

trait ReadFd: Read + AsRawFd {}
impl<T: Read + AsRawFd> ReadFd for T {}

impl Stream {
    fn new(source: impl ReadFd + 'static) -> Self {
        Self {
            source: Some(Box::new(source)),
            bytes: Vec::new(),
        }
    }
}

/// Reads both streams, whichever has something, in one thread; false when one is over the cap.
fn capture(streams: &mut [Stream; 2]) -> io::Result<bool> {
    let mut buffer = [0u8; 16 * 1024];
    while streams.iter().any(|stream| stream.source.is_some()) {
        // poll ignores negative descriptors.
        let mut fds = [0, 1].map(|index: usize| libc::pollfd {
            fd: streams
                .get(index)
                .and_then(|one| one.source.as_ref())
                .map_or(-1, |source| source.as_raw_fd()),
            events: libc::POLLIN,
            revents: 0,
        });
        // SAFETY: pointer and length describe `fds`.
        if unsafe { libc::poll(fds.as_mut_ptr(), fds.len() as libc::nfds_t, -1) } < 0 {
            let error = io::Error::last_os_error();
            if error.kind() == io::ErrorKind::Interrupted {
                continue;
            }
            return Err(error);
        }
        for (stream, fd) in streams.iter_mut().zip(fds) {
            let Some(source) = stream.source.as_mut().filter(|_| fd.revents != 0) else {
                continue;
            };
            let count = source.read(&mut buffer)?;
            let read = buffer.get(..count).unwrap_or_default();
            if stream.bytes.len() + read.len() > MAX_OUTPUT_BYTES {
                return Ok(false);
            }
            stream.bytes.extend(read);
            if count == 0 {
                stream.source = None;
            }
        }
    }
    Ok(true)
}

/// Whether this process has children, running or ended: after the compiler there must be none.
pub fn has_children() -> bool {
    // SAFETY: a null status is allowed; WNOHANG makes the call return at once.
    unsafe { libc::waitpid(-1, std::ptr::null_mut(), libc::WNOHANG) >= 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use playground_protocol::{Arguments, Call, Context, Emit, Simulation, SyntaxMode, Views};

    fn job(task: Task, syntax_mode: SyntaxMode) -> Job {
        Job::new(String::new(), syntax_mode, task)
    }

    #[test]
    fn arguments_follow_the_job() {
        let context = Context {
            sender: String::new(),
            origin: String::new(),
            value: String::new(),
            block_number: 0,
            timestamp: 0,
        };
        let run = Task::Run {
            entry_point: "--main".to_owned(),
            context,
            gas_limit: 1,
        };
        assert_eq!(
            arguments(&job(run, SyntaxMode::Native)).join(" "),
            "build --target wasm --message-format json --syntax native --entry-point=--main \
             --target-feature=wide-arithmetic --debug-info=none --emit bytecode,meta -o target/debug"
        );
        let compile = Task::Compile {
            emit: Emit {
                tir: true,
                ..Emit::default()
            },
        };
        assert_eq!(
            arguments(&job(compile, SyntaxMode::Solidity)).join(" "),
            "build --target wasm --message-format json --syntax solidity --emit bytecode,meta,tir \
             -o target/debug"
        );
        let test = Task::Test {
            filter: "--adds".to_owned(),
        };
        let mut job = job(test, SyntaxMode::Native);
        assert_eq!(
            arguments(&job).join(" "),
            "test --message-format json --syntax native -- --adds"
        );
        job.contract = Some("C".to_owned());
        job.task = Task::Test {
            filter: String::new(),
        };
        assert_eq!(
            arguments(&job).join(" "),
            "test --message-format json --syntax native --contract=C"
        );
        // What is called with arguments, or in a list, is part of the contract's interface.
        let call = |args| Call {
            function: "C.f".to_owned(),
            args,
            context: Context {
                sender: String::new(),
                origin: String::new(),
                value: String::new(),
                block_number: 0,
                timestamp: 0,
            },
            gas_limit: 1,
        };
        let mut simulate = |args, sequence| {
            let call = call(args);
            job.task = Task::Simulate(Box::new(Simulation {
                context: call.context.clone(),
                gas_limit: 1,
                init_args: None,
                storage: None,
                calls: vec![call],
                sequence,
                gas_profile: false,
                views: Views::default(),
            }));
            arguments(&job).join(" ")
        };
        assert!(simulate(None, false).contains("--entry-point=C.f --target-feature"));
        for (args, sequence) in [(Some(Arguments::Json(Vec::new())), false), (None, true)] {
            assert!(simulate(args, sequence).contains("--syntax native --contract=C --target-feature"));
        }
    }
}
