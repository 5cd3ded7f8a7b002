//! Project automation: `cargo xtask serve`, `cargo xtask test`, `cargo xtask bench`.
//!
//! Only the standard library, so that the first command of a fresh clone starts at once. It must never
//! hide what it runs: every command is printed before it starts.

mod bench;
mod openapi;
mod packages;
mod run;
mod serve;
mod test;
mod web;

use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask <command>

Commands:
  serve [ARGS..]   Build the playground (release) and serve it; ARGS go to the server, for example
                   --listen 127.0.0.1:9000, or --help for all of its flags
  test [FILTER]    Everything CI checks: format, clippy, tests, the page in a browser, the description of the
                   API held against the server, documentation, short runs in which processes are killed and
                   in which too much is asked, a short fuzz run; with FILTER only the tests whose names contain it
  web              Only the page: compare its build with its sources, try it in a browser
  openapi          Only the description of the API: a fuzzer makes requests from it and checks the answers
  bench [ARGS..]   Measure /run and /compile of a release server on a free port; ARGS go to the
                   benchmark, for example --requests 500
  help             Print this text

Environment:
  XTASK_FUZZ_SECONDS   Length of the fuzz run of `test` (default 20)
  XTASK_CHAOS_REQUESTS Requests of each run of `test` in which processes are killed (default 300)
  XTASK_OVERLOAD_SECONDS  Seconds for which `test` asks four times of the service what it can serve (default 10)
  CARGO_TARGET_DIR     Where cargo builds (default target)
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let result = match command.as_str() {
        "serve" => serve::serve(&rest),
        "test" => test::test(&rest),
        "bench" => bench::bench(&rest),
        "web" => run::build_programs(false).and_then(|_| web::test()).map(drop),
        "openapi" => run::build_programs(false).and_then(|_| openapi::test()),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        "" => Err(format!("A command is needed.\n\n{HELP}")),
        other => Err(format!("There is no command `{other}`.\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use std::collections::BTreeSet;

    /// Names of dependencies on registries in a manifest. No TOML parser is needed for the three forms that
    /// manifests here have: `name = "1"`, `name = { version = ..`, `name.workspace = true`.
    fn dependencies(manifest: &str, external: &BTreeSet<String>) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut inside = false;
        for line in manifest.lines() {
            if line.starts_with('[') {
                inside = line.contains("dependencies]");
            } else if inside && let Some((key, value)) = line.split_once('=') {
                let name = key.trim().trim_end_matches(".workspace").to_owned();
                let is_path = value.contains("path =");
                let shared = key.contains(".workspace") || value.contains("workspace = true");
                if !is_path && (!shared || external.contains(&name)) {
                    names.insert(name);
                }
            }
        }
        names
    }

    /// Names of packages in `web/package.json`: the lines of its two blocks of dependencies.
    fn packages(manifest: &str) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut inside = false;
        for line in manifest.lines().map(str::trim) {
            if line.ends_with('{') {
                inside = line.to_lowercase().contains("dependencies\"");
            } else if inside && let Some(name) = line.split('"').nth(1) {
                names.insert(name.to_owned());
            }
        }
        names
    }

    #[test]
    fn every_dependency_is_named_with_its_reason() {
        let root = crate::run::root();
        let read = |path: &str| std::fs::read_to_string(root.join(path)).expect("the file can be read");
        let external = dependencies(&read("Cargo.toml"), &BTreeSet::new());
        let mut used = BTreeSet::new();
        for entry in std::fs::read_dir(root.join("crates")).expect("there are crates") {
            let manifest = entry.expect("an entry").path().join("Cargo.toml");
            let text = std::fs::read_to_string(manifest).expect("every crate has a manifest");
            used.extend(dependencies(&text, &external));
        }
        used.extend(packages(&read("web/package.json")));
        let named: BTreeSet<String> = read("docs/dependencies.md")
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.split(' ').next().map(str::to_owned))
            .filter(|name| name != "Library" && name != "Package")
            .collect();
        assert!(used.len() > 20, "the manifests were not read: {used:?}");
        assert_eq!(used, named);
    }

    /// All Rust files below `directory`, as one text.
    fn sources(directory: &std::path::Path, text: &mut String) {
        for entry in std::fs::read_dir(directory).expect("the directory can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                sources(&path, text);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                *text += &std::fs::read_to_string(path).expect("the file can be read");
            }
        }
    }

    #[test]
    fn every_proof_that_the_security_model_names_exists() {
        let root = crate::run::root();
        let mut code = String::new();
        sources(&root.join("crates"), &mut code);
        let model = std::fs::read_to_string(root.join("docs/security.md")).expect("the file can be read");
        let mut named = 0;
        for name in model.split('`').skip(1).step_by(2) {
            if name.contains("/") {
                assert!(
                    root.join(name).exists(),
                    "docs/security.md names {name}, which is not there"
                );
                named += 1;
            } else if name.matches('_').count() > 2 {
                let test = format!("fn {name}()");
                assert!(
                    code.contains(&test),
                    "docs/security.md names the test {name}, which is not there"
                );
                named += 1;
            }
        }
        assert!(named > 15, "only {named} proofs were found in docs/security.md");
    }
}
