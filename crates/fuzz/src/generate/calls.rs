//! Calls of functions that the program declares.

use super::types::{Ty, bind, substitute};
use super::{Generator, Mode, Want};

impl Generator {
    /// A call that gives the type, if some function does.
    pub fn call(&mut self, ty: &Ty, depth: usize) -> Option<String> {
        let mut fitting = Vec::new();
        for (at, def) in self.functions.iter().enumerate() {
            let mut args = vec![None; def.generics];
            if self.affordable(def.cost) && bind(&def.ret, ty, &mut args) {
                fitting.push((at, args));
            }
        }
        if fitting.is_empty() {
            return None;
        }
        let (at, args) = fitting.swap_remove(self.random.below(fitting.len()));
        self.call_of(at, args, depth)
    }

    /// A call of any function, with its result's type.
    pub fn any_call(&mut self, depth: usize) -> Option<(String, Ty)> {
        let at = self.random.below(self.functions.len());
        let def = self.functions.get(at)?;
        if !self.affordable(def.cost) {
            return None;
        }
        let mut args: Vec<Option<Ty>> = vec![None; def.generics];
        for arg in &mut args {
            *arg = Some(self.any_type());
        }
        let known: Vec<Ty> = args.iter().flatten().cloned().collect();
        let ret = substitute(&self.functions[at].ret, &known);
        Some((self.call_of(at, args, depth)?, ret))
    }

    fn call_of(&mut self, at: usize, args: Vec<Option<Ty>>, depth: usize) -> Option<String> {
        let def = &self.functions[at];
        let (name, method, counted, cost) = (def.name.clone(), def.method, def.counted, def.cost);
        let params = def.params.clone();
        let types: Vec<Ty> = args
            .into_iter()
            .map(|arg| arg.unwrap_or_else(|| self.any_type()))
            .collect();
        // A `mut` parameter of a Copy type is the function's own (DECISION T17), a type parameter is never one.
        let params: Vec<(Ty, Mode)> = params
            .into_iter()
            .map(|(ty, mode)| match mode {
                Mode::Mut if self.types.is_copy(&ty) => (ty, Mode::Borrow),
                _ => (substitute(&ty, &types), mode),
            })
            .collect();
        // Places that change are chosen first: the other arguments must not use them.
        let mut taken = Vec::new();
        let mut texts: Vec<Option<String>> = Vec::new();
        for (ty, mode) in &params {
            if *mode != Mode::Mut {
                texts.push(None);
                continue;
            }
            match self.take_place(&|other| other == ty) {
                Some((place, text)) => {
                    taken.push(place);
                    texts.push(Some(text));
                }
                None => {
                    for place in &taken {
                        self.release(place);
                    }
                    return None;
                }
            }
        }
        self.pay(cost);
        for (index, (ty, mode)) in params.iter().enumerate() {
            if texts[index].is_some() {
                continue;
            }
            let text = if counted && index == 0 {
                format!("{}u64", self.random.below(4))
            } else {
                let receiver = method && index == 0;
                let kept = *mode == Mode::Consume;
                let want = Want {
                    hint: !receiver && types.is_empty(),
                    kept,
                };
                self.expression(ty, depth.saturating_sub(1), want)
            };
            texts[index] = Some(text);
        }
        for place in &taken {
            self.release(place);
        }
        let mut texts: Vec<String> = texts.into_iter().flatten().collect();
        let generics = if types.is_empty() || name.contains("::") || self.one_in(2) {
            String::new()
        } else {
            let names: Vec<String> = types.iter().map(|ty| self.types.name(ty)).collect();
            format!("::<{}>", names.join(", "))
        };
        if method {
            let receiver = texts.remove(0);
            return Some(format!("({receiver}).{name}({})", texts.join(", ")));
        }
        Some(format!("{name}{generics}({})", texts.join(", ")))
    }
}
