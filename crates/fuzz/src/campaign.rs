//! Runs targets over inputs, on several threads, and reports what they find.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use playground_simulator::Simulator;
use twilight_conformance::Engines;

use crate::random::Random;
use crate::{corpus, generate, minimise, mutate, programs, solidity, targets, tir};

/// Bytes of a mutated program.
const MAX_BYTES: usize = 16 * 1024;
/// A single input that takes longer, twice in a row, is a find: time of the processor, where the system tells it.
const SLOW: Duration = Duration::from_secs(20);
/// Bytes of stack, as the main thread of the compiler has.
const STACK: usize = 8 << 20;
/// Long runs tell after so many inputs how far they are.
const TOLD: u64 = 10_000;
/// Finds after which a run ends.
const MAX_FINDS: usize = 10;

/// The names of all targets.
pub const TARGETS: [&str; 9] = [
    "parser",
    "checker",
    "compiler",
    "engines",
    "programs",
    "solidity",
    "tir",
    "tir-text",
    "host-functions",
];

/// What to run.
pub struct Arguments {
    /// For how long, all targets together.
    pub seconds: u64,
    /// The first seed is the one after this.
    pub seed: u64,
    /// Inputs of each target at most; 0 is no bound.
    pub inputs: u64,
    /// Inputs tried at the same time.
    pub threads: u64,
    /// One target only.
    pub target: Option<String>,
    /// Print the program of that seed and do nothing else.
    pub print: Option<u64>,
}

impl Default for Arguments {
    fn default() -> Self {
        Self {
            seconds: 30,
            seed: 1,
            inputs: 0,
            threads: 1,
            target: None,
            print: None,
        }
    }
}

struct Campaign {
    programs: Vec<String>,
    solidity: solidity::Corpus,
    tir: Vec<String>,
    engines: Engines,
    simulator: Simulator,
}

/// Gives the number of finds.
///
/// # Errors
/// A sentence when nothing can be run.
pub fn run(arguments: &Arguments) -> Result<usize, String> {
    if let Some(seed) = arguments.print {
        println!("{}", generate::program(seed));
        return Ok(0);
    }
    let programs = corpus::programs()?;
    let campaign = Campaign {
        tir: corpus::tir(&programs),
        programs,
        solidity: solidity::Corpus::read()?,
        engines: Engines::for_random_programs(),
        simulator: Simulator::new()?,
    };
    let targets: Vec<&str> = match &arguments.target {
        Some(name) => TARGETS.iter().copied().filter(|target| target == name).collect(),
        None => TARGETS.to_vec(),
    };
    let share = Duration::from_millis(arguments.seconds * 1000 / targets.len().max(1) as u64);
    // Finds are reported below, with their inputs.
    std::panic::set_hook(Box::new(|_| {}));
    let mut finds = 0;
    for target in targets {
        finds += campaign.target(target, arguments, share);
    }
    Ok(finds)
}

/// What threads share while a target runs.
struct Progress {
    next: AtomicU64,
    tried: AtomicU64,
    /// Seeds of finds by the kind of problem: one report for each kind.
    finds: Mutex<BTreeMap<String, Vec<u64>>>,
    /// How generated programs ended.
    outcomes: Mutex<BTreeMap<String, u64>>,
}

impl Progress {
    fn ended(&self, outcome: String) {
        if let Ok(mut outcomes) = self.outcomes.lock() {
            *outcomes.entry(outcome).or_default() += 1;
        }
    }
}

impl Campaign {
    fn target(&self, target: &str, arguments: &Arguments, share: Duration) -> usize {
        let start = Instant::now();
        let progress = Progress {
            next: AtomicU64::new(arguments.seed),
            tried: AtomicU64::new(0),
            finds: Mutex::default(),
            outcomes: Mutex::default(),
        };
        std::thread::scope(|scope| {
            for _ in 0..arguments.threads {
                let work = || self.work(target, arguments, start + share, &progress);
                if let Err(error) = std::thread::Builder::new()
                    .stack_size(STACK)
                    .spawn_scoped(scope, work)
                {
                    eprintln!("error: a thread could not be started: {error}.");
                }
            }
        });
        let finds = progress
            .finds
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        for (kind, seeds) in &finds {
            println!("{target}: {} of the kind {kind:?}, seeds {seeds:?}", seeds.len());
        }
        let count = finds.values().map(Vec::len).sum();
        let tried = progress.tried.into_inner();
        println!(
            "{target}: {tried} inputs from seed {}, {count} finds, {:.0} s",
            arguments.seed.wrapping_add(1),
            start.elapsed().as_secs_f64()
        );
        let outcomes = progress
            .outcomes
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if !outcomes.is_empty() {
            println!("{target}: ended as {outcomes:?}");
        }
        count
    }

    /// Runs inputs until the time is over.
    fn work(&self, target: &str, arguments: &Arguments, end: Instant, progress: &Progress) {
        let start = Instant::now();
        while Instant::now() < end {
            if arguments.inputs > 0 && progress.tried.load(Ordering::Relaxed) >= arguments.inputs {
                return;
            }
            let seed = progress.next.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
            let tried = progress.tried.fetch_add(1, Ordering::Relaxed) + 1;
            if tried.is_multiple_of(TOLD) {
                println!("{target}: {tried} inputs, the last of seed {seed}");
            }
            let input = self.input(target, seed);
            let begin = spent(start);
            let mut problem = self.problem(target, &input, seed, progress);
            if problem.is_none() && spent(start).saturating_sub(begin) > SLOW {
                // A busy machine is slow as well.
                let again = spent(start);
                problem = self.problem(target, &input, seed, progress);
                let took = spent(start).saturating_sub(again);
                if problem.is_none() && took > SLOW {
                    problem = Some(format!("took {took:?}"));
                }
            }
            if let Some(problem) = problem
                && self.report(target, seed, &input, &problem, progress) >= MAX_FINDS
            {
                return;
            }
        }
    }

    fn input(&self, target: &str, seed: u64) -> String {
        if target == "programs" {
            return generate::program(seed);
        }
        if target == "tir" {
            return tir::text(seed);
        }
        let mut random = Random::new(seed);
        let texts = match target {
            "tir-text" => &self.tir,
            // Mostly of programs that compile, so that many mutations do.
            "solidity" if seed.is_multiple_of(8) => &self.solidity.all,
            "solidity" => &self.solidity.running,
            _ => &self.programs,
        };
        let base = random.pick(texts).cloned().unwrap_or_default();
        let other = random.pick(texts).cloned().unwrap_or_default();
        match target {
            // Half of the bases are generated, which meet in a few lines what tests have one by one.
            "checker" | "engines" => {
                let base = if seed.is_multiple_of(2) {
                    generate::program(seed)
                } else {
                    base
                };
                mutate::mutate_tokens(&mut random, &base, &other, MAX_BYTES)
            }
            "solidity" if !seed.is_multiple_of(8) => solidity::mutate(&mut random, &base, &other, MAX_BYTES),
            _ => mutate::mutate(&mut random, &base, &other, MAX_BYTES),
        }
    }

    /// What is wrong, if something is.
    fn problem(&self, target: &str, input: &str, seed: u64, progress: &Progress) -> Option<String> {
        let outcome = catch_unwind(AssertUnwindSafe(|| match target {
            "parser" => targets::parser(input),
            "checker" => targets::checker(input),
            "compiler" => targets::compiler(input),
            "engines" => targets::engines(&self.engines, input),
            "programs" => {
                progress.ended(programs::programs(&self.engines, input, seed)?);
                Ok(())
            }
            "solidity" => {
                progress.ended(targets::solidity(&self.simulator, input)?);
                Ok(())
            }
            "tir" => {
                progress.ended(tir::check(&self.simulator, input, seed)?);
                Ok(())
            }
            "tir-text" => targets::tir_text(input),
            _ => targets::host_functions(&self.simulator, &mut Random::new(seed)),
        }));
        match outcome {
            Err(panic) => Some(format!("panicked: {}", panic_text(&*panic))),
            Ok(Err(problem)) => Some(problem),
            Ok(Ok(())) => None,
        }
    }

    /// Prints a find, small if it is the first of its kind; gives the number of kinds so far.
    fn report(&self, target: &str, seed: u64, input: &str, problem: &str, progress: &Progress) -> usize {
        let kind = kind_of(problem);
        let (first, kinds) = match progress.finds.lock() {
            Ok(mut finds) => {
                let seeds = finds.entry(kind.clone()).or_default();
                seeds.push(seed);
                (seeds.len() == 1, finds.len())
            }
            Err(_) => return MAX_FINDS,
        };
        if !first {
            return kinds;
        }
        let small = if matches!(target, "tir-text" | "host-functions") || kind.starts_with("took") {
            input.to_owned()
        } else {
            let minimise = match target {
                // Only lines are told apart there.
                "tir" | "solidity" => minimise::fewer_lines,
                _ => minimise::minimise,
            };
            minimise(input, &|text| {
                self.problem(target, text, seed, progress)
                    .is_some_and(|problem| kind_of(&problem) == kind)
            })
        };
        let shown = self.problem(target, &small, seed, progress);
        println!("--- find in {target}, seed {seed}: {problem}");
        match shown {
            Some(shown) if shown != problem => println!("--- smaller: {shown}\n{small}\n---"),
            _ => println!("{small}\n---"),
        }
        kinds
    }
}

/// How long this thread has run; where the system does not tell, how long ago `start` was.
fn spent(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let first = told
        .as_deref()
        .and_then(|text| text.split(' ').next()?.parse().ok());
    first.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// The part of a problem's text that stays while its program becomes smaller.
fn kind_of(problem: &str) -> String {
    let line = problem.lines().next().unwrap_or_default();
    if line.starts_with("refused") {
        // `refused: error E0206 3:5: ..` without the place, and without quoted parts.
        let mut words = line.split(' ').skip(2);
        let code = words.next().unwrap_or_default().to_owned();
        let text: Vec<&str> = words.skip(1).take(4).filter(|word| !word.contains('`')).collect();
        return format!("refused {code} {}", text.join(" "));
    }
    line.chars().filter(|c| !c.is_ascii_digit()).take(70).collect()
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[test]
    fn places_and_names_do_not_make_a_kind() {
        let one = kind_of("refused: error E0206 3:5: The type of `a` cannot be inferred.");
        let two = kind_of("refused: error E0206 17:1: The type of `b` cannot be inferred.");
        assert_eq!(one, two);
        assert_ne!(kind_of("interpreter gives\n 1"), one);
    }
}
