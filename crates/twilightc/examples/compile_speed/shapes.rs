//! Programs of one exaggerated shape each: time must grow as their size does, or a limit refuse them.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use twilightc::{Options, compile};

/// How much larger the second program of a row is than the first.
const FACTOR: usize = 4;

type Shape = (&'static str, usize, fn(usize) -> String);

/// What is exaggerated, how often, and the program.
const SHAPES: [Shape; 18] = [
    ("terms of a sum", 50_000, sum),
    ("terms of a sum, 100 to a pair of brackets", 50_000, grouped_sum),
    ("brackets within brackets", 50_000, brackets),
    ("functions that call the next", 20_000, functions),
    ("functions that all call one", 20_000, helpers),
    ("instances of generic functions", 4_000, generics),
    ("arms of a match", 20_000, arms),
    ("variants of an enum and arms", 4_000, variants),
    ("distinct strings", 20_000, strings),
    ("`else if`s", 10_000, else_ifs),
    ("variables one after the other", 20_000, variables),
    ("assignments to one variable in a loop", 20_000, assignments),
    ("`if`s one after the other", 20_000, ifs),
    ("elements of a vector", 50_000, elements),
    ("`continue`s in a loop", 10_000, continues),
    ("loops one after the other", 5_000, loops),
    ("accesses to storage", 10_000, storage),
    ("vectors, each changed", 8_000, vectors),
];

/// Prints the table.
pub fn print() {
    println!("| Many | Number | Time | Number | Time | Growth for {FACTOR} times the size | Outcome |");
    println!("|---|---:|---:|---:|---:|---:|---|");
    for (title, count, program) in SHAPES {
        let small = measure(&program(count / FACTOR));
        let large = measure(&program(count));
        let growth = large.0.as_secs_f64() / small.0.as_secs_f64();
        println!(
            "| {title} | {} | {} | {count} | {} | {growth:.1} | {} |",
            count / FACTOR,
            super::shown(small.0),
            super::shown(large.0),
            large.1
        );
    }
}

/// The fastest of three builds, and what came of it.
fn measure(text: &str) -> (Duration, String) {
    let options = Options {
        artifact_name: "bench".to_owned(),
        release: true,
        ..Options::default()
    };
    let mut least = Duration::MAX;
    let mut outcome = String::new();
    for _ in 0..3 {
        let before = CpuTime::now();
        let compilation = compile("src/main.twl", text, &options);
        least = least.min(before.elapsed());
        outcome = match compilation.diagnostics.iter().find(|one| one.is_error()) {
            Some(error) => format!("refused, {}", error.code),
            None => "built".to_owned(),
        };
    }
    (least, outcome)
}

/// A moment, as time that this process worked where the system tells that: other work on the machine does not
/// count then.
struct CpuTime {
    worked: Option<Duration>,
    at: Instant,
}

impl CpuTime {
    /// Steps in which the system counts; what is shorter is measured by the clock.
    const STEP: Duration = Duration::from_millis(20);

    fn now() -> Self {
        let text = std::fs::read_to_string("/proc/self/schedstat").ok();
        let nanoseconds = text.and_then(|text| text.split(' ').next()?.parse().ok());
        Self {
            worked: nanoseconds.map(Duration::from_nanos),
            at: Instant::now(),
        }
    }

    fn elapsed(&self) -> Duration {
        let passed = self.at.elapsed();
        match (self.worked, Self::now().worked) {
            (Some(before), Some(now)) if passed > Self::STEP => now.saturating_sub(before),
            _ => passed,
        }
    }
}

/// A program around statements that work with `x`.
fn around(statements: &str) -> String {
    format!("fn main() -> u64 {{\n    var x = env.timestamp();\n{statements}    x\n}}\n")
}

fn repeat(count: usize, mut line: impl FnMut(&mut String, usize)) -> String {
    let mut text = String::new();
    for n in 0..count {
        line(&mut text, n);
    }
    text
}

fn sum(count: usize) -> String {
    let terms = repeat(count, |text, _| text.push_str(" + x"));
    around(&format!("    x = 1{terms};\n"))
}

fn grouped_sum(count: usize) -> String {
    let terms = repeat(count / 100, |text, _| {
        let _ = writeln!(text, "    x = x ^ (1{});", " + x".repeat(99));
    });
    around(&terms)
}

fn brackets(count: usize) -> String {
    around(&format!("    x = {}x{};\n", "(".repeat(count), ")".repeat(count)))
}

fn functions(count: usize) -> String {
    let mut text = repeat(count, |text, n| {
        let _ = write!(text, "fn f{n}(a: u64) -> u64 {{\n    f{}(a ^ {n})\n}}\n", n + 1);
    });
    let _ = write!(text, "fn f{count}(a: u64) -> u64 {{\n    a\n}}\n");
    text + &around("    x = f0(x);\n")
}

fn helpers(count: usize) -> String {
    let functions = repeat(count, |text, n| {
        let _ = write!(text, "fn f{n}(a: u64) -> u64 {{\n    shared(a) ^ {n}\n}}\n");
    });
    let calls = repeat(count, |text, n| {
        let _ = writeln!(text, "    x = f{n}(x);");
    });
    format!(
        "fn shared(a: u64) -> u64 {{\n    a / 3\n}}\n{functions}{}",
        around(&calls)
    )
}

fn generics(count: usize) -> String {
    let structs = repeat(count, |text, n| {
        let _ = writeln!(text, "struct S{n} {{ value: u64 }}");
    });
    let uses = repeat(count, |text, n| {
        let _ = writeln!(text, "    x = keep(S{n} {{ value: x }}).value;");
    });
    format!(
        "fn keep<T>(value: T) -> T {{\n    value\n}}\n{structs}{}",
        around(&uses)
    )
}

fn arms(count: usize) -> String {
    let arms = repeat(count, |text, n| {
        let _ = writeln!(text, "        {n} => {},", n ^ 1);
    });
    around(&format!("    x = match x {{\n{arms}        _ => 0,\n    }};\n"))
}

fn variants(count: usize) -> String {
    let names = repeat(count, |text, n| {
        let _ = writeln!(text, "    V{n},");
    });
    let arms = repeat(count, |text, n| {
        let _ = writeln!(text, "        E::V{n} => {n},");
    });
    format!(
        "enum E {{\n{names}}}\nfn number(e: E) -> u64 {{\n    match e {{\n{arms}    }}\n}}\n{}",
        around("    x = x ^ number(E::V1);\n")
    )
}

fn strings(count: usize) -> String {
    around(&repeat(count, |text, n| {
        let _ = writeln!(text, "    x = x ^ \"text number {n}\".len();");
    }))
}

fn else_ifs(count: usize) -> String {
    let branches = repeat(count, |text, n| {
        let _ = write!(text, " else if x == {n} {{\n        x = {};\n    }}", n + 1);
    });
    around(&format!("    if x == 7 {{\n        x = 8;\n    }}{branches}\n"))
}

fn variables(count: usize) -> String {
    let lines = repeat(count, |text, n| {
        let _ = writeln!(text, "    val v{} = v{n} ^ {n};", n + 1);
    });
    around(&format!("    val v0 = x;\n{lines}    x = v{count};\n"))
}

fn assignments(count: usize) -> String {
    let lines = repeat(count, |text, n| {
        let _ = writeln!(text, "        x = x ^ {n};");
    });
    around(&format!("    while x > 5 {{\n{lines}    }}\n"))
}

fn ifs(count: usize) -> String {
    around(&repeat(count, |text, n| {
        let _ = writeln!(text, "    if x == {n} {{\n        x = {};\n    }}", n + 2);
    }))
}

fn elements(count: usize) -> String {
    let elements = repeat(count, |text, n| {
        let _ = write!(text, "x ^ {n}, ");
    });
    around(&format!("    val v = vector[{elements}x];\n    x = v.len();\n"))
}

fn continues(count: usize) -> String {
    lines(
        count,
        "pub fn main(x: u64) -> u64 {\n    var s = 0u64;\n    var t = 0u64;\n    while s < x {\n        s += 1;\n",
        |at| format!("        if s == {at} {{ t += s; continue; }}"),
        "        t += 1;\n    }\n    t\n}\n",
    )
}

fn loops(count: usize) -> String {
    lines(
        count,
        "pub fn main(x: u64) -> u64 {\n    var s = 0u64;\n",
        |at| format!("    for i in 0..{at} {{ if i < x {{ s += i * x; }} }}"),
        "    s\n}\n",
    )
}

fn storage(count: usize) -> String {
    lines(
        count,
        "contract C {\n    storage { n: u64; m: map<u64, u64>; }\n    pub fn main(x: u64) {\n",
        |at| format!("        storage.m[x] = storage.n + {at};\n        storage.n += 1;"),
        "    }\n}\n",
    )
}

fn vectors(count: usize) -> String {
    lines(
        count,
        "pub fn main(x: u64) -> u64 {\n    var s = 0u64;\n",
        |at| format!("    var v{at} = [x, s]; v{at}[0] = {at}; s += v{at}[1];"),
        "    s\n}\n",
    )
}

/// Lines between a beginning and an end.
fn lines(count: usize, before: &str, line: impl Fn(usize) -> String, after: &str) -> String {
    let mut text = String::from(before);
    for at in 0..count {
        let _ = writeln!(text, "{}", line(at));
    }
    text.push_str(after);
    text
}
