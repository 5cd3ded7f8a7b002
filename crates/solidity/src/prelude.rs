//! The prelude: what is easier to say in Twilight than in the IR (`std/prelude.twl`).

use twilight_diagnostics::SourceMap;
use twilight_hir::thir::Program;
use twilight_hir::{ModuleFile, Options};

/// Functions that are compiled into their callers, so that their failures are those of the source.
const INLINED: &[&str] = &["text_of", "byte_at"];

/// The checked prelude, with the standard library's own types before it.
pub fn program() -> Program {
    let mut sources = SourceMap::default();
    let text = include_str!("../std/prelude.twl");
    let file = sources.add("prelude.twl", text);
    let parse = twilight_syntax::parse(file, text);
    let module = ModuleFile {
        path: Vec::new(),
        unit: &parse.unit,
        start: twilight_diagnostics::Span::new(file, 0, 0),
    };
    let mut program = twilight_hir::check_package(&[module], &sources, &Options::default()).program;
    for function in &mut program.functions {
        // Nobody can run them by their names.
        function.standalone = false;
        if INLINED.contains(&function.name.as_str()) {
            function.library = true;
        }
    }
    program
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use twilight_diagnostics::SourceMap;
    use twilight_hir::{ModuleFile, Options};

    #[test]
    fn the_prelude_is_right() {
        let mut sources = SourceMap::default();
        let text = include_str!("../std/prelude.twl");
        let file = sources.add("prelude.twl", text);
        let parse = twilight_syntax::parse(file, text);
        assert!(parse.diagnostics.is_empty(), "{:?}", parse.diagnostics);
        let module = ModuleFile {
            path: Vec::new(),
            unit: &parse.unit,
            start: twilight_diagnostics::Span::new(file, 0, 0),
        };
        let checked = twilight_hir::check_package(&[module], &sources, &Options::default());
        let errors: Vec<_> = checked.diagnostics.iter().filter(|one| one.is_error()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}
