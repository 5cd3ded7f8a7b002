//! Configuration: command line flags, each with an environment variable, checked before anything starts.
//!
//! Defaults are those of spec 17 §3.2. A value that makes no sense stops the start with a sentence; it
//! must never be replaced by another in silence.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::thread::available_parallelism;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};
use playground_sandbox::{Config as SandboxConfig, Limits};
use playground_store::Store;

use crate::answering::Answers;
use crate::cors::Cors;
use crate::programs::Programs;
use crate::rate::{Network, RateLimiter};
use crate::request::DEFAULT_MAX_SOURCE_BYTES;
use crate::routes::HttpLimits;
use crate::serve::ServeLimits;
use crate::traces::Collector;

/// Name of the program that makes sandboxes, beside the server's executable.
const SPAWNER: &str = "playground-spawner";
/// Name of the runner beside the server's executable.
const RUNNER: &str = "playground-runner";
/// Name of the compiler beside the server's executable.
const COMPILER: &str = "twilightc";
/// Bytes in a KiB.
const KIB: u64 = 1024;
/// Name of the store in the state directory.
const STORE: &str = "snippets.db";
/// Bytes in a MiB.
const MIB: u64 = 1024 * 1024;
/// More workers than this would be a typing error.
const MAX_WORKERS: u32 = 256;

/// Sandboxes beside those of the workers, the warm ones, and those that have answered and are about to vanish: the
/// canary's and the self-test's.
const SPARE_SLOTS: u32 = 4;
/// Warm sandboxes for each worker, where the configuration does not say.
const WARM_PER_WORKER: u32 = 2;

/// Form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// Plain text.
    Text,
}

/// Least severe messages that are logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// Failures of the service.
    Error,
    /// And verdicts an operator should look at.
    Warn,
    /// And one line for every request.
    Info,
    /// And what the libraries say.
    Debug,
}

impl From<LogLevel> for tracing::Level {
    fn from(level: LogLevel) -> Self {
        match level {
            LogLevel::Error => Self::ERROR,
            LogLevel::Warn => Self::WARN,
            LogLevel::Info => Self::INFO,
            LogLevel::Debug => Self::DEBUG,
        }
    }
}

/// Serves the Twilight playground: compiles and runs Twilight programs, each in a sandbox of its own.
///
/// At start a sandbox is built and attacked from inside; where a layer is missing, nothing is served and
/// the message names the step, the errno and the remedy. Every flag can be set by the environment
/// variable shown beside it; a flag wins.
#[derive(Clone, Debug, PartialEq, Eq, Parser)]
#[command(name = "playground", version)]
pub struct Config {
    /// Address and port to listen on; port 0 takes a free one, which the log names.
    #[arg(
        long,
        env = "PLAYGROUND_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "IP:PORT"
    )]
    pub listen: SocketAddr,

    /// The program that makes the sandboxes [default: playground-spawner beside this executable]
    #[arg(long, env = "PLAYGROUND_SPAWNER", value_name = "PATH")]
    pub spawner: Option<PathBuf>,

    /// The program inside the sandbox [default: playground-runner beside this executable]
    #[arg(long, env = "PLAYGROUND_RUNNER", value_name = "PATH")]
    pub runner: Option<PathBuf>,

    /// The compiler inside the sandbox [default: twilightc beside this executable]
    #[arg(long, env = "PLAYGROUND_COMPILER", value_name = "PATH")]
    pub compiler: Option<PathBuf>,

    /// Sandboxes at a time, 1 to 256 [default: the number of cores]
    #[arg(long, env = "PLAYGROUND_WORKERS", value_name = "N",
          value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_WORKERS)))]
    pub workers: Option<u32>,

    /// Sandboxes kept ready for requests to come, 0 to 256 [default: 2 for each worker]
    #[arg(long, env = "PLAYGROUND_WARM", value_name = "N",
          value_parser = clap::value_parser!(u32).range(0..=i64::from(SandboxConfig::MAX_WARM)))]
    pub warm: Option<u32>,

    /// Age in milliseconds at which a sandbox that no request took is replaced, 1000 to 3600000
    #[arg(long, env = "PLAYGROUND_WARM_AGE_MS", default_value_t = 60_000, value_name = "MS",
          value_parser = clap::value_parser!(u64).range(1_000..=3_600_000))]
    pub warm_age_ms: u64,

    /// Requests that may wait for a sandbox, 0 to 65536; more get a 503
    #[arg(long, env = "PLAYGROUND_QUEUE", default_value_t = 64, value_name = "N",
          value_parser = clap::value_parser!(u32).range(0..=65_536))]
    pub queue: u32,

    /// Longest wait for a sandbox in milliseconds, 1 to 600000; then a 503
    #[arg(long, env = "PLAYGROUND_QUEUE_WAIT_MS", default_value_t = 10_000, value_name = "MS",
          value_parser = clap::value_parser!(u64).range(1..=600_000))]
    pub queue_wait_ms: u64,

    /// UTF-8 bytes a program may have, 1 to 1048576; more get a 413
    #[arg(long, env = "PLAYGROUND_MAX_SOURCE_BYTES", default_value_t = DEFAULT_MAX_SOURCE_BYTES as u64,
          value_name = "BYTES", value_parser = clap::value_parser!(u64).range(1..=1_048_576))]
    pub max_source_bytes: u64,

    /// Time for a request body to arrive in milliseconds, 1 to 600000; then a 408
    #[arg(long, env = "PLAYGROUND_BODY_TIMEOUT_MS", default_value_t = 10_000, value_name = "MS",
          value_parser = clap::value_parser!(u64).range(1..=600_000))]
    pub body_timeout_ms: u64,

    /// How long an answer may wait for its client to read on in milliseconds, 1 to 600000
    #[arg(long, env = "PLAYGROUND_WRITE_TIMEOUT_MS", default_value_t = 15_000, value_name = "MS",
          value_parser = clap::value_parser!(u64).range(1..=600_000))]
    pub write_timeout_ms: u64,

    /// Connections at a time, 1 to 65536; more wait in the kernel
    #[arg(long, env = "PLAYGROUND_MAX_CONNECTIONS", default_value_t = 256, value_name = "N",
          value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub max_connections: u32,

    /// Time for requests in flight at shutdown in milliseconds, 0 to 600000
    #[arg(long, env = "PLAYGROUND_DRAIN_TIMEOUT_MS", default_value_t = 20_000, value_name = "MS",
          value_parser = clap::value_parser!(u64).range(0..=600_000))]
    pub drain_timeout_ms: u64,

    /// How long a readiness result is kept in milliseconds, 0 to 600000
    #[arg(long, env = "PLAYGROUND_READY_CACHE_MS", default_value_t = 5_000, value_name = "MS",
          value_parser = clap::value_parser!(u64).range(0..=600_000))]
    pub ready_cache_ms: u64,

    /// Wall clock limit of a sandbox in milliseconds
    #[arg(
        long,
        env = "PLAYGROUND_WALL_LIMIT_MS",
        default_value_t = 5_000,
        value_name = "MS"
    )]
    pub wall_limit_ms: u64,

    /// CPU time limit of a sandbox in milliseconds; not above the wall clock limit
    #[arg(
        long,
        env = "PLAYGROUND_CPU_LIMIT_MS",
        default_value_t = 3_000,
        value_name = "MS"
    )]
    pub cpu_limit_ms: u64,

    /// Memory limit of a sandbox in MiB, its temporary files included
    #[arg(
        long,
        env = "PLAYGROUND_MEMORY_LIMIT_MIB",
        default_value_t = 256,
        value_name = "MIB"
    )]
    pub memory_limit_mib: u64,

    /// Processes and threads in a sandbox
    #[arg(long, env = "PLAYGROUND_PIDS_LIMIT", default_value_t = 2, value_name = "N")]
    pub pids_limit: u64,

    /// Temporary files of a sandbox in MiB
    #[arg(
        long,
        env = "PLAYGROUND_TMPFS_LIMIT_MIB",
        default_value_t = 16,
        value_name = "MIB"
    )]
    pub tmpfs_limit_mib: u64,

    /// Files and directories in the temporary files of a sandbox
    #[arg(
        long,
        env = "PLAYGROUND_TMPFS_INODES_LIMIT",
        default_value_t = 64,
        value_name = "N"
    )]
    pub tmpfs_inodes_limit: u64,

    /// One file of a sandbox, the compiled module for example, in MiB
    #[arg(
        long,
        env = "PLAYGROUND_FILE_LIMIT_MIB",
        default_value_t = 16,
        value_name = "MIB"
    )]
    pub file_limit_mib: u64,

    /// Open files of each process in a sandbox
    #[arg(
        long,
        env = "PLAYGROUND_OPEN_FILES_LIMIT",
        default_value_t = 32,
        value_name = "N"
    )]
    pub open_files_limit: u64,

    /// Everything one request may answer: output, events, artefacts, diagnostics, in KiB
    #[arg(
        long,
        env = "PLAYGROUND_REPLY_LIMIT_KIB",
        default_value_t = 4_096,
        value_name = "KIB"
    )]
    pub reply_limit_kib: u64,

    /// First of the unprivileged user ids that sandboxes run under when the service is root
    #[arg(long, env = "PLAYGROUND_UID_BASE", default_value_t = SandboxConfig::DEFAULT_UID_BASE, value_name = "UID")]
    pub uid_base: u32,

    /// OCI runtime that makes the sandboxes, for example /usr/sbin/runc [default: they are made here]
    #[arg(long, env = "PLAYGROUND_OCI_RUNTIME", value_name = "PATH")]
    pub oci_runtime: Option<PathBuf>,

    /// Control group below which sandboxes get theirs, counted from the root of the hierarchy
    /// [default: the service's own]
    #[arg(long, env = "PLAYGROUND_CGROUP_PARENT", value_name = "PATH")]
    pub cgroup_parent: Option<PathBuf>,

    /// Where shared programs are kept: `sqlite:` and a path, a path, `postgres://USER:PASSWORD@HOST/DATABASE`, or
    /// `redis://:PASSWORD@HOST/NUMBER`
    /// [default: snippets.db in $STATE_DIRECTORY, as systemd sets it; without it nothing can be shared]
    #[arg(long, env = "PLAYGROUND_STORE", hide_env_values = true, value_name = "STORE")]
    pub store: Option<String>,

    /// Most MiB of shared programs, 1 to 1048576; more get a 507
    #[arg(long, env = "PLAYGROUND_STORE_LIMIT_MIB", default_value_t = 4_096, value_name = "MIB",
          value_parser = clap::value_parser!(u64).range(1..=1_048_576))]
    pub store_limit_mib: u64,

    /// Longest life of a shared program in days, 0 to 36500; 0 is for ever
    #[arg(long, env = "PLAYGROUND_SHARE_TTL_DAYS", default_value_t = 0, value_name = "DAYS",
          value_parser = clap::value_parser!(u64).range(0..=36_500))]
    pub share_ttl_days: u64,

    /// What stands before `/s/<id>` in links to shared programs, such as `https://play.example.org`
    /// [default: nothing, so that links are relative]
    #[arg(long, env = "PLAYGROUND_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,

    /// Address and port for GET /metrics in the form of Prometheus; port 0 takes a free one [default: none]
    #[arg(long, env = "PLAYGROUND_METRICS_LISTEN", value_name = "IP:PORT")]
    pub metrics_listen: Option<SocketAddr>,

    /// An OpenTelemetry collector that traces are sent to by OTLP over HTTP; none are made without one
    #[arg(long, env = "PLAYGROUND_OTLP_ENDPOINT", value_name = "URL")]
    pub otlp_endpoint: Option<String>,

    /// MiB of answers that are kept to be given again, 0 to 65536; 0 keeps none
    #[arg(long, env = "PLAYGROUND_ANSWER_CACHE_MIB", default_value_t = 64, value_name = "MIB",
          value_parser = clap::value_parser!(u64).range(0..=65_536))]
    pub answer_cache_mib: u64,

    /// Requests that one client may make in a minute, 0 to 1000000; more get a 429; 0 is no limit
    #[arg(long, env = "PLAYGROUND_RATE_LIMIT", default_value_t = 0, value_name = "N",
          value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    pub rate_limit: u32,

    /// Proxies whose X-Forwarded-For names the client: addresses and networks such as 10.0.0.0/8, with commas between them
    #[arg(
        long,
        env = "PLAYGROUND_TRUSTED_PROXIES",
        value_name = "LIST",
        value_delimiter = ','
    )]
    pub trusted_proxies: Vec<Network>,

    /// Other sites that may use the service from a browser: origins such as `https://docs.example.org`, with commas between
    /// them; * is every site
    #[arg(
        long,
        env = "PLAYGROUND_CORS_ORIGIN",
        value_name = "LIST",
        value_delimiter = ','
    )]
    pub cors_origin: Vec<String>,

    /// Form of the log on stderr
    #[arg(long, env = "PLAYGROUND_LOG_FORMAT", value_enum, default_value_t = LogFormat::Json, value_name = "FORMAT")]
    pub log_format: LogFormat,

    /// Least severe messages to log
    #[arg(long, env = "PLAYGROUND_LOG_LEVEL", value_enum, default_value_t = LogLevel::Info, value_name = "LEVEL")]
    pub log_level: LogLevel,

    /// A file with settings, in TOML, whose keys are the names of flags; flags and environment win over it
    #[arg(long, env = "PLAYGROUND_CONFIG", value_name = "PATH")]
    pub config: Option<PathBuf>,

    /// What to do instead of serving.
    #[command(subcommand)]
    pub action: Option<Action>,
}

/// What the executable can do beside serving. Flags of the service stand before it: `playground --uid-base 7000 doctor`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum Action {
    /// Build a sandbox, attack it from inside, and print layer by layer what holds, what is missing, and the
    /// remedy; the exit code is 0 where the service would start
    Doctor {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show settings
    #[command(subcommand)]
    Config(ConfigAction),
}

/// What can be done with settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum ConfigAction {
    /// Check all settings and print each with where it comes from, as a settings file
    Print,
}

/// The executables of the service beside its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Executables {
    /// What runs in sandboxes.
    pub runner: PathBuf,
    /// The compiler, which runs in them too.
    pub compiler: PathBuf,
    /// What makes them.
    pub spawner: PathBuf,
}

impl Config {
    /// Checks what no single flag can check.
    ///
    /// # Errors
    /// A sentence that names the flags and the remedy.
    pub fn validate(&self) -> Result<(), String> {
        if self.cpu_limit_ms > self.wall_limit_ms {
            return Err(format!(
                "--cpu-limit-ms ({}) must not be above --wall-limit-ms ({}): a sandbox has one core, so the CPU limit could never be reached. Lower it, or raise the wall clock limit.",
                self.cpu_limit_ms, self.wall_limit_ms
            ));
        }
        Cors::new(&self.cors_origin)?;
        self.collector()?;
        if let Some(url) = &self.public_url {
            let rest = url
                .strip_prefix("https://")
                .or_else(|| url.strip_prefix("http://"));
            let plain = |text: &str| {
                text.bytes()
                    .all(|byte| byte.is_ascii_graphic() && !b"?#\"<>".contains(&byte))
            };
            if !rest.is_some_and(|rest| !rest.is_empty() && plain(rest)) {
                return Err(format!(
                    "--public-url ({url}) must begin with https:// or http:// and hold no query, such as https://play.example.org."
                ));
            }
        }
        self.sandbox_limits().validate()
    }

    /// Where answers are kept; nothing where none are.
    ///
    /// # Errors
    /// A sentence that names a missing program.
    pub fn answers(&self) -> Result<Option<Answers>, String> {
        if self.answer_cache_mib == 0 {
            return Ok(None);
        }
        let Executables { runner, compiler, .. } = self.programs()?;
        let bytes = usize::try_from(self.answer_cache_mib.saturating_mul(MIB)).unwrap_or(usize::MAX);
        Ok(Some(Answers::new(bytes, Programs::new(vec![runner, compiler]))))
    }

    /// Where traces are sent; nothing where none are made.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the address.
    pub fn collector(&self) -> Result<Option<Collector>, String> {
        self.otlp_endpoint.as_deref().map(Collector::new).transpose()
    }

    /// Counts requests of each client.
    pub fn rate_limiter(&self) -> RateLimiter {
        RateLimiter::new(self.rate_limit, self.trusted_proxies.clone())
    }

    /// The store for shared programs, opened; nothing where none is named.
    ///
    /// # Errors
    /// A sentence that names the store and the remedy.
    pub fn open_store(&self) -> Result<Option<Box<dyn Store>>, String> {
        let state = || {
            let directory = std::env::var_os("STATE_DIRECTORY").filter(|directory| !directory.is_empty())?;
            Some(format!(
                "sqlite:{}",
                PathBuf::from(directory).join(STORE).display()
            ))
        };
        let Some(address) = self.store.clone().or_else(state) else {
            return Ok(None);
        };
        playground_store::open(&address, self.store_limit_mib.saturating_mul(MIB)).map(Some)
    }

    /// Sandboxes at a time.
    pub fn workers(&self) -> u32 {
        self.workers.unwrap_or_else(|| {
            let cores = available_parallelism().map_or(1, |cores| cores.get());
            u32::try_from(cores).unwrap_or(MAX_WORKERS).min(MAX_WORKERS)
        })
    }

    /// Sandboxes kept ready.
    pub fn warm(&self) -> u32 {
        self.warm
            .unwrap_or_else(|| (self.workers() * WARM_PER_WORKER).min(SandboxConfig::MAX_WARM))
    }

    /// The runner, the compiler and the spawner, all of which exist.
    ///
    /// # Errors
    /// A sentence that names the missing file and the flag to set.
    pub fn programs(&self) -> Result<Executables, String> {
        Ok(Executables {
            runner: program(self.runner.as_ref(), RUNNER, "--runner")?,
            compiler: program(self.compiler.as_ref(), COMPILER, "--compiler")?,
            spawner: program(self.spawner.as_ref(), SPAWNER, "--spawner")?,
        })
    }

    /// What the sandbox factory needs: two slots for each worker, of which one has answered and is about to vanish,
    /// one for each warm sandbox, and some for the canary and self-tests.
    pub fn sandbox_config(&self, runner: PathBuf, compiler: PathBuf) -> SandboxConfig {
        SandboxConfig {
            limits: self.sandbox_limits(),
            cgroup_parent: self.cgroup_parent.clone(),
            oci_runtime: self.oci_runtime.clone(),
            uid_base: self.uid_base,
            slots: 2 * self.workers() + self.warm() + SPARE_SLOTS,
            warm: self.warm(),
            warm_age: Duration::from_millis(self.warm_age_ms),
            ..SandboxConfig::new(runner, compiler)
        }
    }

    /// What each sandbox may use.
    pub fn sandbox_limits(&self) -> Limits {
        Limits {
            wall_ms: self.wall_limit_ms,
            cpu_ms: self.cpu_limit_ms,
            memory_bytes: self.memory_limit_mib.saturating_mul(MIB),
            pids: self.pids_limit,
            tmpfs_bytes: self.tmpfs_limit_mib.saturating_mul(MIB),
            tmpfs_inodes: self.tmpfs_inodes_limit,
            file_bytes: self.file_limit_mib.saturating_mul(MIB),
            open_files: self.open_files_limit,
            reply_bytes: self.reply_limit_kib.saturating_mul(KIB),
        }
    }

    /// What the routes enforce.
    pub fn http_limits(&self) -> HttpLimits {
        HttpLimits {
            max_source_bytes: usize::try_from(self.max_source_bytes).unwrap_or(usize::MAX),
            body_timeout: Duration::from_millis(self.body_timeout_ms),
        }
    }

    /// What the accept loop enforces.
    pub fn serve_limits(&self) -> ServeLimits {
        ServeLimits {
            max_connections: usize::try_from(self.max_connections).unwrap_or(usize::MAX),
            write_timeout: Duration::from_millis(self.write_timeout_ms),
            drain_timeout: Duration::from_millis(self.drain_timeout_ms),
        }
    }
}

fn program(set: Option<&PathBuf>, name: &str, flag: &str) -> Result<PathBuf, String> {
    let path = match set {
        Some(path) => path.clone(),
        None => {
            let own = std::env::current_exe().map_err(|error| {
                format!("This executable's own path is unknown ({error}). Set {flag} to the path of {name}.")
            })?;
            own.with_file_name(name)
        }
    };
    // The sandbox mounts the file itself, so a relative path has to be resolved here and now.
    path.canonicalize().map_err(|error| {
        format!(
            "The program {} cannot be used: {error}. Build it with `cargo xtask serve`, or set {flag} to where it is.",
            path.display()
        )
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use clap::CommandFactory;

    fn parse(args: &[&str]) -> Result<Config, clap::Error> {
        Config::try_parse_from([&["playground"], args].concat())
    }

    #[test]
    fn the_defaults_are_valid_and_those_of_the_specification() {
        Config::command().debug_assert();
        let config = parse(&[]).unwrap();
        config.validate().unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.max_source_bytes, 65_536);
        assert_eq!(
            (config.wall_limit_ms, config.memory_limit_mib, config.pids_limit),
            (5_000, 256, 2)
        );
        assert!(config.workers() >= 1);
        assert_eq!(config.warm(), 2 * config.workers());
    }

    #[test]
    fn every_range_is_checked_at_its_edges() {
        for (flag, low, high) in [
            ("--workers", 1, 256),
            ("--warm", 0, 256),
            ("--warm-age-ms", 1_000, 3_600_000),
            ("--queue", 0, 65_536),
            ("--queue-wait-ms", 1, 600_000),
            ("--max-source-bytes", 1, 1_048_576),
            ("--body-timeout-ms", 1, 600_000),
            ("--write-timeout-ms", 1, 600_000),
            ("--max-connections", 1, 65_536),
            ("--drain-timeout-ms", 0, 600_000),
            ("--ready-cache-ms", 0, 600_000),
            ("--store-limit-mib", 1, 1_048_576),
            ("--share-ttl-days", 0, 36_500),
            ("--answer-cache-mib", 0, 65_536),
            ("--rate-limit", 0, 1_000_000),
        ] {
            for (value, good) in [(low - 1, false), (low, true), (high, true), (high + 1, false)] {
                let arg = format!("{flag}={value}");
                assert_eq!(parse(&[&arg]).is_ok(), good, "{arg}");
            }
        }
        for wrong in [
            "--listen=localhost",
            "--listen=1.2.3.4",
            "--log-level=loud",
            "--trusted-proxies=10.0.0.0/8,proxy",
            "--unknown",
            "stray",
        ] {
            assert!(parse(&[wrong]).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_setting_has_an_environment_variable_named_after_its_flag() {
        for argument in Config::command().get_arguments() {
            let name = argument.get_long().unwrap();
            if ["help", "version"].contains(&name) {
                continue;
            }
            let expected = format!("PLAYGROUND_{}", name.to_uppercase().replace('-', "_"));
            assert_eq!(argument.get_env().unwrap().to_str().unwrap(), expected);
            assert!(argument.get_help().is_some(), "{name} has no help text");
        }
    }

    #[test]
    fn limits_are_checked_together() {
        let equal = parse(&["--cpu-limit-ms=5000"]).unwrap();
        assert_eq!(equal.validate(), Ok(()));
        let above = parse(&["--cpu-limit-ms=5001"]).unwrap();
        assert!(above.validate().unwrap_err().contains("--wall-limit-ms (5000)"));
        let huge = parse(&["--memory-limit-mib=18446744073709551615"]).unwrap();
        assert!(huge.validate().unwrap_err().contains("memory_bytes"));
        for (flag, limit) in [
            ("--tmpfs-inodes-limit=15", "tmpfs_inodes must be between 16"),
            ("--file-limit-mib=0", "file_bytes must be between 1048576"),
            (
                "--open-files-limit=1025",
                "open_files must be between 16 and 1024",
            ),
            ("--reply-limit-kib=63", "reply_bytes must be between 65536"),
        ] {
            let message = parse(&[flag]).unwrap().validate().unwrap_err();
            assert!(message.contains(limit), "{flag}: {message}");
        }
        assert_eq!(parse(&[]).unwrap().sandbox_limits(), Limits::default());
        let pids = parse(&["--pids-limit=1"]).unwrap();
        assert!(pids.validate().unwrap_err().contains("pids must be between 2"));
    }

    #[test]
    fn a_public_url_is_one() {
        for (url, good) in [
            ("https://play.example.org", true),
            ("http://127.0.0.1:8080/path/", true),
            ("play.example.org", false),
            ("https://", false),
            ("https://x?y", false),
            ("https://x y", false),
            ("javascript:alert(1)", false),
        ] {
            let config = parse(&["--public-url", url]).unwrap();
            assert_eq!(config.validate().is_ok(), good, "{url}");
        }
    }

    #[test]
    fn a_missing_program_is_named_with_its_flag() {
        let config = parse(&["--runner=/nonexistent/runner"]).unwrap();
        let message = config.programs().unwrap_err();
        assert!(
            message.contains("/nonexistent/runner") && message.contains("--runner"),
            "{message}"
        );
    }
}
