//! Functions with their modifiers, constructors with those of their bases, getters (DECISIONS Y3, Y5, Y6).

use std::collections::{BTreeSet, HashMap};

use solang_parser::pt::{self, CodeLocation as _, Expression as Tree, Statement as Node};
use twilight_diagnostics::{Diagnostic, Span};
use twilight_hir::Ty;
use twilight_hir::thir::{Body, Expr, LocalId, Statement};

use crate::build;
use crate::code::{Code, Exit, Frame, MAX_EXPANSIONS, Placeholder, Variable};
use crate::codes;
use crate::emitter::{Emitter, Job};
use crate::items::{ContractId, FunctionId, FunctionKind, Item, VariableId, Visibility};
use crate::types::{Location, Mutability, Type};

impl<'a, 't> Emitter<'a, 't> {
    /// Makes the body of a function.
    pub fn function_body(&mut self, job: Job) {
        let source = self.items.function(job.function);
        let allowed = (source.mutability, format!("The function `{}`", source.name));
        let Some(tree) = &source.tree.body else {
            // Of an interface, or abstract: who calls it is refused, or reaches another one.
            return;
        };
        let span = source.span;
        let mut code = Code::new(self, job.derived, source.contract, allowed);
        code.refuses_value = source.mutability != Mutability::Payable
            && matches!(source.visibility, Visibility::Public | Visibility::External);
        for param in &source.params {
            code.declare(&param.name, param.ty.clone(), param.span, false);
        }
        if code.em.takes_call_data(job.function) {
            let data = code.local(crate::call_data::PARAMETER, build::bytes_ty(), span);
            code.call_data = Some(data);
        }
        let mut out = Vec::new();
        code.declare_returns(job.function, &mut out);
        code.reassigned = assigned_names(tree);
        code.unset_results(job.function, tree);
        let end = code.expand(job.function, &mut out);
        let tail = if end { code.results(span) } else { None };
        let ty = tail.as_ref().map_or(Ty::Unit, |tail| tail.ty.clone());
        let ret = code
            .em
            .program
            .functions
            .get(job.id.0 as usize)
            .map_or(Ty::Unit, |function| function.ret.clone());
        let expr = Expr {
            ty: if end { ty } else { ret },
            ..build::block(out, tail, span)
        };
        let locals = std::mem::take(&mut code.locals);
        if let Some(function) = self.program.functions.get_mut(job.id.0 as usize) {
            function.body = Body { locals, expr };
        }
    }
}

impl<'t> Code<'_, '_, 't> {
    /// Variables of the results, with their defaults.
    fn declare_returns(&mut self, function: FunctionId, out: &mut Vec<Statement>) {
        let source = self.em.items.function(function);
        for ret in &source.returns {
            let local = self.declare(&ret.name, ret.ty.clone(), ret.span, false);
            if ret.ty.location() == Some(Location::Storage) {
                if let Some(variable) = self
                    .frame
                    .scopes
                    .last_mut()
                    .and_then(|scope| scope.get_mut(&ret.name))
                {
                    variable.unset = true;
                }
                let form = self.em.ty(&ret.ty);
                let none = build::expr(twilight_hir::thir::ExprKind::Default, form, ret.span);
                out.push(build::bind(local, none, ret.span));
            } else {
                let value = self.default_value(&ret.ty, ret.span);
                out.push(build::bind(local, value, ret.span));
            }
            self.returns.push((local, ret.ty.clone()));
        }
        self.named_returns = source.returns.iter().any(|ret| !ret.name.is_empty());
    }

    /// The body of a function within its modifiers. Gives whether the code may go on behind it.
    fn expand(&mut self, function: FunctionId, out: &mut Vec<Statement>) -> bool {
        let modifiers = self.modifiers(function);
        if modifiers.is_empty() {
            let Some(body) = &self.em.items.function(function).tree.body else {
                return true;
            };
            self.body_statements(body, out);
            return true;
        }
        self.expand_from(function, 0, modifiers, out);
        true
    }

    /// The modifier with the name that is most like a misspelt one.
    fn nearest_modifier(&self, name: &str) -> Option<String> {
        let bases = &self.em.items.contract(self.frame.contract?).linearized;
        let named = bases.iter().flat_map(|base| &self.em.items.contract(*base).names);
        let mut names: Vec<String> = named
            .filter(|(_, item)| matches!(item.0, Item::Modifier(_)))
            .map(|(name, _)| name.clone())
            .collect();
        names.sort();
        crate::strings::nearest(name, &names)
    }

    /// The modifiers of a function, without the bases of a constructor.
    fn modifiers(&mut self, function: FunctionId) -> Vec<&'t pt::Base> {
        let source = self.em.items.function(function);
        let mut found = Vec::new();
        for attribute in &source.tree.attributes {
            let pt::FunctionAttribute::BaseOrModifier(loc, base) = attribute else {
                continue;
            };
            let span = self.em.report.span(loc);
            match self.path(&base.name) {
                Some(Item::Modifier(_)) => found.push(base),
                Some(Item::Contract(id)) => {
                    let is_base = source.kind == FunctionKind::Constructor
                        && source
                            .contract
                            .is_some_and(|own| own != id && self.em.items.is_base(id, own));
                    if !is_base {
                        let name = crate::linearize::path_name(&base.name);
                        self.error_help(
                            codes::MODIFIER,
                            span,
                            format!("`{name}` is a contract, not a modifier."),
                            "Constructors name the bases that they pass arguments to; functions name modifiers.",
                        );
                    }
                }
                other => {
                    let name = crate::linearize::path_name(&base.name);
                    let message = match other {
                        Some(item) => format!("`{name}` is {}, not a modifier.", item.kind_name()),
                        None => format!("There is no modifier `{name}`."),
                    };
                    let help = self.nearest_modifier(&name).map_or_else(
                        || format!("Declare it: `modifier {name}() {{ ..; _; }}`."),
                        |near| format!("Did you mean `{near}`?"),
                    );
                    self.error_help(codes::MODIFIER, span, message, help);
                }
            }
        }
        found
    }

    /// Statements of a body in a scope of their own.
    fn body_statements(&mut self, body: &'t Node, out: &mut Vec<Statement>) {
        self.open();
        match body {
            Node::Block { statements, .. } => self.statements(statements, out),
            other => self.statement(other, out),
        }
        self.close();
    }

    /// Modifier number `next` of a function around what comes after it, or the function's own body.
    fn expand_from(
        &mut self,
        function: FunctionId,
        next: usize,
        modifiers: Vec<&'t pt::Base>,
        out: &mut Vec<Statement>,
    ) {
        let source = self.em.items.function(function);
        let span = source.span;
        self.expansions += 1;
        if self.expansions > MAX_EXPANSIONS {
            if self.expansions == MAX_EXPANSIONS + 1 {
                self.error_help(
                    codes::LIMIT,
                    span,
                    format!("The modifiers of `{}` put more than {MAX_EXPANSIONS} bodies into it, which is the limit.", source.name),
                    "Use `_` once in each modifier.",
                );
            }
            return;
        }
        let id = self.new_loop();
        let mut inner = Vec::new();
        let Some(invocation) = modifiers.get(next).copied() else {
            let Some(body) = &source.tree.body else { return };
            let before = std::mem::replace(&mut self.frame.exit, Exit::Break(id));
            let placeholder = self.frame.placeholder.take();
            self.body_statements(body, &mut inner);
            self.frame.placeholder = placeholder;
            self.frame.exit = before;
            let whole = build::block(inner, None, span);
            let whole = self.leavable(id, whole);
            out.push(Statement::Expr(whole));
            return;
        };
        let Some(Item::Modifier(modifier)) = self.path(&invocation.name) else {
            return;
        };
        // The most derived contract decides, unless the name was qualified.
        let modifier = match (self.derived, invocation.name.identifiers.len()) {
            (Some(derived), 1) => {
                let name = &self.em.items.function(modifier).name;
                crate::inheritance::resolve(self.em.items, derived, name, FunctionKind::Modifier)
                    .unwrap_or(modifier)
            }
            _ => modifier,
        };
        let definition = self.em.items.function(modifier);
        let invocation_span = self.em.report.span(&invocation.loc);
        let args: &'t [Tree] = invocation.args.as_deref().unwrap_or_default();
        let what = format!("The modifier `{}`", definition.name);
        if !self.count(
            &what,
            definition.params.len(),
            args.len(),
            Some(definition.span),
            invocation_span,
        ) {
            return;
        }
        let Some(body) = &definition.tree.body else {
            // An abstract contract leaves it to those that derive from it.
            if self.derived.is_some_and(|derived| {
                self.em.items.contract(derived).kind == crate::items::ContractKind::Abstract
            }) {
                return;
            }
            self.error_help(
                codes::MODIFIER,
                invocation_span,
                format!("The modifier `{}` has no body.", definition.name),
                "Override it in this contract.",
            );
            return;
        };
        let params: Vec<(String, Type, Span)> = definition
            .params
            .iter()
            .map(|param| (param.name.clone(), param.ty.clone(), param.span))
            .collect();
        let mut values = Vec::new();
        for (arg, (_, ty, _)) in args.iter().zip(&params) {
            let made = self.value_as(arg, ty);
            values.push(self.keep(made, &mut inner));
        }
        // The modifier sees its own names; `_` sees the function's again.
        let placeholder = Placeholder {
            function,
            next: next + 1,
            scopes: self.frame.scopes.clone(),
            contract: self.frame.contract,
            modifiers,
        };
        let outer = std::mem::replace(
            &mut self.frame,
            Frame {
                contract: definition.contract,
                scopes: vec![HashMap::new()],
                exit: Exit::Break(id),
                loops: Vec::new(),
                unchecked: false,
                placeholder: Some(placeholder),
            },
        );
        let was_modifier = std::mem::replace(&mut self.in_modifier, true);
        let reassigned = std::mem::replace(&mut self.reassigned, assigned_names(body));
        for ((name, ty, span), value) in params.into_iter().zip(values) {
            let local = self.declare(&name, ty, span, false);
            if value.ty != Ty::Error {
                inner.push(build::bind(local, value, span));
            }
        }
        self.body_statements(body, &mut inner);
        self.reassigned = reassigned;
        self.in_modifier = was_modifier;
        self.frame = outer;
        let whole = build::block(inner, None, span);
        let whole = self.leavable(id, whole);
        out.push(Statement::Expr(whole));
    }

    /// `_` in a modifier.
    pub fn placeholder(&mut self, span: Span, out: &mut Vec<Statement>) {
        let Some(placeholder) = self.frame.placeholder.clone() else {
            self.error_help(
                codes::MODIFIER,
                span,
                "`_` stands for the function's body; it means something in modifiers only.",
                "Remove it.",
            );
            return;
        };
        if self.frame.unchecked {
            self.error_help(
                codes::MODIFIER,
                span,
                "`_` stands in an `unchecked` block, which does not hold for the function's body.",
                "Move it out of the block.",
            );
        }
        let modifier = std::mem::replace(
            &mut self.frame,
            Frame {
                contract: placeholder.contract,
                scopes: placeholder.scopes,
                exit: Exit::Return,
                loops: Vec::new(),
                unchecked: false,
                placeholder: None,
            },
        );
        let was_modifier = std::mem::replace(&mut self.in_modifier, false);
        let body = &self.em.items.function(placeholder.function).tree.body;
        let names = body.as_ref().map(assigned_names).unwrap_or_default();
        let reassigned = std::mem::replace(&mut self.reassigned, names);
        self.expand_from(placeholder.function, placeholder.next, placeholder.modifiers, out);
        self.reassigned = reassigned;
        self.in_modifier = was_modifier;
        self.frame = modifier;
    }

    /// State variables' values, then the constructors, the most basic first.
    pub fn construct(&mut self, contract: ContractId, out: &mut Vec<Statement>) {
        self.constructing = true;
        let linearized = self.em.items.contract(contract).linearized.clone();
        for base in linearized.iter().rev() {
            let variables: Vec<VariableId> = self.em.items.contract(*base).variables.clone();
            for id in variables {
                self.initialize(*base, id, out);
            }
        }
        let constructors: Vec<(ContractId, FunctionId)> = linearized
            .iter()
            .filter_map(|base| Some((*base, self.em.items.contract(*base).constructor?)))
            .collect();
        let mut scopes: HashMap<ContractId, HashMap<String, Variable>> = HashMap::new();
        // Arguments from the most derived to the most basic: each may use the parameters of those before.
        for (base, constructor) in &constructors {
            let names = if *base == contract {
                let mut scope = HashMap::new();
                for (at, param) in (0_u32..).zip(&self.em.items.function(*constructor).params) {
                    if !param.name.is_empty() {
                        scope.insert(param.name.clone(), parameter(param, LocalId(at)));
                    }
                }
                scope
            } else {
                self.base_arguments(contract, *base, *constructor, &scopes, out)
            };
            scopes.insert(*base, names);
        }
        for (base, constructor) in constructors.iter().rev() {
            self.frame.contract = Some(*base);
            self.frame.scopes = vec![scopes.get(base).cloned().unwrap_or_default()];
            let source = self.em.items.function(*constructor);
            self.allowed = (source.mutability, "The constructor".to_owned());
            self.refuses_value = source.mutability != Mutability::Payable;
            if let Some(body) = &source.tree.body {
                self.reassigned = assigned_names(body);
            }
            let modifiers = self.modifiers(*constructor);
            self.expand_from(*constructor, 0, modifiers, out);
        }
    }

    fn initialize(&mut self, base: ContractId, id: VariableId, out: &mut Vec<Statement>) {
        let variable = self.em.items.variable(id);
        let Some(value) = variable.tree.initializer.as_ref().filter(|_| !variable.constant) else {
            return;
        };
        let value_span = self.span(&value.loc());
        self.frame.contract = Some(base);
        self.frame.scopes = vec![HashMap::new()];
        self.allowed = (
            Mutability::NonPayable,
            format!("The variable `{}`", variable.name),
        );
        let ty = variable.ty.clone();
        let found = self.value(value);
        let made = if ty.location() == Some(Location::Storage) {
            if matches!(ty, Type::Mapping(..)) || ty.holds_mapping(self.em.items) {
                self.error_help(
                    codes::ASSIGNMENT,
                    value_span,
                    "What is a mapping, or holds one, has no value to begin with.",
                    "Assign its entries in the constructor.",
                );
                return;
            }
            self.stored_form(found, &ty, value_span)
        } else {
            self.coerce(found, &ty, value_span)
        };
        let slot = self.em.slots.get(&(self.derived.unwrap_or(base), id)).copied();
        let contract = self
            .derived
            .and_then(|derived| self.em.contracts.get(&derived).copied());
        if let (Some(slot), Some(contract)) = (slot, contract)
            && made.ty != Ty::Error
        {
            let place = twilight_hir::thir::Place {
                base: twilight_hir::thir::PlaceBase::Storage(contract, slot),
                base_ty: self.em.plain(&ty),
                projections: Vec::new(),
                span: variable.span,
            };
            out.push(Statement::Expr(build::assign(place, made, value_span)));
        }
    }

    /// Arguments to the constructor of a base, as those that derive from it give them.
    fn base_arguments(
        &mut self,
        contract: ContractId,
        base: ContractId,
        constructor: FunctionId,
        scopes: &HashMap<ContractId, HashMap<String, Variable>>,
        out: &mut Vec<Statement>,
    ) -> HashMap<String, Variable> {
        let items = self.em.items;
        let mut given: Vec<(ContractId, &'t [Tree], Span)> = Vec::new();
        for giver in items
            .contract(contract)
            .linearized
            .iter()
            .take_while(|giver| **giver != base)
        {
            for (named, tree) in &items.contract(*giver).bases {
                if let (true, Some(args)) = (*named == base, &tree.args) {
                    given.push((*giver, args, self.em.report.span(&tree.loc)));
                }
            }
            let Some(own) = items.contract(*giver).constructor else {
                continue;
            };
            for attribute in &items.function(own).tree.attributes {
                let pt::FunctionAttribute::BaseOrModifier(loc, tree) = attribute else {
                    continue;
                };
                let name = crate::linearize::path_name(&tree.name);
                let is_it =
                    matches!(items.find(Some(*giver), &name), Some((Item::Contract(id), _)) if id == base);
                if is_it {
                    let args = tree.args.as_deref().unwrap_or_default();
                    given.push((*giver, args, self.em.report.span(loc)));
                }
            }
        }
        let params = &items.function(constructor).params;
        let name = &items.contract(base).name;
        // Its parameters are known even where their values are not.
        let mut scope: HashMap<String, Variable> = HashMap::new();
        for param in params.iter().filter(|param| !param.name.is_empty()) {
            let unknown = crate::items::Field {
                ty: Type::Error,
                ..param.clone()
            };
            scope.insert(param.name.clone(), parameter(&unknown, LocalId(0)));
        }
        if let [(_, _, first), (_, _, second), ..] = given[..] {
            self.em.report.push(
                Diagnostic::error(
                    codes::BASE_ARGUMENTS,
                    second,
                    format!("The constructor of `{name}` gets its arguments twice."),
                )
                .with_secondary(first, "the other list stands here")
                .with_help("Remove one of the two lists."),
            );
            return scope;
        }
        let Some((giver, args, span)) = given.first().copied() else {
            if !params.is_empty() {
                let contract_span = items.contract(contract).span;
                self.error_help(
                    codes::BASE_ARGUMENTS,
                    contract_span,
                    format!(
                        "`{}` does not pass the arguments that the constructor of `{name}` needs.",
                        items.contract(contract).name
                    ),
                    format!("Write `is {name}(..)`, or `constructor(..) {name}(..)`; or make this contract `abstract`."),
                );
            }
            return scope;
        };
        let what = format!("The constructor of `{name}`");
        if !self.count(
            &what,
            params.len(),
            args.len(),
            Some(items.function(constructor).span),
            span,
        ) {
            return scope;
        }
        self.frame.contract = Some(giver);
        self.frame.scopes = vec![scopes.get(&giver).cloned().unwrap_or_default()];
        self.allowed = (Mutability::NonPayable, "The constructor".to_owned());
        for (arg, param) in args.iter().zip(params) {
            let made = self.value_as(arg, &param.ty);
            let form = self.em.ty(&param.ty);
            let local = self.local(&param.name, form, param.span);
            if made.ty != Ty::Error {
                out.push(build::bind(local, made, param.span));
            }
            if !param.name.is_empty() {
                scope.insert(param.name.clone(), parameter(param, local));
            }
        }
        scope
    }
}

fn parameter(param: &crate::items::Field, local: LocalId) -> Variable {
    Variable {
        ty: param.ty.clone(),
        local,
        span: param.span,
        used: true,
        root: None,
        unset: false,
        watched: false,
    }
}

/// Names that a body assigns: a reference to storage that is one of them may lead to several variables.
fn assigned_names(body: &Node) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open = vec![body];
    let mut trees: Vec<&Tree> = Vec::new();
    while let Some(node) = open.pop() {
        match node {
            Node::Block { statements, .. } => open.extend(statements),
            Node::If(_, condition, then, otherwise) => {
                trees.push(condition);
                open.push(then);
                open.extend(otherwise.as_deref());
            }
            Node::While(_, condition, body) | Node::DoWhile(_, body, condition) => {
                trees.push(condition);
                open.push(body);
            }
            Node::For(_, first, condition, step, body) => {
                open.extend(first.as_deref());
                trees.extend(condition.as_deref());
                trees.extend(step.as_deref());
                open.extend(body.as_deref());
            }
            Node::Expression(_, tree) => trees.push(tree),
            _ => {}
        }
    }
    while let Some(tree) = trees.pop() {
        match tree {
            Tree::Assign(_, target, value) => {
                trees.push(value);
                match target.strip_parentheses() {
                    Tree::Variable(name) => {
                        names.insert(name.name.clone());
                    }
                    Tree::List(_, parts) => {
                        for part in parts.iter().filter_map(|(_, part)| part.as_ref()) {
                            if let Tree::Variable(name) = part.ty.strip_parentheses() {
                                names.insert(name.name.clone());
                            }
                        }
                    }
                    _ => {}
                }
            }
            Tree::Parenthesis(_, inner) => trees.push(inner),
            _ => {}
        }
    }
    names
}
