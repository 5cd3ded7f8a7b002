//! The program under construction: what all function bodies share.

use std::collections::{BTreeSet, HashMap, VecDeque};

use twilight_hir::thir::{self, Body, FnId, Function, Local, ParamMode, Program, StateAccess};
use twilight_hir::{StdFn, Ty};

use crate::build::nothing;
use crate::forms::{self, Forms};
use crate::items::{ContractId, FunctionId, Items, VariableId};
use crate::mangling;
use crate::report::Report;
use crate::types::{Mutability, Type};

/// Functions that one source may become, those of bases counted for each contract made of them.
pub const MAX_FUNCTIONS: usize = 20_000;

/// Everything about the source, and the program that becomes of it.
pub struct Emitter<'a, 't> {
    /// What the source declares.
    pub items: &'a Items<'t>,
    /// Its text.
    pub source: &'a str,
    /// What is wrong with it.
    pub report: Report,
    /// The result.
    pub program: Program,
    /// Types of the result.
    pub forms: Forms,
    /// Contracts of the result.
    pub contracts: HashMap<ContractId, thir::ContractId>,
    /// Places of state variables, by the contract that is made.
    pub slots: HashMap<(ContractId, VariableId), u32>,
    /// Functions that may be called through values, by their type and the contract that is made.
    pub pointers: crate::pointers::Pointers,
    instances: HashMap<(Option<ContractId>, FunctionId), FnId>,
    helpers: HashMap<String, FnId>,
    queue: VecDeque<Job>,
    prelude: HashMap<String, FnId>,
    /// Functions that take the bytes of the call, see [`crate::call_data`].
    pub call_readers: BTreeSet<FunctionId>,
    /// Events of the result.
    pub events: HashMap<crate::items::EventId, thir::EventId>,
}

/// A function whose body is still to be made.
#[derive(Clone, Copy, Debug)]
pub struct Job {
    /// Where it goes.
    pub id: FnId,
    /// The contract that is made; `None` for free functions and libraries.
    pub derived: Option<ContractId>,
    /// The function.
    pub function: FunctionId,
}

impl<'a, 't> Emitter<'a, 't> {
    /// With nothing in it but the standard library and the prelude.
    pub fn new(items: &'a Items<'t>, source: &'a str, report: Report) -> Self {
        let program = crate::prelude::program();
        let prelude = program
            .functions
            .iter()
            .enumerate()
            .filter(|(_, function)| !function.library || function.contract.is_none())
            .map(|(at, function)| (function.name.clone(), FnId(u32::try_from(at).unwrap_or(u32::MAX))))
            .collect();
        Self {
            items,
            source,
            report,
            program,
            forms: Forms::default(),
            contracts: HashMap::new(),
            slots: HashMap::new(),
            pointers: crate::pointers::Pointers::default(),
            instances: HashMap::new(),
            helpers: HashMap::new(),
            queue: VecDeque::new(),
            prelude,
            call_readers: crate::call_data::readers(items, source),
            events: HashMap::new(),
        }
    }

    /// A function of the prelude.
    pub fn prelude(&self, name: &str) -> FnId {
        self.prelude.get(name).copied().unwrap_or(FnId(u32::MAX))
    }

    /// The form of a value of a type in variables and between expressions.
    pub fn ty(&mut self, ty: &Type) -> Ty {
        self.forms.of(ty, self.items, &mut self.program)
    }

    /// The form in storage, call data and the ABI.
    pub fn plain(&mut self, ty: &Type) -> Ty {
        self.forms.plain(ty, self.items, &mut self.program)
    }

    /// The form in memory.
    pub fn memory(&mut self, ty: &Type) -> Ty {
        self.forms.memory(ty, self.items, &mut self.program)
    }

    /// The form of an array's element.
    pub fn element_form(&mut self, ty: &Type, in_memory: bool) -> Ty {
        self.forms.element(ty, in_memory, self.items, &mut self.program)
    }

    /// The place of a value that is an array's element, from the place of the element.
    pub fn inside_element(&self, ty: &Type, place: thir::Place) -> thir::Place {
        if !crate::forms::is_byte_element(ty, self.items) {
            return place;
        }
        let span = place.span;
        crate::build::field(place, 0, crate::build::U8, span)
    }

    /// A value as an array's element.
    pub fn as_element(&mut self, ty: &Type, value: thir::Expr) -> thir::Expr {
        if !crate::forms::is_byte_element(ty, self.items) {
            return value;
        }
        let (form, span) = (self.element_form(ty, false), value.span);
        let fields = vec![(0, value)];
        crate::build::expr(thir::ExprKind::Struct { fields, base: None }, form, span)
    }

    /// A type as its user writes it.
    pub fn show(&self, ty: &Type) -> String {
        ty.show(self.items)
    }

    /// The function as part of the contract that is made; its body follows.
    pub fn instance(&mut self, derived: Option<ContractId>, function: FunctionId) -> FnId {
        let source = self.items.function(function);
        let is_member = source.contract.is_some_and(|contract| {
            self.items.contract(contract).kind != crate::items::ContractKind::Library
        });
        // Numbers of function values belong to the contract that is made, so what takes them is made with it.
        let derived = derived.filter(|_| is_member || crate::pointers::in_signature(self.items, function));
        if let Some(known) = self.instances.get(&(derived, function)) {
            return *known;
        }
        let mangled = self.mangled(derived, function);
        let types: Vec<Type> = source.params.iter().map(|param| param.ty.clone()).collect();
        let mut params: Vec<(String, Ty)> = source
            .params
            .iter()
            .zip(&types)
            .map(|(param, ty)| (param.name.clone(), self.ty(ty)))
            .collect();
        let takes_call_data = self.takes_call_data(function);
        if takes_call_data {
            params.push((crate::call_data::PARAMETER.to_owned(), crate::build::bytes_ty()));
        }
        let returns: Vec<Ty> = source.returns.iter().map(|ret| self.ty(&ret.ty)).collect();
        let id = self.add_function(&source.name, mangled, params, forms::tuple(returns), source.span);
        if let Some(made) = self.program.functions.get_mut(id.0 as usize) {
            made.payable = source.mutability == Mutability::Payable;
            // A free function can be run by its name; a contract's are listed with it.
            made.standalone = source.contract.is_none() && derived.is_none() && !takes_call_data;
        }
        self.instances.insert((derived, function), id);
        self.queue.push_back(Job {
            id,
            derived,
            function,
        });
        id
    }

    /// `C::f` for the function that a call of `f` reaches, `C::B.f` for one that it overrides.
    fn mangled(&self, derived: Option<ContractId>, function: FunctionId) -> String {
        let source = self.items.function(function);
        let own = source
            .contract
            .map(|contract| self.items.contract(contract).name.as_str());
        match (derived, own) {
            (Some(derived), Some(own)) => {
                let name = &self.items.contract(derived).name;
                if crate::inheritance::resolve(self.items, derived, &source.name, source.kind)
                    == Some(function)
                {
                    mangling::member(name, &source.name)
                } else {
                    mangling::inherited(name, own, &source.name)
                }
            }
            (Some(derived), None) => mangling::free(&self.items.contract(derived).name, &source.name),
            (None, Some(own)) => mangling::member(own, &source.name),
            (None, None) => source.name.clone(),
        }
    }

    /// Adds a function; its body is empty.
    pub fn add_function(
        &mut self,
        name: &str,
        mangled: String,
        params: Vec<(String, Ty)>,
        ret: Ty,
        span: twilight_diagnostics::Span,
    ) -> FnId {
        let id = FnId(u32::try_from(self.program.functions.len()).unwrap_or(u32::MAX));
        if self.program.functions.len() == MAX_FUNCTIONS {
            let message = format!(
                "This source becomes more than {MAX_FUNCTIONS} functions, which is the limit; functions of bases \
                 count for each contract that inherits them."
            );
            self.report.error(crate::codes::LIMIT, span, message);
        }
        let locals = params
            .iter()
            .map(|(name, ty)| Local {
                name: name.clone(),
                ty: ty.clone(),
                mutable: true,
                span,
            })
            .collect();
        self.program.functions.push(Function {
            name: name.to_owned(),
            mangled,
            standalone: false,
            contract: None,
            is_init: false,
            type_params: 0,
            of_trait: None,
            has_body: true,
            hidden: Vec::new(),
            params: vec![ParamMode::Borrow; params.len()],
            ret,
            body: Body {
                locals,
                expr: nothing(span),
            },
            public: false,
            library: false,
            payable: false,
            state: StateAccess::Any,
            test: false,
            expects: None,
            pipeline: None,
            domains: None,
            span,
        });
        id
    }

    /// The next function whose body is to be made.
    pub fn next_job(&mut self) -> Option<Job> {
        if self.program.functions.len() > MAX_FUNCTIONS {
            return None;
        }
        self.queue.pop_front()
    }

    /// A function that the compiler itself needs, made once under its name.
    pub fn helper(
        &mut self,
        name: String,
        params: Vec<Ty>,
        ret: Ty,
        make: impl FnOnce(&mut Self, &mut Body),
    ) -> FnId {
        if let Some(known) = self.helpers.get(&name) {
            return *known;
        }
        let span = twilight_diagnostics::Span::new(self.report.file, 0, 0);
        let params = params
            .into_iter()
            .enumerate()
            .map(|(at, ty)| (format!("a{at}"), ty))
            .collect();
        let id = self.add_function(&name, name.clone(), params, ret, span);
        // Before its body, which may call it.
        self.helpers.insert(name, id);
        let mut body = self.program.functions.get(id.0 as usize).map_or_else(
            || Body {
                locals: Vec::new(),
                expr: nothing(span),
            },
            |function| function.body.clone(),
        );
        make(self, &mut body);
        if let Some(function) = self.program.functions.get_mut(id.0 as usize) {
            function.body = body;
        }
        id
    }

    /// Takes the finished program.
    pub fn finish(mut self) -> (Program, Report) {
        self.program.dialect = twilight_hir::thir::Dialect::Solidity;
        self.program.circular = twilight_hir::circular(&self.program.adts);
        self.program.pointed_into = crate::references::pointed_into(&mut self.program);
        (self.program, self.report)
    }

    /// The standard-library function and element types of a container in its plain form.
    pub fn length_of(container: &Ty) -> (StdFn, Vec<Ty>) {
        match container {
            Ty::Vector(element) => (StdFn::VectorLen, vec![(**element).clone()]),
            other => (StdFn::ArrayLen, vec![other.clone()]),
        }
    }
}
