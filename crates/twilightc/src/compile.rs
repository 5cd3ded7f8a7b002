//! The pipeline (spec 05 §3): parse, check, lower, optimise, generate, describe.

use twilight_abi::meta::Meta;
use twilight_diagnostics::{Diagnostic, FileId, SourceMap, Span};
use twilight_hir::ModuleFile;
use twilight_hir::thir::{Contract, ContractId, Program};
use twilight_lower::Roots;
use twilight_syntax::ast::SourceUnit;
use twilight_tir::{Level, Module};

use crate::package::{self, SourceFile};
use crate::testing::{self, TestSuite};

/// Codes of the diagnostics that the driver itself reports.
pub mod codes {
    /// The source is over the size that positions can count.
    pub const TOO_LARGE: &str = "E0910";
    /// `#![syntax]` names a syntax that does not exist.
    pub const UNKNOWN_SYNTAX: &str = "E0911";
    /// `#![syntax]` and the requested syntax disagree (DECISION S1).
    pub const SYNTAX_CONFLICT: &str = "E0912";
    /// A package in Solidity mode that has more than one source.
    pub const SOLIDITY: &str = "E0913";
    /// A test calls functions of several contracts.
    pub const SEVERAL_CONTRACTS: &str = "E0576";
    /// `--contract` names a contract that is not there.
    pub const UNKNOWN_CONTRACT: &str = "E0914";
    /// A source file whose name cannot be that of a module.
    pub const FILE_NAME: &str = "E0556";
    /// A map in storage is accessed under a key that is only known when the program runs (spec 04 §3.3).
    pub const COARSE_DOMAIN: &str = "W0910";
    /// A storage access that the function's `#[reads]`, `#[writes]` or `#[conflict_free]` does not name.
    pub const DOMAIN_MISSING: &str = "W0911";
    /// A domain that a function states and never accesses.
    pub const DOMAIN_UNUSED: &str = "W0912";
    /// A key in `#[reads]` or `#[writes]` is neither a parameter nor a value.
    pub const DOMAIN_KEY: &str = "W0913";
    /// The compiler made something invalid: a defect of the compiler.
    pub const INTERNAL: &str = "E0999";
}

/// Bytes of source that one compilation takes at most; positions are 32-bit.
pub const MAX_SOURCE_BYTES: usize = 16 << 20;

/// A syntax mode (spec 05 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Twilight's own.
    Native,
    /// Solidity 0.8.
    Solidity,
}

impl Syntax {
    /// The mode of a name in `#![syntax = ".."]` or `--syntax`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "native" | "twilight-native" => Some(Self::Native),
            "solidity" => Some(Self::Solidity),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Solidity => "solidity",
        }
    }
}

/// How far to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Parse and check only (`twilightc check`).
    Check,
    /// Make everything (`twilightc build`).
    #[default]
    Build,
    /// Make a [`TestSuite`] (`twilightc test`); implies [`Options::test`].
    Test,
}

/// What to compile and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How far to go.
    pub stage: Stage,
    /// The syntax that was asked for; `None` leaves it to `#![syntax]`, native by default.
    pub syntax: Option<Syntax>,
    /// Contract to build; `None` takes the last one in the source.
    pub contract: Option<String>,
    /// Compile for one run of this function: only it and its contract's deployment are exported
    /// (DECISION C4).
    pub entry_point: Option<String>,
    /// Name of the package, which paths may use for its root (`use name::module::item;`).
    pub package: Option<String>,
    /// Levels of lints (spec 15 §5).
    pub lints: twilight_hir::lints::Levels,
    /// Base name of the artefacts, for `.meta`.
    pub artifact_name: String,
    /// A test build: `#[cfg(test)]` items and `#[test]` functions are compiled (spec 13 §3.3).
    pub test: bool,
    /// Optimise as for a program that is kept, otherwise as for one run; leave out names of locals, and
    /// assertions unless `runtime_asserts` asks for them (spec 20 §2).
    pub release: bool,
    /// Check assertions at run time in a release build too.
    pub runtime_asserts: bool,
    /// Describe in `.meta` where each instruction comes from and where variables are.
    pub debug_info: bool,
    /// The target feature `wide-arithmetic`: instructions of 64 by 64 bits with results of 128.
    pub wide_arithmetic: bool,
    /// Generate from TIR as lowered, without passes; for comparing both.
    pub unoptimized: bool,
}

impl Options {
    /// Whether assertions become code (spec 20 §2, DECISION T11).
    #[must_use]
    pub const fn checks_assertions(&self) -> bool {
        !self.release || self.runtime_asserts
    }

    /// How much to optimise.
    const fn level(&self) -> Level {
        match (self.unoptimized, self.release) {
            (true, _) => Level::None,
            (false, false) => Level::Playground,
            (false, true) => Level::Release,
        }
    }
}

/// What came of a compilation.
#[derive(Debug)]
pub struct Compilation {
    /// Sources, for rendering diagnostics.
    pub sources: SourceMap,
    /// Errors and warnings in order of their stages.
    pub diagnostics: Vec<Diagnostic>,
    /// The tree of the root, for `--emit ast`.
    pub ast: SourceUnit,
    /// The trees of the other files, in their order.
    pub modules: Vec<SourceUnit>,
    /// Present when the stage was `Build` and nothing was wrong.
    pub artifacts: Option<Artifacts>,
    /// Present when the stage was `Test` and nothing was wrong.
    pub tests: Option<TestSuite>,
}

/// What a build makes.
#[derive(Debug)]
pub struct Artifacts {
    /// Optimised TIR-SSA.
    pub module: Module,
    /// The validated module.
    pub wasm: Vec<u8>,
    /// Its description.
    pub meta: Meta,
}

impl Compilation {
    /// Whether anything was refused.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Compiles one source file. `path` is how diagnostics name it.
#[must_use]
pub fn compile(path: &str, text: &str, options: &Options) -> Compilation {
    let file = SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    compile_package(&[file], options)
}

/// Compiles the files of a package. The first is the root of its modules; the others are the modules that their
/// paths name (spec 01 §6), best given in the order of their paths, which is the order of their diagnostics.
#[must_use]
pub fn compile_package(files: &[SourceFile], options: &Options) -> Compilation {
    let mut sources = SourceMap::default();
    if let Err(error) = package::within_limits(files, MAX_SOURCE_BYTES, &mut sources) {
        return Compilation {
            sources,
            diagnostics: vec![*error],
            ast: SourceUnit::default(),
            modules: Vec::new(),
            artifacts: None,
            tests: None,
        };
    }
    if let Some(first) = files
        .first()
        .filter(|first| requested_solidity(&first.text, options))
    {
        return compile_solidity(first, files.len(), sources, options);
    }
    let mut diagnostics = Vec::new();
    let mut units = Vec::new();
    let mut paths = Vec::new();
    let root = files.first().map_or("", |file| file.path.as_str());
    for (at, source) in files.iter().enumerate() {
        let file = sources.add(source.path.as_str(), source.text.as_str());
        let path = if at == 0 {
            Vec::new()
        } else {
            package::module_path(&source.path, root).unwrap_or_else(|| {
                diagnostics.push(package::unusable_name(file, &source.path));
                vec![source.path.clone()]
            })
        };
        paths.push((path, Span::new(file, 0, 0)));
        units.push(parse(file, &source.text, options, &mut diagnostics));
    }
    let (mut artifacts, mut tests) = (None, None);
    if !diagnostics.iter().any(Diagnostic::is_error) {
        let wanted = twilight_hir::Options {
            test: options.test || options.stage == Stage::Test,
            package: options.package.clone(),
            lints: options.lints.clone(),
        };
        let modules: Vec<ModuleFile<'_>> = paths
            .iter()
            .zip(&units)
            .map(|((path, start), unit)| ModuleFile {
                path: path.clone(),
                unit,
                start: *start,
            })
            .collect();
        let checked = twilight_hir::check_package(&modules, &sources, &wanted);
        diagnostics.extend(checked.diagnostics);
        let good = !diagnostics.iter().any(Diagnostic::is_error);
        match options.stage {
            Stage::Build if good => match build(&checked.program, &units, &sources, options) {
                Ok((made, warnings)) => {
                    artifacts = Some(made);
                    diagnostics.extend(warnings);
                }
                Err(errors) => diagnostics.extend(errors),
            },
            Stage::Test if good => match testing::suite(&checked.program, false) {
                Ok(suite) => tests = Some(suite),
                Err(errors) => diagnostics.extend(errors),
            },
            Stage::Check if good => diagnostics.extend(look(&checked.program, &units, options)),
            _ => {}
        }
    }
    let mut units = units.into_iter();
    Compilation {
        sources,
        diagnostics,
        ast: units.next().unwrap_or_default(),
        modules: units.collect(),
        artifacts,
        tests,
    }
}

/// Compiles a source in Solidity mode (spec 02 §4): a front end of its own, then the stages that all share.
fn compile_solidity(
    source: &SourceFile,
    count: usize,
    mut sources: SourceMap,
    options: &Options,
) -> Compilation {
    let file = sources.add(source.path.as_str(), source.text.as_str());
    let mut diagnostics = Vec::new();
    if count > 1 {
        let message = "A program in Solidity mode is one source, but several are given.";
        diagnostics.push(
            Diagnostic::error(codes::SOLIDITY, Span::new(file, 0, 0), message)
                .with_help("Put all contracts into one file."),
        );
    }
    let mut text = source.text.clone();
    if let Some(directive) = leading_directive(file, &text) {
        diagnostics.extend(directive_problem(&directive, options));
        // The directive is none of Solidity's; all places stay what they are.
        let range = directive.1.start as usize..directive.1.end as usize;
        let blank = " ".repeat(range.len());
        text.replace_range(range, &blank);
    }
    let (mut artifacts, mut tests) = (None, None);
    if diagnostics.is_empty() {
        let mut checked = twilight_solidity::check(file, &text);
        diagnostics = checked.diagnostics;
        let good = !diagnostics.iter().any(Diagnostic::is_error);
        match options.stage {
            Stage::Build if good => match build(&checked.program, &[], &sources, options) {
                // The warnings are about domains, which Solidity cannot state.
                Ok((made, _)) => artifacts = Some(made),
                Err(errors) => diagnostics.extend(errors),
            },
            Stage::Test if good => {
                testing::mark_solidity(&mut checked.program);
                match testing::suite(&checked.program, true) {
                    Ok(suite) => tests = Some(suite),
                    Err(errors) => diagnostics.extend(errors),
                }
            }
            _ => {}
        }
    }
    Compilation {
        sources,
        diagnostics,
        ast: SourceUnit::default(),
        modules: Vec::new(),
        artifacts,
        tests,
    }
}

/// The directive of a source in another syntax than Twilight's, and its place: what follows it is not looked at.
fn leading_directive(file: FileId, text: &str) -> Option<(String, Span)> {
    let start = directive_start(text)?;
    let end = start + text.get(start..)?.find(']')? + 1;
    let end = match text.get(end..)?.starts_with(';') {
        true => end + 1,
        false => end,
    };
    let (name, _) = twilight_syntax::parse(file, text.get(..end)?).unit.syntax?;
    let span = Span::new(file, u32::try_from(start).ok()?, u32::try_from(end).ok()?);
    Some((name, span))
}

/// Where the first line begins that starts with `#![`, without the spaces before.
fn directive_start(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let spaces = line.len() - line.trim_start().len();
        if line.get(spaces..)?.starts_with("#![") {
            return Some(at + spaces);
        }
        at += line.len();
    }
    None
}

/// The tree of one file.
fn parse(file: FileId, text: &str, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> SourceUnit {
    let parse = twilight_syntax::parse(file, text);
    let directive = syntax_directive(&parse.unit, options);
    diagnostics.extend(parse.diagnostics);
    diagnostics.extend(directive);
    parse.unit
}

/// Whether the text is Solidity by request or, where nothing was requested, by its directive.
fn requested_solidity(text: &str, options: &Options) -> bool {
    match options.syntax {
        Some(syntax) => syntax == Syntax::Solidity,
        None => directive_name(text) == Some("solidity"),
    }
}

/// The name in a `#![syntax = ".."]` at the start of a line; a look ahead that decides which parser runs.
fn directive_name(text: &str) -> Option<&str> {
    let line = text.get(directive_start(text)?..)?.lines().next()?;
    let (before, rest) = line.split_once('"')?;
    let is_directive = before
        .chars()
        .filter(|c| !c.is_whitespace())
        .eq("#![syntax=".chars());
    is_directive.then(|| rest.split('"').next()).flatten()
}

/// Checks `#![syntax]` against the request (DECISION S1).
fn syntax_directive(ast: &SourceUnit, options: &Options) -> Option<Diagnostic> {
    directive_problem(ast.syntax.as_ref()?, options)
}

fn directive_problem((name, span): &(String, Span), options: &Options) -> Option<Diagnostic> {
    let Some(found) = Syntax::from_name(name) else {
        let message = format!("There is no syntax mode `{name}`.");
        return Some(
            Diagnostic::error(codes::UNKNOWN_SYNTAX, *span, message)
                .with_help("The syntax modes are `native` and `solidity`."),
        );
    };
    let wanted = options.syntax.unwrap_or(found);
    if wanted == found {
        return None;
    }
    let message = format!(
        "The source says that its syntax is `{}`, but `{}` was requested.",
        found.name(),
        wanted.name()
    );
    Some(
        Diagnostic::error(codes::SYNTAX_CONFLICT, *span, message)
            .with_help("Change the directive, or request the syntax that it names."),
    )
}

/// What building would say of a program that has no error so far: limits, and warnings about domains.
fn look(program: &Program, units: &[SourceUnit], options: &Options) -> Vec<Diagnostic> {
    // That nothing can be run is no mistake of a library.
    let Ok(roots) = roots(program, options) else {
        return Vec::new();
    };
    match twilight_lower::lower(program, &roots, options.checks_assertions()) {
        Ok(mut module) => {
            twilight_tir::passes::clean(&mut module);
            let summaries = crate::domains::summaries(&module, program);
            crate::domains::warnings(&summaries, units, program, &module.storage)
        }
        Err(errors) => errors,
    }
}

/// Makes the artefacts; with them come warnings that only the intermediate representation shows.
fn build(
    program: &Program,
    units: &[SourceUnit],
    sources: &SourceMap,
    options: &Options,
) -> Result<(Artifacts, Vec<Diagnostic>), Vec<Diagnostic>> {
    let roots = roots(program, options).map_err(|error| vec![*error])?;
    let mut module = twilight_lower::lower(program, &roots, options.checks_assertions())?;
    // A module that lowering got wrong is a defect, found here in every build that has time for it.
    if cfg!(debug_assertions) {
        verify(&module)?;
    }
    let level = options.level();
    if level != Level::None {
        twilight_tir::passes::clean(&mut module);
    }
    // The domains are those of the source, the gas is that of the code (spec 08 §2).
    let mut summaries = crate::domains::summaries(&module, program);
    let warnings = crate::domains::warnings(&summaries, units, program, &module.storage);
    twilight_tir::optimize(&mut module, level);
    for (summary, gas) in summaries
        .iter_mut()
        .zip(twilight_tir::summary::gas_estimates(&module))
    {
        summary.gas_estimate_static = gas;
    }
    let generate = twilight_codegen_wasm::Options {
        debug_names: !options.release,
        debug_info: options.debug_info,
        wide_arithmetic: options.wide_arithmetic,
    };
    let artifact = twilight_codegen_wasm::generate(&module, &generate)
        .map_err(|error| vec![refused_by_back_end(&error)])?;
    wasmparser::Validator::new_with_features(target_features(options))
        .validate_all(&artifact.wasm)
        .map_err(|error| vec![internal(&format!("The generated module is not valid: {error}."))])?;
    let meta = crate::meta::describe(&module, &artifact, sources, program, summaries, options);
    let artifacts = Artifacts {
        module,
        wasm: artifact.wasm,
        meta,
    };
    Ok((artifacts, warnings))
}

/// What a NOVA module may use of wasm beyond the MVP (spec 09 §2), and what was asked for: all of it
/// deterministic.
fn target_features(options: &Options) -> wasmparser::WasmFeatures {
    use wasmparser::WasmFeatures as F;
    let mut features = F::WASM1.difference(F::FLOATS)
        | F::MULTI_VALUE
        | F::BULK_MEMORY
        | F::SIGN_EXTENSION
        | F::MUTABLE_GLOBAL;
    features.set(F::WIDE_ARITHMETIC, options.wide_arithmetic);
    features
}

fn verify(module: &Module) -> Result<(), Vec<Diagnostic>> {
    twilight_tir::verify(module).map_err(|errors| {
        errors
            .into_iter()
            .map(|error| internal(&format!("The intermediate representation is not valid: {error}.")))
            .collect()
    })
}

pub(crate) fn internal(message: &str) -> Diagnostic {
    Diagnostic::error(codes::INTERNAL, Span::default(), message)
        .with_help("This is a defect of the compiler; please report it with the program.")
}

/// What the back end refuses: a limit of the program at its place, else a defect of the compiler.
fn refused_by_back_end(error: &twilight_codegen_wasm::CodegenError) -> Diagnostic {
    match error {
        twilight_codegen_wasm::CodegenError::TooManyParameters { span, .. } => {
            Diagnostic::error(twilight_hir::codes::TYPE_TOO_LARGE, *span, error.to_string()).with_help(
                "Each takes one value for every 64 bits, and a struct or tuple those of its fields.",
            )
        }
        other => {
            let reason = other.to_string();
            let reason = reason.trim_end_matches('.');
            internal(&format!("The back end refused the program: {reason}."))
        }
    }
}

/// The element of an iterator that has only one.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

fn roots(program: &Program, options: &Options) -> Result<Roots, Box<Diagnostic>> {
    if let Some(name) = &options.entry_point {
        return twilight_lower::resolve_entry(program, name).map(Roots::Entry);
    }
    let ids = program.contracts.iter().enumerate();
    // Contracts of other modules are parts; the root holds what the package is about.
    let in_root = |(at, contract): (usize, &Contract)| (contract.span.file == FileId(0)).then_some(at);
    let last = ids
        .clone()
        .rev()
        .find_map(in_root)
        .or_else(|| ids.clone().next_back().map(|(at, _)| at));
    let at = match &options.contract {
        None => last,
        Some(name) => {
            // The module may be left out.
            let end = format!("::{name}");
            let found = ids
                .clone()
                .find(|(_, contract)| contract.name == *name)
                .or_else(|| only(ids.clone().filter(|(_, contract)| contract.name.ends_with(&end))))
                .map(|(at, _)| at);
            if found.is_none() {
                let names: Vec<String> = program
                    .contracts
                    .iter()
                    .map(|contract| format!("`{}`", contract.name))
                    .collect();
                let message = format!("The source has no contract `{name}`.");
                let help = if names.is_empty() {
                    "It has no contract at all.".to_owned()
                } else {
                    format!("Its contracts are {}.", names.join(", "))
                };
                return Err(Box::new(
                    Diagnostic::error(codes::UNKNOWN_CONTRACT, Span::default(), message).with_help(help),
                ));
            }
            found
        }
    };
    Ok(Roots::Package {
        contract: at.map(|at| ContractId(u32::try_from(at).unwrap_or(u32::MAX))),
    })
}
