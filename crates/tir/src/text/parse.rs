//! Reads the text form: the module and its functions; types and declarations are in
//! [`super::declarations`], instructions in [`super::parse_op`]. It must accept any text without crashing, and must not verify.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use twilight_abi::Type;
use twilight_diagnostics::{FileId, Span};

use super::lex::{Lexer, Token};
use super::{MAX_TEXT_BYTES, ParseError};
use crate::limits::TypeMeter;
use crate::{
    Block, BlockId, Dialect, EventId, Function, FunctionId, Module, Operand, Terminator, ValueDef, ValueId,
};

/// Reads a module.
///
/// # Errors
/// With the place of the first token that cannot stand where it does.
pub fn parse(text: &str) -> Result<Module, ParseError> {
    let mut lexer = Lexer::new(text);
    if text.len() > MAX_TEXT_BYTES {
        return Err(lexer.error(0, format!("The text is longer than {MAX_TEXT_BYTES} bytes.")));
    }
    let (token, start) = lexer.next()?;
    let mut parser = Parser {
        lexer,
        token,
        start,
        types: HashMap::new(),
        declared: BTreeMap::new(),
        meter: TypeMeter::default(),
        function_uses: Vec::new(),
        event_uses: Vec::new(),
        body: Body::default(),
    };
    parser.module()
}

/// Metadata as far as the parser knows it.
#[derive(Default)]
pub(super) struct Metadata {
    pub(super) span: Span,
    pub(super) variable: Option<Arc<str>>,
    pub(super) source_name: Option<String>,
    pub(super) contract: Option<String>,
    pub(super) payable: bool,
}

/// Registers and labels of the function being read.
#[derive(Default)]
pub(super) struct Body {
    registers: Vec<Register>,
    by_name: HashMap<String, usize>,
    by_index: HashMap<u32, usize>,
    labels: HashMap<String, (u32, usize)>,
    /// For each label, in order of first sight, the block it stands before.
    label_blocks: Vec<Option<BlockId>>,
}

struct Register {
    name: Option<Arc<str>>,
    index: Option<u32>,
    ty: Option<Type>,
    start: usize,
}

/// A function or event mentioned before all are known: name, index, place.
pub(super) type Mention = (Option<String>, Option<u32>, usize);

pub(super) struct Parser<'a> {
    pub(super) lexer: Lexer<'a>,
    pub(super) token: Token,
    pub(super) start: usize,
    pub(super) types: HashMap<String, Type>,
    /// Those of them that are declared and not yet defined, by name.
    pub(super) declared: BTreeMap<String, Type>,
    pub(super) meter: TypeMeter,
    /// What the ids given out while reading stand for.
    function_uses: Vec<Mention>,
    event_uses: Vec<Mention>,
    pub(super) body: Body,
}

impl Parser<'_> {
    fn module(&mut self) -> Result<Module, ParseError> {
        let mut module = Module::default();
        loop {
            match &self.token {
                Token::End => break,
                Token::Percent { index: None, .. } => self.type_definition()?,
                Token::Word(word) => match word.as_str() {
                    "dialect" => {
                        self.advance()?;
                        self.keyword("solidity")?;
                        module.dialect = Dialect::Solidity;
                    }
                    "storage" => {
                        self.advance()?;
                        let name = self.any_name()?;
                        self.expect(':')?;
                        let ty = self.ty()?;
                        module.storage.push((name, ty));
                    }
                    "event" => {
                        let event = self.event()?;
                        module.events.push(event);
                    }
                    "export" => {
                        let export = self.export()?;
                        module.exports.push(export);
                    }
                    "define" => {
                        let function = self.function()?;
                        module.functions.push(function);
                    }
                    _ => return Err(self.unexpected("`storage`, `event`, `export`, `define` or a type")),
                },
                _ => return Err(self.unexpected("`storage`, `event`, `export`, `define` or a type")),
            }
        }
        self.check_declared()?;
        self.resolve(&mut module)?;
        Ok(module)
    }

    /// Turns the mentions that ids stand for while reading into indices.
    fn resolve(&self, module: &mut Module) -> Result<(), ParseError> {
        let names = module.functions.iter().map(|function| function.name.as_str());
        let functions = self.indices(names, &self.function_uses, "function")?;
        let names = module.events.iter().map(|event| event.name.as_str());
        let events = self.indices(names, &self.event_uses, "event")?;
        let find = |list: &[u32], id: u32| list.get(id as usize).copied().unwrap_or(id);
        for export in &mut module.exports {
            export.function.0 = find(&functions, export.function.0);
        }
        for function in &mut module.functions {
            for inst in function.blocks.iter_mut().flat_map(|block| &mut block.insts) {
                match &mut inst.op {
                    crate::Op::Call { function, .. } => function.0 = find(&functions, function.0),
                    crate::Op::Emit { event, .. } => event.0 = find(&events, event.0),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn indices<'n>(
        &self,
        names: impl Iterator<Item = &'n str>,
        uses: &[Mention],
        kind: &str,
    ) -> Result<Vec<u32>, ParseError> {
        let mut first = HashMap::new();
        for (at, name) in names.enumerate() {
            first.entry(name).or_insert(id(at));
        }
        uses.iter()
            .map(|(name, index, start)| match (index, name) {
                (Some(index), _) => Ok(*index),
                (None, Some(name)) => first.get(name.as_str()).copied().ok_or_else(|| {
                    self.lexer
                        .error(*start, format!("There is no {kind} `@{name}` in this module."))
                }),
                (None, None) => Err(self.lexer.error(*start, "A name must follow `@`.")),
            })
            .collect()
    }

    /// A function's mention; the id is its place among all mentions until [`Self::resolve`].
    pub(super) fn function_ref(&mut self) -> Result<FunctionId, ParseError> {
        let mention = self.mention()?;
        self.function_uses.push(mention);
        Ok(FunctionId(id(self.function_uses.len() - 1)))
    }

    pub(super) fn event_ref(&mut self) -> Result<EventId, ParseError> {
        let mention = self.mention()?;
        self.event_uses.push(mention);
        Ok(EventId(id(self.event_uses.len() - 1)))
    }

    fn mention(&mut self) -> Result<Mention, ParseError> {
        let start = self.start;
        match self.advance()? {
            Token::At { name, index } => Ok((name, index, start)),
            other => Err(self.wanted(start, &other, "a name with `@`")),
        }
    }

    fn function(&mut self) -> Result<Function, ParseError> {
        self.keyword("define")?;
        self.eat_word("public")?;
        let ret = self.ty()?;
        let name = self.at_name()?;
        self.body = Body::default();
        self.expect('(')?;
        let mut params = 0_u32;
        while !self.is(')') {
            let ty = self.ty()?;
            let start = self.start;
            let register = self.register()?;
            self.define(register, ty, start)?;
            let written = self.body.registers.get(register).and_then(|known| known.index);
            if register != params as usize || written.is_some_and(|at| at != params) {
                let message = "Parameters take the numbers from 0 in order, each once.";
                return Err(self.lexer.error(start, message));
            }
            // A name alone has this number too.
            self.body.by_index.insert(params, register);
            if let Some(known) = self.body.registers.get_mut(register) {
                known.index = Some(params);
            }
            params += 1;
            if !self.eat(',')? {
                break;
            }
        }
        self.expect(')')?;
        let span = self.metadata()?.span;
        self.expect('{')?;
        while self.eat_word("declare")? {
            let start = self.start;
            let register = self.register()?;
            self.expect(':')?;
            let ty = self.ty()?;
            self.define(register, ty, start)?;
        }
        let mut blocks = Vec::new();
        while !self.eat('}')? {
            let block = self.block(id(blocks.len()))?;
            blocks.push(block);
        }
        let mut function = Function {
            name,
            params,
            ret,
            values: Vec::new(),
            blocks,
            span,
        };
        self.number_values(&mut function)?;
        self.number_blocks(&mut function)?;
        Ok(function)
    }

    fn block(&mut self, index: u32) -> Result<Block, ParseError> {
        let start = self.start;
        let label = match self.advance()? {
            Token::Percent {
                name: Some(name),
                index: None,
            } => self.label_id(name, start),
            other => return Err(self.wanted(start, &other, "a label such as `%b1:`")),
        };
        self.expect(':')?;
        match self.body.label_blocks.get_mut(label as usize) {
            Some(block @ None) => *block = Some(BlockId(index)),
            _ => {
                return Err(self
                    .lexer
                    .error(start, "This label stands before a block already."));
            }
        }
        let mut insts = Vec::new();
        loop {
            if let Some(terminator) = self.terminator()? {
                let terminator_span = self.metadata()?.span;
                return Ok(Block {
                    insts,
                    terminator,
                    terminator_span,
                });
            }
            let inst = self.inst()?;
            insts.push(inst);
        }
    }

    /// Gives every register its number: the written one, else the lowest that is free.
    fn number_values(&self, function: &mut Function) -> Result<(), ParseError> {
        let registers = &self.body.registers;
        let count = registers.len();
        let mut slots: Vec<Option<usize>> = vec![None; count];
        for (at, register) in registers.iter().enumerate() {
            if let Some(index) = register.index {
                match slots.get_mut(index as usize) {
                    Some(slot) => *slot = Some(at),
                    None => {
                        let message = "Registers must be numbered from 0 without a gap; `declare` fills one.";
                        return Err(self.lexer.error(register.start, message));
                    }
                }
            }
        }
        let mut free = 0;
        for (at, _) in registers
            .iter()
            .enumerate()
            .filter(|(_, register)| register.index.is_none())
        {
            while slots.get(free).is_some_and(Option::is_some) {
                free += 1;
            }
            if let Some(slot) = slots.get_mut(free) {
                *slot = Some(at);
            }
        }
        let mut number = vec![ValueId(0); count];
        for (index, at) in slots.iter().enumerate() {
            let Some(register) = at.and_then(|at| registers.get(at)) else {
                continue;
            };
            let Some(ty) = register.ty.clone() else {
                return Err(self
                    .lexer
                    .error(register.start, "This register is not defined in the function."));
            };
            function.values.push(ValueDef {
                ty,
                name: register.name.clone(),
            });
            if let Some(entry) = at.and_then(|at| number.get_mut(at)) {
                *entry = ValueId(id(index));
            }
        }
        let rename = |value: &mut ValueId| {
            if let Some(new) = number.get(value.0 as usize) {
                *value = *new;
            }
        };
        let rename_operand = |operand: &mut Operand| {
            if let Operand::Value(value) = operand {
                rename(value);
            }
        };
        for block in &mut function.blocks {
            for inst in &mut block.insts {
                inst.op.for_each_operand_mut(rename_operand);
                inst.result.iter_mut().for_each(rename);
            }
            block.terminator.for_each_operand_mut(rename_operand);
        }
        Ok(())
    }

    fn number_blocks(&self, function: &mut Function) -> Result<(), ParseError> {
        if let Some((name, (_, start))) = self.body.labels.iter().find(|(_, (label, _))| {
            self.body
                .label_blocks
                .get(*label as usize)
                .is_none_or(Option::is_none)
        }) {
            return Err(self
                .lexer
                .error(*start, format!("No block has the label `%{name}`.")));
        }
        let rename = |block: &mut BlockId| {
            if let Some(Some(new)) = self.body.label_blocks.get(block.0 as usize) {
                *block = *new;
            }
        };
        for block in &mut function.blocks {
            for inst in &mut block.insts {
                if let crate::Op::Phi(incoming) = &mut inst.op {
                    incoming.iter_mut().for_each(|(block, _)| rename(block));
                }
            }
            let terminator: &mut Terminator = &mut block.terminator;
            terminator.for_each_target_mut(rename);
        }
        Ok(())
    }

    /// A register; the number is its place in `body.registers` until [`Self::number_values`].
    pub(super) fn register(&mut self) -> Result<usize, ParseError> {
        let start = self.start;
        let Token::Percent { name, index } = self.advance()? else {
            return Err(self
                .lexer
                .error(start, "A register such as `%5` or `%name.5` was expected."));
        };
        let next = self.body.registers.len();
        let (at, fresh) = match (&name, index) {
            (_, Some(index)) => {
                let at = *self.body.by_index.entry(index).or_insert(next);
                (at, at == next)
            }
            (Some(name), None) => {
                let at = *self.body.by_name.entry(name.clone()).or_insert(next);
                (at, at == next)
            }
            (None, None) => return Err(self.lexer.error(start, "A register's name was expected.")),
        };
        if fresh {
            self.body.registers.push(Register {
                name: name.map(Arc::from),
                index,
                ty: None,
                start,
            });
        }
        Ok(at)
    }

    /// Gives a register its type; a second definition is left to the verifier, if the types agree.
    pub(super) fn define(&mut self, register: usize, ty: Type, start: usize) -> Result<(), ParseError> {
        let Some(known) = self.body.registers.get_mut(register) else {
            return Ok(());
        };
        match &known.ty {
            Some(other) if *other != ty => Err(self
                .lexer
                .error(start, "This register is defined with another type above.")),
            _ => {
                known.ty = Some(ty);
                Ok(())
            }
        }
    }

    pub(super) fn label(&mut self) -> Result<BlockId, ParseError> {
        let start = self.start;
        match self.advance()? {
            Token::Percent {
                name: Some(name),
                index: None,
            } => Ok(BlockId(self.label_id(name, start))),
            other => Err(self.wanted(start, &other, "a label such as `%b1`")),
        }
    }

    fn label_id(&mut self, name: String, start: usize) -> u32 {
        let next = id(self.body.label_blocks.len());
        let (label, _) = *self.body.labels.entry(name).or_insert((next, start));
        if label == next {
            self.body.label_blocks.push(None);
        }
        label
    }

    /// `!{ key: value, .. }`, where it stands.
    pub(super) fn metadata(&mut self) -> Result<Metadata, ParseError> {
        let mut metadata = Metadata::default();
        if self.token != Token::Meta {
            return Ok(metadata);
        }
        self.advance()?;
        while !self.is('}') {
            let key = self.any_name()?;
            self.expect(':')?;
            let start = self.start;
            let value = match self.advance()? {
                Token::Str(text) | Token::Word(text) | Token::Number(text) => text,
                other => return Err(self.wanted(start, &other, "a metadata value")),
            };
            match key.as_str() {
                "span" => {
                    metadata.span = parse_span(&value).ok_or_else(|| {
                        self.lexer
                            .error(start, "A span must have the form \"file:start..end\".")
                    })?;
                }
                "variable" => metadata.variable = Some(value.into()),
                "source_name" => metadata.source_name = Some(value),
                "contract" => metadata.contract = Some(value),
                "payable" => metadata.payable = value == "true",
                _ => {}
            }
            if !self.eat(',')? {
                break;
            }
        }
        self.expect('}')?;
        Ok(metadata)
    }

    /// The current token; the next one becomes current.
    pub(super) fn advance(&mut self) -> Result<Token, ParseError> {
        let (token, start) = self.lexer.next()?;
        self.start = start;
        Ok(std::mem::replace(&mut self.token, token))
    }

    pub(super) fn is(&self, ch: char) -> bool {
        self.token == Token::Punct(ch)
    }

    pub(super) fn eat(&mut self, ch: char) -> Result<bool, ParseError> {
        let found = self.is(ch);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    pub(super) fn expect(&mut self, ch: char) -> Result<(), ParseError> {
        if self.eat(ch)? {
            Ok(())
        } else {
            Err(self.unexpected(&format!("`{ch}`")))
        }
    }

    pub(super) fn eat_word(&mut self, word: &str) -> Result<bool, ParseError> {
        let found = matches!(&self.token, Token::Word(text) if text == word);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    pub(super) fn keyword(&mut self, word: &str) -> Result<(), ParseError> {
        if self.eat_word(word)? {
            Ok(())
        } else {
            Err(self.unexpected(&format!("`{word}`")))
        }
    }

    pub(super) fn any_name(&mut self) -> Result<String, ParseError> {
        let start = self.start;
        match self.advance()? {
            Token::Word(text) | Token::Str(text) => Ok(text),
            other => Err(self.wanted(start, &other, "a name")),
        }
    }

    pub(super) fn at_name(&mut self) -> Result<String, ParseError> {
        let start = self.start;
        match self.advance()? {
            Token::At {
                name: Some(name),
                index: None,
            } => Ok(name),
            other => Err(self.wanted(start, &other, "a name with `@`")),
        }
    }

    pub(super) fn string(&mut self) -> Result<String, ParseError> {
        let start = self.start;
        match self.advance()? {
            Token::Str(text) => Ok(text),
            other => Err(self.wanted(start, &other, "a string")),
        }
    }

    pub(super) fn integer(&mut self) -> Result<u64, ParseError> {
        let start = self.start;
        match self.advance()? {
            Token::Number(text) => text.parse().map_err(|_| {
                self.lexer
                    .error(start, "A number from 0 to 18446744073709551615 was expected.")
            }),
            other => Err(self.wanted(start, &other, "a number")),
        }
    }

    pub(super) fn unexpected(&self, wanted: &str) -> ParseError {
        self.wanted(self.start, &self.token, wanted)
    }

    pub(super) fn wanted(&self, start: usize, found: &Token, wanted: &str) -> ParseError {
        self.lexer
            .error(start, format!("Expected {wanted}, found {}.", found.describe()))
    }
}

fn id(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn parse_span(text: &str) -> Option<Span> {
    let (file, range) = text.split_once(':')?;
    let (start, end) = range.split_once("..")?;
    Some(Span::new(
        FileId(file.parse().ok()?),
        start.parse().ok()?,
        end.parse().ok()?,
    ))
}
