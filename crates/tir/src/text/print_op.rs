//! The part of the printer that writes instructions and terminators (spec 07 §6).

use twilight_abi::Type;

use super::mnemonics::{self, name_of};
use super::print::Printer;
use crate::{Block, Const, ContextVar, Function, Inst, Op, Operand, Terminator, UnaryOp, ValueId};

/// Whether comparisons of the type are signed.
fn is_signed(ty: &Type) -> bool {
    matches!(ty, Type::Int(ty) if ty.signed)
}

/// Calls `each` for every type that the operation itself mentions.
pub(super) fn for_each_type(op: &Op, each: &mut impl FnMut(&Type)) {
    match op {
        Op::Unary { ty, .. }
        | Op::Compare { ty, .. }
        | Op::Default(ty)
        | Op::Aggregate { ty, .. }
        | Op::Variant { ty, .. }
        | Op::KeyIndex { ty, .. }
        | Op::StateRead { ty, .. }
        | Op::StateGet { ty, .. }
        | Op::StateWrite { ty, .. } => each(ty),
        Op::Builtin { types, .. } => types.iter().for_each(each),
        _ => {}
    }
}

impl Printer<'_> {
    pub(super) fn inst(&mut self, function: &Function, inst: &Inst) {
        let result = inst.result.and_then(|id| function.values.get(id.0 as usize));
        if let Some(id) = inst.result {
            self.register(function, id);
            self.out.push_str(": ");
            self.ty(result.map_or(&Type::Unit, |value| &value.ty));
            self.out.push_str(" = ");
        }
        self.op(function, &inst.op, inst.result);
        let mut entries = Vec::new();
        if let Op::StateRead { variable, .. }
        | Op::StateGet { variable, .. }
        | Op::StateWrite { variable, .. }
        | Op::StateRemove { variable, .. }
        | Op::StateExists { variable, .. } = &inst.op
        {
            entries.push(("variable", variable.to_string()));
            if self.sources.is_some() {
                let hash = twilight_abi::blake3(crate::domain_name(variable).as_bytes());
                entries.push(("domain_hash", twilight_abi::hex(&hash)));
            }
        }
        self.metadata(inst.span, &entries);
        self.out.push('\n');
    }

    fn op(&mut self, function: &Function, op: &Op, result: Option<ValueId>) {
        match op {
            Op::Phi(incoming) => {
                let ty = result.map_or(Type::Unit, |id| function.operand_type(&Operand::Value(id)));
                self.words("phi", &ty);
                for (at, (block, operand)) in incoming.iter().enumerate() {
                    self.out.push_str(if at == 0 { " [ " } else { ", [ " });
                    self.operand(function, operand);
                    self.out.push_str(", ");
                    self.label(*block);
                    self.out.push_str(" ]");
                }
            }
            Op::Binary { op, ty, lhs, rhs } => {
                self.words(name_of(mnemonics::BINARY, op, ty.signed), &Type::Int(*ty));
                self.operands(function, &[lhs, rhs]);
            }
            Op::Unary { op, ty, operand } => {
                self.words(if *op == UnaryOp::Neg { "neg" } else { "not" }, ty);
                self.operands(function, &[operand]);
            }
            Op::Compare { op, ty, lhs, rhs } => {
                self.out.push_str("icmp ");
                self.words(name_of(mnemonics::COMPARE, op, is_signed(ty)), ty);
                self.operands(function, &[lhs, rhs]);
            }
            Op::Cast {
                op,
                from,
                to,
                operand,
            } => {
                self.words(name_of(mnemonics::CAST, op, from.signed), &Type::Int(*from));
                self.operands(function, &[operand]);
                self.out.push_str(" to ");
                self.out.push_str(to.name());
            }
            Op::Select {
                condition,
                then,
                otherwise,
            } => {
                self.out.push_str("select bool ");
                self.operand(function, condition);
                for arm in [then, otherwise] {
                    self.out.push_str(", ");
                    self.typed(function, arm);
                }
            }
            Op::Default(ty) => self.words("default", ty),
            Op::Copy(operand) => self.one(function, "copy", operand),
            Op::Aggregate { ty, elements } => {
                self.words("aggregate", ty);
                self.out.push(' ');
                self.list(function, elements);
            }
            Op::Extract { aggregate, index } => {
                self.one(function, "extractvalue", aggregate);
                self.index(*index);
            }
            Op::Insert {
                aggregate,
                index,
                value,
            } => {
                self.one(function, "insertvalue", aggregate);
                self.out.push_str(", ");
                self.typed(function, value);
                self.index(*index);
            }
            Op::Variant { ty, variant, fields } => {
                self.words("variant", ty);
                self.index(*variant);
                self.out.push(' ');
                self.list(function, fields);
            }
            Op::Tag(operand) => self.one(function, "get_enum_tag", operand),
            Op::Payload {
                value,
                variant,
                index,
            } => {
                self.one(function, "extract_enum_value", value);
                self.index(*variant);
                self.index(*index);
            }
            Op::InsertPayload {
                value,
                variant,
                index,
                field,
            } => {
                self.one(function, "insert_enum_value", value);
                self.out.push_str(", ");
                self.typed(function, field);
                self.index(*variant);
                self.index(*index);
            }
            Op::Builtin { builtin, types, args } => {
                self.out.push_str("builtin ");
                self.out.push_str(builtin.name());
                if !types.is_empty() {
                    self.out.push('<');
                    self.type_list(types);
                    self.out.push('>');
                }
                self.list(function, args);
            }
            Op::Call {
                function: callee,
                args,
            } => {
                let ret = self
                    .module
                    .functions
                    .get(callee.0 as usize)
                    .map_or(Type::Unit, |f| f.ret.clone());
                self.words("call", &ret);
                self.out.push(' ');
                self.function_ref(*callee);
                self.out.push('(');
                for (at, arg) in args.iter().enumerate() {
                    self.comma(at);
                    self.typed(function, arg);
                }
                self.out.push(')');
            }
            Op::ReferenceNew(_)
            | Op::ReferenceLoad { .. }
            | Op::ReferenceTake { .. }
            | Op::ReferenceStore { .. } => self.cell_op(function, op),
            _ => self.host_op(function, op),
        }
    }

    /// Operations on cells; the number of the field, where there is one, comes last.
    fn cell_op(&mut self, function: &Function, op: &Op) {
        let field = match op {
            Op::ReferenceNew(value) => {
                self.one(function, "reference_new", value);
                None
            }
            Op::ReferenceLoad { reference, field } => {
                self.one(function, "reference_load", reference);
                *field
            }
            Op::ReferenceTake { reference, field } => {
                self.one(function, "reference_take", reference);
                *field
            }
            Op::ReferenceStore {
                reference,
                field,
                value,
            } => {
                self.one(function, "reference_store", reference);
                self.out.push_str(", ");
                self.typed(function, value);
                *field
            }
            _ => None,
        };
        if let Some(field) = field {
            self.index(field);
        }
    }

    /// Operations on storage, events and the context (spec 07 §6.8, §6.13).
    fn host_op(&mut self, function: &Function, op: &Op) {
        match op {
            Op::KeyIndex { base, ty, index } => {
                self.words("key_index", ty);
                self.operands(function, &[base, index]);
            }
            Op::KeyField { base, name } => {
                self.out.push_str("key_field ");
                self.operand(function, base);
                self.out.push_str(", ");
                self.string(name);
            }
            Op::StateRead { ty, key, .. } => {
                self.words("state_read", ty);
                self.operands(function, &[key]);
            }
            Op::StateGet { ty, key, .. } => {
                self.words("state_get", ty);
                self.operands(function, &[key]);
            }
            Op::StateWrite { ty, key, value, .. } => {
                self.words("state_write", ty);
                self.operands(function, &[key, value]);
            }
            Op::StateRemove { key, .. } => {
                self.out.push_str("state_remove");
                self.operands(function, &[key]);
            }
            Op::StateExists { key, .. } => {
                self.out.push_str("state_exists");
                self.operands(function, &[key]);
            }
            Op::Emit { event, args } => {
                self.out.push_str("emit_event ");
                self.event_ref(*event);
                self.list(function, args);
            }
            Op::GetContext(part) => {
                self.out.push_str("get_ctx ");
                self.out.push_str(context_name(*part));
            }
            Op::SetContext { part, value } => {
                self.out.push_str("set_ctx ");
                self.out.push_str(context_name(*part));
                self.operands(function, &[value]);
            }
            Op::Events => self.out.push_str("events"),
            _ => {}
        }
    }

    pub(super) fn terminator(&mut self, function: &Function, block: &Block) {
        match &block.terminator {
            Terminator::Return(Operand::Const(Const::Unit)) => self.out.push_str("ret void"),
            Terminator::Return(operand) => self.one(function, "ret", operand),
            Terminator::Branch(target) => {
                self.out.push_str("br ");
                self.label(*target);
            }
            Terminator::BranchIf {
                condition,
                then,
                otherwise,
            } => {
                self.out.push_str("br_if ");
                self.operand(function, condition);
                self.out.push_str(", ");
                self.label(*then);
                self.out.push_str(", ");
                self.label(*otherwise);
            }
            Terminator::Switch {
                value,
                targets,
                default,
            } => {
                self.one(function, "switch", value);
                self.out.push_str(" [");
                for (at, target) in targets.iter().enumerate() {
                    self.out.push_str(if at == 0 { " " } else { ", " });
                    self.label(*target);
                }
                self.out.push_str(" ], ");
                self.label(*default);
            }
            Terminator::Revert(message) => self.one(function, "revert", message),
            Terminator::Panic(message) => self.one(function, "panic", message),
            Terminator::Unreachable => self.out.push_str("unreachable"),
        }
        self.metadata(block.terminator_span, &[]);
        self.out.push('\n');
    }

    /// `opcode type`
    fn words(&mut self, opcode: &str, ty: &Type) {
        self.out.push_str(opcode);
        self.out.push(' ');
        self.ty(ty);
    }

    /// `type operand`
    fn typed(&mut self, function: &Function, operand: &Operand) {
        let ty = function.operand_type(operand);
        self.ty(&ty);
        self.out.push(' ');
        self.operand(function, operand);
    }

    /// `opcode type operand`
    fn one(&mut self, function: &Function, opcode: &str, operand: &Operand) {
        self.out.push_str(opcode);
        self.out.push(' ');
        self.typed(function, operand);
    }

    fn operands(&mut self, function: &Function, operands: &[&Operand]) {
        for (at, operand) in operands.iter().enumerate() {
            self.out.push_str(if at == 0 { " " } else { ", " });
            self.operand(function, operand);
        }
    }

    fn list(&mut self, function: &Function, operands: &[Operand]) {
        self.out.push('(');
        for (at, operand) in operands.iter().enumerate() {
            self.comma(at);
            self.operand(function, operand);
        }
        self.out.push(')');
    }

    fn index(&mut self, index: u32) {
        self.out.push_str(", ");
        self.out.push_str(&index.to_string());
    }
}

fn context_name(part: ContextVar) -> &'static str {
    mnemonics::CONTEXT
        .iter()
        .find(|(entry, _)| *entry == part)
        .map_or("", |(_, name)| name)
}
