//! The bytes of a user's function: tokens, trees and locals put together.
//!
//! This module must never choose: order, structure and places have been decided.

use std::collections::HashMap;

use twilight_diagnostics::Span;
use twilight_tir::analysis::Cfg;
use twilight_tir::{BlockId, Function};
use wasm_encoder::BlockType;

use crate::CodegenError;
use crate::emit::{FuncRef, FunctionBuilder, LOCAL_TEE, Local};
use crate::fuse::fuse;
use crate::helpers::{Context, Helper};
use crate::locals::{Assignment, assign};
use crate::machine::{Code, Def, End, Inst, Machine, Reg, Src, op};
use crate::select::select;
use crate::simplify::{is_dead, simplify};
use crate::structure::{Label, Token, reached, structure};
use crate::trees::fold;
use crate::wide::{Step, Wide};

/// Most parameters of a wasm function (a limit of every engine, from the JavaScript embedding).
pub const MAX_PARAMS: usize = 1000;

/// Generates a function.
///
/// # Errors
/// Irreducible control flow, or more parameters than wasm allows.
pub fn generate(cx: &mut Context<'_>, function: &Function) -> Result<FunctionBuilder, CodegenError> {
    let params: Vec<_> = function
        .values
        .iter()
        .take(function.params as usize)
        .map(|value| value.ty.clone())
        .collect();
    let signature = cx.signature(&params, &function.ret);
    if signature.params.len() > MAX_PARAMS {
        return Err(CodegenError::TooManyParameters {
            function: function.name.clone(),
            span: function.span,
        });
    }
    let cfg = Cfg::new(function);
    let mut machine = select(cx, function, &cfg);
    let reached = reached(&machine, &cfg);
    let mut uses = simplify(&mut machine, &cfg, &reached);
    if cx.options.wide_arithmetic {
        fuse(&mut machine, &mut uses, &cfg);
    }
    let tokens = structure(&machine, &cfg, &reached)?;
    let folded = fold(&machine, &uses, &cfg);
    let assignment = assign(&machine, &uses, &folded, &tokens);
    let revert = cx.helper_if_requested(&Helper::Revert);
    let has_results = !signature.results.is_empty();
    let mut builder = FunctionBuilder::new(signature);
    for ty in &assignment.types {
        builder.local(*ty);
    }
    for (name, ty, slots) in &machine.variables {
        let locals: Vec<Option<u32>> = slots
            .iter()
            .map(|slot| match slot {
                Src::Reg(reg) => assignment.local[*reg as usize],
                _ => None,
            })
            .collect();
        builder.variable(name, ty, locals);
    }
    for (reg, name) in machine.names.iter().filter(|_| cx.options.debug_names) {
        if let Some(local) = assignment.local[*reg as usize] {
            builder.name_local(local, name.clone());
        }
    }
    let mut emitter = Emitter {
        builder,
        machine: &machine,
        uses: &uses,
        folded: &folded,
        assignment: &assignment,
        scratch: [None; 4],
        revert,
        frames: 0,
        opened: HashMap::new(),
        last_set: None,
        last_compare: None,
        marks: cx.options.debug_info,
    };
    emitter.mark(function.span);
    for (at, token) in tokens.iter().enumerate() {
        emitter.token(token, at + 1 == tokens.len());
    }
    if has_results && tokens.last() == Some(&Token::End) {
        // No way leads here, but wasm's types do not see that.
        emitter.builder.ins().unreachable();
    }
    Ok(emitter.builder)
}

struct Emitter<'a> {
    builder: FunctionBuilder,
    machine: &'a Machine,
    uses: &'a [u32],
    folded: &'a [bool],
    assignment: &'a Assignment,
    /// Locals that carry values within one instruction.
    scratch: [Option<Local>; 4],
    revert: Option<FuncRef>,
    /// Number of open constructs.
    frames: u32,
    /// Number of constructs around each label's own. Only looked up, never iterated.
    opened: HashMap<Label, u32>,
    /// Start and end of a `local.set` that was just emitted, its local and register.
    last_set: Option<(usize, usize, u32, Reg)>,
    /// End of a comparison that was just emitted, and its opcode.
    last_compare: Option<(usize, u8)>,
    /// Whether places are recorded.
    marks: bool,
}

impl Emitter<'_> {
    fn token(&mut self, token: &Token, last: bool) {
        match token {
            Token::Block(label) => {
                self.open(*label);
                self.builder.ins().block(BlockType::Empty);
            }
            Token::Loop(label) => {
                self.open(*label);
                self.builder.ins().loop_(BlockType::Empty);
            }
            Token::If { from, negate } => {
                self.condition(*from, *negate);
                self.frames += 1;
                self.builder.ins().if_(BlockType::Empty);
            }
            Token::Else => {
                self.builder.ins().else_();
            }
            Token::End => {
                self.frames = self.frames.saturating_sub(1);
                self.builder.ins().end();
            }
            Token::Body(id) => self.body(*id),
            Token::Moves(from, to) => self.moves(*from, *to),
            Token::Br(label) => {
                let depth = self.depth(*label);
                self.builder.ins().br(depth);
            }
            Token::BrIf { from, negate, label } => {
                self.condition(*from, *negate);
                let depth = self.depth(*label);
                self.builder.ins().br_if(depth);
            }
            Token::Drop(from) => {
                self.end_operands(*from);
                self.builder.ins().drop();
            }
            Token::Table {
                from,
                labels,
                default,
            } => {
                self.end_operands(*from);
                let labels: Vec<u32> = labels.iter().map(|label| self.depth(*label)).collect();
                let default = self.depth(*default);
                self.builder.ins().br_table(labels, default);
            }
            Token::Exit(id) => self.exit(*id, last),
        }
    }

    fn open(&mut self, label: Label) {
        self.opened.insert(label, self.frames);
        self.frames += 1;
    }

    fn depth(&self, label: Label) -> u32 {
        // A label is opened once, so that what was closed is never asked for.
        let at = self.opened.get(&label).copied().unwrap_or(0);
        self.frames.saturating_sub(at + 1)
    }

    fn mark(&mut self, span: Span) {
        if self.marks {
            self.builder.mark(span);
        }
    }

    fn end_operands(&mut self, id: BlockId) {
        let machine = self.machine;
        self.mark(machine.block(id).end_span);
        self.operands(&machine.srcs[machine.block(id).end.srcs()]);
    }

    fn condition(&mut self, id: BlockId, negate: bool) {
        self.end_operands(id);
        if !negate {
            return;
        }
        match self
            .last_compare
            .filter(|(end, _)| *end == self.builder.position())
        {
            Some((end, op::I32_EQZ)) => self.builder.truncate(end - 1),
            Some((end, opcode)) if inverse(opcode).is_some() => {
                self.builder.patch(end - 1, inverse(opcode).unwrap_or(opcode));
            }
            _ => self.builder.opcode(op::I32_EQZ),
        }
        self.last_compare = None;
    }

    fn body(&mut self, id: BlockId) {
        for at in self.machine.block(id).insts.clone() {
            if self.folded[at] || is_dead(self.machine, self.uses, at) {
                continue;
            }
            let inst = &self.machine.insts[at];
            self.inst(inst);
            for reg in (inst.def..inst.def + inst.defs).rev() {
                match self.assignment.local[reg as usize] {
                    Some(local) => self.set(local, reg),
                    None => {
                        self.builder.ins().drop();
                    }
                }
            }
        }
    }

    /// Gives values to phis, all at once: the stack holds them in between.
    fn moves(&mut self, from: BlockId, to: BlockId) {
        let machine = self.machine;
        let span = machine.block(from).end_span;
        self.mark(span);
        let mut srcs = Vec::new();
        let mut targets = Vec::new();
        for (src, phi) in machine.edge(from, to).iter().zip(&machine.block(to).phis) {
            let Some(target) = self.assignment.local[*phi as usize] else {
                continue;
            };
            let in_place = match src {
                Src::Reg(reg) => self.assignment.local[*reg as usize] == Some(target),
                _ => false,
            };
            if !in_place {
                srcs.push(*src);
                targets.push((target, *phi));
            }
        }
        self.operands(&srcs);
        self.mark(span);
        for (target, phi) in targets.iter().rev() {
            self.set(*target, *phi);
        }
    }

    fn exit(&mut self, id: BlockId, last: bool) {
        self.mark(self.machine.block(id).end_span);
        match &self.machine.block(id).end {
            End::Unreachable(site) => {
                if let Some((span, message)) = site {
                    self.builder.site(*span, message.clone());
                }
                self.builder.ins().unreachable();
            }
            _ => {
                self.end_operands(id);
                if !(last && self.frames == 0) {
                    self.builder.ins().return_();
                }
            }
        }
    }

    fn operands(&mut self, srcs: &[Src]) {
        let mut at = 0;
        while let Some(src) = srcs.get(at) {
            at += 1;
            match src {
                Src::I32(value) => {
                    self.builder.ins().i32_const(*value);
                }
                Src::I64(value) => {
                    self.builder.ins().i64_const(*value);
                }
                Src::Reg(reg) => match self.machine.defs[*reg as usize] {
                    Def::Inst(inst) if self.folded[inst as usize] => {
                        let inst = &self.machine.insts[inst as usize];
                        self.inst(inst);
                        at += inst.defs as usize - 1;
                    }
                    _ => self.get(*reg),
                },
            }
        }
    }

    fn inst(&mut self, inst: &Inst) {
        let machine = self.machine;
        self.mark(inst.span);
        if let Code::Wide(wide) = inst.code {
            self.wide(inst, wide);
            return;
        }
        self.operands(&machine.srcs[inst.srcs.clone()]);
        self.mark(inst.span);
        if let Code::Guard(message) = inst.code {
            self.guard(inst, message);
            return;
        }
        let f = &mut self.builder;
        if let Some((span, message)) = &inst.site {
            f.site(*span, message.clone());
        }
        match inst.code {
            Code::Op(opcode) => {
                f.opcode(opcode);
                self.last_compare = Some((f.position(), opcode));
            }
            Code::Load(slot, offset) => slot.load(f, offset),
            Code::Store(slot, offset) => slot.store(f, offset),
            Code::MemoryCopy => {
                f.ins().memory_copy(0, 0);
            }
            Code::Call(target) => f.call(target),
            Code::Pair(opcode) => f.wide(opcode),
            Code::Select => f.opcode(0x1B),
            Code::Guard(_) | Code::Wide(_) => {}
        }
    }

    /// Takes an `i32` and reverts with a message unless it is 0.
    fn guard(&mut self, inst: &Inst, message: u32) {
        let Some(revert) = self.revert else { return };
        let f = &mut self.builder;
        f.ins().if_(BlockType::Empty).i32_const(message as i32);
        if let Some((span, message)) = &inst.site {
            f.site(*span, message.clone());
        }
        f.call(revert);
        f.ins().end();
    }

    fn wide(&mut self, inst: &Inst, wide: Wide) {
        let machine = self.machine;
        let all = &machine.srcs[inst.srcs.clone()];
        let mut srcs = all.chunks(1);
        for step in wide.steps() {
            match step {
                Step::Operand => {
                    self.operands(srcs.next().unwrap_or_default());
                    self.mark(inst.span);
                }
                Step::Addend(limb) => {
                    let at = (all.len() + usize::from(limb)).saturating_sub(usize::from(wide.limbs));
                    self.operands(all.get(at..=at).unwrap_or_default());
                    self.mark(inst.span);
                }
                Step::Zero => {
                    self.builder.ins().i64_const(0);
                }
                Step::Op(opcode) => self.builder.opcode(opcode),
                Step::Wide(opcode) => self.builder.wide(opcode),
                Step::Get(scratch) => {
                    let local = self.scratch(scratch);
                    self.builder.ins().local_get(local);
                }
                Step::Set(scratch) => {
                    let local = self.scratch(scratch);
                    self.builder.ins().local_set(local);
                }
                Step::Tee(scratch) => {
                    let local = self.scratch(scratch);
                    self.builder.ins().local_tee(local);
                }
                Step::Guard => self.guard(inst, wide.message.unwrap_or(0)),
            }
        }
    }

    fn scratch(&mut self, at: u8) -> Local {
        let builder = &mut self.builder;
        *self.scratch[usize::from(at)].get_or_insert_with(|| builder.local_i64())
    }

    fn set(&mut self, local: u32, reg: Reg) {
        let start = self.builder.position();
        self.builder.ins().local_set(local);
        self.last_set = Some((start, self.builder.position(), local, reg));
    }

    fn get(&mut self, reg: Reg) {
        let local = self.assignment.local[reg as usize].unwrap_or(0);
        let just_set = self
            .last_set
            .filter(|(_, end, stored, _)| *stored == local && *end == self.builder.position());
        match just_set {
            // What was just stored is read again: for the only time, or `local.tee`.
            Some((start, _, _, stored)) if stored == reg && self.uses[reg as usize] == 1 => {
                self.builder.truncate(start);
                self.last_set = None;
            }
            Some((start, ..)) => {
                self.builder.patch(start, LOCAL_TEE);
                self.last_set = None;
            }
            None => {
                self.builder.ins().local_get(local);
            }
        }
    }
}

/// The comparison that holds when the given one does not.
fn inverse(opcode: u8) -> Option<u8> {
    let first = match opcode {
        0x46..=0x4F => 0x46,
        0x51..=0x5A => 0x51,
        _ => return None,
    };
    // eq, ne, lt_s, lt_u, gt_s, gt_u, le_s, le_u, ge_s, ge_u
    const INVERSE: [u8; 10] = [1, 0, 8, 9, 6, 7, 4, 5, 2, 3];
    Some(first + INVERSE[usize::from(opcode - first)])
}
