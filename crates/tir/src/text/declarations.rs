//! Reads types and the declarations of types, events and exports. Nesting and size are bounded while
//! reading ([`crate::limits`]).

use std::sync::Arc;

use twilight_abi::meta::ExportKind;
use twilight_abi::{EnumType, IntType, Late, StructType, Type, Variant, VariantFields};

use super::ParseError;
use super::lex::Token;
use super::parse::Parser;
use crate::limits::MAX_TYPE_DEPTH;
use crate::{EventDef, EventParamDef, ExportDef};

impl Parser<'_> {
    pub(super) fn type_definition(&mut self) -> Result<(), ParseError> {
        let start = self.start;
        let Token::Percent { name: Some(name), .. } = self.advance()? else {
            return Err(self.lexer.error(start, "A type's name was expected."));
        };
        self.expect('=')?;
        if self.eat_word("declare")? {
            return self.type_declaration(name, start);
        }
        self.keyword("type")?;
        let declared = self.declared.remove(&name);
        let ty = match self.advance()? {
            Token::Word(word) if word == "struct" => {
                let fields = self.fields()?;
                match &declared {
                    Some(ty @ Type::Struct(definition)) => {
                        definition.fields.give(fields);
                        ty.clone()
                    }
                    _ => Type::Struct(Arc::new(StructType {
                        name: name.clone(),
                        fields: fields.into(),
                    })),
                }
            }
            Token::Word(word) if word == "enum" => {
                self.expect('{')?;
                let mut variants = Vec::new();
                while !self.is('}') {
                    let name = self.any_name()?;
                    let fields = self.fields()?;
                    variants.push(Variant { name, fields });
                    if !self.eat(',')? {
                        break;
                    }
                }
                self.expect('}')?;
                match &declared {
                    Some(ty @ Type::Enum(definition)) => {
                        definition.variants.give(variants);
                        ty.clone()
                    }
                    _ => Type::Enum(Arc::new(EnumType {
                        name: name.clone(),
                        variants: variants.into(),
                    })),
                }
            }
            other => return Err(self.wanted(start, &other, "`struct` or `enum`")),
        };
        if let Some(declared) = &declared {
            if *declared != ty {
                return Err(self
                    .lexer
                    .error(start, format!("The type `%{name}` is declared as another kind.")));
            }
            self.meter.forget(&name);
            self.types.remove(&name);
        }
        self.check_size(&ty, start)?;
        if self.types.insert(name.clone(), ty).is_some() {
            return Err(self
                .lexer
                .error(start, format!("The type `%{name}` is defined twice.")));
        }
        Ok(())
    }

    /// `%name = declare struct` or `enum`: its definition follows, and may hold the type in vectors and maps.
    fn type_declaration(&mut self, name: String, start: usize) -> Result<(), ParseError> {
        let ty = match self.advance()? {
            Token::Word(word) if word == "struct" => Type::Struct(Arc::new(StructType {
                name: name.clone(),
                fields: Late::open(),
            })),
            Token::Word(word) if word == "enum" => Type::Enum(Arc::new(EnumType {
                name: name.clone(),
                variants: Late::open(),
            })),
            other => return Err(self.wanted(start, &other, "`struct` or `enum`")),
        };
        self.declared.insert(name.clone(), ty.clone());
        if self.types.insert(name.clone(), ty).is_some() {
            return Err(self
                .lexer
                .error(start, format!("The type `%{name}` is defined twice.")));
        }
        Ok(())
    }

    /// Every declared type must be defined.
    pub(super) fn check_declared(&self) -> Result<(), ParseError> {
        match self.declared.keys().next() {
            Some(name) => Err(self.lexer.error(
                self.start,
                format!("The type `%{name}` is declared, but not defined."),
            )),
            None => Ok(()),
        }
    }

    fn check_size(&mut self, ty: &Type, start: usize) -> Result<(), ParseError> {
        match self.meter.measure(ty).problem() {
            Some(problem) => Err(self.lexer.error(start, problem)),
            None => Ok(()),
        }
    }

    fn fields(&mut self) -> Result<VariantFields, ParseError> {
        if self.eat('(')? {
            let mut types = Vec::new();
            while !self.is(')') {
                types.push(self.ty()?);
                if !self.eat(',')? {
                    break;
                }
            }
            self.expect(')')?;
            return Ok(VariantFields::Tuple(types));
        }
        if !self.eat('{')? {
            return Ok(VariantFields::Unit);
        }
        let mut fields = Vec::new();
        while !self.is('}') {
            let name = self.any_name()?;
            self.expect(':')?;
            fields.push((name, self.ty()?));
            if !self.eat(',')? {
                break;
            }
        }
        self.expect('}')?;
        Ok(VariantFields::Named(fields))
    }

    /// A type, of bounded size.
    pub(super) fn ty(&mut self) -> Result<Type, ParseError> {
        let start = self.start;
        let ty = self.nested_type(0)?;
        self.check_size(&ty, start)?;
        Ok(ty)
    }

    fn nested_type(&mut self, depth: u32) -> Result<Type, ParseError> {
        let start = self.start;
        if depth >= MAX_TYPE_DEPTH {
            return Err(self.lexer.error(
                start,
                format!("The type nests more than {MAX_TYPE_DEPTH} levels deep."),
            ));
        }
        let depth = depth + 1;
        match self.advance()? {
            Token::Word(word) => match word.as_str() {
                "void" => Ok(Type::Unit),
                "bool" => Ok(Type::Bool),
                "string" => Ok(Type::String),
                "address" => Ok(Type::Address),
                "hash256" => Ok(Type::Hash256),
                "vector" | "Option" | "map" | "Result" | "reference" => {
                    self.expect('<')?;
                    let first = Arc::new(self.nested_type(depth)?);
                    let ty = match word.as_str() {
                        "vector" => Type::Vector(first),
                        "Option" => Type::Option(first),
                        "reference" => Type::Reference(first),
                        pair => {
                            self.expect(',')?;
                            let second = Arc::new(self.nested_type(depth)?);
                            if pair == "map" {
                                Type::Map(first, second)
                            } else {
                                Type::Result(first, second)
                            }
                        }
                    };
                    self.expect('>')?;
                    Ok(ty)
                }
                name => IntType::from_any_name(name)
                    .map(Type::Int)
                    .or_else(|| Type::fixed_bytes(name))
                    .ok_or_else(|| self.lexer.error(start, format!("There is no type `{name}`."))),
            },
            Token::Percent {
                name: Some(name),
                index: None,
            } => self.types.get(&name).cloned().ok_or_else(|| {
                self.lexer
                    .error(start, format!("The type `%{name}` is not defined above."))
            }),
            Token::Punct('{') => {
                let mut types = Vec::new();
                while !self.is('}') {
                    types.push(self.nested_type(depth)?);
                    if !self.eat(',')? {
                        break;
                    }
                }
                self.expect('}')?;
                Ok(Type::Tuple(types.into()))
            }
            Token::Punct('[') => {
                let count = self.integer()?;
                self.keyword("x")?;
                let element = self.nested_type(depth)?;
                self.expect(']')?;
                Ok(Type::Array(Arc::new(element), count))
            }
            other => Err(self.wanted(start, &other, "a type")),
        }
    }

    pub(super) fn event(&mut self) -> Result<EventDef, ParseError> {
        self.keyword("event")?;
        let name = self.at_name()?;
        self.expect('(')?;
        let mut params = Vec::new();
        while !self.is(')') {
            let ty = self.ty()?;
            let start = self.start;
            let name = match self.advance()? {
                Token::Percent {
                    name: Some(name),
                    index: None,
                } => name,
                other => return Err(self.wanted(start, &other, "the parameter's name with `%`")),
            };
            let topic = self.eat_word("topic")?;
            params.push(EventParamDef { name, ty, topic });
            if !self.eat(',')? {
                break;
            }
        }
        self.expect(')')?;
        let anonymous = self.eat_word("anonymous")?;
        Ok(EventDef {
            name,
            params,
            anonymous,
        })
    }

    pub(super) fn export(&mut self) -> Result<ExportDef, ParseError> {
        self.keyword("export")?;
        let kind = if self.eat_word("deploy")? {
            ExportKind::Deploy
        } else {
            self.keyword("function")?;
            ExportKind::Function
        };
        let name = self.string()?;
        self.expect('=')?;
        let function = self.function_ref()?;
        self.expect('(')?;
        let mut param_names = Vec::new();
        while !self.is(')') {
            param_names.push(self.string()?);
            if !self.eat(',')? {
                break;
            }
        }
        self.expect(')')?;
        let metadata = self.metadata()?;
        let source_name = metadata.source_name.unwrap_or_else(|| name.clone());
        let (contract, payable) = (metadata.contract, metadata.payable);
        Ok(ExportDef {
            name,
            function,
            kind,
            contract,
            source_name,
            param_names,
            payable,
        })
    }
}
