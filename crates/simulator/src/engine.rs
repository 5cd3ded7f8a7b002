//! The wasm engine and its settings.

use twilight_hfi::limits::MAX_WASM_STACK_BYTES;
use wasmtime::{Config, Engine, Linker, OptLevel, RegallocAlgorithm, Strategy};

use crate::chain::{Echo, Transcript};
use crate::host::Host;
use crate::{calls, profile};

/// Which of Wasmtime's compilers makes machine code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compiler {
    /// The baseline compiler: the fastest path from a small module to its result.
    Winch,
    /// The optimising compiler at its fastest to compile; only where the final program builds Wasmtime with
    /// it, as the tests do to prove that both use the same gas.
    Cranelift,
    /// The same at its best code, for benchmarks.
    CraneliftSpeed,
}

/// The engine with its host functions; made once, used for any number of programs.
pub struct Simulator {
    pub(crate) engine: Engine,
    pub(crate) linker: Linker<Host>,
    echo: Option<Echo>,
}

impl Simulator {
    /// The simulator that the playground uses.
    ///
    /// # Errors
    /// A sentence for the log when the machine cannot run the engine.
    pub fn new() -> Result<Self, String> {
        Self::with_compiler(Compiler::Winch)
    }

    /// The same with a chosen compiler.
    ///
    /// # Errors
    /// As [`Simulator::new`].
    pub fn with_compiler(compiler: Compiler) -> Result<Self, String> {
        let engine = Engine::new(&config(compiler)).map_err(|error| describe(&error))?;
        let mut linker = Linker::new(&engine);
        calls::link(&mut linker)
            .and_then(|()| profile::link(&mut linker))
            .map_err(|error| describe(&error))?;
        Ok(Self {
            engine,
            linker,
            echo: None,
        })
    }

    /// From now on [`Simulator::run`] and [`Simulator::simulate`] give all output to `hear` when it is printed, too.
    pub fn echo(&mut self, hear: impl Fn(&str) + Send + Sync + 'static) {
        self.echo = Some(Echo::new(hear));
    }

    /// An empty transcript.
    pub(crate) fn transcript(&self) -> Transcript {
        let mut transcript = Transcript::default();
        transcript.echo.clone_from(&self.echo);
        transcript
    }
}

fn describe(error: &wasmtime::Error) -> String {
    format!("The wasm engine could not be made: {error:#}.")
}

fn config(compiler: Compiler) -> Config {
    let mut config = Config::new();
    match compiler {
        Compiler::Winch => config.strategy(Strategy::Winch),
        Compiler::Cranelift | Compiler::CraneliftSpeed => config.strategy(Strategy::Cranelift),
    };
    // Winch leaves its trampolines to Cranelift, so these settings speed up both.
    if compiler == Compiler::CraneliftSpeed {
        config.cranelift_opt_level(OptLevel::Speed);
    } else {
        config.cranelift_opt_level(OptLevel::None);
        config.cranelift_regalloc_algorithm(RegallocAlgorithm::SinglePass);
    }
    config.consume_fuel(true);
    config.max_wasm_stack(MAX_WASM_STACK_BYTES);
    // Copying a few data segments is cheaper than a memfd, which the sandbox does not allow either.
    config.memory_init_cow(false);
    // Nothing unwinds through wasm but Wasmtime itself.
    config.native_unwind_info(false);
    // What twilightc emits, and no more: the less a hostile module can reach, the better.
    config.wasm_bulk_memory(true);
    config.wasm_multi_value(true);
    config.wasm_wide_arithmetic(true);
    config.wasm_simd(false);
    config.wasm_relaxed_simd(false);
    config.wasm_tail_call(false);
    config.wasm_memory64(false);
    config.wasm_multi_memory(false);
    config.wasm_extended_const(false);
    config.wasm_custom_page_sizes(false);
    config
}
