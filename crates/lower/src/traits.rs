//! Calls of traits' functions: which implementation an instance means (DECISION T10).
//!
//! The checker has proven that there is one and that no other fits, so that only the types are compared here.

use std::collections::HashMap;
use std::mem::Discriminant;

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::Ty;
use twilight_hir::std_fn::STD_ENUMS;
use twilight_hir::thir::{FnId, Impl, Program, StdTrait};
use twilight_hir::ty::{AdtId, TraitId};
use twilight_syntax::ast::BinaryOp;
use twilight_tir::{CastOp, CompareOp, Op, Operand};

use crate::expressions::{UNIT, int};
use crate::function::FunctionContext;
use crate::instances::Instance;
use crate::types::Types;

/// An implementation with its type arguments.
pub type Chosen = (usize, Vec<Type>);

/// What a call of a trait's function means.
pub enum Callee {
    /// A function with its type arguments.
    User(FnId, Vec<Type>),
    /// What the language gives the types; the type, then the trait's arguments.
    Language(StdTrait, Vec<Type>),
}

/// Implementations by trait.
#[derive(Default)]
pub struct ImplTable {
    /// Without type parameters, by their types.
    ground: HashMap<(TraitId, Vec<Type>), usize>,
    /// With type parameters, by kind of type; `None` for every type.
    generic: HashMap<(TraitId, Option<Kind>), Vec<usize>>,
    known: HashMap<(TraitId, Vec<Type>), Option<Chosen>>,
}

/// What a type is before its arguments are looked at.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Adt(AdtId),
    Other(Discriminant<Type>),
}

impl<'p> Types<'p> {
    /// Fills the table of implementations.
    pub fn index_impls(&mut self, program: &'p Program) {
        for (index, block) in program.impls.iter().enumerate() {
            if block.type_params == 0 {
                let args: Vec<Type> = block.args.iter().map(|ty| self.convert(ty, &[])).collect();
                self.impls.ground.insert((block.of_trait, args), index);
                continue;
            }
            let kind = match block.args.first() {
                Some(Ty::Adt(id, _)) => Some(Kind::Adt(*id)),
                Some(Ty::Param(_)) | None => None,
                // Type parameters do not change what a built-in type is.
                Some(ty) => {
                    let any: Vec<Type> = (0..block.type_params).map(|_| Type::Unit).collect();
                    Some(Kind::Other(std::mem::discriminant(&self.convert(ty, &any))))
                }
            };
            self.impls
                .generic
                .entry((block.of_trait, kind))
                .or_default()
                .push(index);
        }
    }

    /// The implementation of a trait: `args` the type, then the trait's arguments.
    pub fn implementation(&mut self, id: TraitId, args: &[Type]) -> Option<Chosen> {
        let key = (id, args.to_vec());
        if let Some(known) = self.impls.known.get(&key) {
            return known.clone();
        }
        let chosen = self.choose(id, args);
        self.impls.known.insert(key, chosen.clone());
        chosen
    }

    fn choose(&self, id: TraitId, args: &[Type]) -> Option<Chosen> {
        if let Some(index) = self.impls.ground.get(&(id, args.to_vec())) {
            return Some((*index, Vec::new()));
        }
        let first = args.first()?;
        let kind = match self.definition(first) {
            Some((adt, _)) => Kind::Adt(*adt),
            None => Kind::Other(std::mem::discriminant(first)),
        };
        for key in [(id, Some(kind)), (id, None)] {
            for index in self.impls.generic.get(&key).into_iter().flatten() {
                let block = self.program().impls.get(*index)?;
                if let Some(own) = self.arguments(block, args) {
                    return Some((*index, own));
                }
            }
        }
        None
    }

    fn arguments(&self, block: &Impl, args: &[Type]) -> Option<Vec<Type>> {
        let mut own = vec![None; block.type_params as usize];
        let fits = block.args.len() == args.len()
            && block
                .args
                .iter()
                .zip(args)
                .all(|(pattern, ty)| self.fits(pattern, ty, &mut own));
        if fits { own.into_iter().collect() } else { None }
    }

    fn fits(&self, pattern: &Ty, ty: &Type, own: &mut Vec<Option<Type>>) -> bool {
        match (pattern, ty) {
            (Ty::Param(at), _) => match own.get_mut(*at as usize) {
                Some(Some(known)) => known == ty,
                Some(slot) => {
                    *slot = Some(ty.clone());
                    true
                }
                None => false,
            },
            (Ty::Unit, Type::Unit)
            | (Ty::Bool, Type::Bool)
            | (Ty::String, Type::String)
            | (Ty::Address, Type::Address)
            | (Ty::Hash256, Type::Hash256) => true,
            (Ty::Int(a), Type::Int(b)) => a == b,
            (Ty::FixedBytes(a), Type::FixedBytes(b)) => a == b,
            (Ty::Tuple(a), Type::Tuple(b)) => {
                a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| self.fits(a, b, own))
            }
            (Ty::Array(a, n), Type::Array(b, m)) => n == m && self.fits(a, b, own),
            (Ty::Vector(a), Type::Vector(b)) | (Ty::Option(a), Type::Option(b)) => self.fits(a, b, own),
            (Ty::Map(a, c), Type::Map(b, d)) | (Ty::Result(a, c), Type::Result(b, d)) => {
                self.fits(a, b, own) && self.fits(c, d, own)
            }
            (Ty::Adt(id, a), Type::Struct(_) | Type::Enum(_)) => {
                self.definition(ty).is_some_and(|(adt, args)| {
                    adt == id
                        && a.len() == args.len()
                        && a.iter().zip(args).all(|(a, b)| self.fits(a, b, own))
                })
            }
            _ => false,
        }
    }

    /// An associated type of an implementation.
    pub fn associated(&mut self, id: TraitId, at: u32, args: &[Type]) -> Type {
        let Some((index, own)) = self.implementation(id, args) else {
            return Type::Unit;
        };
        let program = self.program();
        match program
            .impls
            .get(index)
            .and_then(|block| block.types.get(at as usize))
        {
            Some(ty) => self.convert(ty, &own),
            None => Type::Unit,
        }
    }

    /// The trait of the standard library with that meaning.
    pub fn std_trait(&self, wanted: StdTrait) -> Option<TraitId> {
        let at = self
            .program()
            .traits
            .iter()
            .position(|info| info.std == Some(wanted))?;
        Some(TraitId(u32::try_from(at).ok()?))
    }

    /// The implementation's function of a trait of the standard library with one function.
    pub fn std_implementation(&mut self, wanted: StdTrait, args: &[Type]) -> Option<(FnId, Vec<Type>)> {
        let id = self.std_trait(wanted)?;
        let (index, own) = self.implementation(id, args)?;
        let function = self.program().impls.get(index)?.functions.first().copied()??;
        Some((function, own))
    }

    /// What a call of a function with these type arguments runs; `None` where nothing implements it.
    pub fn callee(&mut self, id: FnId, types: Vec<Type>) -> Option<Callee> {
        let program = self.program();
        let function = program.functions.get(id.0 as usize)?;
        let Some((of_trait, at)) = function.of_trait else {
            return Some(Callee::User(id, types));
        };
        let info = program.traits.get(of_trait.0 as usize)?;
        let (outer, rest) = types.split_at_checked(info.type_params as usize)?;
        if let Some((index, mut own)) = self.implementation(of_trait, outer) {
            let found = program
                .impls
                .get(index)?
                .functions
                .get(at as usize)
                .copied()
                .flatten();
            return match found {
                Some(found) => {
                    own.extend(rest.iter().cloned());
                    Some(Callee::User(found, own))
                }
                None => Some(Callee::User(id, types)),
            };
        }
        // `.into()` follows from the target's `From`.
        if info.std == Some(StdTrait::Into)
            && let [from, to] = outer
            && let Some((found, own)) = self.std_implementation(StdTrait::From, &[to.clone(), from.clone()])
        {
            return Some(Callee::User(found, own));
        }
        info.std.map(|std| Callee::Language(std, outer.to_vec()))
    }
}

impl FunctionContext<'_, '_> {
    /// A function of the standard library's traits for types that have it without an implementation.
    pub fn language_call(
        &mut self,
        std: StdTrait,
        types: &[Type],
        args: Vec<Operand>,
        span: Span,
    ) -> Operand {
        let mut args = args.into_iter();
        let (first, second) = (args.next(), args.next());
        match (std, first, second) {
            (StdTrait::Displayable, Some(value), _) => self.display(value, span),
            (StdTrait::Clone, Some(value), _) => self.copy(value, span),
            (StdTrait::Eq, Some(lhs), Some(rhs)) => self.operate(BinaryOp::Eq, lhs, rhs, span),
            (StdTrait::Ord, Some(lhs), Some(rhs)) => self.ordering(lhs, rhs, span),
            (StdTrait::Default, ..) => match types.first() {
                Some(ty) => self.builder.emit(Op::Default(ty.clone()), ty.clone(), span),
                None => UNIT,
            },
            (StdTrait::From, Some(value), _) => self.lossless(value, types.first(), span),
            (StdTrait::Into, Some(value), _) => self.lossless(value, types.get(1), span),
            _ => UNIT,
        }
    }

    fn lossless(&mut self, value: Operand, target: Option<&Type>, span: Span) -> Operand {
        match target {
            Some(Type::String) => self.display(value, span),
            Some(target) => self.cast(CastOp::Extend, value, target, span),
            None => value,
        }
    }

    /// `Ordering` of two integers or strings.
    fn ordering(&mut self, lhs: Operand, rhs: Operand, span: Span) -> Operand {
        let at = STD_ENUMS.iter().position(|(name, _)| *name == "Ordering");
        let id = AdtId(u32::try_from(at.unwrap_or_default()).unwrap_or_default());
        let ty = self.ty(&Ty::Adt(id, std::sync::Arc::from([])));
        let less = self.operate(BinaryOp::Lt, lhs.clone(), rhs.clone(), span);
        let variant = |fx: &mut Self, variant: u32| {
            let op = Op::Variant {
                ty: ty.clone(),
                variant,
                fields: Vec::new(),
            };
            fx.builder.emit(op, ty.clone(), span)
        };
        self.branches(
            less,
            ty.clone(),
            span,
            |fx| variant(fx, 0),
            |fx| {
                let equal = fx.operate(BinaryOp::Eq, lhs, rhs, span);
                fx.branches(equal, ty.clone(), span, |fx| variant(fx, 1), |fx| variant(fx, 2))
            },
        )
    }

    /// `<`, `<=`, `>`, `>=` of a type that implements `Ord`; `None` where it does not.
    pub fn compare_by_impl(
        &mut self,
        op: CompareOp,
        lhs: &Operand,
        rhs: &Operand,
        span: Span,
    ) -> Option<Operand> {
        let ty = self.builder.operand_type(lhs);
        if !matches!(ty, Type::Struct(_) | Type::Enum(_)) {
            return None;
        }
        // The tag of the `Ordering` that decides, and whether it must be that one.
        let (tag, wanted) = match op {
            CompareOp::Lt => (0, CompareOp::Eq),
            CompareOp::Le => (2, CompareOp::Ne),
            CompareOp::Gt => (2, CompareOp::Eq),
            CompareOp::Ge => (0, CompareOp::Ne),
            CompareOp::Eq | CompareOp::Ne => return None,
        };
        let (function, own) = self.cx.types.std_implementation(StdTrait::Ord, &[ty])?;
        let ret = self
            .cx
            .program
            .functions
            .get(function.0 as usize)
            .map(|callee| self.cx.types.convert(&callee.ret, &own))?;
        let function = self.cx.function(Instance::User(function, own));
        let call = Op::Call {
            function,
            args: vec![lhs.clone(), rhs.clone()],
        };
        let ordering = self.builder.emit(call, ret, span);
        let found = self.builder.emit(Op::Tag(ordering), Type::Int(IntType::U8), span);
        let compare = Op::Compare {
            op: wanted,
            ty: Type::Int(IntType::U8),
            lhs: found,
            rhs: int(IntType::U8, tag),
        };
        Some(self.builder.emit(compare, Type::Bool, span))
    }
}
