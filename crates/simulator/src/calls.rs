//! The host functions of spec 11 §6.
//!
//! Each one takes its gas, then validates every pointer and length, then works. Where a function has no
//! result to carry a code (`print`), a bad argument makes it do nothing.

use std::fmt;

use twilight_abi::{blake3, keccak256};
use twilight_hfi::limits::{
    ADDRESS_BYTES, HASH_BYTES, MAX_HASH_INPUT_BYTES, MAX_REVERT_MESSAGE_BYTES, MAX_TOPICS, TOPIC_BYTES,
    VALUE_BYTES,
};
use twilight_hfi::{ErrorCode, HostFn, SUCCESS};
use wasmtime::{Caller, Linker};

use crate::chain::{SELF_ADDRESS, message};
use crate::guest::{buffer, buffer_at, fixed};
use crate::host::{Host, charge};

/// Ends execution after `revert`; the message is in [`Host::reverted`].
#[derive(Debug)]
pub struct Reverted;

impl fmt::Display for Reverted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The program reverted.")
    }
}

impl std::error::Error for Reverted {}

type Answer = Result<i32, ErrorCode>;

/// Memory and data of the caller.
fn parts<'a>(caller: &'a mut Caller<'_, Host>) -> (&'a mut [u8], &'a mut Host) {
    match caller.data().memory {
        Some(memory) => memory.data_and_store_mut(caller),
        None => (&mut [], caller.data_mut()),
    }
}

/// The `i32` of an answer.
fn status(answer: Answer) -> i32 {
    answer.unwrap_or_else(ErrorCode::code)
}

/// Adds every function of the interface to `linker`.
pub fn link(linker: &mut Linker<Host>) -> wasmtime::Result<()> {
    link_state(linker)?;
    link_context(linker)?;
    link_contract(linker)?;
    link_crypto(linker)
}

fn name(function: HostFn) -> (&'static str, &'static str) {
    let entry = function.entry();
    (entry.module, entry.name)
}

fn link_state(linker: &mut Linker<Host>) -> wasmtime::Result<()> {
    let (module, function) = name(HostFn::StateRead);
    linker.func_wrap(
        module,
        function,
        |mut caller: Caller<'_, Host>,
         domain: i32,
         key: i32,
         key_len: i32,
         out: i32,
         offset: i32,
         out_len: i32| {
            charge(
                &mut caller,
                HostFn::StateRead,
                &[domain, key, key_len, out, offset, out_len],
            )?;
            let (memory, host) = parts(&mut caller);
            wasmtime::Result::Ok(status(state_read(
                memory,
                host,
                [domain, key, key_len, out, offset, out_len],
            )))
        },
    )?;
    let (module, function) = name(HostFn::StateWrite);
    linker.func_wrap(
        module,
        function,
        |mut caller: Caller<'_, Host>, domain: i32, key: i32, key_len: i32, value: i32, value_len: i32| {
            charge(
                &mut caller,
                HostFn::StateWrite,
                &[domain, key, key_len, value, value_len],
            )?;
            let (memory, host) = parts(&mut caller);
            wasmtime::Result::Ok(status(state_write(
                memory,
                host,
                [domain, key, key_len, value, value_len],
            )))
        },
    )?;
    let (module, function) = name(HostFn::StateExists);
    linker.func_wrap(
        module,
        function,
        |mut caller: Caller<'_, Host>, domain: i32, key: i32, key_len: i32| {
            charge(&mut caller, HostFn::StateExists, &[domain, key, key_len])?;
            let (memory, host) = parts(&mut caller);
            wasmtime::Result::Ok(status(state_exists(memory, host, [domain, key, key_len])))
        },
    )?;
    Ok(())
}

fn state_read(
    memory: &mut [u8],
    host: &Host,
    [domain, key, key_len, out, offset, out_len]: [i32; 6],
) -> Answer {
    fixed(memory.len(), domain, HASH_BYTES)?;
    let key = buffer(memory.len(), key, key_len)?;
    let out = buffer_at(memory.len(), out, offset, out_len)?;
    let value = host.state.get(&memory[key])?.ok_or(ErrorCode::KeyNotFound)?;
    for (to, from) in memory[out].iter_mut().zip(value) {
        *to = *from;
    }
    i32::try_from(value.len()).map_err(|_| ErrorCode::InternalHostError)
}

fn state_write(memory: &[u8], host: &mut Host, [domain, key, key_len, value, value_len]: [i32; 5]) -> Answer {
    fixed(memory.len(), domain, HASH_BYTES)?;
    let key = buffer(memory.len(), key, key_len)?;
    let value = buffer(memory.len(), value, value_len)?;
    host.state.set(&memory[key], &memory[value])?;
    Ok(SUCCESS)
}

fn state_exists(memory: &[u8], host: &Host, [domain, key, key_len]: [i32; 3]) -> Answer {
    fixed(memory.len(), domain, HASH_BYTES)?;
    let key = buffer(memory.len(), key, key_len)?;
    Ok(i32::from(host.state.get(&memory[key])?.is_some()))
}

/// Writes bytes of a fixed size.
fn put(memory: &mut [u8], pointer: i32, bytes: &[u8]) -> Answer {
    let place = fixed(memory.len(), pointer, bytes.len())?;
    memory[place].copy_from_slice(bytes);
    Ok(SUCCESS)
}

fn link_context(linker: &mut Linker<Host>) -> wasmtime::Result<()> {
    type Getter = fn(&Host) -> [u8; ADDRESS_BYTES];
    type Number = fn(&Host) -> u64;
    let addresses: [(HostFn, Getter); 3] = [
        (HostFn::TxGetSender, |host| host.context.sender),
        (HostFn::TxGetOrigin, |host| host.context.origin),
        (HostFn::EnvGetSelfAddress, |_| SELF_ADDRESS),
    ];
    for (entry, get) in addresses {
        let (module, function) = name(entry);
        linker.func_wrap(module, function, move |mut caller: Caller<'_, Host>, out: i32| {
            charge(&mut caller, entry, &[out])?;
            let (memory, host) = parts(&mut caller);
            wasmtime::Result::Ok(status(put(memory, out, &get(host))))
        })?;
    }
    let (module, function) = name(HostFn::TxGetValue);
    linker.func_wrap(module, function, |mut caller: Caller<'_, Host>, out: i32| {
        charge(&mut caller, HostFn::TxGetValue, &[out])?;
        let (memory, host) = parts(&mut caller);
        let bytes: [u8; VALUE_BYTES] = host.context.value.to_le_bytes();
        wasmtime::Result::Ok(status(put(memory, out, &bytes)))
    })?;
    let numbers: [(HostFn, Number); 2] = [
        (HostFn::EnvGetBlockNumber, |host| host.context.block_number),
        (HostFn::EnvGetTimestamp, |host| host.context.timestamp),
    ];
    for (entry, get) in numbers {
        let (module, function) = name(entry);
        linker.func_wrap(module, function, move |mut caller: Caller<'_, Host>| {
            charge(&mut caller, entry, &[])?;
            wasmtime::Result::Ok(get(caller.data()).cast_signed())
        })?;
    }
    let (module, function) = name(HostFn::EnvGetGasLeft);
    linker.func_wrap(module, function, |mut caller: Caller<'_, Host>| {
        let before = charge(&mut caller, HostFn::EnvGetGasLeft, &[])?;
        wasmtime::Result::Ok(before.cast_signed())
    })?;
    Ok(())
}

fn link_contract(linker: &mut Linker<Host>) -> wasmtime::Result<()> {
    let (module, function) = name(HostFn::ContractEmitEvent);
    linker.func_wrap(
        module,
        function,
        |mut caller: Caller<'_, Host>, topics: i32, topics_count: i32, data: i32, data_len: i32| {
            charge(
                &mut caller,
                HostFn::ContractEmitEvent,
                &[topics, topics_count, data, data_len],
            )?;
            let (memory, host) = parts(&mut caller);
            wasmtime::Result::Ok(status(emit_event(
                memory,
                host,
                [topics, topics_count, data, data_len],
            )))
        },
    )?;
    let (module, function) = name(HostFn::ContractRevert);
    linker.func_wrap(
        module,
        function,
        |mut caller: Caller<'_, Host>, text: i32, text_len: i32| {
            charge(&mut caller, HostFn::ContractRevert, &[text, text_len])?;
            let (memory, host) = parts(&mut caller);
            match buffer(memory.len(), text, text_len) {
                Ok(text) => {
                    host.reverted = Some(message(&memory[text], MAX_REVERT_MESSAGE_BYTES));
                    Err(wasmtime::Error::new(Reverted))
                }
                // Spec 11 §3: a failed check returns at once with its code.
                Err(error) => Ok(error.code()),
            }
        },
    )?;
    let (module, function) = name(HostFn::DebugPrint);
    linker.func_wrap(
        module,
        function,
        |mut caller: Caller<'_, Host>, text: i32, text_len: i32| {
            charge(&mut caller, HostFn::DebugPrint, &[text, text_len])?;
            let (memory, host) = parts(&mut caller);
            if let Ok(text) = buffer(memory.len(), text, text_len) {
                host.transcript.print(&memory[text]);
            }
            wasmtime::Result::Ok(())
        },
    )?;
    Ok(())
}

fn emit_event(memory: &[u8], host: &mut Host, [topics, topics_count, data, data_len]: [i32; 4]) -> Answer {
    let count = usize::try_from(topics_count).map_err(|_| ErrorCode::InvalidLength)?;
    let bytes = topics_count
        .checked_mul(TOPIC_BYTES as i32)
        .ok_or(ErrorCode::InvalidLength)?;
    let topics = buffer(memory.len(), topics, bytes)?;
    let data = buffer(memory.len(), data, data_len)?;
    if count > MAX_TOPICS {
        return Err(ErrorCode::LimitExceeded);
    }
    host.transcript.emit(&memory[topics], &memory[data])?;
    Ok(SUCCESS)
}

fn link_crypto(linker: &mut Linker<Host>) -> wasmtime::Result<()> {
    type Hash = fn(&[u8]) -> [u8; HASH_BYTES];
    let hashes: [(HostFn, Hash); 2] = [
        (HostFn::CryptoKeccak256, keccak256),
        (HostFn::CryptoBlake3, blake3),
    ];
    for (entry, hash) in hashes {
        let (module, function) = name(entry);
        linker.func_wrap(
            module,
            function,
            move |mut caller: Caller<'_, Host>, input: i32, input_len: i32, out: i32| {
                charge(&mut caller, entry, &[input, input_len, out])?;
                let (memory, _) = parts(&mut caller);
                wasmtime::Result::Ok(status(hash_into(memory, hash, [input, input_len, out])))
            },
        )?;
    }
    Ok(())
}

fn hash_into(
    memory: &mut [u8],
    hash: fn(&[u8]) -> [u8; HASH_BYTES],
    [input, input_len, out]: [i32; 3],
) -> Answer {
    let input = buffer(memory.len(), input, input_len)?;
    let out = fixed(memory.len(), out, HASH_BYTES)?;
    if input.len() > MAX_HASH_INPUT_BYTES {
        return Err(ErrorCode::LimitExceeded);
    }
    let digest = hash(&memory[input]);
    memory[out].copy_from_slice(&digest);
    Ok(SUCCESS)
}
