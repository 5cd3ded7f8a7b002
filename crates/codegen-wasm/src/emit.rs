//! A thin function builder over `wasm-encoder`, and the bytes of a function before its calls are linked.
//!
//! Which host functions a module imports is known only when everything is generated, and imports come
//! first in the index space; so a call is recorded by name ([`FuncRef`]) and its index is filled in by
//! [`FunctionBuilder::link`]. This module must never know about TIR operations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use twilight_abi::Type;
use twilight_diagnostics::Span;
use twilight_hfi::HostFn;
use twilight_tir::FunctionId;
use wasm_encoder::{Encode, InstructionSink, ValType};

use crate::debug::VariableInfo;
use crate::helpers::HelperId;

/// Bytes of code that most functions stay below; only saves growing the buffer.
const TYPICAL_BYTES: usize = 192;

/// Opcode of `local.tee`.
pub const LOCAL_TEE: u8 = 0x22;

/// Index of a wasm local; parameters come first.
pub type Local = u32;

/// Parameters and results of a wasm function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Signature {
    /// Parameter types.
    pub params: Vec<ValType>,
    /// Result types.
    pub results: Vec<ValType>,
}

impl Signature {
    /// A signature.
    #[must_use]
    pub fn new(params: impl Into<Vec<ValType>>, results: impl Into<Vec<ValType>>) -> Self {
        Self {
            params: params.into(),
            results: results.into(),
        }
    }
}

/// What a call names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FuncRef {
    /// An imported host function.
    Host(HostFn),
    /// A function of the TIR module.
    User(FunctionId),
    /// A function of the run-time library.
    Helper(HelperId),
}

/// A place where execution may end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Byte offset of the instruction.
    pub offset: usize,
    /// The source expression.
    pub span: Span,
    /// What went wrong; empty where the panic globals say it.
    pub message: Arc<str>,
}

/// A function under construction.
#[derive(Clone, Debug)]
pub struct FunctionBuilder {
    signature: Signature,
    locals: Vec<ValType>,
    code: Vec<u8>,
    calls: Vec<(usize, FuncRef)>,
    sites: Vec<Site>,
    marks: Vec<(usize, Span)>,
    names: BTreeMap<Local, Arc<str>>,
    variables: Vec<VariableInfo>,
    known_variables: BTreeSet<(Arc<str>, Vec<Option<Local>>)>,
    /// Start and end of a `local.set` of [`FunctionBuilder::set`], and its local.
    last_set: Option<(usize, usize, Local)>,
}

/// The encoded body of a function and its trap sites, as offsets into `bytes`.
#[derive(Clone, Debug)]
pub struct Body {
    /// Local declarations and code, without the size that stands before them in the code section.
    pub bytes: Vec<u8>,
    /// Trap sites.
    pub sites: Vec<Site>,
    /// Offsets from which on instructions stand for a place.
    pub marks: Vec<(usize, Span)>,
    /// Offset of the first instruction.
    pub start: usize,
}

impl FunctionBuilder {
    /// A function without code.
    #[must_use]
    pub fn new(signature: Signature) -> Self {
        Self {
            signature,
            locals: Vec::new(),
            code: Vec::with_capacity(TYPICAL_BYTES),
            calls: Vec::new(),
            sites: Vec::new(),
            marks: Vec::new(),
            names: BTreeMap::new(),
            variables: Vec::new(),
            known_variables: BTreeSet::new(),
            last_set: None,
        }
    }

    /// The function's type.
    #[must_use]
    pub fn signature(&self) -> &Signature {
        &self.signature
    }

    /// A new local, zero at the function's start.
    pub fn local(&mut self, ty: ValType) -> Local {
        self.locals.push(ty);
        (self.signature.params.len() + self.locals.len() - 1) as Local
    }

    /// A new `i32` local.
    pub fn local_i32(&mut self) -> Local {
        self.local(ValType::I32)
    }

    /// A new `i64` local.
    pub fn local_i64(&mut self) -> Local {
        self.local(ValType::I64)
    }

    /// Names a local for debuggers; the first name stays.
    pub fn name_local(&mut self, local: Local, name: Arc<str>) {
        self.names.entry(local).or_insert(name);
    }

    /// Records where a variable is, unless that is nowhere or known already.
    pub fn variable(&mut self, name: &Arc<str>, ty: &Type, locals: Vec<Option<Local>>) {
        let variable = VariableInfo {
            name: Arc::clone(name),
            ty: ty.clone(),
            locals,
        };
        let is_somewhere = variable.locals.iter().any(Option::is_some);
        if is_somewhere
            && self
                .known_variables
                .insert((variable.name.clone(), variable.locals.clone()))
        {
            self.variables.push(variable);
        }
    }

    /// Takes the variables out.
    pub fn take_variables(&mut self) -> Vec<VariableInfo> {
        std::mem::take(&mut self.variables)
    }

    /// Names of locals.
    #[must_use]
    pub fn local_names(&self) -> &BTreeMap<Local, Arc<str>> {
        &self.names
    }

    /// Appends instructions. Calls must go through [`FunctionBuilder::call`].
    pub fn ins(&mut self) -> InstructionSink<'_> {
        InstructionSink::new(&mut self.code)
    }

    /// Appends an instruction of one byte.
    pub fn opcode(&mut self, opcode: u8) {
        self.code.push(opcode);
    }

    /// Appends an instruction of the wide-arithmetic proposal.
    pub fn wide(&mut self, opcode: u8) {
        self.code.extend_from_slice(&[0xFC, opcode]);
    }

    /// Appends a call.
    pub fn call(&mut self, target: FuncRef) {
        self.code.push(0x10);
        self.calls.push((self.code.len(), target));
    }

    /// Pushes several locals in order.
    pub fn get_all(&mut self, locals: &[Local]) {
        for local in locals {
            self.get(*local);
        }
    }

    /// Pushes a local; what was just stored in it is kept on the stack.
    pub fn get(&mut self, local: Local) {
        match self.last_set.take() {
            Some((start, end, stored)) if stored == local && end == self.code.len() => {
                self.patch(start, LOCAL_TEE);
            }
            _ => {
                self.ins().local_get(local);
            }
        }
    }

    /// Takes a local's value from the stack.
    pub fn set(&mut self, local: Local) {
        let start = self.code.len();
        self.ins().local_set(local);
        self.last_set = Some((start, self.code.len(), local));
    }

    /// Takes several locals' values from the stack; the last local's is on top.
    pub fn set_all(&mut self, locals: &[Local]) {
        for local in locals.iter().rev() {
            self.set(*local);
        }
    }

    /// Marks the next instruction as a place where execution may end. Functions of the run-time library
    /// have none: the host looks at the innermost frame that has a site.
    pub fn site(&mut self, span: Span, message: Arc<str>) {
        self.sites.push(Site {
            offset: self.code.len(),
            span,
            message,
        });
    }

    /// What is appended from here on stands for a place.
    pub fn mark(&mut self, span: Span) {
        match self.marks.last_mut() {
            Some((_, last)) if *last == span => {}
            Some((at, last)) if *at == self.code.len() => *last = span,
            _ => self.marks.push((self.code.len(), span)),
        }
    }

    /// Bytes of code so far; equal values at two moments mean that nothing was appended between.
    #[must_use]
    pub fn position(&self) -> usize {
        self.code.len()
    }

    /// Replaces the byte at a position that [`FunctionBuilder::position`] gave.
    pub fn patch(&mut self, position: usize, byte: u8) {
        if let Some(place) = self.code.get_mut(position) {
            *place = byte;
        }
    }

    /// Removes what was appended since a position, which must hold no call and no site.
    pub fn truncate(&mut self, position: usize) {
        self.code.truncate(position);
        self.last_set = None;
        // What was removed belongs to what comes in its place.
        let kept = self.marks.partition_point(|(at, _)| *at < position);
        let last = self.marks.last().copied().filter(|_| kept < self.marks.len());
        self.marks.truncate(kept);
        if let Some((_, span)) = last {
            self.mark(span);
        }
    }

    /// Gives every call its function index and encodes the body. The function's final `end` is appended.
    pub fn link(mut self, mut index: impl FnMut(FuncRef) -> u32) -> Body {
        self.ins().end();
        let mut bytes = Vec::with_capacity(self.code.len() + self.calls.len() * 2 + 8);
        let mut runs: Vec<(u32, ValType)> = Vec::new();
        for ty in &self.locals {
            match runs.last_mut() {
                Some((count, last)) if last == ty => *count += 1,
                _ => runs.push((1, *ty)),
            }
        }
        runs.len().encode(&mut bytes);
        for (count, ty) in runs {
            count.encode(&mut bytes);
            ty.encode(&mut bytes);
        }
        let start = bytes.len();
        let mut marks = self.marks.into_iter().peekable();
        let mut linked_marks = Vec::with_capacity(marks.len());
        let mut sites = self.sites.into_iter().peekable();
        let mut linked_sites = Vec::new();
        let mut copied = 0;
        let ends = self.calls.iter().map(|(at, target)| (*at, Some(*target)));
        for (at, target) in ends.chain([(self.code.len(), None)]) {
            while let Some(mut site) = sites.next_if(|site| site.offset < at) {
                site.offset = bytes.len() + (site.offset - copied);
                linked_sites.push(site);
            }
            while let Some((offset, span)) = marks.next_if(|(offset, _)| *offset < at) {
                linked_marks.push((bytes.len() + (offset - copied), span));
            }
            bytes.extend_from_slice(self.code.get(copied..at).unwrap_or_default());
            copied = at;
            if let Some(target) = target {
                index(target).encode(&mut bytes);
            }
        }
        Body {
            bytes,
            sites: linked_sites,
            marks: linked_marks,
            start,
        }
    }

    /// The functions it calls.
    pub fn callees(&self) -> impl Iterator<Item = FuncRef> + '_ {
        self.calls.iter().map(|(_, target)| *target)
    }
}
