//! Tests written in Twilight (spec 13 §3.3, `docs/testing.md`): each runs in a simulated chain of its own, in the
//! interpreter of TIR.
//!
//! Must never do I/O, nor let one test see what another did.

use std::collections::HashMap;

use twilight_abi::{Type, Value, display};
use twilight_diagnostics::{Diagnostic, Span};
use twilight_hir::thir::{ContractId, ExpectedFailure, FnId, Function, Program};
use twilight_lower::{Roots, setup_name};
use twilight_tir::Module;
use twilight_tir::interp::{Chain, Context, Interpreter, Limits, Outcome};

use crate::compile::codes;

/// Instructions that the set-up of a test, and the test itself, may execute.
pub const MAX_TEST_STEPS: u64 = 50_000_000;
/// Bytes of all values that each of the two may make.
pub const MAX_TEST_MEMORY_BYTES: u64 = 256 << 20;
/// Who calls, unless the test sets another: the playground's default sender.
pub const TEST_SENDER: [u8; 20] = [0x11; 20];
/// Address of the contract under test: the playground's.
pub const TEST_CONTRACT_ADDRESS: [u8; 20] = {
    let mut address = [0; 20];
    address[0] = 0x10;
    address[19] = 0x01;
    address
};
/// Block in which a test begins.
pub const TEST_BLOCK_NUMBER: u64 = 1;
/// Time of that block, in Unix seconds: the playground's default.
pub const TEST_TIMESTAMP: u64 = 1_767_225_600;

/// The tests of a program, ready to run.
#[derive(Debug)]
pub struct TestSuite {
    module: Module,
    /// In source order.
    pub tests: Vec<Test>,
}

/// One test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// `adds`, `Contract::works`.
    pub name: String,
    /// Its name in the source.
    pub span: Span,
    contract: Option<String>,
    /// Runs after the deployment and before the test.
    set_up: Option<String>,
    ret: Type,
    expects: Option<ExpectedFailure>,
}

/// How a test ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestReport {
    /// Why it failed, with the place; `None` where it succeeded.
    pub failure: Option<Diagnostic>,
    /// What it printed.
    pub output: String,
}

/// Marks the tests of a program in Solidity mode: public functions of contracts without parameters whose names begin
/// with `test`, as other tools for Solidity find them. A function `setUp` of the same contract runs before each.
pub fn mark_solidity(program: &mut Program) {
    for function in &mut program.functions {
        let callable = function.standalone && function.public && function.params.is_empty();
        function.test = callable && function.contract.is_some() && function.name.starts_with("test");
    }
}

/// `setUp` of the contract that a test of Solidity stands in.
fn set_up_of(program: &Program, test: &Function) -> Option<FnId> {
    let contract = program.contracts.get(test.contract?.0 as usize)?;
    let is_it = |id: &&FnId| {
        let function = program.functions.get(id.0 as usize);
        function.is_some_and(|function| function.name == "setUp" && function.params.is_empty())
    };
    contract.functions.iter().find(is_it).copied()
}

/// Collects and lowers the tests of a program; one of Solidity has been [marked](mark_solidity).
///
/// # Errors
/// A test that uses more than one contract, and what lowering refuses.
pub fn suite(program: &Program, solidity: bool) -> Result<TestSuite, Vec<Diagnostic>> {
    let found: Vec<FnId> = (0_u32..)
        .zip(&program.functions)
        .filter(|(_, function)| function.test)
        .map(|(at, _)| FnId(at))
        .collect();
    let used = twilight_hir::contracts_used(program, &found);
    let name_of = |id: &ContractId| {
        let contract = program.contracts.get(id.0 as usize);
        contract.map(|contract| contract.name.clone()).unwrap_or_default()
    };
    let (mut tests, mut contracts, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    let mut roots = found.clone();
    for (id, used) in found.iter().zip(used) {
        let Some(function) = program.functions.get(id.0 as usize) else {
            continue;
        };
        if used.len() > 1 {
            errors.push(several_contracts(
                function.span,
                used.iter().map(name_of).collect(),
            ));
        }
        contracts.extend(used.first().copied());
        let set_up = if solidity {
            set_up_of(program, function)
        } else {
            None
        };
        roots.extend(set_up);
        let name = |id: FnId| Some(program.functions.get(id.0 as usize)?.mangled.clone());
        tests.push(Test {
            name: function.mangled.clone(),
            span: function.span,
            contract: used.first().map(name_of),
            set_up: set_up.and_then(name),
            ret: Type::Unit,
            expects: function.expects.clone(),
        });
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    contracts.sort_unstable();
    contracts.dedup();
    roots.sort_unstable();
    roots.dedup();
    let roots = Roots::Tests {
        tests: roots,
        contracts,
    };
    let module = twilight_lower::lower(program, &roots, true)?;
    let results: HashMap<&str, &Type> = module
        .functions
        .iter()
        .map(|function| (function.name.as_str(), &function.ret))
        .collect();
    for test in &mut tests {
        if let Some(ret) = results.get(test.name.as_str()) {
            test.ret = (*ret).clone();
        }
    }
    Ok(TestSuite { module, tests })
}

fn several_contracts(span: Span, names: Vec<String>) -> Diagnostic {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = format!(
        "A test works with one contract, but this one calls {}.",
        names.join(" and ")
    );
    Diagnostic::error(codes::SEVERAL_CONTRACTS, span, message)
        .with_help("Each test has one simulated contract. Write one test for each of them.")
}

impl TestSuite {
    /// Makes the runner of all tests.
    ///
    /// # Errors
    /// The module is not valid: a defect of the compiler.
    pub fn runner(&self) -> Result<TestRunner<'_>, Vec<Diagnostic>> {
        let limits = Limits {
            steps: MAX_TEST_STEPS,
            memory_bytes: MAX_TEST_MEMORY_BYTES,
            ..Limits::default()
        };
        match Interpreter::new(&self.module) {
            Ok(interpreter) => Ok(TestRunner {
                interpreter: interpreter.with_limits(limits),
            }),
            Err(errors) => Err(errors
                .into_iter()
                .map(|error| {
                    crate::compile::internal(&format!(
                        "The intermediate representation of the tests is not valid: {error}."
                    ))
                })
                .collect()),
        }
    }
}

/// Runs tests, each in a chain of its own.
pub struct TestRunner<'s> {
    interpreter: Interpreter<'s>,
}

impl TestRunner<'_> {
    /// Runs one test.
    #[must_use]
    pub fn run(&self, test: &Test) -> TestReport {
        let mut chain = Chain {
            context: Context {
                sender: TEST_SENDER,
                origin: TEST_SENDER,
                value: 0,
                block_number: TEST_BLOCK_NUMBER,
                timestamp: TEST_TIMESTAMP,
                self_address: TEST_CONTRACT_ADDRESS,
                ..Context::default()
            },
            keeps_texts: true,
            ..Chain::default()
        };
        let failure = self.failure(test, &mut chain);
        TestReport {
            failure,
            output: chain.output,
        }
    }

    fn failure(&self, test: &Test, chain: &mut Chain) -> Option<Diagnostic> {
        if let Some(contract) = &test.contract {
            let outcome = self.call(chain, &setup_name(contract));
            let subject = format!("The deployment of `{contract}`, with which this test begins,");
            let failed = failure(&subject, &outcome, &Type::Unit, test.span);
            if failed.is_some() {
                return failed;
            }
        }
        if let Some(set_up) = &test.set_up {
            let outcome = self.call(chain, set_up);
            let failed = failure(
                "`setUp`, with which this test begins,",
                &outcome,
                &Type::Unit,
                test.span,
            );
            if failed.is_some() {
                return failed;
            }
        }
        let outcome = self.call(chain, &test.name);
        match &test.expects {
            None => failure("The test", &outcome, &test.ret, test.span),
            Some(expected) => unexpected(expected, &outcome, test),
        }
    }

    fn call(&self, chain: &mut Chain, name: &str) -> Outcome {
        let called = self.interpreter.call_function(chain, name, &[]);
        called.unwrap_or_else(|error| Outcome::Panicked {
            message: error.to_string(),
            span: Span::default(),
        })
    }
}

/// The diagnostic of an outcome that is no success.
fn failure(subject: &str, outcome: &Outcome, ret: &Type, test: Span) -> Option<Diagnostic> {
    let error = |span: Span, message: String| Diagnostic::error("", span, message);
    Some(match outcome {
        Outcome::Returned(Value::Result(Err(_))) => {
            let Outcome::Returned(value) = outcome else {
                return None;
            };
            error(test, format!("{subject} returned `{}`.", display(ret, value)))
        }
        Outcome::Returned(_) => return None,
        Outcome::Reverted { message, span } => {
            error(*span, format!("{subject} reverted: {message}")).with_secondary(test, "in this test")
        }
        Outcome::Panicked { message, span } => {
            error(*span, format!("{subject} panicked: {message}")).with_secondary(test, "in this test")
        }
        Outcome::StepLimit => error(
            test,
            format!("{subject} took more than {MAX_TEST_STEPS} steps, the limit of one test."),
        )
        .with_help("Look for a loop that does not end, or test with less work."),
        Outcome::StackOverflow => error(test, format!("{subject} nested its calls too deeply."))
            .with_help("Look for a recursion that does not end."),
        Outcome::OutOfMemory => error(
            test,
            format!(
                "{subject} made values of more than {MAX_TEST_MEMORY_BYTES} bytes, the limit of one test."
            ),
        )
        .with_help("Memory is not given back while a test runs: test with less data."),
    })
}

/// The diagnostic of an outcome that is not the failure which the test must end with.
fn unexpected(expected: &ExpectedFailure, outcome: &Outcome, test: &Test) -> Option<Diagnostic> {
    let wanted = if expected.reverts { "revert" } else { "panic" };
    let (message, span, reverted) = match outcome {
        Outcome::Reverted { message, span } => (message, *span, true),
        Outcome::Panicked { message, span } => (message, *span, false),
        Outcome::Returned(_) => {
            let message = format!("The test should {wanted}, but it returned.");
            return Some(Diagnostic::error("", test.span, message));
        }
        _ => return failure("The test", outcome, &test.ret, test.span),
    };
    if reverted != expected.reverts {
        let (did, other) = if reverted {
            ("reverted", "should_revert")
        } else {
            ("panicked", "should_panic")
        };
        let text = format!("The test should {wanted}, but it {did}: {message}");
        return Some(
            Diagnostic::error("", span, text)
                .with_secondary(test.span, "in this test")
                .with_help(format!("Where that is right, the attribute is `#[{other}]`.")),
        );
    }
    if message.contains(&expected.text) {
        return None;
    }
    let text = format!(
        "The test should {wanted} with a message that contains `{}`, but the message is: {message}",
        expected.text
    );
    Some(Diagnostic::error("", span, text).with_secondary(test.span, "in this test"))
}
