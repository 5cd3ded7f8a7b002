//! The data structure.

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;

use crate::Builtin;

/// Index of a function in [`Module::functions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionId(pub u32);

/// Index of an event in [`Module::events`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u32);

/// Index of a block in [`Function::blocks`]; block 0 is the entry and has no predecessors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// Index of an SSA value in [`Function::values`]; the first ones are the parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId(pub u32);

/// The language of a module's source: the words of messages that the language itself raises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Types are `u256`, `i8`.
    #[default]
    Twilight,
    /// Types are `uint256`, `int8`.
    Solidity,
}

/// One compilation unit (spec 07 §2.1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    /// Whose words its failures speak.
    pub dialect: Dialect,
    /// Functions; calls name them by index.
    pub functions: Vec<Function>,
    /// Events that are emitted or declared.
    pub events: Vec<EventDef>,
    /// What the host can call.
    pub exports: Vec<ExportDef>,
    /// Storage variables of the contract, in order of declaration.
    pub storage: Vec<(String, Type)>,
}

/// An event definition (spec 01 §9.3, DECISION C8).
#[derive(Clone, Debug, PartialEq)]
pub struct EventDef {
    /// Its name, as it stands in the signature.
    pub name: String,
    /// Parameters in order.
    pub params: Vec<EventParamDef>,
    /// Without a topic for its signature, so that four parameters may be topics; Solidity only.
    pub anonymous: bool,
}

/// A parameter of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventParamDef {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// `#[topic]`; at most three.
    pub topic: bool,
}

/// A function the host can call; see `docs/wasm-abi.md`.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportDef {
    /// Name of the wasm export: the function's mangled name.
    pub name: String,
    /// The function; none of its parameters is `mut`-by-reference.
    pub function: FunctionId,
    /// Deployment or ordinary function.
    pub kind: twilight_abi::meta::ExportKind,
    /// The contract it belongs to.
    pub contract: Option<String>,
    /// Name in the source.
    pub source_name: String,
    /// Names of the parameters.
    pub param_names: Vec<String>,
    /// May receive value (DECISION C6).
    pub payable: bool,
}

/// A function (spec 07 §7).
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Mangled name, unique in the module.
    pub name: String,
    /// Number of parameters; they are values `0..params`.
    pub params: u32,
    /// Result type; `Unit` for none.
    pub ret: Type,
    /// All values, parameters first.
    pub values: Vec<ValueDef>,
    /// All blocks, the entry first.
    pub blocks: Vec<Block>,
    /// The definition in the source.
    pub span: Span,
}

/// An SSA value.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueDef {
    /// Its type.
    pub ty: Type,
    /// Source variable it stands for (`debug_name`, spec 07 §5.2).
    pub name: Option<Arc<str>>,
}

/// A basic block (spec 07 §2.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Instructions; `phi`s come first.
    pub insts: Vec<Inst>,
    /// What ends the block.
    pub terminator: Terminator,
    /// Place of the terminator.
    pub terminator_span: Span,
}

/// An instruction.
#[derive(Clone, Debug, PartialEq)]
pub struct Inst {
    /// The value it defines; `None` where the result is `()`.
    pub result: Option<ValueId>,
    /// What it does.
    pub op: Op,
    /// The source expression, for diagnostics of traps (DECISION C12).
    pub span: Span,
}

/// An operand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Operand {
    /// An SSA value.
    Value(ValueId),
    /// A constant.
    Const(Const),
}

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Const {
    /// `()`
    Unit,
    /// `true`, `false`
    Bool(bool),
    /// Two's complement in the low `bits`; the bits above are zero, for signed types too.
    Int(IntType, U256),
    /// UTF-8 text
    Str(Arc<str>),
    /// 20 bytes
    Address([u8; 20]),
    /// 32 bytes
    Hash256([u8; 32]),
}

/// Arithmetic and bitwise operations on two integers of one type (spec 07 §6.2-6.4); signedness comes from
/// the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// Reverts on overflow.
    Add,
    /// Reverts on overflow.
    Sub,
    /// Reverts on overflow.
    Mul,
    /// Panics on zero and on `MIN / -1`; truncates toward zero.
    Div,
    /// Panics on zero and on `MIN % -1`; sign of the dividend.
    Rem,
    /// Exponent is `u32`; reverts on overflow; `x.pow(0)` is 1.
    Pow,
    /// Wraps.
    WrappingAdd,
    /// Wraps.
    WrappingSub,
    /// Wraps.
    WrappingMul,
    /// Exponent is `u32`; wraps.
    WrappingPow,
    /// Clamps.
    SaturatingAdd,
    /// Clamps.
    SaturatingSub,
    /// Clamps.
    SaturatingMul,
    /// Result is `Option<T>`: `None` on overflow.
    CheckedAdd,
    /// Result is `Option<T>`.
    CheckedSub,
    /// Result is `Option<T>`.
    CheckedMul,
    /// Result is `Option<T>`: `None` on zero or overflow.
    CheckedDiv,
    /// Result is `Option<T>`: `None` on zero or overflow.
    CheckedRem,
    /// Exponent is `u32`; result is `Option<T>`.
    CheckedPow,
    /// Bitwise.
    And,
    /// Bitwise.
    Or,
    /// Bitwise.
    Xor,
    /// Amount is `u32`; an amount of the width or more gives 0 (DECISION T6, T14).
    Shl,
    /// Amount is `u32`; arithmetic for signed types, an amount of the width or more gives all sign bits.
    Shr,
}

/// Operations on one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// Signed integers; reverts on `MIN`.
    Neg,
    /// Logical on `bool`, bitwise on integers.
    Not,
}

/// Comparisons (spec 07 §6.6). `Eq` and `Ne` take any type but maps, structurally; the others take integers
/// (by their signedness) and strings (bytewise).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompareOp {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

/// Integer conversions (spec 07 §6.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CastOp {
    /// To a type that holds every value of the source (zero- or sign-extends by the source's signedness).
    Extend,
    /// Keeps the low bits (or extends by the source's signedness when the target is wider).
    Truncate,
    /// Clamps to the target's range.
    Saturate,
    /// Result is `Option<To>`: `None` when the value does not fit.
    Try,
    /// Reverts when the value does not fit, as overflow of an operation in the target's type: the last step of an
    /// operation in a width that has no arithmetic of its own ([`BinaryOp::works_on`]).
    Narrow(Narrowing),
}

/// The operation whose result [`CastOp::Narrow`] brings back into its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Narrowing {
    /// `a + b`
    Add,
    /// `a - b`
    Sub,
    /// `a * b`
    Mul,
    /// `a` to the power of `b`
    Pow,
    /// `-a`
    Neg,
}

impl Narrowing {
    /// The operation; `None` is negation.
    #[must_use]
    pub const fn operation(self) -> Option<BinaryOp> {
        match self {
            Self::Add => Some(BinaryOp::Add),
            Self::Sub => Some(BinaryOp::Sub),
            Self::Mul => Some(BinaryOp::Mul),
            Self::Pow => Some(BinaryOp::Pow),
            Self::Neg => None,
        }
    }
}

impl BinaryOp {
    /// Whether TIR has the operation on integers of the type: all of them on native widths, and on others those
    /// whose result is the same in the container ([`IntType::container`]), which holds the value. The rest are
    /// lowered to operations in a native width, and a conversion back.
    #[must_use]
    pub const fn works_on(self, ty: IntType) -> bool {
        match self {
            Self::And | Self::Or | Self::Xor | Self::Shr => true,
            Self::Div | Self::Rem => ty.is_native() || !ty.signed,
            _ => ty.is_native(),
        }
    }
}

impl UnaryOp {
    /// As [`BinaryOp::works_on`].
    #[must_use]
    pub const fn works_on(self, ty: IntType) -> bool {
        match self {
            Self::Neg => ty.is_native(),
            Self::Not => ty.is_native() || ty.signed,
        }
    }
}

/// What `get_ctx` reads (spec 07 §6.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContextVar {
    /// `address`
    Sender,
    /// `address`
    Origin,
    /// `u128`
    Value,
    /// `u64`
    BlockNumber,
    /// `u64`
    Timestamp,
    /// `address`
    SelfAddress,
    /// `u64`
    GasLeft,
}

/// Instructions.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// One operand per predecessor, in any order.
    Phi(Vec<(BlockId, Operand)>),
    /// Arithmetic; `ty` is the type of the left operand.
    Binary {
        op: BinaryOp,
        ty: IntType,
        lhs: Operand,
        rhs: Operand,
    },
    /// Negation, not; `ty` is `Bool` or an integer.
    Unary { op: UnaryOp, ty: Type, operand: Operand },
    /// Comparison of two values of type `ty`.
    Compare {
        op: CompareOp,
        ty: Type,
        lhs: Operand,
        rhs: Operand,
    },
    /// Integer conversion.
    Cast {
        op: CastOp,
        from: IntType,
        to: IntType,
        operand: Operand,
    },
    /// Both arms are already computed.
    Select {
        condition: Operand,
        then: Operand,
        otherwise: Operand,
    },
    /// The default value of a type (DECISION T13, T17).
    Default(Type),
    /// A structural copy that shares no mutable storage with its operand.
    Copy(Operand),
    /// A tuple, struct, array or vector from its elements.
    Aggregate { ty: Type, elements: Vec<Operand> },
    /// Field `index` of a tuple or struct.
    Extract { aggregate: Operand, index: u32 },
    /// A tuple or struct with field `index` replaced.
    Insert {
        aggregate: Operand,
        index: u32,
        value: Operand,
    },
    /// A value of an `Option`, `Result` or enum type.
    Variant {
        ty: Type,
        variant: u32,
        fields: Vec<Operand>,
    },
    /// The variant's index as `u8`.
    Tag(Operand),
    /// Field `index` of the payload; the value's tag is `variant`, checked by what leads here.
    Payload {
        value: Operand,
        variant: u32,
        index: u32,
    },
    /// A value with one payload field replaced; its tag is `variant`.
    InsertPayload {
        value: Operand,
        variant: u32,
        index: u32,
        field: Operand,
    },
    /// An operation of the run-time library; `types` are its type arguments.
    Builtin {
        builtin: Builtin,
        types: Vec<Type>,
        args: Vec<Operand>,
    },
    /// A call.
    Call {
        function: FunctionId,
        args: Vec<Operand>,
    },
    /// A storage key (a `string`) of a place inside `base`: `:` and the encoded key (`docs/wasm-abi.md`).
    KeyIndex { base: Operand, ty: Type, index: Operand },
    /// A storage key of a field: `.` and the name.
    KeyField { base: Operand, name: Arc<str> },
    /// The value under a key, the type's default where absent. `variable` names the domain (spec 04); empty where the
    /// key comes from elsewhere, so that it may lie in any variable ([`domain_name`]).
    StateRead {
        ty: Type,
        key: Operand,
        variable: Arc<str>,
    },
    /// The value under a key as `Option<ty>`.
    StateGet {
        ty: Type,
        key: Operand,
        variable: Arc<str>,
    },
    /// Stores a value under a key.
    StateWrite {
        ty: Type,
        key: Operand,
        value: Operand,
        variable: Arc<str>,
    },
    /// Makes a key absent.
    StateRemove { key: Operand, variable: Arc<str> },
    /// `bool`: a value is present.
    StateExists { key: Operand, variable: Arc<str> },
    /// A new cell with the value, which passes what it owns to the cell: a reference that no other value equals.
    ReferenceNew(Operand),
    /// What a cell holds, or one field of it. It shares storage with the cell: it may be looked at until the cell
    /// changes, and is not consumed.
    ReferenceLoad { reference: Operand, field: Option<u32> },
    /// The same, to be consumed and stored again: until that store the cell, or the field, means nothing.
    ReferenceTake { reference: Operand, field: Option<u32> },
    /// Gives a cell, or one field of what it holds, a new value, which passes what it owns to the cell.
    ReferenceStore {
        reference: Operand,
        field: Option<u32>,
        value: Operand,
    },
    /// Emits an event; arguments in the order of its parameters.
    Emit { event: EventId, args: Vec<Operand> },
    /// Reads the transaction or block.
    GetContext(ContextVar),
    /// Changes it: tests only, which the interpreter runs as lowered. No pass and no back end meets it.
    SetContext { part: ContextVar, value: Operand },
    /// The texts of all events so far, as `vector<string>`: tests only, as [`SetContext`](Self::SetContext).
    Events,
}

/// What ends a block (spec 07 §6.1).
#[derive(Clone, Debug, PartialEq)]
pub enum Terminator {
    /// Returns; `Const::Unit` for functions without result.
    Return(Operand),
    /// Jumps.
    Branch(BlockId),
    /// Jumps by a `bool`.
    BranchIf {
        condition: Operand,
        then: BlockId,
        otherwise: BlockId,
    },
    /// Jumps by an unsigned integer of 8 bits (a tag); case `i` is for value `i`, the last target is for
    /// all greater values.
    Switch {
        value: Operand,
        targets: Vec<BlockId>,
        default: BlockId,
    },
    /// Reverts with a `string`.
    Revert(Operand),
    /// Panics with a `string`.
    Panic(Operand),
    /// Never reached.
    Unreachable,
}

impl Function {
    /// The type of an operand.
    #[must_use]
    pub fn operand_type(&self, operand: &Operand) -> Type {
        match operand {
            Operand::Value(id) => self
                .values
                .get(id.0 as usize)
                .map_or(Type::Unit, |value| value.ty.clone()),
            Operand::Const(constant) => constant.ty(),
        }
    }
}

impl Const {
    /// The type of the constant.
    #[must_use]
    pub fn ty(&self) -> Type {
        match self {
            Self::Unit => Type::Unit,
            Self::Bool(_) => Type::Bool,
            Self::Int(ty, _) => Type::Int(*ty),
            Self::Str(_) => Type::String,
            Self::Address(_) => Type::Address,
            Self::Hash256(_) => Type::Hash256,
        }
    }
}

/// The domain (spec 04) of a state access: `self.<variable>`, and `self.*` where the variable is not known.
#[must_use]
pub fn domain_name(variable: &str) -> String {
    match variable {
        "" => "self.*".to_owned(),
        variable => format!("self.{variable}"),
    }
}

/// Messages of failures that the language itself raises (DECISIONS T5, C12); one text for every back end.
pub mod messages {
    use super::{BinaryOp, Dialect, IntType, Type};

    /// Panic: index of an array or vector, or a slice bound.
    pub const INDEX_OUT_OF_BOUNDS: &str = "Index out of bounds.";
    /// Panic: `/` or `%` by zero.
    pub const DIVISION_BY_ZERO: &str = "Division by zero.";
    /// Panic: `MIN / -1`, `MIN % -1`.
    pub const DIVISION_OVERFLOW: &str = "Division overflow.";
    /// Panic: the module's memory is exhausted.
    pub const OUT_OF_MEMORY: &str = "Out of memory.";
    /// Panic: [`super::Terminator::Unreachable`].
    pub const UNREACHABLE: &str = "Code was reached that never should be.";
    /// Panic: a key, a value, the whole state, or an event is over the host's limits. Which one the place says.
    pub const CHAIN_LIMIT: &str = "A limit of the chain is exceeded.";
    /// Panic: a hash's input is over the host's limits.
    pub const HASH_LIMIT: &str = "Hashing failed: the input is larger than the chain allows.";
    /// Panic: a stored value is not of the type it is read as.
    pub const MALFORMED_STATE: &str = "Malformed state.";
    /// Revert: an export's arguments are not the encoding of its parameters.
    pub const MALFORMED_ARGUMENTS: &str = "Malformed arguments.";
    /// Revert: `abi.decode` of bytes that are no encoding of its types.
    pub const MALFORMED_ENCODING: &str = "These bytes are no encoding of the types that are asked for.";

    /// Revert: an export that is not payable was sent value (DECISION C6). Which one the place says: a text for
    /// each would be a large part of a small contract's module.
    pub const NOT_PAYABLE: &str = "This function is not payable.";

    /// Revert: overflow of a checked operation; `None` as operation is negation.
    #[must_use]
    pub fn overflow(op: Option<BinaryOp>, ty: IntType, dialect: Dialect) -> String {
        let name = match op {
            Some(BinaryOp::Add) => "addition",
            Some(BinaryOp::Sub) => "subtraction",
            Some(BinaryOp::Mul) => "multiplication",
            Some(BinaryOp::Pow) => "exponentiation",
            _ => "negation",
        };
        let ty = match dialect {
            Dialect::Twilight => ty.name().to_owned(),
            Dialect::Solidity => twilight_abi::abi_type(&Type::Int(ty)),
        };
        format!("Arithmetic overflow in {ty} {name}.")
    }
}
