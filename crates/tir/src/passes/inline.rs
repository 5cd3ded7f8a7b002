//! Inlining: small functions, and those that are called from one place only, become part of their callers.
//!
//! Instructions keep their places in the source, so failures are found where they were written. Callees come
//! before callers, so that a chain of small functions becomes one; of those that are called once, at most [`MAX_DEPTH`]
//! lie within each other, because each is copied once for each around it. Functions that call themselves, by whatever
//! way, stay calls, and so do functions with loops: a call costs little beside a loop, which may cost more in
//! the middle of a larger function. Functions are never removed: their names stand in `.meta`.

use std::collections::HashMap;

use super::{Replacements, blocks};
use crate::analysis::Cfg;
use crate::{Block, BlockId, Function, Inst, Module, Op, Operand, Terminator, ValueId, summary};

/// Instructions of a function that is inlined wherever it is called. A call costs about as many instructions
/// as it has arguments, twice.
pub const SMALL: usize = 12;
/// Instructions of a function that is inlined where it is called from one place only.
pub const CALLED_ONCE: usize = 400;
/// Functions that are called once and become part of each other, one within the next: each level is copied, and
/// worked on, once for each level around it.
pub const MAX_DEPTH: u32 = 16;
/// Instructions of a function beyond which nothing is inlined into it: what comes after works on whole
/// functions.
pub const MAX_CALLER: usize = 4_000;

/// Inlines calls in all functions.
pub(super) fn run(module: &mut Module) -> bool {
    let components = summary::call_components(module);
    let mut calls = vec![0_usize; module.functions.len()];
    for inst in module
        .functions
        .iter()
        .flat_map(|function| &function.blocks)
        .flat_map(|block| &block.insts)
    {
        if let Op::Call { function, .. } = &inst.op
            && let Some(count) = calls.get_mut(function.0 as usize)
        {
            *count += 1;
        }
    }
    // What the host calls stays a function, so that its body would be there twice.
    for export in &module.exports {
        if let Some(count) = calls.get_mut(export.function.0 as usize) {
            *count += 1;
        }
    }
    let mut wanted = vec![false; module.functions.len()];
    // How many functions are within each other in each.
    let mut depths = vec![0_u32; module.functions.len()];
    let mut changed = false;
    for component in components {
        for at in &component {
            let Some(function) = module.functions.get(*at) else {
                continue;
            };
            if let Some(new) = expand(module, function, &wanted) {
                let depth = depth(function, &wanted, &depths);
                if let Some(place) = depths.get_mut(*at) {
                    *place = depth;
                }
                if let Some(place) = module.functions.get_mut(*at) {
                    *place = new;
                }
                changed = true;
            }
            let Some(function) = module.functions.get(*at) else {
                continue;
            };
            let size = size(function);
            let recursive = component.len() > 1 || calls_itself(function, *at);
            let once = calls.get(*at) == Some(&1) && depths.get(*at).is_some_and(|depth| *depth < MAX_DEPTH);
            if let Some(place) = wanted.get_mut(*at) {
                let sized = size <= SMALL || once && size <= CALLED_ONCE;
                *place = sized && !recursive && !has_loop(function);
            }
        }
    }
    changed
}

fn size(function: &Function) -> usize {
    function.blocks.iter().map(|block| block.insts.len() + 1).sum()
}

/// How many functions are within each other when the calls of a function are replaced by what they call.
fn depth(function: &Function, wanted: &[bool], depths: &[u32]) -> u32 {
    let insts = function.blocks.iter().flat_map(|block| &block.insts);
    let inner = insts.filter_map(|inst| match &inst.op {
        Op::Call { function, .. } if wanted.get(function.0 as usize) == Some(&true) => {
            depths.get(function.0 as usize).copied()
        }
        _ => None,
    });
    inner.max().map_or(0, |depth| depth + 1)
}

fn calls_itself(function: &Function, at: usize) -> bool {
    function
        .blocks
        .iter()
        .flat_map(|block| &block.insts)
        .any(|inst| matches!(&inst.op, Op::Call { function, .. } if function.0 as usize == at))
}

fn has_loop(function: &Function) -> bool {
    let cfg = Cfg::new(function);
    cfg.rpo().iter().any(|block| cfg.is_loop_header(*block))
}

/// The function with calls of wanted functions replaced by their bodies; `None` where there are none.
fn expand(module: &Module, function: &Function, wanted: &[bool]) -> Option<Function> {
    let callee = |op: &Op| match op {
        Op::Call { function: id, .. } if wanted.get(id.0 as usize) == Some(&true) => {
            module.functions.get(id.0 as usize)
        }
        _ => None,
    };
    let any = function
        .blocks
        .iter()
        .flat_map(|block| &block.insts)
        .any(|inst| callee(&inst.op).is_some());
    if !any {
        return None;
    }
    let mut builder = Builder {
        new: Function {
            blocks: Vec::new(),
            values: function.values.clone(),
            ..function.clone_head()
        },
        results: HashMap::new(),
        size: size(function),
    };
    let count = function.blocks.len();
    let (mut first, mut last) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for block in &function.blocks {
        first.push(builder.here());
        let mut insts = Vec::new();
        for inst in &block.insts {
            match (callee(&inst.op), &inst.op) {
                (Some(callee), Op::Call { args, .. }) if builder.has_room(callee) => {
                    let jump = builder.here().0 + 1;
                    builder.push(
                        std::mem::take(&mut insts),
                        Ended::Done(Terminator::Branch(BlockId(jump))),
                        inst.span,
                    );
                    insts.extend(builder.body(callee, args, inst));
                }
                _ => insts.push(inst.clone()),
            }
        }
        last.push(builder.here());
        builder.push(insts, Ended::Old(block.terminator.clone()), block.terminator_span);
    }
    Some(builder.finish(&first, &last))
}

impl Function {
    /// A function of the same name, type and place without values and blocks.
    fn clone_head(&self) -> Self {
        Self {
            name: self.name.clone(),
            params: self.params,
            ret: self.ret.clone(),
            values: Vec::new(),
            blocks: Vec::new(),
            span: self.span,
        }
    }
}

/// How a new block ends.
enum Ended {
    /// Its targets are new blocks.
    Done(Terminator),
    /// Its targets are blocks of the caller as it was.
    Old(Terminator),
}

struct Builder {
    new: Function,
    /// What results of inlined calls are.
    results: HashMap<ValueId, Operand>,
    size: usize,
}

fn block_id(at: usize) -> BlockId {
    BlockId(u32::try_from(at).unwrap_or(u32::MAX))
}

/// Marks targets that still are blocks of the caller as it was: its blocks and new ones are told apart until
/// [`Builder::finish`].
const OLD: u32 = 1 << 31;

impl Builder {
    /// The block that comes next.
    fn here(&self) -> BlockId {
        block_id(self.new.blocks.len())
    }

    fn has_room(&mut self, callee: &Function) -> bool {
        let size = size(callee);
        if self.size + size > MAX_CALLER {
            return false;
        }
        self.size += size;
        true
    }

    fn push(&mut self, insts: Vec<Inst>, ended: Ended, terminator_span: twilight_diagnostics::Span) {
        let terminator = match ended {
            Ended::Done(terminator) => terminator,
            Ended::Old(mut terminator) => {
                terminator.for_each_target_mut(|target| target.0 |= OLD);
                terminator
            }
        };
        self.new.blocks.push(Block {
            insts,
            terminator,
            terminator_span,
        });
    }

    /// Adds a callee's blocks; gives the `phi` that the block after them begins with, where one is needed.
    fn body(&mut self, callee: &Function, args: &[Operand], call: &Inst) -> Option<Inst> {
        let base = self.new.blocks.len();
        let after = block_id(base + callee.blocks.len());
        let params = callee.params as usize;
        let first = self.new.values.len();
        self.new.values.extend(callee.values.iter().skip(params).cloned());
        let value = |id: ValueId| ValueId(u32::try_from(first + id.0 as usize - params).unwrap_or(u32::MAX));
        let rename = |operand: &mut Operand| {
            if let Operand::Value(id) = operand {
                *operand = match args.get(id.0 as usize) {
                    Some(arg) if (id.0 as usize) < params => arg.clone(),
                    _ => Operand::Value(value(*id)),
                };
            }
        };
        let mut returns = Vec::new();
        for block in &callee.blocks {
            let mut block = block.clone();
            for inst in &mut block.insts {
                if let Some(result) = &mut inst.result {
                    *result = value(*result);
                }
                inst.op.for_each_operand_mut(rename);
                if let Op::Phi(incoming) = &mut inst.op {
                    incoming
                        .iter_mut()
                        .for_each(|(from, _)| *from = block_id(base + from.0 as usize));
                }
            }
            block.terminator.for_each_operand_mut(rename);
            block
                .terminator
                .for_each_target_mut(|target| *target = block_id(base + target.0 as usize));
            if let Terminator::Return(operand) = block.terminator {
                returns.push((self.here(), operand));
                block.terminator = Terminator::Branch(after);
            }
            // A block of the caller that is named below is an old one: these are new.
            self.new.blocks.push(block);
        }
        let result = call.result?;
        if returns.len() == 1 {
            let (_, operand) = returns.remove(0);
            self.results.insert(result, operand);
            return None;
        }
        // A callee that never returns leaves a `phi` without ways, in a block that nothing reaches.
        Some(Inst {
            result: Some(result),
            op: Op::Phi(returns),
            span: call.span,
        })
    }

    fn finish(mut self, first: &[BlockId], last: &[BlockId]) -> Function {
        for block in &mut self.new.blocks {
            block.terminator.for_each_target_mut(|target| {
                if target.0 & OLD != 0
                    && let Some(new) = first.get((target.0 & !OLD) as usize)
                {
                    *target = *new;
                }
            });
        }
        // `phi`s of the caller name blocks as they were; they stand in the first part of each.
        for at in first {
            let Some(block) = self.new.blocks.get_mut(at.0 as usize) else {
                continue;
            };
            for inst in &mut block.insts {
                let Op::Phi(incoming) = &mut inst.op else { break };
                incoming
                    .iter_mut()
                    .for_each(|(from, _)| *from = last.get(from.0 as usize).copied().unwrap_or(*from));
            }
        }
        let mut replacements = Replacements::new(&self.new);
        for (value, operand) in self.results {
            replacements.set(value, operand);
        }
        replacements.apply_all(&mut self.new);
        blocks::remove_unreachable(&mut self.new);
        blocks::merge(&mut self.new);
        self.new
    }
}
