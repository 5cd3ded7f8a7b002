//! What one run of the interpreter may use. It must only count.

use super::Fault;

/// Bounds of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Instructions, with a share for long ones: the run ends with `StepLimit` beyond it.
    pub steps: u64,
    /// Calls at the same time: `StackOverflow` beyond it.
    pub call_depth: usize,
    /// Values of all functions being called at the same time: `StackOverflow` beyond it.
    pub stack_values: usize,
    /// Bytes of all values made in the run, freed ones included, as the wasm module's allocator counts
    /// them: `OutOfMemory` beyond it.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            steps: 50_000_000,
            call_depth: 4_096,
            stack_values: 1 << 20,
            memory_bytes: 256 << 20,
        }
    }
}

/// Values for the price of one step, where an instruction goes over many.
const VALUES_PER_STEP: usize = 16;

/// What is left of [`Limits`].
pub(super) struct Budget {
    steps: u64,
    memory: u64,
    /// Steps used so far.
    pub(super) used: u64,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            steps: limits.steps,
            memory: limits.memory_bytes,
            used: 0,
        }
    }

    /// Takes steps.
    pub(super) fn steps(&mut self, count: u64) -> Result<(), Fault> {
        self.used = self.used.saturating_add(count);
        if self.used > self.steps {
            Err(Fault::StepLimit)
        } else {
            Ok(())
        }
    }

    /// Takes the steps of a walk over `count` values or bytes.
    pub(super) fn walk(&mut self, count: usize) -> Result<(), Fault> {
        self.steps((count / VALUES_PER_STEP) as u64)
    }

    /// Takes memory.
    pub(super) fn bytes(&mut self, count: usize) -> Result<(), Fault> {
        self.memory = self.memory.checked_sub(count as u64).ok_or(Fault::OutOfMemory)?;
        self.walk(count / size_of::<super::value::Value>())
    }

    /// Takes memory for values.
    pub(super) fn values(&mut self, count: usize) -> Result<(), Fault> {
        self.bytes(count.saturating_mul(size_of::<super::value::Value>()))
    }
}
