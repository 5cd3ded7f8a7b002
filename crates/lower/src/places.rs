//! Places: reading, assigning and updating what stands at the end of a path.

use std::sync::Arc;

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::thir::{Expr, LocalId, Place, PlaceBase, Projection, ProjectionKind, UseMode};
use twilight_syntax::ast::BinaryOp as SourceOp;
use twilight_tir::{Builtin, CompareOp, Const, Op, Operand, Terminator, messages};

use crate::expressions::{UNIT, int, text};
use crate::function::FunctionContext;

/// A step whose operand has been evaluated.
#[derive(Clone)]
pub struct Step {
    kind: StepKind,
    /// Type after the step.
    ty: Type,
    span: Span,
}

#[derive(Clone)]
enum StepKind {
    Field(u32),
    Index(Operand),
    Key(Operand),
}

/// What the operands of a place gave.
pub enum PlaceOperands {
    /// The value of a temporary, and the indices and keys.
    Steps(Option<Operand>, Vec<Step>),
    /// The place itself.
    Found(Access),
}

/// A place whose operands have been evaluated, so that it can be read and written without doing so again.
pub enum Access {
    /// A variable and the steps in it.
    Local(LocalId, Vec<Step>),
    /// A value that nothing else owns, and the steps in it.
    Value(Operand, Vec<Step>),
    /// A reference, and the steps in what its cell holds.
    Cell(Operand, Vec<Step>),
    /// A storage key and the steps inside the value that stands there.
    Storage {
        key: Operand,
        ty: Type,
        variable: Arc<str>,
        steps: Vec<Step>,
        /// Keys of map entries passed on the way whose own presence must be recorded by a write.
        entries: Vec<Operand>,
    },
}

impl<'p> FunctionContext<'_, 'p> {
    /// Evaluates the operands of a place, left to right, and finds it.
    pub fn access(&mut self, place: &'p Place) -> Access {
        let operands = self.place_operands(place);
        self.find(place, operands)
    }

    /// Evaluates the operands of a place, left to right. Where more is evaluated before the place is read or changed,
    /// that may change what the operands lead to: [`Self::find`] follows them afterwards.
    pub fn place_operands(&mut self, place: &'p Place) -> PlaceOperands {
        let base_value = match &place.base {
            PlaceBase::Temporary(expr) | PlaceBase::Cell(expr) => Some(self.expression(expr)),
            // Made for Solidity, which says itself what is evaluated when.
            PlaceBase::Pointer { pointer, variable } => {
                let ty = self.ty(&place.base_ty);
                let access = self.pointer_access(pointer, *variable, ty, &place.projections);
                return PlaceOperands::Found(access);
            }
            _ => None,
        };
        PlaceOperands::Steps(base_value, self.steps(&place.projections))
    }

    /// The place that evaluated operands lead to; indices in storage are checked now.
    pub fn find(&mut self, place: &Place, operands: PlaceOperands) -> Access {
        let (base_value, steps) = match operands {
            PlaceOperands::Found(access) => return access,
            PlaceOperands::Steps(base_value, steps) => (base_value, steps),
        };
        match (&place.base, base_value) {
            (PlaceBase::Local(local), _) => Access::Local(*local, steps),
            (PlaceBase::Storage(contract, index), _) => {
                let base_ty = self.ty(&place.base_ty);
                let variable = self.storage_name(*contract, *index);
                let key = Operand::Const(Const::Str(Arc::clone(&variable)));
                self.storage_access(key, variable, base_ty, steps)
            }
            (PlaceBase::Cell(_), Some(reference)) => Access::Cell(reference, steps),
            (_, value) => Access::Value(value.unwrap_or(UNIT), steps),
        }
    }

    /// Evaluates the operands of steps, left to right.
    pub fn steps(&mut self, projections: &'p [Projection]) -> Vec<Step> {
        let mut steps = Vec::with_capacity(projections.len());
        for projection in projections {
            let kind = match &projection.kind {
                ProjectionKind::Field(index) => StepKind::Field(*index),
                ProjectionKind::Index(index) => StepKind::Index(self.expression(index)),
                ProjectionKind::Key(key) => StepKind::Key(self.expression(key)),
            };
            steps.push(Step {
                kind,
                ty: self.ty(&projection.ty),
                span: projection.span,
            });
        }
        steps
    }

    /// Turns the steps through spread types, from the place under `key` on, into the key.
    pub fn storage_access(
        &mut self,
        mut key: Operand,
        variable: Arc<str>,
        base_ty: Type,
        steps: Vec<Step>,
    ) -> Access {
        let mut ty = base_ty;
        let mut entries = Vec::new();
        let mut rest = steps.into_iter();
        while self.is_spread(&ty) {
            let Some(step) = rest.next() else { break };
            key = match step.kind {
                StepKind::Key(index) => {
                    let key_ty = self.builder.operand_type(&index);
                    self.builder.emit(
                        Op::KeyIndex {
                            base: key,
                            ty: key_ty,
                            index,
                        },
                        Type::String,
                        step.span,
                    )
                }
                StepKind::Index(index) => {
                    let length = match ty {
                        Type::Array(_, count) => int(IntType::U64, count),
                        _ => self.state_read(key.clone(), &Type::Int(IntType::U64), &variable, step.span),
                    };
                    self.check_index(index.clone(), length, step.span);
                    self.index_key(key, index, step.span)
                }
                StepKind::Field(field) => self.field_key(key, &ty, field, step.span),
            };
            ty = step.ty;
            if self.records_presence() && matches!(ty, Type::Struct(_)) && self.is_spread(&ty) {
                entries.push(key.clone());
            }
        }
        Access::Storage {
            key,
            ty,
            variable,
            steps: rest.collect(),
            entries,
        }
    }

    /// Key of element `index` of the spread vector under `base`.
    pub fn index_key(&mut self, base: Operand, index: Operand, span: Span) -> Operand {
        self.builder.emit(
            Op::KeyIndex {
                base,
                ty: Type::Int(IntType::U64),
                index,
            },
            Type::String,
            span,
        )
    }

    /// Key of a field of the spread struct under `base`.
    pub fn field_key(&mut self, base: Operand, ty: &Type, field: u32, span: Span) -> Operand {
        let name = field_name(ty, field);
        self.builder.emit(Op::KeyField { base, name }, Type::String, span)
    }

    /// Panics unless `index < length`.
    pub fn check_index(&mut self, index: Operand, length: Operand, span: Span) {
        let compare = Op::Compare {
            op: CompareOp::Lt,
            ty: Type::Int(IntType::U64),
            lhs: index,
            rhs: length,
        };
        let inside = self.builder.emit(compare, Type::Bool, span);
        self.guard(inside, span, |fx| {
            fx.builder
                .terminate(Terminator::Panic(text(messages::INDEX_OUT_OF_BOUNDS)), span);
        });
    }

    /// Reads a place; what is read may share storage with it.
    pub fn load(&mut self, access: &Access, span: Span) -> Operand {
        match access {
            Access::Local(local, steps) => {
                let value = self.read_local(*local);
                self.walk(value, steps)
            }
            Access::Value(value, steps) => self.walk(value.clone(), steps),
            Access::Cell(reference, steps) => {
                let (field, rest) = split_field(steps);
                let value = self.read_cell(reference, field, span);
                self.walk(value, rest)
            }
            Access::Storage {
                key,
                ty,
                variable,
                steps,
                ..
            } => {
                let value = self.read_storage(key.clone(), ty, variable, span);
                self.walk(value, steps)
            }
        }
    }

    /// Reads a place whose value is changed in place and stored again on every way from here.
    pub fn load_to_update(&mut self, access: &Access, span: Span) -> Operand {
        match access {
            Access::Cell(reference, steps) if split_field(steps).1.is_empty() => {
                self.take_from_cell(reference, split_field(steps).0, span)
            }
            _ => self.load(access, span),
        }
    }

    /// Reads a place whose value may be changed in place before the place itself is stored again, or is not.
    pub fn load_to_lend(&mut self, access: &Access, span: Span) -> Operand {
        let value = self.load(access, span);
        // Others can look into a cell meanwhile.
        match access {
            Access::Cell(..) => self.copy(value, span),
            _ => value,
        }
    }

    /// Assigns a place.
    pub fn store(&mut self, access: &Access, value: Operand, span: Span) {
        match access {
            Access::Local(local, steps) => {
                let value = if steps.is_empty() {
                    value
                } else {
                    let whole = self.read_local(*local);
                    self.update(whole, steps, value)
                };
                self.write_local(*local, value);
            }
            // Nobody can look at a temporary afterwards.
            Access::Value(..) => {}
            Access::Cell(reference, steps) => {
                let (field, rest) = split_field(steps);
                let value = if rest.is_empty() {
                    value
                } else {
                    let whole = self.take_from_cell(reference, field, span);
                    self.update(whole, rest, value)
                };
                self.write_cell(reference, field, value, span);
            }
            Access::Storage {
                key,
                ty,
                variable,
                steps,
                entries,
            } => {
                let value = if steps.is_empty() {
                    value
                } else {
                    let whole = self.read_storage(key.clone(), ty, variable, span);
                    self.update(whole, steps, value)
                };
                for entry in entries {
                    self.mark_present(entry.clone(), variable, span);
                }
                self.write_storage(key.clone(), ty, value, variable, span);
            }
        }
    }

    fn walk(&mut self, mut value: Operand, steps: &[Step]) -> Operand {
        for step in steps {
            value = self.step_into(value, step);
        }
        value
    }

    fn step_into(&mut self, value: Operand, step: &Step) -> Operand {
        let ty = self.builder.operand_type(&value);
        match (&step.kind, &ty) {
            (StepKind::Field(index), _) => self.builder.emit(
                Op::Extract {
                    aggregate: value,
                    index: *index,
                },
                step.ty.clone(),
                step.span,
            ),
            (StepKind::Index(index), Type::Vector(element)) => {
                let types = vec![(**element).clone()];
                self.builtin(Builtin::VecGet, types, vec![value, index.clone()], step.span)
            }
            (StepKind::Index(index), _) => self.builtin(
                Builtin::ArrayGet,
                vec![ty.clone()],
                vec![value, index.clone()],
                step.span,
            ),
            (StepKind::Key(key), Type::Map(key_ty, value_ty)) => {
                let types = vec![(**key_ty).clone(), (**value_ty).clone()];
                let found = self.builtin(Builtin::MapGet, types, vec![value, key.clone()], step.span);
                self.value_or_default(found, (**value_ty).clone(), step.span)
            }
            (StepKind::Key(_), _) => UNIT,
        }
    }

    /// The payload of an `Option`, or the type's default.
    fn value_or_default(&mut self, option: Operand, ty: Type, span: Span) -> Operand {
        let present = self.has_tag(&option, 1, span);
        let (some_ty, none_ty) = (ty.clone(), ty.clone());
        self.branches(
            present,
            ty,
            span,
            |fx| fx.payload(option, 1, 0, some_ty, span),
            |fx| fx.builder.emit(Op::Default(none_ty.clone()), none_ty, span),
        )
    }

    /// `whole` with the value at the end of `steps` replaced.
    fn update(&mut self, whole: Operand, steps: &[Step], value: Operand) -> Operand {
        // Down the path, remembering each container, then up again: paths are short, but not by recursion.
        let mut containers = Vec::with_capacity(steps.len());
        let mut at = whole;
        for (index, step) in steps.iter().enumerate() {
            containers.push(at.clone());
            if index + 1 < steps.len() {
                at = self.step_into(at, step);
            }
        }
        let mut value = value;
        for (container, step) in containers.into_iter().zip(steps).rev() {
            value = self.replace(container, step, value);
        }
        value
    }

    fn replace(&mut self, container: Operand, step: &Step, value: Operand) -> Operand {
        let ty = self.builder.operand_type(&container);
        match (&step.kind, &ty) {
            (StepKind::Field(index), _) => self.builder.emit(
                Op::Insert {
                    aggregate: container,
                    index: *index,
                    value,
                },
                ty.clone(),
                step.span,
            ),
            (StepKind::Index(index), Type::Vector(element)) => {
                let types = vec![(**element).clone()];
                self.builtin(
                    Builtin::VecSet,
                    types,
                    vec![container, index.clone(), value],
                    step.span,
                )
            }
            (StepKind::Index(index), _) => {
                let args = vec![container, index.clone(), value];
                self.builtin(Builtin::ArraySet, vec![ty.clone()], args, step.span)
            }
            (StepKind::Key(key), Type::Map(key_ty, value_ty)) => {
                let types = vec![(**key_ty).clone(), (**value_ty).clone()];
                let args = vec![container, key.clone(), value];
                let pair = self.builtin(Builtin::MapInsert, types, args, step.span);
                self.builder.emit(
                    Op::Extract {
                        aggregate: pair,
                        index: 0,
                    },
                    ty.clone(),
                    step.span,
                )
            }
            (StepKind::Key(_), _) => UNIT,
        }
    }

    /// A place as a value.
    pub fn use_place(&mut self, place: &'p Place, mode: UseMode, span: Span) -> Operand {
        let access = self.access(place);
        let value = self.load(&access, span);
        let fresh = matches!(access, Access::Storage { .. });
        match mode {
            // What storage gives is a copy already.
            UseMode::Copy | UseMode::Clone if !fresh => self.copy(value, span),
            // What stands in a cell stays there.
            UseMode::Move if matches!(access, Access::Cell(..)) => self.copy(value, span),
            _ => value,
        }
    }

    /// `place = value`, `place op= value`.
    pub fn assign(&mut self, place: &'p Place, op: Option<SourceOp>, value: &'p Expr, span: Span) {
        // The right side may change the place, or what it lies in: it is found and read afterwards.
        let operands = self.place_operands(place);
        let right = self.expression(value);
        let access = self.find(place, operands);
        let value = match op {
            None => right,
            Some(op) => {
                let left = self.load(&access, place.span);
                self.operate(op, left, right, span)
            }
        };
        self.store(&access, value, span);
    }

    /// The length of a vector or array, or of a vector in storage.
    pub fn length_of(&mut self, value: &Operand, span: Span) -> Operand {
        match self.builder.operand_type(value) {
            Type::Array(_, count) => int(IntType::U64, count),
            Type::Vector(element) => self.builtin(
                Builtin::VecLen,
                vec![(*element).clone()],
                vec![value.clone()],
                span,
            ),
            _ => int(IntType::U64, 0),
        }
    }
}

/// A first step into a field: cells are read and written by field.
fn split_field(steps: &[Step]) -> (Option<u32>, &[Step]) {
    match steps {
        [
            Step {
                kind: StepKind::Field(field),
                ..
            },
            rest @ ..,
        ] => (Some(*field), rest),
        _ => (None, steps),
    }
}

fn field_name(ty: &Type, field: u32) -> Arc<str> {
    let name = match ty {
        Type::Struct(ty) => match &*ty.fields {
            twilight_abi::VariantFields::Named(fields) => {
                fields.get(field as usize).map(|(name, _)| name.clone())
            }
            _ => None,
        },
        _ => None,
    };
    Arc::from(name.unwrap_or_else(|| field.to_string()))
}
