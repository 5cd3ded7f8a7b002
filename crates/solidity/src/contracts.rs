//! Contracts: their storage, what the world can call, and getters of public variables (DECISION Y6).

use std::collections::HashSet;

use twilight_hir::Ty;
use twilight_hir::thir::{self, Body, FnId, LocalId, ParamMode, StateAccess, StorageVar};

use crate::build;
use crate::code::Code;
use crate::emitter::Emitter;
use crate::items::{ContractId, ContractKind, EventId, FunctionId, FunctionKind, VariableId, Visibility};
use crate::mangling;
use crate::types::{Location, Mutability, Type};

impl<'a, 't> Emitter<'a, 't> {
    /// Everything that the source becomes.
    pub fn emit(&mut self) {
        let contracts: Vec<ContractId> = (0..self.items.contracts.len()).map(ContractId).collect();
        // Abstract ones first: the last contract is the one that is built where no other is asked for.
        for kind in [ContractKind::Abstract, ContractKind::Contract] {
            for id in &contracts {
                if self.items.contract(*id).kind == kind {
                    self.storage(*id);
                }
            }
        }
        for id in &contracts {
            match self.items.contract(*id).kind {
                ContractKind::Contract | ContractKind::Abstract => self.contract(*id),
                ContractKind::Library => {
                    for function in &self.items.contract(*id).functions {
                        if self.items.function(*function).kind == FunctionKind::Function {
                            self.instance(None, *function);
                        }
                    }
                }
                ContractKind::Interface => {}
            }
        }
        for at in 0..self.items.functions.len() {
            let function = self.items.function(FunctionId(at));
            if function.contract.is_none() && function.kind == FunctionKind::Function {
                self.instance(None, FunctionId(at));
            }
        }
        for at in 0..self.items.variables.len() {
            self.unused_constant(VariableId(at));
        }
        while let Some(job) = self.next_job() {
            self.function_body(job);
        }
        self.finish_dispatchers();
    }

    /// The state of a contract: variables of its bases first.
    fn storage(&mut self, id: ContractId) {
        let source = self.items.contract(id);
        let contract = thir::ContractId(u32::try_from(self.program.contracts.len()).unwrap_or(u32::MAX));
        self.contracts.insert(id, contract);
        let mut storage: Vec<StorageVar> = Vec::new();
        let mut taken = HashSet::new();
        for base in source.linearized.iter().rev() {
            let owner = self.items.contract(*base);
            for variable in &owner.variables {
                let variable_source = self.items.variable(*variable);
                if variable_source.constant {
                    continue;
                }
                let name = mangling::stored(&owner.name, &variable_source.name, &mut taken);
                let ty = self.plain(&variable_source.ty);
                self.slots
                    .insert((id, *variable), u32::try_from(storage.len()).unwrap_or(u32::MAX));
                storage.push(StorageVar {
                    name,
                    ty,
                    init: None,
                    span: variable_source.span,
                });
            }
        }
        self.program.contracts.push(thir::Contract {
            name: source.name.clone(),
            storage,
            init: None,
            functions: Vec::new(),
            invariants: Vec::new(),
            span: source.span,
        });
    }

    /// Functions of a contract.
    fn contract(&mut self, id: ContractId) {
        let source = self.items.contract(id);
        let Some(contract) = self.contracts.get(&id).copied() else {
            return;
        };
        let made = source.kind == ContractKind::Contract;
        let mut functions = Vec::new();
        if made {
            let init = self.constructor(id, contract);
            functions.push(init);
        }
        for base in &source.linearized {
            let members: Vec<FunctionId> = self.items.contract(*base).functions.clone();
            for function in members {
                let member = self.items.function(function);
                if member.kind != FunctionKind::Function || member.tree.body.is_none() {
                    continue;
                }
                let instance = self.instance(Some(id), function);
                let reached =
                    crate::inheritance::resolve(self.items, id, &member.name, FunctionKind::Function)
                        == Some(function);
                let outside = matches!(member.visibility, Visibility::Public | Visibility::External);
                if made && reached && outside {
                    functions.push(self.entry(id, contract, function, instance));
                }
            }
            let variables: Vec<VariableId> = self.items.contract(*base).variables.clone();
            for variable in variables {
                if made && self.items.variable(variable).visibility == Visibility::Public {
                    functions.extend(self.getter(id, contract, variable));
                }
            }
        }
        if let Some(target) = self.program.contracts.get_mut(contract.0 as usize) {
            target.init = functions.first().copied().filter(|_| made);
            target.functions = functions;
        }
    }

    fn constructor(&mut self, id: ContractId, contract: thir::ContractId) -> FnId {
        let source = self.items.contract(id);
        let own = source.constructor;
        let (params, payable, span) = match own {
            Some(own) => {
                let own = self.items.function(own);
                (
                    own.params.clone(),
                    own.mutability == Mutability::Payable,
                    own.span,
                )
            }
            None => (Vec::new(), false, source.span),
        };
        // Arguments come in their plain form and are brought into memory first.
        let outside: Vec<(String, Ty)> = params
            .iter()
            .map(|param| (param.name.clone(), self.plain(&param.ty)))
            .collect();
        let mangled = mangling::constructor(&source.name);
        let init = self.add_function("constructor", mangled, outside.clone(), Ty::Unit, span);
        let inside: Vec<(String, Ty)> = params
            .iter()
            .map(|param| (param.name.clone(), self.ty(&param.ty)))
            .collect();
        let name = mangling::construct(&source.name);
        let construct = self.add_function(&name, name.clone(), inside.clone(), Ty::Unit, span);
        let mut args = Vec::new();
        for ((at, param), (_, ty)) in (0_u32..).zip(&params).zip(&outside) {
            let value = build::read_local(LocalId(at), ty.clone(), span);
            args.push(match param.ty.location() {
                Some(Location::Memory) => self.memory_form(&param.ty, value),
                _ => value,
            });
        }
        let call = build::call(construct, args, Ty::Unit, span);
        if let Some(function) = self.program.functions.get_mut(init.0 as usize) {
            function.body.expr = call;
            function.contract = Some(contract);
            function.is_init = true;
            function.standalone = true;
            function.public = true;
            function.payable = payable;
        }
        let mut code = Code::new(
            self,
            Some(id),
            Some(id),
            (Mutability::NonPayable, "The constructor".to_owned()),
        );
        for (name, ty) in inside {
            code.local(&name, ty, span);
        }
        let mut out = Vec::new();
        code.construct(id, &mut out);
        let locals = std::mem::take(&mut code.locals);
        if let Some(function) = self.program.functions.get_mut(construct.0 as usize) {
            function.contract = Some(contract);
            function.body = Body {
                locals,
                expr: build::block(out, None, span),
            };
        }
        init
    }

    /// What the world calls for a public function: the function itself where its arguments and results have one
    /// form, else one that brings them into memory and back.
    fn entry(
        &mut self,
        id: ContractId,
        contract: thir::ContractId,
        function: FunctionId,
        instance: FnId,
    ) -> FnId {
        let source = self.items.function(function);
        let takes_call_data = self.takes_call_data(function);
        let direct = !takes_call_data
            && source.params.iter().chain(&source.returns).all(|field| {
                field.ty.location() != Some(Location::Memory) || !crate::forms::differs(&field.ty)
            });
        let name = source.name.clone();
        let entry = if direct {
            instance
        } else {
            let params: Vec<(String, Ty)> = source
                .params
                .iter()
                .map(|param| (param.name.clone(), self.plain(&param.ty)))
                .collect();
            let returns: Vec<Ty> = source.returns.iter().map(|ret| self.plain(&ret.ty)).collect();
            let ret = crate::forms::tuple(returns.clone());
            let mangled = mangling::member(&self.items.contract(id).name, &name);
            // The inner one gives its name away.
            if let Some(inner) = self.program.functions.get_mut(instance.0 as usize) {
                inner.mangled = mangling::inner(&mangled);
            }
            let entry = self.add_function(&name, mangled, params.clone(), ret.clone(), source.span);
            self.entry_body(function, entry, instance, &params, &ret);
            entry
        };
        if let Some(made) = self.program.functions.get_mut(entry.0 as usize) {
            made.contract = Some(contract);
            made.standalone = true;
            made.public = true;
            made.payable = source.mutability == Mutability::Payable;
            made.state = match source.mutability {
                Mutability::Pure => StateAccess::Pure,
                Mutability::View => StateAccess::View,
                _ => StateAccess::Any,
            };
        }
        entry
    }

    fn entry_body(
        &mut self,
        function: FunctionId,
        entry: FnId,
        instance: FnId,
        params: &[(String, Ty)],
        ret: &Ty,
    ) {
        let source = self.items.function(function);
        let span = source.span;
        let (mut args, mut modes) = (Vec::new(), Vec::new());
        let Some(mut body) = self
            .program
            .functions
            .get(entry.0 as usize)
            .map(|function| function.body.clone())
        else {
            return;
        };
        // Before the arguments are taken apart.
        let (mut first, mut call_data) = (Vec::new(), None);
        if self.takes_call_data(function) {
            let bytes = build::bytes_ty();
            let data = crate::memory::declare(&mut body, crate::call_data::PARAMETER, bytes.clone());
            first.push(build::bind(data, self.incoming(function, params, span), span));
            call_data = Some(build::read_local(data, bytes, span));
        }
        for ((at, param), (_, ty)) in (0_u32..).zip(&source.params).zip(params) {
            let place = build::local(LocalId(at), ty.clone(), span);
            let in_memory = param.ty.location() == Some(Location::Memory);
            // What comes from outside belongs to nobody else.
            let moved = in_memory
                .then(|| self.moved_form(&param.ty, place.clone()))
                .flatten();
            modes.push(if moved.is_some() {
                ParamMode::Consume
            } else {
                ParamMode::Borrow
            });
            args.push(match moved {
                Some(moved) => moved,
                None if in_memory => self.memory_form(&param.ty, build::read(place)),
                None => build::read(place),
            });
        }
        args.extend(call_data);
        let inner: Vec<Ty> = source.returns.iter().map(|ret| self.ty(&ret.ty)).collect();
        let inner = crate::forms::tuple(inner);
        let call = build::call(instance, args, inner.clone(), span);
        let back = |em: &mut Self, ty: &Type, value: thir::Expr| match ty.location() {
            Some(Location::Memory) => em.plain_form(ty, value),
            _ => value,
        };
        body.expr = match source.returns.as_slice() {
            [] => call,
            [only] => back(self, &only.ty, call),
            several => {
                let whole = crate::memory::declare(&mut body, "results", inner.clone());
                let mut values = Vec::new();
                for (at, field) in (0_u32..).zip(several) {
                    let form = self.ty(&field.ty);
                    let place = build::field(build::local(whole, inner.clone(), span), at, form, span);
                    values.push(back(self, &field.ty, build::read(place)));
                }
                let tuple = build::expr(thir::ExprKind::Aggregate(values), ret.clone(), span);
                build::block(vec![build::bind(whole, call, span)], Some(tuple), span)
            }
        };
        if !first.is_empty() {
            body.expr = build::block(first, Some(body.expr), span);
        }
        if let Some(function) = self.program.functions.get_mut(entry.0 as usize) {
            function.body = body;
            function.params = modes;
        }
    }

    /// The getter of a public variable: keys and indices are parameters; of a struct, the fields that are neither
    /// mappings nor arrays.
    fn getter(&mut self, id: ContractId, contract: thir::ContractId, variable: VariableId) -> Option<FnId> {
        let source = self.items.variable(variable);
        let span = source.span;
        let mangled = mangling::member(&self.items.contract(id).name, &source.name);
        if source.constant {
            return self.constant_getter(id, contract, variable, mangled);
        }
        let slot = self.slots.get(&(id, variable)).copied()?;
        let mut params: Vec<(String, Ty)> = Vec::new();
        let mut place = thir::Place {
            base: thir::PlaceBase::Storage(contract, slot),
            base_ty: self.plain(&source.ty),
            projections: Vec::new(),
            span,
        };
        let mut ty = source.ty.clone();
        let mut checks = Vec::new();
        loop {
            let local = LocalId(u32::try_from(params.len()).unwrap_or(u32::MAX));
            match ty {
                Type::Mapping(key, value) => {
                    let key_ty = self.plain(&key);
                    params.push((format!("key{}", params.len()), key_ty.clone()));
                    let form = self.plain(&value);
                    place = build::entry(place, build::read_local(local, key_ty, span), form, span);
                    ty = (*value).clone();
                }
                Type::Array { element, .. } => {
                    let word = Ty::Int(twilight_abi::IntType::U256);
                    params.push((format!("index{}", params.len()), word.clone()));
                    let form = self.element_form(&element, false);
                    let index = build::read_local(local, word, span);
                    let index = build::convert(thir::Conversion::Saturate, index, build::U64);
                    checks.push(inside(&place, index.clone()));
                    place = self.inside_element(&element, build::element(place, index, form, span));
                    ty = (*element).clone();
                }
                _ => break,
            }
        }
        let (value, ret) = match &ty {
            Type::Struct(structure, _) => {
                let fields: Vec<(u32, Type)> = self
                    .struct_fields(*structure)
                    .into_iter()
                    .filter(|(_, ty)| !matches!(ty, Type::Mapping(..) | Type::Array { .. }))
                    .collect();
                let mut values = Vec::new();
                for (at, ty) in fields {
                    let form = self.plain(&ty);
                    values.push(build::read(build::field(place.clone(), at, form, span)));
                }
                let types: Vec<Ty> = values.iter().map(|value| value.ty.clone()).collect();
                let ret = crate::forms::tuple(types);
                let value = if values.len() == 1 {
                    values.remove(0)
                } else {
                    build::expr(thir::ExprKind::Aggregate(values), ret.clone(), span)
                };
                (value, ret)
            }
            _ => {
                let value = build::read(place);
                let ret = value.ty.clone();
                (value, ret)
            }
        };
        let value = build::block(checks, Some(value), span);
        let getter = self.add_function(&source.name, mangled, params, ret, span);
        if let Some(function) = self.program.functions.get_mut(getter.0 as usize) {
            function.contract = Some(contract);
            function.standalone = true;
            function.public = true;
            function.state = StateAccess::View;
            function.body.expr = value;
        }
        Some(getter)
    }

    fn constant_getter(
        &mut self,
        id: ContractId,
        contract: thir::ContractId,
        variable: VariableId,
        mangled: String,
    ) -> Option<FnId> {
        let source = self.items.variable(variable);
        let (name, span, ty) = (source.name.clone(), source.span, source.ty.clone());
        let mut code = Code::new(
            self,
            Some(id),
            source.contract,
            (Mutability::View, format!("The constant `{name}`")),
        );
        let operand = code.item(crate::items::Item::Variable(variable), span);
        let value = code.operand_value(operand, span);
        let locals = std::mem::take(&mut code.locals);
        let value = self.plain_form(&ty, value.expr);
        let getter = self.add_function(&name, mangled, Vec::new(), value.ty.clone(), span);
        if let Some(function) = self.program.functions.get_mut(getter.0 as usize) {
            function.contract = Some(contract);
            function.standalone = true;
            function.public = true;
            function.state = StateAccess::View;
            function.body = Body { locals, expr: value };
        }
        Some(getter)
    }

    /// Looks at the value of a constant that perhaps nothing uses.
    fn unused_constant(&mut self, variable: VariableId) {
        let source = self.items.variable(variable);
        if !source.constant {
            return;
        }
        let allowed = (Mutability::View, format!("The constant `{}`", source.name));
        let (contract, span) = (source.contract, source.span);
        let mut code = Code::new(self, None, contract, allowed);
        code.item(crate::items::Item::Variable(variable), span);
    }

    /// The event in the program.
    pub fn event(&mut self, id: EventId) -> thir::EventId {
        if let Some(known) = self.events.get(&id) {
            return *known;
        }
        let source = self.items.event(id);
        let made = thir::EventId(u32::try_from(self.program.events.len()).unwrap_or(u32::MAX));
        let params: Vec<(String, Ty, bool)> = source
            .params
            .iter()
            .map(|(field, indexed)| (field.name.clone(), self.plain(&field.ty), *indexed))
            .collect();
        self.program.events.push(thir::Event {
            name: source.name.clone(),
            contract: None,
            params,
            anonymous: source.anonymous,
        });
        self.events.insert(id, made);
        made
    }
}

/// A getter reverts where there is no element; in the body of a function the same mistake panics.
fn inside(array: &thir::Place, index: thir::Expr) -> thir::Statement {
    let span = array.span;
    let (function, types) = Emitter::length_of(&build::place_ty(array));
    let whole = crate::memory::borrowed(array.clone());
    let length = build::standard(function, types, vec![whole], build::U64, span);
    let condition = build::binary(twilight_syntax::ast::BinaryOp::Lt, index, length, Ty::Bool, span);
    thir::Statement::Expr(build::expr(
        thir::ExprKind::Require {
            condition: Box::new(condition),
            message: None,
            default_message: "There is no element at this index.".to_owned(),
        },
        Ty::Unit,
        span,
    ))
}
