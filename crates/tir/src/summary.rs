//! What `.meta` says of each function (spec 10 §4.4): conflict domains read and written, recursion, a
//! static gas estimate.
//!
//! A domain is `self.<variable>`, then the keys and fields of the place as far as they are known (spec 04
//! §2.1, DECISION C10): constants in the form of state keys, a parameter by its name, `ctx.sender()` as
//! `sender`; from the first other key on it is `:*`. Through a call, the callee's parameters become the
//! caller's arguments. It expects a verified module and must never change it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use twilight_abi::meta::Domain;
use twilight_abi::{StorageKey, Type, Value, VariantFields};
use twilight_diagnostics::Span;
use twilight_hfi::HostFn;

use crate::{BinaryOp, Builtin, Const, ContextVar, Function, Module, Op, Operand, Terminator, ValueId};

/// Most domains of one variable in one function's reads or writes; beyond it they become `:*`.
pub const MAX_DOMAINS_PER_VARIABLE: usize = 64;

/// Most keys and fields of one place that are followed; a deeper place becomes `:*`.
pub const MAX_KEY_SEGMENTS: usize = 16;

/// What is known of a function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunctionSummary {
    /// Domains read, those of the functions called included; sorted.
    pub reads: Vec<Domain>,
    /// Domains written, likewise.
    pub writes: Vec<Domain>,
    /// Calls itself, directly or not.
    pub is_recursive: bool,
    /// Sum of [`op_gas`] over the function's instructions and over those of the functions it calls, once
    /// for each call and one level deep.
    pub gas_estimate_static: u64,
    /// The function's own accesses under a map's key that is not known (spec 04 §3.3 asks for a warning):
    /// variable and place. Elements of vectors do not count: `push` and `pop` know no index, and nobody could
    /// write one.
    pub coarse: Vec<(Arc<str>, Span)>,
}

/// A key or field of a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    /// With its separator: `:5`, `.votes`.
    Exact(String),
    Param(u32),
    Sender,
    /// Anything, and whatever stands behind it.
    Any,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    variable: Arc<str>,
    path: Vec<Segment>,
}

type Places = BTreeSet<Place>;

/// Summaries of all functions, in the module's order.
#[must_use]
pub fn summarize(module: &Module) -> Vec<FunctionSummary> {
    let own: Vec<Own> = module
        .functions
        .iter()
        .map(|function| Own::new(function, &module.storage))
        .collect();
    let components = components(&own);
    let mut reads = vec![Places::new(); own.len()];
    let mut writes = vec![Places::new(); own.len()];
    let mut recursive = vec![false; own.len()];
    for component in components {
        for at in &component {
            reads[*at] = own[*at].reads.clone();
            writes[*at] = own[*at].writes.clone();
            let calls_itself = own[*at].calls.iter().any(|call| call.callee == *at);
            recursive[*at] = component.len() > 1 || calls_itself;
        }
        let mut changed = true;
        while changed {
            changed = false;
            for at in &component {
                for call in &own[*at].calls {
                    for sets in [&mut reads, &mut writes] {
                        let from = sets.get(call.callee).cloned().unwrap_or_default();
                        for place in from {
                            changed |= insert(&mut sets[*at], place.through(&call.args));
                        }
                    }
                }
            }
        }
    }
    module
        .functions
        .iter()
        .enumerate()
        .map(|(at, function)| {
            let called = own[at]
                .calls
                .iter()
                .filter_map(|call| own.get(call.callee))
                .map(|callee| callee.gas);
            FunctionSummary {
                reads: domains(&reads[at], function),
                writes: domains(&writes[at], function),
                is_recursive: recursive[at],
                gas_estimate_static: called.fold(own[at].gas, u64::saturating_add),
                coarse: own[at].coarse.clone(),
            }
        })
        .collect()
}

fn domains(places: &Places, function: &Function) -> Vec<Domain> {
    let texts: BTreeSet<String> = places.iter().map(|place| place.text(function)).collect();
    texts
        .into_iter()
        .map(|domain| Domain {
            hash: twilight_abi::hex(&twilight_abi::blake3(domain.as_bytes())),
            domain,
        })
        .collect()
}

impl Place {
    fn any(variable: &Arc<str>) -> Self {
        Self {
            variable: variable.clone(),
            path: vec![Segment::Any],
        }
    }

    /// The place as the caller sees it.
    fn through(&self, args: &[Segment]) -> Self {
        let mut path = Vec::new();
        for segment in &self.path {
            let segment = match segment {
                Segment::Param(at) => args.get(*at as usize).cloned().unwrap_or(Segment::Any),
                other => other.clone(),
            };
            let last = segment == Segment::Any;
            path.push(segment);
            if last {
                break;
            }
        }
        Self {
            variable: self.variable.clone(),
            path,
        }
    }

    fn text(&self, function: &Function) -> String {
        let mut text = format!("self.{}", self.variable);
        for segment in &self.path {
            match segment {
                Segment::Exact(key) => text.push_str(key),
                Segment::Sender => text.push_str(":sender"),
                Segment::Any => text.push_str(":*"),
                Segment::Param(at) => {
                    text.push(':');
                    let name = function
                        .values
                        .get(*at as usize)
                        .and_then(|value| value.name.as_deref());
                    text.push_str(name.unwrap_or("*"));
                }
            }
        }
        text
    }
}

/// Adds a place; when a variable has too many, one that stands for all replaces them. True where the set
/// has changed.
fn insert(places: &mut Places, place: Place) -> bool {
    let any = Place::any(&place.variable);
    if places.contains(&any) || !places.insert(place) {
        return false;
    }
    if places
        .iter()
        .filter(|other| other.variable == any.variable)
        .count()
        > MAX_DOMAINS_PER_VARIABLE
    {
        places.retain(|other| other.variable != any.variable);
        places.insert(any);
    }
    true
}

struct Call {
    callee: usize,
    args: Vec<Segment>,
}

/// What a function does itself.
struct Own {
    reads: Places,
    writes: Places,
    calls: Vec<Call>,
    gas: u64,
    coarse: Vec<(Arc<str>, Span)>,
}

impl Own {
    fn new(function: &Function, storage: &[(String, Type)]) -> Self {
        let mut own = Self {
            reads: Places::new(),
            writes: Places::new(),
            calls: Vec::new(),
            gas: 0,
            coarse: Vec::new(),
        };
        let mut definitions = vec![None; function.values.len()];
        for inst in function.blocks.iter().flat_map(|block| &block.insts) {
            if let Some(place) = inst.result.and_then(|id| definitions.get_mut(id.0 as usize)) {
                *place = Some(&inst.op);
            }
        }
        let keys = Keys {
            function,
            definitions,
        };
        for block in &function.blocks {
            for inst in &block.insts {
                own.gas = own.gas.saturating_add(op_gas(&inst.op));
                let access = match &inst.op {
                    Op::StateRead { key, variable, .. }
                    | Op::StateGet { key, variable, .. }
                    | Op::StateExists { key, variable } => Some((key, variable, false)),
                    Op::StateWrite { key, variable, .. } | Op::StateRemove { key, variable } => {
                        Some((key, variable, true))
                    }
                    Op::Call { function, args } => {
                        let args = args.iter().map(|arg| keys.segment(arg)).collect();
                        own.calls.push(Call {
                            callee: function.0 as usize,
                            args,
                        });
                        None
                    }
                    _ => None,
                };
                if let Some((key, variable, write)) = access {
                    let place = keys.place(key, variable);
                    // Where the base itself came from elsewhere, that place has the key.
                    if place
                        .as_ref()
                        .is_some_and(|place| place.has_unknown_map_key(storage))
                    {
                        own.coarse.push((variable.clone(), inst.span));
                    }
                    let place = place.unwrap_or_else(|| Place::any(variable));
                    insert(if write { &mut own.writes } else { &mut own.reads }, place);
                }
            }
            own.gas = own.gas.saturating_add(terminator_gas(&block.terminator));
        }
        own
    }
}

struct Keys<'a> {
    function: &'a Function,
    definitions: Vec<Option<&'a Op>>,
}

impl Keys<'_> {
    fn definition(&self, id: ValueId) -> Option<&Op> {
        self.definitions.get(id.0 as usize).copied().flatten()
    }

    /// What a key operand stands for.
    fn segment(&self, operand: &Operand) -> Segment {
        if let Some((ty, value)) = self.constant(operand) {
            return exact(&ty, &value).map_or(Segment::Any, Segment::Exact);
        }
        match operand {
            Operand::Const(_) => Segment::Any,
            Operand::Value(id) => match self.definition(*id) {
                Some(Op::GetContext(ContextVar::Sender)) => Segment::Sender,
                None if id.0 < self.function.params => {
                    let named = self
                        .function
                        .values
                        .get(id.0 as usize)
                        .is_some_and(|value| value.name.is_some());
                    if named { Segment::Param(id.0) } else { Segment::Any }
                }
                _ => Segment::Any,
            },
        }
    }

    /// The value of a constant or a tuple of constants. The type's limits bound the depth.
    fn constant(&self, operand: &Operand) -> Option<(Type, Value)> {
        let constant = match operand {
            Operand::Const(constant) => constant,
            Operand::Value(id) => {
                let Some(Op::Aggregate {
                    ty: ty @ Type::Tuple(_),
                    elements,
                }) = self.definition(*id)
                else {
                    return None;
                };
                let values = elements
                    .iter()
                    .map(|element| self.constant(element).map(|(_, value)| value))
                    .collect::<Option<Vec<Value>>>()?;
                return Some((ty.clone(), Value::Tuple(values)));
            }
        };
        let value = match constant {
            Const::Unit => Value::Unit,
            Const::Bool(value) => Value::Bool(*value),
            Const::Int(ty, value) => Value::int(*ty, *value),
            Const::Str(text) => Value::string(&**text),
            Const::Address(bytes) => Value::Address(*bytes),
            Const::Hash256(bytes) => Value::Hash256(*bytes),
        };
        Some((constant.ty(), value))
    }

    /// The place of a key; `None` where it does not begin at the variable, or is too long to follow.
    fn place(&self, key: &Operand, variable: &Arc<str>) -> Option<Place> {
        let mut path = Vec::new();
        let mut key = key;
        loop {
            let base = match key {
                Operand::Const(Const::Str(name)) if **name == **variable => break,
                Operand::Value(id) => match self.definition(*id) {
                    Some(Op::KeyIndex { base, index, .. }) => {
                        path.push(self.segment(index));
                        base
                    }
                    Some(Op::KeyField { base, name }) => {
                        path.push(Segment::Exact(format!(".{name}")));
                        base
                    }
                    _ => return None,
                },
                Operand::Const(_) => return None,
            };
            if path.len() > MAX_KEY_SEGMENTS {
                return None;
            }
            key = base;
        }
        path.reverse();
        let place = Place {
            variable: variable.clone(),
            path,
        };
        Some(place.through_any())
    }
}

impl Place {
    /// Whether the first thing not known is a map's key. A variable that is not declared has the types that its
    /// path asks for.
    fn has_unknown_map_key(&self, storage: &[(String, Type)]) -> bool {
        let declared = storage.iter().find(|(name, _)| **name == *self.variable);
        let mut ty = declared.map(|(_, ty)| ty);
        for segment in &self.path {
            match (segment, ty) {
                (Segment::Any, Some(ty)) => return matches!(ty, Type::Map(..)),
                (Segment::Any, None) => return true,
                (_, Some(Type::Map(_, inner) | Type::Vector(inner))) => ty = Some(inner),
                (Segment::Exact(field), Some(Type::Struct(of))) => {
                    ty = field
                        .strip_prefix('.')
                        .and_then(|name| field_type(&of.fields, name));
                }
                _ => ty = None,
            }
        }
        false
    }

    /// Cut behind the first key that can be anything.
    fn through_any(mut self) -> Self {
        if let Some(at) = self.path.iter().position(|segment| *segment == Segment::Any) {
            self.path.truncate(at + 1);
        }
        self
    }
}

fn field_type<'a>(fields: &'a VariantFields, name: &str) -> Option<&'a Type> {
    match fields {
        VariantFields::Unit => None,
        VariantFields::Tuple(types) => name.parse().ok().and_then(|at: usize| types.get(at)),
        VariantFields::Named(fields) => fields.iter().find(|(other, _)| other == name).map(|(_, ty)| ty),
    }
}

/// A constant key as it stands in state keys, `:` before it.
fn exact(ty: &Type, value: &Value) -> Option<String> {
    let key = StorageKey::variable("").entry(ty, value).ok()?;
    String::from_utf8(key.into_bytes()).ok()
}

/// Functions by strongly connected component, callees before callers (Tarjan, without recursion).
fn components(own: &[Own]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut order = vec![UNSEEN; own.len()];
    let mut low = vec![0; own.len()];
    let mut on_stack = vec![false; own.len()];
    let mut stack = Vec::new();
    let mut next = 0;
    let mut result = Vec::new();
    for root in 0..own.len() {
        if order[root] != UNSEEN {
            continue;
        }
        let mut walk = vec![(root, 0)];
        while let Some((at, edge)) = walk.last_mut() {
            let at = *at;
            if *edge == 0 && order[at] == UNSEEN {
                order[at] = next;
                low[at] = next;
                next += 1;
                stack.push(at);
                on_stack[at] = true;
            }
            if let Some(call) = own[at].calls.get(*edge) {
                *edge += 1;
                let callee = call.callee;
                if callee >= own.len() {
                    continue;
                }
                if order[callee] == UNSEEN {
                    walk.push((callee, 0));
                } else if on_stack[callee] {
                    low[at] = low[at].min(order[callee]);
                }
                continue;
            }
            walk.pop();
            if let Some((parent, _)) = walk.last() {
                low[*parent] = low[*parent].min(low[at]);
            }
            if low[at] == order[at] {
                let start = stack.iter().rposition(|member| *member == at).unwrap_or(0);
                let component = stack.split_off(start);
                component.iter().for_each(|member| on_stack[*member] = false);
                result.push(component);
            }
        }
    }
    result
}

/// Static gas of an instruction: an estimate of the wasm instructions it becomes, plus the base cost of
/// the host function it calls. What grows with the operands' size counts once.
///
/// | Instruction | Gas |
/// |---|---|
/// | `phi`, conversions, selection, reading a part of an aggregate | 2 |
/// | integer operations up to 64 bits | 4 |
/// | of 128 bits, of 256 bits | 16, 32 |
/// | multiplication, division, remainder of 128, 256 bits | 64, 256 |
/// | `pow` | 16 multiplications |
/// | making or changing an aggregate, copy, default | 10, and 2 for each operand |
/// | builtins, keys | 30 |
/// | calls | 10, and 2 for each argument |
/// | host accesses | 30, and the host function's base cost |
#[must_use]
pub fn op_gas(op: &Op) -> u64 {
    let host = |function: HostFn| 30 + function.entry().gas.base;
    let many = |operands: &[Operand]| 10 + 2 * operands.len() as u64;
    let by_width = |bits: u16, narrow: u64, middle: u64, wide: u64| match bits {
        0..=64 => narrow,
        65..=128 => middle,
        _ => wide,
    };
    match op {
        Op::Binary { op, ty, .. } => {
            let product = by_width(ty.bits, 4, 64, 256);
            match op {
                BinaryOp::Pow | BinaryOp::WrappingPow | BinaryOp::CheckedPow => 16 * product,
                BinaryOp::Mul
                | BinaryOp::WrappingMul
                | BinaryOp::SaturatingMul
                | BinaryOp::CheckedMul
                | BinaryOp::Div
                | BinaryOp::CheckedDiv
                | BinaryOp::Rem
                | BinaryOp::CheckedRem => product,
                _ => by_width(ty.bits, 4, 16, 32),
            }
        }
        Op::Unary { ty, .. } | Op::Compare { ty, .. } => match ty {
            Type::Int(ty) => by_width(ty.bits, 4, 16, 32),
            Type::Bool => 4,
            _ => 30,
        },
        Op::Phi(_)
        | Op::Cast { .. }
        | Op::Select { .. }
        | Op::Extract { .. }
        | Op::Tag(_)
        | Op::Payload { .. } => 2,
        Op::Default(_) | Op::Copy(_) | Op::Insert { .. } | Op::InsertPayload { .. } => 12,
        Op::Aggregate {
            elements: operands, ..
        }
        | Op::Variant { fields: operands, .. }
        | Op::Call { args: operands, .. } => many(operands),
        Op::Builtin { builtin, .. } => match builtin {
            Builtin::Keccak256 => host(HostFn::CryptoKeccak256),
            Builtin::Blake3 => host(HostFn::CryptoBlake3),
            Builtin::Print => host(HostFn::DebugPrint),
            _ => 30,
        },
        Op::KeyIndex { .. } | Op::KeyField { .. } => 30,
        Op::StateRead { .. } | Op::StateGet { .. } => host(HostFn::StateRead),
        Op::StateWrite { .. } | Op::StateRemove { .. } => host(HostFn::StateWrite),
        Op::StateExists { .. } => host(HostFn::StateExists),
        Op::Emit { .. } => host(HostFn::ContractEmitEvent),
        Op::GetContext(part) => host(match part {
            ContextVar::Sender => HostFn::TxGetSender,
            ContextVar::Origin => HostFn::TxGetOrigin,
            ContextVar::Value => HostFn::TxGetValue,
            ContextVar::BlockNumber => HostFn::EnvGetBlockNumber,
            ContextVar::Timestamp => HostFn::EnvGetTimestamp,
            ContextVar::SelfAddress => HostFn::EnvGetSelfAddress,
            ContextVar::GasLeft => HostFn::EnvGetGasLeft,
        }),
    }
}

/// Jumps and returns cost 2; `revert` and `panic` end the call and are no part of what a call costs.
fn terminator_gas(terminator: &Terminator) -> u64 {
    match terminator {
        Terminator::Revert(_) | Terminator::Panic(_) | Terminator::Unreachable => 0,
        _ => 2,
    }
}

/// Summaries by mangled name.
#[must_use]
pub fn summaries_by_name(module: &Module) -> BTreeMap<&str, FunctionSummary> {
    module
        .functions
        .iter()
        .map(|function| function.name.as_str())
        .zip(summarize(module))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn summaries(text: &str) -> Vec<FunctionSummary> {
        let module = crate::text::parse(text).unwrap();
        crate::verify(&module).unwrap();
        summarize(&module)
    }

    fn texts(domains: &[Domain]) -> Vec<&str> {
        domains.iter().map(|domain| domain.domain.as_str()).collect()
    }

    const TOKEN: &str = r#"
        define void @credit(address %who, u128 %amount) {
        %entry:
          %k: string = key_index address "balances", %who
          %old: u128 = state_read u128 %k !{ variable: "balances" }
          %new: u128 = add u128 %old, %amount
          state_write u128 %k, %new !{ variable: "balances" }
          ret void
        }
        define void @transfer(address %to, u128 %amount, string %s) {
        %entry:
          %sender: address = get_ctx Sender
          call void @credit(address %to, u128 %amount)
          call void @credit(address %sender, u128 %amount)
          call void @credit(address 0x00112233445566778899aabbccddeeff00112233, u128 %amount)
          %p: bool = state_read bool "paused" !{ variable: "paused" }
          ret void
        }
        define void @dynamic(vector<u64> %v, address %who) {
        %entry:
          %i: u64 = builtin vec_get<u64>(%v, 0u64)
          %k: string = key_index u64 "log", %i !{ span: "0:1..2" }
          %l: string = key_index address %k, %who
          state_write u64 %l, 1u64 !{ variable: "log", span: "0:3..4" }
          %m: string = key_index string "polls", "a\"b"
          %n: string = key_field %m, "votes"
          %o: string = key_index u64 %n, %i
          state_remove %o !{ variable: "polls" }
          ret void
        }
        define void @calls_dynamic(vector<u64> %v, address %who) {
        %entry:
          %w: address = default address
          call void @credit(address %w, u128 1u128)
          ret void
        }
        define void @loops(address %a, address %b) { %entry: call void @other(address %b, address %a) ret void }
        define void @other(address %x, address %y) {
        %entry:
          call void @loops(address %x, address %y)
          call void @credit(address %x, u128 1u128)
          ret void
        }
    "#;

    #[test]
    fn domains_follow_keys_and_calls() {
        let all = summaries(TOKEN);
        assert_eq!(texts(&all[0].reads), ["self.balances:who"]);
        assert_eq!(texts(&all[0].writes), ["self.balances:who"]);
        let balances = [
            "self.balances:0x00112233445566778899aabbccddeeff00112233",
            "self.balances:sender",
            "self.balances:to",
        ];
        assert_eq!(texts(&all[1].writes), balances);
        assert_eq!(texts(&all[1].reads), [&balances[..], &["self.paused"]].concat());
        assert!(all[1].coarse.is_empty());
        assert_eq!(
            texts(&all[2].writes),
            ["self.log:*", r#"self.polls:"a\"b".votes:*"#]
        );
        let variables: Vec<(&str, u32)> = all[2]
            .coarse
            .iter()
            .map(|(name, span)| (&**name, span.start))
            .collect();
        assert_eq!(variables, [("log", 3), ("polls", 0)]);
        assert_eq!(texts(&all[3].writes), ["self.balances:*"]);
        let hash = twilight_abi::hex(&twilight_abi::blake3(b"self.balances:*"));
        assert_eq!(all[3].writes[0].hash, hash);
    }

    #[test]
    fn only_unknown_keys_of_maps_are_coarse() {
        let all = summaries(
            r#"
            storage lists: map<address, vector<u64>>
            storage pairs: map<{ u8, bool }, u64>
            define void @f(u64 %key) {
            %entry:
              %now: u64 = get_ctx Timestamp
              %sender: address = get_ctx Sender
              %list: string = key_index address "lists", %sender
              %element: string = key_index u64 %list, %now !{ span: "0:1..2" }
              state_write u64 %element, 1u64 !{ variable: "lists", span: "0:1..2" }
              %none: address = default address
              %other: string = key_index address "lists", %none
              %third: string = key_index u64 %other, 0u64
              state_write u64 %third, 1u64 !{ variable: "lists", span: "0:3..4" }
              %pair: { u8, bool } = aggregate { u8, bool } (1u8, true)
              %entry_key: string = key_index { u8, bool } "pairs", %pair
              state_write u64 %entry_key, 1u64 !{ variable: "pairs", span: "0:5..6" }
              ret void
            }"#,
        );
        let coarse: Vec<(&str, u32)> = all[0]
            .coarse
            .iter()
            .map(|(name, span)| (&**name, span.start))
            .collect();
        assert_eq!(coarse, [("lists", 3)]);
        let pair = format!("self.pairs:0x{:064x}{:064x}", 1, 1);
        let written = ["self.lists:*", "self.lists:sender:*", &pair];
        assert_eq!(texts(&all[0].writes), written);
    }

    #[test]
    fn recursion_is_found_and_substitution_ends() {
        let all = summaries(TOKEN);
        let recursive: Vec<bool> = all.iter().map(|summary| summary.is_recursive).collect();
        assert_eq!(recursive, [false, false, false, false, true, true]);
        assert_eq!(texts(&all[4].writes), ["self.balances:a", "self.balances:b"]);
        assert_eq!(texts(&all[5].writes), ["self.balances:x", "self.balances:y"]);
    }

    #[test]
    fn gas_counts_calls_one_level_deep() {
        let all = summaries(
            "define u64 @a(u64 %x) { %entry: %r: u64 = add u64 %x, 1u64 ret u64 %r }
             define u64 @b(u64 %x) { %entry: %r: u64 = call u64 @a(u64 %x) ret u64 %r }
             define u64 @c(u64 %x) { %entry: %r: u64 = call u64 @b(u64 %x) ret u64 %r }
             define u64 @d() { %entry: %r: u64 = get_ctx GasLeft ret u64 %r }",
        );
        let gas: Vec<u64> = all.iter().map(|summary| summary.gas_estimate_static).collect();
        assert_eq!(
            gas,
            [
                6,
                14 + 6,
                14 + 14,
                2 + 30 + HostFn::EnvGetGasLeft.entry().gas.base
            ]
        );
    }

    #[test]
    fn many_keys_become_one_wildcard() {
        let program = |count: usize| {
            let writes: String = (0..count)
                .map(|at| {
                    format!(
                        "%k{at}: string = key_index u64 \"m\", {at}u64
                         state_write u8 %k{at}, 1u8 !{{ variable: \"m\" }}\n"
                    )
                })
                .collect();
            summaries(&format!("define void @f() {{ %entry: {writes} ret void }}"))
        };
        assert_eq!(
            program(MAX_DOMAINS_PER_VARIABLE)[0].writes.len(),
            MAX_DOMAINS_PER_VARIABLE
        );
        assert_eq!(
            texts(&program(MAX_DOMAINS_PER_VARIABLE + 1)[0].writes),
            ["self.m:*"]
        );
    }
}
