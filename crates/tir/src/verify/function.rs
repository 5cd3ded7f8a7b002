//! The rules of one function.

use twilight_abi::{IntType, Type};

use super::{Rule, Verifier, VerifyError, lent};
use crate::analysis::Cfg;
use crate::liveness::live_out_at;
use crate::{Block, BlockId, Const, Function, Inst, Op, Operand, Terminator, ValueId, arith};

/// Most targets of a `switch` beside the default.
const MAX_SWITCH_TARGETS: usize = 256;

/// A broken rule, without its place.
pub(super) type Broken = (Rule, String);

/// Where a value is defined: the block and the place in it; parameters stand before everything.
#[derive(Clone, Copy)]
enum Definition {
    None,
    Param,
    Inst(BlockId, usize),
}

pub(super) struct Checker<'v, 'a> {
    pub(super) verifier: &'v mut Verifier<'a>,
    function: &'a Function,
    cfg: Cfg,
    definitions: Vec<Definition>,
    block: BlockId,
    inst: usize,
    /// For each block, the last `phi` that had an operand for it.
    seen: Vec<usize>,
    phis: usize,
}

pub(super) fn verify<'a>(verifier: &mut Verifier<'a>, function: &'a Function) {
    let errors = verifier.errors.len();
    let mut report = |rule, message: String| {
        let name = Some(function.name.clone());
        verifier.errors.push(VerifyError {
            rule,
            function: name,
            block: None,
            inst: None,
            message,
        });
    };
    if function.params as usize > function.values.len() {
        return report(Rule::V13, "There are more parameters than values.".to_owned());
    }
    if function.blocks.is_empty() {
        return report(Rule::V1, "The function has no entry block.".to_owned());
    }
    let cfg = Cfg::new(function);
    if !cfg.preds(BlockId(0)).is_empty() {
        report(Rule::V1, "The entry block has a predecessor.".to_owned());
    }
    let mut checker = Checker {
        verifier,
        function,
        cfg,
        definitions: vec![Definition::None; function.values.len()],
        block: BlockId(0),
        inst: 0,
        seen: vec![0; function.blocks.len()],
        phis: 0,
    };
    checker.types();
    checker.define_all();
    for (at, block) in function.blocks.iter().enumerate() {
        checker.block(id(at), block);
    }
    if checker.verifier.errors.len() == errors {
        checker.consumed();
        checker.lent();
    }
}

fn id(at: usize) -> BlockId {
    BlockId(u32::try_from(at).unwrap_or(u32::MAX))
}

impl Checker<'_, '_> {
    fn error(&mut self, rule: Rule, message: impl Into<String>) {
        if self.verifier.errors.len() < super::MAX_ERRORS {
            self.verifier.errors.push(VerifyError {
                rule,
                function: Some(self.function.name.clone()),
                block: Some(self.block),
                inst: Some(self.inst),
                message: message.into(),
            });
        }
    }

    fn broken(&mut self, result: Result<(), Broken>) {
        if let Err((rule, message)) = result {
            self.error(rule, message);
        }
    }

    fn types(&mut self) {
        let function = self.function;
        for ty in function
            .values
            .iter()
            .map(|value| &value.ty)
            .chain([&function.ret])
        {
            self.ty(ty);
        }
    }

    pub(super) fn ty(&mut self, ty: &Type) {
        if let Some(problem) = self.verifier.types.problem(ty) {
            self.error(Rule::V12, problem);
        }
    }

    fn define_all(&mut self) {
        let function = self.function;
        self.definitions
            .iter_mut()
            .take(function.params as usize)
            .for_each(|place| *place = Definition::Param);
        for (at, block) in function.blocks.iter().enumerate() {
            self.block = id(at);
            for (at, inst) in block.insts.iter().enumerate() {
                self.inst = at;
                let Some(result) = inst.result else { continue };
                match self.definitions.get_mut(result.0 as usize) {
                    Some(place @ Definition::None) => *place = Definition::Inst(self.block, at),
                    Some(_) => self.error(Rule::V5, format!("The value %{} is defined twice.", result.0)),
                    None => self.error(Rule::V6, format!("The value %{} does not exist.", result.0)),
                }
            }
        }
    }

    fn block(&mut self, block_id: BlockId, block: &Block) {
        self.block = block_id;
        let mut phis_over = false;
        for (at, inst) in block.insts.iter().enumerate() {
            self.inst = at;
            if let Op::Phi(incoming) = &inst.op {
                if phis_over {
                    self.error(
                        Rule::V2,
                        "A phi must stand before all other instructions of its block.",
                    );
                }
                self.phi(inst, incoming);
                continue;
            }
            phis_over = true;
            inst.op.for_each_operand(|operand| self.operand(operand));
            let result = self.op(&inst.op).and_then(|ty| self.result(inst, &ty));
            self.broken(result);
        }
        self.inst = block.insts.len();
        if let Some(operand) = block.terminator.operand() {
            self.operand(operand);
        }
        let result = self.terminator(&block.terminator);
        self.broken(result);
    }

    /// The place of a use: it must come after the definition, on every path.
    fn operand(&mut self, operand: &Operand) {
        match operand {
            Operand::Const(Const::Int(ty, value)) if !arith::is_canonical(*ty, *value) => {
                self.error(Rule::V11, format!("The constant {value} is no {}.", ty.name()));
            }
            Operand::Const(_) => {}
            Operand::Value(value) => {
                let (block, inst) = (self.block, self.inst);
                self.use_at(*value, block, inst);
            }
        }
    }

    fn use_at(&mut self, value: ValueId, block: BlockId, inst: usize) {
        match self.definitions.get(value.0 as usize) {
            None => self.error(Rule::V6, format!("The value %{} does not exist.", value.0)),
            Some(Definition::None) => {
                self.error(
                    Rule::V5,
                    format!("The value %{} is used and never defined.", value.0),
                );
            }
            Some(Definition::Param) => {}
            Some(Definition::Inst(home, at)) => {
                let before = if *home == block {
                    *at < inst
                } else {
                    self.cfg.dominates(*home, block)
                };
                if self.cfg.is_reachable(block) && !before {
                    self.error(
                        Rule::V3,
                        format!("The definition of %{} does not dominate this use.", value.0),
                    );
                }
            }
        }
    }

    fn phi(&mut self, inst: &Inst, incoming: &[(BlockId, Operand)]) {
        let Some(result) = inst.result else {
            return self.error(Rule::V5, "A phi must define a value.");
        };
        self.phis += 1;
        let ty = self.function.operand_type(&Operand::Value(result));
        let preds = self.cfg.preds(self.block).len();
        let mut distinct = 0;
        for (from, operand) in incoming {
            if !self.cfg.succs(*from).contains(&self.block) {
                self.error(
                    Rule::V2,
                    format!("The phi names block {}, which is no predecessor.", from.0),
                );
                continue;
            }
            let phi = self.phis;
            match self.seen.get_mut(from.0 as usize) {
                Some(last) if *last != phi => {
                    *last = phi;
                    distinct += 1;
                }
                _ => self.error(Rule::V2, format!("The phi names predecessor {} twice.", from.0)),
            }
            match operand {
                // The end of the predecessor comes after all its instructions.
                Operand::Value(value) => self.use_at(*value, *from, usize::MAX),
                constant => self.operand(constant),
            }
            let wanted = self.want(operand, &ty, "the phi's operand");
            self.broken(wanted);
        }
        if distinct < preds {
            let message = format!("The phi has operands for {distinct} of {preds} predecessors.");
            self.error(Rule::V2, message);
        }
    }

    pub(super) fn type_of(&self, operand: &Operand) -> Type {
        self.function.operand_type(operand)
    }

    pub(super) fn want(&self, operand: &Operand, ty: &Type, what: &str) -> Result<(), Broken> {
        self.want_as(Rule::V4, operand, ty, what)
    }

    pub(super) fn want_as(&self, rule: Rule, operand: &Operand, ty: &Type, what: &str) -> Result<(), Broken> {
        let found = match operand {
            // What does not exist was reported before.
            Operand::Value(value) => match self.function.values.get(value.0 as usize) {
                Some(known) if known.ty != *ty => known.ty.clone(),
                _ => return Ok(()),
            },
            Operand::Const(constant) if constant.ty() != *ty => constant.ty(),
            Operand::Const(_) => return Ok(()),
        };
        Err((
            rule,
            format!("The type of {what} must be `{ty}`, it is `{found}`."),
        ))
    }

    pub(super) fn want_all(
        &self,
        rule: Rule,
        operands: &[Operand],
        types: &[Type],
        what: &str,
    ) -> Result<(), Broken> {
        if operands.len() != types.len() {
            return Err((
                rule,
                format!(
                    "{} operands for {what} that takes {}.",
                    operands.len(),
                    types.len()
                ),
            ));
        }
        operands
            .iter()
            .zip(types)
            .enumerate()
            .try_for_each(|(at, (operand, ty))| {
                self.want_as(rule, operand, ty, &format!("operand {at} of {what}"))
            })
    }

    fn result(&self, inst: &Inst, ty: &Type) -> Result<(), Broken> {
        match inst.result {
            None if *ty == Type::Unit => Ok(()),
            None => Err((Rule::V5, format!("The result of type `{ty}` must be named."))),
            Some(_) if *ty == Type::Unit => {
                Err((Rule::V5, "A result of type `()` must not be named.".into()))
            }
            Some(id) => self.want(&Operand::Value(id), ty, "the result"),
        }
    }

    fn terminator(&mut self, terminator: &Terminator) -> Result<(), Broken> {
        for target in terminator.targets() {
            if target.0 as usize >= self.function.blocks.len() {
                return Err((Rule::V6, format!("There is no block {}.", target.0)));
            }
        }
        let rule = Rule::V8;
        match terminator {
            Terminator::Return(operand) => {
                self.want_as(rule, operand, &self.function.ret, "the returned value")
            }
            Terminator::BranchIf { condition, .. } => {
                self.want_as(rule, condition, &Type::Bool, "the condition")
            }
            Terminator::Switch { value, targets, .. } => {
                if targets.len() > MAX_SWITCH_TARGETS {
                    return Err((
                        rule,
                        format!("A switch has at most {MAX_SWITCH_TARGETS} targets."),
                    ));
                }
                self.want_as(rule, value, &Type::Int(IntType::U8), "the switch's value")
            }
            Terminator::Revert(message) | Terminator::Panic(message) => {
                self.want_as(rule, message, &Type::String, "the message")
            }
            Terminator::Branch(_) | Terminator::Unreachable => Ok(()),
        }
    }

    /// V14 of what cells lend, for a function that obeys all else: who owns a value takes it to be its own.
    fn lent(&mut self) {
        let function = self.function;
        let types = &mut self.verifier.types;
        let lent = lent::lent(function, |ty| types.owns(ty));
        if lent.is_empty() {
            return;
        }
        let belongs = |operand: Option<&Operand>| {
            let value = operand.and_then(Operand::value)?;
            (lent.get(value.0 as usize) == Some(&true)).then_some(value.0)
        };
        for block_id in self.cfg.rpo().to_vec() {
            let Some(block) = function.blocks.get(block_id.0 as usize) else {
                continue;
            };
            self.block = block_id;
            for (at, inst) in block.insts.iter().enumerate() {
                self.inst = at;
                if let Some(value) = belongs(inst.op.consumed()) {
                    let message = format!("The value %{value} belongs to a cell and is consumed here.");
                    self.error(Rule::V14, message);
                }
                if let Some(value) = belongs(lent::given(&inst.op)) {
                    let message = format!("The value %{value} belongs to a cell and is given to one here.");
                    self.error(Rule::V14, message);
                }
            }
        }
    }

    /// V7, for a function that obeys all else.
    fn consumed(&mut self) {
        let function = self.function;
        let mut sites: Vec<(ValueId, BlockId)> = Vec::new();
        for block_id in self.cfg.rpo() {
            let insts = function.blocks.get(block_id.0 as usize).map(|block| &block.insts);
            let consumed = insts.into_iter().flatten().filter_map(|inst| inst.op.consumed());
            sites.extend(consumed.filter_map(Operand::value).map(|id| (id, *block_id)));
        }
        if sites.is_empty() {
            return;
        }
        sites.sort_unstable();
        sites.dedup();
        let live = live_out_at(function, &self.cfg, &sites);
        let is_live_out = |block: BlockId, value: ValueId| {
            let at = sites.binary_search(&(value, block)).ok();
            at.and_then(|at| live.get(at)) == Some(&true)
        };
        // `used_after[v]` is the number of the block (from 1) in which a later use of `v` was seen.
        let mut used_after = vec![0_usize; function.values.len()];
        let rpo = self.cfg.rpo().to_vec();
        for (number, block_id) in rpo.iter().enumerate() {
            let number = number + 1;
            let Some(block) = function.blocks.get(block_id.0 as usize) else {
                continue;
            };
            let note = |used_after: &mut Vec<usize>, operand: &Operand| {
                if let Some(place) = operand.value().and_then(|id| used_after.get_mut(id.0 as usize)) {
                    *place = number;
                }
            };
            block
                .terminator
                .for_each_operand(|operand| note(&mut used_after, operand));
            for (at, inst) in block.insts.iter().enumerate().rev() {
                if let Some(value) = inst.op.consumed().and_then(Operand::value) {
                    let mut uses = 0;
                    inst.op
                        .for_each_operand(|operand| uses += usize::from(operand.value() == Some(value)));
                    let later = used_after.get(value.0 as usize) == Some(&number);
                    if later || uses > 1 || is_live_out(*block_id, value) {
                        self.block = *block_id;
                        self.inst = at;
                        let message = format!("The value %{} is consumed here and used again.", value.0);
                        self.error(Rule::V7, message);
                    }
                }
                if !matches!(inst.op, Op::Phi(_)) {
                    inst.op.for_each_operand(|operand| note(&mut used_after, operand));
                }
            }
        }
    }
}
