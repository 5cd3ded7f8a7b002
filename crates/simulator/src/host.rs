//! The data behind a running instance, its resource limits, and the gas of host calls.

use twilight_hfi::limits::{MAX_MEMORY_PAGES, MAX_TABLE_ELEMENTS, MEMORY_PAGE_BYTES};
use twilight_hfi::{GAS_PER_MEMORY_PAGE, HostFn};
use wasmtime::{AsContextMut, Caller, Memory, ResourceLimiter, Trap};

use crate::chain::{CallContext, State, Transcript};
use crate::profile::Meter;

/// Data of a store.
pub struct Host {
    /// The transaction.
    pub context: CallContext,
    /// Storage.
    pub state: State,
    /// Output and events.
    pub transcript: Transcript,
    /// Message of the revert that ended the call.
    pub reverted: Option<String>,
    /// Exported memory, looked up once; none while a start function runs, which has no memory for host
    /// calls.
    pub memory: Option<Memory>,
    /// Bounds on what the instance may take.
    pub resources: Resources,
    /// Counts gas by line; only in a module with marks.
    pub meter: Option<Meter>,
}

impl Host {
    /// A host for one call.
    pub const fn new(context: CallContext, state: State, transcript: Transcript) -> Self {
        Self {
            context,
            state,
            transcript,
            reverted: None,
            memory: None,
            resources: Resources { pages_due: 0 },
            meter: None,
        }
    }
}

/// Allows memory up to [`MAX_MEMORY_PAGES`] and counts its pages for gas (DECISION C11).
///
/// Growth happens where fuel is out of reach, so pages are booked here and charged at the next host call
/// or at the end of the call: the same instructions always pay at the same place.
pub struct Resources {
    /// Pages not yet charged.
    pub pages_due: u64,
}

impl ResourceLimiter for Resources {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        let most = MAX_MEMORY_PAGES as usize * MEMORY_PAGE_BYTES;
        if desired > maximum.unwrap_or(most).min(most) {
            return Ok(false);
        }
        self.pages_due += (desired.saturating_sub(current) / MEMORY_PAGE_BYTES) as u64;
        Ok(true)
    }

    fn table_growing(&mut self, _: usize, desired: usize, maximum: Option<usize>) -> wasmtime::Result<bool> {
        Ok(desired <= maximum.unwrap_or(MAX_TABLE_ELEMENTS).min(MAX_TABLE_ELEMENTS))
    }

    fn instances(&self) -> usize {
        1
    }

    fn tables(&self) -> usize {
        1
    }

    fn memories(&self) -> usize {
        1
    }
}

/// Takes the gas of pages that are not yet paid for; the fuel that is left.
pub fn settle_pages(mut store: impl AsContextMut<Data = Host>) -> wasmtime::Result<u64> {
    let mut store = store.as_context_mut();
    let fuel = store.get_fuel()?;
    let pages = std::mem::take(&mut store.data_mut().resources.pages_due);
    if pages == 0 {
        return Ok(fuel);
    }
    take_gas(&mut store, fuel, pages.saturating_mul(GAS_PER_MEMORY_PAGE))
}

/// Takes the gas of a host call before its work (spec 11 §5); the fuel that was left before it.
pub fn charge(caller: &mut Caller<'_, Host>, function: HostFn, args: &[i32]) -> wasmtime::Result<u64> {
    let before = settle_pages(&mut *caller)?;
    let memory = caller
        .data()
        .memory
        .map_or(0, |memory| memory.data_size(&*caller));
    let mut wide = [0_i64; 8];
    for (wide, arg) in wide.iter_mut().zip(args) {
        *wide = i64::from(*arg);
    }
    let gas = function.gas(&wide, memory as u64);
    take_gas(&mut *caller, before, gas)?;
    Ok(before)
}

fn take_gas(mut store: impl AsContextMut<Data = Host>, fuel: u64, gas: u64) -> wasmtime::Result<u64> {
    let mut store = store.as_context_mut();
    let Some(left) = fuel.checked_sub(gas) else {
        store.set_fuel(0)?;
        return Err(Trap::OutOfFuel.into());
    };
    store.set_fuel(left)?;
    Ok(left)
}
