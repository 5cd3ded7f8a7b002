//! What a source declares, first by name alone: items get their numbers here, and their types in
//! [`declare`](crate::declare), when all names are known.

use solang_parser::pt::{self, CodeLocation as _};
use twilight_diagnostics::{Diagnostic, Span};

use crate::codes;
use crate::items::{
    Alias, AliasId, Contract, ContractId, ContractKind, CustomError, Enum, EnumId, ErrorId, Event, EventId,
    Function, FunctionId, FunctionKind, Item, Items, Struct, StructId, Variable, VariableId, Visibility,
};
use crate::report::Report;
use crate::types::{Mutability, Type};

/// Contracts, interfaces and libraries that one source may have.
pub const MAX_CONTRACTS: usize = 256;
/// Values that an enum may have, as in Solidity.
pub const MAX_ENUM_VALUES: usize = 256;

/// What to do with a `pragma` that is not known.
const PRAGMA_HELP: &str =
    "Remove the line; only `pragma solidity ..;` and `pragma abicoder v2;` mean something.";

/// Numbers everything that a source declares.
pub fn collect<'t>(unit: &'t pt::SourceUnit, report: &mut Report) -> Items<'t> {
    let mut collector = Collector {
        items: Items::default(),
        report,
    };
    for part in &unit.0 {
        collector.source_part(part);
    }
    collector.items
}

struct Collector<'t, 'r> {
    items: Items<'t>,
    report: &'r mut Report,
}

impl<'t> Collector<'t, '_> {
    fn source_part(&mut self, part: &'t pt::SourceUnitPart) {
        match part {
            pt::SourceUnitPart::PragmaDirective(pragma) => self.pragma(pragma),
            pt::SourceUnitPart::ImportDirective(import) => {
                let span = self.report.span(&import.loc());
                self.items.incomplete = true;
                self.report.error_help(
                    codes::DIRECTIVE,
                    span,
                    "Other files cannot be imported: a program in Solidity mode is one source.",
                    "Paste the contracts that are used here into this source.",
                );
            }
            pt::SourceUnitPart::ContractDefinition(contract) => self.contract(contract),
            pt::SourceUnitPart::EnumDefinition(tree) => self.enumeration(tree, None),
            pt::SourceUnitPart::StructDefinition(tree) => self.structure(tree, None),
            pt::SourceUnitPart::EventDefinition(tree) => self.event(tree, None),
            pt::SourceUnitPart::ErrorDefinition(tree) => self.error(tree, None),
            pt::SourceUnitPart::FunctionDefinition(tree) => self.function(tree, None),
            pt::SourceUnitPart::VariableDefinition(tree) => self.variable(tree, None),
            pt::SourceUnitPart::TypeDefinition(tree) => self.alias(tree, None),
            // Looked at when all names are known.
            pt::SourceUnitPart::Using(_) => {}
            pt::SourceUnitPart::StraySemicolon(loc) => self.semicolon(loc),
            pt::SourceUnitPart::Annotation(tree) => self.annotation(tree),
        }
    }

    fn semicolon(&mut self, loc: &pt::Loc) {
        let span = self.report.span(loc);
        self.report.error_help(
            codes::SYNTAX,
            span,
            "A `;` ends nothing here: what has braces ends with its `}`.",
            "Remove it.",
        );
    }

    fn annotation(&mut self, tree: &pt::Annotation) {
        let span = self.report.span(&tree.loc);
        self.report
            .unsupported(span, "Annotations are no part of Solidity 0.8.", "Remove it.");
    }

    fn pragma(&mut self, pragma: &pt::PragmaDirective) {
        match pragma {
            // Those that accept 0.8 are taken away before the parser sees them.
            pt::PragmaDirective::Version(loc, ..) => {
                let span = self.report.span(loc);
                self.report.error_help(
                    codes::DIRECTIVE,
                    span,
                    "This source asks for a version of Solidity that is not supported.",
                    "Solidity mode is Solidity 0.8: write `pragma solidity ^0.8.0;`.",
                );
            }
            pt::PragmaDirective::Identifier(loc, Some(name), value) => match name.name.as_str() {
                "abicoder" if value.as_ref().is_none_or(|value| value.name == "v2") => {}
                "experimental" if value.as_ref().is_some_and(|value| value.name == "ABIEncoderV2") => {}
                _ => {
                    let span = self.report.span(loc);
                    self.report.error_help(
                        codes::DIRECTIVE,
                        span,
                        match value {
                            Some(value) => format!("`pragma {} {}` is not supported.", name.name, value.name),
                            None => format!("`pragma {}` is not supported.", name.name),
                        },
                        PRAGMA_HELP,
                    );
                }
            },
            pt::PragmaDirective::StringLiteral(loc, name, value) => {
                let known = match name.name.as_str() {
                    "abicoder" => "v2",
                    "experimental" => "ABIEncoderV2",
                    _ => "",
                };
                if known != value.string {
                    let span = self.report.span(loc);
                    let message = format!("`pragma {} \"{}\"` is not supported.", name.name, value.string);
                    self.report
                        .error_help(codes::DIRECTIVE, span, message, PRAGMA_HELP);
                }
            }
            pt::PragmaDirective::Identifier(..) => {}
        }
    }

    /// Adds a name to the file or a contract.
    fn name(&mut self, contract: Option<ContractId>, name: &str, item: Item, span: Span) {
        let public = matches!(item, Item::Function(id)
            if matches!(self.items.function(id).visibility, Visibility::Public | Visibility::External));
        if !public && !matches!(item, Item::Event(_)) {
            crate::names::check(name, span, self.report);
        }
        let names = match contract {
            Some(contract) => match self.items.contracts.get_mut(contract.0) {
                Some(contract) => &mut contract.names,
                None => return,
            },
            None => &mut self.items.names,
        };
        let Some((other, first)) = names.get(name).copied() else {
            names.insert(name.to_owned(), (item, span));
            return;
        };
        if let (Item::Event(first), Item::Event(another)) = (other, item) {
            // Their parameters are compared when these are known.
            self.items.namesakes.entry(first).or_default().push(another);
            return;
        }
        if matches!(
            (other, item),
            (Item::Function(_), Item::Function(_)) | (Item::Error(_), Item::Error(_))
        ) {
            // Which one a use means nobody knows.
            self.items.overloaded.insert(other);
        }
        if matches!((other, item), (Item::Function(_), Item::Function(_))) {
            self.report.push(
                Diagnostic::error(
                    codes::UNSUPPORTED,
                    span,
                    format!("There is already a function `{name}`: functions cannot be overloaded."),
                )
                .with_secondary(first, "the first one stands here")
                .with_help("Give each function a name of its own."),
            );
            return;
        }
        self.report.push(
            Diagnostic::error(
                codes::DUPLICATE,
                span,
                format!("The name `{name}` is already that of {}.", other.kind_name()),
            )
            .with_secondary(first, "declared here")
            .with_help("Rename one of the two."),
        );
    }

    fn identifier(&mut self, identifier: Option<&pt::Identifier>, loc: &pt::Loc) -> (String, Span) {
        match identifier {
            Some(identifier) => (identifier.name.clone(), self.report.span(&identifier.loc)),
            None => (String::new(), self.report.span(loc)),
        }
    }

    fn shown(&self, contract: Option<ContractId>, name: &str) -> String {
        match contract.and_then(|contract| self.items.contracts.get(contract.0)) {
            Some(contract) => format!("{}.{name}", contract.name),
            None => name.to_owned(),
        }
    }

    fn contract(&mut self, tree: &'t pt::ContractDefinition) {
        let (name, span) = self.identifier(tree.name.as_ref(), &tree.loc);
        if self.items.contracts.len() >= MAX_CONTRACTS {
            if !self.items.incomplete {
                let message =
                    format!("This source has more than {MAX_CONTRACTS} contracts, which is the limit.");
                let help = "Remove those that nothing here uses.";
                self.report.error_help(codes::LIMIT, span, message, help);
            }
            self.items.incomplete = true;
            return;
        }
        let kind = match tree.ty {
            pt::ContractTy::Abstract(_) => ContractKind::Abstract,
            pt::ContractTy::Contract(_) => ContractKind::Contract,
            pt::ContractTy::Interface(_) => ContractKind::Interface,
            pt::ContractTy::Library(_) => ContractKind::Library,
        };
        let id = ContractId(self.items.contracts.len());
        self.items.contracts.push(Contract {
            name: name.clone(),
            span,
            kind,
            tree,
            names: Default::default(),
            bases: Vec::new(),
            linearized: vec![id],
            functions: Vec::new(),
            variables: Vec::new(),
            constructor: None,
            using: Vec::new(),
        });
        self.name(None, &name, Item::Contract(id), span);
        let here = Some(id);
        for part in &tree.parts {
            match part {
                pt::ContractPart::StructDefinition(tree) => self.structure(tree, here),
                pt::ContractPart::EventDefinition(tree) => self.event(tree, here),
                pt::ContractPart::EnumDefinition(tree) => self.enumeration(tree, here),
                pt::ContractPart::ErrorDefinition(tree) => self.error(tree, here),
                pt::ContractPart::VariableDefinition(tree) => self.variable(tree, here),
                pt::ContractPart::FunctionDefinition(tree) => self.function(tree, here),
                pt::ContractPart::TypeDefinition(tree) => self.alias(tree, here),
                pt::ContractPart::Annotation(tree) => self.annotation(tree),
                pt::ContractPart::Using(_) => {}
                pt::ContractPart::StraySemicolon(loc) => self.semicolon(loc),
            }
        }
    }

    fn structure(&mut self, tree: &'t pt::StructDefinition, contract: Option<ContractId>) {
        let (name, span) = self.identifier(tree.name.as_ref(), &tree.loc);
        let id = StructId(self.items.structs.len());
        self.items.structs.push(Struct {
            shown: self.shown(contract, &name),
            name: name.clone(),
            span,
            tree,
            contract,
            fields: Vec::new(),
            recursive: false,
        });
        self.name(contract, &name, Item::Struct(id), span);
    }

    fn enumeration(&mut self, tree: &'t pt::EnumDefinition, contract: Option<ContractId>) {
        let (name, span) = self.identifier(tree.name.as_ref(), &tree.loc);
        let mut values: Vec<String> = Vec::new();
        for value in tree.values.iter().flatten() {
            let span = self.report.span(&value.loc);
            crate::names::check(&value.name, span, self.report);
            if values.contains(&value.name) {
                let message = format!("The enum `{name}` has a value `{}` already.", value.name);
                self.report
                    .error_help(codes::DUPLICATE, span, message, "Rename one of the two.");
            } else {
                values.push(value.name.clone());
            }
        }
        if values.is_empty() || values.len() > MAX_ENUM_VALUES {
            let message = format!(
                "An enum has 1 to {MAX_ENUM_VALUES} values; `{name}` has {}.",
                values.len()
            );
            self.report.error(codes::LIMIT, span, message);
            values.truncate(MAX_ENUM_VALUES);
        }
        let id = EnumId(self.items.enums.len());
        self.items.enums.push(Enum {
            shown: self.shown(contract, &name),
            name: name.clone(),
            span,
            values,
        });
        self.name(contract, &name, Item::Enum(id), span);
    }

    fn event(&mut self, tree: &'t pt::EventDefinition, contract: Option<ContractId>) {
        let (name, span) = self.identifier(tree.name.as_ref(), &tree.loc);
        let id = EventId(self.items.events.len());
        self.items.events.push(Event {
            name: name.clone(),
            span,
            tree,
            contract,
            anonymous: tree.anonymous,
            params: Vec::new(),
        });
        self.name(contract, &name, Item::Event(id), span);
    }

    fn error(&mut self, tree: &'t pt::ErrorDefinition, contract: Option<ContractId>) {
        let (name, span) = self.identifier(tree.name.as_ref(), &tree.loc);
        let id = ErrorId(self.items.errors.len());
        self.items.errors.push(CustomError {
            name: name.clone(),
            span,
            tree,
            contract,
            params: Vec::new(),
        });
        self.name(contract, &name, Item::Error(id), span);
    }

    fn alias(&mut self, tree: &'t pt::TypeDefinition, contract: Option<ContractId>) {
        let span = self.report.span(&tree.name.loc);
        let id = AliasId(self.items.aliases.len());
        self.items.aliases.push(Alias {
            shown: self.shown(contract, &tree.name.name),
            tree,
            contract,
            underlying: Type::Error,
        });
        self.name(contract, &tree.name.name, Item::Alias(id), span);
    }

    fn variable(&mut self, tree: &'t pt::VariableDefinition, contract: Option<ContractId>) {
        let (name, span) = self.identifier(tree.name.as_ref(), &tree.loc);
        let mut variable = Variable {
            name: name.clone(),
            span,
            tree,
            contract,
            visibility: Visibility::Internal,
            constant: false,
            immutable: false,
            ty: Type::Error,
        };
        self.words_of_variable(tree, &name);
        for attribute in &tree.attrs {
            match attribute {
                pt::VariableAttribute::Visibility(visibility) => match visibility {
                    pt::Visibility::Public(_) => variable.visibility = Visibility::Public,
                    pt::Visibility::Internal(_) => variable.visibility = Visibility::Internal,
                    pt::Visibility::Private(_) => variable.visibility = Visibility::Private,
                    pt::Visibility::External(loc) => {
                        let span = self.report.span(&loc.unwrap_or(tree.loc));
                        let message = format!("The state variable `{name}` cannot be `external`.");
                        let help = "Use `public` for a getter that everyone can call.";
                        self.report.error_help(codes::DECLARATION, span, message, help);
                    }
                },
                pt::VariableAttribute::Constant(_) => variable.constant = true,
                pt::VariableAttribute::Immutable(_) => variable.immutable = true,
                pt::VariableAttribute::Override(..) => {}
                pt::VariableAttribute::StorageType(kind) => {
                    let span = self.report.span(&tree.loc);
                    let _ = kind;
                    self.report.unsupported(
                        span,
                        format!("The kind of storage of `{name}` is not supported."),
                        "Every state variable is kept between calls; remove the word.",
                    );
                }
            }
        }
        if contract.is_none() && !variable.constant {
            let message = format!("`{name}` stands outside of a contract, so it must be `constant`.");
            let help = "Add `constant`, or move it into a contract.";
            self.report.error_help(codes::DECLARATION, span, message, help);
        }
        let id = VariableId(self.items.variables.len());
        self.items.variables.push(variable);
        if let Some(contract) = contract.and_then(|contract| self.items.contracts.get_mut(contract.0)) {
            contract.variables.push(id);
        }
        self.name(contract, &name, Item::Variable(id), span);
    }

    /// Who may use a variable, and whether it changes, is said once.
    fn words_of_variable(&mut self, tree: &pt::VariableDefinition, name: &str) {
        let (mut visibility, mut change) = (None, None);
        for attribute in &tree.attrs {
            let (first, word, loc) = match attribute {
                pt::VariableAttribute::Visibility(one) => (
                    &mut visibility,
                    one.to_string(),
                    crate::heads::visibility_place(one),
                ),
                pt::VariableAttribute::Constant(loc) => (&mut change, "constant".to_owned(), Some(*loc)),
                pt::VariableAttribute::Immutable(loc) => (&mut change, "immutable".to_owned(), Some(*loc)),
                _ => continue,
            };
            let span = self.report.span(&loc.unwrap_or(tree.loc));
            match first {
                None => *first = Some((word, span)),
                Some((earlier, place)) => {
                    let message = format!("`{name}` cannot be `{word}`: it is `{earlier}` already.");
                    self.report.push(
                        Diagnostic::error(codes::DECLARATION, span, message)
                            .with_secondary(*place, "the first word stands here")
                            .with_help("Remove one of the two."),
                    );
                    return;
                }
            }
        }
    }

    fn function(&mut self, tree: &'t pt::FunctionDefinition, contract: Option<ContractId>) {
        let kind = match tree.ty {
            pt::FunctionTy::Function => FunctionKind::Function,
            pt::FunctionTy::Modifier => FunctionKind::Modifier,
            pt::FunctionTy::Constructor => FunctionKind::Constructor,
            pt::FunctionTy::Receive | pt::FunctionTy::Fallback => {
                let span = self.report.span(&tree.loc_prototype);
                let name = if tree.ty == pt::FunctionTy::Receive {
                    "receive"
                } else {
                    "fallback"
                };
                self.report.unsupported(
                    span,
                    format!("A contract cannot have a `{name}` function: every call names a function."),
                    "Write a `public payable` function with a name, for example `function deposit() public payable`.",
                );
                return;
            }
        };
        let (mut name, mut span) = self.identifier(tree.name.as_ref(), &tree.name_loc);
        if kind == FunctionKind::Constructor {
            name = "constructor".to_owned();
            span = self.report.span(&tree.loc_prototype);
        }
        let in_interface = contract
            .and_then(|contract| self.items.contracts.get(contract.0))
            .is_some_and(|contract| contract.kind == ContractKind::Interface);
        let mut function = Function {
            name: name.clone(),
            span,
            kind,
            tree,
            contract,
            visibility: Visibility::Internal,
            mutability: Mutability::NonPayable,
            is_virtual: in_interface,
            params: Vec::new(),
            returns: Vec::new(),
        };
        self.attributes(&mut function, in_interface);
        if let Some(loc) = &tree.return_not_returns {
            let span = self.report.span(loc);
            self.report.error_help(
                codes::SYNTAX,
                span,
                "The results of a function are declared with `returns`.",
                "Write `returns (..)`.",
            );
        }
        let id = FunctionId(self.items.functions.len());
        self.items.functions.push(function);
        if let Some(contract) = contract.and_then(|contract| self.items.contracts.get_mut(contract.0)) {
            contract.functions.push(id);
            if kind == FunctionKind::Constructor {
                if contract.constructor.is_some() {
                    let message = format!("The contract `{}` has a constructor already.", contract.name);
                    self.report.error(codes::DUPLICATE, span, message);
                    return;
                }
                contract.constructor = Some(id);
            }
        }
        match kind {
            FunctionKind::Function => self.name(contract, &name, Item::Function(id), span),
            FunctionKind::Modifier => self.name(contract, &name, Item::Modifier(id), span),
            FunctionKind::Constructor => {}
        }
    }

    /// Visibility and mutability; the other attributes are looked at when names are known.
    fn attributes(&mut self, function: &mut Function<'t>, in_interface: bool) {
        let mut stated = false;
        for attribute in &function.tree.attributes {
            match attribute {
                pt::FunctionAttribute::Visibility(visibility) => {
                    stated = true;
                    function.visibility = match visibility {
                        pt::Visibility::External(_) => Visibility::External,
                        pt::Visibility::Public(_) => Visibility::Public,
                        pt::Visibility::Internal(_) => Visibility::Internal,
                        pt::Visibility::Private(_) => Visibility::Private,
                    };
                }
                pt::FunctionAttribute::Mutability(mutability) => {
                    function.mutability = match mutability {
                        pt::Mutability::Pure(_) => Mutability::Pure,
                        pt::Mutability::View(_) | pt::Mutability::Constant(_) => Mutability::View,
                        pt::Mutability::Payable(_) => Mutability::Payable,
                    };
                }
                pt::FunctionAttribute::Virtual(_) => function.is_virtual = true,
                _ => {}
            }
        }
        let (name, span) = (&function.name, function.span);
        match (function.kind, function.contract) {
            // It is refused when names are known.
            (FunctionKind::Function, Some(contract)) if !stated => {
                let library = self.items.contract(contract).kind == ContractKind::Library;
                function.visibility = if library {
                    Visibility::Internal
                } else {
                    Visibility::Public
                };
            }
            (FunctionKind::Function, None) if stated => {
                self.report.error_help(
                    codes::DECLARATION,
                    span,
                    format!("The function `{name}` stands outside of a contract, so it has no visibility."),
                    "Remove the word: such a function can be used everywhere in the source.",
                );
            }
            (FunctionKind::Function, Some(_))
                if in_interface && function.visibility != Visibility::External =>
            {
                self.report.error_help(
                    codes::DECLARATION,
                    span,
                    format!("The function `{name}` of an interface must be `external`."),
                    "Write `external`.",
                );
            }
            _ => {}
        }
        if function.kind == FunctionKind::Constructor {
            function.visibility = Visibility::Internal;
        }
    }
}

/// Refuses a source without a contract that can be made.
pub fn deployable(items: &Items<'_>, report: &mut Report) {
    if items
        .contracts
        .iter()
        .any(|one| one.kind == ContractKind::Contract)
    {
        return;
    }
    let span = items
        .contracts
        .last()
        .map_or_else(|| Span::new(report.file, 0, 0), |one| one.span);
    report.error_help(
        codes::ABSTRACT,
        span,
        "There is no contract here that can be deployed.",
        "Write a `contract`; abstract contracts, interfaces and libraries are parts of others.",
    );
}
