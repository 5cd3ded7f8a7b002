//! Random programs in the interpreter and in wasm: loops left from anywhere, switches, early ends, values of
//! several slots carried around, vectors written in place between reads.
use std::sync::Arc;

use crate::common::{Ended, Running, export_all};
use twilight_abi::{IntType, Type, Value, encode};
use twilight_codegen_wasm::Options;
use twilight_diagnostics::Span;
use twilight_tir::interp::{Chain, Interpreter, Outcome};
use twilight_tir::{
    BinaryOp, Block, BlockId, Builtin, CastOp, CompareOp, Const, Function, Inst, Module, Op, Operand,
    Terminator, ValueDef, ValueId,
};

const I16: IntType = IntType {
    signed: true,
    bits: 16,
};

/// Types of the variables that every program has.
fn variable_types() -> Vec<Type> {
    let u64_type = Type::Int(IntType::U64);
    vec![
        u64_type.clone(),
        u64_type.clone(),
        Type::Int(IntType::U8),
        Type::Int(I16),
        Type::Int(IntType::U128),
        Type::Tuple(Arc::from([u64_type.clone(), Type::Bool, Type::Int(IntType::U8)])),
        Type::Option(Arc::new(u64_type.clone())),
        Type::Vector(Arc::new(u64_type.clone())),
        // Loops left before the program stops.
        u64_type,
    ]
}
const FUEL: usize = 8;
const VECTOR: usize = 7;
const LONGS: [usize; 2] = [0, 1];

struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }
}

type State = Vec<Operand>;

/// Where `break` and `continue` go: block and what its phis get.
struct Loop {
    header: BlockId,
    phis: Vec<(ValueId, Vec<(BlockId, Operand)>)>,
    exits: Vec<(BlockId, State)>,
}

struct Generator {
    random: Random,
    function: Function,
    current: BlockId,
    state: State,
    loops: Vec<Loop>,
    /// Whether the current block has its end already.
    ended: bool,
}

impl Generator {
    fn program(seed: u64) -> Function {
        let types = variable_types();
        let values: Vec<ValueDef> = types
            .iter()
            .map(|ty| ValueDef {
                ty: ty.clone(),
                name: None,
            })
            .collect();
        let state = (0..types.len() as u32)
            .map(|at| Operand::Value(ValueId(at)))
            .collect();
        let mut generator = Self {
            random: Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1),
            function: Function {
                name: "f".to_owned(),
                params: types.len() as u32,
                ret: Type::Tuple(types.into()),
                values,
                blocks: Vec::new(),
                span: Span::default(),
            },
            current: BlockId(0),
            state,
            loops: Vec::new(),
            ended: false,
        };
        generator.start();
        generator.statements(0);
        if !generator.ended {
            generator.give();
        }
        generator.function
    }

    /// Starts a new block.
    fn start(&mut self) -> BlockId {
        self.function.blocks.push(Block {
            insts: Vec::new(),
            terminator: Terminator::Unreachable,
            terminator_span: Span::default(),
        });
        self.current = BlockId(self.function.blocks.len() as u32 - 1);
        self.ended = false;
        self.current
    }

    fn end(&mut self, terminator: Terminator) {
        self.function.blocks[self.current.0 as usize].terminator = terminator;
        self.ended = true;
    }

    fn value(&mut self, ty: Type) -> ValueId {
        self.function.values.push(ValueDef { ty, name: None });
        ValueId(self.function.values.len() as u32 - 1)
    }

    fn push(&mut self, ty: Type, op: Op) -> Operand {
        let result = self.value(ty);
        let inst = Inst {
            result: Some(result),
            op,
            span: Span::default(),
        };
        self.function.blocks[self.current.0 as usize].insts.push(inst);
        Operand::Value(result)
    }

    fn give(&mut self) {
        let ty = self.function.ret.clone();
        let elements = self.state.clone();
        let result = self.push(ty.clone(), Op::Aggregate { ty, elements });
        self.end(Terminator::Return(result));
    }

    fn long(&mut self) -> Operand {
        if self.random.below(4) == 0 {
            return constant(IntType::U64, self.random.0 % 20);
        }
        let at = LONGS[self.random.below(2) as usize];
        self.state[at].clone()
    }

    fn condition(&mut self) -> Operand {
        let (lhs, rhs) = (self.long(), self.long());
        let op = [CompareOp::Lt, CompareOp::Eq, CompareOp::Ge, CompareOp::Ne][self.random.below(4) as usize];
        self.push(
            Type::Bool,
            Op::Compare {
                op,
                ty: Type::Int(IntType::U64),
                lhs,
                rhs,
            },
        )
    }

    fn statements(&mut self, depth: u32) {
        for _ in 0..self.random.below(5) + 1 {
            if self.ended {
                return;
            }
            match self.random.below(if depth < 4 { 16 } else { 9 }) {
                0..=8 => self.assign(),
                9..=10 => self.if_else(depth),
                11 => self.switch(depth),
                12..=13 => self.loop_(depth),
                14 if !self.loops.is_empty() => self.leave(),
                14 => self.assign(),
                _ => self.condition_end(),
            }
        }
    }

    /// An `if` whose arm ends the program.
    fn condition_end(&mut self) {
        let condition = self.condition();
        let from = self.current;
        let stop = self.start();
        if self.random.below(2) == 0 {
            self.give();
        } else {
            self.end(Terminator::Revert(Operand::Const(Const::Str(Arc::from("stop")))));
        }
        let on = self.start();
        self.set_end(
            from,
            Terminator::BranchIf {
                condition,
                then: stop,
                otherwise: on,
            },
        );
    }

    fn set_end(&mut self, block: BlockId, terminator: Terminator) {
        self.function.blocks[block.0 as usize].terminator = terminator;
    }

    fn assign(&mut self) {
        let u64_type = Type::Int(IntType::U64);
        let types = variable_types();
        let state = self.state.clone();
        match self.random.below(12) {
            0..=3 => {
                let op = [
                    BinaryOp::WrappingAdd,
                    BinaryOp::WrappingMul,
                    BinaryOp::Xor,
                    BinaryOp::Add,
                    BinaryOp::Sub,
                    BinaryOp::Rem,
                    BinaryOp::Shl,
                ][self.random.below(7) as usize];
                let (lhs, mut rhs) = (self.long(), self.long());
                if op == BinaryOp::Shl {
                    rhs = constant(IntType::U32, 3);
                }
                let at = LONGS[self.random.below(2) as usize];
                self.state[at] = self.push(
                    u64_type,
                    Op::Binary {
                        op,
                        ty: IntType::U64,
                        lhs,
                        rhs,
                    },
                );
            }
            4 => {
                let operand = self.long();
                let cast = Op::Cast {
                    op: CastOp::Truncate,
                    from: IntType::U64,
                    to: IntType::U8,
                    operand,
                };
                self.state[2] = self.push(types[2].clone(), cast);
            }
            5 => {
                let op = Op::Binary {
                    op: BinaryOp::WrappingMul,
                    ty: I16,
                    lhs: state[3].clone(),
                    rhs: constant(I16, 77),
                };
                self.state[3] = self.push(types[3].clone(), op);
            }
            6 => {
                let operand = self.long();
                let cast = Op::Cast {
                    op: CastOp::Extend,
                    from: IntType::U64,
                    to: IntType::U128,
                    operand,
                };
                let rhs = self.push(types[4].clone(), cast);
                let op = Op::Binary {
                    op: BinaryOp::WrappingMul,
                    ty: IntType::U128,
                    lhs: state[4].clone(),
                    rhs,
                };
                self.state[4] = self.push(types[4].clone(), op);
            }
            7 => {
                let value = self.long();
                let insert = Op::Insert {
                    aggregate: state[5].clone(),
                    index: 0,
                    value,
                };
                let inserted = self.push(types[5].clone(), insert);
                let flag = self.condition();
                let insert = Op::Insert {
                    aggregate: inserted,
                    index: 1,
                    value: flag,
                };
                self.state[5] = self.push(types[5].clone(), insert);
            }
            8 => {
                let extract = Op::Extract {
                    aggregate: state[5].clone(),
                    index: 0,
                };
                self.state[1] = self.push(u64_type, extract);
            }
            9 => {
                let field = self.long();
                let variant = Op::Variant {
                    ty: types[6].clone(),
                    variant: 1,
                    fields: vec![field],
                };
                let some = self.push(types[6].clone(), variant);
                let condition = self.condition();
                let select = Op::Select {
                    condition,
                    then: some,
                    otherwise: state[6].clone(),
                };
                self.state[6] = self.push(types[6].clone(), select);
            }
            10 => {
                let element = self.long();
                let push = Op::Builtin {
                    builtin: Builtin::VecPush,
                    types: vec![u64_type],
                    args: vec![state[VECTOR].clone(), element],
                };
                self.state[VECTOR] = self.push(types[VECTOR].clone(), push);
            }
            _ => {
                let of = |builtin, args| Op::Builtin {
                    builtin,
                    types: vec![Type::Int(IntType::U64)],
                    args,
                };
                let vector = state[VECTOR].clone();
                let count = self.push(u64_type.clone(), of(Builtin::VecLen, vec![vector.clone()]));
                if self.random.below(2) == 0 {
                    self.state[0] = count;
                } else {
                    let index = self.long();
                    self.state[0] = self.push(u64_type, of(Builtin::VecGet, vec![vector, index]));
                }
            }
        }
    }

    /// Joins ways into a new block; `None` where none leads on.
    fn join(&mut self, ways: Vec<(BlockId, State)>) {
        let Some((_, first)) = ways.first().cloned() else {
            self.ended = true;
            return;
        };
        let join = self.start();
        let types = variable_types();
        let mut state = first.clone();
        for (at, place) in state.iter_mut().enumerate() {
            if ways.iter().any(|(_, state)| state[at] != first[at]) {
                let incoming = ways
                    .iter()
                    .map(|(from, state)| (*from, state[at].clone()))
                    .collect();
                *place = self.push(types[at].clone(), Op::Phi(incoming));
            }
        }
        for (from, _) in ways {
            let terminator = &mut self.function.blocks[from.0 as usize].terminator;
            if *terminator == Terminator::Unreachable {
                *terminator = Terminator::Branch(join);
            }
        }
        self.state = state;
    }

    /// Generates an arm from a state; gives where it leads on from.
    fn arm(&mut self, depth: u32, state: &State, ways: &mut Vec<(BlockId, State)>) -> BlockId {
        let block = self.start();
        self.state = state.clone();
        if self.random.below(4) > 0 {
            self.statements(depth + 1);
        }
        if !self.ended {
            ways.push((self.current, self.state.clone()));
        }
        block
    }

    fn if_else(&mut self, depth: u32) {
        let condition = self.condition();
        let (from, state) = (self.current, self.state.clone());
        let mut ways = Vec::new();
        let then = self.arm(depth, &state, &mut ways);
        let otherwise = self.arm(depth, &state, &mut ways);
        self.set_end(
            from,
            Terminator::BranchIf {
                condition,
                then,
                otherwise,
            },
        );
        self.join(ways);
    }

    fn switch(&mut self, depth: u32) {
        let (from, state) = (self.current, self.state.clone());
        let rhs = constant(IntType::U8, 3);
        let op = Op::Binary {
            op: BinaryOp::And,
            ty: IntType::U8,
            lhs: state[2].clone(),
            rhs,
        };
        let value = self.push(Type::Int(IntType::U8), op);
        let mut ways = Vec::new();
        let arms: Vec<BlockId> = (0..3).map(|_| self.arm(depth, &state, &mut ways)).collect();
        let targets = vec![arms[0], arms[1], arms[0]];
        self.set_end(
            from,
            Terminator::Switch {
                value,
                targets,
                default: arms[2],
            },
        );
        self.join(ways);
    }

    fn loop_(&mut self, depth: u32) {
        let (from, state) = (self.current, self.state.clone());
        let header = self.start();
        self.set_end(from, Terminator::Branch(header));
        let types = variable_types();
        let mut phis = Vec::new();
        for (at, before) in state.iter().enumerate() {
            let phi = self.push(types[at].clone(), Op::Phi(Vec::new()));
            let Operand::Value(id) = phi else { unreachable!() };
            self.state[at] = phi;
            phis.push((id, vec![(from, before.clone())]));
        }
        // Every loop ends when the fuel does.
        let fuel = self.state[FUEL].clone();
        let op = Op::Compare {
            op: CompareOp::Eq,
            ty: Type::Int(IntType::U64),
            lhs: fuel.clone(),
            rhs: constant(IntType::U64, 0),
        };
        let condition = self.push(Type::Bool, op);
        let at_header = self.state.clone();
        let stop = self.start();
        self.give();
        let body = self.start();
        self.set_end(
            header,
            Terminator::BranchIf {
                condition,
                then: stop,
                otherwise: body,
            },
        );
        self.state = at_header;
        let op = Op::Binary {
            op: BinaryOp::Sub,
            ty: IntType::U64,
            lhs: fuel,
            rhs: constant(IntType::U64, 1),
        };
        self.state[FUEL] = self.push(Type::Int(IntType::U64), op);
        self.loops.push(Loop {
            header,
            phis,
            exits: Vec::new(),
        });
        self.statements(depth + 1);
        if !self.ended {
            self.go_on(self.loops.len() - 1);
        }
        let finished = self.loops.pop().unwrap();
        for (phi, incoming) in finished.phis {
            let insts = &mut self.function.blocks[header.0 as usize].insts;
            let inst = insts.iter_mut().find(|inst| inst.result == Some(phi)).unwrap();
            inst.op = Op::Phi(incoming);
        }
        self.join(finished.exits);
    }

    /// Jumps back to a loop's header.
    fn go_on(&mut self, level: usize) {
        let (from, state) = (self.current, self.state.clone());
        let header = self.loops[level].header;
        for ((_, incoming), value) in self.loops[level].phis.iter_mut().zip(state) {
            incoming.push((from, value));
        }
        self.end(Terminator::Branch(header));
    }

    /// `break` or `continue` of any loop, under a condition.
    fn leave(&mut self) {
        let condition = self.condition();
        let from = self.current;
        let leaving = self.start();
        let level = self.random.below(self.loops.len() as u64) as usize;
        if self.random.below(3) == 0 {
            self.go_on(level);
        } else {
            let way = (leaving, self.state.clone());
            self.loops[level].exits.push(way);
        }
        let on = self.start();
        self.set_end(
            from,
            Terminator::BranchIf {
                condition,
                then: leaving,
                otherwise: on,
            },
        );
    }
}

fn constant(ty: IntType, value: u64) -> Operand {
    Operand::Const(Const::Int(ty, ruint::aliases::U256::from(value)))
}

fn arguments(random: &mut Random) -> Vec<Value> {
    let small = |random: &mut Random| Value::u64(random.below(12));
    vec![
        small(random),
        small(random),
        Value::unsigned(IntType::U8, u128::from(random.below(256))),
        Value::signed(I16, i128::from(random.below(1000)) - 500),
        Value::unsigned(IntType::U128, u128::from(random.below(u64::MAX))),
        Value::Tuple(vec![
            small(random),
            Value::Bool(false),
            Value::unsigned(IntType::U8, 9),
        ]),
        Value::Option(None),
        Value::Vector(vec![small(random), small(random)]),
        Value::u64(random.below(40)),
    ]
}

#[test]
fn random_programs_agree() {
    let (mut returned, mut failed, mut looped) = (0, 0, 0);
    for seed in 1..=400_u64 {
        let mut module = Module {
            functions: vec![Generator::program(seed)],
            ..Module::default()
        };
        export_all(&mut module);
        if let Err(errors) = twilight_tir::verify(&module) {
            panic!(
                "seed {seed}: {}\n{}",
                errors[0],
                twilight_tir::text::print(&module)
            );
        }
        let interpreter = Interpreter::new(&module).unwrap();
        let mut running = Running::with(&module, &Options::default());
        let mut random = Random(seed | 1);
        for _ in 0..8 {
            let args = arguments(&mut random);
            let outcome = interpreter
                .call_export(&mut Chain::default(), "f", &args)
                .unwrap();
            let typed: Vec<(Type, Value)> = variable_types().into_iter().zip(args.clone()).collect();
            let ended = running.call("f", &typed);
            let same = match (&outcome, &ended) {
                (Outcome::Returned(value), Ended::Returned(bytes)) => {
                    returned += 1;
                    let Value::Tuple(results) = value else {
                        unreachable!()
                    };
                    looped += usize::from(results[FUEL] != args[FUEL]);
                    encode(&module.functions[0].ret, value).unwrap() == *bytes
                }
                (Outcome::Reverted { message, .. }, Ended::Reverted(actual)) => {
                    failed += 1;
                    message == actual
                }
                (Outcome::Panicked { .. }, Ended::Panicked(_)) => {
                    failed += 1;
                    true
                }
                _ => false,
            };
            assert!(
                same,
                "seed {seed}, {args:?}: {outcome:?} is not {ended:?}\n{}",
                twilight_tir::text::print(&module)
            );
        }
    }
    // The programs must be worth running.
    assert!(
        returned > 1000 && failed > 100 && looped > 200,
        "{returned} {failed} {looped}"
    );
}
