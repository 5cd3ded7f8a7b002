//! Vectors and arrays in the run-time library (`crate::builtin`): what each operation on them gives.
//!
//! A list that others share is copied before it changes; nothing here may change one in place.

use twilight_abi::Type;

use super::builtins::{Call, MISSING, bad_index};
use super::value::{self, Value};
use super::{Fault, out_of_bounds};
use crate::Builtin;

impl Call<'_> {
    pub(super) fn sequence(&mut self, builtin: Builtin) -> Result<Value, Fault> {
        use Builtin as B;
        Ok(match builtin {
            B::VecRepeat => {
                let (value, count) = (self.take(0)?, self.index(1)?);
                value::repeat(&value, count as u64, self.budget)?
            }
            B::ArrayRepeat => {
                let Some(Type::Array(_, count)) = self.types.first() else {
                    return Err(MISSING);
                };
                let value = self.take(0)?;
                value::repeat(&value, *count, self.budget)?
            }
            B::VecLen => Value::u64(self.list(0)?.len()),
            B::VecGet | B::ArrayGet | B::VecGetUnchecked | B::ArrayGetUnchecked => {
                let (list, at) = (self.list(0)?, self.index(1)?);
                list.get(at).cloned().ok_or_else(|| bad_index(builtin))?
            }
            B::VecSet | B::ArraySet | B::VecSetUnchecked | B::ArraySetUnchecked => {
                let (mut list, at, value) = (self.own_list(0)?, self.index(1)?, self.take(2)?);
                *list.get_mut(at).ok_or_else(|| bad_index(builtin))? = value;
                Value::list(list)
            }
            B::VecPush => {
                let (mut list, value) = (self.own_list(0)?, self.take(1)?);
                self.budget.values(1)?;
                list.push(value);
                Value::list(list)
            }
            B::VecPop => {
                let mut list = self.own_list(0)?;
                let last = list.pop();
                Value::list(vec![Value::list(list), Value::option(last)])
            }
            B::VecSlice => {
                let (list, start, end) = (self.list(0)?, self.index(1)?, self.index(2)?);
                let slice = list.get(start..end).ok_or_else(out_of_bounds)?;
                self.budget.values(slice.len())?;
                Value::list(slice.to_vec())
            }
            B::VecInsert => {
                let (mut list, at, value) = (self.own_list(0)?, self.index(1)?, self.take(2)?);
                if at > list.len() {
                    return Err(out_of_bounds());
                }
                self.budget.values(1)?;
                self.budget.walk(list.len() - at)?;
                list.insert(at, value);
                Value::list(list)
            }
            B::VecRemove => {
                let (mut list, at) = (self.own_list(0)?, self.index(1)?);
                if at >= list.len() {
                    return Err(out_of_bounds());
                }
                self.budget.walk(list.len() - at)?;
                let value = list.remove(at);
                Value::list(vec![Value::list(list), value])
            }
            B::VecTruncate => {
                let (mut list, length) = (self.own_list(0)?, self.index(1)?);
                list.truncate(length);
                Value::list(list)
            }
            B::VecSwap => {
                let (mut list, a, b) = (self.own_list(0)?, self.index(1)?, self.index(2)?);
                if a >= list.len() || b >= list.len() {
                    return Err(out_of_bounds());
                }
                list.swap(a, b);
                Value::list(list)
            }
            B::VecReverse => {
                let mut list = self.own_list(0)?;
                self.budget.walk(list.len())?;
                list.reverse();
                Value::list(list)
            }
            B::VecExtend => {
                let (mut list, more) = (self.own_list(0)?, self.list(1)?);
                self.budget.values(more.len())?;
                list.extend(more.iter().cloned());
                Value::list(list)
            }
            B::VecContains => {
                let (list, value) = (self.list(0)?, self.take(1)?);
                self.budget.walk(list.len())?;
                list.iter().try_for_each(value::check_nesting)?;
                value::check_nesting(&value)?;
                Value::Bool(list.contains(&value))
            }
            B::VecIndexOf => {
                let (list, value) = (self.list(0)?, self.take(1)?);
                self.budget.walk(list.len())?;
                list.iter().try_for_each(value::check_nesting)?;
                value::check_nesting(&value)?;
                Value::option(list.iter().position(|other| *other == value).map(Value::u64))
            }
            B::VecSort => {
                let mut list = self.own_list(0)?;
                // As many comparisons as there are elements times their number's bits.
                let bits = usize::BITS - list.len().leading_zeros();
                self.budget.walk(list.len().saturating_mul(bits as usize))?;
                let ty = self.types.first().ok_or(MISSING)?;
                list.sort_by(|a, b| order(ty, a, b));
                Value::list(list)
            }
            B::VecDedup => {
                let mut list = self.own_list(0)?;
                self.budget.walk(list.len())?;
                list.iter().try_for_each(value::check_nesting)?;
                list.dedup();
                Value::list(list)
            }
            B::VecToArray => {
                let list = self.list(0)?;
                match self.types.first() {
                    Some(Type::Array(_, count)) if *count == list.len() as u64 => {}
                    _ => return Err(out_of_bounds()),
                }
                self.budget.values(list.len())?;
                Value::List(list)
            }
            B::ArrayToVec => Value::List(self.list(0)?),
            _ => Value::list(Vec::new()),
        })
    }
}

/// The order of two integers by their sign, or of two strings by their bytes.
fn order(ty: &Type, a: &Value, b: &Value) -> std::cmp::Ordering {
    match (ty, a, b) {
        (Type::Int(ty), Value::Int(a), Value::Int(b)) => ty.order(*a, *b),
        (_, Value::Str(a), Value::Str(b)) => a.cmp(b),
        _ => std::cmp::Ordering::Equal,
    }
}
