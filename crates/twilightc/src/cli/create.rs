//! `twilightc new` and `twilightc init` (spec 13 §3.4, §3.5).

use std::path::Path;

use super::{MessageFormat, Template, manifest, report};

const CONTRACT: &str = r#"#![syntax = "native"]

contract Counter {
    storage {
        count: u64 = 0;
    }

    event Incremented(#[topic] by: address, count: u64);

    pub fn increment() -> u64 {
        storage.count += 1;
        emit Incremented(ctx.sender(), storage.count);
        storage.count
    }

    pub fn get() -> u64 {
        storage.count
    }
}
"#;

const LIBRARY: &str = r#"#![syntax = "native"]

pub fn double(x: u64) -> u64 {
    x * 2
}
"#;

/// `twilightc new NAME`.
pub fn new(name: &str, template: &Template) -> Result<bool, String> {
    manifest::check_name(name)?;
    let root = Path::new(name);
    std::fs::create_dir(root)
        .map_err(|error| format!("The directory `{name}` cannot be created: {error}."))?;
    create(root, name, template)
}

/// `twilightc init`.
pub fn init(template: &Template) -> Result<bool, String> {
    let root =
        std::env::current_dir().map_err(|error| format!("The current directory cannot be read: {error}."))?;
    if root.join("Twilight.toml").exists() {
        return Err("There is a Twilight.toml here already.".to_owned());
    }
    let around = root
        .ancestors()
        .skip(1)
        .find(|above| above.join("Twilight.toml").exists());
    if let Some(above) = around {
        return Err(format!(
            "This directory is part of the package in {} already. `twilightc new NAME` makes another one in it.",
            above.display()
        ));
    }
    let name = root
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    manifest::check_name(&name)?;
    create(&root, &name, template)
}

fn create(root: &Path, name: &str, template: &Template) -> Result<bool, String> {
    let (file, text) = if template.lib {
        ("lib.twl", LIBRARY)
    } else {
        ("contract.twl", CONTRACT)
    };
    let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\n");
    let source = root.join("src").join(file);
    if source.exists() {
        return Err(format!("{} exists already.", source.display()));
    }
    std::fs::create_dir_all(root.join("src"))
        .and_then(|()| std::fs::write(root.join("Twilight.toml"), manifest))
        .and_then(|()| std::fs::write(&source, text))
        .map_err(|error| format!("The package cannot be written: {error}."))?;
    let kind = if template.lib { "library" } else { "contract" };
    report::progress(
        MessageFormat::Human,
        "Created",
        &format!("{kind} package `{name}`"),
    );
    Ok(true)
}
