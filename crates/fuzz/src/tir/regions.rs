//! Control flow of random modules: branches, switches over what a value is, counted loops, early ends. All of it
//! is reducible, as the back end wants.

use twilight_abi::{IntType, Type};
use twilight_tir::{BinaryOp, BlockId, CompareOp, Inst, Op, Operand, Terminator, ValueId};

use super::body::Body;
use super::types;

/// Most rounds of a loop.
const MAX_ROUNDS: usize = 5;

/// Ways into a block that is not written yet: where they come from, with the values of its `phi`s.
struct Join {
    types: Vec<Type>,
    ways: Vec<(BlockId, Vec<Operand>)>,
}

impl Body<'_> {
    /// Some instructions and nested regions; `depth` bounds the nesting.
    pub fn region(&mut self, count: usize, depth: usize) {
        for _ in 0..count {
            if self.left <= 0 {
                return;
            }
            match self.random.below(14) {
                0 | 1 if depth > 0 => self.branch(depth),
                2 if depth > 0 => self.switch(depth),
                3 | 4 if depth > 0 && self.loops < 2 => self.counted(depth),
                5 if depth > 0 => self.guarded(depth),
                6 => self.print(),
                _ => self.instruction(),
            }
        }
    }

    /// Writes something in a scope of its own: what it defines is gone afterwards, and what stood before is not
    /// consumed.
    fn scoped<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let scope = self.scope.clone();
        let fresh = std::mem::take(&mut self.fresh);
        let result = write(self);
        self.scope = scope;
        self.fresh = fresh;
        result
    }

    fn join(&mut self) -> Join {
        let count = self.random.below(3);
        let known = self.known(|ty| !types::is_collection(ty));
        let types = (0..count)
            .map(|_| match self.random.pick(&known) {
                Some(id) => self.ty(*id),
                None => Type::Bool,
            })
            .collect();
        Join {
            types,
            ways: Vec::new(),
        }
    }

    /// The values that the current block gives the `phi`s.
    fn way(&mut self, join: &mut Join) {
        let operands = join.types.clone().iter().map(|ty| self.operand(ty)).collect();
        join.ways.push((self.current, operands));
    }

    /// Goes on in the block where all ways meet.
    fn meet(&mut self, target: BlockId, join: Join) {
        self.current = target;
        for (at, ty) in join.types.iter().enumerate() {
            let operands = join
                .ways
                .iter()
                .filter_map(|(from, operands)| Some((*from, operands.get(at)?.clone())))
                .collect();
            self.emit(Op::Phi(operands), ty);
        }
    }

    /// The end of an arm: mostly it joins the others, now and then it leaves the function.
    fn arm_end(&mut self, target: BlockId, join: &mut Join, may_leave: bool) {
        if may_leave && self.one_in(8) {
            let end = match self.random.below(4) {
                0 => Terminator::Revert(self.message()),
                1 => Terminator::Panic(self.message()),
                _ => {
                    let ret = self.ret();
                    Terminator::Return(self.result(&ret))
                }
            };
            self.end(end);
            return;
        }
        self.way(join);
        self.end(Terminator::Branch(target));
    }

    fn branch(&mut self, depth: usize) {
        let condition = self.operand(&Type::Bool);
        let mut join = self.join();
        let (then, target) = (self.block(), self.block());
        let otherwise = match self.random.below(4) {
            // Straight to where both meet.
            0 => {
                self.way(&mut join);
                None
            }
            _ => Some(self.block()),
        };
        // Both may be the same block.
        let both = otherwise.is_none() && self.one_in(6);
        self.end(Terminator::BranchIf {
            condition,
            then: if both { target } else { then },
            otherwise: otherwise.unwrap_or(target),
        });
        if !both {
            self.current = then;
            self.scoped(|this| {
                let count = 1 + this.random.below(4);
                this.region(count, depth - 1);
                this.arm_end(target, &mut join, true);
            });
        }
        if let Some(otherwise) = otherwise {
            self.current = otherwise;
            self.scoped(|this| {
                let count = this.random.below(4);
                this.region(count, depth - 1);
                this.arm_end(target, &mut join, false);
            });
        }
        self.meet(target, join);
    }

    /// An element where the index is found good.
    fn guarded(&mut self, depth: usize) {
        let Some((condition, get, ty)) = self.element_if_there() else {
            return self.instruction();
        };
        let mut join = self.join();
        let (then, target) = (self.block(), self.block());
        self.way(&mut join);
        self.end(Terminator::BranchIf {
            condition,
            then,
            otherwise: target,
        });
        self.current = then;
        self.scoped(|this| {
            this.emit(get, &ty);
            let count = this.random.below(3);
            this.region(count, depth - 1);
            this.arm_end(target, &mut join, false);
        });
        self.meet(target, join);
    }

    /// What a value of several variants is.
    fn switch(&mut self, depth: usize) {
        let known = self.known(|ty| ty.variants().is_some());
        let Some(id) = self.random.pick(&known).copied() else {
            return self.instruction();
        };
        let (ty, subject) = (self.ty(id), Operand::Value(id));
        let variants = ty.variants().unwrap_or_default();
        let tag = self.emit(Op::Tag(subject.clone()), &Type::Int(IntType::U8));
        let mut join = self.join();
        let target = self.block();
        let arms: Vec<BlockId> = variants.iter().map(|_| self.block()).collect();
        // Tags beyond do not exist; the last arm may stand for them as well.
        let (targets, default) = match arms.split_last() {
            Some((last, rest)) if self.one_in(2) => (rest.to_vec(), *last),
            _ => (arms.clone(), self.block()),
        };
        self.end(Terminator::Switch {
            value: tag,
            targets,
            default,
        });
        for (variant, (arm, fields)) in (0..).zip(arms.into_iter().zip(variants)) {
            self.current = arm;
            self.scoped(|this| {
                for (index, field) in (0..).zip(&fields) {
                    let value = subject.clone();
                    if this.one_in(4) {
                        let new = this.operand(field);
                        let insert = Op::InsertPayload {
                            value,
                            variant,
                            index,
                            field: new,
                        };
                        this.emit(insert, &ty);
                    } else {
                        let payload = Op::Payload {
                            value,
                            variant,
                            index,
                        };
                        this.emit(payload, field);
                    }
                }
                let count = this.random.below(3);
                this.region(count, depth - 1);
                this.arm_end(target, &mut join, variant > 0);
            });
        }
        self.meet(target, join);
    }

    /// A loop that runs a few times, with the check at its head or at its end, and ways out of its middle.
    fn counted(&mut self, depth: usize) {
        let counter_ty = Type::Int(IntType::U32);
        let rounds = Body::fixed(IntType::U32, 1 + self.random.below(MAX_ROUNDS) as u64);
        let carried = self.join();
        // Texts could double in each round.
        let types: Vec<Type> = carried
            .types
            .into_iter()
            .filter(|ty| matches!(ty, Type::Int(_) | Type::Bool | Type::Address))
            .collect();
        let starts: Vec<Operand> = types.iter().map(|ty| self.operand(ty)).collect();
        // One collection may be changed from round to round.
        let known = self.known(|ty| matches!(ty, Type::Vector(_)));
        let grown = match self.random.pick(&known).map(|id| self.ty(*id)) {
            Some(ty) if self.one_in(2) => Some((self.owned(&ty), ty)),
            _ => None,
        };
        let (before, head, exit) = (self.current, self.block(), self.block());
        self.end(Terminator::Branch(head));
        self.current = head;
        self.loops += 1;
        let mut leave = self.join();
        leave.types.truncate(1);
        let tested_first = self.one_in(2);
        self.scoped(|this| {
            let counter = this.placeholder(&counter_ty);
            let phis: Vec<ValueId> = types.iter().filter_map(|ty| this.placeholder(ty)).collect();
            this.scope.extend(&phis);
            let vector = grown.as_ref().and_then(|(_, ty)| this.placeholder(ty));
            let count = match counter {
                Some(id) => Operand::Value(id),
                None => return,
            };
            if tested_first {
                let body = this.block();
                let condition = this.below(&count, &rounds);
                this.way(&mut leave);
                this.end(Terminator::BranchIf {
                    condition,
                    then: body,
                    otherwise: exit,
                });
                this.current = body;
            }
            let many = 1 + this.random.below(4);
            this.region(many, depth - 1);
            if this.one_in(3) {
                let (condition, next) = (this.operand(&Type::Bool), this.block());
                this.way(&mut leave);
                this.end(Terminator::BranchIf {
                    condition,
                    then: exit,
                    otherwise: next,
                });
                this.current = next;
                this.region(2, depth - 1);
            }
            let mut last: Vec<Operand> = types.iter().map(|ty| this.operand(ty)).collect();
            let pushed = match (&grown, vector) {
                (Some((_, ty @ Type::Vector(element))), Some(vector)) => {
                    let value = this.operand(element);
                    let push = Op::Builtin {
                        builtin: twilight_tir::Builtin::VecPush,
                        types: vec![(**element).clone()],
                        args: vec![Operand::Value(vector), value],
                    };
                    this.hidden(push, ty)
                }
                _ => None,
            };
            let add = Op::Binary {
                op: if this.one_in(2) {
                    BinaryOp::Add
                } else {
                    BinaryOp::WrappingAdd
                },
                ty: IntType::U32,
                lhs: count.clone(),
                rhs: Body::fixed(IntType::U32, 1),
            };
            let next = this.hidden(add, &counter_ty).map_or(count, Operand::Value);
            if tested_first {
                this.end(Terminator::Branch(head));
            } else {
                let condition = this.below(&next, &rounds);
                this.way(&mut leave);
                this.end(Terminator::BranchIf {
                    condition,
                    then: head,
                    otherwise: exit,
                });
            }
            let back = this.current;
            // The phis stand first in the head, in this order.
            let mut all = vec![(Body::fixed(IntType::U32, 0), next)];
            all.extend(starts.into_iter().zip(last.drain(..)));
            if let (Some((start, _)), Some(pushed)) = (grown, pushed) {
                all.push((start, Operand::Value(pushed)));
            }
            for (inst, (start, last)) in this.blocks[head.0 as usize].insts.iter_mut().zip(all) {
                inst.op = Op::Phi(vec![(before, start), (back, last)]);
            }
        });
        self.loops -= 1;
        self.meet(exit, leave);
    }

    fn below(&mut self, count: &Operand, rounds: &Operand) -> Operand {
        let op = Op::Compare {
            op: CompareOp::Lt,
            ty: Type::Int(IntType::U32),
            lhs: count.clone(),
            rhs: rounds.clone(),
        };
        self.emit(op, &Type::Bool)
    }

    /// A `phi` whose operands are not known yet.
    fn placeholder(&mut self, ty: &Type) -> Option<ValueId> {
        let id = self.hidden(Op::Phi(Vec::new()), ty)?;
        debug_assert!(matches!(
            self.blocks[self.current.0 as usize].insts.last(),
            Some(Inst { op: Op::Phi(_), .. })
        ));
        Some(id)
    }
}
