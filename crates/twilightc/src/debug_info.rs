//! `debug_info` of `.meta` (spec 10 §4.7): trap sites always, source map and variables where asked for.

use twilight_abi::meta::{DebugInfo, TrapSite, VariableEntry, VariableInfo, VariableScope};
use twilight_abi::source_map::{FORMAT, Place, Segment, SourceMapData, SourceMapInfo, encode};
use twilight_codegen_wasm::Artifact;
use twilight_diagnostics::{SourceMap, Span};

/// Describes a module's code for whoever watches it run.
pub fn describe(artifact: &Artifact, sources: &SourceMap, full: bool) -> DebugInfo {
    DebugInfo {
        trap_sites: trap_sites(artifact, sources),
        source_map: full.then(|| source_map(artifact, sources)),
        variable_info: full.then(|| variables(artifact)),
    }
}

fn trap_sites(artifact: &Artifact, sources: &SourceMap) -> Vec<TrapSite> {
    artifact
        .trap_sites
        .iter()
        .map(|site| {
            let at = |offset: u32| {
                sources.file(site.span.file).map_or((1, 1), |file| {
                    let position = file.line_column(offset);
                    (position.line, position.column)
                })
            };
            TrapSite {
                offset: site.offset,
                file: site.span.file.0,
                start: site.span.start,
                end: site.span.end,
                start_line_column: at(site.span.start),
                end_line_column: at(site.span.end),
                message: site.message.clone(),
            }
        })
        .collect()
}

fn source_map(artifact: &Artifact, sources: &SourceMap) -> SourceMapInfo {
    let place = |span: Span| {
        let position = sources.file(span.file)?.line_column(span.start);
        Some(Place {
            source: span.file.0,
            line: position.line,
            column: position.column,
        })
    };
    let mut segments: Vec<Segment> = Vec::with_capacity(artifact.debug.marks.len());
    for mark in &artifact.debug.marks {
        let place = mark.span.and_then(place);
        // Expressions that begin in the same place need one segment together.
        if segments.last().is_none_or(|last| last.place != place) {
            segments.push(Segment {
                offset: mark.offset,
                place,
            });
        }
    }
    SourceMapInfo {
        format: FORMAT.to_owned(),
        data: SourceMapData {
            version: 3,
            sources: sources.files().iter().map(|file| file.path.clone()).collect(),
            names: Vec::new(),
            mappings: encode(&segments),
        },
    }
}

fn variables(artifact: &Artifact) -> VariableInfo {
    let scopes = artifact
        .debug
        .functions
        .iter()
        .map(|function| {
            let variables = function
                .variables
                .iter()
                .map(|variable| VariableEntry {
                    name: variable.name.to_string(),
                    ty: variable.ty.to_string(),
                    locals: variable.locals.clone(),
                })
                .collect();
            let scope = VariableScope {
                start: function.start,
                end: function.end,
                variables,
            };
            (function.name.clone(), scope)
        })
        .collect();
    VariableInfo { scopes }
}
