//! Calls of host functions and what their error codes mean to a program (spec 11 §4, §6).

use twilight_hfi::{ErrorCode, HostFn};
use twilight_tir::{Builtin, ContextVar, messages};

use super::alloc::push_message;
use super::asm::Asm;
use super::{Failure, RuntimeFn};
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::{STRING_HEADER, VECTOR_DATA, VECTOR_LEN};

/// What a failed host call was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Area {
    /// State functions.
    Storage,
    /// `emit_event`.
    Event,
    /// Hash functions.
    Hash,
    /// Transaction and environment; they have no limits.
    Context,
}

/// `(code)`: panics when it is an error.
pub(super) fn check(a: &mut Asm<'_, '_>, area: Area) {
    a.get(0).c(0).lt_s().if_();
    if area == Area::Context {
        push_message(a, Failure::Host(area));
    } else {
        push_message(a, Failure::Limit(area));
        push_message(a, Failure::Host(area));
        a.get(0).c(ErrorCode::LimitExceeded.code()).eq().select();
    }
    a.helper(Helper::Panic).end();
}

/// `(string)`: ends the call with a message.
pub(super) fn revert(a: &mut Asm<'_, '_>) {
    a.get(0)
        .u(STRING_HEADER)
        .add()
        .get(0)
        .load(0)
        .host(HostFn::ContractRevert)
        .unreachable();
}

/// `()`: reverts unless no value was sent (DECISION C6).
pub(super) fn reject_value(a: &mut Asm<'_, '_>) {
    let out = a.cx.scratch();
    a.u(out)
        .host(HostFn::TxGetValue)
        .call(RuntimeFn::CheckHost(Area::Context));
    a.c(0).load64(out).c(0).load64(out + 8).or64().eqz64().eqz().if_();
    let message = a.cx.data.string(messages::NOT_PAYABLE);
    a.u(message).helper(Helper::Revert).end();
}

/// `() -> value..`
pub(super) fn context(a: &mut Asm<'_, '_>, variable: ContextVar) {
    let out = a.i();
    let (function, bytes) = match variable {
        ContextVar::Sender => (HostFn::TxGetSender, 20),
        ContextVar::Origin => (HostFn::TxGetOrigin, 20),
        ContextVar::SelfAddress => (HostFn::EnvGetSelfAddress, 20),
        ContextVar::Value => (HostFn::TxGetValue, 16),
        ContextVar::BlockNumber => (HostFn::EnvGetBlockNumber, 0),
        ContextVar::Timestamp => (HostFn::EnvGetTimestamp, 0),
        ContextVar::GasLeft => (HostFn::EnvGetGasLeft, 0),
    };
    if bytes == 0 {
        a.host(function);
        return;
    }
    a.u(bytes)
        .helper(Helper::Alloc)
        .tee(out)
        .host(function)
        .call(RuntimeFn::CheckHost(Area::Context));
    if variable == ContextVar::Value {
        a.get(out)
            .load64(0)
            .get(out)
            .load64(8)
            .get(out)
            .call(RuntimeFn::Release);
    } else {
        a.get(out);
    }
}

/// Pushes address and length of a byte vector's contents; the address is not null, which the host refuses.
pub(super) fn push_bytes(a: &mut Asm<'_, '_>, vector: Local) {
    a.get(vector)
        .load(VECTOR_DATA)
        .c(STRING_HEADER as i32)
        .get(vector)
        .load(VECTOR_LEN)
        .select();
    a.get(vector).load(VECTOR_LEN);
}

/// Builds hashes and `print`.
pub(super) fn builtin(a: &mut Asm<'_, '_>, builtin: Builtin) {
    let function = match builtin {
        Builtin::Keccak256 => HostFn::CryptoKeccak256,
        Builtin::Blake3 => HostFn::CryptoBlake3,
        _ => {
            a.get(0)
                .u(STRING_HEADER)
                .add()
                .get(0)
                .load(0)
                .host(HostFn::DebugPrint);
            return;
        }
    };
    let out = a.i();
    a.c(32).helper(Helper::Alloc).set(out);
    push_bytes(a, 0);
    a.get(out)
        .host(function)
        .call(RuntimeFn::CheckHost(Area::Hash))
        .get(out);
}
