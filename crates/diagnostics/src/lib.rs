//! Source map, spans, the diagnostic model and its human and JSON rendering.
