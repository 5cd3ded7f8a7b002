//! Program files: set-up, expectations, rewriting.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use twilightc::Syntax;

use crate::engines::{Engines, Observed};

/// How a program is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// Entry point.
    pub entry: String,
    /// Value sent with the call.
    pub value: u128,
    /// Gas limit of deployment and call together.
    pub gas: u64,
    /// Sender of both.
    pub sender: [u8; 20],
    /// Compile as a test build.
    pub test: bool,
    /// The syntax that is asked for, where the source does not say it.
    pub syntax: Option<Syntax>,
}

impl Default for Setup {
    fn default() -> Self {
        let mut sender = [0; 20];
        sender[19] = 1;
        Self {
            entry: "main".to_owned(),
            value: 0,
            gas: 10_000_000,
            sender,
            test: false,
            syntax: None,
        }
    }
}

/// A program file, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The source, set-up lines included, expectations excluded.
    pub source: String,
    /// The other files of its package: path and text.
    pub files: Vec<(String, String)>,
    /// How to run it.
    pub setup: Setup,
    /// Lines after `//= `.
    pub expected: Vec<String>,
}

impl Program {
    /// A program of one file, nothing expected of it.
    #[must_use]
    pub fn of_one_file(source: &str, setup: &Setup) -> Self {
        Self {
            source: source.to_owned(),
            files: Vec::new(),
            setup: setup.clone(),
            expected: Vec::new(),
        }
    }

    /// Takes a file's text apart.
    ///
    /// # Errors
    /// A sentence when a set-up line is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut setup = Setup::default();
        let (mut source, mut expected) = (String::new(), Vec::new());
        let mut files: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("//= ") {
                expected.push(rest.to_owned());
                continue;
            }
            if let Some(path) = line.strip_prefix("//? file ") {
                files.push((path.trim().to_owned(), String::new()));
                continue;
            }
            if let Some(rest) = line.strip_prefix("//? ") {
                setup.set(rest)?;
            }
            let text = files.last_mut().map_or(&mut source, |(_, text)| text);
            text.push_str(line);
            text.push('\n');
        }
        Ok(Self {
            source,
            files,
            setup,
            expected,
        })
    }

    /// The text with these expectations.
    #[must_use]
    pub fn with_expected(&self, expected: &[String]) -> String {
        let mut text = self.source.clone();
        for (path, content) in &self.files {
            let _ = writeln!(text, "//? file {path}");
            text.push_str(content);
        }
        for line in expected {
            let _ = writeln!(text, "//= {line}");
        }
        text
    }
}

impl Setup {
    fn set(&mut self, line: &str) -> Result<(), String> {
        let (key, value) = line
            .split_once(' ')
            .ok_or_else(|| format!("`//? {line}` has no value."))?;
        let value = value.trim();
        let wrong = |what: &str| format!("`//? {line}`: {what}.");
        match key {
            "entry" => self.entry = value.to_owned(),
            "value" => self.value = value.parse().map_err(|_| wrong("no u128"))?,
            "gas" => self.gas = value.parse().map_err(|_| wrong("no u64"))?,
            "test" => self.test = value.parse().map_err(|_| wrong("not `true` or `false`"))?,
            "syntax" => {
                let syntax = Syntax::from_name(value).ok_or_else(|| wrong("no syntax"))?;
                self.syntax = Some(syntax);
            }
            "sender" => self.sender = address(value).ok_or_else(|| wrong("no address"))?,
            _ => return Err(wrong("unknown key")),
        }
        Ok(())
    }
}

fn address(text: &str) -> Option<[u8; 20]> {
    let digits = text.strip_prefix("0x")?;
    let mut bytes = [0; 20];
    if digits.len() != 40 || !digits.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// All `.twl` files below a directory, sorted.
///
/// # Errors
/// A sentence when a directory cannot be read.
pub fn source_files(directory: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(directory)
        .map_err(|error| format!("{} cannot be read: {error}.", directory.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            files.extend(source_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "twl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Runs all programs below a directory and compares, or rewrites where `UPDATE_EXPECT` is set. Gives the
/// number of programs.
///
/// # Errors
/// All differences, as text.
pub fn check_directory(directory: &Path) -> Result<usize, String> {
    let engines = Engines::new();
    let files = source_files(directory)?;
    let mut report = String::new();
    for path in &files {
        if let Err(problem) = check_file(&engines, path) {
            let _ = writeln!(report, "{}:\n{problem}\n", path.display());
        }
    }
    if report.is_empty() {
        Ok(files.len())
    } else {
        Err(report)
    }
}

fn check_file(engines: &Engines, path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("cannot be read: {error}."))?;
    let program = Program::parse(&text)?;
    let observed: Observed = engines.observe_program(&program)?;
    compare_or_update(path, &program, &observed.lines())
}

/// Compares what was observed with the file's expectations, or rewrites them where `UPDATE_EXPECT` is set.
pub fn compare_or_update(path: &Path, program: &Program, lines: &[String]) -> Result<(), String> {
    if lines == program.expected {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        return std::fs::write(path, program.with_expected(lines)).map_err(|error| error.to_string());
    }
    Err(format!(
        "expected\n  {}\nbut got\n  {}",
        program.expected.join("\n  "),
        lines.join("\n  ")
    ))
}
