//! The code of one function: its variables, scopes and ways out.

use std::collections::HashMap;

use num_rational::BigRational;
use solang_parser::pt;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_hir::Ty;
use twilight_hir::thir::{self, Expr, ExprKind, Local, LocalId, LoopId, Place, Statement};

use crate::build;
use crate::codes;
use crate::emitter::Emitter;
use crate::items::{ContractId, ErrorId, EventId, FunctionId};
use crate::types::{Location, Mutability, Type};

/// Local variables of a function, those of what is compiled into it included.
pub const MAX_LOCALS: usize = 4096;
/// Bodies that modifiers and constructors may put into one function.
pub const MAX_EXPANSIONS: usize = 256;

/// A value with its type.
#[derive(Clone, Debug)]
pub struct Value {
    /// Its type.
    pub ty: Type,
    /// Its code; means nothing for constants without a type.
    pub expr: Expr,
    /// Digits of the hexadecimal literal that it is.
    pub hex_digits: Option<usize>,
    /// The state variable that a reference to storage lies in, where that is known.
    pub root: Option<(thir::ContractId, u32)>,
}

impl Value {
    /// A value.
    pub const fn new(ty: Type, expr: Expr) -> Self {
        Self {
            ty,
            expr,
            hex_digits: None,
            root: None,
        }
    }
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum Operand {
    /// A value.
    Value(Value),
    /// Something that can be read and perhaps assigned. For storage the place has the plain form, in memory that of
    /// memory.
    Place(Type, Place),
    /// A byte of a `bytes`, whose place holds a number.
    Byte(Place),
    /// `(a, , b)`
    Tuple(Vec<Option<Operand>>),
    /// A type.
    Type(Type),
    /// The name of a contract, interface or library.
    Contract(ContractId),
    /// A function, with the value it is a method of.
    Function(FunctionRef),
    /// An event.
    Event(EventId),
    /// A custom error.
    Error(ErrorId),
    /// `msg`, `block`, `tx`, `abi`
    Magic(Magic),
    /// A function of the language.
    Builtin(Builtin),
    /// A member function of the language, with what it belongs to.
    Method(Method, Box<Operand>),
    /// `super`
    Super,
    /// `type(T)`
    TypeInfo(Type),
    /// What an error left.
    Nothing,
}

/// A function that is named.
#[derive(Clone, Debug)]
pub struct FunctionRef {
    /// The function.
    pub id: FunctionId,
    /// The value before the dot of a method that `using` made.
    pub bound: Option<Box<Value>>,
}

/// Names of the language with members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Magic {
    /// `msg`
    Msg,
    /// `block`
    Block,
    /// `tx`
    Tx,
    /// `abi`
    Abi,
    /// `this`
    This,
    /// `bytes`, `string` as the start of `bytes.concat`
    BytesType,
    /// The same of `string`
    StringType,
}

/// Functions of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    /// `require`
    Require,
    /// `assert`
    Assert,
    /// `revert`
    Revert,
    /// `keccak256`
    Keccak256,
    /// `sha256`
    Sha256,
    /// `addmod`
    AddMod,
    /// `mulmod`
    MulMod,
    /// `type`
    Type,
    /// `payable`
    Payable,
    /// `abi.encode`
    Encode,
    /// `abi.encodePacked`
    EncodePacked,
    /// `abi.encodeWithSelector`
    EncodeWithSelector,
    /// `abi.encodeWithSignature`
    EncodeWithSignature,
    /// `abi.encodeCall`
    EncodeCall,
    /// `abi.decode`
    Decode,
    /// `bytes.concat`
    BytesConcat,
    /// `string.concat`
    StringConcat,
}

/// Member functions of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `.push(..)` of an array or bytes in storage
    Push,
    /// `.pop()`
    Pop,
    /// `T.wrap(..)`
    Wrap,
    /// `T.unwrap(..)`
    Unwrap,
}

/// A variable that code can name.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its type.
    pub ty: Type,
    /// Its number in the function.
    pub local: LocalId,
    /// Its declaration.
    pub span: Span,
    /// Something reads or writes it.
    pub used: bool,
    /// The state variable that a reference to storage lies in.
    pub root: Option<(thir::ContractId, u32)>,
    /// A reference to storage that is declared without a value, until it gets one.
    pub unset: bool,
    /// Warn when nothing uses it.
    pub watched: bool,
}

/// How code leaves what it stands in.
#[derive(Clone, Copy, Debug)]
pub enum Exit {
    /// From the function.
    Return,
    /// From a block that is compiled into the function: its results are in their variables.
    Break(LoopId),
}

/// Where `_` of a modifier leads.
#[derive(Clone, Debug)]
pub struct Placeholder<'t> {
    /// The function whose modifiers these are.
    pub function: FunctionId,
    /// Number of the modifier that comes next.
    pub next: usize,
    /// Names that the function sees, its parameters and results.
    pub scopes: Vec<HashMap<String, Variable>>,
    /// The contract that the function stands in.
    pub contract: Option<ContractId>,
    /// Its modifiers.
    pub modifiers: Vec<&'t pt::Base>,
}

/// Code of one contract's text: of the function itself, or of a modifier or constructor that is compiled into it.
#[derive(Clone, Debug)]
pub struct Frame<'t> {
    /// The contract that the text stands in.
    pub contract: Option<ContractId>,
    /// Names, the innermost last.
    pub scopes: Vec<HashMap<String, Variable>>,
    /// Where `return` leads.
    pub exit: Exit,
    /// Loops around, with whether `continue` has to leave an inner block first.
    pub loops: Vec<Loop>,
    /// In `unchecked { }`.
    pub unchecked: bool,
    /// What `_` stands for.
    pub placeholder: Option<Placeholder<'t>>,
}

/// A loop of the source.
#[derive(Clone, Copy, Debug)]
pub struct Loop {
    /// What `break` leaves.
    pub outer: LoopId,
    /// What `continue` leaves; the step follows.
    pub inner: LoopId,
}

/// The function under construction.
pub struct Code<'e, 'a, 't> {
    /// All that functions share.
    pub em: &'e mut Emitter<'a, 't>,
    /// The contract that is made.
    pub derived: Option<ContractId>,
    /// Variables.
    pub locals: Vec<Local>,
    /// Where names mean something.
    pub frame: Frame<'t>,
    /// Variables of the results.
    pub returns: Vec<(LocalId, Type)>,
    /// What the function may do, and how messages name it.
    pub allowed: (Mutability, String),
    /// Bodies that were compiled into it.
    pub expansions: usize,
    /// Value sent to the function is refused before it runs.
    pub refuses_value: bool,
    /// Immutable variables may be assigned: the constructor runs.
    pub constructing: bool,
    /// Constants whose values are being looked at.
    pub constants: Vec<crate::items::VariableId>,
    /// Loops and blocks that something leaves.
    pub left: std::collections::BTreeSet<LoopId>,
    /// The results have names, so that `return;` is complete.
    pub named_returns: bool,
    /// The bytes of the call, where the function takes them.
    pub call_data: Option<LocalId>,
    /// The code is that of a modifier.
    pub in_modifier: bool,
    /// Local variables that are assigned after their declaration.
    pub reassigned: std::collections::BTreeSet<String>,
    /// The call behind a `new` that is being looked at, and where the `new` begins.
    pub made: Option<(pt::Loc, u32)>,
    loops: u32,
}

impl<'e, 'a, 't> Code<'e, 'a, 't> {
    /// Code of a function of `contract`, as part of `derived`.
    pub fn new(
        em: &'e mut Emitter<'a, 't>,
        derived: Option<ContractId>,
        contract: Option<ContractId>,
        allowed: (Mutability, String),
    ) -> Self {
        Self {
            em,
            derived,
            locals: Vec::new(),
            frame: Frame {
                contract,
                scopes: vec![HashMap::new()],
                exit: Exit::Return,
                loops: Vec::new(),
                unchecked: false,
                placeholder: None,
            },
            returns: Vec::new(),
            allowed,
            expansions: 0,
            refuses_value: false,
            constructing: false,
            constants: Vec::new(),
            left: std::collections::BTreeSet::new(),
            named_returns: false,
            call_data: None,
            in_modifier: false,
            reassigned: std::collections::BTreeSet::new(),
            made: None,
            loops: 0,
        }
    }

    /// The place of a parsed node.
    pub fn span(&self, loc: &pt::Loc) -> Span {
        self.em.report.span(loc)
    }

    /// Reports an error.
    pub fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        self.em.report.error(code, span, message);
    }

    /// Reports an error that says what to do.
    pub fn error_help(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.em.report.error_help(code, span, message, help);
    }

    /// Refuses a feature.
    pub fn unsupported(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.em.report.unsupported(span, message, help);
    }

    /// The source under a span where it is short, else `instead`.
    pub fn source(&self, span: Span, instead: &str) -> String {
        self.em
            .source
            .get(span.start as usize..span.end as usize)
            .filter(|text| text.len() <= 24 && !text.contains('\n'))
            .unwrap_or(instead)
            .to_owned()
    }

    /// A variable without a name in the source.
    pub fn temporary(&mut self, ty: Ty, span: Span) -> LocalId {
        self.local("", ty, span)
    }

    /// A variable of the function.
    pub fn local(&mut self, name: &str, ty: Ty, span: Span) -> LocalId {
        let id = LocalId(u32::try_from(self.locals.len()).unwrap_or(u32::MAX));
        if self.locals.len() == MAX_LOCALS {
            let message = format!(
                "This function has more than {MAX_LOCALS} variables, which is the limit; those of its modifiers count."
            );
            self.error_help(codes::LIMIT, span, message, "Split it into several functions.");
        }
        self.locals.push(Local {
            name: name.to_owned(),
            ty,
            mutable: true,
            span,
        });
        id
    }

    /// Evaluates a value now and gives what reads it again; constants and such stay as they are.
    pub fn keep(&mut self, value: Expr, out: &mut Vec<Statement>) -> Expr {
        if is_constant(&value) {
            return value;
        }
        let (ty, span) = (value.ty.clone(), value.span);
        let id = self.temporary(ty.clone(), span);
        out.push(build::bind(id, value, span));
        build::read_local(id, ty, span)
    }

    /// A new loop or block to leave.
    pub fn new_loop(&mut self) -> LoopId {
        let id = LoopId(self.loops);
        self.loops += 1;
        id
    }

    /// Declares a name in the innermost scope.
    pub fn declare(&mut self, name: &str, ty: Type, span: Span, watched: bool) -> LocalId {
        let form = self.em.ty(&ty);
        let local = self.local(name, form, span);
        if name.is_empty() {
            return local;
        }
        crate::names::check(name, span, &mut self.em.report);
        let earlier = self
            .frame
            .scopes
            .last()
            .and_then(|scope| scope.get(name))
            .map(|one| one.span);
        if let Some(earlier) = earlier {
            self.em.report.push(
                Diagnostic::error(
                    codes::DUPLICATE,
                    span,
                    format!("There is a variable `{name}` here already."),
                )
                .with_secondary(earlier, "declared here")
                .with_help("Give one of them another name."),
            );
        }
        let outer = self.frame.scopes.iter().rev().skip(1);
        let hidden = outer.filter_map(|scope| scope.get(name)).next();
        if let Some(hidden) = hidden
            && earlier.is_none()
        {
            self.em.report.push(
                Diagnostic::warning(
                    codes::SHADOWED,
                    span,
                    format!("This variable hides another one of the name `{name}`."),
                )
                .with_secondary(hidden.span, "the other one is declared here")
                .with_help("Give one of them another name."),
            );
        }
        if let Some(scope) = self.frame.scopes.last_mut() {
            scope.insert(
                name.to_owned(),
                Variable {
                    ty,
                    local,
                    span,
                    // What is refused is not said to be unused too.
                    used: earlier.is_some(),
                    root: None,
                    unset: false,
                    watched,
                },
            );
        }
        local
    }

    /// The variable of a name, and marks it as used.
    pub fn variable(&mut self, name: &str) -> Option<&mut Variable> {
        let found = self
            .frame
            .scopes
            .iter_mut()
            .rev()
            .find_map(|scope| scope.get_mut(name))?;
        found.used = true;
        Some(found)
    }

    /// Begins a scope.
    pub fn open(&mut self) {
        self.frame.scopes.push(HashMap::new());
    }

    /// Ends a scope and warns of what nothing used.
    pub fn close(&mut self) {
        let Some(scope) = self.frame.scopes.pop() else {
            return;
        };
        let mut unused: Vec<(String, Span)> = scope
            .into_iter()
            .filter(|(_, variable)| variable.watched && !variable.used && variable.ty != Type::Error)
            .map(|(name, variable)| (name, variable.span))
            .collect();
        unused.sort_by_key(|(_, span)| span.start);
        for (name, span) in unused {
            self.em.report.push(
                Diagnostic::warning(
                    codes::UNUSED,
                    span,
                    format!("The variable `{name}` is never used."),
                )
                .with_help("Remove it."),
            );
        }
    }

    /// Demands that the function may do something.
    pub fn demand(&mut self, needed: Mutability, span: Span, what: &str) {
        if let Some(constant) = self.constants.last().filter(|_| needed >= Mutability::View) {
            let name = &self.em.items.variable(*constant).name;
            let message = format!("`{name}` is worked out before the contract runs, but this {what}.");
            let help = "Use constants only, or make it `immutable` and assign it in the constructor.";
            self.error_help(codes::NOT_CONSTANT, span, message, help);
            return;
        }
        let (allowed, name) = &self.allowed;
        let allowed = (*allowed).min(Mutability::NonPayable);
        if needed <= allowed {
            return;
        }
        let word = match needed {
            Mutability::View if allowed == Mutability::Pure => "Write `view` instead of `pure`.".to_owned(),
            _ => format!("Leave `{}` out.", allowed.name()),
        };
        let message = format!("{name} is `{}`, but this {what}.", allowed.name());
        self.error_help(codes::MUTABILITY, span, message, word);
    }

    /// The default value of a type, in its form between expressions.
    pub fn default_value(&mut self, ty: &Type, span: Span) -> Expr {
        match ty.location() {
            Some(Location::Memory) => self.em.default_in_memory(ty, span),
            _ => {
                let form = self.em.ty(ty);
                default_plain(form, span)
            }
        }
    }

    /// A constant number.
    pub fn number(value: BigRational, hex_digits: Option<usize>, span: Span) -> Operand {
        Operand::Value(Value {
            hex_digits,
            ..Value::new(Type::Rational(value), build::nothing(span))
        })
    }
}

/// Whether evaluating an expression earlier or later makes no difference.
pub fn is_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(_)
        | ExprKind::Bool(_)
        | ExprKind::Str(_)
        | ExprKind::Unit
        | ExprKind::Default
        | ExprKind::Context(_) => true,
        ExprKind::Convert(_, inner) | ExprKind::Widen(inner) => is_constant(inner),
        _ => false,
    }
}

/// The default of a type without references.
pub fn default_plain(ty: Ty, span: Span) -> Expr {
    match &ty {
        Ty::Bool => build::boolean(false, span),
        Ty::Int(int) => build::small(0, *int, span),
        Ty::String => build::text("", span),
        Ty::FixedBytes(count) => build::fixed_bytes(ruint::aliases::U256::ZERO, *count, span),
        Ty::Address => build::standard(twilight_hir::StdFn::AddressZero, Vec::new(), Vec::new(), ty, span),
        Ty::Vector(_) => build::expr(ExprKind::Aggregate(Vec::new()), ty, span),
        Ty::Unit => build::unit(span),
        Ty::Error => build::nothing(span),
        _ => build::expr(ExprKind::Default, ty, span),
    }
}
