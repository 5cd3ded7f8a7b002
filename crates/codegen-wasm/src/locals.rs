//! Few locals: linear scan over live intervals, with the two ends of a phi in one local where possible.
//!
//! Positions follow the order in which code is emitted. That order is topological but for the back edges
//! of loops, so that a value's interval reaches from its definition to its last use, and to the end of
//! every loop that begins in between. This module must never change an instruction.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use twilight_tir::BlockId;
use wasm_encoder::ValType;

use crate::machine::{Def, Machine, Reg, Src};
use crate::simplify::is_dead;
use crate::structure::{Token, successors};

/// The wasm local of each register; `None` for those that stay on the stack or are not used.
#[derive(Debug)]
pub struct Assignment {
    /// By register.
    pub local: Vec<Option<u32>>,
    /// Types of the locals after the parameters.
    pub types: Vec<ValType>,
}

/// Assigns locals.
#[must_use]
pub fn assign(machine: &Machine, uses: &[u32], folded: &[bool], tokens: &[Token]) -> Assignment {
    let mut intervals = Intervals {
        machine,
        uses,
        folded,
        start: vec![0; machine.regs.len()],
        end: vec![0; machine.regs.len()],
        phi_of: vec![None; machine.regs.len()],
    };
    intervals.measure(tokens);
    intervals.scan()
}

struct Intervals<'a> {
    machine: &'a Machine,
    uses: &'a [u32],
    folded: &'a [bool],
    start: Vec<u32>,
    end: Vec<u32>,
    /// A phi that the register is given to.
    phi_of: Vec<Option<Reg>>,
}

impl Intervals<'_> {
    fn measure(&mut self, tokens: &[Token]) {
        let machine = self.machine;
        let mut block_start = vec![u32::MAX; machine.blocks.len()];
        let mut position = 1;
        // Start of the header and end of the last block that jumps back to it.
        let mut loops: Vec<(u32, u32)> = Vec::new();
        for token in tokens {
            let Token::Body(id) = token else { continue };
            let block = machine.block(*id);
            block_start[id.0 as usize] = position;
            for phi in &block.phis {
                self.start[*phi as usize] = position;
            }
            position += 1;
            for at in block.insts.clone() {
                if self.folded[at] || is_dead(machine, self.uses, at) {
                    continue;
                }
                let inst = &machine.insts[at];
                for reg in inst.def..inst.def + inst.defs {
                    self.start[reg as usize] = position;
                }
                self.used(&machine.srcs[inst.srcs.clone()], position);
                position += 1;
            }
            self.used(&machine.srcs[block.end.srcs()], position);
            for target in successors(&block.end) {
                self.edge(*id, target, position);
                let start = block_start[target.0 as usize];
                if start <= position {
                    loops.push((start, position));
                }
            }
            position += 1;
        }
        loops.sort_unstable();
        for reg in 0..machine.regs.len() {
            if self.end[reg] > 0 {
                let first = loops.partition_point(|(header, _)| *header <= self.start[reg]);
                for (header, last) in &loops[first..] {
                    if *header > self.end[reg] {
                        break;
                    }
                    self.end[reg] = self.end[reg].max(*last);
                }
            }
        }
    }

    fn edge(&mut self, from: BlockId, to: BlockId, position: u32) {
        let machine = self.machine;
        let srcs = machine.edge(from, to);
        self.used(srcs, position);
        for (src, phi) in srcs.iter().zip(&machine.block(to).phis) {
            if let Src::Reg(reg) = src {
                self.phi_of[*reg as usize].get_or_insert(*phi);
            }
        }
    }

    /// Uses at a position, those inside of trees included.
    fn used(&mut self, srcs: &[Src], position: u32) {
        for src in srcs {
            let Src::Reg(reg) = src else { continue };
            match self.machine.defs[*reg as usize] {
                // Trees are of bounded depth (`trees`).
                Def::Inst(inst) if self.folded[inst as usize] => {
                    let inst = &self.machine.insts[inst as usize];
                    if inst.def == *reg {
                        self.used(&self.machine.srcs[inst.srcs.clone()], position);
                    }
                }
                _ => self.end[*reg as usize] = self.end[*reg as usize].max(position),
            }
        }
    }

    fn scan(&self) -> Assignment {
        let mut scan = Scan {
            types: self.machine.regs[..self.machine.params as usize].to_vec(),
            busy: vec![0; self.machine.params as usize],
            ends: BinaryHeap::new(),
            free: [Vec::new(), Vec::new()],
        };
        let mut local: Vec<Option<u32>> = vec![None; self.machine.regs.len()];
        // The first local that a source of the phi got.
        let mut wish: Vec<Option<u32>> = vec![None; self.machine.regs.len()];
        let mut order: Vec<Reg> = (0..self.machine.regs.len() as Reg)
            .filter(|reg| self.end[*reg as usize] > 0)
            .collect();
        order.sort_by_key(|reg| self.start[*reg as usize]);
        for reg in 0..self.machine.params {
            let end = self.end[reg as usize];
            scan.take(reg, end);
            local[reg as usize] = Some(reg);
            if let Some(phi) = self.phi_of[reg as usize] {
                wish[phi as usize].get_or_insert(reg);
            }
        }
        for reg in order {
            let at = reg as usize;
            if local[at].is_some() {
                continue;
            }
            let (start, end) = (self.start[at], self.end[at]);
            let phi = self.phi_of[at];
            let wishes = [
                wish[at],
                phi.and_then(|phi| local[phi as usize]),
                phi.and_then(|phi| wish[phi as usize]),
            ];
            let chosen = scan.choose(self.machine.regs[at], start, &wishes);
            scan.take(chosen, end);
            local[at] = Some(chosen);
            if let Some(phi) = phi {
                wish[phi as usize].get_or_insert(chosen);
            }
        }
        scan.number(local, self.machine.params)
    }
}

struct Scan {
    types: Vec<ValType>,
    /// Position up to which each local is taken.
    busy: Vec<u32>,
    ends: BinaryHeap<Reverse<(u32, u32)>>,
    /// Locals that may be free, of `i32` and `i64`.
    free: [Vec<u32>; 2],
}

impl Scan {
    fn take(&mut self, local: u32, end: u32) {
        self.busy[local as usize] = end;
        self.ends.push(Reverse((end, local)));
    }

    fn choose(&mut self, ty: ValType, start: u32, wishes: &[Option<u32>]) -> u32 {
        for local in wishes.iter().flatten() {
            if self.types[*local as usize] == ty && self.busy[*local as usize] <= start {
                return *local;
            }
        }
        while let Some(Reverse((end, local))) = self.ends.peek().copied() {
            if end > start {
                break;
            }
            self.ends.pop();
            // Taken again since then: another entry stands for it.
            if self.busy[local as usize] == end {
                self.free[usize::from(self.types[local as usize] == ValType::I64)].push(local);
            }
        }
        while let Some(local) = self.free[usize::from(ty == ValType::I64)].pop() {
            if self.busy[local as usize] <= start {
                return local;
            }
        }
        self.types.push(ty);
        self.busy.push(0);
        (self.types.len() - 1) as u32
    }

    /// Numbers the locals after the parameters by type, so that they are declared in two runs.
    fn number(self, mut local: Vec<Option<u32>>, params: u32) -> Assignment {
        let mut order: Vec<u32> = (params..self.types.len() as u32).collect();
        order.sort_by_key(|local| self.types[*local as usize] == ValType::I64);
        let mut number: Vec<u32> = (0..self.types.len() as u32).collect();
        for (at, old) in order.iter().enumerate() {
            number[*old as usize] = params + at as u32;
        }
        for place in local.iter_mut().flatten() {
            *place = number[*place as usize];
        }
        Assignment {
            local,
            types: order.iter().map(|old| self.types[*old as usize]).collect(),
        }
    }
}
