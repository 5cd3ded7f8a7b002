//! `msg.data` and `msg.sig`. A call on this chain is a function with values; where some function may ask for the bytes
//! of the call, they are encoded again where the call comes in, and handed on as a last parameter (`$data`) to all
//! functions that may need them. Nothing else pays for it. A constructor is called with no bytes.
//!
//! Which functions may need them is decided by names, before any code is made: this must err on the side of too many.

use std::collections::{BTreeSet, HashMap};

use solang_parser::lexer::{Lexer, Token};
use solang_parser::pt::CodeLocation as _;
use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_hir::thir::{Expr, ExprKind, LocalId};
use twilight_hir::{StdFn, Ty};

use crate::build;
use crate::code::{Code, Operand, Value};
use crate::emitter::Emitter;
use crate::items::{FunctionId, Items};
use crate::types::{Location, Type};

/// Name of the parameter, which no source can write.
pub const PARAMETER: &str = "$data";

/// The functions and modifiers that read `msg.data` or `msg.sig`, or name one that may.
pub fn readers(items: &Items<'_>, source: &str) -> BTreeSet<FunctionId> {
    let mut readers = BTreeSet::new();
    let (mut comments, mut errors) = (Vec::new(), Vec::new());
    let tokens: Vec<(usize, Token<'_>)> = Lexer::new(source, 0, &mut comments, &mut errors)
        .map(|(start, token, _)| (start, token))
        .collect();
    let reads: Vec<usize> = tokens.windows(3).filter_map(reads_call).collect();
    if reads.is_empty() {
        return readers;
    }
    let mut functions: Vec<(usize, usize, FunctionId)> = Vec::new();
    let mut named: HashMap<&str, Vec<FunctionId>> = HashMap::new();
    for (at, function) in items.functions.iter().enumerate() {
        let Some(body) = &function.tree.body else { continue };
        let prototype = &function.tree.loc_prototype;
        functions.push((prototype.start(), body.loc().end(), FunctionId(at)));
        named.entry(&function.name).or_default().push(FunctionId(at));
    }
    functions.sort_unstable_by_key(|(start, ..)| *start);
    // Functions do not nest, so the last one that begins before a token is the only one that may hold it.
    let around = |at: usize| {
        let after = functions.partition_point(|(start, ..)| *start <= at);
        let (_, end, id) = functions.get(after.checked_sub(1)?)?;
        (at < *end).then_some(*id)
    };
    let mut users: HashMap<&str, Vec<FunctionId>> = HashMap::new();
    for (start, token) in &tokens {
        if let Token::Identifier(word) = token
            && named.contains_key(word)
            && let Some(user) = around(*start)
        {
            users.entry(word).or_default().push(user);
        }
    }
    let mut open: Vec<FunctionId> = reads.into_iter().filter_map(around).collect();
    while let Some(id) = open.pop() {
        if readers.insert(id)
            && let Some(users) = users.remove(items.function(id).name.as_str())
        {
            open.extend(users);
        }
    }
    readers
}

/// Where `msg.data` or `msg.sig` begins, if these three tokens are one.
fn reads_call(tokens: &[(usize, Token<'_>)]) -> Option<usize> {
    match tokens {
        [
            (start, Token::Identifier("msg")),
            (_, Token::Member),
            (_, Token::Identifier("data" | "sig")),
        ] => Some(*start),
        _ => None,
    }
}

impl Emitter<'_, '_> {
    /// Whether a function takes the bytes of the call as its last parameter.
    pub fn takes_call_data(&self, function: FunctionId) -> bool {
        self.call_readers.contains(&function)
    }

    /// The bytes of a call from outside: the selector, then the encoded arguments, which are the first variables.
    pub fn incoming(&self, function: FunctionId, params: &[(String, Ty)], span: Span) -> Expr {
        let signature = self.items.function(function).signature(self.items);
        let hash = twilight_abi::keccak256(signature.unwrap_or_default().as_bytes());
        let selector = hash.iter().take(4);
        let selector = selector.map(|byte| build::small(u64::from(*byte), IntType::U8, span));
        let head = build::expr(ExprKind::Aggregate(selector.collect()), build::bytes_ty(), span);
        if params.is_empty() {
            return head;
        }
        let values = (0_u32..).zip(params);
        let values = values.map(|(at, (_, ty))| build::read_local(LocalId(at), ty.clone(), span));
        let values: Vec<Expr> = values.collect();
        let tuple = Ty::Tuple(params.iter().map(|(_, ty)| ty.clone()).collect());
        let whole = build::expr(ExprKind::Aggregate(values), tuple.clone(), span);
        let rest = build::standard(
            StdFn::AbiEncode,
            vec![tuple],
            vec![whole],
            build::bytes_ty(),
            span,
        );
        build::standard(
            StdFn::VectorConcat,
            vec![build::U8],
            vec![head, rest],
            build::bytes_ty(),
            span,
        )
    }
}

impl Code<'_, '_, '_> {
    /// The bytes of the call; none while a contract is deployed.
    pub fn call_data(&self, span: Span) -> Expr {
        match self.call_data {
            Some(local) => build::read_local(local, build::bytes_ty(), span),
            None => build::expr(ExprKind::Aggregate(Vec::new()), build::bytes_ty(), span),
        }
    }

    /// `msg.data` or `msg.sig`.
    pub fn call_member(&mut self, name: &str, span: Span) -> Operand {
        if !self.constants.is_empty() {
            self.unsupported(
                span,
                format!("`msg.{name}` is no constant: each call has its own."),
                "Read it in a function.",
            );
            return Operand::Nothing;
        }
        let data = Value::new(Type::Bytes(Location::Calldata), self.call_data(span));
        if name == "data" {
            return Operand::Value(data);
        }
        Operand::Value(self.explicit(data, &Type::FixedBytes(4), span))
    }

    /// Refuses to use a function that takes the bytes of the call where nothing can hand them on. Gives whether it may
    /// be used.
    pub fn without_call_data(&mut self, function: FunctionId, place: &str, span: Span) -> bool {
        if !self.em.takes_call_data(function) {
            return true;
        }
        let name = &self.em.items.function(function).name;
        self.unsupported(
            span,
            format!("`{name}` may read `msg.data` or `msg.sig`, which {place} cannot."),
            "Read them before, and pass what is needed as an argument.",
        );
        false
    }
}
