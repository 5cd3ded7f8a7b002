//! Gas by source line: the calls once more, on a copy of the module that says at which line it is.
//!
//! The copy calls [`MARK`] wherever code of another line begins. The host then books the gas since the last mark to the
//! line of that one, and gives back what the mark itself took: the copy runs out of gas where the module does, or up to
//! two units before. What the run-time library takes is booked to the line that called it. This must never change what a
//! run answers: results, output, events and gas are those of the module as it was compiled.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;

use playground_protocol::LineGas;
use twilight_abi::source_map::{Segment, decode, look_up};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, EntityType, ImportSection, Instruction, Module, SectionId, TypeSection, ValType,
};
use wasmparser::{FunctionBody, ImportSectionReader, Operator, Parser, Payload, TypeSectionReader};
use wasmtime::{Caller, Linker, Trap};

use crate::host::Host;
use crate::module::Places;

/// Marks that all calls together may pass; a run that passes more has no gas by line. A mark takes much longer than what
/// it counts, and whether a run has gas by line must not depend on how fast a machine is.
pub const MAX_PASSED_MARKS: u64 = 300_000;

/// Gas that a run may take and be counted by line: between two marks the run-time library may work for long, and the second
/// run must not use up the time that the first one has left.
pub const MAX_COUNTED_GAS: u64 = 100_000_000;

/// The import of the copy, which no compiled module may have.
const MARK: (&str, &str) = ("playground_profile", "mark");

/// Fuel of a mark: one constant and one call.
const MARK_GAS: u64 = 2;

/// The gas of one call so far, by mark.
#[derive(Debug)]
pub struct Meter {
    gas: Vec<u64>,
    at: Option<usize>,
    fuel: u64,
    /// Marks that may still be passed.
    left: u64,
}

/// Too many marks: the copy ends, and what it did is not looked at.
#[derive(Debug)]
struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The run is too long to count its gas by line.")
    }
}

impl std::error::Error for TooLong {}

impl Meter {
    /// For a module with marks `0..marks`, of which `left` may be passed.
    pub fn new(marks: usize, left: u64) -> Self {
        Self {
            gas: vec![0; marks],
            at: None,
            fuel: 0,
            left,
        }
    }

    /// Counting begins: what was used before is no line's.
    pub const fn begin(&mut self, fuel: u64) {
        self.fuel = fuel;
    }

    /// Books what was used until `fuel` was left, and goes on at `mark`.
    fn mark(&mut self, fuel: u64, mark: Option<usize>) {
        let used = self.fuel.saturating_sub(fuel);
        if let Some(gas) = self.at.and_then(|at| self.gas.get_mut(at)) {
            *gas = gas.saturating_add(used);
        }
        self.fuel = fuel;
        self.at = mark;
    }

    /// The gas of each mark for a call that left `fuel`, and how many marks may still be passed.
    pub fn end(mut self, fuel: u64) -> (Vec<u64>, u64) {
        self.mark(fuel, None);
        (self.gas, self.left)
    }
}

/// Adds [`MARK`] to `linker`.
pub fn link(linker: &mut Linker<Host>) -> wasmtime::Result<()> {
    linker.func_wrap(
        MARK.0,
        MARK.1,
        |mut caller: Caller<'_, Host>, mark: i32| -> wasmtime::Result<()> {
            let left = caller.get_fuel()?;
            // Nothing is left, or less than nothing, which does not show: giving something back could go on for ever.
            if left == 0 {
                return Err(Trap::OutOfFuel.into());
            }
            let fuel = left.saturating_add(MARK_GAS);
            caller.set_fuel(fuel)?;
            if let Some(meter) = &mut caller.data_mut().meter {
                meter.left = meter.left.checked_sub(1).ok_or(TooLong)?;
                meter.mark(fuel, usize::try_from(mark).ok());
            }
            Ok(())
        },
    )?;
    Ok(())
}

/// A module with marks.
pub struct Marked {
    /// The module.
    pub wasm: Vec<u8>,
    /// Source, as an index into the source map's, and 1-based line of each mark.
    lines: Vec<(u32, u32)>,
    sources: Vec<String>,
}

impl Marked {
    /// How many marks there are.
    pub const fn marks(&self) -> usize {
        self.lines.len()
    }

    /// The gas of lines that took any, by file and line.
    pub fn lines(&self, gas: &[u64]) -> Vec<LineGas> {
        let booked = self.lines.iter().zip(gas).filter(|(_, gas)| **gas > 0);
        let mut lines: Vec<LineGas> = booked
            .filter_map(|((source, line), gas)| {
                Some(LineGas {
                    file: self.sources.get(usize::try_from(*source).ok()?)?.clone(),
                    line: *line,
                    gas: *gas,
                })
            })
            .collect();
        lines.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        lines
    }
}

/// A copy of `wasm`, a valid module, with marks for the lines that `places` names; `imported` is the number of its imported
/// functions. None where the module has no map of its source.
pub fn mark(wasm: &[u8], places: Places, imported: u32) -> Option<Marked> {
    let map = places.debug_info?.source_map?.data;
    let segments = decode(&map.mappings)?;
    let own: Vec<bool> = map.sources.iter().map(|path| path.starts_with("src/")).collect();
    let mut marker = Marker {
        segments,
        own,
        imported,
        marked: Vec::new(),
        marks: BTreeMap::new(),
        body: 0,
        ty: None,
        has_import: false,
    };
    marker.marked = marker.bodies(wasm)?;
    let mut module = Module::new();
    marker.parse_core_module(&mut module, Parser::new(0), wasm).ok()?;
    let mut lines = vec![(0, 0); marker.marks.len()];
    for (line, mark) in marker.marks {
        if let Some(place) = lines.get_mut(usize::try_from(mark).ok()?) {
            *place = line;
        }
    }
    Some(Marked {
        wasm: module.finish(),
        lines,
        sources: map.sources,
    })
}

/// Writes the copy.
struct Marker {
    /// By rising offset.
    segments: Vec<Segment>,
    /// Which sources are the program's, and not the library's.
    own: Vec<bool>,
    imported: u32,
    /// Whether each body has code of the program's own lines.
    marked: Vec<bool>,
    /// Marks by source and line.
    marks: BTreeMap<(u32, u32), i32>,
    /// The body that comes next.
    body: usize,
    /// The type of [`MARK`].
    ty: Option<u32>,
    has_import: bool,
}

impl Marker {
    /// For each body of `wasm` whether it is one of the program's own.
    fn bodies(&self, wasm: &[u8]) -> Option<Vec<bool>> {
        let mut marked = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::CodeSectionEntry(body) = payload.ok()? {
                let range = body.range();
                let inside = |offset: u32| usize::try_from(offset).ok().map(|at| range.contains(&at));
                let from = self
                    .segments
                    .partition_point(|segment| u64::from(segment.offset) < range.start as u64);
                let here = self.segments.get(from..)?;
                marked.push(
                    here.iter()
                        .take_while(|segment| inside(segment.offset) == Some(true))
                        .any(|segment| self.line(segment).is_some()),
                );
            }
        }
        Some(marked)
    }

    /// Source and line of `segment` where that is the program's own.
    fn line(&self, segment: &Segment) -> Option<(u32, u32)> {
        let place = segment.place?;
        let own = self.own.get(usize::try_from(place.source).ok()?)?;
        own.then_some((place.source, place.line))
    }

    /// Source and line of the code at `offset` where that is the program's own.
    fn line_at(&self, offset: usize) -> Option<(u32, u32)> {
        let place = look_up(&self.segments, u32::try_from(offset).ok()?);
        self.line(&Segment { offset: 0, place })
    }

    fn mark_of(&mut self, line: (u32, u32)) -> i32 {
        let next = i32::try_from(self.marks.len()).unwrap_or(i32::MAX);
        *self.marks.entry(line).or_insert(next)
    }

    /// Whether a call of `function` may come back at another line.
    fn is_marked(&self, function: u32) -> bool {
        function
            .checked_sub(self.imported)
            .and_then(|body| self.marked.get(usize::try_from(body).ok()?))
            .copied()
            .unwrap_or(false)
    }

    fn import(&mut self, imports: &mut ImportSection) {
        if let Some(ty) = self.ty {
            imports.import(MARK.0, MARK.1, EntityType::Function(ty));
        }
        self.has_import = true;
    }
}

impl Reencode for Marker {
    type Error = Infallible;

    /// [`MARK`] is the last of the imported functions.
    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(if function < self.imported {
            function
        } else {
            function.saturating_add(1)
        })
    }

    fn parse_type_section(
        &mut self,
        types: &mut TypeSection,
        section: TypeSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_type_section(self, types, section)?;
        self.ty = Some(types.len());
        types.ty().function([ValType::I32], []);
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_import_section(self, imports, section)?;
        self.import(imports);
        Ok(())
    }

    fn intersperse_section_hook(
        &mut self,
        module: &mut Module,
        after: Option<SectionId>,
        before: Option<SectionId>,
    ) -> Result<(), Error> {
        // A module that imports nothing.
        if after == Some(SectionId::Type) && before != Some(SectionId::Import) && !self.has_import {
            let mut imports = ImportSection::new();
            self.import(&mut imports);
            module.section(&imports);
        }
        Ok(())
    }

    /// Names and producers are of no use here.
    fn parse_custom_section(
        &mut self,
        _module: &mut Module,
        _section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), Error> {
        let own = self.marked.get(self.body).copied().unwrap_or(false);
        self.body += 1;
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let mut reader = body.get_operators_reader()?;
        // The line that the last mark on every way to here has named, and the last line of the text.
        let mut known = None;
        let mut last = None;
        while !reader.eof() {
            let (operator, offset) = reader.read_with_offset()?;
            if own {
                last = self.line_at(offset).or(last);
                let free = matches!(
                    operator,
                    Operator::Block { .. } | Operator::Loop { .. } | Operator::Else | Operator::End
                );
                if let Some(line) = last
                    && known != last
                    && !free
                {
                    function.instruction(&Instruction::I32Const(self.mark_of(line)));
                    function.instruction(&Instruction::Call(self.imported));
                    known = last;
                }
                match operator {
                    Operator::Loop { .. }
                    | Operator::Else
                    | Operator::End
                    | Operator::CallIndirect { .. } => known = None,
                    Operator::Call { function_index } if self.is_marked(function_index) => known = None,
                    _ => {}
                }
            }
            function.instruction(&self.instruction(operator)?);
        }
        code.function(&function);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gas_is_booked_to_the_mark_before() {
        let mut meter = Meter::new(2, 7);
        meter.begin(100);
        meter.mark(90, Some(1));
        meter.mark(70, Some(0));
        // A mark that does not exist, as a module of somebody else's could name.
        meter.mark(65, Some(9));
        meter.mark(60, Some(1));
        assert_eq!(meter.end(59), (vec![5, 21], 7));
    }
}
