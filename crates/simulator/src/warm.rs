//! Warms a simulator before the program that it is for is known: code that has run once is in memory, and what is
//! made at first use is made.

use playground_protocol::{Context, Outcome};

use crate::run::RunConfig;
use crate::{SELF_ADDRESS, Simulator};

/// `warm.twl`, compiled as `/run` does: `tests/simulator/warm.rs` says whether it still is what it was and makes it
/// anew.
const WASM: &[u8] = include_bytes!("../warm/warm.wasm");
/// Its exports.
const META: &[u8] = include_bytes!("../warm/warm.meta");
/// What it returns.
const RETURNED: &str = "7";
/// Several times what it takes.
const GAS: u64 = 1_000_000;

impl Simulator {
    /// Compiles and runs a small program with storage, events, output and 256-bit numbers, some milliseconds of
    /// work.
    ///
    /// # Errors
    /// A sentence for the log when the program gives another result than it must: nothing else will run then.
    pub fn warm(&self) -> Result<(), String> {
        let sender = SELF_ADDRESS
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>();
        let config = RunConfig {
            entry_point: "main".to_owned(),
            context: Context {
                sender: format!("0x{sender}"),
                origin: format!("0x{sender}"),
                value: "0".to_owned(),
                block_number: 1,
                timestamp: 0,
            },
            gas_limit: GAS,
        };
        match self.run(WASM, META, &config).outcome {
            Outcome::Returned { return_value } if return_value == RETURNED => Ok(()),
            other => Err(format!(
                "The program that warms the engine gave {other:?} instead of {RETURNED}."
            )),
        }
    }
}
