//! Taking values apart and putting them together: boxes, fields, variants.
//!
//! A value's *contents* are the locals of its slots, or of its box's slots. This module must never know
//! what is done with the parts.

use std::collections::HashSet;

use twilight_abi::Type;

use super::asm::Asm;
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::convert;

/// True when a decoded value of the type points into memory. Each type is looked at once: a type may be used
/// in many places of another.
pub(super) fn has_pointers(ty: &Type, a: &mut Asm<'_, '_>) -> bool {
    let mut seen = HashSet::new();
    let mut work = vec![ty.clone()];
    while let Some(ty) = work.pop() {
        match &ty {
            Type::Unit | Type::Bool | Type::Int(_) | Type::FixedBytes(_) => {}
            Type::Tuple(_) | Type::Struct(_) | Type::Option(_) | Type::Result(..) | Type::Enum(_) => {
                if a.cx.layouts.of(&ty).boxed.is_some() {
                    return true;
                }
                if seen.insert(ty.clone()) {
                    work.extend(ty.fields().unwrap_or_default());
                    work.extend(ty.variants().unwrap_or_default().into_iter().flatten());
                }
            }
            _ => return true,
        }
    }
    false
}

/// Payload types of one variant.
fn payload_types(ty: &Type, variant: usize) -> Vec<Type> {
    match (ty, variant) {
        (Type::Option(inner), 1) => vec![(**inner).clone()],
        (Type::Result(ok, _), 0) => vec![(**ok).clone()],
        (Type::Result(_, err), 1) => vec![(**err).clone()],
        (Type::Enum(definition), _) => definition
            .variants
            .get(variant)
            .map(|variant| variant.fields.types())
            .unwrap_or_default(),
        _ => Vec::new(),
    }
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
        let mut rest = contents.as_slice();
        let mut parts = Vec::new();
        for field in ty.fields().unwrap_or_default() {
            let width = self.cx.layouts.of(&field).form.slots.len();
            let (own, behind) = rest.split_at_checked(width).unwrap_or_default();
            parts.push((field, own.to_vec()));
            rest = behind;
        }
        parts
    }

    /// The payload of a variant with its locals, taken from the contents.
    pub fn payload(&mut self, ty: &Type, variant: usize, contents: &[Local]) -> Vec<(Type, Vec<Local>)> {
        let joined = self.cx.layouts.of(ty);
        let slots = joined
            .contents()
            .slots
            .iter()
            .copied()
            .zip(contents.iter().copied());
        // Slot 0 is the tag.
        let mut rest = slots.skip(1);
        let mut parts = Vec::new();
        for field in payload_types(ty, variant) {
            let own = self.cx.layouts.of(&field);
            let mut locals = Vec::new();
            for (to, (from, local)) in own.form.slots.iter().zip(rest.by_ref()) {
                if from.val_type() == to.val_type() {
                    locals.push(local);
                    continue;
                }
                let narrow = self.f.local(to.val_type());
                self.get(local);
                convert(&mut self.f, from, *to);
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
        let types = payload_types(ty, variant);
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
