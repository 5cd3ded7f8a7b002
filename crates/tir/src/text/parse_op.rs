//! Reads instructions, terminators and operands of the text form (spec 07 §6).

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{ADDRESS_BYTES, IntType, Type};

use super::ParseError;
use super::lex::Token;
use super::mnemonics::{self, of_name};
use super::parse::Parser;
use crate::{Builtin, Const, Inst, Op, Operand, Terminator, UnaryOp, ValueId, arith};

impl Parser<'_> {
    /// A terminator, where one stands.
    pub(super) fn terminator(&mut self) -> Result<Option<Terminator>, ParseError> {
        let Token::Word(word) = &self.token else {
            return Ok(None);
        };
        let word = word.clone();
        if !matches!(
            word.as_str(),
            "ret" | "br" | "br_if" | "switch" | "revert" | "panic" | "unreachable"
        ) {
            return Ok(None);
        }
        self.advance()?;
        Ok(Some(match word.as_str() {
            "ret" => {
                if self.ty()? == Type::Unit && !self.at_operand() {
                    Terminator::Return(Operand::Const(Const::Unit))
                } else {
                    Terminator::Return(self.operand()?)
                }
            }
            "br" => Terminator::Branch(self.label()?),
            "br_if" => {
                let condition = self.operand()?;
                self.expect(',')?;
                let then = self.label()?;
                self.expect(',')?;
                Terminator::BranchIf {
                    condition,
                    then,
                    otherwise: self.label()?,
                }
            }
            "switch" => {
                let value = self.typed()?;
                self.expect('[')?;
                let mut targets = Vec::new();
                while !self.is(']') {
                    targets.push(self.label()?);
                    if !self.eat(',')? {
                        break;
                    }
                }
                self.expect(']')?;
                self.expect(',')?;
                Terminator::Switch {
                    value,
                    targets,
                    default: self.label()?,
                }
            }
            "revert" => Terminator::Revert(self.typed()?),
            "panic" => Terminator::Panic(self.typed()?),
            _ => Terminator::Unreachable,
        }))
    }

    /// Whether an operand stands here, and not a label or a closing brace after `ret void`.
    fn at_operand(&self) -> bool {
        match &self.token {
            Token::Percent { .. } => !self.followed_by_colon(),
            Token::Number(_) | Token::Str(_) => true,
            Token::Word(word) => matches!(word.as_str(), "unit" | "true" | "false"),
            _ => false,
        }
    }

    fn followed_by_colon(&self) -> bool {
        matches!(self.lexer.clone().next(), Ok((Token::Punct(':'), _)))
    }

    pub(super) fn inst(&mut self) -> Result<Inst, ParseError> {
        let result = if matches!(self.token, Token::Percent { .. }) {
            let start = self.start;
            let register = self.register()?;
            self.expect(':')?;
            let ty = self.ty()?;
            self.define(register, ty, start)?;
            self.expect('=')?;
            Some(value(register))
        } else {
            None
        };
        let start = self.start;
        let mut op = match self.advance()? {
            Token::Word(word) => self.op(&word, start)?,
            other => return Err(self.wanted(start, &other, "an operation")),
        };
        let metadata = self.metadata()?;
        if let Op::StateRead { variable, .. }
        | Op::StateGet { variable, .. }
        | Op::StateWrite { variable, .. }
        | Op::StateRemove { variable, .. }
        | Op::StateExists { variable, .. } = &mut op
        {
            *variable = metadata.variable.ok_or_else(|| {
                self.lexer
                    .error(start, "A state access needs `!{ variable: \"name\" }`.")
            })?;
        }
        Ok(Inst {
            result,
            op,
            span: metadata.span,
        })
    }

    fn op(&mut self, word: &str, start: usize) -> Result<Op, ParseError> {
        if let Some(op) = of_name(mnemonics::BINARY, word) {
            let ty = self.int_type()?;
            let (lhs, rhs) = self.pair()?;
            return Ok(Op::Binary { op, ty, lhs, rhs });
        }
        if let Some(op) = of_name(mnemonics::CAST, word) {
            let from = self.int_type()?;
            let operand = self.operand()?;
            self.keyword("to")?;
            return Ok(Op::Cast {
                op,
                from,
                to: self.int_type()?,
                operand,
            });
        }
        Ok(match word {
            "phi" => {
                self.ty()?;
                let mut incoming = Vec::new();
                while self.eat('[')? {
                    let operand = self.operand()?;
                    self.expect(',')?;
                    incoming.push((self.label()?, operand));
                    self.expect(']')?;
                    if !self.eat(',')? {
                        break;
                    }
                }
                Op::Phi(incoming)
            }
            "neg" | "not" => {
                let op = if word == "neg" { UnaryOp::Neg } else { UnaryOp::Not };
                Op::Unary {
                    op,
                    ty: self.ty()?,
                    operand: self.operand()?,
                }
            }
            "icmp" => {
                let at = self.start;
                let condition = self.advance()?;
                let op = match &condition {
                    Token::Word(word) => of_name(mnemonics::COMPARE, word),
                    _ => None,
                };
                let op =
                    op.ok_or_else(|| self.wanted(at, &condition, "a condition such as `eq` or `ult`"))?;
                let ty = self.ty()?;
                let (lhs, rhs) = self.pair()?;
                Op::Compare { op, ty, lhs, rhs }
            }
            "select" => {
                let condition = self.typed()?;
                self.expect(',')?;
                let then = self.typed()?;
                self.expect(',')?;
                Op::Select {
                    condition,
                    then,
                    otherwise: self.typed()?,
                }
            }
            "default" => Op::Default(self.ty()?),
            "copy" => Op::Copy(self.typed()?),
            "aggregate" => Op::Aggregate {
                ty: self.ty()?,
                elements: self.list()?,
            },
            "extractvalue" => Op::Extract {
                aggregate: self.typed()?,
                index: self.index()?,
            },
            "insertvalue" => {
                let aggregate = self.typed()?;
                self.expect(',')?;
                Op::Insert {
                    aggregate,
                    value: self.typed()?,
                    index: self.index()?,
                }
            }
            "variant" => Op::Variant {
                ty: self.ty()?,
                variant: self.index()?,
                fields: self.list()?,
            },
            "get_enum_tag" => Op::Tag(self.typed()?),
            "extract_enum_value" => Op::Payload {
                value: self.typed()?,
                variant: self.index()?,
                index: self.index()?,
            },
            "insert_enum_value" => {
                let value = self.typed()?;
                self.expect(',')?;
                let field = self.typed()?;
                Op::InsertPayload {
                    value,
                    field,
                    variant: self.index()?,
                    index: self.index()?,
                }
            }
            "reference_new" => Op::ReferenceNew(self.typed()?),
            "reference_load" => Op::ReferenceLoad {
                reference: self.typed()?,
                field: self.optional_index()?,
            },
            "reference_take" => Op::ReferenceTake {
                reference: self.typed()?,
                field: self.optional_index()?,
            },
            "reference_store" => {
                let reference = self.typed()?;
                self.expect(',')?;
                let value = self.typed()?;
                Op::ReferenceStore {
                    reference,
                    value,
                    field: self.optional_index()?,
                }
            }
            "builtin" => self.builtin()?,
            "call" => {
                self.ty()?;
                let function = self.function_ref()?;
                self.expect('(')?;
                let mut args = Vec::new();
                while !self.is(')') {
                    args.push(self.typed()?);
                    if !self.eat(',')? {
                        break;
                    }
                }
                self.expect(')')?;
                Op::Call { function, args }
            }
            _ => self.host_op(word, start)?,
        })
    }

    /// `, index`, or nothing.
    fn optional_index(&mut self) -> Result<Option<u32>, ParseError> {
        if self.is(',') {
            self.index().map(Some)
        } else {
            Ok(None)
        }
    }

    fn builtin(&mut self) -> Result<Op, ParseError> {
        let start = self.start;
        let name = self.advance()?;
        let builtin = match &name {
            Token::Word(name) => Builtin::from_name(name),
            _ => None,
        };
        let builtin = builtin.ok_or_else(|| self.wanted(start, &name, "a builtin's name"))?;
        let mut types = Vec::new();
        if self.eat('<')? {
            while !self.is('>') {
                types.push(self.ty()?);
                if !self.eat(',')? {
                    break;
                }
            }
            self.expect('>')?;
        }
        Ok(Op::Builtin {
            builtin,
            types,
            args: self.list()?,
        })
    }

    fn context_part(&mut self) -> Result<crate::ContextVar, ParseError> {
        let at = self.start;
        let name = self.advance()?;
        let part = match &name {
            Token::Word(name) => mnemonics::CONTEXT.iter().find(|(_, text)| text == name),
            _ => None,
        };
        part.map(|(part, _)| *part)
            .ok_or_else(|| self.wanted(at, &name, "a part of the context"))
    }

    fn host_op(&mut self, word: &str, start: usize) -> Result<Op, ParseError> {
        // `inst` fills it in from the metadata.
        let variable: Arc<str> = Arc::from("");
        Ok(match word {
            "key_index" => {
                let ty = self.ty()?;
                let (base, index) = self.pair()?;
                Op::KeyIndex { base, ty, index }
            }
            "key_field" => {
                let base = self.operand()?;
                self.expect(',')?;
                Op::KeyField {
                    base,
                    name: self.string()?.into(),
                }
            }
            "state_read" => Op::StateRead {
                ty: self.ty()?,
                key: self.operand()?,
                variable,
            },
            "state_get" => Op::StateGet {
                ty: self.ty()?,
                key: self.operand()?,
                variable,
            },
            "state_write" => {
                let ty = self.ty()?;
                let (key, value) = self.pair()?;
                Op::StateWrite {
                    ty,
                    key,
                    value,
                    variable,
                }
            }
            "state_remove" => Op::StateRemove {
                key: self.operand()?,
                variable,
            },
            "state_exists" => Op::StateExists {
                key: self.operand()?,
                variable,
            },
            "emit_event" => Op::Emit {
                event: self.event_ref()?,
                args: self.list()?,
            },
            "get_ctx" => Op::GetContext(self.context_part()?),
            "set_ctx" => Op::SetContext {
                part: self.context_part()?,
                value: self.operand()?,
            },
            "events" => Op::Events,
            other => {
                return Err(self
                    .lexer
                    .error(start, format!("There is no operation `{other}`.")));
            }
        })
    }

    fn int_type(&mut self) -> Result<IntType, ParseError> {
        let start = self.start;
        match self.ty()? {
            Type::Int(ty) => Ok(ty),
            other => Err(self
                .lexer
                .error(start, format!("An integer type was expected, found `{other}`."))),
        }
    }

    /// `a, b`
    fn pair(&mut self) -> Result<(Operand, Operand), ParseError> {
        let first = self.operand()?;
        self.expect(',')?;
        Ok((first, self.operand()?))
    }

    /// `(a, b, ..)`
    fn list(&mut self) -> Result<Vec<Operand>, ParseError> {
        self.expect('(')?;
        let mut operands = Vec::new();
        while !self.is(')') {
            operands.push(self.operand()?);
            if !self.eat(',')? {
                break;
            }
        }
        self.expect(')')?;
        Ok(operands)
    }

    /// `type operand`: the type is for readers, the verifier has its own.
    fn typed(&mut self) -> Result<Operand, ParseError> {
        self.ty()?;
        self.operand()
    }

    /// `, 3`
    fn index(&mut self) -> Result<u32, ParseError> {
        self.expect(',')?;
        let start = self.start;
        let number = self.integer()?;
        u32::try_from(number).map_err(|_| self.lexer.error(start, "The index must be below 4294967296."))
    }

    fn operand(&mut self) -> Result<Operand, ParseError> {
        if matches!(self.token, Token::Percent { .. }) {
            return Ok(Operand::Value(value(self.register()?)));
        }
        let start = self.start;
        let constant = match self.advance()? {
            Token::Str(text) => Const::Str(text.into()),
            Token::Word(word) if word == "unit" => Const::Unit,
            Token::Word(word) if word == "true" => Const::Bool(true),
            Token::Word(word) if word == "false" => Const::Bool(false),
            Token::Number(text) => number(&text).ok_or_else(|| {
                self.lexer.error(
                    start,
                    format!("`{text}` is no constant: write digits and a type that holds them (`5u64`, `-1i8`), or `0x` and 40 or 64 digits."),
                )
            })?,
            other => return Err(self.wanted(start, &other, "a register or constant")),
        };
        Ok(Operand::Const(constant))
    }
}

fn value(register: usize) -> ValueId {
    ValueId(u32::try_from(register).unwrap_or(u32::MAX))
}

fn number(text: &str) -> Option<Const> {
    if let Some(digits) = text.strip_prefix("0x") {
        let bytes = hex_bytes(digits)?;
        return match bytes.len() {
            ADDRESS_BYTES => bytes.try_into().ok().map(Const::Address),
            _ => bytes.try_into().ok().map(Const::Hash256),
        };
    }
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
    let split = text.find(|ch: char| !ch.is_ascii_digit())?;
    let (digits, suffix) = text.split_at_checked(split)?;
    let ty = IntType::from_any_name(suffix)?;
    // Longer digit strings cannot fit: do not read them.
    if digits.len() > 78 {
        return None;
    }
    let magnitude = U256::from_str_radix(digits, 10).ok()?;
    arith::from_sign_magnitude(ty, negative, magnitude).map(|value| Const::Int(ty, value))
}

fn hex_bytes(digits: &str) -> Option<Vec<u8>> {
    if digits.len() != 2 * ADDRESS_BYTES && digits.len() != 64 {
        return None;
    }
    let nibbles: Vec<u8> = digits
        .chars()
        .map(|ch| ch.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    Some(
        nibbles
            .chunks_exact(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect(),
    )
}
