//! Checking one body: its variables, its scopes, its types.

use std::collections::{BTreeMap, BTreeSet};

use ruint::aliases::U256;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast::{self, BinaryOp};

use crate::assertions::Assertions;
use crate::checker::{Bound, Checker, ScopeId};
use crate::codes;
use crate::infer::Infer;
use crate::thir::{self, Body, ContractId, Expr, ExprKind, FnId, LocalId, LoopId, Place, PlaceBase, UseMode};
use crate::ty::{TraitId, Ty};

/// A variable while its body is checked.
#[derive(Clone, Debug)]
pub struct LocalInfo {
    /// What THIR keeps.
    pub local: thir::Local,
    /// It was read.
    pub used: bool,
    /// It came from a parameter.
    pub param: bool,
    /// It came from a closure's parameter.
    pub lent: bool,
    /// It was bound by a pattern or by `for`, where `var` cannot stand.
    pub pattern: bool,
    /// It was assigned, changed in place or passed to be changed.
    pub changed: bool,
}

/// A loop around the current expression.
#[derive(Clone, Debug)]
pub struct LoopCx {
    /// Its label.
    pub label: Option<String>,
    /// Its number.
    pub id: LoopId,
    /// Type of its `break` values; `None` where it has none.
    pub value: Option<Ty>,
    /// A `break` leaves it.
    pub broken: bool,
}

/// An integer literal whose range is checked once its type is known.
#[derive(Clone, Debug)]
pub struct IntCheck {
    /// Its type.
    pub ty: Ty,
    /// Its magnitude.
    pub magnitude: U256,
    /// A minus stands before it.
    pub negative: bool,
    /// Its place.
    pub span: Span,
}

/// Something a type must have, checked once it is known.
#[derive(Clone, Debug)]
pub enum Obligation {
    /// Operands of a comparison.
    Compare(Ty, BinaryOp, Span),
    /// Argument for a type parameter: type, bound, place, name of the parameter, place of the definition.
    Bound(Ty, Bound, Span, String, Span),
    /// Amount of a shift, which must be unsigned.
    Shift(Ty, Span),
    /// What `.try_into()` becomes, which its use must say.
    Decided(Ty, Span),
    /// What `.try_into()` of a vector becomes, and the vector's elements.
    FromVector(Ty, Ty, Span),
    /// Operand of a minus, which must be signed.
    Negate(Ty, Span),
    /// Entry of a map that is read, which must have a default.
    Default(Ty, Span),
    /// Receiver of a method that not every element type or sign has; place of the name.
    Library(Ty, &'static crate::library::Row, Span),
}

/// The state of checking one body.
pub struct FnCx<'c, 'a> {
    /// The program.
    pub ck: &'c mut Checker<'a>,
    /// Innermost item scope.
    pub scope: ScopeId,
    /// The contract the body belongs to.
    pub contract: Option<ContractId>,
    /// Type variables.
    pub infer: Infer,
    /// Variables.
    pub locals: Vec<LocalInfo>,
    names: BTreeMap<String, Vec<LocalId>>,
    blocks: Vec<Vec<String>>,
    /// Loops, outermost first.
    pub loops: Vec<LoopCx>,
    next_loop: u32,
    /// Result type and its place; `None` outside functions.
    pub ret: Option<(Ty, Span)>,
    /// It is the body of a closure, which `return` and `?` end.
    pub in_closure: bool,
    /// Literals to check.
    pub int_checks: Vec<IntCheck>,
    /// Other things to check.
    pub obligations: Vec<Obligation>,
    /// Associated types that are open, with the variables that stand for them and where they are wanted.
    pub projections: Vec<(Ty, Ty, Span)>,
    /// What `e?;` gives and nothing uses: `()` where nothing else decides.
    pub unused_values: Vec<Ty>,
    /// Associated types around the one that is followed now.
    pub projecting: u32,
    /// Traits with open type arguments: the type, then the arguments.
    pub selections: Vec<(TraitId, Vec<Ty>, Span)>,
    /// Variables for the types that the function hides behind `impl Trait`, with the first value's place.
    pub hidden: Vec<(Ty, Option<Span>)>,
    /// The function whose body it is, where it hides types.
    pub hides: Option<FnId>,
    /// Name in front of the mangled names of nested items.
    pub owner: String,
    /// It is a length, which must be known at compile time.
    pub is_length: bool,
    /// Assertions of the body.
    pub assertions: Assertions,
    /// Names that mean nothing and have been reported: once for each body is enough.
    pub unknown: BTreeSet<String>,
    /// It is the body of a test that must fail: what has no effect may be there to fail.
    pub fails_on_purpose: bool,
}

impl<'c, 'a> FnCx<'c, 'a> {
    /// A body without variables.
    pub fn new(ck: &'c mut Checker<'a>, scope: ScopeId, owner: String) -> Self {
        let contract = ck.contract_of(scope);
        Self {
            ck,
            scope,
            contract,
            infer: Infer::default(),
            locals: Vec::new(),
            names: BTreeMap::new(),
            blocks: vec![Vec::new()],
            loops: Vec::new(),
            next_loop: 0,
            ret: None,
            in_closure: false,
            int_checks: Vec::new(),
            obligations: Vec::new(),
            projections: Vec::new(),
            unused_values: Vec::new(),
            projecting: 0,
            selections: Vec::new(),
            hidden: Vec::new(),
            hides: None,
            owner,
            is_length: false,
            assertions: Assertions::default(),
            unknown: BTreeSet::new(),
            fails_on_purpose: false,
        }
    }

    /// Reports an error and gives the expression that stands for it.
    pub fn fail(&mut self, code: &'static str, span: Span, message: impl Into<String>) -> Expr {
        self.ck.error(code, span, message);
        error_expr(span)
    }

    /// Reports a diagnostic and gives the expression that stands for it.
    pub fn fail_with(&mut self, diagnostic: Diagnostic) -> Expr {
        let span = diagnostic.span;
        self.ck.report(diagnostic);
        error_expr(span)
    }

    /// Reports that something is done with an expression that never gives a value, where its type `ty` says so; of
    /// the type of an error, one was reported before. Gives what stands for the whole.
    pub fn without_value(&mut self, ty: &Ty, base: Span, whole: Span) -> Expr {
        if *ty == Ty::Never {
            self.ck.report(
                Diagnostic::error(
                    codes::MISMATCH,
                    base,
                    "This leaves or never ends, so it gives no value to work with.",
                )
                .with_help("Let it give a value, or remove what is done with that."),
            );
        }
        error_expr(whole)
    }

    /// The type for messages.
    pub fn show(&self, ty: &Ty) -> String {
        if self.infer.is_int_var(ty) {
            return "`integer`".to_string();
        }
        format!("`{}`", self.ck.show(&self.infer.shown(ty)))
    }

    /// Adds a variable that no name means yet.
    pub fn new_local(&mut self, name: &str, ty: Ty, mutable: bool, span: Span) -> LocalId {
        let id = LocalId(u32::try_from(self.locals.len()).unwrap_or(u32::MAX));
        self.locals.push(LocalInfo {
            local: thir::Local {
                name: name.to_string(),
                ty,
                mutable,
                span,
            },
            used: false,
            param: false,
            lent: false,
            pattern: false,
            changed: false,
        });
        id
    }

    /// Makes a name mean a variable until the block ends.
    pub fn bind_name(&mut self, name: &str, id: LocalId) {
        self.names.entry(name.to_string()).or_default().push(id);
        if let Some(block) = self.blocks.last_mut() {
            block.push(name.to_string());
        }
    }

    /// Begins a block.
    pub fn enter(&mut self) {
        self.blocks.push(Vec::new());
    }

    /// Ends a block.
    pub fn leave(&mut self) {
        for name in self.blocks.pop().unwrap_or_default() {
            if let Some(ids) = self.names.get_mut(&name) {
                ids.pop();
            }
        }
    }

    /// The variable a name means.
    pub fn find_local(&self, name: &str) -> Option<LocalId> {
        self.names.get(name).and_then(|ids| ids.last().copied())
    }

    /// Names of variables in scope, for suggestions.
    pub fn local_names(&self) -> Vec<String> {
        if self.ck.diagnostics.len() >= crate::limits::MAX_SUGGESTING_DIAGNOSTICS {
            return Vec::new();
        }
        self.names
            .iter()
            .filter(|(_, ids)| !ids.is_empty())
            .map(|(name, _)| name.clone())
            .collect()
    }

    /// The facts of a variable.
    pub fn local(&self, id: LocalId) -> Option<&LocalInfo> {
        self.locals.get(id.0 as usize)
    }

    /// Marks a variable as read.
    pub fn mark_used(&mut self, id: LocalId) {
        if let Some(local) = self.locals.get_mut(id.0 as usize) {
            local.used = true;
        }
    }

    /// A new loop's number.
    pub fn new_loop(&mut self) -> LoopId {
        self.next_loop += 1;
        LoopId(self.next_loop - 1)
    }

    /// Whether a type is `!` by now.
    pub fn diverges(&self, expr: &Expr) -> bool {
        match &expr.ty {
            Ty::Never => true,
            Ty::Infer(_) => matches!(self.infer.shallow(&expr.ty), Ty::Never),
            _ => false,
        }
    }

    /// Checks an expression against the type its place needs.
    pub fn check(&mut self, expr: &'a ast::Expr, expected: &Ty) -> Expr {
        let checked = self.expr(expr, Some(expected));
        self.demand(checked, expected)
    }

    /// Makes the type of an expression the expected one, or reports.
    pub fn demand(&mut self, expr: Expr, expected: &Ty) -> Expr {
        if self.diverges(&expr) {
            return expr;
        }
        let hidden = self.hidden.iter().position(|(ty, _)| ty == expected);
        // A function that returns its own result returns the same hidden type.
        if let Ty::Opaque(id, at, _) = self.infer.shallow(&expr.ty)
            && self.hides == Some(id)
            && hidden == Some(at as usize)
        {
            return expr;
        }
        if self.infer.unify(&expr.ty, expected) {
            if let Some((_, first)) = hidden.and_then(|at| self.hidden.get_mut(at)) {
                first.get_or_insert(blame(&expr));
            }
            return expr;
        }
        if let Some(first) = hidden.and_then(|at| self.hidden.get(at)?.1) {
            let (first_ty, found) = (self.show(expected), self.show(&expr.ty));
            return self.fail_with(
                Diagnostic::error(
                    codes::OPAQUE_RETURNS,
                    blame(&expr),
                    format!("This returns {found}, but another return gives {first_ty}: `impl Trait` stands for one type."),
                )
                .with_secondary(first, format!("{first_ty} is returned here"))
                .with_help("Return the same type everywhere, for example an `enum` that implements the trait."),
            );
        }
        let (wanted, found) = (self.show(expected), self.show(&expr.ty));
        let mut diagnostic = Diagnostic::error(
            codes::MISMATCH,
            blame(&expr),
            format!("Expected {wanted}, but this is {found}."),
        )
        .with_label(format!("expected {wanted}"));
        if let Some(help) = self.mismatch_help(&expr, expected) {
            diagnostic = diagnostic.with_help(help);
        }
        self.ck.report(diagnostic);
        error_expr(expr.span)
    }

    /// A place read by value. The pass over moves decides how.
    pub fn read(&self, place: Place) -> Expr {
        let ty = place_ty(&place);
        let span = place.span;
        Expr {
            kind: ExprKind::Use(place, UseMode::Copy),
            ty,
            span,
        }
    }

    /// An expression of a value without a place.
    pub fn temporary(&self, expr: Expr) -> Place {
        Place {
            base_ty: expr.ty.clone(),
            span: expr.span,
            base: PlaceBase::Temporary(Box::new(expr)),
            projections: Vec::new(),
        }
    }
}

impl<'a> Checker<'a> {
    /// Checks the body of a function.
    pub fn check_fn(&mut self, id: FnId) {
        let Some(info) = self.functions.get_mut(id.0 as usize) else {
            return;
        };
        info.checked = true;
        if !info.function.has_body {
            return;
        }
        let (decl, scope, generics) = (info.decl, info.scope, info.generics.clone());
        let (params, ret, owner) = (
            info.params.clone(),
            info.ret.clone(),
            info.function.mangled.clone(),
        );
        let opaques = info.opaques.clone();
        let fails_on_purpose = info.function.expects.is_some();
        let ret_span = decl.ret.as_ref().map_or(decl.signature_span, |ret| ret.span);
        let Some(block) = &decl.body else {
            self.error(
                codes::WRONG_KIND,
                decl.name.span,
                "A function outside a trait needs a body.",
            );
            return;
        };
        self.enter_generics(&generics);
        let mut cx = FnCx::new(self, scope, owner);
        let mut ret = ret;
        if !opaques.is_empty() {
            let vars: Vec<Ty> = opaques.iter().map(|opaque| cx.infer.fresh(opaque.span)).collect();
            ret = cx.ck.reveal(&ret, id, &vars);
            cx.hidden = vars.into_iter().map(|var| (var, None)).collect();
            cx.hides = Some(id);
        }
        cx.ret = Some((ret.clone(), ret_span));
        cx.fails_on_purpose = fails_on_purpose;
        let empty = block.statements.is_empty() && block.tail.is_none();
        for param in &params {
            let id = cx.new_local(&param.name, param.ty.clone(), param.mutable, param.span);
            if let Some(local) = cx.locals.get_mut(id.0 as usize) {
                local.param = true;
                local.used = empty;
            }
            if param.name != "_" {
                cx.bind_name(&param.name, id);
            }
        }
        if let Some(receiver) = decl.receiver
            && params.iter().all(|param| param.name != "self")
        {
            // It was refused where it stands, and what the body does with it says nothing new.
            let id = cx.new_local("self", Ty::Error, true, receiver.span);
            if let Some(local) = cx.locals.get_mut(id.0 as usize) {
                (local.used, local.changed) = (true, true);
            }
            cx.bind_name("self", id);
        }
        cx.place_assertions(block);
        let body = cx.check_block(block, &ret);
        let body = cx.with_assertions(body);
        let hidden: Vec<Ty> = cx.hidden.iter().map(|(ty, _)| ty.clone()).collect();
        let (body, hidden) = cx.finish_with(body, hidden);
        if let Some(info) = self.functions.get_mut(id.0 as usize) {
            info.function.body = body;
        }
        self.settle_opaques(id, hidden);
    }

    /// Checks the initial value of a storage variable.
    pub fn check_storage_init(&mut self, contract: ContractId, at: usize) -> Option<Body> {
        let info = self.contracts.get(contract.0 as usize)?;
        let (scope, owner) = (info.scope, info.decl.name.name.clone());
        let storage = info.storage.get(at)?;
        let (init, ty) = (storage.decl.init.as_ref()?, storage.ty.clone());
        self.enter_generics(&[]);
        let mut cx = FnCx::new(self, scope, owner);
        let value = cx.check(init, &ty);
        Some(cx.finish(value))
    }

    /// Whether a known type can be a map's key.
    pub fn is_key(&self, ty: &Ty) -> bool {
        !crate::types::key_problem(self, ty)
    }
}

/// What stands where an error was reported.
pub fn error_expr(span: Span) -> Expr {
    Expr {
        kind: ExprKind::Unit,
        ty: Ty::Error,
        span,
    }
}

/// The part of an expression whose type is that of the whole, for messages.
fn blame(expr: &Expr) -> Span {
    match &expr.kind {
        ExprKind::Block { tail: Some(tail), .. } => blame(tail),
        ExprKind::If { then, otherwise, .. } => match otherwise {
            Some(otherwise) if then.ty == Ty::Never => blame(otherwise),
            Some(_) => blame(then),
            None => expr.span,
        },
        ExprKind::Match { arms, .. } => arms
            .iter()
            .find(|arm| arm.body.ty != Ty::Never)
            .map_or(expr.span, |arm| blame(&arm.body)),
        _ => expr.span,
    }
}

/// Type of what a place denotes.
pub fn place_ty(place: &Place) -> Ty {
    place
        .projections
        .last()
        .map_or_else(|| place.base_ty.clone(), |last| last.ty.clone())
}
