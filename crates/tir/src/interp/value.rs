//! Values while the interpreter runs, and their way to and from [`twilight_abi::Value`].
//!
//! A value is shared by reference count and copied when a shared one is changed, so every value is
//! immutable as far as a program can tell: this is what makes the interpreter the measure of back ends
//! that update in place. Values nest as deep as their types, which [`crate::limits`] bounds, but for types that hold
//! themselves: nothing here may recurse over such values before [`check_nesting`] has looked at them.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};
use std::rc::Rc;
use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{IntType, Type, Value as AbiValue};

use super::Fault;
use super::budget::Budget;
use crate::arith;

/// A value; its type stands in the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Value {
    #[default]
    Unit,
    Bool(bool),
    /// As in [`crate::Const::Int`].
    Int(U256),
    Str(Arc<str>),
    Address([u8; 20]),
    Hash256([u8; 32]),
    /// Tuple, struct, array or vector.
    List(Rc<Values>),
    Map(Rc<MapValue>),
    /// `Option`, `Result` or enum: tag and payload.
    Variant(u32, Rc<Values>),
    /// A reference: the number of its cell (`cells`).
    Cell(usize),
}

/// Parts of a value. Freed without recursion, however deep they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Values(Vec<Value>);

impl Values {
    pub(super) fn into_vec(mut self) -> Vec<Value> {
        std::mem::take(&mut self.0)
    }
}

impl Deref for Values {
    type Target = Vec<Value>;

    fn deref(&self) -> &Vec<Value> {
        &self.0
    }
}

impl DerefMut for Values {
    fn deref_mut(&mut self) -> &mut Vec<Value> {
        &mut self.0
    }
}

impl From<Vec<Value>> for Values {
    fn from(values: Vec<Value>) -> Self {
        Self(values)
    }
}

impl FromIterator<Value> for Values {
    fn from_iter<T: IntoIterator<Item = Value>>(values: T) -> Self {
        Self(values.into_iter().collect())
    }
}

impl Drop for Values {
    fn drop(&mut self) {
        let mut work = Vec::new();
        take_compound(&mut self.0, &mut work);
        while let Some(value) = work.pop() {
            match value {
                Value::List(values) | Value::Variant(_, values) => {
                    if let Some(mut values) = Rc::into_inner(values) {
                        take_compound(&mut values.0, &mut work);
                    }
                }
                Value::Map(map) => {
                    if let Some(mut map) = Rc::into_inner(map) {
                        for (key, value) in &mut map.entries {
                            take_compound(std::slice::from_mut(key), &mut work);
                            take_compound(std::slice::from_mut(value), &mut work);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// Moves the values that have parts out of a list.
fn take_compound(list: &mut [Value], out: &mut Vec<Value>) {
    for value in list {
        if matches!(value, Value::List(_) | Value::Variant(..) | Value::Map(_)) {
            out.push(std::mem::take(value));
        }
    }
}

/// Deepest nesting of a value that is compared, looked up in a map or shown: what recursive walks may meet. Only
/// values of types that hold themselves come near it.
pub const MAX_VALUE_NESTING: usize = 1_000;

/// `StackOverflow` for a value that nests deeper than [`MAX_VALUE_NESTING`].
pub(super) fn check_nesting(value: &Value) -> Result<(), Fault> {
    let mut work = vec![(value, 0_usize)];
    while let Some((value, depth)) = work.pop() {
        let mut visit = |part| {
            if matches!(part, &Value::List(_) | &Value::Variant(..) | &Value::Map(_)) {
                work.push((part, depth + 1));
            }
        };
        match value {
            Value::List(values) | Value::Variant(_, values) => values.iter().for_each(&mut visit),
            Value::Map(map) => map.entries().iter().for_each(|(key, value)| {
                visit(key);
                visit(value);
            }),
            _ => {}
        }
        if depth > MAX_VALUE_NESTING {
            return Err(Fault::StackOverflow);
        }
    }
    Ok(())
}

impl Value {
    pub(super) fn list(values: Vec<Self>) -> Self {
        Self::List(Rc::new(values.into()))
    }

    pub(super) fn option(value: Option<Self>) -> Self {
        match value {
            Some(value) => Self::Variant(1, Rc::new(vec![value].into())),
            None => Self::Variant(0, Rc::default()),
        }
    }

    pub(super) fn u64(value: usize) -> Self {
        Self::Int(U256::from(value))
    }

    pub(super) fn str(text: &str) -> Self {
        Self::Str(Arc::from(text))
    }

    pub(super) fn bytes(bytes: &[u8]) -> Self {
        Self::list(bytes.iter().map(|byte| Self::Int(U256::from(*byte))).collect())
    }
}

/// A map in insertion order.
#[derive(Clone, Debug, Default)]
pub(super) struct MapValue {
    entries: Vec<(Value, Value)>,
    places: HashMap<Value, usize>,
}

impl MapValue {
    pub(super) fn entries(&self) -> &[(Value, Value)] {
        &self.entries
    }

    pub(super) fn get(&self, key: &Value) -> Option<&Value> {
        self.places
            .get(key)
            .and_then(|at| self.entries.get(*at))
            .map(|(_, value)| value)
    }

    /// Sets an entry, at its old place where it has one; gives the old value.
    pub(super) fn insert(&mut self, key: Value, value: Value) -> Option<Value> {
        match self.places.get(&key).and_then(|at| self.entries.get_mut(*at)) {
            Some((_, old)) => Some(std::mem::replace(old, value)),
            None => {
                self.places.insert(key.clone(), self.entries.len());
                self.entries.push((key, value));
                None
            }
        }
    }

    /// Removes an entry; the others keep their order.
    pub(super) fn remove(&mut self, key: &Value) -> Option<Value> {
        let at = self.places.remove(key).filter(|at| *at < self.entries.len())?;
        let (_, value) = self.entries.remove(at);
        self.places
            .values_mut()
            .filter(|place| **place > at)
            .for_each(|place| *place -= 1);
        Some(value)
    }
}

impl PartialEq for MapValue {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}
impl Eq for MapValue {}
impl Hash for MapValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.entries.hash(state);
    }
}

/// The default value of a type (DECISIONS T13, T17), which is the zero value of `docs/wasm-abi.md`.
pub(super) fn default(ty: &Type, budget: &mut Budget) -> Result<Value, Fault> {
    let mut all = |types: &[Type]| -> Result<Rc<Values>, Fault> {
        budget.values(types.len())?;
        Ok(Rc::new(
            types
                .iter()
                .map(|ty| default(ty, budget))
                .collect::<Result<_, _>>()?,
        ))
    };
    Ok(match ty {
        Type::Unit => Value::Unit,
        Type::Bool => Value::Bool(false),
        Type::Int(_) | Type::FixedBytes(_) => Value::Int(U256::ZERO),
        Type::String => Value::str(""),
        Type::Address => Value::Address([0; 20]),
        Type::Hash256 => Value::Hash256([0; 32]),
        Type::Tuple(types) => Value::List(all(types)?),
        Type::Struct(definition) => Value::List(all(&definition.fields.types())?),
        Type::Array(element, count) => {
            let element = default(element, budget)?;
            repeat(&element, *count, budget)?
        }
        Type::Vector(_) => Value::list(Vec::new()),
        Type::Map(..) => Value::Map(Rc::default()),
        Type::Option(_) => Value::option(None),
        Type::Result(ok, _) => Value::Variant(0, all(std::slice::from_ref(&**ok))?),
        Type::Enum(definition) => {
            let fields = definition.variants.first().map(|variant| variant.fields.types());
            Value::Variant(0, all(&fields.unwrap_or_default())?)
        }
        // The verifier lets none through.
        Type::Reference(_) => return Err(Fault::Broken("A reference has no default.")),
    })
}

/// A list of `count` equal values, which share what they hold until it is changed.
pub(super) fn repeat(value: &Value, count: u64, budget: &mut Budget) -> Result<Value, Fault> {
    let count = usize::try_from(count).map_err(|_| Fault::OutOfMemory)?;
    budget.values(count)?;
    Ok(Value::list(vec![value.clone(); count]))
}

/// The value outside of the interpreter; `None` where it does not have the type.
pub(super) fn to_abi(ty: &Type, value: &Value) -> Option<AbiValue> {
    let all = |types: &mut dyn Iterator<Item = &Type>, values: &[Value]| -> Option<Vec<AbiValue>> {
        values.iter().map(|value| to_abi(types.next()?, value)).collect()
    };
    Some(match (ty, value) {
        (Type::Unit, Value::Unit) => AbiValue::Unit,
        (Type::Bool, Value::Bool(value)) => AbiValue::Bool(*value),
        (Type::Int(ty), Value::Int(value)) => AbiValue::int(*ty, *value),
        (Type::String, Value::Str(text)) => AbiValue::string(&**text),
        (Type::Address, Value::Address(bytes)) => AbiValue::Address(*bytes),
        (Type::Hash256, Value::Hash256(bytes)) => AbiValue::Hash256(*bytes),
        (Type::FixedBytes(_), Value::Int(value)) => {
            AbiValue::Bytes(arith::to_be_bytes(ty.carrier()?, *value))
        }
        (Type::Tuple(types), Value::List(values)) => AbiValue::Tuple(all(&mut types.iter(), values)?),
        (Type::Struct(definition), Value::List(values)) => {
            AbiValue::Struct(all(&mut definition.fields.types().iter(), values)?)
        }
        (Type::Array(element, _) | Type::Vector(element), Value::List(_)) if is_byte(element) => {
            AbiValue::Bytes(to_bytes(value)?)
        }
        (Type::Array(element, _), Value::List(values)) => {
            AbiValue::Array(all(&mut std::iter::repeat(&**element), values)?)
        }
        (Type::Vector(element), Value::List(values)) => {
            AbiValue::Vector(all(&mut std::iter::repeat(&**element), values)?)
        }
        (Type::Map(key, value), Value::Map(map)) => AbiValue::Map(
            map.entries()
                .iter()
                .map(|(k, v)| Some((to_abi(key, k)?, to_abi(value, v)?)))
                .collect::<Option<_>>()?,
        ),
        (Type::Option(inner), Value::Variant(tag, fields)) => match (tag, &fields[..]) {
            (0, []) => AbiValue::none(),
            (1, [value]) => AbiValue::some(to_abi(inner, value)?),
            _ => return None,
        },
        (Type::Result(ok, err), Value::Variant(tag, fields)) => match (tag, &fields[..]) {
            (0, [value]) => AbiValue::ok(to_abi(ok, value)?),
            (1, [value]) => AbiValue::err(to_abi(err, value)?),
            _ => return None,
        },
        (Type::Enum(definition), Value::Variant(tag, fields)) => {
            let variant = definition.variants.get(*tag as usize)?;
            let fields = all(&mut variant.fields.types().iter(), fields)?;
            AbiValue::Enum {
                variant: *tag,
                fields,
            }
        }
        _ => return None,
    })
}

/// The value of a type inside the interpreter; `None` where it does not have the type.
pub(super) fn from_abi(ty: &Type, value: &AbiValue) -> Option<Value> {
    let all = |types: &[Type], values: &[AbiValue]| -> Option<Rc<Values>> {
        let same = types.len() == values.len();
        let values = types
            .iter()
            .zip(values)
            .map(|(ty, value)| from_abi(ty, value))
            .collect::<Option<_>>();
        values.filter(|_| same).map(Rc::new)
    };
    Some(match (ty, value) {
        (Type::Unit, AbiValue::Unit) => Value::Unit,
        (Type::Bool, AbiValue::Bool(value)) => Value::Bool(*value),
        (Type::Int(ty), AbiValue::Int { ty: found, bits }) if ty == found => {
            Value::Int(*bits & arith::mask(*ty))
        }
        (Type::String, AbiValue::String(text)) => Value::str(text),
        (Type::Address, AbiValue::Address(bytes)) => Value::Address(*bytes),
        (Type::Hash256, AbiValue::Hash256(bytes)) => Value::Hash256(*bytes),
        (Type::FixedBytes(count), AbiValue::Bytes(bytes)) if bytes.len() == usize::from(*count) => {
            Value::Int(U256::try_from_be_slice(bytes)?)
        }
        (Type::Tuple(types), AbiValue::Tuple(values)) => Value::List(all(types, values)?),
        (Type::Struct(definition), AbiValue::Struct(values)) => {
            Value::List(all(&definition.fields.types(), values)?)
        }
        (Type::Array(element, count), AbiValue::Bytes(bytes)) if is_byte(element) => {
            (bytes.len() as u64 == *count).then(|| Value::bytes(bytes))?
        }
        (Type::Vector(element), AbiValue::Bytes(bytes)) if is_byte(element) => Value::bytes(bytes),
        (Type::Array(element, count), AbiValue::Array(values)) if values.len() as u64 == *count => {
            Value::list(
                values
                    .iter()
                    .map(|value| from_abi(element, value))
                    .collect::<Option<_>>()?,
            )
        }
        (Type::Vector(element), AbiValue::Vector(values)) => Value::list(
            values
                .iter()
                .map(|value| from_abi(element, value))
                .collect::<Option<_>>()?,
        ),
        (Type::Map(key, value), AbiValue::Map(entries)) => {
            let mut map = MapValue::default();
            for (k, v) in entries {
                map.insert(from_abi(key, k)?, from_abi(value, v)?);
            }
            Value::Map(Rc::new(map))
        }
        (Type::Option(_), AbiValue::Option(None)) => Value::option(None),
        (Type::Option(inner), AbiValue::Option(Some(value))) => Value::option(Some(from_abi(inner, value)?)),
        (Type::Result(ok, _), AbiValue::Result(Ok(value))) => {
            Value::Variant(0, Rc::new(vec![from_abi(ok, value)?].into()))
        }
        (Type::Result(_, err), AbiValue::Result(Err(value))) => {
            Value::Variant(1, Rc::new(vec![from_abi(err, value)?].into()))
        }
        (Type::Enum(definition), AbiValue::Enum { variant, fields }) => {
            let types = definition.variants.get(*variant as usize)?.fields.types();
            Value::Variant(*variant, all(&types, fields)?)
        }
        _ => return None,
    })
}

fn is_byte(ty: &Type) -> bool {
    *ty == Type::Int(IntType::U8)
}

/// The bytes of a list of `u8`.
pub(super) fn to_bytes(value: &Value) -> Option<Vec<u8>> {
    let Value::List(values) = value else { return None };
    values
        .iter()
        .map(|value| match value {
            Value::Int(value) => u8::try_from(*value).ok(),
            _ => None,
        })
        .collect()
}
