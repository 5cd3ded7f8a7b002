//! Attributes: which exist, where they may stand, what they say (spec 01 §9.7, spec 04 §3.2).

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::cfg;
use crate::checker::Checker;
use crate::codes;
use crate::thir::{ExpectedFailure, StatedDomains};

/// What an attribute stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A function.
    Function {
        /// Of a contract.
        in_contract: bool,
        /// Of a type.
        method: bool,
    },
    /// A struct or enum.
    Type,
    /// A contract.
    Contract,
    /// An event's parameter.
    EventParam,
    /// A parameter, field or variant.
    Part,
    /// Any other item.
    Other,
}

/// What the attributes of a function say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// `#[payable]`
    pub payable: bool,
    /// `#[test]`
    pub test: bool,
    /// `#[should_panic]`, `#[should_revert]`
    pub expects: Option<ExpectedFailure>,
    /// `#[pipeline("..")]`
    pub pipeline: Option<String>,
    /// `#[reads]`, `#[writes]`, `#[conflict_free]`
    pub domains: Option<StatedDomains>,
}

const KNOWN: &[&str] = &[
    "payable",
    "topic",
    "pipeline",
    "reads",
    "writes",
    "conflict_free",
    "test",
    "should_panic",
    "should_revert",
    "cfg",
    "verify",
    "derive",
    "allow",
    "warn",
    "deny",
];

/// Attributes that say no more when they are repeated.
const ONCE: &[&str] = &["payable", "topic", "conflict_free", "test", "verify"];

/// Checks attributes and reads what they say.
pub fn check(checker: &mut Checker<'_>, attributes: &[ast::Attribute], target: Target) -> Found {
    let mut found = Found::default();
    for attribute in attributes {
        let [segment] = attribute.path.segments.as_slice() else {
            unknown(checker, attribute.path.span, &joined(&attribute.path));
            continue;
        };
        let name = segment.name.name.as_str();
        let (function, in_contract, method) = match target {
            Target::Function { in_contract, method } => (true, in_contract, method),
            _ => (false, false, false),
        };
        let fits = match name {
            "payable" => in_contract && !method,
            "pipeline" | "reads" | "writes" | "conflict_free" => function,
            "test" => function && !method,
            "should_panic" | "should_revert" => function && cfg::is_test(attributes),
            // `cfg::enabled` has read it; it left items out, and nothing else.
            "cfg" => !matches!(target, Target::EventParam | Target::Part),
            "verify" => function || target == Target::Contract,
            "topic" => target == Target::EventParam,
            "derive" => target == Target::Type,
            // `lints` reads them.
            "allow" | "warn" | "deny" | "forbid" => true,
            _ => {
                unknown(checker, attribute.span, name);
                continue;
            }
        };
        if !fits {
            checker.report(
                Diagnostic::warning(
                    codes::MISPLACED_ATTRIBUTE,
                    attribute.span,
                    format!("`#[{name}]` has no effect here."),
                )
                .with_help(place_of(name)),
            );
            continue;
        }
        if ONCE.contains(&name)
            && attributes
                .iter()
                .take_while(|other| other.span != attribute.span)
                .any(|other| joined(&other.path) == name)
        {
            checker.report(
                Diagnostic::warning(
                    codes::MISPLACED_ATTRIBUTE,
                    attribute.span,
                    format!("`#[{name}]` stands here twice; once says it."),
                )
                .with_help("Remove one of them."),
            );
            continue;
        }
        found.test |= name == "test";
        let strings = strings(attribute);
        match name {
            "should_panic" | "should_revert" => {
                let reverts = name == "should_revert";
                match expected_text(attribute) {
                    Some(_) if found.expects.is_some() => wrong_arguments(
                        checker,
                        attribute.span,
                        "A test ends in one way: leave out one of `#[should_panic]` and `#[should_revert]`.",
                    ),
                    Some(text) => found.expects = Some(ExpectedFailure { reverts, text }),
                    None => wrong_arguments(
                        checker,
                        attribute.span,
                        &format!("`#[{name}(\"text\")]` takes at most one string, a part of the message."),
                    ),
                }
            }
            "pipeline" => match strings.as_deref() {
                Some([hint]) => found.pipeline = Some(hint.clone()),
                _ => wrong_arguments(
                    checker,
                    attribute.span,
                    "`#[pipeline(\"hint\")]` takes one string.",
                ),
            },
            "reads" | "writes" if strings.as_ref().is_none_or(Vec::is_empty) => wrong_arguments(
                checker,
                attribute.span,
                &format!("`#[{name}(\"self.variable:key\", ..)]` takes one or more strings."),
            ),
            "conflict_free" | "test" | "payable" | "topic" | "verify"
                if attribute.args.as_ref().is_some_and(|args| !args.is_empty()) =>
            {
                wrong_arguments(
                    checker,
                    attribute.span,
                    &format!("`#[{name}]` takes no arguments."),
                );
            }
            "derive" => crate::derives::check(checker, attribute),
            "payable" => found.payable = true,
            "reads" | "writes" => state_domains(
                checker,
                found.domains.get_or_insert_default(),
                name == "writes",
                strings.unwrap_or_default(),
                attribute.span,
            ),
            "conflict_free" => {
                found.domains.get_or_insert_default().conflict_free = Some(attribute.span);
            }
            _ => {}
        }
    }
    if let Some(domains) = &mut found.domains
        && let Some(free) = domains.conflict_free
    {
        if domains.reads.is_some() || domains.writes.is_some() {
            wrong_arguments(
                checker,
                free,
                "`#[conflict_free]` says that nothing is accessed, but `#[reads]` or `#[writes]` says what is.",
            );
        }
        domains.reads = Some(Vec::new());
        domains.writes = Some(Vec::new());
    }
    found
}

impl Checker<'_> {
    /// Warns of `#[payable]` before a function that nobody outside of the contract can call. One without parameters can
    /// be run by its name, with a value (DECISION C4).
    pub fn warn_private_payable(&mut self, attributes: &[ast::Attribute], name: &ast::Ident) {
        let at = attributes.iter().find(|one| joined(&one.path) == "payable");
        let name = &name.name;
        self.report(
            Diagnostic::warning(
                codes::MISPLACED_ATTRIBUTE,
                at.map_or(Span::default(), |one| one.span),
                format!(
                    "`#[payable]` has no effect on `{name}`, which is private: nobody sends value to it."
                ),
            )
            .with_help("Put it before the `pub` function that receives the value, or write `pub fn` here."),
        );
    }
}

/// Takes the domains of one `#[reads]` or `#[writes]`; several of one kind add up.
fn state_domains(
    checker: &mut Checker<'_>,
    domains: &mut StatedDomains,
    write: bool,
    texts: Vec<String>,
    span: Span,
) {
    let list = if write {
        &mut domains.writes
    } else {
        &mut domains.reads
    };
    let list = list.get_or_insert_default();
    for text in texts {
        if is_domain(&text) {
            list.push((text, span));
        } else {
            checker.report(
                Diagnostic::error(codes::ATTRIBUTE, span, format!("`{text}` is no conflict domain."))
                    .with_help("Write `self.variable`, `self.variable:key` or `self.variable:*`; a key is a parameter, `ctx.sender()`, or a value."),
            );
        }
    }
}

/// Whether a text has the form `[self.]name`, then keys behind `:` and fields behind `.`, none of them empty.
fn is_domain(text: &str) -> bool {
    let text = text.strip_prefix("self.").unwrap_or(text);
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = text.find(|c| !name(c)).unwrap_or(text.len());
    let (variable, rest) = text.split_at(end);
    let mut quoted = false;
    let mut before = 'x';
    for c in rest.chars() {
        let separates = matches!(c, ':' | '.') && !quoted;
        if (c.is_whitespace() && !quoted) || (separates && matches!(before, ':' | '.')) {
            return false;
        }
        quoted ^= c == '"';
        before = c;
    }
    let whole = rest.is_empty() || rest.starts_with([':', '.']);
    whole
        && !quoted
        && !matches!(before, ':' | '.')
        && variable.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

/// The text of `#[should_panic("text")]` and `#[should_panic(expected = "text")]`.
fn expected_text(attribute: &ast::Attribute) -> Option<String> {
    let text = |expr: &ast::Expr| match &expr.kind {
        ast::ExprKind::Literal(ast::Literal::Str(text)) => Some(text.clone()),
        _ => None,
    };
    match attribute.args.as_deref() {
        None | Some([]) => Some(String::new()),
        Some([only]) => match &only.kind {
            ast::ExprKind::Assign {
                op: None,
                place,
                value,
                ..
            } => match &place.kind {
                ast::ExprKind::Path(path) if joined(path) == "expected" => text(value),
                _ => None,
            },
            _ => text(only),
        },
        Some(_) => None,
    }
}

fn strings(attribute: &ast::Attribute) -> Option<Vec<String>> {
    attribute
        .args
        .as_ref()?
        .iter()
        .map(|arg| match &arg.kind {
            ast::ExprKind::Literal(ast::Literal::Str(text)) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

fn joined(path: &ast::Path) -> String {
    path.segments
        .iter()
        .map(|segment| segment.name.name.as_str())
        .collect::<Vec<_>>()
        .join("::")
}

fn unknown(checker: &mut Checker<'_>, span: Span, name: &str) {
    let mut diagnostic = Diagnostic::warning(
        codes::UNKNOWN_ATTRIBUTE,
        span,
        format!("There is no attribute `{name}`; it is ignored."),
    );
    if let Some(best) = crate::suggest::closest(name, KNOWN.iter().copied()) {
        diagnostic = diagnostic.with_help(format!("Did you mean `#[{best}]`?"));
    }
    checker.report(diagnostic);
}

fn wrong_arguments(checker: &mut Checker<'_>, span: Span, message: &str) {
    checker.report(Diagnostic::error(codes::ATTRIBUTE, span, message));
}

fn place_of(name: &str) -> &'static str {
    match name {
        "payable" => "It stands before a function of a contract.",
        "topic" => "It stands before a parameter of an event.",
        "derive" => "It stands before a struct or enum.",
        "verify" => "It stands before a function or contract.",
        "should_panic" | "should_revert" => "It stands before a function with `#[test]`.",
        "test" => "It stands before a function outside `impl` blocks.",
        "cfg" => "It stands before an item.",
        _ => "It stands before a function.",
    }
}
