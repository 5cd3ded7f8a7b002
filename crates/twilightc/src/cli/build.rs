//! `twilightc check` and `twilightc build` (spec 13 §3.1, §3.2).

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;
use std::time::Instant;

use twilightc::{Compilation, Options, Stage, Syntax, compile_package};

use super::manifest::{Package, SourceTarget};
use super::{BuildArguments, CheckArguments, DebugInfo, Emit, SyntaxName, TargetFeature, report, sources};

/// `twilightc check`: true when nothing was refused.
pub fn check(arguments: &CheckArguments) -> Result<bool, String> {
    let package = Package::find()?;
    let mut good = true;
    let mut reporter = report::Reporter::new(arguments.message_format);
    for target in package.targets(arguments.contract.as_deref())? {
        report::progress(arguments.message_format, "Checking", &title(&package));
        let options = Options {
            stage: Stage::Check,
            ..options(&package, arguments, &target)
        };
        good &= run(&package, &target, &mut reporter, arguments, &options)?.is_some();
    }
    reporter.finish();
    Ok(good)
}

/// `twilightc build`: true when all targets were built.
pub fn build(arguments: &BuildArguments) -> Result<bool, String> {
    let start = Instant::now();
    let package = Package::find()?;
    let profile = if arguments.release { "release" } else { "debug" };
    let out_dir = arguments
        .out_dir
        .clone()
        .unwrap_or_else(|| package.root.join("target").join(profile));
    let format = arguments.common.message_format;
    let features = || arguments.target_feature.iter().chain(&package.target_features);
    let mut good = true;
    let mut reporter = report::Reporter::new(format);
    for target in package.targets(arguments.common.contract.as_deref())? {
        report::progress(format, "Compiling", &title(&package));
        let options = Options {
            entry_point: arguments.entry_point.clone(),
            release: arguments.release,
            runtime_asserts: arguments.enable_runtime_asserts,
            debug_info: match arguments.debug_info {
                Some(wanted) => wanted == DebugInfo::Full,
                None => !arguments.release,
            },
            wide_arithmetic: features().any(|feature| *feature == TargetFeature::WideArithmetic),
            ..options(&package, &arguments.common, &target)
        };
        match run(&package, &target, &mut reporter, &arguments.common, &options)? {
            Some(compilation) => write_artifacts(&compilation, &out_dir, &target.name, &arguments.emit)?,
            None => good = false,
        }
    }
    reporter.finish();
    if good {
        let seconds = start.elapsed().as_secs_f64();
        report::progress(format, "Finished", &format!("{profile} target in {seconds:.2}s"));
    }
    Ok(good)
}

pub(super) fn title(package: &Package) -> String {
    format!(
        "{} v{} ({})",
        package.name,
        package.version,
        package.root.display()
    )
}

pub(super) fn options(package: &Package, arguments: &CheckArguments, target: &SourceTarget) -> Options {
    Options {
        syntax: arguments.syntax.map(|name| match name {
            SyntaxName::Native => Syntax::Native,
            SyntaxName::Solidity => Syntax::Solidity,
        }),
        contract: target.contract.clone(),
        package: Some(package.name.replace('-', "_")),
        lints: package.lints.clone(),
        artifact_name: target.name.clone(),
        ..Options::default()
    }
}

/// Compiles one target and prints its diagnostics; `None` when it was refused.
pub(super) fn run(
    package: &Package,
    target: &SourceTarget,
    reporter: &mut report::Reporter,
    arguments: &CheckArguments,
    options: &Options,
) -> Result<Option<Compilation>, String> {
    let files = sources::read(&package.root, &target.path, &package.other_roots(&target.path))?;
    reporter.lint_problems(&package.lint_problems);
    let compilation = compile_package(&files, options);
    reporter.diagnostics(&compilation);
    if compilation.has_errors() {
        report::refused(&compilation, arguments.message_format, &target.name);
        return Ok(None);
    }
    Ok(Some(compilation))
}

fn write_artifacts(
    compilation: &Compilation,
    out_dir: &Path,
    name: &str,
    emit: &[Emit],
) -> Result<(), String> {
    let Some(artifacts) = &compilation.artifacts else {
        return Ok(());
    };
    std::fs::create_dir_all(out_dir)
        .map_err(|error| format!("The directory {} cannot be created: {error}.", out_dir.display()))?;
    let write = |extension: &str, bytes: &[u8]| {
        let path = out_dir.join(format!("{name}.{extension}"));
        std::fs::write(&path, bytes)
            .map_err(|error| format!("The file {} cannot be written: {error}.", path.display()))
    };
    if emit.contains(&Emit::Bytecode) {
        write("wasm", &artifacts.wasm)?;
    }
    if emit.contains(&Emit::Meta) {
        let meta = serde_json::to_vec(&artifacts.meta)
            .map_err(|error| format!("The metadata cannot be written as JSON: {error}."))?;
        write("meta", &meta)?;
    }
    if emit.contains(&Emit::Tir) {
        write("tir", twilight_tir::text::print(&artifacts.module).as_bytes())?;
    }
    if emit.contains(&Emit::Ast) {
        let mut text = format!("{:#?}\n", compilation.ast);
        for module in &compilation.modules {
            let _ = writeln!(text, "{module:#?}");
        }
        write("ast", text.as_bytes())?;
    }
    Ok(())
}

/// Reads a UTF-8 file of bounded size.
///
/// # Errors
/// A sentence for the user.
pub fn read_text(path: &Path, max_bytes: u64) -> Result<String, String> {
    let shown = path.display();
    let file = std::fs::File::open(path).map_err(|error| format!("{shown} cannot be read: {error}."))?;
    let mut bytes = Vec::new();
    file.take(max_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{shown} cannot be read: {error}."))?;
    if bytes.len() as u64 > max_bytes {
        return Err(format!("{shown} is larger than {max_bytes} bytes."));
    }
    String::from_utf8(bytes).map_err(|error| {
        format!(
            "{shown} is not UTF-8 text: byte {} is wrong.",
            error.utf8_error().valid_up_to()
        )
    })
}
