//! Functions as they are called from outside: `this.f`, `token.f`, `IToken(a).f`. Such calls are refused; what can be
//! asked of these functions is the selector and the encoding of a call.

use solang_parser::pt::{CodeLocation as _, Expression as Tree};
use twilight_diagnostics::Span;
use twilight_hir::thir::{Expr, Statement};

use crate::build;
use crate::code::{Code, Operand, Value};
use crate::codes;
use crate::items::{ContractId, ContractKind, Item, Visibility};
use crate::types::{Location, Mutability, Type};

/// A function, or the getter of a public variable, as the outside sees it.
#[derive(Debug)]
pub struct External {
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub declared: Span,
    /// What it takes.
    pub params: Vec<Type>,
    /// What its selector is the hash of; `None` where an error left a part of it.
    pub signature: Option<String>,
    /// The contract before the dot, where finding it may do something.
    before: Option<Expr>,
}

/// What an expression is, looked at in this way.
#[derive(Debug)]
pub enum Outside {
    /// A function.
    Function(Box<External>),
    /// Nothing, which has been said.
    Refused,
    /// Something else.
    Other,
}

fn is_this(tree: &Tree) -> bool {
    matches!(tree, Tree::Variable(name) if name.name == "this")
}

impl External {
    /// The selector, after what finds the contract.
    pub fn selector(&mut self, span: Span) -> Option<Expr> {
        let hash = twilight_abi::keccak256(self.signature.as_ref()?.as_bytes());
        let word = ruint::aliases::U256::from_be_slice(hash.get(..4).unwrap_or_default());
        let selector = build::fixed_bytes(word, 4, span);
        Some(match self.before.take() {
            Some(before) => build::block(vec![Statement::Expr(before)], Some(selector), span),
            None => selector,
        })
    }
}

impl<'t> Code<'_, '_, 't> {
    /// The function that `this.f` or `value.f` would call from outside.
    pub fn outside(&mut self, tree: &'t Tree) -> Outside {
        let Tree::MemberAccess(_, base, member) = tree else {
            return Outside::Other;
        };
        let (contract, before) = match self.contract_value(base) {
            Ok(Some(found)) => found,
            Ok(None) => return Outside::Other,
            Err(()) => return Outside::Refused,
        };
        let items = self.em.items;
        let found = items.find_member(contract, &member.name);
        let public = |visibility| matches!(visibility, Visibility::Public | Visibility::External);
        match found {
            Some((Item::Function(id), _)) if public(items.function(id).visibility) => {
                let source = items.function(id);
                let params = source.params.iter().map(|param| param.ty.at(Location::Memory));
                Outside::Function(Box::new(External {
                    name: source.name.clone(),
                    declared: source.span,
                    params: params.collect(),
                    signature: source.signature(items),
                    before,
                }))
            }
            Some((Item::Variable(id), _)) if public(items.variable(id).visibility) => {
                let source = items.variable(id);
                let params = source.getter_types().0.into_iter();
                Outside::Function(Box::new(External {
                    name: source.name.clone(),
                    declared: source.span,
                    params: params.map(|ty| ty.at(Location::Memory)).collect(),
                    signature: source.getter_signature(items),
                    before,
                }))
            }
            _ if is_this(base) => {
                let name = &member.name;
                let span = self.span(&member.loc);
                let (message, help) = match found {
                    Some((Item::Function(_) | Item::Variable(_), place)) => {
                        let message = format!("`{name}` cannot be called from outside.");
                        self.em.report.push(
                            twilight_diagnostics::Diagnostic::error(codes::VISIBILITY, span, message)
                                .with_secondary(place, "declared here")
                                .with_help("Make it `public`."),
                        );
                        return Outside::Refused;
                    }
                    _ => (
                        format!("This contract has no function `{name}`."),
                        "Look at its spelling.",
                    ),
                };
                self.error_help(codes::UNKNOWN_MEMBER, span, message, help);
                Outside::Refused
            }
            _ => Outside::Other,
        }
    }

    /// The contract that a value stands for: `this`, a variable, a conversion. `Err` where it is wrong, which is said.
    fn contract_value(&mut self, tree: &'t Tree) -> Result<Option<(ContractId, Option<Expr>)>, ()> {
        let span = self.span(&tree.loc());
        match tree.strip_parentheses() {
            Tree::Variable(name) => {
                let contract = match self.variable(&name.name).map(|variable| variable.ty.clone()) {
                    Some(Type::Contract(id)) => Some(id),
                    Some(_) => None,
                    None if name.name == "this" => self.derived,
                    None => self.contract_variable(&name.name, span),
                };
                Ok(contract.map(|id| (id, None)))
            }
            whole @ Tree::FunctionCall(_, callee, args) => {
                let Tree::Variable(name) = &**callee else {
                    return Ok(None);
                };
                let is_type = self.variable(&name.name).is_none()
                    && matches!(self.em.items.find(self.frame.contract, &name.name),
                        Some((Item::Contract(id), _)) if self.em.items.contract(id).kind != ContractKind::Library);
                if !is_type || args.len() != 1 {
                    return Ok(None);
                }
                match self.value(whole) {
                    Value {
                        ty: Type::Contract(id),
                        expr,
                        ..
                    } => {
                        let matters = crate::order::acts(&expr) || crate::order::fails(&expr);
                        Ok(Some((id, matters.then_some(expr))))
                    }
                    _ => Err(()),
                }
            }
            _ => Ok(None),
        }
    }

    /// The contract or interface that a state variable has the type of.
    fn contract_variable(&mut self, name: &str, span: Span) -> Option<ContractId> {
        let Some((Item::Variable(id), _)) = self.em.items.find(self.frame.contract, name) else {
            return None;
        };
        let variable = self.em.items.variable(id);
        let Type::Contract(contract) = variable.ty else {
            return None;
        };
        if !variable.constant {
            self.demand(Mutability::View, span, "reads a state variable");
        }
        Some(contract)
    }

    /// The first argument of `abi.encodeCall`; `None` where it is wrong, which is said.
    pub fn function_to_encode(&mut self, tree: &'t Tree) -> Option<External> {
        let span = self.span(&tree.loc());
        match self.outside(tree) {
            Outside::Function(found) => {
                // Its selector alone is known without the contract.
                if matches!(tree, Tree::MemberAccess(_, base, _) if is_this(base)) {
                    self.demand(Mutability::View, span, "reads the contract's address");
                }
                return Some(*found);
            }
            Outside::Refused => return None,
            Outside::Other => {}
        }
        let function = match self.operand(tree) {
            Operand::Function(function) => function,
            Operand::Nothing => return None,
            _ => {
                self.error_help(
                    codes::ARGUMENTS,
                    span,
                    "The first argument of `abi.encodeCall` is a function.",
                    "Write it as `Interface.f`.",
                );
                return None;
            }
        };
        let items = self.em.items;
        let source = items.function(function.id);
        // A name of this contract alone means the function as it is called inside.
        let through = match tree {
            Tree::MemberAccess(_, base, _) => match &**base {
                Tree::Variable(name) => items.find(self.frame.contract, &name.name),
                _ => None,
            },
            _ => None,
        };
        let of_another = through.is_some_and(|(item, _)| {
            matches!(item, Item::Contract(id)
                if !self.frame.contract.is_some_and(|own| items.is_base(id, own)))
        });
        let external = match source.visibility {
            Visibility::External => true,
            Visibility::Public => of_another,
            _ => false,
        };
        if !external || function.bound.is_some() {
            let own = source.visibility == Visibility::Public && self.derived.is_some();
            let help = if own {
                format!("Write `this.{}`.", source.name)
            } else {
                "Write `this.f` for a `public` or `external` function, or `Interface.f`.".to_owned()
            };
            let message = format!(
                "`{}` is here the function as it is called inside, which has no call to encode.",
                source.name
            );
            self.error_help(codes::ARGUMENTS, span, message, help);
            return None;
        }
        Some(External {
            name: source.name.clone(),
            declared: source.span,
            params: source
                .params
                .iter()
                .map(|param| param.ty.at(Location::Memory))
                .collect(),
            signature: source.signature(items),
            before: None,
        })
    }
}
