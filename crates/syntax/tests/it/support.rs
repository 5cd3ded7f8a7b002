//! What the test programs share: the data files and one way to render what the parser says.

use std::path::{Path, PathBuf};
use twilight_diagnostics::{SourceMap, render};
use twilight_syntax::Parse;

/// The folder of the data files.
pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

/// The `.twl` files of a data folder, sorted, with their texts.
pub fn programs(folder: &str) -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(data().join(folder))
        .expect("the data folder exists")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "twl"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| (path.clone(), std::fs::read_to_string(path).expect("UTF-8")))
        .collect()
}

/// The code blocks of the specifications: name and text. Blocks of statements get a function around them.
pub fn spec_blocks() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(data().join("spec_blocks.txt")).expect("the file exists");
    text.split("=== ")
        .filter(|block| !block.is_empty())
        .map(|block| {
            let (head, code) = block.split_once('\n').expect("a head line");
            let (kind, name) = head.split_once(' ').expect("a kind and a name");
            let code = if kind == "body" {
                format!("fn main() {{\n{code}}}\n")
            } else {
                code.to_owned()
            };
            (name.to_owned(), code)
        })
        .collect()
}

/// Parses a text and checks what holds for every text: the tree and its tokens give the text back, and every
/// span lies in it.
pub fn parse(text: &str) -> Parse {
    let mut map = SourceMap::default();
    let file = map.add("test.twl", text);
    let parse = twilight_syntax::parse(file, text);
    assert_eq!(parse.tree.text(), text, "the tree gives the text back");
    let tokens: String = (0..parse.tree.tokens().len())
        .map(|index| parse.tree.token_text(index))
        .collect();
    assert_eq!(tokens, text, "the tokens give the text back");
    for diagnostic in &parse.diagnostics {
        for span in std::iter::once(diagnostic.span).chain(diagnostic.labels.iter().map(|label| label.span)) {
            assert!(
                text.get(span.start as usize..span.end as usize).is_some(),
                "{span:?} lies in the text"
            );
        }
        assert!(
            diagnostic.message.ends_with('.'),
            "whole sentences: {}",
            diagnostic.message
        );
    }
    parse
}

/// All messages about a text, as the terminal shows them.
pub fn messages(name: &str, text: &str, parse: &Parse) -> String {
    let mut map = SourceMap::default();
    map.add(name, text);
    render::human(&map, &parse.diagnostics, false)
}
