//! Expressions, types, patterns and paths, each as one text.

use super::comma;
use super::items::inline_block;
use crate::ast::{
    BinaryOp, Block, Expr, ExprKind, FunctionKind, Ident, Literal, Macro, MatchArm, Path, Pattern,
    PatternKind, Type, TypeKind, UnaryOp,
};

/// A name; a missing one shows as `?`.
pub(super) fn name(ident: &Ident) -> &str {
    if ident.name.is_empty() { "?" } else { &ident.name }
}

pub(super) fn path(path: &Path) -> String {
    let segments: Vec<String> = path
        .segments
        .iter()
        .map(|segment| match &segment.qualified {
            Some(qualified) => match &qualified.of_trait {
                Some(of_trait) => format!("<{} as {}>", ty(&qualified.ty), ty(of_trait)),
                None => format!("<{}>", ty(&qualified.ty)),
            },
            None => format!("{}{}", name(&segment.name), type_args(&segment.args)),
        })
        .collect();
    segments.join("::")
}

fn type_args(args: &[Type]) -> String {
    if args.is_empty() {
        String::new()
    } else {
        format!("<{}>", comma(args, ty))
    }
}

pub(super) fn ty(shown: &Type) -> String {
    match &shown.kind {
        TypeKind::Path(inner) => path(inner),
        TypeKind::Tuple(elements) => format!("({})", comma(elements, ty)),
        TypeKind::Array(element, length) => format!("array<{}, {}>", ty(element), expr(length)),
        TypeKind::ImplTrait(bounds) => {
            format!("impl {}", bounds.iter().map(ty).collect::<Vec<_>>().join(" + "))
        }
        TypeKind::Function { kind, params, ret } => {
            let ret = ret
                .as_ref()
                .map_or(String::new(), |ret| format!(" -> {}", ty(ret)));
            let name = match kind {
                FunctionKind::Many => "fn",
                FunctionKind::Once => "FnOnce",
            };
            format!("{name}({}){ret}", comma(params, ty))
        }
        TypeKind::Error => "<error>".to_owned(),
    }
}

pub(super) fn block(shown: &Block) -> String {
    inline_block(shown)
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Int(value, suffix) => {
            format!("{value}{}", suffix.as_ref().map_or("", |suffix| name(suffix)))
        }
        Literal::Str(text) => format!("{text:?}"),
        Literal::Bool(value) => value.to_string(),
    }
}

fn operator(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Rem => "%",
        BinaryOp::BitAnd => "&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
        BinaryOp::Shl => "<<",
        BinaryOp::Shr => ">>",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        BinaryOp::And => "&&",
        BinaryOp::Or => "||",
    }
}

fn boxed(value: Option<&Expr>) -> String {
    value.map_or(String::new(), |value| format!(" {}", expr(value)))
}

fn label(label: Option<&Ident>) -> String {
    label.map_or(String::new(), |label| format!("{}: ", name(label)))
}

pub(super) fn expr(shown: &Expr) -> String {
    match &shown.kind {
        ExprKind::Literal(inner) => literal(inner),
        ExprKind::Path(inner) => path(inner),
        ExprKind::Paren(inner) => format!("paren({})", expr(inner)),
        ExprKind::Tuple(elements) => format!("tuple({})", comma(elements, expr)),
        ExprKind::Array(elements) => format!("[{}]", comma(elements, expr)),
        ExprKind::Repeat(element, count) => format!("[{}; {}]", expr(element), expr(count)),
        ExprKind::Struct {
            path: of,
            fields,
            base,
        } => {
            let mut parts: Vec<String> = fields
                .iter()
                .map(|field| format!("{}: {}", name(&field.name), expr(&field.value)))
                .collect();
            parts.extend(base.as_ref().map(|base| format!("..{}", expr(base))));
            format!("{} {{{}}}", path(of), parts.join(", "))
        }
        ExprKind::Call { callee, args } => format!("{}({})", expr(callee), comma(args, expr)),
        ExprKind::MethodCall {
            receiver,
            method,
            generics,
            args,
        } => {
            format!(
                "{}.{}{}({})",
                expr(receiver),
                name(method),
                type_args(generics),
                comma(args, expr)
            )
        }
        ExprKind::Index { base, index } => format!("{}[{}]", expr(base), expr(index)),
        ExprKind::Field { base, name: field } => format!("{}.{}", expr(base), name(field)),
        ExprKind::Unary { op, operand } => {
            format!(
                "({}{})",
                if *op == UnaryOp::Neg { "-" } else { "!" },
                expr(operand)
            )
        }
        ExprKind::Binary { op, lhs, rhs, .. } => format!("({} {} {})", expr(lhs), operator(*op), expr(rhs)),
        ExprKind::Assign { op, place, value, .. } => {
            format!("({} {}= {})", expr(place), op.map_or("", operator), expr(value))
        }
        ExprKind::Cast { operand, ty: to } => format!("({} as {})", expr(operand), ty(to)),
        ExprKind::Try(inner) => format!("{}?", expr(inner)),
        ExprKind::Range {
            start,
            end,
            inclusive,
        } => {
            let end_of = |end: &Option<Box<Expr>>| end.as_ref().map_or(String::new(), |end| expr(end));
            format!(
                "({}{}{})",
                end_of(start),
                if *inclusive { "..=" } else { ".." },
                end_of(end)
            )
        }
        ExprKind::Emit { event, args } => format!("emit {}({})", path(event), comma(args, expr)),
        ExprKind::Require { condition, message } => {
            let message = message
                .as_ref()
                .map_or(String::new(), |message| format!(", {}", expr(message)));
            format!("require({}{message})", expr(condition))
        }
        ExprKind::Old(inner) => format!("old({})", expr(inner)),
        ExprKind::Macro {
            name: of,
            args,
            repeat,
        } => {
            let repeat = if *repeat { "repeat " } else { "" };
            format!("{}!({repeat}{})", macro_name(*of), comma(args, expr))
        }
        ExprKind::Closure { params, body } => {
            let param = |(of, to): &(Pattern, Option<Type>)| {
                format!(
                    "{}{}",
                    pattern(of),
                    to.as_ref().map_or(String::new(), |to| format!(": {}", ty(to)))
                )
            };
            format!("|{}| {}", comma(params, param), expr(body))
        }
        ExprKind::Error => "<error>".to_owned(),
        _ => control_flow(shown),
    }
}

fn control_flow(shown: &Expr) -> String {
    let branch = |otherwise: &Option<Box<Expr>>| {
        otherwise
            .as_ref()
            .map_or(String::new(), |otherwise| format!(" else {}", expr(otherwise)))
    };
    match &shown.kind {
        ExprKind::Block(inner) => block(inner),
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => {
            format!("if {} {}{}", expr(condition), block(then), branch(otherwise))
        }
        ExprKind::IfLet {
            pattern: of,
            value,
            then,
            otherwise,
        } => {
            format!(
                "if val {} = {} {}{}",
                pattern(of),
                expr(value),
                block(then),
                branch(otherwise)
            )
        }
        ExprKind::Loop { label: of, body } => format!("{}loop {}", label(of.as_ref()), block(body)),
        ExprKind::While {
            label: of,
            condition,
            body,
        } => {
            format!("{}while {} {}", label(of.as_ref()), expr(condition), block(body))
        }
        ExprKind::For {
            label: of,
            pattern: binds,
            iterable,
            body,
        } => {
            format!(
                "{}for {} in {} {}",
                label(of.as_ref()),
                pattern(binds),
                expr(iterable),
                block(body)
            )
        }
        ExprKind::Match { scrutinee, arms } => {
            format!("match {} {{ {} }}", expr(scrutinee), comma(arms, arm))
        }
        ExprKind::Return(value) => format!("return{}", boxed(value.as_deref())),
        ExprKind::Break { label, value } => {
            format!("break{}{}", jump_label(label.as_ref()), boxed(value.as_deref()))
        }
        ExprKind::Continue { label } => format!("continue{}", jump_label(label.as_ref())),
        _ => "<expression>".to_owned(),
    }
}

fn jump_label(label: Option<&Ident>) -> String {
    label.map_or(String::new(), |label| format!(" {}", name(label)))
}

fn arm(arm: &MatchArm) -> String {
    let guard = arm
        .guard
        .as_ref()
        .map_or(String::new(), |guard| format!(" if {}", expr(guard)));
    format!("{}{guard} => {}", pattern(&arm.pattern), expr(&arm.body))
}

fn macro_name(name: Macro) -> &'static str {
    match name {
        Macro::Panic => "panic",
        Macro::Assert => "assert",
        Macro::AssertEq => "assert_eq",
        Macro::AssertNe => "assert_ne",
        Macro::Vector => "vector",
        Macro::Todo => "todo",
        Macro::Unreachable => "unreachable",
    }
}

pub(super) fn pattern(shown: &Pattern) -> String {
    match &shown.kind {
        PatternKind::Wildcard => "_".to_owned(),
        PatternKind::Rest => "..".to_owned(),
        PatternKind::Literal {
            negative,
            literal: inner,
        } => {
            format!("{}{}", if *negative { "-" } else { "" }, literal(inner))
        }
        PatternKind::Range {
            start,
            end,
            inclusive,
        } => {
            let end_of = |end: &Option<Box<Pattern>>| end.as_ref().map_or(String::new(), |end| pattern(end));
            format!(
                "{}{}{}",
                end_of(start),
                if *inclusive { "..=" } else { ".." },
                end_of(end)
            )
        }
        PatternKind::Binding {
            mutable,
            name: of,
            subpattern,
        } => {
            let mutable = if *mutable { "mut " } else { "" };
            let subpattern = subpattern
                .as_ref()
                .map_or(String::new(), |inner| format!(" @ {}", pattern(inner)));
            format!("{mutable}{}{subpattern}", name(of))
        }
        PatternKind::Path(inner) => format!("path({})", path(inner)),
        PatternKind::TupleStruct { path: of, elements } => {
            format!("{}({})", path(of), comma(elements, pattern))
        }
        PatternKind::Struct {
            path: of,
            fields,
            rest,
        } => {
            let mut parts: Vec<String> = fields
                .iter()
                .map(|(field, inner)| format!("{}: {}", name(field), pattern(inner)))
                .collect();
            parts.extend(rest.then(|| "..".to_owned()));
            format!("{} {{{}}}", path(of), parts.join(", "))
        }
        PatternKind::Tuple(elements) => format!("tuple({})", comma(elements, pattern)),
        PatternKind::Slice(elements) => format!("[{}]", comma(elements, pattern)),
        PatternKind::Or(alternatives) => {
            format!(
                "({})",
                alternatives.iter().map(pattern).collect::<Vec<_>>().join(" | ")
            )
        }
        PatternKind::Error => "<error>".to_owned(),
    }
}
