//! What debuggers want to know of a module: the place of every instruction, the locals of variables.
//!
//! Collected while functions are written, in the order of the module. Its size is bounded; what is left out
//! is whole functions at the end. This module must never change what is generated.

use std::sync::Arc;

use twilight_abi::Type;
use twilight_diagnostics::Span;

use crate::emit::{Body, Local};

/// Marks of one module, so that a source map stays below about a megabyte. Functions beyond it have none.
pub const MAX_MARKS: usize = 100_000;
/// Variables of one module. Functions beyond it have none.
pub const MAX_VARIABLES: usize = 20_000;

/// Debug information of a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DebugInfo {
    /// By rising offset; each holds up to the next.
    pub marks: Vec<Mark>,
    /// Functions of the program, in the module's order.
    pub functions: Vec<FunctionInfo>,
}

/// From `offset` on, instructions stand for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Byte offset in the module.
    pub offset: u32,
    /// The source; `None` for what has none.
    pub span: Option<Span>,
}

/// A function and its variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionInfo {
    /// Its mangled name.
    pub name: String,
    /// Byte offset of its first instruction in the module.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Its variables.
    pub variables: Vec<VariableInfo>,
}

/// Where a variable is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableInfo {
    /// Its name.
    pub name: Arc<str>,
    /// Its type.
    pub ty: Type,
    /// The local of each slot; `None` for what is constant or only on the stack.
    pub locals: Vec<Option<Local>>,
}

/// Collects the debug information of a module, function by function.
#[derive(Debug, Default)]
pub struct Recorder {
    info: DebugInfo,
    variables: usize,
}

impl Recorder {
    /// Records a function of the program: its body, and the body's offset in the module.
    pub fn record(&mut self, name: String, variables: Vec<VariableInfo>, body: &Body, base: usize) {
        let (start, end) = ((base + body.start) as u32, (base + body.bytes.len()) as u32);
        if self.info.marks.len() + body.marks.len() < MAX_MARKS {
            let marks = body.marks.iter().map(|(offset, span)| Mark {
                offset: (base + offset) as u32,
                span: Some(*span),
            });
            self.info.marks.extend(marks);
            self.info.marks.push(Mark {
                offset: end,
                span: None,
            });
        }
        let fits = self.variables + variables.len() <= MAX_VARIABLES;
        self.variables += if fits { variables.len() } else { 0 };
        self.info.functions.push(FunctionInfo {
            name,
            start,
            end,
            variables: if fits { variables } else { Vec::new() },
        });
    }

    /// What was recorded, with the offset added at which the code section's contents stand.
    #[must_use]
    pub fn finish(mut self, section: u32) -> DebugInfo {
        for mark in &mut self.info.marks {
            mark.offset += section;
        }
        for function in &mut self.info.functions {
            function.start += section;
            function.end += section;
        }
        self.info
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(marks: usize) -> Body {
        Body {
            bytes: vec![0; 4],
            sites: Vec::new(),
            marks: vec![(0, Span::default()); marks],
            start: 0,
        }
    }

    fn variables(count: usize) -> Vec<VariableInfo> {
        let variable = VariableInfo {
            name: Arc::from("x"),
            ty: Type::Bool,
            locals: Vec::new(),
        };
        vec![variable; count]
    }

    #[test]
    fn marks_end_at_their_limit() {
        // The end of the function is a mark too.
        let mut recorder = Recorder::default();
        recorder.record("all".to_string(), Vec::new(), &body(MAX_MARKS - 1), 0);
        assert_eq!(recorder.info.marks.len(), MAX_MARKS);
        recorder.record("none".to_string(), Vec::new(), &body(0), 4);
        assert_eq!(recorder.info.marks.len(), MAX_MARKS);
        assert_eq!(recorder.info.functions.len(), 2);
        let mut recorder = Recorder::default();
        recorder.record("too many".to_string(), Vec::new(), &body(MAX_MARKS), 0);
        assert_eq!(recorder.info.marks, Vec::new());
    }

    #[test]
    fn variables_end_at_their_limit() {
        let mut recorder = Recorder::default();
        recorder.record("most".to_string(), variables(MAX_VARIABLES), &body(0), 0);
        recorder.record("none".to_string(), variables(1), &body(0), 4);
        recorder.record("empty".to_string(), variables(0), &body(0), 8);
        let counts: Vec<usize> = recorder
            .info
            .functions
            .iter()
            .map(|function| function.variables.len())
            .collect();
        assert_eq!(counts, [MAX_VARIABLES, 0, 0]);
        let mut recorder = Recorder::default();
        recorder.record("too many".to_string(), variables(MAX_VARIABLES + 1), &body(0), 0);
        recorder.record("fits".to_string(), variables(2), &body(0), 4);
        let counts: Vec<usize> = recorder
            .info
            .functions
            .iter()
            .map(|function| function.variables.len())
            .collect();
        assert_eq!(counts, [0, 2]);
    }
}
