//! A terse assembler over [`FunctionBuilder`] for the library's functions.
//!
//! Method names without a width are 32-bit instructions. This module must never know what a function is for.

use twilight_abi::Type;
use twilight_hfi::HostFn;
use wasm_encoder::{BlockType, MemArg, ValType};

use super::{GLOBAL_HEAP, RuntimeFn};
use crate::emit::{FuncRef, FunctionBuilder, Local, Signature};
use crate::helpers::{Context, Helper};
use crate::layout::Form;

/// A function of the library under construction.
pub(super) struct Asm<'a, 'm> {
    /// The function.
    pub f: FunctionBuilder,
    /// What the module shares.
    pub cx: &'a mut Context<'m>,
}

/// How far apart elements lie.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// A constant.
    Const(u32),
    /// The value of a local.
    Local(Local),
}

macro_rules! forward {
    ($($name:ident = $instruction:ident,)*) => {
        $(pub fn $name(&mut self) -> &mut Self {
            self.f.ins().$instruction();
            self
        })*
    };
}

macro_rules! memory {
    ($($name:ident = $instruction:ident $align:literal,)*) => {
        $(pub fn $name(&mut self, offset: u32) -> &mut Self {
            let memarg = MemArg { offset: u64::from(offset), align: $align, memory_index: 0 };
            self.f.ins().$instruction(memarg);
            self
        })*
    };
}

impl<'a, 'm> Asm<'a, 'm> {
    /// An empty function.
    pub fn new(signature: Signature, cx: &'a mut Context<'m>) -> Self {
        Self {
            f: FunctionBuilder::new(signature),
            cx,
        }
    }

    forward! {
        add = i32_add, sub = i32_sub, mul = i32_mul, and = i32_and, or = i32_or, xor = i32_xor, shl = i32_shl, shr_u = i32_shr_u, shr_s = i32_shr_s, rotr = i32_rotr,
        eqz = i32_eqz, clz = i32_clz, eq = i32_eq, ne = i32_ne, lt_u = i32_lt_u, gt_u = i32_gt_u, ge_u = i32_ge_u,
        lt_s = i32_lt_s,
        add64 = i64_add, sub64 = i64_sub, mul64 = i64_mul, div_u64 = i64_div_u, rem_u64 = i64_rem_u, and64 = i64_and,
        or64 = i64_or, xor64 = i64_xor, shl64 = i64_shl, shr_u64 = i64_shr_u, shr_s64 = i64_shr_s, rotl64 = i64_rotl,
        eqz64 = i64_eqz, ne64 = i64_ne, lt_u64 = i64_lt_u, gt_u64 = i64_gt_u, ge_u64 = i64_ge_u,
        lt_s64 = i64_lt_s, popcnt64 = i64_popcnt, clz64 = i64_clz, ctz64 = i64_ctz,
        wrap = i32_wrap_i64, extend_u = i64_extend_i32_u, extend_s = i64_extend_i32_s,
        select = select, drop = drop, unreachable = unreachable, ret = return_, else_ = else_, end = end,
    }

    memory! {
        load = i32_load 2, load8 = i32_load8_u 0, load64 = i64_load 3, load32_64 = i64_load32_u 2,
        store = i32_store 2, store8 = i32_store8 0, store64 = i64_store 3, store32_64 = i64_store32 2,
    }

    /// A new `i32` local.
    pub fn i(&mut self) -> Local {
        self.f.local_i32()
    }

    /// A new `i64` local.
    pub fn l(&mut self) -> Local {
        self.f.local_i64()
    }

    pub fn get(&mut self, local: Local) -> &mut Self {
        self.f.get(local);
        self
    }

    pub fn set(&mut self, local: Local) -> &mut Self {
        self.f.set(local);
        self
    }

    pub fn tee(&mut self, local: Local) -> &mut Self {
        self.f.ins().local_tee(local);
        self
    }

    pub fn c(&mut self, value: i32) -> &mut Self {
        self.f.ins().i32_const(value);
        self
    }

    /// An address, size or count.
    pub fn u(&mut self, value: u32) -> &mut Self {
        self.c(value.cast_signed())
    }

    pub fn c64(&mut self, value: i64) -> &mut Self {
        self.f.ins().i64_const(value);
        self
    }

    pub fn get_all(&mut self, locals: &[Local]) -> &mut Self {
        self.f.get_all(locals);
        self
    }

    pub fn set_all(&mut self, locals: &[Local]) -> &mut Self {
        self.f.set_all(locals);
        self
    }

    /// `local += amount`.
    pub fn inc(&mut self, local: Local, amount: u32) -> &mut Self {
        self.get(local).u(amount).add().set(local)
    }

    /// `local -= 1`.
    pub fn dec(&mut self, local: Local) -> &mut Self {
        self.get(local).c(1).sub().set(local)
    }

    pub fn heap(&mut self) -> &mut Self {
        self.global(GLOBAL_HEAP)
    }

    pub fn set_heap(&mut self) -> &mut Self {
        self.set_global(GLOBAL_HEAP)
    }

    pub fn global(&mut self, global: u32) -> &mut Self {
        self.f.ins().global_get(global);
        self
    }

    pub fn set_global(&mut self, global: u32) -> &mut Self {
        self.f.ins().global_set(global);
        self
    }

    /// Copies bytes and pays for them: destination, source, length.
    pub fn copy(&mut self) -> &mut Self {
        self.call(RuntimeFn::MemoryCopy)
    }

    /// `memory.copy` of a few bytes, whose cost the instruction covers: destination, source, length.
    pub fn copy_few(&mut self) -> &mut Self {
        self.f.ins().memory_copy(0, 0);
        self
    }

    /// `memory.fill`: destination, byte, length. Whoever filled them paid for these bytes.
    pub fn fill(&mut self) -> &mut Self {
        self.f.ins().memory_fill(0);
        self
    }

    pub fn call(&mut self, function: RuntimeFn) -> &mut Self {
        let target = self.cx.runtime(function);
        self.f.call(target);
        self
    }

    pub fn helper(&mut self, helper: Helper) -> &mut Self {
        let target = self.cx.helper(helper);
        self.f.call(target);
        self
    }

    pub fn host(&mut self, function: HostFn) -> &mut Self {
        self.f.call(FuncRef::Host(function));
        self
    }

    pub fn block(&mut self) -> &mut Self {
        self.f.ins().block(BlockType::Empty);
        self
    }

    pub fn loop_(&mut self) -> &mut Self {
        self.f.ins().loop_(BlockType::Empty);
        self
    }

    pub fn if_(&mut self) -> &mut Self {
        self.f.ins().if_(BlockType::Empty);
        self
    }

    /// An `if` with one result.
    pub fn if_to(&mut self, ty: ValType) -> &mut Self {
        self.f.ins().if_(BlockType::Result(ty));
        self
    }

    pub fn br(&mut self, depth: u32) -> &mut Self {
        self.f.ins().br(depth);
        self
    }

    pub fn br_if(&mut self, depth: u32) -> &mut Self {
        self.f.ins().br_if(depth);
        self
    }

    pub fn br_table(&mut self, targets: &[u32], default: u32) -> &mut Self {
        self.f.ins().br_table(targets.iter().copied(), default);
        self
    }

    /// Zero of a wasm type.
    pub fn zero(&mut self, ty: ValType) -> &mut Self {
        match ty {
            ValType::I64 => self.c64(0),
            _ => self.c(0),
        }
    }

    /// A fresh local for each slot of a form.
    pub fn locals(&mut self, form: &Form) -> Vec<Local> {
        form.slots
            .iter()
            .map(|slot| self.f.local(slot.val_type()))
            .collect()
    }

    /// Runs `body` `count` times; `p` advances by `step` after each. Destroys `count`.
    pub fn elements(&mut self, p: Local, count: Local, step: Step, body: impl FnOnce(&mut Self)) {
        self.loop_().get(count).if_();
        body(self);
        match step {
            Step::Const(0) => {}
            Step::Const(bytes) => {
                self.inc(p, bytes);
            }
            Step::Local(local) => {
                self.get(p).get(local).add().set(p);
            }
        }
        self.dec(count).br(1).end().end();
    }

    /// Bytes of a type's elements in memory.
    pub fn stride(&mut self, ty: &Type) -> u32 {
        self.cx.layouts.of(ty).form.size
    }

    /// Loads a value from memory into fresh locals.
    pub fn load_value(&mut self, ty: &Type, address: Local, offset: u32) -> Vec<Local> {
        let layout = self.cx.layouts.of(ty);
        layout.form.load(&mut self.f, address, offset);
        layout.form.spill(&mut self.f)
    }

    /// Pushes a value from memory.
    pub fn push_value(&mut self, ty: &Type, address: Local, offset: u32) -> &mut Self {
        let layout = self.cx.layouts.of(ty);
        layout.form.load(&mut self.f, address, offset);
        self
    }

    /// Writes a value to memory.
    pub fn store_value(&mut self, ty: &Type, address: Local, offset: u32, value: &[Local]) -> &mut Self {
        let layout = self.cx.layouts.of(ty);
        layout.form.store(&mut self.f, address, offset, value);
        self
    }
}
