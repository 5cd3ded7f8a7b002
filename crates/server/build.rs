//! Makes tables of what the server sends as it is: the built page (`web/dist`), the examples (`examples`) and the
//! standard library as the editor explains it (`docs/std.md`, which the language's own table makes).
//!
//! The tables go into the binary, so that it needs no files beside it. Nothing is made here that could not be
//! seen in the repository: the page is built by its own tools, and tests compare it with its sources.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Value, json};

fn main() -> Result<(), String> {
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|error| error.to_string())?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|error| error.to_string())?);
    let root = manifest.join("../..");
    let dist = root.join("web/dist");
    println!("cargo:rerun-if-changed={}", dist.display());
    println!("cargo:rerun-if-changed={}", root.join("examples").display());
    write(&out.join("page_assets.rs"), &assets(&dist)?)?;
    write(&out.join("examples.json"), &examples(&root.join("examples"))?)?;
    let library = root.join("docs/std.md");
    println!("cargo:rerun-if-changed={}", library.display());
    write(&out.join("library.json"), &library_items(&read(&library)?))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{} cannot be written: {error}.", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}

/// The entries of a directory, sorted.
fn entries(directory: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| {
        format!(
            "{} cannot be read: {error}. The repository holds the built page; `npm ci && npm run build` in web/ makes it anew.",
            directory.display()
        )
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(directory).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// One row for each file of the page, as Rust source.
fn assets(dist: &Path) -> Result<String, String> {
    let mut rows = String::from("&[\n");
    let mut directories = vec![(dist.to_path_buf(), String::new())];
    while let Some((directory, prefix)) = directories.pop() {
        for path in entries(&directory)? {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            println!("cargo:rerun-if-changed={}", path.display());
            if path.is_dir() {
                directories.push((path, format!("{prefix}/{name}")));
            } else if !name.ends_with(".br") && !name.ends_with(".gz") && name != "template.html" {
                row(&mut rows, &path, &format!("{prefix}/{name}"))?;
            }
        }
    }
    rows.push(']');
    Ok(rows)
}

fn row(rows: &mut String, path: &Path, address: &str) -> Result<(), String> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let media_type = match &*extension {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        other => {
            return Err(format!(
                "{} is of a kind (`{other}`) that the server has no media type for; add it in build.rs.",
                path.display()
            ));
        }
    };
    let bytes = fs::read(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))?;
    let plain = path.display().to_string();
    // Names under assets/ hold a hash of their content.
    let immutable = address.starts_with("/assets/");
    let _ = writeln!(
        rows,
        "Asset {{ path: {address:?}, media_type: {media_type:?}, immutable: {immutable}, tag: \"W/\\\"{:016x}\\\"\", \
         plain: include_bytes!({plain:?}), brotli: include_bytes!({:?}), gzip: include_bytes!({:?}) }},",
        fnv1a(&bytes),
        format!("{plain}.br"),
        format!("{plain}.gz"),
    );
    Ok(())
}

/// FNV-1a: tells one build's file from another's; nobody gains by a collision of their own build.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// `GET /examples`: what the gallery shows.
fn examples(directory: &Path) -> Result<String, String> {
    let mut all = Vec::new();
    for path in entries(directory)? {
        let sources = [("native", "src/main.twl"), ("solidity", "src/main.sol")];
        let Some((mode, source)) = sources.iter().find_map(|(mode, file)| {
            let source = path.join(file);
            source.is_file().then_some((*mode, source))
        }) else {
            continue;
        };
        println!("cargo:rerun-if-changed={}", source.display());
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let code = read(&source)?;
        let expected = path.join("expected.json");
        let expected: Value = serde_json::from_str(&read(&expected)?)
            .map_err(|error| format!("{}: {error}.", expected.display()))?;
        let entry_point = expected
            .get("entry_point")
            .and_then(Value::as_str)
            .unwrap_or("main");
        all.push(json!({
            "name": name,
            "title": title(&name),
            "summary": summary(&code),
            "syntax_mode": mode,
            "entry_point": entry_point,
            "code": code,
        }));
    }
    Ok(json!({ "examples": all }).to_string())
}

/// Names that are short for several words.
const SHORT_NAMES: [&str; 3] = ["amm", "dao", "nft"];

/// `multi_token` as `Multi token`; the syntax is told beside it.
fn title(name: &str) -> String {
    if SHORT_NAMES.contains(&name) {
        return name.to_uppercase();
    }
    let words = name.trim_start_matches("solidity_").replace('_', " ");
    let mut chars = words.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}

/// The first sentence of the first comment.
fn summary(code: &str) -> String {
    let mut text = String::new();
    for line in code.lines().map(str::trim) {
        let comment = line.strip_prefix("///").or_else(|| line.strip_prefix("//"));
        match comment {
            Some(words) if !words.contains("SPDX") => {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(words.trim().trim_start_matches("@title "));
            }
            _ if text.is_empty() => {}
            _ => break,
        }
    }
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    text.truncate(end);
    text
}

/// `GET /library`: each item of the standard library with its section, signature, text and example.
fn library_items(text: &str) -> String {
    let mut items: Vec<Value> = Vec::new();
    let mut section = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title.replace('`', "");
            continue;
        }
        let Some(path) = line.strip_prefix("### `").and_then(|rest| rest.strip_suffix('`')) else {
            continue;
        };
        let (mut signature, mut words, mut example) = (String::new(), Vec::new(), Vec::new());
        let mut inside = false;
        while let Some(line) = lines.next_if(|line| inside || !line.starts_with('#')) {
            if line.starts_with("```") {
                inside = !inside;
            } else if inside {
                example.push(line);
            } else if signature.is_empty() && line.starts_with('`') {
                signature = line.trim_matches('`').to_owned();
            } else if !line.is_empty() {
                words.push(line);
            }
        }
        items.push(json!({
            "section": section,
            "path": path,
            "signature": signature,
            "text": words.join(" "),
            "example": example.join("\n"),
        }));
    }
    json!({ "items": items }).to_string()
}
