//! A function as registers of wasm types: TIR values split into slots, operations split into wasm
//! instructions, still in SSA form and on the same blocks.
//!
//! Instruction selection (`select`) makes it; `trees`, `locals` and `function` turn it into bytes. This
//! module must never decide where a value lives.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use twilight_abi::Type;
use twilight_diagnostics::Span;
use twilight_tir::BlockId;
use twilight_tir::fast_hash::FastMap;
use wasm_encoder::ValType;

use crate::emit::FuncRef;
use crate::layout::Slot;
use crate::wide::Wide;

/// Index of a register; the first ones are the parameters' slots.
pub type Reg = u32;

/// An operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Src {
    /// A register.
    Reg(Reg),
    /// A constant `i32`.
    I32(i32),
    /// A constant `i64`.
    I64(i64),
}

/// What keeps instructions in order; a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect(u8);

impl Effect {
    /// Depends on its operands only and always ends.
    pub const PURE: Self = Self(0);
    /// Reads memory or state that something may write.
    pub const READ: Self = Self(1);
    /// May end the call, or takes memory from the heap.
    pub const TRAP: Self = Self(2);
    /// Both.
    pub const READ_TRAP: Self = Self(3);
    /// Anything else.
    pub const WRITE: Self = Self(4);

    /// Whether two instructions may change places.
    #[must_use]
    pub const fn commutes(self, other: Self) -> bool {
        let writes = (self.0 & 4 != 0 && other.0 != 0) || (other.0 & 4 != 0 && self.0 != 0);
        !writes && self.0 & other.0 & 2 == 0
    }

    /// Both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What an instruction does with its operands on the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// A wasm instruction of one byte.
    Op(u8),
    /// `(address) -> value`
    Load(Slot, u32),
    /// `(address, value)`
    Store(Slot, u32),
    /// `(to, from, bytes)`
    MemoryCopy,
    /// A call.
    Call(FuncRef),
    /// A wide instruction, by its second byte: `(i64, i64, i64, i64) -> (i64, i64)`.
    Pair(u8),
    /// Numbers of several limbs: `(limbs..) -> limbs..`.
    Wide(Wide),
    /// `(then, otherwise, condition) -> value`
    Select,
    /// `(condition)`: reverts with the string at this address if the condition is not 0.
    Guard(u32),
}

/// An instruction.
#[derive(Clone, Debug)]
pub struct Inst {
    /// What it does.
    pub code: Code,
    /// Operands: a range of [`Machine::srcs`].
    pub srcs: Range<usize>,
    /// The first register it defines; the others follow.
    pub def: Reg,
    /// How many registers it defines.
    pub defs: u32,
    /// What keeps it in order.
    pub effect: Effect,
    /// The source that it stands for.
    pub span: Span,
    /// Place and message where it can trap or revert.
    pub site: Option<(Span, Arc<str>)>,
}

/// What ends a block. Operands are a range of [`Machine::srcs`].
#[derive(Clone, Debug)]
pub enum End {
    /// Returns all slots of the result.
    Return(Range<usize>),
    /// Jumps.
    Branch(BlockId),
    /// Jumps by the one operand.
    If {
        condition: Range<usize>,
        then: BlockId,
        otherwise: BlockId,
    },
    /// Jumps by the one operand.
    Switch {
        value: Range<usize>,
        targets: Vec<BlockId>,
        default: BlockId,
    },
    /// Traps.
    Unreachable(Option<(Span, Arc<str>)>),
}

impl End {
    /// The operands.
    #[must_use]
    pub fn srcs(&self) -> Range<usize> {
        match self {
            Self::Return(srcs) => srcs.clone(),
            Self::If { condition, .. } => condition.clone(),
            Self::Switch { value, .. } => value.clone(),
            Self::Branch(_) | Self::Unreachable(_) => 0..0,
        }
    }
}

/// A basic block.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its instructions: a range of [`Machine::insts`].
    pub insts: Range<usize>,
    /// Registers that the edges into the block set.
    pub phis: Vec<Reg>,
    /// What ends it.
    pub end: End,
    /// The source that its end stands for.
    pub end_span: Span,
}

/// Where a register gets its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Def {
    /// A parameter.
    Param,
    /// An instruction.
    Inst(u32),
    /// A phi of a block.
    Phi(BlockId),
}

/// A function.
#[derive(Clone, Debug, Default)]
pub struct Machine {
    /// Number of parameters.
    pub params: u32,
    /// Types of the registers.
    pub regs: Vec<ValType>,
    /// Where each register is defined.
    pub defs: Vec<Def>,
    /// By [`BlockId`]; unreachable ones are empty and end in `Unreachable`.
    pub blocks: Vec<Block>,
    /// All instructions.
    pub insts: Vec<Inst>,
    /// All operands of instructions and ends.
    pub srcs: Vec<Src>,
    /// Names of the source's variables; empty unless asked for.
    pub names: Vec<(Reg, Arc<str>)>,
    /// The same as whole values; empty unless asked for.
    pub variables: Vec<(Arc<str>, Type, Rc<[Src]>)>,
    /// What each edge gives to the phis of its target, in their order. Only looked up, never iterated.
    pub edges: FastMap<(BlockId, BlockId), Vec<Src>>,
}

impl Machine {
    /// A new register.
    pub fn reg(&mut self, ty: ValType, def: Def) -> Reg {
        self.regs.push(ty);
        self.defs.push(def);
        (self.regs.len() - 1) as Reg
    }

    /// Stores operands.
    pub fn operands(&mut self, srcs: &[Src]) -> Range<usize> {
        let start = self.srcs.len();
        self.srcs.extend_from_slice(srcs);
        start..self.srcs.len()
    }

    /// The block of an id.
    #[must_use]
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    /// What an edge gives to the phis of its target.
    #[must_use]
    pub fn edge(&self, from: BlockId, to: BlockId) -> &[Src] {
        self.edges.get(&(from, to)).map_or(&[], Vec::as_slice)
    }
}

/// Opcodes of the wasm instructions of one byte that are used here.
#[allow(missing_docs)]
pub mod op {
    pub const I32_EQZ: u8 = 0x45;
    pub const I32_EQ: u8 = 0x46;
    pub const I32_NE: u8 = 0x47;
    pub const I32_LT_U: u8 = 0x49;
    pub const I32_GT_U: u8 = 0x4B;
    pub const I64_EQZ: u8 = 0x50;
    pub const I64_EQ: u8 = 0x51;
    pub const I64_NE: u8 = 0x52;
    pub const I64_LT_S: u8 = 0x53;
    pub const I64_LT_U: u8 = 0x54;
    pub const I32_ADD: u8 = 0x6A;
    pub const I32_SUB: u8 = 0x6B;
    pub const I32_MUL: u8 = 0x6C;
    pub const I32_DIV_S: u8 = 0x6D;
    pub const I32_DIV_U: u8 = 0x6E;
    pub const I32_REM_S: u8 = 0x6F;
    pub const I32_REM_U: u8 = 0x70;
    pub const I32_AND: u8 = 0x71;
    pub const I32_OR: u8 = 0x72;
    pub const I32_XOR: u8 = 0x73;
    pub const I32_SHL: u8 = 0x74;
    pub const I32_SHR_S: u8 = 0x75;
    pub const I32_SHR_U: u8 = 0x76;
    pub const I64_ADD: u8 = 0x7C;
    pub const I64_SUB: u8 = 0x7D;
    pub const I64_MUL: u8 = 0x7E;
    pub const I64_DIV_S: u8 = 0x7F;
    pub const I64_DIV_U: u8 = 0x80;
    pub const I64_REM_S: u8 = 0x81;
    pub const I64_REM_U: u8 = 0x82;
    pub const I64_AND: u8 = 0x83;
    pub const I64_OR: u8 = 0x84;
    pub const I64_XOR: u8 = 0x85;
    pub const I64_SHL: u8 = 0x86;
    pub const I64_SHR_S: u8 = 0x87;
    pub const I64_SHR_U: u8 = 0x88;
    pub const I32_WRAP_I64: u8 = 0xA7;
    pub const I64_EXTEND_I32_S: u8 = 0xAC;
    pub const I64_EXTEND_I32_U: u8 = 0xAD;
    pub const I32_EXTEND8_S: u8 = 0xC0;
    pub const I32_EXTEND16_S: u8 = 0xC1;
}
