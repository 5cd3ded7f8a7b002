//! What `.meta` says of each function (spec 10 §4.4): conflict domains read and written, recursion, a
//! static gas estimate.
//!
//! A domain is `self.<variable>`, then the keys and fields of the place as far as they are known (spec 04
//! §2.1, DECISION C10): constants in the form of state keys, a parameter by its name, the sender as
//! `ctx.sender()`, which no parameter can be called; from the first other key on it is `:*`. Through a call, the
//! callee's parameters become the caller's arguments. It expects a verified module and must never change it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use twilight_abi::meta::Domain;
use twilight_abi::{StorageKey, Type, Value, VariantFields};
use twilight_diagnostics::Span;

use crate::{Const, ContextVar, Function, Module, Op, Operand, ValueId};

mod declared;
mod gas;

use declared::Override;
pub use declared::{Divergence, Stated, StatedDomain, stated_keys};
pub use gas::{gas_estimates, op_gas};

/// How texts of domains name the key that is the sender.
const SENDER: &str = "ctx.sender()";

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
    /// What [`gas_estimates`] gives for the function as it is; passes change it.
    pub gas_estimate_static: u64,
    /// The function's own accesses under a map's key that is not known (spec 04 §3.3 asks for a warning):
    /// variable and place. Elements of vectors do not count: `push` and `pop` know no index, and nobody could
    /// write one.
    pub coarse: Vec<(Arc<str>, Span)>,
    /// Where it differs from what it states of itself.
    pub divergences: Vec<Divergence>,
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
    summarize_stated(module, |_| None)
}

/// As [`summarize`]; what a function states of its domains replaces inference, for its callers too (spec 04 §3.2).
/// `stated` gives it by mangled name.
#[must_use]
pub fn summarize_stated<'s>(
    module: &Module,
    stated: impl Fn(&str) -> Option<&'s Stated>,
) -> Vec<FunctionSummary> {
    let stated: Vec<Option<&Stated>> = module
        .functions
        .iter()
        .map(|function| stated(&function.name))
        .collect();
    let overrides: Vec<Option<Override>> = module
        .functions
        .iter()
        .zip(&stated)
        .map(|(function, stated)| stated.map(|stated| Override::of(stated, function)))
        .collect();
    let own: Vec<Own> = module
        .functions
        .iter()
        .map(|function| Own::new(function, &module.storage))
        .collect();
    let gas = gas_estimates(module);
    let callees: Vec<Vec<usize>> = own
        .iter()
        .map(|own| own.calls.iter().map(|call| call.callee).collect())
        .collect();
    let components = components(&callees);
    let mut reads = vec![Places::new(); own.len()];
    let mut writes = vec![Places::new(); own.len()];
    let mut recursive = vec![false; own.len()];
    for component in components {
        for at in &component {
            let by = overrides[*at].as_ref();
            reads[*at] = by
                .and_then(|by| by.reads.clone())
                .unwrap_or_else(|| own[*at].reads.clone());
            writes[*at] = by
                .and_then(|by| by.writes.clone())
                .unwrap_or_else(|| own[*at].writes.clone());
            let calls_itself = own[*at].calls.iter().any(|call| call.callee == *at);
            recursive[*at] = component.len() > 1 || calls_itself;
        }
        let mut changed = true;
        while changed {
            changed = false;
            for at in &component {
                let by = overrides[*at].as_ref();
                let fixed = [
                    by.is_some_and(|by| by.reads.is_some()),
                    by.is_some_and(|by| by.writes.is_some()),
                ];
                for call in &own[*at].calls {
                    for (sets, fixed) in [&mut reads, &mut writes].into_iter().zip(fixed) {
                        if fixed {
                            continue;
                        }
                        let mut own = std::mem::take(&mut sets[*at]);
                        // A function that calls itself adds to what it reads here.
                        let itself = (call.callee == *at).then(|| own.clone());
                        let from = itself.as_ref().or_else(|| sets.get(call.callee));
                        for place in from.into_iter().flatten() {
                            changed |= insert(&mut own, place.through(&call.args));
                        }
                        sets[*at] = own;
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
            let divergences = stated[at].map_or_else(Vec::new, |stated| {
                let mut places = Vec::new();
                // What lowering adds of its own, such as checks of invariants, stands at the function's name.
                for call in own[at].calls.iter().filter(|call| call.span != function.span) {
                    for (sets, write) in [(&reads, false), (&writes, true)] {
                        let from = sets.get(call.callee).into_iter().flatten();
                        places.extend(from.map(|place| (place.through(&call.args), write, call.span)));
                    }
                }
                declared::divergences(stated, function, &own[at], &places)
            });
            FunctionSummary {
                divergences,
                reads: domains(&reads[at], function),
                writes: domains(&writes[at], function),
                is_recursive: recursive[at],
                gas_estimate_static: gas.get(at).copied().unwrap_or(0),
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
        let mut text = crate::domain_name(&self.variable);
        // `self.*` says all there is to say.
        let path = if self.variable.is_empty() {
            &[]
        } else {
            self.path.as_slice()
        };
        for segment in path {
            match segment {
                Segment::Exact(key) => text.push_str(key),
                Segment::Sender => {
                    text.push(':');
                    text.push_str(SENDER);
                }
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
    let variable = Arc::clone(&place.variable);
    let first = Place {
        variable: Arc::clone(&variable),
        path: Vec::new(),
    };
    let mut count = 0;
    for other in places
        .range(first..)
        .take_while(|other| other.variable == variable)
    {
        if other.path == [Segment::Any] {
            return false;
        }
        count += 1;
    }
    if !places.insert(place) {
        return false;
    }
    if count + 1 > MAX_DOMAINS_PER_VARIABLE {
        places.retain(|other| other.variable != variable);
        places.insert(Place::any(&variable));
    }
    true
}

struct Call {
    callee: usize,
    args: Vec<Segment>,
    span: Span,
}

/// What a function does itself.
struct Own {
    reads: Places,
    writes: Places,
    calls: Vec<Call>,
    coarse: Vec<(Arc<str>, Span)>,
    /// Each access with whether it writes, and its place in the source.
    accesses: Vec<(Place, bool, Span)>,
}

impl Own {
    fn new(function: &Function, storage: &[(String, Type)]) -> Self {
        let mut own = Self {
            reads: Places::new(),
            writes: Places::new(),
            calls: Vec::new(),
            coarse: Vec::new(),
            accesses: Vec::new(),
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
                            span: inst.span,
                        });
                        None
                    }
                    _ => None,
                };
                if let Some((key, variable, write)) = access {
                    let place = keys.place(key, variable);
                    // Where the base itself came from elsewhere, that place has the key.
                    if let Some(place) = &place
                        && place.has_unknown_map_key(storage)
                    {
                        own.coarse.push((place.variable.clone(), inst.span));
                    }
                    let place = place.unwrap_or_else(|| Place::any(variable));
                    own.accesses.push((place.clone(), write, inst.span));
                    insert(if write { &mut own.writes } else { &mut own.reads }, place);
                }
            }
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
        let variable = loop {
            let base = match key {
                Operand::Const(Const::Str(name)) if variable.is_empty() || **name == **variable => {
                    break name;
                }
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
        };
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
                (_, Some(Type::Map(_, inner) | Type::Vector(inner) | Type::Array(inner, _))) => {
                    ty = Some(inner)
                }
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

/// Functions by strongly connected component of the call graph, callees before callers.
pub(crate) fn call_components(module: &Module) -> Vec<Vec<usize>> {
    let callees: Vec<Vec<usize>> = module
        .functions
        .iter()
        .map(|function| {
            let insts = function.blocks.iter().flat_map(|block| &block.insts);
            insts
                .filter_map(|inst| match &inst.op {
                    Op::Call { function, .. } => Some(function.0 as usize),
                    _ => None,
                })
                .collect()
        })
        .collect();
    components(&callees)
}

/// Functions by strongly connected component, callees before callers (Tarjan, without recursion).
fn components(callees: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut order = vec![UNSEEN; callees.len()];
    let mut low = vec![0; callees.len()];
    let mut on_stack = vec![false; callees.len()];
    let mut stack = Vec::new();
    let mut next = 0;
    let mut result = Vec::new();
    for root in 0..callees.len() {
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
            if let Some(callee) = callees[at].get(*edge).copied() {
                *edge += 1;
                if callee >= callees.len() {
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
mod tests;
