//! Static gas: an estimate for `.meta`, not what a run costs.

use twilight_abi::Type;
use twilight_hfi::HostFn;

use crate::{BinaryOp, Builtin, ContextVar, Function, Module, Op, Operand, Terminator};

/// Static gas of an instruction: an estimate of the wasm instructions it becomes, plus the base cost of
/// the host function it calls. What grows with the operands' size counts once.
///
/// | Instruction | Gas |
/// |---|---|
/// | `phi`, conversions, selection, reading a part of an aggregate | 2 |
/// | integer operations up to 64 bits | 4 |
/// | of 128 bits, of 256 bits | 16, 32 |
/// | multiplication, division, remainder of 128, 256 bits | 64, 256 |
/// | `pow` | 16 multiplications |
/// | making or changing an aggregate, copy, default | 10, and 2 for each operand |
/// | reading or changing a cell | 12 |
/// | builtins, keys, making a cell | 30 |
/// | calls | 10, and 2 for each argument |
/// | host accesses | 30, and the host function's base cost |
#[must_use]
pub fn op_gas(op: &Op) -> u64 {
    let host = |function: HostFn| 30 + function.entry().gas.base;
    let many = |operands: &[Operand]| 10 + 2 * operands.len() as u64;
    let by_width = |bits: u16, narrow: u64, middle: u64, wide: u64| match bits {
        0..=64 => narrow,
        65..=128 => middle,
        _ => wide,
    };
    match op {
        Op::Binary { op, ty, .. } => {
            let product = by_width(ty.bits, 4, 64, 256);
            match op {
                BinaryOp::Pow | BinaryOp::WrappingPow | BinaryOp::CheckedPow => 16 * product,
                BinaryOp::Mul
                | BinaryOp::WrappingMul
                | BinaryOp::SaturatingMul
                | BinaryOp::CheckedMul
                | BinaryOp::Div
                | BinaryOp::CheckedDiv
                | BinaryOp::Rem
                | BinaryOp::CheckedRem => product,
                _ => by_width(ty.bits, 4, 16, 32),
            }
        }
        Op::Unary { ty, .. } | Op::Compare { ty, .. } => match ty {
            Type::Int(ty) => by_width(ty.bits, 4, 16, 32),
            Type::Bool => 4,
            _ => 30,
        },
        Op::Phi(_)
        | Op::Cast { .. }
        | Op::Select { .. }
        | Op::Extract { .. }
        | Op::Tag(_)
        | Op::Payload { .. } => 2,
        Op::Default(_) | Op::Copy(_) | Op::Insert { .. } | Op::InsertPayload { .. } => 12,
        Op::ReferenceNew(_) => 30,
        Op::ReferenceLoad { .. } | Op::ReferenceTake { .. } | Op::ReferenceStore { .. } => 12,
        Op::Aggregate {
            elements: operands, ..
        }
        | Op::Variant { fields: operands, .. }
        | Op::Call { args: operands, .. } => many(operands),
        Op::Builtin { builtin, .. } => match builtin {
            Builtin::Keccak256 => host(HostFn::CryptoKeccak256),
            Builtin::Blake3 => host(HostFn::CryptoBlake3),
            Builtin::Print => host(HostFn::DebugPrint),
            _ => 30,
        },
        Op::KeyIndex { .. } | Op::KeyField { .. } => 30,
        Op::StateRead { .. } | Op::StateGet { .. } => host(HostFn::StateRead),
        Op::StateWrite { .. } | Op::StateRemove { .. } => host(HostFn::StateWrite),
        Op::StateExists { .. } => host(HostFn::StateExists),
        Op::Emit { .. } => host(HostFn::ContractEmitEvent),
        // Never part of a module whose gas is counted.
        Op::SetContext { .. } | Op::Events => 0,
        Op::GetContext(part) => host(match part {
            ContextVar::Sender => HostFn::TxGetSender,
            ContextVar::Origin => HostFn::TxGetOrigin,
            ContextVar::Value => HostFn::TxGetValue,
            ContextVar::BlockNumber => HostFn::EnvGetBlockNumber,
            ContextVar::Timestamp => HostFn::EnvGetTimestamp,
            ContextVar::SelfAddress => HostFn::EnvGetSelfAddress,
            ContextVar::GasLeft => HostFn::EnvGetGasLeft,
        }),
    }
}

/// Jumps and returns cost 2; `revert` and `panic` end the call and are no part of what a call costs.
fn terminator_gas(terminator: &Terminator) -> u64 {
    match terminator {
        Terminator::Revert(_) | Terminator::Panic(_) | Terminator::Unreachable => 0,
        _ => 2,
    }
}

/// For each function the sum of [`op_gas`] over its instructions and over those of the functions it calls, once
/// for each call and one level deep.
#[must_use]
pub fn gas_estimates(module: &Module) -> Vec<u64> {
    let own: Vec<u64> = module.functions.iter().map(own_gas).collect();
    let estimate = |(function, own_gas): (&Function, &u64)| {
        let insts = function.blocks.iter().flat_map(|block| &block.insts);
        let called = insts.filter_map(|inst| match &inst.op {
            Op::Call { function, .. } => own.get(function.0 as usize),
            _ => None,
        });
        called.fold(*own_gas, |sum, callee| sum.saturating_add(*callee))
    };
    module.functions.iter().zip(&own).map(estimate).collect()
}

fn own_gas(function: &Function) -> u64 {
    function.blocks.iter().fold(0_u64, |sum, block| {
        let insts = block.insts.iter().map(|inst| op_gas(&inst.op));
        insts
            .chain([terminator_gas(&block.terminator)])
            .fold(sum, u64::saturating_add)
    })
}
