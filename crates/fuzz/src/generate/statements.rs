//! Statements.

use super::types::{Int, Ty, U64};
use super::{EXPRESSION_DEPTH, Generator, KEPT, KNOWN, Kind, SEEN};

impl Generator {
    /// Some statements on lines of their own.
    pub fn statements(&mut self, count: usize, depth: usize) -> String {
        let mut text = String::new();
        for _ in 0..count {
            if self.body.size <= 0 {
                break;
            }
            let line = self.statement(depth);
            text += &self.line(&line);
        }
        text
    }

    fn line(&self, text: &str) -> String {
        format!("{}{text}\n", "    ".repeat(self.body.indent))
    }

    /// `{ .. }` on several lines with statements in a scope of their own.
    fn body_block(&mut self, depth: usize, before: &str, after: &str) -> String {
        let count = 1 + self.random.below(3);
        self.body.indent += 1;
        let mut text = String::from("{\n");
        if !before.is_empty() {
            text += &self.line(before);
        }
        text += &self.scoped(|this| this.statements(count, depth.saturating_sub(1)));
        if !after.is_empty() {
            text += &self.line(after);
        }
        self.body.indent -= 1;
        text + &"    ".repeat(self.body.indent) + "}"
    }

    /// One statement; `depth` bounds the nesting of blocks.
    pub fn statement(&mut self, depth: usize) -> String {
        self.pay(1);
        let nested = depth > 0 && self.body.size > 8 && self.affordable(20);
        match self.random.below(30) {
            0..=5 => self.variable(),
            6..=9 => self.assignment(),
            10..=13 => self.change(),
            14 | 15 if nested => self.branch(depth),
            16 if nested => self.branch_on_value(depth),
            17..=19 if nested => self.counted_loop(depth),
            20 | 21 if nested => self.loop_over(depth),
            22 if nested => self.match_statement(depth),
            23 if nested && self.one_in(2) => self.drain(depth),
            23 => self.output(),
            24 => self.check(),
            25 => self.leave(),
            26 | 27 => self.call_statement(),
            28 if nested => self.with_element(depth),
            29 if nested => self.body_block(depth, "", ""),
            _ => self.assignment(),
        }
    }

    fn variable(&mut self) -> String {
        let ty = self.any_type();
        let mutable = self.random.below(3) > 0;
        let keyword = if mutable { "var" } else { "val" };
        let name = match self
            .random
            .pick(&self.body.vars)
            .map(|var| (var.name.clone(), var.kind))
        {
            // Shadowing, also of storage variables.
            Some((name, Kind::Owned)) if self.random.below(12) == 0 && !name.contains('[') => name,
            _ => self.fresh("v"),
        };
        let shown = self.types.name(&ty);
        if mutable && self.one_in(8) && self.types.has_default(&ty) {
            self.declare(&name, &ty, Kind::Owned, true);
            return format!("var {name}: {shown};");
        }
        if matches!(ty, Ty::Tuple(_) | Ty::Struct(..)) && self.one_in(4) {
            let value = self.expression(&ty, EXPRESSION_DEPTH, KEPT);
            let mut bound = Vec::new();
            let pattern = self.pattern(&ty, false, 2, &mut bound);
            for (name, ty) in &bound {
                self.declare(name, ty, Kind::Owned, false);
            }
            return format!("val {pattern}: {shown} = {value};");
        }
        let text = if self.one_in(4) {
            let want = super::Want {
                hint: false,
                kept: true,
            };
            let value = self.expression(&ty, EXPRESSION_DEPTH, want);
            format!("{keyword} {name} = {value};")
        } else {
            let value = self.expression(&ty, EXPRESSION_DEPTH, KEPT);
            format!("{keyword} {name}: {shown} = {value};")
        };
        self.declare(&name, &ty, Kind::Owned, mutable);
        text
    }

    pub(super) fn assignment(&mut self) -> String {
        // A value that is put into itself would double in each round of a loop.
        let mut found = self.places(true, &|ty| !matches!(ty, Ty::Unit));
        found.retain(|place| place.is_whole() || !self.types.is_recursive(&place.ty));
        let Some(place) = self.random.pick(&found) else {
            return self.variable();
        };
        let (root, ty, text) = (place.root, place.ty.clone(), self.place_text(place));
        if let Ty::Int(int) = ty
            && self.one_in(2)
        {
            // Read before and written after its value is known.
            self.body.vars[root].pinned += 1;
            let (operator, value) = match self.random.below(6) {
                0 => ("^=", self.expression(&ty, 2, SEEN)),
                1 => ("|=", self.expression(&ty, 2, SEEN)),
                2 => ("&=", self.expression(&ty, 2, SEEN)),
                3 => ("<<=", format!("{}u32", self.random.below(int.bits as usize))),
                4 => (">>=", format!("{}u32", self.random.below(int.bits as usize))),
                _ => ("%=", format!("{}{}", 1 + self.random.below(90), int.name())),
            };
            self.body.vars[root].pinned -= 1;
            let mut line = format!("{text} {operator} {value};");
            if operator == "%=" && self.one_in(2) {
                // Small now, so that counting on does not fail.
                let operator = if self.one_in(2) { "+=" } else { "-=" };
                if int.signed || operator == "+=" {
                    line += &format!(" {text} {operator} {}{};", self.random.below(30), int.name());
                }
            }
            return line;
        }
        // What is assigned in part must be there as a whole.
        self.body.vars[root].pinned += 1;
        let value = self.expression(&ty, EXPRESSION_DEPTH, KEPT);
        self.body.vars[root].pinned -= 1;
        format!("{text} = {value};")
    }

    fn branch(&mut self, depth: usize) -> String {
        let condition = self.condition(2);
        let then = self.body_block(depth, "", "");
        match self.random.below(4) {
            0 | 1 => format!("if {condition} {then}"),
            2 => format!("if {condition} {then} else {}", self.body_block(depth, "", "")),
            _ => {
                let second = self.condition(2);
                let middle = self.body_block(depth, "", "");
                format!(
                    "if {condition} {then} else if {second} {middle} else {}",
                    self.body_block(depth, "", "")
                )
            }
        }
    }

    fn branch_on_value(&mut self, depth: usize) -> String {
        let (scrutinee, ty) = self.scrutinee(2);
        let mut bound = Vec::new();
        let pattern = self.pattern(&ty, true, 2, &mut bound);
        let then = self.scoped(|this| {
            for (name, ty) in &bound {
                this.declare(name, ty, Kind::Owned, false);
            }
            this.body_block(depth, "", "")
        });
        let otherwise = if self.one_in(2) {
            format!(" else {}", self.body_block(depth, "", ""))
        } else {
            String::new()
        };
        format!("if val {pattern} = {scrutinee} {then}{otherwise}")
    }

    fn label(&mut self) -> (Option<String>, String) {
        if self.random.below(3) > 0 {
            return (None, String::new());
        }
        let name = self.fresh("l");
        let shown = format!("'{name}: ");
        (Some(name), shown)
    }

    fn counted_loop(&mut self, depth: usize) -> String {
        let times = 1 + self.random.below(6) as u64;
        if !self.affordable(times * 10) {
            return self.assignment();
        }
        let (label, shown) = self.label();
        let invariant = self.invariant();
        let counter = self.fresh("i");
        if self.one_in(2) {
            let int = Int::any(&mut self.random);
            let name = int.name();
            let start = self.random.below(3);
            let range = if self.one_in(2) {
                format!("{start}{name}..{}", start as u64 + times)
            } else {
                format!("{start}{name}..={}", start as u64 + times - 1)
            };
            return self.looped(times, label, None, |this| {
                this.declare(&counter, &Ty::Int(int), Kind::Shared, false);
                format!(
                    "{shown}for {counter} in {range} {}",
                    this.body_block(depth, "", "")
                )
            });
        }
        let text = self.looped(times, label, None, |this| {
            let condition = if this.one_in(2) {
                format!("{counter} < {times}")
            } else {
                // Nothing leaves from a condition: its own loop has not begun.
                let ret = this.body.ret.take();
                let condition = this.condition(1);
                this.body.ret = ret;
                format!("{counter} < {times} && {condition}")
            };
            this.declare(&counter, &Ty::Int(U64), Kind::Shared, false);
            let step = format!("{invariant}{counter} += 1;");
            format!("{shown}while {condition} {}", this.body_block(depth, &step, ""))
        });
        format!("var {counter} = 0u64;\n{}{text}", "    ".repeat(self.body.indent))
    }

    /// `for x in collection`.
    fn loop_over(&mut self, depth: usize) -> String {
        let mut found = self.places(false, &|ty| {
            matches!(ty, Ty::Vector(_) | Ty::Array(..) | Ty::Map(..))
        });
        if found.is_empty() || !self.affordable(60) {
            return self.assignment();
        }
        let place = found.swap_remove(self.random.below(found.len()));
        let text = self.place_text(&place);
        let top = self.body.vars[place.root].holder.unwrap_or(place.root);
        let storage = self.body.vars[top].kind == Kind::Storage;
        if storage && matches!(place.ty, Ty::Map(..)) {
            return self.assignment();
        }
        let (label, shown) = self.label();
        let name = self.fresh("x");
        self.body.vars[place.root].pinned += 1;
        let frozen = if storage {
            Vec::new()
        } else {
            self.freeze(place.root)
        };
        let line = self.looped(6, label, None, |this| {
            let pattern = match &place.ty {
                Ty::Map(key, value) => {
                    let second = this.fresh("x");
                    this.declare(&name, key, Kind::Owned, false);
                    this.declare(&second, value, Kind::Owned, false);
                    format!("({name}, {second})")
                }
                Ty::Vector(inner) | Ty::Array(inner, _) => {
                    this.declare(&name, inner, Kind::Owned, false);
                    name
                }
                _ => name,
            };
            format!(
                "{shown}for {pattern} in {text} {}",
                this.body_block(depth, "", "")
            )
        });
        self.body.vars[place.root].pinned -= 1;
        for at in frozen {
            self.body.vars[at].mutable = true;
        }
        line
    }

    /// `while val Some(x) = v.pop()`; nothing is pushed in the meantime.
    fn drain(&mut self, depth: usize) -> String {
        let found = self.places(true, &|ty| matches!(ty, Ty::Vector(_)));
        let Some(place) = self.random.pick(&found) else {
            return self.assignment();
        };
        let (root, ty, text) = (place.root, place.ty.clone(), self.place_text(place));
        let Ty::Vector(inner) = ty else {
            return self.assignment();
        };
        // What is called in the loop may push to storage, and the loop would not end.
        let storage = self.body.vars[root].kind == Kind::Storage;
        if storage || !self.affordable(60) || text.contains('[') {
            return self.assignment();
        }
        let (label, shown) = self.label();
        let frozen = self.freeze(root);
        self.body.vars[root].pinned += 1;
        let line = self.looped(6, label, None, |this| {
            let mut bound = Vec::new();
            let pattern = this.pattern(&inner, true, 1, &mut bound);
            for (name, ty) in &bound {
                this.declare(name, ty, Kind::Owned, false);
            }
            format!(
                "{shown}while val Some({pattern}) = {text}.pop() {}",
                this.body_block(depth, "", "")
            )
        });
        self.body.vars[root].pinned -= 1;
        for at in frozen {
            self.body.vars[at].mutable = true;
        }
        line
    }

    fn match_statement(&mut self, depth: usize) -> String {
        let (scrutinee, ty) = self.scrutinee(2);
        let arms = self.arms(&ty, depth, &mut |this, depth, _| this.body_block(depth, "", ""));
        format!("match {scrutinee} {{ {arms} }}")
    }

    /// A block in which an element of a vector can be read and changed.
    fn with_element(&mut self, depth: usize) -> String {
        let found: Vec<usize> = (0..self.body.vars.len())
            .filter(|at| {
                let var = &self.body.vars[*at];
                let hits = self
                    .body
                    .vars
                    .iter()
                    .skip(at + 1)
                    .any(|later| later.name == var.name);
                !hits && var.hidden == 0 && matches!(var.ty, Ty::Vector(_)) && !var.name.contains('[')
            })
            .collect();
        let Some(root) = self.random.pick(&found).copied() else {
            return self.assignment();
        };
        let index = self.fresh("k");
        let name = self.body.vars[root].name.clone();
        let from = self.expression(&Ty::Int(U64), 2, KNOWN);
        let var = &mut self.body.vars[root];
        if var.hidden > 0 {
            return self.assignment();
        }
        var.pinned += 1;
        let Ty::Vector(inner) = var.ty.clone() else {
            return String::new();
        };
        let mutable = var.mutable;
        let kind = match var.kind {
            Kind::Storage => Kind::Storage,
            Kind::Owned | Kind::Shared => Kind::Shared,
        };
        let block = self.scoped(|this| {
            this.declare(&format!("{name}[{index}]"), &inner, kind, mutable);
            if let Some(var) = this.body.vars.last_mut() {
                var.holder = Some(root);
            }
            let first = format!("val {index} = ({from}) % {name}.len();");
            this.body_block(depth, &first, "")
        });
        if let Some(var) = self.body.vars.get_mut(root) {
            var.pinned -= 1;
        }
        format!("if !{name}.is_empty() {block}")
    }

    fn output(&mut self) -> String {
        if !self.events.is_empty() && self.one_in(3) {
            let (name, types) = self.events[self.random.below(self.events.len())].clone();
            let args: Vec<String> = types.iter().map(|ty| self.expression(ty, 2, SEEN)).collect();
            return format!("emit {name}({});", args.join(", "));
        }
        let count = 1 + self.random.below(3);
        let mut args = String::new();
        for _ in 0..count {
            let ty = self.any_type();
            if self.types.has_param(&ty) {
                args += ", 0";
                continue;
            }
            args += &format!(", {}", self.expression(&ty, 2, KNOWN));
        }
        let name = if self.one_in(2) { "println" } else { "print" };
        format!("{name}(\"{}\"{args});", vec!["{}"; count].join(" "))
    }

    /// `require`, `assert!` and the like: mostly true.
    fn check(&mut self) -> String {
        let condition = self.condition(2);
        let condition = if self.one_in(12) {
            condition
        } else {
            format!("{condition} || {}", self.always())
        };
        match self.random.below(5) {
            0 => format!("require({condition});"),
            1 => format!("require({condition}, {});", self.expression(&Ty::Str, 1, SEEN)),
            2 => format!("assert!({condition});"),
            3 => {
                let ty = Ty::Int(Int::any(&mut self.random));
                format!(
                    "assert!({condition}, \"no {{}}\", {});",
                    self.expression(&ty, 1, KNOWN)
                )
            }
            _ => {
                let found = self.places(false, &|_| true);
                let usable: Vec<&super::places::Place> = found
                    .iter()
                    .filter(|place| self.types.comparable(&place.ty))
                    .collect();
                match self.random.pick(&usable) {
                    Some(place) => {
                        let text = self.body.vars[place.root].name.clone();
                        let ty = self.body.vars[place.root].ty.clone();
                        if self.types.comparable(&ty) && !self.types.has_param(&ty) {
                            format!("assert_eq!({text}, {text});")
                        } else {
                            format!("assert!({condition});")
                        }
                    }
                    None => format!("assert!({condition});"),
                }
            }
        }
    }

    /// A condition that is true, though a compiler does not see it at once.
    fn always(&mut self) -> String {
        let ty = Ty::Int(Int::unsigned(&mut self.random));
        let places = self.places(false, &|other| *other == ty);
        match self.random.pick(&places) {
            Some(place) => {
                let name = self.body.vars[place.root].name.clone();
                if self.body.vars[place.root].ty == ty {
                    return format!("{name} >= 0");
                }
                "true".to_owned()
            }
            None => "true".to_owned(),
        }
    }

    /// `return`, `break`, `continue` under a condition.
    fn leave(&mut self) -> String {
        let condition = self.condition(2);
        let Some(ret) = self.body.ret.clone() else {
            return self.assignment();
        };
        let jump = match self.body.loops.len() {
            0 => None,
            count => {
                // The innermost, or one around it that has a label.
                let at = count - 1 - self.random.below(count);
                let target = self.body.loops[at].clone();
                let inner = at + 1 == count;
                match (&target.label, inner) {
                    (Some(label), _) => Some((format!(" '{label}"), target.value)),
                    (None, true) => Some((String::new(), target.value)),
                    (None, false) => None,
                }
            }
        };
        match jump {
            Some((label, value)) if self.random.below(4) > 0 => {
                if self.one_in(2) && value.is_none() {
                    return format!("if {condition} {{ continue{label}; }}");
                }
                let value = match value {
                    Some((ty, want)) => format!(" {}", self.expression(&ty, 1, want)),
                    None => String::new(),
                };
                format!("if {condition} {{ break{label}{value}; }}")
            }
            _ if self.one_in(2) => {
                let value = self.expression(&ret, 2, KEPT);
                format!("if {condition} {{ return {value}; }}")
            }
            _ if self.risky && self.one_in(4) => {
                let ty = Ty::Int(Int::any(&mut self.random));
                let value = self.expression(&ty, 1, KNOWN);
                format!("if {condition} {{ panic!(\"at {{}}\", {value}); }}")
            }
            _ => self.assignment(),
        }
    }

    fn call_statement(&mut self) -> String {
        if self.one_in(3)
            && let Some(text) = self.trait_statement()
        {
            return text;
        }
        match self.any_call(EXPRESSION_DEPTH) {
            Some((text, Ty::Unit)) => format!("{text};"),
            Some((text, ty)) => {
                let name = self.fresh("v");
                self.declare(&name, &ty, Kind::Owned, false);
                format!("val {name} = {text};")
            }
            None => self.assignment(),
        }
    }
}
