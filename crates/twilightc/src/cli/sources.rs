//! Reading the source tree of a package (spec 01 §6: every `.twl` file is a module).
//!
//! What is read is bounded in number, size and depth, symbolic links are not followed, and the order is that of
//! the paths, so that the same tree gives the same compilation everywhere.

use std::path::Path;

use twilightc::{MAX_FILES, SourceFile};

use super::build::read_text;

/// Bytes of a source file that are read at most; the compiler's own limit is lower.
const MAX_SOURCE_BYTES: u64 = 64 << 20;
/// Directories below that of the root file.
const MAX_DEPTH: usize = 16;
/// Entries of all these directories together, whatever they are.
const MAX_ENTRIES: usize = 16 * MAX_FILES;

/// Reads the root file of a target and the modules beside and below it. `others` are the root files of other
/// targets, which are no modules of this one. A root that lies directly in the package stands alone: the
/// package's directory holds more than sources.
///
/// # Errors
/// A sentence for the user.
pub fn read(package: &Path, root: &str, others: &[&str]) -> Result<Vec<SourceFile>, String> {
    let mut files = vec![SourceFile {
        path: root.to_owned(),
        text: read_text(&package.join(root), MAX_SOURCE_BYTES)?,
    }];
    let Some((directory, _)) = root.rsplit_once('/') else {
        return Ok(files);
    };
    let mut paths = Vec::new();
    let mut entries = 0;
    list(package, directory, 0, &mut entries, &mut paths)?;
    paths.retain(|path| path != root && !others.contains(&path.as_str()));
    paths.sort();
    for path in paths {
        let text = read_text(&package.join(&path), MAX_SOURCE_BYTES)?;
        files.push(SourceFile { path, text });
    }
    Ok(files)
}

fn list(
    package: &Path,
    directory: &str,
    depth: usize,
    entries: &mut usize,
    found: &mut Vec<String>,
) -> Result<(), String> {
    let problem = |error: std::io::Error| format!("The directory {directory} cannot be read: {error}.");
    for entry in std::fs::read_dir(package.join(directory)).map_err(problem)? {
        let entry = entry.map_err(problem)?;
        *entries += 1;
        if *entries > MAX_ENTRIES {
            return Err(format!(
                "The source directories have more than {MAX_ENTRIES} entries; keep other files elsewhere."
            ));
        }
        let kind = entry.file_type().map_err(problem)?;
        let name = entry.file_name();
        // A name that is no text cannot be that of a module, and hidden files are not sources.
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            continue;
        };
        let path = format!("{directory}/{name}");
        if kind.is_dir() {
            if depth == MAX_DEPTH {
                return Err(format!(
                    "The directory {path} lies more than {MAX_DEPTH} levels below the root file."
                ));
            }
            list(package, &path, depth + 1, entries, found)?;
        } else if kind.is_file() && name.ends_with(".twl") {
            found.push(path);
            if found.len() > MAX_FILES {
                return Err(format!(
                    "The package has more than {MAX_FILES} source files; at most {MAX_FILES} can be compiled at once."
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn package(files: &[&str]) -> tempdir::Directory {
        let directory = tempdir::Directory::new();
        for file in files {
            let path = directory.0.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        directory
    }

    mod tempdir {
        use std::sync::atomic::{AtomicU32, Ordering};

        /// A directory that is removed at the end.
        pub struct Directory(pub std::path::PathBuf);

        impl Directory {
            pub fn new() -> Self {
                static NEXT: AtomicU32 = AtomicU32::new(0);
                let number = NEXT.fetch_add(1, Ordering::Relaxed);
                let name = format!("twilightc-sources-{}-{number}", std::process::id());
                let path = std::env::temp_dir().join(name);
                std::fs::create_dir_all(&path).unwrap();
                Self(path)
            }
        }

        impl Drop for Directory {
            fn drop(&mut self) {
                let _ = std::fs::remove_dir_all(&self.0);
            }
        }
    }

    fn paths(files: &[SourceFile]) -> Vec<&str> {
        files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn the_tree_is_read_in_order() {
        let package = package(&[
            "src/main.twl",
            "src/b.twl",
            "src/a/z.twl",
            "src/a.twl",
            "src/.hidden.twl",
            "src/notes.txt",
            "src/other.twl",
            "tests/t.twl",
        ]);
        let files = read(&package.0, "src/main.twl", &["src/other.twl"]).unwrap();
        assert_eq!(
            paths(&files),
            ["src/main.twl", "src/a.twl", "src/a/z.twl", "src/b.twl"]
        );
    }

    #[test]
    fn a_root_in_the_package_stands_alone() {
        let package = package(&["main.twl", "other.twl"]);
        assert_eq!(paths(&read(&package.0, "main.twl", &[]).unwrap()), ["main.twl"]);
    }

    #[test]
    fn depth_is_bounded() {
        let deep = |levels: usize| format!("src/{}a.twl", "d/".repeat(levels));
        let fits = package(&["src/main.twl", &deep(MAX_DEPTH)]);
        assert_eq!(read(&fits.0, "src/main.twl", &[]).unwrap().len(), 2);
        let deeper = package(&["src/main.twl", &deep(MAX_DEPTH + 1)]);
        assert!(
            read(&deeper.0, "src/main.twl", &[])
                .unwrap_err()
                .contains("16 levels")
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let package = package(&["src/main.twl"]);
        std::os::unix::fs::symlink("/etc", package.0.join("src/etc")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", package.0.join("src/passwd.twl")).unwrap();
        assert_eq!(
            paths(&read(&package.0, "src/main.twl", &[]).unwrap()),
            ["src/main.twl"]
        );
    }
}
