//! What the head of a function alone can get wrong: words that stand twice or not there, constructors of old
//! versions, bodies that are missing or too many. This must not look into bodies.

use solang_parser::pt;
use twilight_diagnostics::{Diagnostic, Span};

use crate::codes;
use crate::items::{ContractKind, Function, FunctionKind, Items};
use crate::report::Report;

/// Checks the heads of all functions, modifiers and constructors.
pub fn check(items: &Items<'_>, report: &mut Report) {
    for function in &items.functions {
        words(function, report);
        match function.kind {
            FunctionKind::Constructor => constructor(items, function, report),
            FunctionKind::Function => named(items, function, report),
            FunctionKind::Modifier => modifier(function, report),
        }
        body(items, function, report);
    }
}

/// Each of the words for visibility and for mutability, `virtual` and `override` stands once at most.
fn words(function: &Function<'_>, report: &mut Report) {
    let (mut visibility, mut mutability) = (None, None);
    let (mut is_virtual, mut overrides) = (None, None);
    for attribute in &function.tree.attributes {
        let (first, word, loc) = match attribute {
            pt::FunctionAttribute::Visibility(one) => {
                (&mut visibility, one.to_string(), visibility_place(one))
            }
            pt::FunctionAttribute::Mutability(one) => {
                if let pt::Mutability::Constant(loc) = one {
                    let span = report.span(loc);
                    report.error_help(
                        codes::DECLARATION,
                        span,
                        "A function is not `constant`; old versions of Solidity wrote that for `view`.",
                        "Write `view`.",
                    );
                }
                (&mut mutability, one.to_string(), Some(mutability_place(one)))
            }
            pt::FunctionAttribute::Virtual(loc) => (&mut is_virtual, "virtual".to_owned(), Some(*loc)),
            pt::FunctionAttribute::Override(loc, _) => (&mut overrides, "override".to_owned(), Some(*loc)),
            _ => continue,
        };
        let span = loc.map_or(function.span, |loc| report.span(&loc));
        match first {
            None => *first = Some((word, span)),
            Some((earlier, place)) => {
                let name = &function.name;
                report.push(
                    Diagnostic::error(
                        codes::DECLARATION,
                        span,
                        format!("`{name}` cannot be `{word}`: it is `{earlier}` already."),
                    )
                    .with_secondary(*place, "the first word stands here")
                    .with_help("Remove one of the two."),
                );
                return;
            }
        }
    }
}

/// Where the word stands.
pub fn visibility_place(visibility: &pt::Visibility) -> Option<pt::Loc> {
    match visibility {
        pt::Visibility::External(loc)
        | pt::Visibility::Public(loc)
        | pt::Visibility::Internal(loc)
        | pt::Visibility::Private(loc) => *loc,
    }
}

fn mutability_place(mutability: &pt::Mutability) -> pt::Loc {
    match mutability {
        pt::Mutability::Pure(loc)
        | pt::Mutability::View(loc)
        | pt::Mutability::Constant(loc)
        | pt::Mutability::Payable(loc) => *loc,
    }
}

fn constructor(items: &Items<'_>, function: &Function<'_>, report: &mut Report) {
    let kind = function.contract.map(|contract| items.contract(contract).kind);
    let owner = match kind {
        Some(ContractKind::Interface) => Some("An interface"),
        Some(ContractKind::Library) => Some("A library"),
        None => Some("A source"),
        _ => None,
    };
    if let Some(owner) = owner {
        report.error_help(
            codes::DECLARATION,
            function.span,
            format!("{owner} has no constructor: only contracts are made."),
            "Remove it.",
        );
        return;
    }
    for attribute in &function.tree.attributes {
        match attribute {
            // `public` changes nothing, and neither does `internal` where the contract is abstract.
            pt::FunctionAttribute::Visibility(pt::Visibility::Public(_)) => {}
            pt::FunctionAttribute::Visibility(pt::Visibility::Internal(_))
                if kind == Some(ContractKind::Abstract) => {}
            pt::FunctionAttribute::Visibility(visibility) => {
                let span = visibility_place(visibility).map_or(function.span, |loc| report.span(&loc));
                report.error_help(
                    codes::DECLARATION,
                    span,
                    format!("A constructor has no visibility, so it cannot be `{visibility}`."),
                    "Remove the word; a contract that is only a base is an `abstract contract`.",
                );
            }
            pt::FunctionAttribute::Mutability(
                mutability @ (pt::Mutability::Pure(loc) | pt::Mutability::View(loc)),
            ) => {
                let span = report.span(loc);
                report.error_help(
                    codes::DECLARATION,
                    span,
                    format!("A constructor cannot be `{mutability}`: it makes the contract's state."),
                    "Remove the word.",
                );
            }
            pt::FunctionAttribute::Virtual(loc) | pt::FunctionAttribute::Override(loc, _) => {
                let span = report.span(loc);
                report.error_help(
                    codes::DECLARATION,
                    span,
                    "A constructor overrides nothing and cannot be overridden.",
                    "Remove the word.",
                );
            }
            _ => {}
        }
    }
    if let Some((loc, _)) = function.tree.returns.first() {
        let span = report.span(loc);
        report.error_help(
            codes::DECLARATION,
            span,
            "A constructor returns nothing.",
            "Remove `returns (..)`.",
        );
    }
}

/// A modifier is a part of functions, so what a function says of itself it does not say.
fn modifier(function: &Function<'_>, report: &mut Report) {
    for attribute in &function.tree.attributes {
        let (word, loc) = match attribute {
            pt::FunctionAttribute::Visibility(one) => (one.to_string(), visibility_place(one)),
            pt::FunctionAttribute::Mutability(one) => (one.to_string(), Some(mutability_place(one))),
            _ => continue,
        };
        let span = loc.map_or(function.span, |loc| report.span(&loc));
        report.error_help(
            codes::DECLARATION,
            span,
            format!("A modifier is a part of functions, so it cannot be `{word}` itself."),
            "Remove the word.",
        );
    }
    if let Some((loc, _)) = function.tree.returns.first() {
        let span = report.span(loc);
        report.error_help(
            codes::DECLARATION,
            span,
            "A modifier returns nothing.",
            "Remove `returns (..)`; results belong to the function.",
        );
    }
}

/// Functions of libraries and free ones are not inherited.
fn not_inherited(owner: &str, function: &Function<'_>, report: &mut Report) {
    for attribute in &function.tree.attributes {
        let (word, loc) = match attribute {
            pt::FunctionAttribute::Virtual(loc) => ("virtual", loc),
            pt::FunctionAttribute::Override(loc, _) => ("override", loc),
            _ => continue,
        };
        let span = report.span(loc);
        report.error_help(
            codes::OVERRIDE,
            span,
            format!(
                "{owner} is not inherited, so `{}` cannot be `{word}`.",
                function.name
            ),
            "Remove the word.",
        );
    }
}

/// Words of a head that say who calls a function.
const VISIBILITIES: [&str; 4] = ["external", "internal", "private", "public"];
/// The other words of a head that have nothing in parentheses.
const WORDS: [&str; 5] = ["override", "payable", "pure", "view", "virtual"];

/// Who may call a function of a contract is said by one of four words, which may be misspelt: it then looks like the
/// name of a modifier.
fn visibility(items: &Items<'_>, function: &Function<'_>, report: &mut Report) {
    let attributes = &function.tree.attributes;
    let mut stated = attributes
        .iter()
        .any(|one| matches!(one, pt::FunctionAttribute::Visibility(_)));
    let words = WORDS.iter().chain(VISIBILITIES.iter().filter(|_| !stated));
    let words: Vec<String> = words.map(|word| (*word).to_owned()).collect();
    for attribute in attributes {
        let pt::FunctionAttribute::BaseOrModifier(loc, base) = attribute else {
            continue;
        };
        let name = crate::linearize::path_name(&base.name);
        let simple = base.args.is_none() && base.name.identifiers.len() == 1;
        if !simple || items.find(function.contract, &name).is_some() {
            continue;
        }
        if let Some(word) = crate::strings::nearest(&name, &words) {
            stated |= VISIBILITIES.contains(&word.as_str());
            let span = report.span(loc);
            report.error_help(
                codes::MODIFIER,
                span,
                format!("There is no modifier `{name}`."),
                format!("Did you mean `{word}`?"),
            );
        }
    }
    let Some(kind) = function.contract.map(|contract| items.contract(contract).kind) else {
        return;
    };
    if !stated {
        let word = match kind {
            ContractKind::Interface => "external",
            ContractKind::Library => "internal",
            _ => "public",
        };
        let others: Vec<String> = VISIBILITIES
            .iter()
            .filter(|other| **other != word)
            .map(|other| format!("`{other}`"))
            .collect();
        report.error_help(
            codes::DECLARATION,
            function.span,
            format!("The function `{}` does not say who may call it.", function.name),
            format!("Add `{word}` after its parameters (or {}).", others.join(", ")),
        );
    }
}

fn named(items: &Items<'_>, function: &Function<'_>, report: &mut Report) {
    visibility(items, function, report);
    match function.contract.map(|contract| items.contract(contract).kind) {
        None => not_inherited("A function outside of contracts", function, report),
        Some(ContractKind::Library) => not_inherited("A library", function, report),
        Some(_) => {}
    }
    if function.tree.name.is_none() {
        let span = report.span(&function.tree.loc_prototype);
        report.error_help(
            codes::SYNTAX,
            span,
            "This function has no name.",
            "Write `function name(..)`; a function that is called without a name is not supported.",
        );
    }
    if let Some(contract) = function.contract.map(|contract| items.contract(contract))
        && contract.name == function.name
    {
        report.error_help(
            codes::DECLARATION,
            function.span,
            format!("The function `{}` has the name of its contract.", function.name),
            "For a constructor write `constructor(..) { .. }`, else give it another name.",
        );
    }
}

/// Who has a body, and who has none.
fn body(items: &Items<'_>, function: &Function<'_>, report: &mut Report) {
    let kind = function.contract.map(|contract| items.contract(contract).kind);
    let name = &function.name;
    let span: Span = function.span;
    if kind == Some(ContractKind::Interface) {
        let (message, help) = match function.kind {
            FunctionKind::Function if function.tree.body.is_some() => (
                format!("The function `{name}` of an interface has a body."),
                "End it with `;`, or make this an `abstract contract`.",
            ),
            FunctionKind::Modifier => (
                format!("The interface has a modifier `{name}`; interfaces have none."),
                "Remove it, or make this an `abstract contract`.",
            ),
            _ => return,
        };
        report.error_help(codes::DECLARATION, span, message, help);
        return;
    }
    if function.tree.body.is_some() {
        return;
    }
    let needed = match (kind, function.kind) {
        (_, FunctionKind::Constructor) => "The constructor has no body.".to_owned(),
        (None | Some(ContractKind::Library), _) => format!("`{name}` has no body."),
        _ if !function.is_virtual => {
            report.error_help(
                codes::ABSTRACT,
                span,
                format!("`{name}` has no body, but is not `virtual`, so nothing could give it one."),
                "Write a body, or add `virtual`.",
            );
            return;
        }
        _ => return,
    };
    report.error_help(codes::ABSTRACT, span, needed, "Write `{ .. }` instead of `;`.");
}
