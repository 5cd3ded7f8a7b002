//! Cells of one run: what references refer to.
//!
//! A reference is the number of a cell, so that a value never holds another one by way of a cell, and cells that refer
//! to each other in a circle are freed with the run. It must never give a cell's content to two owners: what is taken
//! is gone until the next store, and a program that looks for it then is broken.

use std::rc::Rc;

use super::Fault;
use super::budget::Budget;
use super::value::Value;

/// Of a run, all at once: none is freed before the run ends, as in the wasm module.
#[derive(Default)]
pub(super) struct Cells(Vec<Value>);

const BROKEN: Fault = Fault::Broken("A reference has no cell, or the cell no such field.");

impl Cells {
    /// A new cell.
    pub(super) fn make(&mut self, value: Value, budget: &mut Budget) -> Result<Value, Fault> {
        budget.values(1)?;
        self.0.push(value);
        Ok(Value::Cell(self.0.len() - 1))
    }

    /// What a cell holds, or a field of it.
    pub(super) fn load(&self, cell: usize, field: Option<u32>) -> Result<Value, Fault> {
        let content = self.0.get(cell).ok_or(BROKEN)?;
        match (field, content) {
            (None, content) => Ok(content.clone()),
            (Some(field), Value::List(fields)) => fields.get(field as usize).cloned().ok_or(BROKEN),
            _ => Err(BROKEN),
        }
    }

    /// The same; the cell gives it away, so that it is changed in place where nobody else holds it.
    pub(super) fn take(&mut self, cell: usize, field: Option<u32>) -> Result<Value, Fault> {
        let content = self.0.get_mut(cell).ok_or(BROKEN)?;
        match (field, content) {
            (None, content) => Ok(std::mem::take(content)),
            (Some(field), Value::List(fields)) => {
                let field = field as usize;
                match Rc::get_mut(fields) {
                    Some(fields) => fields.get_mut(field).map(std::mem::take).ok_or(BROKEN),
                    None => fields.get(field).cloned().ok_or(BROKEN),
                }
            }
            _ => Err(BROKEN),
        }
    }

    /// Gives a cell, or a field of what it holds, a value.
    pub(super) fn store(
        &mut self,
        cell: usize,
        field: Option<u32>,
        value: Value,
        budget: &mut Budget,
    ) -> Result<Value, Fault> {
        let content = self.0.get_mut(cell).ok_or(BROKEN)?;
        match (field, content) {
            (None, content) => *content = value,
            (Some(field), Value::List(fields)) => {
                if Rc::strong_count(fields) > 1 {
                    budget.values(fields.len())?;
                }
                *Rc::make_mut(fields).get_mut(field as usize).ok_or(BROKEN)? = value;
            }
            _ => return Err(BROKEN),
        }
        Ok(Value::Unit)
    }
}
