//! Functions that take closures, and closures given to them (DECISION S7).

use super::types::Ty;
use super::{Generator, KEPT, Kind, Loop, Want};

/// A function `fn h(x: param, f: F) -> ret` with `F: Fn(param) -> ret`.
pub struct Combinator {
    name: String,
    param: Ty,
    ret: Ty,
}

/// How often a combinator calls its closure at most.
const CALLS: u64 = 3;

impl Generator {
    /// A function that takes a closure.
    pub fn combinator_item(&mut self) -> String {
        let (param, ret) = (self.any_type(), self.any_type());
        let name = format!("h{}", self.combinators.len());
        let (from, to) = (self.types.name(&param), self.types.name(&ret));
        let (bound, kind) = match self.random.below(4) {
            0 => (String::new(), format!("fn({from}) -> {to}")),
            1 => (String::new(), format!("impl Fn({from}) -> {to}")),
            2 => (format!("<F: FnMut({from}) -> {to}>"), "F".to_owned()),
            _ => (format!("<F: Fn({from}) -> {to}>"), "F".to_owned()),
        };
        let body = match self.random.below(4) {
            0 => "    f(x)\n".to_owned(),
            1 => format!(
                "    var last: {to} = f(x.clone());\n    for i in 1u8..{CALLS} {{ last = f(x.clone()); }}\n    last\n"
            ),
            2 => "    val first = f(x.clone());\n    val second = f(x.clone());\n    first\n".to_owned(),
            _ => match self
                .combinators
                .iter()
                .position(|other| other.param == param && other.ret == ret)
            {
                Some(at) => format!("    {}(x, f)\n", self.combinators[at].name),
                None => format!("    val wrapped: vector<{to}> = [f(x)];\n    wrapped[0].clone()\n"),
            },
        };
        let visible = self.visible();
        let text = format!("{visible}fn {name}{bound}(x: {from}, f: {kind}) -> {to} {{\n{body}}}\n");
        let name = self.path_of(&name);
        self.combinators.push(Combinator { name, param, ret });
        text
    }

    /// A call of such a function, if one gives the type.
    pub fn combined(&mut self, ty: &Ty, depth: usize) -> Option<String> {
        let found: Vec<usize> = (0..self.combinators.len())
            .filter(|at| self.combinators[*at].ret == *ty)
            .collect();
        let at = *self.random.pick(&found)?;
        if !self.affordable(CALLS * CALLS * 4) {
            return None;
        }
        let Combinator { name, param, ret } = &self.combinators[at];
        let (name, param, ret) = (name.clone(), param.clone(), ret.clone());
        // What the call borrows must not change in the closure: it borrows nothing where the closure changes.
        let changes = self.one_in(3);
        let argument = if changes {
            self.value(&param, 0, KEPT)
        } else {
            let want = Want {
                hint: true,
                kept: true,
            };
            self.body.guards += 1;
            let written = self.expression(&param, depth.saturating_sub(1), want);
            self.body.guards -= 1;
            written
        };
        let closure = self.closure(&param, &ret, changes);
        Some(format!("{name}({argument}, {closure})"))
    }

    fn closure(&mut self, param: &Ty, ret: &Ty, changes: bool) -> String {
        let frozen: Vec<bool> = self.body.vars.iter().map(|var| var.mutable).collect();
        if !changes {
            for var in &mut self.body.vars {
                var.mutable = false;
            }
        }
        // Jumps and `?` belong to the closure, and nothing of the surroundings moves in it.
        let around = self.body.ret.take();
        let weight = self.body.weight;
        self.body.weight = weight.saturating_mul(CALLS * CALLS);
        self.body.loops.push(Loop {
            label: None,
            value: None,
        });
        let text = self.scoped(|this| {
            let name = this.fresh("c");
            this.declare(&name, param, Kind::Shared, false);
            let shown = match this.one_in(2) {
                true => format!("{name}: {}", this.types.name(param)),
                false => name,
            };
            let mut body = String::new();
            for _ in 0..this.random.below(3) {
                body += &this.statement(1);
                body.push(' ');
            }
            let value = this.expression(ret, 1, KEPT);
            format!("|{shown}| {{ {body}{value} }}")
        });
        self.body.loops.pop();
        self.body.weight = weight;
        self.body.ret = around;
        for (var, mutable) in self.body.vars.iter_mut().zip(frozen) {
            var.mutable = mutable;
        }
        text
    }
}
