//! What a function, a modifier or a public variable must say, and must be, to stand in for that of a base (DECISION Y5).
//! This must not decide which one a call reaches: that is [`inheritance`](crate::inheritance).

use std::collections::BTreeSet;

use solang_parser::pt;
use twilight_diagnostics::{Diagnostic, Span};

use crate::codes;
use crate::items::{ContractId, ContractKind, FunctionKind, Item, Items, VariableId, Visibility};
use crate::report::Report;
use crate::types::{Mutability, Type};

/// What can override or be overridden, as others see it.
pub struct Member<'i> {
    /// Its name.
    pub name: &'i str,
    /// Place of the name.
    pub span: Span,
    /// The contract that declares it.
    pub owner: ContractId,
    /// Which of the three it is.
    pub kind: MemberKind,
    /// Types of its parameters; of a variable, its keys and indices.
    pub params: Vec<&'i Type>,
    /// Who may call it.
    pub visibility: Visibility,
    /// It has a body, or is a variable.
    pub implemented: bool,
    returns: Vec<&'i Type>,
    mutability: Mutability,
    is_virtual: bool,
    stated: Option<(&'i pt::Loc, &'i [pt::IdentifierPath])>,
}

/// Kinds of members that override.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// A function.
    Function,
    /// A modifier.
    Modifier,
    /// A public variable with its getter.
    Variable,
}

impl MemberKind {
    /// For messages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Modifier => "modifier",
            Self::Variable => "public variable",
        }
    }
}

impl Member<'_> {
    /// Whether both take the same types.
    #[must_use]
    pub fn same_params(&self, other: &Self) -> bool {
        same(&self.params, &other.params)
    }

    /// Whether the name of one can only mean the other one too: modifiers are named apart from all else.
    #[must_use]
    pub fn same_kind(&self, other: &Self) -> bool {
        (self.kind == MemberKind::Modifier) == (other.kind == MemberKind::Modifier)
    }
}

fn same(left: &[&Type], right: &[&Type]) -> bool {
    // What has no type is refused already.
    let alike = |(left, right): (&&Type, &&Type)| {
        **left == Type::Error || **right == Type::Error || left.same_shape(right)
    };
    left.len() == right.len() && left.iter().zip(right).all(alike)
}

/// The member `name` that a contract declares itself.
#[must_use]
pub fn own<'i>(items: &'i Items<'_>, owner: ContractId, name: &str) -> Option<Member<'i>> {
    match items.contract(owner).names.get(name).copied()?.0 {
        Item::Function(id) | Item::Modifier(id) => {
            let source = items.function(id);
            Some(Member {
                name: &source.name,
                span: source.span,
                owner,
                kind: if source.kind == FunctionKind::Modifier {
                    MemberKind::Modifier
                } else {
                    MemberKind::Function
                },
                params: source.params.iter().map(|field| &field.ty).collect(),
                visibility: source.visibility,
                implemented: source.tree.body.is_some(),
                returns: source.returns.iter().map(|field| &field.ty).collect(),
                mutability: source.mutability,
                is_virtual: source.is_virtual,
                stated: source
                    .tree
                    .attributes
                    .iter()
                    .find_map(|attribute| match attribute {
                        pt::FunctionAttribute::Override(loc, list) => Some((loc, list.as_slice())),
                        _ => None,
                    }),
            })
        }
        Item::Variable(id) => variable(items, owner, id),
        _ => None,
    }
}

/// A public variable, which is called as its getter.
fn variable<'i>(items: &'i Items<'_>, owner: ContractId, id: VariableId) -> Option<Member<'i>> {
    let source = items.variable(id);
    if source.visibility != Visibility::Public {
        return None;
    }
    let (params, result) = source.getter_types();
    let returns = match result {
        Type::Struct(structure, _) => items
            .structure(*structure)
            .fields
            .iter()
            .map(|field| &field.ty)
            .filter(|ty| !matches!(ty, Type::Mapping(..) | Type::Array { .. }))
            .collect(),
        other => vec![other],
    };
    Some(Member {
        name: &source.name,
        span: source.span,
        owner,
        kind: MemberKind::Variable,
        params,
        visibility: Visibility::External,
        implemented: true,
        returns,
        mutability: if source.constant {
            Mutability::Pure
        } else {
            Mutability::View
        },
        is_virtual: false,
        stated: stated(source.tree),
    })
}

/// What a variable says about overriding.
fn stated(tree: &pt::VariableDefinition) -> Option<(&pt::Loc, &[pt::IdentifierPath])> {
    tree.attrs.iter().find_map(|attribute| match attribute {
        pt::VariableAttribute::Override(loc, list) => Some((loc, list.as_slice())),
        _ => None,
    })
}

/// The members that a member `like` of `contract` overrides, or would override: on each path of inheritance the first
/// one, those with other parameters included where a call could mean them.
#[must_use]
pub fn nearest<'i>(items: &'i Items<'_>, contract: ContractId, like: &Member<'_>) -> Vec<Member<'i>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let bases = |id: ContractId| items.contract(id).bases.iter().rev().map(|(base, _)| *base);
    let mut open: Vec<ContractId> = bases(contract).collect();
    while let Some(base) = open.pop() {
        if !seen.insert(base) {
            continue;
        }
        let member = own(items, base, like.name).filter(|member| {
            member.same_kind(like) && (member.visibility != Visibility::Private || member.same_params(like))
        });
        match member {
            Some(member) => found.push(member),
            None => open.extend(bases(base)),
        }
    }
    found
}

/// Checks what a contract declares itself against its bases, but for names in `clashes`, which are refused.
pub fn check(items: &Items<'_>, id: ContractId, clashes: &BTreeSet<&str>, report: &mut Report) {
    let contract = items.contract(id);
    for name in contract
        .names
        .keys()
        .filter(|name| !clashes.contains(name.as_str()))
    {
        if let Some(member) = own(items, id, name) {
            overrides(items, &member, report);
        } else if let Some((Item::Variable(id), _)) = contract.names.get(name) {
            let variable = items.variable(*id);
            if let Some((loc, _)) = stated(variable.tree) {
                let span = report.span(loc);
                report.error_help(
                    codes::OVERRIDE,
                    span,
                    format!("`{name}` overrides nothing: only public variables can."),
                    "Remove `override`, or make the variable `public`.",
                );
            }
        }
    }
}

fn overrides(items: &Items<'_>, member: &Member<'_>, report: &mut Report) {
    let name = member.name;
    if member.visibility == Visibility::Private
        && member.is_virtual
        && items.contract(member.owner).kind != ContractKind::Interface
    {
        report.error_help(
            codes::OVERRIDE,
            member.span,
            format!("The private function `{name}` cannot be `virtual`: nothing could override it."),
            "Make it `internal`, or remove `virtual`.",
        );
    }
    let bases = nearest(items, member.owner, member);
    if bases.is_empty() {
        if let Some((loc, _)) = member.stated {
            let span = report.span(loc);
            let wanted = if member.kind == MemberKind::Modifier {
                "modifier"
            } else {
                "function"
            };
            report.error_help(
                codes::OVERRIDE,
                span,
                format!("`{name}` overrides nothing: no base has a {wanted} of that name."),
                "Remove `override`, or look at the name.",
            );
        }
        return;
    }
    for base in &bases {
        if !against(items, member, base, bases.len(), report) {
            return;
        }
    }
    if let Some((loc, list)) = member.stated {
        let needed: Vec<ContractId> = bases.iter().map(|base| base.owner).collect();
        named_bases(items, member, &needed, loc, list, report);
    }
}

/// Checks a member against one that it overrides; `count` is how many it overrides. Whether there is nothing to say.
fn against(
    items: &Items<'_>,
    member: &Member<'_>,
    base: &Member<'_>,
    count: usize,
    report: &mut Report,
) -> bool {
    let (name, what) = (member.name, member.kind.word());
    let owner = items.contract(base.owner);
    let mut say = |code: &'static str, message: String, place: &str, help: String| {
        report.push(
            Diagnostic::error(code, member.span, message)
                .with_secondary(base.span, place)
                .with_help(help),
        );
        false
    };
    if !member.same_params(base) {
        if member.kind == MemberKind::Modifier {
            return say(
                codes::OVERRIDE,
                format!(
                    "The modifier `{name}` takes ({}), but the one of `{}` that it overrides takes ({}).",
                    shown(items, &member.params),
                    owner.name,
                    shown(items, &base.params)
                ),
                "overridden here",
                "Make them take the same types.".to_owned(),
            );
        }
        return say(
            codes::UNSUPPORTED,
            format!(
                "`{}` has a {} `{name}` with other parameters: functions cannot be overloaded.",
                owner.name,
                base.kind.word()
            ),
            "the other one stands here",
            "Give one of them another name.".to_owned(),
        );
    }
    if base.visibility == Visibility::Private {
        return say(
            codes::OVERRIDE,
            format!(
                "`{}` has a private function `{name}`, which cannot be overridden.",
                owner.name
            ),
            "it is `private`",
            format!(
                "Give this {what} another name, or make that of `{}` `internal virtual`.",
                owner.name
            ),
        );
    }
    if member.kind == MemberKind::Variable && base.visibility != Visibility::External {
        return say(
            codes::OVERRIDE,
            format!("The public variable `{name}` can only override an external function."),
            "it is not `external`",
            format!(
                "Make the function of `{}` `external`, or write a function here that returns a variable with another name.",
                owner.name
            ),
        );
    }
    if !base.is_virtual {
        return say(
            codes::OVERRIDE,
            format!(
                "The {} `{name}` of `{}` cannot be overridden.",
                base.kind.word(),
                owner.name
            ),
            "it is not `virtual`",
            format!(
                "Write `virtual` in `{}`, or give this {what} another name.",
                owner.name
            ),
        );
    }
    let from_interface = owner.kind == ContractKind::Interface && member.kind != MemberKind::Modifier;
    if member.stated.is_none() && !(from_interface && count == 1) {
        let place = if member.kind == MemberKind::Variable {
            "Write `override` after `public`."
        } else {
            "Write `override` after its parameters."
        };
        return say(
            codes::OVERRIDE,
            format!(
                "The {what} `{name}` overrides that of `{}` without saying so.",
                owner.name
            ),
            "overridden here",
            place.to_owned(),
        );
    }
    let mut good = member.kind == MemberKind::Modifier || signature(items, member, base, report);
    if !member.implemented && base.implemented {
        report.push(
            Diagnostic::error(
                codes::OVERRIDE,
                member.span,
                format!("`{name}` has no body, but what it overrides has one."),
            )
            .with_secondary(base.span, "overridden here")
            .with_help("Write a body: `super` reaches the overridden one."),
        );
        good = false;
    }
    good
}

fn shown(items: &Items<'_>, types: &[&Type]) -> String {
    let shown: Vec<String> = types.iter().map(|ty| ty.show_plain(items)).collect();
    shown.join(", ")
}

/// Results, visibility and mutability. Whether there is nothing to say.
fn signature(items: &Items<'_>, member: &Member<'_>, base: &Member<'_>, report: &mut Report) -> bool {
    let name = member.name;
    let mut good = true;
    let mut say = |message: String, help: &str| {
        good = false;
        report.push(
            Diagnostic::error(codes::OVERRIDE, member.span, message)
                .with_secondary(base.span, "overridden here")
                .with_help(help),
        );
    };
    if !same(&member.returns, &base.returns) {
        say(
            format!(
                "`{name}` returns ({}), but what it overrides returns ({}).",
                shown(items, &member.returns),
                shown(items, &base.returns)
            ),
            "Make them return the same types.",
        );
    }
    let visible = member.visibility == base.visibility
        || (base.visibility == Visibility::External && member.visibility == Visibility::Public);
    if !visible {
        say(
            format!("`{name}` has another visibility than what it overrides."),
            "Only `external` may become `public`; all others stay as they are.",
        );
    }
    let stricter = match (base.mutability, member.mutability) {
        (Mutability::Payable, other) => other == Mutability::Payable,
        (_, Mutability::Payable) => false,
        (base, own) => own <= base,
    };
    if !stricter {
        let word = |mutability: Mutability| match mutability {
            Mutability::NonPayable => "nonpayable",
            other => other.name(),
        };
        let help = if member.kind == MemberKind::Variable {
            "A variable overrides functions that are `view` or say nothing; a `constant`, those that are `pure` too."
        } else {
            "An overriding function may only promise more: `view` may become `pure`."
        };
        say(
            format!(
                "`{name}` is {}, but what it overrides is {}.",
                word(member.mutability),
                word(base.mutability)
            ),
            help,
        );
    }
    good
}

/// `override(A, B)`: exactly the contracts that declare it last on each path.
fn named_bases(
    items: &Items<'_>,
    member: &Member<'_>,
    needed: &[ContractId],
    loc: &pt::Loc,
    list: &[pt::IdentifierPath],
    report: &mut Report,
) {
    let name = member.name;
    let mut named = Vec::new();
    for path in list {
        let text = crate::linearize::path_name(path);
        let span = report.span(&path.loc);
        match items.find(Some(member.owner), &text) {
            Some((Item::Contract(id), _)) if named.contains(&id) => report.error_help(
                codes::OVERRIDE,
                span,
                format!("`{text}` stands here twice."),
                "Remove one of them.",
            ),
            Some((Item::Contract(id), _)) if needed.contains(&id) => named.push(id),
            Some((Item::Contract(_), _)) => report.error_help(
                codes::OVERRIDE,
                span,
                format!("`{text}` has no `{name}` that is overridden here."),
                "Remove it from the list.",
            ),
            _ => report.error(
                codes::UNKNOWN_NAME,
                span,
                format!("There is no contract `{text}`."),
            ),
        }
    }
    let missing: Vec<&str> = needed
        .iter()
        .filter(|id| !named.contains(id))
        .map(|id| items.contract(*id).name.as_str())
        .collect();
    if needed.len() > 1 && !missing.is_empty() {
        let all: Vec<&str> = needed
            .iter()
            .map(|id| items.contract(*id).name.as_str())
            .collect();
        let span = report.span(loc);
        report.error_help(
            codes::OVERRIDE,
            span,
            format!("`{name}` overrides that of {} too.", missing.join(", ")),
            format!("Write `override({})`.", all.join(", ")),
        );
    }
}
