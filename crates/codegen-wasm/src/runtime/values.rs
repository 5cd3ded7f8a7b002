//! Taking values apart and putting them together: boxes, fields, variants.
//!
//! A value's *contents* are the locals of its slots, or of its box's slots. This module must never know
//! what is done with the parts.

use twilight_abi::Type;

use super::asm::Asm;
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::convert;

/// True when a value of the type holds an array, vector or map: storage that a copy must not share.
pub(super) fn owns_storage(ty: &Type) -> bool {
    any(ty, &|ty| {
        matches!(ty, Type::Array(..) | Type::Vector(_) | Type::Map(..))
    })
}

/// True when a decoded value of the type points into memory.
pub(super) fn has_pointers(ty: &Type, a: &mut Asm<'_, '_>) -> bool {
    let mut boxed = false;
    visit(ty, &mut |ty| boxed |= a.cx.layouts.of(ty).boxed.is_some());
    boxed
        || any(ty, &|ty| {
            matches!(
                ty,
                Type::String
                    | Type::Address
                    | Type::Hash256
                    | Type::Array(..)
                    | Type::Vector(_)
                    | Type::Map(..)
            )
        })
}

/// Visits a type and the parts of its slots: fields and payloads, not elements.
fn visit(ty: &Type, see: &mut dyn FnMut(&Type)) {
    see(ty);
    for part in ty.fields().unwrap_or_default() {
        visit(&part, see);
    }
    for part in ty.variants().unwrap_or_default().iter().flatten() {
        visit(part, see);
    }
}

fn any(ty: &Type, test: &dyn Fn(&Type) -> bool) -> bool {
    let mut found = false;
    visit(ty, &mut |ty| found |= test(ty));
    found
}

impl Asm<'_, '_> {
    /// The contents of a value: itself, or what its box holds in fresh locals.
    pub fn open(&mut self, ty: &Type, value: &[Local]) -> Vec<Local> {
        let layout = self.cx.layouts.of(ty);
        match (&layout.boxed, value.first()) {
            (Some(contents), Some(pointer)) => {
                contents.load(&mut self.f, *pointer, 0);
                contents.spill(&mut self.f)
            }
            _ => value.to_vec(),
        }
    }

    /// Pushes a value from its contents, boxed where the type is.
    pub fn push_contents(&mut self, ty: &Type, contents: &[Local]) -> &mut Self {
        let layout = self.cx.layouts.of(ty);
        match &layout.boxed {
            Some(form) => {
                let pointer = self.i();
                self.u(form.size).helper(Helper::Alloc).set(pointer);
                form.store(&mut self.f, pointer, 0, contents);
                self.get(pointer)
            }
            None => self.get_all(contents),
        }
    }

    /// The fields of a tuple or struct with their locals.
    pub fn fields(&mut self, ty: &Type, value: &[Local]) -> Vec<(Type, Vec<Local>)> {
        let contents = self.open(ty, value);
        let mut parts = Vec::new();
        for (index, field) in ty.fields().unwrap_or_default().into_iter().enumerate() {
            let range = self.cx.layouts.field(ty, index);
            parts.push((field, contents.get(range).unwrap_or_default().to_vec()));
        }
        parts
    }

    /// The payload of a variant with its locals, taken from the contents.
    pub fn payload(&mut self, ty: &Type, variant: usize, contents: &[Local]) -> Vec<(Type, Vec<Local>)> {
        let joined = self.cx.layouts.of(ty);
        let types = ty
            .variants()
            .unwrap_or_default()
            .get(variant)
            .cloned()
            .unwrap_or_default();
        let mut parts = Vec::new();
        for (index, field) in types.into_iter().enumerate() {
            let range = self.cx.layouts.payload(ty, variant, index);
            let own = self.cx.layouts.of(&field);
            let wide = joined.contents().slots.get(range.clone()).unwrap_or_default();
            let mut locals = Vec::new();
            for ((from, to), local) in wide
                .iter()
                .zip(&own.form.slots)
                .zip(contents.get(range).unwrap_or_default())
            {
                if from.val_type() == to.val_type() {
                    locals.push(*local);
                    continue;
                }
                let narrow = self.f.local(to.val_type());
                self.get(*local);
                convert(&mut self.f, *from, *to);
                self.set(narrow);
                locals.push(narrow);
            }
            parts.push((field, locals));
        }
        parts
    }

    /// Sets the contents of a variant from its payload's locals, in order; what the variant does not use
    /// becomes zero.
    pub fn set_variant(&mut self, ty: &Type, variant: usize, payload: &[Local], contents: &[Local]) {
        let joined = self.cx.layouts.of(ty);
        let types = ty
            .variants()
            .unwrap_or_default()
            .get(variant)
            .cloned()
            .unwrap_or_default();
        let own: Vec<_> = types
            .iter()
            .flat_map(|ty| self.cx.layouts.of(ty).form.slots.clone())
            .collect();
        for (at, (slot, local)) in joined.contents().slots.iter().zip(contents).enumerate() {
            let part = at
                .checked_sub(1)
                .and_then(|at| Some((own.get(at)?, payload.get(at)?)));
            match part {
                _ if at == 0 => {
                    self.u(variant as u32);
                }
                Some((from, value)) => {
                    self.get(*value);
                    convert(&mut self.f, *from, *slot);
                }
                None => {
                    self.zero(slot.val_type());
                }
            }
            self.set(*local);
        }
    }

    /// Pushes a variant from its payload's locals.
    pub fn push_variant(&mut self, ty: &Type, variant: usize, payload: &[Local]) -> &mut Self {
        let layout = self.cx.layouts.of(ty);
        let contents = self.locals(layout.contents());
        self.set_variant(ty, variant, payload, &contents);
        self.push_contents(ty, &contents)
    }

    /// Runs the code of a value's variant; none of them leaves anything on the stack.
    pub fn match_variant(&mut self, tag: Local, count: usize, mut body: impl FnMut(&mut Self, usize)) {
        if count == 1 {
            return body(self, 0);
        }
        if count == 2 {
            self.get(tag).if_();
            body(self, 1);
            self.else_();
            body(self, 0);
            self.end();
            return;
        }
        for _ in 0..=count {
            self.block();
        }
        let targets: Vec<u32> = (0..count as u32).collect();
        self.get(tag)
            .br_table(&targets, count.saturating_sub(1) as u32)
            .end();
        for variant in 0..count {
            body(self, variant);
            self.br((count - 1 - variant) as u32).end();
        }
    }

    /// An `if` without parameters that leaves a whole value on the stack is not of one wasm type; values
    /// cross its end in fresh locals instead.
    pub fn value_locals(&mut self, ty: &Type) -> Vec<Local> {
        let layout = self.cx.layouts.of(ty);
        self.locals(&layout.form)
    }
}
