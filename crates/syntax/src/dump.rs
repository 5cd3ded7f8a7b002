//! The AST as text, for tests and `--emit ast`.
//!
//! Items and statements stand on lines of their own; expressions are written with all their parentheses,
//! so that precedence shows. The form is for readers; nothing parses it.

mod expressions;
mod items;

use crate::ast::SourceUnit;

/// The AST of a file as indented text.
#[must_use]
pub fn dump(unit: &SourceUnit) -> String {
    let mut out = Printer::default();
    if let Some((syntax, _)) = &unit.syntax {
        out.line(&format!("syntax {syntax:?}"));
    }
    out.items(&unit.items);
    out.text
}

#[derive(Default)]
struct Printer {
    text: String,
    depth: usize,
}

impl Printer {
    fn line(&mut self, line: &str) {
        self.text.extend(std::iter::repeat_n("  ", self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn nest(&mut self, inside: impl FnOnce(&mut Self)) {
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }
}

/// `items` joined by `, `.
fn comma<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    items.iter().map(show).collect::<Vec<_>>().join(", ")
}
