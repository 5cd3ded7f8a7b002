//! `playground`: proves its sandbox, then serves until it is told to stop.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use playground_server::admission::Admission;
use playground_server::config::{Action, Config, ConfigAction};
use playground_server::cors::Cors;
use playground_server::doctor::{Diagnosis, Proven, examine};
use playground_server::logging;
use playground_server::metrics::{self, Metrics};
use playground_server::ready::Readiness;
use playground_server::routes::{App, version_document};
use playground_server::serve::{Ended, serve};
use playground_server::settings::{Settings, SettingsError};
use playground_server::share::Sharing;
use playground_server::traces::Traces;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tracing::{info, warn};

/// Blocking threads beside those of the workers and the store: the canary's and the runtime's own.
const SPARE_THREADS: usize = 4;

/// What `--share-ttl-days` counts.
const SECONDS_PER_DAY: u64 = 86_400;

/// The exit code for a command line or file that is wrong, as clap has it.
const USAGE: u8 = 2;

/// How long threads may go on after the drain limit has passed.
const LAST_MOMENT: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let settings = match Settings::load(std::env::args_os().collect()) {
        Ok(settings) => settings,
        Err(SettingsError::Usage(error)) => error.exit(),
        Err(SettingsError::File(message)) => {
            eprintln!("playground: {message}");
            return ExitCode::from(USAGE);
        }
    };
    if let Some(Action::Config(ConfigAction::Print)) = settings.config.action {
        if let Err(message) = settings.config.validate() {
            eprintln!("playground: {message}");
            return ExitCode::FAILURE;
        }
        print!("{}", settings.print());
        return ExitCode::SUCCESS;
    }
    let config = settings.config;
    logging::install(config.log_format, config.log_level);
    let (diagnosis, proven) = examine(&config);
    if let Some(Action::Doctor { json }) = config.action {
        return report(&diagnosis.with_what_is_not_needed(), json);
    }
    let Some(proven) = proven else {
        eprintln!("playground: cannot serve.\n{}", diagnosis.complaint().trim_end());
        return ExitCode::FAILURE;
    };
    match run(&config, proven) {
        Ok(Ended::Drained) => ExitCode::SUCCESS,
        Ok(Ended::DrainTimeout) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("playground: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Prints what was found; the exit code says whether the service would start.
fn report(diagnosis: &Diagnosis, json: bool) -> ExitCode {
    if json {
        match serde_json::to_string_pretty(diagnosis) {
            Ok(text) => println!("{text}"),
            Err(error) => {
                eprintln!("playground: the findings could not be written as JSON: {error}.");
                return ExitCode::FAILURE;
            }
        }
    } else {
        print!("{diagnosis}");
    }
    if diagnosis.serves {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn run(config: &Config, proven: Proven) -> Result<Ended, String> {
    let workers = config.workers();
    let metrics: Arc<Metrics> = Arc::default();
    let answers = config.answers()?;
    let store = config.open_store()?;
    if let Some(store) = &store {
        match store.warning() {
            Ok(None) => {}
            Ok(Some(warning)) => warn!(warning, "shared programs may be lost"),
            Err(error) => warn!(%error, "it is not known how well the store keeps shared programs"),
        }
    }
    let sharing = store.map(|store| {
        let max_ttl = config.share_ttl_days.saturating_mul(SECONDS_PER_DAY);
        let url = config.public_url.as_deref().unwrap_or_default();
        let sharing = Sharing::new(store.into(), &proven.compiler, url, max_ttl);
        Arc::new(sharing.with_metrics(Arc::clone(&metrics)))
    });
    let runtime = Builder::new_multi_thread()
        .max_blocking_threads(
            workers as usize + SPARE_THREADS + sharing.as_ref().map_or(0, |sharing| sharing.threads()),
        )
        .enable_all()
        .build()
        .map_err(|error| format!("The threads of the service could not be started: {error}."))?;
    let ended = runtime.block_on(async {
        let listener = TcpListener::bind(config.listen).await.map_err(|error| {
            format!(
                "{} cannot be listened on: {error}. Choose another address with --listen.",
                config.listen
            )
        })?;
        let address = listener.local_addr().unwrap_or(config.listen);
        // Before the first connection, so that no signal is lost.
        let stop = stop_signal().map_err(|error| format!("Signals cannot be received: {error}."))?;
        let mut metrics_address = None;
        let traces = config
            .collector()?
            .map(|collector| Traces::new(collector, Arc::clone(&metrics)));
        let app = Arc::new(App {
            admission: Admission::new(
                workers,
                config.queue as usize,
                Duration::from_millis(config.queue_wait_ms),
            ),
            readiness: Readiness::new(
                Arc::clone(&proven.executor),
                Duration::from_millis(config.ready_cache_ms),
            ),
            executor: proven.executor,
            limits: config.http_limits(),
            version: version_document(&proven.compiler, sharing.is_some()),
            sharing: sharing.clone(),
            answers: answers.map(Arc::new),
            metrics,
            traces: traces.clone(),
            rate: config.rate_limiter(),
            cors: Cors::new(&config.cors_origin)?,
            draining: AtomicBool::new(false),
        });
        if let Some(wanted) = config.metrics_listen {
            let listener = TcpListener::bind(wanted).await.map_err(|error| {
                format!(
                    "{wanted} cannot be listened on: {error}. Choose another address with --metrics-listen."
                )
            })?;
            let own = listener.local_addr().unwrap_or(wanted);
            info!(address = %own, "serving metrics");
            tokio::spawn(metrics::serve(listener, Arc::clone(&app)));
            metrics_address = Some(own);
        }
        if let Some(sharing) = sharing.clone() {
            tokio::spawn(async move { sharing.purge().await });
        }
        println!("The Twilight playground is served on http://{address}");
        if let Some(own) = metrics_address {
            println!("Its metrics are served on http://{own}/metrics");
        }
        info!(%address, workers, sandbox = proven.host, "serving");
        let ended = serve(listener, app, config.serve_limits(), stop).await;
        if let Some(traces) = traces {
            traces.flush().await;
        }
        Ok(ended)
    });
    runtime.shutdown_timeout(LAST_MOMENT);
    info!(?ended, "stopped");
    ended
}

/// Completes on SIGTERM or SIGINT. A second one ends the process at once.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        let mut next = async move || {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        };
        next().await;
        tokio::spawn(async move {
            next().await;
            eprintln!("playground: second signal, stopping at once");
            std::process::exit(1);
        });
    })
}
