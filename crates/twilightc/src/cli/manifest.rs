//! `Twilight.toml` (spec 13 §4).

use std::path::{Path, PathBuf};

use serde::Deserialize;
use twilightc::Levels;

use super::TargetFeature;

const FILE_NAME: &str = "Twilight.toml";
/// Bytes of a manifest that are read at most.
const MAX_BYTES: u64 = 64 * 1024;

/// A package: its directory and what its manifest says.
#[derive(Debug)]
pub struct Package {
    /// Directory of the manifest.
    pub root: PathBuf,
    /// `package.name`.
    pub name: String,
    /// `package.version`.
    pub version: String,
    /// `build.target-features`.
    pub target_features: Vec<TargetFeature>,
    /// `[lints]` (spec 15 §5).
    pub lints: Levels,
    /// What `[lints]` says that no lint is called; sentences.
    pub lint_problems: Vec<String>,
    targets: Vec<SourceTarget>,
}

/// One thing to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceTarget {
    /// Base name of the artefacts.
    pub name: String,
    /// Contract to build; `None` takes the last one in the file.
    pub contract: Option<String>,
    /// Source file, relative to the package.
    pub path: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    package: PackageTable,
    lib: Option<LibTable>,
    #[serde(default)]
    contract: Vec<ContractTable>,
    #[serde(default)]
    build: BuildTable,
    #[serde(default)]
    dependencies: toml::Table,
    #[serde(default)]
    lints: toml::Table,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PackageTable {
    name: String,
    #[serde(default = "default_version")]
    version: String,
    #[serde(default, rename = "authors")]
    _authors: Vec<String>,
    #[serde(default, rename = "description")]
    _description: Option<String>,
    #[serde(default, rename = "license")]
    _license: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct BuildTable {
    #[serde(default, rename = "target-features")]
    target_features: Vec<TargetFeature>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LibTable {
    path: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContractTable {
    name: String,
    path: Option<String>,
}

fn default_version() -> String {
    "0.1.0".to_owned()
}

impl Package {
    /// Finds and reads the manifest of the current directory or the nearest parent that has one.
    ///
    /// # Errors
    /// A sentence for the user.
    pub fn find() -> Result<Self, String> {
        let current = std::env::current_dir()
            .map_err(|error| format!("The current directory cannot be read: {error}."))?;
        let root = current
            .ancestors()
            .find(|directory| directory.join(FILE_NAME).is_file())
            .ok_or_else(|| {
                format!(
                    "There is no {FILE_NAME} in {} or a directory above it. `twilightc init` creates one.",
                    current.display()
                )
            })?;
        Self::read(root)
    }

    fn read(root: &Path) -> Result<Self, String> {
        let path = root.join(FILE_NAME);
        let text = super::build::read_text(&path, MAX_BYTES)?;
        let manifest: Manifest =
            toml::from_str(&text).map_err(|error| format!("{} is not valid:\n{error}", path.display()))?;
        if let Some((name, _)) = manifest.dependencies.iter().next() {
            return Err(format!(
                "{} asks for the dependency `{name}`, but dependencies cannot be compiled yet.",
                path.display()
            ));
        }
        let (lints, lint_problems) = super::lints::read(&manifest.lints);
        check_name(&manifest.package.name)?;
        let package = manifest.package.name;
        let mut targets: Vec<SourceTarget> = Vec::new();
        for contract in manifest.contract {
            check_name(&contract.name)?;
            let path = contract.path.map_or_else(|| default_source(root), Ok)?;
            targets.push(SourceTarget {
                name: contract.name.clone(),
                contract: Some(contract.name),
                path,
            });
        }
        if targets.is_empty() {
            let path = manifest
                .lib
                .map_or_else(|| default_source(root), |lib| Ok(lib.path))?;
            targets.push(SourceTarget {
                name: package.clone(),
                contract: None,
                path,
            });
        }
        for target in &targets {
            let path = Path::new(&target.path);
            let inside = path
                .components()
                .all(|part| matches!(part, std::path::Component::Normal(_)));
            if !inside {
                return Err(format!(
                    "The source path `{}` must lie inside the package.",
                    target.path
                ));
            }
        }
        Ok(Self {
            root: root.to_owned(),
            name: package,
            version: manifest.package.version,
            target_features: manifest.build.target_features,
            lints,
            lint_problems,
            targets,
        })
    }

    /// Root files of the targets whose root is another file.
    pub fn other_roots(&self, root: &str) -> Vec<&str> {
        let paths = self.targets.iter().map(|target| target.path.as_str());
        paths.filter(|path| *path != root).collect()
    }

    /// What to build: everything, or the contract target of that name.
    ///
    /// # Errors
    /// A sentence that lists the targets.
    pub fn targets(&self, contract: Option<&str>) -> Result<Vec<SourceTarget>, String> {
        let Some(wanted) = contract else {
            return Ok(self.targets.clone());
        };
        if let Some(found) = self
            .targets
            .iter()
            .find(|target| target.contract.as_deref() == Some(wanted))
        {
            return Ok(vec![found.clone()]);
        }
        // Without `[[contract]]` tables the source itself says which contracts there are.
        match self.targets.as_slice() {
            [only] if only.contract.is_none() => Ok(vec![SourceTarget {
                contract: Some(wanted.to_owned()),
                ..only.clone()
            }]),
            targets => {
                let names: Vec<String> = targets
                    .iter()
                    .map(|target| format!("`{}`", target.name))
                    .collect();
                Err(format!(
                    "{FILE_NAME} has no contract target `{wanted}`; it has {}.",
                    names.join(", ")
                ))
            }
        }
    }
}

/// Refuses names that could not be a file or a package.
///
/// # Errors
/// A sentence for the user.
pub fn check_name(name: &str) -> Result<(), String> {
    let good = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        && name.len() <= 64;
    if good {
        return Ok(());
    }
    Err(format!(
        "`{name}` cannot be a package or contract name: use 1 to 64 letters, digits, `_` and `-`, starting with a letter or `_`."
    ))
}

fn default_source(root: &Path) -> Result<String, String> {
    let candidates = ["src/main.twl", "src/contract.twl", "src/lib.twl"];
    candidates
        .iter()
        .find(|path| root.join(path).is_file())
        .map(|path| (*path).to_owned())
        .ok_or_else(|| {
            format!(
                "The package in {} has no source file: expected one of {}.",
                root.display(),
                candidates.join(", ")
            )
        })
}
